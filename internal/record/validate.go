package record

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// Validate checks that r keeps the promises of the format: every quote is the
// text at its range, every id is known, every value is one of those allowed, and
// every array is in the documented order. It returns one error for each breach,
// in the order of the record; none means that the record may be given away.
func Validate(r Record) []error {
	v := newChecker(r)
	if r.Format != Format {
		v.add("format", "is %q, want %q", r.Format, Format)
	}
	v.reports(r)
	v.identities(r)
	v.events(r)
	v.statements(r)
	v.figures(r)
	v.ledger(r)
	v.sorted(r)
	return v.errs
}

// checker gathers breaches; its sets hold the ids that the record defines.
type checker struct {
	errs                                           []error
	report, actor, place, event, statement, agreed map[string]bool
	text                                           map[string][]rune
	figure                                         map[counted]bool
}

// counted is one harm counted at one place: the same words may count two harms.
type counted struct {
	at      FigureRef
	measure string
}

func newChecker(r Record) *checker {
	v := &checker{text: map[string][]rune{}, figure: map[counted]bool{}}
	v.report = idSet(v, "reports", r.Reports, func(x Report) string { return x.ID })
	v.actor = idSet(v, "actors", r.Actors, func(x Actor) string { return x.ID })
	v.place = idSet(v, "places", r.Places, func(x Place) string { return x.ID })
	v.event = idSet(v, "events", r.Events, func(x Event) string { return x.ID })
	v.statement = idSet(v, "statements", r.Statements, func(x Statement) string { return x.ID })
	v.agreed = idSet(v, "agreements", r.Agreements, func(x Agreement) string { return x.ID })
	for _, x := range r.Reports {
		v.text[x.ID] = []rune(x.Text)
	}
	for _, x := range r.Figures {
		v.figure[counted{FigureRef{x.Report, x.Start, x.End}, x.Measure}] = true
	}
	return v
}

func idSet[T any](v *checker, list string, elements []T, id func(T) string) map[string]bool {
	set := map[string]bool{}
	for i, x := range elements {
		switch key := id(x); {
		case key == "":
			v.add(fmt.Sprintf("%s[%d]", list, i), "has no id")
		case set[key]:
			v.add(fmt.Sprintf("%s[%d]", list, i), "repeats the id %q", key)
		default:
			set[key] = true
		}
	}
	return set
}

func (v *checker) add(where, format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf("validating %s: %s", where, fmt.Sprintf(format, args...)))
}

func (v *checker) known(where, what string, set map[string]bool, ids ...string) {
	for _, id := range ids {
		if !set[id] {
			v.add(where, "%s %q is not in the record", what, id)
		}
	}
}

func (v *checker) optional(where, what string, set map[string]bool, id Nullable) {
	if id != "" {
		v.known(where, what, set, string(id))
	}
}

func (v *checker) oneOf(where, what, value string, allowed []string) {
	if !slices.Contains(allowed, value) {
		v.add(where, "%s %q is not one of %v", what, value, allowed)
	}
}

func (v *checker) date(where string, date Nullable) {
	if date != "" && !validDate(string(date)) {
		v.add(where, "date %q is not ISO 8601", date)
	}
}

// within reports whether start and end are a range of the report's text.
func (v *checker) within(where, report string, start, end int) bool {
	text, ok := v.text[report]
	switch {
	case !ok:
		v.add(where, "report %q is not in the record", report)
	case start < 0 || end < start || end > len(text):
		v.add(where, "range %d-%d is not inside the text of %d code points", start, end, len(text))
	default:
		return true
	}
	return false
}

func (v *checker) quote(where, report string, at Range, quote string) {
	if !v.within(where, report, at.Start, at.End) {
		return
	}
	if got := string(v.text[report][at.Start:at.End]); got != quote || quote == "" {
		v.add(where, "quote %q is not the text %q at %d-%d", quote, got, at.Start, at.End)
	}
}

func (v *checker) reports(r Record) {
	for _, x := range r.Reports {
		where := "report " + x.ID
		if !utf8.ValidString(x.Text) {
			v.add(where, "text is not UTF-8")
		}
		v.optional(where, "copy_of", v.report, x.CopyOf)
		if string(x.CopyOf) == x.ID {
			v.add(where, "is a copy of itself")
		}
		v.published(where, x.Published)
		for _, s := range x.Sentences {
			v.within(where+" sentence", x.ID, s.Start, s.End)
		}
		for _, m := range x.Mentions {
			v.mention(fmt.Sprintf("%s mention %d-%d", where, m.Start, m.End), x.ID, m)
		}
	}
}

