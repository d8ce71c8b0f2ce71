package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newGazetteer(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gazetteer",
		Short: "Places: teach the project more of them",
		Long: `Trucewatch carries a list of places: towns of GeoNames with 500 people and more
in the countries that its news is about, great cities elsewhere, and a list of its
own for villages, sites and lines that matter there. For another region, or for
small villages, import a dump of GeoNames.`,
		Example: `  trucewatch gazetteer import MM.zip`,
		Args:    oneOf("command of gazetteer"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newGazetteerImport(o))
	return cmd
}

func newGazetteerImport(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Import dumps of GeoNames, as .txt or .zip",
		Long: `Import dumps of GeoNames into the project. Dumps by country, such as SY.zip, lie at
https://download.geonames.org/export/dump (CC BY 4.0: name GeoNames when you
publish positions). A dump is text with 19 columns and tabs between; it is taken
packed or unpacked.

The bytes of the file are kept in the project database as they are, beside the
reports, so a rebuild finds the same places again; from the next command on all
reports are located with them. Of a dump the towns, provinces, mountains, bases,
airports, dams and crossings are used, and the wells and hotels are passed over.
The program's own list decides over a dump, and what it says of disputed land
stands: a dump's country code moves no border. A name that may mean two places is
left open, as ever. Importing a file again changes nothing.

A row that cannot be read is told with its line, and the exit code is 3.`,
		Example: `  trucewatch gazetteer import SY.zip LB.zip
  trucewatch gazetteer import --db border.db villages.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("give one or more dumps of GeoNames: %w", errUsage)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				done, err := p.ImportPlaces(cmd.Context(), args)
				if err != nil {
					return err
				}
				return o.printImported(cmd, done)
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the outcome as JSON")
	return cmd
}

// imported is what gazetteer import --json prints of one file.
type imported struct {
	File   string  `json:"file"`
	New    bool    `json:"new"`
	Places int     `json:"places"`
	Passed int     `json:"passed_over"`
	Left   []entry `json:"left_out"`
}

func (o *options) printImported(cmd *cobra.Command, done []app.Imported) error {
	all := []imported{}
	left := 0
	for _, d := range done {
		i := imported{File: d.Path, New: d.New, Places: d.Known, Passed: d.Passed, Left: []entry{}}
		for _, issue := range d.Left {
			i.Left = append(i.Left, entry{issue.Where, issue.What, issue.Why})
		}
		left += len(d.Left)
		all = append(all, i)
	}
	w := cmd.OutOrStdout()
	if o.json {
		if err := json.NewEncoder(w).Encode(all); err != nil {
			return fmt.Errorf("printing the outcome: %w", err)
		}
	} else if err := printEach(w, all); err != nil {
		return fmt.Errorf("printing the outcome: %w", err)
	}
	if left > 0 {
		return errPartial
	}
	return nil
}

func printEach(w io.Writer, all []imported) error {
	for _, i := range all {
		state := "imported"
		switch {
		case i.Places == 0:
			state = "not imported"
		case !i.New:
			state = "known already"
		}
		if _, err := fmt.Fprintf(w, "%s: %s, %d places; %d rows of other kinds passed over\n", i.File, state, i.Places, i.Passed); err != nil {
			return err
		}
		for _, e := range i.Left {
			if _, err := fmt.Fprintf(w, "  %s: %s: %s\n", e.Where, e.What, e.Why); err != nil {
				return err
			}
		}
	}
	return nil
}
