package speech

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// frame is what a rule can ask for beside its verb.
type frame struct {
	asks string // what it asks for, in words for people
	met  func(l *Line, i int) bool
}

// frames are the frames that a rule can name.
var frames = map[string]frame{
	"alone":      {"nothing", func(*Line, int) bool { return true }},
	"clause":     {"a clause or a quotation that tells what was said", (*Line).hasClause},
	"that":       {"“that” or a quotation", func(l *Line, i int) bool { return l.thatSoon(i) || l.QuoteNear(i) }},
	"quote":      {"a quotation", (*Line).QuoteNear},
	"finding":    {"a clause behind it", (*Line).hasFinding},
	"negated":    {"a clause that says that something is or was not so", func(l *Line, i int) bool { return l.hasClause(i) && l.saysNot(i) }},
	"asking":     {"a question, or a word such as “why” behind it", (*Line).hasQuestion},
	"object":     {"an object", (*Line).hasObject},
	"infinitive": {"an infinitive", (*Line).hasInfinitive},
	"complement": {"an object with a complement", (*Line).hasComplement},
	"as":         {"“as”", (*Line).HasAs},
	"taken":      {"“as” and what something is taken for", (*Line).takesFor},
	"deed":       {"“for” and what was done", (*Line).forDeed},
	"among":      {"“among”", func(l *Line, i int) bool { return l.soon(i, "among") > i+1 }},
	"of":         {"“of” or “about”", func(l *Line, i int) bool { return l.soon(i, "of", "about") > i+1 }},
	"so":         {"“as” or “how” before it, and “it” behind it", (*Line).soSaid},
	"platform":   {"a network or channel", func(l *Line, i int) bool { return l.onPlatform(i) && l.Tree.Child(i, "obj") < 0 }},
}

// IsFrame reports whether rules can name a frame so.
func IsFrame(name string) bool { return frames[name].met != nil }

// hasFinding reports whether a clause stands behind the verb i, or all before it is what
// was found.
func (l *Line) hasFinding(i int) bool {
	return !l.Rules.In(lexicon.Oneself, l.Word(i+1)) && (l.Tree.Child(i, "ccomp") > i || l.thatSoon(i) || l.Postposed(i))
}

// hasQuestion reports whether the verb i has a question with it, quoted or not.
func (l *Line) hasQuestion(i int) bool {
	return l.QuoteNear(i) || slices.Contains([]string{"why", "whether", "how", "if", "when", "where", "who"}, l.Word(i+1))
}

// forDeed reports whether "for" and what was done stand with the verb i: "blasted by
// the union for closing the mine".
func (l *Line) forDeed(i int) bool {
	k := l.soon(i, "for")
	return k >= 0 && k+1 < len(l.Lower) && l.Tree.Tokens[k+1].XPOS == "VBG"
}

// soon returns the first of the prepositions that follows the verb i in its clause, or -1.
func (l *Line) soon(i int, preps ...string) int {
	const reach = 12
	for k := i + 1; k < len(l.Lower) && k <= i+reach && !l.Is(k, "PUNCT", "AUX") && !strings.HasPrefix(l.Tree.Tokens[k].XPOS, "VB"); k++ {
		if l.Is(k, "ADP", "SCONJ") && slices.Contains(preps, l.Lower[k]) {
			return k
		}
	}
	return -1
}

// takesFor reports whether "as" and what something is taken for follow the verb i.
func (l *Line) takesFor(i int) bool {
	k := l.soon(i, "as")
	return k >= 0 && l.Is(k, "ADP") && l.Is(k+1, "DET", "ADJ", "NOUN", "PROPN", "ADV", "PUNCT")
}

// saysNot reports whether what the verb i gives is that something is or was not so. What
// shall not be is no denial.
func (l *Line) saysNot(i int) bool {
	first, last := i+1, len(l.Lower)
	if l.Postposed(i) {
		if next := i + 1; l.Word(next) == "," && next+1 < last {
			first = next + 1
		} else {
			first, last = 0, l.CommaBefore(i)
		}
	}
	for k := first; k < last; k++ {
		switch {
		case l.Tree.Tokens[k].XPOS == "MD", l.Is(k, "PUNCT") && strings.Contains(",;:.", l.Word(k)):
			return false
		case slices.Contains([]string{"not", "n't", "n’t"}, l.Word(k)):
			return l.Word(k+1) != "to"
		case l.Word(k) == "never", l.Word(k) == "no" && l.Is(k-1, "VERB", "AUX"):
			return true
		}
	}
	return false
}

