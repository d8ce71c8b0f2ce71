package differences

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// meansOfForce are by what means reports of one day say that force was used by or against
// one body: warning shots, shots at the legs, tear gas.
func (b *rows) meansOfForce() []record.Disagreement {
	var out []record.Disagreement
	groups := b.groups(b.uses(), func(x, y found) bool {
		return book.Meets(x.date, y.date) && record.Meet(x.names, y.names)
	})
	for _, group := range groups {
		out = append(out, b.beside(group[0].report, "force", fmt.Sprintf("What force was used (%s)", group[0].date), tellingsOf(group))...)
	}
	return out
}

// uses lists the means of force that reports tell of, with the armed bodies and groups
// named there.
func (b *rows) uses() []found {
	var out []found
	for _, p := range b.passages(func(e *record.Event, m *record.EventMention) bool {
		return e.Type == "ASSAULT" && book.Happened(m.Status) && m.Date != ""
	}) {
		for _, hit := range b.Say.All("way-of-force", b.Whole(p.Spot)) {
			out = append(out, found{telling: telling{p.Report, hit.Words, hit.Words}, date: p.date, names: b.forces(p.Spot)})
		}
	}
	return out
}

// forces lists the armed bodies and groups named in a sentence and in the one before.
func (b *rows) forces(at book.Spot) []string {
	return slices.DeleteFunc(b.namedNear(at), func(id string) bool {
		a := b.Actors[id]
		return a == nil || a.Kind == "state" || a.Kind == "people" || !b.Named[id] && !b.Force(a.Name)
	})
}

// reasons are what force was used for, as reports tell it, or as who used it says there.
// Reasons that share most of their words are one.
func (b *rows) reasons(e record.Event) []record.Disagreement {
	if e.Type != "ASSAULT" || !book.Happened(e.Status) {
		return nil
	}
	var list []telling
	var words [][]string
	for _, m := range e.Mentions {
		hit, ok := b.Say.First("reason", b.Words(m))
		if !ok || slices.ContainsFunc(list, func(t telling) bool { return t.report == m.Report }) {
			continue
		}
		long := longWords(hit.Words)
		if slices.ContainsFunc(words, func(other []string) bool { return 2*shared(long, other) > min(len(long), len(other)) }) {
			continue
		}
		list, words = append(list, telling{m.Report, hit.Words, hit.Words}), append(words, long)
	}
	return b.beside(e.ID, "reason", fmt.Sprintf("What %s was for", b.title(e)), list)
}
