package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// pointsTo returns the mention that the pronoun i stands for where that is safe: a
// subject over it in its own sentence, else the subject of the sentence before.
// It returns -1 otherwise.
func (c clause) pointsTo(i int) int {
	person := slices.Contains([]string{"he", "she", "him", "her", "his"}, c.form(i))
	many := slices.Contains([]string{"they", "them", "their"}, c.form(i))
	if m := c.subjectOver(i, person, many); m >= 0 {
		return m
	}
	if c.s == 0 {
		return -1
	}
	prev := clause{rules: c.rules, d: c.d, s: c.s - 1, t: c.d.Tree(c.s - 1)}
	if root := prev.t.Root(); root >= 0 {
		return prev.subjectOf(root, person, many, -1)
	}
	return -1
}

// subjectOver climbs to the clauses over the pronoun and tries their subjects.
func (c clause) subjectOver(i int, person, many bool) int {
	for n, steps := c.head(i), 0; n >= 0 && steps < 8; n, steps = c.head(n), steps+1 {
		if m := c.subjectOf(n, person, many, i); m >= 0 {
			return m
		}
	}
	return -1
}

// subjectOf returns the mention of the subject of token v if it fits the pronoun
// and stands before it.
func (c clause) subjectOf(v int, person, many bool, pronoun int) int {
	n := c.t.Child(v, "nsubj")
	if n < 0 && pronoun >= 0 && c.verb(v) {
		if over := c.surface(v); len(over) == 1 {
			n = over[0] // "pressed the army to stop its raids"
		}
	}
	if n < 0 || n == pronoun || (pronoun >= 0 && n > pronoun) || c.t.Tokens[n].UPOS == "PRON" {
		return -1
	}
	m := c.d.Mention(c.s, n)
	if m < 0 {
		return -1
	}
	if len(c.t.All(n, "conj")) > 0 {
		return -1
	}
	fits := c.fitsIt(m, n)
	if person {
		fits = c.fitsPerson(m, n)
	} else if many {
		fits = c.fitsThey(m, n)
	}
	if !fits {
		return -1
	}
	return m
}

// fitsThey reports whether "they" may stand for the mention m headed by n: several,
// or a people or armed group taken as several.
func (c clause) fitsThey(m, n int) bool {
	if x := c.d.Mentions[m]; x.Named && (x.Kind == trucewatch.People || x.Kind == trucewatch.Organization) {
		return true
	}
	return slices.Contains([]string{"NNS", "NNPS"}, c.t.Tokens[n].XPOS) && c.codable(n)
}

// fitsPerson reports whether "he" or "she" may stand for the mention m headed by n.
func (c clause) fitsPerson(m, n int) bool {
	x := c.d.Mentions[m]
	if x.Named {
		return x.Kind == trucewatch.Person
	}
	return c.t.Tokens[n].XPOS != "NNS" && c.rules.is("actor", c.lemma(n))
}

// fitsIt reports whether "it" may stand for the mention m headed by n: a land or a
// body, not a person or a people.
func (c clause) fitsIt(m, n int) bool {
	x := c.d.Mentions[m]
	if x.Named {
		return x.Kind != trucewatch.Person && x.Kind != trucewatch.People
	}
	return c.t.Tokens[n].XPOS != "NNS" && c.rules.is("body", c.lemma(n))
}
