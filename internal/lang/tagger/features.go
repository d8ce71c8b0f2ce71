package tagger

import "github.com/trucewatch/trucewatch/internal/lang/lexis"

// outside stands for positions before the first and after the last word.
func outside() lexis.Word {
	const mark = 11
	return lexis.Word{
		Form: mark, Lower: mark, Norm: mark, Shape: mark, Flags: 999,
		Suffix: [5]uint64{mark, mark, mark, mark, mark}, Prefix: [4]uint64{mark, mark, mark, mark},
	}
}

const noTag = 1000

// window is what the features of one decision are made from.
type window struct {
	features []uint64
	template uint64
	pad      lexis.Word
}

func (w *window) add(v uint64) {
	w.template++
	w.features = append(w.features, lexis.Combine(w.template*0x9E37, v)|1)
}

func (w *window) pair(a, b uint64)      { w.add(lexis.Combine(a, b)) }
func (w *window) triple(a, b, c uint64) { w.add(lexis.Combine(lexis.Combine(a, b), c)) }

func (w *window) at(words []lexis.Word, i int) *lexis.Word {
	if i < 0 || i >= len(words) {
		return &w.pad
	}
	return &words[i]
}

func tagAt(tags []int, i int) uint64 {
	if i < 0 || i >= len(tags) {
		return noTag
	}
	return uint64(tags[i])
}

// build sets w.features for word i. Tags holds the decisions before i; first holds
// the tags of the first pass for all words, or is nil during that pass.
func (w *window) build(words []lexis.Word, ambiguity []uint64, tags, first []int, i int) {
	w.features, w.template = w.features[:0], 0
	w.spelling(words, i)
	w.neighbours(words, i)
	previous, second := tagAt(tags[:i], i-1), tagAt(tags[:i], i-2)
	w.history(words, ambiguity, [2]uint64{previous, second}, i)
	if first != nil {
		w.bothSides(words, ambiguity, [5]uint64{second, previous, uint64(first[i]), tagAt(first, i+1), tagAt(first, i+2)}, i)
	}
}

func (w *window) spelling(words []lexis.Word, i int) {
	word := &words[i]
	w.add(0)
	w.add(word.Form)
	w.add(word.Norm)
	for _, s := range word.Suffix {
		w.add(s)
	}
	for _, p := range word.Prefix {
		w.add(p)
	}
	w.add(word.Shape)
	w.add(word.Flags)
	start := uint64(0)
	if i == 0 {
		start = 1
	}
	w.pair(word.Shape, start)
	for _, c := range word.Cluster {
		w.add(c)
	}
}

func (w *window) neighbours(words []lexis.Word, i int) {
	word := &words[i]
	a2, a1, b1, b2 := w.at(words, i-2), w.at(words, i-1), w.at(words, i+1), w.at(words, i+2)
	for _, n := range [4]*lexis.Word{a1, a2, b1, b2} {
		w.add(n.Norm)
		w.add(n.Cluster[0])
	}
	w.pair(a1.Norm, word.Norm)
	w.pair(word.Norm, b1.Norm)
	w.pair(a1.Norm, b1.Norm)
	w.add(a1.Suffix[2])
	w.add(b1.Suffix[2])
	w.add(b1.Suffix[1])
	w.add(a1.Shape)
	w.add(b1.Shape)
	w.pair(a1.Cluster[1], word.Cluster[1])
	w.pair(word.Cluster[1], b1.Cluster[1])
}

func ambiguityAt(ambiguity []uint64, i int) uint64 {
	if i < 0 || i >= len(ambiguity) {
		return 0
	}
	return ambiguity[i]
}

func (w *window) history(words []lexis.Word, ambiguity []uint64, before [2]uint64, i int) {
	word, a1, b1 := &words[i], w.at(words, i-1), w.at(words, i+1)
	m0, m1, m2 := ambiguityAt(ambiguity, i), ambiguityAt(ambiguity, i+1), ambiguityAt(ambiguity, i+2)
	t1, t2 := before[0], before[1]
	w.add(m0)
	w.add(m1)
	w.add(m2)
	w.pair(m0, m1)
	w.triple(m1, m2, m0)
	w.add(t1)
	w.pair(t1, t2)
	w.pair(t1, word.Norm)
	w.pair(t1, m0)
	w.triple(t1, t2, m0)
	w.pair(t1, word.Suffix[2])
	w.pair(t1, b1.Norm)
	w.pair(t1, m1)
	w.triple(t1, m0, m1)
	w.pair(t1, a1.Norm)
	w.triple(t1, word.Cluster[1], word.Suffix[1])
}

// bothSides adds what the first pass thought: of two words before, one before,
// the word itself, one and two after.
func (w *window) bothSides(words []lexis.Word, ambiguity []uint64, tags [5]uint64, i int) {
	word, b1 := &words[i], w.at(words, i+1)
	t2, t1, c, n1, n2 := tags[0], tags[1], tags[2], tags[3], tags[4]
	w.add(c)
	w.add(n1)
	w.pair(n1, n2)
	w.pair(t1, n1)
	w.triple(t1, n1, c)
	w.pair(lexis.Combine(t1, t2), lexis.Combine(n1, n2))
	w.pair(n1, word.Norm)
	w.triple(t1, n1, word.Norm)
	w.pair(c, word.Norm)
	w.pair(n1, word.Suffix[2])
	w.triple(t1, n1, word.Suffix[2])
	w.pair(n1, b1.Norm)
	w.triple(n1, n2, ambiguity[i])
}
