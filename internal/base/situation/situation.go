// Package situation holds what an analyst writes down of a theatre in packs/situations:
// its countries, agreements and actors, who fights for whom and who speaks for whom and
// from when to when, places that no gazetteer has, and words to watch for. It guesses
// which situation a set of reports is about. It decides nothing about what happened.
package situation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Situation is one theatre as its pack gives it.
type Situation struct {
	ID, Name string
	// Countries are IDs of states as the record has them, such as "syria".
	Countries []string
	// Area is the frame of the theatre: west, south, east and north, in degrees; nil
	// where the pack gives none.
	Area *Area
	// Agreements are IDs of packs of agreements that are in play.
	Agreements []string
	Actors     []Actor
	Places     []Place
	// Watch are words by which reports of this theatre are known, in any case.
	Watch []string
}

// Area is a frame on the map.
type Area struct{ West, South, East, North float64 }

// Actor is somebody with the sides it is on.
type Actor struct {
	ID, Name string
	Names    []string // other names that reports give it
	Fights   []Side
	Speaks   []Side
}

// Side is whom somebody fights or speaks for, from the first day to the last; empty is
// open.
type Side struct{ For, From, Until string }

// On reports whether a side is taken on a day; a day that is not known counts as one on
// which it is, where the side is open at its end.
func (s Side) On(day string) bool {
	if day == "" {
		return s.Until == ""
	}
	return (s.From == "" || s.From <= day) && (s.Until == "" || day <= s.Until)
}

// Place is a place with its position, which is known within RadiusKM.
type Place struct {
	Name               string
	Names              []string
	Lat, Lon, RadiusKM float64
}

// Actor finds an actor of the situation by one of its names, or returns nil.
func (s *Situation) Actor(names ...string) *Actor {
	find := s.Finder()
	return find(names...)
}

// Finder returns a function that does what Actor does, for many questions.
func (s *Situation) Finder() func(names ...string) *Actor {
	at := map[string]*Actor{}
	for i := range slices.Backward(s.Actors) { // of two of one name the first is found
		for _, n := range append([]string{s.Actors[i].ID, s.Actors[i].Name}, s.Actors[i].Names...) {
			at[bare(n)] = &s.Actors[i]
		}
	}
	return func(names ...string) *Actor {
		for _, n := range names {
			if a := at[bare(n)]; a != nil && n != "" {
				return a
			}
		}
		return nil
	}
}

// bare is a name without its article, folded.
func bare(s string) string {
	return translit.Fold(strings.TrimPrefix(strings.ToLower(s), "the "))
}

// Place finds a place of the situation by one of its names, or returns nil.
func (s *Situation) Place(names ...string) *Place {
	for i := range s.Places {
		p := &s.Places[i]
		if called(append([]string{p.Name}, p.Names...), names) {
			return p
		}
	}
	return nil
}

func called(known, names []string) bool {
	for _, k := range known {
		if slices.ContainsFunc(names, func(n string) bool { return n != "" && bare(n) == bare(k) }) {
			return true
		}
	}
	return false
}

// Reading is what a guess is made from: the IDs that a report names, and its text.
type Reading struct {
	Names []string
	Text  string
}

// Guess finds the situation that more than half of the reports are about: they name two
// of its countries or actors, or one and a word to watch for. It says why, also where it
// finds none. Of two that fit equally well none is taken.
func Guess(list []Situation, reports []Reading) (*Situation, string) {
	type count struct {
		of   *Situation
		hits int
	}
	var counts []count
	for i := range list {
		c := count{of: &list[i]}
		for _, r := range reports {
			if list[i].speaksOf(r) {
				c.hits++
			}
		}
		counts = append(counts, c)
	}
	slices.SortStableFunc(counts, func(a, b count) int { return cmp.Compare(b.hits, a.hits) })
	switch {
	case len(counts) == 0 || counts[0].hits*2 <= len(reports):
		return nil, "no situation is named by more than half of the reports"
	case len(counts) > 1 && counts[0].hits == counts[1].hits:
		return nil, fmt.Sprintf("%s and %s fit equally well", counts[0].of.ID, counts[1].of.ID)
	}
	return counts[0].of, fmt.Sprintf("guessed: %d of %d reports name its countries, actors or words", counts[0].hits, len(reports))
}

func (s *Situation) speaksOf(r Reading) bool {
	named := 0
	for _, c := range s.Countries {
		if slices.Contains(r.Names, c) {
			named++
		}
	}
	for _, a := range s.Actors {
		if slices.Contains(r.Names, a.ID) {
			named++
		}
	}
	text := strings.ToLower(r.Text)
	watched := slices.ContainsFunc(s.Watch, func(w string) bool { return strings.Contains(text, strings.ToLower(w)) })
	return named > 1 && (watched || len(s.Watch) == 0) || named > 2
}
