package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
	"github.com/trucewatch/trucewatch/internal/review/changes"
)

// Ledger is one state of the ledger, made ready to be shown. It is only read.
type Ledger struct {
	*view.View
	Index      *query.Index
	Digest     string // of the record
	Book       *review.Book
	News       *changes.Log    // what became of the ledger; nil where nobody notes it
	reading    *review.Reading // as it was read, without decisions
	laid       review.Laid     // the same with those that change it
	base       *Ledger         // of the reading; nil of itself
	key        string          // of the decisions that are laid over it
	lists      *gazetteer.Gazetteer
	known      []agreement.Agreement
	pending    bool                          // a decision that changes the record is not laid over it yet
	statements map[string][]record.Statement // by happening
	figures    map[string][]record.Figure    // by happening
	mentions   map[string]int                // of an actor or place, in all reports
	sections   func() map[string]view.Section
	rows       func() map[string][]view.Row // of the sections, by section and happening
	marks      func() map[string][]view.Mark
	front      func() todayPage
	now        func() map[string][]review.Part // what claims say with the decisions, by anchor
	digest     func() string                   // of the record with the decisions
}

// NewLedger makes a record ready. The gazetteer may be nil; the agreements are those
// known beforehand, whose zones the map shows.
func NewLedger(r record.Record, digest string, lists *gazetteer.Gazetteer, known []agreement.Agreement) *Ledger {
	v := view.New(r)
	l := newLedger(v, lists, known)
	l.Digest, l.digest = digest, func() string { return digest }
	l.reading = &review.Reading{Record: v.Record, View: v, Claims: review.Claims(v)}
	l.laid = l.reading.Lay(nil)
	l.Book = l.laid.Book(nil)
	return l
}

// Redrawing returns the ledger of a reading whose rows are drawn anew over corrections.
func (l *Ledger) Redrawing(redraw func(record.Record) record.Record) *Ledger {
	l.reading.Redraw = redraw
	return l
}

func newLedger(v *view.View, lists *gazetteer.Gazetteer, known []agreement.Agreement) *Ledger {
	l := &Ledger{
		View: v, Index: query.New(v, lists), lists: lists, known: known,
		statements: map[string][]record.Statement{}, mentions: map[string]int{},
	}
	for _, s := range v.Statements {
		for _, id := range s.About {
			l.statements[id] = append(l.statements[id], s)
		}
	}
	l.figures = figuresOf(v)
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
	l.now = sync.OnceValue(func() map[string][]review.Part { return review.PartsNow(v) })
	l.digest = sync.OnceValue(func() string { return digestOf(v.Record) })
	return l
}

// figuresOf lists the counts of each happening: those told of it, and those that its toll
// takes from what is told as another happening, such as the dead of a clash.
func figuresOf(v *view.View) map[string][]record.Figure {
	type key struct {
		ref     record.FigureRef
		measure string
	}
	out, at := map[string][]record.Figure{}, map[key]record.Figure{}
	for _, f := range v.Figures {
		at[key{f.Ref(), f.Measure}] = f
		if f.Event != "" {
			out[string(f.Event)] = append(out[string(f.Event)], f)
		}
	}
	for _, t := range v.Tolls {
		for _, ref := range t.Series {
			if f, known := at[key{ref, t.Measure}]; known && string(f.Event) != t.Event {
				out[t.Event] = append(out[t.Event], f)
			}
		}
	}
	return out
}

// digestOf is the digest of a record as it is exported.
func digestOf(r record.Record) string {
	h := sha256.New()
	if record.Marshal(h, r) != nil {
		return "" // a hash takes all that it is given
	}
	return hex.EncodeToString(h.Sum(nil))
}

// tag names the state of everything that pages show.
func (l *Ledger) tag() string {
	last := int64(0)
	if l.News != nil {
		last = l.News.Last
	}
	return fmt.Sprintf("%s-%d-%d%s", l.Digest[:min(len(l.Digest), 16)], l.Book.Last, last, map[bool]string{true: "-pending"}[l.pending])
}

// Noting returns the ledger with the log of its changes.
func (l *Ledger) Noting(log *changes.Log) *Ledger {
	out := *l
	out.News = log
	return &out
}

// Gone says of happenings, actors and places that were merged what they are now part of.
func (l *Ledger) Gone() map[string]string { return l.laid.Gone }

// With returns the ledger with a log of decisions laid over it.
func (l *Ledger) With(log []trucewatch.Decision) *Ledger {
	base := l
	if l.base != nil {
		base = l.base
	}
	out := *l
	switch key := review.Key(log); key {
	case l.key:
	case "":
		out = *base
		out.News = l.News
	default:
		laid := base.reading.Lay(log)
		out = *newLedger(view.New(laid.Record), l.lists, l.known)
		out.Digest, out.reading, out.laid, out.base, out.key = base.Digest, base.reading, laid, base, key
		out.News = l.News
	}
	out.Book, out.pending = out.laid.Book(log), false
	out.Index = out.Index.Reviewed(out.Book.States())
	return &out
}

// Changes reports whether a log changes the record otherwise than what is laid over it.
func (l *Ledger) Changes(log []trucewatch.Decision) bool { return review.Key(log) != l.key }

// Awaiting returns the ledger with a log in its book, and the record as it was: it takes
// seconds to lay a decision over a large one. Pages say so.
func (l *Ledger) Awaiting(log []trucewatch.Decision) *Ledger {
	out := *l
	out.Book, out.pending = l.laid.Book(log), true
	out.Index = l.Index.Reviewed(out.Book.States())
	return &out
}

// byHappening finds the rows of sections again by section and happening.
func byHappening(sections map[string]view.Section) map[string][]view.Row {
	out := map[string][]view.Row{}
	for key, s := range sections {
		for _, r := range s.Rows {
			for _, id := range append([]string{r.ID}, r.Also...) {
				if id != "" {
					out[key+" "+id] = append(out[key+" "+id], r)
				}
			}
		}
	}
	return out
}
