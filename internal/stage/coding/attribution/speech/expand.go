package speech

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// Listed returns the name that stands before the joint source, with a comma alone between
// them, where the tree has both for subjects of one verb: "the EU, the UN and Egypt said".
// It returns -1 elsewhere.
func (l *Line) Listed(token, verb int) int {
	if verb < 0 || verb <= token || !l.Joined(token) {
		return -1
	}
	first, _ := l.Tree.Phrase(token)
	for _, c := range l.Tree.Children(verb) {
		m := l.Draft.Named(l.Sentence, c)
		if c < token && l.Tree.Is(c, "nsubj") && m >= 0 && l.Word(first-1) == "," && first >= 2 && l.Draft.Named(l.Sentence, first-2) == m {
			return c
		}
	}
	return -1
}

// Joined reports whether a word such as "and" coordinates the token with others.
func (l *Line) Joined(token int) bool {
	return slices.ContainsFunc(l.Tree.Conjuncts(token), func(n int) bool { return l.Tree.Child(n, "cc") >= 0 })
}

// Singular reports whether verb, with the subject before it, is singular: then "X,
// director of A and chairman of B, says" has one source.
func (l *Line) Singular(verb, subject int) bool {
	if verb <= subject || l.Tree.Child(subject, "appos") < 0 {
		return false
	}
	if l.Tree.Tokens[verb].XPOS == "VBZ" {
		return true
	}
	return l.Child(verb, func(c int) bool { return l.Word(c) == "has" || l.Word(c) == "was" || l.Word(c) == "is" }) >= 0
}

// Speaks reports whether token n names somebody who can be a source.
func (l *Line) Speaks(n int, r *lexicon.Rule) bool {
	if l.Word(n) == "one" && l.Core(n) != n {
		return l.Speaks(l.Core(n), r) // "one of the strikers"
	}
	if l.Word(n) == "those" {
		return len(l.Tree.All(n, "acl", "acl:relcl", "amod", "nmod")) > 0 // "those close to the talks"
	}
	word := l.Word(n)
	if word == "us" && l.Draft.Named(l.Sentence, n) >= 0 {
		word = "" // "US" is not "us"
	}
	switch word {
	case "i", "we", "you", "this", "there", "what", "one", "these", "us", "me", "himself":
		return false
	case "that", "which", "who":
		return r.Subject == "any" || l.Word(n) == "who"
	}
	if l.Rules.In(lexicon.NotSpeakers, l.Lemmas[n]) && l.Draft.Named(l.Sentence, n) < 0 {
		return false
	}
	switch r.Subject {
	case "document":
		return l.Rules.In(lexicon.DocumentNouns, l.Lemmas[n])
	case "outlet":
		return l.masthead(n)
	}
	if l.known(n) {
		return true
	}
	return r.Subject == "any" && !l.Rules.In(lexicon.TimeWords, l.Word(n)) && !l.Is(n, "NUM")
}

// known reports whether token n is a name, or a noun or pronoun for those who speak.
func (l *Line) known(n int) bool {
	if l.Draft.Named(l.Sentence, n) >= 0 || l.Is(n, "PROPN") || l.initials(n) {
		return !l.Rules.In(lexicon.TimeWords, l.Word(n))
	}
	if l.ofWhom(n) {
		return true
	}
	if l.Rules.In(lexicon.Quantities, l.Lemmas[n]) && l.Tree.Tokens[n].XPOS == "NNS" {
		return true // "hundreds marched, demanding"
	}
	core := l.Core(n)
	if l.Draft.Named(l.Sentence, core) >= 0 {
		return true
	}
	for _, class := range []string{lexicon.PersonNouns, lexicon.OrgNouns, lexicon.MediaNouns, lexicon.DocumentNouns, lexicon.Pronouns} {
		_, last, joined := strings.Cut(l.Lemmas[core], "-") // "ex-minister", "neo-conservative"
		if l.Rules.In(class, l.Lemmas[core]) || l.Rules.In(class, l.Lower[core]) || joined && l.Rules.In(class, last) && class == lexicon.PersonNouns {
			return true
		}
	}
	if l.Draft.Mention(l.Sentence, n) >= 0 && l.Draft.Mentions[l.Draft.Mention(l.Sentence, n)].Named {
		return true
	}
	return l.personal(core)
}

// initials reports whether the noun n is written as an abbreviation is: "the AMS".
func (l *Line) initials(n int) bool {
	form := l.Tree.Tokens[n].Form
	return l.Is(n, "NOUN") && len(form) > 1 && form == strings.ToUpper(form) && form != l.Lower[n]
}

// personal reports whether the form of the noun n is that of a noun for people.
func (l *Line) personal(n int) bool {
	return OfPeople(l.Tree.Tokens[n])
}

// OfPeople reports whether the form of a noun is that of a noun for people.
func OfPeople(tok trucewatch.Token) bool {
	return tok.UPOS == "NOUN" && slices.ContainsFunc([]string{"ers", "ists", "men", "women", "ians", "ist", "man", "woman", "ees", "crat", "crats", "naut", "nauts"}, func(suffix string) bool {
		return strings.HasSuffix(strings.ToLower(tok.Form), suffix)
	})
}

