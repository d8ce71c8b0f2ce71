// Package booktest makes small records for the tests of the rows of the ledger.
package booktest

import (
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
	"github.com/trucewatch/trucewatch/packs"
)

// Open opens a record with the words that ship.
func Open(r *record.Record) *book.Book {
	say, err := wording.Load(packs.FS)
	if err != nil {
		panic(err)
	}
	return book.Open(r, say)
}

// Both are the sides of most tests.
func Both() []string { return []string{"eastland", "norland"} }

// Oak is a truce that a pack knows, with a zone that is 2 km good.
func Oak() agreement.Agreement {
	both := []string{"norland", "hill-front"}
	return agreement.Agreement{
		ID: "oak-2021", Name: "Oak truce, 2021", Kind: "ceasefire", Aliases: []string{"Oak truce", "2021 agreement"}, Places: []string{"Oakham"},
		Parties: []agreement.Party{
			{ID: "norland", Name: "Norland", Kind: "state"}, {ID: "hill-front", Name: "Hill Front", Kind: "organization", Names: []string{"the rebels"}},
		},
		Mediators: []agreement.Party{{ID: "sudland", Name: "Sudland", Kind: "state"}},
		Signed:    "2021-03-01", InForce: "2021-03-02",
		Clauses: []agreement.Clause{
			{ID: "1", Kind: "cease-fire", Text: "Both stop.", Binds: both, Against: both, Breach: []agreement.Pattern{{Type: "ASSAULT"}}},
			{ID: "2", Kind: "no-military-activity", Text: "Nobody enters the valley.", Binds: both, Zone: "valley", Breach: []agreement.Pattern{{Type: "MOBILIZE", Mode: "troops"}}},
		},
		Zones: []agreement.Zone{{
			ID: "valley", Name: "the valley", Names: []string{"buffer strip"}, AccuracyKM: 2,
			Polygon: []agreement.Point{{Lon: 10, Lat: 50}, {Lon: 11, Lat: 50}, {Lon: 11, Lat: 51}, {Lon: 10, Lat: 51}, {Lon: 10, Lat: 50}},
		}},
	}
}

// Desk makes a record with one report to which events and statements are added.
type Desk struct{ R record.Record }

// New makes a desk with one report of that text, of 10 May 2021.
func New(text string) *Desk {
	d := &Desk{record.Record{Format: record.Format}}
	d.Report("r-1", text, "2021-05-10")
	d.R.Actors = []record.Actor{
		{ID: "eastland", Name: "Eastland", Kind: "state"},
		{ID: "hill-front", Name: "Hill Front", Kind: "organization"},
		{ID: "norland", Name: "Norland", Kind: "state"},
		{ID: "norland-minister", Name: "Ana Nor", Kind: "person", Roles: []record.Role{{Title: "minister", Of: "norland"}}},
		{ID: "rebels", Name: "the rebels", Kind: "organization"},
	}
	return d
}

// Report adds a report, with a sentence for each full stop.
func (d *Desk) Report(id, text, day string) {
	rep := record.Report{ID: id, Text: text, Published: record.Published{Date: record.Nullable(day)}}
	at := 0
	for _, s := range strings.SplitAfter(text, ". ") {
		n := utf8.RuneCountInString(s)
		rep.Sentences = append(rep.Sentences, record.Range{Start: at, End: at + n})
		at += n
	}
	for _, id := range []string{"norland", "hill-front"} {
		rep.Mentions = append(rep.Mentions, record.Mention{Entity: record.Nullable(id)})
	}
	d.R.Reports = append(d.R.Reports, rep)
}

// Event adds a happening with one mention, at the words of its trigger.
func (d *Desk) Event(e record.Event, trigger string, by ...string) *record.Event {
	m := record.EventMention{
		Report: "r-1", Quote: trigger, Type: e.Type, Mode: e.Mode, Status: e.Status, Actors: e.Actors, Recipients: e.Recipients,
		Place: e.Place, Date: e.Date, AccordingTo: by,
	}
	for _, rep := range d.R.Reports {
		if i := strings.Index(rep.Text, trigger); i >= 0 {
			m.Report, m.Start = rep.ID, utf8.RuneCountInString(rep.Text[:i])
		}
	}
	m.End = m.Start + utf8.RuneCountInString(trigger)
	e.Mentions = append(e.Mentions, m)
	e.Standing = "single"
	d.R.Events = append(d.R.Events, e)
	for _, id := range by {
		d.R.Statements = append(d.R.Statements, record.Statement{ID: id, Report: m.Report, Start: m.Start, End: m.Start, Quote: "said", Source: []string{id}, Stance: "assert", About: []string{e.ID}})
	}
	return &d.R.Events[len(d.R.Events)-1]
}

// Book opens the record, with the oak truce as the one agreement that is known.
func (d *Desk) Book() *book.Book {
	b := Open(&d.R)
	b.Packs = []agreement.Agreement{Oak()}
	return b
}

// Deny adds a denial of nothing that is told as a happening.
func (d *Desk) Deny(words, by string) {
	for _, rep := range d.R.Reports {
		if i := strings.Index(rep.Text, words); i >= 0 {
			d.R.Statements = append(d.R.Statements, record.Statement{ID: "s-" + words, Report: rep.ID, Start: i, End: i + len(words), Quote: words, Source: []string{by}, Stance: "deny"})
		}
	}
}

// Figure is a count of the dead of event e in a report of its own.
func Figure(report string, low, high *int, by ...string) record.Figure {
	return record.Figure{Report: report, Quote: "count", Measure: "killed", Event: "e", Min: low, Max: high, By: by, AsOf: "2025-03-0" + record.Nullable(report[len(report)-1:])}
}
