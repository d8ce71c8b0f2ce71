package store

import (
	"bytes"
	"cmp"
	"fmt"
	"time"

	"github.com/trucewatch/trucewatch"
)

// CheckCapture returns ErrInvalid when c cannot be kept.
func CheckCapture(c trucewatch.Capture) error {
	if c.ID == "" || c.Name == "" {
		return fmt.Errorf("keeping document %q: %w: ID and Name are needed", c.Path, ErrInvalid)
	}
	return nil
}

// CheckIssue returns ErrInvalid when i cannot be kept.
func CheckIssue(i trucewatch.Issue) error {
	if i.Where == "" || i.What == "" {
		return fmt.Errorf("keeping an issue: %w: Where and What are needed", ErrInvalid)
	}
	return nil
}

// Normal returns d as a store keeps it, or ErrInvalid when it lacks who decided
// what, and when. An empty payload becomes nil.
func Normal(d trucewatch.Decision) (trucewatch.Decision, error) {
	if d.ID == "" || d.Who == "" || d.Kind == "" || d.Fingerprint == "" || d.When.IsZero() {
		return d, fmt.Errorf("keeping decision %q: %w: ID, Who, When, Kind and Fingerprint are needed", d.ID, ErrInvalid)
	}
	d.When = time.UnixMilli(d.When.UnixMilli()).UTC()
	if len(d.Payload) == 0 {
		d.Payload = nil
	}
	return d, nil
}

// SameContent reports whether a and b are the same document. Path and media type
// take no part: they tell where and how it was found. Nor does the side data of two
// fetched pages: it tells when and through which feed, and that of the first stays.
func SameContent(a, b trucewatch.Capture) bool {
	return a.Name == b.Name && bytes.Equal(a.Bytes, b.Bytes) && (bytes.Equal(a.Meta, b.Meta) || a.Fetched() && b.Fetched())
}

// SameDecision reports whether a and b are the same act; Seq takes no part.
func SameDecision(a, b trucewatch.Decision) bool {
	return a.ID == b.ID && a.Who == b.Who && a.When.Equal(b.When) && a.Why == b.Why && a.Kind == b.Kind &&
		a.Fingerprint == b.Fingerprint && a.Words == b.Words && bytes.Equal(a.Payload, b.Payload)
}

// Before reports whether the place where a was found stands before that of b. A
// store keeps the first, so that it does not matter which copy was read first.
func Before(a, b trucewatch.Capture) bool {
	return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.MediaType, b.MediaType)) < 0
}

// CompareIssues orders issues by where they arose, what was left out, and why.
func CompareIssues(a, b trucewatch.Issue) int {
	return cmp.Or(cmp.Compare(a.Where, b.Where), cmp.Compare(a.What, b.What),
		cmp.Compare(a.Why, b.Why), cmp.Compare(a.Report, b.Report))
}
