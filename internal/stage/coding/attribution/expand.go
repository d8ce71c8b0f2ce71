package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// expand turns the token that is a subject into sources: joint ones, both sides
// of a pair, the issuer of a statement. It returns nil for what cannot speak.
func (l *line) expand(token, verb int, r *rule) []source {
	if token < 0 {
		return nil
	}
	document := -1
	if holder := l.holder(token); holder >= 0 && holder != token {
		document, token = token, holder
		if r.subject == "document" {
			r = &rule{} // it is the document that shows, and its author who can speak
		}
	}
	if joint := l.joint(token); len(joint) > 0 {
		return joint
	}
	if pair := l.pair(token); len(pair) > 0 {
		return pair
	}
	if pair := l.adjectives(token); len(pair) > 0 {
		return pair
	}
	out := l.each(token, verb, r)
	if document >= 0 && len(out) > 0 {
		l.issued[l.lemma[document]] = nil
		for _, s := range out {
			l.issued[l.lemma[document]] = append(l.issued[l.lemma[document]], s.mention)
		}
	}
	return out
}

// joint returns those who issued the document that the definite noun n names again,
// where they are several, or nil.
func (l *line) joint(n int) []source {
	by := l.issued[l.lemma[n]]
	if l.word(n) == "it" && l.jointly.sentence == l.s-1 {
		by = l.jointly.by
	} else if !l.definite(n) {
		return nil
	}
	if len(by) < 2 {
		return nil
	}
	l.jointly = joined{l.s, by}
	var out []source
	for _, m := range by {
		out = append(out, source{token: n, mention: m, span: l.phrase(n, -1)})
	}
	return out
}

// joined are those who issued a document together, and the sentence that names it.
type joined struct {
	sentence int
	by       []int
}

// each returns the source that the token is, and those joined to it.
func (l *line) each(token, verb int, r *rule) []source {
	var out []source
	if first := l.listed(token, verb); first >= 0 && l.speaks(first, r) {
		if src, ok := l.source(first, verb); ok {
			out = append(out, src)
		}
	}
	joint := l.joined(token) && !l.singular(verb, token) && !l.offices(token)
	for _, n := range l.t.Conjuncts(token) {
		if n != token && (!joint || n >= verb && token < verb || !l.is(n, "NOUN", "PROPN", "PRON", "NUM")) {
			continue
		}
		if !l.speaks(n, r) {
			continue
		}
		if src, ok := l.source(n, verb); ok {
			out = append(out, src)
		}
	}
	return out
}

// listed returns the name that stands before the joint source, with a comma alone between
// them, where the tree has both for subjects of one verb: "the EU, the UN and Egypt said".
// It returns -1 elsewhere.
func (l *line) listed(token, verb int) int {
	if verb < 0 || verb <= token || !l.joined(token) {
		return -1
	}
	first, _ := l.t.Phrase(token)
	for _, c := range l.t.Children(verb) {
		m := l.draft.Named(l.s, c)
		if c < token && l.t.Is(c, "nsubj") && m >= 0 && l.word(first-1) == "," && first >= 2 && l.draft.Named(l.s, first-2) == m {
			return c
		}
	}
	return -1
}

// joined reports whether a word such as "and" coordinates the token with others.
func (l *line) joined(token int) bool {
	return slices.ContainsFunc(l.t.Conjuncts(token), func(n int) bool { return l.t.Child(n, "cc") >= 0 })
}

// singular reports whether verb, with the subject before it, is singular: then "X,
// director of A and chairman of B, says" has one source.
func (l *line) singular(verb, subject int) bool {
	if verb <= subject || l.t.Child(subject, "appos") < 0 {
		return false
	}
	if l.t.Tokens[verb].XPOS == "VBZ" {
		return true
	}
	return l.child(verb, func(c int) bool { return l.word(c) == "has" || l.word(c) == "was" || l.word(c) == "is" }) >= 0
}

