package link

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
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
	insideFloor  = 0.85 // share of the shorter text found in the longer one
)

type shingled struct {
	report   trucewatch.Report
	shingles []uint64 // sorted, none twice
	minima   [bands * rows]uint64
}

// Copies returns, for every report that repeats another, the report it repeats.
// Of reports that share a text the one published first is the original; of those
// of one day the one that names no other outlet as its origin, then by file and ID.
func Copies(readings []trucewatch.Reading) map[string]string {
	var docs []*shingled
	for _, r := range readings {
		docs = append(docs, newShingled(r.Report))
	}
	slices.SortFunc(docs, func(a, b *shingled) int { return original(a.report, b.report) })
	out := map[string]string{}
	index := map[[2]uint64][]int{}
	for i, d := range docs {
		best := -1
		for _, j := range candidates(index, d) {
			if (best < 0 || j < best) && same(d, docs[j]) {
				best = j
			}
		}
		if best >= 0 {
			root := docs[best].report.ID
			if r, ok := out[root]; ok {
				root = r
			}
			out[d.report.ID] = root
			continue
		}
		for b := range bands {
			key := d.band(b)
			index[key] = append(index[key], i)
		}
	}
	return out
}

func original(a, b trucewatch.Report) int {
	date := func(r trucewatch.Report) string {
		if r.Published.Date == "" {
			return "9999"
		}
		return r.Published.Date
	}
	return cmp.Or(cmp.Compare(date(a), date(b)), cmp.Compare(len(a.Origin), len(b.Origin)),
		cmp.Compare(a.File, b.File), cmp.Compare(a.ID, b.ID))
}

func candidates(index map[[2]uint64][]int, d *shingled) []int {
	if len(d.shingles) == 0 {
		return nil
	}
	var out []int
	for b := range bands {
		out = append(out, index[d.band(b)]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func newShingled(r trucewatch.Report) *shingled {
	d := &shingled{report: r}
	words := strings.Fields(translit.Fold(r.Text))
	for i := 0; i+shingleWords <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingleWords] {
			_, _ = h.Write([]byte(w)) // a hash cannot fail to be written
			_, _ = h.Write([]byte{' '})
		}
		d.shingles = append(d.shingles, h.Sum64())
	}
	slices.Sort(d.shingles)
	d.shingles = slices.Compact(d.shingles)
	for k := range d.minima {
		d.minima[k] = ^uint64(0)
		for _, s := range d.shingles {
			d.minima[k] = min(d.minima[k], mix(s^(uint64(k+1)*0x9e3779b97f4a7c15)))
		}
	}
	return d
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb
	return x ^ (x >> 31)
}

func (d *shingled) band(b int) [2]uint64 {
	sum := uint64(14695981039346656037)
	for _, m := range d.minima[b*rows : (b+1)*rows] {
		sum = (sum ^ m) * 1099511628211
	}
	return [2]uint64{uint64(b), sum}
}

func same(a, b *shingled) bool {
	i, j, common := 0, 0, 0
	for i < len(a.shingles) && j < len(b.shingles) {
		switch cmp.Compare(a.shingles[i], b.shingles[j]) {
		case 0:
			common++
			i++
			j++
		case -1:
			i++
		default:
			j++
		}
	}
	union := len(a.shingles) + len(b.shingles) - common
	shorter := min(len(a.shingles), len(b.shingles))
	return union > 0 && (float64(common) >= copyFloor*float64(union) || float64(common) >= insideFloor*float64(shorter))
}
