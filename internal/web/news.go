package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/review/changes"
)

// newsPart says what changed since some time.
type newsPart struct {
	signed
	Since   string // mark, day, week, or a Seq
	Told    string // the same in words
	Marked  bool   // the reader has said before what they have seen
	Lines   []newsLine
	Total   int
	Counts  []string
	Last    int64
	Ways    []newsWay
	Lost    bool // older changes are no longer kept
	Base    string
	Begun   time.Time
	Noted   bool // changes are noted at all
	AllLink string
}

type newsWay struct {
	Name, To string
	Chosen   bool
}

// newsLine is what became of one thing, all its changes together.
type newsLine struct {
	changes.Entry
	To, IntoTo, IntoName string
	Judged               bool
}

const (
	mostNews    = 12
	mostChanges = 500
	theMark     = "mark"
	aDay        = 24 * time.Hour
)

// news finds what changed since what the reader chose: the mark they set, or a day.
func (room *Room) news(r *http.Request, l *Ledger, base string) (newsPart, error) {
	p := newsPart{signed: room.signed(r, l, base), Since: r.URL.Query().Get("since"), Base: base}
	if l.News == nil {
		return p, nil
	}
	mark, err := room.desk.Mark(r.Context(), p.Who)
	if err != nil {
		return p, err
	}
	p.Noted, p.Last, p.Begun, p.Marked = true, l.News.Last, l.News.Begun, !mark.When.IsZero()
	if p.Since == "" {
		p.Since = "day"
		if p.Marked {
			p.Since = theMark
		}
	}
	seq := int64(0)
	switch n, err := strconv.ParseInt(p.Since, 10, 64); {
	case p.Since == "day":
		seq, p.Told = l.News.After(room.settings.Now().Add(-aDay)), "in the last 24 hours"
	case p.Since == "week":
		seq, p.Told = l.News.After(room.settings.Now().Add(-7*aDay)), "in the last 7 days"
	case p.Since == theMark && p.Marked:
		seq, p.Told = mark.Seq, "since you said that you had seen it all, "+mark.When.UTC().Format("2 Jan 2006 15:04")+" UTC"
	case err == nil && n >= 0:
		seq, p.Told = n, fmt.Sprintf("since change %d", n)
	default:
		return p, fault{http.StatusBadRequest, fmt.Sprintf("%q is none of mark, day, week or the number of a change.", p.Since)}
	}
	p.Lost = l.News.Forgotten(seq)
	p.take(l, l.News.Since(seq))
	for _, way := range [][2]string{{theMark, "since I last saw it all"}, {"day", "24 hours"}, {"week", "7 days"}, {"0", "everything"}} {
		if way[0] != theMark || p.Marked {
			p.Ways = append(p.Ways, newsWay{way[1], base + "?since=" + way[0], p.Since == way[0]})
		}
	}
	p.AllLink = "/changes?since=" + p.Since
	return p, nil
}

// take lays out changes, one line for each thing, the latest first.
func (p *newsPart) take(l *Ledger, all []changes.Entry) {
	at := map[string]int{}
	for _, e := range slices.Backward(all) {
		if i, known := at[e.Of+e.ID]; known {
			p.Lines[i].older(e)
			continue
		}
		at[e.Of+e.ID] = len(p.Lines)
		p.Lines = append(p.Lines, l.newsLine(e))
	}
	// What came and went meanwhile is nothing to tell.
	p.Lines = slices.DeleteFunc(p.Lines, func(x newsLine) bool { return x.Kind == "" })
	n := map[string]int{}
	var order []string
	for _, x := range p.Lines {
		key := string(x.Kind) + " " + x.Of
		if n[key]++; n[key] == 1 {
			order = append(order, key)
		}
	}
	slices.Sort(order)
	for _, key := range order {
		kind, of, _ := strings.Cut(key, " ")
		word := map[string]string{changes.OfEvent: "happening", changes.OfReport: "report"}[of]
		p.Counts = append(p.Counts, view.Plural(n[key], word)+" "+kind)
	}
	p.Total = len(p.Lines)
}

