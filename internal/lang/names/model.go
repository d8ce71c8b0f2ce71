package names

import (
	"fmt"
	"io"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/perceptron"
)

// scorer is what decoding needs of a model, trained or in training.
type scorer interface {
	Score(features []uint64, scores []int32, s *perceptron.Scratch)
}

// model labels atoms in two stages: the second sees how the first labelled the
// same words elsewhere in the report.
type model struct {
	stages [2]*stage
}

type stage struct {
	scorer
	classes int
	moves   [labels + 1][labels]int32 // score of a label behind another; the last row is the sentence's edge
}

const impossible = -1 << 29

func newStage(s scorer, classes int) *stage {
	st := &stage{scorer: s, classes: classes}
	st.refresh()
	return st
}

// refresh reads the scores of label pairs from the weights.
func (st *stage) refresh() {
	scores := make([]int32, st.classes)
	var memory perceptron.Scratch
	for a := range labels + 1 {
		st.Score([]uint64{moveKey(a)}, scores, &memory)
		copy(st.moves[a][:], scores[:labels])
		for b := range labels {
			from := a
			if a == labels {
				from = -1
			}
			if !follows(from, b) {
				st.moves[a][b] = impossible
			}
		}
	}
}

func moveKey(from int) uint64 { return lexis.Combine(0xEDCE, uint64(from)) }

// decode finds the best row of labels by dynamic programming (Viterbi) under the
// constraint that names are well formed.
func (st *stage) decode(s *sheet, scratch *scratch) []int {
	n := len(s.atoms)
	row := make([]int, n)
	for from := 0; from < n; {
		if !s.live[from] {
			from++
			continue
		}
		to := from
		for to < n && s.live[to] {
			to++
		}
		st.decodeRun(s, from, to, row, scratch)
		from = to
	}
	return row
}

// scratch is memory that decoding uses again and again.
type scratch struct {
	keys   []uint64
	found  perceptron.Scratch
	scores []int32
	best   [][labels]int32
	back   [][labels]uint8
	keep   bool
	kept   [][]uint64 // features by atom, when keep is set
}

// decodeRun labels the atoms [from, to), all of them live.
func (st *stage) decodeRun(s *sheet, from, to int, row []int, m *scratch) {
	m.best, m.back = m.best[:0], m.back[:0]
	if m.scores == nil {
		m.scores = make([]int32, st.classes)
	}
	for i := from; i < to; i++ {
		m.keys = s.features(i, m.keys)
		if m.keep {
			m.kept[i] = append([]uint64(nil), m.keys...)
		}
		st.Score(m.keys, m.scores, &m.found)
		st.step(m)
	}
	final, at := int32(impossible*2), outside
	for b := range labels {
		if v := m.best[len(m.best)-1][b]; follows(b, -1) && v > final {
			final, at = v, b
		}
	}
	for i := to - 1; i >= from; i-- {
		row[i] = at
		at = int(m.back[i-from][at])
	}
}

// step adds the best score of each label for one more atom, and what stands before it.
func (st *stage) step(m *scratch) {
	var best [labels]int32
	var back [labels]uint8
	n := len(m.best)
	for b := range labels {
		if n == 0 {
			best[b] = st.moves[labels][b] + m.scores[b]
			continue
		}
		top, at := int32(impossible*2), 0
		for a := range labels {
			if v := m.best[n-1][a] + st.moves[a][b]; v > top {
				top, at = v, a
			}
		}
		best[b], back[b] = max(top, impossible)+m.scores[b], uint8(at)
	}
	m.best, m.back = append(m.best, best), append(m.back, back)
}

// label gives each sentence of a report its row of labels.
func (m *model) label(report []*sheet) [][]int {
	first := make([][]int, len(report))
	var memory scratch
	for i, s := range report {
		first[i] = m.stages[0].decode(s, &memory)
	}
	lookElsewhere(report, first)
	for i, s := range report {
		first[i] = m.stages[1].decode(s, &memory)
	}
	return first
}

// WriteTo writes both stages.
func (m *model) WriteTo(w io.Writer) (int64, error) {
	var total int64
	for _, st := range m.stages {
		n, err := st.scorer.(*perceptron.Model).WriteTo(w)
		total += n
		if err != nil {
			return total, fmt.Errorf("writing names weights: %w", err)
		}
	}
	return total, nil
}

func readModel(b []byte) (*model, error) {
	m := &model{}
	for i := range m.stages {
		p, rest, err := perceptron.Read(b)
		if err != nil {
			return nil, fmt.Errorf("reading names weights, stage %d: %w", i+1, err)
		}
		if p.Classes() < labels {
			return nil, fmt.Errorf("reading names weights: %d classes, not %d", p.Classes(), labels)
		}
		m.stages[i] = newStage(p, p.Classes())
		b = rest
	}
	return m, nil
}

// lookElsewhere fills in what stage two sees of the labels of stage one.
func lookElsewhere(report []*sheet, rows [][]int) {
	words := map[uint64]*[kinds + 1]int{}
	phrases := map[uint64]*[kinds]int{}
	for i, s := range report {
		for j, l := range rows[i] {
			if s.words[j].Flags&capital == 0 {
				continue
			}
			count := words[s.words[j].Lower]
			if count == nil {
				count = new([kinds + 1]int)
				words[s.words[j].Lower] = count
			}
			if l == outside {
				count[0]++
			} else {
				kind, _ := parts(l)
				count[kind+1]++
			}
		}
		runs(rows[i], func(from, to, kind int) {
			h := s.phrase(from, to)
			if phrases[h] == nil {
				phrases[h] = new([kinds]int)
			}
			phrases[h][kind]++
		})
	}
	for _, s := range report {
		s.readVotes(words)
		s.readPhrases(phrases)
	}
}

func (s *sheet) phrase(from, to int) uint64 {
	h := uint64(rowSeed)
	for i := from; i < to; i++ {
		h = lexis.Combine(h, s.words[i].Lower)
	}
	return h
}

func (s *sheet) readVotes(words map[uint64]*[kinds + 1]int) {
	s.vote = make([]uint64, len(s.atoms))
	for i, w := range s.words {
		count := words[w.Lower]
		if count == nil {
			continue
		}
		best, total := 0, 0
		for k, n := range count {
			total += n
			if n > count[best] {
				best = k
			}
		}
		s.vote[i] = uint64(best)*10 + 2*(1+flag(count[best] == total)) + flag(total > 2) + 5
	}
}

func (s *sheet) readPhrases(phrases map[uint64]*[kinds]int) {
	const longestRow = 6
	s.row = make([]uint64, len(s.atoms))
	for i := 0; i < len(s.atoms); i++ {
		for n := min(longestRow, len(s.atoms)-i); n >= 1 && s.live[i]; n-- {
			count := phrases[s.phrase(i, i+n)]
			if count == nil {
				continue
			}
			best := 0
			for k, c := range count {
				if c > count[best] {
					best = k
				}
			}
			for j := range n {
				s.row[i+j] = uint64(best+1)<<4 | 1 + flag(j == 0) + 2*flag(j == n-1)
			}
			i += n - 1
			break
		}
	}
}
