package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Alert is a saved filter with the ways in which its finds are told.
type Alert struct {
	Name string // letters, digits, - _ and .
	Rule []byte // JSON; no secrets
}

// Told is what of a happening was last told under an alert.
type Told struct {
	Happening string // the ID under which it was first told
	N         int    // how often it was told, from 0: known, and not told
	State     []byte // JSON: what was known of it then
}

// Notice is one thing that is told under an alert. It waits until every way has taken
// it over.
type Notice struct {
	Key       string // unique; what is delivered twice is known by it
	Happening string
	When      time.Time // UTC, whole milliseconds
	Body      []byte    // JSON
	Waiting   []string  // ways that have not taken it over yet, sorted
}

// Telling is how far an alert has come.
type Telling struct {
	Told    int       // notices
	Waiting int       // of them those that a way has not taken over yet
	Last    time.Time // of the newest; zero where there is none
}

// Alerts is what telling people of happenings has to remember. What is told and that
// it was told are kept in one step, so that nothing is told twice as new, and nothing
// is lost between the two.
type Alerts interface {
	// PutAlert keeps an alert, or changes the one of that name; what it has told stays.
	PutAlert(ctx context.Context, a Alert) error

	// RemoveAlert removes an alert with all it has told, and says whether there was one.
	RemoveAlert(ctx context.Context, name string) (bool, error)

	// Alerts returns every alert in order of name.
	Alerts(ctx context.Context) ([]Alert, error)

	// Told returns what was told under an alert, in order of happening.
	Told(ctx context.Context, alert string) ([]Told, error)

	// Tell keeps what is now told, all or nothing. A state whose N is not above the one
	// that is kept, and a notice whose key is known, are passed over: another program
	// was faster. An alert that is not there is ErrNone.
	Tell(ctx context.Context, alert string, told []Told, notices []Notice) error

	// Notices returns what was told under an alert, the oldest first.
	Notices(ctx context.Context, alert string) ([]Notice, error)

	// Undelivered returns those of the notices that wait for a way, the oldest first.
	Undelivered(ctx context.Context, alert string) ([]Notice, error)

	// Telling counts the notices of an alert.
	Telling(ctx context.Context, alert string) (Telling, error)

	// Delivered keeps that a way has taken over some notices.
	Delivered(ctx context.Context, alert, way string, keys []string) error
}

// CheckAlert returns ErrInvalid for an alert that cannot be kept.
func CheckAlert(a Alert) error {
	if !regexp.MustCompile(`^[\pL\pN][\pL\pN._-]{0,63}$`).MatchString(a.Name) {
		return fmt.Errorf("alert %q: a name is of letters, digits, - _ and . (at most 64): %w", a.Name, ErrInvalid)
	}
	if len(a.Rule) == 0 {
		return fmt.Errorf("alert %q has no rule: %w", a.Name, ErrInvalid)
	}
	return nil
}

// CheckTold returns ErrInvalid for states and notices that cannot be kept.
func CheckTold(told []Told, notices []Notice) error {
	for _, t := range told {
		if t.Happening == "" || t.N < 0 {
			return fmt.Errorf("telling of %q for the %dth time: %w", t.Happening, t.N, ErrInvalid)
		}
	}
	for _, n := range notices {
		if n.Key == "" || n.Happening == "" || slices.Contains(n.Waiting, "") {
			return fmt.Errorf("notice %q of %q: %w", n.Key, n.Happening, ErrInvalid)
		}
	}
	return nil
}
