package link

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch"
)

// voices counts reports, outlets and independent voices. A copy adds no voice, nor
// does a passage taken from another report, and reports taken from one agency are
// one voice. Mentions that add none say why.
func (s *set) voices(e *trucewatch.Event) {
	outlets, voices := map[string]bool{}, map[string]bool{}
	reports := 0
	for k := 0; k < len(e.Mentions); {
		id := e.Mentions[k].Report
		end := k
		for end < len(e.Mentions) && e.Mentions[end].Report == id {
			end++
		}
		r := &s.readings[s.index[id]].Report
		reports++
		outlets[cmp.Or(r.Outlet, r.ID)] = true
		voice, why := s.voice(r, e.Mentions[k:end])
		voices[voice] = true
		for ; k < end; k++ {
			if why.Rule != "" {
				e.Parts[k].Why = append(slices.Clone(e.Parts[k].Why), why)
			}
		}
	}
	e.Reports, e.Outlets, e.Independent = reports, len(outlets), len(voices)
	e.Standing = trucewatch.Single
	if e.Independent > 1 {
		e.Standing = trucewatch.Corroborated
	}
	if s.denied(e) {
		e.Standing = trucewatch.Contested
	}
}

// voice says whose voice a report is where it tells of a happening, and, where it is
// not its own, why.
func (s *set) voice(r *trucewatch.Report, mentions []trucewatch.EventRef) (voice string, why trucewatch.Reason) {
	if root, ok := s.copies[r.ID]; ok {
		o := &s.readings[s.index[root]].Report
		return s.own(o), trucewatch.Reason{Rule: "link.voice.copy", Words: o.File}
	}
	if from := s.liftedFrom(r, mentions); from != "" {
		o := &s.readings[s.index[from]].Report
		return s.own(o), trucewatch.Reason{Rule: "link.voice.lift", Words: o.File}
	}
	if len(r.Origin) > 0 {
		return r.Origin[0], trucewatch.Reason{Rule: "link.voice.agency", Words: r.Origin[0]}
	}
	return s.own(r), trucewatch.Reason{}
}

// own is the voice of an original: the agency it is taken from, else its outlet.
func (s *set) own(r *trucewatch.Report) string {
	if len(r.Origin) > 0 {
		return r.Origin[0]
	}
	return cmp.Or(r.Outlet, r.ID)
}

// liftedFrom returns the report from which all the sentences are taken in which a
// report tells of a happening, or "".
func (s *set) liftedFrom(r *trucewatch.Report, mentions []trucewatch.EventRef) string {
	lifts := s.lifts[r.ID]
	if len(lifts) == 0 {
		return ""
	}
	n := s.index[r.ID]
	from := ""
	for _, ref := range mentions {
		at := s.readings[n].Sentences[s.claims[n].Events[ref.Index].Sentence].Span
		i := slices.IndexFunc(lifts, func(l Lift) bool { return 2*overlap(l.Span, at) > at.Len() })
		if i < 0 || from != "" && from != lifts[i].From {
			return ""
		}
		from = lifts[i].From
	}
	return from
}

// overlap returns how many bytes two stretches share.
func overlap(a, b trucewatch.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// denied reports whether a statement that covers a mention denies it.
func (s *set) denied(e *trucewatch.Event) bool {
	for _, ref := range e.Mentions {
		claims := &s.claims[s.index[ref.Report]]
		for _, st := range claims.Events[ref.Index].AccordingTo {
			if claims.Statements[st].Stance == trucewatch.Deny {
				return true
			}
		}
	}
	return false
}
