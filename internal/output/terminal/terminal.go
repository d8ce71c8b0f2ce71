// Package terminal prints the ledger, and one event, report or actor of it, for
// people who read a terminal.
package terminal

import (
	"fmt"
	"io"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Style says how to print.
type Style struct {
	Color bool // whether the terminal shows colours
	Width int  // columns of a line
}

// Ledger prints what the reports hold.
func Ledger(w io.Writer, r record.Record, _ Style) error {
	_, err := fmt.Fprintf(w, "%d reports, %d events\n", len(r.Reports), len(r.Events))
	return err
}

// Event prints one happening.
func Event(w io.Writer, r record.Record, id string, _ Style) error {
	e, err := FindEvent(r, id)
	if err == nil {
		_, err = fmt.Fprintln(w, e.ID)
	}
	return err
}

// Report prints one report.
func Report(w io.Writer, r record.Record, key string, _ Style) error {
	found, err := FindReport(r, key)
	if err == nil {
		_, err = fmt.Fprintln(w, found.ID)
	}
	return err
}

// Actor prints one actor.
func Actor(w io.Writer, r record.Record, name string, _ Style) error {
	found, err := FindActor(r, name)
	if err == nil {
		_, err = fmt.Fprintln(w, found.Actor.ID)
	}
	return err
}
