package ledger

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// talks makes a row of every round of talks: a happening of type CONSULT with two
// sides that was held, is under way or is planned.
func (b *book) talks() []record.Talks {
	var out []record.Talks
	for _, e := range b.r.Events {
		if e.Type != "CONSULT" || e.Status == "negated" || e.Status == "proposed" {
			continue
		}
		parties := b.parties(e.Actors...)
		if len(parties) < 2 && len(e.Actors) < 2 {
			continue
		}
		out = append(out, record.Talks{
			Event: e.ID, Track: record.Nullable(strings.Join(parties, "+")), Ordinal: b.ordinal(e), Place: e.Place, Date: e.Date,
			Delegations: b.delegations(e, parties), Mediator: e.Mediators, Agenda: b.agenda(e), Outcome: b.outcome(e), Next: b.next(e, parties),
			ConfirmedBy: b.voices(e.ID, "assert"), DeniedBy: b.voices(e.ID, "deny"), Silent: b.voices(e.ID, "silent"), Standing: e.Standing,
		})
	}
	return out
}

// delegations lists, for each party, the members that reports name, and who says so.
func (b *book) delegations(e record.Event, parties []string) []record.Delegation {
	var out []record.Delegation
	for _, p := range parties {
		d := record.Delegation{Party: p}
		for _, m := range e.Mentions {
			b.addMembers(&d, m)
		}
		out = append(out, d)
	}
	return out
}

// addMembers adds those of a mention who belong to a delegation, and who says so.
func (b *book) addMembers(d *record.Delegation, m record.EventMention) {
	for _, a := range m.Actors {
		if a != d.Party && !slices.Contains(b.lands[a], d.Party) {
			continue
		}
		if a != d.Party {
			d.Members = union(d.Members, a)
		}
		d.AccordingTo = union(d.AccordingTo, m.AccordingTo...)
	}
}

// union adds what is not there yet.
func union(to []string, more ...string) []string {
	for _, x := range more {
		if !slices.Contains(to, x) {
			to = append(to, x)
		}
	}
	return to
}

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

var ordinalMeeting = regexp.MustCompile(`(?i)\b(` + strings.Join(ordinals, "|") + `)\s+(?:\w+\s+)?(?:round|meeting|session|talks)\b`)

// ordinal is the number of the round as a report counts it ("the second meeting");
// "not the first" is no count.
func (b *book) ordinal(e record.Event) *int {
	for _, m := range e.Mentions {
		sentence := b.sentence(m.Report, m.Start)
		hit := ordinalMeeting.FindStringSubmatchIndex(sentence)
		if hit == nil || strings.HasSuffix(strings.ToLower(strings.TrimSpace(sentence[:hit[0]])), "not the") {
			continue
		}
		n := slices.Index(ordinals, strings.ToLower(sentence[hit[2]:hit[3]])) + 1
		return &n
	}
	return nil
}

var agendaCue = regexp.MustCompile(`(?i)\b(?:to discuss|discussed|focused on|focusing on|focussed on|addressed|touched on|explored|talks on|talks about|aimed at|sought to|dealt with|centred on|centered on)\s+([^.;]+)`)

// agendaEnd cuts an agenda where the words go on to something else.
var agendaEnd = regexp.MustCompile(`(?i)[”"]|,\s*(?:said|says|according|in a|a demand|two|while|which|who|the source)\b|\bsaid\b`)

// maxAgenda is how many bytes of a sentence may be an agenda entry.
const maxAgenda = 160

// agenda collects what reports say was talked about, in their words.
func (b *book) agenda(e record.Event) []string {
	var out []string
	for _, m := range e.Mentions {
		for _, hit := range agendaCue.FindAllStringSubmatch(b.sentence(m.Report, m.Start), -1) {
			words := strings.Trim(hit[1], "“‘'\" ")
			if end := agendaEnd.FindStringIndex(words); end != nil {
				words = words[:end[0]]
			}
			words = strings.TrimRight(strings.TrimSpace(words), ",”’\"")
			if words != "" && len(words) <= maxAgenda && !slices.Contains(out, words) {
				out = append(out, words)
			}
		}
	}
	return out
}

// outcome is the sentence that tells what a round came to: an agreement reached,
// or not reached, told beside it by a report of the round.
func (b *book) outcome(e record.Event) record.Nullable {
	for _, status := range []string{"occurred", "negated"} {
		for _, m := range e.Mentions {
			for _, i := range b.told[b.at(m.Report, m.Start)] {
				if o := b.r.Events[i]; o.Type == "AGREE" && o.Status == status && meets(o.Date, e.Date) {
					return record.Nullable(strings.TrimSpace(b.sentence(m.Report, m.Start)))
				}
			}
		}
	}
	return ""
}

// next is the planned round of the same parties, if a report of this one speaks of it.
func (b *book) next(e record.Event, parties []string) record.Nullable {
	for _, o := range b.r.Events {
		if o.ID == e.ID || o.Type != "CONSULT" || o.Status != "planned" || !slices.Equal(b.parties(o.Actors...), parties) {
			continue
		}
		for _, om := range o.Mentions {
			for _, m := range e.Mentions {
				if om.Report == m.Report && (o.Date == "" || o.Date > e.Date) {
					return record.Nullable(o.ID)
				}
			}
		}
	}
	return ""
}
