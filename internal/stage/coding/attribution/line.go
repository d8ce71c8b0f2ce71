package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/quotation"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/speech"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// line is one sentence in a pass over a report.
type line struct {
	*pass
	speech.Line
}

func newLine(p *pass, s int) *line {
	return &line{p, speech.New(p.rules, p.draft, p.quotes, s)}
}

// pass is one reading of one report from its beginning to its end.
type pass struct {
	rules  *lexicon.Rules
	draft  *draft.Draft
	quotes *quotation.Marks
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
	rule    *lexicon.Rule
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
