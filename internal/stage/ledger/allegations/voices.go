package allegations

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// judges reports whether the word for a happening is itself a judgement on somebody, such as
// "violations": whoever brings it forward alleges it.
func (b *rows) judges(m record.EventMention) bool {
	_, verdict := b.Say.First("verdict", b.Words(m))
	return verdict && len(b.doers(m)) > 0
}

// voicesBefore are the statements that the sentence of a mention makes before it.
func (b *rows) voicesBefore(m record.EventMention) []string {
	var out []string
	for _, s := range b.Said[b.At(m.Report, m.Start)] {
		if s.Stance == "assert" && s.Start < m.Start && len(s.Source) > 0 {
			out = append(out, s.ID)
		}
	}
	return out
}

// accuses reports whether a statement brings a mention forward against somebody else
// than the one who makes it.
func (b *rows) accuses(s *record.Statement, m record.EventMention) bool {
	sides, doers := b.SideOf(s.Source[0]), b.Parties(m.Actors...)
	if book.MeetsAny(sides, doers) {
		return false
	}
	if b.alleging(s, len(b.doers(m)) > 0) || len(doers) > 0 && book.MeetsAny(sides, b.hurt(m)) {
		return true
	}
	return b.onTheirWord(m) || b.judges(m)
}

// hurt are the sides of those to whom something was done; people who are called after a
// country, as in "Norlander villagers", are of it.
func (b *rows) hurt(m record.EventMention) []string {
	out := b.Parties(m.Recipients...)
	for _, id := range m.Recipients {
		if b.Named[id] {
			continue
		}
		for word := range strings.FieldsSeq(b.NameOf(id)) {
			out = record.Union(out, b.StateCalled(word)...)
		}
	}
	return out
}

// onTheirWord reports whether a report has an act of a side, and not of several who
// fight each other, only in the words "according to" others.
func (b *rows) onTheirWord(m record.EventMention) bool {
	doers := b.doers(m)
	if len(doers) != 1 || book.Inherits(m) || !slices.Contains([]string{"ASSAULT", "COERCE"}, m.Type) {
		return false
	}
	a := b.Actors[doers[0]]
	if a == nil || a.Kind == "person" && !b.Force(a.Name) {
		return false
	}
	for _, id := range m.AccordingTo {
		if s := b.Statements[id]; s != nil && strings.EqualFold(s.Quote, "according to") {
			return true
		}
	}
	return false
}

// alleging reports whether the words of a statement keep away from what it says:
// "alleged", "what they called". To condemn what has no author accuses nobody.
func (b *rows) alleging(s *record.Statement, authored bool) bool {
	rep := b.Reports[s.Report]
	if rep == nil {
		return false
	}
	at := wording.Place{Before: b.Cut(rep, max(0, s.Start-maxDistance), s.Start), Trigger: s.Quote}
	if hit, ok := b.Say.First("alleging", at); ok && (authored || hit.Gives == "alleging") {
		return true
	}
	_, ok := b.Say.First("distanced", at)
	return ok
}

// maxDistance is how many characters before a cue are looked at.
const maxDistance = 40

// blamesOthers adds what the accused answer by putting the blame on somebody else: their
// side accuses others of what happened at that place and time.
func (b *rows) blamesOthers(c *claim) {
	sides := b.Parties(c.against...)
	if len(sides) == 0 || c.event.Place == "" {
		return
	}
	for _, m := range c.mentions {
		for _, n := range b.chargesIn(m.Report) {
			if book.MeetsAny(b.sidesOf(n.Actors), sides) &&
				!book.MeetsAny(b.Parties(n.Recipients...), record.Union(sides, b.Parties(c.by...)...)) && b.speaksOf(c.event, n) {
				q := b.QuoteOf(b.At(n.Report, n.Start))
				c.answers = addAnswer(c.answers, record.Answer{By: n.Actors, Stance: "assert", Quote: q.Quote, Report: q.Report, Start: q.Start, End: q.End})
			}
		}
	}
}

// chargesIn lists the accusations against somebody that a report tells of.
func (b *rows) chargesIn(report string) []record.EventMention {
	if b.accusing == nil {
		b.accusing = map[string][]record.EventMention{}
		for i := range b.R.Events {
			for k := range b.R.Events[i].Mentions {
				if n := &b.R.Events[i].Mentions[k]; n.Type == "ACCUSE" && len(n.Recipients) > 0 {
					b.accusing[n.Report] = append(b.accusing[n.Report], *n)
				}
			}
		}
	}
	return b.accusing[report]
}

// sidesOf are all sides for which some actors speak.
func (b *rows) sidesOf(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = record.Union(out, b.SideOf(id)...)
	}
	return out
}

// speaksOf reports whether the sentence of an accusation tells of a happening at the place
// and the time of another one.
func (b *rows) speaksOf(e record.Event, charge record.EventMention) bool {
	at := b.At(charge.Report, charge.Start)
	return at.Sentence >= 0 && slices.ContainsFunc(b.Told[at], func(i int) bool {
		o := b.R.Events[i]
		return o.Type == "ASSAULT" && o.Place == e.Place && o.Date != "" && e.Date != "" && book.Meets(o.Date, e.Date)
	})
}
