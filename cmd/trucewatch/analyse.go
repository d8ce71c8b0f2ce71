package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newAnalyse(o *options) *cobra.Command {
	format := "tree"
	cmd := &cobra.Command{
		Use:   "analyse FILE",
		Short: "Show how the sentences of a text are read",
		Long: `Split a text into sentences and print for each word its part of speech, its
dictionary form, the word that governs it and the relation between the two, in
the terms of Universal Dependencies. FILE is plain text; - reads standard input.

conllu is the exchange format of treebanks, json is for programs, and tree is for
people. timex3 gives the text with its time expressions marked as in TimeML.`,
		Example: "  trucewatch analyse report.txt\n  echo 'Talks began.' | trucewatch analyse --format conllu -",
		Args:    exactly(1, "one file of plain text"),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, known := app.TreeWriters()[format]
			if !known {
				return fmt.Errorf("--format %q is none of tree, conllu, json and timex3: %w", format, errUsage)
			}
			mode, err := o.mode()
			if err != nil {
				return err
			}
			issues, err := app.Analyse(mode, args[0], cmd.InOrStdin(), cmd.OutOrStdout(), write)
			if err != nil {
				return err
			}
			return partial(cmd, issues)
		},
	}
	cmd.Flags().StringVar(&format, "format", format, "tree, conllu, json or timex3")
	return cmd
}
