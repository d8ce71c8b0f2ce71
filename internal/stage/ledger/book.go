package ledger

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/record"
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

	sides map[[2]string]*agreement.Party // agreement and actor to the party it stands for, once asked
}

func newBook(r *record.Record) *book {
	b := &book{
		r: r, reports: map[string]*record.Report{}, actors: map[string]*record.Actor{}, places: map[string]bool{},
		statements: map[string]*record.Statement{}, about: map[string][]*record.Statement{}, lands: map[string][]string{},
	}
	for i := range r.Reports {
		b.reports[r.Reports[i].ID] = &r.Reports[i]
	}
	for _, p := range r.Places {
		b.places[p.ID] = true
	}
	for i := range r.Actors {
		a := &r.Actors[i]
		b.actors[a.ID] = a
		for _, role := range a.Roles {
			if role.Of != "" && !slices.Contains(b.lands[a.ID], string(role.Of)) {
				b.lands[a.ID] = append(b.lands[a.ID], string(role.Of))
			}
		}
		if a.Parent != "" && !slices.Contains(b.lands[a.ID], string(a.Parent)) {
			b.lands[a.ID] = append(b.lands[a.ID], string(a.Parent))
		}
	}
	b.named = map[string]bool{}
	for _, rep := range r.Reports {
		for _, m := range rep.Mentions {
			b.named[string(m.Entity)] = b.named[string(m.Entity)] || m.Named
		}
	}
	b.told = map[spot][]int{}
	for i, e := range r.Events {
		for _, m := range e.Mentions {
			b.told[b.at(m.Report, m.Start)] = append(b.told[b.at(m.Report, m.Start)], i)
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		b.statements[s.ID] = s
		for _, e := range s.About {
			b.about[e] = append(b.about[e], s)
		}
	}
	return b
}

// parties returns the sides of an event as a ledger counts them: a minister
// stands for the state of the office, a side without a state for itself.
func (b *book) parties(ids ...string) []string {
	var out []string
	for _, id := range ids {
		of := b.lands[id]
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
	rep := b.reports[report]
	return cut(rep.Text, rep.Sentences[at.sentence].Start, rep.Sentences[at.sentence].End)
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
	rep := b.reports[m.Report]
	return cut(rep.Text, m.End, rep.Sentences[at.sentence].End)
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

func words(m record.EventMention) string { return strings.ToLower(m.Quote) }
