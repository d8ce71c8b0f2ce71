// Package tolls gathers the counts of each harm of each event, tells which of them
// stand, and has low, best and high drawn from these (package tally).
package tolls

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/record/tally"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// rows draws rows from a book.
type rows struct {
	*book.Book
	words map[string][]string // actor or place to the words of its name, once asked
	hands map[string]hand     // event to when it was and by whose hand, once asked

	byReport map[string][]int // report to its figures, by index, once asked
}

// Rows gathers the counts of each harm of each event, apart by class of victim and by
// side where reports tell them apart. Low is the least that any count allows that no later one of
// its counter has replaced, and high the most; either is open where the count that
// goes furthest is ("at least 814"). Best is the closest count of the one who names it
// last, a named counter before an unnamed one. The same dead are never added.
func Rows(of *book.Book) []record.Toll {
	b := &rows{Book: of, words: map[string][]string{}, hands: map[string]hand{}}
	type key struct{ event, measure, victims string }
	series := map[key][]record.Figure{}
	var keys []key
	figures := b.figures()
	victims := b.classes(figures)
	b.wholes(figures, victims)
	plain := map[string]bool{} // counts that name no class of victim
	for i, f := range figures {
		if victims[i] == "" {
			plain[fromCount(f)] = true
		}
	}
	for i, f := range figures {
		k := key{string(f.Event), f.Measure, victims[i]}
		if plain[fromCount(f)] {
			k.victims = "" // the same number with and without a class is one count
		}
		if series[k] == nil {
			keys = append(keys, k)
		}
		series[k] = append(series[k], f)
	}
	var out []record.Toll
	for _, k := range keys {
		out = append(out, b.toll(record.Toll{Event: k.event, Measure: k.measure, Victims: record.Nullable(k.victims)}, series[k]))
	}
	return append(out, b.noneKnown()...)
}

// toll fills in the series of a row, what each count of it is worth, and the bounds.
func (b *rows) toll(t record.Toll, list []record.Figure) record.Toll {
	tally.Sort(list)
	t.Counts = b.counts(list)
	var standing []record.Figure
	for i, f := range list {
		t.Series = append(t.Series, f.Ref())
		if c := t.Counts[i]; c.SupersededBy == nil && c.Repeats == nil && c.PartOf == nil {
			standing = append(standing, f)
		}
	}
	if len(standing) == 0 {
		standing = list
	}
	best, vaguer := tally.Take(&t, standing)
	t.Why = b.tollReason(list, standing, best)
	if vaguer > 0 {
		t.Why += "; a vaguer count that leaves room for a closer one does not widen the range"
	}
	return t
}

// sameCount is a key that two counts share which give one number for one harm.
func sameCount(f record.Figure) string {
	bound := func(n *int) string {
		if n == nil {
			return "open"
		}
		return strconv.Itoa(*n)
	}
	return strings.Join([]string{string(f.Event), f.Measure, bound(f.Min), bound(f.Max)}, " ")
}

// chance is up to which number two counts may be the same by chance.
const chance = 9

// fromCount is a key that two counts share which begin at one number for one harm, of which one
// may be open: "67 farmers", "at least 67 people". Small numbers and ranges have a key of their own.
func fromCount(f record.Figure) string {
	if f.Min == nil || *f.Min <= chance || f.Max != nil && *f.Max != *f.Min {
		return sameCount(f)
	}
	return strings.Join([]string{string(f.Event), f.Measure, "from", strconv.Itoa(*f.Min)}, " ")
}

// tollReason writes the rule by which low, best and high were chosen.
func (b *rows) tollReason(list, standing []record.Figure, best record.Figure) string {
	out := "1 count"
	if n := len(list); n > 1 {
		out = fmt.Sprintf("%d counts", n)
	}
	if n := len(list) - len(standing); n > 0 {
		out += fmt.Sprintf(", %d of them replaced, repeated or part of another", n)
	}
	out += fmt.Sprintf("; best is %q of %s", best.Quote, b.counter(best))
	if len(standing) > 1 {
		out += "; low is the least and high the most that any standing count allows; counts are never added"
	}
	return out
}

// counts tells for each figure of a series which later one of the same counter takes
// its place, and which one it only repeats: the same numbers from the same counter, or
// told by a report that already gives them with their counter.
func (b *rows) counts(list []record.Figure) []record.Count {
	out := make([]record.Count, len(list))
	from := make([]string, len(list))
	for i := range list {
		from[i] = b.Original(list[i].Report)
	}
	for i := range list {
		f := &list[i]
		out[i] = record.Count{Report: f.Report, Start: f.Start, End: f.End, By: f.By, AsOf: f.AsOf, Hedges: b.hedges(*f)}
		for j := range list {
			g, copied := &list[j], from[i] == from[j]
			same := tally.SameBounds(*f, *g) && (slices.Equal(f.By, g.By) && (len(f.By) > 0 || copied) || len(f.By) == 0 && len(g.By) > 0 && copied)
			if i != j && same && (len(g.By) > len(f.By) || len(g.By) == len(f.By) && j < i) && out[i].Repeats == nil {
				out[i].Repeats = new(j)
			}
			if tally.Replaces(*g, *f) {
				out[i].SupersededBy = new(j)
			}
			if b.partOf(*f, *g) {
				out[i].PartOf = new(j)
			}
		}
	}
	return out
}

// hedges are the reserves of a count: its own, and those of the statement that gives
// it, such as "preliminary".
func (b *rows) hedges(f record.Figure) []string {
	out := slices.Clone(f.Hedges)
	for _, s := range b.Said[b.At(f.Report, f.Start)] {
		out = record.Union(out, s.Hedges...)
	}
	out = slices.DeleteFunc(out, func(h string) bool { return !slices.Contains(f.Hedges, h) && b.ofAnother(h, f) })
	slices.Sort(out)
	return out
}

// ofAnother reports whether a reserve is that of another count of the sentence ("at
// least nine dead and 34 hurt"), or of who did it ("alleged").
func (b *rows) ofAnother(hedge string, f record.Figure) bool {
	if strings.HasPrefix(strings.ToLower(hedge), "alleged") {
		return true
	}
	for _, i := range b.counted()[f.Report] {
		if g := &b.R.Figures[i]; g.Start != f.Start && slices.Contains(g.Hedges, hedge) {
			return true
		}
	}
	return false
}

// counted is where the figures of each report stand.
func (b *rows) counted() map[string][]int {
	if b.byReport == nil {
		b.byReport = map[string][]int{}
		for i := range b.R.Figures {
			b.byReport[b.R.Figures[i].Report] = append(b.byReport[b.R.Figures[i].Report], i)
		}
	}
	return b.byReport
}

func (b *rows) counter(f record.Figure) string {
	if len(f.By) == 0 {
		return "a counter nobody names, in " + b.Outlet(f.Report)
	}
	return b.Names(f.By) + ", in " + b.Outlet(f.Report)
}
