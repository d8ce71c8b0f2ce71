package attribution

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Refused returns the words of a report that can be cues and are none, each with the
// rule that came nearest and the condition that it failed, in order of position. It
// makes mentions in the draft, so it wants one of its own.
func (r *Rules) Refused(d *draft.Draft) []trucewatch.Refusal {
	var out []trucewatch.Refusal
	r.walk(d, func(l *line, found, kept []*cue) {
		at := func(cues []*cue, i int) int {
			return slices.IndexFunc(cues, func(c *cue) bool { return c.token == i })
		}
		for i := range l.t.Tokens {
			if l.is(i, "AUX") || at(kept, i) >= 0 {
				continue
			}
			rule, because := l.whyNot(i)
			if k := at(found, i); k >= 0 {
				rule, because = found[k].rule, "the same source has a cue in this sentence already, or only passes on what the next cue says"
			}
			if rule != nil && !l.covered(kept, i) {
				out = append(out, trucewatch.Refusal{
					Span: l.t.Tokens[i].Span, Sentence: l.s, Layer: trucewatch.StatementLayer, Rule: rule.id, Because: because,
				})
			}
		}
	})
	return out
}

// covered reports whether token i is one of the words of a cue that was taken.
func (l *line) covered(kept []*cue, i int) bool {
	return slices.ContainsFunc(kept, func(c *cue) bool { return c.span.Contains(l.t.Tokens[i].Span) })
}

// whyNot returns the rule that came nearest to making token i a cue and what it
// failed by; no rule when none is called by the word.
func (l *line) whyNot(i int) (*rule, string) {
	if list := l.rules.verbs[l.lemma[i]]; len(list) > 0 && (l.verbal(i) || len(l.rules.nouns[l.lemma[i]]) == 0) {
		if because := l.place(i); because != "" {
			return list[0], because
		}
		return l.nearest(i, list)
	}
	if list := l.rules.nouns[l.lemma[i]]; len(list) > 0 && l.is(i, "NOUN") {
		return list[0], "nobody is named whose words they are, or nothing that they say"
	}
	for _, r := range l.rules.ahead {
		if l.reads(i, r.before) {
			return r, "nobody who can speak stands behind it"
		}
	}
	return nil, ""
}

// place says why no cue can stand where the verb i stands, or nothing.
func (l *line) place(i int) string {
	switch {
	case !l.verbal(i) && !l.headlineVerb(i) && !l.hiddenVerb(i):
		return "it is no verb here"
	case l.modifies(i):
		return "it stands for an adjective or a noun"
	case l.hypothetical(i):
		return "it stands in a condition or a question, or is said to be rare"
	case l.unnamed(i):
		return "it only says that no name is given"
	case l.unreal(i):
		return "it need not have been said: an infinitive"
	case !l.finds(i):
		return "it is part of a longer cue"
	}
	return ""
}

// nearest tries the rules of the verb i and returns the one that failed last.
func (l *line) nearest(i int, list []*rule) (best *rule, because string) {
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
func (l *line) step(i int, r *rule) (met int, because string) {
	stance, ok := l.stance(i, r)
	switch {
	case !ok && stance == trucewatch.Silent:
		return 0, "it is negated, and no word for keeping silent"
	case !ok && r.onlyNegated:
		return 0, "it is a cue only where it is negated"
	case !ok:
		return 0, "a word such as “may” or “would” leaves it open"
	case r.finite && l.t.Tokens[i].XPOS == "VBG":
		return 1, "it is a cue only in a finite form"
	case !l.fits(i, r):
		return 2, "it asks for " + l.asks(r)
	}
	return 3, "nobody who can speak is its subject"
}

// asks writes for people what a rule wants beside its verb.
func (l *line) asks(r *rule) string {
	var out string
	add := func(words string) {
		if out != "" {
			out += ", or "
		}
		out += words
	}
	for _, f := range r.frames {
		add(frames[f].asks)
	}
	if len(r.preps) > 0 {
		add(fmt.Sprintf("one of the words %q", r.preps))
	}
	if len(r.objects) > 0 {
		add(fmt.Sprintf("one of the objects %q", r.objects))
	}
	if len(r.complements) > 0 {
		add(fmt.Sprintf("one of the infinitives %q", r.complements))
	}
	return out
}
