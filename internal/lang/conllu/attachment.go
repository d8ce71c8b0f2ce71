package conllu

import "fmt"

// Attachment counts right answers on given tokens, punctuation included.
type Attachment struct {
	Words, UPOS, XPOS, Lemmas int
	Heads                     int // UAS
	Labelled                  int // LAS, with subtypes
}

// Attach compares two analyses of the same tokens.
func Attach(gold, system []Sentence) (Attachment, error) {
	var a Attachment
	if len(gold) != len(system) {
		return a, fmt.Errorf("comparing trees: %d sentences for %d", len(system), len(gold))
	}
	for i := range gold {
		if len(gold[i].Words) != len(system[i].Words) {
			return a, fmt.Errorf("comparing trees: %d words for %d in sentence %q", len(system[i].Words), len(gold[i].Words), gold[i].ID)
		}
		for j, g := range gold[i].Words {
			s := system[i].Words[j]
			a.Words++
			a.UPOS += one(g.UPOS == s.UPOS)
			a.XPOS += one(g.XPOS == s.XPOS)
			a.Lemmas += one(g.Lemma == s.Lemma || g.Lemma == "_")
			a.Heads += one(g.Head == s.Head)
			a.Labelled += one(g.Head == s.Head && g.Rel == s.Rel)
		}
	}
	return a, nil
}

// Percent returns n as a share of the words, in percent.
func (a Attachment) Percent(n int) float64 {
	if a.Words == 0 {
		return 0
	}
	return 100 * float64(n) / float64(a.Words)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
