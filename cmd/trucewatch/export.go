package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

// exportHelp stands above the list of formats.
const exportHelp = `Write what the project holds in one of the export formats. The same project gives
the same bytes. The record holds everything; each other format has no room for some of
it, which stands below its name. How many things were left out of a file is said on
standard error.

What people corrected, merged and split in the review is laid over it, as the reading
room shows it; --as-read leaves the decisions out and writes what the program read.

In tables, text that a spreadsheet would run as a formula gets an apostrophe before it,
but not with --exact.

Formats:
`

func newExport(o *options) *cobra.Command {
	var format, path string
	var exact, asRead bool
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the record of the project in one of the export formats",
		Long:  exportHelp + formatHelp(),
		Example: `  trucewatch export --format record > record.json
  trucewatch export --format dossier -o dossier.html
  trucewatch export --format acled --exact | some-program`,
		Args: exactly(0, "no argument; choose with --format"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format == "help" {
				_, err := io.WriteString(cmd.OutOrStdout(), formatHelp())
				return err
			}
			chosen, err := findFormat(format)
			if err != nil {
				return err
			}
			return o.inProject(cmd, func(p *app.Project) error {
				show, done := o.progress(cmd.ErrOrStderr())
				kept, err := map[bool]recordOf{false: p.Shown, true: p.Record}[asRead](cmd.Context(), show)
				done()
				if err != nil {
					return err
				}
				known, err := app.Known()
				if err != nil {
					return err
				}
				var b bytes.Buffer
				left, err := chosen.write(&b, exported{kept, known, exact})
				if err != nil {
					return fmt.Errorf("exporting as %s: %w", format, err)
				}
				if !o.quiet {
					for _, l := range left {
						fmt.Fprintf(cmd.ErrOrStderr(), "left out: %s (%d)\n", l.What, l.N)
					}
				}
				return deliver(cmd.OutOrStdout(), path, b.Bytes())
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "record", "what to write: "+strings.Join(formatNames(), ", ")+"; or help, which says what each drops")
	cmd.Flags().BoolVar(&exact, "exact", false, "leave text that spreadsheets would run as a formula as it is")
	cmd.Flags().BoolVar(&asRead, "as-read", false, "leave the decisions of the review out")
	cmd.Flags().StringVarP(&path, "output", "o", "", "file to write (default: standard output)")
	return cmd
}

// recordOf gives the record of a project, with or without the decisions of the review.
type recordOf func(context.Context, func(app.Progress)) (app.Kept, error)

func findFormat(name string) (exportFormat, error) {
	for _, f := range exportFormats() {
		if f.name == name {
			return f, nil
		}
	}
	return exportFormat{}, fmt.Errorf("no format %q, there is %s: %w", name, strings.Join(formatNames(), ", "), errUsage)
}

// deliver writes to a file, whole or not at all, or to standard output.
func deliver(w io.Writer, path string, content []byte) error {
	if path == "" {
		_, err := w.Write(content)
		return err
	}
	return app.WriteFile(path, content)
}
