package store

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/trucewatch/trucewatch"
)

// Feed is a list of reports that is asked again and again, as the user wrote it
// down, with how it stands. Times are UTC and whole milliseconds; the zero time is
// none.
type Feed struct {
	URL    string
	Name   string
	Outlet string // whose reports it lists, where all are of one outlet
	Gate   string // how closely its reports must be about the situation; empty as for all
	From   string // the list of feeds it stands in, or empty when it was added by hand
	Every  time.Duration
	Added  time.Time
	Paused bool
	State  FeedState
}

// FeedState is what asking a feed has shown.
type FeedState struct {
	Kind, Title    string    // what sort of list it is, and its name for itself
	ETag, Modified string    // what the server wants to hear when it is asked again
	Due            time.Time // when it is to be asked next
	LastOK         time.Time
	LastError      time.Time
	Error          string // in plain words; empty when the last asking went well
	Failures       int    // in a row
}

// Entry is one report that a feed lists.
type Entry struct {
	URL       string // canonical: the page is known by it
	Address   string // to fetch it from
	Title     string
	Author    string
	Published string // RFC 3339, or empty
	Summary   string // text or HTML; dropped once a version is kept
	Whole     bool   // Summary is the whole report
	// Mark changes when the feed says that the report changed.
	Mark string
}

// Poll is what one asking of a feed gave.
type Poll struct {
	Feed    string
	When    time.Time
	State   FeedState
	Entries []Entry
}

// PageState is how far a page has come.
type PageState string

// The states of a page.
const (
	Waiting PageState = "waiting" // to be fetched when it is due
	Taken   PageState = "taken"   // its newest version is kept; may be due to be looked at again
	LeftOut PageState = "left out"
	GivenUp PageState = "given up" // it could not be fetched
)

// Page is one page that a feed lists, with how it stands.
type Page struct {
	Entry
	Feed      string
	FirstSeen time.Time
	State     PageState
	Due       time.Time // the zero time: not again
	Tries     int       // failed ones since it last went well
	Looks     int       // how often it was looked at again
	Why       string    // the last error, or why it was left out
	Forced    bool      // to be taken whatever the gate says
	ETag      string
	Modified  string
	Versions  int    // how many are kept
	Latest    string // capture of the newest version, or empty
	Day       string // of the last change, UTC
}

// Visit is what one fetching of a page gave. It takes effect as a whole or not at all.
type Visit struct {
	URL string
	// Versions is how many versions were kept when the page was fetched. Where another
	// has been added meanwhile the visit came too late and is dropped.
	Versions int
	When     time.Time
	State    PageState
	Due      time.Time
	Tries    int
	Looks    int
	Why      string
	ETag     string
	Modified string
	// Capture is a version that differs from the newest, or nil. Its Path must be URL.
	Capture *trucewatch.Capture
	// Dated and Signed say whether the capture tells when it was published, and by whom.
	Dated, Signed bool
	// Issue is what to tell of a page that was given up, or nil.
	Issue *trucewatch.Issue
}

// Day counts what a feed gave on one day, UTC.
type Day struct {
	Feed, Date string
	Polls      int // askings
	Errors     int // askings that failed
	Found      int // new pages listed
	Taken      int // versions kept
	LeftOut    int
	GivenUp    int
	Dated      int // of those taken
	Signed     int // of those taken
}

// Count is how many pages of a feed are in a state.
type Count struct {
	Feed  string
	State PageState
	Pages int
}

// Versions are the captures of one page in the order in which they were retrieved.
type Versions struct {
	URL      string
	Captures []string
}

// Watch keeps what the standing watch has to remember: the feeds, the pages they
// list, and the versions of each page. Each method is one transaction: a program that
// is killed at any moment has either done all of it or nothing.
type Watch interface {
	// PutFeed adds a feed, or changes what the user says of it; its state stays. A new
	// one is due at once.
	PutFeed(ctx context.Context, f Feed) error

	// RemoveFeed drops a feed with its counts and the pages of which no version is
	// kept. What was read of it stays. It reports whether there was such a feed.
	RemoveFeed(ctx context.Context, url string) (bool, error)

	// Feeds returns all feeds in order of URL.
	Feeds(ctx context.Context) ([]Feed, error)

	// Polled keeps the new state of a feed and queues the pages that are new or are
	// marked as changed, and returns how many it queued. A feed that was removed
	// meanwhile is passed over. A page that two feeds list belongs to the one whose
	// URL sorts first, until it has been taken.
	Polled(ctx context.Context, p Poll) (queued int, err error)

	// DuePages returns the pages that are due by a time, of feeds that are not paused,
	// in order of Due and URL, at most limit.
	DuePages(ctx context.Context, by time.Time, limit int) ([]Page, error)

	// NextDue is when the next page is due, the zero time for never.
	NextDue(ctx context.Context) (time.Time, error)

	// Pages returns all pages in a state in order of URL.
	Pages(ctx context.Context, state PageState) ([]Page, error)

	// Settle keeps what came of visits and returns how many versions are new. Each
	// version is stored in the transaction in which its page leaves the queue.
	Settle(ctx context.Context, visits []Visit) (added int, err error)

	// Requeue lets a page be fetched again and be taken whatever the gate says. It
	// reports whether there is such a page.
	Requeue(ctx context.Context, url string, now time.Time) (bool, error)

	// Hurry makes a feed due at a time, where there is one.
	Hurry(ctx context.Context, url string, due time.Time) error

	// Counts returns how many pages of each feed are in each state, in that order.
	Counts(ctx context.Context) ([]Count, error)

	// Days returns the counts since a day, in order of feed and day.
	Days(ctx context.Context, since string) ([]Day, error)

	// Capture returns one capture; it is an error when there is none.
	Capture(ctx context.Context, id string) (trucewatch.Capture, error)

	// Changed returns, in order of URL, the versions of every page that has more than one.
	Changed(ctx context.Context) ([]Versions, error)
}

// NormalFeed returns f as a store keeps it, or ErrInvalid when it has no URL or interval.
func NormalFeed(f Feed) (Feed, error) {
	if f.URL == "" || f.Every <= 0 || f.Added.IsZero() {
		return f, fmt.Errorf("keeping feed %q: %w: URL, Every and Added are needed", f.URL, ErrInvalid)
	}
	f.Every = f.Every.Truncate(time.Millisecond)
	f.Added = Milli(f.Added)
	return f, nil
}

// Milli cuts a time to whole milliseconds and makes it UTC; the zero time stays.
func Milli(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}

// DayOf is the day of a time in UTC.
func DayOf(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// Takes reports whether what feed lists as e is to be queued over the page as it is
// known, and whether the page then belongs to that feed.
func (p Page) Takes(feed string, e Entry) (queue, adopt bool) {
	switch {
	case p.Versions == 0 && p.State == Waiting:
		return false, feed < p.Feed
	case p.Feed != feed || e.Mark == "" || e.Mark == p.Mark:
		return false, false
	}
	return true, true
}

// CheckVisit returns ErrInvalid when v cannot be kept.
func CheckVisit(v Visit) error {
	if v.URL == "" || v.State == "" || v.When.IsZero() || v.Capture != nil && v.Capture.Path != v.URL {
		return fmt.Errorf("keeping a visit of %q: %w: URL, State and When are needed, and the path of its capture is its URL", v.URL, ErrInvalid)
	}
	if v.Capture != nil {
		return CheckCapture(*v.Capture)
	}
	return nil
}

// ComparePages orders pages by when they are due, and then by URL.
func ComparePages(a, b Page) int {
	return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.URL, b.URL))
}
