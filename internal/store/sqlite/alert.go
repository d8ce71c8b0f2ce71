package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/store"
)

// PutAlert implements store.Alerts.
func (s *Store) PutAlert(ctx context.Context, a store.Alert) error {
	if err := store.CheckAlert(a); err != nil {
		return err
	}
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO alert (name, rule) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET rule = excluded.rule`, a.Name, a.Rule)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping alert %q: %w", a.Name, advise(err))
	}
	return nil
}

// RemoveAlert implements store.Alerts.
func (s *Store) RemoveAlert(ctx context.Context, name string) (there bool, err error) {
	err = within(ctx, s.writer, func(tx *sql.Tx) (err error) {
		there, err = affected(tx.ExecContext(ctx, "DELETE FROM alert WHERE name = $1", name))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("removing alert %q: %w", name, advise(err))
	}
	return there, nil
}

// Alerts implements store.Alerts.
func (s *Store) Alerts(ctx context.Context) ([]store.Alert, error) {
	all, err := collect(ctx, s.reader, func(rows *sql.Rows) (a store.Alert, err error) {
		err = rows.Scan(&a.Name, &a.Rule)
		return a, err
	}, "SELECT name, rule FROM alert ORDER BY name")
	if err != nil {
		return nil, fmt.Errorf("reading the alerts: %w", advise(err))
	}
	return all, nil
}

// Told implements store.Alerts.
func (s *Store) Told(ctx context.Context, alert string) ([]store.Told, error) {
	all, err := collect(ctx, s.reader, func(rows *sql.Rows) (t store.Told, err error) {
		err = rows.Scan(&t.Happening, &t.N, &t.State)
		return t, err
	}, "SELECT happening, n, state FROM alert_told WHERE alert = $1 ORDER BY happening", alert)
	if err != nil {
		return nil, fmt.Errorf("reading what alert %q has told: %w", alert, advise(err))
	}
	return all, nil
}

// Tell implements store.Alerts.
func (s *Store) Tell(ctx context.Context, alert string, told []store.Told, notices []store.Notice) error {
	if err := store.CheckTold(told, notices); err != nil {
		return err
	}
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		there := 0
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM alert WHERE name = $1", alert).Scan(&there); err != nil {
			return err
		}
		if there == 0 {
			return store.ErrNone
		}
		for _, t := range told {
			if _, err := tx.ExecContext(ctx, `INSERT INTO alert_told (alert, happening, n, state) VALUES ($1, $2, $3, $4)
				ON CONFLICT (alert, happening) DO UPDATE SET n = excluded.n, state = excluded.state WHERE excluded.n > alert_told.n`,
				alert, t.Happening, t.N, t.State); err != nil {
				return err
			}
		}
		for _, n := range notices {
			if _, err := tx.ExecContext(ctx, `INSERT INTO alert_notice (alert, key, happening, told_ms, body, waiting) VALUES ($1, $2, $3, $4, $5, $6)
				ON CONFLICT (key) DO NOTHING`, alert, n.Key, n.Happening, milli(n.When), n.Body, strings.Join(n.Waiting, " ")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keeping what alert %q tells: %w", alert, advise(err))
	}
	return nil
}

// Notices implements store.Alerts.
func (s *Store) Notices(ctx context.Context, alert string) ([]store.Notice, error) {
	return s.notices(ctx, alert, "")
}

// Undelivered implements store.Alerts.
func (s *Store) Undelivered(ctx context.Context, alert string) ([]store.Notice, error) {
	return s.notices(ctx, alert, "AND waiting <> ''")
}

// notices reads the notices of an alert for which a condition of SQL holds.
func (s *Store) notices(ctx context.Context, alert, condition string) ([]store.Notice, error) {
	all, err := collect(ctx, s.reader, func(rows *sql.Rows) (n store.Notice, err error) {
		var told int64
		var waiting string
		err = rows.Scan(&n.Key, &n.Happening, &told, &n.Body, &waiting)
		n.When, n.Waiting = instant(told), strings.Fields(waiting)
		return n, err
	}, "SELECT key, happening, told_ms, body, waiting FROM alert_notice WHERE alert = $1 "+condition+" ORDER BY seq", alert)
	if err != nil {
		return nil, fmt.Errorf("reading the notices of alert %q: %w", alert, advise(err))
	}
	return all, nil
}

// Telling implements store.Alerts.
func (s *Store) Telling(ctx context.Context, alert string) (store.Telling, error) {
	var out store.Telling
	var last sql.NullInt64
	err := s.reader.QueryRowContext(ctx, "SELECT count(*), count(nullif(waiting, '')), max(told_ms) FROM alert_notice WHERE alert = $1", alert).
		Scan(&out.Told, &out.Waiting, &last)
	if err != nil {
		return out, fmt.Errorf("counting the notices of alert %q: %w", alert, advise(err))
	}
	if last.Valid {
		out.Last = instant(last.Int64)
	}
	return out, nil
}

// Delivered implements store.Alerts.
func (s *Store) Delivered(ctx context.Context, alert, way string, keys []string) error {
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		for _, key := range keys {
			var waiting string
			switch err := tx.QueryRowContext(ctx, "SELECT waiting FROM alert_notice WHERE alert = $1 AND key = $2", alert, key).Scan(&waiting); {
			case errors.Is(err, sql.ErrNoRows):
				continue
			case err != nil:
				return err
			}
			left := slices.DeleteFunc(strings.Fields(waiting), func(w string) bool { return w == way })
			if _, err := tx.ExecContext(ctx, "UPDATE alert_notice SET waiting = $2 WHERE key = $1", key, strings.Join(left, " ")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keeping what of alert %q was delivered: %w", alert, advise(err))
	}
	return nil
}
