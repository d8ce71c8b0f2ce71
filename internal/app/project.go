package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	"github.com/trucewatch/trucewatch/internal/stage/capture/intake"
	"github.com/trucewatch/trucewatch/internal/stage/ledger"
	"github.com/trucewatch/trucewatch/internal/store"
	"github.com/trucewatch/trucewatch/internal/store/sqlite"
	"github.com/trucewatch/trucewatch/packs"
)

// Version is the version of the program; it takes part in the stamp of a cached
// record, so that a new program never serves an old reading.
const Version = "0.1.0"

// Settings are what a user chooses for a run.
type Settings struct {
	DB string // path of the project database, or ":memory:"

	// Mode is how sentences are parsed; empty means as the project was last read, and
	// Full where it has not been.
	Mode lang.Mode
	// Situation is the ID of the theatre, [Guess] to find it from the reports, "none" for
	// none, or empty for what was chosen last; at first it is guessed.
	Situation string

	// Web says how addresses are asked that are to be read, and Stdin is what "-" stands for.
	Web   Web
	Stdin io.Reader
}

// DefaultDB returns the project database in the user's data folder:
// $TRUCEWATCH_DB, else trucewatch/trucewatch.db below $XDG_DATA_HOME or
// ~/.local/share.
func DefaultDB() (string, error) {
	if db := os.Getenv("TRUCEWATCH_DB"); db != "" {
		return db, nil
	}
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("finding the home folder (give --db instead): %w", err)
		}
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "trucewatch", "trucewatch.db"), nil
}

// Project is an open project database with the line that reads it.
type Project struct {
	store store.Store
	mode  lang.Mode
	// situation is the one that is chosen, empty where it is guessed.
	situation string
	line      func() (*Line, error)
	redraw    func() (func(record.Record) record.Record, error) // rows anew over corrections
	web       Web
	stdin     io.Reader
	held      *holding
}

// Open opens or makes the project database. The line is made when first needed.
func Open(ctx context.Context, s Settings) (*Project, error) {
	if s.DB == "" {
		db, err := DefaultDB()
		if err != nil {
			return nil, err
		}
		s.DB = db
	}
	if dir := filepath.Dir(s.DB); s.DB != ":memory:" && dir != "." {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("making the folder of the project database: %w", err)
		}
	}
	st, err := sqlite.Open(ctx, s.DB)
	if err != nil {
		return nil, fmt.Errorf("opening project %q: %w", s.DB, err)
	}
	mode := s.Mode
	if mode == "" {
		kept, err := st.Choice(ctx, choiceOfAnalysis)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("opening project %q: %w", s.DB, err), st.Close())
		}
		if mode, err = ParseMode(kept); err != nil {
			mode = Full // not chosen yet, or by a program that knows other ways
		}
	}
	theatre := s.Situation
	if theatre == "" {
		if theatre, err = st.Choice(ctx, choiceOfSituation); err != nil {
			return nil, errors.Join(fmt.Errorf("opening project %q: %w", s.DB, err), st.Close())
		}
	}
	if theatre == Guess {
		theatre = ""
	}
	p := &Project{store: st, mode: mode, situation: theatre, web: s.Web, stdin: s.Stdin, held: newHolding()}
	p.line = sync.OnceValues(func() (*Line, error) { return newLineIn(mode, theatre) })
	p.redraw = sync.OnceValues(func() (func(record.Record) record.Record, error) {
		rules, err := ledger.LoadRules(packs.FS)
		if err != nil {
			return nil, fmt.Errorf("loading the rules of the ledger: %w", err)
		}
		return func(r record.Record) record.Record { return ledger.Redraw(r, rules, theatre) }, nil
	})
	return p, nil
}

// newLineIn makes the line for a situation.
func newLineIn(mode lang.Mode, theatre string) (*Line, error) {
	l, err := NewLine(mode)
	if err != nil {
		return nil, err
	}
	l.situation = theatre
	return l, nil
}

// ParseSituation checks the name of a situation: the ID of a pack, [Guess], or "none".
func ParseSituation(name string) (string, error) {
	if name == Guess || name == ledger.NoSituation {
		return name, nil
	}
	rules, err := ledger.LoadRules(packs.FS)
	if err != nil {
		return "", fmt.Errorf("loading the rules of the ledger: %w", err)
	}
	if _, err := rules.Situation(name); err != nil {
		return "", fmt.Errorf("%w, or %s to find it from the reports", err, Guess)
	}
	return name, nil
}

// SituationName is what readers call a situation; one that is not known keeps its ID.
func SituationName(id string) (string, error) {
	s, err := situationOf(id)
	if err != nil || s == nil {
		return id, err
	}
	return s.Name, nil
}

// situationOf finds the situation of an ID; nil where there is none.
func situationOf(id string) (*situation.Situation, error) {
	all, err := situation.Load(packs.FS, nil)
	if err != nil {
		return nil, fmt.Errorf("loading situations: %w", err)
	}
	for i := range all {
		if all[i].ID == id {
			return &all[i], nil
		}
	}
	return nil, nil //nolint:nilnil // one that is not known is no fault here
}

