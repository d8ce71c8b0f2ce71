package main

import (
	"math/rand/v2"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/names"
)

// renamed returns copies of the examples in which persons and places have got
// other, made-up names of the kinds that war reporting is full of and that the
// corpora lack. One document keeps one new name for one old name.
func renamed(examples []names.Example, copies int) []names.Example {
	var out []names.Example
	for c := range copies {
		random := rand.New(rand.NewPCG(7, uint64(c)))
		given := map[string]string{}
		document := -1
		for _, e := range examples {
			if e.Document != document {
				document = e.Document
				clear(given)
			}
			if !hasNames(e) {
				continue
			}
			e.Document += (c + 1) * 1000000
			out = append(out, rename(e, given, random))
		}
	}
	return out
}

func hasNames(e names.Example) bool {
	for _, n := range e.Names {
		if n.Kind == trucewatch.Person || n.Kind == trucewatch.PlaceKind {
			return true
		}
	}
	return false
}

func rename(e names.Example, given map[string]string, random *rand.Rand) names.Example {
	out := names.Example{Document: e.Document}
	var text strings.Builder
	at := 0
	for _, n := range e.Names {
		text.WriteString(e.Text[at:n.Start])
		old := e.Text[n.Start:n.End]
		written := old
		switch n.Kind {
		case trucewatch.Person:
			written = anotherPerson(old, given, random)
		case trucewatch.PlaceKind:
			written = anotherPlace(old, given, random)
		default: // bodies and peoples keep their names
		}
		start := text.Len()
		text.WriteString(written)
		out.Names = append(out.Names, names.ExampleName{Span: trucewatch.Span{Start: start, End: text.Len()}, Kind: n.Kind})
		at = n.End
	}
	text.WriteString(e.Text[at:])
	out.Text = text.String()
	return out
}

func anotherPerson(old string, given map[string]string, random *rand.Rand) string {
	words := strings.Fields(old)
	for i, w := range words {
		if !capital(w) || strings.HasSuffix(w, ".") {
			continue
		}
		fresh, ok := given[w]
		if !ok {
			fresh = word(random, personEndings())
			if i > 0 && random.IntN(4) == 0 {
				fresh = []string{"al-", "el-", "Al-", "bin ", "al-", "Abu "}[random.IntN(6)] + fresh
			}
			given[w] = fresh
		}
		words[i] = fresh
	}
	return strings.Join(words, " ")
}

func anotherPlace(old string, given map[string]string, random *rand.Rand) string {
	if strings.Contains(old, " ") || len(old) < 4 || strings.ToUpper(old) == old || random.IntN(2) == 0 {
		return old
	}
	fresh, ok := given[old]
	if !ok {
		fresh = word(random, placeEndings())
		switch random.IntN(6) {
		case 0:
			fresh = "al-" + fresh
		case 1:
			fresh = []string{"Tal ", "Kafr ", "Deir ", "Beit ", "Velyka ", "Wadi "}[random.IntN(6)] + fresh
		}
		given[old] = fresh
	}
	return fresh
}

func personEndings() []string {
	return []string{"", "i", "i", "awi", "an", "ov", "ova", "enko", "sky", "zai", "ullah", "yan", "dze", "ic", "ez", "oud", "eh", "im", "een", "a", "o", "ane", "ou", "uk", "in", "er", "son"}
}

func placeEndings() []string {
	return []string{"", "a", "iya", "abad", "ivka", "sk", "ka", "pur", "ine", "eh", "oun", "an", "ra", "bu", "goro", "ia", "ville", "grad", "dar", "at"}
}

// word makes up a capitalised word of one to three syllables with an ending.
func word(random *rand.Rand, endings []string) string {
	onsets := []string{"b", "d", "f", "g", "h", "j", "k", "kh", "l", "m", "n", "p", "q", "r", "s", "sh", "t", "v", "w", "y", "z", "zh", "gh", "ch", "dr", "br", "tr", "m", "n", "s"}
	vowels := []string{"a", "a", "e", "i", "o", "u", "aa", "ou", "ai", "ee"}
	codas := []string{"", "", "", "l", "m", "n", "r", "s", "t", "d", "k", "b", "f"}
	var b strings.Builder
	for range 1 + random.IntN(2) {
		b.WriteString(onsets[random.IntN(len(onsets))])
		b.WriteString(vowels[random.IntN(len(vowels))])
		b.WriteString(codas[random.IntN(len(codas))])
	}
	if random.IntN(3) > 0 {
		b.WriteString(onsets[random.IntN(len(onsets))])
		b.WriteString(endings[random.IntN(len(endings))])
	}
	s := b.String()
	if len(s) < 3 {
		s += "ar"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
