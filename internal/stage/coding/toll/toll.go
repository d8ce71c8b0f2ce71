// Package toll finds the counts in a report: the killed, wounded, missing,
// detained and displaced, and protesters, troops, strikes and convoys, with the
// bounds that the words give. Ages, dates, sums, shares and names with a number in
// them are no counts. The rules are packs below en/toll.
package toll

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Rules finds figures. It is safe for concurrent use.
type Rules struct {
	measures                     []measure
	bounds                       []bound
	vague                        []bound
	digits, powers               map[string]int
	units, numbered              map[string]bool
	people, months, held, either map[string]bool
	helping                      string // a regular expression: words between the counted and what is said of them
}

// measure is one thing that can be counted and the words that tell it.
type measure struct {
	id, name                                                                string
	verbs, subjects, states, acts, nouns, types, with, before, context, not []string
	many                                                                    int  // with holds only below this number
	mixed, human                                                            bool // tried before all others; of people only
	behind, ahead                                                           *sieve.Expression
}

// bound is a word of number: what it does to the number after it, or the interval
// that it stands for itself.
type bound struct {
	id       string
	words    [][]string
	kind     string
	min, max int
}

// Load reads the packs below en/toll and checks them.
func Load(fsys fs.FS) (*Rules, error) {
	r := &Rules{}
	if err := r.loadWords(fsys); err != nil {
		return nil, err
	}
	written, err := pack.Load(fsys, measureSchema, "en/toll/measures.pack")
	if err != nil {
		return nil, fmt.Errorf("loading measures of toll: %w", err)
	}
	for _, w := range written {
		if err := r.addMeasure(w); err != nil {
			return nil, err
		}
	}
	if written, err = pack.Load(fsys, numberSchema, "en/toll/numbers.pack"); err != nil {
		return nil, fmt.Errorf("loading numbers of toll: %w", err)
	}
	for _, w := range written {
		if err := r.addBound(w); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// The keys that the packs may have.
var (
	measureSchema = pack.Schema{
		Required: []string{"measure"},
		Optional: []string{"verb", "subject", "state", "act", "noun", "of-type", "only-verb", "toll", "many", "behind", "ahead", "context", "mixed", "not-noun", "human"},
	}
	numberSchema = pack.Schema{Required: []string{"words"}, Optional: []string{"bound", "min", "max"}}
)

func (r *Rules) addMeasure(w pack.Rule) (err error) {
	m := measure{
		id: w.ID, name: w.Get("measure"), verbs: w.List("verb"), subjects: w.List("subject"), states: w.List("state"),
		acts: w.List("act"), nouns: w.List("noun"), types: w.List("of-type"), with: w.List("only-verb"), before: w.List("toll"), context: w.List("context"), not: w.List("not-noun"), mixed: w.Get("mixed") == "yes", human: w.Get("human") == "yes",
	}
	if many := w.Get("many"); many != "" {
		if m.many, err = strconv.Atoi(many); err != nil {
			return w.Errorf("reading many: %w", err)
		}
	}
	for key, dst := range map[string]**sieve.Expression{"behind": &m.behind, "ahead": &m.ahead} {
		pattern := w.Get(key)
		if pattern == "" {
			continue
		}
		if pattern = `^` + r.helping + `(?:` + pattern + `)\b`; key == "ahead" {
			pattern = `(?:^|\W)(?:` + w.Get(key) + `)\s*$`
		}
		if *dst, err = sieve.Compile(`(?i)` + pattern); err != nil {
			return w.Errorf("compiling %s: %w", key, err)
		}
	}
	r.measures = append(r.measures, m)
	return nil
}

func (r *Rules) addBound(w pack.Rule) error {
	b := bound{id: w.ID, kind: w.Get("bound")}
	for _, words := range w.List("words") {
		b.words = append(b.words, strings.Fields(words))
	}
	if b.kind != "" {
		if !slices.Contains([]string{"low", "above", "high", "below", "about", "near", "exact"}, b.kind) {
			return w.Errorf("bound %q is none of low, above, high, below, about, near, exact", b.kind)
		}
		r.bounds = append(r.bounds, b)
		return nil
	}
	var err error
	if b.min, err = strconv.Atoi(w.Get("min")); err != nil {
		return w.Errorf("reading min: %w", err)
	}
	if b.max, err = strconv.Atoi(w.Get("max")); err != nil {
		return w.Errorf("reading max: %w", err)
	}
	r.vague = append(r.vague, b)
	return nil
}

// loadWords reads the closed lists, and the nouns for people of the speakers.
func (r *Rules) loadWords(fsys fs.FS) error {
	schema := pack.Schema{Required: []string{"word"}, NoExamples: true}
	lists, err := pack.Load(fsys, schema, "en/toll/words.pack")
	if err != nil {
		return fmt.Errorf("loading words of toll: %w", err)
	}
	speakers, err := pack.Load(fsys, schema, "en/attribution/vocabulary.pack")
	if err != nil {
		return fmt.Errorf("loading nouns for people: %w", err)
	}
	r.digits, r.powers = map[string]int{}, map[string]int{}
	r.units, r.numbered, r.people = map[string]bool{}, map[string]bool{}, map[string]bool{}
	r.months, r.held, r.either = map[string]bool{}, map[string]bool{}, map[string]bool{}
	sets := map[string]map[string]bool{
		"en.toll.unit": r.units, "en.toll.numbered": r.numbered, "en.toll.person": r.people, "en.toll.month": r.months, "en.toll.held": r.held, "en.toll.either": r.either, "en.speaker.person": r.people,
	}
	for _, list := range append(lists, speakers...) {
		if err := r.addList(list, sets[list.ID]); err != nil {
			return err
		}
	}
	return nil
}

// addList files one closed list: into a set, among the numerals, or as the words
// that may stand between.
func (r *Rules) addList(list pack.Rule, set map[string]bool) error {
	switch {
	case set != nil:
		for _, word := range list.List("word") {
			set[word] = true
		}
	case list.ID == "en.numeral.words":
		return addNumerals(list, r.digits)
	case list.ID == "en.numeral.powers":
		return addNumerals(list, r.powers)
	case list.ID == "en.toll.helping":
		r.helping = `(?:(?:` + strings.Join(list.List("word"), "|") + `) )*`
	case strings.HasPrefix(list.ID, "en.toll."):
		return list.Errorf("no list of that id is used here")
	}
	return nil
}

// addNumerals reads a list of "name=value".
func addNumerals(list pack.Rule, into map[string]int) error {
	for _, word := range list.List("word") {
		name, value, _ := strings.Cut(word, "=")
		n, err := strconv.Atoi(value)
		if err != nil {
			return list.Errorf("reading the value of %q: %w", word, err)
		}
		into[name] = n
	}
	return nil
}

// Figures returns the figures of a report in order of position. Event is -1; By
// names the sources of the statement whose content holds the figure. The result
// depends on the arguments alone.
func (r *Rules) Figures(d *draft.Draft, statements []trucewatch.Statement) []trucewatch.Figure {
	var out []trucewatch.Figure
	for s, sentence := range d.Reading.Sentences {
		if !counts(sentence.Kind) {
			continue
		}
		l := newLine(r, d, s)
		out = append(out, l.figures(statements)...)
	}
	return out
}

// counts reports whether figures are read in sentences of that kind.
func counts(k trucewatch.SentenceKind) bool {
	return k != trucewatch.Chrome && k != trucewatch.Byline
}

// figures returns the figures of one sentence.
func (l *line) figures(statements []trucewatch.Statement) []trucewatch.Figure {
	var out []trucewatch.Figure
	var last *measure
	found := l.quantities()
	for i, q := range found {
		m, why := l.measure(q)
		if m == nil && i+1 < len(found) && l.risesTo(q, found[i+1]) {
			m, why = l.measure(found[i+1])
		}
		if m == nil {
			if why = l.included(q, last); why == "" {
				continue
			}
			m = last
		}
		last = m
		f := trucewatch.Figure{
			Span: l.span(q), Sentence: l.s, Measure: m.name, Min: q.min, Max: q.max, Event: -1,
			Why: append(q.why, trucewatch.Reason{Rule: m.id, Words: why}),
		}
		if q.hedge != "" {
			f.Hedges = []string{q.hedge}
		}
		f.By = by(f, statements)
		out = append(out, f)
	}
	return out
}

// risesTo reports whether q is the first of "from 13,000 to 8,600 soldiers".
func (l *line) risesTo(q, next quantity) bool {
	return l.word(q.first-1) == "from" && l.word(q.last+1) == "to" && next.first == q.last+2 && next.noun >= 0
}

// by returns the sources whose words the figure is: those of the statement with
// the shortest content around it.
func by(f trucewatch.Figure, statements []trucewatch.Statement) []int {
	var out []int
	best := -1
	for _, st := range statements {
		if st.Sentence != f.Sentence || !st.Content.Overlaps(f.Span) || len(st.Sources) == 0 || st.Stance == trucewatch.Silent {
			continue
		}
		switch n := st.Content.Len(); {
		case best < 0 || n < best:
			best, out = n, []int{st.Sources[0]}
		case n == best && !slices.Contains(out, st.Sources[0]):
			out = append(out, st.Sources[0])
		}
	}
	return out
}
