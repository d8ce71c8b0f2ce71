package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newEvaluate(o *options) *cobra.Command {
	var errorsShown int
	var only string
	cmd := &cobra.Command{
		Use:   "evaluate REPORTS GOLD",
		Short: "Score the program against reports coded by hand",
		Long: `Read the reports of a folder, compare what was found with the same reports coded
by hand, and print a table. Nothing is kept. GOLD holds NAME.json for each
NAME.txt and NAME.sents.json in REPORTS, and ids.json; docs/codebook.md says how
to code a report.`,
		Example: "  trucewatch evaluate samples/reports samples/gold --errors 10",
		Args:    exactly(2, "a folder of reports and a folder of gold"),
		RunE: func(cmd *cobra.Command, args []string) error {
			mode, err := o.mode()
			if err != nil {
				return err
			}
			show, done := o.progress(cmd.ErrOrStderr())
			out, err := app.ReadFolder(cmd.Context(), mode, show, args[0])
			done()
			if err != nil {
				return err
			}
			result, err := app.Evaluate(out.Record, args[0], args[1])
			if err != nil {
				return err
			}
			for _, w := range result.Warnings {
				fmt.Fprintf(cmd.ErrOrStderr(), "trucewatch: %s\n", w)
			}
			if o.json {
				_, err = cmd.OutOrStdout().Write(result.JSON())
			} else if err = result.Table(cmd.OutOrStdout()); err == nil {
				err = result.TableOfMistakes(cmd.OutOrStdout(), errorsShown, only)
			}
			if err != nil {
				return fmt.Errorf("printing the scores: %w", err)
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&errorsShown, "errors", 0, "print so many errors of each layer")
	cmd.Flags().StringVar(&only, "only", "", "print errors of this layer only")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the scores as JSON")
	return cmd
}
