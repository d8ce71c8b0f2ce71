// Package ledger writes what is known as the record, and draws from it the rows
// that a monitoring cell keeps: talks, agreements, allegations, access, tolls
// and disagreements between outlets. It decides standings; it never says who is
// right.
package ledger

import (
	"fmt"
	"io/fs"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// Rules is what the ledger knows beforehand: agreements, by ID, and the words by
// which reports speak of talks, agreements, tolls and access.
type Rules struct {
	Agreements []agreement.Agreement
	Wording    *wording.Rules
}

// LoadRules reads the packs of agreements and of the wording of the ledger.
func LoadRules(packs fs.FS) (*Rules, error) {
	known, err := agreement.Load(packs)
	if err != nil {
		return nil, fmt.Errorf("loading agreements: %w", err)
	}
	say, err := wording.Load(packs)
	if err != nil {
		return nil, err
	}
	return &Rules{known, say}, nil
}

// Build makes the record of a world. The record is sorted and complete. Agreements
// that reports speak of get their clauses and zones from the rules.
func Build(w trucewatch.World, rules *Rules) record.Record {
	r := compose(w).record()
	record.Sort(&r)
	b := newBook(&r, rules.Wording)
	b.packs = rules.Agreements
	r.Talks = b.talks()
	r.Agreements = b.agreements()
	r.Allegations = b.allegations()
	r.Incidents = b.incidents()
	r.Access = b.access()
	r.Tolls = b.tolls()
	r.Disagreements = b.disagreements()
	record.Sort(&r)
	return r
}
