package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/trucewatch/trucewatch/internal/app"
)

func newFeed(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feed",
		Short: "Say which feeds are watched, and see how they stand",
		Long: `Add, list, pause and remove the feeds that “trucewatch watch” asks: RSS, Atom, JSON
Feed, sitemaps, pages full of links, and lists of addresses. Nothing is fetched here.`,
		Example: `  trucewatch feed add https://site.example/feed.xml --outlet "Harbour Gazette"
  trucewatch feed status`,
		Args: oneOf("command"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newFeedAdd(o), newFeedList(o), newFeedRemove(o), newFeedPause(o), newFeedStatus(o), newFeedLeftOut(o))
	return cmd
}

func newFeedAdd(o *options) *cobra.Command {
	var f app.FeedChoice
	cmd := &cobra.Command{
		Use:   "add URL|FILE.opml",
		Short: "Watch a feed, or every feed of an OPML file; add it again to change what is said of it",
		Args:  exactly(1, "the address of a feed, or an OPML file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			list := []app.FeedChoice{f}
			list[0].URL = args[0]
			if !strings.Contains(args[0], "://") {
				var err error
				if list, err = app.FeedsOf(args[0]); err != nil {
					return fmt.Errorf("%w: %w", err, errUsage)
				}
				for i := range list {
					list[i].Outlet, list[i].Gate, list[i].Every = f.Outlet, f.Gate, f.Every
				}
			}
			return o.inProject(cmd, func(p *app.Project) error {
				for _, one := range list {
					if err := app.CheckFeed(one); err != nil {
						return fmt.Errorf("%w: %w", err, errUsage)
					}
					if err := p.AddFeed(cmd.Context(), one); err != nil {
						return err
					}
					o.say(cmd, "watching %s\n", one.URL)
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&f.Name, "name", "", "what to call it (default: what it calls itself)")
	cmd.Flags().StringVar(&f.Outlet, "outlet", "", "whose reports it lists, where all are of one outlet")
	cmd.Flags().StringVar(&f.Gate, "gate", "", "how closely its reports must be about the situation: off, normal, ahead or strict (default: as for all)")
	cmd.Flags().DurationVar(&f.Every, "every", 0, "how often to ask it (default 15m)")
	return cmd
}

// say writes a message for people, unless they want none.
func (o *options) say(cmd *cobra.Command, format string, args ...any) {
	if !o.quiet {
		_, _ = fmt.Fprintf(cmd.ErrOrStderr(), format, args...)
	}
}

func newFeedRemove(o *options) *cobra.Command {
	return &cobra.Command{
		Use: "remove URL", Short: "Watch a feed no longer; what was read of it stays",
		Args: exactly(1, "the address of a feed"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inProject(cmd, func(p *app.Project) error { return known(p.RemoveFeed(cmd.Context(), args[0])) })
		},
	}
}

// known makes a mistake of usage of the name of a feed or page that is not there.
func known(err error) error {
	if errors.Is(err, app.ErrNoFeed) || errors.Is(err, app.ErrNoPage) {
		return fmt.Errorf("%w: %w", err, errUsage)
	}
	return err
}

func newFeedPause(o *options) *cobra.Command {
	resume := false
	cmd := &cobra.Command{
		Use: "pause URL", Short: "Leave a feed and its pages alone for a while; --resume goes on",
		Args: exactly(1, "the address of a feed"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inProject(cmd, func(p *app.Project) error { return known(p.PauseFeed(cmd.Context(), args[0], !resume)) })
		},
	}
	cmd.Flags().BoolVar(&resume, "resume", false, "go on watching it")
	return cmd
}

func newFeedList(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Short: "List the feeds that are watched, one a line",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				all, err := p.FeedStatus(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					return json.NewEncoder(cmd.OutOrStdout()).Encode(feedRows(all))
				}
				for _, f := range all {
					paused := ""
					if f.Paused {
						paused = "\tpaused"
					}
					if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\tevery %s%s\n", f.URL, f.Name, f.Every, paused); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the feeds as JSON")
	return cmd
}

// feedRow is one feed as JSON.
type feedRow struct {
	URL       string   `json:"url"`
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Outlet    string   `json:"outlet"`
	Gate      string   `json:"gate"`
	From      string   `json:"from"`
	Every     string   `json:"every"`
	Paused    bool     `json:"paused"`
	Due       string   `json:"due"`
	LastOK    string   `json:"last_success"`
	LastError string   `json:"last_error"`
	Error     string   `json:"error"`
	Failures  int      `json:"failures"`
	PerDay    float64  `json:"reports_a_day"`
	Taken     int      `json:"taken"`
	Waiting   int      `json:"waiting"`
	LeftOut   int      `json:"left_out"`
	GivenUp   int      `json:"given_up"`
	Dated     int      `json:"percent_dated"`
	Signed    int      `json:"percent_signed"`
	Owner     string   `json:"owner"`       // of the outlet, as its profile has it
	Basis     string   `json:"owner_basis"` // law, accounts or reported
	Warnings  []string `json:"warnings"`
}

func feedRows(all []app.FeedStatus) []feedRow {
	out := []feedRow{}
	for _, f := range all {
		out = append(out, feedRow{
			URL: f.URL, Name: f.Name, Kind: f.Kind, Outlet: f.Outlet, Gate: f.Gate, From: f.From, Every: f.Every.String(), Paused: f.Paused,
			Due: moment(f.Due), LastOK: moment(f.LastOK), LastError: moment(f.LastError), Error: f.Error, Failures: f.Failures,
			PerDay: f.Shape.PerDay, Taken: f.Taken, Waiting: f.Waiting, LeftOut: f.LeftOut, GivenUp: f.GivenUp,
			Dated: f.Shape.Dated, Signed: f.Shape.Signed, Owner: f.Owner, Basis: f.Basis, Warnings: append([]string{}, f.Shape.Warnings...),
		})
	}
	return out
}

// moment writes a time down to the second, or nothing.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func newFeedStatus(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "status", Short: "How each feed stands: last success, errors in plain words, reports a day, warnings",
		Long: `Print how each feed stands. A warning is given when a feed changes its shape: when fewer
of its reports carry a date or a byline than its outlet's profile promises, or clearly
fewer than before, or when it answers but lists nothing new. The exit code is 3 when
a feed fails or a warning stands.`,
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				all, err := p.FeedStatus(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					err = json.NewEncoder(cmd.OutOrStdout()).Encode(feedRows(all))
				} else {
					err = printFeeds(cmd.OutOrStdout(), all)
				}
				if err != nil {
					return fmt.Errorf("printing the feeds: %w", err)
				}
				for _, f := range all {
					if f.Error != "" || len(f.Shape.Warnings) > 0 {
						return errPartial
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the feeds as JSON")
	return cmd
}

func printFeeds(w io.Writer, all []app.FeedStatus) error {
	var b strings.Builder
	if len(all) == 0 {
		b.WriteString("no feeds: add one with “trucewatch feed add URL”\n")
	}
	for _, f := range all {
		title := f.URL
		if f.Name != "" {
			title = f.Name + " · " + f.URL
		}
		fmt.Fprintf(&b, "%s\n", title)
		state := "not asked yet"
		switch {
		case f.Paused:
			state = "paused"
		case !f.LastOK.IsZero():
			state = "last success " + moment(f.LastOK)
		case f.Error != "":
			state = "never answered"
		}
		fmt.Fprintf(&b, "  %s; asked every %s", state, f.Every)
		if !f.Paused && !f.Due.IsZero() {
			fmt.Fprintf(&b, ", next %s", moment(f.Due))
		}
		fmt.Fprintf(&b, "\n  %d taken, %d waiting, %d left out, %d given up; %.1f a day", f.Taken, f.Waiting, f.LeftOut, f.GivenUp, f.Shape.PerDay)
		if f.Shape.Taken > 0 {
			fmt.Fprintf(&b, "; %d%% dated, %d%% signed", f.Shape.Dated, f.Shape.Signed)
		}
		b.WriteByte('\n')
		if f.Owner != "" {
			fmt.Fprintf(&b, "  owned or paid for by: %s (%s)\n", f.Owner, map[string]string{"law": "by law", "accounts": "by its accounts", "reported": "as reported"}[f.Basis])
		}
		if f.Error != "" {
			fmt.Fprintf(&b, "  error, %d in a row, last %s: %s\n", f.Failures, moment(f.LastError), f.Error)
		}
		for _, warning := range f.Shape.Warnings {
			fmt.Fprintf(&b, "  warning: %s\n", warning)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func newFeedLeftOut(o *options) *cobra.Command {
	givenUp := false
	var take []string
	cmd := &cobra.Command{
		Use: "left-out", Short: "List the pages that the gate kept out, and by which words; --take lets one in",
		Args:    exactly(0, "no argument"),
		Example: "  trucewatch feed left-out\n  trucewatch feed left-out --take https://site.example/report.html",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				if len(take) > 0 {
					return known(p.TakeIn(cmd.Context(), take))
				}
				all, err := p.LeftOut(cmd.Context(), givenUp)
				if err != nil {
					return err
				}
				if o.json {
					return json.NewEncoder(cmd.OutOrStdout()).Encode(all)
				}
				for _, page := range all {
					if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s  %s\n  %s\n  %s\n", page.Day, page.Title, page.URL, page.Why); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&givenUp, "given-up", false, "list those that could not be fetched instead")
	cmd.Flags().StringArrayVar(&take, "take", nil, "fetch this page again and take it, whatever the gate says (may stand several times)")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the pages as JSON")
	return cmd
}
