package agreements

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// sidesTo are the sides of an agreement: those who take part and can be a side. Those
// who welcome a truce, or talk of it, are none, and one person alone agrees with nobody.
func (b *rows) sidesTo(e record.Event) []string {
	if b.spokenOf(e) {
		return nil
	}
	out := slices.DeleteFunc(b.apart(e), func(id string) bool {
		a := b.Actors[id]
		if a != nil && strings.HasPrefix(strings.ToLower(a.Name), "all ") {
			return true // "all its fighters" are nobody's side
		}
		return a == nil || !b.Named[id] && a.Kind != "state" && a.Kind != "people" && !b.Force(a.Name) && !book.StateVoice(a.Name)
	})
	if e.Type == "RETREAT" && !slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
		return len(m.Actors) > 0 && !book.Because(m, "en.inherit.main-parties")
	}) {
		return nil // given to it for want of others
	}
	if bodies := slices.DeleteFunc(slices.Clone(out), b.Person); len(bodies) > 1 || len(out) == 1 {
		return bodies // a leader beside the sides is of one of them
	}
	return out
}

// apart are the sides of a happening: those whom mentions of it name themselves, where these
// are two, and not those who only mediated or hosted the talks it came from.
func (b *rows) apart(e record.Event) []string {
	var own []string
	for _, m := range e.Mentions {
		if b.kindOfMention(m) != "" && book.OwnParties(m) {
			own = record.Union(own, b.Parties(m.Actors...)...)
		}
	}
	out := b.Parties(e.Actors...)
	if len(own) > 1 {
		slices.Sort(own)
		out = own
	}
	for _, t := range b.R.Talks {
		var sat []string
		for _, d := range t.Delegations {
			sat = append(sat, d.Party)
		}
		between := b.Parties(t.Mediator...)
		if len(sat) > 1 && len(out) > len(sat) && book.Meets(e.Date, t.Date) && record.Among(sat, out) &&
			!slices.ContainsFunc(out, func(p string) bool { return !slices.Contains(sat, p) && !slices.Contains(between, p) }) {
			return sat
		}
	}
	return out
}

// brokers are those of whom the sentence of a mention says that they brokered or mediated
// what it names.
func (b *rows) brokers(m record.EventMention) []string {
	var out []string
	for _, n := range b.ToldAt(b.At(m.Report, m.Start)) {
		if n.Type == "CONSULT" && book.Happened(n.Status) && book.OwnParties(n) && book.Because(n, "en.event.consult.broker", "en.event.consult.mediat") {
			out = record.Union(out, n.Actors...)
		}
	}
	return out
}
