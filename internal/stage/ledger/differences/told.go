package differences

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// The ways in which a report tells who used force.
const (
	stated     = "stated"          // in its own words, as so
	doubted    = "told as alleged" // in its own words, "alleged", "suspected"
	attributed = "told as others' words"
)

// authorship is who used force, where one report states it and another only gives it
// as alleged or as the words of others. Nobody contradicts anybody.
func (b *rows) authorship(e record.Event) []record.Disagreement {
	doer := b.doer(e)
	if e.Type != "ASSAULT" || !book.Happened(e.Status) || doer == "" {
		return nil
	}
	how, first := map[string]string{}, map[string]record.EventMention{}
	for _, m := range e.Mentions {
		if b.Reports[m.Report].CopyOf != "" || !slices.Contains(m.Actors, doer) || !book.OwnParties(m) {
			continue
		}
		way := stated
		if _, ok := b.Say.First("doubted", b.Words(m)); ok {
			way = doubted
		} else if len(m.AccordingTo) > 0 {
			way = attributed
		}
		if old := how[m.Report]; old == "" || way == doubted || way == stated && old == attributed {
			how[m.Report], first[m.Report] = way, m
		}
	}
	return b.ways(e, doer, how, first)
}

// ways writes a row where reports tell the doer of an event in different ways.
func (b *rows) ways(e record.Event, doer string, how map[string]string, first map[string]record.EventMention) []record.Disagreement {
	by := map[string][]string{}
	for report, way := range how {
		by[way] = append(by[way], report)
	}
	if len(by[stated]) == 0 || len(by) < 2 {
		return nil
	}
	d := record.Disagreement{About: e.ID, Attribute: "authorship", Kind: "single"}
	var told []string
	for _, way := range []string{stated, doubted, attributed} {
		reports := by[way]
		if len(reports) == 0 {
			continue
		}
		slices.Sort(reports)
		d.Values = append(d.Values, record.Value{Value: record.Nullable(way), Reports: reports, Quote: record.Nullable(b.phrase(first[reports[0]]))})
		told = append(told, way+" by "+b.Outlets(reports))
	}
	d.Note = fmt.Sprintf("That %s did it, of %s: %s.", b.NameOf(doer), b.title(e), book.List(told))
	return []record.Disagreement{d}
}

// phraseWords is how many words before a trigger are quoted with it.
const phraseWords = 3

// phrase is a trigger with the words before it.
func (b *rows) phrase(m record.EventMention) string {
	before := b.Before(m)
	words := strings.Fields(before)
	from := 0
	if n := len(words); n > phraseWords {
		from = strings.LastIndex(before, strings.Join(words[n-phraseWords:], " "))
	}
	return strings.TrimSpace(before[max(from, 0):] + m.Quote)
}

// doer is the state or named body that most mentions have using force, or "".
func (b *rows) doer(e record.Event) string {
	n := map[string]int{}
	for _, m := range e.Mentions {
		for _, id := range m.Actors {
			if a := b.Actors[id]; a != nil && a.Kind != "person" && a.Kind != "people" && b.Named[id] {
				n[id]++
			}
		}
	}
	best := ""
	for _, id := range slices.Sorted(maps.Keys(n)) {
		if best == "" || n[id] > n[best] {
			best = id
		}
	}
	if 2*n[best] <= len(e.Mentions) {
		return ""
	}
	return best
}

// noneReach is how many sentences behind a happening a report may say that nobody is
// known to be hurt.
const noneReach = 6

// noneHurt are reports that know of no dead where others count them. The former may
// only be the earlier.
func (b *rows) noneHurt(t record.Toll) []record.Disagreement {
	e := b.Event(t.Event)
	if t.Measure != "killed" || len(t.Series) == 0 {
		return nil
	}
	var counted []string
	quote := ""
	for _, f := range b.R.Figures {
		if string(f.Event) == t.Event && f.Measure == t.Measure && !slices.Contains(counted, f.Report) {
			counted = append(counted, f.Report)
			quote = f.Quote
		}
	}
	none, words := b.noneKnown(e, counted)
	if len(none) == 0 || len(counted) == 0 {
		return nil
	}
	slices.Sort(counted)
	return []record.Disagreement{{
		About: t.Event, Attribute: t.Measure, Kind: "single",
		Values: []record.Value{
			{Value: "none known", Reports: none, Quote: record.Nullable(words)},
			{Value: record.Nullable(quote), Reports: counted, Quote: record.Nullable(quote)},
		},
		Note: fmt.Sprintf("Of %s, %s has %q; %q is the count of %s.", b.title(e), b.Outlets(none), words, quote, b.Outlets(counted)),
	}}
}

