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
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// ledgerSections are the sections that flags choose, with what stands in them.
func ledgerSections() [][2]string {
	return [][2]string{
		{"talks", "rounds of talks: who sat at the table, what came of it, what comes next"},
		{"agreements", "ceasefires, agreements and demands: how each stands, according to whom"},
		{"incidents", "what reports say happened, tested against the clauses of known agreements"},
		{"tolls", "counts of the killed, wounded, missing, detained and displaced"},
		{"access", "corridors, convoys, aid, evacuations and blockades"},
		{"allegations", "what one side says another did, with the answer"},
		{"disagreements", "what outlets tell differently"},
	}
}

func newLedger(o *options) *cobra.Command {
	var since, party string
	chosen := map[string]*bool{}
	cmd := &cobra.Command{
		Use:   "ledger",
		Short: "Print the ledger, or the sections, days and party that you choose",
		Long: `Print the ledger of the reports read so far: talks, agreements, incidents, tolls,
access, allegations with their answers, and where outlets disagree. Every row names
the reports that tell of it. Nothing in it is a ruling: "would breach" means that an
act, if it happened as told, would go against that clause.

Choose sections with the flags of their names, more than one if you like. --since
leaves out what ended before a day; what has no date stays where a report of that
day or later tells of it. --party takes any spelling of a name, and counts those who
hold an office of it.`,
		Example: `  trucewatch ledger --talks
  trucewatch ledger --incidents --allegations --since 2025-07-13
  trucewatch ledger --party Syria --json`,
		Args: exactly(0, "no argument; choose sections with flags such as --talks"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inLedger(cmd, func(kept app.Kept) error {
				c := view.Choice{Since: since}
				for _, s := range ledgerSections() {
					if *chosen[s[0]] {
						c.Sections = append(c.Sections, s[0])
					}
				}
				if party != "" {
					who, err := terminal.FindActor(kept.Record, party)
					if err != nil {
						return fmt.Errorf("--party: %w", err)
					}
					c.Party = who.Actor.ID
				}
				var b bytes.Buffer
				if err := o.printPart(&b, cmd.OutOrStdout(), kept.Record, c); err != nil {
					return err
				}
				_, err := b.WriteTo(cmd.OutOrStdout())
				return err
			})
		},
	}
	for _, s := range ledgerSections() {
		chosen[s[0]] = cmd.Flags().Bool(s[0], false, s[1])
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&since, "since", "", "only what was on this `day` or later, as in 2025-08-19")
	cmd.Flags().StringVar(&party, "party", "", "only what this `name` has a part in")
	o.situationFlag(cmd)
	cmd.Flags().BoolVar(&o.json, "json", false, "print the chosen sections as JSON, with the keys of the record")
	return cmd
}

// printPart writes a part of the ledger for the terminal that out is, or as JSON.
func (o *options) printPart(w io.Writer, out io.Writer, r record.Record, c view.Choice) error {
	_, narrow, err := view.Narrow(r, c)
	if err != nil {
		return fmt.Errorf("--since: %w: %w", err, errUsage)
	}
	if !o.json {
		return terminal.Part(w, r, c, terminal.Style{Color: colored(out), Width: width(out)})
	}
	return ledgerJSON(w, narrow, c)
}

// ledgerJSON writes the chosen lists of a record, in the order of the sections.
func ledgerJSON(w io.Writer, r record.Record, c view.Choice) error {
	var b bytes.Buffer
	if err := record.Marshal(&b, r); err != nil {
		return fmt.Errorf("printing the ledger: %w", err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b.Bytes(), &all); err != nil {
		return fmt.Errorf("printing the ledger: %w", err)
	}
	var parts []string
	for _, s := range ledgerSections() {
		if len(c.Sections) > 0 && !strings.Contains(" "+strings.Join(c.Sections, " ")+" ", " "+s[0]+" ") {
			continue
		}
		parts = append(parts, fmt.Sprintf("%q:%s", s[0], all[s[0]]))
	}
	_, err := fmt.Fprintf(w, "{%s}\n", strings.Join(parts, ",\n"))
	return err
}
