package speech

import (
	"fmt"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// WhyNot returns the rule that came nearest to making token i a cue and what it
// failed by; no rule when none is called by the word.
func (l *Line) WhyNot(i int) (*lexicon.Rule, string) {
	if list := l.Rules.Verbs[l.Lemmas[i]]; len(list) > 0 && (l.Verbal(i) || len(l.Rules.Nouns[l.Lemmas[i]]) == 0) {
		if because := l.place(i); because != "" {
			return list[0], because
		}
		return l.nearest(i, list)
	}
	if list := l.Rules.Nouns[l.Lemmas[i]]; len(list) > 0 && l.Is(i, "NOUN") {
		return list[0], "nobody is named whose words they are, or nothing that they say"
	}
	for _, r := range l.Rules.Ahead {
		if l.Reads(i, r.Before) {
			return r, "nobody who can speak stands behind it"
		}
	}
	return nil, ""
}

// place says why no cue can stand where the verb i stands, or nothing.
func (l *Line) place(i int) string {
	switch {
	case !l.Verbal(i) && !l.HeadlineVerb(i) && !l.HiddenVerb(i):
		return "it is no verb here"
	case l.modifies(i):
		return "it stands for an adjective or a noun"
	case l.hypothetical(i):
		return "it stands in a condition or a question, or is said to be rare"
	case l.unnamed(i):
		return "it only says that no name is given"
	case l.Unreal(i):
		return "it need not have been said: an infinitive"
	case !l.Finds(i):
		return "it is part of a longer cue"
	}
	return ""
}

// nearest tries the rules of the verb i and returns the one that failed last.
func (l *Line) nearest(i int, list []*lexicon.Rule) (best *lexicon.Rule, because string) {
	far := -1
	for _, r := range list {
		step, why := l.step(i, r)
		if step > far {
			far, best, because = step, r, why
		}
	}
	return best, because
}

// step returns how many of the conditions of a rule the verb i meets, in the order
// in which they are asked, and the first that it fails.
func (l *Line) step(i int, r *lexicon.Rule) (met int, because string) {
	stance, ok := l.Stance(i, r)
	switch {
	case !ok && stance == trucewatch.Silent:
		return 0, "it is negated, and no word for keeping silent"
	case !ok && r.OnlyNegated:
		return 0, "it is a cue only where it is negated"
	case !ok:
		return 0, "a word such as “may” or “would” leaves it open"
	case r.Finite && l.Tree.Tokens[i].XPOS == "VBG":
		return 1, "it is a cue only in a finite form"
	case !l.Fits(i, r):
		return 2, "it asks for " + l.asks(r)
	}
	return 3, "nobody who can speak is its subject"
}

// asks writes for people what a rule wants beside its verb.
func (l *Line) asks(r *lexicon.Rule) string {
	var out string
	add := func(words string) {
		if out != "" {
			out += ", or "
		}
		out += words
	}
	for _, f := range r.Frames {
		add(frames[f].asks)
	}
	if len(r.Preps) > 0 {
		add(fmt.Sprintf("one of the words %q", r.Preps))
	}
	if len(r.Objects) > 0 {
		add(fmt.Sprintf("one of the objects %q", r.Objects))
	}
	if len(r.Complements) > 0 {
		add(fmt.Sprintf("one of the infinitives %q", r.Complements))
	}
	return out
}
