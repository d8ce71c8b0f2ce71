package differences

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/talks"
)

// numbered are rounds of talks that some reports number ("the second meeting") and
// others, which tell of them too, do not, or number differently.
func (b *rows) numbered() []record.Disagreement {
	var out []record.Disagreement
	done := map[string]bool{}
	for _, t := range b.R.Talks {
		e := b.Event(t.Event)
		if t.Ordinal == nil || e.Independent < 2 || done[t.Event] {
			continue
		}
		done[t.Event] = true
		byNumber := map[int][]record.EventMention{}
		for _, m := range e.Mentions {
			if n := talks.Ordinal(b.Book, []record.EventMention{m}); n != nil {
				byNumber[*n] = append(byNumber[*n], m)
			}
		}
		d := record.Disagreement{About: e.ID, Attribute: "ordinal", Kind: "single"}
		var told []string
		for _, n := range slices.Sorted(maps.Keys(byNumber)) {
			reports := book.ReportsOf(byNumber[n])
			d.Values = append(d.Values, record.Value{Value: record.Nullable(strconv.Itoa(n)), Reports: reports, Quote: record.Nullable(byNumber[n][0].Quote)})
			told = append(told, fmt.Sprintf("number %d by %s", n, b.Outlets(reports)))
		}
		if len(told) > 0 {
			d.Note = fmt.Sprintf("Of %s, this is counted as %s.", b.title(e), book.List(told))
			out = append(out, d)
		}
	}
	return out
}

// foundings are truces that reports date to years close together, over the same
// ground or between the same sides: an armistice of one year, a disengagement of the
// next. The separation of forces can have begun with one of them only.
func (b *rows) foundings() []record.Disagreement {
	var made []record.Event
	for _, e := range b.R.Events {
		if e.Type == "RETREAT" && slices.Contains(e.Mode, "ceasefire") && len(e.Date) == len("2006") && e.Status == "occurred" {
			made = append(made, e)
		}
	}
	var out []record.Disagreement
	for i, x := range made {
		for _, y := range made[i+1:] {
			if x.Date == y.Date || yearsApart(x.Date, y.Date) > foundingYears || !sameGround(x, y) {
				continue
			}
			one, two, kind := book.ReportsOf(x.Mentions), book.ReportsOf(y.Mentions), "conflict"
			if b.sameReport(x, y) {
				kind = "single" // who tells of both does not take one for the other
			}
			out = append(out, record.Disagreement{
				About: x.ID, Attribute: "founding act", Kind: kind,
				Values: []record.Value{
					{Value: x.Date, Reports: one, Quote: record.Nullable(x.Mentions[0].Quote)},
					{Value: y.Date, Reports: two, Quote: record.Nullable(y.Mentions[0].Quote)},
				},
				Note: fmt.Sprintf("%s dates it to the %q of %s, %s to the %q of %s.", b.Outlets(one), x.Mentions[0].Quote, x.Date, b.Outlets(two), y.Mentions[0].Quote, y.Date),
			})
		}
	}
	return out
}

// sameGround reports whether two truces have a place in common, as any report gives
// it, or a side where one has no place.
func sameGround(x, y record.Event) bool {
	if x.Place != "" && y.Place != "" {
		return slices.ContainsFunc(x.Mentions, func(m record.EventMention) bool {
			return m.Place != "" && slices.ContainsFunc(y.Mentions, func(o record.EventMention) bool { return o.Place == m.Place })
		}) || x.Place == y.Place
	}
	return record.Meet(x.Actors, y.Actors)
}

// agendas are rounds of talks of which reports say that they were about different
// things. All may be true.
func (b *rows) agendas() []record.Disagreement {
	var out []record.Disagreement
	for _, t := range b.R.Talks {
		e := b.Event(t.Event)
		if e.Independent < 2 {
			continue
		}
		d := record.Disagreement{About: t.Event, Attribute: "agenda", Kind: "single"}
		by := map[string]bool{}
		for _, item := range t.Agenda {
			for _, report := range book.ReportsOf(e.Mentions) {
				if rep := b.Reports[report]; rep.CopyOf == "" && strings.Contains(rep.Text, item) && !by[report] {
					by[report] = true
					d.Values = append(d.Values, record.Value{Value: record.Nullable(item), Reports: []string{report}, Quote: record.Nullable(item)})
				}
			}
		}
		if len(by) < 2 {
			continue
		}
		var told []string
		for _, v := range d.Values {
			told = append(told, fmt.Sprintf("%q by %s", v.Value, b.Outlets(v.Reports)))
		}
		d.Note = fmt.Sprintf("What %s was about: %s.", b.title(e), book.List(told))
		out = append(out, d)
	}
	return out
}

