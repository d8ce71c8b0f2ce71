// Package alert finds what is to be told of the happenings under a saved filter: each
// once when it first appears, and again when more is known of it, with what changed.
// It writes that as JSON, as the text of an e-mail, and as an Atom feed.
//
// A happening keeps its identity through the sentences that tell of it: the record
// may give it another ID when later reports move its day or place.
package alert

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// State is what of a happening was told last.
type State struct {
	Event    string   `json:"event"`    // ID in the record at that time
	Mentions []string `json:"mentions"` // report:start of each mention
	Words    []string `json:"words"`    // address of the report, type, place and words of each: they outlive a new version of it
	Reports  []string `json:"reports"`  // IDs
	Pages    []string `json:"pages"`    // addresses of those that have one
	Tolls    []Toll   `json:"tolls"`
	DeniedBy []string `json:"denied_by"` // names
	Standing string   `json:"standing"`
	Status   string   `json:"status"`
}

// Toll is one count of victims as it stands.
type Toll struct {
	What  string `json:"what"`  // killed; wounded (civilians)
	Count string `json:"count"` // 12–20
}

// Known is a state that was told, how often the happening was told, and under which ID
// it was told first.
type Known struct {
	Happening string
	N         int
	State     State
}

// News is a happening of which something is to be told.
type News struct {
	Row     *query.Row
	Known   Known    // as it is to be kept; N counts this telling
	Changes []string // since it was last told; empty the first time
	New     []string // IDs of the reports not told of before
}

// Find returns what is to be told of some rows, in their order, beyond what is known.
func Find(x *query.Index, rows []*query.Row, known []Known) []News {
	b := newBook(known)
	denying := deniers(x.View)
	states := make([]State, len(rows))
	for i, r := range rows {
		states[i] = stateOf(x.View, r, denying[r.ID])
	}
	found := b.match(states)
	var out []News
	for n, r := range rows {
		now := states[n]
		if found[n] < 0 {
			out = append(out, News{Row: r, Known: Known{b.name(r.ID), 1, now}, New: now.Reports})
			continue
		}
		k := known[found[n]]
		changes := differences(x.View, k.State, now)
		if len(changes) == 0 {
			continue
		}
		fresh := slices.DeleteFunc(slices.Clone(now.Reports), func(id string) bool { return slices.Contains(k.State.Reports, id) })
		now.Mentions, now.Words = record.Union(k.State.Mentions, now.Mentions...), record.Union(k.State.Words, now.Words...)
		out = append(out, News{Row: r, Known: Known{k.Happening, k.N + 1, now}, Changes: changes, New: fresh})
	}
	return out
}

// book finds what is known: by the sentences that tell of it; else by its ID; else,
// where an outlet has rewritten its report, by what the report says there of it.
type book struct {
	at    [3]map[string][]int
	used  map[int]bool // that a happening has already taken
	names map[string]bool
}

// keys are by what a state is found, the surest first.
func keys(s State) [3][]string { return [3][]string{s.Mentions, {s.Event}, s.Words} }

func newBook(known []Known) *book {
	b := &book{[3]map[string][]int{{}, {}, {}}, map[int]bool{}, map[string]bool{}}
	for i, k := range known {
		b.names[k.Happening] = true
		for how, all := range keys(k.State) {
			for _, key := range all {
				b.at[how][key] = append(b.at[how][key], i)
			}
		}
	}
	return b
}

// pair is a state and a known happening that have keys in common.
type pair struct{ state, known, shared int }

// match returns for each state which known happening it is of, or -1. All are sought
// by one way before the next, and those with most in common come first: two happenings
// of one report that share a word do not take each other's place.
func (b *book) match(states []State) []int {
	out := make([]int, len(states))
	for i := range out {
		out[i] = -1
	}
	for how := range b.at {
		for _, p := range b.pairs(how, states, out) {
			if out[p.state] < 0 && !b.used[p.known] {
				out[p.state], b.used[p.known] = p.known, true
			}
		}
	}
	return out
}

// pairs are the states not found yet with the known happenings that are free, by one
// way, those with most in common first.
func (b *book) pairs(how int, states []State, found []int) []pair {
	var out []pair
	for i, s := range states {
		if found[i] >= 0 {
			continue
		}
		shared := map[int]int{}
		for _, key := range keys(s)[how] {
			for _, k := range b.at[how][key] {
				shared[k]++
			}
		}
		for _, k := range slices.Sorted(maps.Keys(shared)) {
			if !b.used[k] {
				out = append(out, pair{i, k, shared[k]})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.known, y.known), cmp.Compare(x.state, y.state))
	})
	return out
}

// name returns the name of a happening that is new: its ID, unless another had that
// once.
func (b *book) name(id string) string {
	out := id
	for n := 2; b.names[out]; n++ {
		out = fmt.Sprintf("%s.%d", id, n)
	}
	b.names[out] = true
	return out
}

// Silently turns news into what is known without being told: for an alert that begins
// with what comes from now on.
func Silently(news []News) []Known {
	out := make([]Known, len(news))
	for i, n := range news {
		out[i] = n.Known
		out[i].N--
	}
	return out
}

// Key is by what a receiver knows a notice that comes twice.
func Key(alert, happening string, n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d", alert, happening, n))
	return hex.EncodeToString(sum[:16])
}

