package mend

import trucewatch "github.com/trucewatch/trucewatch"

// content puts right "said on July 24 that they met" and "told the agency last
// month that …": the clause with "that" is what is said, not a modifier of the day
// or the occasion before it.
func content(tokens []trucewatch.Token) bool {
	changed := false
	for i := 1; i < len(tokens); i++ {
		that := &tokens[i]
		if that.Form != "that" || that.Head <= i {
			continue
		}
		clause := that.Head
		c := &tokens[clause]
		if c.Head < 0 || c.Head >= i || !isModifier(c.Rel) || !isOccasion(&tokens[c.Head]) {
			continue
		}
		if that.Rel != "mark" && !hasSubject(tokens, clause, i) {
			continue
		}
		verb := sayingAbove(tokens, c.Head)
		if verb < 0 || verb > i || hasContent(tokens, verb) {
			continue
		}
		hang(tokens, clause, verb, "ccomp")
		that.UPOS, that.XPOS = "SCONJ", "IN"
		hang(tokens, i, clause, "mark")
		changed = true
	}
	return changed
}

func isModifier(rel string) bool {
	switch rel {
	case "acl", "acl:relcl", "advcl", "ccomp":
		return true
	}
	return false
}

// isOccasion sees names, numbers, times, and the occasions that people speak at.
func isOccasion(t *trucewatch.Token) bool {
	if t.UPOS == "PROPN" || t.UPOS == "NUM" {
		return true
	}
	switch t.Lemma {
	case "day", "night", "morning", "evening", "afternoon", "week", "weekend", "month", "year", "today", "yesterday", "statement", "interview",
		"speech", "conference", "briefing", "letter", "tweet", "post", "address", "reporter", "journalist", "agency", "media", "medium", "television":
		return true
	}
	return false
}

func sayingAbove(tokens []trucewatch.Token, i int) int {
	for i = tokens[i].Head; i >= 0; i = tokens[i].Head {
		if tokens[i].UPOS == "VERB" {
			if isSaying(tokens[i].Lemma) {
				return i
			}
			return -1
		}
	}
	return -1
}

func hasSubject(tokens []trucewatch.Token, verb, except int) bool {
	for i := range tokens {
		if i != except && tokens[i].Head == verb && (tokens[i].Rel == "nsubj" || tokens[i].Rel == "nsubj:pass") {
			return true
		}
	}
	return false
}

func hasContent(tokens []trucewatch.Token, verb int) bool {
	for i := range tokens {
		if tokens[i].Head == verb && tokens[i].Rel == "ccomp" {
			return true
		}
	}
	return false
}
