// Package query finds happenings in a record: by facets, days, a frame of the map
// and words in any spelling. One filter, written as the query of a URL, is what
// the table, the map, the review queue, the exports and the programs' interface
// all take.
package query

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Attribute is something by which happenings are sorted into facets.
type Attribute string

// The attributes, in the order in which they are shown.
const (
	Kind      Attribute = "kind"
	Type      Attribute = "type"
	Mode      Attribute = "mode"
	Status    Attribute = "status"
	Standing  Attribute = "standing"
	Party     Attribute = "party"
	Place     Attribute = "place"
	Zone      Attribute = "zone"
	Agreement Attribute = "agreement"
	Track     Attribute = "track"
	Outlet    Attribute = "outlet"
	Month     Attribute = "month"
	Review    Attribute = "review"
)

// Attributes lists every attribute.
func Attributes() []Attribute {
	return []Attribute{Kind, Type, Mode, Status, Standing, Party, Place, Zone, Agreement, Track, Outlet, Month, Review}
}

// None stands in a filter for "not known".
const None = "-"

// Box is a frame of the map, in degrees.
type Box struct{ West, South, East, North float64 }

// Filter says which happenings are wanted, in what order. The zero filter wants all
// of them, the latest first.
type Filter struct {
	Words    string // all of them must be found, each in any spelling
	From, To string // ISO 8601 days, both included; empty is open
	Frame    *Box
	Values   map[Attribute][]string // any of them; sorted
	Sort     Column
	Reverse  bool
	Columns  []Column // chosen for the table; empty is the usual ones
	Page     int      // from 1
}

const (
	maxWords  = 200 // code points
	maxValues = 100 // of one attribute
)

// Parse reads the query of a URL. What it cannot read is told in the error, which
// joins one error for each fault; the filter then holds the rest.
func Parse(values url.Values) (Filter, error) {
	f := Filter{Values: map[Attribute][]string{}, Sort: Date, Page: 1}
	var faults []error
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if err := f.read(key, values[key]); err != nil {
			faults = append(faults, err)
		}
	}
	if f.From != "" && f.To != "" && f.From > f.To {
		faults = append(faults, fmt.Errorf("the first day %s is after the last day %s", f.From, f.To))
	}
	return f, errors.Join(faults...)
}

// read takes in one key of the query.
func (f *Filter) read(key string, values []string) error {
	if a := Attribute(key); slices.Contains(Attributes(), a) {
		return f.readValues(a, values)
	}
	if !slices.Contains([]string{"q", "from", "to", "frame", "sort", "columns", "page"}, key) {
		return fmt.Errorf("there is no filter %q", key)
	}
	value := strings.TrimSpace(values[len(values)-1])
	if value == "" {
		return nil
	}
	switch key {
	case "q":
		if len([]rune(value)) > maxWords {
			return fmt.Errorf("q is longer than %d characters", maxWords)
		}
		f.Words = value
	case "from":
		return day(&f.From, key, value)
	case "to":
		return day(&f.To, key, value)
	case "frame":
		return f.readFrame(value)
	case "sort":
		return f.readSort(value)
	case "columns":
		return f.readColumns(values)
	case "page":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 1_000_000 {
			return fmt.Errorf("page %q is no number from 1", value)
		}
		f.Page = n
	}
	return nil
}

func (f *Filter) readValues(a Attribute, values []string) error {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(f.Values[a], v) {
			f.Values[a] = append(f.Values[a], v)
		}
	}
	if len(f.Values[a]) > maxValues {
		f.Values[a] = f.Values[a][:maxValues]
		return fmt.Errorf("more than %d values of %s", maxValues, a)
	}
	slices.Sort(f.Values[a])
	return nil
}

func day(into *string, key, value string) error {
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return fmt.Errorf("%s %q is no day such as 2025-07-13", key, value)
	}
	*into = value
	return nil
}

