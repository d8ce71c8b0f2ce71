package evaluate

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// told is one event mention of the record with what it leaves open filled in
// from its event.
type told struct {
	at                        span
	event, quote, kind        string
	status, date, place       string
	mode, actors, recipients  []string
	looseActors, looseTargets []string // filled in from the event where empty, too
}

func (s *scorer) told(report string) []told {
	var all []told
	for _, e := range s.rec.Events {
		for _, m := range e.Mentions {
			if report != "" && m.Report == report {
				all = append(all, tell(e, m))
			}
		}
	}
	return all
}

func tell(e record.Event, m record.EventMention) told {
	t := told{
		at: span{m.Start, m.End}, event: e.ID, quote: m.Quote,
		kind: orElse(m.Type, e.Type), status: orElse(m.Status, e.Status),
		date: orElse(string(m.Date), string(e.Date)), place: orElse(string(m.Place), string(e.Place)),
		mode: m.Mode, actors: m.Actors, recipients: m.Recipients,
		looseActors: m.Actors, looseTargets: m.Recipients,
	}
	if t.mode == nil {
		t.mode = e.Mode
	}
	if t.actors == nil {
		t.actors = e.Actors
	}
	if t.recipients == nil {
		t.recipients = e.Recipients
	}
	if len(t.looseActors) == 0 {
		t.looseActors = e.Actors
	}
	if len(t.looseTargets) == 0 {
		t.looseTargets = e.Recipients
	}
	return t
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// pairing is a growing assignment of the mentions of a record to those of the gold.
type pairing struct {
	gold           []GoldEvent
	found          []told
	goldDone, used map[int]bool
}

// pair is the index of a gold mention and of the record's mention it goes with.
type pair struct{ gold, found int }

// match gives each open gold mention the first unused mention that passes a test.
func (p *pairing) match(test func(x GoldEvent, t told) bool) []pair {
	var pairs []pair
	for g, x := range p.gold {
		if p.goldDone[g] {
			continue
		}
		for f, t := range p.found {
			if !p.used[f] && test(x, t) {
				p.used[f], p.goldDone[g] = true, true
				pairs = append(pairs, pair{g, f})
				break
			}
		}
	}
	return pairs
}

func (s *scorer) events(c *Coded, r *record.Report) {
	p := &pairing{c.Events, s.told(r.ID), map[int]bool{}, map[int]bool{}}
	s.result.Events.Expected += len(p.gold)
	s.result.Events.Predicted += len(p.found)
	s.result.Triggers.Expected += len(p.gold)
	s.result.Triggers.Predicted += len(p.found)
	typed := p.match(func(x GoldEvent, t told) bool { return x.span().overlaps(t.at) && t.kind == x.Type })
	typed = append(typed, p.match(func(x GoldEvent, t told) bool { return s.sameSentence(c, x, t) })...)
	wrong := p.match(func(x GoldEvent, t told) bool { return x.span().overlaps(t.at) })
	s.result.Triggers.Found += len(typed) + len(wrong)
	s.result.Events.Found += len(typed)
	for i, x := range p.gold {
		s.eventGold.put(clusterKey{stem(c.Report), i, 0}, x.ID)
	}
	for _, m := range slices.Concat(typed, wrong) {
		s.eventFound[clusterKey{stem(c.Report), m.gold, 0}] = p.found[m.found].event
	}
	s.unpaired(c, p, wrong)
	slices.SortFunc(typed, func(a, b pair) int { return a.gold - b.gold })
	for _, m := range typed {
		s.attributes(c, p.gold[m.gold], p.found[m.found])
		s.participants(c, r, p.gold[m.gold], p.found[m.found])
	}
	s.strayParticipants(p, typed)
}

// sameSentence reports whether t stands in the sentence of x, on other words, with
// its type and a participant in common.
func (s *scorer) sameSentence(c *Coded, x GoldEvent, t told) bool {
	if c.sentenceAt(t.at.start) != x.S || t.kind != x.Type || x.span().overlaps(t.at) {
		return false
	}
	for _, a := range slices.Concat(x.Actors, x.Recipients) {
		for _, b := range slices.Concat(t.looseActors, t.looseTargets) {
			if s.compare.same(s.goldForms(c, a), s.recordForms(b)) {
				return true
			}
		}
	}
	return false
}

func (s *scorer) unpaired(c *Coded, p *pairing, wrong []pair) {
	for _, m := range wrong {
		x := p.gold[m.gold]
		s.mistake("events", "%s s%d '%s' type %s should be %s", stem(c.Report), x.S, x.Q, pyNone(p.found[m.found].kind), x.Type)
	}
	for i, x := range p.gold {
		if !p.goldDone[i] {
			s.mistake("events", "%s s%d missed '%s' %s (%s)", stem(c.Report), x.S, x.Q, x.Type, x.Status)
		}
	}
	for i, t := range p.found {
		if !p.used[i] {
			s.mistake("events", "%s s%s spurious '%s' %s", stem(c.Report), pySentence(c.sentenceAt(t.at.start)), t.quote, pyNone(t.kind))
		}
	}
}

func (s *scorer) attributes(c *Coded, x GoldEvent, t told) {
	s.result.Status.Of++
	if t.status == x.Status {
		s.result.Status.Right++
	} else {
		s.mistake("status", "%s s%d '%s' %s should be %s", stem(c.Report), x.S, x.Q, pyNone(t.status), x.Status)
	}
	if x.Date != "" {
		s.result.Date.Of++
		if dateRight(t.date, x.Date) {
			s.result.Date.Right++
		} else {
			s.mistake("dates", "%s s%d '%s' %s should be %s", stem(c.Report), x.S, x.Q, pyNone(t.date), x.Date)
		}
	}
	if x.Place != "" {
		s.result.Place.Of++
		if t.place != "" && s.compare.same(s.goldForms(c, x.Place), s.recordForms(t.place)) {
			s.result.Place.Right++
		} else {
			s.mistake("places", "%s s%d '%s' %s should be %s", stem(c.Report), x.S, x.Q, pyFirst(s.recordForms(t.place)), x.Place)
		}
	}
	if len(x.Mode) > 0 {
		s.result.Mode.Of++
		if slices.ContainsFunc(t.mode, func(m string) bool { return slices.Contains(x.Mode, m) }) {
			s.result.Mode.Right++
		}
	}
}

func (s *scorer) participants(c *Coded, r *record.Report, x GoldEvent, t told) {
	for _, role := range []struct {
		name            string
		expected, found []string
	}{{"actor", x.Actors, t.actors}, {"recipient", x.Recipients, t.recipients}} {
		s.result.Participants.Expected += len(role.expected)
		s.result.Participants.Predicted += len(role.found)
		left := slices.Clone(role.found)
		for _, a := range role.expected {
			hit := slices.IndexFunc(left, func(b string) bool {
				forms := s.goldForms(c, a)
				return s.compare.same(forms, s.recordForms(b)) || s.compare.same(forms, s.seen[seenKey{r.ID, b}])
			})
			if hit >= 0 {
				left = slices.Delete(left, hit, hit+1)
				s.result.Participants.Found++
				continue
			}
			s.mistake("participants", "%s s%d '%s' %s lacks %s %s (has %s)", stem(c.Report), x.S, x.Q, x.Type, role.name, a, s.pyFirsts(role.found))
		}
	}
}

// strayParticipants counts the participants of mentions that were not paired.
func (s *scorer) strayParticipants(p *pairing, typed []pair) {
	goldDone, used := map[int]bool{}, map[int]bool{}
	for _, m := range typed {
		goldDone[m.gold], used[m.found] = true, true
	}
	for i, x := range p.gold {
		if !goldDone[i] {
			s.result.Participants.Expected += len(x.Actors) + len(x.Recipients)
		}
	}
	for i, t := range p.found {
		if !used[i] {
			s.result.Participants.Predicted += len(t.actors) + len(t.recipients)
		}
	}
}
