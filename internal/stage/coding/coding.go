// Package coding turns a reading into claims: who is said to have done what to
// whom, when, where, how many, and according to whom. It runs attribution, time
// expressions, actions and tolls over one draft, and ties them together.
package coding

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
	"github.com/trucewatch/trucewatch/internal/stage/coding/timex"
	"github.com/trucewatch/trucewatch/internal/stage/coding/toll"
)

// Rules codes readings. It is safe for concurrent use.
type Rules struct {
	attribution *attribution.Rules
	time        *timex.Rules
	action      *action.Rules
	toll        *toll.Rules
	doubt       doubt
}

// Load reads every pack that coding rests on.
func Load(fsys fs.FS) (r *Rules, err error) {
	r = &Rules{}
	if r.attribution, err = attribution.Load(fsys); err != nil {
		return nil, err
	}
	if r.time, err = timex.Load(fsys); err != nil {
		return nil, err
	}
	if r.action, err = action.Load(fsys); err != nil {
		return nil, err
	}
	if r.toll, err = toll.Load(fsys); err != nil {
		return nil, err
	}
	if r.doubt, err = loadDoubt(fsys); err != nil {
		return nil, err
	}
	return r, nil
}

// Claims codes one reading. A report in another language than English has no claims.
func (r *Rules) Claims(reading trucewatch.Reading) trucewatch.Claims {
	if l := reading.Report.Language; l != "" && l != "en" {
		return trucewatch.Claims{Report: reading.Report.ID, Mentions: reading.Mentions}
	}
	out, _ := r.code(reading)
	return out
}

// code makes the claims of an English reading, with the time expressions of every
// sentence.
func (r *Rules) code(reading trucewatch.Reading) (trucewatch.Claims, [][]trucewatch.When) {
	out := trucewatch.Claims{Report: reading.Report.ID, Mentions: reading.Mentions}
	if len(reading.Sentences) == 0 {
		return out, nil
	}
	found := r.times(reading)
	if day, doubt := r.readFrom(reading, found); day != "" {
		reading.Report.Published.Date, out.ReadFrom = day, day
		out.Issues = append(out.Issues, doubt)
		found = r.times(reading)
	}
	d := draft.New(reading)
	out.Statements = r.attribution.Statements(d)
	dates := datesOf(found, reading, out.Statements)
	out.Events = r.action.Events(d, out.Statements, dates)
	out.Figures = r.toll.Figures(d, out.Statements)
	for i := range out.Figures {
		if f := &out.Figures[i]; f.Event < 0 {
			f.Event = counted(*f, out.Events)
		}
	}
	agree(out.Figures, reading)
	out.Mentions = d.Mentions
	return out, dates
}

// times finds the time expressions of every sentence, as they are read from the date of
// the report.
func (r *Rules) times(reading trucewatch.Reading) [][]trucewatch.When {
	out := make([][]trucewatch.When, len(reading.Sentences))
	for i, s := range reading.Sentences {
		out[i] = r.time.Find(reading.Report.Text, s.Span, reading.Report.Published.Date)
	}
	return out
}

// datesOf makes the dates of a report of its time expressions, in their place. What is
// part of a name is none. "Today" inside quoted words means the day they were said, where
// the sentence around them names it, else the day of the news.
func datesOf(out [][]trucewatch.When, reading trucewatch.Reading, statements []trucewatch.Statement) [][]trucewatch.When {
	for i := range out {
		out[i] = slices.DeleteFunc(out[i], func(w trucewatch.When) bool { return named(reading, i, w.Span) })
	}
	reckon(out)
	for i := range out {
		for k := range out[i] {
			if out[i][k].Relative != "P0D" {
				continue
			}
			said := dayOfSpeech(out, i, out[i][k].Span, reading, statements)
			if said != nil {
				moved := *said
				moved.Span = out[i][k].Span
				moved.Why = append(slices.Clone(out[i][k].Why), trucewatch.Reason{Rule: "en.time.day-of-speech", Words: said.Of(reading.Report.Text)})
				out[i][k] = moved
			}
		}
	}
	return out
}

