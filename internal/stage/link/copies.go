package link

import (
	"cmp"
	"slices"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/abreast"
)

// Copies are found on shingles of five words over the body, not the headline,
// with MinHash signatures cut into bands (Broder 1997; Leskovec, Rajaraman and
// Ullman 2014, chapter 3). Sixteen bands of four make a pair with a Jaccard
// similarity of .7 a candidate with probability .99; every candidate is then
// compared exactly.
const (
	shingleWords = 5
	bands        = 16
	rows         = 4
	copyFloor    = 0.7  // Jaccard similarity from which a text is a copy
	insideFloor  = 0.85 // share of a text found in an earlier one
	candidates   = 40   // texts compared exactly, the earliest; very short ones may have thousands
)

// sketch is the bands of a signature; known is false for a text too short for any.
type sketch struct {
	known bool
	bands [bands]uint64
}

// Copies returns, for every report that repeats another, the report it repeats.
// Of reports that share a text the one published first is the original; of those
// of one day the one that names no other outlet as its origin, then by file and ID.
// An excerpt is a copy of the whole; a longer report that holds an earlier one, with
// more beside it, is none: see [Lifts].
func Copies(readings []trucewatch.Reading) map[string]string {
	return traced(readings, nil).copies()
}

// SameTexts returns the copies and the lifts of reports, as [Copies] and [Lifts] do one
// after the other, and reads each text once.
func SameTexts(readings []trucewatch.Reading) (copies map[string]string, lifts map[string][]Lift) {
	return sameTexts(readings, nil)
}

// sameTexts does what SameTexts does with what the last linking left behind.
func sameTexts(readings []trucewatch.Reading, m *memory) (copies map[string]string, lifts map[string][]Lift) {
	t := traced(readings, m.recall())
	copies = t.copies()
	m.keep(t.now)
	return copies, t.lifts(copies)
}

// traces is what the texts of reports are compared by. Each text is read for it once.
type traces struct {
	readings []trucewatch.Reading
	order    []int       // originals before what may repeat them
	of       []*trace    // in that order; without shingles and prints from manyTraced on
	prints   []print     // of all reports, in no order
	last     *remembered // by the linking before; nil for nothing
	now      *remembered // for the next one
}

func traced(readings []trucewatch.Reading, last *remembered) *traces {
	t := &traces{readings: readings, order: inOrder(readings), last: last}
	t.now = &remembered{traces: map[traceKey]*trace{}, same: map[[2]*trace]bool{}}
	t.of = make([]*trace, len(t.order))
	size := 0
	for i := range readings {
		size += len(readings[i].Report.Text)
	}
	t.prints = make([]print, 0, size/bytesPerPrint) // growing it would take twice the memory
	var one sync.Mutex
	abreast.Each(len(t.order), func(i int) {
		r := &readings[t.order[i]]
		key := keyOf(r)
		found := last.trace(key, r)
		one.Lock()
		defer one.Unlock()
		for _, p := range found.prints {
			p.doc = int32(i) //nolint:gosec // as many reports as fit in memory
			t.prints = append(t.prints, p)
		}
		if i < manyTraced {
			t.of[i], t.now.traces[key] = found, found
		} else {
			t.of[i] = &trace{sketch: found.sketch}
		}
	})
	return t
}

func (t *traces) copies() map[string]string {
	out := map[string]string{}
	at := newBuckets(len(t.order))
	for i, n := range t.order {
		original := at.first(t.of[i].sketch, func(j int) bool { return t.repeats(i, j) })
		if original >= 0 {
			out[t.readings[n].Report.ID] = t.readings[t.order[original]].Report.ID
			continue
		}
		at.add(i, t.of[i].sketch)
	}
	return out
}

// repeats reports whether the i-th report repeats the j-th.
func (t *traces) repeats(i, j int) bool {
	if i >= manyTraced || j >= manyTraced {
		return same(t.shinglesOf(i), t.shinglesOf(j))
	}
	pair := [2]*trace{t.of[i], t.of[j]}
	out, known := t.last.compared(pair)
	if !known {
		out = same(pair[0].shingles, pair[1].shingles)
	}
	t.now.same[pair] = out
	return out
}

// shinglesOf are the shingles of the i-th report. Those of the first that tell of
// something are at hand: they are asked for again and again.
func (t *traces) shinglesOf(i int) []uint32 {
	if i < manyTraced {
		return t.of[i].shingles
	}
	halves, _ := shingles(allWords(&t.readings[t.order[i]]))
	return halves
}

