package table

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Subset returns the part of a record that holds the happenings of rows and no
// other: with the reports that tell of them, what is stated and counted there of
// them, and the agreements that they are about. It is a valid record; actors and
// places that those reports name stay in it.
func Subset(r record.Record, rows []*query.Row) record.Record {
	k := keeper{event: map[string]bool{}, report: map[string]bool{}, statement: map[string]bool{}, agreement: map[string]bool{}, name: map[string]bool{}}
	for _, row := range rows {
		k.event[row.ID] = true
		for _, m := range row.Mentions {
			k.report[m.Report] = true
		}
	}
	out := record.Record{Format: r.Format, Situation: r.Situation}
	k.claims(&out, r)
	k.ledger(&out, r)
	out.Reports = where(r.Reports, func(x record.Report) bool { return k.report[x.ID] })
	for i, x := range out.Reports {
		if !k.report[string(x.CopyOf)] {
			out.Reports[i].CopyOf = ""
		}
		for _, m := range x.Mentions {
			k.name[string(m.Entity)] = true
		}
	}
	k.identities(&out, r)
	out.Issues = where(r.Issues, func(x record.Issue) bool { return k.report[string(x.Report)] })
	return out
}

// keeper holds what stays in a subset.
type keeper struct {
	event, report, statement, agreement, name map[string]bool
}

// where returns the elements that are wanted, in a list of its own.
func where[T any](all []T, wanted func(T) bool) []T {
	var out []T
	for _, x := range all {
		if wanted(x) {
			out = append(out, x)
		}
	}
	return out
}

func (k *keeper) names(lists ...[]string) {
	for _, l := range lists {
		for _, id := range l {
			k.name[id] = true
		}
	}
}

func (k *keeper) claims(out *record.Record, r record.Record) {
	out.Events = where(r.Events, func(e record.Event) bool { return k.event[e.ID] })
	for _, e := range out.Events {
		k.names(e.Actors, e.Recipients, e.Mediators, []string{string(e.Place)})
		for _, m := range e.Mentions {
			k.names(m.Actors, m.Recipients, m.Mediators, []string{string(m.Place)})
		}
	}
	cited := k.cited(r)
	for _, s := range r.Statements {
		about := where(s.About, func(id string) bool { return k.event[id] })
		if len(about) == 0 && !cited[s.ID] {
			continue
		}
		s.About = about
		out.Statements = append(out.Statements, s)
		k.statement[s.ID], k.report[s.Report] = true, true
		k.names(s.Source)
	}
	for _, f := range r.Figures {
		if k.event[string(f.Event)] {
			out.Figures = append(out.Figures, f)
			k.report[f.Report] = true
			k.names(f.By)
		}
	}
}

// cited finds the statements that what is kept rests on.
func (k *keeper) cited(r record.Record) map[string]bool {
	out := map[string]bool{}
	add := func(event string, statements []string) {
		for _, id := range statements {
			out[id] = out[id] || k.event[event]
		}
	}
	for _, e := range r.Events {
		for _, m := range e.Mentions {
			add(e.ID, m.AccordingTo)
		}
	}
	for _, t := range r.Talks {
		for _, d := range slices.Concat(t.Delegations, t.Expected) {
			add(t.Event, d.AccordingTo)
		}
		for _, o := range t.Outcomes {
			add(t.Event, o.AccordingTo)
		}
	}
	for _, a := range r.Access {
		add(a.Event, a.AccordingTo)
		for _, s := range a.Earlier {
			add(a.Event, s.AccordingTo)
		}
	}
	return out
}

