package tolls

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// classes says of whom each count is, as far as reports tell: civilians, fighters or
// another class, and of which side. The side is told apart only where a harm of an event is
// counted for several sides, or for one side and for all.
func (b *rows) classes(list []record.Figure) []string {
	type group struct{ event, measure string }
	class, side := make([]string, len(list)), make([]string, len(list))
	sides := map[group][]string{}
	for i, f := range list {
		class[i], side[i] = b.classOf(f), b.sideOf(f)
		g := group{string(f.Event), f.Measure}
		sides[g] = record.Union(sides[g], side[i])
	}
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = class[i]
		if len(sides[group{string(f.Event), f.Measure}]) > 1 && side[i] != "" {
			out[i] = b.called(class[i], side[i])
		}
	}
	return out
}

// wholes gives counts of no class of victim, which are parts of counts of the same harm ("killed
// 213 Norlanders, including 154 who took no part"), the class of those.
func (b *rows) wholes(list []record.Figure, class []string) {
	in := map[string][]int{} // report to its counts
	for i, f := range list {
		in[f.Report] = append(in[f.Report], i)
	}
	for i, f := range list {
		if class[i] != "" {
			continue
		}
		whole := slices.IndexFunc(in[f.Report], func(j int) bool {
			g := list[j]
			return class[j] != "" && g.Event == f.Event && g.Measure == f.Measure && b.partOf(f, g)
		})
		if whole >= 0 {
			class[i] = class[in[f.Report][whole]]
		}
	}
}

// called names a class of victims with its side: "civilians of Norland", "people of
// Norland", and for a people "Hill people civilians".
func (b *rows) called(class, side string) string {
	if a := b.Actors[side]; a != nil && a.Kind == "state" {
		if class == "" {
			class = "people"
		}
		return class + " of " + a.Name
	}
	return strings.TrimSpace(b.NameOf(side) + " " + class)
}

// classOf is the class of those counted, where the words of a count name one: the
// words themselves, or those right behind them.
func (b *rows) classOf(f record.Figure) string {
	rep := b.Reports[f.Report]
	if rep == nil {
		return ""
	}
	behind := b.Cut(rep, f.End, f.End+victimReach)
	if hit, ok := b.Say.First("victims", wording.Place{Trigger: f.Quote, After: behind}); ok {
		return hit.Gives
	}
	return ""
}

// victimReach is how many characters behind a count may name those counted.
const victimReach = 40

// sideOf is the state or people whose dead a count is of, as its words name it ("six
// Norlanders"), or those right before a word like "death toll"; empty where they do not.
func (b *rows) sideOf(f record.Figure) string {
	rep := b.Reports[f.Report]
	at := b.At(f.Report, f.Start)
	if rep == nil || at.Sentence < 0 {
		return ""
	}
	from := rep.Sentences[at.Sentence].Start
	for _, m := range slices.Backward(rep.Mentions) {
		if m.Start < from || m.End > f.End || m.Entity == "" || !m.Named {
			continue
		}
		id := b.bodyOf(m)
		if id == "" {
			continue
		}
		if m.Start >= f.Start {
			if before := b.Cut(rep, max(0, m.Start-1), m.Start); before == "-" {
				continue // "pro-Norland fighters" are not of Norland
			}
			return id
		}
		if _, ok := b.Say.First("toll-of", wording.Place{After: b.Cut(rep, m.End, f.Start)}); ok {
			return id
		}
	}
	return ""
}

// bodyOf is the state or people that a mention names; empty for anything else.
func (b *rows) bodyOf(m record.Mention) string {
	if states := b.StateCalled(m.Quote); len(states) > 0 {
		return states[0]
	}
	if a := b.Actors[string(m.Entity)]; a != nil && (a.Kind == "state" || a.Kind == "people") {
		return a.ID
	}
	return ""
}

// partOf reports whether a count is only a part of another one: one counter gives both in
// one sentence, even the most that it allows is less, and the words say so ("killed 213,
// of them 17 near the gate").
func (b *rows) partOf(f, g record.Figure) bool {
	if f.Report != g.Report || f.Start <= g.Start || !slices.Equal(f.By, g.By) || f.Max == nil || g.Min == nil || *f.Max >= *g.Min {
		return false
	}
	rep, at := b.Reports[f.Report], b.At(f.Report, f.Start)
	if at.Sentence < 0 || at != b.At(g.Report, g.Start) {
		return false
	}
	_, part := b.Say.First("part", wording.Place{Before: b.Cut(rep, g.End, f.Start), Trigger: f.Quote, After: b.Cut(rep, f.End, f.End+victimReach)})
	return part
}
