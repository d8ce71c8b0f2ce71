// Package talks makes rows of rounds of talks, talks over a time and plans: who sat at
// the table, who mediated, what came of it and what became of what was announced.
package talks

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// rows draws rows from a book.
type rows struct {
	*book.Book
	agreed []*record.Event                            // acts of agreeing
	forms  abreast.Memo[record.MentionRef, [2]string] // form and channel of mentions of talks, once asked

	between map[string][]string // sides to those who mediate between them, once asked
	held    map[string]bool     // events of which a row is a round that was held
}

func open(of *book.Book) *rows {
	b := &rows{Book: of}
	for i, e := range of.R.Events {
		if e.Type == "AGREE" {
			b.agreed = append(b.agreed, &of.R.Events[i])
		}
	}
	return b
}

// Rows makes a row of every round of talks: a happening of type CONSULT with two
// sides that was held, goes on, is planned, was planned and called off, or is refused; and
// of letters, visits for peace and signings.
func Rows(of *book.Book) []record.Talks {
	b := open(of)
	rounds := b.rounds()
	b.withinLands(rounds)
	b.held = map[string]bool{}
	same := map[string][]round{} // by sides
	for i := range rounds {
		r := &rounds[i]
		key := strings.Join(r.parties, "\n")
		same[key] = append(same[key], *r)
		if r.form == oneRound && book.Happened(r.status()) {
			b.held[r.event.ID] = true
		}
	}
	drawn := make([][]record.Talks, len(rounds))
	abreast.Each(len(rounds), func(i int) {
		drawn[i] = b.row(rounds[i], same[strings.Join(rounds[i].parties, "\n")])
	})
	return append(slices.Concat(drawn...), b.contacts()...)
}

// row draws the row of a round among those of the same sides; none of what was announced
// where the round that was held says so itself.
func (b *rows) row(r round, same []round) []record.Talks {
	next, kept := b.followed(r, same)
	if r.form == plan && kept == "held" {
		return nil
	}
	t := record.Talks{
		Event: r.event.ID, Track: record.Nullable(strings.Join(r.parties, "+")), Place: r.place(), Date: r.date(), Standing: b.standingOf(r),
		Form: r.form, Status: r.status(), Channel: record.Nullable(r.channel), Ordinal: b.ordinal(r), Agenda: b.agenda(r), How: b.how(r), Next: next, Plan: kept, Told: book.Refs(r.mentions),
	}
	t.Delegations, t.Expected = b.delegations(r)
	t.Mediator = b.mediators(r)
	t.ConfirmedBy, t.DeniedBy, t.Silent = b.stances(r)
	t.ConfirmedSides = b.ownWord(t.ConfirmedBy, r.parties)
	t.Outcomes = b.outcomesOf(r)
	t.Outcome = chief(t.Outcomes)
	return []record.Talks{t}
}

// standingOf is the standing of the event, or of those of its mentions that tell of
// this row.
func (b *rows) standingOf(r round) string {
	if r.whole() {
		return r.event.Standing
	}
	voices := map[string]bool{}
	for _, m := range r.mentions {
		rep := b.Reports[m.Report]
		voices[cmp.Or(string(rep.CopyOf), rep.ID)] = true
	}
	if len(voices) > 1 {
		return "corroborated"
	}
	return "single"
}

// delegations lists, for each party, the members that reports name, and who says so;
// and those who were announced beforehand and are not told to have come.
func (b *rows) delegations(r round) (sat, expected []record.Delegation) {
	tellers := b.tellers(r)
	for _, p := range r.parties {
		d := b.delegation(r, p, tellers)
		for _, m := range r.present {
			if slices.Equal(b.sideOfOwn(m), []string{p}) {
				d.Members = record.Union(d.Members, m.Actors...)
				d.Told = append(d.Told, record.AsTold{Report: m.Report, Members: m.Actors})
			}
		}
		sat = append(sat, d)
	}
	if len(tellers) == len(r.mentions) {
		return sat, nil
	}
	var announced []record.EventMention
	for _, m := range r.mentions {
		if !book.Happened(m.Status) && m.Status != "negated" {
			announced = append(announced, m)
		}
	}
	parties := slices.Clone(r.parties)
	for _, m := range announced {
		parties = record.Union(parties, b.Parties(m.Actors...)...)
	}
	for _, p := range parties {
		d := b.delegation(r, p, announced)
		if at := slices.IndexFunc(sat, func(s record.Delegation) bool { return s.Party == p }); at >= 0 {
			d.Members = slices.DeleteFunc(d.Members, func(m string) bool { return slices.Contains(sat[at].Members, m) })
		}
		if len(d.Members) > 0 {
			expected = append(expected, d)
		}
	}
	return sat, expected
}

func (b *rows) delegation(r round, party string, mentions []record.EventMention) record.Delegation {
	d := record.Delegation{Party: party}
	for _, m := range mentions {
		if book.OwnParties(m) {
			b.addMembers(r, &d, m)
		}
	}
	if slices.ContainsFunc(d.Members, func(id string) bool { return b.Named[id] }) {
		d.Members = slices.DeleteFunc(d.Members, func(id string) bool { return !b.Named[id] })
	}
	return d
}

