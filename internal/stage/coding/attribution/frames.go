package attribution

import (
	"slices"
	"strings"
)

// frame is what a rule can ask for beside its verb.
type frame struct {
	asks string // what it asks for, in words for people
	met  func(l *line, i int) bool
}

// frames are the frames that a rule can name.
var frames = map[string]frame{
	"alone":      {"nothing", func(*line, int) bool { return true }},
	"clause":     {"a clause or a quotation that tells what was said", (*line).hasClause},
	"that":       {"“that” or a quotation", func(l *line, i int) bool { return l.thatSoon(i) || l.quoteNear(i) }},
	"quote":      {"a quotation", (*line).quoteNear},
	"finding":    {"a clause behind it", (*line).hasFinding},
	"negated":    {"a clause that says that something is or was not so", func(l *line, i int) bool { return l.hasClause(i) && l.saysNot(i) }},
	"asking":     {"a question, or a word such as “why” behind it", (*line).hasQuestion},
	"object":     {"an object", (*line).hasObject},
	"infinitive": {"an infinitive", (*line).hasInfinitive},
	"complement": {"an object with a complement", (*line).hasComplement},
	"as":         {"“as”", (*line).hasAs},
	"taken":      {"“as” and what something is taken for", (*line).takesFor},
	"deed":       {"“for” and what was done", (*line).forDeed},
	"among":      {"“among”", func(l *line, i int) bool { return l.soon(i, "among") > i+1 }},
	"of":         {"“of” or “about”", func(l *line, i int) bool { return l.soon(i, "of", "about") > i+1 }},
	"so":         {"“as” or “how” before it, and “it” behind it", (*line).soSaid},
	"platform":   {"a network or channel", func(l *line, i int) bool { return l.onPlatform(i) && l.t.Child(i, "obj") < 0 }},
}

// hasFinding reports whether a clause stands behind the verb i, or all before it is what
// was found.
func (l *line) hasFinding(i int) bool {
	return !l.rules.in(oneself, l.word(i+1)) && (l.t.Child(i, "ccomp") > i || l.thatSoon(i) || l.postposed(i))
}

// hasQuestion reports whether the verb i has a question with it, quoted or not.
func (l *line) hasQuestion(i int) bool {
	return l.quoteNear(i) || slices.Contains([]string{"why", "whether", "how", "if", "when", "where", "who"}, l.word(i+1))
}

// forDeed reports whether "for" and what was done stand with the verb i: "blasted by
// the union for closing the mine".
func (l *line) forDeed(i int) bool {
	k := l.soon(i, "for")
	return k >= 0 && k+1 < len(l.lower) && l.t.Tokens[k+1].XPOS == "VBG"
}

// soon returns the first of the prepositions that follows the verb i in its clause, or -1.
func (l *line) soon(i int, preps ...string) int {
	const reach = 12
	for k := i + 1; k < len(l.lower) && k <= i+reach && !l.is(k, "PUNCT", "AUX") && !strings.HasPrefix(l.t.Tokens[k].XPOS, "VB"); k++ {
		if l.is(k, "ADP", "SCONJ") && slices.Contains(preps, l.lower[k]) {
			return k
		}
	}
	return -1
}

// takesFor reports whether "as" and what something is taken for follow the verb i.
func (l *line) takesFor(i int) bool {
	k := l.soon(i, "as")
	return k >= 0 && l.is(k, "ADP") && l.is(k+1, "DET", "ADJ", "NOUN", "PROPN", "ADV", "PUNCT")
}

// saysNot reports whether what the verb i gives is that something is or was not so. What
// shall not be is no denial.
func (l *line) saysNot(i int) bool {
	first, last := i+1, len(l.lower)
	if l.postposed(i) {
		if next := i + 1; l.word(next) == "," && next+1 < last {
			first = next + 1
		} else {
			first, last = 0, l.commaBefore(i)
		}
	}
	for k := first; k < last; k++ {
		switch {
		case l.t.Tokens[k].XPOS == "MD", l.is(k, "PUNCT") && strings.Contains(",;:.", l.word(k)):
			return false
		case slices.Contains([]string{"not", "n't", "n’t"}, l.word(k)):
			return l.word(k+1) != "to"
		case l.word(k) == "never", l.word(k) == "no" && l.is(k-1, "VERB", "AUX"):
			return true
		}
	}
	return false
}

