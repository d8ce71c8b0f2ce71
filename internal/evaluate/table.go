package evaluate

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch/internal/record"
)

// row is one line of the table: exactly one of its three figures is set.
type row struct {
	name    string
	score   *Measure
	linking *Linking
	share   *Share
}

// rows lists the figures in the order of the reference scorer.
func (r *Result) rows() []row {
	return []row{
		{name: "names", score: &r.Names},
		{name: "names_linked", linking: &r.NamesLinked},
		{name: "events", score: &r.Events},
		{name: "event_triggers", score: &r.Triggers},
		{name: "participants", score: &r.Participants},
		{name: "events_linked", linking: &r.EventsLinked},
		{name: "status_accuracy", share: &r.Status},
		{name: "date_accuracy", share: &r.Date},
		{name: "place_accuracy", share: &r.Place},
		{name: "mode_accuracy", share: &r.Mode},
		{name: "statements", score: &r.Statements},
		{name: "stance_accuracy", share: &r.Stance},
		{name: "source_chain_accuracy", share: &r.Chain},
		{name: "figures", score: &r.Figures},
		{name: "published_accuracy", share: &r.Published},
	}
}

// Layers returns the headline figure of each row by its name in the table: F1, or
// the share that was right. A row with nothing to decide is left out.
func (r Result) Layers() map[string]float64 {
	layers := map[string]float64{}
	for _, x := range r.rows() {
		switch {
		case x.score != nil:
			layers[x.name] = x.score.F1
		case x.linking != nil:
			layers[x.name] = x.linking.F1
		case x.share.Known():
			layers[x.name] = x.share.Value()
		}
	}
	return layers
}

// Table writes the figures as the reference scorer prints them.
func (r Result) Table(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d reports\n", r.Reports)
	for _, x := range r.rows() {
		switch {
		case x.score != nil:
			fmt.Fprintf(&b, "  %-22s F1 %.3f   P %.3f  R %.3f   (%d of %d gold, %d predicted)\n",
				x.name, x.score.F1, x.score.P, x.score.R, x.score.Found, x.score.Expected, x.score.Predicted)
		case x.linking != nil:
			fmt.Fprintf(&b, "  %-22s F1 %.3f   P %.3f  R %.3f   (%d mentions)\n",
				x.name, x.linking.F1, x.linking.P, x.linking.R, x.linking.Mentions)
		case x.share.Known():
			fmt.Fprintf(&b, "  %-22s %.3f\n", x.name, x.share.Value())
		default:
			fmt.Fprintf(&b, "  %-22s None\n", x.name)
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("writing table: %w", err)
	}
	return nil
}

// TableOfMistakes writes up to n mistakes of each layer, or of the one layer named.
func (r Result) TableOfMistakes(w io.Writer, n int, only string) error {
	var b strings.Builder
	for _, m := range r.Mistakes {
		if n <= 0 || only != "" && m.Layer != only {
			continue
		}
		for _, line := range m.Lines[:min(n, len(m.Lines))] {
			fmt.Fprintf(&b, "  - %s: %s\n", m.Layer, line)
		}
		if len(m.Lines) > n {
			fmt.Fprintf(&b, "  - %s: … %d more\n", m.Layer, len(m.Lines)-n)
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("writing mistakes: %w", err)
	}
	return nil
}

// JSON returns the figures as the reference scorer writes them with --json.
func (r Result) JSON() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n \"reports\": %d", r.Reports)
	for _, x := range r.rows() {
		fmt.Fprintf(&b, ",\n %q: ", x.name)
		switch {
		case x.score != nil:
			fmt.Fprintf(&b, "{\n  \"p\": %s,\n  \"r\": %s,\n  \"f1\": %s,\n  \"tp\": %d,\n  \"predicted\": %d,\n  \"gold\": %d\n }",
				pyFloat(x.score.P), pyFloat(x.score.R), pyFloat(x.score.F1), x.score.Found, x.score.Predicted, x.score.Expected)
		case x.linking != nil:
			fmt.Fprintf(&b, "{\n  \"p\": %s,\n  \"r\": %s,\n  \"f1\": %s,\n  \"mentions\": %d\n }",
				pyFloat(x.linking.P), pyFloat(x.linking.R), pyFloat(x.linking.F1), x.linking.Mentions)
		case x.share.Known():
			b.WriteString(pyFloat(x.share.Value()))
		default:
			b.WriteString("null")
		}
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

// pyFloat writes a figure of at most four digits as Python does.
func pyFloat(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

func pyNone(s string) string {
	if s == "" {
		return "None"
	}
	return s
}

func pyInt(n *int) string {
	if n == nil {
		return "None"
	}
	return strconv.Itoa(*n)
}

func pySentence(s int) string {
	if s < 0 {
		return "None"
	}
	return strconv.Itoa(s)
}

// pyText quotes a string as Python shows it inside a list.
func pyText(s string) string {
	quote := '\''
	if strings.ContainsRune(s, '\'') && !strings.ContainsRune(s, '"') {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, c := range s {
		switch {
		case c == quote || c == '\\':
			b.WriteRune('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(c):
			b.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&b, `\x%02x`, c)
		case c < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			fmt.Fprintf(&b, `\U%08x`, c)
		}
	}
	b.WriteRune(quote)
	return b.String()
}

func pyList(list []string) string {
	shown := make([]string, len(list))
	for i, s := range list {
		shown[i] = pyText(s)
	}
	return "[" + strings.Join(shown, ", ") + "]"
}

func pyTexts(list []record.Nullable) string {
	shown := make([]string, len(list))
	for i, s := range list {
		shown[i] = "None"
		if s != "" {
			shown[i] = pyText(string(s))
		}
	}
	return "[" + strings.Join(shown, ", ") + "]"
}

func pyFirst(forms []string) string { return pyList(forms[:min(1, len(forms))]) }

// pyFirsts shows the first form of each of several ids.
func (s *scorer) pyFirsts(ids []string) string {
	shown := make([]string, len(ids))
	for i, id := range ids {
		shown[i] = pyFirst(s.recordForms(id))
	}
	return "[" + strings.Join(shown, ", ") + "]"
}