// older takes an earlier change of the same thing in.
func (x *newsLine) older(e changes.Entry) {
	switch {
	case e.Kind == changes.Added && (x.Kind == changes.Deleted || x.Kind == changes.Merged):
		x.Kind = ""
	case e.Kind == changes.Added && x.Kind == changes.Changed:
		x.Kind, x.How = changes.Added, nil
	case e.Kind == changes.Changed && x.Kind == changes.Changed:
		x.How = append(slices.Clone(e.How), x.How...)
	}
}

func (l *Ledger) newsLine(e changes.Entry) newsLine {
	x := newsLine{Entry: e}
	switch e.Of {
	case changes.OfReport:
		if r := l.Report(e.ID); e.Kind == changes.Added && r.Text != "" {
			x.To = href("report-" + e.ID)
		}
	default:
		if _, ok := l.Index.Row(e.ID); ok {
			x.To = "/happenings/" + e.ID
		}
		if row, ok := l.Index.Row(e.Into); ok {
			x.IntoTo, x.IntoName = "/happenings/"+row.ID, row.Head
		}
	}
	return x
}

// Few are the lines that Today lists.
func (p newsPart) Few() []newsLine { return p.Lines[:min(mostNews, len(p.Lines))] }

// Listed are those that the page of changes lists.
func (p newsPart) Listed() []newsLine { return p.Lines[:min(mostChanges, len(p.Lines))] }

func (room *Room) changes(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p, err := room.news(r, l, "/changes")
	if err != nil {
		return shown{}, err
	}
	return shown{page: "changes", title: "What changed", here: "today", body: p}, nil
}

// seen marks that somebody has seen the changes up to one of them.
func (room *Room) seen(w http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	f, err := room.form(r)
	if err != nil {
		return shown{}, err
	}
	seq, err := strconv.ParseInt(f.values.Get("last"), 10, 64)
	if err != nil || l.News == nil || seq < 0 || seq > l.News.Last {
		return shown{}, fault{http.StatusBadRequest, "The form names no change."}
	}
	if err := room.desk.SetMark(r.Context(), f.who, Mark{seq, room.settings.Now()}); err != nil {
		return shown{}, err
	}
	http.Redirect(w, r, f.back, http.StatusSeeOther)
	return shown{}, nil
}

// mostListeners is how many may wait for news at once.
const mostListeners = 64

// live sends an event (server-sent events) each time the ledger changes: how many
// changes came after the one that the listener knows of. It sends no content, so that
// a page never moves under its reader.
func (room *Room) live(w http.ResponseWriter, r *http.Request) {
	defer room.listeners.Add(-1)
	if room.listeners.Add(1) > mostListeners {
		http.Error(w, "Too many listen already.", http.StatusServiceUnavailable)
		return
	}
	l, err := room.desk.Ledger(r.Context())
	if err != nil || l.News == nil {
		http.Error(w, "There is nothing to listen to.", http.StatusServiceUnavailable)
		return
	}
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{}) // where it cannot be set it ends earlier, and the listener comes again
	w.Header().Set("Content-Type", "text/event-stream")
	known := knownTo(r, l.News.Last)
	tell := func() error {
		_, err := fmt.Fprintf(w, "id: %d\nevent: change\ndata: {\"last\":%d,\"changes\":%d,\"decisions\":%d}\n\n", known, l.News.Last, len(l.News.Since(known)), l.Book.Last)
		return errors.Join(err, out.Flush())
	}
	if tell() != nil {
		return
	}
	for r.Context().Err() == nil {
		now, err := room.desk.Await(r.Context(), l)
		switch {
		case err != nil:
			return
		case now == l || now.News == nil:
			if _, err := fmt.Fprint(w, ": still here\n\n"); errors.Join(err, out.Flush()) != nil {
				return
			}
		default:
			if l = now; tell() != nil {
				return
			}
		}
	}
}

// knownTo is the change that a listener knows of.
func knownTo(r *http.Request, last int64) int64 {
	for _, words := range []string{r.Header.Get("Last-Event-ID"), r.URL.Query().Get("since")} {
		if n, err := strconv.ParseInt(words, 10, 64); err == nil && n >= 0 {
			return n
		}
	}
	return last
}
