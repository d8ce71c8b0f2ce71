package mend

import (
	"strings"

	trucewatch "github.com/trucewatch/trucewatch"
)

// quotedAs puts right "The king urged calm, his envoy was quoted as saying": it stands
// beside what is said, and is no part of it.
func quotedAs(tokens []trucewatch.Token) bool {
	for i := 1; i+2 < len(tokens); i++ {
		t := &tokens[i]
		if t.Form != "quoted" || tokens[i+1].Form != "as" || tokens[i+2].Form != "saying" || t.Rel != "ccomp" || t.Head < 0 || t.Head > i {
			continue
		}
		for n := range i {
			if tokens[n].Head != i || !strings.HasPrefix(tokens[n].Rel, "nsubj") {
				continue
			}
			if first := leftmost(tokens, n); first > t.Head && (tokens[first].Form == "," || closesContent(tokens, first-1)) {
				hang(tokens, i, t.Head, "parataxis")
				return true
			}
		}
	}
	return false
}

// whereSaid hangs what stands right behind a verb of saying on it, where the parser put
// it into what is said: "said on state television the army would leave".
func whereSaid(tokens []trucewatch.Token) bool {
	changed := false
	for c := range tokens {
		v := tokens[c].Head
		if tokens[c].Rel != "ccomp" || v < 0 || v > c || !isSaying(tokens[v].Lemma) || !hasSubject(tokens, c, -1) {
			continue
		}
		next := v + 1
		for k := next; k < c; k++ {
			t := &tokens[k]
			if t.Head != c || !strings.HasPrefix(t.Rel, "obl") || leftmost(tokens, k) != next || !hasLink(tokens, k) {
				continue
			}
			hang(tokens, k, v, t.Rel)
			next, changed = k+1, true
		}
	}
	return changed
}

// hasLink reports whether a preposition hangs on token i.
func hasLink(tokens []trucewatch.Token, i int) bool {
	for j := range i {
		if tokens[j].Head == i && tokens[j].Rel == "case" {
			return true
		}
	}
	return false
}

// leftmost returns the first token of what hangs on token i.
func leftmost(tokens []trucewatch.Token, i int) int {
	for j := range i {
		if under(tokens, j, i) {
			return j
		}
	}
	return i
}

// officeBefore puts right "said UN Spokesperson Ana Ruiz", where the parser took the body
// of the office for the first part of the name.
func officeBefore(tokens []trucewatch.Token) bool {
	for title := 1; title+1 < len(tokens); title++ {
		body := tokens[title].Head
		name := title + 1
		if tokens[title].Rel != "flat" || body < 0 || body >= title || !isTitle(tokens[title].Form) || tokens[name].Rel != "flat" || tokens[name].Head != body {
			continue
		}
		head, rel := tokens[body].Head, tokens[body].Rel
		for j := range tokens {
			if tokens[j].Head == body && j != name {
				tokens[j].Head = name
			}
		}
		hang(tokens, name, head, rel)
		hang(tokens, title, name, "nmod:desc")
		hang(tokens, body, title, "compound")
		return true
	}
	return false
}
