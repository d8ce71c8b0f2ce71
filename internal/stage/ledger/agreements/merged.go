package agreements

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// merged joins entries that are plainly one: of the same kind, between the same
// sides or, where one names none, over the same place, at times that meet.
func (b *rows) merged(list []record.Agreement) []record.Agreement {
	var out []record.Agreement
	for _, a := range list {
		i := slices.IndexFunc(out, func(x record.Agreement) bool { return b.one(x, a) })
		if i < 0 {
			out = append(out, a)
			continue
		}
		into := &out[i]
		if len(a.Parties) > len(into.Parties) || into.Date == "" && a.Date != "" {
			into.ID, into.Name = a.ID, a.Name
		}
		into.Parties, into.Mediators = record.Union(into.Parties, a.Parties...), record.Union(into.Mediators, a.Mediators...)
		into.Date = cmp.Or(into.Date, a.Date)
		for _, s := range a.Status {
			into.Status = addState(into.Status, s)
		}
		into.Terms, into.Period = append(into.Terms, a.Terms...), cmp.Or(into.Period, a.Period)
	}
	return out
}

// onceWithin is how many days may lie between an undated telling and a dated one
// of the same truce.
const onceWithin = 30

func (b *rows) one(x, y record.Agreement) bool {
	if x.Kind != y.Kind || !book.Meets(x.Date, y.Date) {
		return false
	}
	sides := len(x.Parties) > 1 && slices.Equal(x.Parties, y.Parties)
	where := b.placeOf(x)
	ground := where != "" && where == b.placeOf(y) && (len(x.Parties) == 0 || len(y.Parties) == 0)
	if !sides && !ground {
		return b.oneTelling(x, y) || b.oneTruce(x, y)
	}
	if (x.Date == "") == (y.Date == "") {
		return x.Date != "" || slices.Equal(x.Parties, y.Parties) && b.sameTime(x, y)
	}
	return b.sameTime(x, y)
}

// sameTime reports whether two entries, of which one or both have no date, are told
// of within some weeks of each other.
func (b *rows) sameTime(x, y record.Agreement) bool {
	i, okX := b.timeOf(x)
	j, okY := b.timeOf(y)
	return okX && okY && i.Gap(j) <= onceWithin
}

// timeOf is the date of an entry, or else the days on which it was told of.
func (b *rows) timeOf(a record.Agreement) (calendar.Interval, bool) {
	if i, ok := calendar.Parse(string(a.Date)); ok {
		return i, true
	}
	var out calendar.Interval
	for _, s := range a.Status {
		for _, id := range s.Reports {
			day := string(b.Reports[id].Published.Date)
			if day == "" {
				continue
			}
			if out.First == "" || day < out.First {
				out.First = day
			}
			out.Last = max(out.Last, day)
		}
	}
	return out, out.First != ""
}

// placeOf is the place of the happening that an entry was made of.
func (b *rows) placeOf(a record.Agreement) string {
	return string(b.Event("e-" + strings.TrimPrefix(a.ID, "a-")).Place)
}

// oneTelling reports whether two entries are one thing that a single report calls by the
// same word, of the same date, with the sides of one of them left open: "the defence
// agreement", "the new defence deal".
func (b *rows) oneTelling(x, y record.Agreement) bool {
	if len(x.Parties) > 1 && len(y.Parties) > 1 {
		return false
	}
	i, j := b.sort(x), b.sort(y)
	if (i == "" || i != j) && (x.Date == "" || x.Date != y.Date || x.Kind != "other") {
		return false
	}
	return record.Meet(reportsOf(x), reportsOf(y))
}

// oneTruce reports whether two entries are one truce of which reports name now all sides and
// now only some: told of within some weeks of each other, and the sides of one are among
// those of the other. A truce without any sides is one that its own report tells of as well.
func (b *rows) oneTruce(x, y record.Agreement) bool {
	if x.Kind != "ceasefire" || !b.sameTime(x, y) {
		return false
	}
	if len(x.Parties) == 0 || len(y.Parties) == 0 {
		return len(x.Parties)+len(y.Parties) > 0 && record.Meet(reportsOf(x), reportsOf(y))
	}
	return record.Among(x.Parties, y.Parties) || record.Among(y.Parties, x.Parties)
}

// reportsOf are the reports that tell how an agreement stands.
func reportsOf(a record.Agreement) []string {
	var out []string
	for _, s := range a.Status {
		out = record.Union(out, s.Reports...)
	}
	return out
}

// onlyReferredTo reports whether every mention that names an agreement is no more than "the deal" or
// "this agreement": a word that takes up what was named before.
func (b *rows) onlyReferredTo(e record.Event) bool {
	return !slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
		_, definite := b.Say.First("taken-up", b.Words(m))
		return b.kindOfMention(m) != "" && (!definite || !book.Happened(m.Status))
	})
}

// refer adds an entry for which its reports have only a word like "the deal" to the one
// truce or treaty that these reports speak of and whose sides it may have; to the list
// where there is none, or more than one.
func (b *rows) refer(list []record.Agreement, a record.Agreement) []record.Agreement {
	at := -1
	for i, x := range list {
		if x.Kind == "other" || x.Kind == "access" || !record.Meet(reportsOf(x), reportsOf(a)) || len(x.Parties) > 0 && len(a.Parties) > 0 && !record.Meet(x.Parties, a.Parties) {
			continue
		}
		if at >= 0 {
			return append(list, a)
		}
		at = i
	}
	if at < 0 {
		return append(list, a)
	}
	for _, s := range a.Status {
		if s.State != "in force" && s.State != "agreed" {
			s.Since = ""
		} else if list[at].Date != "" {
			continue // that it was made is known
		}
		list[at].Status = addState(list[at].Status, s)
	}
	if list[at].Basis == "reports" {
		list[at].Mediators = record.Union(list[at].Mediators, a.Mediators...)
	}
	return list
}
