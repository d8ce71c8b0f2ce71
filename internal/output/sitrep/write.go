package sitrep

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"io"
	"slices"
	"strings"
	"text/template"

	"github.com/trucewatch/trucewatch/internal/output/docx"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

//go:embed sitrep.md.tmpl
var markdownTemplate string

//go:embed sitrep.html.tmpl
var htmlTemplate string

// Template returns the template that a format is laid out with unless another is
// given: md, html, or docx, whose layout is that of md.
func Template(format string) (string, bool) {
	switch format {
	case "md", "docx":
		return markdownTemplate, true
	case "html":
		return htmlTemplate, true
	}
	return "", false
}

// WriteJSON writes a situation report for programs.
func WriteJSON(w io.Writer, s Sitrep) error {
	j := json.NewEncoder(w)
	j.SetEscapeHTML(false)
	j.SetIndent("", " ")
	if err := j.Encode(s); err != nil {
		return fmt.Errorf("writing the situation report: %w", err)
	}
	return nil
}

// WriteMarkdown lays a situation report out with a template of text/template.
func WriteMarkdown(w io.Writer, s Sitrep, layout string) error {
	t, err := template.New("sitrep").Option("missingkey=error").Funcs(functions()).Parse(layout)
	if err != nil {
		return fmt.Errorf("reading the template of the situation report: %w", err)
	}
	return lay(w, func(b io.Writer) error { return t.Execute(b, s) })
}

// WriteDocx lays a situation report out in Markdown, with a template of text/template,
// and writes that as a word processor's file.
func WriteDocx(w io.Writer, s Sitrep, layout string) error {
	var b bytes.Buffer
	if err := WriteMarkdown(&b, s, layout); err != nil {
		return err
	}
	return docx.Write(w, b.String())
}

// WriteHTML lays a situation report out with a template of html/template, which
// makes what reports hold harmless wherever it stands.
func WriteHTML(w io.Writer, s Sitrep, layout string) error {
	t, err := htmltemplate.New("sitrep").Option("missingkey=error").Funcs(functions()).Parse(layout)
	if err != nil {
		return fmt.Errorf("reading the template of the situation report: %w", err)
	}
	return lay(w, func(b io.Writer) error { return t.Execute(b, s) })
}

// lay writes all of a report or nothing.
func lay(w io.Writer, execute func(io.Writer) error) error {
	var b bytes.Buffer
	if err := execute(&b); err != nil {
		return fmt.Errorf("laying out the situation report: %w", err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("writing the situation report: %w", err)
	}
	return nil
}

// functions are what templates may call besides those of Go.
func functions() map[string]any {
	return map[string]any{
		"day":   func(date string) string { return view.Day(record.Nullable(date)) },
		"join":  strings.Join,
		"refs":  references,
		"cited": func(refs []Ref) []Ref { out, _ := cited(refs); return out },
		"more":  func(refs []Ref) int { _, rest := cited(refs); return rest },
		"first": func(n int, lines []Line) []Line { return lines[:min(n, len(lines))] },
		"rest":  func(n int, lines []Line) int { return max(0, len(lines)-n) },
		"md":    plain,
	}
}

// mostRefs is how many references are written; those beyond are counted, and stand in
// the JSON.
const mostRefs = 6

// cited are the references that are written, to different sentences and in their order,
// and how many more there are.
func cited(refs []Ref) (out []Ref, rest int) {
	for _, r := range refs {
		if !slices.ContainsFunc(out, func(o Ref) bool { return o.Source == r.Source && o.Sentence == r.Sentence }) {
			out = append(out, r)
		}
	}
	rest = max(0, len(out)-mostRefs)
	return out[:len(out)-rest], rest
}

// references writes references, each sentence once: [2:14, 3:1].
func references(refs []Ref) string {
	all, rest := cited(refs)
	if len(all) == 0 {
		return ""
	}
	var out []string
	for _, r := range all {
		out = append(out, r.String())
	}
	if rest > 0 {
		out[len(out)-1] += fmt.Sprintf(" +%d", rest)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// plain makes words stand in Markdown as they are.
func plain(words string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(words), " ") {
		if strings.ContainsRune("\\`*_[]<>|#&~$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
