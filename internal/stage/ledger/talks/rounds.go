package talks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// The forms of a row of talks.
const (
	oneRound = "round"
	series   = "series"
	plan     = "plan"
)

// round is what the mentions of one event, or of several, tell of one row of talks.
type round struct {
	form, channel string
	event         record.Event // the one that the row is filed under
	mentions      []record.EventMention
	parties       []string
	names         map[string]string     // unnamed person to the one whom another report names
	between       []string              // those who mediate
	present       []record.EventMention // of those who are told elsewhere to have been there too
	follow        []topic               // what reports go on to say of it
	ahead         bool                  // every report that tells of it is of an earlier day
	aside         bool                  // not what most mentions of the event tell of
}

// is returns who somebody is whom a report does not name, where another report of
// the same round names the one who met the same others.
func (r *round) is(id string) string {
	if name, ok := r.names[id]; ok {
		return name
	}
	return id
}

// namesOf finds out who those are whom a report of a round does not name: both tell
// of two who met, and one of the two is the same.
func (b *rows) namesOf(mentions []record.EventMention) map[string]string {
	out := map[string]string{}
	for _, m := range mentions {
		for _, n := range mentions {
			if len(m.Actors) != 2 || len(n.Actors) != 2 || m.Report == n.Report {
				continue
			}
			for i, id := range m.Actors {
				at := slices.Index(n.Actors, m.Actors[1-i])
				if at < 0 || b.Named[id] || !b.Named[n.Actors[1-at]] || !b.Person(id) || !b.Person(n.Actors[1-at]) {
					continue
				}
				out[id] = n.Actors[1-at]
			}
		}
	}
	return out
}

// rounds parts what events of talks tell: the round itself, several rounds or talks
// that go on for a time, and further ones that are to come.
func (b *rows) rounds() []round {
	var out, open []round
	parted := make([][]round, len(b.R.Events))
	abreast.Each(len(parted), func(i int) {
		if e := &b.R.Events[i]; e.Type == "CONSULT" {
			parted[i] = b.parted(*e)
		}
	})
	for _, list := range parted {
		for _, r := range list {
			if b.sits(&r) && !b.hearsay(r) {
				out = append(out, r)
			} else if b.unnamed(r) {
				open = append(open, r)
			}
		}
	}
	for _, r := range open {
		if i := b.guessedFor(&r, out); i >= 0 {
			r.mentions = append(r.mentions, out[i].mentions...)
			r.ahead = b.ahead(&r)
			out[i] = r
			continue
		}
		r.parties = b.sidesBefore(r, out)
		if len(r.parties) > 1 || !b.anyMayBe(&r, out) {
			out = append(out, r)
		}
	}
	out = absorbed(b.told(b.joined(out)))
	b.attend(out)
	b.follow(out)
	return out
}

// guessedFor is the round of a list whose sides are only those that its report is about,
// where a round of the same day tells of one side itself ("the talks among Norlanders are
// due on Friday"); -1 where there is none.
func (b *rows) guessedFor(r *round, list []round) int {
	if len(r.parties) != 1 || !book.OneDay(r.date()) || !slices.ContainsFunc(r.mentions, book.OwnParties) {
		return -1
	}
	return slices.IndexFunc(list, func(o round) bool {
		return o.form == oneRound && o.date() == r.date() && !slices.ContainsFunc(o.mentions, func(m record.EventMention) bool {
			return book.OwnParties(m) || !book.Because(m, "en.inherit.main-parties")
		})
	})
}

// hearsay reports whether talks over a time are only spoken of in passing, with sides
// taken from a round that has a row of its own.
func (b *rows) hearsay(r round) bool {
	return r.form == series && !r.whole() && !slices.ContainsFunc(r.mentions, book.OwnParties)
}

// told are the rows of which reports say more than that somebody talked: with whom, where
// or when. What has nothing of its own tells of a row that stands beside it, or of none.
func (b *rows) told(list []round) []round {
	return slices.DeleteFunc(slices.Clone(list), func(r round) bool {
		own := func(m record.EventMention) bool { return book.OwnParties(m) || book.OwnPlace(m) || book.OwnDate(m) }
		if slices.ContainsFunc(r.mentions, own) {
			return false
		}
		if !book.Happened(r.status()) {
			return false
		}
		return slices.ContainsFunc(r.mentions, func(m record.EventMention) bool { return book.Because(m, "en.inherit.main-parties") }) ||
			slices.ContainsFunc(list, func(o round) bool {
				return o.event.ID != r.event.ID && record.Among(r.parties, o.parties) && o.mentions[0].Report == r.mentions[0].Report
			})
	})
}

