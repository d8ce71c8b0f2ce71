// Package standing decides how a happening stands in the words that tell of it: occurred,
// ongoing, planned, proposed or negated. The rules are those of packs/en/status.pack; the
// code knows the shapes of grammar that they name, and what becomes of a happening under
// what stands over it.
package standing

import "github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"

// Clause answers questions about the standing of what one sentence tells.
type Clause struct {
	frame.Clause
	rules *Rules
}

// For returns the clause that asks these rules.
func (r *Rules) For(c frame.Clause) Clause { return Clause{Clause: c, rules: r} }
