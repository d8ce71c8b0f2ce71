package tolls

import (
	"slices"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// noneReach is how many sentences behind an act of force a report may say that nobody
// is known to have been hurt in it.
const noneReach = 6

// noneKnown makes a row of every act of force of which a report says that it knows of no
// casualties. That is no count: low is 0, and high is open.
func (b *rows) noneKnown() []record.Toll {
	var out []record.Toll
	at := map[string]int{} // event to its row
	for i := range b.R.Reports {
		rep := &b.R.Reports[i]
		for s := range rep.Sentences {
			here := book.Spot{Report: rep.ID, Sentence: s}
			text := b.TextOf(here)
			hit, ok := b.Say.First("none-hurt", wording.Place{Before: text})
			if !ok {
				continue
			}
			from := rep.Sentences[s].Start + utf8.RuneCountInString(text[:hit.Start])
			event := b.unhurtIn(here, from)
			if event == "" {
				continue
			}
			c := record.Count{Report: rep.ID, Start: from, End: from + utf8.RuneCountInString(hit.Words), AsOf: rep.Published.Date}
			for _, said := range b.Said[here] {
				if said.Stance == "assert" && len(said.Source) > 0 && said.Content != nil && said.Content.Start <= from && c.End <= said.Content.End {
					c.By = said.Source[:1]
				}
			}
			k, known := at[event]
			if !known {
				k, at[event] = len(out), len(out)
				out = append(out, record.Toll{
					Event: event, Measure: record.Casualties, Low: new(0), Best: new(0),
					Why: "no count: " + b.Outlet(rep.ID) + " has “" + hit.Words + "”, which leaves open what becomes known later",
				})
			}
			out[k].Counts = append(out[k].Counts, c)
		}
	}
	return out
}

// unhurtIn is the act of force that words at a position of a sentence know no casualties
// of: the nearest in it, or the last before it; "" where its report counts some.
func (b *rows) unhurtIn(at book.Spot, position int) string {
	out, near := "", 2*len(b.Reports[at.Report].Text)
	for _, i := range b.ToldIn[at.Report] {
		e := &b.R.Events[i]
		if e.Type != "ASSAULT" || !book.Happened(e.Status) || e.OfOthers() || e.Generic() {
			continue
		}
		for _, m := range e.Mentions {
			if m.Report != at.Report {
				continue
			}
			s, far := b.At(m.Report, m.Start).Sentence, max(position-m.End, m.Start-position)
			if s != at.Sentence {
				far += position // none of its own sentence is farther
			}
			if s <= at.Sentence && at.Sentence-s < noneReach && far < near && book.Happened(m.Status) {
				out, near = e.ID, far
			}
		}
	}
	if slices.ContainsFunc(b.R.Figures, func(f record.Figure) bool {
		return string(f.Event) == out && f.Report == at.Report && (f.Measure == "killed" || f.Measure == "wounded")
	}) {
		return ""
	}
	return out
}