func (k *keeper) ledger(out *record.Record, r record.Record) {
	out.Talks = where(r.Talks, func(x record.Talks) bool { return k.event[x.Event] })
	for i, x := range out.Talks {
		if !k.event[string(x.Next)] {
			out.Talks[i].Next = ""
		}
		k.round(x)
	}
	out.Allegations = where(r.Allegations, func(x record.Allegation) bool { return k.event[x.Event] })
	for _, x := range out.Allegations {
		if x.Clause != nil {
			k.agreement[x.Clause.Agreement] = true
		}
		k.names(x.AllegedBy, x.DeniedBy, x.Silent, x.Against, x.AcknowledgedBy)
		k.told(x.Told)
		for _, a := range x.Answers {
			k.report[a.Report] = true
			k.names(a.By)
		}
	}
	out.Access = where(r.Access, func(x record.Access) bool { return k.event[x.Event] })
	for _, x := range out.Access {
		k.names(x.Parties, []string{string(x.Place)})
		k.told(x.Told)
		for _, s := range x.Earlier {
			k.report[s.Report] = true
			k.names(s.By)
		}
	}
	out.Incidents = where(r.Incidents, func(x record.Incident) bool { return k.event[x.Event] })
	for _, x := range out.Incidents {
		k.agreement[x.Agreement] = true
	}
	k.rest(out, r)
}

// round keeps whom and what one row of talks names.
func (k *keeper) round(x record.Talks) {
	for _, d := range slices.Concat(x.Delegations, x.Expected) {
		k.names([]string{d.Party}, d.Members)
		for _, t := range d.Told {
			k.report[t.Report] = true
			k.names(t.Members)
		}
	}
	for _, o := range x.Outcomes {
		k.report[o.Report] = true
	}
	k.told(x.Told)
	k.names(x.Mediator, x.ConfirmedBy, x.DeniedBy, x.Silent, x.ConfirmedSides, []string{string(x.Place)})
}

func (k *keeper) told(refs []record.MentionRef) {
	for _, m := range refs {
		k.report[m.Report] = true
	}
}

// rest keeps the tolls, agreements and disagreements that are about what is kept.
func (k *keeper) rest(out *record.Record, r record.Record) {
	out.Tolls = where(r.Tolls, func(x record.Toll) bool { return k.event[x.Event] })
	for _, t := range out.Tolls {
		for _, f := range t.Series {
			k.report[f.Report] = true
		}
		for _, c := range t.Counts {
			k.report[c.Report] = true
			k.names(c.By)
		}
	}
	for _, x := range r.Agreements {
		if k.agreement[x.ID] || len(x.ID) > 1 && k.event["e-"+x.ID[min(2, len(x.ID)):]] {
			out.Agreements = append(out.Agreements, k.cut(x))
		}
	}
	for _, x := range r.Disagreements {
		if k.event[x.About] {
			for i := range x.Values {
				for _, id := range x.Values[i].Reports {
					k.report[id] = true
				}
			}
			out.Disagreements = append(out.Disagreements, x)
		}
	}
}

// cut leaves of the states of an agreement the statements out that are not kept.
func (k *keeper) cut(a record.Agreement) record.Agreement {
	k.names(a.Parties, a.Mediators, a.Guarantors, a.Monitors)
	for _, t := range a.Terms {
		k.report[t.Report] = true
	}
	for _, c := range a.Clauses {
		k.names(c.Binds)
	}
	a.Status = slices.Clone(a.Status)
	for i, s := range a.Status {
		a.Status[i].AccordingTo = where(s.AccordingTo, func(id string) bool { return k.statement[id] })
		for _, id := range s.Reports {
			k.report[id] = true
		}
	}
	return a
}

// identities keeps the actors and places that are named, and whom they belong to.
func (k *keeper) identities(out *record.Record, r record.Record) {
	for range 8 { // a chain of bodies that belong to bodies is never so long
		for _, a := range r.Actors {
			if !k.name[a.ID] {
				continue
			}
			k.name[string(a.Parent)] = true
			for _, role := range a.Roles {
				k.name[string(role.Of)] = true
			}
		}
	}
	for _, a := range r.Actors {
		if !k.name[a.ID] {
			continue
		}
		roles := a.Roles
		a.Roles = nil
		for _, role := range roles {
			if role.Reports = where(role.Reports, func(id string) bool { return k.report[id] }); len(role.Reports) > 0 {
				a.Roles = append(a.Roles, role)
			}
		}
		out.Actors = append(out.Actors, a)
	}
	out.Places = where(r.Places, func(p record.Place) bool { return k.name[p.ID] })
}
