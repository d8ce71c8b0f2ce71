// Package agreements keeps an entry of every agreement, ceasefire and demand that
// reports speak of, and holds what happened against the clauses of those that a pack
// knows. It says what would go against a clause; it never finds a breach.
package agreements

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// rows draws rows from a book.
type rows struct {
	*book.Book
	sorts abreast.Memo[string, string] // entry to its sort, once asked
}

// kindOf tells the kind of an agreement from the words for it; "" for what is none.
func (b *rows) kindOf(e record.Event) string {
	for _, m := range e.Mentions {
		if k := b.kindOfMention(m); k != "" {
			return k
		}
	}
	return ""
}

func (b *rows) kindOfMention(m record.EventMention) string {
	at := b.Words(m)
	if _, general := b.Say.First("saying", at); general && m.Status == "negated" {
		return ""
	}
	hit, ok := b.Say.First("agreement-kind", at)
	if !ok && book.Because(m, "en.event.retreat.less-violence") {
		return "ceasefire" // a truce by another name
	}
	if !ok && m.Status != "proposed" && book.Because(m, "en.event.retreat.end-to-attacks", "en.event.retreat.cease") {
		return "ceasefire" // told by what one side stops
	}
	return hit.Gives
}

// candidate is a happening that may make an entry, with what it tells of agreements.
type candidate struct {
	event   record.Event
	kind    string // of the agreement, or ""
	entered bool   // it may make one: see [rows.entered]
	meant   []int  // as [packed.meant] finds them
}

// Rows makes an entry of every agreement that reports speak of, with its
// states according to whom. What a pack knows is one entry under the pack's name;
// bringing an agreement back is a state of it, not another one.
func Rows(of *book.Book) []record.Agreement {
	b := &rows{Book: of}
	known := b.packed()
	candidates := make([]candidate, len(b.R.Events))
	abreast.Each(len(candidates), func(i int) {
		t := candidate{event: b.R.Events[i]}
		t.kind = b.kindOf(t.event)
		if t.entered = b.entered(t.event, t.kind); t.entered {
			t.meant = known.meant(t.event)
		}
		candidates[i] = t
	})
	var out []record.Agreement
	var later, bare []candidate
	for _, t := range candidates {
		if !t.entered || known.took(t) {
			continue
		}
		switch {
		case t.kind == "" || t.event.Status == "proposed" && t.kind != "access" && !b.spokenOf(t.event):
			later = append(later, t)
		case t.kind == "other" && b.onlyReferredTo(t.event):
			bare = append(bare, t)
		case t.kind != "access" || t.event.Type == "AGREE": // a corridor is a row of access, not an agreement
			out = append(out, b.loose(t.event, t.kind))
		}
	}
	for _, t := range later {
		if i := b.revived(t.event, out); i >= 0 {
			out[i].Status = addState(out[i].Status, b.state(t.event, "reactivation proposed"))
		} else if t.kind != "" {
			out = append(out, b.loose(t.event, t.kind))
		}
	}
	out = append(known.entries(), b.merged(out)...)
	for _, t := range bare {
		out = b.refer(out, b.loose(t.event, t.kind))
	}
	return append(out, b.demands()...)
}

// loose makes the entry of an agreement that no pack knows, from the mentions that
// name it.
func (b *rows) loose(e record.Event, kind string) record.Agreement {
	parties := b.sidesTo(e)
	out := record.Agreement{
		ID: "a-" + strings.TrimPrefix(e.ID, "e-"), Name: b.agreementName(e, kind, parties), Kind: kind, Parties: parties,
		Mediators: slices.Clone(e.Mediators), Date: e.Date, Basis: "reports",
	}
	for _, m := range e.Mentions {
		if b.kindOfMention(m) == "" {
			continue
		}
		out.Mediators = record.Union(out.Mediators, b.brokers(m)...)
		s := b.stateOf(m, b.Before(m), b.After(m))
		if s.Since == "" && m.Status == e.Status && slices.Contains([]string{"agreed", "not reached", "planned", "proposed", "rejected"}, s.State) {
			s.Since = e.Date
		}
		out.Status = addState(out.Status, s)
		b.provides(&out, m, b.After(m))
	}
	return out
}

