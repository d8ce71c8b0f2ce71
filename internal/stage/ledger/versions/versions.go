// Package versions tells what an outlet changed in a report after it had come out: the
// record shows the newest version, and a count that the outlet changed is itself news.
// Versions of one report are one voice; only the newest takes part in the ledger.
package versions

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/record/tally"
)

// Version is one version of a report as it was read.
type Version struct {
	Reading trucewatch.Reading
	Claims  trucewatch.Claims
}

// Changes compares versions of one report, in the order in which they were retrieved.
// The last is the one that the record shows. Each count that was changed becomes a
// disagreement about that report; there is an issue that says how many versions there
// are. Nothing is said where there is only one.
func Changes(list []Version) ([]record.Disagreement, []trucewatch.Issue) {
	if len(list) < 2 {
		return nil, nil
	}
	r := list[len(list)-1].Reading.Report
	issue := trucewatch.Issue{
		Report: r.ID, Where: r.File, What: fmt.Sprintf("the outlet changed this report; the last of %d versions is shown", len(list)),
		Why: "the text at its address changed after it was first retrieved",
	}
	var out []record.Disagreement
	for _, c := range chains(list) {
		out = append(out, c.told(r))
	}
	slices.SortStableFunc(out, func(a, b record.Disagreement) int {
		return cmp.Or(cmp.Compare(a.Attribute, b.Attribute), cmp.Compare(a.Note, b.Note))
	})
	return out, []trucewatch.Issue{issue}
}

// count is one figure of one version.
type count struct {
	trucewatch.Figure
	quote string
	words []string // of its sentence, without numbers
}

// chain is what became of one count from version to version.
type chain []count

// alike is the share of words that two sentences must have in common to speak of the
// same count.
const alike = 0.4

// chains follows counts that changed from each version to the next.
func chains(list []Version) []chain {
	var done, open []chain
	before := counts(list[0])
	for _, v := range list[1:] {
		now := counts(v)
		var next []chain
		for _, pair := range changed(before, now) {
			c := chain{pair[0]}
			if at := slices.IndexFunc(open, func(o chain) bool { return same(o[len(o)-1], pair[0]) }); at >= 0 {
				c = open[at]
				open = slices.Delete(open, at, at+1)
			}
			next = append(next, append(c, pair[1]))
		}
		// A count that stays as it was goes on: it may change in a later version.
		for _, o := range open {
			if slices.ContainsFunc(now, func(c count) bool { return same(c, o[len(o)-1]) }) {
				next = append(next, o)
			} else {
				done = append(done, o)
			}
		}
		open, before = next, now
	}
	return append(done, open...)
}

func counts(v Version) []count {
	text := v.Reading.Report.Text
	var out []count
	for _, f := range v.Claims.Figures {
		c := count{Figure: f, quote: f.Of(text)}
		if f.Sentence >= 0 && f.Sentence < len(v.Reading.Sentences) {
			c.words = plain(v.Reading.Sentences[f.Sentence].Of(text))
		}
		out = append(out, c)
	}
	return out
}

// plain are the words of a sentence in lower case, without those that hold a digit.
func plain(s string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !strings.ContainsFunc(w, unicode.IsDigit) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// changed pairs the counts that one version has and the next has not with those of
// which the reverse is true, the most alike sentences first.
func changed(before, now []count) [][2]count {
	gone, fresh := without(before, now), without(now, before)
	type match struct {
		a, b  int
		score float64
	}
	var all []match
	for i, a := range gone {
		for j, b := range fresh {
			if s := likeness(a.words, b.words); a.Measure == b.Measure && s >= alike {
				all = append(all, match{i, j, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	usedA, usedB := map[int]bool{}, map[int]bool{}
	var out [][2]count
	for _, m := range all {
		if !usedA[m.a] && !usedB[m.b] {
			usedA[m.a], usedB[m.b] = true, true
			out = append(out, [2]count{gone[m.a], fresh[m.b]})
		}
	}
	return out
}

// without returns the counts of a that b does not have, each of b taken once.
func without(a, b []count) []count {
	left := slices.Clone(b)
	var out []count
	for _, c := range a {
		if at := slices.IndexFunc(left, func(o count) bool { return same(c, o) }); at >= 0 {
			left = slices.Delete(left, at, at+1)
		} else {
			out = append(out, c)
		}
	}
	return out
}

func same(a, b count) bool {
	return a.Measure == b.Measure && tally.SameNumber(a.Min, b.Min) && tally.SameNumber(a.Max, b.Max) && likeness(a.words, b.words) >= alike
}

// likeness is the share of words that two sentences have in common.
func likeness(a, b []string) float64 {
	both := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			both++
		}
	}
	if all := len(a) + len(b) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 1
}

// value writes a count for people.
func (c count) value() string {
	switch {
	case c.Min != nil && c.Max != nil && *c.Min == *c.Max:
		return fmt.Sprint(*c.Min)
	case c.Min != nil && c.Max != nil:
		return fmt.Sprintf("%d to %d", *c.Min, *c.Max)
	case c.Min != nil:
		return fmt.Sprintf("%d or more", *c.Min)
	case c.Max != nil:
		return fmt.Sprintf("up to %d", *c.Max)
	}
	return c.quote
}

func (c chain) told(r trucewatch.Report) record.Disagreement {
	d := record.Disagreement{About: r.ID, Attribute: c[0].Measure, Kind: "conflict"}
	var steps []string
	for _, one := range c {
		steps = append(steps, one.value())
		if slices.ContainsFunc(d.Values, func(v record.Value) bool { return string(v.Value) == one.value() }) {
			continue // changed back
		}
		d.Values = append(d.Values, record.Value{Value: record.Nullable(one.value()), Reports: []string{r.ID}, Quote: record.Nullable(one.quote)})
	}
	d.Note = fmt.Sprintf("%s changed its count of %s in its report %s from %s.", cmp.Or(r.Outlet, "The outlet"), c[0].Measure, named(r), strings.Join(steps, " to "))
	return d
}

// named is how a report is named in a sentence.
func named(r trucewatch.Report) string {
	if r.Title != "" {
		return "“" + r.Title + "”"
	}
	return r.File
}
