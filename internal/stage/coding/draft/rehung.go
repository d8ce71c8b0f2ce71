package draft

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// rehung puts right two phrases that parsers hang on the verb over the noun before
// them: what somebody calls for or talks about ("drawing calls for a truce") and what a
// noun is described with behind a comma ("attend the talks, slated to begin on
// Thursday"). The tokens given are not changed.
func rehung(tokens []trucewatch.Token) []trucewatch.Token {
	copied := false
	for k := 2; k < len(tokens); k++ {
		n, rel := -1, ""
		switch {
		case about(tokens, k-2) >= 0:
			n, rel = k-2, "nmod"
			k = about(tokens, n)
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

// about returns the noun that the calls, or talks, at token i are for, or on, where it
// hangs on the verb whose object or subject they are; else -1.
func about(tokens []trucewatch.Token, i int) int {
	v := tokens[i].Head
	if rel, _, _ := strings.Cut(tokens[i].Rel, ":"); v < 0 || tokens[i].UPOS != "NOUN" || rel != "obj" && rel != "nsubj" || !takes(tokens[i], tokens[i+1]) {
		return -1
	}
	o := tokens[i+1].Head
	if o > i && tokens[o].UPOS == "NOUN" && tokens[o].Head == v && strings.HasPrefix(tokens[o].Rel, "obl") {
		return o
	}
	return -1
}

// takes reports whether what noun n is about is told behind the preposition p.
func takes(n, p trucewatch.Token) bool {
	switch strings.ToLower(p.Form) {
	case "for":
		return slices.Contains([]string{"call", "calls", "appeal", "appeals", "demand", "demands", "plea", "pleas", "request", "requests", "push", "bid"}, strings.ToLower(n.Form))
	case "on", "over":
		return slices.Contains([]string{"talks", "negotiations", "discussions", "consultations", "agreement", "deal"}, strings.ToLower(n.Form))
	}
	return false
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
