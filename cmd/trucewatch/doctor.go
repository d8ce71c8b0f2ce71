package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newDoctor(o *options) *cobra.Command {
	c := app.CheckUp{}
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look the set-up over and say what to do",
		Long: `Check the rules, the clock, the disk, the database and its log, the situation, the
contact that sites are told, the list of feeds and how each feed stands. The web is
only asked with --network: then every feed once.

Exit codes: 0 all is well, 1 something does not work, 3 something works but not as it
should.`,
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c.DB, c.Web = o.db, o.web
			found, err := app.Doctor(cmd.Context(), c)
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			if o.json {
				err = json.NewEncoder(w).Encode(found)
			} else {
				_, err = fmt.Fprint(w, findings(found))
			}
			if err != nil {
				return fmt.Errorf("printing what was found: %w", err)
			}
			return verdict(found)
		},
	}
	cmd.Flags().StringVar(&c.Feeds, "feeds", "", "check this list of feeds too")
	cmd.Flags().BoolVar(&c.Network, "network", false, "ask every feed once")
	cmd.Flags().StringSliceVar(&o.web.Allow, "allow-host", nil, "ask this `HOST:PORT` even if it lies in the own network (may be given again)")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the findings as JSON")
	return cmd
}

func findings(all []app.Finding) string {
	var b strings.Builder
	for _, f := range all {
		fmt.Fprintf(&b, "%-7s  %s: %s\n", f.Grade, f.Check, f.Says)
		if f.Do != "" {
			fmt.Fprintf(&b, "         what to do: %s\n", f.Do)
		}
	}
	return b.String()
}

// verdict turns the gravest finding into an exit code.
func verdict(all []app.Finding) error {
	faults, warnings := 0, 0
	for _, f := range all {
		switch f.Grade {
		case app.Fault:
			faults++
		case app.Warning:
			warnings++
		case app.Well:
		}
	}
	switch {
	case faults > 0:
		return fmt.Errorf("%d of %d checks found a fault", faults, len(all))
	case warnings > 0:
		return errPartial
	}
	return nil
}
