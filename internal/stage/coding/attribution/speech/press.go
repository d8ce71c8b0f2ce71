package speech

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// Hears reports whether token k, which something is told, is one who passes it on: an
// outlet, or letters that name nothing else ("told IPS").
func (l *Line) Hears(k int) bool {
	return l.Outlet(k) && !l.ThePress(k) || l.letters(k)
}

// letters reports whether token k is a name of capital letters that no list knows.
func (l *Line) letters(k int) bool {
	form := l.Tree.Tokens[k].Form
	const shortest, longest = 3, 5
	return l.Is(k, "PROPN") && len(form) >= shortest && len(form) <= longest && strings.ToUpper(form) == form && strings.ToLower(form) != form &&
		l.Draft.Named(l.Sentence, k) < 0
}

// Carries reports whether the verb k of passing on has words for its noun: not "the
// ministry, which is run by the rebels".
func (l *Line) Carries(k int) bool {
	h := l.Head(k)
	if l.Cites(k) || !l.Tree.Is(k, "acl", "acl:relcl") || h < 0 {
		return true
	}
	return l.Words(h) || !l.known(h)
}

// ThePress reports whether token k names those who listen at large, or the place where
// somebody posts: neither passes words on.
func (l *Line) ThePress(k int) bool {
	if l.Rules.In(lexicon.ThePress, l.Lower[k]) {
		return l.Child(k, func(c int) bool { return l.Tree.Is(c, "amod", "compound", "nmod") }) < 0
	}
	return l.Rules.In(lexicon.Platforms, l.Lower[k])
}

// Near reports whether a preposition makes the outlet k the place of the words.
func (l *Line) Near(k int) bool {
	switch l.Tree.Case(k) {
	case "to", "with", "on", "by", "via", "through":
		return l.Tree.Is(k, "obl", "nmod")
	}
	h := l.Head(k)
	return h >= 0 && l.Tree.Is(k, "obj") && l.Lemmas[h] == "tell"
}

// CanPass reports whether token k can carry a statement: an organization, an
// outlet, or an office.
func (l *Line) CanPass(k int) bool {
	if m := l.Draft.Named(l.Sentence, k); m >= 0 {
		return l.Draft.Mentions[m].Kind == trucewatch.Organization || l.Rules.In(lexicon.MediaNouns, l.Lemmas[k]) || l.Rules.In(lexicon.OrgNouns, l.Lemmas[k])
	}
	return l.Is(k, "PROPN") || l.Rules.In(lexicon.MediaNouns, l.Lemmas[k]) || l.Rules.In(lexicon.OrgNouns, l.Lemmas[k]) || l.Word(k) == "it"
}

// Outlet reports whether token k names a news outlet or agency: a noun for one, or
// a named organization that is none of those that merely listen.
func (l *Line) Outlet(k int) bool {
	if l.Rules.In(lexicon.MediaNouns, l.Lemmas[k]) || l.Rules.In(lexicon.MediaNouns, l.Lower[k]) {
		return l.Is(k, "NOUN", "PROPN")
	}
	if l.theTimes(k) {
		return true
	}
	m := l.bodyAt(k)
	if m < 0 {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(l.Draft.Mentions[m].Of(l.Draft.Text()))) {
		if l.Rules.In(lexicon.Audiences, w) {
			return false
		}
	}
	return true
}

// theTimes reports whether token k is the word for a newspaper that stands for its name:
// "told the Times".
func (l *Line) theTimes(k int) bool {
	return l.Is(k, "PROPN") && l.Rules.In(lexicon.Mastheads, l.Lower[k]) && l.Word(k-1) == "the"
}

// Cites reports whether the verb i gives what somebody else says: "quoted him as saying".
func (l *Line) Cites(i int) bool { return l.Lemmas[i] == "quote" || l.Lemmas[i] == "cite" }

// Person reports whether token k names somebody who speaks, as against a thing cited.
func (l *Line) Person(k int) bool {
	if m := l.Draft.Mention(l.Sentence, k); m >= 0 && l.Draft.Mentions[m].Named {
		kind := l.Draft.Mentions[m].Kind
		return kind == trucewatch.Person || kind == trucewatch.Organization
	}
	core := l.Core(k)
	for _, class := range []string{lexicon.PersonNouns, lexicon.OrgNouns, lexicon.MediaNouns, lexicon.DocumentNouns} {
		if l.Rules.In(class, l.Lemmas[core]) {
			return true
		}
	}
	return false
}

