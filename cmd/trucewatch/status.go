package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/terminal"
	"github.com/trucewatch/trucewatch/internal/output/view"
)

func newStatus(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status AGREEMENT",
		Short: "Answer in ten lines how an agreement stands, each with report and sentence",
		Long: `Answer in ten lines how an agreement or a ceasefire stands: what it is, whether it
is said to be in force and since when, who says otherwise, the last alleged breach
and its answer, the last act of compliance, the last and the next talks of its
parties, the latest toll and the latest on access.

Each line names the report and the sentence that it rests on. Where reports differ
both are told; no line is a ruling. AGREEMENT is the id of an agreement, as
"trucewatch ledger --agreements --json" prints it, or some words of its name.`,
		Example: `  trucewatch status israel-syria-1974
  trucewatch status Suwayda ceasefire
  trucewatch status --json suwayda-2025`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("give the id of an agreement, or words of its name: %w", errUsage)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inLedger(cmd, func(kept app.Kept) error {
				key, w := strings.Join(args, " "), cmd.OutOrStdout()
				if o.json {
					a, err := terminal.FindAgreement(kept.Record, key)
					if err != nil {
						return err
					}
					return json.NewEncoder(w).Encode(struct {
						Agreement string        `json:"agreement"`
						Lines     []view.Answer `json:"lines"`
					}{a.ID, view.New(kept.Record).Status(a)})
				}
				var b bytes.Buffer
				if err := terminal.Status(&b, kept.Record, key, terminal.Style{Color: colored(w), Width: width(w)}); err != nil {
					return err
				}
				_, err := b.WriteTo(w)
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the lines as JSON")
	return cmd
}