// soSaid reports whether "as" or "how" opens the clause of the verb i, and "it" closes it:
// "as the bishop put it".
func (l *line) soSaid(i int) bool {
	if l.word(i+1) != "it" || i+2 < len(l.lower) && !l.is(i+2, "PUNCT") {
		return false
	}
	for k := i - 1; k >= 0 && !l.is(k, "PUNCT", "VERB"); k-- {
		if l.word(k) == "as" || l.word(k) == "how" {
			return true
		}
	}
	return false
}

func (l *line) hasInfinitive(i int) bool {
	return l.t.Child(i, "xcomp") > i || l.word(i+1) == "to" ||
		l.child(i, func(c int) bool { return c > i && l.t.Is(c, "advcl", "ccomp") && l.word(c-1) == "to" }) >= 0
}

// hasComplement reports whether something is said of the object: "called it a farce".
func (l *line) hasComplement(i int) bool {
	if len(l.t.All(i, "obj", "iobj")) > 1 || l.called(i) {
		return true
	}
	x := l.t.Child(i, "xcomp", "ccomp")
	return l.t.Child(i, "obj") > i && (x > i || l.quoteNear(i)) || (x > i && l.word(i+1) != "to")
}

// called reports whether a second noun phrase, or a word in quotation marks, follows the
// object of the verb i with no comma between: "calling the accord a “true test”".
func (l *line) called(i int) bool {
	o := l.t.Child(i, "obj")
	if o < i {
		return false
	}
	if l.is(o, "ADJ") && l.is(o-1, "NOUN", "PROPN", "PRON") {
		return true // "considers the wall illegal", the wall taken for its own adjective
	}
	if a := l.t.Child(o, "appos"); a > o {
		first, _ := l.t.Phrase(a)
		return l.word(first-1) != ","
	}
	for k := o + 1; k <= o+2 && k < len(l.quoted); k++ {
		if l.quoted[k] && !l.quoted[i] && l.word(k-1) != "," {
			return true
		}
	}
	return false
}

func (l *line) hasClause(i int) bool {
	if last := len(l.lower) - 1; i == last-1 && (l.word(last) == "," || l.word(last) == ":") {
		return true // the quotation stands in a line of its own
	}
	if l.t.Child(i, "ccomp", "csubj") >= 0 || l.thatSoon(i) || l.quoteNear(i) {
		return true
	}
	if l.t.Is(i, "acl", "acl:relcl") && i+1 < len(l.t.Tokens) && slices.Contains([]string{"MD", "VBD", "VBZ"}, l.t.Tokens[i+1].XPOS) {
		return true // "a round that the envoy hopes will settle it"
	}
	if l.t.Passive(i) && l.agent(i) >= 0 && l.agent(i)+1 < len(l.lower) && l.word(l.agent(i)+1) == "to" {
		return true // "is believed by the police to have fled"
	}
	switch l.word(i + 1) {
	case "how", "why", "whether":
		return true
	}
	if l.t.Is(i, "parataxis") || l.postposed(i) || l.clauseAhead(i) || l.colonAhead(i) {
		return true
	}
	return l.child(i, func(c int) bool { return l.t.Is(c, "parataxis") && l.verbal(c) }) >= 0
}

// colonAhead reports whether a colon follows the verb i before any other verb, mark or
// clause: what stands behind it is what was said.
func (l *line) colonAhead(i int) bool {
	const reach = 6
	for k := i + 1; k <= i+reach && k < len(l.lower); k++ {
		if l.word(k) == ":" {
			return true
		}
		if l.is(k, "PUNCT", "VERB", "AUX", "SCONJ") || l.word(k) == "by" {
			return false
		}
	}
	return false
}

// thatSoon reports whether "that" follows the verb i, at once or behind the one
// who is told.
func (l *line) thatSoon(i int) bool {
	if l.word(i+1) == "that" && !l.is(i+2, "NOUN", "PUNCT") {
		return true
	}
	const reach = 7
	for k := i + 2; k < i+reach && k < len(l.lower) && !l.is(k, "PUNCT", "VERB"); k++ {
		if l.word(k) == "that" && l.is(k-1, "NOUN", "PROPN", "PRON") {
			return true
		}
	}
	return false
}

