package memory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/trucewatch/trucewatch/internal/store"
)

// alerted is what telling people has to remember of one alert.
type alerted struct {
	rule    []byte
	told    map[string]store.Told
	notices []store.Notice
}

// PutAlert implements store.Alerts.
func (s *Store) PutAlert(ctx context.Context, a store.Alert) error {
	if err := cmp.Or(store.CheckAlert(a), ctx.Err()); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, ok := s.alerts[a.Name]
	if !ok {
		kept = &alerted{told: map[string]store.Told{}}
		s.alerts[a.Name] = kept
	}
	kept.rule = slices.Clone(a.Rule)
	return nil
}

// RemoveAlert implements store.Alerts.
func (s *Store) RemoveAlert(ctx context.Context, name string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, there := s.alerts[name]
	delete(s.alerts, name)
	return there, nil
}

// Alerts implements store.Alerts.
func (s *Store) Alerts(ctx context.Context) ([]store.Alert, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []store.Alert
	for _, name := range slices.Sorted(maps.Keys(s.alerts)) {
		out = append(out, store.Alert{Name: name, Rule: slices.Clone(s.alerts[name].rule)})
	}
	return out, nil
}

// Told implements store.Alerts.
func (s *Store) Told(ctx context.Context, alert string) ([]store.Told, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, ok := s.alerts[alert]
	if !ok {
		return nil, nil
	}
	var out []store.Told
	for _, id := range slices.Sorted(maps.Keys(kept.told)) {
		t := kept.told[id]
		t.State = slices.Clone(t.State)
		out = append(out, t)
	}
	return out, nil
}

// Tell implements store.Alerts.
func (s *Store) Tell(ctx context.Context, alert string, told []store.Told, notices []store.Notice) error {
	if err := cmp.Or(store.CheckTold(told, notices), ctx.Err()); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, ok := s.alerts[alert]
	if !ok {
		return fmt.Errorf("keeping what alert %q tells: %w", alert, store.ErrNone)
	}
	for _, t := range told {
		if old, ok := kept.told[t.Happening]; !ok || t.N > old.N {
			t.State = slices.Clone(t.State)
			kept.told[t.Happening] = t
		}
	}
	for _, n := range notices {
		if s.noticed(n.Key) {
			continue
		}
		n.When = n.When.UTC().Truncate(time.Millisecond)
		n.Body, n.Waiting = slices.Clone(n.Body), slices.Clone(n.Waiting)
		kept.notices = append(kept.notices, n)
	}
	return nil
}

func (s *Store) noticed(key string) bool {
	for _, a := range s.alerts {
		if slices.ContainsFunc(a.notices, func(n store.Notice) bool { return n.Key == key }) {
			return true
		}
	}
	return false
}

// Notices implements store.Alerts.
func (s *Store) Notices(ctx context.Context, alert string) ([]store.Notice, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, ok := s.alerts[alert]
	if !ok {
		return nil, nil
	}
	out := slices.Clone(kept.notices)
	for i, n := range out {
		out[i].Body, out[i].Waiting = slices.Clone(n.Body), slices.Clone(n.Waiting)
	}
	return out, nil
}

// Undelivered implements store.Alerts.
func (s *Store) Undelivered(ctx context.Context, alert string) ([]store.Notice, error) {
	all, err := s.Notices(ctx, alert)
	return slices.DeleteFunc(all, func(n store.Notice) bool { return len(n.Waiting) == 0 }), err
}

// Telling implements store.Alerts.
func (s *Store) Telling(ctx context.Context, alert string) (store.Telling, error) {
	all, err := s.Notices(ctx, alert)
	var out store.Telling
	for _, n := range all {
		out.Told++
		if len(n.Waiting) > 0 {
			out.Waiting++
		}
		if n.When.After(out.Last) {
			out.Last = n.When
		}
	}
	return out, err
}

// Delivered implements store.Alerts.
func (s *Store) Delivered(ctx context.Context, alert, way string, keys []string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, ok := s.alerts[alert]
	if !ok {
		return nil
	}
	for i, n := range kept.notices {
		if slices.Contains(keys, n.Key) {
			kept.notices[i].Waiting = slices.DeleteFunc(n.Waiting, func(w string) bool { return w == way })
		}
	}
	return nil
}
