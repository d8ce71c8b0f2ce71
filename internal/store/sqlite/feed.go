package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// milli and instant bring times to the database and back; 0 is the zero time.
func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// PutFeed implements store.Watch.
func (s *Store) PutFeed(ctx context.Context, f store.Feed) error {
	f, err := store.NormalFeed(f)
	if err != nil {
		return err
	}
	err = within(ctx, s.writer, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO feed (url, name, outlet, gate, listed_in, every_ms, added_ms, paused, due_ms)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7)
			ON CONFLICT (url) DO UPDATE SET name = excluded.name, outlet = excluded.outlet, gate = excluded.gate,
				listed_in = excluded.listed_in, every_ms = excluded.every_ms, paused = excluded.paused`,
			f.URL, f.Name, f.Outlet, f.Gate, f.From, f.Every.Milliseconds(), milli(f.Added), f.Paused)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping feed %q: %w", f.URL, advise(err))
	}
	return nil
}

// RemoveFeed implements store.Watch.
func (s *Store) RemoveFeed(ctx context.Context, url string) (bool, error) {
	there := false
	err := within(ctx, s.writer, func(tx *sql.Tx) (err error) {
		if there, err = affected(tx.ExecContext(ctx, "DELETE FROM feed WHERE url = $1", url)); err != nil || !there {
			return err
		}
		told, err := affected(tx.ExecContext(ctx, "DELETE FROM issue WHERE place IN (SELECT url FROM page WHERE feed = $1 AND versions = 0)", url))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM page WHERE feed = $1 AND versions = 0", url); err != nil {
			return err
		}
		return forget(ctx, tx, told)
	})
	if err != nil {
		return false, fmt.Errorf("removing feed %q: %w", url, advise(err))
	}
	return there, nil
}

// Hurry implements store.Watch.
func (s *Store) Hurry(ctx context.Context, url string, due time.Time) error {
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE feed SET due_ms = $2 WHERE url = $1", url, milli(due))
		return err
	})
	if err != nil {
		return fmt.Errorf("making feed %q due: %w", url, advise(err))
	}
	return nil
}

const feedColumns = "url, name, outlet, gate, listed_in, every_ms, added_ms, paused, kind, title, etag, modified, due_ms, ok_ms, error_ms, error, failures"

// Feeds implements store.Watch.
func (s *Store) Feeds(ctx context.Context) ([]store.Feed, error) {
	all, err := collect(ctx, s.reader, func(rows *sql.Rows) (f store.Feed, err error) {
		var every, added, due, ok, failed int64
		err = rows.Scan(&f.URL, &f.Name, &f.Outlet, &f.Gate, &f.From, &every, &added, &f.Paused,
			&f.State.Kind, &f.State.Title, &f.State.ETag, &f.State.Modified, &due, &ok, &failed, &f.State.Error, &f.State.Failures)
		f.Every, f.Added = time.Duration(every)*time.Millisecond, instant(added)
		f.State.Due, f.State.LastOK, f.State.LastError = instant(due), instant(ok), instant(failed)
		return f, err
	}, "SELECT "+feedColumns+" FROM feed ORDER BY url")
	if err != nil {
		return nil, fmt.Errorf("reading the feeds: %w", advise(err))
	}
	return all, nil
}

// Polled implements store.Watch.
func (s *Store) Polled(ctx context.Context, p store.Poll) (int, error) {
	queued := 0
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		there, err := affected(tx.ExecContext(ctx, `UPDATE feed SET etag = $2, modified = $3, due_ms = $4, ok_ms = $5, error_ms = $6, error = $7, failures = $8, kind = $9, title = $10
			WHERE url = $1`, p.Feed, p.State.ETag, p.State.Modified, milli(p.State.Due), milli(p.State.LastOK), milli(p.State.LastError), p.State.Error, p.State.Failures, p.State.Kind, p.State.Title))
		if err != nil || !there {
			return err
		}
		found := 0
		for _, e := range p.Entries {
			fresh, again, err := queue(ctx, tx, p, e)
			if err != nil {
				return fmt.Errorf("queueing %q: %w", e.URL, err)
			}
			if fresh {
				found++
			}
			if fresh || again {
				queued++
			}
		}
		d := store.Day{Feed: p.Feed, Date: store.DayOf(p.When), Polls: 1, Found: found}
		if p.State.Error != "" {
			d.Errors = 1
		}
		return count(ctx, tx, d)
	})
	if err != nil {
		return 0, fmt.Errorf("keeping what feed %q lists: %w", p.Feed, advise(err))
	}
	return queued, nil
}

// queue puts one listed page in the queue, where it is new or has changed, or gives
// it to the feed that comes first.
func queue(ctx context.Context, tx *sql.Tx, p store.Poll, e store.Entry) (fresh, again bool, err error) {
	fresh, err = affected(tx.ExecContext(ctx, `INSERT INTO page (url, feed, address, title, author, published, summary, whole, mark, seen_ms, state, due_ms, day)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $10, $11) ON CONFLICT (url) DO NOTHING`,
		e.URL, p.Feed, e.Address, e.Title, e.Author, e.Published, e.Summary, e.Whole, e.Mark, milli(p.When), store.DayOf(p.When)))
	if err != nil || fresh {
		return fresh, false, err
	}
	old, err := scanPage(tx.QueryRowContext(ctx, "SELECT "+pageColumns+" FROM page WHERE url = $1", e.URL))
	if err != nil {
		return false, false, err
	}
	again, adopt := old.Takes(p.Feed, e)
	if adopt {
		_, err = tx.ExecContext(ctx, "UPDATE page SET feed = $2, address = $3, title = $4, author = $5, published = $6, summary = $7, whole = $8, mark = $9 WHERE url = $1",
			e.URL, p.Feed, e.Address, e.Title, e.Author, e.Published, e.Summary, e.Whole, e.Mark)
	}
	if err == nil && again {
		_, err = tx.ExecContext(ctx, "UPDATE page SET state = 'waiting', due_ms = $2, tries = 0, day = $3 WHERE url = $1", e.URL, milli(p.When), store.DayOf(p.When))
	}
	return false, again, err
}

// count adds to the counts of a day, where the feed is still there.
func count(ctx context.Context, tx *sql.Tx, d store.Day) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO feed_day (feed, day, polls, errors, found, taken, left_out, given_up, dated, signed)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 WHERE EXISTS (SELECT 1 FROM feed WHERE url = $1)
		ON CONFLICT (feed, day) DO UPDATE SET polls = polls + excluded.polls, errors = errors + excluded.errors, found = found + excluded.found,
			taken = taken + excluded.taken, left_out = left_out + excluded.left_out, given_up = given_up + excluded.given_up,
			dated = dated + excluded.dated, signed = signed + excluded.signed`,
		d.Feed, d.Date, d.Polls, d.Errors, d.Found, d.Taken, d.LeftOut, d.GivenUp, d.Dated, d.Signed)
	return err
}

