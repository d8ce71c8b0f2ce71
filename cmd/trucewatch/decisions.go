package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newDecisions(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "decisions",
		Short: "Take the decisions of the review from one machine to another",
		Long: `Decisions are made in the reading room (trucewatch serve). They are only ever added:
to undo is to decide again. An exported log holds who decided what, when and why, in
their order; importing it adds what the project does not have yet.`,
		Example: "  trucewatch decisions export > decisions.jsonl\n  trucewatch decisions import decisions.jsonl",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("export or import? %w", errUsage)
			}
			return oneOf("way to handle decisions")(cmd, args)
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(&cobra.Command{
		Use: "export", Short: "Write every decision as a line of JSON",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				_, err := p.ExportDecisions(cmd.Context(), cmd.OutOrStdout())
				return err
			})
		},
	}, &cobra.Command{
		Use: "import FILE", Short: "Add the decisions of an exported log; - reads standard input",
		Args: exactly(1, "one file that decisions export wrote"),
		RunE: func(cmd *cobra.Command, args []string) error {
			in := cmd.InOrStdin()
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return fmt.Errorf("opening the decisions: %w", err)
				}
				defer f.Close()
				in = io.Reader(f)
			}
			return o.inProject(cmd, func(p *app.Project) error {
				read, added, err := p.ImportDecisions(cmd.Context(), in)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d decisions read, %d of them new\n", read, added)
				return err
			})
		},
	})
	return cmd
}
