package perceptron

// Most features of a decision that are known vote for many classes, and these are few
// features: one in a hundred. Theirs are kept as whole rows of weights as well, which
// are added many at a time where the machine can do that.
const (
	strip     = 56 // weights that are added at a time
	rowFloor  = 16 // classes that a feature with a row has weights for
	ofRow     = 1 << 31
	rowsLimit = 1 << 20
)

// pave gives rows to the features that vote for many classes. Their slots then hold
// the number of the row; where the cells begin stands in heads.
func (m *Model) pave() {
	m.width = (m.classes + strip - 1) / strip * strip
	for i := range m.slots {
		s := &m.slots[i]
		if s.print == 0 || m.cells[s.at].class < rowFloor || len(m.heads) == rowsLimit {
			continue
		}
		row := make([]int16, m.width)
		for _, c := range m.cells[s.at+1 : s.at+1+uint32(m.cells[s.at].class)] {
			row[c.class] += int16(m.squares[uint8(c.weight)])
		}
		m.rows = append(m.rows, row...)
		m.heads = append(m.heads, s.at)
		s.at = ofRow | uint32(len(m.heads)-1)
	}
}

// head is where the cells of a slot begin.
func (m *Model) head(s place) uint32 {
	if s.at&ofRow != 0 {
		return m.heads[s.at&^ofRow]
	}
	return s.at
}

// addPaved adds the rows among some features to the scores, and returns the others.
func (m *Model) addPaved(at []uint32, scores []int32, s *Scratch) []uint32 {
	rest := at[:0]
	s.rows = s.rows[:0]
	for _, a := range at {
		if a&ofRow != 0 {
			s.rows = append(s.rows, a&^ofRow)
		} else {
			rest = append(rest, a)
		}
	}
	if len(s.rows) == 0 {
		return rest
	}
	for from := 0; from < len(scores); from += strip {
		var sums [strip]int32
		addRows(&sums, &m.rows[from], m.width, s.rows)
		for i, sum := range sums[:min(strip, len(scores)-from)] {
			scores[from+i] += sum
		}
	}
	return rest
}
