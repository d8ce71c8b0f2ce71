package ledger

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// harmful are the types that one side may allege of another.
var harmful = []string{"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION"}

// allegingCues are stems of words that put what they bring forward as an
// allegation, where the one who says it is not the one who did it.
var allegingCues = []string{"alleg", "accus", "claim", "blam", "denounc", "condemn", "charg", "what it said", "complain"}

// allegations lists what one side says another did: harmful happenings that
// somebody alleges, or that somebody denies. Nothing here is a finding.
func (b *book) allegations() []record.Allegation {
	var out []record.Allegation
	for _, e := range b.r.Events {
		if !slices.Contains(harmful, e.Type) || !happened(e.Status) {
			continue
		}
		var by []string
		for _, s := range b.about[e.ID] {
			if s.Stance == "assert" && alleging(s.Quote) && len(s.Source) > 0 && !slices.Contains(e.Actors, s.Source[0]) && !slices.Contains(by, s.Source[0]) {
				by = append(by, s.Source[0])
			}
		}
		denied := b.voices(e.ID, "deny")
		if len(by) == 0 && len(denied) == 0 {
			continue
		}
		if len(by) == 0 {
			by = b.voices(e.ID, "assert")
		}
		standing := e.Standing
		if len(denied) > 0 {
			standing = "contested"
		}
		out = append(out, record.Allegation{Event: e.ID, AllegedBy: by, DeniedBy: denied, Silent: b.voices(e.ID, "silent"), Standing: standing})
	}
	return out
}

func alleging(cue string) bool {
	cue = strings.ToLower(cue)
	return slices.ContainsFunc(allegingCues, func(c string) bool { return strings.Contains(cue, c) })
}

// accessWords tell the kind of access from the words of a mention and those behind it.
var accessWords = []struct{ part, kind string }{
	{"corridor", "corridor"},
	{"convoy", "convoy"},
	{"evacuat", "evacuation"},
	{"blockade", "blockade"},
	{"siege", "blockade"},
	{"aid", "aid"},
	{"crossing", "corridor"},
	{"passage", "corridor"},
	{"closure", "blockade"},
}

// access lists corridors, convoys, deliveries, evacuations and blockades.
func (b *book) access() []record.Access {
	var out []record.Access
	for _, e := range b.r.Events {
		kind := b.accessKind(e)
		if kind == "" {
			continue
		}
		a := record.Access{
			Kind: kind, State: b.accessState(e, kind), Event: e.ID, Place: e.Place, Date: e.Date,
			Parties: b.parties(append(slices.Clone(e.Actors), e.Recipients...)...),
		}
		for _, s := range b.about[e.ID] {
			a.AccordingTo = append(a.AccordingTo, s.ID)
		}
		out = append(out, a)
	}
	return out
}

func (b *book) accessKind(e record.Event) string {
	for _, m := range e.Mentions {
		near := words(m)
		if e.Type == "AID" || e.Type == "RETREAT" && slices.Contains(e.Mode, "access") {
			near += " " + strings.ToLower(b.after(m))
		}
		if e.Type != "AID" && e.Type != "RETREAT" && e.Type != "COERCE" {
			continue
		}
		for _, w := range accessWords {
			if strings.Contains(near, w.part) && (w.kind == "blockade") == (e.Type == "COERCE") {
				return w.kind
			}
		}
	}
	if e.Type == "AID" {
		return "aid"
	}
	return ""
}

func (b *book) accessState(e record.Event, kind string) string {
	switch {
	case len(b.voices(e.ID, "deny")) > 0:
		return "denied"
	case e.Status == "proposed" || e.Status == "planned":
		return "proposed"
	case e.Status == "negated":
		return "rejected"
	case kind == "blockade":
		return "alleged"
	case kind == "corridor":
		return "opened"
	}
	return "arrived"
}
