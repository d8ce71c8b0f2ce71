// Package compose writes what the stages before the ledger made as a record.
package compose

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
)

// composer writes a world as a record, with positions in code points.
type composer struct {
	world      trucewatch.World
	rulers     map[string]record.Ruler
	index      map[string]int // report ID to its place in World.Readings
	places     map[string]bool
	eventOf    map[trucewatch.EventRef]string
	partOf     map[trucewatch.EventRef]trucewatch.Part
	parents    map[string]string
	statements map[string][]string // report ID to the IDs of its statements
}

// Record writes the part of the record that the stages before the ledger made.
func Record(w trucewatch.World) record.Record { return open(w).record() }

func open(w trucewatch.World) *composer {
	c := &composer{
		world: w, rulers: map[string]record.Ruler{}, index: map[string]int{}, places: map[string]bool{},
		eventOf: map[trucewatch.EventRef]string{}, statements: map[string][]string{},
		partOf: map[trucewatch.EventRef]trucewatch.Part{}, parents: map[string]string{},
	}
	for i, r := range w.Readings {
		c.rulers[r.Report.ID] = record.NewRuler(r.Report.Text)
		c.index[r.Report.ID] = i
	}
	for _, p := range w.Identities.Places {
		c.places[p.ID] = true
	}
	for _, a := range w.Identities.Actors {
		c.parents[a.ID] = a.Parent
	}
	for _, e := range w.Events {
		for k, m := range e.Mentions {
			c.eventOf[m], c.partOf[m] = e.ID, e.Parts[k]
		}
	}
	for i, claims := range w.Claims {
		id := w.Readings[i].Report.ID
		seen := map[string]int{}
		for _, s := range claims.Statements {
			name := fmt.Sprintf("s-%s-%d", id[min(2, len(id)):], c.rulers[id].CodePoint(s.Start))
			if seen[name]++; seen[name] > 1 {
				name = fmt.Sprintf("%s-%d", name, seen[name])
			}
			c.statements[id] = append(c.statements[id], name)
		}
	}
	return c
}

func (c *composer) record() record.Record {
	r := record.Record{Format: record.Format}
	for i := range c.world.Readings {
		r.Reports = append(r.Reports, c.report(i))
		r.Statements = append(r.Statements, c.statementsOf(i)...)
		r.Figures = append(r.Figures, c.figuresOf(i)...)
	}
	for _, a := range c.world.Identities.Actors {
		r.Actors = append(r.Actors, actor(a))
	}
	for _, p := range c.world.Identities.Places {
		r.Places = append(r.Places, place(p))
	}
	for _, e := range c.world.Events {
		r.Events = append(r.Events, c.event(e))
	}
	for _, is := range c.world.Issues {
		r.Issues = append(r.Issues, record.Issue{Report: record.Nullable(is.Report), Where: is.Where, What: is.What, Why: is.Why})
	}
	return r
}

func (c *composer) span(report string, s trucewatch.Span) record.Range {
	ruler := c.rulers[report]
	return record.Range{Start: ruler.CodePoint(s.Start), End: ruler.CodePoint(s.End)}
}

func (c *composer) report(i int) record.Report {
	reading, claims := c.world.Readings[i], c.world.Claims[i]
	rep := reading.Report
	out := record.Report{
		ID: rep.ID, File: rep.File, URL: record.Nullable(rep.URL), Outlet: record.Nullable(rep.Outlet), Origin: rep.Origin,
		CopyOf: record.Nullable(c.world.CopyOf[rep.ID]), Title: record.Nullable(rep.Title), Language: record.Nullable(rep.Language), Text: rep.Text,
		Published: record.Published{Date: record.Nullable(rep.Published.Date), Basis: record.Nullable(rep.Published.Basis), Why: rep.Published.Why},
	}
	for _, s := range reading.Sentences {
		out.Sentences = append(out.Sentences, c.span(rep.ID, s.Span))
	}
	ids := c.world.Identities.Reports[rep.ID]
	for m, mention := range claims.Mentions {
		if ids.Names[m] == "" && len(ids.Acts[m]) == 0 {
			continue
		}
		at := c.span(rep.ID, mention.Span)
		out.Mentions = append(out.Mentions, record.Mention{
			Start: at.Start, End: at.End, Quote: mention.Of(rep.Text), Kind: string(mention.Kind),
			Entity: record.Nullable(ids.Names[m]), Named: mention.Named, Why: reasons(append(slices.Clone(mention.Why), whyOf(ids, m)...)),
		})
	}
	return out
}

// whyOf returns why a description stands for whom it does.
func whyOf(ids trucewatch.ReportIdentities, m int) []trucewatch.Reason {
	if m >= len(ids.Why) {
		return nil
	}
	return ids.Why[m]
}

func reasons(why []trucewatch.Reason) []record.Reason {
	var out []record.Reason
	for _, w := range why {
		out = append(out, record.Reason{Rule: w.Rule, Words: w.Words})
	}
	return out
}

func actor(a trucewatch.Actor) record.Actor {
	out := record.Actor{ID: a.ID, Name: a.Name, Kind: string(a.Kind), Aliases: a.Aliases, Parent: record.Nullable(a.Parent)}
	for _, r := range a.Roles {
		out.Roles = append(out.Roles, record.Role{Title: r.Title, Of: record.Nullable(r.Of), Reports: r.Reports})
	}
	return out
}