// named reports whether words of sentence s are part of the name of a person or a
// body: "Jan" of "Jan Petersen", "April 6" of "the April 6 Movement".
func named(reading trucewatch.Reading, s int, words trucewatch.Span) bool {
	return slices.ContainsFunc(reading.Mentions, func(m trucewatch.Mention) bool {
		return m.Sentence == s && m.Named && (m.Kind == trucewatch.Person || m.Kind == trucewatch.Organization) && m.Contains(words)
	})
}

// reckonedFrom is how many sentences back "the next day" looks for its day.
const reckonedFrom = 2

// reckon moves expressions that count from a day of the text ("the next day", "two
// days earlier") from publication to the day named last before them. Without such a
// day, what would lie behind publication is dropped. "At that time" is whatever time
// was named last.
func reckon(dates [][]trucewatch.When) {
	var last, time *trucewatch.When
	at, timeAt := 0, 0
	for i := range dates {
		kept := dates[i][:0]
		for _, w := range dates[i] {
			if len(w.Why) == 0 || !strings.HasPrefix(w.Why[0].Rule, "en.time.reckoned-") {
				named := w
				if time, timeAt = &named, i; w.Precision == trucewatch.Day {
					last, at = &named, i
				}
				kept = append(kept, w)
				continue
			}
			from, then := last, time
			if i-at > reckonedFrom {
				from = nil
			}
			if i-timeAt > reckonedFrom {
				then = nil
			}
			if w, ok := reckoned(w, from, then); ok {
				kept = append(kept, w)
			}
		}
		dates[i] = kept
	}
}

// reckoned counts an expression from a day of the text, or from publication where
// there is none, or gives "at that time" the time then; it reports false where it means
// no day.
func reckoned(w trucewatch.When, from, then *trucewatch.When) (trucewatch.When, bool) {
	if then != nil && w.Why[0].Rule == "en.time.reckoned-at-the-time" {
		moved := *then
		moved.Span, moved.Why = w.Span, w.Why
		return moved, true
	}
	if from != nil {
		if moved, ok := timex.Shift(w, *from); ok || strings.HasSuffix(w.Relative, "D") {
			return moved, ok
		}
	}
	return w, !strings.HasPrefix(w.Relative, "P+") && w.Relative != "P0D"
}

// countedIn lists, for each measure, the types of happening that it counts in.
var countedIn = map[string][]trucewatch.EventType{
	"killed":     {trucewatch.Assault, trucewatch.Protest},
	"wounded":    {trucewatch.Assault, trucewatch.Protest},
	"missing":    {trucewatch.Assault},
	"displaced":  {trucewatch.Assault},
	"detained":   {trucewatch.Coerce, trucewatch.Retreat, trucewatch.Assault},
	"protesters": {trucewatch.Protest},
	"troops":     {trucewatch.Mobilize, trucewatch.Retreat, trucewatch.Assault},
	"strikes":    {trucewatch.Assault},
	"convoys":    {trucewatch.Aid, trucewatch.Retreat},
}

// counted finds the happening that a figure counts in: the nearest of a fitting
// type in its sentence, else the last one before it in the report. What did not happen
// counts nobody; nobody is counted in it.
func counted(f trucewatch.Figure, events []trucewatch.EventMention) int {
	best, distance := -1, 0
	for k, e := range events {
		if e.Sentence > f.Sentence || !slices.Contains(countedIn[f.Measure], e.Type) || e.Status == trucewatch.Proposed {
			continue
		}
		if e.Status == trucewatch.Negated && (f.Max == nil || *f.Max > 0) {
			continue
		}
		away := (f.Sentence-e.Sentence)*sentenceBytes + max(e.Start-f.End, f.Start-e.End)
		if best < 0 || away < distance {
			best, distance = k, away
		}
	}
	return best
}

// agree gives a count in a headline the happening of the same count in the text
// below it, where the words around it tell what it counts.
func agree(figures []trucewatch.Figure, reading trucewatch.Reading) {
	for i := range figures {
		if reading.Sentences[figures[i].Sentence].Kind != trucewatch.Headline {
			continue
		}
		for _, f := range figures {
			if reading.Sentences[f.Sentence].Kind == trucewatch.Prose && f.Measure == figures[i].Measure && same(f.Min, figures[i].Min) && same(f.Max, figures[i].Max) {
				figures[i].Event = f.Event
				break
			}
		}
	}
}

func same(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

// sentenceBytes weighs one sentence of distance: more than any sentence is long.
const sentenceBytes = 10_000
