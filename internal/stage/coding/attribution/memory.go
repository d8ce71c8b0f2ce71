package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// ref is one who was named or who spoke earlier in the report.
type ref struct {
	mention, sentence int
	kind              trucewatch.MentionKind
	source, subject   bool
	words             []string // lower-case words of the phrase around the mention
}

// remember notes who was named, who acted and who spoke in a sentence.
func (p *pass) remember(l *line, cues []*cue) {
	speaking := map[int]bool{}
	p.noteDocuments(l, cues)
	p.noteJournalists(l)
	p.noteCarried(l, cues)
	p.notePoll(l, cues)
	for _, c := range cues {
		for _, s := range c.sources {
			speaking[l.root(s.mention)] = true
		}
		for _, s := range c.outward {
			speaking[l.root(s.mention)] = true
		}
	}
	noted := map[int]bool{}
	for i := range l.t.Tokens {
		m := l.draft.Named(l.s, i)
		subject := l.t.Is(i, "nsubj")
		if m < 0 && subject && l.is(i, "NOUN", "PROPN") && !l.nobody(i) {
			m = l.draft.Mention(l.s, i)
		}
		if m < 0 || noted[m] {
			continue
		}
		noted[m] = true
		p.refs = append(p.refs, l.ref(m, i, speaking[m], subject && l.mainClause(i)))
	}
	for _, c := range cues {
		for _, s := range append(slices.Clone(c.sources), c.outward...) {
			if m := l.root(s.mention); !noted[m] {
				noted[m] = true
				p.refs = append(p.refs, l.ref(m, s.token, true, true))
			}
		}
	}
}

// nobody reports whether the noun n stands for nobody in particular: "any analyst", "no
// soldier". No "he" points back at them.
func (l *line) nobody(n int) bool {
	d := l.t.Child(n, "det")
	return d >= 0 && (l.word(d) == "any" || l.word(d) == "no" || l.word(d) == "every")
}

func (l *line) ref(m, token int, speaks, subject bool) ref {
	mention := l.draft.Mentions[m]
	r := ref{mention: m, sentence: l.s, kind: mention.Kind, source: speaks, subject: subject}
	if mention.Sentence == l.s && token >= 0 {
		first, last := l.t.Phrase(l.top(token))
		for k := first; k <= last; k++ {
			r.words = append(r.words, l.lemma[k])
		}
		r.words = append(r.words, l.lemma[token])
	}
	for w := range strings.FieldsSeq(strings.ToLower(mention.Title + " " + mention.Of(l.draft.Text()))) {
		r.words = append(r.words, w)
	}
	return r
}

// mainClause reports whether the subject i is that of the sentence's main clause
// or of what somebody is said to have said.
func (l *line) mainClause(i int) bool {
	h := l.head(i)
	return h >= 0 && (l.head(h) < 0 || l.t.Is(h, "ccomp", "conj", "parataxis"))
}

// root follows antecedents to the first mention.
func (p *pass) root(m int) int {
	for range p.draft.Mentions {
		a := p.draft.Mentions[m].Antecedent
		if a < 0 || a == m {
			return m
		}
		m = a
	}
	return m
}

// refine gives the nominal mention m the kind that its head noun tells.
func (l *line) refine(m, n int) {
	core := l.core(n)
	for _, class := range []string{mediaNouns, documentNouns, orgNouns} {
		if l.rules.in(class, l.lemma[core]) && !l.rules.in(personNouns, l.lemma[core]) {
			l.draft.Mentions[m].Kind = trucewatch.Organization
			return
		}
	}
	switch l.word(n) {
	case "it", "which":
		l.draft.Mentions[m].Kind = trucewatch.Organization
	}
}

// withAntecedent finds whom a pronoun or a definite description refers to. When
// that one stands in the same sentence, its words name the source.
func (l *line) withAntecedent(s source) source {
	mention := &l.draft.Mentions[s.mention]
	if mention.Antecedent >= 0 {
		return s
	}
	a, rule := -1, ""
	switch l.word(s.token) {
	case "he", "she", "him", "her":
		a, rule = l.antecedent(s.token, trucewatch.Person), "anaphora.he"
	case "it":
		a, rule = l.antecedent(s.token, trucewatch.Organization), "anaphora.it"
	case "they":
		a, rule = l.group(s.token), "anaphora.they"
	default:
		if l.definite(s.token) {
			a, rule = l.described(s.token), "anaphora.the"
		}
	}
	if a < 0 || a == s.mention {
		return s
	}
	mention = &l.draft.Mentions[s.mention]
	mention.Antecedent = a
	mention.Why = append(mention.Why, trucewatch.Reason{Rule: rule, Words: l.draft.Mentions[a].Of(l.draft.Text())})
	if first := l.draft.Mentions[a]; first.Sentence == l.s && l.is(s.token, "PRON") {
		s.span = first.Span
	}
	return s
}

