// Package access lists what reports say of corridors, convoys, deliveries, evacuations
// and blockades: the state of each, and what it was before.
package access

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// rows draws rows from a book.
type rows struct{ *book.Book }

// passage is one corridor, convoy, delivery, evacuation or blockade while its row is
// put together.
type passage struct {
	record.Access
	mentions []record.EventMention
}

// Rows lists corridors, convoys, deliveries, evacuations and blockades. What is
// told of one of a kind at one place is one row; an earlier answer stands beside the
// present state.
func Rows(of *book.Book) []record.Access {
	b := &rows{of}
	var list []passage
	for _, e := range b.R.Events {
		for _, m := range e.Mentions {
			kind := b.accessKind(e, m)
			if kind == "" || e.OfOthers() || b.servesOther(e, m, kind) {
				continue
			}
			b.addPassage(&list, e, m, kind)
		}
	}
	list = gathered(list)
	var out []record.Access
	for i := range list {
		b.answered(&list[i])
		if p := &list[i]; p.Kind == "aid" && len(p.Parties)+len(p.AccordingTo) == 0 && p.Place == "" {
			continue // a word for help, and nothing of whose, to whom or where
		}
		list[i].Told = book.Refs(list[i].mentions)
		slices.Sort(list[i].Parties)
		out = append(out, list[i].Access)
	}
	return out
}

func (b *rows) addPassage(list *[]passage, e record.Event, m record.EventMention, kind string) {
	p := passage{Access: record.Access{
		Kind: kind, State: b.accessState(m, kind), Event: e.ID, Place: b.placeOf(e, m), Date: cmp.Or(m.Date, e.Date),
		Parties: b.sidesIn(m), AccordingTo: b.Asserting(m),
	}, mentions: []record.EventMention{m}}
	if len(p.AccordingTo) == 0 {
		p.AccordingTo = b.pointedTo(m)
	}
	for _, k := range b.Told[b.At(m.Report, m.Start)] { // those who raise it or ask for it in the same sentence
		if o := b.R.Events[k]; o.Type == "REQUEST" && kind == "corridor" && p.State == "proposed" {
			p.Parties = record.Union(p.Parties, b.Parties(o.Actors...)...)
		}
	}
	i := slices.IndexFunc(*list, func(x passage) bool { return x.onePassage(p) && b.oneTime(x, p) })
	if i < 0 {
		*list = append(*list, p)
		return
	}
	(*list)[i].add(p)
}

// placeOf is the place that aid or a way is for: the one that the sentence names as where it
// goes, or else where it is said to be; of help of which only the land is known, that of
// what else the sentence tells of.
func (b *rows) placeOf(e record.Event, m record.EventMention) record.Nullable {
	if to := b.destination(m); to != "" {
		return to
	}
	out := cmp.Or(m.Place, e.Place)
	if m.Type != "AID" || book.OwnPlace(m) || out != "" && !b.land(string(out)) {
		return out
	}
	for _, n := range b.ToldAt(b.At(m.Report, m.Start)) {
		if n.Place != "" && !b.land(string(n.Place)) && book.Because(n, "en.place.") {
			return n.Place
		}
	}
	return out
}

// land reports whether a place is a whole country.
func (b *rows) land(place string) bool {
	return b.Actors[place] != nil && b.Actors[place].Kind == "state"
}

// destination is the place to which the sentence of a mention says that something goes; a
// whole country is none.
func (b *rows) destination(m record.EventMention) record.Nullable {
	rep, at := b.Reports[m.Report], b.At(m.Report, m.Start)
	if rep == nil || at.Sentence < 0 {
		return ""
	}
	in := rep.Sentences[at.Sentence]
	for _, x := range rep.Mentions {
		if x.Start < m.End || x.End > in.End || x.Kind != "place" || !x.Named || b.Place(string(x.Entity)) == nil || b.land(string(x.Entity)) {
			continue
		}
		if _, goes := b.Say.First("destination", wording.Place{Before: b.Cut(rep, m.End, x.Start), Trigger: x.Quote}); goes {
			return x.Entity
		}
	}
	return ""
}

// pointedTo are the statements of the sentence after whose word something is told: "the
// ministry denied it, pointing to two convoys".
func (b *rows) pointedTo(m record.EventMention) []string {
	var out []string
	for _, s := range b.Said[b.At(m.Report, m.Start)] {
		if s.Stance == "deny" && s.End <= m.Start && len(s.Source) > 0 && m.Type == "AID" {
			out = append(out, s.ID)
		}
	}
	return out
}

// sidesIn are the sides that a mention names; a town that stands for itself is none.
func (b *rows) sidesIn(m record.EventMention) []string {
	var out []string
	for _, id := range b.Parties(append(slices.Clone(m.Actors), m.Recipients...)...) {
		if a := b.Actors[id]; a != nil && a.Kind != "place" {
			out = append(out, id)
		}
	}
	return out
}

