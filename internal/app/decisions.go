package app

import (
	"context"
	"fmt"
	"io"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

// Decisions returns the log of decisions from its beginning.
func (p *Project) Decisions(ctx context.Context) ([]trucewatch.Decision, error) {
	var out []trucewatch.Decision
	for d, err := range p.store.Decisions(ctx) {
		if err != nil {
			return nil, fmt.Errorf("loading decisions: %w", err)
		}
		out = append(out, d)
	}
	return out, nil
}

// Shown returns the record of the project with the decisions of the review laid over
// it, as every page shows it. Where none changes the record it is the record as read.
func (p *Project) Shown(ctx context.Context, progress func(Progress)) (Kept, error) {
	kept, err := p.Record(ctx, progress)
	if err != nil {
		return Kept{}, err
	}
	return p.decided(ctx, kept)
}

// decided lays the log over a record.
func (p *Project) decided(ctx context.Context, kept Kept) (Kept, error) {
	log, err := p.Decisions(ctx)
	if err != nil {
		return Kept{}, err
	}
	if review.Key(log) == "" {
		return kept, nil
	}
	laid, err := p.lay(kept.Record, log)
	if err != nil {
		return Kept{}, err
	}
	return keep(laid.Record)
}

// lay lays a log over a record as it was read, and draws its rows anew.
func (p *Project) lay(r record.Record, log []trucewatch.Decision) (review.Laid, error) {
	redraw, err := p.redraw()
	if err != nil {
		return review.Laid{}, err
	}
	reading := review.NewReading(r)
	reading.Redraw = redraw
	return reading.Lay(log), nil
}

// ExportDecisions writes the log, a line of JSON for each decision, and returns how
// many there are.
func (p *Project) ExportDecisions(ctx context.Context, w io.Writer) (int, error) {
	log, err := p.Decisions(ctx)
	if err != nil {
		return 0, err
	}
	for _, d := range log {
		if err := review.Write(w, d); err != nil {
			return 0, err
		}
	}
	return len(log), nil
}

// ImportDecisions adds the decisions of an exported log that the project does not
// have, in their order, and returns how many it read and how many were new. All
// lines are read before the first is kept.
func (p *Project) ImportDecisions(ctx context.Context, r io.Reader) (read, added int, err error) {
	var log []trucewatch.Decision
	take := func(d trucewatch.Decision) error { log = append(log, d); return nil }
	if err := review.Read(r, take); err != nil {
		return 0, 0, fmt.Errorf("importing decisions: %w", err)
	}
	before, err := p.store.LastDecision(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("importing decisions: %w", err)
	}
	for _, d := range log {
		kept, err := p.store.AppendDecision(ctx, d)
		if err != nil {
			return len(log), added, fmt.Errorf("importing decisions: %w", err)
		}
		if kept.Seq > before {
			added++
		}
	}
	return len(log), added, nil
}
