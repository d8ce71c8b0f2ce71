package setting

import (
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// Owned reports whether the time names one noun only, and n is another word: "the
// man behind last month's blasts".
func (c Clause) Owned(n, head int) bool {
	if !c.Tree.Is(head, "nmod:poss", "compound", "amod", "nummod") || slices.Contains([]string{"on", "in", "at", "during"}, c.Tree.Case(head)) {
		return false
	}
	h := c.Head(head)
	return h >= 0 && n != h && !c.Verb(h) && c.Phrase(n) != h && c.Phrase(h) != n && c.Counted(n) != h && !slices.Contains(c.Carriers(n), h)
}

// When chooses the time expression that belongs to the event: the one that hangs
// on the trigger, else the nearest on the verbs over it within its clause.
func (c Clause) When(f frame.Found, dates []trucewatch.When) *trucewatch.When {
	best, far := -1, 99
	for k, date := range dates {
		if AfterWhich(date) {
			if c.linked(f.Token, date) {
				best, far = k, 0
			}
			continue
		}
		if steps, ok := c.timeDistance(f.Token, c.TimeHead(date)); ok && steps < far && (steps == 0 || !c.sinceWhich(f.Token, date)) && !c.longBefore(f, date) && !c.upTo(f, date) {
			best, far = k, steps
		}
	}
	if best < 0 {
		best = c.raisedTime(f.Token, dates)
	}
	if best < 0 {
		best = c.documentTime(f.Token, dates)
	}
	if best < 0 {
		best = c.adjoining(f.Token, dates)
	}
	if best < 0 {
		return nil
	}
	w := dates[best]
	c.lasting(f.Token, &w)
	c.fromTo(&w, dates[best+1:])
	return &w
}

// longBefore reports whether a day is told of what is said or done about a war that goes
// on anyhow: "on Monday he called for an end to the conflict". The day of its own verb is
// its own: "on Monday the fighting spread".
func (c Clause) longBefore(f frame.Found, w trucewatch.When) bool {
	if f.Rule.Pos != "noun" || w.Precision != trucewatch.Day || !c.Words.Is("lasting", c.Lemma(f.Token)) || !c.Definite(f.Token) {
		return false
	}
	np := c.Counted(f.Token)
	return !c.Tree.Dominates(np, c.TimeHead(w)) && !c.Tree.Is(np, "nsubj", "nsubj:pass")
}

// sinceWhich reports whether a time only tells since when something else is as it is, of
// which token i is told beside it: "tensions are at their highest since April, with
// gunmen attacking towns".
func (c Clause) sinceWhich(i int, w trucewatch.When) bool {
	h := c.TimeHead(w)
	if h < 0 || c.Tree.Case(h) != "since" {
		return false
	}
	for n := i; n >= 0 && !c.Tree.Dominates(n, h); n = c.Head(n) {
		if c.LinkWord(n) == "with" {
			return true
		}
	}
	return false
}

// fromTo lets a time that a first day begins last to the day behind it: "from June 12
// until June 19", "between May and July".
func (c Clause) fromTo(w *trucewatch.When, behind []trucewatch.When) {
	if len(behind) == 0 || w.First == "" || behind[0].Last <= w.Last {
		return
	}
	before := c.wordsBefore(w.Start)
	if len(before) == 0 {
		return
	}
	to := strings.ToLower(strings.TrimSpace(c.Draft.Text()[w.End:behind[0].Start]))
	last := map[string][]string{"from": {"to", "until", "till", "through", "up to"}, "between": {"and"}}
	if slices.Contains(last[before[len(before)-1]], to) {
		w.Last, w.Relative, w.Precision = behind[0].Last, "", trucewatch.Range
		w.End = behind[0].End
	}
}

// wordsBefore returns the words of the sentence before a position, in lower case.
func (c Clause) wordsBefore(at int) []string {
	return strings.Fields(strings.ToLower(c.Draft.Text()[c.Draft.Reading.Sentences[c.Sentence].Start:at]))
}

// raisedTime returns the time of the verb that tells when the happening that token i
// names takes place ("talks are set to resume on Monday"), or -1.
func (c Clause) raisedTime(i int, dates []trucewatch.When) int {
	raised := c.raised(i)
	if v := c.timetabled(i); v >= 0 {
		raised = append(raised, v)
	}
	for _, v := range raised {
		for k, date := range dates {
			if head := c.TimeHead(date); head >= 0 && c.Tree.Dominates(v, head) && c.directTime(v, head) && !AfterWhich(date) {
				return k
			}
		}
	}
	return -1
}

// documentTime returns the time that names the paper through which verb i is said ("the
// April resolution called for"), or -1.
func (c Clause) documentTime(i int, dates []trucewatch.When) int {
	if !c.Verb(i) {
		return -1
	}
	n := c.Tree.Child(i, "nsubj")
	if n < 0 && c.Tree.Tokens[i].Rel == "acl" {
		n = c.Head(i) // a headless sentence, as the parser sees it
	}
	if n < 0 || n > i || !c.Words.Is("document", c.Lemma(n)) {
		return -1
	}
	return slices.IndexFunc(dates, func(w trucewatch.When) bool {
		h := c.TimeHead(w)
		return h >= 0 && h < n && c.Head(h) == n && c.Tree.Is(h, "compound", "amod", "nummod", "nmod:poss")
	})
}

// raised returns the verbs of taking place whose subject the noun i is through another
// word: "resume" in "talks are set to resume".
func (c Clause) raised(i int) []int {
	np := c.Counted(i)
	h := c.Head(np)
	if h < 0 || c.Verb(i) || !c.Tree.Is(np, "nsubj", "nsubj:pass") {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.Tree.All(h, "xcomp")), func(v int) bool { return !c.Words.Is("take-place", c.Lemma(v)) })
}

