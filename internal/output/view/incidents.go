package view

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
)

// IsIncident reports whether a happening is told as an incident that took place. What
// only the headlines of other reports beside a report tell is none.
func IsIncident(e record.Event) bool {
	return slices.Contains([]string{"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "PROTEST"}, e.Type) &&
		(e.Status == "occurred" || e.Status == "ongoing") && !e.OfOthers() && !onlyEnded(e)
}

// onlyEnded reports whether a happening is told nowhere but as what is to end or was ended,
// without a place or whom it hit in its own words: "ordered them to halt fighting" tells of no
// fight.
func onlyEnded(e record.Event) bool {
	return len(e.Mentions) > 0 && !slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
		because := func(prefix string) bool {
			return slices.ContainsFunc(m.Why, func(w record.Reason) bool { return strings.HasPrefix(w.Rule, prefix) })
		}
		placed := e.Place != "" && !because("link.land") && !because("link.field") && !because("link.theatre")
		return !because("en.status.stopped") || placed || len(e.Recipients) > 0 && !because("en.inherit.")
	})
}

// elsewhere tells of a happening whether another section has all that is told of it: the tolls
// how many died or were hurt over more than a year, and the allegations what only a word that
// judges tells ("excessive force", "breaking the truce"), on no one day.
func (v *View) elsewhere() func(record.Event) bool {
	tolled, alleged := map[string]bool{}, map[string]bool{}
	for _, t := range v.Tolls {
		tolled[t.Event] = true
	}
	for _, a := range v.Allegations {
		alleged[a.Event] = true
	}
	return func(e record.Event) bool {
		at, ok := calendar.Parse(string(e.Date))
		return tolled[e.ID] && ok && at.Days() > calendar.LongAgo && onlyBy(e, "event.assault.kill", "event.assault.wound") ||
			alleged[e.ID] && (!ok || at.Days() > 1) && onlyBy(e, "event.assault.excessive-force", "event.assault.violation", "event.assault.violate-truce")
	}
}

// onlyBy reports whether every mention of a happening was found by one of some rules, given
// without their language.
func onlyBy(e record.Event, rules ...string) bool {
	return len(e.Mentions) > 0 && !slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
		if len(m.Why) == 0 {
			return true
		}
		_, rule, _ := strings.Cut(m.Why[0].Rule, ".")
		return !slices.Contains(rules, rule)
	})
}

// vague tells of a happening whether its words leave out all by which one could look for it.
// A whole land to which it was done says nothing, nor does a bare number of people whom no
// toll counts for it.
func (v *View) vague() func(record.Event) bool {
	states, tolled := map[string]bool{}, map[string]bool{}
	for _, a := range v.Actors {
		states[a.ID] = a.Kind == "state"
	}
	for _, t := range v.Tolls {
		tolled[t.Event] = true
	}
	return func(e record.Event) bool {
		return e.Vague(func(id string) bool { return states[id] || v.countsOnly(id) && !tolled[e.ID] })
	}
}

// incidents lists what reports say happened: the news by date, then what has no date,
// then what is history to the reports that tell of it. What the same sentences tell of one
// side in several words is one row. What is told with neither a side nor a place nor a
// count, or with neither a doer nor a place or time of its own, is in the record only; what
// another section tells whole is in that.
func (v *View) incidents() []Row {
	var shown []record.Event
	tests, counted := v.clauseTests(), v.counted()
	vague, elsewhere := v.vague(), v.elsewhere()
	for _, e := range v.Events {
		complies := tests.complies(e.ID)
		if !IsIncident(e) && !complies || len(counted[e.ID]) == 0 && (vague(e) || len(e.Actors)+len(e.Recipients) == 0 && e.Place == "") || elsewhere(e) {
			continue
		}
		shown = append(shown, e)
	}
	var out []Row
	for _, f := range v.folds(shown, tests) {
		var also []Cell
		for _, id := range f.also {
			also = append(also, counted[id]...)
		}
		row := v.incident(f.Event, tests[f.ID], append(slices.Clip(counted[f.ID]), also...))
		row.Also = f.also
		out = append(out, row)
	}
	slices.SortStableFunc(undatedLast(out), func(a, b Row) int {
		late := func(r Row) int { return map[bool]int{true: 1}[r.Background] }
		return cmp.Compare(late(a), late(b))
	})
	return out
}

// incident is the row of one happening, with its tests against clauses and its counts.
func (v *View) incident(e record.Event, tests []record.Incident, counted []Cell) Row {
	r := Row{
		Anchor: "incident-" + e.ID, ID: e.ID, Date: v.date(e, e.Date), Head: v.headline(e), Parties: slices.Concat(e.Actors, e.Recipients),
		State: compact(kindOf(e), e.Status, standing(e, e.Standing)), Weight: e.Reports, Told: v.toldBy(e),
	}
	if actors, hit := e.MainRoles(); len(actors) == 0 && e.Place == "" && len(hit) > 0 && !slices.ContainsFunc(hit, func(id string) bool { return !v.countsOnly(id) }) {
		r.Head = append(append(r.Head, plain(": ")), v.people(e, hit, ".recipient", recipientsOf)...)
	}
	if r.Background = v.background(e); r.Background {
		r.State = append(r.State, "background")
	} else {
		r.Lines = v.tested(tests)
	}
	if len(counted) > 0 {
		r.Lines = append(r.Lines, Line{"counted", counted})
	}
	return r
}

// background reports whether a happening is history to every report that tells of it,
// or only how things stand.
func (v *View) background(e record.Event) bool {
	var told []string
	for _, m := range e.Mentions {
		told = append(told, string(v.Report(m.Report).Published.Date))
	}
	return e.Generic() || calendar.History(string(e.Date), told)
}

