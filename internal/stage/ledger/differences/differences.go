// Package differences says what outlets tell differently, leave out or have alone.
package differences

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// rows draws rows from a book.
type rows struct {
	*book.Book
	figures map[counted][]int // counts, by their place in the record
}

// counted is where a report counts what.
type counted struct {
	report     string
	start, end int
	measure    string
}

// Rows says, event by event, what outlets tell differently, leave out,
// or have alone. A conflict is only what cannot both be true.
func Rows(of *book.Book) []record.Disagreement {
	b := &rows{of, map[counted][]int{}}
	for i := range b.R.Figures {
		f := &b.R.Figures[i]
		at := counted{f.Report, f.Start, f.End, f.Measure}
		b.figures[at] = append(b.figures[at], i)
	}
	kinds := []func() []record.Disagreement{
		b.onEvents, b.onTalks, b.onTolls, b.onFoundings, b.untold, b.numbered, b.agendas, b.spellings, b.labels,
		b.cues, b.accounts, b.firsts, b.troops, b.crowds, b.waves, b.meansOfForce, b.termed, b.restrictions,
	}
	return once(gathered(len(kinds), func(i int) []record.Disagreement { return kinds[i]() }))
}

// gathered is what is found for 0 to n-1, in order.
func gathered(n int, find func(i int) []record.Disagreement) []record.Disagreement {
	found := make([][]record.Disagreement, n)
	abreast.Each(n, func(i int) { found[i] = find(i) })
	return slices.Concat(found...)
}

// onEvents are the differences on what is told of each event.
func (b *rows) onEvents() []record.Disagreement {
	return gathered(len(b.R.Events), func(i int) []record.Disagreement {
		e := b.R.Events[i]
		out := append(b.denials(e), b.silences(e)...)
		if e.Independent > 1 {
			out = slices.Concat(out, b.singles(e), b.leftOut(e), b.nights(e), b.scenes(e), b.authorship(e), b.lengths(e), b.reasons(e), b.brokers(e), b.tables(e))
		}
		return out
	})
}

// onTalks are those on what came of talks.
func (b *rows) onTalks() []record.Disagreement {
	return gathered(len(b.R.Talks), func(i int) []record.Disagreement { return b.outcomes(b.R.Talks[i]) })
}

// onTolls are those on how many were hurt and who.
func (b *rows) onTolls() []record.Disagreement {
	return gathered(len(b.R.Tolls), func(i int) []record.Disagreement {
		t := b.R.Tolls[i]
		out := b.tollConflicts(t)
		if len(out) == 0 {
			out = b.counts(t)
		}
		return slices.Concat(out, b.victims(t), b.noneHurt(t))
	})
}

// onFoundings are those on how an agreement began.
func (b *rows) onFoundings() []record.Disagreement {
	if acts := b.foundingActs(); len(acts) > 0 {
		return acts
	}
	return b.foundings()
}

// once leaves out rows that say again what one before them says: several rounds may be
// of one happening.
func once(rows []record.Disagreement) []record.Disagreement {
	type said struct{ about, attribute, kind, note string }
	seen := map[said]bool{}
	return slices.DeleteFunc(rows, func(d record.Disagreement) bool {
		at := said{d.About, d.Attribute, d.Kind, d.Note}
		again := seen[at]
		seen[at] = true
		return again
	})
}

// denials are happenings that one voice asserts and another denies.
func (b *rows) denials(e record.Event) []record.Disagreement {
	denied := b.Voices(e.ID, "deny")
	if len(denied) == 0 || !book.Harmful(e) || !book.Happened(e.Status) {
		return nil // a plan or a demand that somebody turns down is no contradiction
	}
	d := record.Disagreement{About: e.ID, Attribute: "occurrence", Kind: "conflict"}
	d.Values = append(d.Values, b.stanceValue(e.ID, "deny", "denied"))
	asserted := b.stanceValue(e.ID, "assert", "asserted")
	if len(asserted.Reports) == 0 {
		for _, m := range e.Mentions {
			if !slices.Contains(asserted.Reports, m.Report) {
				asserted.Reports = append(asserted.Reports, m.Report)
			}
		}
		asserted.Quote = record.Nullable(e.Mentions[0].Quote)
	}
	d.Values = append(d.Values, asserted)
	d.Note = fmt.Sprintf("%s denied by %s.", b.title(e), b.Names(denied))
	return []record.Disagreement{d}
}

