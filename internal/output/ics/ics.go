// Package ics writes rounds of talks as iCalendar (RFC 5545), to be taken into any
// calendar: those that took place, those announced and those called off.
package ics

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// longest is the number of days within which a date must be known: one known only to
// the year is no entry in a calendar.
const longest = 31

// Write writes one calendar with an all-day entry for each dated round of talks.
func Write(w io.Writer, b *field.Book) ([]field.Left, error) {
	c := &calendar{}
	c.line("BEGIN", "", "VCALENDAR")
	c.line("VERSION", "", "2.0")
	c.line("PRODID", "", "-//Trucewatch//Talks//EN")
	c.line("CALSCALE", "", "GREGORIAN")
	c.text("X-WR-CALNAME", "Talks")
	var left []field.Left
	vague, held := 0, 0
	seen := map[string]int{}
	for _, t := range b.Talks {
		when := field.NewWhen(t.Date)
		switch {
		case t.Form == "plan" && t.Plan == "held":
			held++
			continue
		case when.Days == 0 || when.Days > longest:
			vague++
			continue
		}
		uid := t.Event
		if t.Form != "" && t.Form != "round" {
			uid += "-" + t.Form
		}
		if seen[uid]++; seen[uid] > 1 { // several of one form are told of as one happening
			uid += fmt.Sprintf("-%d", seen[uid])
		}
		c.round(b, t, when, uid)
	}
	c.line("END", "", "VCALENDAR")
	if _, err := io.WriteString(w, c.out.String()); err != nil {
		return nil, fmt.Errorf("writing the calendar: %w", err)
	}
	for _, l := range []field.Left{
		{N: vague, What: "talks whose date is not known to the month"},
		{N: held, What: "plans of talks that were held, and stand as such"},
	} {
		if l.N > 0 {
			left = append(left, l)
		}
	}
	return left, nil
}

// calendar gathers lines.
type calendar struct{ out strings.Builder }

func (c *calendar) round(b *field.Book, t record.Talks, when field.When, uid string) {
	e := b.Event(t.Event)
	spot := b.Spot(t.Place)
	c.line("BEGIN", "", "VEVENT")
	c.text("UID", uid+"@trucewatch")
	c.line("DTSTAMP", "", stamp(b, e))
	c.line("DTSTART", ";VALUE=DATE", when.First.Format("20060102"))
	c.line("DTEND", ";VALUE=DATE", when.Last.AddDate(0, 0, 1).Format("20060102")) // the day after the last one
	c.text("SUMMARY", summary(b, t, spot, when))
	if spot.Known {
		c.text("LOCATION", strings.Join(append([]string{spot.Name}, spot.Admin...), ", "))
	}
	if spot.Located() {
		c.line("GEO", "", degrees(*spot.Lat)+";"+degrees(*spot.Lon))
	}
	c.line("STATUS", "", status(t, e))
	c.text("DESCRIPTION", description(b, t, e))
	c.line("TRANSP", "", "TRANSPARENT")
	c.line("END", "", "VEVENT")
}

// stamp is when the entry was made, which iCalendar requires: the day on which the
// latest report that tells of it came out, since the program reads no clock.
func stamp(b *field.Book, e record.Event) string {
	latest := "1970-01-01"
	for _, m := range e.Mentions {
		latest = max(latest, string(b.Report(m.Report).Published.Date))
	}
	return strings.ReplaceAll(latest, "-", "") + "T000000Z"
}

// standsAs is the status of talks: their own, or that of the happening.
func standsAs(t record.Talks, e record.Event) string { return cmp.Or(t.Status, e.Status) }

func status(t record.Talks, e record.Event) string {
	if t.Form == "plan" && (t.Plan == "cancelled" || t.Plan == "postponed") {
		return "CANCELLED" // the day that was named no longer holds
	}
	switch standsAs(t, e) {
	case "planned", "proposed":
		return "TENTATIVE"
	case "negated":
		return "CANCELLED"
	}
	return "CONFIRMED"
}

func summary(b *field.Book, t record.Talks, spot field.Spot, when field.When) string {
	var parties []string
	for _, d := range t.Delegations {
		parties = append(parties, b.Name(d.Party))
	}
	out := "Talks"
	switch t.Form {
	case "series":
		out = "Series of talks"
	case "plan":
		out = "Talks planned"
	case "letter":
		out = "Letter"
	case "visit":
		out = "Visit"
	case "signing":
		out = "Signing"
	}
	if t.Ordinal != nil {
		out += fmt.Sprintf(", round %d", *t.Ordinal)
	}
	if len(parties) > 0 {
		out += ": " + strings.Join(parties, ", ")
	}
	if spot.Known {
		out += " (" + spot.Name + ")"
	}
	if when.Days > 1 {
		out += " [some time in " + view.Day(t.Date) + "]"
	}
	return out
}

func description(b *field.Book, t record.Talks, e record.Event) string {
	lines := []string{"Status: " + standsAs(t, e) + ". Standing: " + t.Standing + "."}
	add := func(label, words string) {
		if words != "" {
			lines = append(lines, label+": "+words)
		}
	}
	for _, d := range t.Delegations {
		add("Delegation of "+b.Name(d.Party), b.Names(d.Members))
	}
	add("Mediated by", b.Names(t.Mediator))
	add("On", strings.Join(t.Agenda, "; "))
	add("Outcome", string(t.Outcome))
	add("Of the plan", string(t.Plan))
	add("Confirmed by", b.Names(t.ConfirmedBy))
	add("Denied by", b.Names(t.DeniedBy))
	add("Silent", b.Names(t.Silent))
	seen := map[string]bool{}
	for _, m := range e.Mentions {
		if r := b.Report(m.Report); !seen[r.ID] {
			seen[r.ID] = true
			add("Told by", strings.TrimSpace(fmt.Sprintf("%s, %s %s", view.Label(r), view.Published(r), r.URL)))
		}
	}
	return strings.Join(append(lines, "Event: "+e.ID), "\n")
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// text writes a property whose value is text.
func (c *calendar) text(name, value string) { c.line(name, "", escape(value)) }

// line writes one content line, folded.
func (c *calendar) line(name, parameters, value string) {
	c.out.WriteString(fold(name + parameters + ":" + value))
}

// escape writes text as RFC 5545, section 3.3.11, has it.
func escape(s string) string {
	return strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r\n", "\\n", "\n", "\\n", "\r", "\\n").Replace(s)
}

// fold breaks a line after 75 bytes, between characters; each further line begins
// with a space, which counts.
func fold(s string) string {
	var b strings.Builder
	used := 0
	for _, r := range s {
		n := utf8.RuneLen(r)
		if n < 0 {
			n = len(string(utf8.RuneError))
		}
		if used+n > 75 {
			b.WriteString("\r\n ")
			used = 1
		}
		b.WriteRune(r)
		used += n
	}
	return b.String() + "\r\n"
}