// clauseAhead reports whether a clause with a verb of its own, or a participle,
// follows the verb i, whatever the tree makes of it.
func (l *line) clauseAhead(i int) bool {
	if i+1 >= len(l.t.Tokens) || l.t.Tokens[i+1].XPOS == "VBG" {
		return i+1 < len(l.t.Tokens)
	}
	if !l.is(i+1, "DET", "PRON", "PROPN", "NOUN", "ADJ") || l.passive(i) {
		return false
	}
	const reach = 14
	for k := i + 2; k < len(l.t.Tokens) && k <= i+reach; k++ {
		switch tok := l.t.Tokens[k]; {
		case tok.UPOS == "PUNCT" && tok.Form != "-" && tok.Form != "“" && tok.Form != "\"", tok.UPOS == "SCONJ", tok.XPOS == "WDT", tok.XPOS == "WP", tok.XPOS == "CC":
			return false
		case tok.XPOS == "VBD", tok.XPOS == "VBZ", tok.XPOS == "VBP", tok.XPOS == "MD",
			tok.XPOS == "VB" && l.is(k-1, "NOUN", "PROPN", "PRON"): // "insists the guards leave"
			return true
		}
	}
	return false
}

// postposed reports whether the verb closes the sentence or a stretch of it after
// its source, which stands behind a comma or a quotation mark: "…, he added".
func (l *line) postposed(i int) bool {
	to := l.word(i+1) == "to" && l.outlet(max(l.nounRun(i+2), 0)) // "two officers confirmed to Reuters"
	if i+1 < len(l.t.Tokens) && !l.is(i+1, "PUNCT") && !l.rules.in(timeWords, l.word(i+1)) && l.word(i+1) != "on" && !to {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		switch l.word(j) {
		case ",", "”", "\"", "''":
			return j > 0 && j < i-1
		}
		if l.is(j, "PUNCT", "VERB", "SCONJ") {
			return false
		}
	}
	return false
}

// quoteNear reports whether a quotation of three words or more begins soon after
// the verb i or ended soon before it.
func (l *line) quoteNear(i int) bool {
	if l.quoted[i] {
		return false
	}
	const reach = 9
	for k := range l.quoted {
		if l.quoted[k] && k+2 < len(l.quoted) && l.quoted[k+2] && (k-i <= reach && k > i) {
			return true
		}
		if l.quoted[k] && k >= 2 && l.quoted[k-2] && i-k <= reach && i > k {
			return true
		}
	}
	return false
}

func (l *line) hasObject(i int) bool {
	if l.t.Child(i, "obj", "nsubj:pass") >= 0 || l.passive(i) && l.agent(i) >= 0 {
		return true
	}
	if l.t.Is(i, "acl", "acl:relcl") {
		return true
	}
	if l.is(i+1, "VERB") && l.is(i+2, "NOUN") && l.t.Tokens[i+1].XPOS != "VBG" {
		return true // "condemns reported abuses"
	}
	k := l.afterTime(i + 1)
	return l.is(k, "DET", "PROPN", "NOUN", "ADJ", "NUM") || (l.is(k, "PRON") && l.t.Tokens[i].XPOS != "VBN")
}

// afterTime returns the first token from k on that tells no day: "announced on Monday a
// new round".
func (l *line) afterTime(k int) int {
	if l.word(k) == "on" && l.rules.in(timeWords, l.word(k+1)) {
		k++
	}
	for k+1 < len(l.lower) && l.rules.in(timeWords, l.word(k)) && l.word(k) != "may" && l.is(k+1, "DET", "ADJ", "NOUN", "PROPN", "NUM") {
		k++
	}
	return k
}

// onPlatform reports whether the words behind verb i name a network or a channel.
func (l *line) onPlatform(i int) bool {
	const reach = 10
	for k := i + 1; k < len(l.lower) && k <= i+reach; k++ {
		if l.rules.in(platforms, l.word(k)) {
			return true
		}
	}
	return false
}

func (l *line) hasAs(i int) bool {
	const reach = 25
	for k := i + 1; k < len(l.lower) && k <= i+reach; k++ {
		if l.word(k) == "as" {
			return true
		}
	}
	return false
}

func (l *line) prep(i int, preps []string) bool {
	if slices.Contains(preps, l.word(i+1)) || (l.is(i+1, "ADV", "PRON") && slices.Contains(preps, l.word(i+2))) {
		return true
	}
	return l.child(i, func(c int) bool {
		if l.t.Is(c, "compound:prt") {
			return slices.Contains(preps, l.lower[c])
		}
		if c > i && l.t.Is(c, "advcl") {
			mark := l.t.Child(c, "mark")
			return mark >= 0 && slices.Contains(preps, l.word(mark))
		}
		return c > i && l.t.Is(c, "obl") && slices.Contains(preps, l.t.Case(c))
	}) >= 0
}
