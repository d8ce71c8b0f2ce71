package query

import (
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Row is one happening as it is filtered, sorted and shown in a table.
type Row struct {
	record.Event
	Head        string // names and the reports' own words
	First, Last string // ISO 8601 days; empty where no date is known
	Where       *record.Place
	Talks       *record.Talks
	Allegation  *record.Allegation
	Tolls       []record.Toll
	Outlets     []string // of the reports, copies too
	at          int32    // place among the rows of the index
}

// Index is the happenings of one record made ready for filters. It is safe for
// concurrent use.
type Index struct {
	View  *view.View
	Rows  []Row
	at    map[string]int
	terms []terms // by attribute
	// columns hold by attribute the values of all rows one behind the other, and days the
	// first and last day of each, so that a filter runs through memory in order.
	columns []codes
	days    [2][]int32
	words   vocabulary
	lists   *gazetteer.Gazetteer
	// orders is filled as it is asked for.
	orders *orders
}

// terms are the values of one attribute.
type terms struct {
	code   map[string]int32
	values []string
}

func (t *terms) of(values []string) []int32 {
	if len(values) == 0 {
		values = []string{None}
	}
	out := make([]int32, 0, len(values))
	for _, v := range values {
		c, known := t.code[v]
		if !known {
			c = int32(len(t.values)) //nolint:gosec // no record has so many values
			t.code[v] = c
			t.values = append(t.values, v)
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// codes are the values of one attribute of all rows: those of row i stand from
// start[i] to start[i+1].
type codes struct{ start, values []int32 }

func (c codes) of(row int32) []int32 { return c.values[c.start[row]:c.start[row+1]] }

// New makes the index of a record. The gazetteer finds places under names that no
// report uses, those in other scripts too; it may be nil.
func New(v *view.View, lists *gazetteer.Gazetteer) *Index {
	x := &Index{View: v, at: make(map[string]int, len(v.Events)), terms: make([]terms, len(Attributes())), lists: lists, orders: &orders{rows: map[string][]int32{}}}
	l := newLedger(v)
	x.Rows, x.columns = make([]Row, len(v.Events)), make([]codes, len(x.terms))
	for i, e := range v.Events {
		x.at[e.ID] = i
		r := &x.Rows[i]
		*r = l.row(e)
		r.at = int32(i) //nolint:gosec // no record has so many happenings
		for k, day := range []string{r.First, r.Last} {
			x.days[k] = append(x.days[k], dayNumber(day))
		}
	}
	for _, a := range Attributes() {
		if a != Review {
			x.code(a, func(r *Row) []string { return l.values(r, a) })
		}
	}
	x.words = newVocabulary(l, x.Rows)
	x.code(Review, func(*Row) []string { return []string{Unreviewed} })
	return x
}

// Unreviewed is the value of [Review] of a happening on which nobody decided.
const Unreviewed = "open"

// code sorts the rows by an attribute.
func (x *Index) code(a Attribute, values func(*Row) []string) {
	j := slices.Index(Attributes(), a)
	t := terms{code: map[string]int32{}}
	c := codes{start: make([]int32, 1, len(x.Rows)+1)}
	for i := range x.Rows {
		c.values = append(c.values, t.of(values(&x.Rows[i]))...)
		c.start = append(c.start, int32(len(c.values))) //nolint:gosec // no record has so many values
	}
	x.terms[j], x.columns[j] = t, c
}

// dayNumber writes an ISO 8601 day as a number in the order of days; 0 is not known.
func dayNumber(day string) int32 {
	n := int32(0)
	for _, r := range day {
		if r >= '0' && r <= '9' {
			n = n*10 + (r - '0')
		}
	}
	return n
}

// Reviewed returns the index with how far people have judged each happening, by
// event ID; those that are missing are [Unreviewed]. The receiver stays as it is.
func (x *Index) Reviewed(states map[string]string) *Index {
	out := *x
	out.terms, out.columns = slices.Clone(x.terms), slices.Clone(x.columns)
	out.orders = x.orders.without(ReviewOf)
	out.code(Review, func(r *Row) []string {
		if s := states[r.ID]; s != "" {
			return []string{s}
		}
		return []string{Unreviewed}
	})
	return &out
}

// Row returns the row of a happening, and whether there is one.
func (x *Index) Row(id string) (*Row, bool) {
	i, ok := x.at[id]
	if !ok {
		return nil, false
	}
	return &x.Rows[i], true
}

// Values returns what a row has of an attribute; [None] where it has nothing.
func (x *Index) Values(r *Row, a Attribute) []string {
	j := slices.Index(Attributes(), a)
	codes := x.columns[j].of(r.at)
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = x.terms[j].values[c]
	}
	return out
}

// Least returns the place in a list of the first value that a row has of an attribute, and
// the length of the list where it has none: as Values, for many rows at once.
func (x *Index) Least(a Attribute, list []string) func(*Row) int {
	j := slices.Index(Attributes(), a)
	rank := make([]int, len(x.terms[j].values))
	for c, v := range x.terms[j].values {
		if rank[c] = slices.Index(list, v); rank[c] < 0 {
			rank[c] = len(list)
		}
	}
	return func(r *Row) int {
		least := len(list)
		for _, c := range x.columns[j].of(r.at) {
			least = min(least, rank[c])
		}
		return least
	}
}

// Days are the first and the last day of a row as numbers of eight figures, such as
// 20250713; 0 where no date is known.
func (x *Index) Days(r *Row) (first, last int32) { return x.days[0][r.at], x.days[1][r.at] }

// Label is how people read a value of an attribute.
func (x *Index) Label(a Attribute, value string) string {
	switch {
	case value == None:
		return "not known"
	case a == Party || a == Place:
		return x.View.Name(value)
	case a == Month:
		return view.Day(record.Nullable(value))
	case a == Agreement:
		for _, g := range x.View.Agreements {
			if g.ID == value {
				return g.Name
			}
		}
	case a == Track:
		parts := strings.Split(value, "+")
		for i, p := range parts {
			parts[i] = x.View.Name(p)
		}
		return strings.Join(parts, " – ")
	case a == Type:
		return strings.ToLower(value)
	}
	return value
}

// ledger is a record looked up by happening.
type ledger struct {
	*view.View
	place      map[string]*record.Place
	talks      map[string]*record.Talks
	allegation map[string]*record.Allegation
	tolls      map[string][]record.Toll
	access     map[string]bool
	made       map[string]bool // happenings by which an agreement was found
	agreement  map[string][]string
	statements map[string][]int
}

func newLedger(v *view.View) *ledger {
	l := &ledger{
		View: v, place: map[string]*record.Place{}, talks: map[string]*record.Talks{}, allegation: map[string]*record.Allegation{},
		tolls: map[string][]record.Toll{}, access: map[string]bool{}, made: map[string]bool{}, agreement: map[string][]string{}, statements: map[string][]int{},
	}
	for i := range v.Places {
		l.place[v.Places[i].ID] = &v.Places[i]
	}
	for i := range v.Talks {
		if t := &v.Talks[i]; l.talks[t.Event] == nil || t.Form == "round" {
			l.talks[t.Event] = t
		}
	}
	for i, a := range v.Allegations {
		l.allegation[a.Event] = &v.Allegations[i]
		if a.Clause != nil {
			l.agreement[a.Event] = append(l.agreement[a.Event], a.Clause.Agreement)
		}
	}
	for _, t := range v.Tolls {
		l.tolls[t.Event] = append(l.tolls[t.Event], t)
	}
	for _, a := range v.Access {
		l.access[a.Event] = true
	}
	for _, a := range v.Agreements {
		if id, known := v.EventOf(a.ID); known {
			l.made[id] = true
			l.agreement[id] = append(l.agreement[id], a.ID)
		}
	}
	for i, s := range v.Statements {
		for _, id := range s.About {
			l.statements[id] = append(l.statements[id], i)
		}
	}
	return l
}

func (l *ledger) row(e record.Event) Row {
	r := Row{
		Event: e, Head: l.Headline(e), Talks: l.talks[e.ID], Allegation: l.allegation[e.ID], Tolls: l.tolls[e.ID],
		Where: l.place[string(e.Place)],
	}
	if first, last, ok := view.Span(e.Date); ok {
		r.First, r.Last = first.Format(time.DateOnly), last.Format(time.DateOnly)
	}
	for _, m := range e.Mentions {
		if label := view.Label(l.Report(m.Report)); !slices.Contains(r.Outlets, label) {
			r.Outlets = append(r.Outlets, label)
		}
	}
	return r
}

// values lists what a happening has of an attribute.
func (l *ledger) values(r *Row, a Attribute) []string {
	one := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	switch a {
	case Kind:
		return l.kinds(r)
	case Type:
		return one(r.Type)
	case Mode:
		return r.Mode
	case Status:
		return one(r.Status)
	case Standing:
		return one(r.Standing)
	case Party:
		return l.parties(r)
	case Place:
		return one(string(r.Place))
	case Zone:
		return zones(r)
	case Agreement:
		return l.agreement[r.ID]
	case Track:
		if r.Talks != nil {
			return one(string(r.Talks.Track))
		}
	case Outlet:
		return r.Outlets
	case Month:
		if r.First != "" && len(string(r.Date)) >= len("2025-07") {
			return one(r.First[:len("2025-07")])
		}
	case Review: // comes from decisions, not from the record
	}
	return nil
}

// kinds says as what the ledger holds a happening.
func (l *ledger) kinds(r *Row) []string {
	var out []string
	for _, k := range []struct {
		name string
		is   bool
	}{
		{"talks", r.Talks != nil},
		{"incident", view.IsIncident(r.Event)},
		{"access", l.access[r.ID]},
		{"alleged", r.Allegation != nil},
		{"toll", len(r.Tolls) > 0},
		{"agreement", l.made[r.ID]},
	} {
		if k.is {
			out = append(out, k.name)
		}
	}
	if len(out) == 0 {
		return []string{"other"}
	}
	return out
}

func (l *ledger) parties(r *Row) []string {
	out := slices.Concat(r.Actors, r.Recipients, r.Mediators)
	if r.Talks != nil {
		for _, d := range r.Talks.Delegations {
			out = append(append(out, d.Party), d.Members...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func zones(r *Row) []string {
	var out []string
	if r.Where != nil {
		out = append(out, r.Where.Zones...)
	}
	if r.Allegation != nil && r.Allegation.ZoneTest != nil && !slices.Contains(out, r.Allegation.ZoneTest.Zone) {
		out = append(out, r.Allegation.ZoneTest.Zone)
	}
	return out
}
