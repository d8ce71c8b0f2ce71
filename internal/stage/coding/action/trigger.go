package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// found is a trigger that a rule opened in a sentence.
type found struct {
	token int
	rule  *trigger
	// also are later words of the sentence for the same happening: they add place,
	// time and parties.
	also []int
}

// triggers returns the events of the sentence in order: one for each happening
// that it speaks of.
func (c clause) triggers() []found {
	var all []found
	for i := range c.Tree.Tokens {
		if rule := c.open(i); rule != nil {
			all = append(all, found{token: i, rule: rule})
		}
	}
	return c.once(all)
}

// open returns the most particular rule that token i satisfies, or nil.
func (c clause) open(i int) *trigger {
	list := c.rules.triggers[c.Lemma(i)]
	if word, ok := c.nominal(i); ok {
		list = c.rules.triggers[word]
	}
	if word := c.hyphenated(i); word != "" && c.rules.triggers[word] != nil {
		list = c.rules.triggers[word]
	}
	if list == nil || c.inName(i) {
		return nil
	}
	for _, rule := range list {
		if c.fits(rule, i) {
			return rule
		}
	}
	return nil
}

// hyphenated returns the word of which i is the last part after a hyphen, with the
// dictionary form of that part ("sit-in", "test-fire"), or "".
func (c clause) hyphenated(i int) string {
	if i < 2 || c.Tree.Tokens[i-1].Form != "-" || c.Tree.Tokens[i-2].End != c.Tree.Tokens[i-1].Start || c.Tree.Tokens[i-1].End != c.Tree.Tokens[i].Start {
		return ""
	}
	return c.Form(i-2) + "-" + c.Lemma(i)
}

// inName reports whether token i is part of a name ("the Ceasefire Party").
func (c clause) inName(i int) bool {
	m, kind := c.Named(i)
	return m >= 0 && (kind == trucewatch.Organization || kind == trucewatch.Person || c.Tree.Tokens[i].UPOS == "PROPN")
}

func (c clause) fits(rule *trigger, i int) bool {
	if !c.partOfSpeech(rule.pos, i) || rule.weak && c.tallied(i) {
		return false
	}
	for _, n := range rule.need {
		if !c.holds(n, i, true) {
			return false
		}
	}
	return !slices.ContainsFunc(rule.bar, func(b condition) bool { return c.holds(b, i, false) })
}

// tallied reports whether a participle stands for a number of people and tells of nothing
// itself: "three dead and 34 wounded".
func (c clause) tallied(i int) bool {
	return c.Tree.Tokens[i].XPOS == "VBN" && c.Tree.Child(i, "nummod") == i-1 && i > 0 && c.Tree.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "obl") < 0
}

func (c clause) partOfSpeech(pos string, i int) bool {
	upos := c.Tree.Tokens[i].UPOS
	_, nominal := c.nominal(i)
	switch pos {
	case "verb":
		return c.Verb(i) && !nominal && !c.Tree.Is(i, "case", "mark", "compound")
	case "noun":
		if nominal || c.Verb(i) {
			return nominal
		}
		if c.modifierNoun(i) {
			return false
		}
		return upos == "NOUN" || upos == "PROPN" || c.rules.triggers[c.hyphenated(i)] != nil && !c.Verb(i) // "a sit-in"
	}
	return upos == "ADJ" || upos == "ADV"
}

// nominal reports whether a form tagged as a verb stands for a happening as a noun
// does: "Fighting broke out", and "talks" or "raids" where the tagger erred. It
// returns the word to look the rules up by.
func (c clause) nominal(i int) (string, bool) {
	tok := c.Tree.Tokens[i]
	if tok.UPOS != "VERB" || !c.Tree.Is(i, "nsubj", "obj", "obl", "nmod") || c.Tree.Child(i, "obj", "nsubj:pass", "mark", "aux") >= 0 {
		return "", false
	}
	word := c.Lemma(i)
	switch tok.XPOS {
	case "VBG":
		word = c.Form(i)
	case "VBN", "VBD":
		return "", false
	}
	for _, rule := range c.rules.triggers[word] {
		if rule.pos == "noun" {
			return word, true
		}
	}
	return "", false
}