// Days implements store.Watch.
func (s *Store) Days(ctx context.Context, since string) ([]store.Day, error) {
	all, err := collect(ctx, s.reader, func(rows *sql.Rows) (d store.Day, err error) {
		err = rows.Scan(&d.Feed, &d.Date, &d.Polls, &d.Errors, &d.Found, &d.Taken, &d.LeftOut, &d.GivenUp, &d.Dated, &d.Signed)
		return d, err
	}, `SELECT feed, day, polls, errors, found, taken, left_out, given_up, dated, signed FROM feed_day WHERE day >= $1 ORDER BY feed, day`, since)
	if err != nil {
		return nil, fmt.Errorf("reading the counts of the feeds: %w", advise(err))
	}
	return all, nil
}

// Capture implements store.Watch.
func (s *Store) Capture(ctx context.Context, id string) (trucewatch.Capture, error) {
	var c trucewatch.Capture
	err := s.reader.QueryRowContext(ctx, "SELECT id, name, path, media_type, bytes, meta FROM capture WHERE id = $1", id).
		Scan(&c.ID, &c.Name, &c.Path, &c.MediaType, &c.Bytes, &c.Meta)
	if errors.Is(err, sql.ErrNoRows) {
		return c, fmt.Errorf("reading document %q: %w", id, store.ErrNone)
	}
	if err != nil {
		return c, fmt.Errorf("reading document %q: %w", id, advise(err))
	}
	if c.Bytes == nil {
		c.Bytes = []byte{}
	}
	return c, nil
}
