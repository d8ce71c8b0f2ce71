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

const pageColumns = `page.url, feed, address, title, author, published, summary, whole, mark, seen_ms, state, page.due_ms, tries, looks, why, forced, page.etag, page.modified, versions, latest, day`

// scanPage reads pageColumns from one row.
func scanPage(row interface{ Scan(into ...any) error }) (p store.Page, err error) {
	var seen, due int64
	err = row.Scan(&p.URL, &p.Feed, &p.Address, &p.Title, &p.Author, &p.Published, &p.Summary, &p.Whole, &p.Mark, &seen, &p.State, &due,
		&p.Tries, &p.Looks, &p.Why, &p.Forced, &p.ETag, &p.Modified, &p.Versions, &p.Latest, &p.Day)
	p.FirstSeen, p.Due = instant(seen), instant(due)
	return p, err
}

func (s *Store) pages(ctx context.Context, query string, args ...any) ([]store.Page, error) {
	all, err := collect(ctx, s.reader, func(rows *sql.Rows) (store.Page, error) { return scanPage(rows) }, "SELECT "+pageColumns+" FROM page "+query, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the queue of pages: %w", advise(err))
	}
	return all, nil
}

// DuePages implements store.Watch.
func (s *Store) DuePages(ctx context.Context, by time.Time, limit int) ([]store.Page, error) {
	return s.pages(ctx, `WHERE page.due_ms > 0 AND page.due_ms <= $1 AND NOT EXISTS (SELECT 1 FROM feed WHERE feed.url = page.feed AND paused = 1)
		ORDER BY page.due_ms, page.url LIMIT $2`, milli(by), limit)
}

// NextDue implements store.Watch.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	var ms sql.NullInt64
	err := s.reader.QueryRowContext(ctx, `SELECT MIN(page.due_ms) FROM page WHERE page.due_ms > 0
		AND NOT EXISTS (SELECT 1 FROM feed WHERE feed.url = page.feed AND paused = 1)`).Scan(&ms)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading the queue of pages: %w", advise(err))
	}
	return instant(ms.Int64), nil
}

// Pages implements store.Watch.
func (s *Store) Pages(ctx context.Context, state store.PageState) ([]store.Page, error) {
	return s.pages(ctx, "WHERE state = $1 ORDER BY page.url", string(state))
}

// Requeue implements store.Watch.
func (s *Store) Requeue(ctx context.Context, url string, now time.Time) (bool, error) {
	there := false
	err := within(ctx, s.writer, func(tx *sql.Tx) (err error) {
		there, err = affected(tx.ExecContext(ctx, "UPDATE page SET state = 'waiting', due_ms = $2, tries = 0, forced = 1, etag = '', modified = '' WHERE url = $1", url, milli(now)))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("queueing page %q: %w", url, advise(err))
	}
	return there, nil
}

// Counts implements store.Watch.
func (s *Store) Counts(ctx context.Context) ([]store.Count, error) {
	all, err := collect(ctx, s.reader, func(rows *sql.Rows) (c store.Count, err error) {
		err = rows.Scan(&c.Feed, &c.State, &c.Pages)
		return c, err
	}, "SELECT feed, state, count(*) FROM page GROUP BY feed, state ORDER BY feed, state")
	if err != nil {
		return nil, fmt.Errorf("counting the pages: %w", advise(err))
	}
	return all, nil
}

// Settle implements store.Watch.
func (s *Store) Settle(ctx context.Context, visits []store.Visit) (int, error) {
	for _, v := range visits {
		if err := store.CheckVisit(v); err != nil {
			return 0, err
		}
	}
	added := 0
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		changed := false
		for _, v := range visits {
			fresh, told, err := settle(ctx, tx, v)
			if err != nil {
				return fmt.Errorf("keeping page %q: %w", v.URL, err)
			}
			if fresh {
				added++
			}
			changed = changed || fresh || told
		}
		return forget(ctx, tx, changed)
	})
	if err != nil {
		return 0, advise(err)
	}
	return added, nil
}

// settle keeps one visit and reports whether it brought a version, and whether what
// is told of the page changed.
func settle(ctx context.Context, tx *sql.Tx, v store.Visit) (fresh, told bool, err error) {
	var feed, latest string
	err = tx.QueryRowContext(ctx, `UPDATE page SET state = $2, due_ms = $3, tries = $4, looks = $5, why = $6, etag = $7, modified = $8, day = $9
		WHERE url = $1 AND versions = $10 RETURNING feed, latest`,
		v.URL, string(v.State), milli(v.Due), v.Tries, v.Looks, v.Why, v.ETag, v.Modified, store.DayOf(v.When), v.Versions).Scan(&feed, &latest)
	if errors.Is(err, sql.ErrNoRows) {
		return false, false, nil // removed, or another version came meanwhile
	}
	if err != nil {
		return false, false, err
	}
	d := store.Day{Feed: feed, Date: store.DayOf(v.When)}
	if v.Capture != nil && v.Capture.ID != latest {
		if err := keepVersion(ctx, tx, v); err != nil {
			return false, false, err
		}
		fresh, d.Taken = true, 1
		d.Dated, d.Signed = one(v.Dated), one(v.Signed)
	}
	d.LeftOut, d.GivenUp = one(v.State == store.LeftOut), one(v.State == store.GivenUp)
	if v.Issue != nil {
		if told, err = replace(ctx, tx, []trucewatch.Issue{*v.Issue}); err != nil {
			return false, false, err
		}
	}
	return fresh, told, count(ctx, tx, d)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// keepVersion stores a capture as the next version of its page.
func keepVersion(ctx context.Context, tx *sql.Tx, v store.Visit) error {
	if _, _, err := put(ctx, tx, *v.Capture); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO version (url, n, capture, retrieved_ms) VALUES ($1, $2, $3, $4)",
		v.URL, v.Versions+1, v.Capture.ID, milli(v.When)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "UPDATE page SET versions = $2, latest = $3, summary = '' WHERE url = $1", v.URL, v.Versions+1, v.Capture.ID)
	return err
}

// Changed implements store.Watch.
func (s *Store) Changed(ctx context.Context) ([]store.Versions, error) {
	type row struct{ url, capture string }
	rows, err := collect(ctx, s.reader, func(rows *sql.Rows) (r row, err error) {
		err = rows.Scan(&r.url, &r.capture)
		return r, err
	}, "SELECT url, capture FROM version WHERE url IN (SELECT url FROM version WHERE n = 2) ORDER BY url, n")
	if err != nil {
		return nil, fmt.Errorf("reading the versions of pages: %w", advise(err))
	}
	var all []store.Versions
	for _, r := range rows {
		if len(all) == 0 || all[len(all)-1].URL != r.url {
			all = append(all, store.Versions{URL: r.url})
		}
		last := &all[len(all)-1]
		last.Captures = append(last.Captures, r.capture)
	}
	return all, nil
}
