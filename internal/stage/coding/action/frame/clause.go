// Package frame knows the rules of packs/en/events and packs/en/mode.pack: which word opens
// an event, in which sense and mode, and what stands in the slots that its rule asks for or
// that tell its actors and recipients ("subj", "obj", "poss", "of", "against", …). It says
// too why a word of a rule opened nothing. Whether what was opened happened, and who of
// those in a slot takes part, others decide.
package frame

import (
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Clause answers questions about the events of one sentence.
type Clause struct {
	grammar.Clause
	rules *Rules
}

// New returns a clause of no sentence yet: see [Clause.At].
func New(r *Rules, d *draft.Draft) Clause {
	return Clause{Clause: grammar.New(r.words, d), rules: r}
}

// At returns the clause of sentence s of the same draft.
func (c Clause) At(s int) Clause {
	c.Clause = c.Clause.At(s)
	return c
}
