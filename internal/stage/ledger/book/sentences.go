package book

import (
	"iter"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// Asserting are the statements that bring a mention forward.
func (b *Book) Asserting(m record.EventMention) []string {
	var out []string
	for _, id := range m.AccordingTo {
		if s := b.Statements[id]; s != nil && s.Stance == "assert" {
			out = append(out, id)
		}
	}
	return out
}

// Before returns the words of the sentence that stand before a mention.
func (b *Book) Before(m record.EventMention) string {
	at := b.At(m.Report, m.Start)
	if at.Sentence < 0 {
		return ""
	}
	return Cut(b.TextOf(at), 0, m.Start-b.Reports[m.Report].Sentences[at.Sentence].Start)
}

// Answer writes a statement as the answer of somebody, with its sentence.
func (b *Book) Answer(s *record.Statement, by []string) record.Answer {
	at := b.At(s.Report, s.Start)
	if at.Sentence < 0 {
		return record.Answer{By: by, Stance: s.Stance, Quote: s.Quote, Report: s.Report, Start: s.Start, End: s.End}
	}
	q := b.QuoteOf(at)
	return record.Answer{By: by, Stance: s.Stance, Quote: q.Quote, Report: q.Report, Start: q.Start, End: q.End}
}

// Voices returns who takes a stance on an event, innermost sources only.
func (b *Book) Voices(event, stance string) []string {
	var out []string
	for _, s := range b.About[event] {
		if s.Stance == stance && len(s.Source) > 0 && !slices.Contains(out, s.Source[0]) {
			out = append(out, s.Source[0])
		}
	}
	slices.Sort(out)
	return out
}

// Spot is one sentence of one report.
type Spot struct {
	Report   string
	Sentence int
}

// At returns the sentence that holds a position, or a Spot no mention shares.
func (b *Book) At(report string, position int) Spot {
	rep := b.Reports[report]
	if rep == nil {
		return Spot{report, -1}
	}
	i, _ := slices.BinarySearchFunc(rep.Sentences, position, func(s record.Range, p int) int {
		if s.End <= p {
			return -1
		}
		return 1
	})
	if i == len(rep.Sentences) || rep.Sentences[i].Start > position {
		return Spot{report, -1 - position}
	}
	return Spot{report, i}
}

// Sentence returns the sentence of a report that holds a position, as written.
func (b *Book) Sentence(report string, position int) string {
	at := b.At(report, position)
	if at.Sentence < 0 {
		return ""
	}
	return b.TextOf(at)
}

// Cut returns the code points [start, end) of a text.
func Cut(text string, start, end int) string {
	n, from := 0, -1
	for i := range text {
		if n == start {
			from = i
		}
		if n == end {
			return text[max(from, 0):i]
		}
		n++
	}
	if from < 0 {
		return ""
	}
	return text[from:]
}

// rulerStep is how many code points lie between two of the bytes noted of a text.
const rulerStep = 256

// Cut returns the code points [start, end) of the text of a report: as [Cut] does, but
// without counting from the beginning of a long text each time.
func (b *Book) Cut(rep *record.Report, start, end int) string {
	ruler := b.rulers.Of(rep.ID, func() []int { return rulerOf(rep.Text) })
	at := start / rulerStep
	if start < 0 || end < start || at >= len(ruler) {
		return Cut(rep.Text, start, end)
	}
	return Cut(rep.Text[ruler[at]:], start-at*rulerStep, end-at*rulerStep)
}

func rulerOf(text string) []int {
	var out []int
	n := 0
	for i := range text {
		if n%rulerStep == 0 {
			out = append(out, i)
		}
		n++
	}
	return out
}

// After returns the words behind the trigger of a mention, to the end of its sentence.
func (b *Book) After(m record.EventMention) string {
	at := b.At(m.Report, m.Start)
	if at.Sentence < 0 {
		return ""
	}
	in := b.Reports[m.Report].Sentences[at.Sentence]
	return Cut(b.TextOf(at), m.End-in.Start, in.End-in.Start)
}

// TextOf returns the words of a sentence.
func (b *Book) TextOf(at Spot) string {
	return b.texts.Of(at, func() string {
		rep := b.Reports[at.Report]
		return b.Cut(rep, rep.Sentences[at.Sentence].Start, rep.Sentences[at.Sentence].End)
	})
}

// QuoteOf is a sentence as an outcome, with those whose words it is.
func (b *Book) QuoteOf(at Spot) record.Outcome {
	in := b.Reports[at.Report].Sentences[at.Sentence]
	text := b.TextOf(at)
	lead := len([]rune(text)) - len([]rune(strings.TrimLeft(text, " \n\t")))
	quote := strings.TrimSpace(text)
	o := record.Outcome{Quote: quote, Report: at.Report, Start: in.Start + lead, End: in.Start + lead + len([]rune(quote))}
	for _, s := range b.Said[at] {
		if s.Stance == "assert" && s.Content != nil && s.Content.Start < in.End && in.Start < s.Content.End {
			o.AccordingTo = append(o.AccordingTo, s.ID)
		}
	}
	return o
}

// word is where a trigger stands, and what the mention has for it.
type word struct {
	report     string
	start, end int
	quote      string
}

// Words returns a mention with the words of its sentence on either side.
func (b *Book) Words(m record.EventMention) wording.Place {
	return b.around.Of(word{m.Report, m.Start, m.End, m.Quote}, func() wording.Place {
		return wording.Place{Before: b.Before(m), Trigger: m.Quote, After: b.After(m)}.Noted()
	})
}

// Whole returns a sentence as a place for rules that look anywhere in it.
func (b *Book) Whole(at Spot) wording.Place {
	return b.wholes.Of(at, func() wording.Place { return wording.Place{Before: b.TextOf(at)}.Noted() })
}

// ToldAt yields what a sentence tells of: the mentions in it, each with its event.
func (b *Book) ToldAt(at Spot) iter.Seq2[*record.Event, record.EventMention] {
	return func(yield func(*record.Event, record.EventMention) bool) {
		for _, t := range b.told[at] {
			if e := &b.R.Events[t.event]; !yield(e, e.Mentions[t.mention]) {
				return
			}
		}
	}
}
