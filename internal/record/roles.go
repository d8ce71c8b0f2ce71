package record

import (
	"slices"
	"strings"
)

// seldom is how often the one most often named has to be named for those to be left out
// whom a single mention names.
const seldom = 3

// MainRoles are those who did it and to whom, as most mentions of a happening have it.
// Who is named on both sides stays on the one where he is named more often; who is named
// once is left out where others of the same side are named three times or more. The
// event itself keeps everybody. Mentions that were given the main parties of the news, or
// those of another mention, for want of their own count only where no mention has others.
func (e Event) MainRoles() (actors, recipients []string) {
	if len(e.Mentions) == 0 {
		return e.Actors, e.Recipients
	}
	did := count(e.Mentions, func(m EventMention) []string { return m.Actors })
	bore := count(e.Mentions, func(m EventMention) []string { return m.Recipients })
	keep := func(ids []string, own, other map[string]int) []string {
		most := 0
		for _, id := range ids {
			most = max(most, own[id])
		}
		return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
			return own[id] < max(1, other[id]) || own[id] == 1 && most >= seldom
		})
	}
	actors, recipients = keep(e.Actors, did, bore), keep(e.Recipients, bore, did)
	if len(actors) == 1 { // nobody does it to himself alone
		recipients = slices.DeleteFunc(recipients, func(id string) bool { return id == actors[0] })
	}
	return actors, recipients
}

// count tells how many mentions have each in a role.
func count(mentions []EventMention, role func(EventMention) []string) map[string]int {
	weak := func(m EventMention) bool {
		return slices.ContainsFunc(m.Why, func(w Reason) bool {
			return strings.HasSuffix(w.Rule, ".inherit.main-parties") || w.Rule == "link.parties-of-the-same"
		})
	}
	strong := slices.ContainsFunc(mentions, func(m EventMention) bool { return len(role(m)) > 0 && !weak(m) })
	out := map[string]int{}
	for _, m := range mentions {
		if strong && weak(m) {
			continue
		}
		for _, id := range role(m) {
			out[id]++
		}
	}
	return out
}

// Generic reports whether every mention only tells how things stand, as a habit, a war or
// an occupation that goes on, or tells of a deed in passing as of what is nothing new, and
// none tells it as news. What is done time and again within one time that is told
// ("repeatedly shelled the town on Monday") is a happening.
func (e Event) Generic() bool {
	return e.every(func(m EventMention, rule string) bool {
		switch _, name, _ := strings.Cut(rule, "."); name {
		case "standing", "status.habit", "event.assault.war":
			return true
		case "event.in-passing", "status.repeated":
			return m.Date == ""
		}
		return false
	})
}

// OfOthers reports whether every mention stands in the headlines of other reports that
// a page lists behind its own: nobody has told of it as news yet.
func (e Event) OfOthers() bool {
	return e.every(func(_ EventMention, rule string) bool { return strings.HasSuffix(rule, ".event.other-report") })
}

// Vague reports whether no mention says who did it, nor in its own words where below the
// level of a land, or when: a word for violence and no happening that one could look for.
// To whom it was done says enough, but for those who are nobody: a whole land, a number.
func (e Event) Vague(nobody func(id string) bool) bool {
	return len(e.Mentions) > 0 && !slices.ContainsFunc(e.Mentions, func(m EventMention) bool {
		return len(m.Why) == 0 || len(m.Actors) > 0 || slices.ContainsFunc(m.Recipients, func(id string) bool { return !nobody(id) }) || slices.ContainsFunc(m.Why, func(w Reason) bool {
			return slices.Contains([]string{"en.when.attached", "en.when.sentence", "en.when.said", "en.when.beside", "en.place.phrase", "en.place.modifier", "en.place.near", "en.place.clause"}, w.Rule)
		})
	})
}

// every reports whether each mention, of which there is one, has a reason that fits.
func (e Event) every(fits func(m EventMention, rule string) bool) bool {
	return len(e.Mentions) > 0 && !slices.ContainsFunc(e.Mentions, func(m EventMention) bool {
		return !slices.ContainsFunc(m.Why, func(w Reason) bool { return fits(m, w.Rule) })
	})
}
