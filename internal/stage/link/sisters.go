package link

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// storyNames is how many names the reports of one story share at the least.
const storyNames = 3

// lateRank puts what only the story joins behind all that is joined otherwise: the
// lowest score of that is floorWithin.
const lateRank = 0.2

// oneStory reports whether two mentions without much of their own are what two reports
// of one story come back to: the truce, the siege, the evacuation. Acts of force are
// many in one story, and words for them few.
func (s *set) oneStory(a, b *mention) bool {
	again := a.word == b.word && a.family == b.family && !forceful(a.claim.Type)
	return (again || recalled(a, b) || once(a, b)) && s.sisters(a.ref.Report, b.ref.Report)
}

// once reports whether both are of a kind that the news of some days seldom has two of.
func once(a, b *mention) bool {
	return a.kind != nil && a.kind == b.kind && a.kind.once
}

// sisters reports whether two reports share so many names that they tell one story.
func (s *set) sisters(a, b string) bool {
	x, y := s.placesOf(a).names, s.placesOf(b).names
	n := 0
	for len(x) > 0 && len(y) > 0 && n < storyNames {
		switch {
		case x[0] == y[0]:
			n++
			x, y = x[1:], y[1:]
		case x[0] < y[0]:
			x = x[1:]
		default:
			y = y[1:]
		}
	}
	return n >= storyNames
}

// namesOf lists the names by which the story of a report is known, sorted: its people,
// bodies and places, but not whole lands, and no body that only passes words on, as
// agencies do.
func (s *set) namesOf(report string) []string {
	claims, ids := &s.claims[s.index[report]], s.ids.Reports[report]
	passing := map[string]bool{}
	for _, st := range claims.Statements {
		for _, m := range st.Sources {
			passing[ids.Names[m]] = true
		}
	}
	for _, e := range claims.Events {
		for _, m := range slices.Concat(e.Actors, e.Recipients, e.Mediators) {
			delete(passing, ids.Names[m])
		}
	}
	var out []string
	for m, id := range ids.Names {
		told := claims.Mentions[m]
		if id != "" && told.Named && told.Kind != trucewatch.People && !s.states[id] && (!passing[id] || told.Kind == trucewatch.Person) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
