// Package allegations lists what one side says another did, with the answers to it.
// Nothing in it is a finding.
package allegations

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/agreements"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// rows draws rows from a book.
type rows struct {
	*book.Book
	accusing map[string][]record.EventMention // report to the accusations it tells of, once asked
	fighting map[[2]string]bool               // sides that fight each other, once asked
}

// claim is one thing that somebody says another did, in one sentence or in several
// reports, with the answers to it.
type claim struct {
	event                    record.Event
	mentions                 []record.EventMention
	by, against, denied, own []string
	answers                  []record.Answer
}

// Rows lists what one side says another did: harmful happenings that
// somebody alleges, or that somebody denies, and accusations of what is told as no
// happening of its own. How things stand, as outlets themselves tell it and nobody denies, is
// no allegation. Nothing here is a finding.
func Rows(of *book.Book) []record.Allegation {
	b := &rows{Book: of}
	var out []record.Allegation
	for _, c := range b.claims() {
		if c.stands() {
			continue
		}
		a := record.Allegation{
			Event: c.event.ID, AllegedBy: c.by, DeniedBy: c.denied, Silent: b.silent(c), Standing: c.event.Standing,
			Against: c.against, AcknowledgedBy: c.own, Result: c.result(b), Answers: c.answers, Told: book.Refs(c.mentions),
			Quote: record.Nullable(strings.TrimSpace(b.Sentence(c.mentions[0].Report, c.mentions[0].Start))),
		}
		if len(c.denied) > 0 {
			a.Standing = "contested"
		}
		a.Clause, a.ZoneTest, a.Why = agreements.ClauseOf(of, c.happening())
		out = append(out, a)
	}
	return out
}

// stands reports whether a claim is only of how things stand: a measure that goes on, such as
// a blockade, of which an outlet tells in its own voice and which nobody denies.
func (c claim) stands() bool {
	return c.event.Type == "COERCE" && c.event.Status == "ongoing" && len(c.denied) == 0 && slices.ContainsFunc(c.event.Mentions, func(m record.EventMention) bool {
		return m.Status == "ongoing" && len(m.AccordingTo) == 0
	})
}

// silent are those of the accused who are told to keep silent on it; everybody who does
// where nobody is accused.
func (b *rows) silent(c claim) []string {
	sides := b.Parties(c.against...)
	return slices.DeleteFunc(b.Voices(c.event.ID, "silent"), func(id string) bool {
		a := b.Actors[id]
		body := a != nil && b.Named[id] // an unnamed spokesman speaks for whoever is asked
		return len(sides) > 0 && body && !record.Meet(b.SideOf(id), sides)
	})
}

// result says how an allegation stands by the voices on either side.
func (c claim) result(b *rows) string {
	backed := b.backed(c.mentions)
	switch {
	case len(c.denied) > 0 && backed:
		return "disputed"
	case len(c.denied) > 0:
		return "denied"
	case len(c.own) > 0:
		return "acknowledged"
	case backed:
		return "corroborated"
	}
	return "alleged"
}

// backed reports whether two reports, neither a copy of the other, have it from two sides.
func (b *rows) backed(mentions []record.EventMention) bool {
	behind := make([][]string, len(mentions))
	for i, m := range mentions {
		behind[i] = b.sidesBehind(m)
	}
	for i, m := range mentions {
		for k, n := range mentions[:i] {
			if !record.Meet(behind[i], behind[k]) && b.Original(m.Report) != b.Original(n.Report) {
				return true
			}
		}
	}
	return false
}

// sidesBehind are the sides of those who assert a mention; the report itself where it
// speaks in its own voice.
func (b *rows) sidesBehind(m record.EventMention) []string {
	var out []string
	for _, id := range b.Asserting(m) {
		if s := b.Statements[id]; len(s.Source) > 0 {
			out = record.Union(out, b.SideOf(s.Source[0])...)
		}
	}
	if len(out) == 0 {
		out = []string{m.Report}
	}
	return out
}

