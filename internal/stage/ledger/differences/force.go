package differences

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// use is a means of force that a report tells of.
type use struct {
	telling
	date  record.Nullable
	names []string // armed bodies and groups named there
}

// meansOfForce are by what means reports of one day say that force was used by or against
// one body: warning shots, shots at the legs, tear gas.
func (b *rows) meansOfForce() []record.Disagreement {
	list := b.uses()
	var out []record.Disagreement
	groups := b.groups(len(list), func(i int) string { return list[i].report }, func(i, j int) bool {
		x, y := list[i], list[j]
		return book.Meets(x.date, y.date) && record.Meet(x.names, y.names)
	})
	for _, group := range groups {
		var one []telling
		for _, i := range group {
			one = append(one, list[i].telling)
		}
		first := list[group[0]]
		out = append(out, b.beside(first.report, "force", fmt.Sprintf("What force was used (%s)", first.date), one)...)
	}
	return out
}

// uses lists the means of force that reports tell of, each sentence once.
func (b *rows) uses() []use {
	var out []use
	seen := map[book.Spot]bool{}
	for _, e := range b.R.Events {
		for _, m := range e.Mentions {
			at := b.At(m.Report, m.Start)
			if e.Type != "ASSAULT" || !book.Happened(m.Status) || m.Date == "" || at.Sentence < 0 || seen[at] || b.Reports[m.Report].CopyOf != "" {
				continue
			}
			seen[at] = true
			for _, hit := range b.Say.All("way-of-force", b.Whole(at)) {
				out = append(out, use{telling{m.Report, hit.Words, hit.Words}, m.Date, b.forces(at)})
			}
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
