// Package ledger writes what is known as the record, and draws from it the rows
// that a monitoring cell keeps: talks, agreements, allegations, access, tolls
// and disagreements between outlets. It decides standings; it never says who is
// right.
package ledger

import (
	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Build makes the record of a world. The record is sorted and complete. Agreements
// are those that are known beforehand, by ID; those that reports speak of get their
// clauses and zones from there.
func Build(w trucewatch.World, agreements ...agreement.Agreement) record.Record {
	r := compose(w).record()
	record.Sort(&r)
	b := newBook(&r)
	b.packs = agreements
	r.Talks = b.talks()
	r.Agreements = b.agreements()
	r.Allegations = b.allegations()
	r.Access = b.access()
	r.Tolls = b.tolls()
	r.Disagreements = b.disagreements()
	record.Sort(&r)
	return r
}
