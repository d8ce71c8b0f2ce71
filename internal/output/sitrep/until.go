package sitrep

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// until returns what of a record the reports up to a day give.
func until(r record.Record, day string) record.Record {
	k := kept{report: map[string]bool{}, lost: map[string]bool{}, event: map[string]bool{}}
	out := record.Record{Format: r.Format, Situation: r.Situation, Actors: r.Actors, Places: r.Places}
	for _, x := range r.Reports {
		if date := string(x.Published.Date); date != "" && date <= day {
			k.report[x.ID] = true
			out.Reports = append(out.Reports, x)
		}
	}
	out.Statements = only(r.Statements, func(s record.Statement) bool { return k.report[s.Report] })
	out.Figures = only(r.Figures, func(f record.Figure) bool { return k.report[f.Report] })
	for _, e := range r.Events {
		if e, ok := k.cut(e, out.Statements); ok {
			out.Events = append(out.Events, e)
		}
	}
	out.Talks, out.Allegations, out.Access = k.talks(r, out), k.allegations(r, out), k.access(r)
	out.Incidents = only(r.Incidents, func(i record.Incident) bool { return k.event[i.Event] })
	out.Tolls = k.tolls(r)
	for _, a := range r.Agreements {
		a.Status = only(a.Status, func(s record.AgreementState) bool {
			return slices.ContainsFunc(s.Reports, func(id string) bool { return k.report[id] })
		})
		if len(a.Status) > 0 {
			out.Agreements = append(out.Agreements, a)
		}
	}
	out.Disagreements = only(r.Disagreements, func(d record.Disagreement) bool {
		return !slices.ContainsFunc(d.Values, func(v record.Value) bool {
			return slices.ContainsFunc(v.Reports, func(id string) bool { return !k.report[id] })
		})
	})
	return out
}

// talks keeps the talks that are left, with what the reports that are left say of them.
func (k kept) talks(r, left record.Record) []record.Talks {
	var out []record.Talks
	for _, t := range r.Talks {
		if !k.event[t.Event] {
			continue
		}
		t.ConfirmedBy, t.DeniedBy = k.speakers(left, t.Event, t.ConfirmedBy), k.speakers(left, t.Event, t.DeniedBy)
		t.Silent = k.speakers(left, t.Event, t.Silent)
		t.Outcomes = only(t.Outcomes, func(o record.Outcome) bool { return k.report[o.Report] })
		if k.lost[t.Event] {
			t.Outcome = ""
		}
		out = append(out, t)
	}
	return out
}

func (k kept) allegations(r, left record.Record) []record.Allegation {
	var out []record.Allegation
	for _, a := range r.Allegations {
		if k.event[a.Event] {
			a.AllegedBy, a.DeniedBy = k.speakers(left, a.Event, a.AllegedBy), k.speakers(left, a.Event, a.DeniedBy)
			a.Silent, a.AcknowledgedBy = k.speakers(left, a.Event, a.Silent), k.speakers(left, a.Event, a.AcknowledgedBy)
			out = append(out, a)
		}
	}
	return out
}

func (k kept) access(r record.Record) []record.Access {
	var out []record.Access
	for _, a := range r.Access {
		if k.event[a.Event] {
			a.Earlier = only(a.Earlier, func(x record.AccessState) bool { return k.report[x.Report] })
			out = append(out, a)
		}
	}
	return out
}

// kept knows which reports and events are left, and which events lost mentions.
type kept struct{ report, event, lost map[string]bool }

func only[T any](all []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return !keep(x) })
}

// cut takes from an event the mentions of other reports, and counts anew. The
// number of independent voices is then at most what it was.
func (k kept) cut(e record.Event, statements []record.Statement) (record.Event, bool) {
	all := len(e.Mentions)
	e.Mentions = only(e.Mentions, func(m record.EventMention) bool { return k.report[m.Report] })
	if len(e.Mentions) == 0 {
		return e, false
	}
	k.event[e.ID] = true
	if len(e.Mentions) == all {
		return e, true
	}
	k.lost[e.ID] = true
	reports := map[string]bool{}
	for _, m := range e.Mentions {
		reports[m.Report] = true
	}
	e.Reports = len(reports)
	e.Outlets, e.Independent = min(e.Outlets, e.Reports), min(e.Independent, e.Reports)
	e.Standing = "single"
	if e.Independent > 1 {
		e.Standing = "corroborated"
	}
	if slices.ContainsFunc(statements, func(s record.Statement) bool { return s.Stance == "deny" && slices.Contains(s.About, e.ID) }) {
		e.Standing = "contested"
	}
	return e, true
}

// speakers keeps, for an event that lost mentions, those who still have a statement
// about it.
func (k kept) speakers(r record.Record, event string, ids []string) []string {
	if !k.lost[event] {
		return ids
	}
	return only(ids, func(id string) bool {
		return slices.ContainsFunc(r.Statements, func(s record.Statement) bool {
			return slices.Contains(s.Source, id) && slices.Contains(s.About, event)
		})
	})
}

// tolls keeps the counts of the reports that are left. Where some are not, the
// bounds are those of the others, and no count is called the best.
func (k kept) tolls(r record.Record) []record.Toll {
	var out []record.Toll
	for _, t := range r.Tolls {
		if t.Measure == record.Casualties {
			all := len(t.Counts)
			t.Counts = only(t.Counts, func(c record.Count) bool { return k.report[c.Report] })
			if len(t.Counts) < all {
				t.Why = "" // it names a report
			}
			if len(t.Counts) > 0 && k.event[t.Event] {
				out = append(out, t)
			}
			continue
		}
		all := len(t.Series)
		t.Series = only(t.Series, func(at record.FigureRef) bool { return k.report[at.Report] })
		if len(t.Series) == 0 || !k.event[t.Event] {
			continue
		}
		if len(t.Series) < all {
			t.Low, t.High, t.Best, t.Why, t.Counts, t.Views = nil, nil, nil, "", nil, record.Views{}
			t.Low, t.High = bracket(t, r.Figures)
		}
		out = append(out, t)
	}
	return out
}

// bracket returns the bounds of the counts of a toll. The upper one is open where no
// count closes above the highest number that stands for "at least".
func bracket(t record.Toll, figures []record.Figure) (low, high *int) {
	var least *int // the greatest lower bound of a count that is open above
	for _, f := range figures {
		if f.Measure != t.Measure || !slices.Contains(t.Series, f.Ref()) {
			continue
		}
		low, high = lower(low, f.Min), higher(high, f.Max)
		if f.Max == nil {
			least = higher(least, f.Min)
		}
	}
	if least != nil && high != nil && *least >= *high {
		high = nil
	}
	return low, high
}

func lower(a, b *int) *int {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

// higher returns the greatest of the numbers that are given.
func higher(all ...*int) *int {
	var top *int
	for _, n := range all {
		if n != nil && (top == nil || *n > *top) {
			top = n
		}
	}
	return top
}
