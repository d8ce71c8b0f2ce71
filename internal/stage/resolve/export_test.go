package resolve

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// ClassOf returns the class of the description that stands at a span, for tests.
func ClassOf(r *Rules, sentences []trucewatch.Sentence, at trucewatch.Span) string {
	for _, s := range sentences {
		var words []string
		lemma := ""
		for _, tok := range s.Tokens {
			if !at.Contains(tok.Span) {
				continue
			}
			words = append(words, translit.Fold(tok.Form))
			if tok.Head < 0 || !at.Contains(s.Tokens[tok.Head].Span) {
				lemma = strings.ToLower(tok.Lemma)
			}
		}
		if r.epithet[bare(strings.Join(words, " "))] != nil {
			return "land"
		}
		if class, _ := r.class(lemma, words); class != "" {
			return class
		}
	}
	return ""
}

// Blocked reports whether two names are one by the rules, and whether the index
// would have brought them together.
func Blocked(r *Rules, kind trucewatch.MentionKind, a, b string) (same, together bool) {
	x, y := newForm(kind, a), newForm(kind, b)
	same = r.sameName(x, y)
	for _, key := range x.keys() {
		together = together || slices.Contains(y.keys(), key)
	}
	return same, together
}

// SecondName returns the rule by which the text between two names of people says
// that they are of one, for tests.
func SecondName(r *Rules, between string) string {
	c, _ := r.knownAs.between(between, trucewatch.Person)
	return c.rule
}
