package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// verb tries token i as a cue verb.
func (l *line) verb(i int) *cue {
	if !l.verbal(i) && !l.headlineVerb(i) && !l.hiddenVerb(i) || !l.finds(i) {
		return nil
	}
	for _, r := range l.rules.verbs[l.lemma[i]] {
		stance, ok := l.stance(i, r)
		if !ok || r.finite && l.t.Tokens[i].XPOS == "VBG" || !l.fits(i, r) {
			continue
		}
		sources := l.speakers(i, r)
		if len(sources) == 0 {
			continue
		}
		c := &cue{rule: r, token: i, span: l.cueSpan(i, r, stance), stance: stance, sources: sources}
		l.setContent(c, i)
		c.outward = l.passedOn(c)
		l.cited(c)
		return c
	}
	return nil
}

// headlineVerb reports whether token i of a headline, tagged as a plural noun, is
// a verb all the same: "France condemns raid".
func (l *line) headlineVerb(i int) bool {
	return i > 0 && l.t.Tokens[i].XPOS == "NNS" && len(l.rules.verbs[l.lemma[i]]) > 0 && l.headline() &&
		(l.draft.Named(l.s, i-1) >= 0 || l.rules.in(personNouns, l.lemma[i-1])) && i+1 < len(l.lower) && (!l.is(i+1, "PUNCT", "ADP", "AUX", "CCONJ") || l.particle(i))
}

// particle reports whether a preposition that makes token i a cue stands behind it.
func (l *line) particle(i int) bool {
	return slices.ContainsFunc(l.rules.verbs[l.lemma[i]], func(r *rule) bool { return slices.Contains(r.preps, l.word(i+1)) })
}

// hiddenVerb reports whether token i is a cue verb that the tagger takes for a noun
// or an adjective: a past form beside its source ("the mayor appealed for calm"),
// or a form before "that" ("the agency estimates that").
func (l *line) hiddenVerb(i int) bool {
	if !l.is(i, "NOUN", "ADJ", "PROPN") || !l.is(i-1, "NOUN", "PROPN", "PRON") || l.rules.forms[l.lower[i]] == "" || l.draft.Named(l.s, i) >= 0 {
		return false
	}
	if strings.HasSuffix(l.lower[i], "ed") {
		return l.is(i+1, "DET", "ADP", "PRON", "PROPN", "SCONJ", "PART")
	}
	return l.word(i+1) == "that" && strings.HasSuffix(l.lower[i], "s")
}

// finds reports whether the verb i stands where a cue can stand: not as an
// adjective or a noun, not in a condition, not as something only meant to be said.
func (l *line) finds(i int) bool {
	if l.modifies(i) || l.hypothetical(i) || l.unnamed(i) {
		return false
	}
	if h := l.head(i); l.word(i-1) == "as" && h >= 0 && (l.lemma[h] == "quote" || l.lemma[h] == "cite") {
		return false // "quoted as saying" is one cue
	}
	return !l.unreal(i)
}

// modifies reports whether the verb i stands in the place of an adjective or a noun.
func (l *line) modifies(i int) bool {
	said := l.lemma[i] == "tell" && l.is(i-1, "NOUN", "PROPN", "PRON") // "a source told state television"
	if l.verbal(i) && !said && !l.onlyVerb(i) && l.t.Is(i, "amod", "compound", "nsubj", "obj", "case", "aux", "fixed", "nmod") {
		return true
	}
	return l.t.Is(i, "obl") && l.t.Tokens[i].XPOS != "VBG"
}

// hypothetical reports whether what the verb i would say is left open: asked for
// ("what she is saying"), in a condition, or seldom said.
func (l *line) hypothetical(i int) bool {
	if l.child(i, func(c int) bool { return c < i && l.word(c) == "what" && l.t.Is(c, "obj") }) >= 0 || l.afterWhat(i) {
		return true
	}
	if m := l.t.Child(i, "mark"); m >= 0 && (l.word(m) == "if" || l.word(m) == "unless" || l.word(m) == "without") {
		return true
	}
	return l.child(i, func(c int) bool { return l.rules.in(rarelyWords, l.lower[c]) && l.t.Is(c, "advmod") }) >= 0
}

