package differences

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// countDays is how many days may lie between two counts that are set side by side: of
// a toll that rises for weeks the series tells.
const countDays = 2

// counts are numbers of one harm that reports of the same days give differently. Both
// may be true of their hour, and of those whom they count.
func (b *rows) counts(t record.Toll) []record.Disagreement {
	figures := b.standing(t)
	for i, x := range figures {
		for _, y := range figures[i+1:] {
			if x.Report == y.Report || x.AsOf == y.AsOf || !book.Near(x.AsOf, y.AsOf, countDays) || !exceeds(x, y) && !exceeds(y, x) {
				continue
			}
			d := record.Disagreement{About: t.Event, Attribute: t.Measure, Kind: "single"}
			var told []string
			for _, f := range []record.Figure{x, y} {
				d.Values = append(d.Values, record.Value{Value: record.Nullable(f.Quote), Reports: []string{f.Report}, Quote: record.Nullable(f.Quote)})
				told = append(told, fmt.Sprintf("%q as of %s by %s", f.Quote, f.AsOf, b.Outlet(f.Report)))
			}
			d.Note = fmt.Sprintf("Of %s, %s are given as %s.", b.title(b.Event(t.Event)), t.Measure, book.List(told))
			return []record.Disagreement{d}
		}
	}
	return nil
}

// standing lists the counts of a toll that no other replaces, repeats or holds, copies
// left out.
func (b *rows) standing(t record.Toll) []record.Figure {
	var out []record.Figure
	for i, ref := range t.Series {
		c := t.Counts[i]
		if c.SupersededBy != nil || c.Repeats != nil || c.PartOf != nil || b.Reports[ref.Report].CopyOf != "" {
			continue
		}
		for _, n := range b.figures[counted{ref.Report, ref.Start, ref.End, t.Measure}] {
			out = append(out, b.R.Figures[n])
		}
	}
	return out
}

// victims is who the dead of one count were, where reports have words for them that
// have nothing in common: "members of the Red Band", "pro-Ruritanian fighters".
func (b *rows) victims(t record.Toll) []record.Disagreement {
	if t.Measure != "killed" {
		return nil
	}
	said := map[string][]string{} // report to its words
	for _, ref := range t.Series {
		at := b.At(ref.Report, ref.Start)
		if at.Sentence < 0 || b.Reports[ref.Report].CopyOf != "" {
			continue
		}
		text := b.TextOf(at)
		from := ref.Start - b.Reports[ref.Report].Sentences[at.Sentence].Start
		if hit, ok := b.Say.First("fallen", wording.Place{After: book.Cut(text, from, len(text))}); ok {
			said[ref.Report] = record.Union(said[ref.Report], hit.Words)
		}
	}
	reports := make([]string, 0, len(said))
	for report := range said {
		reports = append(reports, report)
	}
	slices.Sort(reports)
	for i, one := range reports {
		for _, two := range reports[i+1:] {
			if x, y := said[one][0], said[two][0]; !alike(said[one], said[two]) {
				return []record.Disagreement{{
					About: t.Event, Attribute: "victims", Kind: "single",
					Values: []record.Value{
						{Value: record.Nullable(x), Reports: []string{one}, Quote: record.Nullable(x)},
						{Value: record.Nullable(y), Reports: []string{two}, Quote: record.Nullable(y)},
					},
					Note: fmt.Sprintf("The dead of %s are %q to %s, %q to %s.", b.title(b.Event(t.Event)), x, b.Outlet(one), y, b.Outlet(two)),
				}}
			}
		}
	}
	return nil
}

// alike reports whether two lists of descriptions share a word that tells anything.
func alike(one, two []string) bool {
	words := translit.Tokens(strings.Join(two, " "))
	return slices.ContainsFunc(translit.Tokens(strings.Join(one, " ")), func(w string) bool {
		return w != "members" && w != "of" && w != "the" && slices.Contains(words, w)
	})
}

// untold are talks that one report says did not take place, while others of the same
// days tell of talks of one of those sides that are going on. They may be other talks.
func (b *rows) untold() []record.Disagreement {
	var out []record.Disagreement
	for _, e := range b.R.Events {
		if e.Type != "CONSULT" || e.Status != "negated" {
			continue
		}
		denied := book.ReportsOf(e.Mentions)
		var told []record.EventMention
		about := record.Event{}
		for _, o := range b.R.Events {
			more := b.tellers(o, e, denied)
			if len(told) == 0 {
				about = o
			}
			told = append(told, more...)
		}
		if len(told) == 0 {
			continue
		}
		reports := book.ReportsOf(told)
		out = append(out, record.Disagreement{
			About: about.ID, Attribute: "occurrence", Kind: "single",
			Values: []record.Value{
				{Value: "did not take place", Reports: denied, Quote: record.Nullable(b.phrase(e.Mentions[0]))},
				{Value: "took place", Reports: reports, Quote: record.Nullable(b.phrase(told[0]))},
			},
			Note: fmt.Sprintf("%s has %q; %s is told of by %s.", b.Outlets(denied), b.Sentence(denied[0], e.Mentions[0].Start), b.title(about), b.Outlets(reports)),
		})
	}
	return out
}

// tellers are the mentions of talks o in reports of the same days as those that deny
// talks e of one of its sides.
func (b *rows) tellers(o, e record.Event, denied []string) []record.EventMention {
	if o.Type != "CONSULT" || o.Status != "ongoing" || !record.Meet(o.Actors, e.Actors) {
		return nil
	}
	var out []record.EventMention
	for _, m := range o.Mentions {
		day := b.Reports[m.Report].Published.Date
		near := slices.ContainsFunc(denied, func(r string) bool {
			return r != m.Report && book.Near(day, b.Reports[r].Published.Date, countDays)
		})
		if near && b.Reports[m.Report].CopyOf == "" && book.Happened(m.Status) {
			out = append(out, m)
		}
	}
	return out
}
