package draft

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// hedges are the words of a hedged number that a parser may take for a preposition,
// the longest first.
func hedges() [][]string {
	return [][]string{
		{"as", "many", "as"},
		{"at", "least"},
		{"at", "most"},
		{"up", "to"},
		{"close", "to"},
		{"more", "than"},
		{"fewer", "than"},
		{"less", "than"},
		{"upwards", "of"},
		{"over"},
		{"around"},
		{"about"},
	}
}

// mended returns the tokens with those faults of parsers put right that turn upside down
// who did what: in "killed at least 12 people" one may take "at" for a preposition and
// leave the verb without an object. Each step says which fault it mends and is asked of
// what the steps before it left. The tokens given are not changed.
func mended(tokens []trucewatch.Token) []trucewatch.Token {
	return rehung(headed(caseless(unlike(reread(subordinate(returned(counted(unhedged(heldPlace(datelined(interrupted(tokens))))))))))))
}

// interrupted makes "had" the auxiliary that it is of a participle behind words between
// commas: "The clan had, earlier on Friday, killed nine guards".
func interrupted(tokens []trucewatch.Token) []trucewatch.Token {
	const far = 10 // words between the two commas
	for a := 0; a+1 < len(tokens); a++ {
		form := strings.ToLower(tokens[a].Form)
		if tokens[a].UPOS != "VERB" || tokens[a+1].Form != "," || form != "had" && form != "has" && form != "have" {
			continue
		}
		end := a + 2
		for end < len(tokens) && end-a < far && tokens[end].Form != "," {
			end++
		}
		v := end + 1
		if v >= len(tokens) || tokens[end].Form != "," || tokens[v].UPOS != "VERB" || tokens[v].XPOS != "VBN" && tokens[v].XPOS != "VBD" || subjectOf(tokens, v) {
			continue
		}
		tokens = slices.Clone(tokens)
		tokens[v].Head, tokens[v].Rel = tokens[a].Head, tokens[a].Rel
		for k := range tokens {
			if tokens[k].Head == a {
				tokens[k].Head = v
			}
		}
		tokens[a].Head, tokens[a].Rel, tokens[a].UPOS = v, "aux", "AUX"
	}
	return tokens
}

// headed makes the one finite verb of a sentence that was hung on its subject the head of
// it: "The king and the clans signed the treaty".
func headed(tokens []trucewatch.Token) []trucewatch.Token {
	root := slices.IndexFunc(tokens, func(t trucewatch.Token) bool { return t.Head < 0 })
	v := slices.IndexFunc(tokens, func(t trucewatch.Token) bool { return t.Rel == "acl" && t.XPOS == "VBD" })
	if root < 0 || v <= root || tokens[root].UPOS != "NOUN" && tokens[root].UPOS != "PROPN" {
		return tokens
	}
	n := tokens[v].Head
	if n != root && (tokens[n].Rel != "conj" || tokens[n].Head != root) || n > v || subjectOf(tokens, v) {
		return tokens
	}
	if slices.ContainsFunc(tokens[:v], finiteForm) {
		return tokens
	}
	tokens = slices.Clone(tokens)
	tokens[v].Head, tokens[v].Rel = -1, "root"
	tokens[root].Head, tokens[root].Rel = v, "nsubj"
	for i := range tokens {
		if tokens[i].Head == root && i > v {
			tokens[i].Head = v // what stood behind the verb is of the whole sentence
		}
	}
	return tokens
}

// caseless makes a noun behind a verb that has no object its object, where it was read as a
// phrase though nothing links it: "carried out near-daily attacks".
func caseless(tokens []trucewatch.Token) []trucewatch.Token {
	for o := range tokens {
		v := tokens[o].Head
		if tokens[o].Rel != "obl" || tokens[o].UPOS != "NOUN" || v < 0 || v > o || tokens[v].UPOS != "VERB" {
			continue
		}
		if carries(tokens, o, "case", "mark") || carries(tokens, v, "obj", "aux:pass", "xcomp", "ccomp") {
			continue
		}
		tokens = slices.Clone(tokens)
		tokens[o].Rel = "obj"
	}
	return tokens
}

// counted gives a verb the subject that its hedge was put over: "more than a dozen
// guards were posted there".
func counted(tokens []trucewatch.Token) []trucewatch.Token {
	const near = 3 // words between the hedge and the number
	for i := range tokens {
		v := tokens[i].Head
		if v <= i+near || tokens[i].Rel != "advmod" || tokens[v].UPOS != "VERB" || subjectOf(tokens, v) || !strings.EqualFold(tokens[i+1].Form, "than") ||
			!slices.ContainsFunc(tokens[i+2:min(i+2+near, len(tokens))], numeral) {
			continue
		}
		o := slices.IndexFunc(tokens[:v], func(t trucewatch.Token) bool { return t.Head == i && strings.HasPrefix(t.Rel, "obl") })
		if o < i {
			continue
		}
		rel := "nsubj"
		if carries(tokens, v, "aux:pass") {
			rel = "nsubj:pass"
		}
		tokens = slices.Clone(tokens)
		tokens[o].Head, tokens[o].Rel, tokens[i].Head = v, rel, o
	}
	return tokens
}

// subordinate gives a clause behind "after" and the like its subject, which was read as
// a phrase beside it: "after an offensive toppled the king, troops moved in".
func subordinate(tokens []trucewatch.Token) []trucewatch.Token {
	for v := range tokens {
		n := v - 1
		for n >= 0 && tokens[n].UPOS == "ADV" {
			n--
		}
		if tokens[v].Rel != "advcl" || !finite(tokens, v) || n < 0 || subjectOf(tokens, v) {
			continue
		}
		if tokens[n].Rel != "obl" || tokens[n].Head != tokens[v].Head || !linked(tokens, n) {
			continue
		}
		tokens = slices.Clone(tokens)
		tokens[n].Head, tokens[n].Rel = v, "nsubj"
	}
	return marked(tokens)
}

