// Package lang is the language core: it turns English news text into sentences,
// tokens with tags and lemmas, and dependency trees of Universal Dependencies.
//
// It is pure: no clock, no network, no files, and the same text always gives the
// same trees. Any byte sequence gives an analysis.
package lang

import (
	"fmt"
	"sync"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/arcs"
	"github.com/trucewatch/trucewatch/internal/lang/graph"
	"github.com/trucewatch/trucewatch/internal/lang/lemma"
	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/mend"
	"github.com/trucewatch/trucewatch/internal/lang/split"
	"github.com/trucewatch/trucewatch/internal/lang/tagger"
	"github.com/trucewatch/trucewatch/internal/lang/weights"
)

// Mode chooses the parser.
type Mode string

// The modes of analysis.
const (
	Fast Mode = "fast" // arc-hybrid transitions, linear time
	Full Mode = "full" // the graph parser, slower and more accurate
)

// Analyser analyses text. It is safe for concurrent use. Its weights are read when
// they are first needed.
type Analyser struct {
	mode Mode
	load func() (*models, error)
	memo *memo
}

type models struct {
	lemmas *lemma.Rules
	graph  *graph.Parser // in the full mode only; it tags as well

	// In the fast mode only.
	clusters *lexis.Clusters
	tagger   *tagger.Tagger
	arcs     *arcs.Parser
}

// New returns an analyser. The only error is a mode that does not exist; weights
// that cannot be read are a fault of the build and panic on first use.
func New(mode Mode) (*Analyser, error) {
	if mode != Fast && mode != Full {
		return nil, fmt.Errorf("choosing an analysis: no mode %q, only %q and %q", mode, Fast, Full)
	}
	return &Analyser{mode: mode, memo: newMemo(), load: sync.OnceValues(func() (*models, error) { return load(mode) })}, nil
}

// load reads what the mode needs, all parts at the same time.
func load(mode Mode) (*models, error) {
	m := &models{}
	steps := []func() error{
		func() (err error) { m.lemmas, err = lemma.Read(weights.Lemmas); return err },
	}
	if mode == Full {
		steps = append(steps, func() (err error) { m.graph, err = graph.Load(); return err })
	} else {
		steps = append(steps,
			func() (err error) { m.arcs, err = arcs.Read(weights.Arcs); return err },
			func() (err error) { m.tagger, err = tagger.Read(weights.Tagger); return err },
			func() (err error) { m.clusters, err = lexis.ReadClusters(weights.Clusters); return err })
	}
	errs := make([]error, len(steps))
	var all sync.WaitGroup
	for i, step := range steps {
		all.Go(func() { errs[i] = step() })
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (a *Analyser) models() *models {
	m, err := a.load()
	if err != nil {
		panic(fmt.Sprintf("lang: %v", err))
	}
	return m
}

// Sentences splits text and analyses every sentence: spans, kinds, tokens, tags,
// lemmas and trees. Each tree has exactly one root and no cycle.
func (a *Analyser) Sentences(text string) []trucewatch.Sentence {
	sentences, _ := a.Analyse(text)
	return sentences
}

// Analyse is [Analyser.Sentences] with an issue for every sentence that was cut for
// its length.
func (a *Analyser) Analyse(text string) ([]trucewatch.Sentence, []trucewatch.Issue) {
	sentences, cut := split.Split(text)
	a.Annotate(sentences)
	var issues []trucewatch.Issue
	for _, i := range cut {
		issues = append(issues, trucewatch.Issue{
			Where: fmt.Sprintf("sentence %d", i+1),
			What:  "relations across the cut of an overlong sentence",
			Why:   fmt.Sprintf("no sentence end within %d words; the text may lack its punctuation or line breaks", split.MaxTokens),
		})
	}
	return sentences, issues
}

// Annotate tags and parses sentences that have their tokens. In the full mode it is
// faster than one sentence at a time. A dateline is kept out of the analysis and
// hung on the root as parataxis.
func (a *Analyser) Annotate(sentences []trucewatch.Sentence) {
	var fresh []*trucewatch.Sentence
	var keys []string
	datelines := make([]int, len(sentences))
	for i := range sentences {
		var part *trucewatch.Sentence
		part, datelines[i] = withoutDateline(&sentences[i])
		if key := keyOf(part); !a.memo.recall(key, part) {
			fresh, keys = append(fresh, part), append(keys, key)
		}
	}
	a.tag(fresh)
	a.parse(fresh)
	for i, key := range keys {
		a.memo.note(key, fresh[i])
	}
	for i, n := range datelines {
		if n > 0 {
			hangDateline(&sentences[i], n)
		}
	}
}

// Split returns the sentences of text with spans, kinds and the forms of their
// tokens only.
func Split(text string) []trucewatch.Sentence {
	sentences, _ := split.Split(text)
	return sentences
}

// Tag fills in the tags and lemmas of a sentence.
func (a *Analyser) Tag(s *trucewatch.Sentence) { a.tag([]*trucewatch.Sentence{s}) }

// tag leaves trees behind too in the full mode, where one network does both.
func (a *Analyser) tag(sentences []*trucewatch.Sentence) {
	m := a.models()
	if m.graph != nil {
		m.graph.ParseAndTag(sentences)
	}
	for _, s := range sentences {
		if m.graph == nil {
			for i, tag := range m.tagger.Tag(m.words(s)) {
				s.Tokens[i].UPOS, s.Tokens[i].XPOS = m.tagger.Split(tag)
			}
		}
		for i := range s.Tokens {
			t := &s.Tokens[i]
			t.Lemma = m.lemmas.Lemma(t.Form, t.UPOS, t.XPOS)
		}
	}
}

func (m *models) words(s *trucewatch.Sentence) []lexis.Word {
	words := make([]lexis.Word, len(s.Tokens))
	for i := range s.Tokens {
		words[i] = m.clusters.Word(s.Tokens[i].Form)
	}
	return words
}

// Parse fills in heads, relations and confidences of a tagged sentence. In the full
// mode that is done already: [Analyser.Tag] leaves the tree too.
func (a *Analyser) Parse(s *trucewatch.Sentence) { a.parse([]*trucewatch.Sentence{s}) }

func (a *Analyser) parse(sentences []*trucewatch.Sentence) {
	m := a.models()
	for _, s := range sentences {
		if m.graph == nil { // else tagging has done it
			m.parseArcs(s)
		}
		mend.Tree(s.Tokens)
	}
}

func (m *models) parseArcs(s *trucewatch.Sentence) {
	nodes := make([]arcs.Node, len(s.Tokens))
	for i, w := range m.words(s) {
		nodes[i] = arcs.NewNode(w, s.Tokens[i].UPOS, s.Tokens[i].XPOS)
	}
	for i, arc := range m.arcs.Parse(nodes) {
		t := &s.Tokens[i]
		t.Head, t.Rel, t.Confidence = arc.Head, arc.Rel, arc.Confidence
	}
}
