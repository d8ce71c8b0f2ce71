package arcs

import "github.com/trucewatch/trucewatch/internal/lang/lexis"

// Node is what the parser sees of a word.
type Node struct {
	Word lexis.Word
	Tag  uint64 // hash of "UPOS|XPOS"
	UPOS string
}

// action is one of the three moves of the arc-hybrid system (Kuhlmann,
// Gómez-Rodríguez and Satta 2011).
type action int

const (
	shift    action = iota
	leftArc         // the top of the stack hangs on the front of the buffer
	rightArc        // the top of the stack hangs on the word below it
	actions
)

const none = -1

// state is a parse under way. Words are counted from 1; 0 is the artificial root
// at the bottom of the stack, which takes its one dependent when the buffer is empty.
type state struct {
	n     int
	nodes []*node
	stack []int
	front int // first word of the buffer
	words []parsed
	gap   []counts // over the words before each position
}

// node is Node with what features ask for often.
type node struct {
	norm, form, tag      uint64
	fine, middle, coarse uint64
	suffix, flags        uint64
}

// parsed is what has been decided about one word.
type parsed struct {
	head, label                int
	left, left2, right, right2 int // outermost dependents
	lefts, rights              uint64
	leftSet, rightSet          uint64 // bit sets of labels
}

type counts struct{ commas, verbs, conjunctions, quotes int }

func newNode(n *Node) *node {
	return &node{
		norm: n.Word.Norm, form: n.Word.Form, tag: n.Tag,
		fine: n.Word.Cluster[0], middle: n.Word.Cluster[1], coarse: n.Word.Cluster[2],
		suffix: n.Word.Suffix[2], flags: n.Word.Flags,
	}
}

func rootNode() *node {
	return &node{norm: 77, form: 77, tag: 500, fine: 2000, middle: 2000, coarse: 2000, flags: 777}
}

func absentNode() *node {
	return &node{norm: 78, form: 78, tag: 501, fine: 2001, middle: 2001, coarse: 2001}
}

func newState(sentence []Node) *state {
	n := len(sentence)
	s := &state{n: n, nodes: make([]*node, n+2), stack: make([]int, 1, n+1), front: 1, words: make([]parsed, n+1), gap: make([]counts, n+2)}
	s.nodes[0], s.nodes[n+1] = rootNode(), absentNode()
	comma, quote := lexis.Hash(","), lexis.Hash(`"`)
	for i := range s.words {
		s.words[i] = parsed{head: none, label: none, left: none, left2: none, right: none, right2: none}
	}
	for i := range sentence {
		node := newNode(&sentence[i])
		s.nodes[i+1] = node
		c := s.gap[i+1]
		c.commas += one(node.form == comma)
		c.quotes += one(node.form == quote)
		c.verbs += one(sentence[i].UPOS == "VERB")
		c.conjunctions += one(sentence[i].UPOS == "CCONJ")
		s.gap[i+2] = c
	}
	return s
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (s *state) known(i int) bool { return i >= 0 && i <= s.n }

func (s *state) at(i int) *node {
	if !s.known(i) {
		return s.nodes[s.n+1]
	}
	return s.nodes[i]
}

// top returns the k-th word of the stack from the top, or none.
func (s *state) top(k int) int {
	if k >= len(s.stack) {
		return none
	}
	return s.stack[len(s.stack)-1-k]
}

func (s *state) done() bool { return s.front > s.n && len(s.stack) == 1 }

func (s *state) allows(a action) bool {
	switch a {
	case shift:
		return s.front <= s.n
	case leftArc:
		return s.front <= s.n && len(s.stack) > 1
	default:
		return len(s.stack) > 2 || len(s.stack) == 2 && s.front > s.n
	}
}

// finishing reports whether a right arc would hang on the artificial root.
func (s *state) finishing() bool { return len(s.stack) == 2 }

// governor is the word that an arc of kind a would hang the top of the stack on.
func (s *state) governor(a action) int {
	if a == leftArc {
		return s.front
	}
	return s.top(1)
}

func (s *state) apply(a action, label int) {
	if a == shift {
		s.stack = append(s.stack, s.front)
		s.front++
		return
	}
	dependent, head := s.top(0), s.governor(a)
	s.stack = s.stack[:len(s.stack)-1]
	s.words[dependent].head, s.words[dependent].label = head, label
	h := &s.words[head]
	if dependent < head {
		h.left2, h.left = h.left, dependent
		h.lefts++
		h.leftSet |= 1 << (label % 64)
		return
	}
	h.right2, h.right = h.right, dependent
	h.rights++
	h.rightSet |= 1 << (label % 64)
}

// cost is the number of gold arcs that can no longer be reached after a: the
// dynamic oracle of Goldberg and Nivre (2013).
func (s *state) cost(a action, gold []int) int {
	if a == shift {
		return s.costOfShift(gold)
	}
	if a == leftArc {
		return s.costOfLeftArc(gold)
	}
	c := 0
	top := s.top(0)
	for i := s.front; i <= s.n; i++ {
		c += one(gold[i] == top) + one(gold[top] == i)
	}
	return c
}

func (s *state) costOfShift(gold []int) int {
	c := 0
	for k, word := range s.stack {
		c += one(word != 0 && gold[word] == s.front)
		c += one(k > 0 && gold[s.front] == s.stack[k-1])
	}
	return c
}

func (s *state) costOfLeftArc(gold []int) int {
	top := s.top(0)
	c := one(s.top(1) >= 0 && gold[top] == s.top(1))
	for i := s.front; i <= s.n; i++ {
		c += one(gold[i] == top)
		c += one(i > s.front && gold[top] == i)
	}
	return c
}
