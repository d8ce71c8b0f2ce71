package terminal_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/terminal"
	"github.com/trucewatch/trucewatch/internal/output/view"
)

func TestExplain(t *testing.T) {
	full := view.Explain(outputtest.Explained())
	full.Sentences[0].Tree = "denied VERB root\n└ Döhl PROPN nsubj\n"
	for _, tc := range []struct {
		name  string
		x     view.Explanation
		style terminal.Style
	}{
		{"explain", full, terminal.Style{Width: 80}},
		{"explain-color", full, terminal.Style{Width: 80, Color: true}},
		{"explain-empty", view.Explanation{}, terminal.Style{Width: 80}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var b strings.Builder
			if err := terminal.Explain(&b, tc.x, tc.style); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, tc.name+".txt", b.String())
		})
	}
}
