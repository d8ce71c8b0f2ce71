package link

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// mention is one event mention with what linking compares.
type mention struct {
	ref      trucewatch.EventRef
	report   *trucewatch.Report
	claim    trucewatch.EventMention
	sides    []string // actors and recipients, with the states they serve; sorted
	place    string
	when     *calendar.Interval // nil when the mention gives no date that can be placed
	about    *calendar.Interval // a vague time ("in recent months", the days of the news): it joins and parts nothing
	family   string             // the rule that found the trigger
	word     string             // lemma of the trigger
	happened bool
	cluster  *cluster
	definite bool // "the talks", "this meeting"
	lead     bool // undated news at the head of a dated report
}

// set prepares all mentions of all reports, in order of the input.
type set struct {
	readings []trucewatch.Reading
	claims   []trucewatch.Claims
	ids      trucewatch.Identities
	lands    map[string][]string // person or body to the states of its offices
	states   map[string]bool
	victims  map[string]bool                 // people without a name: those harmed, who tell no happening apart
	landOf   map[string]string               // place to the land it lies in
	position map[string]*trucewatch.Position // nil where a place is not known
	copies   map[string]string               // report to the report it repeats
}

func newSet(w trucewatch.World) *set {
	s := &set{readings: w.Readings, claims: w.Claims, ids: w.Identities, lands: map[string][]string{}, states: map[string]bool{}}
	s.landOf = map[string]string{}
	s.position = map[string]*trucewatch.Position{}
	for _, p := range w.Identities.Places {
		s.position[p.ID] = p.Position
		s.landOf[p.ID] = p.Land
	}
	s.victims = map[string]bool{}
	for _, a := range w.Identities.Actors {
		s.victims[a.ID] = !a.Named && a.Kind != trucewatch.Organization
		if a.Kind == trucewatch.StateKind {
			s.states[a.ID] = true
		}
		for _, r := range a.Roles {
			if r.Of != "" && !slices.Contains(s.lands[a.ID], r.Of) {
				s.lands[a.ID] = append(s.lands[a.ID], r.Of)
			}
		}
		if a.Parent != "" {
			s.lands[a.ID] = append(s.lands[a.ID], a.Parent)
		}
	}
	return s
}

func (s *set) mentions(skip map[string]string) []*mention {
	var out []*mention
	for i := range s.claims {
		if _, copied := skip[s.readings[i].Report.ID]; copied {
			continue
		}
		for k := range s.claims[i].Events {
			out = append(out, s.mention(i, k))
		}
	}
	return out
}

func (s *set) mention(i, k int) *mention {
	claim := s.claims[i].Events[k]
	report := &s.readings[i].Report
	m := &mention{ref: trucewatch.EventRef{Report: report.ID, Index: k}, report: report, claim: claim}
	ids := s.ids.Reports[report.ID]
	for _, list := range [][]int{claim.Actors, claim.Recipients} {
		for _, p := range list {
			for _, id := range ids.Acts[p] {
				if s.victims[id] {
					continue
				}
				m.sides = append(m.sides, id)
				m.sides = append(m.sides, s.lands[id]...)
			}
		}
	}
	slices.Sort(m.sides)
	m.sides = slices.Compact(m.sides)
	if claim.Place >= 0 {
		m.place = ids.Names[claim.Place]
	}
	if at := placed(claim.When, report.Published.Date); claim.When != nil && claim.When.Precision == trucewatch.Vague {
		m.about = at
	} else {
		m.when = at
	}
	if len(claim.Why) > 0 {
		m.family = claim.Why[0].Rule
	}
	m.happened = claim.Status == trucewatch.Occurred || claim.Status == trucewatch.Ongoing
	m.lead = claim.Sentence < leadSentences && m.happened && !claim.Background && m.when == nil && report.Published.Date != ""
	tokens := s.readings[i].Sentences[claim.Sentence].Tokens
	m.word = strings.ToLower(tokens[claim.Token].Lemma)
	m.definite = slices.ContainsFunc(tokens[max(claim.Token-definiteReach, 0):claim.Token], func(t trucewatch.Token) bool {
		return slices.Contains([]string{"the", "this", "these", "those", "that"}, strings.ToLower(t.Form))
	})
	return m
}

// definiteReach is how many words before a noun its article may stand.
const definiteReach = 3

// leadSentences is how far the head of a report reaches: what it tells there
// without a date is its news.
const leadSentences = 2

// placed returns the interval of a time expression, placing a relative one from
// the publication date, which may have been inferred after it was read.
func placed(w *trucewatch.When, published string) *calendar.Interval {
	if w == nil {
		return nil
	}
	if w.First != "" {
		return &calendar.Interval{First: w.First, Last: w.Last}
	}
	if i, ok := calendar.Anchor(w.Relative, published); ok && w.Relative != "" {
		return &i
	}
	return nil
}
