package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/trucewatch/trucewatch/internal/store"
)

// applicationID marks a file as ours: "TRWC" in ASCII.
const applicationID = 0x54525743

// migrations holds NNNN_name.sql, numbered from 0001 without a gap. A released file
// is never changed; the schema moves on by adding one.
//
//go:embed migrations/*.sql
var migrations embed.FS

func steps() ([]string, error) {
	return fs.Glob(migrations, "migrations/*.sql") // in order of name
}

// checkVersion returns store.ErrNewer when the database knows migrations we do not.
func checkVersion(version int) error {
	all, err := steps()
	if err != nil {
		return err
	}
	if version > len(all) {
		return fmt.Errorf("%w: its schema is %d, this program knows %d", store.ErrNewer, version, len(all))
	}
	return nil
}

// migrate runs the steps that the database has not had, in one transaction, so that
// two programs that start together do not both run them.
func migrate(ctx context.Context, db *sql.DB) error {
	all, err := steps()
	if err != nil {
		return err
	}
	return within(ctx, db, func(tx *sql.Tx) error {
		var version int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
			return err
		}
		if err := checkVersion(version); err != nil {
			return err
		}
		for i := version; i < len(all); i++ {
			script, err := migrations.ReadFile(all[i])
			if err != nil {
				return err
			}
			// A pragma takes no bound values; both numbers are our own.
			mark := fmt.Sprintf("\nPRAGMA user_version = %d; PRAGMA application_id = %d;", i+1, applicationID)
			if _, err := tx.ExecContext(ctx, string(script)+mark); err != nil {
				return fmt.Errorf("applying %s: %w", all[i], err)
			}
		}
		return nil
	})
}
