// Package wording holds the words by which the ledger reads rows out of sentences:
// what an outcome is called, how an agreement is said to stand, what makes a plan.
// The words are data, in packs/en/ledger; each rule has examples that the tests run.
package wording

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// The parts of a sentence in which the words of a rule can stand.
const (
	before   = "before"   // right before the trigger
	after    = "after"    // right behind the trigger
	trigger  = "trigger"  // the trigger itself
	sentence = "sentence" // anywhere in it
)

// Hit is what a rule found.
type Hit struct {
	Rule  string // stable rule ID
	Gives string // what it stands for, such as "postponed"
	Words string // the words that matched
	// Start and End are the bytes of the sentence that matched: the group "words" of
	// the rule where it has one, else all of it.
	Start, End int
}

// Rules are all packs of the folder, ready for use. They are never changed after
// loading, and what they remember of finds changes no answer, so any number of
// goroutines may share them.
type Rules struct {
	byKind map[string][]rule
	memo   memo
}

type rule struct {
	id, gives, near string
	match           *sieve.Expression
	not             *regexp.Regexp
	words           int // the group that holds the words, or -1
	yes, no         []pack.Example
}

// kinds are what rules may decide, with what they may give; nil for anything.
func kinds() map[string][]string {
	states := []string{"proposed", "rejected", "agreed", "opened", "closed", "arrived", "blocked", "alleged", "denied"}
	out := map[string][]string{
		"access-kind":      {"corridor", "convoy", "blockade", "aid", "evacuation"},
		"access-near":      {"corridor", "convoy", "blockade", "aid", "evacuation"},
		"access-state":     states,
		"again":            {"again"},
		"agreement-kind":   {"ceasefire", "disengagement", "peace", "access", "other"},
		"agreement-sort":   {"sort"},
		"agreement-state":  nil,
		"bare-charge":      {"bare-charge"},
		"alleging":         {"alleging", "condemning"},
		"accuser":          {"accuser"},
		"destination":      {"destination"},
		"refused-before":   {"before"},
		"easing":           {"easing"},
		"demand":           {"demilitarisation", "withdrawal", "lifting", "cessation"},
		"distanced":        {"distanced"},
		"doubted":          {"doubted"},
		"label":            {"label"},
		"none-hurt":        {"none"},
		"fallen":           {"fallen"},
		"freed":            {"freed"},
		"evacuated":        {"evacuated"},
		"other-cause":      {"other-cause"},
		"period":           {"period"},
		"part":             {"part"},
		"provided":         {"provided"},
		"saying":           {"saying"},
		"tally":            {"tally"},
		"taken-up":         {"taken-up"},
		"terms":            {"terms"},
		"toll-of":          {"toll-of"},
		"of-years":         {"of-years"},
		"verdict":          {"verdict"},
		"victims":          nil,
		"lasted":           {"lasted"},
		"a-first":          {"a-first"},
		"standing-of-term": nil,
		"claimed-term":     nil,
		"way-of-force":     {"way-of-force"},
		"wave-of-force":    {"wave-of-force"},
		"two-accounts":     {"two-accounts"},
		"crowd-count":      {"crowd-count"},
		"restriction":      {"eased", "to be eased", "unchanged"},
		"reason":           {"reason"},
		"plain-cue":        {"plain-cue"},
	}
	maps.Copy(out, kindsOfTalks())
	return out
}

// kindsOfTalks are those of the words by which rounds of talks are told.
func kindsOfTalks() map[string][]string {
	return map[string][]string{
		"about-it":  {"agenda"},
		"agenda":    {"agenda"},
		"channel":   {"indirect"},
		"earlier":   {"earlier"},
		"generic":   {"generic"},
		"no-round":  {"visit", "contact"},
		"table":     {"table"},
		"to-come":   {"plan"},
		"host":      {"host"},
		"not-first": {"not"},
		"ordinal":   {"ordinal"},
		"form":      {"plan", "series"},
		"how":       {"mediated", "hosted", "facilitated"},
		"omits":     {"omits"},
		"outcome":   {"accord", "understandings", "pledge", "continue", "none"},
		"letter":    {"letter"},
		"plan":      {"postponed", "cancelled", "refused"},
		"within":    {"within"},
	}
}

