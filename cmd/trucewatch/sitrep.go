package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/sitrep"
)

const sitrepHelp = `Write the situation report of a day: what the reports that came out on it tell, set
against the day before. Highlights, key figures, talks, agreements, alleged breaches by
clause and zone with their denials, tolls, access, what outlets disagree on, what one
voice alone tells, sources. Each line has its references: 2:14 is sentence 14 of source 2.

It uses names, labels and the reports' own words; it sums up no tolls and finds no
breach. Reports without a date, and of later days, are not used. The number counts the
periods since the first report, unless --number gives it. The same project and the same
day give the same bytes.

--agreement ID (as export --format record has it) keeps to what is held against that
agreement or happens between its parties.

--template FILE lays it out otherwise: a template of Go, text/template for md and docx,
html/template for html. --templates DIR takes sitrep.md.tmpl or sitrep.html.tmpl of a
folder, for those who keep their own. --print-template writes the one that is used, to
begin with. docs/howto/sitrep.md lists what a template can show.`

// sitrepFlags are what a user says about a situation report.
type sitrepFlags struct {
	scope        sitrep.Scope
	format, path string
	template     string
	templates    string // folder
	print        bool
}

func newSitrep(o *options) *cobra.Command {
	f := sitrepFlags{format: "md"}
	cmd := &cobra.Command{
		Use:   "sitrep",
		Short: "Write the situation report of a day",
		Long:  sitrepHelp,
		Example: `  trucewatch sitrep --for 2025-08-20
  trucewatch sitrep --for 2025-08-20 --days 7 --format html -o week.html
  trucewatch sitrep --for 2025-08-20 --agreement israel-syria-1974
  trucewatch sitrep --print-template > mine.tmpl
  trucewatch sitrep --for 2025-08-20 --template mine.tmpl
  trucewatch sitrep --for 2025-08-20 --format docx -o day.docx`,
		Args: exactly(0, "no argument; choose with --for"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			layout, err := f.layout()
			if err != nil {
				return err
			}
			if f.print {
				return deliver(cmd.OutOrStdout(), f.path, []byte(layout))
			}
			return o.inLedger(cmd, func(kept app.Kept) error {
				var err error
				if f.scope.Situation, err = app.SituationName(string(kept.Record.Situation)); err != nil {
					return err
				}
				s, err := sitrep.Make(kept.Record, f.scope)
				if err != nil {
					return err
				}
				var b bytes.Buffer
				if err := f.write(&b, s, layout); err != nil {
					return err
				}
				return deliver(cmd.OutOrStdout(), f.path, b.Bytes())
			})
		},
	}
	cmd.Flags().StringVar(&f.scope.For, "for", "", "day, such as 2025-08-20 (default: that of the latest report)")
	cmd.Flags().IntVar(&f.scope.Days, "days", 1, "how many days up to it are covered")
	cmd.Flags().IntVar(&f.scope.Number, "number", 0, "number of the report (default: counted)")
	cmd.Flags().StringVar(&f.scope.Agreement, "agreement", "", "ID of the only agreement that it is of")
	cmd.Flags().StringVar(&f.format, "format", f.format, "md, html, docx or json")
	cmd.Flags().StringVar(&f.template, "template", "", "template to lay it out with")
	cmd.Flags().StringVar(&f.templates, "templates", "", "folder with sitrep.md.tmpl or sitrep.html.tmpl to lay it out with")
	cmd.Flags().BoolVar(&f.print, "print-template", false, "write the template of the format and do nothing else")
	cmd.Flags().StringVarP(&f.path, "output", "o", "", "file to write (default: standard output)")
	return cmd
}

// layout returns the template to use, which JSON has none of.
func (f sitrepFlags) layout() (string, error) {
	layout, ok := sitrep.Template(f.format)
	switch {
	case f.format == "json" && (f.template != "" || f.templates != "" || f.print):
		return "", fmt.Errorf("--format json has no template: %w", errUsage)
	case f.format != "json" && !ok:
		return "", fmt.Errorf("--format %q is none of md, html, docx and json: %w", f.format, errUsage)
	case f.template != "" && f.templates != "":
		return "", fmt.Errorf("--template and --templates are two ways to say one thing: %w", errUsage)
	case f.scope.Days < 1 || f.scope.Number < 0:
		return "", fmt.Errorf("--days and --number count from 1: %w", errUsage)
	case f.templates != "":
		name := "sitrep." + f.format + ".tmpl"
		if f.format == "docx" {
			name = "sitrep.md.tmpl"
		}
		f.template = filepath.Join(f.templates, name)
	case f.template == "":
		return layout, nil
	}
	own, err := os.ReadFile(f.template)
	if err != nil {
		return "", fmt.Errorf("reading the template: %w", err)
	}
	return string(own), nil
}

func (f sitrepFlags) write(w io.Writer, s sitrep.Sitrep, layout string) error {
	switch f.format {
	case "json":
		return sitrep.WriteJSON(w, s)
	case "html":
		return sitrep.WriteHTML(w, s, layout)
	case "docx":
		return sitrep.WriteDocx(w, s, layout)
	}
	return sitrep.WriteMarkdown(w, s, layout)
}
