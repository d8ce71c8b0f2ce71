package app

import (
	"context"
	"fmt"
	"os"

	"github.com/trucewatch/trucewatch/internal/evaluate"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/record"
)

// ReadFolder makes the record of the given paths alone, keeping nothing.
func ReadFolder(ctx context.Context, mode lang.Mode, progress func(Progress), paths ...string) (Outcome, error) {
	p, err := Open(ctx, Settings{DB: ":memory:", Mode: mode})
	if err != nil {
		return Outcome{}, err
	}
	out, err := p.Read(ctx, paths, progress)
	if cerr := p.Close(); err == nil {
		err = cerr
	}
	return out, err
}

// Evaluate scores a record against a folder of reports coded by hand.
func Evaluate(r record.Record, reports, gold string) (evaluate.Result, error) {
	result, err := evaluate.Score(r, os.DirFS(reports), os.DirFS(gold))
	if err != nil {
		return evaluate.Result{}, fmt.Errorf("scoring against %q: %w", gold, err)
	}
	return result, nil
}
