package ledger

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// book is a record while its ledger rows are drawn from it, with look-ups.
type book struct {
	r          *record.Record
	reports    map[string]*record.Report
	actors     map[string]*record.Actor
	places     map[string]bool
	statements map[string]*record.Statement
	about      map[string][]*record.Statement // event ID to the statements about it
	lands      map[string][]string            // actor to the states of its offices
	named      map[string]bool                // actors to whom a report gives a proper name
	told       map[spot][]int                 // sentence to the events it tells of, by index
	packs      []agreement.Agreement          // known beforehand
	say        *wording.Rules
	speaks     map[string][]string             // actor to those it speaks for, by the situation
	said       map[spot][]*record.Statement    // sentence to the statements whose cue stands in it
	agreed     []*record.Event                 // acts of agreeing
	texts      map[spot]string                 // sentences, once asked
	forms      map[record.MentionRef][2]string // form and channel of mentions of talks, once asked
	called     map[string][]string             // folded name to the states that go by it

	sides map[[2]string]*agreement.Party // agreement and actor to the party it stands for, once asked
}

func newBook(r *record.Record, say *wording.Rules) *book {
	b := &book{
		r: r, say: say, reports: map[string]*record.Report{}, actors: map[string]*record.Actor{}, places: map[string]bool{}, named: map[string]bool{},
		statements: map[string]*record.Statement{}, about: map[string][]*record.Statement{}, lands: map[string][]string{}, told: map[spot][]int{},
		said: map[spot][]*record.Statement{}, texts: map[spot]string{}, forms: map[record.MentionRef][2]string{}, called: map[string][]string{},
	}
	for i := range r.Reports {
		b.reports[r.Reports[i].ID] = &r.Reports[i]
		for _, m := range r.Reports[i].Mentions {
			b.named[string(m.Entity)] = b.named[string(m.Entity)] || m.Named
		}
	}
	for _, p := range r.Places {
		b.places[p.ID] = true
	}
	for i := range r.Actors {
		b.addActor(&r.Actors[i])
	}
	for i, e := range r.Events {
		if e.Type == "AGREE" {
			b.agreed = append(b.agreed, &r.Events[i])
		}
		for _, m := range e.Mentions {
			b.told[b.at(m.Report, m.Start)] = append(b.told[b.at(m.Report, m.Start)], i)
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		b.statements[s.ID] = s
		if at := b.at(s.Report, s.Start); at.sentence >= 0 {
			b.said[at] = append(b.said[at], s)
		}
		for _, e := range s.About {
			b.about[e] = append(b.about[e], s)
		}
	}
	return b
}

// addActor takes in an actor with the states of its offices and of what it belongs to.
func (b *book) addActor(a *record.Actor) {
	b.actors[a.ID] = a
	if a.Kind == string(trucewatch.StateKind) {
		for _, n := range append([]string{a.Name}, a.Aliases...) {
			n = translit.Fold(n)
			b.called[n] = union(b.called[n], a.ID)
		}
	}
	for _, role := range a.Roles {
		if role.Of != "" {
			b.lands[a.ID] = union(b.lands[a.ID], string(role.Of))
		}
	}
	if a.Parent != "" {
		b.lands[a.ID] = union(b.lands[a.ID], string(a.Parent))
	}
}

// parties returns the sides of an event as a ledger counts them: a minister
// stands for the state of the office, a side without a state for itself.
func (b *book) parties(ids ...string) []string {
	var out []string
	for _, id := range ids {
		of := b.lands[id]
		if len(of) == 0 {
			of = b.officeOf(id)
		}
		if len(of) == 0 {
			of = []string{id}
		}
		for _, p := range of {
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	slices.Sort(out)
	return out
}

// officeWords are what people are called who act for the state that stands before it.
var officeWords = []string{"ambassador", "delegation", "envoy", "minister", "negotiator", "official", "officials", "president"}

// officeOf is the state of somebody without a name who is called by an office of it,
// as in "US special envoy".
func (b *book) officeOf(id string) []string {
	a := b.actors[id]
	if a == nil || b.named[id] {
		return nil
	}
	list := strings.Fields(strings.TrimPrefix(a.Name, "the "))
	if len(list) < 2 || !slices.Contains(officeWords, strings.ToLower(list[len(list)-1])) {
		return nil
	}
	return b.stateCalled(list[0])
}

// stateCalled finds the state that a word names, or the people of it.
func (b *book) stateCalled(word string) []string { return b.called[translit.Fold(word)] }

// voices returns who takes a stance on an event, innermost sources only.
func (b *book) voices(event, stance string) []string {
	var out []string
	for _, s := range b.about[event] {
		if s.Stance == stance && len(s.Source) > 0 && !slices.Contains(out, s.Source[0]) {
			out = append(out, s.Source[0])
		}
	}
	slices.Sort(out)
	return out
}

// spot is one sentence of one report.
type spot struct {
	report   string
	sentence int
}

// at returns the sentence that holds a position, or a spot no mention shares.
func (b *book) at(report string, position int) spot {
	rep := b.reports[report]
	if rep == nil {
		return spot{report, -1}
	}
	i, _ := slices.BinarySearchFunc(rep.Sentences, position, func(s record.Range, p int) int {
		if s.End <= p {
			return -1
		}
		return 1
	})
	if i == len(rep.Sentences) || rep.Sentences[i].Start > position {
		return spot{report, -1 - position}
	}
	return spot{report, i}
}

// sentence returns the sentence of a report that holds a position, as written.
func (b *book) sentence(report string, position int) string {
	at := b.at(report, position)
	if at.sentence < 0 {
		return ""
	}
	return b.textOf(at)
}

// cut returns the code points [start, end) of a text.
func cut(text string, start, end int) string {
	n, from := 0, -1
	for i := range text {
		if n == start {
			from = i
		}
		if n == end {
			return text[max(from, 0):i]
		}
		n++
	}
	if from < 0 {
		return ""
	}
	return text[from:]
}

// after returns the words behind the trigger of a mention, to the end of its sentence.
func (b *book) after(m record.EventMention) string {
	at := b.at(m.Report, m.Start)
	if at.sentence < 0 {
		return ""
	}
	in := b.reports[m.Report].Sentences[at.sentence]
	return cut(b.textOf(at), m.End-in.Start, in.End-in.Start)
}

// names writes a list of actors for a plain sentence.
func (b *book) names(ids []string) string {
	var out []string
	for _, id := range ids {
		if a := b.actors[id]; a != nil {
			out = append(out, a.Name)
		}
	}
	return list(out)
}

func list(words []string) string {
	switch len(words) {
	case 0:
		return "nobody"
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// outlet names a report for a plain sentence.
func (b *book) outlet(report string) string {
	rep := b.reports[report]
	if rep.Outlet != "" {
		return string(rep.Outlet)
	}
	return rep.File
}

func (b *book) outlets(reports []string) string {
	var out []string
	for _, r := range reports {
		if o := b.outlet(r); !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return list(out)
}

func happened(status string) bool { return status == "occurred" || status == "ongoing" }

func trigger(m record.EventMention) string { return strings.ToLower(m.Quote) }
