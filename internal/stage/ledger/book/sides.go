package book

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// StatesOf are the sides of those who answer for something, where they are bodies
// or states: a person who denies need not be the accused.
func (b *Book) StatesOf(ids []string) []string {
	var out []string
	for _, id := range ids {
		for _, p := range b.Parties(id) {
			if a := b.Actors[p]; a != nil && a.Kind != "person" {
				out = record.Union(out, p)
			}
		}
	}
	return out
}

// forceWords are what armed people without a name are called.
var forceWords = []string{"army", "fighters", "forces", "gunmen", "insurgents", "militants", "militia", "militias", "police", "rebels", "soldiers", "troops", "tribes"}

// Force reports whether a name is that of armed people: its last word says so.
func (b *Book) Force(name string) bool {
	list := strings.Fields(strings.ToLower(name))
	return len(list) > 0 && slices.Contains(forceWords, list[len(list)-1])
}

// stateVoices are words in the name of a body that speaks for a state.
var stateVoices = []string{"army", "diplomatic", "foreign ministry", "government", "military", "ministry", "news agency", "presidency", "state media", "state television", "state tv"}

// SideOf is whom somebody speaks for: the states of an office, or the state whose
// people a state body is named after, such as a ministry or a state agency.
func (b *Book) SideOf(id string) []string {
	out := record.Union(slices.Clone(b.speaks[id]), b.Parties(id)...)
	a := b.Actors[id]
	if a == nil || !StateVoice(a.Name) {
		return out
	}
	first, _, _ := strings.Cut(bare(a.Name), " ")
	for _, state := range b.StateCalled(first) {
		if state != id {
			out = record.Union(out, state)
		}
	}
	return out
}

// StateVoice reports whether a name is that of a body that speaks for a state.
func StateVoice(name string) bool {
	return slices.ContainsFunc(stateVoices, func(w string) bool { return strings.Contains(strings.ToLower(name), w) })
}

// addActor takes in an actor with the states of its offices and of what it belongs to.
func (b *Book) addActor(a *record.Actor) {
	b.Actors[a.ID] = a
	if a.Kind == string(trucewatch.StateKind) {
		for _, n := range append([]string{a.Name}, a.Aliases...) {
			n = translit.Fold(n)
			b.called[n] = record.Union(b.called[n], a.ID)
		}
	}
	if a.Kind == string(trucewatch.Organization) && b.Named[a.ID] {
		for _, n := range append([]string{a.Name}, a.Aliases...) {
			b.bodies[translit.Fold(n)] = a.ID
		}
	}
	for _, role := range a.Roles {
		if role.Of != "" {
			b.lands[a.ID] = record.Union(b.lands[a.ID], string(role.Of))
		}
	}
	if a.Parent != "" {
		b.lands[a.ID] = record.Union(b.lands[a.ID], string(a.Parent))
	}
}

// Parties returns the sides of an event as a ledger counts them: a minister
// stands for the state of the office, a side without a state for itself.
func (b *Book) Parties(ids ...string) []string {
	var out []string
	for _, id := range ids {
		of := b.lands[id]
		if len(of) == 0 {
			of = b.officeOf(id)
		}
		if len(of) == 0 {
			of = []string{id}
		}
		for _, p := range of {
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	slices.Sort(out)
	return out
}

// officeWords are what people are called who act for the state that stands before it.
var officeWords = []string{
	"ambassador", "chief", "commander", "commanders", "counterpart", "counterparts", "delegates", "delegation", "diplomat", "diplomats", "envoy", "envoys", "leader", "leaders", "minister", "ministers",
	"negotiator", "negotiators", "official", "officials", "premier", "president", "representative", "representatives",
}

// officeOf is the state or the body of somebody without a name who is called by an office of
// it, as in "US special envoy", "US envoy to Syria" or "a senior Front leader".
func (b *Book) officeOf(id string) []string {
	a := b.Actors[id]
	if a == nil || b.Named[id] {
		return nil
	}
	list := strings.Fields(bare(a.Name))
	if i := slices.IndexFunc(list, func(w string) bool { return w == "to" || w == "for" }); i > 0 {
		list = list[:i]
	}
	if len(list) < 2 || !slices.Contains(officeWords, strings.ToLower(list[len(list)-1])) {
		return nil
	}
	for _, word := range list[:len(list)-1] {
		if states := b.StateCalled(word); len(states) > 0 {
			return states
		}
		if body := b.bodies[translit.Fold(word)]; body != "" && body != id {
			return []string{body}
		}
	}
	return nil
}

// bare is a name without its article.
func bare(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if ok && slices.Contains([]string{"the", "a", "an"}, strings.ToLower(first)) {
		return rest
	}
	return name
}

// StateCalled finds the state that a word names, or the people of it.
func (b *Book) StateCalled(word string) []string { return b.called[translit.Fold(word)] }

// Party finds whom an actor stands for among the parties of an agreement: itself,
// the state of its office, or a party by one of its names. It is asked for every
// mention of every report, so answers are kept.
func (b *Book) Party(a *agreement.Agreement, id string) *agreement.Party {
	return b.sides.Of([2]string{a.ID, id}, func() *agreement.Party { return b.findParty(a, id) })
}

func (b *Book) findParty(a *agreement.Agreement, id string) *agreement.Party {
	of := append([]string{id}, b.lands[id]...)
	for i := range a.Parties {
		if slices.Contains(of, a.Parties[i].ID) {
			return &a.Parties[i]
		}
	}
	if actor := b.Actors[id]; actor != nil {
		return a.Party(append([]string{actor.Name}, actor.Aliases...)...)
	}
	return nil
}

// Person reports whether an actor is one human being.
func (b *Book) Person(id string) bool { return b.Actors[id] != nil && b.Actors[id].Kind == "person" }
