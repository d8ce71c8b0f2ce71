package link

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// spoken is which places a report names. It is gathered once for all the mentions of a
// report, for a long one has many of both.
type spoken struct {
	in     map[int][]string          // sentence to the places it names, lands aside
	within map[string]map[string]int // land, or a place of no land, to how often it and the places in it are named
	news   string                    // the land in which most of the places lie, or ""
}

// newsShare is the part of a report's places that must lie in one land for the
// report to be about that land, and newsPlaces how many there must be.
const (
	newsShare  = 0.6
	newsPlaces = 3
)

// placesOf returns which places a report names.
func (s *set) placesOf(report string) *spoken {
	if s.spoken[report] == nil {
		s.spoken[report] = s.gather(report)
	}
	return s.spoken[report]
}

func (s *set) gather(report string) *spoken {
	out := &spoken{in: map[int][]string{}, within: map[string]map[string]int{}}
	lands, all := map[string]int{}, 0
	mentions := s.claims[s.index[report]].Mentions
	for m, id := range s.ids.Reports[report].Names {
		k := mentions[m]
		if k.Kind == trucewatch.PlaceKind && id != "" && !s.states[id] && !slices.Contains(out.in[k.Sentence], id) {
			out.in[k.Sentence] = append(out.in[k.Sentence], id)
		}
		land := s.landOf[id]
		if s.states[id] {
			land = id
		}
		if land != "" {
			lands[land]++
		}
		if land != "" || k.Kind == trucewatch.PlaceKind && k.Named {
			all++
		}
		if _, known := s.position[id]; known || s.states[id] {
			out.count(land, id)
		}
	}
	for _, land := range sorted(lands) {
		if all >= newsPlaces && float64(lands[land]) >= newsShare*float64(all) {
			out.news = land
			break
		}
	}
	return out
}

// count adds one naming of a place, which stands for itself where it lies in no land.
func (sp *spoken) count(land, id string) {
	if land == "" {
		land = id
	}
	if sp.within[land] == nil {
		sp.within[land] = map[string]int{}
	}
	sp.within[land][id]++
}
