package allegations

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// charges are accusations whose content is told as no harmful happening of its own,
// as in "accusing the capital of a blockade": the accusation itself is the event.
func (b *rows) charges(taken map[book.Spot][]string) []claim {
	var out []claim
	for _, e := range b.R.Events {
		if e.Type != "ACCUSE" || !book.Happened(e.Status) || slices.Contains(e.Mode, "investigate") {
			continue
		}
		for _, m := range e.Mentions {
			c, ok := b.charge(e, m, taken[b.At(m.Report, m.Start)])
			if !ok {
				continue
			}
			if i := slices.IndexFunc(out, func(x claim) bool { return x.event.ID == e.ID && b.oneClaim(x, c) }); i >= 0 {
				out[i].add(c)
			} else {
				out = append(out, c)
			}
		}
	}
	return out
}

// charge reads one mention of an accusation; there has to be an accused.
func (b *rows) charge(e record.Event, m record.EventMention, taken []string) (claim, bool) {
	c := claim{event: e, mentions: []record.EventMention{m}, by: slices.Clone(m.Actors), against: slices.Clone(m.Recipients)}
	if _, bare := b.Say.First("bare-charge", b.Words(m)); bare || len(c.by) == 0 || record.Meet(c.by, taken) {
		return c, false
	}
	for _, s := range b.Said[b.At(m.Report, m.Start)] {
		if len(s.Source) == 0 || record.Meet(b.SideOf(s.Source[0]), b.Parties(c.by...)) {
			continue
		}
		switch s.Stance {
		case "deny":
			b.hear(&c, s)
		case "assert":
			switch {
			case b.tellsOf(s, m):
			case len(m.Recipients) == 0:
				c.against = record.Union(c.against, b.StatesOf(s.Source[:1])...)
				b.hear(&c, s)
			case record.Meet(b.SideOf(s.Source[0]), b.Parties(m.Recipients...)):
				b.hear(&c, s) // the reason that the accused give
			}
		}
	}
	b.inTheNext(&c, m)
	if len(c.against) == 0 {
		c.against = b.StatesOf(c.denied)
	}
	c.against = slices.DeleteFunc(c.against, func(id string) bool { return slices.Contains(c.by, id) })
	slices.Sort(c.by)
	slices.Sort(c.against)
	return c, len(c.against) > 0
}

// inTheNext adds those who deny it in the sentence behind, without saying anew what:
// as in "The ministry accused the clan of it. The clan denied this".
func (b *rows) inTheNext(c *claim, m record.EventMention) {
	at := b.At(m.Report, m.Start)
	at.Sentence++
	for _, s := range b.Said[at] {
		if s.Stance == "deny" && len(s.Source) > 0 && b.bare(s) && !record.Meet(b.SideOf(s.Source[0]), b.Parties(c.by...)) {
			b.hear(c, s)
		}
	}
}

// fewWords are too few to say what is denied: "this", "the accusation", "any such thing".
const fewWords = 3

// bare reports whether a statement leaves to the words before it what it is about.
func (b *rows) bare(s *record.Statement) bool {
	if len(s.About) > 0 {
		return false
	}
	return s.Content == nil || len(strings.Fields(b.Cut(b.Reports[s.Report], s.Content.Start, s.Content.End))) <= fewWords
}

// tellsOf reports whether a mention stands in the words of a statement: who only
// passes an accusation on is not the accused.
func (b *rows) tellsOf(s *record.Statement, m record.EventMention) bool {
	return slices.Contains(m.AccordingTo, s.ID) || s.Content != nil && s.Content.Start <= m.Start && m.End <= s.Content.End ||
		strings.EqualFold(s.Quote, m.Quote) && s.Start == m.Start
}