// happening is what a claim says happened, to be held against clauses.
func (c claim) happening() record.Event {
	e := record.Event{ID: c.event.ID, Type: c.mentions[0].Type, Mode: c.event.Mode, Status: c.mentions[0].Status, Actors: c.against, Mentions: c.mentions, Place: c.event.Place, Date: c.event.Date}
	for _, m := range c.mentions {
		e.Recipients = record.Union(e.Recipients, m.Recipients...)
		if m.Place != "" {
			e.Place = m.Place
		}
		if m.Date != "" {
			e.Date = m.Date
		}
	}
	return e
}

// claims finds every allegation, those of one event and the same accused from
// several reports as one.
func (b *rows) claims() []claim {
	var out []claim
	taken := map[book.Spot][]string{} // sentence to those who accuse in it
	for _, e := range b.R.Events {
		if !book.Harmful(e) || !book.Happened(e.Status) || e.OfOthers() {
			continue
		}
		var of []claim
		for _, m := range e.Mentions {
			c, ok := b.claim(e, m)
			if !ok {
				continue
			}
			taken[b.At(m.Report, m.Start)] = append(taken[b.At(m.Report, m.Start)], c.by...)
			if i := slices.IndexFunc(of, func(x claim) bool { return b.oneClaim(x, c) }); i >= 0 {
				of[i].add(c)
			} else {
				of = append(of, c)
			}
		}
		for i := range of {
			b.joinVoices(&of[i], of)
		}
		out = append(out, oneOfEach(of)...)
	}
	return append(inOneRow(b.once(out)), b.charges(taken)...)
}

// inOneRow leaves of several claims that one sentence alone makes, by the same against the
// same with the same answer, the first: "their raids, including incursions".
func inOneRow(list []claim) []claim {
	var out []claim
	for _, c := range list {
		m := c.mentions[0]
		again := len(c.mentions) == 1 && slices.ContainsFunc(out, func(o claim) bool {
			n := o.mentions[0]
			return n.Report == m.Report && slices.Equal(n.AccordingTo, m.AccordingTo) && len(m.AccordingTo) > 0 &&
				slices.Equal(o.by, c.by) && slices.Equal(o.against, c.against) && slices.Equal(o.denied, c.denied)
		})
		if !again {
			out = append(out, c)
		}
	}
	return out
}

// once leaves out of several claims that one sentence makes and that are turned down in it
// together all but the one that says most closely against whom.
func (b *rows) once(list []claim) []claim {
	known := func(c claim) bool { return slices.ContainsFunc(c.against, func(id string) bool { return b.Named[id] }) }
	return slices.DeleteFunc(slices.Clone(list), func(c claim) bool {
		m := c.mentions[0]
		return len(c.mentions) == 1 && len(c.denied) > 0 && !known(c) && slices.ContainsFunc(list, func(o claim) bool {
			return known(o) && b.At(o.mentions[0].Report, o.mentions[0].Start) == b.At(m.Report, m.Start) && slices.Equal(o.denied, c.denied) && record.Among(c.by, o.by)
		})
	})
}

// joinVoices adds the other voices that bring forward the same of the same accused: once
// it is somebody's allegation, all that reports have only on somebody's word are.
// What somebody answered to is a claim of its own, and joins no other.
func (b *rows) joinVoices(c *claim, all []claim) {
	if b.judges(c.mentions[0]) {
		return // what one calls a violation another only calls a raid
	}
	if !slices.ContainsFunc(c.against, func(id string) bool { return b.Named[id] || !slices.Equal(b.Parties(id), []string{id}) }) {
		return // nobody, or people of whom is not said whose they are
	}
	for _, m := range c.event.Mentions {
		if !book.Happened(m.Status) || !slices.Equal(b.doers(m), c.against) || answeredApart(m, c, all) || c.tells(m) {
			continue
		}
		var by []string
		for _, id := range b.Asserting(m) {
			if s := b.Statements[id]; len(s.Source) > 0 && !record.Meet(b.SideOf(s.Source[0]), b.Parties(c.against...)) {
				by = record.Union(by, s.Source[0])
			}
		}
		if len(by) > 0 {
			c.by, c.mentions = record.Union(c.by, by...), append(c.mentions, m)
		}
	}
	slices.Sort(c.by)
}

