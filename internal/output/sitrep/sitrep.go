// Package sitrep makes the situation report of a day, in the shape that monitors
// use: what the reports of the day tell, set against what was known the day before.
//
// It writes in names, labels and the reports' own words, in quotation marks. It
// chooses no adjective, adds up no tolls and says of nobody that they broke
// anything. Each line has the sentences that it rests on.
package sitrep

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Format is the value of the key format of a situation report in JSON.
const Format = "trucewatch.sitrep/1"

// Scope says what a situation report is of.
type Scope struct {
	// For is the day, ISO 8601; empty stands for the day of the latest report.
	For string
	// Days is how many days up to For are covered; 0 stands for 1.
	Days int
	// Agreement is the ID of the only agreement that it is of, or empty for all.
	Agreement string
	// Situation is what to call the theatre, or empty.
	Situation string
	// Number is the number of the report; 0 has it counted: one for each period
	// from the first report on.
	Number int
}

// Sitrep is a situation report, ready to be laid out.
type Sitrep struct {
	Format        string   `json:"format"`
	Number        int      `json:"number"`
	AsOf          string   `json:"as_of"` // ISO day, as are From and To
	From          string   `json:"from"`
	To            string   `json:"to"`
	Situation     string   `json:"situation"` // name of the theatre, or empty
	Agreement     string   `json:"agreement"` // name of the only agreement, or empty
	Highlights    []Line   `json:"highlights"`
	Figures       []Figure `json:"key_figures"`
	Talks         []Line   `json:"talks"`
	Agreements    []Line   `json:"agreements"`
	Breaches      []Group  `json:"alleged_breaches"`
	Tolls         []Line   `json:"tolls"`
	Access        []Line   `json:"access"`
	Disagreements []Line   `json:"disagreements"`
	Unconfirmed   []Line   `json:"unconfirmed"`
	Sources       []Source `json:"sources"`
	Undated       int      `json:"reports_without_date"` // not used
	Later         int      `json:"reports_after"`        // of a later day, not used
}

// Line is one thing that is said, with where it comes from.
type Line struct {
	Text  string   `json:"text"`
	Notes []string `json:"notes"`
	Event string   `json:"event,omitempty"`
	Also  []string `json:"also,omitempty"` // further happenings that the line tells of
	New   bool     `json:"new"`            // no report before the period tells of it
	Refs  []Ref    `json:"refs"`
}

// Ref is a sentence of a source.
type Ref struct {
	Source   int    `json:"source"`   // number in Sources
	Sentence int    `json:"sentence"` // number in the report, from 1; 0 where the words stand outside
	Report   string `json:"report"`
	Words    string `json:"words"` // the sentence
}

// String writes a reference as 2:14, sentence 14 of source 2.
func (r Ref) String() string {
	if r.Sentence == 0 {
		return fmt.Sprint(r.Source)
	}
	return fmt.Sprintf("%d:%d", r.Source, r.Sentence)
}

// Figure is one number of the period beside that of the period before.
type Figure struct {
	What   string `json:"what"`
	Now    string `json:"now"`
	Before string `json:"before"`
	Refs   []Ref  `json:"refs"`
}

// Group is what is alleged against the same clauses, in the same zones.
type Group struct {
	Against []Against `json:"against"` // empty where no clause is known
	Lines   []Line    `json:"lines"`
}

// Against is a clause, and the zone where it holds.
type Against struct {
	Agreement string `json:"agreement"`
	Clause    string `json:"clause"`
	Provides  string `json:"provides"` // the clause in the words of the ledger
	Zone      string `json:"zone"`
}

