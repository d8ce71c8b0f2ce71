package frame

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// holds reports whether one of the words of the condition stands in one of its slots.
// A wide look also takes the nouns before a head for it: "the ceasefire deal".
func (c Clause) holds(cond condition, i int, wide bool) bool {
	for _, slot := range cond.slots {
		if c.slotHolds(slot, cond.words, i, wide) {
			return true
		}
	}
	return false
}

func (c Clause) slotHolds(slot string, words []string, i int, wide bool) bool {
	switch slot {
	case "form":
		return slices.Contains(words, c.Form(i))
	case "tag":
		return slices.Contains(words, c.Tree.Tokens[i].XPOS)
	case "rel":
		return c.Tree.Is(i, words...)
	case "next":
		return i+1 < len(c.Tree.Tokens) && c.wordIs(i+1, words)
	case "prev":
		return c.previous(i, words)
	case "prep":
		return slices.ContainsFunc(c.prepositions(i), func(p string) bool { return slices.Contains(words, p) })
	case "any":
		for j := range c.Tree.Tokens {
			if j != i && c.wordIs(j, words) {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(c.Slot(slot, i), func(j int) bool {
		if c.wordIs(j, words) {
			return true
		}
		if wide && slot != "subj" && slices.ContainsFunc(c.Tree.All(j, "compound"), func(k int) bool { return c.wordIs(k, words) }) {
			return true
		}
		if !c.Words.Is("measure", c.Lemma(j)) && c.Tree.Tokens[j].UPOS != "NUM" {
			return false
		}
		// "dozens of rockets", "tens of thousands of troops": what is counted counts
		return slices.ContainsFunc(c.Tree.Subtree(j), func(k int) bool { return k > j && c.Tree.Is(k, "nmod") && c.wordIs(k, words) })
	})
}

// previous looks at the word before i, over a hyphen.
func (c Clause) previous(i int, words []string) bool {
	j := i - 1
	if j > 0 && c.Tree.Tokens[j].Form == "-" {
		j--
	}
	return j >= 0 && c.wordIs(j, words)
}

// wordIs reports whether token j is one of the words of a condition: "*" is any
// word, "@class" a word class, "<kind>" a name of that kind, "#" a number.
func (c Clause) wordIs(j int, words []string) bool {
	lemma, form, whole := c.Lemma(j), c.Form(j), c.written(j)
	for _, w := range words {
		switch {
		case w == "*" || w == lemma || w == form || w == whole:
			return true
		case strings.HasPrefix(w, "@"):
			if c.Words.Is(w[1:], lemma) || c.Words.Is(w[1:], form) || c.Words.Is(w[1:], whole) {
				return true
			}
		case w == "#":
			if c.Tree.Tokens[j].UPOS == "NUM" {
				return true
			}
		case w == "<actor>":
			if c.Codable(j) {
				return true
			}
		case strings.HasPrefix(w, "<"):
			if m, kind := c.Named(j); m >= 0 && (w == "<named>" || w == "<"+string(kind)+">") {
				return true
			}
		}
	}
	return false
}

// written returns the word that token j ends where a hyphen parts it, without the hyphen:
// "ceasefire" at the "fire" of "cease-fire". It is empty for others.
func (c Clause) written(j int) string {
	toks := c.Tree.Tokens
	if j < 2 || toks[j-1].Form != "-" || toks[j-1].End != toks[j].Start || toks[j-2].End != toks[j-1].Start {
		return ""
	}
	return c.Form(j-2) + c.Form(j)
}

// prepositions returns the prepositions of the phrases that hang on i.
func (c Clause) prepositions(i int) []string {
	var out []string
	for _, o := range c.Phrases(i) {
		if p := c.Tree.Case(o); p != "" {
			out = append(out, p)
		}
	}
	for _, o := range c.complements(i) {
		if m := c.Tree.Child(o, "mark"); m >= 0 {
			out = append(out, c.Form(m))
		}
	}
	return out
}

// Phrases returns the prepositional phrases that belong to i: its own, and those
// that stand behind it but hang on its light verb.
func (c Clause) Phrases(i int) []int {
	out := c.Tree.All(i, "obl", "nmod")
	if o := c.Tree.Child(i, "obj"); o >= 0 && c.Tree.Case(o) != "" {
		out = append(out, o)
	}
	out = slices.DeleteFunc(out, func(o int) bool { return c.Tree.Is(o, "nmod:poss") })
	if c.Verb(i) {
		return out
	}
	out = append(out, c.ofMaking(i)...)
	for _, over := range []int{c.Phrase(i), c.Counted(i)} {
		if over == i {
			continue
		}
		for _, o := range c.Tree.All(over, "nmod", "obl") {
			if o > i && !c.Tree.Is(o, "nmod:poss") && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	if v := c.Light(i); v >= 0 {
		out = append(out, c.beside(v)...)
	}
	return out
}

// Slot returns the head tokens of the phrases in one slot of the trigger i, each
// with its conjuncts. A slot that is no name below is a preposition.
func (c Clause) Slot(name string, i int) []int {
	if out, ok := c.core(name, i); ok {
		return out
	}
	if out, ok := c.around(name, i); ok {
		return out
	}
	out := c.ByPreposition(name, i)
	if name == "between" && len(out) == 1 && !c.Verb(i) {
		if pair := c.inLine(i); len(pair) == 2 && pair[0] == out[0] {
			return pair // the parser took the second for the subject
		}
	}
	if len(out) > 0 || !slices.Contains([]string{"between", "with", "by", "against", "on", "toward", "towards", "upon"}, name) {
		return out
	}
	return c.nearPhrase(name, i)
}

// core returns what stands in the slots of a clause: subject, objects and what
// completes the verb. It reports whether the name is that of such a slot.
func (c Clause) core(name string, i int) ([]int, bool) {
	switch name {
	case "subj":
		return c.subjectSlot(i), true
	case "obj":
		if c.Verb(i) {
			return c.Patients(i), true
		}
		return nil, true
	case "iobj":
		return c.spread(c.Tree.All(i, "iobj")), true
	case "part":
		return c.Particles(i), true
	case "comp":
		return c.complements(i), true
	case "comp-obj":
		var out []int
		for _, k := range c.complements(i) {
			if c.Verb(k) && c.Tree.Tokens[k].XPOS == "VB" && !c.Words.Is("for-whom", c.Lemma(k)) {
				out = append(out, c.Patients(k)...)
			}
		}
		return out, true
	case "comp-not":
		return slices.DeleteFunc(c.complements(i), func(k int) bool {
			return !slices.ContainsFunc(c.Tree.All(k, "advmod"), func(n int) bool { return c.Form(n) == "not" || c.Form(n) == "n't" || c.Form(n) == "n’t" })
		}), true
	case "self":
		return []int{i}, true
	}
	return nil, false
}

// around returns what stands in the slots around a noun: its modifiers and what it
// hangs on. It reports whether the name is that of such a slot.
func (c Clause) around(name string, i int) ([]int, bool) {
	switch name {
	case "poss":
		return c.Possessors(i), true
	case "mod":
		return c.Modifiers(i), true
	case "gov", "objof", "bound":
		return c.governed(name, i), true
	case "pits":
		return c.pitted(i), true
	case "det":
		return c.Tree.All(i, "det"), true
	case "owner":
		return c.ownersOf(i), true
	case "suffers", "hits", "targeting":
		return c.struck(name, i), true
	case "anti":
		return c.against(i), true
	case "attackers":
		return c.attackers(i), true
	case "aim":
		return c.aimed(i), true
	case "put":
		return c.put(i), true
	case "taken":
		return c.taken(i), true
	case "asked":
		return c.askedToDo(i), true
	case "putter":
		if v := c.putter(i); v >= 0 {
			return c.Agents(v), true
		}
		return nil, true
	}
	return nil, false
}

// struck returns whom an attack falls on by the verbs around it.
func (c Clause) struck(name string, i int) []int {
	switch name {
	case "suffers":
		return c.Sufferers(i)
	case "hits":
		return c.hits(i)
	}
	return c.targeted(i)
}

// governed looks over the trigger: "gov" is the word it hangs on, "objof" the verb
// whose object it is, "bound" those who keep or make the truce it names.
func (c Clause) governed(name string, i int) []int {
	v, rel := c.Governor(i)
	switch {
	case name == "gov" && v >= 0:
		return []int{v}
	case name == "gov" && c.Head(i) >= 0:
		return []int{c.Head(i)}
	case name == "objof" && v >= 0 && (rel == "obj" || rel == "nsubj:pass"):
		return []int{v}
	case name == "bound" && v >= 0 && !strings.HasPrefix(rel, "nsubj") && c.Words.Is("bind", c.Lemma(v)):
		return c.Agents(v)
	}
	return nil
}

// complements returns the clauses that hang on i or on its object.
func (c Clause) complements(i int) []int {
	out := c.Tree.All(i, "xcomp", "ccomp", "advcl", "acl")
	if c.Verb(i) {
		for _, o := range c.Tree.All(i, "obj", "iobj") {
			out = append(out, c.Tree.All(o, "acl", "xcomp")...)
		}
		for _, o := range c.Tree.All(i, "obl") { // "called on the army to leave", hung on the army
			if p := c.Tree.Case(o); (p == "on" || p == "upon" || p == "to" || p == "with") && c.Codable(o) {
				out = append(out, c.Tree.All(o, "acl")...)
			}
		}
	}
	return out
}

// nearPhrase finds "between X and Y" or "with X" behind the trigger where the parser
// hung it on another noun of the phrase ("clashes in the province between X and Y").
func (c Clause) nearPhrase(name string, i int) []int {
	if name != "between" && name != "with" && name != "by" {
		return append(c.rightBehind(name, i), c.behindDoer(name, i)...)
	}
	over := c.Phrase(i)
	for o := i + 1; o < len(c.Tree.Tokens) && o-i <= nearWords; o++ {
		if c.Tree.Is(o, "nmod", "obl") && c.Tree.Case(o) == name && c.Tree.Dominates(over, o) && c.Tree.Is(c.Head(o), "nmod", "obl", "flat", "appos", "conj") {
			return c.Conjuncts(o)
		}
	}
	if got := c.strayWith(name, i); got != nil {
		return got
	}
	switch {
	case c.Verb(i):
		return nil
	case name == "between":
		return c.inLine(i)
	case name == "by":
		return c.strayAgent(i)
	}
	return nil
}

// strayWith finds "with X" or "between X and Y" right behind the noun i where the
// parser hung it on the verb whose object the noun is: "demanded talks with X".
func (c Clause) strayWith(name string, i int) []int {
	v, rel := c.Governor(i)
	if v < 0 || rel != "obj" || name == "by" {
		return nil
	}
	for _, o := range c.Tree.All(v, "obl") {
		if k := c.Tree.Child(o, "case"); o > i && c.Tree.Case(o) == name && k-c.Phrase(i) == 1 {
			return c.Conjuncts(o)
		}
	}
	return nil
}

// rightBehind finds "against X" right behind the noun i, whatever over it the parser hung it
// on: "spoke of violence against X", "reports of violence towards X".
func (c Clause) rightBehind(name string, i int) []int {
	last := c.Phrase(i)
	if c.Verb(i) || last+1 >= len(c.Tree.Tokens) || c.Form(last+1) != name {
		return nil
	}
	if o := c.Head(last + 1); o > last && c.Tree.Is(last+1, "case") && c.Tree.Is(o, "obl", "nmod") && c.Tree.Dominates(c.Head(o), i) {
		return c.Conjuncts(o)
	}
	return nil
}

// behindDoer finds "on X" behind the noun i where the parser hung it on who does it:
// "an attack by gunmen on worshippers".
func (c Clause) behindDoer(name string, i int) []int {
	var out []int
	for _, by := range c.Phrases(i) {
		if c.Verb(i) || c.Tree.Case(by) != "by" {
			continue
		}
		for _, o := range c.Tree.All(by, "nmod") {
			if c.Tree.Case(o) == name {
				out = append(out, c.Conjuncts(o)...)
			}
		}
	}
	return out
}

// strayAgent finds "by X" behind the noun i where the parser hung it on the verb
// over it, which is active and has a subject of its own: "condemned the killing of
// villagers by soldiers".
func (c Clause) strayAgent(i int) []int {
	v, rel := c.Governor(i)
	if v < 0 || rel != "obj" && rel != "obl" || c.Passive(v) {
		return nil
	}
	for _, o := range c.Tree.All(v, "obl") {
		if rel == "obl" && c.Tree.Child(o, "case") != c.Phrase(i)+1 {
			continue // "died in a raid by soldiers", but not "came to talks by boat"
		}
		if o > i && o-i <= nearWords && c.Tree.Case(o) == "by" && c.Codable(o) && c.Tree.Tokens[o].UPOS != "PRON" {
			return c.Conjuncts(o)
		}
	}
	return nil
}

// inLine reads "between X and Y" off the words behind the trigger where the tree
// tells nothing: the noun before "and" and the last noun of the run behind it.
func (c Clause) inLine(i int) []int {
	toks := c.Tree.Tokens
	b := i + 1
	for b < len(toks) && b-i <= nearWords/2 && c.Form(b) != "between" {
		b++
	}
	if b >= len(toks) || c.Form(b) != "between" {
		return nil
	}
	and := b + 1
	for and < len(toks) && and-b <= nearWords && c.Form(and) != "and" {
		if slices.Contains([]string{"VERB", "AUX", "SCONJ"}, toks[and].UPOS) {
			return nil // "a war between the two is near, as he and others had said"
		}
		and++
	}
	x := and - 1
	for x > b && !c.Tree.Nominal(x) {
		x--
	}
	y := c.NameFrom(and + 1)
	if x <= b || y < 0 {
		return nil
	}
	return []int{x, y}
}

// nearWords is how far behind a trigger its parties are looked for without a tree.
const nearWords = 14

// Sufferers returns who undergoes the happening i: "the villagers face raids",
// "the town came under fire".
func (c Clause) Sufferers(i int) []int {
	under := c.Tree.Case(c.Counted(i)) == "under"
	v, rel := c.Governor(i)
	if v < 0 {
		if h := c.Head(c.Counted(i)); under && h >= 0 && c.Tree.Is(c.Counted(i), "nmod") && c.Codable(h) {
			return []int{h} // "villagers under fire"
		}
		return nil
	}
	if told := c.Tree.Child(v, "nsubj"); told >= 0 && c.Codable(told) && c.KindOf(told) != trucewatch.PlaceKind && slices.Contains([]string{"witness", "see"}, c.Lemma(v)) {
		return nil // "observers have seen attacks"
	}
	if (strings.HasPrefix(rel, "obj") && c.Words.Is("suffer", c.Lemma(v))) || (strings.HasPrefix(rel, "obl") && under) {
		return c.Surface(v)
	}
	if strings.HasPrefix(rel, "obl") && c.Tree.Case(c.Counted(i)) == "with" && c.Words.Is("menace", c.Lemma(v)) {
		return c.Patients(v)
	}
	return nil
}

// ByPreposition returns the heads of the phrases with that preposition that belong to token i.
func (c Clause) ByPreposition(name string, i int) []int {
	var out []int
	for _, o := range c.Phrases(i) {
		if c.Tree.Case(o) == name && !c.byline(o) || c.outOf(o, name) || name == "between" && c.intoBetween(o) {
			out = append(out, c.Conjuncts(o)...)
		}
	}
	if len(out) > 0 || !c.Verb(i) || name == "of" {
		return out
	}
	// "charged the officer with murder": the parser may hang the phrase on the object
	for _, o := range c.Tree.All(i, "obj") {
		for _, n := range c.Tree.All(o, "nmod") {
			if c.Tree.Case(n) == name {
				out = append(out, c.Conjuncts(n)...)
			}
		}
	}
	return out
}

func (c Clause) spread(heads []int) []int {
	var out []int
	for _, h := range heads {
		out = append(out, c.Conjuncts(h)...)
	}
	return out
}

func (c Clause) subjectSlot(i int) []int {
	if c.Verb(i) {
		return c.Agents(i)
	}
	if n := c.Tree.Child(i, "nsubj"); n >= 0 && (c.Tree.Tokens[i].UPOS != "NOUN" || c.Tree.Case(i) == "in") {
		return c.Conjuncts(n)
	}
	if _, rel := c.Governor(i); strings.HasPrefix(rel, "nsubj") && rel != "nsubj:pass" {
		return c.heldFor(i) // "talks were held" has a doer, "talks took place" has none
	}
	if by := append(c.broughtInto(i), c.inSupport(i)...); len(by) > 0 {
		return by
	}
	if v := c.Light(i); v >= 0 && c.Tree.Case(c.Counted(i)) != "under" {
		if c.joinsOthers(v, i) {
			return c.withWhom(v) // who is to join an attack does not make it
		}
		called := c.Words.Is("calling-off", c.Lemma(v)) && c.Definite(i)
		if called || c.Words.Is("answering", c.Lemma(v)) && c.Words.Is("asked-for", c.Lemma(i)) {
			return nil // who rejects a call does not make it, nor has talks who cancels them
		}
		return c.joinedIn(v)
	}
	if out := c.heldFor(i); len(out) > 0 && !c.Words.Is("same-fight", c.Lemma(i)) {
		return out
	}
	return c.answerable(i)
}
