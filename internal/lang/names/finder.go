// Package names finds the named mentions of a report: persons, organisations,
// places and peoples, each with its exact span, as the annotation guide defines them.
//
// Three things work together. Packs of names and of the words that build names
// have the last word; a structured perceptron with features of the whole document
// (Ratinov and Roth 2009; Krishnan and Manning 2006) speaks where the packs are
// silent; and a name once found is found again throughout the report.
package names

import (
	_ "embed"
	"fmt"
	"io/fs"
	"sort"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/weights"
)

// packed holds the weights that train/names makes; they are under CC BY-SA 4.0.
//
//go:embed weights.bin
var packed []byte

// Finder finds names. It is safe for concurrent use. Its weights are read when
// they are first needed.
type Finder struct {
	knowledge *knowledge
	learnt    func() (*learnt, error)
}

// learnt is what was trained.
type learnt struct {
	clusters *lexis.Clusters
	model    *model
}

// Load reads the name packs below en/names of fsys. An error names the pack and
// the line that cannot be read.
func Load(fsys fs.FS) (*Finder, error) {
	k, err := loadKnowledge(fsys)
	if err != nil {
		return nil, fmt.Errorf("loading the name finder: %w", err)
	}
	return &Finder{knowledge: k, learnt: sync.OnceValues(readLearnt)}, nil
}

func readLearnt() (*learnt, error) {
	clusters, err := lexis.ReadClusters(weights.Clusters)
	if err != nil {
		return nil, err
	}
	m, err := readModel(packed)
	if err != nil {
		return nil, err
	}
	return &learnt{clusters, m}, nil
}

// Find returns the names in text, in order of position and without overlap. The
// sentences are those of the text, in order; their tokens are only used to tell
// each mention's head, and may be absent (then Head is 0). Weights that cannot be
// read are a fault of the build and panic.
func (f *Finder) Find(text string, sentences []trucewatch.Sentence) []trucewatch.Mention {
	l, err := f.learnt()
	if err != nil {
		panic(fmt.Sprintf("names: %v", err))
	}
	pages := make([]*page, len(sentences))
	for i, s := range sentences {
		if s.Kind == trucewatch.Chrome {
			pages[i] = f.knowledge.open(text, nil)
			continue
		}
		pages[i] = f.knowledge.open(text, cut(text, s.Start, s.End))
	}
	report := sheets(pages, l.clusters)
	for i, row := range l.model.label(report) {
		pages[i].fromModel(row, report[i].spell)
		pages[i].fromPacks()
		pages[i].persons()
		pages[i].bodies()
	}
	var out []trucewatch.Mention
	settled := settle(pages)
	for i, chosen := range settled {
		for _, c := range chosen {
			out = append(out, f.mention(pages[i], i, c, sentences[i].Tokens))
		}
	}
	return out
}

func (f *Finder) mention(p *page, sentence int, c candidate, tokens []trucewatch.Token) trucewatch.Mention {
	span := trucewatch.Span{Start: p.atoms[c.from].start, End: p.atoms[c.to-1].end}
	return trucewatch.Mention{
		Span: span, Sentence: sentence, Kind: c.kind, Named: true, Head: head(span, tokens),
		Title: c.title, Antecedent: -1,
		Why: []trucewatch.Reason{{Rule: c.rule, Words: span.Of(p.text)}},
	}
}

// head is the token of the span that hangs on a word outside it; where the tree
// says nothing it is the last token of the span.
func head(span trucewatch.Span, tokens []trucewatch.Token) int {
	first := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > span.Start })
	last := first
	for i := first; i < len(tokens) && tokens[i].Start < span.End; i++ {
		last = i
		h := tokens[i].Head
		if tokens[i].Rel != "" && tokens[i].Rel != "punct" && (h < 0 || h >= len(tokens) || !span.Overlaps(tokens[h].Span)) {
			return i
		}
	}
	if last >= len(tokens) {
		return max(0, len(tokens)-1)
	}
	return last
}