// fold is a happening with those that are told in one row with it.
type fold struct {
	record.Event
	also []string        // their IDs
	told map[string]bool // the sentences that tell of it
}

// folds puts together what the same sentences tell of one side in several words: "raids,
// incursions and airstrikes", "shot a man and wounded nine". They have the type, the doer,
// the place and the day in common, no clause test, and one of them is told only where the
// other is.
func (v *View) folds(events []record.Event, t tests) []fold {
	var out []fold
	alike := map[string][]int{} // what they have in common to the folds that have it
	for _, e := range events {
		f := fold{Event: e, told: map[string]bool{}}
		actors, _ := e.MainRoles()
		if len(actors) == 0 || len(v.tested(t[e.ID])) > 0 {
			out = append(out, f)
			continue
		}
		for _, m := range e.Mentions {
			if p, ok := v.Around(m.Report, m.Start); ok {
				f.told[p.Anchor()] = true
			}
		}
		key := fmt.Sprint(e.Type, actors, e.Place, e.Date, e.Status)
		i := slices.IndexFunc(alike[key], func(i int) bool { return out[i].with(f) })
		if i < 0 {
			alike[key] = append(alike[key], len(out))
			out = append(out, f)
			continue
		}
		out[alike[key][i]].take(f)
	}
	return crowds(out)
}

// crowds puts a protest that is told only of the crowd of its report, at no place and no time of
// its own ("the unrest"), into the row of the one that the report told of last before it, where
// their days meet.
func crowds(list []fold) []fold {
	into := make([]int, len(list)) // where each goes, or -1
	for i, f := range list {
		into[i] = -1
		for j := 0; j < len(list) && again(f.Event); j++ {
			if o := &list[j]; o.Type == "PROTEST" && !again(o.Event) && o.before(f) && (into[i] < 0 || list[into[i]].before(*o)) {
				into[i] = j
			}
		}
	}
	var out []fold
	for i := range list {
		if into[i] >= 0 {
			list[into[i]].take(list[i])
		}
	}
	for i := range list {
		if into[i] < 0 {
			out = append(out, list[i])
		}
	}
	return out
}

// again reports whether the one mention of a protest has the crowd of its report for want of
// other words, and says neither where nor when it was.
func again(e record.Event) bool {
	if e.Type != "PROTEST" || len(e.Mentions) != 1 {
		return false
	}
	crowd := false
	for _, w := range e.Mentions[0].Why {
		switch _, rule, _ := strings.Cut(w.Rule, "."); rule {
		case "inherit.crowd":
			crowd = true
		case "when.attached", "when.sentence", "when.said", "place.phrase", "place.modifier", "place.near", "place.object", "place.subject", "place.clause":
			return false
		}
	}
	return crowd
}

// before reports whether a report tells of f before it tells of o for the first time, and their
// days meet.
func (f fold) before(o fold) bool {
	a, known := calendar.Parse(string(f.Date))
	b, both := calendar.Parse(string(o.Date))
	return known && both && a.Overlaps(b) && slices.ContainsFunc(f.Mentions, func(m record.EventMention) bool {
		return m.Report == o.Mentions[0].Report && m.Start < o.Mentions[0].Start
	})
}

// with reports whether two happenings are told by the same sentences, of the same people
// or of force.
func (f fold) with(o fold) bool {
	within := func(a, b fold) bool {
		for at := range a.told {
			if !b.told[at] {
				return false
			}
		}
		return len(a.told) > 0
	}
	return (f.Type == "ASSAULT" || slices.Equal(f.Recipients, o.Recipients)) && (within(o, f) || within(f, o))
}

// take adds the words, the modes and the people of another happening.
func (f *fold) take(o fold) {
	f.also = append(f.also, o.ID)
	f.Mentions = slices.Concat(f.Mentions, o.Mentions)
	f.Mode = record.Union(f.Mode, o.Mode...)
	f.Recipients = record.Union(f.Recipients, o.Recipients...)
	f.Reports = max(f.Reports, o.Reports)
	maps.Copy(f.told, o.told)
}

// harmed are the measures that tolls are kept of.
var harmed = []string{"killed", "wounded", "missing", "detained", "displaced"}

// counted lists the counts of strikes, missiles and the like, by the happening that they
// are of; where that is not told, by the incident of which the same sentence tells.
func (v *View) counted() map[string][]Cell {
	near := map[string]string{} // sentence to the first incident told in it
	for _, e := range v.Events {
		for _, m := range e.Mentions {
			if p, ok := v.Around(m.Report, m.Start); ok && IsIncident(e) && near[p.Anchor()] == "" {
				near[p.Anchor()] = e.ID
			}
		}
	}
	out := map[string][]Cell{}
	for _, f := range v.Figures {
		id := string(f.Event)
		if p, ok := v.Around(f.Report, f.Start); ok && id == "" {
			id = near[p.Anchor()]
		}
		if id == "" || slices.Contains(harmed, f.Measure) {
			continue
		}
		if len(out[id]) > 0 {
			out[id] = append(out[id], plain("; "))
		}
		r := v.Report(f.Report)
		by := ""
		if len(f.By) > 0 {
			by = " by " + v.Names(f.By)
		}
		out[id] = append(out[id], Cell{"“" + Short(f.Quote, 80) + "”", v.TextAnchor(f.Report, f.Start), Label(r) + ": " + v.Counts(f)}, plain(by+" — "+Label(r)))
	}
	return out
}