// modifierNoun reports whether noun i only tells the kind of another noun ("peace
// talks team", "assault rifle", "bomb blasts"): then it names no happening of its own.
func (c clause) modifierNoun(i int) bool {
	if !c.Tree.Is(i, "compound", "amod") {
		return false
	}
	h := c.Head(i)
	if h <= i || c.Words.Is("carrier", c.Lemma(h)) {
		return false
	}
	return c.Codable(h) || c.Words.Is("gear", c.Lemma(h)) || c.KindOf(h) != "" || c.open(h) != nil
}

// once drops triggers that name a happening which another trigger of the sentence
// already names; the one that stays keeps the others' places in mind.
func (c clause) once(all []found) []found {
	gone := make([]bool, len(all))
	for k := range all {
		for j := range all {
			if j == k || gone[j] || gone[k] || all[k].rule.kind != all[j].rule.kind || !c.repeats(all[k], all[j]) {
				continue
			}
			gone[k] = true
			all[j].also = append(all[j].also, all[k].token)
			all[j].also = append(all[j].also, all[k].also...)
		}
	}
	var out []found
	for k, f := range all {
		if !gone[k] && !c.withGone(f, all, gone) {
			out = append(out, f)
		}
	}
	return out
}

// withGone reports whether f adds no more than the lesser word that it is coordinated
// with and that gave way: "the attack killed two men and injured nine".
func (c clause) withGone(f found, all []found, gone []bool) bool {
	if !f.rule.weak || !c.Verb(f.token) || !c.Tree.Is(f.token, "conj") || c.Tree.Child(f.token, "nsubj", "nsubj:pass") >= 0 {
		return false
	}
	at := slices.IndexFunc(all, func(g found) bool { return g.token == c.Head(f.token) })
	return at >= 0 && gone[at] && all[at].rule.weak && all[at].rule.kind == f.rule.kind
}

// repeats reports whether f names the same happening as g and should give way.
func (c clause) repeats(f, g found) bool {
	return c.sameThing(f, g) && !c.byOthers(f, g)
}

// byOthers reports whether the sentence tells of two different doers for f and g
// ("the strikes came after the army accused the rebels of attacking its soldiers"), or
// of one as done to who does the other.
func (c clause) byOthers(f, g found) bool {
	a, b := trucewatch.EventMention{Type: f.rule.kind}, trucewatch.EventMention{Type: g.rule.kind}
	c.parties(found{token: f.token, rule: f.rule}, &a)
	c.parties(found{token: g.token, rule: g.rule}, &b)
	if len(a.Actors) > 0 && len(b.Actors) > 0 && len(grammar.Union(nil, a.Actors, b.Actors)) == len(a.Actors) {
		return true
	}
	against := func(x, y trucewatch.EventMention) bool {
		return slices.ContainsFunc(x.Recipients, func(m int) bool {
			return slices.Contains(y.Actors, m) || c.Draft.Mentions[m].Named && c.same(y.Actors, m)
		})
	}
	return !f.rule.twoSided() && !g.rule.twoSided() && (against(a, b) || against(b, a))
}

// sameThing reports whether f and g look like one happening, f the lesser word for it.
func (c clause) sameThing(f, g found) bool {
	if c.coordinate(f.token, g.token) {
		return f.rule.weak && !g.rule.weak && c.sharesObject(f.token, g.token)
	}
	if f.rule.weak != g.rule.weak {
		return f.rule.weak && (c.together(f.token, g.token) || c.bare(f.token))
	}
	if f.token < g.token || !c.sameWords(f, g) || c.Another(f.token) || c.Another(g.token) || c.answered(f.token) {
		return false
	}
	return c.together(f.token, g.token) || c.Tree.Is(f.token, "appos") || c.known(f) || c.known(g)
}

