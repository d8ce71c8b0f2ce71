package book_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func TestTheatre(t *testing.T) {
	oak := situation.Situation{
		ID: "oak-vale", Countries: []string{"norland", "eastland"}, Watch: []string{"vale"}, Agreements: []string{"none"},
		Actors: []situation.Actor{
			{ID: "x", Name: "the rebels", Fights: []situation.Side{{For: "eastland", From: "2021-01-01"}}},
			{ID: "y", Name: "Hill Front", Fights: []situation.Side{{For: "eastland", Until: "2020-12-31"}}, Speaks: []situation.Side{{For: "norland"}}},
		},
		Places: []situation.Place{{Name: "Lower Mill", Lat: 51, Lon: 11, RadiusKM: 1}},
	}
	for _, tt := range []struct{ choice, text, want string }{
		{"", "Norland and Eastland met in the vale.", "oak-vale"},
		{"", "They met.", ""},
		{"none", "Norland and Eastland met in the vale.", ""},
		{"oak-vale", "They met.", "oak-vale"},
	} {
		d := booktest.New(tt.text)
		d.R.Places = []record.Place{{ID: "mill", Name: "the Lower Mill"}}
		for _, id := range []string{"norland", "eastland"} {
			if strings.Contains(strings.ToLower(tt.text), id) {
				d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Entity: record.Nullable(id), Named: true})
			}
		}
		b := d.Book()
		b.Enter([]situation.Situation{oak}, tt.choice)
		if string(d.R.Situation) != tt.want || d.R.SituationWhy == "" {
			t.Errorf("%q with %q: situation %q (%s)", tt.text, tt.choice, d.R.Situation, d.R.SituationWhy)
		}
		in := tt.want != ""
		if got := slices.Equal(b.Parties("rebels"), []string{"eastland"}); got != in {
			t.Errorf("%q: the rebels are of %v", tt.choice, b.Parties("rebels"))
		}
		if got := slices.Contains(b.SideOf("hill-front"), "norland"); got != in || slices.Contains(b.Parties("hill-front"), "eastland") {
			t.Errorf("%q: the front speaks for %v, fights for %v", tt.choice, b.SideOf("hill-front"), b.Parties("hill-front"))
		}
		if got := d.R.Places[0].Lat != nil; got != in {
			t.Errorf("%q: position %v", tt.choice, d.R.Places[0].Lat)
		}
		if got := len(b.Packs) == 0; got != (tt.choice == "oak-vale") {
			t.Errorf("%q: agreements %v", tt.choice, b.Packs)
		}
	}
}
