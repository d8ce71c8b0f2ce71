package names

import (
	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// sheet is what the model sees of one sentence.
type sheet struct {
	*page
	words []lexis.Word
	live  []bool   // atoms that may be part of a name; the rest is outside
	spell []uint64 // how the word is written elsewhere in the report
	pack  []uint64 // what the packs say of the atom
	vote  []uint64 // stage two: the label that most occurrences of the word got
	row   []uint64 // stage two: kind and position in a row of words found elsewhere
}

// Bits of sheet.spell: the report has the word in small letters, and with a capital
// within a sentence.
const (
	spelledSmall = 2
	spelledLarge = 4
)

const capital = 2 // the bit of lexis.Word.Flags for a capital first letter

type glossary struct {
	clusters *lexis.Clusters
	seen     map[string]lexis.Word
}

func (g *glossary) word(form string) lexis.Word {
	w, ok := g.seen[form]
	if !ok {
		w = g.clusters.Word(form)
		g.seen[form] = w
	}
	return w
}

// sheets prepares the sentences of one report.
func sheets(pages []*page, clusters *lexis.Clusters) []*sheet {
	g := glossary{clusters, map[string]lexis.Word{}}
	out := make([]*sheet, len(pages))
	small, large := map[uint64]int{}, map[uint64]int{}
	for i, p := range pages {
		s := &sheet{page: p, words: make([]lexis.Word, len(p.atoms)), pack: make([]uint64, len(p.atoms)), spell: make([]uint64, len(p.atoms))}
		for j, a := range p.atoms {
			s.words[j] = g.word(a.form)
			if p.shout || p.titled {
				continue
			}
			if !a.is(markCapital) {
				small[s.words[j].Lower]++
			} else if j > 0 && !a.is(markShout) {
				large[s.words[j].Lower]++
			}
		}
		s.live = alive(p.atoms)
		s.readPacks()
		out[i] = s
	}
	for _, s := range out {
		for j, w := range s.words {
			if w.Flags&capital != 0 {
				s.spell[j] = 1 + spelledSmall*flag(small[w.Lower] > 0) + spelledLarge*flag(large[w.Lower] > 0) + 8*flag(large[w.Lower] > 2)
			}
		}
	}
	return out
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// alive marks capitalised atoms and what stands between two of them.
func alive(atoms []atom) []bool {
	const reach = 3
	out := make([]bool, len(atoms))
	before := -reach - 1
	for i, a := range atoms {
		if !a.is(markCapital|markHandle) && (!a.is(markDigit) || !a.is(markWord)) {
			continue
		}
		out[i] = true
		if i-before <= reach+1 {
			for j := max(before, 0); j < i; j++ {
				out[j] = true
			}
		}
		if i >= 2 && atoms[i-1].form == "-" && a.glued {
			out[i-1], out[i-2] = true, true
		}
		before = i
	}
	return out
}

// readPacks notes for each atom the longest pack name over it.
func (s *sheet) readPacks() {
	for i, h := range s.hits {
		if h.entry == nil {
			continue
		}
		for j := i; j < i+h.size; j++ {
			if s.pack[j] != 0 && h.size == 1 {
				continue
			}
			position := 1 + flag(j == i) + 2*flag(j == i+h.size-1)
			s.pack[j] = uint64(kindNumber(h.entry.kind)+1)<<4 | position<<1 | flag(h.entry.weak)
		}
	}
}

func kindNumber(kind trucewatch.MentionKind) int {
	for i, k := range kindOrder {
		if k == kind {
			return i
		}
	}
	return kinds
}

// template numbers features; each call of add is another template.
type template struct {
	keys []uint64
	id   uint64
}

func (t *template) add(v uint64) {
	t.id++
	t.keys = append(t.keys, lexis.Combine(t.id*0x77777, v))
}

func (t *template) pair(a, b uint64) { t.add(lexis.Combine(a, b)) }

func (s *sheet) at(i int) lexis.Word {
	if i < 0 || i >= len(s.words) {
		return lexis.Word{Form: 1, Lower: 1, Norm: 1, Shape: 1}
	}
	return s.words[i]
}

// features returns the keys of atom i. The templates follow Ratinov and Roth
// (2009): the window of forms, shapes and classes, affixes, the packs, the
// spelling elsewhere in the report, and in stage two the labels given elsewhere.
func (s *sheet) features(i int, keys []uint64) []uint64 {
	t := template{keys: keys[:0]}
	s.window(&t, i)
	s.neighbours(&t, i)
	s.nearest(&t, i)
	t.id = 300
	w := s.words[i]
	for d := -1; d <= 1; d++ {
		t.id = 300 + 10*uint64(d+1)
		if j := i + d; j >= 0 && j < len(s.pack) {
			t.add(s.pack[j])
			t.pair(s.pack[j], w.Cluster[1])
			t.pair(uint64(s.roles[j]), w.Flags)
		}
	}
	t.id = 400
	t.add(s.spell[i])
	t.pair(s.spell[i], w.Cluster[0])
	t.pair(s.spell[i], s.pack[i])
	if s.vote != nil {
		s.elsewhere(&t, i)
	}
	return t.keys
}

func (s *sheet) window(t *template, i int) {
	t.add(flag(s.shout) + 2*flag(s.titled))
	for d := -2; d <= 2; d++ {
		a := s.at(i + d)
		t.add(a.Norm)
		t.add(a.Shape)
		t.add(a.Cluster[0])
		t.add(a.Cluster[1])
		t.add(a.Cluster[2])
		t.add(a.Flags)
		t.pair(a.Flags, a.Cluster[0])
	}
	for d := -1; d <= 1; d++ {
		a := s.at(i + d)
		t.add(a.Form)
		t.add(a.Suffix[1])
		t.add(a.Suffix[2])
		t.add(a.Suffix[3])
		t.add(a.Prefix[2])
		t.add(a.Prefix[3])
	}
	w := s.words[i]
	for _, x := range w.Suffix {
		t.pair(x, w.Flags&capital)
	}
}

func (s *sheet) neighbours(t *template, i int) {
	t.id = 100
	a, w, b := s.at(i-1), s.words[i], s.at(i+1)
	first := flag(s.starts(i)) + 2*flag(s.titled)
	t.pair(w.Flags, first)
	t.pair(lexis.Combine(w.Shape, first), flag(s.shout))
	t.pair(lexis.Combine(w.Cluster[0], first), w.Flags)
	t.pair(a.Norm, w.Norm)
	t.pair(w.Norm, b.Norm)
	t.pair(a.Norm, b.Norm)
	t.pair(lexis.Combine(a.Flags, w.Flags), b.Flags)
	t.pair(lexis.Combine(a.Shape, w.Shape), b.Shape)
	t.pair(lexis.Combine(a.Cluster[0], w.Cluster[0]), w.Flags)
	t.pair(lexis.Combine(w.Cluster[0], b.Cluster[0]), w.Flags)
	t.pair(lexis.Combine(a.Cluster[1], w.Cluster[1]), b.Cluster[1])
	t.pair(lexis.Combine(a.Cluster[0], w.Flags), b.Flags)
	t.pair(lexis.Combine(a.Flags, w.Flags), b.Cluster[0])
	t.pair(lexis.Combine(a.Norm, w.Flags), s.at(i-2).Norm)
	t.pair(lexis.Combine(b.Norm, w.Flags), s.at(i+2).Norm)
	t.pair(lexis.Combine(a.Cluster[0], s.at(i - 2).Cluster[0]), w.Flags)
	t.pair(lexis.Combine(b.Cluster[0], s.at(i + 2).Cluster[0]), w.Flags)
}

// nearest adds the nearest words in small letters on both sides.
func (s *sheet) nearest(t *template, i int) {
	w := s.words[i]
	for side, step := range []int{1, -1} {
		t.id = 200 + 10*uint64(side)
		for d := 1; d <= 4; d++ {
			if z := s.at(i + d*step); z.Flags&capital == 0 {
				t.pair(z.Norm, w.Flags)
				t.pair(z.Cluster[0], w.Flags)
				break
			}
		}
	}
}

func (s *sheet) elsewhere(t *template, i int) {
	t.id = 500
	w := s.words[i]
	t.add(s.vote[i])
	t.pair(s.vote[i], w.Flags)
	t.pair(s.vote[i], w.Cluster[1])
	t.pair(s.vote[i], flag(s.starts(i)))
	t.add(s.row[i])
	if i > 0 {
		t.pair(s.vote[i-1], s.vote[i])
	}
	t.id = 510
	if i+1 < len(s.vote) {
		t.pair(s.vote[i], s.vote[i+1])
	}
}
