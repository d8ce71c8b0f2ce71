package link

import (
	"testing"

	"github.com/trucewatch/trucewatch"
)

// TestPlacesOfAReportAreGatheredOnce asks a report for its places as all its mentions
// do: a second asking may not read it again.
func TestPlacesOfAReportAreGatheredOnce(t *testing.T) {
	w := trucewatch.World{Readings: []trucewatch.Reading{{Report: trucewatch.Report{ID: "r"}}}, Claims: []trucewatch.Claims{{Report: "r"}}}
	for range 4 {
		w.Claims[0].Mentions = append(w.Claims[0].Mentions, trucewatch.Mention{Kind: trucewatch.PlaceKind, Named: true})
	}
	w.Identities.Places = []trucewatch.Place{{ID: "town", Land: "land"}, {ID: "hill"}}
	w.Identities.Reports = map[string]trucewatch.ReportIdentities{"r": {Names: []string{"town", "town", "town", "hill"}}}
	s := newSet(&Rules{}, w)
	first := s.placesOf("r")
	if first.news != "land" || len(first.in[0]) != 2 || first.most != "town" || first.theatre != "" {
		t.Errorf("gathered %+v", first)
	}
	if s.placesOf("r") != first {
		t.Error("the report was read again")
	}
}
