// Package link puts together what many reports tell of one world: it sets copies
// aside, finds the publication date of undated reports, and joins the mentions
// of one happening into one event.
//
// Nothing depends on the order of the reports; every joining names its rule.
package link

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/abreast"
)

// inferRounds bounds how far an inferred publication date may carry.
const inferRounds = 2

// Link completes a world that has readings, claims and identities: it sets
// CopyOf and Events, and the Published of reports whose date could be inferred.
// The readings are copied where they change; the argument is left as it was. Those of
// the result have no words in their sentences: nothing behind linking asks for them, and
// they are the greater part of what a report takes in memory.
func (r *Rules) Link(w trucewatch.World) trucewatch.World {
	w.Readings = slices.Clone(w.Readings)
	s := newSet(r, w)
	for range inferRounds { // a date found may lead to the next
		found := s.inferPublished()
		if len(found) == 0 {
			break
		}
		for i := range s.readings {
			if published, ok := found[s.readings[i].Report.ID]; ok {
				s.readings[i].Report.Published, s.made[i] = published, nil
			}
		}
	}
	s.copies, s.lifts = sameTexts(s.readings, &r.texts)
	w.CopyOf = s.copies
	mirrored, own := s.mirror()
	s.unmade = unmadeIn(own)
	s.forgetWords()
	joined := s.join(own)
	dateParts(own)
	s.learnVenues(joined)
	w.Events = make([]trucewatch.Event, len(joined))
	abreast.Each(len(joined), func(i int) { w.Events[i] = s.assemble(joined[i], mirrored) })
	slices.SortFunc(w.Events, func(a, b trucewatch.Event) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	return w
}

// forgetWords lets go of the words of all sentences, once mentions are made.
func (s *set) forgetWords() {
	s.made = nil
	for i := range s.readings {
		bare := slices.Clone(s.readings[i].Sentences)
		for k := range bare {
			bare[k].Tokens, bare[k].Folded = nil, nil
		}
		s.readings[i].Sentences = bare
	}
}

type passage struct {
	report, sentence, trigger string
	nth                       int
}

// mirror ties every mention in a copy to the mention of the same words in its
// original; those whose words were changed stand on their own.
func (s *set) mirror() (map[trucewatch.EventRef][]trucewatch.EventRef, []*mention) {
	own := s.mentions(s.copies)
	at := map[passage]trucewatch.EventRef{}
	for i := range s.claims {
		report := s.readings[i].Report.ID
		if _, copied := s.copies[report]; !copied {
			for k, p := range s.passages(i) {
				p.report = report
				at[p] = trucewatch.EventRef{Report: report, Index: k}
			}
		}
	}
	out := map[trucewatch.EventRef][]trucewatch.EventRef{}
	for i := range s.claims {
		report := s.readings[i].Report.ID
		root, copied := s.copies[report]
		if !copied {
			continue
		}
		for k, p := range s.passages(i) {
			p.report = root
			ref := trucewatch.EventRef{Report: report, Index: k}
			if original, ok := at[p]; ok {
				out[original] = append(out[original], ref)
			} else {
				own = append(own, s.mention(i, k))
			}
		}
	}
	slices.SortFunc(own, compareRef)
	return out, own
}

// passages gives, for every event mention of a report, the words it stands in.
func (s *set) passages(i int) []passage {
	text := s.readings[i].Report.Text
	seen := map[passage]int{}
	out := make([]passage, len(s.claims[i].Events))
	for k, e := range s.claims[i].Events {
		p := passage{sentence: s.readings[i].Sentences[e.Sentence].Of(text), trigger: e.Of(text)}
		seen[p]++
		p.nth = seen[p]
		out[k] = p
	}
	return out
}
