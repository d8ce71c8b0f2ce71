package action

import (
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// clause reads events off one sentence.
type clause struct {
	grammar.Clause
	rules *Rules
}

// newClause returns a clause of no sentence yet: see at.
func newClause(r *Rules, d *draft.Draft) clause {
	return clause{Clause: grammar.New(r.words, d), rules: r}
}

// at returns the clause of sentence s of the same draft.
func (c clause) at(s int) clause {
	c.Clause = c.At(s)
	return c
}
