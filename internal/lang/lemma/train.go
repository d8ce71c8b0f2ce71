package lemma

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Example is a word of a treebank with its lemma.
type Example struct{ Form, UPOS, XPOS, Lemma string }

// Train learns rules from examples: for every ending the edit of most words, for
// every word its own most frequent one, kept only where a shorter ending would not
// give the same.
func Train(examples []Example) *Rules {
	t := tally{counts: map[string]map[edit]int{}, seen: map[string]bool{}}
	for _, x := range examples {
		word := normal(x.Form)
		t.add(class(x.UPOS, x.XPOS), word, between(word, x.Lemma))
		if capital := capitals(x.UPOS, x.XPOS, word); capital != "" {
			t.add(capital, word, edit{keep: x.Lemma != strings.ToLower(x.Lemma)})
		}
	}
	counts := t.counts
	r := &Rules{edits: map[string]edit{}}
	// Shorter keys first, so that each sees what it would fall back to.
	order := slices.Collect(maps.Keys(counts))
	slices.SortFunc(order, func(a, b string) int {
		if rankA, rankB := rank(a), rank(b); rankA != rankB {
			return rankA - rankB
		}
		return strings.Compare(a, b)
	})
	for _, key := range order {
		best, share := mostFrequent(counts[key])
		inherited, known := r.inherited(key)
		if known && inherited == best || share*2 <= total(counts[key]) && known {
			continue
		}
		r.edits[key] = best
	}
	return r
}

// tally counts the edits of each ending and each word.
type tally struct {
	counts map[string]map[edit]int
	seen   map[string]bool
}

const longestAddition = 4

func (t *tally) add(class, word string, e edit) {
	whole := class + "\t<" + strings.ToLower(word)
	first := !t.seen[whole+e.String()]
	t.seen[whole+e.String()] = true
	for _, key := range keys(class, word) {
		if key != whole && (!first || len(e.add) > longestAddition) {
			continue // an ending counts words, not their uses; and no abbreviations
		}
		if t.counts[key] == nil {
			t.counts[key] = map[edit]int{}
		}
		t.counts[key][e]++
	}
}

// rank is the length of the ending; whole words rank last.
func rank(key string) int {
	_, ending, _ := strings.Cut(key, "\t")
	if strings.HasPrefix(ending, "<") {
		return 1000
	}
	return utf8.RuneCountInString(ending)
}

func (r *Rules) inherited(key string) (edit, bool) {
	class, ending, _ := strings.Cut(key, "\t")
	for _, shorter := range keys(class, strings.TrimPrefix(ending, "<")) {
		if shorter == key {
			continue
		}
		if e, known := r.edits[shorter]; known {
			return e, true
		}
	}
	return edit{}, false
}

func between(word, lemma string) edit {
	from, to := strings.ToLower(word), strings.ToLower(lemma)
	common := 0
	for common < len(from) && common < len(to) && from[common] == to[common] {
		common++
	}
	for common > 0 && common < len(from) && !utf8.RuneStart(from[common]) {
		common--
	}
	return edit{strip: len(from) - common, add: to[common:]}
}

func mostFrequent(counts map[edit]int) (best edit, share int) {
	for _, e := range slices.SortedFunc(maps.Keys(counts), func(a, b edit) int { return strings.Compare(a.String(), b.String()) }) {
		if counts[e] > share {
			best, share = e, counts[e]
		}
	}
	return best, share
}

func total(counts map[edit]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
