package book

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/record"
)

// NoSituation is the choice by which no situation is used, and none guessed.
const NoSituation = "none"

// Enter takes in the situation of that ID, or, where the ID is empty, the one that the
// reports are about: who is on whose side, and places that no gazetteer has. Agreements of
// other situations are left out only where the situation was chosen. An ID that is not
// known counts as none.
func (b *Book) Enter(theatres []situation.Situation, choice string) {
	if choice == NoSituation {
		b.R.SituationWhy = "none was wanted"
		return
	}
	var s *situation.Situation
	why := "chosen"
	if choice != "" {
		if i := slices.IndexFunc(theatres, func(t situation.Situation) bool { return t.ID == choice }); i >= 0 {
			s = &theatres[i]
		}
	} else {
		s, why = situation.Guess(theatres, b.gist())
	}
	b.R.SituationWhy = record.Nullable(why)
	if s == nil {
		return
	}
	b.R.Situation = record.Nullable(s.ID)
	if choice != "" && len(s.Agreements) > 0 {
		b.Packs = slices.DeleteFunc(slices.Clone(b.Packs), func(a agreement.Agreement) bool { return !slices.Contains(s.Agreements, a.ID) })
	}
	b.takeSides(s)
	b.fillPlaces(s)
}

// gist is what a situation is guessed from: whom and what each report names.
func (b *Book) gist() []situation.Reading {
	var out []situation.Reading
	for _, rep := range b.R.Reports {
		r := situation.Reading{Text: rep.Text}
		for _, m := range rep.Mentions {
			r.Names = append(r.Names, string(m.Entity))
		}
		out = append(out, r)
	}
	return out
}

// takeSides notes for whom actors fight and speak on the day of the last report.
func (b *Book) takeSides(s *situation.Situation) {
	day := ""
	for _, rep := range b.R.Reports {
		day = max(day, string(rep.Published.Date))
	}
	b.speaks = map[string][]string{}
	find := s.Finder()
	for i := range b.R.Actors {
		a := &b.R.Actors[i]
		known := find(append([]string{a.ID, a.Name}, a.Aliases...)...)
		if known == nil {
			continue
		}
		for _, side := range known.Fights {
			if side.On(day) && b.Actors[side.For] != nil && side.For != a.ID {
				b.lands[a.ID] = record.Union(b.lands[a.ID], side.For)
			}
		}
		for _, side := range known.Speaks {
			if side.On(day) && b.Actors[side.For] != nil {
				b.speaks[a.ID] = record.Union(b.speaks[a.ID], side.For)
			}
		}
	}
}

// fillPlaces gives places without a position that of the situation.
func (b *Book) fillPlaces(s *situation.Situation) {
	for i := range b.R.Places {
		p := &b.R.Places[i]
		if p.Lat != nil {
			continue
		}
		if known := s.Place(append([]string{p.Name}, p.Aliases...)...); known != nil {
			p.Lat, p.Lon, p.RadiusKM = &known.Lat, &known.Lon, &known.RadiusKM
			p.Gazetteer = &record.Gazetteer{Source: "situation " + s.ID, ID: known.Name}
		}
	}
}