func (v *checker) published(where string, p Published) {
	if (p.Date == "") != (p.Basis == "") {
		v.add(where, "has a publication date or a basis without the other")
		return
	}
	if p.Date == "" {
		return
	}
	v.oneOf(where, "basis", string(p.Basis), bases())
	if _, err := time.Parse(time.DateOnly, string(p.Date)); err != nil {
		v.add(where, "publication date %q is not an ISO 8601 day", p.Date)
	}
}

func (v *checker) mention(where, report string, m Mention) {
	v.quote(where, report, Range{m.Start, m.End}, m.Quote)
	v.oneOf(where, "kind", m.Kind, mentionKinds())
	switch id := string(m.Entity); {
	case id == "" && m.Named:
		v.add(where, "is a name without entity")
	case id != "" && !v.actor[id] && !v.place[id]:
		v.add(where, "entity %q is not in the record", id)
	}
}

func (v *checker) identities(r Record) {
	for _, x := range r.Actors {
		where := "actor " + x.ID
		v.oneOf(where, "kind", x.Kind, actorKinds())
		v.optional(where, "parent", v.actor, x.Parent)
		if v.place[x.ID] && x.Kind != "state" {
			v.add(where, "shares its id with a place but is no state")
		}
		for _, role := range x.Roles {
			v.known(where, "role's report", v.report, role.Reports...)
			if of := string(role.Of); of != "" && !v.actor[of] && !v.place[of] {
				v.add(where, "role of %q, which is not in the record", of)
			}
		}
	}
	for _, x := range r.Places {
		if (x.Lat == nil) != (x.Lon == nil) {
			v.add("place "+x.ID, "has one coordinate without the other")
		}
	}
}

func (v *checker) events(r Record) {
	for _, x := range r.Events {
		where := "event " + x.ID
		v.happening(where, EventMention{
			Type: x.Type, Status: x.Status, Actors: x.Actors, Recipients: x.Recipients,
			Mediators: x.Mediators, Place: x.Place, Date: x.Date,
		})
		v.oneOf(where, "standing", x.Standing, standings())
		seen := map[string]bool{}
		for _, m := range x.Mentions {
			at := fmt.Sprintf("%s mention %s %d-%d", where, m.Report, m.Start, m.End)
			v.quote(at, m.Report, Range{m.Start, m.End}, m.Quote)
			v.happening(at, m)
			v.known(at, "statement", v.statement, m.AccordingTo...)
			seen[m.Report] = true
		}
		if x.Reports != len(seen) {
			v.add(where, "says %d reports, its mentions are in %d", x.Reports, len(seen))
		}
		if x.Independent > x.Reports || x.Outlets > x.Reports {
			v.add(where, "has more outlets or independent reports than reports")
		}
	}
}

func (v *checker) happening(where string, m EventMention) {
	v.oneOf(where, "type", m.Type, eventTypes())
	v.oneOf(where, "status", m.Status, statuses())
	v.known(where, "actor", v.actor, m.Actors...)
	v.known(where, "recipient", v.actor, m.Recipients...)
	v.known(where, "mediator", v.actor, m.Mediators...)
	v.optional(where, "place", v.place, m.Place)
	v.date(where, m.Date)
}

func (v *checker) statements(r Record) {
	for _, x := range r.Statements {
		where := "statement " + x.ID
		v.quote(where, x.Report, Range{x.Start, x.End}, x.Quote)
		v.oneOf(where, "stance", x.Stance, stances())
		v.known(where, "source", v.actor, x.Source...)
		v.known(where, "event", v.event, x.About...)
		if x.Content != nil {
			v.within(where+" content", x.Report, x.Content.Start, x.Content.End)
		}
	}
}

func (v *checker) figures(r Record) {
	for _, x := range r.Figures {
		where := fmt.Sprintf("figure %s %d-%d", x.Report, x.Start, x.End)
		v.quote(where, x.Report, Range{x.Start, x.End}, x.Quote)
		v.oneOf(where, "measure", x.Measure, measures())
		v.optional(where, "event", v.event, x.Event)
		v.known(where, "counter", v.actor, x.By...)
		v.date(where, x.AsOf)
		if x.Min != nil && x.Max != nil && *x.Min > *x.Max {
			v.add(where, "min %d is above max %d", *x.Min, *x.Max)
		}
	}
}

// validDate reports whether s is a day, a month, a year, or two of them with a
// slash between, the first not after the second.
func validDate(s string) bool {
	for i := range len(s) {
		if s[i] == '/' {
			return isoPoint(s[:i]) && isoPoint(s[i+1:]) && s[:i] <= s[i+1:]
		}
	}
	return isoPoint(s)
}

func isoPoint(s string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
