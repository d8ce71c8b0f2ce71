package talks

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// bySides parts the mentions of a round by the sides that they themselves name. Two
// tellings are of one round only where the sides of one are among those of the other:
// a president who calls another is not at the table of two envoys. What names no sides
// of its own goes with the telling before it in its report.
func (b *rows) bySides(r round) []round {
	var out []round
	at := make([]int, len(r.mentions)) // mention to its round
	for i, m := range r.mentions {
		at[i] = -1
		if !book.OwnParties(m) || len(m.Actors) == 0 {
			continue
		}
		sides := b.Parties(m.Actors...)
		k := slices.IndexFunc(out, func(x round) bool { return record.Among(sides, x.parties) || record.Among(x.parties, sides) })
		if k < 0 {
			k = len(out)
			out = append(out, round{form: r.form, channel: r.channel, event: r.event})
		}
		at[i], out[k].parties = k, record.Union(out[k].parties, sides...)
	}
	if len(out) < 2 {
		return []round{r}
	}
	for i, m := range r.mentions {
		if at[i] < 0 {
			at[i] = b.goesWith(m, r.mentions[:i], at, out)
		}
		out[at[i]].mentions = append(out[at[i]].mentions, m)
	}
	most := 0
	for i := range out {
		if len(out[i].mentions) > len(out[most].mentions) {
			most = i
		}
	}
	for i := range out {
		out[i].aside = i != most
	}
	return out
}

// goesWith is the round of a mention that names no sides itself: of those that have the
// sides it was given, the last that its report told of before, or else the first.
func (b *rows) goesWith(m record.EventMention, before []record.EventMention, at []int, list []round) int {
	sides := b.Parties(m.Actors...)
	for i, x := range slices.Backward(before) {
		if x.Report == m.Report && at[i] >= 0 && record.Among(sides, list[at[i]].parties) {
			return at[i]
		}
	}
	return max(0, slices.IndexFunc(list, func(x round) bool { return record.Among(sides, x.parties) }))
}

// setApart takes those from the parties of a round who only mediate: as it is told
// of this round, or of other talks of the same sides.
func (b *rows) setApart(r *round) {
	r.between = record.Union(r.between, b.hosts(*r)...)
	for _, p := range slices.Clone(r.parties) {
		others := slices.DeleteFunc(slices.Clone(r.parties), func(x string) bool { return x == p })
		if len(others) > 1 && (slices.Contains(b.Parties(r.between...), p) || slices.Contains(b.betweens()[strings.Join(others, "+")], p)) {
			r.parties = others
			if !slices.Contains(b.Parties(r.between...), p) {
				r.between = append(r.between, p)
			}
		}
	}
}

// withinLands gives talks within one land, of which reports name no more than the land, the
// one other side that the same reports have talk to its government, or refuse to.
func (b *rows) withinLands(rounds []round) {
	for i := range rounds {
		r := &rounds[i]
		if len(r.parties) != 1 || !slices.ContainsFunc(r.mentions, b.within) {
			continue
		}
		var others []string
		for _, o := range rounds {
			if len(o.parties) == 2 && slices.Contains(o.parties, r.parties[0]) && record.Meet(book.ReportsOf(o.mentions), book.ReportsOf(r.mentions)) {
				others = record.Union(others, o.parties...)
			}
		}
		others = slices.DeleteFunc(others, func(id string) bool { return b.Actors[id] == nil || b.Actors[id].Kind == "state" })
		if len(others) == 1 {
			r.parties = append(slices.Clone(r.parties), others...)
			slices.Sort(r.parties)
		}
	}
}

// within reports whether a mention calls talks those within one land.
func (b *rows) within(m record.EventMention) bool {
	_, is := b.Say.First("within", b.Words(m))
	return is
}

// hosts are those of whom a report says that they host the talks of two others.
func (b *rows) hosts(r round) []string {
	var out []string
	for _, m := range r.mentions {
		at := b.At(m.Report, m.Start)
		if len(b.Parties(m.Actors...)) < 3 || at.Sentence < 0 {
			continue
		}
		rep := b.Reports[m.Report]
		in := rep.Sentences[at.Sentence]
		for _, x := range rep.Mentions {
			if x.Start < in.Start || x.End > in.End || !slices.Contains(m.Actors, string(x.Entity)) {
				continue
			}
			if _, hosts := b.Say.First("host", wording.Place{After: book.Cut(b.TextOf(at), x.End-in.Start, in.End-in.Start)}); hosts {
				out = record.Union(out, string(x.Entity))
			}
		}
	}
	return out
}

// betweens are those whom reports call mediators, by the sides they mediate between.
func (b *rows) betweens() map[string][]string {
	if b.between != nil {
		return b.between
	}
	b.between = map[string][]string{}
	for _, e := range b.R.Events {
		for _, m := range e.Mentions {
			if e.Type != "CONSULT" || len(m.Mediators) == 0 {
				continue
			}
			mediators := b.Parties(m.Mediators...)
			sides := slices.DeleteFunc(b.Parties(m.Actors...), func(s string) bool { return slices.Contains(mediators, s) })
			key := strings.Join(sides, "+")
			b.between[key] = record.Union(b.between[key], mediators...)
		}
	}
	return b.between
}

// heads counts who takes part; a state and those who act for it are one head less.
func (b *rows) heads(actors []string) int {
	n := len(actors)
	for _, a := range actors {
		if slices.ContainsFunc(actors, func(x string) bool { return x != a && slices.Contains(b.Parties(x), a) }) {
			n--
		}
	}
	return n
}