// answeredApart reports whether a mention is another claim than c that was turned down, or c
// was.
func answeredApart(m record.EventMention, c *claim, all []claim) bool {
	return slices.ContainsFunc(all, func(o claim) bool {
		n := o.mentions[0]
		return n.Report == m.Report && n.Start == m.Start && !slices.Equal(o.denied, c.denied)
	})
}

// oneOfEach leaves of the claims of one event those that do not share a telling with one
// before them, of the same accused and with the same answer.
func oneOfEach(list []claim) []claim {
	var out []claim
	for _, c := range list {
		i := slices.IndexFunc(out, func(o claim) bool {
			return slices.Equal(o.against, c.against) && slices.Equal(o.denied, c.denied) && slices.ContainsFunc(c.mentions, o.tells)
		})
		if i < 0 {
			out = append(out, c)
			continue
		}
		for _, m := range c.mentions {
			if !out[i].tells(m) {
				out[i].mentions = append(out[i].mentions, m)
			}
		}
		c.mentions = nil
		out[i].add(c)
		slices.Sort(out[i].by)
	}
	return out
}

// tells reports whether a mention is one of those of a claim.
func (c *claim) tells(m record.EventMention) bool {
	return slices.ContainsFunc(c.mentions, func(x record.EventMention) bool { return x.Report == m.Report && x.Start == m.Start })
}

// oneClaim reports whether two claims of one event say the same: the same accused,
// and another report or the same word.
func (b *rows) oneClaim(x, y claim) bool {
	same := slices.Equal(x.against, y.against) || len(x.against) == 0 || len(y.against) == 0
	m, n := x.mentions[len(x.mentions)-1], y.mentions[0]
	return same && (m.Report != n.Report || strings.EqualFold(m.Quote, n.Quote))
}

func (c *claim) add(more claim) {
	c.mentions = append(c.mentions, more.mentions...)
	c.by, c.against, c.denied = record.Union(c.by, more.by...), record.Union(c.against, more.against...), record.Union(c.denied, more.denied...)
	c.own = record.Union(c.own, more.own...)
	for _, a := range more.answers {
		c.answers = addAnswer(c.answers, a)
	}
}

func addAnswer(to []record.Answer, a record.Answer) []record.Answer {
	if slices.ContainsFunc(to, func(x record.Answer) bool {
		return x.Report == a.Report && x.Start == a.Start && x.Stance == a.Stance && slices.Equal(x.By, a.By)
	}) {
		return to
	}
	return append(to, a)
}

// hear adds what somebody answers in a statement; a denial also makes them one of those
// who deny it.
func (b *rows) hear(c *claim, s *record.Statement) {
	if s.Stance == "deny" {
		c.denied = record.Union(c.denied, s.Source[0])
	}
	c.answers = addAnswer(c.answers, b.Answer(s, s.Source[:1]))
}

// claim reads one mention as an allegation, and reports whether it is one: in the
// words of an accusation, by the side that suffered it, on somebody's word alone, or
// as what somebody denies.
func (b *rows) claim(e record.Event, m record.EventMention) (claim, bool) {
	c := claim{event: e, mentions: []record.EventMention{m}, against: b.doers(m)}
	var asserted []string
	said := m.AccordingTo
	if len(said) == 0 && b.judges(m) {
		said = b.voicesBefore(m)
	}
	for _, id := range said {
		s := b.Statements[id]
		if s == nil || len(s.Source) == 0 {
			continue
		}
		switch s.Stance {
		case "deny":
			b.hear(&c, s)
		case "assert":
			asserted = record.Union(asserted, s.Source[0])
			if b.accuses(s, m) {
				c.by = record.Union(c.by, s.Source[0])
			}
			if len(c.against) > 0 && record.Meet(b.SideOf(s.Source[0]), b.Parties(c.against...)) {
				c.own = record.Union(c.own, s.Source[0])
			}
		}
	}
	b.inOneBreath(&c, m, asserted)
	b.chargedWith(&c, m)
	if len(c.by) == 0 && (len(c.denied) == 0 || slices.Equal(asserted, c.denied)) {
		return c, false // nobody's accusation, or told and turned down in one breath
	}
	b.complete(&c, m, asserted)
	return c, true
}

