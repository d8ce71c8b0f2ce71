-- The documents as they arrived. id is the SHA-256 of name, bytes and meta.
CREATE TABLE capture (
    id         TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    path       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes      BLOB NOT NULL,
    meta       BLOB
) STRICT;

CREATE TRIGGER capture_stays BEFORE DELETE ON capture
BEGIN SELECT RAISE(ABORT, 'captures are never deleted'); END;

CREATE TRIGGER capture_is_unaltered BEFORE UPDATE OF id, name, bytes, meta ON capture
BEGIN SELECT RAISE(ABORT, 'captures are never altered'); END;

-- What could not be read, by path.
CREATE TABLE issue (
    place  TEXT NOT NULL,
    what   TEXT NOT NULL,
    why    TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (place, what, why, report)
) STRICT, WITHOUT ROWID;

-- The acts of review, in order. decided_ms is milliseconds since 1970, UTC.
CREATE TABLE decision (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    who         TEXT NOT NULL,
    decided_ms  INTEGER NOT NULL,
    why         TEXT NOT NULL,
    kind        TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    words       TEXT NOT NULL,
    payload     BLOB
) STRICT;

CREATE TRIGGER decision_stays BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

CREATE TRIGGER decision_is_unaltered BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never altered'); END;

-- Derived: the record last computed. At most one row; may be dropped at any time.
CREATE TABLE ledger (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    digest TEXT NOT NULL,
    record BLOB NOT NULL
) STRICT;
