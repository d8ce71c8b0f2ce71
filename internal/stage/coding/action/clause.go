package action

import (
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/standing"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// clause reads events off one sentence.
type clause struct {
	frame.Clause
	status *standing.Rules
}

// newClause returns a clause of no sentence yet: see at.
func newClause(r *Rules, d *draft.Draft) clause {
	return clause{Clause: frame.New(r.frames, d), status: r.status}
}

// at returns the clause of sentence s of the same draft.
func (c clause) at(s int) clause {
	c.Clause = c.At(s)
	return c
}

// standing returns the same clause, to be asked how a happening stands.
func (c clause) standing() standing.Clause { return c.status.For(c.Clause) }
