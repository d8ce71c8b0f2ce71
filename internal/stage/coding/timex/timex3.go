package timex

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// Kind is the type of a time expression in TIMEX3.
type Kind string

// The types of TIMEX3.
const (
	Date     Kind = "DATE"
	Time     Kind = "TIME"
	Duration Kind = "DURATION"
	Set      Kind = "SET"
)

// Timex is a time expression in the terms of TIMEX3 (Pustejovsky et al. 2003).
type Timex struct {
	trucewatch.Span
	Kind Kind
	// Value is an ISO 8601 date, interval or length, or the symbol of
	// internal/base/calendar where no publication date places it.
	Value string
	// Mod is START, MID, END or APPROX, or empty.
	Mod string
	// Anchor is "publication" where the value was counted from the day of the report,
	// "text" where the words count from a time named before, or empty.
	Anchor string
	// Rule is the id of the pack rule that found it.
	Rule string
}

// Annotate returns every time expression of a sentence in order of position, those
// that date a happening and lengths and repeated times too. Published is the day the
// report came out, or empty.
func (r *Rules) Annotate(text string, s trucewatch.Span, published string) []Timex {
	var out []Timex
	for _, w := range r.Find(text, s, published) {
		out = append(out, Of(w, text))
	}
	sentence := s.Of(text)
	for _, h := range longest(r.hits(r.lengths, sentence)) {
		span := trucewatch.Span{Start: s.Start + h.start, End: s.Start + h.end}
		overlaps := slices.ContainsFunc(out, func(t Timex) bool { return t.Start < span.End && span.Start < t.End })
		if !overlaps {
			out = append(out, Timex{Span: span, Kind: h.rule.kind, Value: h.symbol, Mod: approximate(sentence[:h.start]), Rule: h.rule.id})
		}
	}
	slices.SortFunc(out, func(a, b Timex) int { return a.Start - b.Start })
	return out
}

// Of puts an expression that dates a happening in the terms of TIMEX3.
func Of(w trucewatch.When, text string) Timex {
	t := Timex{Span: w.Span, Kind: Date, Value: w.Relative}
	if w.First != "" {
		t.Value = calendar.Interval{First: w.First, Last: w.Last}.Format()
	}
	words := strings.ToLower(w.Of(text))
	if len(w.Why) > 0 {
		t.Rule = w.Why[0].Rule
	}
	switch {
	case strings.HasPrefix(t.Rule, "en.time.reckoned-"):
		t.Anchor = "text"
	case w.Relative != "":
		t.Anchor = "publication"
	}
	if part := partOfDay(words); part != "" && w.Precision == trucewatch.Day {
		t.Kind = Time
		t.Value += "T" + part
	}
	for _, m := range [][2]string{{"early", "START"}, {"beginning", "START"}, {"start of", "START"}, {"mid", "MID"}, {"late", "END"}, {"end of", "END"}} {
		if t.Mod == "" && t.Kind == Date && strings.HasPrefix(words, m[0]) {
			t.Mod = m[1]
		}
	}
	if t.Mod == "" {
		t.Mod = approximate(words + " ")
	}
	return t
}

// partOfDay returns the TIMEX3 sign of the part of a day that words name, or "".
func partOfDay(words string) string {
	parts := [][2]string{
		{"morning", "MO"},
		{"dawn", "MO"},
		{"early hours", "NI"},
		{"small hours", "NI"},
		{"afternoon", "AF"},
		{"evening", "EV"},
		{"night", "NI"},
	}
	for _, p := range parts {
		if strings.Contains(words, p[0]) {
			return p[1]
		}
	}
	return ""
}

// approximate returns APPROX where words begin or end with a sign of it.
func approximate(words string) string {
	words = strings.ToLower(words)
	for _, sign := range []string{"about ", "around ", "some ", "nearly ", "almost ", "roughly "} {
		if strings.HasPrefix(words, sign) || strings.HasSuffix(words, sign) {
			return "APPROX"
		}
	}
	return ""
}

// WriteXML writes a text with its time expressions as TIMEX3 elements of TimeML.
// The expressions are in order of position and none overlaps another.
func WriteXML(w io.Writer, text string, found []Timex) error {
	var out strings.Builder
	out.WriteString("<TimeML>")
	at := 0
	for i, t := range found {
		escape(&out, text[at:t.Start])
		fmt.Fprintf(&out, `<TIMEX3 tid="t%d" type="%s" value="%s"`, i+1, t.Kind, t.Value)
		if t.Mod != "" {
			fmt.Fprintf(&out, ` mod="%s"`, t.Mod)
		}
		out.WriteString(">")
		escape(&out, t.Of(text))
		out.WriteString("</TIMEX3>")
		at = t.End
	}
	escape(&out, text[at:])
	out.WriteString("</TimeML>\n")
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("writing TimeML: %w", err)
	}
	return nil
}

// escape writes text as character data of XML. Lines are kept as they are.
func escape(out *strings.Builder, text string) {
	for k, line := range strings.Split(text, "\n") {
		if k > 0 {
			out.WriteByte('\n')
		}
		_ = xml.EscapeText(out, []byte(line)) // a builder cannot fail to be written
	}
}