func (b *rows) stanceValue(event, stance, value string) record.Value {
	v := record.Value{Value: record.Nullable(value)}
	for _, s := range b.About[event] {
		if s.Stance != stance {
			continue
		}
		if !slices.Contains(v.Reports, s.Report) {
			v.Reports = append(v.Reports, s.Report)
		}
		v.Quote = cmp.Or(v.Quote, record.Nullable(s.Quote))
	}
	return v
}

// title names an event in a few words: what, where and when.
func (b *rows) title(e record.Event) string {
	first := max(0, slices.IndexFunc(e.Mentions, func(m record.EventMention) bool { return book.Happened(m.Status) }))
	out := fmt.Sprintf("%q", e.Mentions[first].Quote)
	if e.Place != "" {
		out += " in " + b.NameOf(string(e.Place))
	}
	if e.Date != "" {
		out += " (" + string(e.Date) + ")"
	}
	return out
}

// silences are statements that say what somebody did not say.
func (b *rows) silences(e record.Event) []record.Disagreement {
	var out []record.Disagreement
	seen := map[string]bool{}
	for _, s := range b.About[e.ID] {
		if s.Stance != "silent" || len(s.Source) == 0 || seen[s.Source[0]] || slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
			return m.Report == s.Report && s.Start < m.Start && m.End <= s.End
		}) {
			continue // who "refused to speak" to another left nothing unsaid of speaking
		}
		seen[s.Source[0]] = true
		words := s.Quote
		if rep := b.Reports[s.Report]; s.Content != nil && s.Content.Start >= s.End && s.Content.End-s.End < maxSaid {
			words = b.Cut(rep, s.Start, s.Content.End)
		}
		out = append(out, record.Disagreement{
			About: e.ID, Attribute: "statement", Kind: "omission",
			Values: []record.Value{{Reports: []string{s.Report}, Quote: record.Nullable(words)}},
			Note:   fmt.Sprintf("Left unsaid by %s on %s: %q, as %s tells.", b.Names(s.Source[:1]), b.title(e), words, b.Outlet(s.Report)),
		})
	}
	return out
}

// maxSaid is how many characters behind a cue are shown of what was left unsaid.
const maxSaid = 240

// freshDays is for how long after a happening a report tells of it as news: what
// it leaves out later is no omission.
const freshDays = 7

// leftOut are people and armed groups that some independent reports name as taking
// part and others, which tell of it while it is fresh or name its sides, do not. What
// is only planned is not told of.
func (b *rows) leftOut(e record.Event) []record.Disagreement {
	if e.Type != "CONSULT" && e.Type != "ASSAULT" {
		return nil
	}
	named := map[string][]string{} // report to those it names
	for _, m := range e.Mentions {
		if rep := b.Reports[m.Report]; rep.CopyOf == "" && book.Happened(m.Status) && len(m.Actors) > 0 && (book.Within(e.Date, rep.Published.Date, freshDays) || len(m.Actors) > 1) {
			named[m.Report] = record.Union(named[m.Report], m.Actors...)
		}
	}
	var out []record.Disagreement
	for _, id := range e.Actors {
		a := b.Actors[id]
		if !b.missable(e, a) {
			continue
		}
		with, without := b.split(named, a)
		without = slices.DeleteFunc(without, func(report string) bool { return b.elsewhere(e, report, id) })
		if len(with) == 0 || len(without) == 0 {
			continue
		}
		kind := "omission"
		if len(with) == 1 && len(without) > 1 {
			kind = "single"
		}
		if kind == "single" && e.Type == "ASSAULT" {
			continue // that one alone names a unit is no news
		}
		out = append(out, record.Disagreement{
			About: e.ID, Attribute: "actor", Kind: kind,
			Values: []record.Value{{Value: record.Nullable(id), Reports: with}, {Reports: without}},
			Note:   fmt.Sprintf("%s, %s: named by %s, not by %s.", b.title(e), a.Name, b.Outlets(with), b.Outlets(without)),
		})
	}
	return out
}

