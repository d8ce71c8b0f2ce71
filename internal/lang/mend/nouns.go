package mend

import (
	"strings"

	trucewatch "github.com/trucewatch/trucewatch"
)

// nouns corrects words of the news that older text lacks and that are nouns only:
// "ceasefire" is taken for an adjective. Where it was then hung on a count behind it
// ("violated the ceasefire 12 times") it becomes the object of the verb before it.
func nouns(tokens []trucewatch.Token) bool {
	changed := false
	for i := range tokens {
		t := &tokens[i]
		if t.UPOS != "ADJ" || !onlyNoun(strings.ToLower(t.Form)) {
			continue
		}
		t.UPOS, t.XPOS, changed = "NOUN", "NN", true
		if t.Rel != "amod" || t.Head < 0 {
			continue
		}
		t.Rel = "compound"
		if i+1 < len(tokens) && tokens[i+1].UPOS == "NUM" {
			objectBefore(tokens, i)
		}
	}
	return changed
}

// objectBefore hangs the noun i with its determiner on the verb right before it, if
// that has no object.
func objectBefore(tokens []trucewatch.Token, i int) {
	v := i - 1
	for v >= 0 && (tokens[v].UPOS == "DET" || tokens[v].UPOS == "ADJ") {
		v--
	}
	if v < 0 || tokens[v].UPOS != "VERB" || hasObject(tokens, v) {
		return
	}
	for d := v + 1; d < i; d++ {
		if tokens[d].Head == tokens[i].Head {
			tokens[d].Head = i
		}
	}
	hang(tokens, i, v, "obj")
}

func onlyNoun(form string) bool {
	switch form {
	case "ceasefire", "truce", "airstrike", "armistice", "counteroffensive", "warplane", "drone", "militia", "shelling", "blockade":
		return true
	}
	return false
}

func hasObject(tokens []trucewatch.Token, v int) bool {
	for _, t := range tokens {
		if t.Head == v && t.Rel == "obj" {
			return true
		}
	}
	return false
}
