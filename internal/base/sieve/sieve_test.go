package sieve_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// TestPasses names for each expression a text that it may match in, and one in which
// the sieve alone must see that it does not.
func TestPasses(t *testing.T) {
	for _, tc := range []struct{ expression, may, not string }{
		{`(?i)\b(?:last|this past)\s+(?:January|Jan\.|Jan)`, "It was LAST  jan.", "It was the last of it."},
		{`(?i)(?P<d>[0-3]?\d)(?:st|nd)?\s+(?:May|June)`, "the 3rd of May, 2 June", "in June"},
		{`(?i)\d+ ?km`, "57 KM off", "five km off"},
		{`(?i)(?:one|two|[1-9]\d{0,2})\s+days?\s+ago`, "two days ago", "two weeks ago"},
		{`(?i)strikes?`, "ſtriKe", "trike"},
		{`(?i)(?:a|b)*c+d`, "xcd", "xc"},
		{`(?i)(?:on\s+the\s+)?eve(?:ning)?\s+of`, "the eve of it", "even so"},
		{`^(?:denied|rejected)$`, "denied", "deny"},
		{`(?i)at (?:\S+ )?risk`, "at grave risk", "at a loss"},
		{`(?i)[^a]x?`, "b", ""},
		{`.*`, "", "-"},
		{`(?i)kelvin`, "\u212aelvin", "elvin"},
		{`(?i)é(?:t|l)é`, "ÉLÉ", "ele"},
	} {
		s, err := sieve.Of(tc.expression)
		if err != nil {
			t.Fatal(err)
		}
		if !s.Passes(sieve.Fold(tc.may)) {
			t.Errorf("%s: %q does not pass", tc.expression, tc.may)
		}
		blind := tc.expression == `.*` || tc.expression == `(?i)[^a]x?`
		if s.Passes(sieve.Fold(tc.not)) != blind {
			t.Errorf("%s: %q: passes %v", tc.expression, tc.not, !blind)
		}
	}
	if _, err := sieve.Of("("); err == nil {
		t.Error("a broken expression has a sieve")
	}
}

// FuzzPasses holds that what an expression matches always passes its sieve.
func FuzzPasses(f *testing.F) {
	f.Add(`(?i)\b(?:last|next)\s+(?:week|month)s?`, "NEXT  months")
	f.Add(`(?i)(?:a|an|[1-9]\d?)-(?:day|K)`, "12-\u212a")
	f.Add(`(?i)ſ{2,}|x+y?|[k-m]`, "Ss")
	f.Add(`(?:ab|a(?:b|c)?)(?:d|)`, "ad")
	f.Add(`at (?:\S+ )?risk`, "at grave risk")
	f.Fuzz(func(t *testing.T, expression, text string) {
		re, err := regexp.Compile(expression)
		if err != nil {
			return
		}
		s, err := sieve.Of(expression)
		if err != nil {
			t.Fatalf("%q compiles but has no sieve: %v", expression, err)
		}
		if re.MatchString(text) && !s.Passes(sieve.Fold(text)) {
			t.Errorf("%q matches %q, which does not pass", expression, text)
		}
		e, err := sieve.Compile(`\b(?:` + expression + `)`)
		if err != nil {
			return // too large, perhaps
		}
		want := e.Regexp().FindAllStringSubmatchIndex(text, -1)
		if got := e.All(text, sieve.Fold(text)); !slices.EqualFunc(got, want, slices.Equal[[]int]) {
			t.Errorf("%q in %q: %v, want %v", expression, text, got, want)
		}
	})
}