// inOrder lists the indices of readings, originals before what may repeat them.
func inOrder(readings []trucewatch.Reading) []int {
	order := make([]int, len(readings))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return original(&readings[a].Report, &readings[b].Report) })
	return order
}

func original(a, b *trucewatch.Report) int {
	date := func(r *trucewatch.Report) string { return cmp.Or(r.Published.Date, "9999") }
	return cmp.Or(cmp.Compare(date(a), date(b)), cmp.Compare(len(a.Origin), len(b.Origin)),
		cmp.Compare(a.File, b.File), cmp.Compare(a.ID, b.ID))
}

// buckets holds the reports under each band, as chains through one slice, so that a
// hundred thousand reports make no million small slices.
type buckets struct {
	last map[uint64]int32 // band to the entry put in last, counted from 1
	prev []int32          // entry to the one before it in its bucket
	doc  []int32          // entry to its report
}

func newBuckets(reports int) *buckets {
	return &buckets{
		last: make(map[uint64]int32, reports*bands),
		prev: make([]int32, 1, reports*bands+1),
		doc:  make([]int32, 1, reports*bands+1),
	}
}

func (b *buckets) add(doc int, d sketch) {
	if !d.known {
		return
	}
	for _, key := range d.bands {
		b.prev = append(b.prev, b.last[key])
		b.doc = append(b.doc, int32(doc)) //nolint:gosec // as many reports as fit in memory
		b.last[key] = int32(len(b.doc) - 1)
	}
}

// first returns the earliest report that shares a band with d and that fits, or -1.
func (b *buckets) first(d sketch, fits func(doc int) bool) int {
	if !d.known {
		return -1
	}
	var near []int
	for _, key := range d.bands {
		for at := b.last[key]; at > 0; at = b.prev[at] {
			near = append(near, int(b.doc[at]))
		}
	}
	slices.Sort(near)
	near = slices.Compact(near)
	for _, doc := range near[:min(len(near), candidates)] {
		if fits(doc) {
			return doc
		}
	}
	return -1
}

// sketchOf makes the bands of a text from the runs of its words.
func sketchOf(hashes []uint64) sketch {
	var minima [bands * rows]uint64
	for k := range minima {
		minima[k] = ^uint64(0)
	}
	for _, h := range hashes {
		for k := range minima {
			if m := mix(h ^ (uint64(k+1) * 0x9e3779b97f4a7c15)); m < minima[k] {
				minima[k] = m
			}
		}
	}
	d := sketch{known: len(hashes) > 0}
	for b := range d.bands {
		d.bands[b] = hashWords(append([]uint64{uint64(b)}, minima[b*rows:(b+1)*rows]...))
	}
	return d
}

// shingles lists the runs of words of a text: by half of their hashes, sorted and none
// twice, and by the whole of each in the order of the text. Two that differ in half
// are different, and the few that do not move no similarity.
func shingles(all []liftWord) (halves []uint32, whole []uint64) {
	words := make([]uint64, len(all))
	for i := range all {
		words[i] = all[i].hash
	}
	for i := 0; i+shingleWords <= len(words); i++ {
		h := hashWords(words[i : i+shingleWords])
		halves, whole = append(halves, uint32(h>>32)), append(whole, h) //nolint:gosec // half of a hash is wanted
	}
	slices.Sort(halves)
	return slices.Compact(halves), whole
}

// hashWord is FNV-1a (Fowler, Noll and Vo).
func hashWord(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// hashWords joins hashes in order.
func hashWords(words []uint64) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = mix(h ^ w)
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb
	return x ^ (x >> 31)
}

// same reports whether the text of some shingles repeats an earlier one.
func same(text, earlier []uint32) bool {
	if float64(len(earlier)) < copyFloor*float64(len(text)) {
		return false // too short to hold enough of it
	}
	i, j, common := 0, 0, 0
	for i < len(text) && j < len(earlier) {
		switch {
		case text[i] == earlier[j]:
			common++
			i++
			j++
		case text[i] < earlier[j]:
			i++
		default:
			j++
		}
	}
	union := len(text) + len(earlier) - common
	return union > 0 && (float64(common) >= copyFloor*float64(union) || float64(common) >= insideFloor*float64(len(text)))
}
