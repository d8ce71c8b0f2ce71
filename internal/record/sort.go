package record

import (
	"cmp"
	"slices"
)

// last makes an unknown date sort behind every known one.
const last = "\uffff"

func orLast(s Nullable) string {
	if s == "" {
		return last
	}
	return string(s)
}

// Sort brings every array of r into the documented order. Lists of ids are
// sorted too and lose what they hold twice. It changes the arrays of r in place.
func Sort(r *Record) {
	slices.SortStableFunc(r.Reports, compareReports)
	for i := range r.Reports {
		sortReport(&r.Reports[i])
	}
	slices.SortStableFunc(r.Actors, func(a, b Actor) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(r.Places, func(a, b Place) int { return cmp.Compare(a.ID, b.ID) })
	for i := range r.Actors {
		sortActor(&r.Actors[i])
	}
	for i := range r.Places {
		sortIDs(&r.Places[i].Aliases, &r.Places[i].Zones)
	}
	slices.SortStableFunc(r.Events, compareEvents)
	o := newOrder(*r)
	for i := range r.Events {
		sortEvent(&r.Events[i], o)
	}
	slices.SortStableFunc(r.Statements, o.statements)
	for i := range r.Statements {
		sortIDs(&r.Statements[i].About, &r.Statements[i].Hedges)
	}
	slices.SortStableFunc(r.Figures, o.figures)
	for i := range r.Figures {
		sortIDs(&r.Figures[i].Hedges, &r.Figures[i].By)
	}
	sortLedger(r, o)
	slices.SortStableFunc(r.Issues, o.issues)
}

func sortIDs(lists ...*[]string) {
	for _, l := range lists {
		slices.Sort(*l)
		*l = slices.Compact(*l)
	}
}

func sortReport(r *Report) {
	slices.SortStableFunc(r.Sentences, compareRanges)
	slices.SortStableFunc(r.Mentions, compareMentions)
}

func sortActor(a *Actor) {
	sortIDs(&a.Aliases)
	slices.SortStableFunc(a.Roles, compareRoles)
	for i := range a.Roles {
		sortIDs(&a.Roles[i].Reports)
	}
}

func sortEvent(e *Event, o order) {
	sortIDs(&e.Mode, &e.Actors, &e.Recipients, &e.Mediators)
	slices.SortStableFunc(e.Mentions, o.mentions)
	for i := range e.Mentions {
		m := &e.Mentions[i]
		sortIDs(&m.Mode, &m.Actors, &m.Recipients, &m.Mediators, &m.AccordingTo)
	}
}

func sortLedger(r *Record, o order) {
	slices.SortStableFunc(r.Talks, o.talks)
	for i := range r.Talks {
		sortTalks(&r.Talks[i])
	}
	slices.SortStableFunc(r.Agreements, compareAgreements)
	for i := range r.Agreements {
		sortAgreement(&r.Agreements[i])
	}
	slices.SortStableFunc(r.Allegations, o.allegations)
	for i := range r.Allegations {
		a := &r.Allegations[i]
		sortIDs(&a.AllegedBy, &a.DeniedBy, &a.Silent, &a.Against, &a.AcknowledgedBy)
	}
	slices.SortStableFunc(r.Access, o.access)
	for i := range r.Access {
		sortIDs(&r.Access[i].Parties, &r.Access[i].AccordingTo)
	}
	slices.SortStableFunc(r.Tolls, o.tolls)
	slices.SortStableFunc(r.Disagreements, compareDisagreements)
	for i := range r.Disagreements {
		d := &r.Disagreements[i]
		slices.SortStableFunc(d.Values, compareValues)
		for j := range d.Values {
			sortIDs(&d.Values[j].Reports)
		}
	}
	slices.SortStableFunc(r.Incidents, o.incidents)
	dated := o.figureDates(r.Figures)
	for i := range r.Tolls {
		slices.SortStableFunc(r.Tolls[i].Series, func(a, b FigureRef) int {
			return cmp.Or(cmp.Compare(dated[a], dated[b]), o.places(a, b))
		})
	}
}

func sortTalks(t *Talks) {
	sortIDs(&t.Mediator, &t.ConfirmedBy, &t.DeniedBy, &t.Silent)
	for _, list := range [][]Delegation{t.Delegations, t.Expected} {
		slices.SortStableFunc(list, compareDelegations)
		for i := range list {
			sortIDs(&list[i].Members, &list[i].AccordingTo)
		}
	}
}

func sortAgreement(a *Agreement) {
	sortIDs(&a.Parties, &a.Mediators, &a.Guarantors, &a.Zones, &a.Monitors)
	for i := range a.Clauses {
		sortIDs(&a.Clauses[i].Binds)
	}
	slices.SortStableFunc(a.Status, compareStates)
	for i := range a.Status {
		sortIDs(&a.Status[i].AccordingTo, &a.Status[i].Reports)
	}
}

func compareReports(a, b Report) int {
	return cmp.Or(cmp.Compare(orLast(a.Published.Date), orLast(b.Published.Date)),
		cmp.Compare(a.File, b.File), cmp.Compare(a.ID, b.ID))
}

func compareRanges(a, b Range) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

func compareMentions(a, b Mention) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Entity, b.Entity))
}

