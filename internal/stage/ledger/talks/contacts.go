package talks

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// The forms of contacts beside talks.
const (
	letter  = "letter"
	visit   = "visit"
	signing = "signing"
)

// contacts are what sides do with each other or before the world beside talks: letters
// and complaints that one addresses to another, visits made for talks or a truce, and the
// signing of an accord.
func (b *rows) contacts() []record.Talks {
	var out []record.Talks
	lodged := map[book.Spot]bool{} // sentences of which there is a letter
	for _, e := range b.R.Events {
		if !book.Happened(e.Status) || e.OfOthers() {
			continue
		}
		switch e.Type {
		case "REQUEST", "ACCUSE":
			out = append(out, b.letters(e, lodged)...)
		case "CONSULT":
			out = append(out, b.visits(e)...)
		case "SUPPORT":
			out = append(out, b.signings(e)...)
		}
	}
	return out
}

// contact is the row of one, with its sides in order.
func (b *rows) contact(e record.Event, form string, told []record.EventMention, sides ...string) record.Talks {
	t := record.Talks{Event: e.ID, Date: e.Date, Form: form, Status: "occurred", Standing: e.Standing, Told: book.Refs(told)}
	sides = slices.Compact(slices.Sorted(slices.Values(sides)))
	t.Track = record.Nullable(strings.Join(sides, "+"))
	for _, p := range sides {
		d := record.Delegation{Party: p}
		for _, m := range told {
			for _, id := range m.Actors {
				if id != p && b.Named[id] && slices.Contains(b.Parties(id), p) {
					d.Members = record.Union(d.Members, id)
				}
			}
		}
		t.Delegations = append(t.Delegations, d)
	}
	for _, m := range told {
		for _, id := range b.Asserting(m) {
			if s := b.Statements[id]; len(s.Source) > 0 {
				t.ConfirmedBy = record.Union(t.ConfirmedBy, s.Source[0])
			}
		}
	}
	t.ConfirmedSides = b.ownWord(t.ConfirmedBy, sides)
	return t
}

// letters are the rows of what an event of words tells as written or lodged, one for each
// sentence, of which another event may tell too.
func (b *rows) letters(e record.Event, lodged map[book.Spot]bool) []record.Talks {
	var out []record.Talks
	for _, m := range e.Mentions {
		at := b.At(m.Report, m.Start)
		if at.Sentence < 0 || len(m.Actors) == 0 || !book.OwnParties(m) || lodged[at] {
			continue
		}
		to := b.addressee(at)
		from := b.statesBehind(m.Actors[0])
		if to == "" || len(from) != 1 || slices.Contains(b.Parties(to), from[0]) {
			continue
		}
		lodged[at] = true
		out = append(out, b.contact(e, letter, []record.EventMention{m}, from[0], b.Parties(to)[0]))
	}
	return out
}

// statesBehind are the states that somebody is or speaks for.
func (b *rows) statesBehind(id string) []string {
	return slices.DeleteFunc(b.SideOf(id), func(s string) bool { return b.Actors[s] == nil || b.Actors[s].Kind != "state" })
}

// addressee is the body or the state to which a sentence says that a letter or a complaint
// went, or "".
func (b *rows) addressee(at book.Spot) string {
	text, rep := b.TextOf(at), b.Reports[at.Report]
	hit, ok := b.Say.First("letter", wording.Place{After: text})
	if !ok {
		return ""
	}
	end := rep.Sentences[at.Sentence].Start + utf8.RuneCountInString(text[:hit.End])
	for _, x := range rep.Mentions {
		if x.Named && x.Start >= end && x.Start-end <= 1 && x.Entity != "" {
			if a := b.Actors[string(x.Entity)]; a != nil && (a.Kind == "state" || a.Kind == "organization") {
				return a.ID
			}
		}
	}
	return ""
}

// visits are the rows of the visits of an event that are made for talks, a truce or an
// accord of which the same sentence tells.
func (b *rows) visits(e record.Event) []record.Talks {
	var told []record.EventMention
	var sides []string
	for _, m := range e.Mentions {
		if !slices.Contains(m.Mode, "visit") || len(m.Actors) != 1 || len(m.Recipients) != 1 || !book.OwnParties(m) || !b.forPeace(m) {
			continue
		}
		from, to := b.Parties(m.Actors[0]), b.Parties(m.Recipients[0])
		if len(from) == 1 && len(to) == 1 && from[0] != to[0] {
			told, sides = append(told, m), record.Union(sides, from[0], to[0])
		}
	}
	if len(sides) != 2 {
		return nil
	}
	t := b.contact(e, visit, told, sides...)
	t.Place = e.Place
	return []record.Talks{t}
}

// forPeace reports whether the sentence of a mention tells of talks that are to come, of a
// truce or of an accord.
func (b *rows) forPeace(m record.EventMention) bool {
	for _, n := range b.ToldAt(b.At(m.Report, m.Start)) {
		if n.Start != m.Start && (n.Type == "CONSULT" && n.Status == "planned" || n.Type == "AGREE" || n.Type == "RETREAT" && slices.Contains(n.Mode, "ceasefire") || book.Because(n, signingRule)) {
			return true
		}
	}
	return false
}

// signingRule begins the names of the rules that find the signing of an accord.
const signingRule = "en.event.support.sign"

// signings is the row of the signing of an accord by two sides or more, where the words say
// on which day or where they signed.
func (b *rows) signings(e record.Event) []record.Talks {
	var told []record.EventMention
	var sides []string
	known := false
	for _, m := range e.Mentions {
		if !book.Because(m, signingRule) || m.Status != "occurred" {
			continue
		}
		told = append(told, m)
		known = known || book.OwnDate(m) && book.OneDay(m.Date) || book.OwnPlace(m)
		if book.OwnParties(m) {
			sides = record.Union(sides, b.Parties(m.Actors...)...)
		}
	}
	if !known || len(sides) < 2 {
		return nil
	}
	t := b.contact(e, signing, told, sides...)
	t.Place = e.Place
	q := b.QuoteOf(b.At(told[0].Report, told[0].Start))
	q.Kind = "accord"
	t.Outcomes = []record.Outcome{q}
	t.Outcome = chief(t.Outcomes)
	return []record.Talks{t}
}