// noneKnown lists the reports that tell of an event, count nobody and say so, with
// the words of the first.
func (b *rows) noneKnown(e record.Event, counted []string) (none []string, words string) {
	for _, m := range e.Mentions {
		at := b.At(m.Report, m.Start)
		if at.Sentence < 0 || slices.Contains(counted, m.Report) || slices.Contains(none, m.Report) || b.Reports[m.Report].CopyOf != "" {
			continue
		}
		last := len(b.Reports[m.Report].Sentences) - 1
		for s := at.Sentence; s <= min(at.Sentence+noneReach, last); s++ {
			here := book.Spot{Report: m.Report, Sentence: s}
			if s > at.Sentence && b.otherForce(e, here) {
				break
			}
			if hit, ok := b.Say.First("none-hurt", wording.Place{Before: b.TextOf(here)}); ok {
				none = append(none, m.Report)
				if words == "" {
					words = hit.Words
				}
				break
			}
		}
	}
	slices.Sort(none)
	return none, words
}

// otherForce reports whether a sentence tells of another act of force that happened,
// whose dead its words may then mean. Habits and wars beside it are none.
func (b *rows) otherForce(e record.Event, at book.Spot) bool {
	other := false
	for _, i := range b.Told[at] {
		o := b.R.Events[i]
		if o.ID == e.ID {
			return false
		}
		other = other || o.Type == "ASSAULT" && slices.ContainsFunc(o.Mentions, func(m record.EventMention) bool {
			return m.Status == "occurred" && b.At(m.Report, m.Start) == at
		})
	}
	return other
}

// labels are groups that reports call by different words beside their names:
// "militant group", "militia", "terror group".
func (b *rows) labels() []record.Disagreement {
	seen := map[string]map[string][]string{} // actor to label to reports
	for _, r := range b.R.Reports {
		if r.CopyOf != "" {
			continue
		}
		for _, m := range r.Mentions {
			if !m.Named || m.Entity == "" || m.Kind != "organization" {
				continue
			}
			b.labelled(seen, string(m.Entity), r.ID, m)
		}
	}
	var out []record.Disagreement
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		d := record.Disagreement{Attribute: "label", Kind: "single"}
		var told, all []string
		for _, label := range slices.Sorted(maps.Keys(seen[id])) {
			reports := seen[id][label]
			slices.Sort(reports)
			all = record.Union(all, reports...)
			d.Values = append(d.Values, record.Value{Value: record.Nullable(label), Reports: reports, Quote: record.Nullable(label)})
			told = append(told, fmt.Sprintf("%q by %s", label, b.Outlets(reports)))
		}
		if len(told) < 2 || len(all) < 2 {
			continue
		}
		d.About = d.Values[0].Reports[0]
		d.Note = fmt.Sprintf("%s is called %s.", b.NameOf(id), book.List(told))
		out = append(out, d)
	}
	return out
}

// labelled notes the label that stands beside a name.
func (b *rows) labelled(seen map[string]map[string][]string, id, report string, m record.Mention) {
	at := b.At(report, m.Start)
	if at.Sentence < 0 {
		return
	}
	start, text := b.Reports[report].Sentences[at.Sentence].Start, b.TextOf(at)
	place := wording.Place{Before: book.Cut(text, 0, m.Start-start), Trigger: m.Quote, After: book.Cut(text, m.End-start, len(text))}
	for _, hit := range b.Say.All("label", place) {
		label := strings.ToLower(hit.Words)
		if seen[id] == nil {
			seen[id] = map[string][]string{}
		}
		if !slices.Contains(seen[id][label], report) {
			seen[id][label] = append(seen[id][label], report)
		}
	}
}
