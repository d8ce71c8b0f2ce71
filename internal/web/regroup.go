package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

// mergePage offers what something may be the same as.
type mergePage struct {
	signed
	Of, ID, Name   string
	Here           string // address of the page
	Words          string // that were searched for
	Hidden         string // ID that the search keeps in the address, or empty
	Told           []told
	Candidates     []candidate
	One            bool // of the candidates can be chosen
	Action, Button string
}

// candidate is one of them, with the reasons to think so.
type candidate struct {
	ID, Name, To string
	Why          []string
	Told         []told
	Note         string
	score        int
}

const mostCandidates = 20

func (room *Room) mergeHappening(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	row, ok := l.Index.Row(r.PathValue("id"))
	if !ok {
		return shown{}, missing("happening", r.PathValue("id"))
	}
	at := "/happenings/" + row.ID
	p := mergePage{
		signed: room.signed(r, l, at), Of: review.OfEvent, ID: row.ID, Name: row.Head, Here: at + "/merge",
		Words: r.URL.Query().Get("name"), Told: few(l.told(row.Event)), Button: "These are one happening",
	}
	var among []*query.Row
	if p.Words != "" {
		among = l.Index.Select(query.Filter{Words: p.Words}).Rows
	} else {
		for i := range l.Index.Rows {
			among = append(among, &l.Index.Rows[i])
		}
	}
	for _, other := range among {
		c := alike(l, row, other)
		if other.ID != row.ID && (c.score >= leastAlike || p.Words != "") {
			p.Candidates = append(p.Candidates, c)
		}
	}
	p.Candidates = top(p.Candidates)
	for i := range p.Candidates {
		if other, ok := l.Index.Row(p.Candidates[i].ID); ok {
			p.Candidates[i].Told = few(l.told(other.Event))
		}
	}
	return shown{page: "merge", title: "Merge happenings", here: "happenings", body: p}, nil
}

// leastAlike is how much two happenings must share to be offered unasked.
const leastAlike = 4

// few are the first mentions of a happening, as many as stand side by side.
func few(all []told) []told { return all[:min(2, len(all))] }

// alike weighs what two happenings share.
func alike(l *Ledger, a, b *query.Row) candidate {
	c := candidate{ID: b.ID, Name: b.Head, To: "/happenings/" + b.ID, Note: dayText(b.Date)}
	say := func(score int, why string) { c.score += score; c.Why = append(c.Why, why) }
	if a.Type == b.Type {
		say(2, "both "+strings.ToLower(a.Type))
	}
	if a.First != "" && b.First != "" {
		switch days := apart(a, b); {
		case days == 0:
			say(2, "on the same day")
		case days <= 3:
			say(1, view.Plural(days, "day")+" apart")
		}
	}
	if a.Place != "" && a.Place == b.Place {
		say(2, "both in "+l.Name(string(a.Place)))
	}
	for _, id := range both(slices.Concat(a.Actors, a.Recipients), slices.Concat(b.Actors, b.Recipients)) {
		say(1, "both with "+l.Name(id))
	}
	return c
}

// apart is how many days lie between two happenings.
func apart(a, b *query.Row) int {
	from, to := a.Last, b.First
	if b.Last < a.First {
		from, to = b.Last, a.First
	}
	if from >= to {
		return 0
	}
	x, err1 := time.Parse(time.DateOnly, from)
	y, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	return int(y.Sub(x).Hours() / 24)
}