// stateOf is how one mention has an agreement stand, by the words around its name or
// else by the status of the happening, and since when. The day of an agreement is that
// of its state only where it was made or came into force.
func (b *rows) stateOf(m record.EventMention, before, after string) record.AgreementState {
	s := record.AgreementState{State: b.stateInWords(before, after), AccordingTo: slices.Clone(m.AccordingTo), Reports: []string{m.Report}, Told: book.Refs([]record.EventMention{m})}
	dated := s.State == "" || s.State == "in force" || s.State == "announced"
	switch {
	case !dated:
		s.Since = b.talkDate(m)
	case book.OwnDate(m):
		s.Since = m.Date
	}
	if s.State == "" {
		s.State = stateOf(m.Status)
	}
	if s.State == "planned" && slices.ContainsFunc(m.Why, func(w record.Reason) bool {
		return w.Rule == "en.status.agreed-to" && strings.Contains(strings.ToLower(w.Words), "agree")
	}) {
		s.State = "agreed" // "had agreed to a truce"
	}
	if s.State != "rejected" { // who denies something does not tell how it stands
		s.AccordingTo = b.Asserting(m)
	}
	if s.State == "breach alleged" && len(s.AccordingTo) == 0 {
		s.AccordingTo = b.voicesBefore(m)
	}
	return s
}

// voicesBefore are the statements that the sentence of a mention makes before it: a breach is
// always somebody's word, though the words quoted may be others.
func (b *rows) voicesBefore(m record.EventMention) []string {
	var out []string
	for _, s := range b.Said[b.At(m.Report, m.Start)] {
		if s.Stance == "assert" && s.Start < m.Start && len(s.Source) > 0 {
			out = append(out, s.ID)
		}
	}
	return out
}

// talkDate is the day of the talks that the same sentence tells of, if any.
func (b *rows) talkDate(m record.EventMention) record.Nullable {
	for _, k := range b.Told[b.At(m.Report, m.Start)] {
		if o := b.R.Events[k]; o.Type == "CONSULT" && o.Date != "" {
			return o.Date
		}
	}
	return ""
}

// stateInWords reads the state of an agreement from the words around its name; ""
// where they tell none.
func (b *rows) stateInWords(before, after string) string {
	hit, _ := b.Say.First("agreement-state", wording.Place{Before: before, After: after})
	return hit.Gives
}

// provides adds what the sentence of a mention says that an agreement provides, and
// for how long. After is what stands behind its name.
func (b *rows) provides(a *record.Agreement, m record.EventMention, after string) {
	at := b.At(m.Report, m.Start)
	if at.Sentence < 0 {
		return
	}
	text, base := b.TextOf(at), b.Reports[m.Report].Sentences[at.Sentence].Start
	add := func(from, to int) {
		t := record.Term{Report: m.Report, Quote: text[from:to], Start: base + utf8.RuneCountInString(text[:from]), End: base + utf8.RuneCountInString(text[:to])}
		if !slices.ContainsFunc(a.Terms, func(x record.Term) bool { return x.Quote == t.Quote }) {
			a.Terms = append(a.Terms, t)
		}
	}
	shift := len(text) - len(after)
	for _, hit := range b.Say.All("terms", wording.Place{Before: text[:shift], After: after}) {
		add(hit.Start, hit.End)
	}
	if hit, ok := b.Say.First("period", wording.Place{After: text}); ok && a.Kind == "ceasefire" {
		add(hit.Start, hit.End)
		a.Period = cmp.Or(a.Period, lasting(a.Date, hit.Words))
	}
}

// stateOf says how an agreement stands by the status of the happening.
func stateOf(status string) string {
	switch status {
	case "ongoing":
		return "in force"
	case "planned":
		return "planned"
	case "negated":
		return "not reached"
	case "proposed":
		return "proposed"
	}
	return "agreed"
}

func (b *rows) state(e record.Event, state string) record.AgreementState {
	s := record.AgreementState{State: state, Since: e.Date}
	for _, m := range e.Mentions {
		s.AccordingTo = record.Union(s.AccordingTo, m.AccordingTo...)
		s.Reports, s.Told = record.Union(s.Reports, m.Report), append(s.Told, book.Refs([]record.EventMention{m})...)
	}
	return s
}

// addState adds a state, or adds its voices to the same state of the same time.
func addState(to []record.AgreementState, s record.AgreementState) []record.AgreementState {
	i := slices.IndexFunc(to, func(x record.AgreementState) bool { return x.State == s.State && x.Since == s.Since })
	if i < 0 {
		return append(to, s)
	}
	to[i].AccordingTo = record.Union(to[i].AccordingTo, s.AccordingTo...)
	to[i].Reports, to[i].Told = record.Union(to[i].Reports, s.Reports...), append(to[i].Told, s.Told...)
	return to
}

