package link

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Passages that one report takes from another are found by winnowing (Schleimer,
// Wilkerson and Aiken 2003): of every liftWindow neighbouring hashes of liftShingle
// words the least is kept, so any run of liftShingle+liftWindow-1 words that two
// reports share is seen. Words in quotation marks are left aside: two reporters who
// heard one speaker have the same quotation, and are two voices.
const (
	liftShingle = 5
	liftWindow  = 4
	liftGap     = 6   // words that may have been changed within a passage
	liftFloor   = 20  // words of a passage from which it is taken and no chance
	liftDense   = 0.6 // share of its words that are the same
	editedFloor = 0.7 // share of a report, quotations aside, from which it is an edited copy
)

// Lift is a passage that a report has word for word, or nearly, from an earlier one.
type Lift struct {
	Span  trucewatch.Span
	From  string // ID of the earlier report
	Words int
}

// print is one kept hash, by half: where it stands in which report, reports in order.
type print struct {
	hash     uint32
	doc, pos int32
}

// bytesPerPrint is about how many bytes of text make one kept hash: words of six
// bytes, and two of five kept.
const bytesPerPrint = 14

// Lifts returns, by report ID, the passages that a report which is no copy has from
// earlier ones, in order of position. A report that has nearly all its words from one
// earlier report is an edited copy: it is added to copies and has no lifts.
func Lifts(readings []trucewatch.Reading, copies map[string]string) map[string][]Lift {
	return traced(readings, nil).lifts(copies)
}

func (t *traces) lifts(copies map[string]string) map[string][]Lift {
	shared := t.shared(copies)
	out := map[string][]Lift{}
	for _, doc := range slices.Sorted(maps.Keys(shared)) {
		r := &t.readings[t.order[doc]]
		words := unquoted(allWords(r))
		var lifts []Lift
		for _, earlier := range slices.Sorted(maps.Keys(shared[doc])) {
			from := t.readings[t.order[earlier]].Report.ID
			found := passages(words, shared[doc][earlier], from)
			if covers(found, words) {
				copies[r.Report.ID] = rootOf(copies, from)
				lifts = nil
				break
			}
			lifts = append(lifts, found...)
		}
		slices.SortFunc(lifts, func(a, b Lift) int {
			return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.From, b.From))
		})
		if len(lifts) > 0 {
			out[r.Report.ID] = lifts
		}
	}
	return out
}

// covers reports whether passages hold nearly all the words of a report.
func covers(lifts []Lift, words []liftWord) bool {
	n := 0
	for _, l := range lifts {
		n += l.Words
	}
	return n > 0 && float64(n) >= editedFloor*float64(len(words))
}

// rootOf returns the original of a report, which may itself have turned out a copy.
func rootOf(copies map[string]string, id string) string {
	if root, ok := copies[id]; ok {
		return root
	}
	return id
}

// shared lists, for each report that is no copy, the positions of the hashes that it has
// from each earlier report; of several earlier ones the first has it.
func (t *traces) shared(copies map[string]string) map[int32]map[int32][]int32 {
	copied := make([]bool, len(t.order))
	for doc, n := range t.order {
		_, copied[doc] = copies[t.readings[n].Report.ID]
	}
	prints := slices.DeleteFunc(t.prints, func(p print) bool { return copied[p.doc] })
	slices.SortFunc(prints, func(a, b print) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.doc, b.doc), cmp.Compare(a.pos, b.pos))
	})
	shared := map[int32]map[int32][]int32{} // report to the earlier report to positions
	for i := 0; i < len(prints); {
		j := i
		for ; j < len(prints) && prints[j].hash == prints[i].hash; j++ {
			from, at := prints[i].doc, prints[j]
			if at.doc == from {
				continue
			}
			if shared[at.doc] == nil {
				shared[at.doc] = map[int32][]int32{}
			}
			shared[at.doc][from] = append(shared[at.doc][from], at.pos)
		}
		i = j
	}
	return shared
}

