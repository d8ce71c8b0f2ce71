package review

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Reading is a record as it was read, made ready to have decisions laid over it. It
// is only read once made.
type Reading struct {
	Record record.Record
	View   *view.View
	Claims []Claim
	// Redraw draws the rows of a corrected record anew, by the rules of the ledger: incidents and
	// their clauses, tolls, talks, access, allegations, disagreements. It may be nil: then rows follow
	// only as far as they repeat what was corrected.
	Redraw func(record.Record) record.Record
}

// NewReading lists the claims of a record.
func NewReading(r record.Record) *Reading {
	v := view.New(r)
	return &Reading{Record: r, View: v, Claims: Claims(v)}
}

// Effect is what became of a decision that changes the record.
type Effect string

// The effects of a decision.
const (
	Applied   Effect = "applied"
	Already   Effect = "already so" // the reading has it so without the decision
	Withdrawn Effect = "undone"
	Lost      Effect = "stale" // what it is about is no longer there
)

// Outcome tells what became of a decision.
type Outcome struct {
	Effect Effect
	Why    string   // what is missing, of one that is stale
	Events []string // IDs of the happenings that it changed
}

// Laid is a record with the decisions that change it laid over it.
type Laid struct {
	Record   record.Record
	Claims   []Claim            // of the reading, with the happening that each is now of
	Outcomes map[string]Outcome // by decision ID, of all that change the record
	Gone     map[string]string  // IDs of happenings, actors and places: what each was merged into
}

// Key names the decisions of a log that change the record and hold: two logs with the
// same key make the same record of one reading. It is empty where none does.
func Key(log []trucewatch.Decision) string {
	var out []string
	for _, e := range inForce(log) {
		if Changes(e.Kind) && !e.Undone {
			out = append(out, e.ID)
		}
	}
	return strings.Join(out, " ")
}

// Lay replays a log over a reading, in the order of the log. Judgements change
// nothing. A decision whose claim no longer arises as it was, or whose actor or place
// is gone, is not applied: its outcome says so.
func (x *Reading) Lay(log []trucewatch.Decision) Laid {
	out := Laid{Record: x.Record, Claims: x.Claims, Outcomes: map[string]Outcome{}, Gone: map[string]string{}}
	entries := inForce(log)
	var l *layer
	for _, e := range entries {
		if !Changes(e.Kind) {
			continue
		}
		if e.Undone {
			out.Outcomes[e.ID] = Outcome{Effect: Withdrawn}
			continue
		}
		if l == nil {
			l = newLayer(x)
		}
		out.Outcomes[e.ID] = l.apply(e.Decision)
	}
	if l == nil {
		return out
	}
	out.Record, out.Claims, out.Gone = l.finish(), l.claims, l.gone
	return out
}

// layer is a record while decisions are laid over it.
type layer struct {
	base   *Reading
	r      record.Record
	events []*record.Event
	at     map[string]*record.Event
	claims []Claim
	live   map[string]int // claims by fingerprint
	anchor map[string]int // claims by what finds them again
	gone   map[string]string
	fixed  map[record.MentionRef]map[string]int // corrected fields of a mention, by the order of correction
	turn   int                                  // of the decision that is being applied
	now    trucewatch.Decision                  // that decision
	hit    []string                             // the happenings that it changed
}

func newLayer(x *Reading) *layer {
	l := &layer{
		base: x, r: clone(reflect.ValueOf(x.Record)).Interface().(record.Record), at: map[string]*record.Event{},
		claims: slices.Clone(x.Claims), live: map[string]int{}, anchor: map[string]int{}, gone: map[string]string{}, fixed: map[record.MentionRef]map[string]int{},
	}
	for i := range l.r.Events {
		e := &l.r.Events[i]
		l.events = append(l.events, e)
		l.at[e.ID] = e
	}
	for i, c := range l.claims {
		l.live[c.Fingerprint], l.anchor[anchorOf(c.Fingerprint)] = i, i
	}
	return l
}

// clone copies a value with all that it points to.
func clone(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		if v.Type().Elem().Kind() == reflect.String {
			reflect.Copy(out, v)
			return out
		}
		for i := range v.Len() {
			out.Index(i).Set(clone(v.Index(i)))
		}
		return out
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(clone(v.Elem()))
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		out.Set(v)
		for i := range v.NumField() {
			if k := v.Field(i).Kind(); k == reflect.Slice || k == reflect.Pointer || k == reflect.Struct {
				out.Field(i).Set(clone(v.Field(i)))
			}
		}
		return out
	default:
		return v
	}
}

