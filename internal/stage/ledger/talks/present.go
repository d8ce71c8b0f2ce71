package talks

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// serves reports whether a mention only says who helped at a round or was there too:
// "mediated by the envoy", "the chief was also present".
func serves(m record.EventMention) bool {
	return mediates(m) || book.Because(m, "en.event.consult.attend") && !strings.EqualFold(m.Quote, "attended") && len(m.Actors) == 1
}

func mediates(m record.EventMention) bool {
	return book.Because(m, "en.event.consult.mediat", "en.event.consult.broker")
}

// attend adds those of whom a report says, apart from its telling of a round, that they
// mediated it or were there too: of the last round that the report told of before.
func (b *rows) attend(list []round) {
	for _, e := range b.R.Events {
		for _, m := range e.Mentions {
			if e.Type != "CONSULT" || !serves(m) || !book.Happened(m.Status) {
				continue
			}
			i := b.toldLast(list, m.Report, m.Start)
			switch {
			case i < 0 || mediates(m) && (!book.OwnParties(m) || b.OfAgreement(m)):
			case mediates(m):
				list[i].between = record.Union(list[i].between, m.Actors...)
				b.setApart(&list[i])
			default:
				list[i].present = append(list[i].present, m)
			}
		}
	}
}

// toldLast is the round of which a report told last before a position, or -1.
func (b *rows) toldLast(list []round, report string, position int) int {
	at, last := -1, -1
	for i := range list {
		if list[i].form != oneRound {
			continue
		}
		for k := range list[i].mentions {
			m := &list[i].mentions[k]
			if m.Report == report && m.Start < position && m.Start > last && book.Happened(m.Status) {
				at, last = i, m.Start
			}
		}
	}
	return at
}

// sideOfOwn is the side of somebody who is called after a country that the words leave
// open, as in "the country's intelligence chief": that of the body that says so.
func (b *rows) sideOfOwn(m record.EventMention) []string {
	sides := b.Parties(m.Actors...)
	name := strings.ToLower(b.NameOf(m.Actors[0]))
	if !slices.ContainsFunc([]string{"country", "their ", "its ", "his "}, func(w string) bool { return strings.HasPrefix(strings.TrimPrefix(name, "the "), w) }) {
		return sides
	}
	for _, s := range b.Said[b.At(m.Report, m.Start)] {
		for _, id := range s.Source {
			of := slices.DeleteFunc(b.SideOf(id), func(x string) bool { return x == id })
			if len(of) > 0 {
				return of
			}
		}
	}
	return sides
}

// unnamed reports whether a row is of a round of talks whose sides are not named: it was
// held, is planned, or was called off, and the words say where, or when and that somebody
// took part.
func (b *rows) unnamed(r round) bool {
	return r.form == oneRound && slices.ContainsFunc(r.mentions, func(m record.EventMention) bool {
		return m.Status != "negated" && m.Status != "proposed" && (book.OwnDate(m) && (len(m.Actors) > 0 || m.Status == "planned") || book.OwnPlace(m)) &&
			book.Because(m, "en.event.consult.talks", "en.event.consult.meet", "en.event.consult.negotiation", "en.event.consult.round", "en.event.consult.conference", "en.event.consult.convene") &&
			!book.Because(m, "en.event.consult.visit")
	})
}

// sidesBefore are the sides of a round that its words call "the two ministers" or "both
// sides": those of the last round that the report told of before.
func (b *rows) sidesBefore(r round, list []round) []string {
	for _, m := range r.mentions {
		for _, id := range m.Actors {
			first, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(b.NameOf(id)), "the "), " ")
			if first != "two" && first != "both" {
				continue
			}
			if i := b.toldLast(list, m.Report, m.Start); i >= 0 && len(list[i].parties) == 2 {
				return list[i].parties
			}
		}
	}
	return r.parties
}

// anyMayBe reports whether a round without sides may be one of a list.
func (b *rows) anyMayBe(r *round, list []round) bool {
	for i := range list {
		if b.mayBe(r, &list[i]) {
			return true
		}
	}
	return false
}

// mayBe reports whether a round without sides may be one that is listed with them: at
// times that meet, and at the same place where both have one.
func (b *rows) mayBe(r, o *round) bool {
	return o.form == oneRound && book.Meets(r.date(), o.date()) && (r.place() == "" || o.place() == "" || r.place() == o.place())
}

// saidWithin is how many days may lie between two tellings of one round, where one is
// dated only by the day on which somebody spoke of it.
const saidWithin = 3

// oneBySaying reports whether two rounds at one place are one that is dated by who
// spoke of it when: "he said on Thursday that they met".
func (b *rows) oneBySaying(x, y *round) bool {
	return x.place() != "" && x.place() == y.place() && (onlySaid(x) || onlySaid(y)) &&
		book.Near(x.date(), y.date(), saidWithin)
}

// oneCall reports whether two rounds without a place are one call that reports date by the
// day on which they tell of it: the same two sides spoke to each other by phone or in person
// within a day or two, and the people are the same where both name them.
func (b *rows) oneCall(x, y *round) bool {
	if x.place() != "" || y.place() != "" || len(x.parties) != 2 || x.date() == "" || y.date() == "" {
		return false
	}
	calls := func(r *round) bool {
		return !slices.ContainsFunc(r.mentions, func(m record.EventMention) bool {
			return !book.Happened(m.Status) || !book.Because(m, "en.event.consult.spoke", "en.event.consult.speak", "en.event.consult.call", "en.event.consult.phone", "en.event.consult.talk", "en.event.consult.a-talk")
		})
	}
	p, q := b.people(x), b.people(y)
	return calls(x) && calls(y) && (record.Among(p, q) || record.Among(q, p)) &&
		book.Near(x.date(), y.date(), saidWithin-1)
}

// headOf reports whether y is told only in words without a day and a place of their
// own, such as a headline, of which the same report goes on to tell as x.
func (b *rows) headOf(x, y *round) bool {
	if len(y.mentions) != 1 || !book.Meets(x.date(), y.date()) || book.OwnDate(y.mentions[0]) || book.OwnPlace(y.mentions[0]) {
		return false
	}
	m := y.mentions[0]
	if _, earlier := b.Say.First("earlier", b.Words(m)); earlier || !book.Happened(m.Status) {
		return false
	}
	at := b.At(m.Report, m.Start).Sentence
	return slices.ContainsFunc(x.mentions, func(n record.EventMention) bool {
		return n.Report == m.Report && book.Happened(n.Status) && b.At(n.Report, n.Start).Sentence <= at+newsSentences
	})
}

// newsSentences is how many sentences behind a headline the news may be told.
const newsSentences = 4

// onlySaid reports whether a round has its day from the day of those who speak of it.
func onlySaid(r *round) bool {
	said := false
	for _, m := range r.mentions {
		if book.OwnDate(m) {
			if !book.Because(m, "en.when.said") {
				return false
			}
			said = true
		}
	}
	return said
}
