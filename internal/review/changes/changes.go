// Package changes keeps what became of the happenings from one state of the ledger to
// the next: which came, changed, went, or were merged into another. Each change has a
// number, so that a reader or a program can ask for all that came after one.
package changes

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Kind is what became of something.
type Kind string

// The kinds of change.
const (
	Added   Kind = "added"
	Changed Kind = "changed"
	Deleted Kind = "deleted"
	Merged  Kind = "merged"
)

// What a change is of.
const (
	OfEvent  = "event"
	OfReport = "report"
)

// Entry is one change.
type Entry struct {
	Seq  int64     `json:"seq"`
	When time.Time `json:"when"` // when it was noticed, in UTC
	Kind Kind      `json:"kind"`
	Of   string    `json:"of"`
	ID   string    `json:"id"`
	Into string    `json:"into,omitempty"` // of one that was merged
	What string    `json:"what"`           // in words, as it was then
	How  []string  `json:"how,omitempty"`  // of one that changed: what is otherwise
}

// state is what is remembered of a happening, to notice that it is otherwise.
type state struct {
	What  string    `json:"w"`
	Parts [6]string `json:"p"`
}

// names of the parts of a state.
func names() [6]string {
	return [6]string{"date", "place", "status", "standing", "reports", "killed"}
}

// Log is the changes of a ledger, the oldest first, with the state after the last.
type Log struct {
	Last    int64             `json:"last"` // Seq of the last change
	Entries []Entry           `json:"entries"`
	Events  map[string]state  `json:"events"`
	Reports map[string]string `json:"reports"`
	// Begun is when the first state was seen; what was there then is no change.
	Begun time.Time `json:"begun"`
}

// mostKept is how many changes are kept; older ones are forgotten.
const mostKept = 50_000

// Note compares a record with the state before and returns the log with what became of
// it since, and whether anything did. The receiver stays as it is. Gone says what was
// merged into what by a decision.
func (l *Log) Note(v *view.View, gone map[string]string, now time.Time) (*Log, bool) {
	events, reports := statesOf(v), map[string]string{}
	for _, r := range v.Reports {
		reports[r.ID] = reportName(r)
	}
	if l == nil || l.Begun.IsZero() {
		return &Log{Events: events, Reports: reports, Begun: now.UTC(), Entries: []Entry{}}, true
	}
	out := &Log{Last: l.Last, Entries: l.Entries, Events: events, Reports: reports, Begun: l.Begun}
	out.Entries = slices.Clip(out.Entries)
	add := func(e Entry) {
		out.Last++
		e.Seq, e.When = out.Last, now.UTC().Truncate(time.Millisecond)
		out.Entries = append(out.Entries, e)
	}
	for _, id := range slices.Sorted(maps.Keys(reports)) {
		if _, known := l.Reports[id]; !known {
			add(Entry{Kind: Added, Of: OfReport, ID: id, What: reports[id]})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.Reports)) {
		if _, there := reports[id]; !there {
			add(Entry{Kind: Deleted, Of: OfReport, ID: id, What: l.Reports[id]})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(events)) {
		before, known := l.Events[id]
		switch after := events[id]; {
		case !known:
			add(Entry{Kind: Added, Of: OfEvent, ID: id, What: after.What})
		case before != after:
			add(Entry{Kind: Changed, Of: OfEvent, ID: id, What: after.What, How: how(before, after)})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.Events)) {
		if _, there := events[id]; there {
			continue
		}
		e := Entry{Kind: Deleted, Of: OfEvent, ID: id, What: l.Events[id].What}
		if into := gone[id]; into != "" {
			e.Kind, e.Into = Merged, into
		}
		add(e)
	}
	if n := len(out.Entries); n > mostKept {
		out.Entries = slices.Clone(out.Entries[n-mostKept:])
	}
	return out, out.Last != l.Last
}

// statesOf is what is remembered of each happening.
func statesOf(v *view.View) map[string]state {
	killed := map[string]string{}
	for _, t := range v.Tolls {
		if t.Measure == "killed" && (t.Victims == "" || killed[t.Event] == "") {
			killed[t.Event] = view.Bounds(t.Low, t.High)
		}
	}
	out := make(map[string]state, len(v.Events))
	for _, e := range v.Events {
		place := ""
		if e.Place != "" {
			place = v.Name(string(e.Place))
		}
		out[e.ID] = state{v.Headline(e), [6]string{view.Day(e.Date), place, e.Status, e.Standing, fmt.Sprint(e.Reports), killed[e.ID]}}
	}
	return out
}

func reportName(r record.Report) string {
	if r.Title != "" {
		return view.Label(r) + ": " + string(r.Title)
	}
	return view.Label(r)
}

// how says what is otherwise.
func how(before, after state) []string {
	var out []string
	for i, name := range names() {
		if before.Parts[i] != after.Parts[i] {
			out = append(out, fmt.Sprintf("%s: %s, was %s", name, orNone(after.Parts[i]), orNone(before.Parts[i])))
		}
	}
	if before.What != after.What {
		out = append(out, "was: "+before.What)
	}
	return out
}

func orNone(s string) string {
	if s == "" {
		return "not known"
	}
	return s
}

// Since returns the changes after a Seq.
func (l *Log) Since(seq int64) []Entry {
	if l == nil {
		return nil
	}
	i, _ := slices.BinarySearchFunc(l.Entries, seq+1, func(e Entry, seq int64) int { return int(e.Seq - seq) })
	return l.Entries[i:]
}

// After returns the Seq of the last change that was noticed before a time.
func (l *Log) After(t time.Time) int64 {
	if l == nil {
		return 0
	}
	i := slices.IndexFunc(l.Entries, func(e Entry) bool { return !e.When.Before(t) })
	if i < 0 {
		return l.Last
	}
	return l.Entries[i].Seq - 1
}

// Forgotten reports whether changes after a Seq are no longer kept.
func (l *Log) Forgotten(seq int64) bool {
	return l != nil && seq < l.Last && (len(l.Entries) == 0 || l.Entries[0].Seq > seq+1)
}

// Encode writes the log as words that a store keeps.
func (l *Log) Encode() (string, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := json.NewEncoder(z).Encode(l); err != nil {
		return "", fmt.Errorf("writing the changes: %w", err)
	}
	if err := z.Close(); err != nil {
		return "", fmt.Errorf("writing the changes: %w", err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// Decode reads what Encode wrote; no words are an empty log.
func Decode(s string) (*Log, error) {
	if s == "" {
		return &Log{}, nil
	}
	z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(s)))
	if err != nil {
		return nil, fmt.Errorf("reading the changes: %w", err)
	}
	l := &Log{}
	if err := json.NewDecoder(z).Decode(l); err != nil {
		return nil, fmt.Errorf("reading the changes: %w", err)
	}
	return l, nil
}
