package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	vocabulary "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/terminal"
	"github.com/trucewatch/trucewatch/internal/output/view"
)

func newExplain(o *options) *cobra.Command {
	var date string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain SENTENCE",
		Short: "Show what is read in a sentence, by which rules, and what was refused",
		Long: `Read a sentence, or a few, as a report would be read, and show everything that
was made of it:

  tree        how the words hang together
  names       who and what is named, and whom "he" or "the group" means
  events      who did what to whom, where, when, and whether it happened
  statements  whose words are given, through whom, and whether they are denied
  figures     how many were killed, wounded, detained and so on, with the bounds
  dates       which days the words mean
  refused     words that a rule was asked about and did not take, and why not

Below each finding stand the rules that made it with the words that they matched.
The name of a rule is its line in packs/en: a rule that errs is found there, with
its examples, and a sentence that it errs in is the example it still lacks.

Words such as "on Tuesday" need the day on which the report came out: give --date.
With - for SENTENCE the text is read from standard input. Nothing is stored.`,
		Example: `  trucewatch explain "Israel denied striking the port on Monday." --date 2025-08-20
  trucewatch explain "At least 12 people died, the ministry told AFP." --json
  cat report.txt | trucewatch explain -`,
		Args: exactly(1, "one sentence in quotation marks, or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := time.Parse(time.DateOnly, date); date != "" && err != nil {
				return fmt.Errorf("--date %q is no day such as 2025-08-20: %w", date, errUsage)
			}
			mode, err := o.mode()
			if err != nil {
				return err
			}
			text := args[0]
			if text == "-" {
				b, err := io.ReadAll(cmd.InOrStdin())
				if err != nil {
					return fmt.Errorf("reading standard input: %w", err)
				}
				text = string(b)
			}
			x, issues, err := app.Explain(mode, text, date)
			if err != nil {
				return err
			}
			if err := printExplanation(cmd.OutOrStdout(), x, asJSON); err != nil {
				return fmt.Errorf("printing the explanation: %w", err)
			}
			return partial(cmd, issues)
		},
	}
	cmd.Flags().StringVar(&date, "date", "", "day on which the text came out, such as 2025-08-20")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

func printExplanation(w io.Writer, x view.Explanation, asJSON bool) error {
	if !asJSON {
		return terminal.Explain(w, x, terminal.Style{Color: colored(w), Width: width(w)})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(x)
}

// partial tells on standard error what of a text had to be cut, and ends the command
// so that it shows.
func partial(cmd *cobra.Command, issues []vocabulary.Issue) error {
	for _, i := range issues {
		fmt.Fprintf(cmd.ErrOrStderr(), "trucewatch: %s: %s: %s\n", i.Where, i.What, i.Why)
	}
	if len(issues) > 0 {
		return errPartial
	}
	return nil
}
