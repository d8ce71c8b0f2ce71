// Package view holds what the terminal and the dossier both need to show a record:
// look-ups, names and days as people write them, the sentence around a place in a
// report, and the ledger laid out as sections of rows whose words know where in
// which report they stand.
package view

import (
	"cmp"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/trucewatch/trucewatch/internal/record"
)

// View is a record that can be looked things up in. It is only read once made.
type View struct {
	record.Record
	report    map[string]int
	event     map[string]int
	statement map[string]int
	about     map[string][]int // statements by happening
	names     map[string]string
	figure    map[counted]int
	text      map[string][]rune
	pieces    map[string][]Piece
	hidden    map[string]bool // anchors of rows that a choice leaves out
}

type counted struct {
	at      record.FigureRef
	measure string
}

// New makes a view of r, which must not be changed any more. Characters that would steer
// a terminal or turn the direction of the words around them are replaced in the view, one
// for one, so that positions stay what they are.
func New(r record.Record) *View {
	v := &View{
		Record: harmless(reflect.ValueOf(r)).Interface().(record.Record),
		report: map[string]int{}, event: map[string]int{}, statement: map[string]int{}, about: map[string][]int{},
		names: map[string]string{}, figure: map[counted]int{}, text: map[string][]rune{}, pieces: map[string][]Piece{},
	}
	for i, x := range v.Reports {
		v.report[x.ID] = i
		v.text[x.ID] = []rune(x.Text)
		v.pieces[x.ID] = pieces(x, len(v.text[x.ID]))
	}
	for _, x := range v.Places {
		v.names[x.ID] = x.Name
	}
	for _, x := range v.Actors {
		v.names[x.ID] = x.Name
	}
	for i, x := range v.Events {
		v.event[x.ID] = i
	}
	for i, x := range v.Statements {
		v.statement[x.ID] = i
		for _, id := range x.About {
			v.about[id] = append(v.about[id], i)
		}
	}
	for i, x := range v.Figures {
		v.figure[counted{x.Ref(), x.Measure}] = i
	}
	return v
}

// harmless returns a value with every string in it made harmless. What holds nothing
// harmful is not copied.
func harmless(v reflect.Value) reflect.Value {
	if !harmful(v) {
		return v
	}
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		out.SetString(Harmless(v.String()))
	case reflect.Slice:
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(harmless(v.Index(i)))
		}
	case reflect.Pointer:
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(harmless(v.Elem()))
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(harmless(v.Field(i)))
		}
	default:
		out.Set(v)
	}
	return out
}

// harmful reports whether there is a string in a value that is not harmless.
func harmful(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return Harmless(v.String()) != v.String()
	case reflect.Slice:
		for i := range v.Len() {
			if harmful(v.Index(i)) {
				return true
			}
		}
	case reflect.Pointer:
		return !v.IsNil() && harmful(v.Elem())
	case reflect.Struct:
		for _, x := range v.Fields() {
			if harmful(x) {
				return true
			}
		}
	default:
	}
	return false
}

// Harmless replaces control characters and bidirectional overrides by U+FFFD, and
// bidirectional embeddings and isolates, which honest text has too, by a space of
// no width. The number of code points stays the same.
func Harmless(s string) string {
	if quiet(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return r
		case unicode.Is(unicode.Cc, r), r == 0x202D, r == 0x202E:
			return unicode.ReplacementChar
		case r >= 0x202A && r <= 0x202C, r >= 0x2066 && r <= 0x2069:
			return 0x200B
		case r == 0x2028 || r == 0x2029:
			return '\n'
		}
		return r
	}, s)
}

// quiet reports whether a string is of characters that anybody would let through.
func quiet(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' || c > '~') && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// Report returns a report by its id, or one without content.
func (v *View) Report(id string) record.Report {
	if i, ok := v.report[id]; ok {
		return v.Reports[i]
	}
	return record.Report{ID: id, File: id}
}

// Event returns an event by its id, or one without content.
func (v *View) Event(id string) record.Event {
	if i, ok := v.event[id]; ok {
		return v.Events[i]
	}
	return record.Event{ID: id}
}

// Statement returns a statement by its id and whether the record has it.
func (v *View) Statement(id string) (record.Statement, bool) {
	i, ok := v.statement[id]
	if !ok {
		return record.Statement{}, false
	}
	return v.Statements[i], true
}

// Figure returns the figure of a measure at one place and whether the record has it.
func (v *View) Figure(at record.FigureRef, measure string) (record.Figure, bool) {
	i, ok := v.figure[counted{at, measure}]
	if !ok {
		return record.Figure{}, false
	}
	return v.Figures[i], true
}

// IsActor reports whether an id is that of an actor of the record.
func (v *View) IsActor(id string) bool {
	_, ok := slices.BinarySearchFunc(v.Actors, id, func(a record.Actor, id string) int { return strings.Compare(a.ID, id) })
	return ok
}

// Name returns what readers call an actor or a place.
func (v *View) Name(id string) string {
	if n := v.names[id]; n != "" {
		return n
	}
	return id
}

// Names joins the names of ids as a sentence would: A, B and C.
func (v *View) Names(ids []string) string { return record.Join(v.NamesOf(ids)) }

// NamesOf returns the name of each of ids, in their order; never nil.
func (v *View) NamesOf(ids []string) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = v.Name(id)
	}
	return names
}