// soSaid reports whether "as" or "how" opens the clause of the verb i, and "it" closes it:
// "as the bishop put it".
func (l *Line) soSaid(i int) bool {
	if l.Word(i+1) != "it" || i+2 < len(l.Lower) && !l.Is(i+2, "PUNCT") {
		return false
	}
	for k := i - 1; k >= 0 && !l.Is(k, "PUNCT", "VERB"); k-- {
		if l.Word(k) == "as" || l.Word(k) == "how" {
			return true
		}
	}
	return false
}

func (l *Line) hasInfinitive(i int) bool {
	return l.Tree.Child(i, "xcomp") > i || l.Word(i+1) == "to" ||
		l.Child(i, func(c int) bool { return c > i && l.Tree.Is(c, "advcl", "ccomp") && l.Word(c-1) == "to" }) >= 0
}

// hasComplement reports whether something is said of the object: "called it a farce".
func (l *Line) hasComplement(i int) bool {
	if len(l.Tree.All(i, "obj", "iobj")) > 1 || l.called(i) {
		return true
	}
	x := l.Tree.Child(i, "xcomp", "ccomp")
	return l.Tree.Child(i, "obj") > i && (x > i || l.QuoteNear(i)) || (x > i && l.Word(i+1) != "to")
}

// called reports whether a second noun phrase, or a word in quotation marks, follows the
// object of the verb i with no comma between: "calling the accord a “true test”".
func (l *Line) called(i int) bool {
	o := l.Tree.Child(i, "obj")
	if o < i {
		return false
	}
	if l.Is(o, "ADJ") && l.Is(o-1, "NOUN", "PROPN", "PRON") {
		return true // "considers the wall illegal", the wall taken for its own adjective
	}
	if a := l.Tree.Child(o, "appos"); a > o {
		first, _ := l.Tree.Phrase(a)
		return l.Word(first-1) != ","
	}
	for k := o + 1; k <= o+2 && k < len(l.Quoted); k++ {
		if l.Quoted[k] && !l.Quoted[i] && l.Word(k-1) != "," {
			return true
		}
	}
	return false
}

func (l *Line) hasClause(i int) bool {
	if last := len(l.Lower) - 1; i == last-1 && (l.Word(last) == "," || l.Word(last) == ":") {
		return true // the quotation stands in a line of its own
	}
	if l.Tree.Child(i, "ccomp", "csubj") >= 0 || l.thatSoon(i) || l.QuoteNear(i) {
		return true
	}
	if l.Tree.Is(i, "acl", "acl:relcl") && i+1 < len(l.Tree.Tokens) && slices.Contains([]string{"MD", "VBD", "VBZ"}, l.Tree.Tokens[i+1].XPOS) {
		return true // "a round that the envoy hopes will settle it"
	}
	if l.Tree.Passive(i) && l.Agent(i) >= 0 && l.Agent(i)+1 < len(l.Lower) && l.Word(l.Agent(i)+1) == "to" {
		return true // "is believed by the police to have fled"
	}
	switch l.Word(i + 1) {
	case "how", "why", "whether":
		return true
	}
	if l.Tree.Is(i, "parataxis") || l.Postposed(i) || l.clauseAhead(i) || l.colonAhead(i) {
		return true
	}
	return l.Child(i, func(c int) bool { return l.Tree.Is(c, "parataxis") && l.Verbal(c) }) >= 0
}

// colonAhead reports whether a colon follows the verb i before any other verb, mark or
// clause: what stands behind it is what was said.
func (l *Line) colonAhead(i int) bool {
	const reach = 6
	for k := i + 1; k <= i+reach && k < len(l.Lower); k++ {
		if l.Word(k) == ":" {
			return true
		}
		if l.Is(k, "PUNCT", "VERB", "AUX", "SCONJ") || l.Word(k) == "by" {
			return false
		}
	}
	return false
}

// thatSoon reports whether "that" follows the verb i, at once or behind the one
// who is told.
func (l *Line) thatSoon(i int) bool {
	if l.Word(i+1) == "that" && !l.Is(i+2, "NOUN", "PUNCT") {
		return true
	}
	const reach = 7
	for k := i + 2; k < i+reach && k < len(l.Lower) && !l.Is(k, "PUNCT", "VERB"); k++ {
		if l.Word(k) == "that" && l.Is(k-1, "NOUN", "PROPN", "PRON") {
			return true
		}
	}
	return false
}