// ofWhom reports whether a clause with "who" describes n: then n is a person.
func (l *Line) ofWhom(n int) bool {
	return l.Child(n, func(c int) bool {
		return l.Tree.Is(c, "acl:relcl", "acl") && l.Child(c, func(k int) bool { return l.Word(k) == "who" }) >= 0
	}) >= 0
}

// Core looks through a word of quantity to what is counted.
func (l *Line) Core(n int) int {
	if !l.Rules.In(lexicon.Quantities, l.Lemmas[n]) {
		return n
	}
	of := l.Child(n, func(c int) bool { return l.Tree.Is(c, "nmod") && l.Tree.Case(c) == "of" })
	if of < 0 {
		return n
	}
	return of
}

// Holder returns the one whose statement or letter the document noun is, or -1:
// the one it belongs to, the one who issues it, or the one who speaks in it.
func (l *Line) Holder(n int) int {
	if !l.Is(n, "NOUN") || !l.Rules.In(lexicon.DocumentNouns, l.Lemmas[n]) {
		return -1
	}
	for _, step := range []func(int) int{l.ownerOf, l.maker, l.issuer, l.Carrier, l.writer} {
		if who := step(n); who >= 0 {
			return who
		}
	}
	return -1
}

// ownerOf returns the one to whom the document n belongs, by possessive or by
// "from" or "by", or -1.
func (l *Line) ownerOf(n int) int {
	return l.Child(n, func(c int) bool {
		return l.Tree.Is(c, "nmod:poss") && l.Is(c, "PROPN", "NOUN", "PRON") ||
			l.Tree.Is(c, "nmod") && slices.Contains([]string{"from", "by"}, l.Tree.Case(c))
	})
}

// maker returns the organization whose name stands before the document n ("a UN report"),
// or -1.
func (l *Line) maker(n int) int {
	return l.Child(n, func(c int) bool { return c < n && l.Owner(c) })
}

// Carrier returns those in whose pages the document n stood ("reports in the local
// press"), or -1.
func (l *Line) Carrier(n int) int {
	return l.Child(n, func(c int) bool {
		return c > n && l.Tree.Is(c, "nmod") && slices.Contains([]string{"in", "on"}, l.Tree.Case(c)) && l.Outlet(c)
	})
}

// issuer returns the one by whom the document n is said to be given out ("a
// statement released by the palace"), or -1.
func (l *Line) issuer(n int) int {
	for _, c := range l.Tree.All(n, "acl") {
		if a := l.Agent(c); a >= 0 && (l.Rules.In(lexicon.CarryVerbs, l.Lemmas[c]) || l.Rules.In(lexicon.AuthorVerbs, l.Lemmas[c])) {
			return a
		}
	}
	return -1
}

// writer returns the subject of the verb that has the document n for its place or
// its object ("wrote in a message", "issued a statement"), or -1.
func (l *Line) writer(n int) int {
	v := l.Head(n)
	if v < 0 || !l.Verbal(v) || l.Passive(v) {
		return -1
	}
	if l.Tree.Is(n, "obl") && l.Tree.Case(n) == "in" && len(l.Rules.Verbs[l.Lemmas[v]]) > 0 {
		return l.treeSubject(v, 0) // "wrote in a message explaining why"
	}
	if l.Tree.Is(n, "obj") && l.Rules.In(lexicon.IssueVerbs, l.Lemmas[v]) {
		if s := l.treeSubject(v, 0); s != n {
			return s
		}
	}
	return -1
}

// masthead reports whether token n is the name of an outlet: one that its last word, or a
// list of names, shows to be one, or a name of a body with "the" before it.
func (l *Line) masthead(n int) bool {
	if l.theTimes(n) {
		return true
	}
	m := l.bodyAt(n)
	if m < 0 {
		return false
	}
	return l.Press(m) || l.Rules.In(lexicon.Mastheads, l.Lower[n]) || strings.HasPrefix(l.Draft.Mentions[m].Of(l.Draft.Text()), "The ")
}

// Agency returns the outlet that has its name right before the noun n for one: "AFP news
// agency"; or -1.
func (l *Line) Agency(n int) int {
	if !l.Rules.In(lexicon.MediaNouns, l.Lemmas[n]) {
		return -1
	}
	k := n - 1
	for k > 0 && l.Rules.In(lexicon.ThePress, l.Lower[k]) {
		k--
	}
	if m := l.bodyAt(k); m >= 0 && l.Tree.Dominates(n, k) {
		return m
	}
	return -1
}

// Some reports whether the people m, named at token n, are only some of them: "Sunni
// Iraqis", "his fellow Tajiks".
func (l *Line) Some(m, n int) bool {
	if l.Draft.Mentions[m].Kind != trucewatch.People || l.Tree.Tokens[n].XPOS != "NNPS" && l.Tree.Tokens[n].XPOS != "NNS" {
		return false
	}
	return l.Child(n, func(c int) bool {
		return c < n && l.Draft.Named(l.Sentence, c) != m && l.Tree.Is(c, "amod", "compound", "nmod:poss") && l.Tree.Tokens[c].XPOS != "HYPH"
	}) >= 0
}

