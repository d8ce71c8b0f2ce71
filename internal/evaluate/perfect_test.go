package evaluate_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/trucewatch/trucewatch/internal/evaluate"
	"github.com/trucewatch/trucewatch/internal/record"
)

// perfect builds the record that a faultless program would make of the gold, as
// far as scoring looks at it.
func perfect(g evaluate.Gold) record.Record {
	rec := record.Record{Format: record.Format}
	for _, id := range slices.Sorted(maps.Keys(g.Forms)) {
		forms := g.Forms[id]
		rec.Actors = append(rec.Actors, record.Actor{ID: id, Name: forms[0], Aliases: forms[1:]})
	}
	events := map[string]int{}
	for i, c := range g.Reports {
		report := record.Report{
			ID: fmt.Sprintf("r-%d", i), File: c.Report,
			Published: record.Published{Date: record.Nullable(c.Published)},
		}
		for _, x := range c.Names {
			report.Mentions = append(report.Mentions, record.Mention{
				Start: x.Start, End: x.End, Quote: x.Q, Kind: x.Kind, Entity: record.Nullable(x.ID), Named: true,
			})
		}
		for _, x := range c.Events {
			at, ok := events[x.ID]
			if !ok {
				at = len(rec.Events)
				events[x.ID] = at
				rec.Events = append(rec.Events, record.Event{ID: x.ID, Type: x.Type, Status: x.Status, Date: record.Nullable(x.Date), Place: record.Nullable(x.Place), Actors: slices.Clone(x.Actors), Recipients: slices.Clone(x.Recipients)})
			}
			e := &rec.Events[at]
			e.Mentions = append(e.Mentions, record.EventMention{
				Report: report.ID, Start: x.Start, End: x.End, Quote: x.Q, Type: x.Type, Mode: x.Mode, Status: x.Status,
				Actors: slices.Clone(x.Actors), Recipients: slices.Clone(x.Recipients),
				Place: record.Nullable(x.Place), Date: record.Nullable(x.Date),
			})
		}
		for _, x := range c.Statements {
			rec.Statements = append(rec.Statements, record.Statement{
				Report: report.ID, Start: x.Start, End: x.End, Quote: x.Q, Source: slices.Clone(x.Source),
				SourceQuote: record.Nullable(x.SourceQ), Stance: x.Stance,
			})
		}
		for _, x := range c.Figures {
			rec.Figures = append(rec.Figures, record.Figure{
				Report: report.ID, Start: x.Start, End: x.End, Quote: x.Q, Measure: x.Measure, Min: x.Min, Max: x.Max,
			})
		}
		rec.Reports = append(rec.Reports, report)
	}
	return rec
}

// spoiler damages records at random, in every way that scoring can see.
type spoiler struct {
	*rand.Rand
	rate  float64
	ids   []string
	words []string
}

func newSpoiler(seed uint64, rate float64, rec record.Record) *spoiler {
	s := &spoiler{
		Rand: rand.New(rand.NewPCG(seed, 7)), rate: rate,
		words: []string{
			"", "occurred", "planned", "CONSULT", "ASSAULT", "person", "place", "killed", "wounded", "deny",
			"2025", "2025-07", "2025-07-19", "2025-07-13/2025-08", "2025-13", "the Druze’s", "O'Neil \"x\"\t\u200f", "Çelebi ﬁn",
		},
	}
	for _, a := range rec.Actors {
		s.ids = append(s.ids, a.ID)
	}
	s.ids = append(s.ids, "stranger")
	return s
}

func (s *spoiler) hit() bool { return s.Float64() < s.rate }

func (s *spoiler) word(w *string) {
	if s.hit() {
		*w = s.words[s.IntN(len(s.words))]
	}
}

// must is word for a key that is never null.
func (s *spoiler) must(w *string) {
	if s.hit() {
		*w = s.words[1+s.IntN(len(s.words)-1)]
	}
}

func (s *spoiler) span(start, end *int) {
	if s.hit() {
		*start += s.IntN(40) - 20
		*end = max(*start+1, *end+s.IntN(40)-20)
	}
}

func (s *spoiler) list(l *[]string) {
	if s.hit() {
		switch s.IntN(4) {
		case 0:
			*l = nil
		case 1:
			*l = []string{}
		case 2:
			*l = append(*l, s.ids[s.IntN(len(s.ids))])
		case 3:
			s.Shuffle(len(*l), func(i, j int) { (*l)[i], (*l)[j] = (*l)[j], (*l)[i] })
		}
	}
}

func (s *spoiler) number(n **int) {
	if s.hit() {
		*n = nil
		if s.IntN(2) == 0 {
			x := s.IntN(900)
			*n = &x
		}
	}
}

func thin[T any](s *spoiler, list []T) []T {
	return slices.DeleteFunc(list, func(T) bool { return s.Float64() < s.rate/2 })
}

func (s *spoiler) spoil(rec *record.Record) {
	rec.Reports, rec.Events = thin(s, rec.Reports), thin(s, rec.Events)
	rec.Statements, rec.Figures = thin(s, rec.Statements), thin(s, rec.Figures)
	for i := range rec.Actors {
		s.list(&rec.Actors[i].Aliases)
		s.must(&rec.Actors[i].Name)
	}
	for i := range rec.Reports {
		r := &rec.Reports[i]
		s.word((*string)(&r.Published.Date))
		r.Mentions = thin(s, r.Mentions)
		for j := range r.Mentions {
			m := &r.Mentions[j]
			s.span(&m.Start, &m.End)
			s.must(&m.Kind)
			s.must(&m.Quote)
			s.id((*string)(&m.Entity))
			m.Named = !s.hit()
		}
	}
	for i := range rec.Events {
		s.event(&rec.Events[i])
	}
	for i := range rec.Statements {
		x := &rec.Statements[i]
		s.span(&x.Start, &x.End)
		s.list(&x.Source)
		s.word((*string)(&x.SourceQuote))
		s.must(&x.Stance)
	}
	for i := range rec.Figures {
		x := &rec.Figures[i]
		s.span(&x.Start, &x.End)
		s.must(&x.Measure)
		s.number(&x.Min)
		s.number(&x.Max)
	}
}

func (s *spoiler) id(id *string) {
	if s.hit() {
		*id = s.ids[s.IntN(len(s.ids))]
	}
}

func (s *spoiler) event(e *record.Event) {
	s.id(&e.ID)
	e.Mentions = thin(s, e.Mentions)
	s.list(&e.Actors)
	s.list(&e.Mode)
	for j := range e.Mentions {
		m := &e.Mentions[j]
		s.span(&m.Start, &m.End)
		s.must(&m.Type)
		s.must(&m.Status)
		s.word((*string)(&m.Date))
		s.id((*string)(&m.Place))
		s.word((*string)(&m.Place))
		s.list(&m.Actors)
		s.list(&m.Recipients)
		s.list(&m.Mode)
	}
}
