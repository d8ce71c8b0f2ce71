package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/feedlist"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/store/sqlite"
)

// Grade is how grave a finding is.
type Grade string

// The grades of a finding.
const (
	Well    Grade = "well"
	Warning Grade = "warning" // it works, but not as it should
	Fault   Grade = "fault"   // it does not work
)

// Finding is what one check of a set-up found.
type Finding struct {
	Check string `json:"check"`
	Grade Grade  `json:"grade"`
	Says  string `json:"says"`
	// Do is what to do about it; empty when all is well.
	Do string `json:"do,omitempty"`
}

// CheckUp says what is looked at.
type CheckUp struct {
	DB    string // as in Settings
	Feeds string // a list of feeds, or empty
	// Network asks every feed once.
	Network bool
	Web     Web
}

// doctor gathers findings.
type doctor struct {
	CheckUp
	found []Finding
	now   time.Time
}

func (d *doctor) well(check, format string, args ...any) {
	d.found = append(d.found, Finding{Check: check, Grade: Well, Says: fmt.Sprintf(format, args...)})
}

func (d *doctor) ill(check string, grade Grade, says, do string) {
	d.found = append(d.found, Finding{check, grade, says, do})
}

// Doctor looks a set-up over and says what to do. It changes nothing, but that a
// database of an older program gets the tables of this one. Only what keeps it from
// looking is an error.
func Doctor(ctx context.Context, c CheckUp) ([]Finding, error) {
	if c.DB == "" {
		db, err := DefaultDB()
		if err != nil {
			return nil, err
		}
		c.DB = db
	}
	d := &doctor{CheckUp: c, now: time.Now()}
	d.packs()
	d.clock()
	d.list()
	if err := d.project(ctx); err != nil {
		return nil, err
	}
	return d.found, ctx.Err()
}

// packs loads every rule of the program.
func (d *doctor) packs() {
	if _, err := NewLine(lang.Fast); err != nil {
		d.ill("rules", Fault, err.Error(), "mend the pack that is named, or install the program anew")
		return
	}
	d.well("rules", "all packs can be read; trucewatch %s", Version)
}

// made is a day before which this program cannot have run.
func made() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }

func (d *doctor) clock() {
	if d.now.Before(made()) {
		d.ill("clock", Fault, "the clock of this machine says "+d.now.UTC().Format(time.DateTime), "set it: feeds and dates of reports are judged by it")
		return
	}
	d.well("clock", "%s UTC", d.now.UTC().Format(time.DateTime))
}

// list reads the list of feeds that was named.
func (d *doctor) list() {
	if d.Feeds == "" {
		return
	}
	list, err := feedsIn(d.Feeds, feedlist.Usual)
	if err != nil {
		d.ill("list of feeds", Fault, err.Error(), "mend the lines that are named")
		return
	}
	d.well("list of feeds", "%s names %d feeds", d.Feeds, len(list))
}

// littleSpace is how much should be free beside the database: pages of a month of a
// middling watch.
const littleSpace = 1 << 30

func (d *doctor) disk(folder string) {
	free, remote, err := space(folder)
	const mib = 1 << 20
	switch {
	case err != nil:
		d.ill("disk", Warning, err.Error(), "look yourself how much space is free in "+folder)
	case free < littleSpace:
		d.ill("disk", Warning, fmt.Sprintf("%d MiB are free in %s", free/mib, folder), "make room, or keep the database elsewhere with --db")
	default:
		d.well("disk", "%d MiB are free in %s", free/mib, folder)
	}
	if remote {
		d.ill("disk", Fault, folder+" lies on another machine", "keep the database on a disk of this machine: locks over a network fail, and databases break by it")
	}
}

// project looks at the database and all that is kept in it.
func (d *doctor) project(ctx context.Context) error {
	folder := filepath.Dir(d.DB)
	if _, err := os.Stat(d.DB); errors.Is(err, os.ErrNotExist) {
		d.well("database", "there is none yet at %s; the first reading makes it", d.DB)
		return nil
	}
	d.disk(folder)
	st, err := sqlite.Open(ctx, d.DB)
	if err != nil {
		d.ill("database", Fault, err.Error(), "choose another file with --db, or bring back a copy of this one")
		return ctx.Err()
	}
	h, err := st.Health(ctx)
	d.health(h, err)
	if err := st.Close(); err != nil {
		return fmt.Errorf("looking at the database: %w", err)
	}
	p, err := Open(ctx, Settings{DB: d.DB})
	if err != nil {
		return err
	}
	err = d.contents(ctx, p)
	return errors.Join(err, p.Close())
}

// longLog is how large the write-ahead log may grow before somebody should look.
const longLog = 256 << 20

func (d *doctor) health(h sqlite.Health, err error) {
	const mib = 1 << 20
	switch {
	case err != nil:
		d.ill("database", Fault, err.Error(), "bring back a copy of it, or read the reports again into a new one")
	case len(h.Faults) > 0:
		d.ill("database", Fault, "it is damaged: "+strings.Join(h.Faults, "; "), "bring back a copy of it, or read the reports again into a new one; check the disk")
	default:
		d.well("database", "%s is sound: %d MiB, schema %d, SQLite %s", d.DB, h.Bytes/mib, h.Schema, h.Engine)
	}
	if h.Log > longLog {
		d.ill("database", Warning, fmt.Sprintf("its log has grown to %d MiB", h.Log/mib), "end the programs that hold it open; the next one to close folds the log in")
	}
}

