package draft

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// rehung puts right two phrases that parsers hang on the verb over the noun before
// them: what somebody calls for ("drawing calls for a truce") and what a noun is
// described with behind a comma ("attend the talks, slated to begin on Thursday"). The
// tokens given are not changed.
func rehung(tokens []trucewatch.Token) []trucewatch.Token {
	copied := false
	for k := 2; k < len(tokens); k++ {
		n, rel := -1, ""
		switch {
		case strings.EqualFold(tokens[k-1].Form, "for") && calledFor(tokens, k-2) >= 0:
			k, n, rel = calledFor(tokens, k-2), k-2, "nmod"
		case described(tokens, k):
			n, rel = k-2, "acl"
		}
		if n < 0 {
			continue
		}
		if !copied {
			tokens, copied = slices.Clone(tokens), true
		}
		tokens[k].Head, tokens[k].Rel = n, rel
	}
	return tokens
}

// calledFor returns the noun behind "for" that the calls at token i are for, where it
// hangs on the verb whose object or subject they are; else -1.
func calledFor(tokens []trucewatch.Token, i int) int {
	v := tokens[i].Head
	if v < 0 || tokens[i].UPOS != "NOUN" || !asks(tokens[i]) {
		return -1
	}
	if rel, _, _ := strings.Cut(tokens[i].Rel, ":"); rel != "obj" && rel != "nsubj" {
		return -1
	}
	o := tokens[i+1].Head
	if o > i && tokens[o].UPOS == "NOUN" && tokens[o].Head == v && strings.HasPrefix(tokens[o].Rel, "obl") {
		return o
	}
	return -1
}

// asks reports whether t is a noun for what somebody asks for.
func asks(t trucewatch.Token) bool {
	return slices.Contains([]string{"call", "calls", "appeal", "appeals", "demand", "demands", "plea", "pleas", "request", "requests", "push", "bid"}, strings.ToLower(t.Form))
}

// described reports whether token k is a participle of what is to be, coordinated with
// a verb without a word that does so, right behind a noun and a comma.
func described(tokens []trucewatch.Token, k int) bool {
	t := tokens[k]
	planned := slices.Contains([]string{"slated", "scheduled", "planned", "expected", "due", "set"}, t.Form)
	return planned && (t.Rel == "conj" || t.Rel == "advcl") && tokens[k-1].Form == "," && tokens[k-2].UPOS == "NOUN" && t.Head != k-2 &&
		!slices.ContainsFunc(tokens, func(c trucewatch.Token) bool {
			return c.Head == k && (c.Rel == "cc" || strings.HasPrefix(c.Rel, "aux") || c.Rel == "cop" || strings.HasPrefix(c.Rel, "nsubj") || c.Rel == "mark")
		})
}
