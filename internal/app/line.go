// Package app assembles the program: it opens the project database, runs the
// line from captures to the record, and offers what the commands do. It alone
// sees every ring, and reads clock and environment.
package app

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/annotate"
	"github.com/trucewatch/trucewatch/internal/stage/coding"
	"github.com/trucewatch/trucewatch/internal/stage/extract"
	"github.com/trucewatch/trucewatch/internal/stage/ledger"
	"github.com/trucewatch/trucewatch/internal/stage/link"
	"github.com/trucewatch/trucewatch/internal/stage/resolve"
	"github.com/trucewatch/trucewatch/packs"
)

// Line is the whole line from captures to the record. It is safe for concurrent use.
type Line struct {
	analyser  *lang.Analyser
	finder    *names.Finder
	outlets   *extract.Rules
	coding    *coding.Rules
	resolve   *resolve.Rules
	link      *link.Rules
	ledger    *ledger.Rules
	situation string // the one that is chosen; empty to guess
	shelf     *shelf // nil to read everything
	// load finds a capture that was handed in without its bytes; nil where none is.
	load func(ctx context.Context, id string) (trucewatch.Capture, error)
}

// NewLine loads the packs that ship with the program. The analyser's weights are
// loaded when the first sentence is read.
func NewLine(mode lang.Mode) (*Line, error) { return newLineOf(mode, packs.FS) }

// newLineOf loads packs from elsewhere.
func newLineOf(mode lang.Mode, packs fs.FS) (*Line, error) {
	l := &Line{}
	var err error
	if l.analyser, err = lang.New(mode); err != nil {
		return nil, fmt.Errorf("making the analyser: %w", err)
	}
	if l.finder, err = names.Load(packs); err != nil {
		return nil, fmt.Errorf("making the name finder: %w", err)
	}
	if l.outlets, err = extract.LoadRules(packs); err != nil {
		return nil, fmt.Errorf("loading outlets: %w", err)
	}
	if l.coding, err = coding.Load(packs); err != nil {
		return nil, fmt.Errorf("loading coding rules: %w", err)
	}
	if l.resolve, err = resolve.Load(packs); err != nil {
		return nil, fmt.Errorf("loading resolving rules: %w", err)
	}
	if l.link, err = link.Load(packs); err != nil {
		return nil, fmt.Errorf("loading linking rules: %w", err)
	}
	if l.ledger, err = ledger.LoadRules(packs); err != nil {
		return nil, fmt.Errorf("loading the rules of the ledger: %w", err)
	}
	return l, nil
}

// read is what one capture yields before reports are looked at together.
type read struct {
	readings []trucewatch.Reading
	claims   []trucewatch.Claims
	issues   []trucewatch.Issue
}

// Compute makes the record of captures and of the issues met while capturing. It
// is a pure function of them and the packs: neither the order of captures nor the
// number of processors changes a byte. Progress, if not nil, is called with the
// number of captures done, from one goroutine at a time.
func (l *Line) Compute(ctx context.Context, captures []trucewatch.Capture, issues []trucewatch.Issue, progress func(done int)) (record.Record, error) {
	return l.ComputeAll(ctx, Primary{Captures: captures, Issues: issues}, progress)
}

// ComputeAll does what Compute does, for documents of which some are former versions
// of others: these are set aside, and what the outlet changed is told.
func (l *Line) ComputeAll(ctx context.Context, p Primary, progress func(done int)) (record.Record, error) {
	parts := p.part()
	l, captures, rows := l.withPlaces(parts.current)
	done, err := l.readAll(ctx, captures, progress)
	if err != nil {
		return record.Record{}, err
	}
	changed, notes, err := l.changes(ctx, p, parts.former, done)
	if err != nil {
		return record.Record{}, err
	}
	w := world(done, slices.Concat(p.Issues, rows, notes))
	w.Identities = l.resolve.Resolve(w.Readings, w.Claims)
	w = l.link.Link(w)
	r := ledger.Build(w, l.ledger, l.situation)
	if len(changed) > 0 {
		r.Disagreements = append(r.Disagreements, changed...)
		record.Sort(&r)
	}
	return r, nil
}

// Redraw draws the rows of a corrected record anew, by the rules and for the situation of the line.
func (l *Line) Redraw(r record.Record) record.Record { return ledger.Redraw(r, l.ledger, l.situation) }

