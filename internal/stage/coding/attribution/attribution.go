// Package attribution finds whose words a sentence gives: the source, the cue
// that names it as a source, the content, and the stance of the source to it.
// The division into source, cue and content is that of PARC 3.0 (Pareti 2016);
// the rules themselves are packs below en/attribution.
package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

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
	p := &pass{rules: r, draft: d, speech: quotesOf(d), issued: map[string][]int{}, writesFor: map[string]int{}}
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

// pass is one reading of one report from its beginning to its end.
type pass struct {
	rules  *Rules
	draft  *draft.Draft
	speech *quotes
	refs   []ref
	issued map[string][]int // "statement" to the mentions of those who issued the last one
	// writesFor is the outlet of a journalist, by the last word of the name.
	writesFor map[string]int
	document  carried
	poll      carried
	// jointly are those who issued the document of the sentence before together.
	jointly joined
}

// source is one who speaks, or who passes words on.
type source struct {
	token   int // head of the phrase that names it in the sentence
	mention int
	span    trucewatch.Span
}

// elsewhere returns sources as one sentence knows those of another: by no word of its own.
func elsewhere(sources ...source) []source {
	out := slices.Clone(sources)
	for i := range out {
		out[i].token = -1
	}
	return out
}

// cue is a candidate for a statement: one cue with all its sources.
type cue struct {
	rule    *rule
	token   int // the word of the sentence on which the tree rules hang, or -1
	span    trucewatch.Span
	stance  trucewatch.Stance
	sources []source            // joint sources
	outward []source            // who passes their words on, nearest first
	why     []trucewatch.Reason // the rules beside its own that shaped it
	carried bool                // a document in which the words stand tells who passes them on
	via     int                 // the verb by which an outlet gives the words out, or 0
	core    int                 // the word that heads the content, or -1
	content trucewatch.Span
	mask    []bool // tokens of the content
}

// statements turns a settled cue into one statement per joint source.
func (l *line) statements(c *cue) []trucewatch.Statement {
	hedges, hedged := l.rules.hedges(l.draft.Text(), c.content)
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
			Sentence:   l.s,
			Sources:    chain,
			SourceSpan: src.span,
			Stance:     c.stance,
			Content:    c.content,
			Hedges:     slices.Clone(hedges),
			Why:        slices.Concat([]trucewatch.Reason{{Rule: c.rule.id, Words: c.span.Of(l.draft.Text())}}, c.why, hedged),
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
	for end+1 < len(l.lower) && !strings.Contains(",;.", l.word(end+1)) {
		end++
	}
	if slices.Contains(c.rule.frames, "complement") {
		first--
	}
	text := l.draft.Text()
	behind := ""
	if first <= end {
		behind = l.span(first, end).Of(text)
	}
	for _, within := range []string{c.content.Of(text), behind} {
		folded := sieve.Fold(within)
		for _, r := range l.rules.untrue {
			if words := r.phrase.Find(within, folded); words != "" {
				c.stance = r.stance
				c.why = append(c.why, trucewatch.Reason{Rule: r.id, Words: words})
				return
			}
		}
	}
}

// cues finds every candidate of the sentence, in order of position.
func (l *line) cues() []*cue {
	cues := l.layouts()
	cues = append(cues, l.phrases()...)
	for i := range l.t.Tokens {
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
