package setting

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// Ahead moves the weekday of what is planned to the next one of its name: "they will
// meet on Friday". What had been planned is left as it is. What is told with a day that
// lies ahead is planned.
func (c Clause) Ahead(e *trucewatch.EventMention) {
	w := e.When
	if v := c.timetabled(e.Token); v >= 0 && e.Status == trucewatch.Occurred {
		e.Status = trucewatch.Planned
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.status.timetabled", Words: c.Tree.Tokens[v].Form})
	}
	c.yearBefore(e)
	if published := c.Draft.Reading.Report.Published.Date; w != nil && (e.Status == trucewatch.Ongoing || e.Status == trucewatch.Occurred) && published != "" && calendar.Number(w.First) > calendar.Number(published)+1 && w.Precision != trucewatch.Vague {
		e.Status = trucewatch.Planned
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.status.ahead", Words: w.Of(c.Draft.Text())})
	}
	if w == nil || e.Status != trucewatch.Planned || c.formerPlan(e.Token) && !c.nearAhead(w) && !c.toldAsAhead(*w) {
		return
	}
	switch from, to, _ := strings.Cut(w.Relative, "/"); {
	case plainWeekday(w.Relative):
		w.Relative += "+0"
	case plainWeekday(from) && plainWeekday(to):
		w.Relative = from + "+0/" + to + "+0" // "they will meet this weekend"
	default:
		return
	}
	if i, ok := calendar.Anchor(w.Relative, c.Draft.Reading.Report.Published.Date); ok {
		w.First, w.Last = i.First, i.Last
	}
}

// nearAhead reports whether the next day of the name of a weekday is nearer to the report
// than the last one: what "was to follow on Saturday", told on a Friday.
func (c Clause) nearAhead(w *trucewatch.When) bool {
	published := calendar.Number(c.Draft.Reading.Report.Published.Date)
	const half = 4
	return plainWeekday(w.Relative) && published > 0 && published-calendar.Number(w.First) > half
}

// toldAsAhead reports whether a verb in the present has a time for its own: "the talks,
// which resume on Monday, were to have begun it".
func (c Clause) toldAsAhead(w trucewatch.When) bool {
	h := c.TimeHead(w)
	return h >= 0 && c.Head(h) >= 0 && c.Present(c.Head(h))
}

// yearBefore puts a day or month without a year, of what is told as done, in the last year
// in which it is over: "the attacks were on 11 September" in a report of July.
func (c Clause) yearBefore(e *trucewatch.EventMention) {
	w, published := e.When, c.Draft.Reading.Report.Published.Date
	if w == nil || e.Status != trucewatch.Occurred || w.First <= published || published == "" || strings.Contains(w.Relative, "/") || !c.doneBefore(e.Token) {
		return
	}
	rest, yearless := strings.CutPrefix(w.Relative, "XXXX-")
	if !yearless || strings.HasPrefix(rest, "WXX") || strings.HasSuffix(rest, "-1") {
		return
	}
	if i, ok := calendar.Anchor(w.Relative+"-1", published); ok {
		w.Relative, w.First, w.Last = w.Relative+"-1", i.First, i.Last
	}
}

// doneBefore reports whether the words of token i tell it as over: a verb in the past, or a
// noun behind "after" or "since".
func (c Clause) doneBefore(i int) bool {
	if c.Verb(i) {
		return c.Tree.Tokens[i].XPOS == "VBD" || c.Perfect(i) || c.Pluperfect(i) || c.Passive(i) && slices.ContainsFunc(c.Tree.All(i, "aux:pass", "aux"), func(a int) bool { return c.Tree.Tokens[a].XPOS == "VBD" })
	}
	return slices.Contains([]string{"after", "since", "following"}, c.Tree.Case(c.Counted(i)))
}

// plainWeekday reports whether a symbol is one weekday without a sign before or after.
func plainWeekday(symbol string) bool {
	day, ok := strings.CutPrefix(symbol, "XXXX-WXX-")
	return ok && len(day) == 1
}

// formerPlan reports whether the clause of token i tells of a plan of old: "had been
// due on Friday", "were to meet".
func (c Clause) formerPlan(i int) bool {
	for n, steps := i, 0; n >= 0 && steps < 5; n, steps = c.Head(n), steps+1 {
		for _, a := range c.Tree.All(n, "aux", "cop") {
			if slices.Contains([]string{"had", "was", "were"}, c.Form(a)) {
				return true
			}
		}
		if c.Verb(n) && c.Finite(n) {
			return false
		}
	}
	return false
}

// timetabled returns the word that says, behind the noun i, when and where the happening
// is to take place, whatever the parser hung it on, or -1: "begin" in "the talks, slated
// to begin on Monday in Zenda", "scheduled" in "talks scheduled for Monday".
func (c Clause) timetabled(i int) int {
	if c.Verb(i) {
		return -1
	}
	k := i + 1
	for k < len(c.Tree.Tokens) && (c.nominalUnder(i, k) || c.Tree.Tokens[k].Form == ",") {
		k++
	}
	if k >= len(c.Tree.Tokens) || !c.Words.Is("timetabled", c.Form(k)) {
		return -1
	}
	for _, v := range c.Tree.All(k, "xcomp") {
		if c.Words.Is("take-place", c.Lemma(v)) {
			return v
		}
	}
	return k
}
