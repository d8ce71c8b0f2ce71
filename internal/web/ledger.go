package web

import (
	"fmt"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

// Ledger is one state of the ledger, made ready to be shown. It is only read.
type Ledger struct {
	*view.View
	Index      *query.Index
	Digest     string // of the record
	Book       *review.Book
	claims     []review.Claim
	known      []agreement.Agreement
	statements map[string][]record.Statement // by happening
	figures    map[string][]record.Figure    // by happening
	mentions   map[string]int                // of an actor or place, in all reports
	sections   func() map[string]view.Section
	rows       func() map[string][]view.Row // of the sections, by section and happening
	marks      func() map[string][]view.Mark
	front      func() todayPage
}

// NewLedger makes a record ready. The gazetteer may be nil; the agreements are those
// known beforehand, whose zones the map shows.
func NewLedger(r record.Record, digest string, lists *gazetteer.Gazetteer, known []agreement.Agreement) *Ledger {
	v := view.New(r)
	l := &Ledger{
		View: v, Index: query.New(v, lists), Digest: digest, known: known,
		statements: map[string][]record.Statement{}, figures: map[string][]record.Figure{}, mentions: map[string]int{},
	}
	for _, s := range v.Statements {
		for _, id := range s.About {
			l.statements[id] = append(l.statements[id], s)
		}
	}
	for _, f := range v.Figures {
		if f.Event != "" {
			l.figures[string(f.Event)] = append(l.figures[string(f.Event)], f)
		}
	}
	for _, x := range v.Reports {
		for _, m := range x.Mentions {
			if m.Entity != "" {
				l.mentions[string(m.Entity)]++
			}
		}
	}
	l.sections = sync.OnceValue(func() map[string]view.Section {
		out := map[string]view.Section{}
		for _, s := range v.Sections() {
			out[s.Key] = s
		}
		return out
	})
	l.rows = sync.OnceValue(func() map[string][]view.Row { return byHappening(l.sections()) })
	l.marks = sync.OnceValue(v.Marks)
	l.front = sync.OnceValue(func() todayPage { return newToday(l) })
	l.claims = review.Claims(v)
	l.Book = review.New(l.claims, nil)
	return l
}

// tag names the state of everything that pages show.
func (l *Ledger) tag() string {
	return fmt.Sprintf("%s-%d", l.Digest[:min(len(l.Digest), 16)], l.Book.Last)
}

// With returns the ledger with a log of decisions laid over it.
func (l *Ledger) With(log []trucewatch.Decision) *Ledger {
	out := *l
	out.Book = review.New(l.claims, log)
	out.Index = l.Index.Reviewed(out.Book.States())
	return &out
}

// byHappening finds the rows of sections again by section and happening.
func byHappening(sections map[string]view.Section) map[string][]view.Row {
	out := map[string][]view.Row{}
	for key, s := range sections {
		for _, r := range s.Rows {
			if r.ID != "" {
				out[key+" "+r.ID] = append(out[key+" "+r.ID], r)
			}
		}
	}
	return out
}
