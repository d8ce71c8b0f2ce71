package mend

import trucewatch "github.com/trucewatch/trucewatch"

// trailing puts right "…, two officials said.": the verb hangs on what is said as
// parataxis, and the words between the comma and the verb are its subject.
func trailing(tokens []trucewatch.Token) bool {
	verb := finalSaying(tokens)
	if verb < 0 {
		return false
	}
	start := speakerStart(tokens, verb)
	if start < 0 {
		return false
	}
	speaker := -1
	for i := start; i < verb; i++ {
		t := &tokens[i]
		if isNominal(t) && (t.Head < start || t.Head >= verb) {
			speaker = i
			break
		}
	}
	main := root(tokens)
	if speaker < 0 || main >= start && main != verb {
		return false
	}
	if tokens[speaker].Head == verb && (main == verb || tokens[verb].Head == main && tokens[verb].Rel == "parataxis") {
		return false
	}
	for i := start; i < verb; i++ {
		if h := tokens[i].Head; i != speaker && (h < start || h >= verb) {
			hang(tokens, i, speaker, relationInside(&tokens[i]))
		}
	}
	hang(tokens, speaker, verb, "nsubj")
	if main != verb {
		hang(tokens, verb, main, "parataxis")
	}
	return true
}

func relationInside(t *trucewatch.Token) string {
	switch t.UPOS {
	case "PROPN", "NOUN":
		return "appos"
	case "PUNCT":
		return "punct"
	}
	return "dep"
}

const longestTail = 5 // words that may follow the verb of a trailing attribution

// finalSaying finds a verb of saying that ends the sentence, but for punctuation
// and a day or the like.
func finalSaying(tokens []trucewatch.Token) int {
	i := len(tokens) - 1
	for i >= 0 && tokens[i].UPOS == "PUNCT" {
		i--
	}
	for after := 0; i > 1 && after <= longestTail; after++ {
		t := &tokens[i]
		if t.UPOS == "VERB" {
			if isFinite(t) && isSaying(t.Lemma) {
				return i
			}
			return -1
		}
		if after > 0 && t.UPOS == "PUNCT" || t.UPOS == "AUX" || t.UPOS == "SCONJ" || t.UPOS == "PRON" {
			return -1
		}
		i--
	}
	return -1
}

const longestSpeaker = 16

// speakerStart finds the comma, with or without a closing quote, before the words
// that name the speaker, and returns the index behind it. They must be nominal.
func speakerStart(tokens []trucewatch.Token, verb int) int {
	for i := verb - 1; i > 0 && verb-i <= longestSpeaker; i-- {
		t := &tokens[i]
		if isFinite(t) || t.UPOS == "SCONJ" {
			return -1
		}
		if i == verb-1 && !isNominal(t) && t.UPOS != "ADJ" && t.UPOS != "VERB" {
			return -1
		}
		if t.UPOS != "PUNCT" || t.Form == "-" || t.Form == "'" {
			continue
		}
		if !closesContent(tokens, i) || !startsSpeaker(&tokens[i+1]) {
			return -1
		}
		return i + 1
	}
	return -1
}

// closesContent sees "," and `,"`.
func closesContent(tokens []trucewatch.Token, i int) bool {
	switch tokens[i].Form {
	case ",":
		return true
	case `"`, "”", "’", "''":
		return i > 0 && (tokens[i-1].Form == "," || tokens[i-1].Form == "?" || tokens[i-1].Form == "!")
	}
	return false
}

func startsSpeaker(t *trucewatch.Token) bool {
	switch t.UPOS {
	case "DET", "NOUN", "PROPN", "NUM", "ADJ":
		return true
	case "PRON":
		return t.XPOS == "PRP" || t.XPOS == "PRP$"
	}
	return false
}

// inverted puts right `…, said the agency.` where the parser took the subject of
// what is said for a second subject of the verb of saying, and made the verb of
// what is said its modifier.
func inverted(tokens []trucewatch.Token) bool {
	for verb := range tokens {
		v := &tokens[verb]
		if v.UPOS != "VERB" || !isSaying(v.Lemma) || !isFinite(v) {
			continue
		}
		first, second := subjects(tokens, verb)
		if first < 0 || second < 0 || first > verb || second < verb {
			continue
		}
		if said := clauseBefore(tokens, first, verb); said >= 0 {
			hang(tokens, first, said, "nsubj")
			return true
		}
		if said := predicate(tokens, first, verb); said >= 0 {
			hang(tokens, said, verb, "ccomp")
			hang(tokens, first, said, "nsubj")
			return true
		}
	}
	return false
}

// clauseBefore finds what is said between a subject and the verb of saying, where it has
// no subject of its own: "Another ship arrived on Friday, said the mayor".
func clauseBefore(tokens []trucewatch.Token, subject, saying int) int {
	for i := subject + 1; i < saying; i++ {
		t := &tokens[i]
		if t.Head == saying && (t.Rel == "ccomp" || t.Rel == "parataxis") && (t.UPOS == "VERB" || t.UPOS == "ADJ" || t.UPOS == "NOUN") && !hasSubject(tokens, i, -1) {
			return i
		}
	}
	return -1
}

// predicate finds the verb between a subject and the verb of saying that was made a
// modifier of the subject or of a word under it: a finite one, or else a participle
// without auxiliary that is spelt like a past tense.
func predicate(tokens []trucewatch.Token, subject, saying int) int {
	participle := -1
	for i := subject + 1; i < saying; i++ {
		t := &tokens[i]
		if t.UPOS != "VERB" || t.Rel == "acl:relcl" || !under(tokens, i, subject) {
			continue
		}
		if isFinite(t) {
			return i
		}
		if participle < 0 && t.XPOS == "VBN" && t.Rel == "acl" && i > 0 && tokens[i-1].Form == "," {
			participle = i
		}
	}
	if participle >= 0 {
		tokens[participle].XPOS = "VBD"
	}
	return participle
}

// subjects returns the first and the last nominal subject of a verb, or -1.
func subjects(tokens []trucewatch.Token, verb int) (first, last int) {
	first, last = -1, -1
	for i := range tokens {
		if tokens[i].Head == verb && tokens[i].Rel == "nsubj" {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
