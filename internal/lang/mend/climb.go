package mend

import trucewatch "github.com/trucewatch/trucewatch"

// climb moves phrases that need a doing or a relation to hang on from the name or
// place they were hung on to the nearest word above that has one: "clashes in the
// province between fighters and tribes", "a visit to the capital by the minister".
func climb(tokens []trucewatch.Token) bool {
	changed := false
	for i := range tokens {
		t := &tokens[i]
		if t.Rel != "nmod" || t.Head < 0 || t.Head > i {
			continue
		}
		var rests func(*trucewatch.Token) bool
		switch {
		case hasCase(tokens, i, "between"):
			rests = isBetweenSides
		case hasCase(tokens, i, "by") && tokens[t.Head].UPOS == "PROPN":
			rests = isDoing
		default:
			continue
		}
		if head := climbFrom(tokens, i, rests); head >= 0 && head != t.Head {
			rel := "nmod"
			if tokens[head].UPOS == "VERB" {
				rel = "obl"
			}
			hang(tokens, i, head, rel)
			changed = true
		}
	}
	return changed
}

// climbFrom returns the nearest word above i, and before it, that i can rest on; -1
// where a verb comes first.
func climbFrom(tokens []trucewatch.Token, i int, rests func(*trucewatch.Token) bool) int {
	for head := tokens[i].Head; head >= 0 && head < i; head = tokens[head].Head {
		if rests(&tokens[head]) {
			return head
		}
		if tokens[head].UPOS == "VERB" {
			break
		}
	}
	return -1
}

func isDoing(t *trucewatch.Token) bool { return t.UPOS == "NOUN" }

// isBetweenSides lists what goes on between two sides.
func isBetweenSides(t *trucewatch.Token) bool {
	switch t.Lemma {
	case "agree", "broker", "sign", "erupt", "mediate", "negotiate", "resume", "choose", "distinguish", "divide", "trap":
		return t.UPOS == "VERB"
	case "agreement", "alliance", "battle", "ceasefire", "clash", "conflict", "contact", "cooperation", "deal", "dialogue", "difference", "discussion",
		"dispute", "exchange", "fight", "fighting", "hostility", "link", "meeting", "negotiation", "peace", "relation", "relationship", "skirmish",
		"talk", "tension", "tie", "treaty", "truce", "violence", "war", "understanding", "accord", "pact", "fire", "mediation", "coordination":
		return t.UPOS == "NOUN"
	}
	return false
}

// fate makes "reported killed" and "feared dead" a predicate and its complement.
func fate(tokens []trucewatch.Token) bool {
	changed := false
	for i := 1; i < len(tokens); i++ {
		t, verb := &tokens[i], &tokens[i-1]
		if t.Head != i-1 || t.Rel != "advcl" || t.XPOS != "VBN" || verb.XPOS != "VBN" {
			continue
		}
		switch verb.Lemma {
		case "report", "believe", "fear", "presume", "confirm", "find", "declare", "feel", "leave", "get":
			hang(tokens, i, i-1, "xcomp")
			changed = true
		}
	}
	return changed
}