// Titled returns the person whose title the noun n is, when the name follows with
// only the title's own words between: "the envoy to Syria Tom Barrack"; or -1.
func (l *Line) Titled(n int) int {
	if !l.Is(n, "NOUN", "PROPN") || !l.Rules.In(lexicon.PersonNouns, l.Lemmas[n]) {
		return -1
	}
	const reach = 10
	for k := n + 1; k < len(l.Lower) && k <= n+reach; k++ {
		if l.Is(k, "PUNCT", "VERB", "AUX", "SCONJ", "CCONJ") && l.Word(k) != "-" {
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
func (l *Line) governed(n, k int) bool {
	if l.Is(k-1, "NOUN") && !l.Is(k-2, "DET") && !l.Rules.In(lexicon.PersonNouns, l.Lemmas[k-1]) {
		return false // "the minister of defence Ana Ruiz"
	}
	for b := k - 1; b > n; b-- {
		if l.Is(b, "ADP") {
			return true
		}
		if l.Draft.Named(l.Sentence, b) >= 0 || l.Word(b) == "'s" || l.Word(b) == "’s" {
			return false
		}
	}
	return false
}

// Phrase returns the words that name the unnamed source n: the noun phrase with
// the prepositional phrases that tell it from others, up to a comma or a clause.
func (l *Line) Phrase(n, verb int) trucewatch.Span {
	first, last := l.Tree.Phrase(n)
	for _, c := range l.Tree.Children(n) {
		if c < n || !l.Tree.Is(c, "nmod", "amod") || l.Verbal(c) || l.Tree.Case(c) == "as" || l.Lemmas[c] == "part" || l.Rules.In(lexicon.TimeWords, l.Word(c)) {
			continue
		}
		for _, k := range l.Tree.Subtree(c) {
			if k == last+1 && !l.Is(k, "PUNCT", "VERB", "AUX", "SCONJ") {
				last = k
			}
		}
	}
	if end := l.upTo(n, verb); end > last {
		last = end
	}
	for k := n - 1; k >= first; k-- {
		if l.Word(k) == "," || l.Is(k, "VERB") && k < n-2 {
			first = k + 1
			break
		}
	}
	for first < n && slices.Contains([]string{"which", "whom", "that", "what"}, l.Word(first)) && l.Tree.Tokens[first].XPOS != "DT" {
		first++
	}
	return l.Span(first, last)
}

// upTo returns the last token of the stretch between the source n and the verb
// behind it when nothing but its own description stands there, else n.
func (l *Line) upTo(n, verb int) int {
	if verb <= n || l.Is(n, "PRON") && l.Word(n) != "those" {
		return n
	}
	end := n
	for k := n + 1; k < verb && !l.Rules.In(lexicon.TimeWords, l.Word(k)); k++ {
		switch {
		case l.Is(k, "NOUN", "PROPN"):
			end = k
		case l.Is(k, "PUNCT", "VERB", "AUX", "SCONJ", "CCONJ", "ADV") && l.Word(k) != "-", l.Rules.In(lexicon.DocumentNouns, l.Word(k)):
			return n
		}
	}
	for k := n + 1; k <= end; k++ {
		if l.Rules.In(lexicon.DocumentNouns, l.Lemmas[k]) {
			return n
		}
	}
	return end
}

// Together finds two coordinated names, or a subject and the one it is "with",
// among the tokens before end.
func (l *Line) Together(end int) (a, b int) {
	for i := end - 1; i >= 0; i-- {
		m := l.Draft.Named(l.Sentence, i)
		if m < 0 || l.Draft.Mentions[m].Head != i || !l.Tree.Is(i, "conj") {
			continue
		}
		o := l.Draft.Named(l.Sentence, l.Head(i))
		if o >= 0 && o != m && alike(l.Draft.Mentions[o].Kind, l.Draft.Mentions[m].Kind) {
			return o, m
		}
	}
	for i := end - 1; i >= 0; i-- {
		m := l.Draft.Named(l.Sentence, i)
		if m < 0 || l.Tree.Case(i) != "with" {
			continue
		}
		for v := l.Head(i); v >= 0; v = l.Head(v) {
			s := l.Tree.Child(v, "nsubj")
			if s < 0 {
				continue
			}
			if o := l.Draft.Named(l.Sentence, s); o >= 0 && o != m && alike(l.Draft.Mentions[o].Kind, l.Draft.Mentions[m].Kind) {
				return o, m
			}
		}
	}
	return -1, -1
}

// alike reports whether two kinds of mention can be the two sides of something.
func alike(a, b trucewatch.MentionKind) bool {
	side := func(k trucewatch.MentionKind) bool {
		return k == trucewatch.PlaceKind || k == trucewatch.People || k == trucewatch.Organization
	}
	return a == b || side(a) && side(b)
}
