package draft

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// reread puts right faults of taggers with words in -ing and with names: "the
// Zenda crossing" is a crossing, "fighting erupted" has the fighting for its subject,
// and in "met his counterpart A" there is one whom he met. The tokens given are not
// changed.
func reread(tokens []trucewatch.Token) []trucewatch.Token {
	copied := false
	for k := 1; k < len(tokens); k++ {
		at, mend := k, func(t []trucewatch.Token) {}
		switch {
		case sited(tokens, k):
			mend = func(t []trucewatch.Token) {
				t[k].UPOS, t[k].XPOS, t[k].Rel = "NOUN", "NN", "obj"
				t[k-1].Head, t[k-1].Rel = k, "compound"
			}
		case breaksOut(tokens, k):
			mend = func(t []trucewatch.Token) {
				t[k-1].UPOS, t[k-1].XPOS, t[k-1].Rel, t[k-1].Head = "NOUN", "NN", "nsubj", k
				t[k-1].Lemma = strings.ToLower(t[k-1].Form)
			}
		case rocking(tokens, k-1):
			mend = func(t []trucewatch.Token) {
				t[k-1].UPOS, t[k-1].XPOS, t[k-1].Lemma = "NOUN", "NN", strings.ToLower(t[k-1].Form)
				if strings.HasPrefix(t[k-1].Rel, "acl") {
					t[k-1].Rel, t[k-2].Rel = "nmod", "case" // "weeks of fighting"
				}
			}
		case opening(tokens, k):
			mend = func(t []trucewatch.Token) {
				for i := range t {
					if t[i].Head == k-1 {
						t[i].Head = k
					}
				}
				t[k].Head, t[k].Rel, t[k].XPOS = -1, "root", "VBD"
				t[k-1].UPOS, t[k-1].XPOS, t[k-1].Rel, t[k-1].Head = "NOUN", "NN", "nsubj", k
				t[k-1].Lemma = strings.ToLower(t[k-1].Form)
			}
		case neighbouring(tokens, k):
			mend = func(t []trucewatch.Token) {
				t[k-1].UPOS, t[k-1].XPOS, t[k-1].Rel, t[k].Rel = "ADJ", "JJ", "amod", "obj"
			}
		case namesObject(tokens, k):
			mend = func(t []trucewatch.Token) { t[k].Head, t[k].Rel = k-1, "appos" }
		default:
			at = -1
		}
		if at < 0 {
			continue
		}
		if !copied {
			tokens, copied = slices.Clone(tokens), true
		}
		mend(tokens)
	}
	return tokens
}

// sited reports whether token k is the noun of a place or meeting behind its name that
// was read as a verb: "reopened the Zenda crossing".
func sited(tokens []trucewatch.Token, k int) bool {
	t, before := tokens[k], tokens[k-1]
	return slices.Contains([]string{"crossing", "meeting", "building", "gathering", "hearing"}, t.Form) && t.UPOS == "VERB" && t.Rel == "xcomp" &&
		before.UPOS == "PROPN" && before.Rel == "obj" && before.Head == t.Head && childless(tokens, k)
}

// opening reports whether token k is a verb of going on under a word in -ing that opens
// the sentence and must be its subject: "Fighting continued".
func opening(tokens []trucewatch.Token, k int) bool {
	return k == 1 && tokens[0].Head < 0 && tokens[0].XPOS == "VBG" && slices.Contains(outbreaks(), strings.ToLower(tokens[0].Form)) &&
		tokens[1].Head == 0 && tokens[1].UPOS == "VERB" && (tokens[1].XPOS == "VBN" || tokens[1].XPOS == "VBD")
}

// rocking reports whether token k is a word in -ing for what breaks out, described as a
// noun is, or a subject: "rocked by fierce fighting", "fighting has raged", "a day of
// shelling".
func rocking(tokens []trucewatch.Token, k int) bool {
	if tokens[k].XPOS != "VBG" || tokens[k].UPOS != "VERB" || !slices.Contains(outbreaks(), strings.ToLower(tokens[k].Form)) {
		return false
	}
	if strings.HasPrefix(tokens[k].Rel, "nsubj") {
		return childless(tokens, k)
	}
	if h := tokens[k].Head; k > 0 && h >= 0 && h < k && tokens[h].UPOS == "NOUN" && tokens[k-1].Form == "of" {
		return !carries(tokens, k, "obj", "nsubj")
	}
	return strings.HasPrefix(tokens[k].Rel, "obl") && carries(tokens, k, "amod")
}

// outbreaks are words in -ing for what breaks out and goes on.
func outbreaks() []string {
	return []string{"fighting", "shelling", "bombing", "shooting", "rioting", "looting"}
}