// onePassage reports whether two tell of one thing: of one event, or of one kind and
// state at one place at times that meet, or for a blockade lie near each other.
func (p passage) onePassage(o passage) bool {
	if p.Kind != o.Kind || p.State != o.State && (p.Kind != "blockade" || !p.stands() || !o.stands()) {
		return false
	}
	if p.Event == o.Event {
		return true
	}
	if p.Place == "" || p.Place != o.Place {
		return false
	}
	switch p.Kind {
	case "corridor":
		return book.Meets(p.Date, o.Date)
	case "blockade": // it lasts
		return book.Meets(p.Date, o.Date) || book.Near(p.Date, o.Date, sameBlockade)
	}
	return false
}

// oneTime reports whether two of one kind at one place may be one by the days on which they
// were told of, where one of them has no date: what is proposed in spring is not what is
// proposed in autumn.
func (b *rows) oneTime(p, o passage) bool {
	if p.Event == o.Event || p.Date != "" && o.Date != "" {
		return true
	}
	for _, m := range p.mentions {
		for _, n := range o.mentions {
			x, y := b.Reports[m.Report].Published.Date, b.Reports[n.Report].Published.Date
			if x == "" || y == "" || book.Near(x, y, toldWithin) {
				return true
			}
		}
	}
	return false
}

// toldWithin is how many days may lie between the reports of one thing that has no date.
const toldWithin = 14

// sameBlockade is how many days may lie between two tellings of one blockade of a place.
const sameBlockade = 31

// stands reports whether something is said to be in force, by a report or by somebody.
func (p passage) stands() bool { return p.State == "blocked" || p.State == "alleged" }

// add takes another telling of the same into a passage. A blockade that one report tells of
// in its own voice is no longer only alleged.
func (p *passage) add(more passage) {
	p.mentions, p.Parties = append(p.mentions, more.mentions...), record.Union(p.Parties, more.Parties...)
	p.AccordingTo, p.Place, p.Date = record.Union(p.AccordingTo, more.AccordingTo...), cmp.Or(p.Place, more.Place), cmp.Or(p.Date, more.Date)
	if more.State == "blocked" && p.State == "alleged" && len(more.AccordingTo) == 0 {
		p.State = more.State
	}
}

// gathered adds blockades of which nothing is said but the word to the one of which their
// report tells more.
func gathered(list []passage) []passage {
	bare := func(p passage) bool {
		return p.Kind == "blockade" && p.Place == "" && len(p.Parties) == 0 && p.stands()
	}
	var out []passage
	for _, p := range list {
		if !bare(p) {
			out = append(out, p)
		}
	}
	for _, p := range list {
		if !bare(p) {
			continue
		}
		at := slices.IndexFunc(out, func(o passage) bool {
			return o.Kind == "blockade" && o.stands() && slices.ContainsFunc(o.mentions, func(m record.EventMention) bool { return m.Report == p.mentions[0].Report })
		})
		if at < 0 {
			out = append(out, p)
			continue
		}
		out[at].add(p)
	}
	return out
}

// accessKind tells what kind of access a mention speaks of; "" for none. An
// accusation of a blockade is one; help that is not for people in need is none.
func (b *rows) accessKind(e record.Event, m record.EventMention) string {
	here, _ := b.Say.First("access-kind", b.Words(m))
	open := slices.Contains(m.Mode, "access")
	switch {
	case m.Type == "AID" && here.Gives != "" && here.Gives != "aid" && here.Gives != "blockade":
		return here.Gives
	case m.Type == "AID":
		if kind := b.accessBehind(m, false); kind != "" || !slices.Contains(m.Mode, "humanitarian") {
			return kind
		}
		return "aid"
	case m.Type == "RETREAT" && (here.Gives == "evacuation" || open && (here.Gives == "corridor" || here.Gives == "convoy")):
		return here.Gives
	case m.Type == "RETREAT" && open:
		return b.accessBehind(m, false)
	case m.Type == "COERCE" && here.Gives == "blockade":
		return here.Gives
	case m.Type == "ACCUSE" && slices.Contains(e.Mode, "allege"):
		return b.accessBehind(m, true)
	}
	return ""
}

// accessBehind is the kind that the nearest words behind a mention name: a blockade, or
// anything but one.
func (b *rows) accessBehind(m record.EventMention, blockade bool) string {
	nearest, kind := len(b.Reports[m.Report].Text), ""
	for _, hit := range b.Say.All("access-near", b.Words(m)) {
		if (hit.Gives == "blockade") == blockade && hit.End < nearest {
			nearest, kind = hit.End, hit.Gives
		}
	}
	return kind
}