// speaks reports whether token n names somebody who can be a source.
func (l *line) speaks(n int, r *rule) bool {
	if l.word(n) == "one" && l.core(n) != n {
		return l.speaks(l.core(n), r) // "one of the strikers"
	}
	if l.word(n) == "those" {
		return len(l.t.All(n, "acl", "acl:relcl", "amod", "nmod")) > 0 // "those close to the talks"
	}
	word := l.word(n)
	if word == "us" && l.draft.Named(l.s, n) >= 0 {
		word = "" // "US" is not "us"
	}
	switch word {
	case "i", "we", "you", "this", "there", "what", "one", "these", "us", "me", "himself":
		return false
	case "that", "which", "who":
		return r.subject == "any" || l.word(n) == "who"
	}
	if l.rules.in(notSpeakers, l.lemma[n]) && l.draft.Named(l.s, n) < 0 {
		return false
	}
	switch r.subject {
	case "document":
		return l.rules.in(documentNouns, l.lemma[n])
	case "outlet":
		return l.masthead(n)
	}
	if l.known(n) {
		return true
	}
	return r.subject == "any" && !l.rules.in(timeWords, l.word(n)) && !l.is(n, "NUM")
}

// known reports whether token n is a name, or a noun or pronoun for those who speak.
func (l *line) known(n int) bool {
	if l.draft.Named(l.s, n) >= 0 || l.is(n, "PROPN") || l.initials(n) {
		return !l.rules.in(timeWords, l.word(n))
	}
	if l.ofWhom(n) {
		return true
	}
	if l.rules.in(quantities, l.lemma[n]) && l.t.Tokens[n].XPOS == "NNS" {
		return true // "hundreds marched, demanding"
	}
	core := l.core(n)
	if l.draft.Named(l.s, core) >= 0 {
		return true
	}
	for _, class := range []string{personNouns, orgNouns, mediaNouns, documentNouns, pronouns} {
		_, last, joined := strings.Cut(l.lemma[core], "-") // "ex-minister", "neo-conservative"
		if l.rules.in(class, l.lemma[core]) || l.rules.in(class, l.lower[core]) || joined && l.rules.in(class, last) && class == personNouns {
			return true
		}
	}
	if l.draft.Mention(l.s, n) >= 0 && l.draft.Mentions[l.draft.Mention(l.s, n)].Named {
		return true
	}
	return l.personal(core)
}

// initials reports whether the noun n is written as an abbreviation is: "the AMS".
func (l *line) initials(n int) bool {
	form := l.t.Tokens[n].Form
	return l.is(n, "NOUN") && len(form) > 1 && form == strings.ToUpper(form) && form != l.lower[n]
}

// personal reports whether the form of the noun n is that of a noun for people.
func (l *line) personal(n int) bool {
	return ofPeople(l.t.Tokens[n])
}

// ofPeople reports whether the form of a noun is that of a noun for people.
func ofPeople(tok trucewatch.Token) bool {
	return tok.UPOS == "NOUN" && slices.ContainsFunc([]string{"ers", "ists", "men", "women", "ians", "ist", "man", "woman", "ees", "crat", "crats", "naut", "nauts"}, func(suffix string) bool {
		return strings.HasSuffix(strings.ToLower(tok.Form), suffix)
	})
}

// ofWhom reports whether a clause with "who" describes n: then n is a person.
func (l *line) ofWhom(n int) bool {
	return l.child(n, func(c int) bool {
		return l.t.Is(c, "acl:relcl", "acl") && l.child(c, func(k int) bool { return l.word(k) == "who" }) >= 0
	}) >= 0
}

// core looks through a word of quantity to what is counted.
func (l *line) core(n int) int {
	if !l.rules.in(quantities, l.lemma[n]) {
		return n
	}
	of := l.child(n, func(c int) bool { return l.t.Is(c, "nmod") && l.t.Case(c) == "of" })
	if of < 0 {
		return n
	}
	return of
}

// holder returns the one whose statement or letter the document noun is, or -1:
// the one it belongs to, the one who issues it, or the one who speaks in it.
func (l *line) holder(n int) int {
	if !l.is(n, "NOUN") || !l.rules.in(documentNouns, l.lemma[n]) {
		return -1
	}
	for _, step := range []func(int) int{l.ownerOf, l.maker, l.issuer, l.carrier, l.writer} {
		if who := step(n); who >= 0 {
			return who
		}
	}
	return -1
}

