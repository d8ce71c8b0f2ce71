package setting

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// lasting widens the first day of a happening told with its length to the whole:
// "the week of fighting that began on 13 July".
func (c Clause) lasting(i int, w *trucewatch.When) {
	unit := c.Counted(i)
	days := c.length(unit)
	if days == 0 || w.Precision != trucewatch.Day {
		return
	}
	begun := slices.ContainsFunc(c.Tree.All(unit, "acl"), func(v int) bool {
		return slices.Contains([]string{"begin", "start", "erupt", "break", "commence"}, c.Lemma(v))
	})
	if begun {
		Extend(w, 0, days-1)
	}
}

// length returns how many days a noun of time means that counts a happening ("a
// week of fighting"), or 0.
func (c Clause) length(unit int) int {
	switch {
	case c.Lemma(unit) == "fortnight":
		return 14
	case c.Tree.Tokens[unit].XPOS != "NN":
		return c.number(unit) * unitDays(c.Lemma(unit))
	case c.Lemma(unit) == "week":
		return 7
	}
	return 0
}

// unitDays returns how many days a unit of time has that fighting is measured in, or 0.
func unitDays(unit string) int {
	switch unit {
	case "day":
		return 1
	case "week":
		return 7
	}
	return 0
}

// number returns the number of one to thirty that counts noun n, or 0.
func (c Clause) number(n int) int {
	for _, k := range c.Tree.All(n, "nummod") {
		if out := numeral(c.Form(k)); out > 0 {
			return out
		}
	}
	return 0
}

// numeral reads a number of one to thirty, in digits or words, or 0.
func numeral(word string) int {
	words := []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"}
	if n, err := strconv.Atoi(word); err == nil && n > 0 && n <= maxLength {
		return n
	}
	return slices.Index(words, word) + 1
}

// maxLength is how many days or weeks fighting may be told to last for its length to date it.
const maxLength = 30

// LengthOf returns how many days the happening of token i is told to have lasted: by
// what counts it ("eight days of fighting"), by a word before it ("the eight-day
// war"), or by its clause ("over eight days they carried out strikes"). It is 0 when
// nothing tells it.
func (c Clause) LengthOf(i int) int {
	if n := c.length(c.Counted(i)); n > 0 {
		return n
	}
	for _, k := range c.Tree.All(i, "amod", "compound", "nmod", "nummod", "obl:unmarked") {
		if count, unit, ok := strings.Cut(c.Form(k), "-"); ok && unitDays(unit) > 0 {
			return numeral(count) * unitDays(unit)
		}
		if u := unitDays(c.Lemma(k)); u > 0 && k < i {
			return max(c.number(k), c.numberBefore(k)) * u
		}
	}
	v := c.verbOver(i)
	if v < 0 {
		return 0
	}
	for _, o := range c.Tree.All(v, "obl") {
		u := unitDays(c.Lemma(o))
		if u == 0 || c.Tree.Child(o, "amod", "acl") >= 0 {
			continue
		}
		if slices.Contains([]string{"over", "in", "during", "for"}, c.Tree.Case(o)) || c.Tree.Tokens[o].XPOS == "NNS" && o >= 2 && c.Form(o-2) == "over" {
			return c.number(o) * u
		}
	}
	return 0
}

// numberBefore returns the number that a hyphen joins to token k ("eight-day"), or 0.
func (c Clause) numberBefore(k int) int {
	if k < 2 || c.Form(k-1) != "-" {
		return 0
	}
	return numeral(c.Form(k - 2))
}
