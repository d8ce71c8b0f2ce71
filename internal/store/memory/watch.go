package memory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// watched is what the standing watch has to remember.
type watched struct {
	feeds    map[string]store.Feed
	days     map[string]map[string]store.Day // by feed and day
	pages    map[string]store.Page
	versions map[string][]string // captures by URL, in order
}

func newWatched() watched {
	return watched{
		feeds: map[string]store.Feed{}, days: map[string]map[string]store.Day{},
		pages: map[string]store.Page{}, versions: map[string][]string{},
	}
}

// PutFeed implements store.Watch.
func (s *Store) PutFeed(ctx context.Context, f store.Feed) error {
	f, err := store.NormalFeed(f)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old, known := s.feeds[f.URL]
	f.State = store.FeedState{Due: f.Added}
	if known {
		f.State, f.Added = old.State, old.Added
	}
	s.feeds[f.URL] = f
	return nil
}

// RemoveFeed implements store.Watch.
func (s *Store) RemoveFeed(ctx context.Context, url string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.feeds[url]; !known {
		return false, nil
	}
	delete(s.feeds, url)
	delete(s.days, url)
	told := false
	for _, p := range s.pages {
		if p.Feed == url && p.Versions == 0 {
			delete(s.pages, p.URL)
			told = told || len(s.issues[p.URL]) > 0
			delete(s.issues, p.URL)
		}
	}
	s.changed(told)
	return true, nil
}

// Feeds implements store.Watch.
func (s *Store) Feeds(ctx context.Context) ([]store.Feed, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []store.Feed
	for _, url := range slices.Sorted(maps.Keys(s.feeds)) {
		all = append(all, s.feeds[url])
	}
	return all, nil
}

// Polled implements store.Watch.
func (s *Store) Polled(ctx context.Context, p store.Poll) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f, known := s.feeds[p.Feed]
	if !known {
		return 0, nil
	}
	f.State = p.State
	f.State.Due, f.State.LastOK, f.State.LastError = store.Milli(f.State.Due), store.Milli(f.State.LastOK), store.Milli(f.State.LastError)
	s.feeds[p.Feed] = f
	d, queued := store.Day{Feed: p.Feed, Date: store.DayOf(p.When), Polls: 1}, 0
	if p.State.Error != "" {
		d.Errors = 1
	}
	for _, e := range p.Entries {
		page, there := s.pages[e.URL]
		queue, adopt := true, true
		if there {
			queue, adopt = page.Takes(p.Feed, e)
		} else {
			page.FirstSeen = store.Milli(p.When)
			d.Found++
		}
		if adopt {
			page.Entry, page.Feed = e, p.Feed
		}
		if queue {
			page.State, page.Due, page.Tries, page.Day = store.Waiting, store.Milli(p.When), 0, d.Date
			queued++
		}
		s.pages[e.URL] = page
	}
	s.count(d)
	return queued, nil
}

// count adds to the counts of a day, where the feed is still there.
func (s *Store) count(d store.Day) {
	if _, known := s.feeds[d.Feed]; !known {
		return
	}
	if s.days[d.Feed] == nil {
		s.days[d.Feed] = map[string]store.Day{}
	}
	old := s.days[d.Feed][d.Date]
	old.Feed, old.Date = d.Feed, d.Date
	old.Polls += d.Polls
	old.Errors += d.Errors
	old.Found += d.Found
	old.Taken += d.Taken
	old.LeftOut += d.LeftOut
	old.GivenUp += d.GivenUp
	old.Dated += d.Dated
	old.Signed += d.Signed
	s.days[d.Feed][d.Date] = old
}

// pagesWhere returns the pages that pass a test, in order of URL.
func (s *Store) pagesWhere(ctx context.Context, test func(store.Page) bool) ([]store.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []store.Page
	for _, url := range slices.Sorted(maps.Keys(s.pages)) {
		if test(s.pages[url]) {
			all = append(all, s.pages[url])
		}
	}
	return all, nil
}

func (s *Store) awaits(p store.Page) bool { return !p.Due.IsZero() && !s.feeds[p.Feed].Paused }

// DuePages implements store.Watch.
func (s *Store) DuePages(ctx context.Context, by time.Time, limit int) ([]store.Page, error) {
	all, err := s.pagesWhere(ctx, func(p store.Page) bool { return s.awaits(p) && !p.Due.After(by) })
	slices.SortFunc(all, store.ComparePages)
	return all[:min(limit, len(all)):min(limit, len(all))], err
}

// NextDue implements store.Watch.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	all, err := s.pagesWhere(ctx, s.awaits)
	if err != nil || len(all) == 0 {
		return time.Time{}, err
	}
	return slices.MinFunc(all, store.ComparePages).Due, nil
}

