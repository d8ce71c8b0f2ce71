package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/trucewatch/trucewatch/internal/store"
)

func alert(name string) store.Alert {
	return store.Alert{Name: name, Rule: []byte(`{"filter":"kind=talks"}`)}
}

// state is what was told of a happening the n-th time.
func state(happening string, n int) store.Told {
	return store.Told{Happening: happening, N: n, State: fmt.Appendf(nil, `{"n":%d}`, n)}
}

func notice(happening string, n int, waiting ...string) store.Notice {
	return store.Notice{
		Key: fmt.Sprintf("%s-%d", happening, n), Happening: happening, When: instant(n),
		Body: fmt.Appendf(nil, `{"told":%d}`, n), Waiting: append([]string{}, waiting...),
	}
}

func putAlerts(t *testing.T, s store.Store, alerts ...store.Alert) {
	t.Helper()
	for _, a := range alerts {
		if err := s.PutAlert(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
}

// told reads all that an alert has told.
func told(t *testing.T, s store.Store, name string) ([]store.Told, []store.Notice) {
	t.Helper()
	states, err := s.Told(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	notices, err := s.Notices(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return states, notices
}

func testAlerts(t *testing.T, s store.Store) {
	t.Helper()
	putAlerts(t, s, alert("talks"), alert("Überfall.1"))
	changed := store.Alert{Name: "talks", Rule: []byte(`{"filter":"kind=access"}`)}
	for _, bad := range []store.Alert{{Rule: changed.Rule}, alert("a b"), alert("-x"), {Name: "x"}} {
		if err := s.PutAlert(t.Context(), bad); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("PutAlert(%q) = %v", bad.Name, err)
		}
	}
	if err := s.Tell(t.Context(), "talks", []store.Told{state("e-b", 1), state("e-a", 0)}, []store.Notice{notice("e-b", 1, "mail", "webhook")}); err != nil {
		t.Fatal(err)
	}
	if err := s.Tell(t.Context(), "talks", []store.Told{state("e-b", 2)}, []store.Notice{notice("e-b", 2, "mail")}); err != nil {
		t.Fatal(err)
	}
	putAlerts(t, s, changed) // what was told stays
	all, err := s.Alerts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "alerts", all, []store.Alert{changed, alert("Überfall.1")})
	states, notices := told(t, s, "talks")
	same(t, "states", states, []store.Told{state("e-a", 0), state("e-b", 2)})
	same(t, "notices", notices, []store.Notice{notice("e-b", 1, "mail", "webhook"), notice("e-b", 2, "mail")})
	if err := s.Delivered(t.Context(), "talks", "mail", []string{"e-b-1", "e-b-2", "none"}); err != nil {
		t.Fatal(err)
	}
	_, notices = told(t, s, "talks")
	same(t, "notices", notices, []store.Notice{notice("e-b", 1, "webhook"), notice("e-b", 2)})
	waiting, err := s.Undelivered(t.Context(), "talks")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "undelivered", waiting, []store.Notice{notice("e-b", 1, "webhook")})
	for name, want := range map[string]store.Telling{"talks": {Told: 2, Waiting: 1, Last: instant(2)}, "Überfall.1": {}, "none": {}} {
		got, err := s.Telling(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "telling of "+name, got, want)
	}
	for _, want := range []bool{true, false} {
		if there, err := s.RemoveAlert(t.Context(), "talks"); there != want || err != nil {
			t.Errorf("RemoveAlert = %t, %v", there, err)
		}
	}
	putAlerts(t, s, alert("talks")) // begins anew
	if states, notices := told(t, s, "talks"); len(states)+len(notices) != 0 {
		t.Errorf("an alert that was removed has told %v, %v", states, notices)
	}
}

func testTellWhole(t *testing.T, s store.Store) {
	t.Helper()
	putAlerts(t, s, alert("a"))
	for _, bad := range [][]store.Notice{{{Happening: "e"}}, {{Key: "k"}}, {notice("e", 1, "")}} {
		if err := s.Tell(t.Context(), "a", []store.Told{state("e", 1)}, bad); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("Tell(%+v) = %v", bad, err)
		}
	}
	if err := s.Tell(t.Context(), "none", []store.Told{state("e", 1)}, nil); !errors.Is(err, store.ErrNone) {
		t.Errorf("telling under no alert: %v", err)
	}
	if states, notices := told(t, s, "a"); len(states)+len(notices) != 0 {
		t.Errorf("half of it was kept: %v, %v", states, notices)
	}
}

func testManyTellers(t *testing.T, s store.Store) {
	t.Helper()
	putAlerts(t, s, alert("a"))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for n := 1; n < 5; n++ {
				if err := s.Tell(t.Context(), "a", []store.Told{state("e", n)}, []store.Notice{notice("e", n, "mail")}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	states, notices := told(t, s, "a")
	if len(states) != 1 || states[0].N != 4 || len(notices) != 4 {
		t.Errorf("%d states, %d notices", len(states), len(notices))
	}
}