// absorbed are the rows without talks over a time whose sides are only taken from elsewhere,
// where the same report tells of others at the same place: "the ongoing talks in Dorn"; and
// without what is to come without a day or a place, where the report tells of a round to come
// of the same event.
func absorbed(list []round) []round {
	var out []round
	for k := range list {
		r := &list[k]
		at := -1
		if r.form == plan && r.date() == "" && r.place() == "" {
			at = slices.IndexFunc(list, func(o round) bool {
				return o.form == oneRound && o.event.ID == r.event.ID && o.status() == "planned" && slices.ContainsFunc(o.mentions, func(m record.EventMention) bool {
					return m.Report == r.mentions[0].Report
				})
			})
		}
		if r.form == series && !slices.ContainsFunc(r.mentions, book.OwnParties) && r.place() != "" {
			at = slices.IndexFunc(list, func(o round) bool {
				return o.event.ID != r.event.ID && o.form == series && slices.ContainsFunc(o.mentions, book.OwnParties) && o.place() == r.place() &&
					slices.ContainsFunc(o.mentions, func(m record.EventMention) bool { return m.Report == r.mentions[0].Report })
			})
		}
		if at < 0 {
			out = append(out, *r)
		}
	}
	return out
}

// parted sorts the mentions of an event by what they tell of.
func (b *rows) parted(e record.Event) []round {
	var out []round
	for _, kind := range [][2]string{{oneRound, ""}, {series, ""}, {series, "indirect"}, {plan, ""}} {
		r := round{form: kind[0], channel: kind[1], event: e}
		for _, m := range e.Mentions {
			if form, channel := b.formOf(m); form == r.form && channel == r.channel && !serves(m) {
				r.mentions = append(r.mentions, m)
			}
		}
		switch {
		case len(r.mentions) == 0:
		case r.form == series:
			out = append(out, b.byPeople(r)...)
		case r.form == oneRound:
			out = append(out, b.bySides(r)...)
		default:
			out = append(out, r)
		}
	}
	return out
}

// byPeople parts talks over a time by the people whom reports name in them.
func (b *rows) byPeople(r round) []round {
	var out []round
	for _, m := range r.mentions {
		one := round{form: r.form, channel: r.channel, event: r.event, mentions: []record.EventMention{m}}
		i := slices.IndexFunc(out, func(x round) bool { return slices.Equal(b.people(&x), b.people(&one)) })
		if i < 0 {
			out = append(out, one)
		} else {
			out[i].mentions = append(out[i].mentions, m)
		}
	}
	return out
}

// formOf says what one mention tells of. Only talks apart from others ("the talks")
// have a channel; a single round has none. The form is empty where two visit a place,
// who need not have met.
func (b *rows) formOf(m record.EventMention) (form, channel string) {
	known := b.forms.Of(m.Ref(), func() [2]string {
		form, channel := b.readForm(m)
		return [2]string{form, channel}
	})
	return known[0], known[1]
}

func (b *rows) readForm(m record.EventMention) (form, channel string) {
	at := b.Words(m)
	if b.onlyNear(m) {
		return "", ""
	}
	if _, ahead := b.Say.First("to-come", at); ahead {
		return plan, ""
	}
	for _, hit := range b.Say.All("form", at) {
		if form == "" && (hit.Gives == series || m.Status == "planned" || m.Status == "proposed") {
			form = hit.Gives
		}
	}
	if form == "" {
		form = b.overTime(m)
	}
	if form == "" {
		return oneRound, ""
	}
	if hit, ok := b.Say.First("channel", at); ok && form == series {
		channel = hit.Gives
	}
	return form, channel
}

// overTime is the form of a series where a mention tells of talks without a day and a place
// as going on, in general or as refused; else "".
func (b *rows) overTime(m record.EventMention) string {
	_, generic := b.Say.First("generic", b.Words(m))
	if generic && strings.HasSuffix(strings.ToLower(m.Quote), "s") && !book.OwnDate(m) && !book.OwnPlace(m) && book.Happened(m.Status) {
		return series
	}
	if m.Status == "ongoing" && !book.Inherits(m) {
		return series
	}
	if fate, _ := b.fateOf([]record.EventMention{m}); fate == "refused" {
		return series // what is refused has no day
	}
	return ""
}

// onlyNear reports whether a mention tells of two who visit one place or are in contact,
// and of no talks between them.
func (b *rows) onlyNear(m record.EventMention) bool {
	at := b.Words(m)
	hit, ok := b.Say.First("no-round", at)
	if !ok {
		return false
	}
	if hit.Gives == "contact" {
		_, held := b.Say.First("table", at)
		return !held
	}
	return len(m.Actors) > 1
}

// sits fills in the parties of a round and reports whether there are two of them.
func (b *rows) sits(r *round) bool {
	if r.form != plan && !slices.ContainsFunc(r.mentions, func(m record.EventMention) bool { return m.Status != "negated" && m.Status != "proposed" }) {
		if _, off := b.fateOf(r.mentions); !off {
			return false
		}
	}
	var actors []string
	if r.form == oneRound {
		r.names = b.namesOf(r.mentions)
	}
	for _, m := range b.tellers(*r) {
		for _, a := range m.Actors {
			if !strings.HasPrefix(strings.ToLower(b.NameOf(a)), "all ") { // "all relevant parties" names nobody
				actors = record.Union(actors, r.is(a))
			}
		}
	}
	r.parties = b.Parties(actors...)
	r.ahead = b.ahead(r)
	for _, m := range r.mentions {
		r.between = record.Union(r.between, m.Mediators...)
	}
	b.setApart(r)
	return (len(r.parties) > 1 || b.heads(actors) > 1) && !b.private(r.parties)
}

