package mend

import (
	"slices"

	trucewatch "github.com/trucewatch/trucewatch"
)

// closeTo puts right "sources close to the talks said …", where the parser took the
// adjective for the verb of the sentence and what the sources said for its content.
func closeTo(tokens []trucewatch.Token) bool {
	for i := 1; i+1 < len(tokens); i++ {
		t := &tokens[i]
		if t.Form != "close" || t.UPOS != "VERB" || t.Rel != "root" || tokens[i+1].Form != "to" {
			continue
		}
		noun, verb := -1, -1
		for j := range tokens {
			switch d := &tokens[j]; {
			case d.Head != i:
			case d.Rel == "nsubj" && j < i:
				noun = j
			case (d.Rel == "ccomp" || d.Rel == "parataxis" || d.Rel == "conj") && j > i && verb < 0 && d.UPOS == "VERB" && isFinite(d):
				verb = j
			}
		}
		if noun < 0 || verb < 0 || hasComma(tokens[i:verb]) {
			continue
		}
		takeOver(tokens, i, verb)
		t.UPOS, t.XPOS, t.Lemma = "ADJ", "JJ", t.Form
		hang(tokens, noun, verb, "nsubj")
		hang(tokens, i, noun, "amod")
		beside(tokens, i, verb)
		return true
	}
	return false
}

// hasComma is true where a comma parts the words: what stands behind it may have a
// subject of its own.
func hasComma(tokens []trucewatch.Token) bool {
	return slices.ContainsFunc(tokens, func(t trucewatch.Token) bool { return t.Form == "," })
}

// takeOver makes the verb the root in place of a word, and hangs on it what hung on
// that word and stands behind the verb.
func takeOver(tokens []trucewatch.Token, word, verb int) {
	tokens[verb].Head = -1
	tokens[verb].Rel, tokens[verb].Confidence = "root", mended
	for j := range tokens {
		if t := &tokens[j]; t.Head == word && j > verb {
			t.Head = verb
		}
	}
}

// beside hangs the subject that a verb was given before a name that "to" governs on
// the adjective: "close to Sheikh Adel said".
func beside(tokens []trucewatch.Token, adjective, verb int) {
	for j := adjective + 1; j < verb; j++ {
		if t := &tokens[j]; t.Head == verb && t.Rel == "nsubj" {
			hang(tokens, j, adjective, "obl")
		}
	}
}

// apposed puts right "state agency Nova said the port was shut", where the parser
// took the whole for an agency of which a Nova said something. A clause that tells
// what was said leaves no gap for the noun before the name to fill.
func apposed(tokens []trucewatch.Token) bool {
	for verb := range tokens {
		v := &tokens[verb]
		if v.Rel != "acl:relcl" || v.Head < 0 || !isSaying(v.Lemma) || !isFinite(v) || !hasContent(tokens, verb) {
			continue
		}
		noun := v.Head
		name, last := subjects(tokens, verb)
		if name != noun+1 || last != name || tokens[name].UPOS != "PROPN" || tokens[noun].UPOS != "NOUN" {
			continue
		}
		head, rel := tokens[noun].Head, tokens[noun].Rel
		hang(tokens, noun, verb, "nsubj")
		hang(tokens, name, noun, "appos")
		hang(tokens, verb, head, rel)
		for j := verb + 1; j < len(tokens); j++ {
			if tokens[j].Head == noun {
				tokens[j].Head = verb
			}
		}
		return true
	}
	return false
}

// speakerBehind makes the words behind an inverted verb of saying its subject,
// where the parser took them for what is said: `"…", said the agency`.
func speakerBehind(tokens []trucewatch.Token) bool {
	for verb := 1; verb < len(tokens); verb++ {
		v := &tokens[verb]
		if v.UPOS != "VERB" || v.XPOS != "VBD" || !isSaying(v.Lemma) || !closesContent(tokens, verb-1) {
			continue
		}
		for i := verb + 1; i < len(tokens); i++ {
			t := &tokens[i]
			taken := t.Rel == "ccomp" || v.Lemma != "tell" && (t.Rel == "iobj" || t.Rel == "obj") && !hasSubject(tokens, verb, -1)
			if t.Head == verb && taken && isNominal(t) && bare(tokens, i) {
				hang(tokens, i, verb, "nsubj")
				return true
			}
		}
	}
	return false
}

// bare reports whether a nominal has nothing of a clause: no subject, copula or
// auxiliary.
func bare(tokens []trucewatch.Token, i int) bool {
	for j := range tokens {
		if tokens[j].Head != i {
			continue
		}
		switch tokens[j].Rel {
		case "nsubj", "nsubj:pass", "cop", "aux", "mark", "expl", "csubj":
			return false
		}
	}
	return true
}
