package storetest

import (
	"sync"
	"testing"

	"github.com/trucewatch/trucewatch/internal/store"
)

func testChoice(t *testing.T, s store.Store) {
	want := func(name, value string) {
		t.Helper()
		if got, err := s.Choice(t.Context(), name); got != value || err != nil {
			t.Errorf("Choice(%q) = %q, %v; want %q", name, got, err, value)
		}
	}
	want("analysis", "")
	for _, value := range []string{"fast", "full", "full"} {
		if err := s.SetChoice(t.Context(), "analysis", value); err != nil {
			t.Fatal(err)
		}
		want("analysis", value)
	}
	want("situation", "")
	for _, tc := range []struct {
		old, value string
		swapped    bool
		now        string
	}{{"", "x", false, "full"}, {"full", "fast", true, "fast"}, {"full", "x", false, "fast"}, {"fast", "fast", true, "fast"}} {
		if ok, err := s.SwapChoice(t.Context(), "analysis", tc.old, tc.value); ok != tc.swapped || err != nil {
			t.Errorf("SwapChoice(%q, %q) = %t, %v", tc.old, tc.value, ok, err)
		}
		want("analysis", tc.now)
	}
	testManySwappers(t, s)
}

// testManySwappers counts to 40 with eight at once, each of whom begins again when
// another was faster.
func testManySwappers(t *testing.T, s store.Store) {
	t.Helper()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for n := 0; n < 5; {
				old, err := s.Choice(t.Context(), "count")
				if err != nil {
					t.Error(err)
					return
				}
				ok, err := s.SwapChoice(t.Context(), "count", old, old+"x")
				if err != nil {
					t.Error(err)
					return
				}
				if ok {
					n++
				}
			}
		})
	}
	all.Wait()
	if got, err := s.Choice(t.Context(), "count"); len(got) != 40 || err != nil {
		t.Errorf("eight who counted five each come to %d, %v", len(got), err)
	}
}
