package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/speech"
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
	for i := range l.Tree.Tokens {
		m := l.Draft.Named(l.Sentence, i)
		subject := l.Tree.Is(i, "nsubj")
		if m < 0 && subject && l.Is(i, "NOUN", "PROPN") && !l.Nobody(i) {
			m = l.Draft.Mention(l.Sentence, i)
		}
		if m < 0 || noted[m] {
			continue
		}
		noted[m] = true
		p.refs = append(p.refs, l.ref(m, i, speaking[m], subject && l.MainClause(i)))
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

func (l *line) ref(m, token int, speaks, subject bool) ref {
	mention := l.Draft.Mentions[m]
	r := ref{mention: m, sentence: l.Sentence, kind: mention.Kind, source: speaks, subject: subject}
	if mention.Sentence == l.Sentence && token >= 0 {
		first, last := l.Tree.Phrase(l.Top(token))
		for k := first; k <= last; k++ {
			r.words = append(r.words, l.Lemmas[k])
		}
		r.words = append(r.words, l.Lemmas[token])
	}
	for w := range strings.FieldsSeq(strings.ToLower(mention.Title + " " + mention.Of(l.Draft.Text()))) {
		r.words = append(r.words, w)
	}
	return r
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

// withAntecedent finds whom a pronoun or a definite description refers to. When
// that one stands in the same sentence, its words name the source.
func (l *line) withAntecedent(s source) source {
	mention := &l.Draft.Mentions[s.mention]
	if mention.Antecedent >= 0 {
		return s
	}
	a, rule := -1, ""
	switch l.Word(s.token) {
	case "he", "she", "him", "her":
		a, rule = l.antecedent(s.token, trucewatch.Person), "anaphora.he"
	case "it":
		a, rule = l.antecedent(s.token, trucewatch.Organization), "anaphora.it"
	case "they":
		a, rule = l.group(s.token), "anaphora.they"
	default:
		if l.Definite(s.token) {
			a, rule = l.described(s.token), "anaphora.the"
		}
	}
	if a < 0 || a == s.mention {
		return s
	}
	mention = &l.Draft.Mentions[s.mention]
	mention.Antecedent = a
	mention.Why = append(mention.Why, trucewatch.Reason{Rule: rule, Words: l.Draft.Mentions[a].Of(l.Draft.Text())})
	if first := l.Draft.Mentions[a]; first.Sentence == l.Sentence && l.Is(s.token, "PRON") {
		s.span = first.Span
	}
	return s
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
			func(r ref) bool { return wanted == trucewatch.Person && l.Draft.Mentions[r.mention].Named },
		} {
			for _, r := range slices.Backward(l.refs) {
				if r.sentence == l.Sentence-back && speech.Fitting(r.kind, wanted) && test(r) && l.solid(r.mention) && !l.several(r.mention) && (wanted != trucewatch.Person || l.human(r.mention)) {
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
	return p.rules.In(lexicon.PersonNouns, head.Lemma) || p.rules.In(lexicon.PersonNouns, strings.ToLower(head.Form)) || speech.OfPeople(head)
}

// several reports whether a mention is a plural that is no name: "he" is none of those.
func (p *pass) several(m int) bool {
	mention := p.draft.Mentions[m]
	head := p.draft.Sentence(mention.Sentence).Tokens[mention.Head]
	return !mention.Named && (head.XPOS == "NNS" || p.rules.In(lexicon.Quantities, head.Lemma))
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
		if !l.Tree.Is(i, "nsubj", "nsubj:pass") || l.Spoken(i, n) || l.OtherSex(n, i) {
			continue
		}
		if m := l.fit(i, wanted); m >= 0 {
			return m
		}
	}
	if wanted != trucewatch.Person {
		return -1
	}
	return l.NameOf(trucewatch.Person, n)
}

// above looks for the antecedent among the subjects of the verbs above token n.
func (l *line) above(n int, wanted trucewatch.MentionKind) int {
	for v := l.Head(n); v >= 0; v = l.Head(v) {
		for _, c := range l.Tree.All(v, "nsubj", "nsubj:pass") {
			if c >= n || l.Tree.Dominates(c, n) || l.Spoken(c, n) {
				continue
			}
			if m := l.same(c, n, wanted); m >= 0 {
				return m
			}
			if m := l.fit(c, wanted); m >= 0 && !l.OtherSex(n, c) {
				return m
			}
		}
	}
	return -1
}

// same returns whom the pronoun c stands for, where n is the same pronoun, or -1.
func (l *line) same(c, n int, wanted trucewatch.MentionKind) int {
	if !l.Is(c, "PRON") || l.Word(c) != l.Word(n) {
		return -1
	}
	if m := l.root(l.Draft.Mention(l.Sentence, c)); l.solid(m) {
		return m
	}
	return l.antecedent(c, wanted)
}

// fit returns the mention of subject c when it can be what is wanted, else -1.
func (l *line) fit(c int, wanted trucewatch.MentionKind) int {
	if l.Is(c, "PRON", "DET") || l.Tree.Tokens[c].XPOS == "NNS" {
		return -1
	}
	m := l.Draft.Named(l.Sentence, c)
	if m < 0 {
		m = l.Titled(c)
	}
	if m < 0 {
		m = l.Draft.Mention(l.Sentence, c)
	}
	if m >= 0 && !l.Draft.Mentions[m].Named {
		known := l.Rules.In(lexicon.PersonNouns, l.Lemmas[c])
		if wanted != trucewatch.Person {
			known = l.Rules.In(lexicon.OrgNouns, l.Lemmas[c]) || l.Rules.In(lexicon.MediaNouns, l.Lemmas[c])
		}
		if !known {
			return -1
		}
		l.Refine(m, c)
	}
	if m < 0 || !speech.Fitting(l.Draft.Mentions[m].Kind, wanted) {
		return -1
	}
	return l.root(m)
}

// group returns the latest speaker or subject in the plural that "they" can be.
func (l *line) group(n int) int {
	for i := n - 1; i >= 0; i-- {
		if l.Tree.Is(i, "nsubj") && l.Is(i, "NOUN") && l.Tree.Tokens[i].XPOS == "NNS" && l.Rules.In(lexicon.PersonNouns, l.Lemmas[l.Core(i)]) {
			return l.Draft.Mention(l.Sentence, i)
		}
	}
	for k := len(l.refs) - 1; k >= 0 && l.refs[k].sentence >= l.Sentence-2; k-- {
		if r := l.refs[k]; r.source && !l.Draft.Mentions[r.mention].Named && r.kind == trucewatch.Person {
			return r.mention
		}
	}
	return -1
}

// described returns the earlier mention that a definite description names again:
// one with the same noun, else the last outlet, document or group that spoke.
func (l *line) described(n int) int {
	noun := l.Lemmas[n]
	if by := l.issued[noun]; len(by) > 0 {
		return l.root(by[0])
	}
	if m := l.SameSentence(n, noun); m >= 0 {
		return m
	}
	for _, speaking := range []bool{true, false} {
		for _, r := range slices.Backward(l.refs) {
			if slices.Contains(r.words, noun) && r.source == speaking && l.agrees(n, r) && l.solid(r.mention) {
				return l.root(r.mention)
			}
		}
	}
	if !l.Rules.In(lexicon.MediaNouns, noun) && !l.Rules.In(lexicon.GroupNouns, noun) {
		return -1
	}
	const reach = 6
	for _, r := range slices.Backward(l.refs) {
		if r.sentence < l.Sentence-reach {
			break
		}
		if r.source && r.kind == trucewatch.Organization && l.Draft.Mentions[r.mention].Named {
			return l.root(r.mention)
		}
	}
	return -1
}

// agrees reports whether the adjectives of the description n are among the words
// of the earlier mention, so that "the military source" is not "a diplomatic source".
func (l *line) agrees(n int, r ref) bool {
	for _, c := range l.Tree.Children(n) {
		if l.Tree.Is(c, "amod", "compound", "nmod:poss") && l.Is(c, "ADJ", "NOUN", "PROPN") && !slices.Contains(r.words, l.Lemmas[c]) {
			return false
		}
	}
	return true
}

// noteDocuments remembers who said what is in a statement or a letter, so that
// "the statement" later in the report is theirs.
func (p *pass) noteDocuments(l *line, cues []*cue) {
	for _, c := range cues {
		if c.token < 0 || !l.Verbal(c.token) || len(c.outward) > 0 || len(c.sources) != 1 {
			continue
		}
		for _, k := range l.Tree.All(c.token, "obl") {
			if l.Tree.Case(k) == "in" && l.Rules.In(lexicon.DocumentNouns, l.Lemmas[k]) {
				p.issued[l.Lemmas[k]] = []int{l.root(c.sources[0].mention)}
			}
		}
	}
}