// servesOther reports whether a mention of aid only says what a corridor or a convoy
// of the same sentence is for.
func (b *rows) servesOther(e record.Event, m record.EventMention, kind string) bool {
	if kind != "aid" {
		return false
	}
	for o, n := range b.ToldAt(b.At(m.Report, m.Start)) {
		if o.ID == e.ID {
			continue
		}
		if other := b.accessKind(*o, n); other == "corridor" || other == "convoy" {
			return true
		}
	}
	return false
}

func (b *rows) accessState(m record.EventMention, kind string) string {
	if _, eased := b.Say.First("easing", b.Words(m)); eased && kind == "blockade" && m.Status != "negated" {
		return "blocked" // what is to be eased stands
	}
	switch m.Status {
	case "proposed", "planned":
		return "proposed"
	case "negated":
		return "rejected"
	}
	if hit, ok := b.Say.First("access-state", b.Words(m)); ok {
		return hit.Gives
	}
	switch {
	case m.Type == "ACCUSE" || kind == "blockade" && len(b.Asserting(m)) > 0:
		return "alleged"
	case kind == "blockade":
		return "blocked"
	case kind == "corridor":
		return "opened"
	}
	return "arrived"
}

// answered adds who turned it down or denied it. What is raised again after it was
// turned down is proposed, and was rejected before; what is denied was alleged before.
func (b *rows) answered(p *passage) {
	for _, m := range p.mentions {
		for _, a := range b.refusals(m) {
			again := b.broughtUpAgain(m, a)
			was := record.AccessState{State: p.State, Date: p.Date, AccordingTo: slices.Clone(p.AccordingTo), Report: m.Report, Start: m.Start, End: m.End, Quote: m.Quote}
			if len(m.Actors) > 0 {
				was.By = b.Parties(m.Actors...)
			}
			switch {
			case p.State == "proposed" && again:
				a.State = "rejected"
				p.Earlier = addEarlier(p.Earlier, a)
			case p.State == "proposed":
				p.State, p.AccordingTo = "rejected", record.Union(p.AccordingTo, a.AccordingTo...)
				p.Earlier = addEarlier(p.Earlier, was)
			case p.State == "alleged" || p.State == "blocked":
				p.State, p.AccordingTo = "denied", record.Union(p.AccordingTo, a.AccordingTo...)
				p.Earlier = addEarlier(p.Earlier, was)
			}
			p.Parties = record.Union(p.Parties, b.StatesOf(a.By)...)
		}
	}
}

func addEarlier(to []record.AccessState, s record.AccessState) []record.AccessState {
	if slices.ContainsFunc(to, func(x record.AccessState) bool { return x.State == s.State && slices.Equal(x.By, s.By) }) {
		return to
	}
	return append(to, s)
}

// refusals are those who turn down or deny what a mention tells of: in statements on
// it, in its sentence, or in the next one, which speaks of "this idea".
func (b *rows) refusals(m record.EventMention) []record.AccessState {
	var out []record.AccessState
	at := b.At(m.Report, m.Start)
	near := slices.Concat(b.Said[at], b.Said[book.Spot{Report: at.Report, Sentence: at.Sentence + 1}])
	for _, id := range m.AccordingTo {
		if s := b.Statements[id]; s != nil && !slices.Contains(near, s) {
			near = append(near, s)
		}
	}
	for _, s := range near {
		if s.Stance != "deny" || len(s.Source) == 0 || s.Start < m.Start {
			continue
		}
		where := b.At(s.Report, s.Start).Sentence
		if b.harmedIn(book.Spot{Report: m.Report, Sentence: where}, m) {
			continue
		}
		q := b.Answer(s, s.Source[:1])
		out = append(out, record.AccessState{State: "denied", By: q.By, AccordingTo: []string{s.ID}, Report: q.Report, Start: q.Start, End: q.End, Quote: q.Quote})
	}
	return out
}

// harmedIn reports whether a sentence tells of a harmful happening, which a denial in
// it then is of.
func (b *rows) harmedIn(at book.Spot, m record.EventMention) bool {
	for _, k := range b.Told[at] {
		e := b.R.Events[k]
		if book.Harmful(e) && !slices.ContainsFunc(e.Mentions, func(n record.EventMention) bool { return n.Report == m.Report && n.Start == m.Start }) {
			return true
		}
	}
	return false
}

// broughtUpAgain reports whether the sentence of a mention, or that of the refusal,
// says that it was raised once more, or that the refusal was of an earlier time.
func (b *rows) broughtUpAgain(m record.EventMention, refusal record.AccessState) bool {
	if _, ok := b.Say.First("again", b.Words(m)); ok {
		return true
	}
	place := wording.Place{Before: refusal.Quote}.Noted()
	if _, ok := b.Say.First("again", place); ok {
		return true
	}
	_, before := b.Say.First("refused-before", place)
	return before
}
