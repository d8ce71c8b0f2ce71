package view

import (
	"reflect"
	"slices"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
)

// ExplanationFormat names the JSON form of an [Explanation]: keys are added, never
// renamed.
const ExplanationFormat = "trucewatch.explanation/1"

// Explanation tells how a short text was read: what was found in each of its
// sentences, by which rules and from which words, and what was considered and
// refused. Positions are code points of Text.
type Explanation struct {
	Format    string          `json:"format"`
	Text      string          `json:"text"`
	Published string          `json:"published"`
	Sentences []ExplainedLine `json:"sentences"`
}

// ExplainedLine is one sentence with all that was read in it.
type ExplainedLine struct {
	Quoted
	Kind       string          `json:"kind"`
	Tokens     []ExplainedWord `json:"tokens"`
	Tree       string          `json:"-"` // drawn, for people
	Mentions   []ExplainedName `json:"mentions"`
	Events     []ExplainedAct  `json:"events"`
	Statements []ExplainedCue  `json:"statements"`
	Figures    []ExplainedSum  `json:"figures"`
	Dates      []ExplainedDate `json:"dates"`
	Refused    []Refused       `json:"refused"`
}

// Quoted is a stretch of the text with its words.
type Quoted struct {
	record.Range
	Quote string `json:"quote"`
}

// ExplainedWord is one word with its place in the tree; Head is the index of the
// word that governs it, or -1.
type ExplainedWord struct {
	Quoted
	Lemma string `json:"lemma"`
	UPOS  string `json:"upos"`
	XPOS  string `json:"xpos"`
	Head  int    `json:"head"`
	Rel   string `json:"rel"`
}

// ExplainedName is a name, or a phrase that speaks or takes part.
type ExplainedName struct {
	Quoted
	Kind       string          `json:"kind"`
	Named      bool            `json:"named"`
	Title      string          `json:"title"`
	Antecedent string          `json:"antecedent"` // the words that it refers back to
	Why        []record.Reason `json:"why"`
}

// ExplainedAct is an event. Parties are quoted as the text names them.
type ExplainedAct struct {
	Quoted
	Type        string          `json:"type"`
	Mode        []string        `json:"mode"`
	Status      string          `json:"status"`
	Actors      []string        `json:"actors"`
	Recipients  []string        `json:"recipients"`
	Mediators   []string        `json:"mediators"`
	Place       string          `json:"place"`
	Date        *ExplainedDate  `json:"date"`
	Background  bool            `json:"background"`
	AccordingTo []string        `json:"according_to"`
	Why         []record.Reason `json:"why"`
}

// ExplainedCue is a statement. Source runs from the one whose words they are outward
// to the one who passes them on.
type ExplainedCue struct {
	Quoted
	Source  []string        `json:"source"`
	Stance  string          `json:"stance"`
	Content Quoted          `json:"content"`
	Hedges  []string        `json:"hedges"`
	Why     []record.Reason `json:"why"`
}

// ExplainedSum is a figure with its bounds; nil is open.
type ExplainedSum struct {
	Quoted
	Measure string          `json:"measure"`
	Min     *int            `json:"min"`
	Max     *int            `json:"max"`
	Hedges  []string        `json:"hedges"`
	By      []string        `json:"by"`
	Event   string          `json:"event"` // the words of the event that it counts in
	Why     []record.Reason `json:"why"`
}

// ExplainedDate is a time expression and the days that it means. Relative is its
// symbolic value where it hangs on the day of publication.
type ExplainedDate struct {
	Quoted
	First     string          `json:"first"`
	Last      string          `json:"last"`
	Precision string          `json:"precision"`
	Relative  string          `json:"relative"`
	Why       []record.Reason `json:"why"`
}

// Refused is a stretch that a rule was asked about and did not take.
type Refused struct {
	Quoted
	Layer   string `json:"layer"` // event, statement, figure or date
	Rule    string `json:"rule"`
	Because string `json:"because"`
}

// Coded is a reading with what coding made of it: its claims, its time expressions by
// sentence, and what was refused.
type Coded struct {
	Reading trucewatch.Reading
	Claims  trucewatch.Claims
	Dates   [][]trucewatch.When
	Refused []trucewatch.Refusal
}

// Explain assembles an explanation. Characters that would steer a terminal are made
// harmless. The tokens are there; the trees are left for the caller to draw.
func Explain(c Coded) Explanation {
	reading, claims := c.Reading, c.Claims
	x := explainer{text: reading.Report.Text, claims: claims}
	out := Explanation{Format: ExplanationFormat, Text: x.text, Published: reading.Report.Published.Date, Sentences: []ExplainedLine{}}
	for _, s := range reading.Sentences {
		one := ExplainedLine{
			Quoted: x.quoted(s.Span), Kind: string(s.Kind), Tokens: []ExplainedWord{}, Mentions: []ExplainedName{}, Events: []ExplainedAct{},
			Statements: []ExplainedCue{}, Figures: []ExplainedSum{}, Dates: []ExplainedDate{}, Refused: []Refused{},
		}
		for _, t := range s.Tokens {
			one.Tokens = append(one.Tokens, ExplainedWord{x.quoted(t.Span), t.Lemma, t.UPOS, t.XPOS, t.Head, t.Rel})
		}
		out.Sentences = append(out.Sentences, one)
	}
	x.mentions(out.Sentences)
	for _, e := range claims.Events {
		out.Sentences[e.Sentence].Events = append(out.Sentences[e.Sentence].Events, x.act(e))
	}
	for _, st := range claims.Statements {
		out.Sentences[st.Sentence].Statements = append(out.Sentences[st.Sentence].Statements, x.cue(st))
	}
	for _, f := range claims.Figures {
		out.Sentences[f.Sentence].Figures = append(out.Sentences[f.Sentence].Figures, x.sum(f))
	}
	for s, found := range c.Dates {
		for _, w := range found {
			out.Sentences[s].Dates = append(out.Sentences[s].Dates, *x.date(&w))
		}
	}
	for _, r := range c.Refused {
		out.Sentences[r.Sentence].Refused = append(out.Sentences[r.Sentence].Refused, Refused{
			x.quoted(r.Span), string(r.Layer), r.Rule, r.Because,
		})
	}
	return harmless(reflect.ValueOf(out)).Interface().(Explanation)
}