// Load reads en/ledger/*.pack. An error means that a pack is broken and names the
// file and line.
func Load(fsys fs.FS) (*Rules, error) {
	list, err := pack.Load(fsys, pack.Schema{Required: []string{"kind", "gives", "near", "match"}, Optional: []string{"not"}}, "en/ledger/*.pack")
	if err != nil {
		return nil, fmt.Errorf("loading the wording of the ledger: %w", err)
	}
	r := &Rules{byKind: map[string][]rule{}}
	for _, p := range list {
		one, err := newRule(p)
		if err != nil {
			return nil, err
		}
		r.byKind[p.Get("kind")] = append(r.byKind[p.Get("kind")], one)
	}
	return r, nil
}

func newRule(p pack.Rule) (rule, error) {
	out := rule{id: p.ID, gives: p.Get("gives"), near: p.Get("near"), yes: p.Yes, no: p.No}
	allowed, known := kinds()[p.Get("kind")]
	if !known {
		return out, p.Errorf("kind %q is not known", p.Get("kind"))
	}
	if allowed != nil && !slices.Contains(allowed, out.gives) {
		return out, p.Errorf("gives %q is not one of %v", out.gives, allowed)
	}
	expression := p.Get("match")
	switch out.near {
	case before:
		expression = `(?:` + expression + `)\W*$`
	case after:
		expression = `^\W*(?:` + expression + `)`
	case trigger:
		expression = `^(?:` + expression + `)$`
	case sentence:
	default:
		return out, p.Errorf("near %q is not one of before, after, trigger, sentence", out.near)
	}
	var err error
	if out.match, err = sieve.Compile(`(?i)` + expression); err != nil {
		return out, p.Errorf("match: %w", err)
	}
	out.words = out.match.Regexp().SubexpIndex("words")
	if not := p.Get("not"); not != "" {
		if out.not, err = regexp.Compile(`(?i)` + not); err != nil {
			return out, p.Errorf("not: %w", err)
		}
	}
	return out, nil
}

// First returns what the first rule of a kind finds at a place, and whether one does.
// Rules stand in the order of their packs.
func (r *Rules) First(kind string, at Place) (Hit, bool) {
	hits := r.memo.of(ask(kind, at, false), func() []Hit {
		if hit, ok := r.first(kind, at); ok {
			return []Hit{hit}
		}
		return nil
	})
	if len(hits) == 0 {
		return Hit{}, false
	}
	return hits[0], true
}

func (r *Rules) first(kind string, at Place) (Hit, bool) {
	folded := at.folded()
	for i := range r.byKind[kind] {
		if hits := r.byKind[kind][i].find(at, folded); len(hits) > 0 {
			return hits[0], true
		}
	}
	return Hit{}, false
}

// All returns everything that the rules of a kind find at a place, by rule and position.
func (r *Rules) All(kind string, at Place) []Hit {
	return slices.Clone(r.memo.of(ask(kind, at, true), func() []Hit { return r.all(kind, at) }))
}

func (r *Rules) all(kind string, at Place) []Hit {
	folded := at.folded()
	var out []Hit
	for i := range r.byKind[kind] {
		out = append(out, r.byKind[kind][i].find(at, folded)...)
	}
	return out
}

// find lists what a rule finds at a place, of which the whole sentence is given folded.
func (o *rule) find(at Place, folded *sieve.Text) []Hit {
	var text string
	shift := 0
	switch o.near {
	case sentence:
		text = at.Sentence()
	case before:
		text = at.Before
	case after:
		text, shift = at.After, len(at.Before)+len(at.Trigger)
	case trigger:
		text, shift = at.Trigger, len(at.Before)
	}
	var out []Hit
	for _, m := range o.match.All(text, folded) {
		if o.not != nil && o.not.MatchString(text[m[0]:m[1]]) {
			continue
		}
		from, to := m[0], m[1]
		if g := o.words; g > 0 && m[2*g] >= 0 {
			from, to = m[2*g], m[2*g+1]
		}
		out = append(out, Hit{o.id, o.gives, text[from:to], from + shift, to + shift})
	}
	return out
}
