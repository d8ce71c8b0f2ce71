package link_test

import (
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/link"
	"github.com/trucewatch/trucewatch/packs"
)

func TestWhatTwoSidesHaveBetweenThem(t *testing.T) {
	for _, tc := range []struct {
		name     string
		one, two []string
		want     int
	}{
		{"both name both", []string{"a", "b"}, []string{"b", "a"}, 1},
		{"each names one of the two", []string{"a"}, []string{"b"}, 1},
		{"a host besides", []string{"a", "b", "c"}, []string{"a", "b"}, 1},
		{"with one side and with another", []string{"a", "b"}, []string{"a", "c"}, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			signed := func(sides []string) told {
				return told{word: "accord", kind: trucewatch.Agree, status: trucewatch.Occurred, sides: sides, place: "geneva", when: "2025-03-04", rule: "en.event.agree.accord"}
			}
			var w world
			w.add("r-1", "One", "2025-03-07", signed(tc.one))
			w.add("r-2", "Two", "2025-03-07", signed(tc.two))
			for _, id := range []string{"a", "b", "c"} {
				w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: id, Kind: trucewatch.Organization, Named: true})
			}
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestTheNextRoundIsNoneOfThoseHeld(t *testing.T) {
	rules, err := link.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, told, held, again, why string
		want                         int
	}{
		{"held before", "2025-03-07", "2025-03-04", "2025-03-08", "will", 2},
		{"held soon after", "2025-03-07", "2025-03-12", "2025-03-13", "will", 1},
		{"held long after", "2025-03-07", "2025-03-28", "2025-03-29", "will", 2},
		{"told of looking back", "2025-03-07", "2025-03-04", "2025-03-08", "would", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			next := met("", "", "a", "b")
			next.status = trucewatch.Planned
			var w world
			w.add("r-1", "One", tc.told, next)
			w.add("r-2", "Two", tc.again, met("", tc.held, "a", "b"))
			e := &w.Claims[0].Events[0]
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.status.will", Words: tc.why})
			if got := len(rules.Link(w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestWhoElseMet(t *testing.T) {
	for _, tc := range []struct {
		name string
		two  []string
		want int
	}{{"the same two", []string{"nor", "pil"}, 1}, {"one of them and a third", []string{"nor", "maas"}, 2}, {"all three", []string{"nor", "pil", "maas"}, 1}} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			w.add("r-1", "One", "2025-03-07", met("geneva", "2025-03-04", "nor", "pil"))
			w.add("r-2", "Two", "2025-03-07", met("geneva", "2025-03-04", tc.two...))
			for _, id := range []string{"nor", "pil", "maas"} {
				w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: id, Kind: trucewatch.Person, Named: true})
			}
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestATruceOfOldIsNotTheTruceOfToday(t *testing.T) {
	for _, tc := range []struct {
		name string
		when string
		want int
	}{{"of long ago", "1974", 2}, {"of this year", "2025", 1}} {
		t.Run(tc.name, func(t *testing.T) {
			old := told{word: "truce", kind: trucewatch.Retreat, status: trucewatch.Occurred, sides: []string{"a", "b"}, when: tc.when, rule: "en.event.retreat.ceasefire"}
			now := old
			now.when, now.status, now.the = "", trucewatch.Ongoing, true
			var w world
			w.add("r-1", "One", "2025-03-07", old, now)
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestAPlanAndWhatIsAskedForBesideIt(t *testing.T) {
	plan, wish := shelled("", "", "a", "b"), shelled("", "", "a", "b")
	plan.status, wish.status = trucewatch.Planned, trucewatch.Proposed
	var one, two world
	one.add("r-1", "One", "2025-03-07", plan, wish)
	two.add("r-1", "One", "2025-03-07", plan)
	two.add("r-2", "Two", "2025-03-07", wish)
	if got := len(joined(t, one.World).Events); got != 1 {
		t.Errorf("%d happenings in one report, want 1", got)
	}
	if got := len(joined(t, two.World).Events); got != 2 {
		t.Errorf("%d happenings in two reports, want 2", got)
	}
}

func TestBandsOfNoNameTellNothingApart(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-03-07", shelled("hama", "2025-03-04", "troops"))
	w.add("r-2", "Two", "2025-03-07", shelled("hama", "2025-03-04", "reds"))
	w.Identities.Actors = []trucewatch.Actor{{ID: "troops", Kind: trucewatch.Organization}, {ID: "reds", Kind: trucewatch.Organization, Named: true}}
	if got := len(joined(t, w.World).Events); got != 1 {
		t.Errorf("%d happenings, want 1", got)
	}
}