// Pages implements store.Watch.
func (s *Store) Pages(ctx context.Context, state store.PageState) ([]store.Page, error) {
	return s.pagesWhere(ctx, func(p store.Page) bool { return p.State == state })
}

// Requeue implements store.Watch.
func (s *Store) Requeue(ctx context.Context, url string, now time.Time) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p, known := s.pages[url]
	if known {
		p.State, p.Due, p.Tries, p.Forced, p.ETag, p.Modified = store.Waiting, store.Milli(now), 0, true, "", ""
		s.pages[url] = p
	}
	return known, nil
}

// Hurry implements store.Watch.
func (s *Store) Hurry(ctx context.Context, url string, due time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, known := s.feeds[url]; known {
		f.State.Due = store.Milli(due)
		s.feeds[url] = f
	}
	return nil
}

// Counts implements store.Watch.
func (s *Store) Counts(ctx context.Context) ([]store.Count, error) {
	pages, err := s.pagesWhere(ctx, func(store.Page) bool { return true })
	if err != nil {
		return nil, err
	}
	n := map[store.Count]int{}
	for _, p := range pages {
		n[store.Count{Feed: p.Feed, State: p.State}]++
	}
	var all []store.Count
	for c, pages := range n {
		c.Pages = pages
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b store.Count) int {
		return cmp.Or(strings.Compare(a.Feed, b.Feed), strings.Compare(string(a.State), string(b.State)))
	})
	return all, nil
}

// Settle implements store.Watch.
func (s *Store) Settle(ctx context.Context, visits []store.Visit) (int, error) {
	var fresh []trucewatch.Capture
	for _, v := range visits {
		if err := store.CheckVisit(v); err != nil {
			return 0, err
		}
		if v.Capture != nil {
			fresh = append(fresh, *v.Capture)
		}
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range fresh { // nothing is kept until all are found good
		if old, known := s.captures[c.ID]; known && !store.SameContent(old, c) {
			return 0, fmt.Errorf("keeping page %q: %w", c.Path, store.ErrConflict)
		}
	}
	added, changed := 0, false
	for _, v := range visits {
		p, known := s.pages[v.URL]
		if !known || p.Versions != v.Versions {
			continue
		}
		p.State, p.Due, p.Tries, p.Looks, p.Why, p.ETag, p.Modified = v.State, store.Milli(v.Due), v.Tries, v.Looks, v.Why, v.ETag, v.Modified
		p.Day = store.DayOf(v.When)
		d := store.Day{Feed: p.Feed, Date: p.Day}
		if v.Capture != nil && v.Capture.ID != p.Latest {
			s.keepVersion(*v.Capture)
			p.Versions, p.Latest, p.Summary = p.Versions+1, v.Capture.ID, ""
			added, changed = added+1, true
			d.Taken, d.Dated, d.Signed = 1, one(v.Dated), one(v.Signed)
		}
		d.LeftOut, d.GivenUp = one(v.State == store.LeftOut), one(v.State == store.GivenUp)
		if v.Issue != nil && !slices.Equal(s.issues[v.Issue.Where], []trucewatch.Issue{*v.Issue}) {
			s.issues[v.Issue.Where], changed = []trucewatch.Issue{*v.Issue}, true
		}
		s.pages[v.URL] = p
		s.count(d)
	}
	s.changed(changed)
	return added, nil
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// keepVersion stores a capture as the next version of its page.
func (s *Store) keepVersion(c trucewatch.Capture) {
	if old, known := s.captures[c.ID]; !known || store.Before(c, old) {
		s.captures[c.ID] = clone(c)
	}
	delete(s.issues, c.Path)
	s.versions[c.Path] = append(s.versions[c.Path], c.ID)
}

// Days implements store.Watch.
func (s *Store) Days(ctx context.Context, since string) ([]store.Day, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []store.Day
	for _, feed := range slices.Sorted(maps.Keys(s.days)) {
		for _, day := range slices.Sorted(maps.Keys(s.days[feed])) {
			if strings.Compare(day, since) >= 0 {
				all = append(all, s.days[feed][day])
			}
		}
	}
	return all, nil
}

// Capture implements store.Watch.
func (s *Store) Capture(ctx context.Context, id string) (trucewatch.Capture, error) {
	if err := ctx.Err(); err != nil {
		return trucewatch.Capture{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	c, known := s.captures[id]
	if !known {
		return c, fmt.Errorf("reading document %q: %w", id, store.ErrNone)
	}
	return clone(c), nil
}

// Changed implements store.Watch.
func (s *Store) Changed(ctx context.Context) ([]store.Versions, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []store.Versions
	for _, url := range slices.Sorted(maps.Keys(s.versions)) {
		if len(s.versions[url]) > 1 {
			all = append(all, store.Versions{URL: url, Captures: slices.Clone(s.versions[url])})
		}
	}
	return all, nil
}
