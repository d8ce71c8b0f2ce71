package main

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/lang/lemma"
)

// words.txt holds verbs and nouns of the field and irregular forms, one a line.
//
//go:embed words.txt
var wordList string

// sure is how often a form that is known counts, so that a slip in a treebank does
// not outvote it.
const sure = 50

// inflected adds regular forms of all verbs and nouns seen, and of the words of the
// field, so that endings are learnt from many words and common words by heart. A form
// that the treebank has for the same word is left alone.
func inflected(seen []lemma.Example) []lemma.Example {
	verbs, nouns, irregular := fieldWords()
	for _, n := range nouns {
		// At the head of a sentence these are no names, whatever "Syrians" may teach.
		x := lemma.Example{Form: strings.ToUpper(n[:1]) + withS(n)[1:], UPOS: "NOUN", XPOS: "NNS", Lemma: n}
		irregular = append(irregular, slices.Repeat([]lemma.Example{x}, sure)...)
	}
	attested := map[string]bool{}
	for _, x := range append(slices.Clone(seen), irregular...) {
		attested[x.UPOS+" "+group(x.XPOS)+" "+strings.ToLower(x.Lemma)] = true
		switch lower := strings.ToLower(x.Lemma); {
		case x.Lemma != lower || strings.IndexFunc(lower, notLetter) >= 0 || len(lower) < 3:
		case x.UPOS == "VERB":
			verbs = append(verbs, lower)
		case x.UPOS == "NOUN" && x.XPOS == "NN":
			nouns = append(nouns, lower)
		}
	}
	list := irregular
	add := func(form, upos, xpos, base string) {
		if !attested[upos+" "+group(xpos)+" "+base] {
			list = append(list, lemma.Example{Form: form, UPOS: upos, XPOS: xpos, Lemma: base})
		}
	}
	slices.Sort(verbs)
	for _, v := range slices.Compact(verbs) {
		add(withS(v), "VERB", "VBZ", v)
		for _, stem := range stems(v) {
			add(stem+"ed", "VERB", "VBD", v)
			add(stem+"ing", "VERB", "VBG", v)
		}
	}
	slices.Sort(nouns)
	for _, n := range slices.Compact(nouns) {
		add(withS(n), "NOUN", "NNS", n)
	}
	return list
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }

// group puts past tense and participle together, as the rules do.
func group(xpos string) string {
	if xpos == "VBN" {
		return "VBD"
	}
	return xpos
}

func fieldWords() (verbs, nouns []string, irregular []lemma.Example) {
	for line := range strings.Lines(wordList) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || f[0] == "#":
		case f[0] == "verb":
			verbs = append(verbs, f[1:]...)
		case f[0] == "noun":
			nouns = append(nouns, f[1:]...)
		default:
			upos := "VERB"
			if strings.HasPrefix(f[0], "N") {
				upos = "NOUN"
			}
			for _, pair := range f[1:] {
				form, base, _ := strings.Cut(pair, "=")
				x := lemma.Example{Form: form, UPOS: upos, XPOS: f[0], Lemma: base}
				irregular = append(irregular, slices.Repeat([]lemma.Example{x}, sure)...)
			}
		}
	}
	return verbs, nouns, irregular
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func withS(w string) string {
	n := len(w)
	switch {
	case w[n-1] == 'y' && !isVowel(w[n-2]):
		return w[:n-1] + "ies"
	case w[n-1] == 's' || w[n-1] == 'x' || w[n-1] == 'z' || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh"):
		return w + "es"
	}
	return w + "s"
}

// stems returns what stands before -ed and -ing; two where both spellings are in use.
func stems(v string) []string {
	n := len(v)
	last, before := v[n-1], v[n-2]
	switch {
	case strings.HasSuffix(v, "ee") || strings.HasSuffix(v, "oe") || strings.HasSuffix(v, "ye"):
		return []string{v[:n-1]} // agreed; "agreeing" is learnt from the treebank
	case last == 'e':
		return []string{v[:n-1]}
	case isVowel(last) || last == 'w' || last == 'x' || last == 'y' || last == 'h' || !isVowel(before) || n > 2 && isVowel(v[n-3]) && v[n-3] != 'u':
		return []string{v}
	case syllables(v) == 1:
		return []string{v + string(last)}
	case last == 'l':
		return []string{v, v + "l"}
	}
	return []string{v}
}

func syllables(w string) int {
	n := 0
	for i := range len(w) {
		if isVowel(w[i]) && (i == 0 || !isVowel(w[i-1])) {
			n++
		}
	}
	return n
}