// unnamed reports whether the verb i only says that its subject gives no name: "who
// asked not to be named".
func (l *line) unnamed(i int) bool {
	return l.child(i, func(c int) bool {
		return l.t.Is(c, "xcomp") && l.rules.in(namingVerbs, l.lemma[c]) && l.word(c-1) == "be"
	}) >= 0
}

// afterWhat reports whether "what" opens the clause of the verb i, whatever the tree
// makes of it: "What she is saying is old". After a preposition or a verb, as in
// "against what it says are rebels", the words are given.
func (l *line) afterWhat(i int) bool {
	k := i - 1
	for k > 0 && l.is(k, "PRON", "AUX", "NOUN", "PROPN", "DET", "ADV", "ADJ") && l.word(k) != "what" {
		k--
	}
	return l.word(k) == "what" && (k == 0 || l.is(k-1, "PUNCT"))
}

// unreal reports whether the verb is an infinitive that need not happen.
func (l *line) unreal(i int) bool {
	to := l.child(i, func(c int) bool { return l.word(c) == "to" && c < i && (l.t.Is(c, "mark", "aux") || l.is(c, "PART")) })
	if to < 0 && l.word(i-1) != "to" {
		return false
	}
	h := l.head(i)
	if h < 0 {
		return l.t.Tokens[i].XPOS == "VB"
	}
	if l.t.Is(i, "conj") && to < 0 {
		return false
	}
	return !l.t.Is(i, "xcomp", "ccomp") || !l.rules.in(implicatives, l.lemma[h])
}

// stance returns how the source of the cue i stands to the content, and false
// when the cue, as it stands, gives nobody's words.
func (l *line) stance(i int, r *rule) (trucewatch.Stance, bool) {
	negated := l.negated(i)
	if r.onlyNegated && !negated {
		return "", false
	}
	modal := l.child(i, func(c int) bool { return l.t.Is(c, "aux") && l.rules.in(modals, l.lower[c]) })
	if negated {
		refusing := modal < 0 || l.word(modal) == "would" || l.word(modal) == "wo" || l.word(modal) == "will"
		return trucewatch.Silent, r.negated == "silent" && refusing
	}
	if modal >= 0 {
		return "", false
	}
	return r.stance, true
}

// negated reports whether the verb is negated, by itself or by its subject.
func (l *line) negated(i int) bool {
	not := func(c int) bool {
		switch l.lower[c] {
		case "not", "n't", "n’t", "never", "nor":
			return l.t.Is(c, "advmod", "cc") || l.is(c, "PART", "ADV")
		}
		return false
	}
	if l.child(i, not) >= 0 {
		return true
	}
	for k := i - 1; k >= 0 && !l.is(k, "VERB", "PUNCT"); k-- {
		if l.word(k) == "neither" {
			return true
		}
	}
	if subject := l.t.Child(i, "nsubj"); subject >= 0 {
		for _, c := range l.t.Children(subject) {
			if l.word(c) == "neither" || (l.word(c) == "no" && l.t.Is(c, "det")) {
				return true
			}
		}
		if w := l.word(subject); w == "nobody" || w == "none" || w == "neither" {
			return true
		}
	}
	return false
}

// cueSpan returns the words of the cue: the verb with its negation, its particle,
// and what it declines to do.
func (l *line) cueSpan(i int, r *rule, stance trucewatch.Stance) trucewatch.Span {
	first, last := i, i
	if stance == trucewatch.Silent && len(r.complements) > 0 {
		if x := l.t.Child(i, "xcomp", "ccomp"); x > i && x-i <= 4 {
			last = x
		}
	}
	return l.span(first, last)
}