// world puts what was read into the order of publication.
func world(done []read, issues []trucewatch.Issue) trucewatch.World {
	w := trucewatch.World{Issues: issues}
	type pair struct {
		reading trucewatch.Reading
		claims  trucewatch.Claims
	}
	var pairs []pair
	for _, d := range done {
		for i := range d.readings {
			pairs = append(pairs, pair{d.readings[i], d.claims[i]})
		}
		w.Issues = append(w.Issues, d.issues...)
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		x, y := a.reading.Report, b.reading.Report
		return cmp.Or(cmp.Compare(x.Published.Date, y.Published.Date), cmp.Compare(x.File, y.File), cmp.Compare(x.ID, y.ID))
	})
	for _, p := range pairs {
		w.Readings = append(w.Readings, p.reading)
		w.Claims = append(w.Claims, p.claims)
		w.Issues = append(w.Issues, p.claims.Issues...)
	}
	return w
}

// readAll reads captures on all processors and returns the results in order.
func (l *Line) readAll(ctx context.Context, captures []trucewatch.Capture, progress func(int)) ([]read, error) {
	out := make([]read, len(captures))
	m := newMemory()
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	finished := 0
	var broken error
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				r, err := l.readKept(ctx, captures[i], m)
				out[i] = r
				mu.Lock()
				finished++
				broken = cmp.Or(broken, err)
				if progress != nil {
					progress(finished)
				}
				mu.Unlock()
			}
		})
	}
	for i := range captures {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	if l.shelf != nil {
		l.shelf.flush(ctx)
	}
	if err := cmp.Or(ctx.Err(), broken); err != nil {
		return nil, fmt.Errorf("reading captures: %w", err)
	}
	return out, nil
}

// memory keeps what a text was read as while one set of captures is read, so that
// the same text under ten names is analysed once.
type memory struct {
	mu    sync.Mutex
	known map[string]func() once
}

func newMemory() *memory { return &memory{known: map[string]func() once{}} }

type once struct {
	reading trucewatch.Reading
	claims  trucewatch.Claims
	issues  []trucewatch.Issue
}

// read returns the reading and claims of a report. What is read depends on text,
// language and day of publication only; all else is put on afterwards.
func (m *memory) read(l *Line, r trucewatch.Report) once {
	key := r.Published.Date + "\x00" + r.Language + "\x00" + r.Text
	m.mu.Lock()
	get, ok := m.known[key]
	if !ok {
		get = sync.OnceValue(func() once {
			reading, issues := annotate.Read(l.analyser, l.finder, r)
			claims := l.coding.Claims(reading)
			trim(&reading, claims)
			one := read{readings: []trucewatch.Reading{reading}, claims: []trucewatch.Claims{claims}}
			share(one)
			return once{one.readings[0], one.claims[0], issues}
		})
		m.known[key] = get
	}
	m.mu.Unlock()
	out := get()
	out.reading.Report, out.claims.Report = r, r.ID
	out.issues = slices.Clone(out.issues)
	for i := range out.issues {
		out.issues[i].Report = r.ID
	}
	return out
}

// readKept takes a reading from the shelf, or makes it and puts it there.
func (l *Line) readKept(ctx context.Context, c trucewatch.Capture, m *memory) (read, error) {
	if l.shelf != nil {
		if r, ok := l.shelf.take(ctx, c); ok {
			return r, nil
		}
	}
	known, ok := l.shelf.extracted(c)
	if !ok {
		if c.Bytes == nil && l.load != nil {
			var err error
			if c, err = l.load(ctx, c.ID); err != nil {
				return read{}, err
			}
		}
		known.reports, known.issues = extract.Reports(c, l.outlets)
	}
	r := l.readOne(known, m)
	if l.shelf != nil {
		l.shelf.put(ctx, c, r)
	}
	return r, nil
}

func (l *Line) readOne(of extracted, m *memory) read {
	out := read{issues: of.issues}
	for _, r := range of.reports {
		one := m.read(l, r)
		out.issues = append(out.issues, one.issues...)
		out.readings = append(out.readings, one.reading)
		out.claims = append(out.claims, one.claims)
	}
	return out
}
