package app

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/stage/annotate"
	"github.com/trucewatch/trucewatch/internal/stage/coding"
	"github.com/trucewatch/trucewatch/packs"
)

// Explain reads a text as a report published on a day, or on none where the day is
// empty, and tells what was found in it and what was considered and refused. Issues
// tell what of the text had to be cut.
func Explain(mode Mode, text, published string) (view.Explanation, []trucewatch.Issue, error) {
	analyser, err := lang.New(mode)
	if err != nil {
		return view.Explanation{}, nil, fmt.Errorf("making the analyser: %w", err)
	}
	finder, err := names.Load(packs.FS)
	if err != nil {
		return view.Explanation{}, nil, fmt.Errorf("making the name finder: %w", err)
	}
	rules, err := coding.Load(packs.FS)
	if err != nil {
		return view.Explanation{}, nil, fmt.Errorf("loading coding rules: %w", err)
	}
	report := trucewatch.Report{
		Text: strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD"), Language: "en",
		Published: trucewatch.Published{Date: published},
	}
	reading, issues := annotate.Read(analyser, finder, report)
	explained := rules.Explain(reading)
	out := view.Explain(view.Coded{Reading: reading, Claims: explained.Claims, Dates: explained.Dates, Refused: explained.Refused})
	for i, s := range reading.Sentences {
		var tree bytes.Buffer
		if err := lang.WriteTree(&tree, s); err != nil {
			return view.Explanation{}, nil, err
		}
		out.Sentences[i].Tree = view.Harmless(tree.String())
	}
	return out, issues, nil
}