// spokenOf reports whether every mention of a truce only speaks of one that stands,
// as those do who welcome it, with sides that were taken from elsewhere.
func (b *rows) spokenOf(e record.Event) bool {
	for _, m := range e.Mentions {
		if taken := slices.ContainsFunc(m.Why, func(w record.Reason) bool { return strings.HasPrefix(w.Rule, "en.inherit.") }); !taken {
			return false
		}
		if b.stateInWords(b.Before(m), "") != "in force" {
			return false
		}
	}
	return len(e.Mentions) > 0
}

// revived finds the agreement that a proposal in the same sentence would bring back.
func (b *rows) revived(e record.Event, agreements []record.Agreement) int {
	for _, m := range e.Mentions {
		for _, k := range b.Told[b.At(m.Report, m.Start)] {
			id := "a-" + strings.TrimPrefix(b.R.Events[k].ID, "e-")
			if i := slices.IndexFunc(agreements, func(a record.Agreement) bool { return a.ID == id }); i >= 0 {
				return i
			}
		}
	}
	return -1
}

// sort is the word that says what sort of agreement an entry is, right before its name:
// "defence" of "the defence agreement"; empty where there is none.
func (b *rows) sort(a record.Agreement) string {
	return b.sorts.Of(a.ID, func() string { return b.sortOfEvent(b.Event("e-" + strings.TrimPrefix(a.ID, "a-"))) })
}

func (b *rows) sortOfEvent(e record.Event) string {
	for _, m := range e.Mentions {
		if w := b.sortOf(m); w != "" && b.kindOfMention(m) != "" {
			return w
		}
	}
	return ""
}

func (b *rows) sortOf(m record.EventMention) string {
	hit, _ := b.Say.First("agreement-sort", b.Words(m))
	return strings.ToLower(hit.Words)
}

// agreementName is made of place or parties, kind and year: "Sweida ceasefire,
// 2025", "Israel–Syria disengagement, 1974".
func (b *rows) agreementName(e record.Event, kind string, parties []string) string {
	what := kind
	if kind == "other" || kind == "peace" || book.Trigger(e.Mentions[0]) == "armistice" {
		what = b.commonest(e)
	}
	for _, m := range e.Mentions {
		if w := b.sortOf(m); w != "" && kind == "other" && book.Trigger(m) == what {
			what = w + " " + what
			break
		}
	}
	where := ""
	if p := b.Place(string(e.Place)); p != nil {
		where = p.Name
	}
	var names []string
	for _, p := range parties {
		if a := b.Actors[p]; a != nil {
			names = append(names, a.Name)
		}
	}
	name := strings.TrimSpace(cmp.Or(strings.Join(names, "–"), where) + " " + what)
	if translit.Fold(name) == translit.Fold(what) && where != "" {
		name = where + " " + what
	}
	if len(e.Date) >= 4 {
		name += ", " + string(e.Date[:4])
	}
	return name
}

// commonest is the word by which most mentions name an agreement.
func (b *rows) commonest(e record.Event) string {
	count, best := map[string]int{}, ""
	for _, m := range e.Mentions {
		if b.kindOfMention(m) == "" {
			continue
		}
		w := book.Trigger(m)
		if count[w]++; best == "" || count[w] > count[best] {
			best = w
		}
	}
	return cmp.Or(best, book.Trigger(e.Mentions[0]))
}

// entered reports whether an event is one of which an entry may be kept: a truce or an accord
// that no pack knows, and not "his opposition to the treaty".
func (b *rows) entered(e record.Event, kind string) bool {
	if kind == "" && !slices.Contains(e.Mode, "ceasefire") || e.Type != "RETREAT" && e.Type != "AGREE" || e.OfOthers() {
		return false
	}
	return kind != "other" && kind != "peace" || !b.inPassing(e)
}

// inPassing reports whether an agreement is only spoken of: no mention says between whom it
// is or of what sort, and none where or when it was made.
func (b *rows) inPassing(e record.Event) bool {
	if e.Status == "proposed" && len(b.sidesTo(e)) < 2 && book.Trigger(e.Mentions[0]) == "peace" {
		return true // "to make genuine peace"
	}
	return len(b.sidesTo(e)) == 0 && !slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
		return b.sortOf(m) != "" || book.OwnDate(m) && !book.Because(m, "en.when.said", "en.when.news") && !book.Because(m, "en.when.of-the-day") || book.OwnPlace(m)
	})
}
