package arcs

import "github.com/trucewatch/trucewatch/internal/lang/lexis"

// builder makes the features of one state: the templates of Zhang and Nivre
// (2011) carried over to the arc-hybrid system, word-class versions of them (Koo,
// Carreras and Collins 2008), triples of head, preposition and noun, and what
// stands between two words.
type builder struct {
	features []uint64
	template uint64

	s                              *state
	i0, i1, i2, j0                 int
	s0, s1, s2, b0, b1, b2         *node
	left0, right0, left02, right02 int // dependents of the top of the stack
	left1, right1, left12, right12 int // of the word below
	leftB, leftB2                  int // of the front of the buffer
}

func (b *builder) add(v uint64) {
	b.template++
	b.features = append(b.features, lexis.Combine(b.template*0xA5A5A5, v)|1)
}

func (b *builder) add2(x, y uint64)    { b.add(lexis.Combine(x, y)) }
func (b *builder) add3(x, y, z uint64) { b.add(lexis.Combine(lexis.Combine(x, y), z)) }
func (b *builder) add4(x, y, z, w uint64) {
	b.add(lexis.Combine(lexis.Combine(x, y), lexis.Combine(z, w)))
}

func (b *builder) build(s *state) []uint64 {
	b.features, b.template, b.s = b.features[:0], 0, s
	b.i0, b.i1, b.i2, b.j0 = s.top(0), s.top(1), s.top(2), s.front
	b.s0, b.s1, b.s2 = s.at(b.i0), s.at(b.i1), s.at(b.i2)
	b.b0, b.b1, b.b2 = s.at(b.j0), s.at(b.j0+1), s.at(b.j0+2)
	p0, p1, pb := s.parsed(b.i0), s.parsed(b.i1), s.parsed(b.j0)
	b.left0, b.right0, b.left02, b.right02 = p0.left, p0.right, p0.left2, p0.right2
	b.left1, b.right1, b.left12, b.right12 = p1.left, p1.right, p1.left2, p1.right2
	b.leftB, b.leftB2 = pb.left, pb.left2
	b.single()
	b.pairsOf(b.s0, b.b0)
	b.pairsOf(b.s1, b.s0)
	b.furtherPairs()
	b.triples()
	b.dependents()
	b.grandchildren()
	b.prepositions()
	b.distances()
	b.valencies()
	b.between()
	b.surroundings()
	b.coordination()
	return b.features
}

func (s *state) parsed(i int) parsed {
	if !s.known(i) {
		return parsed{head: none, label: none, left: none, left2: none, right: none, right2: none}
	}
	return s.words[i]
}

const noLabel = 900

func (b *builder) label(i int) uint64 {
	if !b.s.known(i) || b.s.words[i].label < 0 {
		return noLabel
	}
	return uint64(b.s.words[i].label)
}

func (b *builder) single() {
	b.add(0)
	for _, x := range [6]*node{b.s0, b.s1, b.s2, b.b0, b.b1, b.b2} {
		b.add(x.norm)
		b.add(x.tag)
		b.add2(x.norm, x.tag)
		b.add(x.fine)
		b.add2(x.middle, x.tag)
	}
	b.add(b.s0.form)
	b.add(b.b0.form)
	b.add(b.s0.suffix)
	b.add(b.s1.suffix)
	b.add(b.b0.suffix)
	b.add2(b.s0.flags, b.b0.flags)
}

func (b *builder) pairsOf(x, y *node) {
	b.add4(x.norm, x.tag, y.norm, y.tag)
	b.add3(x.norm, y.norm, y.tag)
	b.add3(x.norm, x.tag, y.norm)
	b.add3(x.norm, x.tag, y.tag)
	b.add3(x.tag, y.norm, y.tag)
	b.add2(x.norm, y.norm)
	b.add2(x.tag, y.tag)
	b.add2(x.fine, y.fine)
	b.add2(x.middle, y.middle)
	b.add3(x.middle, x.tag, y.tag)
	b.add3(x.tag, y.middle, y.tag)
	b.add4(x.fine, x.tag, y.fine, y.tag)
	b.add3(x.norm, y.middle, y.tag)
	b.add3(x.middle, x.tag, y.norm)
}

func (b *builder) furtherPairs() {
	b.add2(b.s1.tag, b.b0.tag)
	b.add2(b.s1.norm, b.b0.norm)
	b.add2(b.s1.norm, b.b0.tag)
	b.add2(b.s1.tag, b.b0.norm)
	b.add2(b.s1.middle, b.b0.middle)
	b.add2(b.b0.tag, b.b1.tag)
	b.add2(b.b0.norm, b.b1.tag)
	b.add2(b.b0.tag, b.b1.norm)
	b.add3(b.s0.norm, b.b0.norm, b.b1.norm)
}

