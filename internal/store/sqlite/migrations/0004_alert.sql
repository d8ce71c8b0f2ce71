-- The alerts: saved filters, with the ways in which their finds are told.
CREATE TABLE alert (
    name TEXT NOT NULL PRIMARY KEY,
    rule BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What was last told of each happening.
CREATE TABLE alert_told (
    alert     TEXT NOT NULL REFERENCES alert (name) ON DELETE CASCADE,
    happening TEXT NOT NULL,
    n         INTEGER NOT NULL,
    state     BLOB NOT NULL,
    PRIMARY KEY (alert, happening)
) STRICT, WITHOUT ROWID;

-- What was told, in order. waiting are the ways that have not taken it over yet, with
-- spaces between. told_ms is milliseconds since 1970, UTC.
CREATE TABLE alert_notice (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    alert     TEXT NOT NULL REFERENCES alert (name) ON DELETE CASCADE,
    key       TEXT NOT NULL UNIQUE,
    happening TEXT NOT NULL,
    told_ms   INTEGER NOT NULL,
    body      BLOB NOT NULL,
    waiting   TEXT NOT NULL
) STRICT;

CREATE INDEX alert_notice_alert ON alert_notice (alert, seq);