func (l *layer) apply(d trucewatch.Decision) Outcome {
	l.turn++
	l.now, l.hit = d, nil
	p := PayloadOf(d)
	var out Outcome
	switch {
	case d.Kind == trucewatch.Correct:
		out = l.correct(d.Fingerprint, p.Set)
	case len(p.Groups) == 0 || len(p.Groups) == 1 && p.Of != OfReport:
		out = lost("the decision does not say what it is about")
	case p.Of == OfEvent && d.Kind == trucewatch.Merge:
		out = l.mergeEvents(p.Groups)
	case p.Of == OfEvent:
		out = l.splitEvent(p.Groups)
	case p.Of == OfActor || p.Of == OfPlace:
		out = l.regroup(d.Kind, p)
	case p.Of == OfReport:
		out = l.copies(string(d.Kind), p.Groups)
	default:
		out = lost("%q can be neither merged nor split", p.Of)
	}
	slices.Sort(l.hit)
	out.Events = slices.Compact(l.hit)
	return out
}

func lost(format string, args ...any) Outcome {
	return Outcome{Effect: Lost, Why: fmt.Sprintf(format, args...)}
}

// changed notes that the decision changed a happening.
func (l *layer) changed(e *record.Event) { l.hit = append(l.hit, e.ID) }

// reason is what a mention says of the decision that changed it.
func (l *layer) reason(what string) record.Reason {
	return record.Reason{Rule: "decision." + string(l.now.Kind), Words: strings.TrimSpace(l.now.Who + ": " + what)}
}

// finish puts the record together again, in its documented order.
func (l *layer) finish() record.Record {
	events := make([]record.Event, 0, len(l.events))
	for _, e := range l.events {
		if len(e.Mentions) > 0 || l.gone[e.ID] == "" {
			events = append(events, *e)
		}
	}
	l.r.Events = events
	record.Sort(&l.r)
	if l.base.Redraw != nil {
		return l.base.Redraw(l.r)
	}
	return l.r
}

// root follows a report to the one that it repeats, as the layer has it.
func (l *layer) root(id string) string {
	for range l.r.Reports {
		i := slices.IndexFunc(l.r.Reports, func(r record.Report) bool { return r.ID == id })
		if i < 0 || l.r.Reports[i].CopyOf == "" {
			break
		}
		id = string(l.r.Reports[i].CopyOf)
	}
	return id
}

// mentionsOf finds the mentions of a claim in its happening: its own, and those of
// reports that repeat its sentence.
func (l *layer) mentionsOf(c Claim) []*record.EventMention {
	e := l.at[c.Event]
	if e == nil {
		return nil
	}
	var out []*record.EventMention
	sentence := l.sentence(c.Report, c.Start)
	for i := range e.Mentions {
		m := &e.Mentions[i]
		own := m.Report == c.Report && m.Start == c.Start
		copied := m.Report != c.Report && l.base.View.Original(l.base.View.Report(m.Report)) == c.Report && l.sentence(m.Report, m.Start) == sentence
		if own || copied {
			out = append(out, m)
		}
	}
	return out
}

func (l *layer) sentence(report string, at int) string {
	p, ok := l.base.View.Around(report, at)
	if !ok {
		return ""
	}
	return fold(l.base.View.Text(report, p.Start, p.End))
}

// claimsOf returns the live claims of fingerprints: those that arise as they were,
// or at least where they were.
func (l *layer) claimsOf(fingerprints []string) []int {
	var out []int
	for _, f := range fingerprints {
		i, ok := l.live[f]
		if !ok {
			i, ok = l.anchor[anchorOf(f)]
		}
		if ok {
			out = append(out, i)
		}
	}
	return out
}

// eventOf returns the happening of which most of some claims are.
func (l *layer) eventOf(claims []int) *record.Event {
	n := map[string]int{}
	best := ""
	for _, i := range claims {
		id := l.claims[i].Event
		if n[id]++; best == "" || n[id] > n[best] {
			best = id
		}
	}
	return l.at[best]
}

// union joins lists of IDs, sorted and nothing twice.
func union(lists ...[]string) []string {
	out := slices.Concat(lists...)
	slices.Sort(out)
	return slices.Compact(out)
}

// without takes IDs out of a list.
func without(list []string, ids []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(ids, s) })
}
