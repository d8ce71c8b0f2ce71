// Package memory is the store that forgets: everything is held in memory and gone
// when the program ends. It serves tests, and shows what the other one must do.
package memory

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// Store keeps primary data in memory. Make one with New.
type Store struct {
	mu        sync.RWMutex
	captures  map[string]trucewatch.Capture
	issues    map[string][]trucewatch.Issue // by path
	decisions []trucewatch.Decision
	digest    string
	record    []byte
	choices   map[string]string
	shelf     map[string]store.Shelved
	watched
	alerts map[string]*alerted
}

var _ store.Store = (*Store)(nil)

// New returns an empty store.
func New() *Store {
	return &Store{
		captures: map[string]trucewatch.Capture{}, issues: map[string][]trucewatch.Issue{}, choices: map[string]string{},
		shelf: map[string]store.Shelved{}, watched: newWatched(), alerts: map[string]*alerted{},
	}
}

// PutCaptures implements store.Store.
func (s *Store) PutCaptures(ctx context.Context, captures []trucewatch.Capture) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := make(map[string]trucewatch.Capture, len(captures)) // nothing is kept until all are found good
	added, changed := 0, false
	for _, c := range captures {
		if err := store.CheckCapture(c); err != nil {
			return 0, err
		}
		old, known := fresh[c.ID]
		if !known {
			old, known = s.captures[c.ID]
		}
		switch {
		case !known:
			added++
			fresh[c.ID] = clone(c)
		case !store.SameContent(old, c):
			return 0, fmt.Errorf("keeping document %q: %w", c.Path, store.ErrConflict)
		case store.Before(c, old):
			changed = true
			moved := clone(c)
			moved.Meta = old.Meta
			fresh[c.ID] = moved
		}
	}
	maps.Copy(s.captures, fresh)
	for _, c := range captures {
		if _, there := s.issues[c.Path]; there {
			changed = true
			delete(s.issues, c.Path)
		}
	}
	s.changed(changed || added > 0)
	return added, nil
}

// Captures implements store.Store.
func (s *Store) Captures(ctx context.Context) iter.Seq2[trucewatch.Capture, error] {
	return s.each(ctx, func(c trucewatch.Capture) trucewatch.Capture { return c })
}

// Index implements store.Store.
func (s *Store) Index(ctx context.Context) iter.Seq2[trucewatch.Capture, error] {
	return s.each(ctx, func(c trucewatch.Capture) trucewatch.Capture {
		c.Bytes = nil
		return c
	})
}

// each yields what is made of every capture.
func (s *Store) each(ctx context.Context, of func(trucewatch.Capture) trucewatch.Capture) iter.Seq2[trucewatch.Capture, error] {
	return func(yield func(trucewatch.Capture, error) bool) {
		s.mu.RLock()
		all := slices.Collect(maps.Values(s.captures))
		s.mu.RUnlock()
		slices.SortFunc(all, func(a, b trucewatch.Capture) int { return strings.Compare(a.ID, b.ID) })
		for _, c := range all {
			if err := ctx.Err(); err != nil {
				yield(trucewatch.Capture{}, err)
				return
			}
			if !yield(of(clone(c)), nil) {
				return
			}
		}
	}
}

// SaveIssues implements store.Store.
func (s *Store) SaveIssues(ctx context.Context, issues []trucewatch.Issue) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	fresh := map[string][]trucewatch.Issue{}
	for _, i := range issues {
		if err := store.CheckIssue(i); err != nil {
			return err
		}
		fresh[i.Where] = append(fresh[i.Where], i)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := false
	for path, list := range fresh {
		slices.SortFunc(list, store.CompareIssues)
		list = slices.Compact(list)
		changed = changed || !slices.Equal(list, s.issues[path])
		s.issues[path] = list
	}
	s.changed(changed)
	return nil
}

