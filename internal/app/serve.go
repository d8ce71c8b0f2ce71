package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/user"
	"sync"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/web"
	"github.com/trucewatch/trucewatch/internal/web/front"
)

// ErrNotLocal means that the reading room was to be opened to other machines.
var ErrNotLocal = errors.New("the reading room listens on this machine only")

// Limits of the server. Pages are small and made at once.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	mostHeader    = 64 << 10
	closingTime   = 5 * time.Second
)

// Room is a reading room that listens.
type Room struct {
	listener net.Listener
	server   *http.Server
}

// Reading says how the reading room is opened.
type Reading struct {
	Listen   string         // address of this machine
	Who      string         // in whose name decisions are made, if the reader gives no other; empty is the user of this machine
	Plain    bool           // with the program's own drawings, though it was built with libraries for maps and timelines
	Progress func(Progress) // is told of a record that has to be computed first
	Complain func(error)    // is told of faults
}

// OpenRoom listens on an address of this machine, and prepares the ledger.
func (p *Project) OpenRoom(ctx context.Context, how Reading) (*Room, error) {
	if err := checkLocal(how.Listen); err != nil {
		return nil, err
	}
	d, err := newDesk(p)
	if err != nil {
		return nil, err
	}
	if err := d.load(ctx, how.Progress); err != nil {
		return nil, err
	}
	settings := web.Settings{Who: cmp.Or(how.Who, userName()), Now: time.Now, Token: rand.Text, Complain: how.Complain, Version: Version}
	if !how.Plain {
		if settings.Bundle, err = front.Bundle(); err != nil {
			return nil, fmt.Errorf("preparing the reading room: %w", err)
		}
	}
	handler, err := web.New(d, settings)
	if err != nil {
		return nil, fmt.Errorf("preparing the reading room: %w", err)
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", how.Listen)
	if err != nil {
		return nil, fmt.Errorf("opening the reading room (--listen takes another port): %w", err)
	}
	if a, ok := l.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
		_ = l.Close() // nothing was asked of it yet
		return nil, fmt.Errorf("%s is another machine's way in: %w", how.Listen, ErrNotLocal)
	}
	return &Room{l, &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: mostHeader,
	}}, nil
}

// Address is where a browser finds the room.
func (r *Room) Address() string { return "http://" + r.listener.Addr().String() + "/" }

// Serve answers until the context ends.
func (r *Room) Serve(ctx context.Context) error {
	r.server.BaseContext = func(net.Listener) context.Context { return ctx } // who waits for news need not wait any longer
	stopped := make(chan error, 1)
	go func() { stopped <- r.server.Serve(r.listener) }()
	select {
	case err := <-stopped:
		return fmt.Errorf("serving the reading room: %w", err)
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingTime)
	defer cancel()
	if err := r.server.Shutdown(closing); err != nil {
		return fmt.Errorf("closing the reading room: %w", err)
	}
	return nil
}

// checkLocal refuses addresses that other machines reach.
func checkLocal(listen string) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("%q is no address such as 127.0.0.1:8417: %w", listen, ErrNotLocal)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("%q would let other machines in, and there are no accounts yet that say who may read and decide"+
			" (from elsewhere, use a tunnel to 127.0.0.1): %w", listen, ErrNotLocal)
	}
	return nil
}

// desk hands the ledger of a project to the reading room, and a new one when
// documents were read in the meantime.
type desk struct {
	project *Project
	lists   *gazetteer.Gazetteer
	known   []agreement.Agreement

	large   int        // happenings from which decisions are laid in the background
	laying  sync.Mutex // held while they are
	loading sync.Mutex // held while a ledger is made
	mu      sync.Mutex // guards what follows
	ledger  *web.Ledger
	stamp   string
	looked  time.Time // when it was last asked whether anything changed
	without time.Time // since when the project has no record; zero while it has one
}

const (
	// largeLedger is how many happenings a ledger has for which a decision that changes
	// the record takes longer than a reader waits.
	largeLedger = 8000
	// lookEvery is how often the project is asked whether anything changed.
	lookEvery = 2 * time.Second
	// patience is how long another program that reads documents may take before the
	// record is computed here as well.
	patience = 5 * time.Minute
)

func newDesk(p *Project) (*desk, error) {
	lists, known, err := ledgerPacks()
	if err != nil {
		return nil, err
	}
	return &desk{project: p, lists: lists, known: known, large: largeLedger}, nil
}

