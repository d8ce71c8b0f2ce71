package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/terminal"
)

func newRead(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "read PATH|URL|-…",
		Short: "Read files, pages, feeds or archives into the project and print what they hold",
		Long: `Read what is named into the project database and print the ledger: files and
folders, addresses of pages and feeds, feed files, web archives, or - for what
comes on standard input.

Folders are read with everything below them: .txt .md .html .json and .jsonl
(objects with title, text, date, url, outlet). NAME.meta.json beside a file gives
its outlet, date, url and title. Reading the same files again changes nothing.
What cannot be read is listed with the reason, and the exit code is 3: files, and
parts of files such as a broken line or bytes that mean nothing. A note on what was
read (a guessed encoding, a date that was chosen) does not change the exit code.

Of the web only what is named is asked, and the pages that a named feed, sitemap,
OPML file or list of addresses leads to; robots.txt is obeyed, and addresses in the
own network are refused unless --allow-host names them. A page is kept with its
address and the time it was fetched; the same page again is not new. WARC and WACZ
files are read without asking the web.

A situation says which countries, agreements and sides belong to a theatre, such as
who fights or speaks for whom. It is guessed from the reports, and the ledger says
so; choose another with --situation, or none. A project remembers the choice.`,
		Example: `  trucewatch read reports/ more/report.html
  trucewatch read --db border.db --analysis fast reports/
  trucewatch read https://news.example/2026/11/21/envoys-meet
  trucewatch read --pages 20 https://news.example/feed.xml feeds.opml
  trucewatch read crawl.warc.gz
  pbpaste | trucewatch read -`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("give one or more files, folders or addresses: %w", errUsage)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.inProject(cmd, func(p *app.Project) error {
				show, done := o.progress(cmd.ErrOrStderr())
				out, err := p.Read(cmd.Context(), args, show)
				done()
				if err != nil {
					return err
				}
				return o.printOutcome(cmd, out)
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print counts and issues as one JSON object")
	cmd.Flags().StringSliceVar(&o.web.Allow, "allow-host", nil, "ask this `HOST:PORT` even if it lies in the own network (may be given again)")
	cmd.Flags().IntVar(&o.web.Pages, "pages", 100, "how many `pages` of one feed or list are fetched, the newest first")
	o.situationFlag(cmd)
	return cmd
}

// situationFlag lets a command choose the situation.
func (o *options) situationFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.situation, "situation", "", "theatre of the reports: the `id` of a pack such as syria-israel, guess, or none (default: as last read; at first guess)")
}

// progress returns a function that keeps one line on a terminal up to date, and
// one that wipes it. In a pipe, and with --quiet, nothing is written.
func (o *options) progress(w io.Writer) (show func(app.Progress), done func()) {
	f, ok := w.(*os.File)
	if o.quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	show = func(p app.Progress) {
		of := ""
		if p.Total > 0 {
			of = fmt.Sprintf(" of %d", p.Total)
		}
		_, _ = fmt.Fprintf(w, "\r\x1b[K%s %d%s", p.Step, p.Done, of) // progress may get lost
	}
	return show, func() { _, _ = io.WriteString(w, "\r\x1b[K") }
}

// summary is what read --json prints.
type summary struct {
	Seen    int    `json:"seen"`
	Added   int    `json:"added"`
	Reports int    `json:"reports"`
	Copies  int    `json:"copies"`
	Events  int    `json:"events"`
	Digest  string `json:"digest"`
	// Left is what of the given paths was left out; Notes are all other issues of the project.
	Left  []entry `json:"left_out"`
	Notes []entry `json:"notes"`
}

// entry is one issue.
type entry struct {
	Where string `json:"where"`
	What  string `json:"what"`
	Why   string `json:"why"`
}

func (o *options) printOutcome(cmd *cobra.Command, out app.Outcome) error {
	w := cmd.OutOrStdout()
	s := summary{Seen: out.Seen, Added: out.Added, Reports: len(out.Record.Reports), Events: len(out.Record.Events), Digest: out.Digest, Left: []entry{}, Notes: []entry{}}
	for _, r := range out.Record.Reports {
		if r.CopyOf != "" {
			s.Copies++
		}
	}
	left := map[entry]bool{}
	for _, i := range out.Left {
		e := entry{i.Where, i.What, i.Why}
		left[e] = true
		s.Left = append(s.Left, e)
	}
	o.passing(cmd, out, &s)
	for _, i := range out.Record.Issues {
		if e := (entry{i.Where, i.What, i.Why}); !left[e] {
			s.Notes = append(s.Notes, e)
		}
	}
	if o.json {
		if err := json.NewEncoder(w).Encode(s); err != nil {
			return fmt.Errorf("printing the outcome: %w", err)
		}
	} else if err := terminal.Ledger(w, out.Record, terminal.Style{Color: colored(w), Width: width(w)}); err != nil {
		return fmt.Errorf("printing the ledger: %w", err)
	}
	if !o.quiet && !o.json {
		_, _ = fmt.Fprintf(cmd.ErrOrStderr(), "%d documents, %d of them new; left out: %d.\n", s.Seen, s.Added, len(s.Left))
	}
	if len(s.Left) > 0 {
		return errPartial
	}
	return nil
}

// passing tells what was odd about lists, archives and standard input.
func (o *options) passing(cmd *cobra.Command, out app.Outcome, s *summary) {
	for _, i := range out.Passing {
		if i.LeftOut() {
			s.Left = append(s.Left, entry{i.Where, i.What, i.Why})
		} else {
			s.Notes = append(s.Notes, entry{i.Where, i.What, i.Why})
		}
		if !o.quiet && !o.json {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s: %s.\n", i.Where, i.What, i.Why)
		}
	}
}

// colored reports whether w is a terminal whose user has not asked for no colour.
func colored(w io.Writer) bool {
	f, ok := w.(*os.File)
	_, no := os.LookupEnv("NO_COLOR")
	return ok && !no && term.IsTerminal(int(f.Fd()))
}

// plainWidth is the width of a line where the output is no terminal.
const plainWidth = 120

func width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return plainWidth
}