// Guess as a situation means that it is found from the reports.
const Guess = "guess"

// choiceOfSituation is the name under which a project keeps its situation.
const choiceOfSituation = "situation"

// choiceOfAnalysis is the name under which a project keeps how it is parsed.
const choiceOfAnalysis = "analysis"

// Close closes the database.
func (p *Project) Close() error {
	if err := p.store.Close(); err != nil {
		return fmt.Errorf("closing project: %w", err)
	}
	return nil
}

// Progress tells how far a long piece of work has come; Total is 0 while unknown.
type Progress struct {
	Step        string
	Done, Total int
}

// Outcome is what a reading changed.
type Outcome struct {
	Seen   int // documents found in the given paths
	Added  int // of them new to the project
	Record record.Record
	Digest string
	// Left says what of the paths read now was left out, and why: files, and parts of
	// files. It holds no notes on what was read, such as a guessed encoding.
	Left []trucewatch.Issue
	// Passing says what is odd about the feeds, archives and other lists that led to
	// documents. They are not kept, and so neither is this.
	Passing []trucewatch.Issue
}

// batch is how many captures go into one transaction.
const batch = 64

// Read captures what the names stand for and brings the record up to date: files and
// all below folders, pages and feeds of the web, web archives, "-" for standard input.
// Reading the same again changes nothing. Files that cannot be read are
// issues, not errors; they stay in the project until they can be read. How they
// were parsed is kept, so that all that is asked of the project later fits what was
// printed now.
func (p *Project) Read(ctx context.Context, paths []string, progress func(Progress)) (Outcome, error) {
	var out Outcome
	seen, err := p.takeIn(ctx, paths, &out, progress)
	if err != nil {
		return out, err
	}
	if err := p.store.SaveIssues(ctx, out.Left); err != nil {
		return out, fmt.Errorf("keeping issues: %w", err)
	}
	if err := p.keepChoices(ctx); err != nil {
		return out, err
	}
	kept, err := p.recordNoting(ctx, out.Added > 0, progress)
	out.Record, out.Digest = kept.Record, kept.Digest
	out.Left = append(out.Left, leftWithin(kept.Record, seen)...)
	return out, err
}

// takeIn keeps the captures that the names stand for, and returns what they are called.
// When ctx ends, what was taken in until then is kept: some of it was fetched.
func (p *Project) takeIn(ctx context.Context, names []string, out *Outcome, progress func(Progress)) (seen map[string]bool, err error) {
	o, err := taking(p.web, p.stdin)
	if err != nil {
		return nil, err
	}
	defer o.Web.Close()
	o.Passing = func(i trucewatch.Issue) { out.Passing = append(out.Passing, i) }
	var pending []trucewatch.Capture
	seen = map[string]bool{}
	flush := func() error {
		added, err := p.store.PutCaptures(context.WithoutCancel(ctx), pending)
		if err != nil {
			return fmt.Errorf("keeping captures: %w", err)
		}
		out.Added += added
		pending = pending[:0]
		return nil
	}
	for c, issue := range intake.Take(ctx, names, o) {
		if issue != nil {
			out.Left = append(out.Left, *issue)
			continue
		}
		out.Seen++
		seen[c.Name], seen[c.Path] = true, true
		pending = append(pending, c)
		if len(pending) == batch {
			if err := flush(); err != nil {
				return seen, err
			}
			report(progress, Progress{Step: "capturing", Done: out.Seen})
		}
	}
	if err := flush(); err != nil {
		return seen, err
	}
	if err := ctx.Err(); err != nil {
		return seen, fmt.Errorf("taking in what was named: %w", err)
	}
	return seen, nil
}

// keepChoices keeps how the project was read.
func (p *Project) keepChoices(ctx context.Context) error {
	if err := p.store.SetChoice(ctx, choiceOfAnalysis, string(p.mode)); err != nil {
		return err
	}
	return p.store.SetChoice(ctx, choiceOfSituation, cmp.Or(p.situation, Guess))
}

// leftWithin returns what was left out of captures with the given names.
func leftWithin(r record.Record, names map[string]bool) []trucewatch.Issue {
	var out []trucewatch.Issue
	for _, i := range r.Issues {
		issue := trucewatch.Issue{Report: string(i.Report), Where: i.Where, What: i.What, Why: i.Why}
		name := i.Where
		if n := strings.LastIndexByte(name, ':'); n >= 0 && !names[name] {
			name = name[:n] // the number of a line or an object stands behind the name
		}
		if issue.LeftOut() && names[name] {
			out = append(out, issue)
		}
	}
	return out
}

func report(progress func(Progress), p Progress) {
	if progress != nil {
		progress(p)
	}
}

