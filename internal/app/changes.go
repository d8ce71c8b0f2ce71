package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/review"
	"github.com/trucewatch/trucewatch/internal/review/changes"
	"github.com/trucewatch/trucewatch/internal/web"
)

const (
	// choiceOfChanges is the name under which a project keeps its log of changes.
	choiceOfChanges = "changes"
	// choiceOfMark begins the name under which it keeps how far somebody has seen them.
	choiceOfMark = "seen "
)

// note compares the record, as it is shown, with the state that the log of changes
// ends with, and keeps what became of it. A log that cannot be read is begun anew: it
// is no primary data.
func (p *Project) note(ctx context.Context, v *view.View, gone map[string]string) (*changes.Log, error) {
	for {
		before, err := p.store.Choice(ctx, choiceOfChanges)
		if err != nil {
			return nil, fmt.Errorf("loading the changes: %w", err)
		}
		log, err := changes.Decode(before)
		if err != nil {
			log = nil
		}
		log, fresh := log.Note(v, gone, time.Now())
		if !fresh {
			return log, nil
		}
		after, err := log.Encode()
		if err != nil {
			return nil, err
		}
		// Where another program noted something meanwhile, its numbers hold, and what is
		// noted here comes behind them.
		kept, err := p.store.SwapChoice(ctx, choiceOfChanges, before, after)
		if err != nil {
			return nil, fmt.Errorf("keeping the changes: %w", err)
		}
		if kept {
			return log, nil
		}
	}
}

// recordNoting returns the record and, where something was added, notes what changed.
func (p *Project) recordNoting(ctx context.Context, added bool, progress func(Progress)) (Kept, error) {
	kept, err := p.Record(ctx, progress)
	if err != nil || !added {
		return kept, err
	}
	return kept, p.noteRead(ctx, kept)
}

// noteRead notes what a reading changed.
func (p *Project) noteRead(ctx context.Context, kept Kept) error {
	log, err := p.Decisions(ctx)
	if err != nil {
		return err
	}
	v, gone := view.New(kept.Record), map[string]string(nil)
	if review.Key(log) != "" {
		laid, err := p.lay(kept.Record, log)
		if err != nil {
			return err
		}
		v, gone = view.New(laid.Record), laid.Gone
	}
	_, err = p.note(ctx, v, gone)
	return err
}

// Mark implements web.Desk.
func (d *desk) Mark(ctx context.Context, who string) (web.Mark, error) {
	words, err := d.project.store.Choice(ctx, choiceOfMark+who)
	if err != nil {
		return web.Mark{}, fmt.Errorf("asking what %q has seen: %w", who, err)
	}
	seq, when, _ := strings.Cut(words, " ")
	n, _ := strconv.ParseInt(seq, 10, 64)
	at, _ := time.Parse(time.RFC3339, when) // what cannot be read is no mark
	return web.Mark{Seq: n, When: at}, nil
}

// SetMark implements web.Desk.
func (d *desk) SetMark(ctx context.Context, who string, m web.Mark) error {
	if err := d.project.store.SetChoice(ctx, choiceOfMark+who, fmt.Sprintf("%d %s", m.Seq, m.When.UTC().Format(time.RFC3339))); err != nil {
		return fmt.Errorf("keeping what %q has seen: %w", who, err)
	}
	return nil
}

const (
	askEvery  = time.Second
	awaitMost = 15 * time.Second
)

// Await implements web.Desk.
func (d *desk) Await(ctx context.Context, seen *web.Ledger) (*web.Ledger, error) {
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	for began := time.Now(); time.Since(began) < awaitMost; {
		l, err := d.Ledger(ctx)
		if err != nil || l != seen {
			return l, err
		}
		select {
		case <-ctx.Done():
			return seen, nil
		case <-tick.C:
		}
	}
	return seen, nil
}
