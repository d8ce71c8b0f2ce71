package watch

import (
	"cmp"
	"strings"
	"time"
)

// Line is one line of the log.
type Line struct {
	When time.Time `json:"when"`
	// Did is what was done: one of the words below.
	Did  string `json:"did"`
	Feed string `json:"feed,omitempty"`
	URL  string `json:"url,omitempty"`
	// Why says in plain words why, where that is not plain.
	Why   string `json:"why,omitempty"`
	Found int    `json:"found,omitempty"` // pages that are new or changed
}

// What a line can tell.
const (
	Asked     = "asked"     // a feed
	Unchanged = "unchanged" // a feed or a page is as it was
	Failed    = "failed"    // a feed
	Noted     = "note"      // something odd in a feed
	Kept      = "taken"     // a page for the first time
	Changed   = "changed"   // a page: a new version was taken
	Out       = "left out"
	PutOff    = "put off"
	GaveUp    = "given up"
	Withdrawn = "withdrawn" // a page that was taken is no longer there
)

// String gives the line for people.
func (l Line) String() string {
	const did = 9
	parts := []string{l.When.UTC().Format("2006-01-02 15:04:05"), l.Did + strings.Repeat(" ", max(0, did-len(l.Did))), cmp.Or(l.URL, l.Feed)}
	if l.Did == Asked {
		parts = append(parts, plural(l.Found, "new page"))
	}
	if l.Why != "" {
		parts = append(parts, "("+l.Why+")")
	}
	return strings.Join(parts, "  ")
}

func (w *Watcher) tell(l Line) {
	if w.Log != nil {
		w.Log(l)
	}
}