// missable reports whether an actor is one whom a report can leave out of an event: an
// armed group or body, and of talks a person with a name.
func (b *rows) missable(e record.Event, a *record.Actor) bool {
	if a == nil || a.Kind == "state" || a.Kind == "people" {
		return false
	}
	return a.Kind != "person" || b.Named[a.ID] && e.Type != "ASSAULT"
}

// elsewhere reports whether a report names an actor beside another of an event in another
// telling of such a thing at about that time: it may well be the same one, told apart.
func (b *rows) elsewhere(e record.Event, report, actor string) bool {
	return slices.ContainsFunc(b.ToldIn[report], func(i int) bool {
		o := &b.R.Events[i]
		return o.ID != e.ID && o.Type == e.Type && book.Happened(o.Status) && e.Date != "" &&
			book.Near(o.Date, e.Date, countDays) &&
			slices.ContainsFunc(o.Mentions, func(m record.EventMention) bool {
				return m.Report == report && slices.Contains(m.Actors, actor)
			})
	})
}

// split parts the reports that name an actor, or another of the same state's
// armed bodies, or the people whose armed men they are, from those that do not, in order.
func (b *rows) split(named map[string][]string, a *record.Actor) (with, without []string) {
	for report, ids := range named {
		if slices.ContainsFunc(ids, func(id string) bool {
			other := b.Actors[id]
			if other != nil && other.Kind == "people" && strings.HasPrefix(a.ID, id+"-") {
				return true // its armed men
			}
			return id == a.ID || id == string(a.Parent) || other != nil && a.Parent != "" && other.Parent == a.Parent
		}) {
			with = append(with, report)
		} else {
			without = append(without, report)
		}
	}
	slices.Sort(with)
	slices.Sort(without)
	return with, without
}

// outcomes are results of a round of talks that one independent voice alone tells
// of, where several tell of the round.
func (b *rows) outcomes(t record.Talks) []record.Disagreement {
	round := b.Event(t.Event)
	if round.Independent < 2 || round.Date == "" || round.Status != "occurred" {
		return nil // talks that go on have come to nothing yet
	}
	parties := b.Parties(round.Actors...)
	var out []record.Disagreement
	for _, o := range b.R.Events {
		if o.Type != "AGREE" || o.Status != "occurred" || o.Independent != 1 || o.Date != "" && !book.Meets(o.Date, round.Date) || !b.sameReport(o, round) {
			continue
		}
		if !slices.Equal(b.Parties(o.Actors...), parties) {
			continue
		}
		reports := book.ReportsOf(o.Mentions)
		out = append(out, record.Disagreement{
			About: round.ID, Attribute: "outcome", Kind: "single",
			Values: []record.Value{{Value: record.Nullable(o.ID), Reports: reports, Quote: record.Nullable(o.Mentions[0].Quote)}},
			Note:   fmt.Sprintf("Only %s tells of %q as what %s came to.", b.Outlets(reports), o.Mentions[0].Quote, b.title(round)),
		})
	}
	return out
}

func (b *rows) sameReport(x, y record.Event) bool {
	for _, r := range book.ReportsOf(x.Mentions) {
		if slices.Contains(book.ReportsOf(y.Mentions), r) {
			return true
		}
	}
	return false
}