// fits reports whether the verb i has the complement that the rule asks for.
func (l *line) fits(i int, r *rule) bool {
	if r.notObject != "" && l.child(i, func(c int) bool { return l.t.Is(c, "obj") && l.rules.in(r.notObject, l.lemma[c]) }) >= 0 {
		return false
	}
	if len(r.complements) > 0 {
		x := l.child(i, func(c int) bool {
			return l.t.Is(c, "xcomp", "ccomp", "advcl") && slices.Contains(r.complements, l.lemma[c])
		})
		return x >= 0 || (l.word(i+1) == "to" && i+2 < len(l.lemma) && slices.Contains(r.complements, l.lemma[i+2]))
	}
	if len(r.objects) > 0 {
		return l.child(i, func(c int) bool { return l.t.Is(c, "obj") && slices.Contains(r.objects, l.lemma[c]) }) >= 0
	}
	if len(r.preps) > 0 && l.prep(i, r.preps) {
		return true
	}
	for _, f := range r.frames {
		if l.frame(i, f) {
			return true
		}
	}
	return r.negated == "silent" && l.negated(i)
}

// frame reports whether the verb i has what the frame of a rule asks for.
func (l *line) frame(i int, frame string) bool {
	switch frame {
	case "alone":
		return true
	case "object":
		return l.hasObject(i)
	case "infinitive":
		return l.hasInfinitive(i)
	case "complement":
		return l.hasComplement(i)
	case "as":
		return l.hasAs(i)
	case "platform":
		return l.onPlatform(i)
	}
	return l.quotes(i, frame)
}

// quotes reports whether the verb i has words of somebody with it, in the way that
// the frame asks for.
func (l *line) quotes(i int, frame string) bool {
	switch frame {
	case "clause":
		return l.hasClause(i)
	case "that":
		return l.thatSoon(i) || l.quoteNear(i)
	case "quote":
		return l.quoteNear(i)
	case "finding":
		return l.t.Child(i, "ccomp") > i || l.thatSoon(i) || l.postposed(i)
	}
	return false
}

func (l *line) hasInfinitive(i int) bool {
	return l.t.Child(i, "xcomp") > i || l.word(i+1) == "to" ||
		l.child(i, func(c int) bool { return c > i && l.t.Is(c, "advcl", "ccomp") && l.word(c-1) == "to" }) >= 0
}

// hasComplement reports whether something is said of the object: "called it a farce".
func (l *line) hasComplement(i int) bool {
	if len(l.t.All(i, "obj")) > 1 {
		return true
	}
	x := l.t.Child(i, "xcomp", "ccomp")
	return l.t.Child(i, "obj") > i && (x > i || l.quoteNear(i)) || (x > i && l.word(i+1) != "to")
}

func (l *line) hasClause(i int) bool {
	if l.t.Child(i, "ccomp", "csubj") >= 0 || l.thatSoon(i) || l.quoteNear(i) {
		return true
	}
	if l.t.Is(i, "acl", "acl:relcl") && i+1 < len(l.t.Tokens) && slices.Contains([]string{"MD", "VBD", "VBZ"}, l.t.Tokens[i+1].XPOS) {
		return true // "a round that the envoy hopes will settle it"
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
		case tok.XPOS == "VBD", tok.XPOS == "VBZ", tok.XPOS == "VBP", tok.XPOS == "MD":
			return true
		}
	}
	return false
}

// postposed reports whether the verb closes the sentence or a stretch of it after
// its source, which stands behind a comma or a quotation mark: "…, he added".
func (l *line) postposed(i int) bool {
	if i+1 < len(l.t.Tokens) && !l.is(i+1, "PUNCT") && !l.rules.in(timeWords, l.word(i+1)) && l.word(i+1) != "on" {
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
	return l.is(i+1, "DET", "PROPN", "NOUN", "ADJ", "NUM") || (l.is(i+1, "PRON") && l.t.Tokens[i].XPOS != "VBN")
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
