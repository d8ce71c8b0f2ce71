package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// readerPage is a report as it was captured, with what was read in it.
type readerPage struct {
	record.Report
	signed
	Pieces   []piece
	Copies   []record.Report
	Original record.Report
	Issues   []record.Issue
}

type piece struct {
	Anchor   string
	Number   int
	Segments []view.Segment
	Notes    []note
}

// note says in words what was read in a sentence.
type note struct {
	Kind, Words, Text, To, Why string
}

// content marks words that are given as somebody's.
const content view.MarkKind = "content"

func (room *Room) reader(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	i := slices.IndexFunc(l.Reports, func(x record.Report) bool { return x.ID == id })
	if i < 0 {
		return shown{}, missing("report", id)
	}
	p := readerPage{Report: l.Reports[i], signed: room.signed(r, l, "/reports/"+id)}
	marks := slices.Clone(l.marks()[id])
	for _, s := range l.Statements {
		if s.Report == id && s.Content != nil {
			marks = append(marks, view.Mark{Range: *s.Content, Kind: content, Of: s.ID, Title: "words of " + l.Chain(s)})
		}
	}
	slices.SortStableFunc(marks, func(a, b view.Mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	for _, at := range l.Pieces(id) {
		var here []view.Mark
		for _, m := range marks {
			if m.Start < at.End && m.End > at.Start {
				here = append(here, m)
			}
		}
		p.Pieces = append(p.Pieces, piece{at.Anchor(), at.Number, l.Segments(at, here, l.target), l.notes(at, here)})
	}
	for _, x := range l.Reports {
		if x.ID != id && x.CopyOf != "" && l.Original(x) == id {
			p.Copies = append(p.Copies, x)
		}
	}
	p.Original = l.Report(l.Original(p.Report))
	for _, is := range l.Issues {
		if string(is.Report) == id {
			p.Issues = append(p.Issues, is)
		}
	}
	title := string(p.Title)
	if title == "" {
		title = view.Label(p.Report)
	}
	return shown{page: "reader", title: title, here: "reports", body: p}, nil
}

// target is the address that a mark leads to.
func (l *Ledger) target(m view.Mark) string {
	switch m.Kind {
	case view.Trigger, view.Count:
		if _, ok := l.Index.Row(m.Of); ok {
			return "/happenings/" + m.Of
		}
	case view.Name:
		if l.IsActor(m.Of) {
			return href("actor-" + m.Of)
		}
		if m.Of != "" {
			return "/places/" + m.Of
		}
	case view.Cue:
		if s, ok := l.Statement(m.Of); ok && len(s.Source) > 0 && l.IsActor(s.Source[0]) {
			return href("actor-" + s.Source[0])
		}
	}
	return ""
}

// notes writes out what the marks of a sentence say, for those who cannot hover.
func (l *Ledger) notes(at view.Piece, marks []view.Mark) []note {
	var out []note
	for _, m := range marks {
		if m.Start < at.Start || m.Kind == view.Name || m.Kind == content {
			continue
		}
		n := note{Kind: string(m.Kind), Words: l.Text(at.Report, m.Start, m.End), Text: m.Title, To: l.target(m)}
		if m.Kind == view.Trigger {
			n.Text, n.Why = l.Headline(l.Event(m.Of)), m.Title
		}
		out = append(out, n)
	}
	return out
}

// reportsPage lists the reports with their copies.
type reportsPage struct {
	Told   []view.Told
	Copies int
	Left   []record.Issue
}

func (room *Room) reports(_ http.ResponseWriter, _ *http.Request, l *Ledger) (shown, error) {
	p := reportsPage{Told: l.Originals(), Left: l.Issues}
	for _, t := range p.Told {
		p.Copies += len(t.Copies)
	}
	slices.SortStableFunc(p.Told, func(a, b view.Told) int {
		return cmp.Or(cmp.Compare(b.Published.Date, a.Published.Date), cmp.Compare(a.ID, b.ID))
	})
	return shown{page: "reports", title: "Reports", here: "reports", body: p}, nil
}