func (l *line) definite(n int) bool {
	return l.is(n, "NOUN", "PROPN") && l.child(n, func(c int) bool {
		return l.t.Is(c, "det") && (l.word(c) == "the" || l.word(c) == "this" || l.word(c) == "that")
	}) >= 0
}

// fitting reports whether a mention can be what "he" or "it" stands for.
func fitting(kind, wanted trucewatch.MentionKind) bool {
	if wanted == trucewatch.Person {
		return kind == trucewatch.Person
	}
	return kind == trucewatch.Organization || kind == trucewatch.PlaceKind
}

// antecedent returns the mention that a singular pronoun stands for: a subject of
// this sentence before it, else the nearest sentence's speaker, subject or name.
func (l *line) antecedent(n int, wanted trucewatch.MentionKind) int {
	if m := l.within(n, wanted); m >= 0 {
		return m
	}
	const reach = 4
	for back := 1; back <= reach; back++ {
		for _, test := range []func(r ref) bool{
			func(r ref) bool { return r.source && r.subject },
			func(r ref) bool { return r.source },
			func(r ref) bool { return r.subject },
			func(r ref) bool { return wanted == trucewatch.Person && l.draft.Mentions[r.mention].Named },
		} {
			for _, r := range slices.Backward(l.refs) {
				if r.sentence == l.s-back && fitting(r.kind, wanted) && test(r) && l.solid(r.mention) && !l.several(r.mention) && (wanted != trucewatch.Person || l.human(r.mention)) {
					return r.mention
				}
			}
		}
	}
	return -1
}

// human reports whether a mention is a name, or a noun for people.
func (p *pass) human(m int) bool {
	mention := p.draft.Mentions[m]
	if mention.Named {
		return true
	}
	head := p.draft.Sentence(mention.Sentence).Tokens[mention.Head]
	return p.rules.in(personNouns, head.Lemma) || p.rules.in(personNouns, strings.ToLower(head.Form)) || ofPeople(head)
}

// several reports whether a mention is a plural that is no name: "he" is none of those.
func (p *pass) several(m int) bool {
	mention := p.draft.Mentions[m]
	head := p.draft.Sentence(mention.Sentence).Tokens[mention.Head]
	return !mention.Named && (head.XPOS == "NNS" || p.rules.in(quantities, head.Lemma))
}

// solid reports whether a mention says who it is: no pronoun left unresolved.
func (p *pass) solid(m int) bool {
	mention := p.draft.Mentions[m]
	if mention.Named {
		return true
	}
	return p.draft.Sentence(mention.Sentence).Tokens[mention.Head].UPOS != "PRON"
}

// within looks for the antecedent among the subjects before token n, above it in
// the tree first.
func (l *line) within(n int, wanted trucewatch.MentionKind) int {
	if m := l.above(n, wanted); m >= 0 {
		return m
	}
	for i := n - 1; i >= 0; i-- {
		if !l.t.Is(i, "nsubj", "nsubj:pass") || l.spoken(i, n) || l.otherSex(n, i) {
			continue
		}
		if m := l.fit(i, wanted); m >= 0 {
			return m
		}
	}
	if wanted != trucewatch.Person {
		return -1
	}
	return l.nameOf(trucewatch.Person, n)
}

// above looks for the antecedent among the subjects of the verbs above token n.
func (l *line) above(n int, wanted trucewatch.MentionKind) int {
	for v := l.head(n); v >= 0; v = l.head(v) {
		for _, c := range l.t.All(v, "nsubj", "nsubj:pass") {
			if c >= n || l.t.Dominates(c, n) || l.spoken(c, n) {
				continue
			}
			if m := l.same(c, n, wanted); m >= 0 {
				return m
			}
			if m := l.fit(c, wanted); m >= 0 && !l.otherSex(n, c) {
				return m
			}
		}
	}
	return -1
}

// same returns whom the pronoun c stands for, where n is the same pronoun, or -1.
func (l *line) same(c, n int, wanted trucewatch.MentionKind) int {
	if !l.is(c, "PRON") || l.word(c) != l.word(n) {
		return -1
	}
	if m := l.root(l.draft.Mention(l.s, c)); l.solid(m) {
		return m
	}
	return l.antecedent(c, wanted)
}

// spoken reports whether token c stands in a quotation and n outside: who is named
// in quoted words is seldom the one who speaks them.
func (l *line) spoken(c, n int) bool { return l.quoted[c] && !l.quoted[n] }

// otherSex reports whether the noun c cannot be what the pronoun n stands for.
func (l *line) otherSex(n, c int) bool {
	return l.word(n) == "he" && l.rules.in(femaleNouns, l.lemma[c]) || l.word(n) == "she" && l.rules.in(maleNouns, l.lemma[c])
}