// contents looks at what a project says of itself.
func (d *doctor) contents(ctx context.Context, p *Project) error {
	feeds, err := p.FeedStatus(ctx)
	if err != nil {
		return err
	}
	d.theatre(p, len(feeds))
	contact, err := p.contact(ctx, "")
	if err != nil {
		return err
	}
	if agent := UserAgent(contact); len(feeds) > 0 && strings.Contains(agent, projectPage) {
		d.ill("contact", Warning, "sites are told nobody whom they can write to but the makers of the program", "give --contact YOUR-MAIL to “watch” once, or set TRUCEWATCH_CONTACT: sites block programs that hide")
	} else if len(feeds) > 0 {
		d.well("contact", "sites are told: %s", agent)
	}
	d.feeds(feeds)
	if d.Network {
		return d.network(ctx, contact, feeds)
	}
	return nil
}

func (d *doctor) theatre(p *Project, feeds int) {
	if _, err := ParseSituation(cmp.Or(p.situation, Guess)); err != nil {
		d.ill("situation", Fault, err.Error(), "choose another with --situation")
		return
	}
	if p.situation == "" || p.situation == "none" {
		says := "none is chosen"
		if feeds > 0 {
			says += ": everything that the feeds list is taken in"
		}
		d.well("situation", "%s", says)
		return
	}
	d.well("situation", "%s", p.situation)
}

// overdue is how late a feed may be asked before the watch is thought not to run.
const overdue = 2 * time.Hour

// feeds looks at how the feeds stand.
func (d *doctor) feeds(all []FeedStatus) {
	if len(all) == 0 {
		d.well("feeds", "none is watched; “trucewatch feed add URL” adds one")
		return
	}
	bad, late := 0, 0
	var lists []string
	for _, f := range all {
		if f.LastOK.After(d.now.Add(time.Hour)) || f.LastError.After(d.now.Add(time.Hour)) {
			d.ill("clock", Fault, fmt.Sprintf("feed %s was last asked at %s, which is yet to come", f.URL, f.LastOK.UTC().Format(time.DateTime)), "set the clock of this machine")
		}
		if f.From != "" && !slices.Contains(lists, f.From) {
			lists = append(lists, f.From)
		}
		if f.Paused {
			continue
		}
		if d.now.Sub(f.Due) > overdue {
			late++
		}
		if f.Error != "" {
			bad++
			d.ill("feeds", Warning, fmt.Sprintf("%s fails, %d times in a row: %s", f.URL, f.Failures, f.Error), "open it in a browser; “trucewatch feed remove” drops it")
		}
		for _, w := range f.Shape.Warnings {
			bad++
			d.ill("feeds", Warning, f.URL+": "+w, "“trucewatch feed status” shows its figures")
		}
	}
	if late > 0 {
		d.ill("watch", Warning, fmt.Sprintf("%d feeds have been due for more than %s: no watch seems to run", late, overdue), "start “trucewatch watch”, or let cron start “trucewatch watch --once”")
	}
	d.lists(lists)
	if bad == 0 {
		d.well("feeds", "%d are watched, none fails", len(all))
	}
}

// lists reads the lists again from which feeds came.
func (d *doctor) lists(paths []string) {
	for _, path := range paths {
		if _, err := feedsIn(path, feedlist.Usual); err != nil {
			d.ill("list of feeds", Warning, err.Error(), "mend it, or remove the feeds that came from it; until then they stay as they are")
		}
	}
}

// network asks every feed once, in the name of the contact.
func (d *doctor) network(ctx context.Context, contact string, feeds []FeedStatus) error {
	d.Web.Contact = contact
	client, err := NewFetcher(d.Web)
	if err != nil {
		return err
	}
	defer client.Close()
	for _, f := range feeds {
		if f.Paused || ctx.Err() != nil {
			continue
		}
		answer, err := client.Fetch(ctx, fetch.Request{URL: f.URL})
		if err != nil {
			why := err.Error()
			if e, ok := errors.AsType[*fetch.Error](err); ok {
				why = e.Reason()
			}
			d.ill("network", Warning, f.URL+" cannot be had: "+why, "open it in a browser; check the network of this machine")
			continue
		}
		list, _, err := feed.Parse(feed.Document{Bytes: answer.Bytes, MediaType: answer.MediaType, Charset: answer.Charset, URL: answer.URL, Retrieved: d.now}, feed.DefaultLimits())
		if err != nil {
			d.ill("network", Warning, f.URL+" cannot be read: "+err.Error(), "look for the address of its feed on the site")
			continue
		}
		d.well("network", "%s answers: %s with %d entries", f.URL, list.Kind, len(list.Entries))
	}
	return ctx.Err()
}