// Label names a report as its ledger does; one without outlet by the host that it
// came from, where it has one.
func Label(r record.Report) string {
	if u, err := url.Parse(string(r.URL)); r.Outlet == "" && err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return cmp.Or(r.Called(), r.ID)
}

// Published says when a report came out and on what basis that is known.
func Published(r record.Report) string {
	if r.Published.Date == "" {
		return noDate
	}
	return fmt.Sprintf("%s (%s)", Day(r.Published.Date), r.Published.Basis)
}

// Original follows a report to the one that it repeats in the end.
func (v *View) Original(r record.Report) string {
	seen := map[string]bool{}
	for r.CopyOf != "" && !seen[r.ID] {
		seen[r.ID] = true
		i, ok := v.report[string(r.CopyOf)]
		if !ok {
			break
		}
		r = v.Reports[i]
	}
	return r.ID
}

// Told is one report with those that repeat it.
type Told struct {
	record.Report
	Copies []record.Report
}

// Originals lists the reports that repeat no other one, each with its copies.
func (v *View) Originals() []Told {
	var out []Told
	at := map[string]int{}
	for _, r := range v.Reports {
		if v.Original(r) == r.ID {
			at[r.ID] = len(out)
			out = append(out, Told{Report: r})
		}
	}
	for _, r := range v.Reports {
		root := v.Original(r)
		if root == r.ID {
			continue
		}
		if i, ok := at[root]; ok {
			out[i].Copies = append(out[i].Copies, r)
		} else { // two reports that call each other copies: show both
			out = append(out, Told{Report: r})
		}
	}
	return out
}

// Day writes an ISO 8601 day, month, year or interval as people do: 19 Aug 2025,
// Aug 2025, 21–27 Jul 2025. What is no such date comes back as it is.
func Day(date record.Nullable) string {
	first, last, interval := strings.Cut(string(date), "/")
	a, aLayout, ok := parse(first)
	if !ok {
		return string(date)
	}
	if !interval {
		return a.Format(aLayout)
	}
	b, bLayout, ok := parse(last)
	if !ok {
		return string(date)
	}
	switch {
	case aLayout == bLayout && aLayout == dayLayout && a.Year() == b.Year() && a.Month() == b.Month():
		aLayout = "2"
	case aLayout == bLayout && aLayout == dayLayout && a.Year() == b.Year():
		aLayout = "2 Jan"
	case aLayout == bLayout && aLayout == monthLayout && a.Year() == b.Year():
		aLayout = "Jan"
	}
	return a.Format(aLayout) + "–" + b.Format(bLayout)
}

const (
	dayLayout   = "2 Jan 2006"
	monthLayout = "Jan 2006"
)

func parse(s string) (day time.Time, layout string, ok bool) {
	for _, l := range [][2]string{{"2006-01-02", dayLayout}, {"2006-01", monthLayout}, {"2006", "2006"}} {
		if t, err := time.Parse(l[0], s); err == nil {
			return t, l[1], true
		}
	}
	return time.Time{}, "", false
}

// Span returns the first and the last day of a date, and whether it is one.
func Span(date record.Nullable) (first, last time.Time, ok bool) {
	from, to, interval := strings.Cut(string(date), "/")
	if !interval {
		to = from
	}
	first, _, ok1 := parse(from)
	last, layout, ok2 := parse(to)
	switch layout {
	case monthLayout:
		last = last.AddDate(0, 1, -1)
	case "2006":
		last = last.AddDate(1, 0, -1)
	}
	return first, last, ok1 && ok2
}

// Plural writes a count with its word: 1 report, 2 reports.
func Plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