// addMembers adds those of a mention who belong to a delegation, who says so, and
// the words of the report for them.
func (b *rows) addMembers(r round, d *record.Delegation, m record.EventMention) {
	told := record.AsTold{Report: m.Report}
	for _, who := range m.Actors {
		a := r.is(who)
		if !slices.Contains(b.Parties(a), d.Party) {
			continue
		}
		if a != d.Party {
			d.Members, told.Members = record.Union(d.Members, a), record.Union(told.Members, a)
		}
		told.Words = cmp.Or(told.Words, b.wordsFor(who, m))
		d.AccordingTo = record.Union(d.AccordingTo, m.AccordingTo...)
	}
	if told.Words == "" && len(told.Members) == 0 {
		return
	}
	same := func(x record.AsTold) bool {
		return x.Report == told.Report && x.Words == told.Words && slices.Equal(x.Members, told.Members)
	}
	if !slices.ContainsFunc(d.Told, same) {
		d.Told = append(d.Told, told)
	}
}

// wordsFor are the words by which the sentence of a mention calls somebody: the
// longest, as in "an Israeli delegation".
func (b *rows) wordsFor(id string, m record.EventMention) record.Nullable {
	rep, at := b.Reports[m.Report], b.At(m.Report, m.Start)
	var out record.Nullable
	if at.Sentence < 0 {
		return out
	}
	in := rep.Sentences[at.Sentence]
	for _, x := range rep.Mentions {
		if string(x.Entity) == id && x.Start >= in.Start && x.End <= in.End && len(x.Quote) > len(out) {
			out = record.Nullable(x.Quote)
		}
	}
	return out
}

// mediators are those whom reports call so, with their people who came.
func (b *rows) mediators(r round) []string {
	out := slices.Clone(r.between)
	sides := b.Parties(out...)
	for _, m := range b.tellers(r) {
		for _, a := range m.Actors {
			if b.Named[a] && !slices.Contains(r.parties, a) && record.Meet(b.Parties(a), sides) && !record.Meet(b.Parties(a), r.parties) {
				out = record.Union(out, a)
			}
		}
	}
	return out
}

// how says what a third side did for a round; "" where there is none.
func (b *rows) how(r round) record.Nullable {
	if len(r.between) == 0 {
		return ""
	}
	for _, m := range r.mentions {
		if hit, ok := b.Say.First("how", b.Words(m)); ok && (len(m.Mediators) > 0 || book.Happened(m.Status)) {
			return record.Nullable(hit.Gives)
		}
	}
	return "mediated"
}

// stances are who confirms a row, who denies it and who keeps silent. To announce
// something is not to confirm it.
func (b *rows) stances(r round) (confirmed, denied, silent []string) {
	for _, s := range b.saidOf(r) {
		switch {
		case len(s.Source) == 0:
		case s.Stance == "deny":
			denied = record.Union(denied, s.Source[0])
		case s.Stance == "assert":
			confirmed = record.Union(confirmed, s.Source[0])
		}
	}
	if r.form != oneRound {
		return confirmed, denied, nil
	}
	for _, s := range b.About[r.event.ID] {
		if len(s.Source) == 0 || !b.ofThis(r, s) {
			continue
		}
		switch s.Stance {
		case "deny":
			denied = record.Union(denied, s.Source[0])
		case "silent":
			if _, omits := b.Say.First("omits", wording.Place{Trigger: s.Quote}); !omits {
				silent = record.Union(silent, s.Source[0])
			}
		}
	}
	slices.Sort(silent)
	return confirmed, denied, silent
}

// saidOf are the statements that bring a row forward, and those that go on about it.
func (b *rows) saidOf(r round) []*record.Statement {
	var out []*record.Statement
	for _, m := range b.tellers(r) {
		if !book.Happened(m.Status) && r.form == oneRound && r.status() != "planned" {
			continue
		}
		for _, id := range m.AccordingTo {
			if s := b.Statements[id]; s != nil {
				out = append(out, s)
			}
		}
	}
	for _, f := range r.follow {
		for _, s := range b.Said[f.at] {
			if s.Stance == "assert" && s.Content != nil {
				out = append(out, s)
			}
		}
	}
	return out
}

// ofThis reports whether a statement on an event is of this row: its sentence tells of
// the row, or of no other row of the event.
func (b *rows) ofThis(r round, s *record.Statement) bool {
	at, other := b.At(s.Report, s.Start), false
	for _, m := range r.event.Mentions {
		if b.At(m.Report, m.Start) != at {
			continue
		}
		if slices.ContainsFunc(r.mentions, func(x record.EventMention) bool { return x.Report == m.Report && x.Start == m.Start }) {
			return true
		}
		other = true
	}
	return !other && !r.aside
}

// ownWord are those sides of a row whose own voices confirm it. Sources without a
// name are nobody's own voice.
func (b *rows) ownWord(voices, parties []string) []string {
	var out []string
	for _, v := range voices {
		if a := b.Actors[v]; a == nil || !b.Named[v] && !slices.Contains(parties, v) && !book.StateVoice(a.Name) {
			continue
		}
		for _, side := range b.SideOf(v) {
			if slices.Contains(parties, side) {
				out = record.Union(out, side)
			}
		}
	}
	slices.Sort(out)
	return out
}

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// Ordinal is the number of the round that some mentions tell of, as a report counts
// it; nil where none does.
func Ordinal(of *book.Book, mentions []record.EventMention) *int {
	return open(of).ordinal(round{mentions: mentions, form: oneRound})
}

// ordinal is the number of the round as a report counts it ("the second meeting");
// "not the first" is no count.
func (b *rows) ordinal(r round) *int {
	if r.form != oneRound {
		return nil
	}
	for _, m := range r.mentions {
		at := b.Words(m)
		hit, ok := b.Say.First("ordinal", at)
		if _, not := b.Say.First("not-first", at); !ok || not {
			continue
		}
		if n := slices.Index(ordinals, strings.ToLower(hit.Words)) + 1; n > 0 {
			return &n
		}
		if n, err := strconv.Atoi(strings.TrimRight(hit.Words, "stndrh")); err == nil {
			return &n
		}
	}
	return nil
}