func (b *builder) triples() {
	b.add3(b.s0.tag, b.b0.tag, b.b1.tag)
	b.add3(b.s0.norm, b.b0.tag, b.b1.tag)
	b.add3(b.s0.tag, b.b0.norm, b.b1.tag)
	b.add3(b.s0.tag, b.b0.tag, b.b1.norm)
	b.add3(b.s1.tag, b.s0.tag, b.b0.tag)
	b.add3(b.s1.norm, b.s0.tag, b.b0.tag)
	b.add3(b.s1.tag, b.s0.norm, b.b0.tag)
	b.add3(b.s1.tag, b.s0.tag, b.b0.norm)
	b.add3(b.s1.norm, b.s0.norm, b.b0.tag)
	b.add3(b.s1.norm, b.s0.tag, b.b0.norm)
	b.add3(b.s1.tag, b.s0.norm, b.b0.norm)
	b.add4(b.s1.middle, b.s0.tag, b.s0.middle, b.b0.tag)
	b.add3(b.s2.tag, b.s1.tag, b.s0.tag)
	b.add4(b.s2.tag, b.s1.tag, b.s0.tag, b.b0.tag)
	b.add4(b.s1.tag, b.s0.tag, b.b0.tag, b.b1.tag)
	b.add4(b.s1.norm, b.s0.norm, b.b0.tag, b.b1.tag)
	b.add4(b.s0.tag, b.b0.tag, b.b1.tag, b.b2.tag)
	b.add3(b.b0.tag, b.b1.tag, b.b2.tag)
}

func (b *builder) dependents() {
	for _, x := range [10][2]int{
		{b.i0, b.left0},
		{b.i0, b.right0},
		{b.i0, b.left02},
		{b.i0, b.right02},
		{b.i1, b.left1},
		{b.i1, b.right1},
		{b.i1, b.left12},
		{b.i1, b.right12},
		{b.j0, b.leftB},
		{b.j0, b.leftB2},
	} {
		head, child, label := b.s.at(x[0]), b.s.at(x[1]), b.label(x[1])
		b.add(child.norm)
		b.add(child.tag)
		b.add(label)
		b.add2(head.tag, lexis.Combine(child.tag, label))
		b.add2(head.norm, lexis.Combine(child.norm, label))
		b.add2(head.norm, label)
	}
}

func (b *builder) grandchildren() {
	b.add4(b.s0.tag, b.s.at(b.left0).tag, b.b0.tag, b.label(b.left0))
	b.add4(b.s0.tag, b.s.at(b.right0).tag, b.b0.tag, b.label(b.right0))
	b.add4(b.s0.tag, b.b0.tag, b.s.at(b.leftB).tag, b.label(b.leftB))
	b.add4(b.s1.tag, b.s.at(b.right1).tag, b.s0.tag, b.label(b.right1))
	b.add4(b.s1.tag, b.s.at(b.left1).tag, b.s0.tag, b.label(b.left1))
	b.add4(b.s1.tag, b.s0.tag, b.s.at(b.left0).tag, b.label(b.left0))
	b.add4(b.s1.tag, b.s0.tag, b.s.at(b.right0).tag, b.label(b.right0))
	b.add4(b.s0.tag, b.label(b.left0), b.label(b.left02), b.b0.tag)
	b.add4(b.s0.tag, b.label(b.right0), b.label(b.right02), b.b0.tag)
	b.add4(b.s1.tag, b.label(b.right1), b.label(b.right12), b.s0.tag)
}

// prepositions joins a possible head with the leftmost dependent of the noun,
// which in Universal Dependencies is its preposition.
func (b *builder) prepositions() {
	p := b.s.at(b.left0).norm
	b.add3(b.s1.norm, p, b.s0.tag)
	b.add3(b.s1.norm, p, b.s0.fine)
	b.add3(b.s1.fine, p, b.s0.fine)
	b.add3(b.s1.middle, p, b.s0.middle)
	b.add3(b.s1.tag, p, b.s0.tag)
	b.add3(b.s1.tag, p, b.b0.tag)
	b.add3(b.s0.norm, b.b0.norm, b.b1.middle)
	b.add3(b.s0.norm, b.b0.norm, b.s.at(b.leftB).tag)
	b.add4(b.s2.tag, b.s2.norm, p, b.s0.middle)
	b.add4(b.s2.tag, b.s1.tag, p, b.s0.coarse)
	b.add3(b.s1.norm, b.s.at(b.right1).norm, p)
}

