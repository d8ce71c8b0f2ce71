package app

import (
	"fmt"
	"io"
	"os"
	"strings"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/stage/coding/timex"
	"github.com/trucewatch/trucewatch/packs"
)

// TreeWriter prints the sentences of a text.
type TreeWriter func(w io.Writer, text string, sentences []trucewatch.Sentence) error

// TreeWriters gives the ways to print sentences, by name.
func TreeWriters() map[string]TreeWriter {
	return map[string]TreeWriter{"tree": lang.WriteTrees, "conllu": lang.WriteConllu, "json": lang.WriteJSON, "timex3": writeTimes}
}

// writeTimes prints a text with its time expressions marked. A bare text has no day
// of publication, so that relative expressions keep their symbols.
func writeTimes(w io.Writer, text string, sentences []trucewatch.Sentence) error {
	rules, err := timex.Load(packs.FS)
	if err != nil {
		return fmt.Errorf("loading time expressions: %w", err)
	}
	var found []timex.Timex
	for _, s := range sentences {
		found = append(found, rules.Annotate(text, s.Span, "")...)
	}
	return timex.WriteXML(w, text, found)
}

// Analyse reads a file of plain text, or in where path is "-", and writes how the
// language core reads its sentences. Issues tell what had to be cut.
func Analyse(mode Mode, path string, in io.Reader, out io.Writer, write TreeWriter) ([]trucewatch.Issue, error) {
	analyser, err := lang.New(mode)
	if err != nil {
		return nil, err
	}
	var b []byte
	if path == "-" {
		b, err = io.ReadAll(in)
	} else {
		b, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("reading text: %w", err)
	}
	text := strings.ToValidUTF8(string(b), "\uFFFD")
	sentences, issues := analyser.Analyse(text)
	if err := write(out, text, sentences); err != nil {
		return nil, fmt.Errorf("printing the analysis: %w", err)
	}
	return issues, nil
}