// singles are a place or a mediator that one report alone gives, where several
// independent ones tell of the happening.
func (b *rows) singles(e record.Event) []record.Disagreement {
	var out []record.Disagreement
	for attribute, get := range map[string]func(record.EventMention) []string{
		"place":    func(m record.EventMention) []string { return nonEmpty(string(m.Place)) },
		"mediator": func(m record.EventMention) []string { return m.Mediators },
	} {
		givers := map[string][]record.EventMention{}
		for _, m := range e.Mentions {
			for _, v := range get(m) {
				givers[v] = append(givers[v], m)
			}
		}
		if len(givers) != 1 {
			continue
		}
		for v, mentions := range givers {
			reports := book.ReportsOf(mentions)
			if len(reports) != 1 || e.Reports < 2 {
				continue
			}
			out = append(out, record.Disagreement{
				About: e.ID, Attribute: attribute, Kind: "single",
				Values: []record.Value{{Value: record.Nullable(v), Reports: reports, Quote: record.Nullable(mentions[0].Quote)}},
				Note:   fmt.Sprintf("Only %s gives the %s of %s: %s.", b.Outlets(reports), attribute, b.title(e), b.NameOf(v)),
			})
		}
	}
	slices.SortFunc(out, func(x, y record.Disagreement) int { return cmp.Compare(x.Attribute, y.Attribute) })
	return out
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// tollConflicts are counts of one harm whose ranges do not meet.
func (b *rows) tollConflicts(t record.Toll) []record.Disagreement {
	var figures []record.Figure
	for _, ref := range t.Series {
		for _, i := range b.figures[counted{ref.Report, ref.Start, ref.End, t.Measure}] {
			figures = append(figures, b.R.Figures[i])
		}
	}
	for i, x := range figures {
		for _, y := range figures[i+1:] {
			if x.Report == y.Report || x.AsOf != y.AsOf || !exceeds(x, y) && !exceeds(y, x) {
				continue
			}
			return []record.Disagreement{{
				About: t.Event, Attribute: t.Measure, Kind: "conflict",
				Values: []record.Value{
					{Value: record.Nullable(x.Quote), Reports: []string{x.Report}, Quote: record.Nullable(x.Quote)},
					{Value: record.Nullable(y.Quote), Reports: []string{y.Report}, Quote: record.Nullable(y.Quote)},
				},
				Note: fmt.Sprintf("%s has %q %s, %s has %q.", b.Outlet(x.Report), x.Quote, t.Measure, b.Outlet(y.Report), y.Quote),
			}}
		}
	}
	return nil
}

// exceeds reports whether the least of x is more than the most of y.
func exceeds(x, y record.Figure) bool { return x.Min != nil && y.Max != nil && *x.Min > *y.Max }

// foundingYears is how near two foundings must lie to be two tellings of one.
const foundingYears = 2

// foundingActs are agreements of the same parties, close in time, that reports
// date or name differently: an armistice of one year against a disengagement of
// the next.
func (b *rows) foundingActs() []record.Disagreement {
	var out []record.Disagreement
	for i, x := range b.R.Agreements {
		for _, y := range b.R.Agreements[i+1:] {
			if !slices.Equal(x.Parties, y.Parties) || len(x.Date) != 4 || len(y.Date) != 4 || x.Date == y.Date || yearsApart(x.Date, y.Date) > foundingYears {
				continue
			}
			out = append(out, record.Disagreement{
				About: x.ID, Attribute: "founding act", Kind: "conflict",
				Values: []record.Value{
					{Value: record.Nullable(x.Name), Reports: x.Status[0].Reports},
					{Value: record.Nullable(y.Name), Reports: y.Status[0].Reports},
				},
				Note: fmt.Sprintf("%s speaks of the %s, %s of the %s.", b.Outlets(x.Status[0].Reports), x.Name, b.Outlets(y.Status[0].Reports), y.Name),
			})
		}
	}
	return out
}

func yearsApart(x, y record.Nullable) int {
	year := func(d record.Nullable) (n int) {
		for _, c := range d {
			n = n*10 + int(c-'0')
		}
		return n
	}
	return max(year(x)-year(y), year(y)-year(x))
}
