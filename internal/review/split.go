package review

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// splitEvent takes the claims of each group but the first out of the happening that
// holds the first, into one of its own. Claims that are elsewhere already stay there.
func (l *layer) splitEvent(groups []Group) Outcome {
	from := l.eventOf(l.claimsOf(groups[0].Claims))
	if from == nil {
		return lost("nothing that was said of %q arises any more", groups[0].Name)
	}
	effect, found := Already, false
	for _, g := range groups[1:] {
		claims := l.claimsOf(g.Claims)
		found = found || len(claims) > 0
		away := slices.DeleteFunc(claims, func(i int) bool { return l.claims[i].Event != from.ID })
		if !slices.ContainsFunc(away, func(i int) bool { return l.claims[i].Kind == Told }) {
			continue
		}
		if l.take(from, away) {
			effect = Applied
		}
	}
	if !found {
		return lost("none of the claims that were to be apart arises any more")
	}
	l.changed(from)
	return Outcome{Effect: effect}
}

// take moves claims from a happening into a new one; where nothing would stay behind
// it does nothing.
func (l *layer) take(from *record.Event, away []int) bool {
	going := map[record.MentionRef]bool{}
	for _, i := range away {
		if l.claims[i].Kind == Told {
			for _, m := range l.mentionsOf(l.claims[i]) {
				going[m.Ref()] = true
			}
		}
	}
	if len(going) == 0 || len(going) == len(from.Mentions) {
		return false
	}
	e := &record.Event{ID: l.freshEvent(from.ID, l.claims[away[0]].Fingerprint), Type: from.Type, Status: from.Status}
	var stay []record.EventMention
	for _, m := range from.Mentions {
		if going[m.Ref()] {
			m.Why = append(m.Why, l.reason("another happening than "+from.ID))
			e.Mentions = append(e.Mentions, m)
		} else {
			stay = append(stay, m)
		}
	}
	from.Mentions = stay
	l.events = append(l.events, e)
	l.at[e.ID] = e
	for _, i := range away {
		l.claims[i].Event = e.ID
	}
	most := from.Independent
	l.divideClaims(from, e, away)
	l.divideRows(from, e, going)
	l.recount(e, Fields(Told)...)
	l.recount(from, Fields(Told)...)
	l.voices(e, most)
	l.voices(from, most)
	l.changed(e)
	return true
}

// freshEvent names a new happening by the one it is taken from and by what it holds.
func (l *layer) freshEvent(from, fingerprint string) string {
	for n := 0; ; n++ {
		id := from + "-" + digest(3, fingerprint, fmt.Sprint(n))
		if l.at[id] == nil {
			return id
		}
	}
}

func cites(e *record.Event, statement string) bool {
	return slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool { return slices.Contains(m.AccordingTo, statement) })
}

func tells(e *record.Event, report string) bool {
	return slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool { return m.Report == report })
}

// divideClaims gives each statement and count to the happening of which it is said: as
// the decision names it, or as it is cited, or as only one of both is told there.
func (l *layer) divideClaims(from, e *record.Event, away []int) {
	named := map[string]bool{}
	for _, i := range away {
		c := l.claims[i]
		named[string(c.Kind)+c.Report+fmt.Sprint(c.Start)+c.key] = true
	}
	only := func(report string) bool { return tells(e, report) && !tells(from, report) }
	for i := range l.r.Statements {
		s := &l.r.Statements[i]
		goes := named[string(Stated)+s.Report+fmt.Sprint(s.Start)+s.ID] || cites(e, s.ID) || only(s.Report)
		if !goes || !slices.Contains(s.About, from.ID) {
			continue
		}
		s.About = union(s.About, []string{e.ID})
		if !cites(from, s.ID) {
			s.About = without(s.About, []string{from.ID})
		}
	}
	for i := range l.r.Figures {
		f := &l.r.Figures[i]
		if string(f.Event) == from.ID && (named[string(Counted)+f.Report+fmt.Sprint(f.Start)+f.Measure] || only(f.Report)) {
			f.Event = record.Nullable(e.ID)
			l.divideToll(from.ID, e.ID, *f)
		}
	}
	l.dropEmptyTolls()
	for i, c := range l.claims { // claims follow what they are of
		if c.Event == from.ID && (c.Kind == Stated && !l.isAbout(c.key, from.ID) || c.Kind == Counted && !l.isCounted(c, from.ID)) {
			l.claims[i].Event = e.ID
		}
	}
}

func (l *layer) isAbout(statement, event string) bool {
	i := slices.IndexFunc(l.r.Statements, func(s record.Statement) bool { return s.ID == statement })
	return i >= 0 && slices.Contains(l.r.Statements[i].About, event)
}

func (l *layer) isCounted(c Claim, event string) bool {
	return slices.ContainsFunc(l.r.Figures, func(f record.Figure) bool {
		return f.Report == c.Report && f.Start == c.Start && f.Measure == c.key && string(f.Event) == event
	})
}

// divideToll moves a figure from the toll of one happening to that of another.
func (l *layer) divideToll(from, to string, f record.Figure) {
	at := f.Ref()
	for i := range l.r.Tolls {
		t := &l.r.Tolls[i]
		if t.Event != from || t.Measure != f.Measure || !slices.Contains(t.Series, at) {
			continue
		}
		t.Series = slices.DeleteFunc(t.Series, func(x record.FigureRef) bool { return x == at })
		victims := t.Victims
		l.reckon(t)
		l.count(to, f.Measure, victims, at)
		return
	}
}

// divideRows gives the rows of the ledger to the happening whose mentions they rest
// on. A row that rests on both, or on none, stays; what outlets tell differently of a
// happening stays as far as they still tell of it.
func (l *layer) divideRows(from, e *record.Event, going map[record.MentionRef]bool) {
	goes := func(event string, told []record.MentionRef) bool {
		return event == from.ID && len(told) > 0 && !slices.ContainsFunc(told, func(m record.MentionRef) bool { return !going[m] })
	}
	for i := range l.r.Talks {
		if t := &l.r.Talks[i]; goes(t.Event, t.Told) {
			t.Event = e.ID
		}
	}
	for i := range l.r.Allegations {
		if a := &l.r.Allegations[i]; goes(a.Event, a.Told) {
			a.Event = e.ID
		}
	}
	for i := range l.r.Access {
		if a := &l.r.Access[i]; goes(a.Event, a.Told) {
			a.Event = e.ID
		}
	}
	for _, x := range slices.Clone(l.r.Incidents) {
		if x.Event == from.ID {
			x.Event = e.ID
			l.r.Incidents = append(l.r.Incidents, x)
		}
	}
	reports := map[string]bool{}
	for _, m := range from.Mentions {
		reports[m.Report] = true
	}
	var kept []record.Disagreement
	for _, d := range l.r.Disagreements {
		if d.About == from.ID {
			d = cutDisagreement(d, reports)
		}
		if len(d.Values) > 0 {
			kept = append(kept, d)
		}
	}
	l.r.Disagreements = kept
}

// cutDisagreement keeps what some reports say; where they no longer differ nothing is left.
func cutDisagreement(d record.Disagreement, reports map[string]bool) record.Disagreement {
	var values []record.Value
	for _, v := range d.Values {
		v.Reports = slices.DeleteFunc(slices.Clone(v.Reports), func(id string) bool { return !reports[id] })
		if len(v.Reports) > 0 {
			values = append(values, v)
		}
	}
	if len(values) < min(len(d.Values), 2) {
		values = nil
	}
	d.Values = values
	return d
}
