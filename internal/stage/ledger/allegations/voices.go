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
	if record.Meet(sides, doers) {
		return false
	}
	if b.alleging(s, len(b.doers(m)) > 0) || len(doers) > 0 && record.Meet(sides, b.hurt(m)) {
		return true
	}
	return b.onTheirWord(m) || b.judges(m) || len(b.doers(m)) > 0 && (b.watchdog(s.Source[0]) || b.ofFoes(m, sides, doers))
}

// watchdog reports whether somebody is called a critic or one who watches over rights: what
// these say of a side is an allegation, whatever the word for saying it.
func (b *rows) watchdog(id string) bool {
	_, ok := b.Say.First("accuser", wording.Place{After: b.NameOf(id)})
	return ok
}

// ofFoes reports whether a mention of force is told by the enemy of those who are said to
// have done it: one side's word about the other is an allegation.
func (b *rows) ofFoes(m record.EventMention, sides, doers []string) bool {
	if _, eased := b.Say.First("easing", b.Words(m)); eased || !slices.Contains([]string{"ASSAULT", "COERCE"}, m.Type) || book.Inherits(m) {
		return false
	}
	return slices.ContainsFunc(sides, func(x string) bool {
		return slices.ContainsFunc(doers, func(y string) bool { return b.foes()[[2]string{x, y}] })
	})
}

// foes are the pairs of sides of whom reports tell that one used force against the other.
func (b *rows) foes() map[[2]string]bool {
	if b.fighting != nil {
		return b.fighting
	}
	b.fighting = map[[2]string]bool{}
	for _, e := range b.R.Events {
		if e.Type != "ASSAULT" || !book.Happened(e.Status) || e.OfOthers() {
			continue
		}
		for _, m := range e.Mentions {
			by, hit := b.Parties(m.Actors...), b.hurt(m)
			if len(hit) == 0 {
				hit = by // who fight each other
			}
			b.oppose(by, hit)
		}
	}
	return b.fighting
}

// oppose notes that some sides fight others.
func (b *rows) oppose(by, hit []string) {
	for _, x := range by {
		for _, y := range hit {
			if x != y {
				b.fighting[[2]string{x, y}], b.fighting[[2]string{y, x}] = true, true
			}
		}
	}
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
	if a == nil || a.Kind == "person" && !b.Force(a.Name) || !b.ofSide(a.ID) {
		return false
	}
	for _, id := range m.AccordingTo {
		if s := b.Statements[id]; s != nil && strings.EqualFold(s.Quote, "according to") {
			return true
		}
	}
	return false
}

// ofSide reports whether it is known whose somebody is: by a name, by whom he serves, or by
// a country in what he is called. "The security forces" may be anybody's.
func (b *rows) ofSide(id string) bool {
	if b.Named[id] || !slices.Equal(b.Parties(id), []string{id}) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(b.NameOf(id)), func(w string) bool { return len(b.StateCalled(w)) > 0 })
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
			if record.Meet(b.sidesOf(n.Actors), sides) &&
				!record.Meet(b.Parties(n.Recipients...), record.Union(sides, b.Parties(c.by...)...)) && b.speaksOf(c.event, n) {
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

// otherParty is the party to the agreement that the sentence of a mention speaks of which
// those who accuse have for an enemy: it is accused where they call something a breach of it
// and name nobody. Empty where that is none or several.
func (b *rows) otherParty(m record.EventMention, by []string) []string {
	var out []string
	for e, n := range b.ToldAt(b.At(m.Report, m.Start)) {
		if e.Type != "AGREE" && e.Type != "RETREAT" {
			continue
		}
		if _, kind := b.Say.First("agreement-kind", b.Words(n)); !kind {
			continue
		}
		for _, p := range b.Parties(n.Actors...) {
			if slices.ContainsFunc(b.sidesOf(by), func(x string) bool { return b.foes()[[2]string{x, p}] }) {
				out = record.Union(out, p)
			}
		}
	}
	if len(out) > 1 {
		return nil
	}
	return out
}
