// Package dossier writes the record as one self-contained page to read and print.
package dossier

import (
	"html/template"
	"io"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Write writes the page.
func Write(w io.Writer, r record.Record) error {
	t, err := template.New("dossier").Parse(`<!doctype html><title>Dossier</title><p>{{len .Reports}} reports`)
	if err != nil {
		return err
	}
	return t.Execute(w, r)
}
