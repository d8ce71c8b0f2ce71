package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// FindEvent finds one event by its id, or by the beginning or end of it where no
// other event shares that. The error of an unknown or ambiguous key names candidates.
func FindEvent(r record.Record, key string) (record.Event, error) {
	return find("event", key, r.Events,
		func(e record.Event) []string { return []string{e.ID} },
		func(e record.Event) string { return e.ID })
}

// FindReport finds one report by its id or file name, or by the beginning or end
// of either where no other report shares that.
func FindReport(r record.Record, key string) (record.Report, error) {
	return find("report", key, r.Reports,
		func(x record.Report) []string { return []string{x.ID, x.File} },
		func(x record.Report) string { return x.ID + " (" + x.File + ")" })
}

// find looks for key among the keys of elements: whole first, then as a part.
func find[T any](what, key string, elements []T, keys func(T) []string, label func(T) string) (T, error) {
	var none T
	key = strings.TrimSpace(key)
	if key == "" {
		return none, fmt.Errorf("no %s has an empty name", what)
	}
	for _, match := range []func(string, string) bool{
		func(have, want string) bool { return have == want },
		func(have, want string) bool { return strings.HasPrefix(have, want) || strings.HasSuffix(have, want) },
	} {
		var found []T
		for _, e := range elements {
			if slices.ContainsFunc(keys(e), func(k string) bool { return match(k, key) }) {
				found = append(found, e)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return none, fmt.Errorf("%d %ss match %q: %s", len(found), what, key, listed(found, label))
		}
	}
	if len(elements) == 0 {
		return none, fmt.Errorf("no %s %q: the record holds no %s yet", what, key, what)
	}
	near := slices.Clone(elements)
	far := func(e T) int {
		best := len(key) + 100
		for _, k := range keys(e) {
			best = min(best, translit.Distance(key, k))
		}
		return best
	}
	slices.SortStableFunc(near, func(a, b T) int { return cmp.Compare(far(a), far(b)) })
	return none, fmt.Errorf("no %s %q; nearest: %s", what, key, listed(near[:min(3, len(near))], label))
}

// most is how many candidates an error lists.
const most = 8

// listed writes candidates into an error.
func listed[T any](found []T, label func(T) string) string {
	out := make([]string, 0, most)
	for _, e := range found[:min(most, len(found))] {
		out = append(out, label(e))
	}
	s := strings.Join(out, ", ")
	if n := len(found) - len(out); n > 0 {
		s += fmt.Sprintf(" and %d more", n)
	}
	return s
}

// Acts is one actor with what it did and said.
type Acts struct {
	Actor      record.Actor       `json:"actor"`
	Events     []record.Event     `json:"events"`     // where it is actor, recipient or mediator
	Statements []record.Statement `json:"statements"` // where it is a source
	Figures    []record.Figure    `json:"figures"`    // that it counted
}

// FindActor finds one actor by id, name or alias in any spelling. The closest way
// of matching that finds anybody decides; the error of a name that several actors
// bear, or none, names candidates.
func FindActor(r record.Record, name string) (Acts, error) {
	name = strings.TrimSpace(name)
	words := translit.Tokens(name)
	if len(words) == 0 {
		return Acts{}, fmt.Errorf("no actor has the name %q", name)
	}
	for _, match := range matchers(name, words) {
		var found []record.Actor
		for _, a := range r.Actors {
			if match(a) {
				found = append(found, a)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return acts(r, found[0]), nil
		default:
			return Acts{}, fmt.Errorf("%d actors match %q, give the id of one: %s", len(found), name, listed(found, actorLabel))
		}
	}
	if len(r.Actors) == 0 {
		return Acts{}, fmt.Errorf("no actor %q: the record holds no actor yet", name)
	}
	return Acts{}, fmt.Errorf("no actor %q; nearest: %s", name, listed(nearActors(r.Actors, words), actorLabel))
}

func actorLabel(a record.Actor) string { return fmt.Sprintf("%s (%s, %s)", a.ID, a.Name, a.Kind) }

func spellings(a record.Actor) []string { return append([]string{a.Name}, a.Aliases...) }

// matchers are the ways to match an actor, the strictest first.
func matchers(name string, words []string) []func(record.Actor) bool {
	folded := translit.Fold(name)
	anyName := func(f func(tokens []string) bool) func(record.Actor) bool {
		return func(a record.Actor) bool {
			return slices.ContainsFunc(spellings(a), func(s string) bool { return f(translit.Tokens(s)) })
		}
	}
	among := func(same func(a, b string) bool) func(record.Actor) bool {
		return anyName(func(tokens []string) bool {
			for _, w := range words {
				if !slices.ContainsFunc(tokens, func(t string) bool { return same(w, t) }) {
					return false
				}
			}
			return true
		})
	}
	return []func(record.Actor) bool{
		func(a record.Actor) bool { return a.ID == name },
		func(a record.Actor) bool { return translit.Fold(a.Name) == folded },
		func(a record.Actor) bool {
			return slices.ContainsFunc(a.Aliases, func(s string) bool { return translit.Fold(s) == folded })
		},
		anyName(func(tokens []string) bool { return translit.SameWords(tokens, words) }),
		among(func(a, b string) bool { return a == b }),
		among(translit.SameWord),
	}
}

// nearActors returns the few actors that have a word nearest to one of words, in
// proportion to its length.
func nearActors(actors []record.Actor, words []string) []record.Actor {
	far := func(a record.Actor) float64 {
		best := 2.0
		for _, s := range spellings(a) {
			for _, t := range translit.Tokens(s) {
				for _, w := range words {
					best = min(best, float64(translit.Distance(t, w))/float64(max(len(t), len(w))))
				}
			}
		}
		return best
	}
	near := slices.Clone(actors)
	slices.SortStableFunc(near, func(a, b record.Actor) int { return cmp.Compare(far(a), far(b)) })
	return near[:min(5, len(near))]
}

func acts(r record.Record, a record.Actor) Acts {
	out := Acts{Actor: a, Events: []record.Event{}, Statements: []record.Statement{}, Figures: []record.Figure{}}
	for _, e := range r.Events {
		if slices.Contains(e.Actors, a.ID) || slices.Contains(e.Recipients, a.ID) || slices.Contains(e.Mediators, a.ID) {
			out.Events = append(out.Events, e)
		}
	}
	for _, s := range r.Statements {
		if slices.Contains(s.Source, a.ID) {
			out.Statements = append(out.Statements, s)
		}
	}
	for _, f := range r.Figures {
		if slices.Contains(f.By, a.ID) {
			out.Figures = append(out.Figures, f)
		}
	}
	return out
}
