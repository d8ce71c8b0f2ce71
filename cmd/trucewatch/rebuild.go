package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newRebuild(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Recompute everything from captured bytes and decisions, and prove that nothing changed",
		Args:  exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				show, done := o.progress(cmd.ErrOrStderr())
				out, err := p.Rebuild(cmd.Context(), show)
				done()
				if err != nil {
					return err
				}
				if o.json {
					return json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]any{"reports": out.Reports, "digest": out.After, "same": true, "decided": out.Decided})
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d reports recomputed\nbefore %s\nafter  %s\nthe same\n", out.Reports, out.Before, out.After)
				if err == nil && out.Decided != "" {
					_, err = fmt.Fprintf(cmd.OutOrStdout(), "with the decisions of the review %s\n", out.Decided)
				}
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the outcome as JSON")
	return cmd
}
