package graph

// arcSpace is the memory in which the arcs and labels of one stretch are scored.
type arcSpace struct {
	left, right, panels []int16
	leftStep, rightStep []float32
	projected           []float32
	sums                []int32
	scores, zero        []float32
	names, lone         []float32
}

// attach scores the arcs of each stretch, takes the best tree and names its arcs.
func (p *Parser) attach(g *group, w *workspace, h []int16) {
	n := p.net
	views := room(&w.views, g.words*n.views.out)
	n.views.apply(p.kernel, views, h, nil, room(&w.sums, strip*n.views.out))
	p.kernel.leaky(views)
	for i, s := range g.stretches {
		own := views[g.offset[i]*n.views.out:][:s.length()*n.views.out]
		stride := p.scoreArcs(own, s.length(), &w.arcs)
		head := decode(w.arcs.scores, s.length(), stride)
		names := p.nameArcs(own, head, w)
		for j := range s.tokens() {
			t := &s.tokens()[j]
			row := w.arcs.scores[j*stride : j*stride+s.length()+1]
			t.Confidence = share(row, head[j], j+1, n.Sharpness)
			t.Rel = n.relation(names[j*n.lone.out:], head[j] == 0)
			t.Head = s.from + head[j] - 1
			if head[j] == 0 {
				t.Head = -1
			}
		}
	}
}

// relation names an arc: "root" for the arc to the root, and for no other.
func (n *network) relation(scores []float32, root bool) string {
	if root {
		return "root"
	}
	at := -1
	for i, score := range scores[:len(n.Relations)] {
		if i != n.root && (at < 0 || score > scores[at]) {
			at = i
		}
	}
	return n.Relations[at]
}

// views of a word lie side by side: as head and as dependent of an arc, then of a label.
func (n *network) view(row []float32, dependent, label bool) []float32 {
	from, width := 0, n.Arc
	if label {
		from, width = 2*n.Arc, n.Label
	}
	if dependent {
		from += width
	}
	return row[from : from+width]
}

// scoreArcs fills space.scores with a row for each word: the root as its head,
// then each word as its head. It returns the length of a row.
func (p *Parser) scoreArcs(views []float32, words int, space *arcSpace) int {
	n := p.net
	q, step := room(&space.left, words*n.Arc), room(&space.leftStep, words)
	for j := range words {
		step[j] = whole(p.kernel, q[j*n.Arc:(j+1)*n.Arc], n.view(views[j*n.views.out:], true, false), top)
	}
	projected := room(&space.projected, words*n.arc.out)
	n.arc.apply(p.kernel, projected, q, step, room(&space.sums, strip*n.arc.out))
	for j := range words {
		step[j] = whole(p.kernel, q[j*n.Arc:(j+1)*n.Arc], projected[j*n.arc.out:j*n.arc.out+n.Arc], arcTop)
	}
	wide := (words + panel) / panel * panel
	right, rightStep := room(&space.right, (words+1)*n.Arc), room(&space.rightStep, wide)
	rightStep[0] = whole(p.kernel, right[:n.Arc], n.rootArc, arcTop)
	for j := range words {
		rightStep[j+1] = whole(p.kernel, right[(j+1)*n.Arc:(j+2)*n.Arc], n.view(views[j*n.views.out:], false, false), arcTop)
	}
	clear(rightStep[words+1:])
	heads := pack(space.panels, n.Arc, words+1, right)
	space.panels = heads.w
	sums := room(&space.sums, words*heads.out)
	heads.times(p.kernel, sums, q, words)
	scores := room(&space.scores, words*heads.out)
	zero := room(&space.zero, wide)
	clear(zero)
	for j := range words {
		p.kernel.affine(scores[j*wide:(j+1)*wide], sums[j*wide:], rightStep, zero, step[j])
	}
	return wide
}

// nameArcs scores the relations of each word under its head: a row of lone.out for each word.
func (p *Parser) nameArcs(views []float32, head []int, w *workspace) []float32 {
	n, space := p.net, &w.arcs
	words := len(head)
	q, step := room(&space.left, words*n.Label), room(&space.leftStep, words)
	for j := range words {
		step[j] = whole(p.kernel, q[j*n.Label:(j+1)*n.Label], n.view(views[j*n.views.out:], true, true), top)
	}
	lone := room(&space.lone, words*n.lone.out)
	n.lone.apply(p.kernel, lone, q, step, room(&space.sums, strip*n.lone.out))
	names := room(&space.names, words*n.lone.out)
	const few = 4
	sums := room(&space.sums, few*n.label.out)
	for from := 0; from < words; from += few {
		m := min(few, words-from)
		terms := room(&w.labelTerms, m*n.label.out)
		n.label.apply(p.kernel, terms, q[from*n.Label:(from+m)*n.Label], step[from:], sums)
		for r := range m {
			j := from + r
			above := n.rootLabel
			if head[j] > 0 {
				above = n.view(views[(head[j]-1)*n.views.out:], false, true)
			}
			row := names[j*n.lone.out : j*n.lone.out+len(n.Relations)]
			p.kernel.contract(row, terms[r*n.label.out:], above)
			for k := range row {
				row[k] += lone[j*n.lone.out+k]
			}
		}
	}
	return names
}

// share is the probability of one of the scores under the softmax of all but the
// one at self, which is the word as its own head. Sharpness calibrates it: networks
// are surer than they ought to be (Guo et al. 2017).
func share(scores []float32, chosen, self int, sharpness float64) float64 {
	most := float64(scores[chosen])
	for k, x := range scores {
		if k != self {
			most = max(most, float64(x))
		}
	}
	sum, n := 0.0, 0
	var powers [lanes]float64
	flush := func() {
		exp(&powers)
		for _, x := range powers[:n] {
			sum += x
		}
		n = 0
	}
	for k, x := range scores {
		// What is as small as this adds nothing.
		if power := float64((float64(x) - most) * sharpness); k != self && power >= -30 {
			powers[n] = power
			if n++; n == lanes {
				flush()
			}
		}
	}
	flush()
	own := [lanes]float64{float64((float64(scores[chosen]) - most) * sharpness)}
	exp(&own)
	return own[0] / sum
}