// nights are happenings that reports date to the two days of one night: "late on
// Thursday", "early on Friday". Both may be true.
func (b *rows) nights(e record.Event) []record.Disagreement {
	byDay := map[string][]record.EventMention{}
	for _, m := range e.Mentions {
		if book.OneDay(m.Date) {
			byDay[string(m.Date)] = append(byDay[string(m.Date)], m)
		}
	}
	days := slices.Sorted(maps.Keys(byDay))
	if len(days) != 2 || !book.Within(record.Nullable(days[0]), record.Nullable(days[1]), countDays) || e.Type == "RETREAT" && e.Status == "ongoing" {
		return nil // what lasts is told of on many days
	}
	d := record.Disagreement{About: e.ID, Attribute: "date", Kind: "single"}
	var told []string
	for _, day := range days {
		reports := book.ReportsOf(byDay[day])
		d.Values = append(d.Values, record.Value{Value: record.Nullable(day), Reports: reports, Quote: record.Nullable(byDay[day][0].Quote)})
		told = append(told, fmt.Sprintf("%s by %s", day, b.Outlets(reports)))
	}
	if slices.Equal(d.Values[0].Reports, d.Values[1].Reports) {
		return nil
	}
	d.Note = fmt.Sprintf("%s is dated %s.", b.title(e), book.List(told))
	return []record.Disagreement{d}
}

// scenes are places at which one report alone has a happening, where others have it
// at places of their own.
func (b *rows) scenes(e record.Event) []record.Disagreement {
	if !slices.Contains([]string{"ASSAULT", "CONSULT", "MOBILIZE", "PROTEST"}, e.Type) {
		return nil // where a truce holds is told in many ways
	}
	at := map[string][]record.EventMention{}
	for _, m := range e.Mentions {
		if id := string(m.Place); b.named(id) {
			at[id] = append(at[id], m)
		}
	}
	var alone []string
	for _, id := range slices.Sorted(maps.Keys(at)) {
		reports := book.ReportsOf(at[id])
		elsewhere := slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
			other := string(m.Place)
			return m.Report != reports[0] && other != id && b.spotted(other) && b.apart(id, other)
		})
		twin := slices.ContainsFunc(slices.Collect(maps.Keys(at)), func(other string) bool {
			return other != id && translit.SameWords(translit.Tokens(b.NameOf(other)), translit.Tokens(b.NameOf(id)))
		})
		if len(reports) == 1 && elsewhere && !twin {
			alone = append(alone, id)
		}
	}
	if len(alone) == 0 {
		return nil
	}
	d := record.Disagreement{About: e.ID, Attribute: "place", Kind: "single"}
	var told []string
	for _, id := range alone {
		reports := book.ReportsOf(at[id])
		d.Values = append(d.Values, record.Value{Value: record.Nullable(id), Reports: reports, Quote: record.Nullable(at[id][0].Quote)})
		told = append(told, fmt.Sprintf("%s by %s", b.NameOf(id), b.Outlets(reports)))
	}
	d.Note = fmt.Sprintf("%s is placed at %s alone; others have other places.", b.title(e), book.List(told))
	return []record.Disagreement{d}
}

// named reports whether an ID is of a place that has a name of its own, or at least a
// position, and is no state.
func (b *rows) named(id string) bool {
	named, mentioned := b.Named[id]
	p := b.Place(id)
	return b.spotted(id) && (named || !mentioned || p != nil && p.Lat != nil)
}

// spotted reports whether an ID is of a place that is no state, and is not told of as "the
// same" as another.
func (b *rows) spotted(id string) bool {
	return id != "" && b.Actors[id] == nil && !strings.HasPrefix(b.NameOf(id), "same ")
}

