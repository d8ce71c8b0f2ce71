package agreements

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// demands makes an entry of every withdrawal, demilitarisation, end of fighting or end of
// restrictions that one side asks of another and that reports do not tell as agreed.
func (b *rows) demands() []record.Agreement {
	var out []record.Agreement
	for _, e := range b.R.Events {
		if e.Type != "RETREAT" {
			continue
		}
		for _, m := range e.Mentions {
			a, ok := b.demand(e, m)
			if !ok {
				continue
			}
			if i := slices.IndexFunc(out, func(x record.Agreement) bool {
				return oneDemand(x, a) && !slices.ContainsFunc(a.Status, func(s record.AgreementState) bool { return s.State != "demanded" })
			}); i >= 0 {
				out[i].Status = addState(out[i].Status, a.Status[0])
				if len(a.Name) > len(out[i].Name) {
					out[i].Name = a.Name // with the place
				}
				continue
			}
			out = append(out, a)
		}
	}
	return out
}

// oneDemand reports whether two entries are of one demand: by name, or of the same sides
// where one of them leaves the place open.
func oneDemand(x, y record.Agreement) bool {
	what := func(a record.Agreement) (string, bool) {
		before, _, _ := strings.Cut(a.Name, ",")
		what, _, placed := strings.Cut(before, " of ")
		return what, placed
	}
	of, placed := what(x)
	other, also := what(y)
	return x.Name == y.Name || of == other && placed != also && slices.Equal(x.Parties, y.Parties)
}

// demand reads the entry of a demand from one mention, and reports whether it is one.
func (b *rows) demand(e record.Event, m record.EventMention) (record.Agreement, bool) {
	hit, ok := b.Say.First("demand", b.Words(m))
	if _, provided := b.Say.First("provided", b.Words(m)); provided {
		return record.Agreement{}, false // what an agreement provides is nobody's demand
	}
	by, asked := b.demander(hit.Gives, m)
	if !ok || m.Status != "proposed" && !asked || len(by) == 0 && !asked && book.Because(m, "en.status.purpose") {
		return record.Agreement{}, false
	}
	if len(by) == 0 && !asked && len(m.AccordingTo) == 0 {
		return record.Agreement{}, false // nobody asks for it
	}
	if general := hit.Gives == "lifting" || hit.Gives == "cessation"; general && (len(by) == 0 || m.Status != "proposed") {
		return record.Agreement{}, false // many words ask for an end of something; a demand is somebody's
	}
	name := b.demandOf(hit.Gives, m)
	if len(by) > 0 {
		name += ", demanded by " + b.Names(by)
	} else {
		name += ", demanded"
	}
	s := record.AgreementState{State: "demanded", AccordingTo: slices.Clone(m.AccordingTo), Reports: []string{m.Report}, Told: book.Refs([]record.EventMention{m})}
	return record.Agreement{
		ID: "a-" + strings.TrimPrefix(e.ID, "e-") + "-" + hit.Gives, Name: name, Kind: "other", Parties: record.Union(slices.Clone(by), b.Parties(m.Actors...)...),
		Basis: "reports", Status: []record.AgreementState{s},
	}, true
}

// demandOf names what is demanded: whose withdrawal, the demilitarisation of what, an end
// of fighting or of restrictions.
func (b *rows) demandOf(what string, m record.EventMention) string {
	switch what {
	case "lifting":
		return "End of restrictions"
	case "cessation":
		return "End of hostilities"
	}
	if what == "withdrawal" {
		if len(m.Actors) > 0 {
			return "Withdrawal of " + b.Names(b.Parties(m.Actors...))
		}
		return "Withdrawal"
	}
	if m.Place != "" {
		return "Demilitarisation of " + b.NameOf(string(m.Place))
	}
	return "Demilitarisation"
}

// demander is whose demand a mention is: of the sides that speak in it, or that the
// same sentence says to demand something.
func (b *rows) demander(what string, m record.EventMention) (by []string, asked bool) {
	own := func(side string) bool {
		// Nobody demands that he withdraws; those who would be disarmed may ask for it.
		return what == "withdrawal" && slices.Contains(b.Parties(m.Actors...), side)
	}
	for _, id := range b.Asserting(m) {
		if s := b.Statements[id]; len(s.Source) > 0 {
			by = record.Union(by, b.landsFirst(b.SideOf(s.Source[0]))...)
		}
	}
	by = slices.DeleteFunc(by, func(side string) bool {
		a := b.Actors[side]
		return a == nil || own(side) || a.Kind != "state" && !b.Named[side]
	})
	for _, k := range b.Told[b.At(m.Report, m.Start)] {
		o := b.R.Events[k]
		if o.Type != "REQUEST" {
			continue
		}
		from := slices.DeleteFunc(b.Parties(o.Actors...), own)
		if len(from) == 0 && len(o.Actors) > 0 {
			continue // it asks for something else
		}
		asked = true
		if len(by) == 0 {
			by = record.Union(by, from...)
		}
	}
	slices.Sort(by)
	return by, asked
}

// landsFirst are the states among the sides that somebody speaks for, or all where there is
// none: an envoy at a world body speaks for a state, not for the body.
func (b *rows) landsFirst(sides []string) []string {
	states := slices.DeleteFunc(slices.Clone(sides), func(id string) bool { return b.Actors[id] == nil || b.Actors[id].Kind != "state" })
	if len(states) > 0 {
		return states
	}
	return sides
}
