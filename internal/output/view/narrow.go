package view

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Choice says which part of the ledger is wanted. The zero choice wants all of it.
type Choice struct {
	Sections []string // keys of sections; empty for all
	Since    string   // ISO 8601 day: what ended before it is left out; empty for all times
	Party    string   // id of an actor: what it has no part in is left out; empty for all
}

// Narrow returns a view of the ledger with those rows only that a choice wants, and a
// record with only what those rows are made of in its lists; the view has all of the
// record, so that rows can name what is left out. What has no date stays where a report
// that tells of it came out on the day or later, or has no date itself.
func Narrow(r record.Record, c Choice) (*View, record.Record, error) {
	if _, err := time.Parse(time.DateOnly, c.Since); c.Since != "" && err != nil {
		return nil, r, fmt.Errorf("%q is no day: write it as year-month-day, such as 2025-08-19", c.Since)
	}
	n := narrower{View: New(r), choice: c, of: members(r, c.Party)}
	n.hidden = map[string]bool{}
	out := r
	out.Talks = keep(n, "talks", r.Talks, func(t record.Talks) bool {
		return n.time(t.Date, reportsOf(n.Event(t.Event))) && n.side(parties(t.Delegations), parties(t.Expected), t.Mediator)
	})
	out.Agreements = keep(n, "agreement", r.Agreements, func(a record.Agreement) bool {
		return n.agreement(a) && n.side(a.Parties, a.Mediators, a.Guarantors)
	})
	for _, e := range r.Events {
		n.hidden["incident-"+e.ID] = !n.wants("incident") || !n.event(e)
	}
	out.Incidents = keep(n, "incident", r.Incidents, func(x record.Incident) bool { return n.event(n.Event(x.Event)) })
	out.Tolls = keep(n, "toll", r.Tolls, func(t record.Toll) bool { return n.event(n.Event(t.Event)) })
	out.Access = keep(n, "access", r.Access, func(a record.Access) bool {
		return n.time(a.Date, reportsOf(n.Event(a.Event))) && n.side(a.Parties)
	})
	out.Allegations = keep(n, "allegation", r.Allegations, func(a record.Allegation) bool {
		e := n.Event(a.Event)
		return n.time(e.Date, reportsOf(e)) && n.side(a.AllegedBy, a.Against, a.DeniedBy, e.Actors, e.Recipients)
	})
	out.Disagreements = keep(n, "disagreement", r.Disagreements, func(d record.Disagreement) bool {
		_, of := n.View.event[d.About]
		return !of || n.event(n.Event(d.About))
	})
	return n.View, out, nil
}

// narrower holds a choice beside the record that it narrows.
type narrower struct {
	*View
	choice Choice
	of     []string // the party and those who act for it
}

// members lists a party and those whose office or body is of it.
func members(r record.Record, party string) []string {
	if party == "" {
		return nil
	}
	out := []string{party}
	for _, a := range r.Actors {
		if string(a.Parent) == party || slices.ContainsFunc(a.Roles, func(x record.Role) bool { return string(x.Of) == party }) {
			out = append(out, a.ID)
		}
	}
	return out
}

// keep returns what is wanted of one list, and hides the rows of what is not. The rows
// of a section are numbered as its list is.
func keep[T any](n narrower, row string, all []T, wanted func(T) bool) []T {
	var out []T
	for i, x := range all {
		if n.wants(row) && wanted(x) {
			out = append(out, x)
		} else {
			n.hidden[fmt.Sprintf("%s-%d", row, i+1)] = true
		}
	}
	return out
}

// wants reports whether the section is chosen whose rows are called so.
func (n narrower) wants(row string) bool {
	return len(n.choice.Sections) == 0 || slices.ContainsFunc(n.choice.Sections, func(s string) bool { return s == row || s == row+"s" })
}

func (n narrower) event(e record.Event) bool {
	return n.time(e.Date, reportsOf(e)) && n.side(e.Actors, e.Recipients, e.Mediators)
}

func (n narrower) side(lists ...[]string) bool {
	if n.choice.Party == "" {
		return true
	}
	return record.Meet(slices.Concat(lists...), n.of)
}

// time reports whether something is of the day that is chosen or later.
func (n narrower) time(date record.Nullable, reports []string) bool {
	if n.choice.Since == "" {
		return true
	}
	if _, last, ok := Span(date); ok {
		return last.Format(time.DateOnly) >= n.choice.Since
	}
	return slices.ContainsFunc(reports, func(id string) bool {
		d := string(n.Report(id).Published.Date)
		return d == "" || d >= n.choice.Since
	})
}

// agreement reports whether an agreement, or something said of it, is of the day that
// is chosen or later.
func (n narrower) agreement(a record.Agreement) bool {
	var reports []string
	for _, s := range a.Status {
		if s.Since != "" && n.time(s.Since, nil) {
			return true
		}
		reports = append(reports, s.Reports...)
	}
	return n.time("", reports)
}

func reportsOf(e record.Event) []string {
	var out []string
	for _, m := range e.Mentions {
		if !slices.Contains(out, m.Report) {
			out = append(out, m.Report)
		}
	}
	return out
}

// Narrowed is what a choice leaves out, in words: "since 19 Aug 2025, with Syria".
func (c Choice) Narrowed(name string) string {
	var parts []string
	if len(c.Sections) > 0 {
		parts = append(parts, strings.Join(c.Sections, ", ")+" only")
	}
	if c.Since != "" {
		parts = append(parts, "since "+Day(record.Nullable(c.Since)))
	}
	if c.Party != "" {
		parts = append(parts, "with "+name)
	}
	return strings.Join(parts, ", ")
}