// bare reports whether verb v tells only what was suffered, not by whom: "were
// killed" beside an attack is the attack's toll.
func (c clause) bare(v int) bool {
	return c.Verb(v) && c.Passive(v) && len(c.Agents(v)) == 0
}

// known reports whether a noun points at a happening spoken of already.
func (c clause) known(f found) bool {
	if f.rule.pos != "noun" || f.rule.state {
		return false
	}
	return c.Pointed(f.token, "the") && c.Tree.Child(f.token, "nmod") < 0
}

// sameWords reports whether two triggers speak of the same sort of happening: the
// same lemma or words of one word class of likes ("meeting", "talks").
func (c clause) sameWords(f, g found) bool {
	a, b := c.Lemma(f.token), c.Lemma(g.token)
	return a == b || c.Words.Alike(a, b)
}

// together reports whether two triggers stand in one clause or one is the means,
// the occasion or the aim of the other, with no other doer in between.
func (c clause) together(a, b int) bool {
	for _, low := range []int{a, b} {
		high := a + b - low
		if c.hangs(low, high) {
			return true
		}
		if v := c.Light(high); v >= 0 && c.hangs(low, v) {
			return true
		}
		if n := c.Counted(high); n != high && c.Tree.Tokens[low].Rel == "acl:relcl" && c.Head(low) == n {
			return true // "weeks of fighting that killed thousands"
		}
	}
	return false
}

// hangs reports whether low hangs below high through phrases and non-finite
// clauses only.
func (c clause) hangs(low, high int) bool {
	for steps := 0; low >= 0 && steps < 5; steps++ {
		if low == high {
			return true
		}
		if c.Tree.Is(low, "ccomp", "conj", "parataxis", "root") || c.answered(low) {
			return false
		}
		if c.Tree.Is(low, "advcl", "acl") && c.Tree.Child(low, "nsubj") >= 0 && (c.Tree.Tokens[low].Rel != "acl:relcl" || c.ofWhom(low)) {
			return false
		}
		low = c.Head(low)
	}
	return false
}

// answered reports whether the noun i is what something else is told to answer: "in
// retaliation for an attack", "to disrupt the attack".
func (c clause) answered(i int) bool {
	k := c.Tree.Child(i, "case")
	if v, rel := c.Governor(i); v >= 0 && rel == "obj" && !c.Verb(i) && c.Words.Is("countering", c.Lemma(v)) {
		return true
	}
	return k > 0 && slices.Contains([]string{"for", "to"}, c.Form(k)) && c.Words.Is("answer", c.Lemma(k-1))
}

// ofWhom reports whether a relative clause tells of people: what they took part in is
// not how they were killed ("killed two men who had not joined the fighting").
func (c clause) ofWhom(v int) bool {
	n, h := c.Tree.Child(v, "nsubj"), c.Head(v)
	return c.Form(n) == "who" && h >= 0 && c.Tree.Is(h, "obj", "obl", "nsubj:pass", "nmod", "conj", "appos")
}

// coordinate reports whether a and b are conjuncts of one another.
func (c clause) coordinate(a, b int) bool {
	return slices.Contains(c.Tree.Conjuncts(a), b) || slices.Contains(c.Tree.Conjuncts(b), a)
}

// sharesObject reports whether two coordinated verbs have one doer between them,
// so that the weaker adds nothing ("bombed and hit").
func (c clause) sharesObject(a, b int) bool {
	return c.Verb(a) && c.Verb(b) && (c.Tree.Child(a, "obj") < 0 || c.Tree.Child(b, "obj") < 0)
}

// span returns the bytes of the trigger: one word, or a hyphenated one.
func (c clause) span(f found) trucewatch.Span {
	tok := c.Tree.Tokens[f.token]
	sp := tok.Span
	if f.token >= 2 && (f.rule.joined || c.rules.triggers[c.hyphenated(f.token)] != nil) {
		dash, first := c.Tree.Tokens[f.token-1], c.Tree.Tokens[f.token-2]
		if dash.Form == "-" && dash.End == tok.Start && first.End == dash.Start {
			sp.Start = first.Start
		}
	}
	return sp
}