func compareRoles(a, b Role) int {
	return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.Of, b.Of))
}

func compareEvents(a, b Event) int {
	return cmp.Or(cmp.Compare(orLast(a.Date), orLast(b.Date)), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
}

func compareDelegations(a, b Delegation) int { return cmp.Compare(a.Party, b.Party) }

func compareAgreements(a, b Agreement) int {
	return cmp.Or(cmp.Compare(orLast(a.Date), orLast(b.Date)), cmp.Compare(a.ID, b.ID))
}

func compareStates(a, b AgreementState) int {
	return cmp.Or(cmp.Compare(orLast(a.Since), orLast(b.Since)), cmp.Compare(a.State, b.State))
}

func compareDisagreements(a, b Disagreement) int {
	return cmp.Or(cmp.Compare(a.About, b.About), cmp.Compare(a.Attribute, b.Attribute))
}

func compareValues(a, b Value) int { return cmp.Compare(orLast(a.Value), orLast(b.Value)) }

// order compares what is ordered by its report or its event.
type order struct {
	report, event map[string]int
}

func newOrder(r Record) order {
	o := order{map[string]int{"": len(r.Reports)}, map[string]int{}}
	for i, x := range r.Reports {
		o.report[x.ID] = i
	}
	for i, x := range r.Events {
		o.event[x.ID] = i
	}
	return o
}

func (o order) places(a, b FigureRef) int {
	return cmp.Or(cmp.Compare(o.report[a.Report], o.report[b.Report]),
		cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

func (o order) mentions(a, b EventMention) int {
	return o.places(FigureRef{a.Report, a.Start, a.End}, FigureRef{b.Report, b.Start, b.End})
}

func (o order) statements(a, b Statement) int {
	return cmp.Or(o.places(FigureRef{a.Report, a.Start, a.End}, FigureRef{b.Report, b.Start, b.End}),
		cmp.Compare(a.ID, b.ID))
}

func (o order) figures(a, b Figure) int {
	return cmp.Or(o.places(FigureRef{a.Report, a.Start, a.End}, FigureRef{b.Report, b.Start, b.End}),
		cmp.Compare(a.Measure, b.Measure))
}

func (o order) figureDates(figures []Figure) map[FigureRef]string {
	dated := map[FigureRef]string{}
	for _, f := range figures {
		dated[FigureRef{f.Report, f.Start, f.End}] = orLast(f.AsOf)
	}
	return dated
}

func (o order) talks(a, b Talks) int {
	return cmp.Or(cmp.Compare(o.event[a.Event], o.event[b.Event]), cmp.Compare(a.Form, b.Form))
}

func (o order) incidents(a, b Incident) int {
	return cmp.Or(cmp.Compare(o.event[a.Event], o.event[b.Event]), cmp.Compare(a.Agreement, b.Agreement), cmp.Compare(a.Clause, b.Clause))
}

func (o order) allegations(a, b Allegation) int {
	return cmp.Or(cmp.Compare(o.event[a.Event], o.event[b.Event]), cmp.Compare(clauseKey(a.Clause), clauseKey(b.Clause)))
}

func clauseKey(c *ClauseRef) string {
	if c == nil {
		return last
	}
	return c.Agreement + "\x00" + string(c.Clause)
}

func (o order) access(a, b Access) int {
	return cmp.Or(cmp.Compare(o.event[a.Event], o.event[b.Event]), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.State, b.State))
}

func (o order) tolls(a, b Toll) int {
	return cmp.Or(cmp.Compare(o.event[a.Event], o.event[b.Event]), cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Victims, b.Victims))
}

func (o order) issues(a, b Issue) int {
	return cmp.Or(cmp.Compare(o.report[string(a.Report)], o.report[string(b.Report)]),
		cmp.Compare(a.Where, b.Where), cmp.Compare(a.What, b.What), cmp.Compare(a.Why, b.Why))
}
