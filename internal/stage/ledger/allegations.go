package ledger

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
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
		by, denied := b.accusers(e), b.deniers(e)
		told := b.voices(e.ID, "assert")
		if len(by) == 0 && len(denied) == 0 || len(by) == 0 && slices.Equal(told, denied) {
			continue // nobody's accusation, or told and turned down in one breath
		}
		if len(by) == 0 {
			by = told
		}
		standing := e.Standing
		if len(denied) > 0 {
			standing = "contested"
		}
		clause, zone := b.clauseOf(e)
		out = append(out, record.Allegation{
			Event: e.ID, Clause: clause, AllegedBy: by, DeniedBy: denied, Silent: b.voices(e.ID, "silent"), ZoneTest: zone, Standing: standing,
		})
	}
	return out
}

// deniers are those who deny a happening, and those who answer in the sentence that
// brings it forward, as in "claims that the ministry denies".
func (b *book) deniers(e record.Event) []string {
	out := b.voices(e.ID, "deny")
	for _, s := range b.about[e.ID] {
		if s.Stance != "assert" || !alleging(s.Quote) {
			continue
		}
		for i := range b.r.Statements {
			d := &b.r.Statements[i]
			if d.Stance == "deny" && len(d.About) == 0 && len(d.Source) > 0 && d.Report == s.Report && b.at(d.Report, d.Start) == b.at(s.Report, s.Start) {
				out = union(out, d.Source[0])
			}
		}
	}
	slices.Sort(out)
	return out
}

// accusers are those who bring a happening forward against somebody else: in the
// words of an accusation, or as the side that suffered it.
func (b *book) accusers(e record.Event) []string {
	var out []string
	for _, s := range b.about[e.ID] {
		if s.Stance != "assert" || len(s.Source) == 0 || slices.Contains(out, s.Source[0]) {
			continue
		}
		for _, m := range e.Mentions {
			if slices.Contains(m.AccordingTo, s.ID) && b.accuses(s, m) {
				out = union(out, s.Source[0])
			}
		}
	}
	slices.Sort(out)
	return out
}

// accuses reports whether a statement brings a mention forward against somebody else
// than the one who makes it.
func (b *book) accuses(s *record.Statement, m record.EventMention) bool {
	sides, doers := b.sideOf(s.Source[0]), b.parties(m.Actors...)
	if meetsAny(sides, doers) {
		return false
	}
	return alleging(s.Quote) || b.distanced(s) || len(doers) > 0 && meetsAny(sides, b.parties(m.Recipients...))
}

// stateVoices are words in the name of a body that speaks for a state.
var stateVoices = []string{"army", "diplomatic", "foreign ministry", "government", "military", "ministry", "news agency", "presidency", "state media", "state television", "state tv"}

// sideOf is whom somebody speaks for: the states of an office, or the state whose
// people a state body is named after, such as a ministry or a state agency.
func (b *book) sideOf(id string) []string {
	out := b.parties(id)
	a := b.actors[id]
	if a == nil || !slices.ContainsFunc(stateVoices, func(w string) bool { return strings.Contains(strings.ToLower(a.Name), w) }) {
		return out
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(a.Name, "the "), " ")
	for i := range b.r.Actors {
		state := &b.r.Actors[i]
		if state.Kind != string(trucewatch.StateKind) || state.ID == id {
			continue
		}
		if slices.ContainsFunc(append([]string{state.Name}, state.Aliases...), func(n string) bool { return translit.Fold(n) == translit.Fold(first) }) {
			out = union(out, state.ID)
		}
	}
	return out
}

func meetsAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// distancedCue is how a report keeps away from the word that somebody has for an act.
var distancedCue = regexp.MustCompile(`(?i)\bwhat\s+(?:\S+\s+){1,3}$`)

// maxDistance is how many characters before a cue are looked at.
const maxDistance = 40

// distanced reports whether a cue stands in "what it said was", "what they called".
func (b *book) distanced(s *record.Statement) bool {
	rep := b.reports[s.Report]
	return rep != nil && distancedCue.MatchString(cut(rep.Text, max(0, s.Start-maxDistance), s.Start))
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