// private reports whether all who sit at a table are persons of whom no report says whom
// they stand for: that they met is no round of talks.
func (b *rows) private(parties []string) bool {
	return !slices.ContainsFunc(parties, func(id string) bool { return !b.Person(id) })
}

// ahead reports whether the day of a round lies behind that of every report that tells of it:
// it is due, whatever the words say.
func (b *rows) ahead(r *round) bool {
	return r.form == oneRound && book.OneDay(r.date()) && slices.ContainsFunc(r.mentions, book.OwnDate) && !slices.ContainsFunc(r.mentions, func(m record.EventMention) bool {
		day := b.Reports[m.Report].Published.Date
		return day == "" || day >= r.date()
	})
}

// tellers are the mentions that say who took part: those of a round that was held,
// before those that only announce it.
func (b *rows) tellers(r round) []record.EventMention {
	var held []record.EventMention
	for _, m := range r.mentions {
		if book.Happened(m.Status) {
			held = append(held, m)
		}
	}
	if len(held) > 0 {
		return held
	}
	return r.mentions
}

// joined brings together rows that are one: several talks of the same sides in the
// same way, and a round without a day of its own with the one that its report tells of.
func (b *rows) joined(list []round) []round {
	var out []round
	like := map[string][]int{} // rows of one form, channel and sides, by their places in out
	for k := range list {
		r := &list[k]
		key := strings.Join(append([]string{r.form, r.channel}, r.parties...), "\n")
		at := slices.IndexFunc(like[key], func(i int) bool { return b.oneRow(&out[i], r) || b.oneRow(r, &out[i]) })
		if at < 0 {
			like[key] = append(like[key], len(out))
			out = append(out, *r)
			continue
		}
		into := &out[like[key][at]]
		if r.form == oneRound && !b.oneRow(into, r) || r.form == series && r.whole() && !into.whole() {
			into.event = r.event
		}
		into.mentions, into.between = append(into.mentions, r.mentions...), record.Union(into.between, r.between...)
	}
	return out
}

// whole reports whether a row holds all that is told of its event.
func (r *round) whole() bool { return len(r.mentions) == len(r.event.Mentions) }

// oneRow reports whether y tells of the same row as x.
func (b *rows) oneRow(x, y *round) bool {
	if x.form != y.form || x.channel != y.channel || !slices.Equal(x.parties, y.parties) {
		return false
	}
	if x.form == series {
		return slices.Equal(b.people(x), b.people(y))
	}
	if x.form == oneRound && (b.oneBySaying(x, y) || b.headOf(x, y) || b.oneCall(x, y)) {
		return true
	}
	if x.form == plan || y.place() == "" || x.place() != y.place() {
		return false
	}
	for _, m := range y.mentions {
		if _, earlier := b.Say.First("earlier", b.Words(m)); earlier || book.OwnDate(m) {
			return false
		}
	}
	return slices.ContainsFunc(x.mentions, func(m record.EventMention) bool { return m.Report == y.mentions[0].Report && book.Happened(m.Status) })
}

// people are the persons whom the mentions of a row themselves name.
func (b *rows) people(r *round) []string {
	var out []string
	for _, m := range r.mentions {
		for _, id := range m.Actors {
			if a := b.Actors[id]; a != nil && a.Kind == "person" && b.Named[id] && book.OwnParties(m) {
				out = record.Union(out, id)
			}
		}
	}
	slices.Sort(out)
	return out
}

// date is the day of a row: of the event for the round itself, else what the
// mentions say in their own words.
func (r *round) date() record.Nullable {
	if r.form == oneRound && !r.aside {
		return r.event.Date
	}
	var out record.Nullable
	for _, m := range r.mentions {
		if book.OwnDate(m) && (r.form != plan || r.whole() || m.Date > r.event.Date) && (r.form != series || !book.Inherits(m)) {
			out = cmp.Or(out, m.Date)
		}
	}
	return out
}

func (r *round) place() record.Nullable {
	if r.form == oneRound && !r.aside {
		return r.event.Place
	}
	var out record.Nullable
	for _, m := range r.mentions {
		if book.OwnPlace(m) {
			out = cmp.Or(out, m.Place)
		}
	}
	return out
}

// status is that of the row, told as held before announced.
func (r *round) status() string {
	if r.form == plan {
		return "planned"
	}
	if r.ahead {
		return "planned"
	}
	for _, s := range []string{"occurred", "ongoing", "planned", "proposed"} {
		if slices.ContainsFunc(r.mentions, func(m record.EventMention) bool { return m.Status == s }) {
			return s
		}
	}
	return "negated"
}
