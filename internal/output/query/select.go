package query

import (
	"cmp"
	"slices"
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
	wanted := x.wanted(f)
	counts := make([][]int, len(x.terms))
	for j := range counts {
		counts[j] = make([]int, len(x.terms[j].values))
	}
	out := Result{Filter: f}
	for _, i := range x.order(f.Sort, f.Reverse) {
		r := &x.Rows[i]
		if found != nil && !found.has(int(i)) || !f.covers(r) {
			continue
		}
		missed, failing := misses(r, wanted)
		switch missed {
		case 0:
			out.Rows = append(out.Rows, r)
			for j, codes := range r.codes {
				count(counts[j], codes)
			}
		case 1:
			count(counts[failing], r.codes[failing])
		}
	}
	for j, a := range Attributes() {
		out.Facets = append(out.Facets, x.facet(f, a, x.terms[j].values, counts[j]))
	}
	return out
}

func count(into []int, codes []int32) {
	for _, c := range codes {
		into[c]++
	}
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

// misses counts the attributes in which a row is not as wanted, and gives the last.
func misses(r *Row, wanted [][]bool) (n, last int) {
	for j, w := range wanted {
		if w != nil && !slices.ContainsFunc(r.codes[j], func(c int32) bool { return w[c] }) {
			n, last = n+1, j
		}
	}
	return n, last
}

// covers tests days and frame. A happening whose date is a longer span counts where
// the span touches the days that are wanted; one without a date never does.
func (f Filter) covers(r *Row) bool {
	if (f.From != "" || f.To != "") && r.First == "" {
		return false
	}
	if f.From != "" && r.Last < f.From || f.To != "" && r.First > f.To {
		return false
	}
	if f.Frame == nil {
		return true
	}
	p := r.Where
	return p != nil && p.Lat != nil && p.Lon != nil &&
		*p.Lon >= f.Frame.West && *p.Lon <= f.Frame.East && *p.Lat >= f.Frame.South && *p.Lat <= f.Frame.North
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
