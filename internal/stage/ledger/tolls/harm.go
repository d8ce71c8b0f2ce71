package tolls

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/record/tally"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// figures are the counts of harm, with two things that single reports leave open: who
// counts where the outlet itself is a monitor whom others name as counting, and which
// happening is meant where two rows would be of the same dead.
func (b *rows) figures() []record.Figure {
	monitors := b.monitors()
	var out []record.Figure
	for _, f := range b.R.Figures {
		f = b.struck(b.seized(f))
		if !b.harm(f) {
			continue
		}
		if len(f.By) == 0 {
			f.By = b.tallier(f)
		}
		f.Event = b.meant(f)
		if rep := b.Reports[f.Report]; len(f.By) == 0 && rep != nil && watches(string(rep.Outlet)) {
			if id := monitors[translit.Fold(string(rep.Outlet))]; id != "" {
				f.By = []string{id}
			}
		}
		out = append(out, f)
	}
	same := b.oneHarm(out)
	for i, f := range out {
		if to := same[string(f.Event)]; to != "" {
			out[i].Event = record.Nullable(to)
		}
	}
	return out
}

// harm reports whether a count is of harm that came of a happening: not of what did not or
// might happen, nor of what only headlines of other reports tell, nor of captives of whom is said
// that they are freed or to be, of people brought to safety, of many years, of the dead of
// hunger or disease, nor somebody's age.
func (b *rows) harm(f record.Figure) bool {
	if f.Event == "" || !tally.Harm(f.Measure) {
		return false
	}
	e := b.Event(string(f.Event))
	if slices.Contains([]string{"negated", "planned", "proposed"}, e.Status) || e.OfOthers() || b.ofYears(f, e) {
		return false
	}
	switch f.Measure {
	case "detained":
		return !b.says("freed", f)
	case "displaced":
		return !b.says("evacuated", f)
	case "killed":
		return !b.age(f) && (e.Type != "ASSAULT" || !b.says("other-cause", f))
	}
	return true
}

// says reports whether the words about a count in its sentence tell of it by a kind of wording.
func (b *rows) says(kind string, f record.Figure) bool {
	rep, at := b.Reports[f.Report], b.At(f.Report, f.Start)
	if rep == nil || at.Sentence < 0 {
		return false
	}
	in := rep.Sentences[at.Sentence]
	_, said := b.Say.First(kind, wording.Place{Before: b.Cut(rep, in.Start, f.Start), Trigger: f.Quote, After: b.Cut(rep, f.End, in.End)})
	return said
}

// age reports whether a count is a bare number right behind a person: "Ana Berg, 22, died".
func (b *rows) age(f record.Figure) bool {
	rep := b.Reports[f.Report]
	if rep == nil || strings.Trim(f.Quote, "0123456789") != "" {
		return false
	}
	return slices.ContainsFunc(rep.Mentions, func(m record.Mention) bool {
		return m.Kind == "person" && m.End < f.Start && b.Cut(rep, m.End, f.Start) == ", "
	})
}

// monitors are the bodies whom reports name as counting, or as saying something, by
// folded name.
func (b *rows) monitors() map[string]string {
	out := map[string]string{}
	for _, s := range b.R.Statements {
		for _, id := range s.Source {
			if a := b.Actors[id]; a != nil && b.Named[id] && a.Kind == "organization" {
				out[translit.Fold(a.Name)] = id
			}
		}
	}
	for _, f := range b.R.Figures {
		for _, id := range f.By {
			if b.Named[id] {
				out[translit.Fold(b.NameOf(id))] = id
			}
		}
	}
	return out
}

// tallier is the body that the sentence of a count says to have counted, as in "the centre
// documented nine deaths", or who accuses somebody of the harm in it.
func (b *rows) tallier(f record.Figure) []string {
	at := b.At(f.Report, f.Start)
	if at.Sentence < 0 {
		return nil
	}
	for _, m := range b.ToldAt(at) {
		if m.Type == "ACCUSE" && m.Start < f.Start && len(m.Actors) > 0 && book.OwnParties(m) {
			return m.Actors
		}
	}
	text, in := b.TextOf(at), b.Reports[f.Report].Sentences[at.Sentence]
	hit, ok := b.Say.First("tally", wording.Place{After: text})
	if !ok {
		return nil
	}
	verb := in.Start + utf8.RuneCountInString(text[:hit.Start])
	for _, m := range b.Reports[f.Report].Mentions {
		if m.Start >= in.Start && m.End <= verb && verb-m.End <= tallyReach && m.Entity != "" && m.Kind == "organization" {
			return []string{string(m.Entity)}
		}
	}
	return nil
}

