// Package timex finds time expressions in sentences and says which days they
// mean. The expressions are rules of a pack; the values are symbols of
// internal/base/calendar, close to TIMEX3 (Pustejovsky et al. 2003), so that a
// relative date of an undated report can be placed later.
package timex

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// Rules finds time expressions. It is safe for concurrent use.
type Rules struct {
	rules   []rule
	lengths []rule // durations and what comes again; they date nothing
	words   vocabulary
}

type rule struct {
	id                     string
	match                  *sieve.Expression
	value                  string
	precision              string
	kind                   Kind
	onlyAfter, unlessAfter *regexp.Regexp
	onlyNext, unlessNext   *regexp.Regexp
	groups                 []string
}

// Load reads the packs below en/time.
func Load(fsys fs.FS) (*Rules, error) {
	calendarRules, err := pack.Load(fsys, pack.Schema{Required: []string{"word"}, NoExamples: true}, "en/time/calendar.pack")
	if err != nil {
		return nil, fmt.Errorf("loading calendar words: %w", err)
	}
	words, err := newVocabulary(calendarRules)
	if err != nil {
		return nil, fmt.Errorf("loading calendar words: %w", err)
	}
	exprs, err := pack.Load(fsys, pack.Schema{
		Required: []string{"match", "value", "precision"},
		Optional: []string{"only-after", "unless-after", "only-before", "unless-before", "is"},
	}, "en/time/expressions.pack")
	if err != nil {
		return nil, fmt.Errorf("loading time expressions: %w", err)
	}
	r := &Rules{words: words}
	for _, e := range exprs {
		one, err := compile(e, words)
		if err != nil {
			return nil, err
		}
		r.rules = append(r.rules, one)
	}
	lengths, err := pack.Load(fsys, pack.Schema{Required: []string{"match", "type", "value"}, Optional: []string{"is"}}, "en/time/lengths.pack")
	if err != nil {
		return nil, fmt.Errorf("loading lengths of time: %w", err)
	}
	for _, e := range lengths {
		one, err := compile(e, words)
		if err != nil {
			return nil, err
		}
		one.kind = Kind(e.Get("type"))
		r.lengths = append(r.lengths, one)
	}
	return r, nil
}

func compile(e pack.Rule, words vocabulary) (rule, error) {
	out := rule{id: e.ID, value: e.Get("value"), precision: e.Get("precision")}
	pattern := words.patterns.Replace(strings.ReplaceAll(e.Get("match"), " ", `\s+`))
	pattern = `(?i)\b(?:` + pattern + `)`
	var err error
	if out.match, err = sieve.Compile(pattern); err != nil {
		return out, e.Errorf("compiling match: %w", err)
	}
	out.groups = out.match.Regexp().SubexpNames()
	for key, dst := range map[string]**regexp.Regexp{
		"only-after": &out.onlyAfter, "unless-after": &out.unlessAfter, "only-before": &out.onlyNext, "unless-before": &out.unlessNext,
	} {
		if v := e.Get(key); v != "" {
			if *dst, err = regexp.Compile(v); err != nil {
				return out, e.Errorf("compiling %s: %w", key, err)
			}
		}
	}
	return out, nil
}

type hit struct {
	start, end int
	order      int
	symbol     string
	rule       *rule
}

// Find returns the time expressions of a sentence in order of position, none
// overlapping another. Published is the day the report came out, or empty.
func (r *Rules) Find(text string, s trucewatch.Span, published string) []trucewatch.When {
	sentence := s.Of(text)
	var out []trucewatch.When
	for _, h := range longest(r.hits(r.rules, sentence)) {
		w := trucewatch.When{
			Span:      trucewatch.Span{Start: s.Start + h.start, End: s.Start + h.end},
			Precision: precision(h),
			Why:       []trucewatch.Reason{{Rule: h.rule.id, Words: sentence[h.start:h.end]}},
		}
		if calendar.Relative(h.symbol) {
			w.Relative = h.symbol
		}
		if i, ok := calendar.Anchor(h.symbol, published); ok {
			w.First, w.Last = i.First, i.Last
		} else if w.Relative == "" || published != "" {
			continue // "31 February": not a date after all
		}
		out = append(out, w)
	}
	return out
}

func (r *Rules) hits(rules []rule, sentence string) []hit {
	var hits []hit
	folded := sieve.Fold(sentence)
	for k := range rules {
		one := &rules[k]
		for _, m := range one.match.All(sentence, folded) {
			start, end := m[0], m[1]
			if !one.allowed(sentence, start, end) {
				continue
			}
			if symbol, ok := r.symbol(one, sentence, m); ok {
				hits = append(hits, hit{start, end, k, symbol, one})
			}
		}
	}
	return hits
}

// allowed checks the words around a match, and that it ends at the end of a word.
func (one *rule) allowed(sentence string, start, end int) bool {
	before, after := sentence[:start], sentence[end:]
	if after != "" && isWord(after[0]) && end > 0 && isWord(sentence[end-1]) {
		return false
	}
	if one.onlyAfter != nil && !one.onlyAfter.MatchString(before) {
		return false
	}
	if one.unlessAfter != nil && one.unlessAfter.MatchString(before) {
		return false
	}
	if one.onlyNext != nil && !one.onlyNext.MatchString(after) {
		return false
	}
	return one.unlessNext == nil || !one.unlessNext.MatchString(after)
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// symbol fills the value template from the groups of a match.
func (r *Rules) symbol(one *rule, sentence string, m []int) (string, bool) {
	out := one.value
	for g, name := range one.groups {
		if name == "" {
			continue
		}
		got := ""
		if m[2*g] >= 0 {
			got = sentence[m[2*g]:m[2*g+1]]
		}
		v, ok := r.words.value(name, got)
		if !ok {
			return "", false
		}
		out = strings.ReplaceAll(out, "{"+name+"}", v)
	}
	return strings.ReplaceAll(out, "{y}", "XXXX"), true
}

// longest keeps, from left to right, the longest of overlapping hits; of equally
// long ones the rule that stands first in the pack.
func longest(hits []hit) []hit {
	slices.SortFunc(hits, func(a, b hit) int {
		if n := (b.end - b.start) - (a.end - a.start); n != 0 {
			return n
		}
		if a.start != b.start {
			return a.start - b.start
		}
		return a.order - b.order
	})
	var kept []hit
	for _, h := range hits {
		if !slices.ContainsFunc(kept, func(k hit) bool { return h.start < k.end && k.start < h.end }) {
			kept = append(kept, h)
		}
	}
	slices.SortFunc(kept, func(a, b hit) int { return a.start - b.start })
	return kept
}

func precision(h hit) trucewatch.Precision {
	if h.rule.precision != "unit" {
		return trucewatch.Precision(h.rule.precision)
	}
	unit, _, _ := strings.Cut(h.symbol, "#")
	switch unit[len(unit)-1] {
	case 'W':
		return trucewatch.Week
	case 'M':
		return trucewatch.Month
	case 'Y':
		return trucewatch.Year
	}
	return trucewatch.Day
}
