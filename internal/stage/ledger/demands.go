package ledger

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// demands makes an entry of every withdrawal or demilitarisation that one side asks
// of another and that reports do not tell as agreed.
func (b *book) demands() []record.Agreement {
	var out []record.Agreement
	for _, e := range b.r.Events {
		if e.Type != "RETREAT" {
			continue
		}
		for _, m := range e.Mentions {
			a, ok := b.demand(e, m)
			if !ok {
				continue
			}
			if i := slices.IndexFunc(out, func(x record.Agreement) bool {
				return x.Name == a.Name && !slices.ContainsFunc(a.Status, func(s record.AgreementState) bool { return s.State != "demanded" })
			}); i >= 0 {
				out[i].Status = addState(out[i].Status, a.Status[0])
				continue
			}
			out = append(out, a)
		}
	}
	return out
}

// demand reads the entry of a demand from one mention, and reports whether it is one.
func (b *book) demand(e record.Event, m record.EventMention) (record.Agreement, bool) {
	hit, ok := b.say.First("demand", b.words(m))
	by, asked := b.demander(hit.Gives, m)
	if !ok || m.Status != "proposed" && !asked {
		return record.Agreement{}, false
	}
	name := b.demandOf(hit.Gives, m)
	if len(by) > 0 {
		name += ", demanded by " + b.names(by)
	} else {
		name += ", demanded"
	}
	s := record.AgreementState{State: "demanded", AccordingTo: slices.Clone(m.AccordingTo), Reports: []string{m.Report}}
	return record.Agreement{
		ID: "a-" + strings.TrimPrefix(e.ID, "e-") + "-" + hit.Gives, Name: name, Kind: "other", Parties: union(slices.Clone(by), b.parties(m.Actors...)...),
		Basis: "reports", Status: []record.AgreementState{s},
	}, true
}

// demandOf names what is demanded: whose withdrawal, or the demilitarisation of what.
func (b *book) demandOf(what string, m record.EventMention) string {
	if what == "withdrawal" {
		if len(m.Actors) > 0 {
			return "Withdrawal of " + b.names(b.parties(m.Actors...))
		}
		return "Withdrawal"
	}
	return "Demilitarisation"
}

// demander is whose demand a mention is: of the sides that speak in it, or that the
// same sentence says to demand something.
func (b *book) demander(what string, m record.EventMention) (by []string, asked bool) {
	for _, id := range m.AccordingTo {
		s := b.statements[id]
		if s != nil && s.Stance == "assert" && len(s.Source) > 0 {
			for _, side := range b.parties(s.Source[0]) {
				// Nobody demands that he withdraws; those who would be disarmed may ask for it.
				own := what == "withdrawal" && slices.Contains(b.parties(m.Actors...), side)
				if a := b.actors[side]; a != nil && !own && (a.Kind == "state" || b.named[side]) {
					by = union(by, side)
				}
			}
		}
	}
	for _, k := range b.told[b.at(m.Report, m.Start)] {
		o := b.r.Events[k]
		if o.Type != "REQUEST" {
			continue
		}
		asked = true
		if len(by) == 0 {
			by = union(by, b.parties(o.Actors...)...)
		}
	}
	slices.Sort(by)
	return by, asked
}
