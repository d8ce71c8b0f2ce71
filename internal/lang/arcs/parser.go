// Package arcs is the fast dependency parser: greedy arc-hybrid transitions
// (Kuhlmann, Gómez-Rodríguez and Satta 2011) chosen by an averaged perceptron that
// was trained with a dynamic oracle (Goldberg and Nivre 2012, 2013).
//
// Its time is linear in the length of the sentence.
package arcs

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/perceptron"
)

// Arc is the governor of one word: its index in the sentence, -1 for the root,
// the relation, and how likely both are right, between 0 and 1.
type Arc struct {
	Head       int
	Rel        string
	Confidence float64
}

// Parser is read-only and safe for concurrent use.
type Parser struct {
	relations []string
	root      int
	model     *perceptron.Model
	sure      calibration
}

// NewNode makes the parser's view of a word from its features and its two tags.
func NewNode(w lexis.Word, upos, xpos string) Node {
	return Node{Word: w, Tag: lexis.Hash(upos + "|" + xpos), UPOS: upos}
}

// Parse returns one arc for each word. The arcs form one tree with one root.
func (p *Parser) Parse(sentence []Node) []Arc {
	arcs, margins := p.decide(sentence)
	for i := range arcs {
		arcs[i].Confidence = p.sure.of(margins[i])
	}
	return arcs
}

// decide parses and also returns by how much each arc's move beat the next best.
func (p *Parser) decide(sentence []Node) ([]Arc, []int32) {
	s := newState(sentence)
	var b builder
	scores := make([]int32, p.model.Classes())
	var memory perceptron.Scratch
	margins := make([]int32, len(sentence))
	for !s.done() {
		if !s.allows(leftArc) && !s.allows(rightArc) {
			s.apply(shift, 0)
			continue
		}
		p.model.Score(b.build(s), scores, &memory)
		best, margin := p.choose(s, scores)
		a, label := p.split(best)
		if a != shift {
			margins[s.top(0)-1] = margin
		}
		s.apply(a, label)
	}
	arcs := make([]Arc, len(sentence))
	for i := range arcs {
		w := s.words[i+1]
		arcs[i] = Arc{Head: w.head - 1, Rel: p.relations[w.label]}
	}
	return arcs, margins
}

// class numbers the moves: 0 is shift, then left arcs, then right arcs by label.
func (p *Parser) class(a action, label int) int {
	if a == shift {
		return 0
	}
	if a == leftArc {
		return 1 + label
	}
	return 1 + len(p.relations) + label
}

func (p *Parser) split(class int) (action, int) {
	switch n := len(p.relations); {
	case class == 0:
		return shift, 0
	case class <= n:
		return leftArc, class - 1
	default:
		return rightArc, class - 1 - n
	}
}

const lowest = -1 << 31

// choose returns the best class that the state allows and its lead over the next.
func (p *Parser) choose(s *state, scores []int32) (best int, lead int32) {
	best = none
	top, second := int32(lowest), int32(lowest)
	consider := func(class int) {
		switch v := scores[class]; {
		case best == none || v > top:
			best, top, second = class, v, top
		case v > second:
			second = v
		}
	}
	if s.allows(shift) {
		consider(0)
	}
	if s.allows(leftArc) {
		p.eachLabel(func(label int) { consider(p.class(leftArc, label)) })
	}
	if s.allows(rightArc) {
		if s.finishing() {
			consider(p.class(rightArc, p.root))
		} else {
			p.eachLabel(func(label int) { consider(p.class(rightArc, label)) })
		}
	}
	if second == lowest {
		return best, 1<<31 - 1
	}
	return best, top - second
}

func (p *Parser) eachLabel(do func(label int)) {
	for label := range p.relations {
		if label != p.root {
			do(label)
		}
	}
}

// WriteTo writes the parser in the form that [Read] reads.
func (p *Parser) WriteTo(w io.Writer) (int64, error) {
	names := strings.Join(p.relations, "\n")
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(names)))
	b = append(b, names...)
	b = p.sure.append(b)
	n, err := w.Write(b)
	if err != nil {
		return int64(n), fmt.Errorf("writing relations: %w", err)
	}
	m, err := p.model.WriteTo(w)
	if err != nil {
		return int64(n) + m, fmt.Errorf("writing parser weights: %w", err)
	}
	return int64(n) + m, nil
}

// Read reads what [Parser.WriteTo] wrote.
func Read(b []byte) (*Parser, error) {
	if len(b) < 4 {
		return nil, fmt.Errorf("reading parser: %d bytes only", len(b))
	}
	n := int(binary.LittleEndian.Uint32(b))
	if b = b[4:]; n > len(b) {
		return nil, fmt.Errorf("reading relations: %d bytes announced, %d there", n, len(b))
	}
	p := &Parser{relations: strings.Split(string(b[:n]), "\n")}
	if p.root = slices.Index(p.relations, "root"); p.root < 0 {
		return nil, fmt.Errorf("reading relations: no root among %d", len(p.relations))
	}
	var err error
	if b, err = p.sure.read(b[n:]); err != nil {
		return nil, err
	}
	if p.model, _, err = perceptron.Read(b); err != nil {
		return nil, fmt.Errorf("reading parser: %w", err)
	}
	if want := 1 + 2*len(p.relations); p.model.Classes() != want {
		return nil, fmt.Errorf("reading parser: %d classes, want %d", p.model.Classes(), want)
	}
	return p, nil
}