// ownerOf returns the one to whom the document n belongs, by possessive or by
// "from" or "by", or -1.
func (l *line) ownerOf(n int) int {
	return l.child(n, func(c int) bool {
		return l.t.Is(c, "nmod:poss") && l.is(c, "PROPN", "NOUN", "PRON") ||
			l.t.Is(c, "nmod") && slices.Contains([]string{"from", "by"}, l.t.Case(c))
	})
}

// maker returns the organization whose name stands before the document n ("a UN report"),
// or -1.
func (l *line) maker(n int) int {
	return l.child(n, func(c int) bool { return c < n && l.owner(c) })
}

// carrier returns those in whose pages the document n stood ("reports in the local
// press"), or -1.
func (l *line) carrier(n int) int {
	return l.child(n, func(c int) bool {
		return c > n && l.t.Is(c, "nmod") && slices.Contains([]string{"in", "on"}, l.t.Case(c)) && l.outlet(c)
	})
}

// issuer returns the one by whom the document n is said to be given out ("a
// statement released by the palace"), or -1.
func (l *line) issuer(n int) int {
	for _, c := range l.t.All(n, "acl") {
		if a := l.agent(c); a >= 0 && (l.rules.in(carryVerbs, l.lemma[c]) || l.rules.in(authorVerbs, l.lemma[c])) {
			return a
		}
	}
	return -1
}

// writer returns the subject of the verb that has the document n for its place or
// its object ("wrote in a message", "issued a statement"), or -1.
func (l *line) writer(n int) int {
	v := l.head(n)
	if v < 0 || !l.verbal(v) || l.passive(v) {
		return -1
	}
	if l.t.Is(n, "obl") && l.t.Case(n) == "in" && len(l.rules.verbs[l.lemma[v]]) > 0 {
		return l.treeSubject(v, 0) // "wrote in a message explaining why"
	}
	if l.t.Is(n, "obj") && l.rules.in(issueVerbs, l.lemma[v]) {
		if s := l.treeSubject(v, 0); s != n {
			return s
		}
	}
	return -1
}

// source makes the source of token n: its mention, its words, its antecedent. The
// words of an unnamed source that stands before its verb reach up to the verb.
func (l *line) source(n, verb int) (source, bool) {
	m := l.draft.Mention(l.s, n)
	if m < 0 {
		return source{}, false
	}
	if name := l.titled(n); name >= 0 && l.draft.Mentions[m].Kind != trucewatch.Organization {
		m = name
	}
	if name := l.agency(n); name >= 0 && !l.draft.Mentions[m].Named {
		m = name
	}
	if l.some(m, n) {
		m = l.draft.Nominal(l.s, n)
	}
	mention := l.draft.Mentions[m]
	src := source{token: n, mention: m, span: mention.Span}
	if !mention.Named {
		l.refine(m, n)
		src.span = l.phrase(n, verb)
		if !l.is(n, "PRON") {
			l.draft.Mentions[m].Span = src.span
		}
		src = l.withAntecedent(src)
	}
	return src, true
}

// masthead reports whether token n is the name of an outlet: one that its last word, or a
// list of names, shows to be one, or a name of a body with "the" before it.
func (l *line) masthead(n int) bool {
	if l.theTimes(n) {
		return true
	}
	m := l.bodyAt(n)
	if m < 0 {
		return false
	}
	return l.press(m) || l.rules.in(mastheads, l.lower[n]) || strings.HasPrefix(l.draft.Mentions[m].Of(l.draft.Text()), "The ")
}

// agency returns the outlet that has its name right before the noun n for one: "AFP news
// agency"; or -1.
func (l *line) agency(n int) int {
	if !l.rules.in(mediaNouns, l.lemma[n]) {
		return -1
	}
	k := n - 1
	for k > 0 && l.rules.in(thePress, l.lower[k]) {
		k--
	}
	if m := l.bodyAt(k); m >= 0 && l.t.Dominates(n, k) {
		return m
	}
	return -1
}

