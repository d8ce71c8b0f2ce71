package ledger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// kindWords tell the kind of an agreement from the word for it.
var kindWords = []struct{ part, kind string }{
	{"cease", "ceasefire"},
	{"truce", "ceasefire"},
	{"armistice", "ceasefire"},
	{"disengage", "disengagement"},
	{"peace", "peace"},
	{"corridor", "access"},
	{"accord", "other"},
	{"agreement", "other"},
	{"deal", "other"},
	{"pact", "other"},
	{"treaty", "peace"},
}

func kindOf(e record.Event) string {
	for _, k := range kindWords {
		for _, m := range e.Mentions {
			if strings.Contains(words(m), k.part) {
				return k.kind
			}
		}
	}
	return ""
}

// agreements makes an entry of every agreement that reports speak of, with its
// state according to whom. Bringing one back is a state of it, not another one.
func (b *book) agreements() []record.Agreement {
	var out []record.Agreement
	var later []record.Event
	for _, e := range b.r.Events {
		kind := kindOf(e)
		if kind == "" && (e.Type != "RETREAT" || !slices.Contains(e.Mode, "ceasefire")) || e.Type != "RETREAT" && e.Type != "AGREE" {
			continue
		}
		if e.Status == "proposed" || kind == "" {
			later = append(later, e)
			continue
		}
		parties := b.parties(e.Actors...)
		out = append(out, record.Agreement{
			ID: "a-" + strings.TrimPrefix(e.ID, "e-"), Name: b.agreementName(e, kind, parties), Kind: kind, Parties: parties,
			Mediators: e.Mediators, Date: e.Date, Status: []record.AgreementState{b.state(e, stateOf(e))},
		})
	}
	for _, e := range later {
		if i := b.revived(e, out); i >= 0 {
			out[i].Status = append(out[i].Status, b.state(e, "reactivation proposed"))
			continue
		}
		if kind := kindOf(e); kind != "" {
			parties := b.parties(e.Actors...)
			out = append(out, record.Agreement{
				ID: "a-" + strings.TrimPrefix(e.ID, "e-"), Name: b.agreementName(e, kind, parties), Kind: kind, Parties: parties,
				Mediators: e.Mediators, Date: e.Date, Status: []record.AgreementState{b.state(e, "proposed")},
			})
		}
	}
	return out
}

// stateOf says how an agreement stands by the status of the happening.
func stateOf(e record.Event) string {
	switch e.Status {
	case "ongoing":
		return "in force"
	case "planned":
		return "planned"
	case "negated":
		return "not reached"
	}
	return "agreed"
}

func (b *book) state(e record.Event, state string) record.AgreementState {
	s := record.AgreementState{State: state, Since: e.Date}
	for _, m := range e.Mentions {
		s.AccordingTo = union(s.AccordingTo, m.AccordingTo...)
		s.Reports = union(s.Reports, m.Report)
	}
	return s
}

// revived finds the agreement that a proposal in the same sentence would bring back.
func (b *book) revived(e record.Event, agreements []record.Agreement) int {
	for _, m := range e.Mentions {
		for _, k := range b.told[b.at(m.Report, m.Start)] {
			id := "a-" + strings.TrimPrefix(b.r.Events[k].ID, "e-")
			if i := slices.IndexFunc(agreements, func(a record.Agreement) bool { return a.ID == id }); i >= 0 {
				return i
			}
		}
	}
	return -1
}

// agreementName is made of place or parties, kind and year: "Sweida ceasefire,
// 2025", "Israel–Syria disengagement, 1974".
func (b *book) agreementName(e record.Event, kind string, parties []string) string {
	what := kind
	if kind == "other" || kind == "peace" {
		what = strings.ToLower(e.Mentions[0].Quote)
	}
	where := ""
	for _, p := range b.r.Places {
		if p.ID == string(e.Place) {
			where = p.Name
		}
	}
	var names []string
	for _, p := range parties {
		if a := b.actors[p]; a != nil {
			names = append(names, a.Name)
		}
	}
	name := strings.TrimSpace(cmp.Or(strings.Join(names, "–"), where) + " " + what)
	if translit.Fold(name) == translit.Fold(what) && where != "" {
		name = where + " " + what
	}
	if len(e.Date) >= 4 {
		name += ", " + string(e.Date[:4])
	}
	return name
}
