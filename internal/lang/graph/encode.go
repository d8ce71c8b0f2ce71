package graph

import (
	"strings"
	"sync"
)

// memory keeps the input of the first layer for forms seen before: it depends on
// the form alone. When it is full it starts anew, which bounds it and changes no result.
type memory struct {
	lock sync.RWMutex
	rows map[string][]float32
}

// remembered is how many forms a memory holds: about 6 kB each.
const remembered = 6000

// group is some stretches of sentences that go through the network together,
// longest first.
type group struct {
	stretches []stretch
	offset    []int // row of the first word of each stretch
	words     int
}

// workspace is the memory that one call works in.
type workspace struct {
	sums       []int32
	q, h1, h2  []int16
	mid        []float32
	given      [][]float32
	state      []int16
	c          []float32
	x          []float32
	arcs       arcSpace
	views      []float32
	tags       []float32
	labelTerms []float32
}

// room returns a slice of n elements, using buf when it is large enough. Its content is arbitrary.
func room[T any](buf *[]T, n int) []T {
	if cap(*buf) < n {
		*buf = make([]T, n+n/4) // the next group is of about this size
	}
	*buf = (*buf)[:n]
	return *buf
}

// lookUp fills w.given with the first-layer input of every word of the group.
func (p *Parser) lookUp(g *group, w *workspace) {
	given := room(&w.given, g.words)
	missing := map[string][]int{}
	var forms []string
	p.memory.lock.RLock()
	for i, s := range g.stretches {
		for j := range s.tokens() {
			form := plain(s.tokens()[j].Form)
			at := g.offset[i] + j
			if given[at] = p.memory.rows[form]; given[at] != nil {
				continue
			}
			if missing[form] == nil {
				forms = append(forms, form)
			}
			missing[form] = append(missing[form], at)
		}
	}
	p.memory.lock.RUnlock()
	if len(forms) == 0 {
		return
	}
	n := p.net
	q := room(&w.q, len(forms)*n.inputs)
	x := room(&w.x, n.inputs)
	for i, form := range forms {
		n.put(q[i*n.inputs:(i+1)*n.inputs], x, form)
	}
	rows := make([]float32, len(forms)*n.input.out)
	n.input.apply(p.kernel, rows, q, nil, room(&w.sums, strip*n.input.out))
	p.memory.lock.Lock()
	defer p.memory.lock.Unlock()
	if len(p.memory.rows)+len(forms) > remembered {
		p.memory.rows = map[string][]float32{}
	}
	for i, form := range forms {
		row := rows[i*n.input.out : (i+1)*n.input.out]
		for _, at := range missing[form] {
			given[at] = row
		}
		p.memory.rows[strings.Clone(form)] = row
	}
}

// encode runs the group through both layers and returns a row of 2*Hidden whole numbers for each word.
func (p *Parser) encode(g *group, w *workspace) []int16 {
	n := p.net
	p.lookUp(g, w)
	h1 := room(&w.h1, g.words*2*n.Hidden)
	p.layer(g, w, h1, &n.rec[0])
	mid := room(&w.mid, g.words*n.mid.out)
	n.mid.apply(p.kernel, mid, h1, nil, room(&w.sums, strip*n.mid.out))
	for i := range w.given {
		w.given[i] = mid[i*n.mid.out : (i+1)*n.mid.out]
	}
	h2 := room(&w.h2, g.words*2*n.Hidden)
	p.layer(g, w, h2, &n.rec[1])
	return h2
}

// layer runs one bidirectional layer. All stretches take a step together; they
// come longest first, so those still running are always the first ones.
func (p *Parser) layer(g *group, w *workspace, out []int16, rec *[2]linear) {
	n := p.net
	hidden := n.Hidden
	b := len(g.stretches)
	state, c, sums := room(&w.state, b*hidden), room(&w.c, b*hidden), room(&w.sums, b*n.gates)
	for way := range 2 {
		l := &rec[way]
		clear(state)
		clear(c)
		running := b
		for t := range g.stretches[0].length() {
			for g.stretches[running-1].length() <= t {
				running--
			}
			l.times(p.kernel, sums, state, running)
			for i := range running {
				at := g.offset[i] + t
				if way == 1 {
					at = g.offset[i] + g.stretches[i].length() - 1 - t
				}
				h := state[i*hidden : (i+1)*hidden]
				p.kernel.cell(w.given[at][way*n.gates:(way+1)*n.gates], sums[i*n.gates:], l.factor, c[i*hidden:(i+1)*hidden], h)
				copy(out[at*2*hidden+way*hidden:], h)
			}
		}
	}
}