// tallyReach is how many characters may stand between a body and its verb of counting.
const tallyReach = 10

// seized gives a count of the detained to the arrest that its own sentence tells of, where
// it stands with something else: the nearest one.
func (b *rows) seized(f record.Figure) record.Figure {
	if f.Measure != "detained" || b.Event(string(f.Event)).Type == "COERCE" {
		return f
	}
	return b.givenTo(f, func(e *record.Event) bool { return e.Type == "COERCE" && slices.Contains(e.Mode, "arrest") })
}

// givenTo gives a count to the nearest event of a sort that its own sentence tells of; it
// stays as it is where there is none.
func (b *rows) givenTo(f record.Figure, sort func(e *record.Event) bool) record.Figure {
	near := -1
	for e, m := range b.ToldAt(b.At(f.Report, f.Start)) {
		if far := max(m.Start-f.End, f.Start-m.End); sort(e) && (near < 0 || far < near) {
			f.Event, near = record.Nullable(e.ID), far
		}
	}
	return f
}

// struck gives a count of dead or wounded that stands with a protest to the force that its
// own sentence tells of: "fired on the crowd, killing one".
func (b *rows) struck(f record.Figure) record.Figure {
	if f.Measure != "killed" && f.Measure != "wounded" || b.Event(string(f.Event)).Type != "PROTEST" {
		return f
	}
	return b.givenTo(f, func(e *record.Event) bool { return e.Type == "ASSAULT" && book.Happened(e.Status) })
}

// ofYears reports whether a count is of many years, by its sentence, and the happening that
// it was given one of days: "the deaths of thousands in 19 years of war".
func (b *rows) ofYears(f record.Figure, e record.Event) bool {
	day, ok := calendar.Parse(string(e.Date))
	return ok && day.Days() <= shortDays && b.says("of-years", f)
}

// shortDays is how many days a happening may last whose dead are not those of many years.
const shortDays = 62

// meant is the happening that a count is of. Where its own sentence tells of none, it is
// the one before it whose sides the sentence names, if it is not of the one it was given.
func (b *rows) meant(f record.Figure) record.Nullable {
	at := b.At(f.Report, f.Start)
	if b.onlyDeaths(string(f.Event)) && !slices.ContainsFunc(b.namedBeside(f), func(m record.Mention) bool { return m.Named }) {
		if of := b.clashBefore(f); of != "" {
			return of
		}
	}
	if at.Sentence < 0 || slices.ContainsFunc(b.Told[at], func(i int) bool { return b.R.Events[i].Type == "ASSAULT" }) {
		return f.Event
	}
	var named []string
	for _, m := range b.namedBeside(f) {
		if m.Kind != "place" {
			named = record.Union(named, string(m.Entity))
		}
	}
	given := b.Event(string(f.Event))
	if b.anyOf(named, &given) {
		return f.Event
	}
	out, last := f.Event, -1
	for _, i := range b.ToldIn[f.Report] {
		e := &b.R.Events[i]
		if e.Type != "ASSAULT" || !book.Happened(e.Status) || !b.anyOf(named, e) || b.countedOtherwise(f, e.ID) {
			continue
		}
		for _, m := range e.Mentions {
			if m.Report == f.Report && m.Start < f.Start && m.Start > last {
				out, last = record.Nullable(e.ID), m.Start
			}
		}
	}
	return out
}

// namedBeside are the mentions in the sentence of a count, but for those of who counts.
func (b *rows) namedBeside(f record.Figure) []record.Mention {
	at := b.At(f.Report, f.Start)
	if at.Sentence < 0 {
		return nil
	}
	var out []record.Mention
	in := b.Reports[f.Report].Sentences[at.Sentence]
	for _, m := range b.Reports[f.Report].Mentions {
		if m.Start >= in.Start && m.End <= in.End && !slices.Contains(f.By, string(m.Entity)) {
			out = append(out, m)
		}
	}
	return out
}

// onlyDeaths reports whether a happening is told by no more than its dead: nobody did it,
// nowhere and at no time that the words themselves give.
func (b *rows) onlyDeaths(event string) bool {
	e := b.Event(event)
	return len(e.Mentions) > 0 && len(e.Actors) == 0 && !slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
		return !book.Because(m, "en.event.assault.kill") || book.OwnPlace(m) || book.Because(m, "en.when.attached", "en.when.sentence")
	})
}