// Source is one report.
type Source struct {
	Number    int    `json:"number"`
	Report    string `json:"report"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Begins    string `json:"begins,omitempty"` // its first sentence, where it has no title
	URL       string `json:"url"`
	CopyOf    int    `json:"copy_of,omitempty"` // number of the source that it repeats
	Period    bool   `json:"of_the_period"`
}

// desk is where a report is put together.
type desk struct {
	*view.View // of what was known at the end of the period
	from, to   string
	agreement  *record.Agreement
	number     map[string]int  // of each source by report
	listed     map[string]bool // happenings that stand in a section
}

// Make puts together the situation report of a day. Reports without a date, and of
// later days, are not used. What joins mentions into happenings, and the date and
// place of those, is that of the whole record.
func Make(r record.Record, s Scope) (Sitrep, error) {
	s, err := s.complete(r)
	if err != nil {
		return Sitrep{}, err
	}
	day, _ := time.Parse(time.DateOnly, s.For) // complete has read it
	from := day.AddDate(0, 0, 1-s.Days).Format(time.DateOnly)
	d := &desk{View: view.New(until(r, s.For)), from: from, to: s.For, number: map[string]int{}, listed: map[string]bool{}}
	if s.Agreement != "" {
		i := slices.IndexFunc(d.Agreements, func(a record.Agreement) bool { return a.ID == s.Agreement })
		if i < 0 {
			return Sitrep{}, unknown(s.Agreement, d.Agreements)
		}
		d.agreement = &d.Agreements[i]
	}
	out := Sitrep{Format: Format, Number: s.Number, Situation: s.Situation, AsOf: s.For, From: from, To: s.For}
	if d.agreement != nil {
		out.Agreement = d.agreement.Name
	}
	for _, x := range r.Reports {
		switch date := string(x.Published.Date); {
		case date == "":
			out.Undated++
		case date > s.For:
			out.Later++
		}
	}
	out.Sources = d.sources()
	before := &desk{View: view.New(until(r, day.AddDate(0, 0, -s.Days).Format(time.DateOnly))), agreement: d.agreement}
	before.from, before.to = day.AddDate(0, 0, 1-2*s.Days).Format(time.DateOnly), day.AddDate(0, 0, -s.Days).Format(time.DateOnly)
	out.Highlights, out.Figures = d.highlights(), d.figures(before)
	out.Talks, out.Agreements = d.talks(), d.agreements()
	out.Breaches, out.Access = d.breaches(), d.access()
	out.Breaches, out.Tolls = d.allegations(out.Breaches), d.tolls()
	out.Disagreements, out.Unconfirmed = d.disagreements(), d.unconfirmed()
	return out, nil
}

// complete fills in what a scope leaves open.
func (s Scope) complete(r record.Record) (Scope, error) {
	first, last := "", ""
	for _, x := range r.Reports {
		if date := string(x.Published.Date); date != "" {
			if first == "" || date < first {
				first = date
			}
			last = max(last, date)
		}
	}
	if s.For == "" {
		s.For = last
	}
	if s.For == "" {
		return s, fmt.Errorf("making the situation report: no report has a date")
	}
	day, err := time.Parse(time.DateOnly, s.For)
	if err != nil {
		return s, fmt.Errorf("making the situation report: %q is no day such as 2025-08-20", s.For)
	}
	s.Days = max(s.Days, 1)
	if s.Number == 0 {
		s.Number = 1
		if begin, err := time.Parse(time.DateOnly, first); err == nil && day.After(begin) {
			s.Number += int(day.Sub(begin).Hours()/24) / s.Days
		}
	}
	return s, nil
}

func unknown(id string, known []record.Agreement) error {
	ids := make([]string, len(known))
	for i, a := range known {
		ids[i] = a.ID
	}
	if len(ids) == 0 {
		return fmt.Errorf("making the situation report: no agreement %q; by that day no report speaks of any", id)
	}
	return fmt.Errorf("making the situation report: no agreement %q; there is %s", id, strings.Join(ids, ", "))
}

// within reports whether a report came out in the period.
func (d *desk) within(report string) bool {
	date := string(d.Report(report).Published.Date)
	return date >= d.from && date <= d.to
}

// told reports whether a report of the period tells of a happening.
func (d *desk) told(e record.Event) bool {
	return slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool { return d.within(m.Report) })
}

// isNew reports whether only reports of the period tell of a happening.
func (d *desk) isNew(e record.Event) bool {
	return !slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool { return !d.within(m.Report) })
}

// inScope reports whether a happening is of the agreement: held against it, or
// between two of its parties, or its making.
func (d *desk) inScope(e record.Event) bool {
	if d.agreement == nil {
		return true
	}
	if slices.ContainsFunc(d.Incidents, func(i record.Incident) bool {
		return i.Event == e.ID && i.Agreement == d.agreement.ID && i.Result != "no clause applies"
	}) {
		return true
	}
	parties := 0
	for _, p := range d.agreement.Parties {
		if slices.Contains(e.Actors, p) || slices.Contains(e.Recipients, p) {
			parties++
		}
	}
	_, made, _ := strings.Cut(e.ID, "-")
	return parties > 1 || d.agreement.ID == "a-"+made
}

// period lists the happenings that reports of the period tell of.
func (d *desk) period() []record.Event {
	var out []record.Event
	for _, e := range d.Events {
		if d.told(e) && d.inScope(e) {
			out = append(out, e)
		}
	}
	return out
}

// sources numbers the reports of the period, and those that tell of the same
// happenings, in the order of the record.
func (d *desk) sources() []Source {
	needed := map[string]bool{}
	for _, e := range d.Events {
		if d.told(e) {
			for _, m := range e.Mentions {
				needed[m.Report] = true
			}
		}
	}
	var out []Source
	for _, r := range d.Reports {
		if !d.within(r.ID) && !needed[r.ID] {
			continue
		}
		d.number[r.ID] = len(out) + 1
		out = append(out, Source{
			Number: len(out) + 1, Report: r.ID, Outlet: view.Label(r), Published: published(r),
			Title: string(r.Title), Begins: d.beginning(r), URL: string(r.URL), Period: d.within(r.ID),
		})
	}
	for i, r := range out {
		out[i].CopyOf = d.number[string(d.Report(r.Report).CopyOf)]
	}
	return out
}

// published is the day of a report, and how it is known where nobody gave it.
func published(r record.Report) string {
	switch day := view.Day(r.Published.Date); r.Published.Basis {
	case "stated":
		return day + " (date in its text)"
	case "inferred":
		return day + " (date inferred)"
	default:
		return day
	}
}

// leastBeginning is how many code points make a sentence by which a report can be known:
// shorter ones are credits and days.
const leastBeginning = 40

// beginning is the first sentence of a report that has no title.
func (d *desk) beginning(r record.Report) string {
	for _, s := range r.Sentences {
		p, ok := d.Around(r.ID, s.Start)
		if words := d.OneLine(p); ok && r.Title == "" && utf8.RuneCountInString(words) >= leastBeginning {
			return cut(words)
		}
	}
	return ""
}

// ref makes a reference to the sentence at a place of a report.
func (d *desk) ref(report string, at int) (Ref, bool) {
	n, ok := d.number[report]
	if !ok {
		return Ref{}, false
	}
	r := Ref{Source: n, Report: report}
	if p, ok := d.Around(report, at); ok {
		r.Sentence, r.Words = p.Number, d.OneLine(p)
	}
	return r, true
}

// refs are the first mentions of a happening in each report of the period.
func (d *desk) refs(e record.Event) []Ref {
	var out []Ref
	seen := map[string]bool{}
	for _, m := range e.Mentions {
		if seen[m.Report] || !d.within(m.Report) {
			continue
		}
		seen[m.Report] = true
		if r, ok := d.ref(m.Report, m.Start); ok {
			out = append(out, r)
		}
	}
	return out
}