func (b *builder) distances() {
	below, ahead := distance(b.i1, b.i0), distance(b.i0, b.j0)
	b.add2(b.s0.norm, ahead)
	b.add2(b.s0.tag, ahead)
	b.add2(b.b0.norm, ahead)
	b.add2(b.b0.tag, ahead)
	b.add3(b.s0.tag, b.b0.tag, ahead)
	b.add3(b.s0.norm, b.b0.norm, ahead)
	b.add2(b.s1.norm, below)
	b.add2(b.s1.tag, below)
	b.add3(b.s1.tag, b.s0.tag, below)
	b.add3(b.s1.norm, b.s0.tag, below)
	b.add3(b.s1.tag, b.s0.norm, below)
}

func distance(a, b int) uint64 {
	d := max(a-b, b-a)
	switch {
	case d <= 5:
		return uint64(d)
	case d <= 7:
		return 6
	case d <= 10:
		return 7
	case d <= 15:
		return 8
	case d <= 25:
		return 9
	}
	return 10
}

func (b *builder) valencies() {
	for _, i := range [3]int{b.i0, b.i1, b.j0} {
		if !b.s.known(i) {
			b.template += 6
			continue
		}
		node, p := b.s.at(i), &b.s.words[i]
		b.add2(node.norm, p.rights)
		b.add3(node.tag, p.lefts, p.rights)
		b.add2(node.tag, p.leftSet)
		b.add2(node.tag, p.rightSet)
		b.add2(node.norm, p.rightSet)
		b.add2(node.norm, p.leftSet)
	}
}

// between tells what lies between the two words that an arc would join.
func (b *builder) between() {
	if b.i0 > 0 && b.i1 >= 0 {
		low, top := &b.s.words[b.i1], &b.s.words[b.i0]
		c := b.s.gap[b.i0].less(b.s.gap[b.i1+1])
		b.add3(b.s1.tag, b.s0.tag, low.rightSet)
		b.add3(b.s1.tag, b.s0.tag, top.leftSet)
		b.add3(b.s1.norm, b.s0.tag, low.rightSet)
		b.add4(b.s1.tag, b.s0.tag, upTo3(c.commas), upTo3(c.verbs))
		b.add4(b.s1.tag, b.s0.tag, upTo3(c.conjunctions), upTo3(c.quotes))
		b.add3(b.s1.tag, b.s0.tag, upTo3(c.commas))
	} else {
		b.template += 6
	}
	if b.i0 >= 0 && b.j0 <= b.s.n {
		top, front := &b.s.words[b.i0], &b.s.words[b.j0]
		c := b.s.gap[b.j0].less(b.s.gap[b.i0+1])
		b.add3(b.s0.tag, b.b0.tag, top.rightSet)
		b.add3(b.s0.tag, b.b0.tag, front.leftSet)
		b.add4(b.s0.tag, b.b0.tag, upTo3(c.commas), upTo3(c.verbs))
		b.add4(b.s0.tag, b.b0.tag, upTo3(c.conjunctions), upTo3(c.quotes))
	} else {
		b.template += 4
	}
	b.add(upTo3(len(b.s.stack)))
}

// surroundings adds the tags right beside the two words of a possible arc
// (McDonald, Crammer and Pereira 2005).
func (b *builder) surroundings() {
	tag := func(i int) uint64 { return b.s.at(i).tag }
	below, top, front := b.i1, b.i0, b.j0
	b.add4(tag(below), tag(below+1), tag(top-1), tag(top))
	b.add4(tag(below-1), tag(below), tag(top-1), tag(top))
	b.add4(tag(below), tag(below+1), tag(top), tag(top+1))
	b.add4(tag(top), tag(top+1), tag(front-1), tag(front))
	b.add4(tag(top-1), tag(top), tag(front-1), tag(front))
	b.add4(tag(top), tag(front), tag(front+1), tag(top+1))
	b.add3(b.b1.tag, b.b2.tag, tag(front+3))
	b.add4(b.s0.tag, b.b0.tag, b.b2.tag, tag(front+3))
	b.add2(b.s.at(top+1).norm, tag(top))
	b.add2(b.s.at(front-1).norm, tag(front))
}

// coordination adds what helps to find the first of two joined words: like kinds of
// words stand on both sides of "and".
func (b *builder) coordination() {
	link := b.label(b.left0)
	b.add4(b.s2.tag, b.s1.tag, b.s0.tag, link)
	b.add4(b.s1.middle, b.s0.middle, link, b.s0.tag)
	b.add4(b.s2.middle, b.s0.middle, link, b.s1.tag)
	b.add4(b.s1.tag, b.label(b.right1), link, b.s0.tag)
	b.add4(b.s1.coarse, b.s2.coarse, b.s0.coarse, link)
}

func (c counts) less(d counts) counts {
	return counts{c.commas - d.commas, c.verbs - d.verbs, c.conjunctions - d.conjunctions, c.quotes - d.quotes}
}

func upTo3(n int) uint64 { return uint64(min(n, 3)) }
