package link_test

import (
	"testing"

	"github.com/trucewatch/trucewatch"
)

// TestWhatAStoryComesBackTo: two reports of one story, told on neighbouring days, mean
// the same by what news seldom has two of, though neither says who, where or when.
func TestWhatAStoryComesBackTo(t *testing.T) {
	bare := func(word string, kind trucewatch.EventType, rule string) told {
		return told{word: word, kind: kind, status: trucewatch.Occurred, rule: rule}
	}
	truce := bare("truce", trucewatch.Retreat, "en.event.retreat.ceasefire")
	pause := bare("pause", trucewatch.Retreat, "en.event.retreat.cessation")
	evacuated := bare("evacuate", trucewatch.Aid, "en.event.aid.evacuate")
	evacuation := bare("evacuation", trucewatch.Aid, "en.event.aid.airlift")
	strike := bare("strike", trucewatch.Assault, "en.event.assault.strike-noun")
	dated := strike
	dated.when = "2025-03-06"
	for _, tc := range []struct {
		name     string
		one, two told
		day      string   // of the second report
		names    []string // in the second report
		want     bool
	}{
		{"the truce of one story", truce, truce, "2025-03-08", []string{"a", "b", "c"}, true},
		{"by another word", truce, pause, "2025-03-08", []string{"a", "b", "c"}, true},
		{"an evacuation, by verb and noun", evacuated, evacuation, "2025-03-08", []string{"a", "b", "c"}, true},
		{"the truces of two stories", truce, truce, "2025-03-08", []string{"a", "d", "e"}, false},
		{"the truces of two weeks", truce, truce, "2025-03-21", []string{"a", "b", "c"}, false},
		{"strikes, of which there are many", strike, strike, "2025-03-08", []string{"a", "b", "c"}, false},
		{"strikes of one day", dated, dated, "2025-03-07", []string{"a", "b", "c"}, true},
		{"strikes of one day in the news of a whole world", dated, dated, "2025-03-07", []string{"d", "e", "f"}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			w.add("r-1", "One", "2025-03-07", met("town", "2025-03-01", "a", "b", "c"), tc.one)
			w.add("r-2", "Two", tc.day, met("town", "2025-02-01", tc.names...), tc.two)
			w.Identities.Places = []trucewatch.Place{{ID: "town", Name: "Town", Land: "land"}}
			w.Identities.Actors = []trucewatch.Actor{{ID: "land", Kind: trucewatch.StateKind, Named: true}}
			if got := len(joined(t, w.World).Events) == 3; got != tc.want {
				t.Errorf("one happening: %v, want %v", got, tc.want)
			}
		})
	}
}