// complete fills in who brings a claim forward and who is accused where the mention itself
// leaves it open, and what is answered.
func (b *rows) complete(c *claim, m record.EventMention, asserted []string) {
	if len(c.by) == 0 {
		c.by = asserted
	}
	if len(c.against) == 0 {
		c.against = b.StatesOf(c.denied)
	}
	if len(c.against) == 0 && len(c.by) > 0 {
		c.against = b.otherParty(m, c.by)
	}
	b.answers(c)
	b.blamesOthers(c)
	slices.Sort(c.by)
	slices.Sort(c.denied)
	slices.Sort(c.against)
}

// doers are those whom a mention itself says to have done it, not those whom
// another mention of the event does.
func (b *rows) doers(m record.EventMention) []string {
	if book.Because(m, "link.parties") {
		return nil
	}
	out := slices.Clone(m.Actors)
	slices.Sort(out)
	return out
}

// inOneBreath adds those who deny it in the sentence that brings it forward, as in
// "claims that the ministry denies". What somebody says and another denies in one sentence
// is an allegation, whatever the word for saying it.
func (b *rows) inOneBreath(c *claim, m record.EventMention, asserted []string) {
	for _, d := range b.Said[b.At(m.Report, m.Start)] {
		if d.Stance != "deny" || len(d.About) > 0 || len(d.Source) == 0 {
			continue
		}
		if len(c.by) == 0 && (len(asserted) == 0 || slices.Contains(asserted, d.Source[0]) || d.Start < m.Start || !b.bare(d)) {
			continue
		}
		c.by = record.Union(c.by, asserted...)
		b.hear(c, d)
	}
}

// chargedWith adds those whom the same sentence says to accuse somebody of it: the
// accused is the doer, or the doer is left open.
func (b *rows) chargedWith(c *claim, m record.EventMention) {
	for o, n := range b.ToldAt(b.At(m.Report, m.Start)) {
		if o.Type != "ACCUSE" || !b.chargeOf(n, m) {
			continue
		}
		open := len(c.against) == 0
		if open && len(n.Recipients) == 0 && slices.Contains(o.Mode, "disapprove") {
			continue // what is condemned without an author accuses nobody
		}
		if open || record.Meet(b.Parties(n.Recipients...), b.Parties(c.against...)) {
			c.by, c.against = record.Union(c.by, n.Actors...), record.Union(c.against, n.Recipients...)
		}
	}
}

// chargeOf reports whether an accusation in the sentence of a mention is of it: the
// first harmful thing behind the accusation.
func (b *rows) chargeOf(charge, m record.EventMention) bool {
	_, bare := b.Say.First("bare-charge", b.Words(charge))
	return !bare && charge.Start < m.Start && len(charge.Actors) > 0 && !b.between(charge, m)
}

// between reports whether another harmful happening stands between an accusation and
// a mention: the accusation is of the first.
func (b *rows) between(charge, m record.EventMention) bool {
	for _, k := range b.Told[b.At(m.Report, m.Start)] {
		o := b.R.Events[k]
		if !book.Harmful(o) || !book.Happened(o.Status) {
			continue
		}
		if slices.ContainsFunc(o.Mentions, func(n record.EventMention) bool {
			return n.Report == m.Report && charge.Start < n.Start && n.Start < m.Start
		}) {
			return true
		}
	}
	return false
}

// answers adds what the accused say of it without denying it, and that they keep
// silent.
func (b *rows) answers(c *claim) {
	sides := b.Parties(c.against...)
	for _, s := range b.About[c.event.ID] {
		if len(s.Source) == 0 || len(sides) == 0 || !record.Meet(b.SideOf(s.Source[0]), sides) || slices.Contains(c.by, s.Source[0]) {
			continue
		}
		if s.Stance != "deny" {
			b.hear(c, s)
		}
	}
}