// liftWord is a word of a report. Part counts the stretches between quotations.
type liftWord struct {
	span   trucewatch.Span
	hash   uint64
	part   int
	quoted bool
}

// unquoted leaves out the words that stand in quotations. The words given are spent.
func unquoted(words []liftWord) []liftWord {
	return slices.DeleteFunc(words, func(w liftWord) bool { return w.quoted })
}

// allWords lists the words of the prose of a report.
func allWords(r *trucewatch.Reading) []liftWord {
	var out []liftWord
	part := 0
	for _, s := range proseOf(r) {
		text := s.Of(r.Report.Text)
		quoted, start := false, -1
		add := func(end int) {
			if start >= 0 {
				out = append(out, liftWord{trucewatch.Span{Start: s.Start + start, End: s.Start + end}, hashFolded(text[start:end]), part, quoted})
			}
			start = -1
		}
		for i, c := range text {
			if inWord(c) {
				if start < 0 {
					start = i
				}
				continue
			}
			add(i)
			switch {
			case c == '“' || c == '"' && !quoted:
				quoted, part = true, part+1
			case c == '”' || c == '"' || c == '\n':
				quoted = false
			}
		}
		add(len(text))
	}
	return out
}

// inWord reports whether a character belongs to a word.
func inWord(c rune) bool {
	if c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c)
}

// hashFolded hashes a word without regard to case and accents (FNV-1a).
func hashFolded(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return hashWord(translit.Fold(word))
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// proseOf returns the stretches of prose of a report, or its whole text where
// sentences are not known. Neighbouring sentences are one stretch.
func proseOf(r *trucewatch.Reading) []trucewatch.Span {
	var out []trucewatch.Span
	for _, s := range r.Sentences {
		if s.Kind != trucewatch.Prose {
			continue
		}
		if n := len(out); n > 0 && strings.TrimSpace(r.Report.Text[out[n-1].End:s.Start]) == "" {
			out[n-1].End = s.End
		} else {
			out = append(out, s.Span)
		}
	}
	if len(out) == 0 && utf8.ValidString(r.Report.Text) {
		return []trucewatch.Span{{Start: 0, End: len(r.Report.Text)}}
	}
	return out
}

// winnow adds the kept hashes of a report.
func winnow(prints []print, doc int32, words []liftWord) []print {
	var hashes []print
	flush := func() {
		last := int32(-1)
		for i := 0; i+liftWindow <= len(hashes) || i == 0 && len(hashes) > 0; i++ {
			least := i
			for j := i; j < min(i+liftWindow, len(hashes)); j++ {
				if hashes[j].hash <= hashes[least].hash {
					least = j
				}
			}
			if hashes[least].pos != last {
				last = hashes[least].pos
				prints = append(prints, hashes[least])
			}
		}
		hashes = hashes[:0]
	}
	var run [liftShingle]uint64
	for i := 0; i+liftShingle <= len(words); i++ {
		if words[i].part != words[i+liftShingle-1].part {
			flush()
			continue
		}
		for k := range run {
			run[k] = words[i+k].hash
		}
		hashes = append(hashes, print{uint32(hashWords(run[:]) >> 32), doc, int32(i)}) //nolint:gosec // half of a hash; a report has fewer words
	}
	flush()
	return prints
}

// passages joins shared hashes that stand close together, and keeps what is long
// enough.
func passages(words []liftWord, positions []int32, from string) []Lift {
	slices.Sort(positions)
	var out []Lift
	for i := 0; i < len(positions); {
		first, end, n := int(positions[i]), int(positions[i]), 0
		for ; i < len(positions) && int(positions[i]) <= end+liftGap+liftWindow; i++ {
			at := int(positions[i])
			n += at + liftShingle - max(at, end)
			end = max(end, at+liftShingle)
		}
		if n >= liftFloor && float64(n) >= liftDense*float64(end-first) {
			out = append(out, Lift{trucewatch.Span{Start: words[first].span.Start, End: words[end-1].span.End}, from, n})
		}
	}
	return out
}
