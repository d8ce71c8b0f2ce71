package differences

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// telling is how one report tells of something.
type telling struct{ report, value, quote string }

// beside sets side by side what reports tell of one thing: a row where two of them, no
// copies, give values of which not each gives all. The values stand in the order in which
// they come; nobody is said to be wrong.
func (b *rows) beside(about, attribute, lead string, list []telling) []record.Disagreement {
	d := record.Disagreement{About: about, Attribute: attribute, Kind: "single"}
	var reports []string
	for _, t := range list {
		if b.Reports[t.report].CopyOf != "" {
			continue
		}
		reports = record.Union(reports, t.report)
		at := slices.IndexFunc(d.Values, func(v record.Value) bool { return strings.EqualFold(string(v.Value), t.value) })
		if at < 0 {
			at = len(d.Values)
			d.Values = append(d.Values, record.Value{Value: record.Nullable(t.value), Quote: record.Nullable(t.quote)})
		}
		d.Values[at].Reports = record.Union(d.Values[at].Reports, t.report)
	}
	differ := slices.ContainsFunc(d.Values, func(v record.Value) bool { return len(v.Reports) < len(reports) })
	if len(reports) < 2 || len(d.Values) < 2 || !differ {
		return nil
	}
	var told []string
	for i := range d.Values {
		slices.Sort(d.Values[i].Reports)
		told = append(told, fmt.Sprintf("%q by %s", d.Values[i].Value, b.Outlets(d.Values[i].Reports)))
	}
	d.Note = fmt.Sprintf("%s: %s.", lead, book.List(told))
	return []record.Disagreement{d}
}

// near reports whether two reports are other texts of days close together.
func (b *rows) near(one, two string, days int) bool {
	if b.Original(one) == b.Original(two) {
		return false
	}
	return book.Near(b.Reports[one].Published.Date, b.Reports[two].Published.Date, days)
}

// namedIn lists those whom a sentence names, peoples left out.
func (b *rows) namedIn(at book.Spot) []string {
	rep := b.Reports[at.Report]
	in := rep.Sentences[at.Sentence]
	var out []string
	for _, m := range rep.Mentions {
		if m.Start >= in.Start && m.End <= in.End && m.Entity != "" && m.Kind != "people" {
			out = record.Union(out, string(m.Entity))
		}
	}
	return out
}

// namedNear lists those whom a sentence or the one before it names.
func (b *rows) namedNear(at book.Spot) []string {
	out := b.namedIn(at)
	if at.Sentence > 0 {
		out = record.Union(out, b.namedIn(book.Spot{Report: at.Report, Sentence: at.Sentence - 1})...)
	}
	return out
}

// shared counts what two lists have in common.
func shared(one, two []string) int {
	n := 0
	for _, x := range one {
		if slices.Contains(two, x) {
			n++
		}
	}
	return n
}

// groups puts together those of n tellings that are of one thing, each in one group: around
// the earliest left, those of reports at most a few days later that are the same as it. What
// is the same is asked within that time only.
func (b *rows) groups(n int, report func(int) string, same func(i, j int) bool) [][]int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	day := func(i int) record.Nullable { return b.Reports[report(i)].Published.Date }
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(day(i), day(j)) })
	taken := make([]bool, n)
	var out [][]int
	for at, i := range order {
		if taken[i] {
			continue
		}
		group := []int{i}
		for _, j := range order[at+1:] {
			if report(i) != report(j) && !book.Within(day(i), day(j), countDays) {
				break
			}
			if !taken[j] && same(i, j) {
				taken[j] = true
				group = append(group, j)
			}
		}
		out = append(out, group)
	}
	return out
}