// neighbouring reports whether the noun k has "neighbouring" before it, read as a
// preposition: "accused neighbouring Ruritania".
func neighbouring(tokens []trucewatch.Token, k int) bool {
	before := strings.ToLower(tokens[k-1].Form)
	return (before == "neighbouring" || before == "neighboring") && tokens[k-1].Rel == "case" && tokens[k-1].Head == k && tokens[k].Rel == "obl"
}

// breaksOut reports whether token k is a verb of breaking out with a word in -ing
// right before it that must be its subject.
func breaksOut(tokens []trucewatch.Token, k int) bool {
	before := tokens[k-1]
	return tokens[k].UPOS == "VERB" && slices.Contains([]string{"erupt", "break", "begin", "start", "resume", "rage", "continue", "stop", "flare", "escalate", "intensify", "spread", "end"}, strings.ToLower(tokens[k].Lemma)) &&
		!subjectOf(tokens, k) && before.XPOS == "VBG" && slices.Contains(outbreaks(), strings.ToLower(before.Form)) && childless(tokens, k-1) &&
		before.Head >= 0 && tokens[k].XPOS != "VB" && tokens[k].XPOS != "VBG"
}

// namesObject reports whether token k is a name that was read as a second object
// beside the noun right before it.
func namesObject(tokens []trucewatch.Token, k int) bool {
	t, before := tokens[k], tokens[k-1]
	return t.UPOS == "PROPN" && t.Rel == "obj" && before.UPOS == "NOUN" && before.XPOS == "NN" && before.Rel == "obj" && before.Head == t.Head
}

// childless reports whether nothing hangs on token i.
func childless(tokens []trucewatch.Token, i int) bool {
	return !slices.ContainsFunc(tokens, func(t trucewatch.Token) bool { return t.Head == i })
}

// unlike hangs a past form that was coordinated with an infinitive or a form in -ing,
// as no writer would, on the next finite verb above: "attacked tanks that were advancing
// and warned the capital". The tokens given are not changed.
func unlike(tokens []trucewatch.Token) []trucewatch.Token {
	for v := range tokens {
		h := tokens[v].Head
		if tokens[v].Rel != "conj" || tokens[v].XPOS != "VBD" || h < 0 || h > v || tokens[h].XPOS != "VBG" && tokens[h].XPOS != "VB" || subjectOf(tokens, v) {
			continue
		}
		for h >= 0 && (!finiteForm(tokens[h]) || h > v) {
			h = tokens[h].Head
		}
		if h >= 0 {
			tokens = slices.Clone(tokens)
			tokens[v].Head = h
		}
	}
	return tokens
}

// datelined takes the place before a dash at the head of a report out of its first
// clause: "Strelsau, Ruritania - Envoys have signed". The tokens given are not changed.
func datelined(tokens []trucewatch.Token) []trucewatch.Token {
	if len(tokens) == 0 || tokens[0].UPOS != "PROPN" || tokens[0].Rel != "nsubj" {
		return tokens
	}
	v, dashed := tokens[0].Head, false
	for k := 1; k < len(tokens) && k < v; k++ {
		dashed = dashed || slices.Contains([]string{"-", "–", "—"}, tokens[k].Form) && tokens[k].Start > tokens[k-1].End
		if dashed && tokens[k].Head == v && strings.HasPrefix(tokens[k].Rel, "nsubj") {
			tokens = slices.Clone(tokens)
			tokens[0].Rel = "dep"
			return tokens
		}
	}
	return tokens
}

// heldPlace gives a verb its object back where that has a word like "rebel-held" before
// it, read as a verb of its own: "jets bombed rebel-held Zenda". The tokens given are
// not changed.
func heldPlace(tokens []trucewatch.Token) []trucewatch.Token {
	const part = 3 // "bombed" "rebel" "-" "held"
	for k := part; k+1 < len(tokens); k++ {
		v := k - part
		held := tokens[k].XPOS == "VBN" && tokens[k-1].Form == "-" && slices.Contains([]string{"held", "controlled", "run", "occupied", "backed", "led"}, tokens[k].Form)
		if !held || tokens[k].Rel == "amod" || tokens[k+1].Head != k || tokens[k+1].Rel != "obj" || tokens[v].UPOS != "VERB" {
			continue
		}
		tokens = slices.Clone(tokens)
		for i := range tokens {
			if tokens[i].Head == k && i > k {
				tokens[i].Head = v
			}
		}
		tokens[k].Head, tokens[k].Rel = k+1, "amod"
	}
	return tokens
}
