// Command trucewatch reads news reports and keeps one sourced ledger of talks,
// truces and incidents.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

// Exit codes, also printed by the help.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
	exitPartial = 3
)

var (
	// errUsage marks mistakes in the command line.
	errUsage = errors.New("see --help")
	// errPartial says that the work is done but something was left out.
	errPartial = errors.New("something was left out")
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and returns its exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot() //nolint:contextcheck // commands get ctx from ExecuteContext
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errPartial):
		return exitPartial
	case errors.Is(err, errUsage):
		fmt.Fprintf(os.Stderr, "trucewatch: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(os.Stderr, "trucewatch: %v\n", err)
	return exitFailure
}

// options are the flags that several commands share.
type options struct {
	db       string
	analysis string
	json     bool
	quiet    bool
	// situation is the theatre that is chosen, or empty.
	situation string
	web       app.Web
}

func newRoot() *cobra.Command {
	o := &options{}
	root := &cobra.Command{
		Use:   "trucewatch",
		Short: "Read news reports, keep one sourced ledger of talks, truces and incidents",
		Long: `Trucewatch reads news reports and keeps one sourced ledger of talks, truces and
incidents: who is said to have done what to whom, when, where, and according to
whom. It works offline and never rules who is right.

Exit codes: 0 all done, 1 failure, 2 mistake in the command line, 3 done, but
something could not be read (trucewatch says what and why).`,
		Example: `  trucewatch read reports/            read a folder and print what it holds
  trucewatch export --format record   write everything known as JSON
  trucewatch show actor Shaibani      one actor with all sentences`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          oneOf("command"),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return fmt.Errorf("%w: %w", err, errUsage) })
	root.PersistentFlags().StringVar(&o.db, "db", "", "project database, or :memory: (default trucewatch.db in your data folder)")
	root.PersistentFlags().StringVar(&o.analysis, "analysis", "", "how closely sentences are parsed: fast or full (default: as the project was last read; at first full)")
	root.PersistentFlags().BoolVarP(&o.quiet, "quiet", "q", false, "no progress and no messages")
	root.AddCommand(
		newRead(o),
		newServe(o),
		newDecisions(o),
		newExport(o),
		newShow(o),
		newCode(o),
		newLedger(o),
		newStatus(o),
		newSitrep(o),
		newAlert(o),
		newEvaluate(o),
		newRebuild(o),
		newGazetteer(o),
		newAnalyse(o),
		newExplain(o),
		newFeed(o),
		newWatch(o),
		newDoctor(o),
		newVersion(),
	)
	return root
}

// exactly makes an argument check whose mistake counts as one of usage.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return fmt.Errorf("give %s: %w", what, errUsage)
		}
		return nil
	}
}

// oneOf makes the argument check of a command that only holds others: any word that
// reaches it is none of them.
func oneOf(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		cmd.SuggestionsMinimumDistance = 2 // two letters changed places, or one slip each
		hint := ""
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			hint = fmt.Sprintf(`, did you mean "%s"?`, strings.Join(near, `" or "`))
		}
		return fmt.Errorf("no %s %q%s: %w", what, args[0], hint, errUsage)
	}
}

// open opens the project that the flags name.
func (o *options) open(ctx context.Context) (*app.Project, error) {
	var mode app.Mode
	if o.analysis != "" {
		var err error
		if mode, err = o.mode(); err != nil {
			return nil, err
		}
	}
	if o.situation != "" {
		if _, err := app.ParseSituation(o.situation); err != nil {
			return nil, fmt.Errorf("--situation: %w: %w", err, errUsage)
		}
	}
	return app.Open(ctx, app.Settings{DB: o.db, Mode: mode, Situation: o.situation, Web: o.web, Stdin: os.Stdin})
}

// inProject runs do with the project open, and closes it; the first error counts.
func (o *options) inProject(cmd *cobra.Command, do func(*app.Project) error) (err error) {
	p, err := o.open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() {
		if cerr := p.Close(); err == nil {
			err = cerr
		}
	}()
	return do(p)
}

// inLedger runs do with what the project holds, the decisions of the review laid over it.
func (o *options) inLedger(cmd *cobra.Command, do func(app.Kept) error) error {
	return o.inProject(cmd, func(p *app.Project) error {
		show, done := o.progress(cmd.ErrOrStderr())
		kept, err := p.Shown(cmd.Context(), show)
		done()
		if err != nil {
			return err
		}
		return do(kept)
	})
}

// mode is how sentences are parsed where there is no project to say so.
func (o *options) mode() (app.Mode, error) {
	if o.analysis == "" {
		return app.Full, nil
	}
	mode, err := app.ParseMode(o.analysis)
	if err != nil {
		return "", fmt.Errorf("--analysis: %w: %w", err, errUsage)
	}
	return mode, nil
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "trucewatch %s\n", app.Version)
			return err
		},
	}
}