// adjoining returns the time right behind the noun phrase of a happening that a
// finite verb follows ("the meeting in Doha this week sought a truce"), or -1: it is
// the happening's, whatever the parser hung it on.
func (c Clause) adjoining(i int, dates []trucewatch.When) int {
	if c.Verb(i) {
		return -1
	}
	end := i
	for _, k := range c.Tree.Subtree(c.Counted(i)) {
		if k > end && c.nominalUnder(c.Counted(i), k) {
			end = k
		}
	}
	return slices.IndexFunc(dates, func(w trucewatch.When) bool {
		first, last := c.tokensOf(w)
		if first < 0 || last+1 >= len(c.Tree.Tokens) || !c.Finite(last+1) && c.Tree.Tokens[last+1].UPOS != "AUX" {
			return false
		}
		for first > end+1 && c.Tree.Tokens[first-1].UPOS == "ADP" {
			first--
		}
		return first == end+1
	})
}

// tokensOf returns the first and the last token of a time expression, or -1.
func (c Clause) tokensOf(w trucewatch.When) (first, last int) {
	first, last = -1, -1
	for k, tok := range c.Tree.Tokens {
		if w.Contains(tok.Span) {
			last = k
			if first < 0 {
				first = k
			}
		}
	}
	return first, last
}

// AfterWhich reports whether a time counts back to what is named behind it: "a month
// after the clashes".
func AfterWhich(w trucewatch.When) bool {
	return len(w.Why) > 0 && strings.HasPrefix(w.Why[0].Rule, "en.time.after-which")
}

// ageOf reports whether a time tells how old something is: "the two-day-old truce".
func ageOf(w *trucewatch.When) bool {
	return len(w.Why) > 0 && w.Why[0].Rule == "en.time.old"
}

// linked reports whether the last word of a time links token i to its sentence.
func (c Clause) linked(i int, w trucewatch.When) bool {
	return slices.ContainsFunc([]int{i, c.Phrase(i), c.Counted(i)}, func(n int) bool {
		return slices.ContainsFunc(c.Tree.All(n, "case", "mark"), func(k int) bool { return w.Contains(c.Tree.Tokens[k].Span) })
	})
}

// isoDay is the layout of an ISO 8601 calendar day.
const isoDay = "2006-01-02"

// Extend moves the first and the last day of a one-day expression.
func Extend(w *trucewatch.When, first, last int) {
	symbol := w.Relative
	yearless, ok := strings.CutPrefix(symbol, "XXXX-")
	if w.First != "" {
		symbol = w.First
	} else if ok {
		symbol = "2025-" + yearless // any year that is no leap year
	}
	day, err := time.Parse(isoDay, symbol)
	if err != nil {
		return
	}
	from, to := day.AddDate(0, 0, first), day.AddDate(0, 0, last)
	if w.First != "" {
		w.First, w.Last, w.Relative = from.Format(isoDay), to.Format(isoDay), ""
	} else {
		w.Relative = "XXXX-" + from.Format("01-02") + "/XXXX-" + to.Format("01-02")
	}
	w.Precision = trucewatch.Range
}

