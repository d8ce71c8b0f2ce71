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

// found is a telling with what shows whether another one is of the same thing.
type found struct {
	telling
	event string          // or ""
	date  record.Nullable // or ""
	names []string        // those named there
	words []string        // the longer words of its sentence, where they count
}

// groups puts together the tellings that are of one thing, each in one group: around the
// earliest left, those of reports at most a few days later that are the same as it. What
// is the same is asked within that time only.
func (b *rows) groups(list []found, same func(x, y found) bool) [][]found {
	day := func(x found) record.Nullable { return b.Reports[x.report].Published.Date }
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(x, y found) int { return cmp.Compare(day(x), day(y)) })
	taken := make([]bool, len(order))
	var out [][]found
	for i, x := range order {
		if taken[i] {
			continue
		}
		group := []found{x}
		for k, y := range order[i+1:] {
			if x.report != y.report && !book.Within(day(x), day(y), countDays) {
				break
			}
			if at := i + 1 + k; !taken[at] && same(x, y) {
				taken[at] = true
				group = append(group, y)
			}
		}
		out = append(out, group)
	}
	return out
}

// tellingsOf are the tellings of a group.
func tellingsOf(group []found) []telling {
	var out []telling
	for _, x := range group {
		out = append(out, x.telling)
	}
	return out
}

// passage is a sentence that tells of a happening, with the date it gives it.
type passage struct {
	book.Spot
	event string
	date  record.Nullable
}

// passages lists the sentences in which reports tell of what is wanted, each once, copies
// left out.
func (b *rows) passages(wanted func(e *record.Event, m *record.EventMention) bool) []passage {
	var out []passage
	seen := map[book.Spot]bool{}
	for i := range b.R.Events {
		e := &b.R.Events[i]
		for k := range e.Mentions {
			m := &e.Mentions[k]
			if !wanted(e, m) || b.Reports[m.Report].CopyOf != "" {
				continue
			}
			if at := b.At(m.Report, m.Start); at.Sentence >= 0 && !seen[at] {
				seen[at] = true
				out = append(out, passage{at, e.ID, m.Date})
			}
		}
	}
	return out
}