// Issues implements store.Store.
func (s *Store) Issues(ctx context.Context) ([]trucewatch.Issue, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []trucewatch.Issue
	for _, path := range slices.Sorted(maps.Keys(s.issues)) {
		all = append(all, s.issues[path]...)
	}
	return all, nil
}

// AppendDecision implements store.Store.
func (s *Store) AppendDecision(ctx context.Context, d trucewatch.Decision) (trucewatch.Decision, error) {
	if err := ctx.Err(); err != nil {
		return trucewatch.Decision{}, err
	}
	d, err := store.Normal(d)
	if err != nil {
		return trucewatch.Decision{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, old := range s.decisions {
		if old.ID != d.ID {
			continue
		}
		if !store.SameDecision(old, d) {
			return trucewatch.Decision{}, fmt.Errorf("keeping decision %q: %w", d.ID, store.ErrConflict)
		}
		return withOwnPayload(old), nil
	}
	d.Seq = int64(len(s.decisions)) + 1
	s.decisions = append(s.decisions, withOwnPayload(d))
	return d, nil
}

// LastDecision implements store.Store.
func (s *Store) LastDecision(ctx context.Context) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return int64(len(s.decisions)), nil
}

// Decisions implements store.Store.
func (s *Store) Decisions(ctx context.Context) iter.Seq2[trucewatch.Decision, error] {
	return func(yield func(trucewatch.Decision, error) bool) {
		s.mu.RLock()
		all := slices.Clone(s.decisions)
		s.mu.RUnlock()
		for _, d := range all {
			if err := ctx.Err(); err != nil {
				yield(trucewatch.Decision{}, err)
				return
			}
			if !yield(withOwnPayload(d), nil) {
				return
			}
		}
	}
}

// SetLedger implements store.Store.
func (s *Store) SetLedger(ctx context.Context, digest string, record []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.digest, s.record = digest, bytes.Clone(record)
	if digest == "" {
		s.record = nil
	}
	return nil
}

// Ledger implements store.Store.
func (s *Store) Ledger(ctx context.Context) (string, []byte, error) {
	if err := ctx.Err(); err != nil {
		return "", nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.digest, bytes.Clone(s.record), nil
}

// Shelve implements store.Store.
func (s *Store) Shelve(ctx context.Context, list []store.Shelved) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range list {
		if _, known := s.captures[r.Capture]; known {
			r.Content = append([]byte{}, r.Content...)
			s.shelf[r.Capture] = r
		}
	}
	return nil
}

// Unshelve implements store.Store.
func (s *Store) Unshelve(ctx context.Context, capture, mark string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if r, known := s.shelf[capture]; known && r.Mark == mark {
		return append([]byte{}, r.Content...), nil
	}
	return nil, nil
}

// SetChoice implements store.Store.
func (s *Store) SetChoice(ctx context.Context, name, value string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.choices[name] = value
	return nil
}

// SwapChoice implements store.Store.
func (s *Store) SwapChoice(ctx context.Context, name, old, value string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.choices[name] != old {
		return false, nil
	}
	s.choices[name] = value
	return true, nil
}

// Choice implements store.Store.
func (s *Store) Choice(ctx context.Context, name string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.choices[name], nil
}

// Stamp implements store.Store.
func (s *Store) Stamp(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.digest, nil
}

// Close implements store.Store; there is nothing to free.
func (s *Store) Close() error { return nil }

// changed drops the cached record when something it was computed from changed.
func (s *Store) changed(yes bool) {
	if yes {
		s.digest, s.record = "", nil
	}
}

// clone copies the bytes too, so that neither side can change what the other has.
// An empty document has empty bytes, never nil, and empty side data is none.
func clone(c trucewatch.Capture) trucewatch.Capture {
	c.Bytes = append([]byte{}, c.Bytes...)
	c.Meta = bytes.Clone(c.Meta)
	if len(c.Meta) == 0 {
		c.Meta = nil
	}
	return c
}

func withOwnPayload(d trucewatch.Decision) trucewatch.Decision {
	d.Payload = bytes.Clone(d.Payload)
	return d
}