// load makes the ledger of what the project now holds.
func (d *desk) load(ctx context.Context, progress func(Progress)) error {
	kept, err := d.project.Record(ctx, progress)
	if err != nil {
		return err
	}
	stamp, err := d.project.store.Stamp(ctx)
	if err != nil {
		return fmt.Errorf("asking for changes: %w", err)
	}
	log, err := d.project.Decisions(ctx)
	if err != nil {
		return err
	}
	redraw, err := d.project.redraw()
	if err != nil {
		return err
	}
	l, err := d.noting(ctx, web.NewLedger(kept.Record, kept.Digest, d.lists, d.known).Redrawing(redraw).With(log))
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ledger, d.stamp, d.looked, d.without = l, stamp, time.Now(), time.Time{}
	return nil
}

// noting keeps what became of the ledger in the log of changes, and shows it that log.
func (d *desk) noting(ctx context.Context, l *web.Ledger) (*web.Ledger, error) {
	log, err := d.project.note(ctx, l.View, l.Gone())
	if err != nil {
		return nil, err
	}
	return l.Noting(log), nil
}

// Decide implements web.Desk.
func (d *desk) Decide(ctx context.Context, decisions []trucewatch.Decision) error {
	for _, x := range decisions {
		if _, err := d.project.store.AppendDecision(ctx, x); err != nil {
			return fmt.Errorf("deciding: %w", err)
		}
	}
	return d.replay(ctx)
}

// replay lays the log, as it now is, over the ledger.
func (d *desk) replay(ctx context.Context) error {
	log, err := d.project.Decisions(ctx)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	before := d.ledger
	if before.Changes(log) && len(before.Events) >= d.large {
		d.ledger = before.Awaiting(log)
		go d.lay(context.WithoutCancel(ctx))
		return nil
	}
	now := before.With(log)
	if now.View != before.View { // a decision changed the record
		if now, err = d.noting(ctx, now); err != nil {
			return err
		}
	}
	d.ledger = now
	return nil
}

// lay lays the log over a large ledger, and again while it has grown meanwhile.
func (d *desk) lay(ctx context.Context) {
	d.laying.Lock()
	defer d.laying.Unlock()
	for {
		d.mu.Lock()
		before := d.ledger
		d.mu.Unlock()
		log, err := d.project.Decisions(ctx)
		if err != nil {
			return // the project was closed
		}
		now, err := d.noting(ctx, before.With(log))
		if err != nil {
			return
		}
		d.mu.Lock()
		done := d.ledger.Book.Last == now.Book.Last && d.ledger.Digest == now.Digest
		if done {
			d.ledger = now
		}
		d.mu.Unlock()
		if done {
			return
		}
	}
}

// userName is the name of whoever runs the program.
func userName() string {
	if u, err := user.Current(); err == nil {
		return cmp.Or(u.Name, u.Username)
	}
	return "somebody"
}

// withLog returns the ledger with decisions that came from elsewhere, if there are any.
func (d *desk) withLog(ctx context.Context, l *web.Ledger) (*web.Ledger, error) {
	last, err := d.project.store.LastDecision(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking for decisions: %w", err)
	}
	if last == l.Book.Last {
		return l, nil
	}
	if err := d.replay(ctx); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ledger, nil
}

// wait reports whether another program may still be at work on the record.
func (d *desk) wait() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.without.IsZero() {
		d.without = time.Now()
	}
	return time.Since(d.without) < patience
}

// Ledger implements web.Desk. While a changed ledger is being made, the one before
// is shown.
func (d *desk) Ledger(ctx context.Context) (*web.Ledger, error) {
	d.mu.Lock()
	l, stamp, due := d.ledger, d.stamp, time.Since(d.looked) > lookEvery
	if due {
		d.looked = time.Now()
	}
	d.mu.Unlock()
	if !due || !d.loading.TryLock() {
		return l, nil
	}
	defer d.loading.Unlock()
	now, err := d.project.store.Stamp(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking for changes: %w", err)
	}
	if now == stamp || now == "" && d.wait() {
		return d.withLog(ctx, l)
	}
	// One reader may go away; what is made is for all of them.
	if err := d.load(context.WithoutCancel(ctx), nil); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ledger, nil
}