func place(p trucewatch.Place) record.Place {
	out := record.Place{ID: p.ID, Name: p.Name, Aliases: p.Aliases, Admin: p.Admin}
	if p.Position != nil {
		at := *p.Position
		out.Lat, out.Lon, out.RadiusKM = &at.Lat, &at.Lon, &at.RadiusKM
		out.Gazetteer = &record.Gazetteer{Source: at.Gazetteer, ID: at.GazetteerID}
	}
	return out
}

// acting returns the IDs of those who act in a claim of a report.
func (c *composer) acting(report string, mentions []int) []string {
	var out []string
	for _, m := range mentions {
		for _, id := range c.world.Identities.Reports[report].Acts[m] {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

func (c *composer) statementIDs(report string, list []int) []string {
	var out []string
	for _, k := range list {
		out = append(out, c.statements[report][k])
	}
	return out
}

func (c *composer) event(e trucewatch.Event) record.Event {
	out := record.Event{
		ID: e.ID, Type: string(e.Type), Mode: e.Mode, Status: string(e.Status), Actors: e.Actors, Recipients: e.Recipients,
		Mediators: e.Mediators, Place: c.placeOrNone(e.Place), Date: record.Nullable(e.Date), Reports: e.Reports, Outlets: e.Outlets,
		Independent: e.Independent, Standing: string(e.Standing),
	}
	for k, ref := range e.Mentions {
		out.Mentions = append(out.Mentions, c.eventMention(ref, e.Parts[k]))
	}
	return out
}

func (c *composer) placeOrNone(id string) record.Nullable {
	if c.places[id] {
		return record.Nullable(id)
	}
	return ""
}

func (c *composer) eventMention(ref trucewatch.EventRef, p trucewatch.Part) record.EventMention {
	i := c.index[ref.Report]
	claim := c.world.Claims[i].Events[ref.Index]
	at := c.span(ref.Report, claim.Span)
	return record.EventMention{
		Report: ref.Report, Start: at.Start, End: at.End, Quote: claim.Of(c.world.Readings[i].Report.Text), Type: string(claim.Type),
		Mode: slices.Sorted(slices.Values(p.Mode)), Status: string(p.Status), Actors: p.Actors,
		Recipients: p.Recipients, Mediators: p.Mediators, Place: c.placeOrNone(p.Place), Date: record.Nullable(p.Date),
		AccordingTo: c.statementIDs(ref.Report, claim.AccordingTo), Why: append(reasons(claim.Why), reasons(p.Why)...),
	}
}

// date writes a time expression as an ISO 8601 date, or "" where it cannot be placed.
func (c *composer) date(w *trucewatch.When, i int) string {
	if w == nil {
		return ""
	}
	if w.First != "" {
		return calendar.Interval{First: w.First, Last: w.Last}.Format()
	}
	if at, ok := calendar.Anchor(w.Relative, c.world.Readings[i].Report.Published.Date); ok {
		return at.Format()
	}
	return ""
}

func (c *composer) statementsOf(i int) []record.Statement {
	rep := c.world.Readings[i].Report
	about := map[int][]string{}
	for k, e := range c.world.Claims[i].Events {
		for _, s := range e.AccordingTo {
			if id := c.eventOf[trucewatch.EventRef{Report: rep.ID, Index: k}]; id != "" && !slices.Contains(about[s], id) {
				about[s] = append(about[s], id)
			}
		}
	}
	var out []record.Statement
	for k, s := range c.world.Claims[i].Statements {
		if s.Stance == trucewatch.Silent && len(about[k]) == 0 {
			about[k] = c.beside(i, s)
		}
		at := c.span(rep.ID, s.Span)
		st := record.Statement{
			ID: c.statements[rep.ID][k], Report: rep.ID, Start: at.Start, End: at.End, Quote: s.Of(rep.Text),
			Source: c.acting(rep.ID, s.Sources), Stance: string(s.Stance), About: about[k], Hedges: s.Hedges,
		}
		if s.SourceSpan.Len() > 0 {
			st.SourceQuote = record.Nullable(s.SourceSpan.Of(rep.Text))
		}
		if s.Content.Len() > 0 {
			content := c.span(rep.ID, s.Content)
			st.Content = &content
		}
		out = append(out, st)
	}
	return out
}

func (c *composer) figuresOf(i int) []record.Figure {
	rep := c.world.Readings[i].Report
	var out []record.Figure
	for _, f := range c.world.Claims[i].Figures {
		at := c.span(rep.ID, f.Span)
		fig := record.Figure{
			Report: rep.ID, Start: at.Start, End: at.End, Quote: f.Of(rep.Text), Measure: f.Measure, Min: f.Min, Max: f.Max,
			Hedges: f.Hedges, By: c.acting(rep.ID, f.By), AsOf: record.Nullable(cmp.Or(c.date(f.AsOf, i), rep.Published.Date)),
		}
		if f.Event >= 0 {
			fig.Event = record.Nullable(c.eventOf[trucewatch.EventRef{Report: rep.ID, Index: f.Event}])
		}
		out = append(out, fig)
	}
	return out
}
