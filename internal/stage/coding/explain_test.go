package coding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/internal/stage/annotate"
	"github.com/trucewatch/trucewatch/internal/stage/coding"
	"github.com/trucewatch/trucewatch/packs"
)

// explain reads a text as one published on Wednesday, 20 August 2025.
func explain(t testing.TB, text string) (trucewatch.Reading, coding.Explanation) {
	t.Helper()
	analyser := langtest.Analyser(t)
	finder, err := names.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := coding.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	reading, _ := annotate.Read(analyser, finder, trucewatch.Report{Text: text, Published: trucewatch.Published{Date: "2025-08-20"}})
	if diff := cmp.Diff(rules.Claims(reading), rules.Explain(reading).Claims); diff != "" {
		t.Errorf("%s: explaining changes the claims:\n%s", text, diff)
	}
	return reading, rules.Explain(reading)
}

// either makes a test of a check that is to hold with the trees of one of the parsers.
func either(check func(t testing.TB)) func(t *testing.T) {
	return func(t *testing.T) { langtest.Either(t, check) }
}

// TestRefused tables words that rules are called by and do not take.
func TestRefused(t *testing.T) {
	for _, tc := range []struct {
		text, words string
		layer       trucewatch.Layer
		because     string
	}{
		{"He died of a heart attack.", "attack", trucewatch.EventLayer, "“heart”"},
		{"Witnesses might say more.", "say", trucewatch.StatementLayer, "“may” or “would” leaves it open"},
		{"The prisoners were denied water.", "denied", trucewatch.StatementLayer, "nobody who can speak"},
		{"The stated aim was never met.", "stated", trucewatch.StatementLayer, "adjective or a noun"},
		{"If Hamas says no, the war goes on.", "says", trucewatch.StatementLayer, "condition"},
		{"The hotel is rated highly.", "rated", trucewatch.StatementLayer, "“as” and what something is taken for, or “among”"},
		{"A 45-year-old farmer was killed.", "45-year", trucewatch.FigureLayer, "unit of measure"},
		{"Some 30 percent of the wounded were women.", "30 percent", trucewatch.FigureLayer, "unit of measure"},
		{"The talks cost $3 million.", "3 million", trucewatch.FigureLayer, "sum of money"},
		{"The envoy met 10 ambassadors.", "10 ambassadors", trucewatch.FigureLayer, "no rule counts “ambassadors”"},
		{"The shells fell the next day.", "the next day", trucewatch.DateLayer, "does not name"},
	} {
		reading, x := explain(t, tc.text)
		if !slices.ContainsFunc(x.Refused, func(r trucewatch.Refusal) bool {
			return r.Layer == tc.layer && strings.Contains(r.Of(reading.Report.Text), tc.words) && strings.Contains(r.Because, tc.because)
		}) {
			t.Errorf("%s: %q is not refused because %q: %+v", tc.text, tc.words, tc.because, x.Refused)
		}
	}
}

// TestNothing checks that a text without a sentence is coded and explained as nothing.
func TestNothing(t *testing.T) {
	if _, x := explain(t, ""); len(x.Claims.Events)+len(x.Refused)+len(x.Dates) > 0 {
		t.Errorf("found %+v in nothing", x)
	}
}

// TestAccount checks on a longer text that no stretch is both taken and refused in
// one layer, that every span lies in its sentence, that every refusal says why, and
// that two explanations are the same.
func TestAccount(t *testing.T) {
	text := "Israel denied on Monday that its jets had bombed the port of Latakia, but 12 people were killed in the strikes, the mayor told AFP. " +
		"Officials may say more on 31 February. He died of a heart attack in 1999. The two sides met for 3 hours and agreed to talk again next week.\n\n" +
		"Hundreds of people marched, demanding that the siege of the last two months end. “We will not attack,” he said, declining to comment."
	reading, x := explain(t, text)
	if len(x.Refused) == 0 || len(x.Dates) != len(reading.Sentences) {
		t.Fatalf("%d refusals, dates of %d sentences", len(x.Refused), len(x.Dates))
	}
	taken := map[trucewatch.Layer][]trucewatch.Span{}
	for _, e := range x.Claims.Events {
		taken[trucewatch.EventLayer] = append(taken[trucewatch.EventLayer], e.Span)
	}
	for _, s := range x.Claims.Statements {
		taken[trucewatch.StatementLayer] = append(taken[trucewatch.StatementLayer], s.Span)
	}
	for _, f := range x.Claims.Figures {
		taken[trucewatch.FigureLayer] = append(taken[trucewatch.FigureLayer], f.Span)
	}
	for _, r := range x.Refused {
		words := r.Of(text)
		if r.Because == "" || !reading.Sentences[r.Sentence].Contains(r.Span) {
			t.Errorf("%q: because %q, outside sentence %d", words, r.Because, r.Sentence)
		}
		if slices.Contains(taken[r.Layer], r.Span) {
			t.Errorf("%q is taken and refused as %s", words, r.Layer)
		}
	}
	_, again := explain(t, text)
	if diff := cmp.Diff(x, again); diff != "" {
		t.Errorf("two explanations differ:\n%s", diff)
	}
}