// clashBefore is the last fight of two sides that the report of a count told of before it, at
// a time that meets that of the deaths; empty where there is none.
func (b *rows) clashBefore(f record.Figure) record.Nullable {
	given := b.Event(string(f.Event))
	out, last := record.Nullable(""), -1
	for _, i := range b.ToldIn[f.Report] {
		e := &b.R.Events[i]
		if e.Type != "ASSAULT" || len(e.Actors) < 2 || !book.Happened(e.Status) || !book.Meets(e.Date, given.Date) || b.countedOtherwise(f, e.ID) {
			continue
		}
		for _, m := range e.Mentions {
			if m.Report == f.Report && m.Start < f.Start && m.Start > last {
				out, last = record.Nullable(e.ID), m.Start
			}
		}
	}
	return out
}

// countedOtherwise reports whether the counter of a figure gives another number for the same
// harm of a happening in the same report: the figure is then of something larger, or else.
func (b *rows) countedOtherwise(f record.Figure, event string) bool {
	return slices.ContainsFunc(b.R.Figures, func(g record.Figure) bool {
		return g.Report == f.Report && g.Measure == f.Measure && string(g.Event) == event && len(f.By) > 0 && slices.Equal(f.By, g.By) && !tally.SameBounds(f, g)
	})
}

// anyOf reports whether one of some names is that of somebody in a happening, or part of
// it: "Druze" of "Druze fighters".
func (b *rows) anyOf(named []string, e *record.Event) bool {
	in := func(id string) bool {
		have := b.wordsOf(id)
		return slices.ContainsFunc(named, func(n string) bool {
			words := b.wordsOf(n)
			return n == id || len(words) > 0 && record.Among(words, have)
		})
	}
	return slices.ContainsFunc(e.Actors, in) || slices.ContainsFunc(e.Recipients, in)
}

// wordsOf are the words of the name of an actor or a place. They are asked for with
// every count, so answers are kept.
func (b *rows) wordsOf(id string) []string {
	words, known := b.words[id]
	if !known {
		words = translit.Tokens(b.NameOf(id))
		b.words[id] = words
	}
	return words
}

// watches reports whether an outlet is a body that counts, and no newspaper: its own
// words are then a count of its own.
func watches(outlet string) bool {
	words := translit.Tokens(outlet)
	return slices.ContainsFunc([]string{"observatory", "network", "monitor", "centre", "center", "committee", "commission", "ministry", "rights", "organization", "organisation"}, func(w string) bool {
		return slices.Contains(words, w)
	}) && !strings.Contains(strings.ToLower(outlet), "news")
}

// harmWithin is how many days may lie between two happenings that are one because the
// same number of people came to harm by the same hand.
const harmWithin = 2

// oneHarm finds happenings whose dead are the same, by happening that is to be counted
// with another: the same closely given number of the same harm, within a day or two, by
// the same doer. They may have been told apart by place or target; their dead are one.
func (b *rows) oneHarm(list []record.Figure) map[string]string {
	by := map[string][]string{} // number and harm to happenings
	var keys []string
	for _, f := range list {
		if f.Min == nil || f.Max == nil || *f.Min != *f.Max || *f.Min < 2 {
			continue
		}
		key := strings.TrimPrefix(sameCount(f), string(f.Event)) + " " + b.classOf(f)
		if by[key] == nil {
			keys = append(keys, key)
		}
		by[key] = record.Union(by[key], string(f.Event))
	}
	out := map[string]string{}
	for _, key := range keys {
		for i, x := range by[key] {
			for _, y := range by[key][i+1:] {
				b.together(out, x, y)
			}
		}
	}
	return out
}

// together notes that one of two happenings is to be counted with the other, where
// their dead are the same and neither is counted with another yet.
func (b *rows) together(same map[string]string, x, y string) {
	if same[x] != "" || same[y] != "" {
		return
	}
	if to, from, ok := b.sameDead(x, y); ok {
		same[from] = to
	}
}

// hand is what tells whether the dead of two happenings may be the same.
type hand struct {
	date        record.Nullable
	parties     []string // of those who did it
	independent int
}

// handOf is asked for every pair of happenings with one count, so answers are kept.
func (b *rows) handOf(event string) hand {
	h, known := b.hands[event]
	if !known {
		e := b.Event(event)
		did, _ := e.MainRoles()
		h = hand{e.Date, b.Parties(did...), e.Independent}
		b.hands[event] = h
	}
	return h
}

// sameDead reports whether two happenings are near in time and by one hand; to is the
// one of which more independent reports tell.
func (b *rows) sameDead(x, y string) (to, from string, ok bool) {
	e, f := b.handOf(x), b.handOf(y)
	if e.date == "" || f.date == "" || !record.Meet(e.parties, f.parties) {
		return "", "", false
	}
	if !book.Near(e.date, f.date, harmWithin) {
		return "", "", false
	}
	if f.independent > e.independent {
		return y, x, true
	}
	return x, y, true
}
