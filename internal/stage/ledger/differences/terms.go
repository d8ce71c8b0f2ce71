package differences

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// brokers are those whom reports name as having brought about a truce or an agreement.
func (b *rows) brokers(e record.Event) []record.Disagreement {
	if e.Type != "CONSULT" {
		return nil
	}
	byReport := map[string][]string{}
	words := map[string]string{}
	var reports []string
	for _, m := range e.Mentions {
		if !book.Because(m, "en.event.consult.mediation", "en.event.consult.broker") || len(m.Actors) == 0 || !book.OwnParties(m) {
			continue
		}
		if byReport[m.Report] == nil {
			reports = append(reports, m.Report)
			words[m.Report] = b.phrase(m)
		}
		byReport[m.Report] = record.Union(byReport[m.Report], m.Actors...)
	}
	var list []telling
	for _, r := range reports {
		slices.Sort(byReport[r])
		list = append(list, telling{r, b.Names(byReport[r]), words[r]})
	}
	return b.beside(e.ID, "mediator", "Who brought it about", list)
}

// tables are those between whom reports say that one round of talks is held, in so many
// words: "between A and B", "with A and B".
func (b *rows) tables(e record.Event) []record.Disagreement {
	if e.Type != "CONSULT" {
		return nil
	}
	var list []telling
	for _, m := range e.Mentions {
		if m.Status == "negated" || !book.Because(m, "en.slot.between", "en.slot.with") {
			continue
		}
		ids := slices.DeleteFunc(slices.Clone(m.Actors), func(id string) bool {
			a := b.Actors[id]
			return a == nil || a.Kind == "person" || a.Kind == "people"
		})
		if len(ids) > 1 {
			slices.Sort(ids)
			list = append(list, telling{m.Report, b.Names(ids), b.phrase(m)})
		}
	}
	if len(list) == 0 {
		return nil
	}
	return b.beside(e.ID, "parties", fmt.Sprintf("Between whom %s is held", b.title(e)), list)
}

// termDays is how far apart reports may lie that tell of one term of an agreement.
const termDays = 31

// manyFreed is from how many people on an equal number makes two releases one.
const manyFreed = 100

// termed are terms that some reports give as part of an agreement and others as still
// sought, or as part of it to one side alone.
func (b *rows) termed() []record.Disagreement {
	list := b.terms()
	var order []string
	byTerm := map[string][]telling{}
	for _, t := range list {
		if byTerm[t.key] == nil {
			order = append(order, t.key)
		}
		byTerm[t.key] = append(byTerm[t.key], t.telling)
	}
	var out []record.Disagreement
	for _, key := range order {
		first := byTerm[key][0].report
		list := slices.DeleteFunc(byTerm[key], func(t telling) bool { return t.report != first && !b.near(first, t.report, termDays) })
		about, lead := first, "How a release of prisoners stands ("+key+")"
		if e := b.Event(key); e.ID != "" {
			about, lead = e.ID, "How "+b.title(e)+" stands"
		}
		out = append(out, b.beside(about, "standing", lead, list)...)
	}
	return out
}

// term is how a sentence gives a term: a happening, or a number of people to be freed.
type term struct {
	telling
	key string
}

// terms lists the terms that reports tell of, each sentence once for each.
func (b *rows) terms() []term {
	var out []term
	seen := map[string]bool{}
	add := func(key string, at book.Spot) {
		spot := fmt.Sprint(key, at)
		if at.Sentence < 0 || seen[spot] {
			return
		}
		seen[spot] = true
		if way, words := b.standingOf(at); way != "" {
			out = append(out, term{telling{at.Report, way, words}, key})
		}
	}
	for _, e := range b.R.Events {
		if e.Type != "RETREAT" {
			continue
		}
		for _, m := range e.Mentions {
			add(e.ID, b.At(m.Report, m.Start))
		}
	}
	for _, f := range b.R.Figures {
		if manyHeld(f) {
			add(strconv.Itoa(*f.Min)+" held", b.At(f.Report, f.Start))
		}
	}
	return out
}

// manyHeld reports whether a figure is an exact number of many people who are held.
func manyHeld(f record.Figure) bool {
	return f.Measure == "detained" && f.Min != nil && f.Max != nil && *f.Min == *f.Max && *f.Min >= manyFreed
}

// standingOf tells how a sentence gives a term, and by what words; "" where it does not say.
func (b *rows) standingOf(at book.Spot) (way, words string) {
	for _, kind := range []string{"claimed-term", "standing-of-term"} {
		if hit, ok := b.Say.First(kind, b.Whole(at)); ok {
			return hit.Gives, hit.Words
		}
	}
	return "", ""
}

// restrictions are those that some say were eased and others say are to be, or are as they
// were.
func (b *rows) restrictions() []record.Disagreement {
	var list []found
	for _, p := range b.passages(func(e *record.Event, _ *record.EventMention) bool {
		return e.Type == "RETREAT" || e.Type == "CONSULT" || e.Type == "COERCE"
	}) {
		for _, hit := range b.Say.All("restriction", b.Whole(p.Spot)) {
			list = append(list, found{telling: telling{p.Report, hit.Gives, hit.Words}, names: b.namedNear(p.Spot)})
		}
	}
	var out []record.Disagreement
	for _, group := range b.groups(list, func(x, y found) bool { return record.Meet(x.names, y.names) }) {
		out = append(out, b.beside(group[0].report, "restrictions", "How the restrictions are said to stand", tellingsOf(group))...)
	}
	return out
}
