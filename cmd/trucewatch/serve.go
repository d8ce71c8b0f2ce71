package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newServe(o *options) *cobra.Command {
	how := app.Reading{Listen: "127.0.0.1:8417"}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the reading room: the ledger in your browser",
		Long: `Serve the ledger as pages to read: what is new, tables with filters, what each
outlet says of one happening, the reports themselves, a map and a timeline; and to
judge: accept or reject what was read, with the reason.

Everything comes from this program; nothing is fetched from elsewhere. It answers on
this machine only. Ctrl-C ends it.`,
		Example: "  trucewatch serve\n  trucewatch serve --db out/demo.db --listen 127.0.0.1:9000",
		Args:    exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				show, done := o.progress(cmd.ErrOrStderr())
				how.Progress = show
				how.Complain = func(err error) { fmt.Fprintf(cmd.ErrOrStderr(), "trucewatch: %v\n", err) }
				room, err := p.OpenRoom(cmd.Context(), how)
				done()
				if errors.Is(err, app.ErrNotLocal) {
					return fmt.Errorf("--listen: %w: %w", err, errUsage)
				}
				if err != nil {
					return err
				}
				if !o.quiet {
					fmt.Fprintf(cmd.ErrOrStderr(), "The reading room is open at %s (Ctrl-C closes it).\n", room.Address())
				}
				return room.Serve(cmd.Context())
			})
		},
	}
	cmd.Flags().StringVar(&how.Listen, "listen", how.Listen, "address of this machine to answer on")
	cmd.Flags().StringVar(&how.Who, "as", "", "in whose name decisions are made (default: your user name; the page can change it)")
	cmd.Flags().BoolVar(&how.Plain, "plain", false, "show the program's own drawings, without the map and timeline that move under the hand")
	return cmd
}
