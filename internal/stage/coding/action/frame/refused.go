package frame

import (
	"fmt"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Refusal says that token i, which a rule was asked about, was not taken, and why.
func (c Clause) Refusal(i int, rule *Trigger, because string) trucewatch.Refusal {
	out := trucewatch.Refusal{Span: c.Tree.Tokens[i].Span, Sentence: c.Sentence, Layer: trucewatch.EventLayer, Because: because}
	if rule != nil {
		out.Rule = rule.ID
	}
	return out
}

// Refused says of each rule of token i why it does not open an event there. Where
// the word is of another part of speech than all of them ask for, once will do.
func (c Clause) Refused(i int) []trucewatch.Refusal {
	list := c.rules.triggers[c.Lemma(i)]
	if word, ok := c.nominal(i); ok {
		list = c.rules.triggers[word]
	}
	switch {
	case len(list) == 0:
		return nil
	case c.inName(i):
		return []trucewatch.Refusal{c.Refusal(i, nil, "it is part of a name")}
	case c.Open(i) != nil:
		return nil
	}
	var out []trucewatch.Refusal
	for _, rule := range list {
		if c.partOfSpeech(rule.Pos, i) {
			out = append(out, c.Refusal(i, rule, c.failed(rule, i)))
		}
	}
	if len(out) == 0 {
		pos := map[string]string{"verb": "a verb", "noun": "a noun that names a happening", "adj": "an adjective"}[list[0].Pos]
		out = append(out, c.Refusal(i, list[0], fmt.Sprintf("it is no %s here", strings.TrimPrefix(strings.TrimPrefix(pos, "a "), "an "))))
	}
	return out
}

// failed names the first condition of a rule that token i does not meet.
func (c Clause) failed(rule *Trigger, i int) string {
	for _, n := range rule.need {
		if !c.holds(n, i, true) {
			return fmt.Sprintf("it asks for %s %s", inWords(n.words), where(n.slots))
		}
	}
	for _, b := range rule.bar {
		for _, slot := range b.slots {
			for _, w := range b.words {
				if c.slotHolds(slot, []string{w}, i, false) {
					return fmt.Sprintf("%s %s keeps it out", inWords([]string{w}), where([]string{slot}))
				}
			}
		}
	}
	return "another rule of the word was tried first"
}

// mostWords is how many words of a condition are told.
const mostWords = 5

// inWords writes the words of a condition for people.
func inWords(words []string) string {
	var out []string
	for _, w := range words[:min(mostWords, len(words))] {
		switch {
		case w == "*":
			w = "any word"
		case w == "#":
			w = "a number"
		case strings.HasPrefix(w, "@"):
			w = "a word of the class “" + w[1:] + "”"
		case strings.HasPrefix(w, "<"):
			w = "a name (" + strings.Trim(w, "<>") + ")"
		default:
			w = "“" + w + "”"
		}
		out = append(out, w)
	}
	if n := len(words) - mostWords; n > 0 {
		return strings.Join(out, ", ") + fmt.Sprintf(" or one of %d more", n)
	}
	return strings.Join(out, " or ")
}

// where writes the slots of a condition for people.
func where(slots []string) string {
	places := map[string]string{
		"obj": "as its object", "subj": "as its subject", "iobj": "as its indirect object", "mod": "as its modifier",
		"poss": "as its possessor", "prev": "right before it", "next": "right behind it", "part": "as its particle",
		"any": "anywhere in the sentence", "form": "as its form", "tag": "as its tag", "rel": "as its relation",
		"prep": "as a preposition of it", "light": "as the verb that carries it",
	}
	out := make([]string, len(slots))
	for k, slot := range slots {
		if out[k] = places[slot]; out[k] == "" {
			out[k] = "in its slot “" + slot + "”"
		}
	}
	return strings.Join(out, " or ")
}
