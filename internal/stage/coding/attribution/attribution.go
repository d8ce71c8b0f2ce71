// Package attribution finds whose words a sentence gives: the source, the cue
// that names it as a source, the content, and the stance of the source to it.
// The division into source, cue and content is that of PARC 3.0 (Pareti 2016);
// the rules themselves are packs below en/attribution.
package attribution

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/quotation"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/speech"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Rules finds statements. It is safe for concurrent use.
type Rules struct{ lexicon *lexicon.Rules }

// Load reads the packs below en/attribution and checks them. The error names file, line
// and rule.
func Load(fsys fs.FS) (*Rules, error) {
	words, err := lexicon.Load(fsys, speech.IsFrame)
	if err != nil {
		return nil, err
	}
	return &Rules{words}, nil
}

// Statements returns the statements of a report in order of position. Nominal
// sources are added to the draft's mentions, and pronouns and descriptions among
// them are given their antecedents. The result depends on the draft alone.
func (r *Rules) Statements(d *draft.Draft) []trucewatch.Statement {
	var out []trucewatch.Statement
	r.walk(d, func(l *line, _, kept []*cue) {
		for _, c := range kept {
			out = append(out, l.statements(c)...)
		}
	})
	return out
}

// walk reads a report from its beginning to its end and hands over, sentence by
// sentence, the cues that were found and those of them that are kept.
func (r *Rules) walk(d *draft.Draft, each func(l *line, found, kept []*cue)) {
	p := &pass{rules: r.lexicon, draft: d, quotes: quotation.Of(d), issued: map[string][]int{}, writesFor: map[string]int{}}
	var all []reading
	for s, sentence := range d.Reading.Sentences {
		if sentence.Kind == trucewatch.Chrome || sentence.Kind == trucewatch.Byline || len(sentence.Tokens) == 0 {
			continue
		}
		l := newLine(p, s)
		found := l.cues()
		kept := l.settle(l.handOn(l.nest(found)))
		all = append(all, reading{l, found, kept})
		p.remember(l, kept)
	}
	p.handQuoted(all)
	for _, r := range all {
		each(r.line, r.found, r.kept)
	}
}

// statements turns a settled cue into one statement per joint source.
func (l *line) statements(c *cue) []trucewatch.Statement {
	hedges, hedged := l.Rules.Hedges(l.Draft.Text(), c.content)
	var out []trucewatch.Statement
	for _, src := range c.sources {
		chain := []int{src.mention}
		for _, o := range c.outward {
			if !slices.Contains(chain, o.mention) {
				chain = append(chain, o.mention)
			}
		}
		out = append(out, trucewatch.Statement{
			Span:       c.span,
			Sentence:   l.Sentence,
			Sources:    chain,
			SourceSpan: src.span,
			Stance:     c.stance,
			Content:    c.content,
			Hedges:     slices.Clone(hedges),
			Why:        slices.Concat([]trucewatch.Reason{{Rule: c.rule.ID, Words: c.span.Of(l.Draft.Text())}}, c.why, hedged),
		})
	}
	return out
}

// disputes makes an assertion a denial where what is said is that something is untrue.
func (l *line) disputes(c *cue) {
	if c.stance != trucewatch.Assert {
		return
	}
	first, end := c.token+1, c.token
	for end+1 < len(l.Lower) && !strings.Contains(",;.", l.Word(end+1)) {
		end++
	}
	if slices.Contains(c.rule.Frames, "complement") {
		first--
	}
	text := l.Draft.Text()
	behind := ""
	if first <= end {
		behind = l.Span(first, end).Of(text)
	}
	for _, within := range []string{c.content.Of(text), behind} {
		folded := sieve.Fold(within)
		for _, r := range l.Rules.Untrue {
			if words := r.Phrase.Find(within, folded); words != "" {
				c.stance = r.Stance
				c.why = append(c.why, trucewatch.Reason{Rule: r.ID, Words: words})
				return
			}
		}
	}
}

// cues finds every candidate of the sentence, in order of position.
func (l *line) cues() []*cue {
	cues := l.layouts()
	cues = append(cues, l.phrases()...)
	for i := range l.Tree.Tokens {
		if c := l.verb(i); c != nil {
			cues = append(cues, c)
		}
		if c := l.noun(i); c != nil {
			cues = append(cues, c)
		}
		if c := l.before(i); c != nil {
			cues = append(cues, c)
		}
	}
	slices.SortStableFunc(cues, func(a, b *cue) int { return a.span.Start - b.span.Start })
	return cues
}

// verb tries token i as a cue verb.
func (l *line) verb(i int) *cue {
	if !l.Verbal(i) && !l.HeadlineVerb(i) && !l.HiddenVerb(i) || !l.Finds(i) {
		return nil
	}
	for _, r := range l.Rules.Verbs[l.Lemmas[i]] {
		stance, ok := l.Stance(i, r)
		if !ok || r.Finite && l.Tree.Tokens[i].XPOS == "VBG" || !l.Fits(i, r) {
			continue
		}
		sources := l.speakers(i, r)
		if len(sources) == 0 {
			continue
		}
		c := &cue{rule: r, token: i, span: l.CueSpan(i, r, stance), stance: stance, sources: sources}
		l.setContent(c, i)
		c.outward = l.passedOn(c)
		l.cited(c)
		l.disputes(c)
		return c
	}
	return nil
}