func (f *Filter) readFrame(value string) error {
	parts := strings.Split(value, ",")
	var n [4]float64
	if len(parts) != len(n) {
		return fmt.Errorf("frame %q is not west,south,east,north", value)
	}
	for i, p := range parts {
		x, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || !(x >= -180 && x <= 180) { // what is no number is not within either
			return fmt.Errorf("frame %q is not west,south,east,north in degrees", value)
		}
		n[i] = x
	}
	if n[0] >= n[2] || n[1] >= n[3] {
		return fmt.Errorf("frame %q has no inside", value)
	}
	f.Frame = &Box{n[0], n[1], n[2], n[3]}
	return nil
}

func (f *Filter) readSort(value string) error {
	name, reverse := strings.CutPrefix(value, "-")
	if !slices.Contains(Columns(), Column(name)) {
		return fmt.Errorf("there is no column %q to sort by", name)
	}
	f.Sort, f.Reverse = Column(name), reverse
	return nil
}

func (f *Filter) readColumns(values []string) error {
	for _, v := range values {
		for name := range strings.SplitSeq(v, ",") {
			c := Column(strings.TrimSpace(name))
			if !slices.Contains(Columns(), c) {
				return fmt.Errorf("there is no column %q", name)
			}
			if !slices.Contains(f.Columns, c) {
				f.Columns = append(f.Columns, c)
			}
		}
	}
	return nil
}

// Encode writes the filter as the query of a URL: equal filters give equal words,
// and what is as usual is left out.
func (f Filter) Encode() string {
	v := url.Values{}
	put := func(key, value string) {
		if value != "" {
			v.Set(key, value)
		}
	}
	put("q", f.Words)
	put("from", f.From)
	put("to", f.To)
	if b := f.Frame; b != nil {
		put("frame", b.String())
	}
	for a, values := range f.Values {
		if len(values) > 0 {
			v[string(a)] = values
		}
	}
	if f.Sort != "" && f.Sort != Date || f.Reverse {
		v.Set("sort", map[bool]string{true: "-"}[f.Reverse]+string(f.Sort))
	}
	names := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		names[i] = string(c)
	}
	put("columns", strings.Join(names, ","))
	if f.Page > 1 {
		v.Set("page", strconv.Itoa(f.Page))
	}
	return v.Encode()
}

// String writes a frame as the filter has it.
func (b Box) String() string {
	out := make([]string, 4)
	for i, x := range []float64{b.West, b.South, b.East, b.North} {
		out[i] = strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strings.Join(out, ",")
}

// Has reports whether the filter wants a value of an attribute.
func (f Filter) Has(a Attribute, value string) bool { return slices.Contains(f.Values[a], value) }

// Toggled returns the filter with a value of an attribute taken in, or taken out
// where it was in, on the first page.
func (f Filter) Toggled(a Attribute, value string) Filter {
	values := make(map[Attribute][]string, len(f.Values)+1)
	maps.Copy(values, f.Values)
	if f.Has(a, value) {
		values[a] = slices.DeleteFunc(slices.Clone(values[a]), func(v string) bool { return v == value })
	} else {
		values[a] = append(slices.Clone(values[a]), value)
		slices.Sort(values[a])
	}
	f.Values, f.Page = values, 1
	return f
}

// SortedBy returns the filter in the order of a column; asked for the column that
// it has, in the other direction.
func (f Filter) SortedBy(c Column) Filter {
	f.Reverse = f.Sort == c && !f.Reverse
	f.Sort, f.Page = c, 1
	return f
}

// OnPage returns the filter on another page.
func (f Filter) OnPage(n int) Filter {
	f.Page = n
	return f
}

// Narrow reports whether the filter leaves anything out.
func (f Filter) Narrow() bool {
	for _, v := range f.Values {
		if len(v) > 0 {
			return true
		}
	}
	return f.Words != "" || f.From != "" || f.To != "" || f.Frame != nil
}
