package query

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/trucewatch/trucewatch/internal/output/view"
)

// Column is a column of the table.
type Column string

// The columns, in the order in which they are shown.
const (
	Date        Column = "date"
	What        Column = "what"
	Kinds       Column = "kind"
	TypeOf      Column = "type"
	Actors      Column = "actors"
	Recipients  Column = "recipients"
	Mediators   Column = "mediators"
	PlaceOf     Column = "place"
	ZoneOf      Column = "zone"
	AgreementOf Column = "agreement"
	StatusOf    Column = "status"
	StandingOf  Column = "standing"
	Reports     Column = "reports"
	Killed      Column = "killed"
	Alleged     Column = "alleged"
	Denied      Column = "denied"
	OutletsOf   Column = "outlets"
	ReviewOf    Column = "review"
)

// Columns lists every column.
func Columns() []Column {
	return []Column{
		Date, What, Kinds, TypeOf, Actors, Recipients, Mediators, PlaceOf, ZoneOf, AgreementOf, StatusOf, StandingOf,
		Reports, Killed, Alleged, Denied, OutletsOf, ReviewOf,
	}
}

// Usual lists the columns of a table for which none were chosen.
func Usual() []Column {
	return []Column{Date, What, TypeOf, PlaceOf, StandingOf, Reports, Killed, ReviewOf}
}

// Chosen are the columns that a filter asks for.
func (f Filter) Chosen() []Column {
	if len(f.Columns) == 0 {
		return Usual()
	}
	return f.Columns
}

// Toll returns the count of a measure in a happening, or nil: of all who were harmed
// where reports count them, else of the first class of them.
func (r *Row) Toll(measure string) (low, best, high *int) {
	for _, t := range r.Tolls {
		if t.Measure != measure {
			continue
		}
		if t.Victims == "" {
			return t.Low, t.Best, t.High
		}
		if low == nil && high == nil {
			low, best, high = t.Low, t.Best, t.High
		}
	}
	return low, best, high
}

// orders keeps the rows in the order of each column that was asked for, so that a
// filter need not sort what it finds.
type orders struct {
	mu   sync.Mutex
	rows map[string][]int32
}

// without returns what is kept, but for a column whose values have changed.
func (o *orders) without(c Column) *orders {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := &orders{rows: maps.Clone(o.rows)}
	for _, reverse := range []bool{false, true} {
		delete(out.rows, fmt.Sprint(c, reverse))
	}
	return out
}

// order returns all rows in the order of a column. By date, count and number of
// reports the greatest comes first, by words the first of the alphabet. What is not
// known comes last either way.
func (x *Index) order(c Column, reverse bool) []int32 {
	name := fmt.Sprint(c, reverse)
	x.orders.mu.Lock()
	defer x.orders.mu.Unlock()
	if found := x.orders.rows[name]; found != nil {
		return found
	}
	turn := 1
	if reverse {
		turn = -1
	}
	key := x.sortKey(c)
	keys := make([]string, len(x.Rows))
	out := make([]int32, len(x.Rows))
	for i := range x.Rows {
		keys[i], out[i] = key(&x.Rows[i]), int32(i) //nolint:gosec // no record has so many happenings
	}
	slices.SortFunc(out, func(a, b int32) int {
		if (keys[a] == "") != (keys[b] == "") {
			return cmp.Compare(b2i(keys[a] == ""), b2i(keys[b] == ""))
		}
		by := cmp.Compare(keys[a], keys[b]) * turn
		return cmp.Or(by, cmp.Compare(x.Rows[b].First, x.Rows[a].First), cmp.Compare(x.Rows[a].ID, x.Rows[b].ID))
	})
	x.orders.rows[name] = out
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sortKey gives the words by which a column is sorted; numbers and days are turned
// round, so that the greatest comes first.
func (x *Index) sortKey(c Column) func(*Row) string {
	switch c {
	case Date:
		return func(r *Row) string { return turned(r.First) }
	case Reports:
		return func(r *Row) string { return number(r.Reports) }
	case Killed:
		return func(r *Row) string {
			low, best, high := r.Toll("killed")
			for _, n := range []*int{best, high, low} {
				if n != nil {
					return number(*n)
				}
			}
			return ""
		}
	case What, Kinds, TypeOf, Actors, Recipients, Mediators, PlaceOf, ZoneOf, AgreementOf, StatusOf, StandingOf, Alleged, Denied, OutletsOf, ReviewOf:
	}
	return func(r *Row) string { return strings.ToLower(x.Cell(r, c)) }
}

// turned writes digits so that the greatest sorts first.
func turned(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '9' - (r - '0')
		}
		return r
	}, s)
}

const widest = 12 // digits of the longest number that is sorted

func number(n int) string {
	s := strings.Repeat("0", widest)
	for i := widest - 1; n > 0 && i >= 0; i-- {
		s = s[:i] + string(rune('0'+n%10)) + s[i+1:]
		n /= 10
	}
	return turned(s)
}

// Cell writes what a row has in a column as plain words; nothing where it is not known.
func (x *Index) Cell(r *Row, c Column) string {
	names := func(ids []string) string { return strings.Join(x.View.NamesOf(ids), ", ") }
	switch c {
	case Date:
		return string(r.Date)
	case What:
		return r.Head
	case TypeOf:
		return strings.Join(append([]string{strings.ToLower(r.Type)}, r.Mode...), ", ")
	case Actors:
		return names(r.Actors)
	case Recipients:
		return names(r.Recipients)
	case Mediators:
		return names(r.Mediators)
	case PlaceOf:
		return x.View.Name(string(r.Place))
	case StatusOf:
		return r.Status
	case StandingOf:
		return r.Standing
	case Reports:
		return strconv.Itoa(r.Reports)
	case Killed:
		low, _, high := r.Toll("killed")
		if low == nil && high == nil {
			return ""
		}
		return view.Bounds(low, high)
	case Alleged, Denied:
		if r.Allegation == nil {
			return ""
		}
		if c == Alleged {
			return names(r.Allegation.AllegedBy)
		}
		return names(r.Allegation.DeniedBy)
	case Kinds, ZoneOf, AgreementOf, OutletsOf, ReviewOf:
		return x.labels(r, map[Column]Attribute{Kinds: Kind, ZoneOf: Zone, AgreementOf: Agreement, OutletsOf: Outlet, ReviewOf: Review}[c])
	}
	return ""
}

func (x *Index) labels(r *Row, a Attribute) string {
	var out []string
	for _, v := range x.Values(r, a) {
		if v != None {
			out = append(out, x.Label(a, v))
		}
	}
	return strings.Join(out, ", ")
}

// Title is the head of a column.
func (c Column) Title() string {
	if c == Killed {
		return "killed, as counted"
	}
	if c == Alleged || c == Denied {
		return string(c) + " by"
	}
	return string(c)
}

// Shown reports whether a column is among the chosen ones.
func (f Filter) Shown(c Column) bool { return slices.Contains(f.Chosen(), c) }
