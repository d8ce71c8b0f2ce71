package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/capture/intake"
)

// Web says how the web is asked.
type Web struct {
	// Allow lists hosts as HOST:PORT that may lie in the own network: feeds of an intranet.
	Allow []string
	// Pages is how many pages of one feed or list are fetched when it is read; 0 for 100.
	Pages int
	// Contact is whom operators of sites can write to; empty for $TRUCEWATCH_CONTACT.
	Contact string
	// Delay is the least time between two requests to one host; nil for the usual second.
	Delay *time.Duration
}

// Wall is the clock on the wall. The stages take their time from it; none reads it.
type Wall struct{}

// Now returns the time.
func (Wall) Now() time.Time { return time.Now() }

// Sleep waits, or returns the error of ctx when that ends first.
func (Wall) Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// projectPage is whom to write to where the user names nobody else.
const projectPage = "https://github.com/trucewatch/trucewatch"

// UserAgent is how the program names itself to sites: with its version and whom to write
// to, which is a web or mail address: the given one, else $TRUCEWATCH_CONTACT.
func UserAgent(contact string) string {
	if contact == "" {
		contact = os.Getenv("TRUCEWATCH_CONTACT")
	}
	if contact == "" {
		contact = projectPage
	}
	return fmt.Sprintf("trucewatch/%s (+%s)", Version, contact)
}

// NewFetcher makes the client that asks the web.
func NewFetcher(w Web) (*fetch.Client, error) {
	o := fetch.DefaultOptions(Wall{})
	o.UserAgent, o.Allow = UserAgent(w.Contact), w.Allow
	if w.Delay != nil {
		o.Delay = *w.Delay
	}
	return fetch.New(o)
}

// taking are the options of a reading. The caller closes the client.
func taking(w Web, stdin io.Reader) (intake.Options, error) {
	o := intake.DefaultOptions()
	client, err := NewFetcher(w)
	if err != nil {
		return o, err
	}
	o.Web, o.Clock, o.Stdin = client, Wall{}, stdin
	if w.Pages > 0 {
		o.Pages = w.Pages
	}
	return o, nil
}