type explainer struct {
	text   string
	claims trucewatch.Claims
}

func (x explainer) quoted(s trucewatch.Span) Quoted {
	start := utf8.RuneCountInString(x.text[:s.Start])
	quote := s.Of(x.text)
	return Quoted{record.Range{Start: start, End: start + utf8.RuneCountInString(quote)}, quote}
}

// mentions files the mentions under their sentences, in order of position. Phrases
// that no claim speaks of are left out.
func (x explainer) mentions(into []ExplainedLine) {
	used := x.used()
	for k, m := range x.claims.Mentions {
		if !m.Named && !used[k] {
			continue
		}
		one := ExplainedName{Quoted: x.quoted(m.Span), Kind: string(m.Kind), Named: m.Named, Title: m.Title, Why: reasons(m.Why)}
		if m.Antecedent >= 0 {
			one.Antecedent = x.claims.Mentions[m.Antecedent].Of(x.text)
		}
		into[m.Sentence].Mentions = append(into[m.Sentence].Mentions, one)
	}
	for _, s := range into {
		slices.SortStableFunc(s.Mentions, func(a, b ExplainedName) int { return a.Start - b.Start })
	}
}

// used marks the mentions that a claim speaks of.
func (x explainer) used() map[int]bool {
	out := map[int]bool{}
	mark := func(all ...[]int) {
		for _, m := range slices.Concat(all...) {
			out[m] = true
		}
	}
	for _, e := range x.claims.Events {
		mark(e.Actors, e.Recipients, e.Mediators, []int{e.Place})
	}
	for _, s := range x.claims.Statements {
		mark(s.Sources)
	}
	for _, f := range x.claims.Figures {
		mark(f.By)
	}
	return out
}

// names quotes mentions, each with what it refers back to.
func (x explainer) names(mentions []int) []string {
	out := []string{}
	for _, k := range mentions {
		m := x.claims.Mentions[k]
		words := m.Of(x.text)
		if m.Antecedent >= 0 {
			words += " (" + x.claims.Mentions[m.Antecedent].Of(x.text) + ")"
		}
		out = append(out, words)
	}
	return out
}

func (x explainer) act(e trucewatch.EventMention) ExplainedAct {
	out := ExplainedAct{
		Quoted: x.quoted(e.Span), Type: string(e.Type), Mode: list(e.Mode), Status: string(e.Status),
		Actors: x.names(e.Actors), Recipients: x.names(e.Recipients), Mediators: x.names(e.Mediators),
		Date: x.date(e.When), Background: e.Background, AccordingTo: []string{}, Why: reasons(e.Why),
	}
	if e.Place >= 0 {
		out.Place = x.claims.Mentions[e.Place].Of(x.text)
	}
	for _, k := range e.AccordingTo {
		out.AccordingTo = append(out.AccordingTo, x.names(x.claims.Statements[k].Sources[:1])...)
	}
	return out
}

func (x explainer) cue(s trucewatch.Statement) ExplainedCue {
	return ExplainedCue{
		Quoted: x.quoted(s.Span), Source: x.names(s.Sources), Stance: string(s.Stance), Content: x.quoted(s.Content),
		Hedges: list(s.Hedges), Why: reasons(s.Why),
	}
}

func (x explainer) sum(f trucewatch.Figure) ExplainedSum {
	out := ExplainedSum{
		Quoted: x.quoted(f.Span), Measure: f.Measure, Min: f.Min, Max: f.Max, Hedges: list(f.Hedges), By: x.names(f.By), Why: reasons(f.Why),
	}
	if f.Event >= 0 {
		out.Event = x.claims.Events[f.Event].Of(x.text)
	}
	return out
}

func (x explainer) date(w *trucewatch.When) *ExplainedDate {
	if w == nil {
		return nil
	}
	return &ExplainedDate{
		x.quoted(w.Span), w.First, w.Last, string(w.Precision), w.Relative, reasons(w.Why),
	}
}

func reasons(why []trucewatch.Reason) []record.Reason {
	out := make([]record.Reason, len(why))
	for i, r := range why {
		out[i] = record.Reason(r)
	}
	return out
}

// list is words, and never nil: JSON has lists where there is nothing too.
func list(words []string) []string { return append([]string{}, words...) }