// SinceThen lets what goes on since a day last to the day of the report. A truce
// keeps the day from which it holds.
func (c Clause) SinceThen(e *trucewatch.EventMention) {
	w := e.When
	lasts := e.Status == trucewatch.Ongoing || e.Status == trucewatch.Occurred && c.PresentPerfect(e.Token)
	if w == nil || !lasts || slices.Contains(e.Mode, "ceasefire") {
		return
	}
	if ageOf(w) {
		c.toReport(w)
		return
	}
	words := c.wordsBefore(w.Start)
	if len(words) > 0 && slices.Contains([]string{"about", "around", "early", "late"}, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || words[len(words)-1] != "since" {
		return
	}
	c.toReport(w)
}

// SinceOver returns the days from a time that a "since" clause over or beside token
// i names to the report, or nil: "has shelled the town since the truce ended on
// Friday".
func (c Clause) SinceOver(i int, dates []trucewatch.When) *trucewatch.When {
	for _, w := range dates {
		n := c.TimeHead(w)
		if w.Precision == trucewatch.Year && w.Relative != "" {
			continue // "since the vote last year" says too little
		}
		for steps := 0; n >= 0 && steps < 6 && c.LinkWord(n) != "since"; steps++ {
			n = c.Head(n)
		}
		if n < 0 || c.LinkWord(n) != "since" || c.Tree.Dominates(n, i) || !c.Over(c.Head(n), i) && !slices.Contains(c.Tree.All(i, "acl:relcl"), c.Head(n)) {
			continue
		}
		if !c.HadBeen(i) {
			c.toReport(&w) // what had been since 1967 was over by the time of the clause over it
		}
		return &w
	}
	return nil
}

// Over reports whether token i stands in the clause of verb v, or is it.
func (c Clause) Over(v, i int) bool {
	for n := i; n >= 0; n = c.Head(n) {
		if n == v {
			return true
		}
		if c.Parted(n) {
			return false
		}
	}
	return false
}

// toReport lets a time last to the day of the report.
func (c Clause) toReport(w *trucewatch.When) {
	if strings.Contains(w.Relative, "/") {
		return
	}
	if published := c.Draft.Reading.Report.Published.Date; published != "" && w.First != "" {
		w.Last = max(w.Last, published)
	}
	if w.Relative != "" {
		w.Relative += "/P0D"
	}
	w.Precision = trucewatch.Range
}

// Exclude reports whether two time expressions cannot mean one time.
func Exclude(a, b *trucewatch.When) bool {
	if a == nil || b == nil {
		return false
	}
	if a.First != "" && b.First != "" {
		return a.Last < b.First || b.Last < a.First
	}
	const weekday = "XXXX-WXX-"
	return strings.HasPrefix(a.Relative, weekday) && strings.HasPrefix(b.Relative, weekday) && !strings.Contains(a.Relative+b.Relative, "/") &&
		a.Relative != b.Relative
}

// timeDistance counts the steps from the trigger up to the word that the time
// hangs on. It fails where the way leaves the trigger's clause.
func (c Clause) timeDistance(trigger, head int) (int, bool) {
	if head < 0 {
		return 0, false
	}
	for steps, n := 0, trigger; n >= 0 && steps < 5; steps++ {
		if c.Tree.Dominates(n, head) && c.directTime(n, head) && !c.Owned(n, head) {
			return steps, true
		}
		if c.ownTime(n) || n != trigger && c.Words.Is("asked-for", c.Lemma(n)) { // "plans for talks were announced on Thursday"
			return 0, false
		}
		reported := c.Tree.Is(n, "nsubj:pass") && c.Head(n) >= 0 && c.Passive(c.Head(n)) // "clashes were reported on Monday"
		n = c.Head(n)
		if n >= 0 && !reported && (c.Words.Is("say", c.Lemma(n)) || c.Verb(n) && c.Words.Is("reacting", c.Lemma(n))) {
			return 0, false
		}
	}
	return 0, false
}

// ownTime reports whether what stands over node n may have another time than n: it is
// behind "after" or the like, somebody's words, a clause of its own or a participle ("the
// men killed in the raid were buried on Saturday").
func (c Clause) ownTime(n int) bool {
	switch c.Tree.Case(n) {
	case "after", "following", "before", "since", "until":
		return true
	}
	rel := c.Tree.Tokens[n].Rel
	if c.Tree.Is(n, "ccomp", "parataxis") || rel == "acl:relcl" || rel == "acl" && c.Tree.Tokens[n].XPOS == "VBN" {
		return true
	}
	return c.Tree.Is(n, "advcl") && c.Tree.Child(n, "mark") >= 0 && c.Finite(n)
}

// upTo reports whether a time tells only until when something else is done about the
// happening of a noun: "asked to look over the accord until Tuesday".
func (c Clause) upTo(f frame.Found, w trucewatch.When) bool {
	h := c.TimeHead(w)
	np := c.Counted(f.Token)
	if h < 0 || f.Rule.Pos != "noun" || slices.Contains(f.Rule.Mode, "ceasefire") || c.Tree.Is(np, "nsubj", "nsubj:pass") {
		return false // "the shelling went on until Saturday" tells its own time
	}
	return (c.Tree.Case(h) == "until" || c.Tree.Case(h) == "till") && !c.Tree.Dominates(np, h)
}

// directTime reports whether the time hangs on n itself or on a phrase of it that
// is no clause.
func (c Clause) directTime(n, head int) bool {
	for i := head; i >= 0 && i != n; i = c.Head(i) {
		if c.Tree.Is(i, "ccomp", "advcl", "parataxis", "conj", "xcomp") {
			return false
		}
		if c.Tree.Is(i, "acl") && c.Head(i) != n {
			return false
		}
		if i != head && c.NamesHappening(i) && !c.Makes(i, n) {
			return false // the time is that happening's
		}
	}
	return true
}

// NamesHappening reports whether the noun phrase of token i names an event of its own.
func (c Clause) NamesHappening(i int) bool {
	if c.Open(i) != nil {
		return true
	}
	for _, k := range c.Tree.All(i, "compound", "amod") {
		if c.Phrase(k) == i && c.Open(k) != nil {
			return true
		}
	}
	return false
}
