// Package ledger writes what is known as the record, and draws from it the rows
// that a monitoring cell keeps: talks, agreements, allegations, access, tolls
// and disagreements between outlets. It decides standings; it never says who is
// right.
package ledger

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/access"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/agreements"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/allegations"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/compose"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/differences"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/talks"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/tolls"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// Rules is what the ledger knows beforehand: agreements and situations, by ID, and the
// words by which reports speak of talks, agreements, tolls and access.
type Rules struct {
	Agreements []agreement.Agreement
	Situations []situation.Situation
	Wording    *wording.Rules
}

// LoadRules reads the packs of agreements, of situations and of the wording of the ledger.
func LoadRules(packs fs.FS) (*Rules, error) {
	known, err := agreement.Load(packs)
	if err != nil {
		return nil, fmt.Errorf("loading agreements: %w", err)
	}
	var ids []string
	for _, a := range known {
		ids = append(ids, a.ID)
	}
	theatres, err := situation.Load(packs, ids)
	if err != nil {
		return nil, fmt.Errorf("loading situations: %w", err)
	}
	say, err := wording.Load(packs)
	if err != nil {
		return nil, err
	}
	return &Rules{known, theatres, say}, nil
}

// NoSituation is the choice by which no situation is used, and none guessed.
const NoSituation = book.NoSituation

// Situation finds a situation by its ID. The error names those that there are.
func (r *Rules) Situation(id string) (*situation.Situation, error) {
	var ids []string
	for i := range r.Situations {
		if r.Situations[i].ID == id {
			return &r.Situations[i], nil
		}
		ids = append(ids, r.Situations[i].ID)
	}
	return nil, fmt.Errorf("no situation %q, there is %s, or %s for none", id, strings.Join(ids, ", "), NoSituation)
}

// Build makes the record of a world. The record is sorted and complete. Agreements
// that reports speak of get their clauses and zones from the rules. The situation is
// the one of that ID, guessed from the reports where it is empty, or [NoSituation]; an ID
// that is not known counts as none.
func Build(w trucewatch.World, rules *Rules, choice string) record.Record {
	r := compose.Record(w)
	record.Sort(&r)
	draw(&r, rules, choice)
	record.Sort(&r)
	return r
}

// draw draws the rows of a record whose happenings are there. Those of agreements need the
// talks, and bring in actors; the differences are drawn from all others.
func draw(r *record.Record, rules *Rules, choice string) {
	b := book.Open(r, rules.Wording)
	b.Packs = rules.Agreements
	b.Enter(rules.Situations, choice)
	r.Talks = talks.Rows(b)
	r.Agreements = agreements.Rows(b)
	abreast.All(
		func() { r.Allegations = allegations.Rows(b) },
		func() { r.Incidents = agreements.Incidents(b) },
		func() { r.Access = access.Rows(b) },
		func() { r.Tolls = tolls.Rows(b) },
	)
	r.Disagreements = differences.Rows(b)
}

// Redraw draws the rows of a record anew, by the rules by which Build drew them, after
// its happenings, statements, figures or reports were corrected. A record that Build made
// and nobody changed comes back the same. What outlets changed in their own reports is
// kept: it does not come from happenings.
func Redraw(r record.Record, rules *Rules, choice string) record.Record {
	reports := map[string]bool{}
	for _, x := range r.Reports {
		reports[x.ID] = true
	}
	kept := slices.DeleteFunc(slices.Clone(r.Disagreements), func(d record.Disagreement) bool { return !reports[string(d.About)] || d.Kind != "conflict" })
	r.Actors = named(r)
	draw(&r, rules, choice)
	r.Disagreements = append(r.Disagreements, kept...)
	record.Sort(&r)
	return r
}

// named are the actors that reports name or that happenings have: those that the record
// got only because an agreement binds them are added again when its row is drawn.
func named(r record.Record) []record.Actor {
	known := map[string]bool{}
	note := func(lists ...[]string) {
		for _, list := range lists {
			for _, id := range list {
				known[id] = true
			}
		}
	}
	for _, x := range r.Reports {
		for _, m := range x.Mentions {
			known[string(m.Entity)] = true
		}
	}
	for _, e := range r.Events {
		note(e.Actors, e.Recipients, e.Mediators)
	}
	for _, s := range r.Statements {
		note(s.Source)
	}
	for _, f := range r.Figures {
		note(f.By)
	}
	return slices.DeleteFunc(slices.Clone(r.Actors), func(a record.Actor) bool {
		return !known[a.ID] && len(a.Aliases) == 0
	})
}
