package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/alert"
)

const alertHelp = `An alert is a saved filter with a way to tell of what it finds: an Atom feed in a file,
e-mail, or a webhook. Each happening is told once, and again when more is known of it: a
new report, a toll that changed, a denial, another standing or status. What changed is
said.

The filter is the query of the table in the reading room, as its address bar has it:
kind=talks&party=israel. What the project holds when an alert is added counts as told;
--all tells it too. watch runs all alerts after it has read something new; read does
not: use alert run.

What cannot be delivered waits, and is tried again at the next run. It comes at least
once: what comes twice has the same key (Idempotency-Key, Message-ID). A webhook gets
JSON, signed with HMAC-SHA256 under the first line of --secret-file; docs/howto/alerts.md
says how to check it. Passwords and secrets stay in their files and are never printed.`

func newAlert(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "alert",
		Short: "Tell of happenings under a saved filter: by feed, e-mail or webhook",
		Long:  alertHelp,
		Example: `  trucewatch alert add talks --filter 'kind=talks&party=israel' --atom talks.atom
  trucewatch alert add tolls --filter 'kind=incident' --webhook https://desk.example/hook --secret-file hook.key
  trucewatch alert add access --filter 'kind=access' --smtp smtp://desk@mail.example --password-file mail.key --from desk@mail.example --to all@desk.example
  trucewatch alert run`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("add, list, run, test or remove? %w", errUsage)
			}
			return oneOf("way to handle alerts")(cmd, args)
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newAlertAdd(o), newAlertList(o), newAlertRun(o), newAlertTest(o), newAlertRemove(o))
	return cmd
}

func newAlertAdd(o *options) *cobra.Command {
	var filter, atom string
	var box app.Mailbox
	var hook app.Hook
	var all bool
	cmd := &cobra.Command{
		Use: "add NAME --filter QUERY", Short: "Add an alert, or change the one of that name",
		Args: exactly(1, "the name of the alert"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r := app.AlertRule{Filter: filter}
			for _, file := range []*string{&atom, &box.PasswordFile, &hook.SecretFile} {
				if *file != "" { // alerts may be run from another folder
					whole, err := filepath.Abs(*file)
					if err != nil {
						return fmt.Errorf("finding the folder of %q: %w", *file, err)
					}
					*file = whole
				}
			}
			r.Atom = atom
			if box != (app.Mailbox{}) {
				r.Mail = &box
			}
			if hook != (app.Hook{}) {
				r.Hook = &hook
			}
			if err := r.Check(); err != nil {
				return fmt.Errorf("%w: %w", err, errUsage)
			}
			return o.inProject(cmd, func(p *app.Project) error {
				show, done := o.progress(cmd.ErrOrStderr())
				err := p.AddAlert(cmd.Context(), args[0], r, all, show)
				done()
				return err
			})
		},
	}
	cmd.Flags().StringVar(&filter, "filter", "", "which happenings, as the query of the table (default: all)")
	cmd.Flags().BoolVar(&all, "all", false, "tell also what the project already holds")
	cmd.Flags().StringVar(&atom, "atom", "", "file for an Atom feed")
	cmd.Flags().StringVar(&box.URL, "smtp", "", "mail server: smtp://user@host:587 (encrypted by STARTTLS) or smtps://user@host:465")
	cmd.Flags().StringVar(&box.PasswordFile, "password-file", "", "file with the password of the user of the mail server")
	cmd.Flags().StringVar(&box.From, "from", "", "address that e-mails come from")
	cmd.Flags().StringVar(&box.To, "to", "", "address that e-mails go to; several with commas between")
	cmd.Flags().StringVar(&hook.URL, "webhook", "", "address that takes notices as JSON (https, or http on this machine)")
	cmd.Flags().StringVar(&hook.SecretFile, "secret-file", "", "file with the secret that signs what the webhook gets")
	return cmd
}

func newAlertList(o *options) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the alerts with how they stand",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				all, err := p.Alerts(cmd.Context())
				if err != nil {
					return err
				}
				var b strings.Builder
				for _, a := range all {
					fmt.Fprintf(&b, "%s: %s\n  to %s\n  %d told, %d waiting", a.Name, orAll(a.Rule.Filter), ways(a.Rule), a.Told, a.Waiting)
					if !a.Last.IsZero() {
						fmt.Fprintf(&b, ", the last %s", a.Last.Format("2006-01-02 15:04 MST"))
					}
					b.WriteString("\n")
				}
				if len(all) == 0 {
					b.WriteString("No alerts. trucewatch alert add NAME --filter QUERY --atom FILE adds one.\n")
				}
				_, err = io.WriteString(cmd.OutOrStdout(), b.String())
				return err
			})
		},
	}
}

func orAll(filter string) string {
	if filter == "" {
		return "all happenings"
	}
	return filter
}

// ways names where an alert goes. Addresses hold no passwords: those are refused.
func ways(r app.AlertRule) string {
	var out []string
	if r.Atom != "" {
		out = append(out, "feed "+r.Atom)
	}
	if r.Mail != nil {
		out = append(out, r.Mail.To+" by "+r.Mail.URL)
	}
	if r.Hook != nil {
		out = append(out, r.Hook.URL)
	}
	return strings.Join(out, ", ")
}

func newAlertRun(o *options) *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use: "run", Short: "Tell of what is new, and try again what waits",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				show, done := o.progress(cmd.ErrOrStderr())
				outcomes, err := p.TellAlerts(cmd.Context(), dry, show)
				done()
				if err != nil {
					return err
				}
				return printAlerts(cmd, outcomes, dry)
			})
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "print what would be told, and tell nothing")
	return cmd
}

func printAlerts(cmd *cobra.Command, outcomes []app.AlertOutcome, dry bool) error {
	var late error
	for _, a := range outcomes {
		verb := "told"
		if dry {
			verb = "to tell"
		}
		if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: %d %s, %d waiting\n", a.Name, len(a.Told), verb, a.Waiting); err != nil {
			return err
		}
		if dry && len(a.Told) > 0 {
			if _, err := io.WriteString(cmd.OutOrStdout(), alert.Text(a.Told)); err != nil {
				return err
			}
		}
		for _, fault := range a.Faults {
			late = errPartial
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %v\n", a.Name, fault)
		}
	}
	return late
}

func newAlertTest(o *options) *cobra.Command {
	return &cobra.Command{
		Use: "test NAME", Short: "Send a made-up notice in every way of an alert",
		Args: exactly(1, "the name of an alert"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				taken, err := p.TestAlert(cmd.Context(), args[0])
				if len(taken) > 0 {
					if _, werr := fmt.Fprintf(cmd.OutOrStdout(), "taken over: %s\n", strings.Join(taken, ", ")); werr != nil {
						err = errors.Join(err, werr)
					}
				}
				return err
			})
		},
	}
}

func newAlertRemove(o *options) *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove an alert with what it has told",
		Args: exactly(1, "the name of an alert"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				there, err := p.RemoveAlert(cmd.Context(), args[0])
				if err == nil && !there {
					err = fmt.Errorf("removing alert %q: there is none of that name", args[0])
				}
				return err
			})
		},
	}
}
