package web

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/trucewatch/trucewatch/internal/output/draw"
	"github.com/trucewatch/trucewatch/internal/output/matrix"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

// happeningPage is what one happening shows.
type happeningPage struct {
	*query.Row
	Facts      []view.Line
	Matrix     matrix.Matrix
	Told       []told
	Said       []said
	Plots      []plot
	Rows       []view.Row // what else the ledger holds of it: talks, access, allegations
	Disagree   []view.Row
	Agreements []view.Row
	Review     review.State
	Changed    []logEntry // what people made otherwise
}

// told is one mention of the happening, with its sentence.
type told struct {
	record.EventMention
	Report   record.Report
	Copies   []record.Report
	Sentence []view.Segment
	To       string
	Chains   []chain
	Differs  string
	Why      []record.Reason
	Judged   judged
}

// judged is a claim with what people decided on it.
type judged struct {
	review.Claim
	State   review.State
	History []review.Entry
}

func (l *Ledger) judged(c review.Claim) judged {
	return judged{c, l.Book.State(c.Fingerprint), l.Book.History(c.Fingerprint)}
}

// chain is the way that words took: from the one whose words they are to the outlet.
type chain struct {
	Stance, Cue string
	Links       []link
	Hedges      []string
}

type link struct{ Name, To string }

// said is a statement about the happening.
type said struct {
	record.Statement
	Chain   chain
	To      string
	Content string
}

type plot struct {
	draw.Plot
	Toll  record.Toll
	Lines []view.Line
}

func (room *Room) happening(w http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	row, ok := l.Index.Row(r.PathValue("id"))
	if !ok {
		return l.mergedInto(w, r, "/happenings/", "happening", r.PathValue("id"))
	}
	p := happeningPage{Row: row, Matrix: matrix.New(l.View, row.Event, l.statements[row.ID], l.figures[row.ID])}
	p.Told, p.Review = l.told(row.Event), l.Book.StateOf(row.ID)
	p.Changed = l.changedBy(row.ID)
	for _, s := range l.statements[row.ID] {
		x := said{Statement: s, Chain: l.chain(s), To: href(l.TextAnchor(s.Report, s.Start))}
		if s.Content != nil {
			x.Content = l.Text(s.Report, s.Content.Start, s.Content.End)
		}
		p.Said = append(p.Said, x)
	}
	p.Plots = l.plots(row)
	for _, key := range []string{"talks", "access", "allegations"} {
		p.Rows = append(p.Rows, l.rowsOf(key, row.ID)...)
	}
	p.Disagree = l.rowsOf("disagreements", row.ID)
	for _, id := range l.Index.Values(row, query.Agreement) {
		if i := slices.IndexFunc(l.Agreements, func(a record.Agreement) bool { return a.ID == id }); i >= 0 {
			p.Agreements = append(p.Agreements, l.sections()["agreements"].Rows[i])
		}
	}
	return shown{page: "happening", title: row.Head, here: "happenings", body: p}, nil
}

// rowsOf returns the rows of a section that are about a happening.
func (l *Ledger) rowsOf(section, event string) []view.Row {
	return l.rows()[section+" "+event]
}

// told lists the mentions of a happening; those of copies are folded under the
// report which they repeat.
func (l *Ledger) told(e record.Event) []told {
	claims := map[string]review.Claim{} // by report and position
	for _, c := range l.Book.Of(e.ID) {
		if c.Kind == review.Told {
			claims[fmt.Sprint(c.Report, c.Start)] = c
		}
	}
	tells := map[string]bool{}
	for _, m := range e.Mentions {
		tells[m.Report] = true
	}
	var out []told
	copies := map[string][]record.Report{}
	for _, m := range e.Mentions {
		r := l.Report(m.Report)
		if root := l.Original(r); root != r.ID && tells[root] {
			if !slices.ContainsFunc(copies[root], func(c record.Report) bool { return c.ID == r.ID }) {
				copies[root] = append(copies[root], r)
			}
			continue
		}
		t := l.mention(e, m)
		if c, ok := claims[fmt.Sprint(m.Report, m.Start)]; ok {
			t.Judged = l.judged(c)
		}
		out = append(out, t)
	}
	for i := range out {
		out[i].Copies = copies[out[i].Report.ID]
	}
	return out
}

// mention lays out one mention of a happening.
func (l *Ledger) mention(e record.Event, m record.EventMention) told {
	t := told{EventMention: m, Report: l.Report(m.Report), To: href(l.TextAnchor(m.Report, m.Start)), Differs: l.Differs(e, m), Why: m.Why}
	t.Sentence = l.quote(m.Report, m.Start, m.End, view.Trigger)
	for _, id := range m.AccordingTo {
		if s, ok := l.Statement(id); ok {
			t.Chains = append(t.Chains, l.chain(s))
		}
	}
	return t
}

// quote returns the sentence around a place in a report, with the place marked.
func (l *Ledger) quote(report string, start, end int, kind view.MarkKind) []view.Segment {
	p, ok := l.Around(report, start)
	if !ok {
		return nil
	}
	mark := view.Mark{Range: record.Range{Start: start, End: end}, Kind: kind}
	return l.Segments(p, []view.Mark{mark}, func(view.Mark) string { return "" })
}

// chain follows the words of a statement to the outlet that carries them.
func (l *Ledger) chain(s record.Statement) chain {
	out := chain{Stance: s.Stance, Cue: s.Quote, Hedges: s.Hedges}
	for _, id := range s.Source {
		x := link{Name: l.Name(id)}
		if l.IsActor(id) {
			x.To = href("actor-" + id)
		}
		out.Links = append(out.Links, x)
	}
	if len(out.Links) == 0 {
		name := string(s.SourceQuote)
		if name == "" {
			name = "somebody unnamed"
		}
		out.Links = append(out.Links, link{Name: name})
	}
	r := l.Report(s.Report)
	for _, o := range r.Origin {
		if o != string(r.Outlet) {
			out.Links = append(out.Links, link{Name: o})
		}
	}
	out.Links = append(out.Links, link{view.Label(r), href(l.TextAnchor(s.Report, s.Start))})
	return out
}

// plots draws each toll of a happening.
func (l *Ledger) plots(row *query.Row) []plot {
	var out []plot
	for _, t := range row.Tolls {
		if t.Measure == record.Casualties {
			continue // nothing to draw
		}
		var figures []record.Figure
		for _, at := range t.Series {
			if f, ok := l.Figure(at, t.Measure); ok {
				figures = append(figures, f)
			}
		}
		x := plot{Plot: draw.NewPlot(l.View, t.Measure, figures), Toll: t}
		for _, r := range l.rowsOf("tolls", row.ID) {
			if r.Counted != nil && r.Counted.Measure == t.Measure && r.Counted.Victims == t.Victims {
				x.Lines = r.Lines
			}
		}
		out = append(out, x)
	}
	return out
}