// nameOf returns the last named mention of a kind before token n, or -1.
func (l *line) nameOf(kind trucewatch.MentionKind, n int) int {
	for i := n - 1; i >= 0; i-- {
		if m := l.namedAt(i, kind); m >= 0 && !l.spoken(i, n) {
			return m
		}
	}
	return -1
}

// fit returns the mention of subject c when it can be what is wanted, else -1.
func (l *line) fit(c int, wanted trucewatch.MentionKind) int {
	if l.is(c, "PRON", "DET") || l.t.Tokens[c].XPOS == "NNS" {
		return -1
	}
	m := l.draft.Named(l.s, c)
	if m < 0 {
		m = l.titled(c)
	}
	if m < 0 {
		m = l.draft.Mention(l.s, c)
	}
	if m >= 0 && !l.draft.Mentions[m].Named {
		known := l.rules.in(personNouns, l.lemma[c])
		if wanted != trucewatch.Person {
			known = l.rules.in(orgNouns, l.lemma[c]) || l.rules.in(mediaNouns, l.lemma[c])
		}
		if !known {
			return -1
		}
		l.refine(m, c)
	}
	if m < 0 || !fitting(l.draft.Mentions[m].Kind, wanted) {
		return -1
	}
	return l.root(m)
}

// group returns the latest speaker or subject in the plural that "they" can be.
func (l *line) group(n int) int {
	for i := n - 1; i >= 0; i-- {
		if l.t.Is(i, "nsubj") && l.is(i, "NOUN") && l.t.Tokens[i].XPOS == "NNS" && l.rules.in(personNouns, l.lemma[l.core(i)]) {
			return l.draft.Mention(l.s, i)
		}
	}
	for k := len(l.refs) - 1; k >= 0 && l.refs[k].sentence >= l.s-2; k-- {
		if r := l.refs[k]; r.source && !l.draft.Mentions[r.mention].Named && r.kind == trucewatch.Person {
			return r.mention
		}
	}
	return -1
}

// described returns the earlier mention that a definite description names again:
// one with the same noun, else the last outlet, document or group that spoke.
func (l *line) described(n int) int {
	noun := l.lemma[n]
	if by := l.issued[noun]; len(by) > 0 {
		return l.root(by[0])
	}
	if m := l.sameSentence(n, noun); m >= 0 {
		return m
	}
	for _, speaking := range []bool{true, false} {
		for _, r := range slices.Backward(l.refs) {
			if slices.Contains(r.words, noun) && r.source == speaking && l.agrees(n, r) && l.solid(r.mention) {
				return l.root(r.mention)
			}
		}
	}
	if !l.rules.in(mediaNouns, noun) && !l.rules.in(groupNouns, noun) {
		return -1
	}
	const reach = 6
	for _, r := range slices.Backward(l.refs) {
		if r.sentence < l.s-reach {
			break
		}
		if r.source && r.kind == trucewatch.Organization && l.draft.Mentions[r.mention].Named {
			return l.root(r.mention)
		}
	}
	return -1
}

// sameSentence returns the named organization before token n that a noun such as
// "the agency" or "the organisation" names again, or -1.
func (l *line) sameSentence(n int, noun string) int {
	switch {
	case noun == "ministry" || noun == "government" || noun == "army" || noun == "military":
		return -1
	case !l.rules.in(orgNouns, noun) && !l.rules.in(mediaNouns, noun):
		return -1
	}
	m := l.nameOf(trucewatch.Organization, n)
	if l.press(m) && !l.rules.in(mediaNouns, noun) {
		return -1 // "Le Monde: the council condemned …" is not Le Monde
	}
	return m
}

// agrees reports whether the adjectives of the description n are among the words
// of the earlier mention, so that "the military source" is not "a diplomatic source".
func (l *line) agrees(n int, r ref) bool {
	for _, c := range l.t.Children(n) {
		if l.t.Is(c, "amod", "compound", "nmod:poss") && l.is(c, "ADJ", "NOUN", "PROPN") && !slices.Contains(r.words, l.lemma[c]) {
			return false
		}
	}
	return true
}

// noteDocuments remembers who said what is in a statement or a letter, so that
// "the statement" later in the report is theirs.
func (p *pass) noteDocuments(l *line, cues []*cue) {
	for _, c := range cues {
		if c.token < 0 || !l.verbal(c.token) || len(c.outward) > 0 || len(c.sources) != 1 {
			continue
		}
		for _, k := range l.t.All(c.token, "obl") {
			if l.t.Case(k) == "in" && l.rules.in(documentNouns, l.lemma[k]) {
				p.issued[l.lemma[k]] = []int{l.root(c.sources[0].mention)}
			}
		}
	}
}