// some reports whether the people m, named at token n, are only some of them: "Sunni
// Iraqis", "his fellow Tajiks".
func (l *line) some(m, n int) bool {
	if l.draft.Mentions[m].Kind != trucewatch.People || l.t.Tokens[n].XPOS != "NNPS" && l.t.Tokens[n].XPOS != "NNS" {
		return false
	}
	return l.child(n, func(c int) bool {
		return c < n && l.draft.Named(l.s, c) != m && l.t.Is(c, "amod", "compound", "nmod:poss") && l.t.Tokens[c].XPOS != "HYPH"
	}) >= 0
}

// titled returns the person whose title the noun n is, when the name follows with
// only the title's own words between: "the envoy to Syria Tom Barrack"; or -1.
func (l *line) titled(n int) int {
	if !l.is(n, "NOUN", "PROPN") || !l.rules.in(personNouns, l.lemma[n]) {
		return -1
	}
	const reach = 10
	for k := n + 1; k < len(l.lower) && k <= n+reach; k++ {
		if l.is(k, "PUNCT", "VERB", "AUX", "SCONJ", "CCONJ") && l.word(k) != "-" {
			return -1
		}
		if m := l.personAt(k); m >= 0 {
			if l.governed(n, k) {
				return -1
			}
			return m
		}
	}
	return -1
}

// governed reports whether a preposition between the title n and the name that
// begins at k governs the name: "the spokesman for Saleh".
func (l *line) governed(n, k int) bool {
	if l.is(k-1, "NOUN") && !l.is(k-2, "DET") && !l.rules.in(personNouns, l.lemma[k-1]) {
		return false // "the minister of defence Ana Ruiz"
	}
	for b := k - 1; b > n; b-- {
		if l.is(b, "ADP") {
			return true
		}
		if l.draft.Named(l.s, b) >= 0 || l.word(b) == "'s" || l.word(b) == "’s" {
			return false
		}
	}
	return false
}

// phrase returns the words that name the unnamed source n: the noun phrase with
// the prepositional phrases that tell it from others, up to a comma or a clause.
func (l *line) phrase(n, verb int) trucewatch.Span {
	first, last := l.t.Phrase(n)
	for _, c := range l.t.Children(n) {
		if c < n || !l.t.Is(c, "nmod", "amod") || l.verbal(c) || l.t.Case(c) == "as" || l.lemma[c] == "part" || l.rules.in(timeWords, l.word(c)) {
			continue
		}
		for _, k := range l.t.Subtree(c) {
			if k == last+1 && !l.is(k, "PUNCT", "VERB", "AUX", "SCONJ") {
				last = k
			}
		}
	}
	if end := l.upTo(n, verb); end > last {
		last = end
	}
	for k := n - 1; k >= first; k-- {
		if l.word(k) == "," || l.is(k, "VERB") && k < n-2 {
			first = k + 1
			break
		}
	}
	for first < n && slices.Contains([]string{"which", "whom", "that", "what"}, l.word(first)) && l.t.Tokens[first].XPOS != "DT" {
		first++
	}
	return l.span(first, last)
}

// upTo returns the last token of the stretch between the source n and the verb
// behind it when nothing but its own description stands there, else n.
func (l *line) upTo(n, verb int) int {
	if verb <= n || l.is(n, "PRON") && l.word(n) != "those" {
		return n
	}
	end := n
	for k := n + 1; k < verb && !l.rules.in(timeWords, l.word(k)); k++ {
		switch {
		case l.is(k, "NOUN", "PROPN"):
			end = k
		case l.is(k, "PUNCT", "VERB", "AUX", "SCONJ", "CCONJ", "ADV") && l.word(k) != "-", l.rules.in(documentNouns, l.word(k)):
			return n
		}
	}
	for k := n + 1; k <= end; k++ {
		if l.rules.in(documentNouns, l.lemma[k]) {
			return n
		}
	}
	return end
}