// clauseAhead reports whether a clause with a verb of its own, or a participle,
// follows the verb i, whatever the tree makes of it.
func (l *Line) clauseAhead(i int) bool {
	if i+1 >= len(l.Tree.Tokens) || l.Tree.Tokens[i+1].XPOS == "VBG" {
		return i+1 < len(l.Tree.Tokens)
	}
	if !l.Is(i+1, "DET", "PRON", "PROPN", "NOUN", "ADJ") || l.Passive(i) {
		return false
	}
	const reach = 14
	for k := i + 2; k < len(l.Tree.Tokens) && k <= i+reach; k++ {
		switch tok := l.Tree.Tokens[k]; {
		case tok.UPOS == "PUNCT" && tok.Form != "-" && tok.Form != "“" && tok.Form != "\"", tok.UPOS == "SCONJ", tok.XPOS == "WDT", tok.XPOS == "WP", tok.XPOS == "CC":
			return false
		case tok.XPOS == "VBD", tok.XPOS == "VBZ", tok.XPOS == "VBP", tok.XPOS == "MD",
			tok.XPOS == "VB" && l.Is(k-1, "NOUN", "PROPN", "PRON"): // "insists the guards leave"
			return true
		}
	}
	return false
}

// Postposed reports whether the verb closes the sentence or a stretch of it after
// its source, which stands behind a comma or a quotation mark: "…, he added".
func (l *Line) Postposed(i int) bool {
	to := l.Word(i+1) == "to" && l.Outlet(max(l.NounRun(i+2), 0)) // "two officers confirmed to Reuters"
	if i+1 < len(l.Tree.Tokens) && !l.Is(i+1, "PUNCT") && !l.Rules.In(lexicon.TimeWords, l.Word(i+1)) && l.Word(i+1) != "on" && !to {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		switch l.Word(j) {
		case ",", "”", "\"", "''":
			return j > 0 && j < i-1
		}
		if l.Is(j, "PUNCT", "VERB", "SCONJ") {
			return false
		}
	}
	return false
}

// QuoteNear reports whether a quotation of three words or more begins soon after
// the verb i or ended soon before it.
func (l *Line) QuoteNear(i int) bool {
	if l.Quoted[i] {
		return false
	}
	const reach = 9
	for k := range l.Quoted {
		if l.Quoted[k] && k+2 < len(l.Quoted) && l.Quoted[k+2] && (k-i <= reach && k > i) {
			return true
		}
		if l.Quoted[k] && k >= 2 && l.Quoted[k-2] && i-k <= reach && i > k {
			return true
		}
	}
	return false
}

func (l *Line) hasObject(i int) bool {
	if l.Tree.Child(i, "obj", "nsubj:pass") >= 0 || l.Passive(i) && l.Agent(i) >= 0 {
		return true
	}
	if l.Tree.Is(i, "acl", "acl:relcl") {
		return true
	}
	if l.Is(i+1, "VERB") && l.Is(i+2, "NOUN") && l.Tree.Tokens[i+1].XPOS != "VBG" {
		return true // "condemns reported abuses"
	}
	k := l.afterTime(i + 1)
	return l.Is(k, "DET", "PROPN", "NOUN", "ADJ", "NUM") || (l.Is(k, "PRON") && l.Tree.Tokens[i].XPOS != "VBN")
}

// afterTime returns the first token from k on that tells no day: "announced on Monday a
// new round".
func (l *Line) afterTime(k int) int {
	if l.Word(k) == "on" && l.Rules.In(lexicon.TimeWords, l.Word(k+1)) {
		k++
	}
	for k+1 < len(l.Lower) && l.Rules.In(lexicon.TimeWords, l.Word(k)) && l.Word(k) != "may" && l.Is(k+1, "DET", "ADJ", "NOUN", "PROPN", "NUM") {
		k++
	}
	return k
}

// onPlatform reports whether the words behind verb i name a network or a channel.
func (l *Line) onPlatform(i int) bool {
	const reach = 10
	for k := i + 1; k < len(l.Lower) && k <= i+reach; k++ {
		if l.Rules.In(lexicon.Platforms, l.Word(k)) {
			return true
		}
	}
	return false
}

// HasAs reports whether "as" stands soon behind the verb i.
func (l *Line) HasAs(i int) bool {
	const reach = 25
	for k := i + 1; k < len(l.Lower) && k <= i+reach; k++ {
		if l.Word(k) == "as" {
			return true
		}
	}
	return false
}

func (l *Line) prep(i int, preps []string) bool {
	if slices.Contains(preps, l.Word(i+1)) || (l.Is(i+1, "ADV", "PRON") && slices.Contains(preps, l.Word(i+2))) {
		return true
	}
	return l.Child(i, func(c int) bool {
		if l.Tree.Is(c, "compound:prt") {
			return slices.Contains(preps, l.Lower[c])
		}
		if c > i && l.Tree.Is(c, "advcl") {
			mark := l.Tree.Child(c, "mark")
			return mark >= 0 && slices.Contains(preps, l.Word(mark))
		}
		return c > i && l.Tree.Is(c, "obl") && slices.Contains(preps, l.Tree.Case(c))
	}) >= 0
}
