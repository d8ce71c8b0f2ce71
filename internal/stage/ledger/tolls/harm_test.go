package tolls

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

// desk has two acts of force of one doer, a day apart, and a count of nine of the first.
func desk(text string) *booktest.Desk {
	d := booktest.New(text)
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "watch", Name: "Dorn Observatory", Kind: "organization"})
	d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"norland"}, Date: "2021-05-08"}, "raid")
	return d
}

// deaths has a clash of two sides, and behind it deaths of which no more is told.
func deaths(text string) *booktest.Desk {
	d := desk(text)
	d.R.Events[0].Actors = []string{"eastland", "rebels"}
	d.R.Events[0].Mentions[0].Start, d.R.Events[0].Mentions[0].End = 20, 27
	e := d.Event(record.Event{ID: "e-2", Type: "ASSAULT", Status: "occurred", Date: "2021-05-08"}, "killed")
	e.Mentions[0].Why = []record.Reason{{Rule: "en.event.assault.kill"}}
	count(d, "r-1", "nine", "e-2")
	return d
}

// count adds a count of nine killed at some words of a report.
func count(d *booktest.Desk, report, words, event string, by ...string) {
	for _, rep := range d.R.Reports {
		if at := strings.Index(rep.Text, words); rep.ID == report && at >= 0 {
			d.R.Figures = append(d.R.Figures, record.Figure{Report: report, Start: at, End: at + len(words), Quote: words, Measure: "killed", Min: new(9), Max: new(9), Event: record.Nullable(event), By: by})
		}
	}
}

// short writes tolls as event, number, and how many of their counts stand.
func short(list []record.Toll) string {
	var out []string
	for _, t := range list {
		standing, by := 0, ""
		for _, c := range t.Counts {
			if c.Repeats == nil && c.SupersededBy == nil {
				standing++
				by = strings.Join(c.By, "+")
			}
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %d of %d %s", t.Event, standing, len(t.Counts), by)))
	}
	return strings.Join(out, "; ")
}

func TestOneHarmIsCountedOnce(t *testing.T) {
	for _, tt := range []struct {
		name string
		make func() *booktest.Desk
		want string
	}{
		{"told of two happenings", func() *booktest.Desk {
			d := desk("A raid killed nine men. A strike killed nine men there.")
			d.Event(record.Event{ID: "e-2", Type: "ASSAULT", Status: "occurred", Actors: []string{"norland"}, Date: "2021-05-09"}, "strike")
			count(d, "r-1", "nine men. ", "e-1")
			count(d, "r-1", "nine men there", "e-2")
			return d
		}, "e-1 1 of 2"},
		{"by other hands", func() *booktest.Desk {
			d := desk("A raid killed nine men. A strike killed nine men there.")
			d.Event(record.Event{ID: "e-2", Type: "ASSAULT", Status: "occurred", Actors: []string{"eastland"}, Date: "2021-05-09"}, "strike")
			count(d, "r-1", "nine men. ", "e-1")
			count(d, "r-1", "nine men there", "e-2")
			return d
		}, "e-1 1 of 1; e-2 1 of 1"},
		{"a copy tells it again", func() *booktest.Desk {
			d := desk("A raid killed nine men.")
			d.Report("r-2", "A raid killed nine men.", "2021-05-11")
			d.R.Reports[1].CopyOf = "r-1"
			count(d, "r-1", "nine men", "e-1")
			count(d, "r-2", "nine men", "e-1", "watch")
			return d
		}, "e-1 1 of 2 watch"},
		{"told as not having happened", func() *booktest.Desk {
			d := desk("No raid came. Nine men were hurt.")
			d.R.Events[0].Status = "negated"
			count(d, "r-1", "Nine men", "e-1")
			return d
		}, ""},
		{"who counts stands before the verb", func() *booktest.Desk {
			d := desk("A raid came. Dorn Observatory counted nine dead.")
			d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Start: 13, End: 29, Kind: "organization", Entity: "watch", Named: true})
			count(d, "r-1", "nine", "e-1")
			return d
		}, "e-1 1 of 1 watch"},
		{"the outlet is the monitor", func() *booktest.Desk {
			d := desk("A raid killed nine men. Dorn Observatory said so.")
			d.R.Reports[0].Outlet = "Dorn Observatory"
			d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Start: 24, End: 40, Kind: "organization", Entity: "watch", Named: true})
			d.R.Statements = append(d.R.Statements, record.Statement{ID: "s", Report: "r-1", Start: 41, End: 45, Source: []string{"watch"}, Stance: "assert"})
			count(d, "r-1", "nine", "e-1")
			return d
		}, "e-1 1 of 1 watch"},
		{"deaths that are told of a clash", func() *booktest.Desk {
			return deaths("Rebels and settlers clashed. The radio said nine had been killed.")
		}, "e-1 1 of 1"},
		{"deaths elsewhere are not of the clash", func() *booktest.Desk {
			d := deaths("Rebels and settlers clashed. The radio said nine had been killed.")
			d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Start: 33, End: 38, Kind: "place", Entity: "elm", Named: true})
			return d
		}, "e-2 1 of 1"},
		{"captives who are to be released", func() *booktest.Desk {
			d := desk("After a raid they spoke of the release of nine captives.")
			count(d, "r-1", "nine captives", "e-1")
			d.R.Figures[0].Measure = "detained"
			return d
		}, ""},
		{"what only headlines of other reports tell", func() *booktest.Desk {
			d := desk("Nine died in a raid.")
			d.R.Events[0].Mentions[0].Why = []record.Reason{{Rule: "en.event.other-report"}}
			count(d, "r-1", "Nine", "e-1")
			return d
		}, ""},
		{"of those whom its sentence names", func() *booktest.Desk {
			d := desk("Rebels and settlers fought a battle. A raid came. In all nine rebels died.")
			d.Event(record.Event{ID: "e-0", Type: "ASSAULT", Status: "occurred", Actors: []string{"rebels"}}, "battle")
			d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Start: 61, End: 67, Kind: "person", Entity: "rebels"})
			count(d, "r-1", "nine rebels", "e-1")
			return d
		}, "e-0 1 of 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := short(Rows(tt.make().Book())); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
