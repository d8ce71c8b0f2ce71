package query

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Facet is one attribute with its values and how many happenings have each.
type Facet struct {
	Attribute Attribute
	Counts    []Count // the most frequent first
}

// Tells reports whether the facet parts the happenings at all.
func (f Facet) Tells() bool {
	return len(f.Counts) > 1 || len(f.Counts) == 1 && (f.Counts[0].Chosen || f.Counts[0].Value != None && f.Counts[0].Value != Unreviewed)
}

// mostShown is how many values of a facet a page lists.
const mostShown = 40

// Shown are the values that a page lists: the chosen and the most frequent ones.
func (f Facet) Shown() []Count { return f.Counts[:min(mostShown, len(f.Counts))] }

// More is how many values a page does not list.
func (f Facet) More() int { return len(f.Counts) - len(f.Shown()) }

// Count is one value of a facet.
type Count struct {
	Value, Label string
	N            int
	Chosen       bool
}

// Result is what a filter finds.
type Result struct {
	Filter Filter
	Rows   []*Row // all of them, in order
	Facets []Facet
}

// Select finds the happenings that a filter wants. The counts of a facet are those
// with all other filters, so that each says what choosing it would give.
func (x *Index) Select(f Filter) Result {
	var found set
	if f.Words != "" {
		found = x.search(f.Words)
	}
	counts := make([][]int, len(x.terms))
	for j := range counts {
		counts[j] = make([]int, len(x.terms[j].values))
	}
	hits := x.hits(f, found, counts)
	into := newSet(len(x.Rows))
	into.addAll(hits)
	for j, c := range x.columns {
		n := counts[j]
		for _, row := range hits {
			for _, v := range c.of(row) {
				n[v]++
			}
		}
	}
	out := Result{Filter: f, Rows: make([]*Row, 0, len(hits))}
	for _, i := range x.order(f.Sort, f.Reverse) {
		if into.has(int(i)) {
			out.Rows = append(out.Rows, &x.Rows[i])
		}
	}
	for j, a := range Attributes() {
		out.Facets = append(out.Facets, x.facet(f, a, x.terms[j].values, counts[j]))
	}
	return out
}

// hits lists the rows that a filter wants, in the order of the index. A row that only
// one attribute keeps out is counted there: choosing its value too would let it in.
func (x *Index) hits(f Filter, found set, counts [][]int) []int32 {
	wanted := x.wanted(f)
	var asked []int
	for j, w := range wanted {
		if w != nil {
			asked = append(asked, j)
		}
	}
	from, to := dayNumber(f.From), dayNumber(f.To)
	hits := make([]int32, 0, len(x.Rows))
	for i := range x.Rows {
		if found != nil && !found.has(i) || (from != 0 || to != 0) && !x.within(i, from, to) || f.Frame != nil && !f.Frame.holds(x.Rows[i].Where) {
			continue
		}
		row := int32(i) //nolint:gosec // no record has so many happenings
		switch missed, failing := x.misses(row, wanted, asked); missed {
		case 0:
			hits = append(hits, row)
		case 1:
			for _, v := range x.columns[failing].of(row) {
				counts[failing][v]++
			}
		}
	}
	return hits
}

// wanted gives for each attribute the codes that the filter wants: nil for all.
func (x *Index) wanted(f Filter) [][]bool {
	out := make([][]bool, len(x.terms))
	for j, a := range Attributes() {
		if len(f.Values[a]) == 0 {
			continue
		}
		out[j] = make([]bool, len(x.terms[j].values))
		for _, v := range f.Values[a] {
			if c, known := x.terms[j].code[v]; known {
				out[j][c] = true
			}
		}
	}
	return out
}

// misses counts the attributes asked for in which a row is not as wanted, up to two,
// and gives the last.
func (x *Index) misses(row int32, wanted [][]bool, asked []int) (n, last int) {
	for _, j := range asked {
		if !slices.ContainsFunc(x.columns[j].of(row), func(c int32) bool { return wanted[j][c] }) {
			if n, last = n+1, j; n > 1 {
				break
			}
		}
	}
	return n, last
}

// within tests days; 0 is open. A happening whose date is a longer span counts where
// the span touches the days that are wanted; one without a date never does.
func (x *Index) within(row int, from, to int32) bool {
	first, last := x.days[0][row], x.days[1][row]
	return first != 0 && (from == 0 || last >= from) && (to == 0 || first <= to)
}

// holds reports whether a place lies in a frame.
func (b *Box) holds(p *record.Place) bool {
	return p != nil && p.Lat != nil && p.Lon != nil && *p.Lon >= b.West && *p.Lon <= b.East && *p.Lat >= b.South && *p.Lat <= b.North
}

func (x *Index) facet(f Filter, a Attribute, values []string, counts []int) Facet {
	out := Facet{Attribute: a}
	for c, n := range counts {
		if chosen := f.Has(a, values[c]); n > 0 || chosen {
			out.Counts = append(out.Counts, Count{values[c], x.Label(a, values[c]), n, chosen})
		}
	}
	for _, v := range f.Values[a] { // asked for, but nowhere in the record
		if !slices.Contains(values, v) {
			out.Counts = append(out.Counts, Count{v, x.Label(a, v), 0, true})
		}
	}
	slices.SortFunc(out.Counts, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b2i(b.Chosen), b2i(a.Chosen)), cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value))
	})
	return out
}

// Size is how many rows a page of the table has.
const Size = 50

// Pages is how many pages the result has, one at least.
func (r Result) Pages() int { return max(1, (len(r.Rows)+Size-1)/Size) }

// OnPage returns the rows of the page that the filter asks for.
func (r Result) OnPage() []*Row {
	from := min((max(r.Filter.Page, 1)-1)*Size, len(r.Rows))
	return r.Rows[from:min(from+Size, len(r.Rows))]
}
