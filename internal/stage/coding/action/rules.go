// Package action finds who did what to whom: it reads event mentions of PLOVER's sixteen
// types out of the trees of a report, and then looks over all of them: what one mention
// leaves open, another of the same happening may tell. What a sentence says by itself is
// decided below it: which word opens an event by package frame, who takes part by party,
// when and where by setting, whether it happened by standing, what a tree says by grammar.
package action

import (
	"fmt"
	"io/fs"

	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/standing"
)

// Rules holds the event and status rules, ready for use. It never changes after
// [Load] and may be used from several goroutines.
type Rules struct {
	words  *grammar.Words
	frames *frame.Rules
	status *standing.Rules
}

// Load reads the event and status packs and checks that every rule has a type of
// PLOVER, known slots and known word classes. The error names file, line and rule.
func Load(fsys fs.FS) (*Rules, error) {
	words, err := grammar.LoadWords(fsys)
	if err != nil {
		return nil, err
	}
	r := &Rules{words: words}
	if r.frames, err = frame.Load(fsys, words); err != nil {
		return nil, err
	}
	if r.status, err = standing.Load(fsys); err != nil {
		return nil, fmt.Errorf("loading status rules: %w", err)
	}
	return r, nil
}
