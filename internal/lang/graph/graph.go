// Package graph finds the dependency tree of English sentences with a graph-based
// parser: a bidirectional LSTM over word forms and biaffine scores of arcs and
// labels (Kiperwasser & Goldberg 2016; Dozat & Manning 2017), of which the best
// tree with one root is taken (Chu & Liu 1965; Edmonds 1967).
//
// The network is trained by train/graph and embedded; MODEL.md describes it. It
// runs in whole numbers: int8 weights, int16 activations, 32-bit sums. Results
// are the same to the last bit on every machine, with and without vector
// instructions, and do not depend on which sentences are parsed together.
package graph

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/trucewatch/trucewatch"
)

// A group holds at most this many stretches and, but for its first, words.
const (
	groupStretches = 32
	groupWords     = 768
)

// Parser finds dependency trees. It is safe for concurrent use; its only state is
// a bounded memory of word forms that changes no result.
type Parser struct {
	net    *network
	kernel kernel
	memory memory
	spaces sync.Pool
}

// Load opens the weights of the full network. It takes some tens of milliseconds and
// about 6 MB; keep the parser for as long as there is something to parse. An error means
// that the program was built with a broken weights file.
func Load() (*Parser, error) { return load(full, full, fastest()) }

// LoadSmall opens the weights of the small network, which does a quarter of the
// arithmetic and gets some two arcs in a hundred more wrong.
func LoadSmall() (*Parser, error) { return load(small, full, fastest()) }

func load(raw, vectors string, k kernel) (*Parser, error) {
	net, err := openNetwork(raw, vectors)
	if err != nil {
		return nil, err
	}
	return &Parser{net: net, kernel: k, memory: memory{rows: map[string][]float32{}}}, nil
}

// Parse sets Head, Rel and Confidence of every token, and UPOS and XPOS from the tag
// layer that is trained along with the parser. Only forms are read. The
// token with Head -1 has the relation "root"; there is exactly one in a sentence.
// Confidence is the probability that the model gives to the arc, calibrated on
// EWT dev so that of the arcs with confidence p about a share p is right.
//
// Time is bounded: a sentence of more than 200 tokens is cut after a mark of
// punctuation, or at 200, and each stretch is parsed by itself. The heads of the
// later stretches hang from the first one's as "parataxis" with Confidence 0.
func (p *Parser) Parse(sentences []*trucewatch.Sentence) {
	w, ok := p.spaces.Get().(*workspace)
	if !ok {
		w = &workspace{}
	}
	defer p.spaces.Put(w)
	all := cut(sentences)
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(b.length(), a.length()) })
	for len(all) > 0 {
		g := group{}
		for len(all) > 0 && len(g.stretches) < groupStretches && (g.words == 0 || g.words+all[0].length() <= groupWords) {
			g.offset = append(g.offset, g.words)
			g.words += all[0].length()
			g.stretches = append(g.stretches, all[0])
			all = all[1:]
		}
		p.parseGroup(&g, w)
	}
	for _, s := range sentences {
		if len(s.Tokens) > stretchWords {
			join(s)
		}
	}
}

func (p *Parser) parseGroup(g *group, w *workspace) {
	h := p.encode(g, w)
	p.attach(g, w, h)
	n := p.net
	scores := room(&w.tags, g.words*n.tag.out)
	n.tag.apply(p.kernel, scores, h, nil, room(&w.sums, strip*n.tag.out))
	for i, s := range g.stretches {
		for j := range s.tokens() {
			at := (g.offset[i] + j) * n.tag.out
			k := best(scores[at : at+len(n.Tags)])
			s.tokens()[j].UPOS, s.tokens()[j].XPOS = n.upos[k], n.xpos[k]
		}
	}
}

// splitTags takes the joint classes "UPOS|XPOS" apart.
func (n *network) splitTags() {
	for _, t := range n.Tags {
		upos, xpos, _ := strings.Cut(t, "|")
		n.upos, n.xpos = append(n.upos, upos), append(n.xpos, xpos)
	}
}
