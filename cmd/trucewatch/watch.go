package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newWatch(o *options) *cobra.Command {
	s := app.DefaultWatch()
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Ask the feeds, fetch what they list, and keep the ledger current",
		Long: `Ask the feeds that are due, fetch the pages that they list, keep them, and read what is
new, round after round until Ctrl-C. Every step is on disk before the next begins:
after a crash or a power cut the watch goes on where it was, and loses and doubles
nothing. docs/howto/watch.md tells more.

One line is printed for each step. A page that could not be fetched is tried again
later and less and less often; after six times it is given up and told. Pages are
looked at again after an hour, six hours, a day and three days: what an outlet changed
is told in the ledger. With a situation (--situation), pages that are not about it are
left out; “trucewatch feed left-out” lists them.`,
		Example: `  trucewatch watch --feeds feeds.yaml --contact desk@example.org
  trucewatch watch --once --json >> watch.jsonl     # from cron`,
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkWatch(s); err != nil {
				return fmt.Errorf("%w: %w", err, errUsage)
			}
			if s.Once && !cmd.Flags().Changed("budget") {
				s.Budget = 0
			}
			return o.inProject(cmd, func(p *app.Project) error {
				w := cmd.OutOrStdout()
				var broken error
				show := func(line any, text string) {
					if err := o.logLine(w, line, text); broken == nil {
						broken = err
					}
				}
				err := p.Watch(cmd.Context(), s,
					func(l app.WatchLine) { show(l, l.String()) },
					func(r app.WatchRound) { show(roundRow{"round", r}, roundText(r)) })
				return errors.Join(err, broken)
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&s.Once, "once", false, "one round, then end: for cron")
	f.BoolVar(&s.Now, "now", false, "ask every feed at once, due or not")
	f.StringVar(&s.Feeds, "feeds", "", "a `file` that lists the feeds, such as feeds.yaml; it is read again before each round")
	f.DurationVar(&s.Every, "every", s.Every, "how often a feed is asked that does not say so itself")
	f.DurationVar(&s.For, "for", 0, "end after this time (default: at Ctrl-C)")
	f.DurationVar(&s.Budget, "budget", s.Budget, "how long one feed may hold a round, with the pages it lists; 0 for as long as it takes (with --once it is that unless given)")
	f.StringVar(&s.Gate, "gate", "", "how closely reports must be about the situation: off, normal, ahead or strict (default normal)")
	f.StringVar(&s.Contact, "contact", "", "e-mail address or page by which the operators of sites can reach you; remembered")
	f.StringSliceVar(&o.web.Allow, "allow-host", nil, "ask this `HOST:PORT` even if it lies in the own network (may be given again)")
	f.DurationVar(&s.Delay, "delay", s.Delay, "least time between two requests to one host")
	f.BoolVar(&s.NoReading, "no-reading", false, "only fetch and keep; the ledger is computed when it is asked for")
	f.BoolVar(&o.json, "json", false, "print each line as a JSON object")
	o.situationFlag(cmd)
	return cmd
}

func checkWatch(s app.WatchSettings) error {
	switch {
	case s.Every <= 0 || s.For < 0 || s.Delay < 0 || s.Budget < 0:
		return errors.New("--every, --for, --delay and --budget are lengths of time, such as 10m")
	case s.Once && s.For > 0:
		return errors.New("--once and --for cannot both be")
	}
	return app.CheckGate(s.Gate)
}

// roundRow is a round as JSON.
type roundRow struct {
	Did string `json:"did"`
	app.WatchRound
}

func (o *options) logLine(w io.Writer, line any, text string) error {
	switch {
	case o.json:
		return json.NewEncoder(w).Encode(line)
	case o.quiet:
		return nil
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

// roundText sums a round up in one line, without what is nought.
func roundText(r app.WatchRound) string {
	parts := []string{fmt.Sprintf("%d feeds asked", r.Feeds)}
	for _, p := range []struct {
		n    int
		what string
	}{
		{r.Failed, "failed"},
		{r.Taken, "taken"},
		{r.Changed, "changed"},
		{r.LeftOut, "left out"},
		{r.PutOff, "put off"},
		{r.GivenUp, "given up"},
		{r.Vanished, "withdrawn"},
		{r.Waiting, "waiting"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	if r.Digest != "" {
		parts = append(parts, fmt.Sprintf("%d reports in the ledger %.12s", r.Reports, r.Digest))
	}
	if r.Owed {
		parts = append(parts, "the ledger follows")
	}
	return "round: " + strings.Join(parts, ", ")
}