// Record returns the record of the project: the cached one if nothing has changed
// since, else a new one.
func (p *Project) Record(ctx context.Context, progress func(Progress)) (Kept, error) {
	stamp, content, err := p.store.Ledger(ctx)
	if err != nil {
		return Kept{}, fmt.Errorf("reading the cached record: %w", err)
	}
	prefix, err := p.stamp()
	if err != nil {
		return Kept{}, err
	}
	if digest, ok := strings.CutPrefix(stamp, prefix); ok {
		if r, err := unpackRecord(content); err == nil {
			return Kept{r, digest, content}, nil
		}
	}
	kept, err := p.compute(ctx, p.shelf(prefix), progress)
	if err != nil {
		return Kept{}, err
	}
	if err := p.store.SetLedger(ctx, prefix+kept.Digest, kept.packed); err != nil {
		return Kept{}, fmt.Errorf("caching the record: %w", err)
	}
	return kept, nil
}

// compute makes the record. Without readings to take from, all is read anew, by a line
// that remembers nothing.
func (p *Project) compute(ctx context.Context, readings *shelf, progress func(Progress)) (Kept, error) {
	line, err := p.line()
	if readings == nil {
		line, err = newLineIn(p.mode, p.situation)
	}
	if err != nil {
		return Kept{}, err
	}
	line = line.over(readings, p.store)
	var captures []trucewatch.Capture
	for c, err := range p.store.Index(ctx) { // pages are large, and most were read before
		if err == nil && c.MediaType == capture.GazetteerType {
			c, err = p.store.Capture(ctx, c.ID)
		}
		if err != nil {
			return Kept{}, fmt.Errorf("loading captures: %w", err)
		}
		captures = append(captures, c)
	}
	issues, err := p.store.Issues(ctx)
	if err != nil {
		return Kept{}, fmt.Errorf("loading issues: %w", err)
	}
	changed, err := p.store.Changed(ctx)
	if err != nil {
		return Kept{}, fmt.Errorf("loading versions: %w", err)
	}
	all := Primary{Captures: captures, Issues: issues}
	for _, v := range changed {
		all.Versions = append(all.Versions, v.Captures)
	}
	defer p.held.forgetExtracts()
	r, err := line.ComputeAll(ctx, all, func(done int) {
		report(progress, Progress{Step: "reading", Done: done, Total: len(captures)})
	})
	if err != nil {
		return Kept{}, err
	}
	return keep(r)
}

// stamp is what a cached record depends on besides captures and decisions: the
// program file, the packs and the way of parsing. The program file counts by size
// and time: one built from other sources under the same version is told from it.
func (p *Project) stamp() (string, error) {
	h := sha256.New()
	if path, err := os.Executable(); err == nil {
		if file, err := os.Stat(path); err == nil {
			_, _ = fmt.Fprintln(h, file.Size(), file.ModTime().UnixNano()) // a hash takes all it is given
		}
	}
	err := fs.WalkDir(packs.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := packs.FS.ReadFile(path)
		if err == nil {
			_, err = fmt.Fprintf(h, "%s %d\n%s", path, len(content), content)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("taking the digest of the packs: %w", err)
	}
	return fmt.Sprintf("%s %s %s %s ", Version, p.mode, cmp.Or(p.situation, Guess), hex.EncodeToString(h.Sum(nil)[:8])), nil
}

// Rebuilt is the outcome of a rebuild.
type Rebuilt struct {
	Before, After string // digests; Before is empty when nothing had been computed
	Decided       string // digest with the decisions laid over it; empty where none changes the record
	Reports       int
}

// Rebuild recomputes everything from captured bytes and compares the
// digest with the cached one; where there is none it recomputes twice.
func (p *Project) Rebuild(ctx context.Context, progress func(Progress)) (Rebuilt, error) {
	stamp, _, err := p.store.Ledger(ctx)
	if err != nil {
		return Rebuilt{}, fmt.Errorf("reading the cached record: %w", err)
	}
	prefix, err := p.stamp()
	if err != nil {
		return Rebuilt{}, err
	}
	before, _ := strings.CutPrefix(stamp, prefix)
	if before == stamp {
		before = "" // made by other packs or another program: nothing to compare with
	}
	now, err := p.compute(ctx, nil, progress)
	if err != nil {
		return Rebuilt{}, err
	}
	if before == "" {
		again, err := p.compute(ctx, nil, progress)
		if err != nil {
			return Rebuilt{}, err
		}
		before = again.Digest
	}
	shown, err := p.decided(ctx, now)
	if err != nil {
		return Rebuilt{}, err
	}
	out := Rebuilt{Before: before, After: now.Digest, Reports: len(now.Record.Reports)}
	if shown.Digest != now.Digest {
		out.Decided = shown.Digest
	}
	if before != now.Digest {
		return out, fmt.Errorf("rebuilding gives digest %s where %s was: %w", now.Digest, before, ErrChanged)
	}
	if err := p.store.SetLedger(ctx, prefix+now.Digest, now.packed); err != nil {
		return out, fmt.Errorf("caching the record: %w", err)
	}
	return out, nil
}