// FrameOutlet returns the outlet that a line is put into, with the tokens that put
// it there: "Az-Zaman: The council forbade …", "“Council forbids …” — The Times, 3
// May". It returns -1 where there is none.
func (l *Line) FrameOutlet() (mention, first, last int) {
	if m := l.Draft.Named(l.Sentence, 0); l.Press(m) {
		end := l.endOf(m, 0)
		if l.Word(end+1) == ":" && end+3 < len(l.Lower) {
			return m, 0, end + 1
		}
	}
	const longest = 12
	for k := len(l.Lower) - 2; k > 3 && k >= len(l.Lower)-longest; k-- {
		if w := l.Word(k); w != "—" && w != "–" && w != "-" {
			continue
		}
		at := k + 1
		if l.Word(at) == "the" && l.Draft.Named(l.Sentence, at) < 0 {
			at++
		}
		m := l.Draft.Named(l.Sentence, at)
		if l.Press(m) && l.dateOnly(l.endOf(m, at)+1) {
			return m, k, len(l.Lower) - 1
		}
	}
	return -1, 0, 0
}

// endOf returns the last token of mention m, which covers token i.
func (l *Line) endOf(m, i int) int {
	for i+1 < len(l.Lower) && l.Draft.Named(l.Sentence, i+1) == m {
		i++
	}
	return i
}

// startOf returns the first token of mention m, which covers token i.
func (l *Line) startOf(m, i int) int {
	for i > 0 && l.Draft.Named(l.Sentence, i-1) == m {
		i--
	}
	return i
}

// dateOnly reports whether a comma and a date, and nothing else, stand from token i on.
func (l *Line) dateOnly(i int) bool {
	if l.Word(i) != "," {
		return false
	}
	for k := i; k < len(l.Lower); k++ {
		if !l.Is(k, "NUM", "PUNCT") && !l.Rules.In(lexicon.TimeWords, l.Word(k)) && !strings.ContainsAny(l.Word(k), "0123456789") {
			return false
		}
	}
	return true
}

// pressRules are the rules of the name finder that find news outlets.
var pressRules = []string{"en.names.outlet", "en.names.newspaper"}

// Press reports whether mention m is the name of a news outlet.
func (l *Line) Press(m int) bool {
	if m < 0 || l.Draft.Mentions[m].Kind != trucewatch.Organization {
		return false
	}
	if l.Rules.In(lexicon.Mastheads, Surname(l.Draft.Mentions[m].Of(l.Draft.Text()))) {
		return true
	}
	return slices.ContainsFunc(l.Draft.Mentions[m].Why, func(r trucewatch.Reason) bool { return slices.Contains(pressRules, r.Rule) })
}

// Journal returns the outlet that the person named at token i writes for, or -1: "Ed
// Wong of the New York Times", "The Guardian's Ana Ruiz", "Reuters reporter Li Wei".
func (l *Line) Journal(i int) int {
	m := l.personAt(i)
	if m < 0 {
		return -1
	}
	first := l.startOf(m, i)
	if slices.Contains(l.Rules.Passers["journalist"].Preps, l.Word(l.endOf(m, i)+1)) {
		at := l.endOf(m, i) + 2
		if l.Word(at) == "the" && l.Draft.Named(l.Sentence, at) < 0 {
			at++
		}
		if o := l.Draft.Named(l.Sentence, at); l.Press(o) {
			return o
		}
	}
	at := first - 1
	for at > 0 && (slices.Contains([]string{"'s", "’s", "'", "’"}, l.Word(at)) || l.Rules.In(lexicon.BylineNouns, l.Word(at))) {
		at--
	}
	if o := l.Draft.Named(l.Sentence, max(at, 0)); at < first-1 && l.Press(o) {
		return o
	}
	return -1
}

// Surname returns the last word of a name, in lower case.
func Surname(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// About reports whether a poll is the subject of verb i.
func (l *Line) About(i int) bool {
	return slices.Contains(l.Rules.Passers["poll"].Objects, l.Lemmas[max(l.treeSubject(i, 0), 0)])
}
