// Package lang is the language core: it turns English news text into sentences,
// tokens with tags and lemmas, and dependency trees of Universal Dependencies.
//
// It is pure: no clock, no network, no files, and the same text always gives the
// same trees. Any byte sequence gives an analysis.
package lang

import (
	"errors"
	"fmt"
	"sync"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/graph"
	"github.com/trucewatch/trucewatch/internal/lang/lemma"
	"github.com/trucewatch/trucewatch/internal/lang/mend"
	"github.com/trucewatch/trucewatch/internal/lang/split"
	"github.com/trucewatch/trucewatch/internal/lang/weights"
)

// Mode chooses the parser.
type Mode string

// The modes of analysis.
const (
	Fast Mode = "fast" // the small network
	Full Mode = "full" // the full network, slower and more accurate
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
	graph  *graph.Parser // it tags as well
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
	m, open := &models{}, graph.Load
	if mode == Fast {
		open = graph.LoadSmall
	}
	var errs [2]error
	var all sync.WaitGroup
	all.Go(func() { m.lemmas, errs[0] = lemma.Read(weights.Lemmas) })
	all.Go(func() { m.graph, errs[1] = open() })
	all.Wait()
	return m, errors.Join(errs[:]...)
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

// Annotate tags and parses sentences that have their tokens. It is faster than one
// sentence at a time. A dateline is kept out of the analysis and hung on the root as
// parataxis.
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
	a.read(fresh)
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

// read leaves tags, lemmas and trees.
func (a *Analyser) read(sentences []*trucewatch.Sentence) {
	m := a.models()
	m.graph.Parse(sentences)
	for _, s := range sentences {
		for i := range s.Tokens {
			t := &s.Tokens[i]
			t.Lemma = m.lemmas.Lemma(t.Form, t.UPOS, t.XPOS)
		}
		mend.Tree(s.Tokens)
	}
}
