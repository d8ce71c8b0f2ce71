package mend

import trucewatch "github.com/trucewatch/trucewatch"

// toll reads "ten were killed and up to thirty wounded" as two predicates with a
// subject each, though the second lacks its auxiliary.
func toll(tokens []trucewatch.Token) bool {
	for second := 3; second < len(tokens); second++ {
		if tokens[second].XPOS != "VBN" || !isHarm(tokens[second].Lemma) {
			continue
		}
		link := linkBefore(tokens, second)
		if link < 0 {
			continue
		}
		first := harmBefore(tokens, link)
		if first < 0 || tokens[first].Head == second || tokens[second].Rel == "conj" {
			continue
		}
		count := second - 1
		for i := link + 1; i < count; i++ {
			if h := tokens[i].Head; h <= link || h > count {
				hang(tokens, i, count, "advmod")
			}
		}
		hang(tokens, second, first, "conj")
		hang(tokens, count, second, "nsubj:pass")
		hang(tokens, link, second, "cc")
		return true
	}
	return false
}

func isHarm(lemma string) bool {
	switch lemma {
	case "kill", "wound", "injure", "hurt", "arrest", "detain", "displace", "capture", "abduct", "kidnap", "destroy", "damage":
		return true
	}
	return false
}

const longestCount = 6

// linkBefore finds the "and" before a count that stands right before a participle.
func linkBefore(tokens []trucewatch.Token, participle int) int {
	if last := &tokens[participle-1]; last.UPOS != "NUM" && last.UPOS != "NOUN" && last.UPOS != "ADJ" && last.UPOS != "PRON" {
		return -1
	}
	counted := false
	for i := participle - 1; i > 0 && participle-i <= longestCount; i-- {
		switch t := &tokens[i]; t.UPOS {
		case "CCONJ":
			if counted {
				return i
			}
			return -1
		case "NUM":
			counted = true
		case "NOUN", "ADJ":
			counted = counted || isQuantity(t.Lemma)
		case "ADV", "ADP", "DET", "PRON", "SYM":
		default:
			return -1
		}
	}
	return -1
}

func isQuantity(lemma string) bool {
	switch lemma {
	case "dozen", "score", "hundred", "thousand", "many", "several", "other":
		return true
	}
	return false
}

// harmBefore finds the passive predicate of the same kind before the link.
func harmBefore(tokens []trucewatch.Token, link int) int {
	for i := link - 1; i >= 0; i-- {
		t := &tokens[i]
		if t.UPOS != "VERB" {
			continue
		}
		if t.XPOS != "VBN" || !isHarm(t.Lemma) {
			return -1
		}
		for j := range i {
			if tokens[j].Head == i && tokens[j].Rel == "aux:pass" {
				return i
			}
		}
		return -1
	}
	return -1
}
