package ledger

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/record"
)

// enter takes in the situation that is chosen, or the one that the reports are about:
// who is on whose side, and places that no gazetteer has. Agreements of other situations
// are left out only where the situation was chosen.
func (b *book) enter(rules *Rules, choice string) {
	if choice == NoSituation {
		b.r.SituationWhy = "none was wanted"
		return
	}
	var s *situation.Situation
	why := "chosen"
	if choice != "" {
		s, _ = rules.Situation(choice)
	} else {
		s, why = situation.Guess(rules.Situations, b.gist())
	}
	b.r.SituationWhy = record.Nullable(why)
	if s == nil {
		return
	}
	b.r.Situation = record.Nullable(s.ID)
	if choice != "" && len(s.Agreements) > 0 {
		b.packs = nil
		for _, a := range rules.Agreements {
			if slices.Contains(s.Agreements, a.ID) {
				b.packs = append(b.packs, a)
			}
		}
	}
	b.takeSides(s)
	b.fillPlaces(s)
}

// gist is what a situation is guessed from: whom and what each report names.
func (b *book) gist() []situation.Reading {
	var out []situation.Reading
	for _, rep := range b.r.Reports {
		r := situation.Reading{Text: rep.Text}
		for _, m := range rep.Mentions {
			r.Names = append(r.Names, string(m.Entity))
		}
		out = append(out, r)
	}
	return out
}

// takeSides notes for whom actors fight and speak on the day of the last report.
func (b *book) takeSides(s *situation.Situation) {
	day := ""
	for _, rep := range b.r.Reports {
		day = max(day, string(rep.Published.Date))
	}
	b.speaks = map[string][]string{}
	find := s.Finder()
	for i := range b.r.Actors {
		a := &b.r.Actors[i]
		known := find(append([]string{a.ID, a.Name}, a.Aliases...)...)
		if known == nil {
			continue
		}
		for _, side := range known.Fights {
			if side.On(day) && b.actors[side.For] != nil && side.For != a.ID {
				b.lands[a.ID] = union(b.lands[a.ID], side.For)
			}
		}
		for _, side := range known.Speaks {
			if side.On(day) && b.actors[side.For] != nil {
				b.speaks[a.ID] = union(b.speaks[a.ID], side.For)
			}
		}
	}
}

// fillPlaces gives places without a position that of the situation.
func (b *book) fillPlaces(s *situation.Situation) {
	for i := range b.r.Places {
		p := &b.r.Places[i]
		if p.Lat != nil {
			continue
		}
		if known := s.Place(append([]string{p.Name}, p.Aliases...)...); known != nil {
			p.Lat, p.Lon, p.RadiusKM = &known.Lat, &known.Lon, &known.RadiusKM
			p.Gazetteer = &record.Gazetteer{Source: "situation " + s.ID, ID: known.Name}
		}
	}
}