// farKM is from how far apart two places can hardly be scenes of one happening: it is
// likelier that one of them was read wrongly than that reports differ so.
const farKM = 500

// apart reports whether two places are scenes of which neither holds the other, as far as
// is known, and which lie in one region.
func (b *rows) apart(one, two string) bool {
	p, q := b.Place(one), b.Place(two)
	if p == nil || q == nil {
		return true
	}
	if slices.Contains(p.Admin, q.Name) || slices.Contains(q.Admin, p.Name) {
		return false
	}
	if p.Lat == nil || p.Lon == nil || q.Lat == nil || q.Lon == nil {
		return true
	}
	return gazetteer.Distance(trucewatch.Position{Lat: *p.Lat, Lon: *p.Lon}, trucewatch.Position{Lat: *q.Lat, Lon: *q.Lon}) < farKM
}

// spelling is how one report, or several, write a name.
type spelling struct {
	words   string
	reports []string
}

// spellings are people and places whose names reports write with other letters:
// Sweida, Suwayda. Shorter forms of a name, and letters with and without marks, are
// no other spelling.
func (b *rows) spellings() []record.Disagreement {
	seen := map[string]map[string]*spelling{} // ID to key to spelling
	for _, r := range b.R.Reports {
		if r.CopyOf != "" {
			continue
		}
		for _, m := range r.Mentions {
			if !m.Named || m.Entity == "" || m.Kind != "person" && m.Kind != "place" {
				continue
			}
			b.spelt(seen, string(m.Entity), m.Quote, r.ID)
		}
	}
	var out []record.Disagreement
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		if d, ok := b.spelling(seen[id]); ok {
			out = append(out, d)
		}
	}
	return out
}

func (b *rows) spelt(seen map[string]map[string]*spelling, id, words, report string) {
	for _, word := range translit.Tokens(words) {
		if len(word) <= shortWord {
			continue
		}
		if seen[id] == nil {
			seen[id] = map[string]*spelling{}
		}
		s := seen[id][word]
		if s == nil {
			s = &spelling{words: words}
			seen[id][word] = s
		}
		if cmp.Or(cmp.Compare(len(words), len(s.words)), cmp.Compare(words, s.words)) < 0 {
			s.words = words
		}
		if !slices.Contains(s.reports, report) {
			s.reports = append(s.reports, report)
		}
	}
}

// shortWord is how many letters a word may have that tells no spellings apart: the
// article, what joins two names.
const shortWord = 3

// respelt reports whether two words are one in other letters: they sound alike, or are
// long and differ by a letter in four.
func respelt(x, y string) bool {
	return translit.SameWord(x, y) || min(len(x), len(y)) >= 2*shortWord && 4*translit.Distance(x, y) <= max(len(x), len(y))
}

// spelling compares the ways in which a name is written, word by word; words that do not
// sound alike are other names ("the capital"), not other spellings.
func (b *rows) spelling(ways map[string]*spelling) (record.Disagreement, bool) {
	keys := slices.Sorted(maps.Keys(ways))
	var alike []*spelling
	for i, one := range keys {
		group := []*spelling{ways[one]}
		for _, other := range keys[i+1:] {
			if respelt(one, other) {
				group = append(group, ways[other])
			}
		}
		if len(group) > len(alike) {
			alike = group
		}
	}
	var all []string
	for _, s := range alike {
		slices.Sort(s.reports)
		all = record.Union(all, s.reports...)
	}
	if len(alike) < 2 || len(all) < 2 {
		return record.Disagreement{}, false
	}
	slices.SortFunc(alike, func(x, y *spelling) int {
		return cmp.Or(cmp.Compare(len(y.reports), len(x.reports)), cmp.Compare(x.words, y.words))
	})
	d := record.Disagreement{About: alike[1].reports[0], Attribute: "spelling", Kind: "single"}
	var told []string
	for _, s := range alike {
		d.Values = append(d.Values, record.Value{Value: record.Nullable(s.words), Reports: s.reports, Quote: record.Nullable(s.words)})
		told = append(told, fmt.Sprintf("%q by %s", s.words, b.Outlets(s.reports)))
	}
	d.Note = "Written " + strings.Join(told, ", ") + "."
	return d, true
}
