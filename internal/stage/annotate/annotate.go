// Package annotate turns a report into a reading: its text analysed sentence by
// sentence, and its named mentions found. It is a pure function of the report.
package annotate

import (
	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/names"
)

// Read analyses the text of r and finds the names in it. The mentions are in order
// of position, do not overlap and are all named; descriptions and pronouns are left
// to coding. The title of the report takes part only where it stands in the text.
// Each issue says what of the text could not be analysed whole.
func Read(analyser *lang.Analyser, finder *names.Finder, r trucewatch.Report) (trucewatch.Reading, []trucewatch.Issue) {
	sentences, issues := analyser.Analyse(r.Text)
	for i := range issues {
		issues[i].Report = r.ID
	}
	return trucewatch.Reading{Report: r, Sentences: sentences, Mentions: finder.Find(r.Text, sentences)}, issues
}