// finite reports whether verb v has a finite form, also one that was read as the
// participle of the same spelling though it has an object and nothing to help it.
func finite(tokens []trucewatch.Token, v int) bool {
	return finiteForm(tokens[v]) || tokens[v].XPOS == "VBN" && carries(tokens, v, "obj") && !carries(tokens, v, "aux")
}

// marked does the same for a clause that has its "after" but was hung on a noun before:
// "called for jets after a strike killed nine".
func marked(tokens []trucewatch.Token) []trucewatch.Token {
	for v := range tokens {
		n := v - 1
		if tokens[v].Rel != "acl" || tokens[v].XPOS != "VBD" || n < 0 || tokens[n].Rel != "obl" || tokens[n].Head == v || subjectOf(tokens, v) {
			continue
		}
		mark := slices.IndexFunc(tokens[:n], func(t trucewatch.Token) bool { return t.Head == v && t.Rel == "mark" })
		if mark < 0 || carries(tokens[:n], n, "case") {
			continue
		}
		over := tokens[n].Head
		tokens = slices.Clone(tokens)
		tokens[n].Head, tokens[n].Rel = v, "nsubj"
		if over >= 0 && over < v {
			tokens[v].Head, tokens[v].Rel = over, "advcl"
		}
	}
	return tokens
}

// linked reports whether noun n has a word before it that can also open a clause.
func linked(tokens []trucewatch.Token, n int) bool {
	return slices.ContainsFunc(tokens[:n], func(t trucewatch.Token) bool {
		return t.Head == n && t.Rel == "case" && slices.Contains([]string{"after", "before", "since", "until", "as"}, strings.ToLower(t.Form))
	})
}

// returned gives a clause before a verb of saying its own subject back: "the army, which …,
// attacked the town, officials said".
func returned(tokens []trucewatch.Token) []trucewatch.Token {
	for v := range tokens {
		first, clause, second := -1, -1, -1
		for k := range v {
			switch {
			case tokens[k].Head != v:
			case tokens[k].Rel == "nsubj" && first < 0:
				first = k
			case tokens[k].Rel == "nsubj":
				second = k
			case tokens[k].Rel == "ccomp" && first >= 0 && second < 0:
				clause = k
			}
		}
		if clause < 0 || second < clause || subjectOf(tokens, clause) {
			continue
		}
		tokens = slices.Clone(tokens)
		tokens[first].Head = clause
	}
	return tokens
}

// subjectOf reports whether verb v has a subject.
func subjectOf(tokens []trucewatch.Token, v int) bool { return carries(tokens, v, "nsubj") }

// carries reports whether a token hangs on token i with one of the relations: see [Tree.Is].
func carries(tokens []trucewatch.Token, i int, rels ...string) bool {
	return slices.ContainsFunc(tokens, func(t trucewatch.Token) bool { return t.Head == i && related(t.Rel, rels) })
}

// finiteForm reports whether a token has the form of a finite verb.
func finiteForm(t trucewatch.Token) bool {
	return t.XPOS == "VBD" || t.XPOS == "VBZ" || t.XPOS == "VBP"
}

// unhedged makes hedged objects objects: "killed at least 12 people".
func unhedged(tokens []trucewatch.Token) []trucewatch.Token {
	copied := false
	for v := range tokens {
		if tokens[v].UPOS != "VERB" || v+2 >= len(tokens) {
			continue
		}
		words := hedgeAt(tokens, v+1)
		if words == 0 {
			continue
		}
		o := hedged(tokens, v, v+1+words)
		if o < 0 || carries(tokens, v, "obj", "aux:pass") {
			continue
		}
		if !copied {
			tokens, copied = slices.Clone(tokens), true
		}
		tokens[o].Rel = "obj"
		for k := v + 1; k <= v+words; k++ {
			if tokens[k].Head == o || tokens[k].Head == v {
				tokens[k].Head, tokens[k].Rel = o, "advmod"
			}
		}
	}
	return tokens
}

// hedgeAt returns how many words of a hedge before a number begin at token i, or 0.
func hedgeAt(tokens []trucewatch.Token, i int) int {
	const longest = 3
	if !slices.ContainsFunc(tokens[i+1:min(i+1+longest, len(tokens))], numeral) {
		return 0
	}
	for _, hedge := range hedges() {
		n := len(hedge)
		if i+n >= len(tokens) || !numeral(tokens[i+n]) {
			continue
		}
		if matches(tokens[i:i+n], hedge) {
			return n
		}
	}
	return 0
}

func matches(tokens []trucewatch.Token, words []string) bool {
	for k, w := range words {
		if !strings.EqualFold(tokens[k].Form, w) {
			return false
		}
	}
	return true
}

// numeral reports whether the token is a number or a noun of number.
func numeral(t trucewatch.Token) bool {
	return t.UPOS == "NUM" || slices.Contains([]string{"dozens", "scores", "hundreds", "thousands", "half"}, strings.ToLower(t.Form))
}

// hedged returns the noun counted by the number at token n, or the number itself,
// where it hangs on verb v as a prepositional phrase; -1 where it does not.
func hedged(tokens []trucewatch.Token, v, n int) int {
	for o := n; o > v; o = tokens[o].Head {
		if tokens[o].Head == v {
			if strings.HasPrefix(tokens[o].Rel, "obl") {
				return o
			}
			return -1
		}
	}
	return -1
}
