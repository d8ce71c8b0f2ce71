package action

import (
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/party"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/standing"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// clause reads events off one sentence.
type clause struct {
	frame.Clause
	status *standing.Rules
}

// at returns the clause of sentence s of the same draft.
func (c clause) at(s int) clause {
	c.Clause = c.At(s)
	return c
}

// party returns the same clause, to be asked who takes part in a happening.
func (c clause) party() party.Clause { return party.Clause{Clause: c.Clause} }

// setting returns the same clause, to be asked when and where a happening was.
func (c clause) setting() setting.Clause { return setting.Clause{Clause: c.Clause} }

// newClause returns a clause of no sentence yet: see at.
func newClause(r *Rules, d *draft.Draft) clause {
	return clause{Clause: frame.New(r.frames, d), status: r.status}
}

// standing returns the same clause, to be asked how a happening stands.
func (c clause) standing() standing.Clause { return c.status.For(c.Clause) }