func stateOf(v *view.View, r *query.Row, denying []string) State {
	s := State{
		Event: r.ID, Standing: r.Standing, Status: r.Status,
		Mentions: []string{}, Words: []string{}, Reports: []string{}, Pages: []string{}, Tolls: []Toll{}, DeniedBy: []string{},
	}
	for _, m := range r.Mentions {
		s.Mentions = append(s.Mentions, fmt.Sprintf("%s:%d", m.Report, m.Start))
		page := string(v.Report(m.Report).URL)
		if page != "" {
			s.Words = record.Union(s.Words, strings.Join([]string{page, r.Type, string(r.Place), strings.ToLower(m.Quote)}, " "))
		}
		if !slices.Contains(s.Reports, m.Report) {
			s.Reports = append(s.Reports, m.Report)
			if page != "" {
				s.Pages = append(s.Pages, page)
			}
		}
	}
	if r.Allegation != nil {
		denying = record.Union(r.Allegation.DeniedBy, denying...)
	}
	for _, id := range denying {
		s.DeniedBy = append(s.DeniedBy, v.Name(id))
	}
	slices.Sort(s.DeniedBy)
	s.DeniedBy = slices.Compact(s.DeniedBy)
	for _, t := range r.Tolls {
		what := t.Measure
		if t.Victims != "" {
			what += " (" + string(t.Victims) + ")"
		}
		s.Tolls = append(s.Tolls, Toll{what, view.Bounds(t.Low, t.High)})
	}
	return s
}

// deniers are those who deny happenings, by happening.
func deniers(v *view.View) map[string][]string {
	out := map[string][]string{}
	for _, s := range v.Statements {
		if s.Stance != "deny" || len(s.Source) == 0 {
			continue
		}
		for _, id := range s.About {
			out[id] = record.Union(out[id], s.Source[:1]...)
		}
	}
	return out
}

// differences says what is known now and was not told before.
func differences(v *view.View, old, now State) []string {
	var out []string
	var reports []string
	for _, id := range now.Reports {
		r := v.Report(id)
		if told := slices.Contains(old.Reports, id) || slices.Contains(old.Pages, string(r.URL)); !told && r.CopyOf == "" { // a copy tells nothing new
			reports = append(reports, view.Label(r))
		}
	}
	if len(reports) > 0 {
		slices.Sort(reports)
		out = append(out, "new report: "+strings.Join(slices.Compact(reports), ", "))
	}
	for _, t := range now.Tolls {
		i := slices.IndexFunc(old.Tolls, func(o Toll) bool { return o.What == t.What })
		switch {
		case i < 0:
			out = append(out, fmt.Sprintf("%s: %s, not counted before", t.What, t.Count))
		case old.Tolls[i].Count != t.Count:
			out = append(out, fmt.Sprintf("%s: %s, before %s", t.What, t.Count, old.Tolls[i].Count))
		}
	}
	var denied []string
	for _, name := range now.DeniedBy {
		if !slices.Contains(old.DeniedBy, name) {
			denied = append(denied, name)
		}
	}
	if len(denied) > 0 {
		out = append(out, "denied by "+strings.Join(denied, ", "))
	}
	for _, x := range []struct{ what, old, now string }{{"standing", old.Standing, now.Standing}, {"status", old.Status, now.Status}} {
		if x.old != x.now {
			out = append(out, fmt.Sprintf("%s: %s, before %s", x.what, x.now, x.old))
		}
	}
	return out
}

// Message is a notice in full, as programs get it.
type Message struct {
	Format    string   `json:"format"` // "trucewatch.alert/1"
	Key       string   `json:"key"`    // the same when it is sent again
	Alert     string   `json:"alert"`
	Happening string   `json:"happening"` // the same for all notices of one happening
	Event     string   `json:"event"`     // its ID in the record now
	Told      int      `json:"told"`      // how often it is told with this notice
	When      string   `json:"when"`      // RFC 3339
	Title     string   `json:"title"`
	Date      string   `json:"date"`
	Place     string   `json:"place"`
	Status    string   `json:"status"`
	Standing  string   `json:"standing"`
	DeniedBy  []string `json:"denied_by"`
	Tolls     []Toll   `json:"tolls"`
	Changes   []string `json:"changes"` // since the last notice; empty in the first
	Reports   []Report `json:"reports"`
	Test      bool     `json:"test,omitempty"` // made up, to try the way
}

// Report is a report that tells of the happening.
type Report struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Words     string `json:"words"` // the sentence
	New       bool   `json:"new"`   // not told before
}

// Format is the value of the key format of a [Message].
const Format = "trucewatch.alert/1"

// Compose makes the message of some news; when is RFC 3339.
func Compose(v *view.View, alert, when string, n News) Message {
	s := n.Known.State
	m := Message{
		Format: Format, Key: Key(alert, n.Known.Happening, n.Known.N), Alert: alert, Happening: n.Known.Happening, Event: s.Event,
		Told: n.Known.N, When: when, Title: n.Row.Head, Date: string(n.Row.Date), Status: s.Status, Standing: s.Standing,
		DeniedBy: s.DeniedBy, Tolls: s.Tolls, Changes: append([]string{}, n.Changes...), Reports: []Report{},
	}
	if n.Row.Where != nil {
		m.Place = n.Row.Where.Name
	}
	for _, id := range s.Reports {
		m.Reports = append(m.Reports, reportOf(v, n, id))
	}
	return m
}

func reportOf(v *view.View, n News, id string) Report {
	r := v.Report(id)
	out := Report{ID: id, Outlet: view.Label(r), Published: string(r.Published.Date), URL: string(r.URL), New: slices.Contains(n.New, id)}
	i := slices.IndexFunc(n.Row.Mentions, func(m record.EventMention) bool { return m.Report == id })
	if i < 0 {
		return out
	}
	if p, ok := v.Around(id, n.Row.Mentions[i].Start); ok {
		out.Words = v.OneLine(p)
	}
	return out
}
