package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/terminal"
	"github.com/trucewatch/trucewatch/internal/record"
)

// shown is one kind of thing that show prints.
type shown struct {
	kind, argument, about string
	print                 func(w io.Writer, r record.Record, key string, style terminal.Style) error
	find                  func(r record.Record, key string) (any, error)
}

func newShow(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print one event, report or actor with its sentences",
		Example: `  trucewatch show event e-consult-paris-2025-08-19-1a2b3c4d
  trucewatch show report r-0123456789ab
  trucewatch show actor "Asaad al-Shaibani"`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("show what? An event, a report or an actor: %w", errUsage)
			}
			return oneOf("kind of thing")(cmd, args)
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	for _, s := range []shown{
		{
			"event", "ID", "one happening with every sentence that tells of it",
			terminal.Event, func(r record.Record, key string) (any, error) { return terminal.FindEvent(r, key) },
		},
		{
			"report", "ID", "one report with what was read in each of its sentences",
			terminal.Report, func(r record.Record, key string) (any, error) { return terminal.FindReport(r, key) },
		},
		{
			"actor", "NAME", "one actor, in any spelling, with its sentences",
			terminal.Actor, func(r record.Record, key string) (any, error) { return terminal.FindActor(r, key) },
		},
	} {
		cmd.AddCommand(newShowOne(o, s))
	}
	cmd.PersistentFlags().BoolVar(&o.json, "json", false, "print it as JSON")
	return cmd
}

func newShowOne(o *options, s shown) *cobra.Command {
	return &cobra.Command{
		Use:   s.kind + " " + s.argument,
		Short: "Print " + s.about,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("give the %s of one %s: %w", s.argument, s.kind, errUsage)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inLedger(cmd, func(kept app.Kept) error {
				r := kept.Record
				key := strings.Join(args, " ")
				w := cmd.OutOrStdout()
				if o.json {
					found, err := s.find(r, key)
					if err != nil {
						return err
					}
					return json.NewEncoder(w).Encode(found)
				}
				var b bytes.Buffer
				if err := s.print(&b, r, key, terminal.Style{Color: colored(w), Width: width(w)}); err != nil {
					return err
				}
				_, err := b.WriteTo(w)
				return err
			})
		},
	}
}
