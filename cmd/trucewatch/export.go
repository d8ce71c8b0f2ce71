package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/output/dossier"
	"github.com/trucewatch/trucewatch/internal/record"
)

// exportFormat is one way to write the record out.
type exportFormat struct {
	name, about string
	write       func(w io.Writer, r record.Record, content []byte) error
}

// exportFormats lists every format; a new export is one more line here.
func exportFormats() []exportFormat {
	return []exportFormat{
		{"record", "everything known, as trucewatch.record/1 (JSON)", func(w io.Writer, _ record.Record, content []byte) error {
			_, err := io.Copy(w, bytes.NewReader(content))
			return err
		}},
		{"dossier", "one self-contained page to read and print (HTML)", func(w io.Writer, r record.Record, _ []byte) error {
			return dossier.Write(w, r)
		}},
	}
}

func newExport(o *options) *cobra.Command {
	var format, path string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the record of the project in one of the export formats",
		Example: `  trucewatch export --format record > record.json
  trucewatch export --format dossier -o dossier.html`,
		Args: exactly(0, "no argument; choose with --format"),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			chosen, err := findFormat(format)
			if err != nil {
				return err
			}
			p, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer closing(p, &err)
			show, done := o.progress(cmd.ErrOrStderr())
			kept, err := p.Record(cmd.Context(), show)
			done()
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := chosen.write(&b, kept.Record, kept.Content); err != nil {
				return fmt.Errorf("exporting as %s: %w", format, err)
			}
			return deliver(cmd.OutOrStdout(), path, b.Bytes())
		},
	}
	var about []string
	for _, f := range exportFormats() {
		about = append(about, fmt.Sprintf("%s (%s)", f.name, f.about))
	}
	cmd.Flags().StringVar(&format, "format", "record", "what to write: "+strings.Join(about, "; "))
	cmd.Flags().StringVarP(&path, "output", "o", "", "file to write (default: standard output)")
	return cmd
}

func findFormat(name string) (exportFormat, error) {
	var known []string
	for _, f := range exportFormats() {
		if f.name == name {
			return f, nil
		}
		known = append(known, f.name)
	}
	return exportFormat{}, fmt.Errorf("no format %q, there is %s: %w", name, strings.Join(known, ", "), errUsage)
}

// deliver writes to a file, whole or not at all, or to standard output.
func deliver(w io.Writer, path string, content []byte) error {
	if path == "" {
		_, err := w.Write(content)
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".trucewatch-*")
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	_, err = tmp.Write(content)
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	return nil
}
