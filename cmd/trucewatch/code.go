package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/claims"
)

// codeHelp teaches the command.
const codeHelp = `Read texts from standard input and write the claims found in each to standard
output: one line of JSON in, one line of JSON out, in the same order, while reading on.
Each text is read by itself; nothing is kept, and no project is touched.

In:   {"id": "a1", "text": "Envoys met in Geneva on Tuesday.", "date": "2025-08-20", "title": "…"}
      id (text, or a number, which comes back as text) and text are needed. date is the
      day on which the text came out; without it, days such as "Tuesday" stay open unless
      the text itself says when it came out. Sentences and whole reports are both welcome.
Out:  {"id": "a1", "published": …, "language": …, "sentences": …, "actors": …, "places": …,
       "events": …, "statements": …, "figures": …, "issues": …}
      events      type and mode of PLOVER, status (occurred, ongoing, planned, proposed,
                  negated), actors, recipients, mediators, place, date, and each mention
                  with the rules that made it
      statements  who says, denies or is silent, in which words, about which events
      figures     how many were killed, wounded … with bounds, and who counted
      The objects are those of the record. Positions count code points of the text.
Bad:  {"id": "a1", "line": 7, "error": "there is no text"} stands in the place of a line
      that could not be coded; the others are coded all the same, and the exit code is 3.

--actors FILE is your own dictionary of actors: a name and a code on each line, with a
tab or a comma between; # begins a comment. Several names may have one code. The code
stands at each actor ("code") and beside each event ("actor_codes", "recipient_codes",
"mediator_codes", null where there is none). Case, accents, hyphens and
a "the" before do not count. Names that the program does not know are found from then on.

All processors are used. --analysis fast is quicker and a little less accurate.`

func newCode(o *options) *cobra.Command {
	var actors string
	cmd := &cobra.Command{
		Use:   "code",
		Short: "Code texts from standard input, one JSON line for each",
		Long:  codeHelp,
		Example: `  trucewatch code < texts.jsonl > claims.jsonl
  echo '{"id":1,"text":"Rebels shelled the town."}' | trucewatch code
  trucewatch code --actors actors.tsv < texts.jsonl | jq -c '{id, events: [.events[] | [.actor_codes, .type, .recipient_codes]]}'`,
		Args: exactly(0, "no argument; texts come from standard input"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			codes, err := readActors(actors)
			if err != nil {
				return err
			}
			mode, err := o.mode()
			if err != nil {
				return err
			}
			coder, err := app.NewCoder(mode, codes)
			if err != nil {
				return err
			}
			count, err := coder.Code(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout())
			if err != nil {
				return err
			}
			if count.Faults > 0 {
				if !o.quiet {
					fmt.Fprintf(cmd.ErrOrStderr(), "%d lines, %d of them could not be coded.\n", count.Texts, count.Faults)
				}
				return errPartial
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&actors, "actors", "", "your dictionary of actors: a name and a code on each line (TSV or CSV)")
	return cmd
}

func readActors(path string) (claims.Dictionary, error) {
	if path == "" {
		return claims.Dictionary{}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return claims.Dictionary{}, fmt.Errorf("reading the dictionary of actors: %w", err)
	}
	defer f.Close()
	d, err := claims.ReadDictionary(f)
	if err != nil {
		return d, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}
