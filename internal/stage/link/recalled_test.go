package link_test

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// TestWhatReportsComeBackTo: one happening that two reports tell under other signers,
// other days, other servants of one side.
func TestWhatReportsComeBackTo(t *testing.T) {
	signed := func(sides ...string) told {
		return told{word: "sign", kind: trucewatch.Support, status: trucewatch.Occurred, sides: sides, place: "geneva", when: "2025-03-04", rule: "en.event.support.sign"}
	}
	war := func(status trucewatch.Status, when string) told {
		return told{word: "war", kind: trucewatch.Assault, status: status, sides: []string{"a"}, when: when, rule: "en.event.assault.war"}
	}
	leaves := func(word, rule, side string) told {
		return told{word: word, kind: trucewatch.Retreat, status: trucewatch.Planned, sides: []string{side}, rule: "en.event.retreat." + rule}
	}
	freed := func(by, upon string) told {
		m := told{word: "release", kind: trucewatch.Retreat, status: trucewatch.Occurred, place: "camp", when: "2025-03-04", rule: "en.event.retreat.release"}
		if by != "" {
			m.sides = []string{by}
		}
		if upon != "" {
			m.upon = []string{upon}
		}
		return m
	}
	fetched := func(by, word, rule string) told {
		return told{word: word, kind: trucewatch.Aid, status: trucewatch.Occurred, sides: []string{by}, place: "town", when: "2025-03-04", rule: "en.event.aid." + rule}
	}
	for _, tc := range []struct {
		name     string
		one, two told
		want     bool
	}{
		{"let go by one side, told by two", freed("a", ""), freed("a", "c"), true},
		{"let go by one side, and men of that side let go", freed("a", ""), freed("", "a"), false},
		{"fetched out by a government and by those who drove", fetched("minister", "evacuate", "evacuate"), fetched("militia", "ferry", "bring-out"), true},
		{"signed by men of whom nobody says whose they are", signed("man", "other man"), signed("a"), true},
		{"signed by others altogether", signed("c", "d"), signed("a", "b"), false},
		{"a war that began long ago and goes on", war(trucewatch.Ongoing, "2011"), war(trucewatch.Ongoing, "2025-03-04"), true},
		{"a war of long ago and the war of today", war(trucewatch.Occurred, "2011"), war(trucewatch.Ongoing, "2025-03-04"), false},
		{"two who serve one side", leaves("withdraw", "withdraw", "minister"), leaves("withdrawal", "withdrawal", "army"), true},
		{"two who serve two sides", leaves("withdraw", "withdraw", "minister"), leaves("withdrawal", "withdrawal", "militia"), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			w.add("r-1", "One", "2025-03-07", tc.one)
			w.add("r-2", "Two", "2025-03-08", tc.two)
			for _, id := range []string{"a", "b", "c", "d"} {
				w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: id, Kind: trucewatch.StateKind, Named: true})
			}
			w.Identities.Actors = append(w.Identities.Actors,
				trucewatch.Actor{ID: "man", Kind: trucewatch.Person, Named: true},
				trucewatch.Actor{ID: "other man", Kind: trucewatch.Person, Named: true},
				trucewatch.Actor{ID: "minister", Kind: trucewatch.Person, Named: true, Roles: []trucewatch.Role{{Of: "a"}}},
				trucewatch.Actor{ID: "army", Kind: trucewatch.Organization, Named: true, Parent: "a"},
				trucewatch.Actor{ID: "militia", Kind: trucewatch.Organization, Named: true, Parent: "b"},
			)
			if got := len(joined(t, w.World).Events) == 1; got != tc.want {
				t.Errorf("one happening: %v, want %v", got, tc.want)
			}
		})
	}
}

// TestSinceWhen: what the news at the head of a report is the worst since is no news.
func TestSinceWhen(t *testing.T) {
	for _, tc := range []struct {
		before string
		want   int
	}{{"since", 1}, {"by", 2}} {
		t.Run(tc.before, func(t *testing.T) {
			coup := told{word: "coup", kind: trucewatch.Assault, status: trucewatch.Occurred, sides: []string{"a"}, rule: "en.event.assault.coup"}
			dated := coup
			dated.when = "2025-02-01"
			var w world
			w.add("r-1", "One", "2025-03-07", coup)
			w.add("r-2", "Two", "2025-03-07", dated)
			s := &w.Readings[0].Sentences[0]
			s.Tokens = slices.Insert(s.Tokens, 0, trucewatch.Token{Form: tc.before, Lemma: tc.before, Head: 1})
			w.Claims[0].Events[0].Token = 1
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}
