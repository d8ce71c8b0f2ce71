package conllu

import (
	"fmt"
	"strings"
	"unicode"
)

// Score is precision, recall and their harmonic mean by counts.
type Score struct{ Gold, System, Right int }

// F1 returns the harmonic mean of precision and recall in percent.
func (s Score) F1() float64 {
	if s.Gold+s.System == 0 {
		return 0
	}
	return 200 * float64(s.Right) / float64(s.Gold+s.System)
}

// Raw holds the measures of the CoNLL 2018 shared task for analyses that start
// from raw text (Zeman et al. 2018): tokens, sentences and words are matched by
// the characters they cover; relations are compared without their subtypes.
type Raw struct {
	Tokens, Sentences, Words, UPOS, XPOS, Lemmas, UAS, LAS Score
}

// span is a half-open range of characters, spaces not counted.
type span struct{ start, end int }

// flat is a treebank laid out over the characters of its text.
type flat struct {
	characters []rune
	tokens     []span
	sentences  []span
	words      []placed
}

// placed is a word with the characters of its surface token, or its own where it is
// the only one; head points into the same list, -1 for a root.
type placed struct {
	Word
	span
	shared bool // with other words of one surface token
	head   int
}

// EvaluateRaw compares a system's analysis with the gold standard of the same text.
func EvaluateRaw(gold, system []Sentence) (Raw, error) {
	g, s := lay(gold), lay(system)
	if string(g.characters) != string(s.characters) {
		return Raw{}, fmt.Errorf("comparing analyses: the texts differ from %q on", difference(g.characters, s.characters))
	}
	var r Raw
	r.Tokens = matching(g.tokens, s.tokens)
	r.Sentences = matching(g.sentences, s.sentences)
	pairs := align(g.words, s.words)
	toGold := make(map[int]int, len(pairs))
	for _, p := range pairs {
		toGold[p[1]] = p[0]
	}
	all := Score{Gold: len(g.words), System: len(s.words)}
	r.Words, r.UPOS, r.XPOS, r.Lemmas, r.UAS, r.LAS = all, all, all, all, all, all
	r.Words.Right = len(pairs)
	for _, p := range pairs {
		a, b := &g.words[p[0]], &s.words[p[1]]
		r.UPOS.Right += one(a.UPOS == b.UPOS)
		r.XPOS.Right += one(a.XPOS == b.XPOS)
		r.Lemmas.Right += one(a.Lemma == b.Lemma || a.Lemma == "_")
		head := -1
		if b.head >= 0 {
			var aligned bool
			if head, aligned = toGold[b.head]; !aligned {
				continue
			}
		}
		if head == a.head {
			r.UAS.Right++
			r.LAS.Right += one(universal(a.Rel) == universal(b.Rel))
		}
	}
	return r, nil
}

func universal(rel string) string {
	main, _, _ := strings.Cut(rel, ":")
	return main
}

func difference(a, b []rune) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return string(a[i:min(len(a), i+20)])
}

func lay(sentences []Sentence) flat {
	var f flat
	for _, s := range sentences {
		start, base := len(f.characters), len(f.words)
		tokens := make([]span, len(s.Surfaces))
		for i, surface := range s.Surfaces {
			from := len(f.characters)
			for _, r := range surface {
				if !unicode.IsSpace(r) {
					f.characters = append(f.characters, r)
				}
			}
			tokens[i] = span{from, len(f.characters)}
		}
		f.tokens = append(f.tokens, tokens...)
		f.sentences = append(f.sentences, span{start, len(f.characters)})
		for i, w := range s.Words {
			p := placed{Word: w, span: tokens[w.Surface], head: -1}
			if w.Head >= 0 {
				p.head = base + w.Head
			}
			p.shared = i > 0 && s.Words[i-1].Surface == w.Surface || i+1 < len(s.Words) && s.Words[i+1].Surface == w.Surface
			f.words = append(f.words, p)
		}
	}
	return f
}

func matching(gold, system []span) Score {
	s := Score{Gold: len(gold), System: len(system)}
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		switch a, b := gold[i], system[j]; {
		case a == b:
			s.Right++
			i++
			j++
		case a.start < b.start || a.start == b.start && a.end < b.end:
			i++
		default:
			j++
		}
	}
	return s
}

// align pairs gold and system words: outside contractions by equal characters, and
// inside them by the longest common run of forms.
func align(gold, system []placed) [][2]int {
	var pairs [][2]int
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		if gold[i].shared || system[j].shared {
			g, s := region(gold, system, i, j)
			pairs = append(pairs, common(gold, system, g, s)...)
			i, j = g.end, s.end
			continue
		}
		switch a, b := gold[i].span, system[j].span; {
		case a == b:
			pairs = append(pairs, [2]int{i, j})
			i++
			j++
		case a.start <= b.start:
			i++
		default:
			j++
		}
	}
	return pairs
}

// region returns where the words begin and end that lie within the contraction at i
// or j and those chained to it.
func region(gold, system []placed, i, j int) (g, s span) {
	end := gold[i].end
	switch {
	case !gold[i].shared:
		end = system[j].end
		i += one(gold[i].start < system[j].start)
	case !system[j].shared:
		j += one(system[j].start < gold[i].start)
	}
	g, s = span{i, i}, span{j, j}
	for {
		moreGold := g.end < len(gold) && !gold[g.end].beyond(end)
		moreSystem := s.end < len(system) && !system[s.end].beyond(end)
		switch {
		case !moreGold && !moreSystem:
			return g, s
		case moreGold && (s.end >= len(system) || gold[g.end].start <= system[s.end].start) || !moreSystem:
			end = gold[g.end].extend(end)
			g.end++
		default:
			end = system[s.end].extend(end)
			s.end++
		}
	}
}

// extend moves the end of a region behind a contraction that begins inside it.
func (w *placed) extend(end int) int {
	if w.shared {
		return max(end, w.end)
	}
	return end
}

// beyond reports whether w is no part of a region that ends at a character.
func (w *placed) beyond(end int) bool {
	if w.shared {
		return w.start >= end
	}
	return w.end > end
}

// common pairs the longest common run of forms of two regions.
func common(gold, system []placed, g, s span) [][2]int {
	n, m := g.end-g.start, s.end-s.start
	longest := make([][]int, n+1)
	for i := range longest {
		longest[i] = make([]int, m+1)
	}
	same := func(i, j int) bool {
		return strings.EqualFold(gold[g.start+i].Form, system[s.start+j].Form)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if same(i, j) {
				longest[i][j] = 1 + longest[i+1][j+1]
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(i, j):
			pairs = append(pairs, [2]int{g.start + i, s.start + j})
			i++
			j++
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