func both(a, b []string) []string {
	var out []string
	for _, id := range a {
		if slices.Contains(b, id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func top(all []candidate) []candidate {
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all[:min(mostCandidates, len(all))]
}

func (room *Room) mergeActor(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	if !l.IsActor(id) {
		return shown{}, missing("actor", id)
	}
	p := room.mergeNames(r, l, review.OfActor, "/actors/"+id)
	for _, a := range l.Actors {
		p.offer(l, named{ID: a.ID, Name: a.Name, Spellings: a.Aliases, Kind: a.Kind}, "/actors/")
	}
	p.Candidates = top(p.Candidates)
	return shown{page: "merge", title: "Merge actors", here: "actors", body: *p}, nil
}

func (room *Room) mergePlace(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	if !slices.ContainsFunc(l.Places, func(x record.Place) bool { return x.ID == id }) {
		return shown{}, missing("place", id)
	}
	p := room.mergeNames(r, l, review.OfPlace, "/places/"+id)
	for _, x := range l.Places {
		p.offer(l, named{ID: x.ID, Name: x.Name, Spellings: x.Aliases, Kind: string(trucewatch.PlaceKind)}, "/places/")
	}
	p.Candidates = top(p.Candidates)
	return shown{page: "merge", title: "Merge places", here: "places", body: *p}, nil
}

func (room *Room) mergeNames(r *http.Request, l *Ledger, of, at string) *mergePage {
	id := r.PathValue("id")
	return &mergePage{
		signed: room.signed(r, l, at), Of: of, ID: id, Name: l.Name(id), Here: at + "/merge", Words: r.URL.Query().Get("name"), Button: "These are one " + of,
	}
}

// offer takes a name among the candidates that is like the one, or that was searched for.
func (p *mergePage) offer(l *Ledger, n named, base string) {
	if n.ID == p.ID {
		return
	}
	c := candidate{ID: n.ID, Name: n.Name, To: base + n.ID, Note: n.Kind + ", " + view.Plural(l.mentions[n.ID], "mention")}
	if p.Words != "" {
		list := namesPage{Words: p.Words}
		list.take(n)
		if len(list.Names) == 0 {
			return
		}
		p.Candidates = append(p.Candidates, c)
		return
	}
	best := 0.0
	for _, x := range append([]string{n.Name}, n.Spellings...) {
		if score, _ := translit.Match(p.Name, x, trucewatch.MentionKind(n.Kind)); score > best {
			best = score
		}
	}
	if shared := both(tokens(p.Name), tokens(n.Name)); len(shared) > 0 {
		c.score += len(shared)
		c.Why = append(c.Why, "both have “"+strings.Join(shared, " ")+"”")
	}
	if best > likeName {
		c.score += int(best * 10)
		c.Why = append(c.Why, "spelt alike")
	}
	if c.score > 0 {
		p.Candidates = append(p.Candidates, c)
	}
}

// likeName is how alike two names must be to be offered unasked.
const likeName = 0.6

// copiesOf offers the reports that a report may repeat.
func (room *Room) copiesOf(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	if !slices.ContainsFunc(l.Reports, func(x record.Report) bool { return x.ID == id }) {
		return shown{}, missing("report", id)
	}
	at := "/reports/" + id
	p := mergePage{
		signed: room.signed(r, l, at), Of: review.OfReport, ID: id, Name: reportName(l.Report(id)), Here: at + "/copies",
		Words: r.URL.Query().Get("name"), One: true, Button: "It repeats the chosen report",
	}
	shares := map[string]int{}
	for _, e := range l.Events {
		tells := map[string]bool{}
		for _, m := range e.Mentions {
			tells[m.Report] = true
		}
		if tells[id] {
			for other := range tells {
				shares[other]++
			}
		}
	}
	for _, x := range l.Reports {
		if x.ID == id || p.Words == "" && shares[x.ID] == 0 {
			continue
		}
		c := candidate{ID: x.ID, Name: reportName(x), To: "/reports/" + x.ID, Note: view.Published(x), score: shares[x.ID]}
		if p.Words != "" && !strings.Contains(translit.Fold(c.Name), translit.Fold(p.Words)) {
			continue
		}
		if n := shares[x.ID]; n > 0 {
			c.Why = append(c.Why, "both tell of "+view.Plural(n, "happening"))
		}
		p.Candidates = append(p.Candidates, c)
	}
	p.Candidates = top(p.Candidates)
	return shown{page: "merge", title: "Copies", here: "reports", body: p}, nil
}

func reportName(r record.Report) string {
	if r.Title != "" {
		return view.Label(r) + ": " + string(r.Title)
	}
	return view.Label(r) + ": " + r.File
}

// splitPage offers what may belong to another one.
type splitPage struct {
	signed
	Of, ID, Name string
	Claims       []splitClaim
	Spellings    []spelling
	Reports      []reported
}

type splitClaim struct {
	judged
	Label    string
	Sentence []view.Segment
	Counts   bool // it only goes along
}

func (room *Room) splitHappening(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	row, ok := l.Index.Row(r.PathValue("id"))
	if !ok {
		return shown{}, missing("happening", r.PathValue("id"))
	}
	p := splitPage{signed: room.signed(r, l, "/happenings/"+row.ID), Of: review.OfEvent, ID: row.ID, Name: row.Head}
	for _, c := range l.Book.Of(row.ID) {
		p.Claims = append(p.Claims, splitClaim{l.judged(c), view.Label(l.Report(c.Report)), l.quote(c.Report, c.Start, c.End, markOf(c.Kind)), c.Kind != review.Told})
	}
	return shown{page: "split", title: "Split a happening", here: "happenings", body: p}, nil
}

func (room *Room) splitActor(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	i := slices.IndexFunc(l.Actors, func(a record.Actor) bool { return a.ID == id })
	if i < 0 {
		return shown{}, missing("actor", id)
	}
	return room.splitName(r, l, review.OfActor, "/actors/"+id, l.Actors[i].Aliases), nil
}

func (room *Room) splitPlace(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	i := slices.IndexFunc(l.Places, func(x record.Place) bool { return x.ID == id })
	if i < 0 {
		return shown{}, missing("place", id)
	}
	return room.splitName(r, l, review.OfPlace, "/places/"+id, l.Places[i].Aliases), nil
}

func (room *Room) splitName(r *http.Request, l *Ledger, of, at string, aliases []string) shown {
	id := r.PathValue("id")
	seen := namePage{ID: id}
	l.seen(&seen, aliases)
	p := splitPage{signed: room.signed(r, l, at), Of: of, ID: id, Name: l.Name(id), Spellings: seen.Spellings, Reports: seen.Reports}
	return shown{page: "split", title: "Split " + p.Name, here: of + "s", body: p}
}

// gone leads from the ID of what was merged to what it is now part of.
func (l *Ledger) gone(id string) string {
	to := ""
	for range l.laid.Gone {
		next, ok := l.laid.Gone[id]
		if !ok {
			break
		}
		to, id = next, next
	}
	return to
}

// mergedInto answers with the way to what something was merged into, if it was.
func (l *Ledger) mergedInto(w http.ResponseWriter, r *http.Request, base, what, id string) (shown, error) {
	to := l.gone(id)
	if to == "" {
		return shown{}, missing(what, id)
	}
	http.Redirect(w, r, base+url.PathEscape(to), http.StatusSeeOther)
	return shown{}, nil
}

// changedBy lists the decisions that made a happening what it is.
func (l *Ledger) changedBy(event string) []logEntry {
	var out []logEntry
	for _, e := range l.Book.Changed(event) {
		out = append(out, l.logged(e))
	}
	return out
}

// logged lays out a decision for the log.
func (l *Ledger) logged(e review.Entry) logEntry {
	x := logEntry{Entry: e, Act: review.ActOf(e.ID), Says: e.Words, Outcome: l.Book.Outcomes[e.ID]}
	if c, ok := l.Book.Claim(e.Fingerprint); ok {
		x.Says, x.To = c.Says, "/review?"+claimKey+"="+c.Fingerprint
	}
	p := review.PayloadOf(e.Decision)
	for _, name := range slices.Concat(review.Fields(review.Told), review.Fields(review.Stated), review.Fields(review.Counted)) {
		values, ok := p.Set[name]
		if !ok {
			continue
		}
		names := make([]string, len(values))
		for i, v := range values {
			names[i] = cmp.Or(v.Name, v.ID)
		}
		x.Set = append(x.Set, fmt.Sprintf("%s: %s", strings.ReplaceAll(name, "_", " "), cmp.Or(strings.Join(names, ", "), "nothing")))
	}
	if len(p.Groups) > 0 {
		x.Of, x.Regrouped = p.Of, true
	}
	return x
}
