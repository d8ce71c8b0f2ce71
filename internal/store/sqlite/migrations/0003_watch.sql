-- The feeds that are watched, with how they stand. Times are milliseconds since 1970,
-- UTC; 0 is none.
CREATE TABLE feed (
    url           TEXT NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL,
    outlet        TEXT NOT NULL,
    gate          TEXT NOT NULL,
    listed_in     TEXT NOT NULL,
    every_ms      INTEGER NOT NULL,
    added_ms      INTEGER NOT NULL,
    paused        INTEGER NOT NULL CHECK (paused IN (0, 1)),
    kind          TEXT NOT NULL DEFAULT '',
    title         TEXT NOT NULL DEFAULT '',
    etag          TEXT NOT NULL DEFAULT '',
    modified      TEXT NOT NULL DEFAULT '',
    due_ms        INTEGER NOT NULL,
    ok_ms         INTEGER NOT NULL DEFAULT 0,
    error_ms      INTEGER NOT NULL DEFAULT 0,
    error         TEXT NOT NULL DEFAULT '',
    failures      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What a feed gave on a day.
CREATE TABLE feed_day (
    feed     TEXT NOT NULL REFERENCES feed (url) ON DELETE CASCADE,
    day      TEXT NOT NULL,
    polls    INTEGER NOT NULL DEFAULT 0,
    errors   INTEGER NOT NULL DEFAULT 0,
    found    INTEGER NOT NULL DEFAULT 0,
    taken    INTEGER NOT NULL DEFAULT 0,
    left_out INTEGER NOT NULL DEFAULT 0,
    given_up INTEGER NOT NULL DEFAULT 0,
    dated    INTEGER NOT NULL DEFAULT 0,
    signed   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed, day)
) STRICT, WITHOUT ROWID;

-- The pages that feeds list: the queue, and how each page stands. due_ms is when it
-- is to be fetched or looked at again, 0 for never.
CREATE TABLE page (
    url       TEXT NOT NULL PRIMARY KEY,
    feed      TEXT NOT NULL,
    address   TEXT NOT NULL,
    title     TEXT NOT NULL,
    author    TEXT NOT NULL,
    published TEXT NOT NULL,
    summary   TEXT NOT NULL,
    whole     INTEGER NOT NULL CHECK (whole IN (0, 1)),
    mark      TEXT NOT NULL,
    seen_ms   INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'left out', 'given up')),
    due_ms    INTEGER NOT NULL,
    tries     INTEGER NOT NULL DEFAULT 0,
    looks     INTEGER NOT NULL DEFAULT 0,
    why       TEXT NOT NULL DEFAULT '',
    forced    INTEGER NOT NULL DEFAULT 0 CHECK (forced IN (0, 1)),
    etag      TEXT NOT NULL DEFAULT '',
    modified  TEXT NOT NULL DEFAULT '',
    versions  INTEGER NOT NULL DEFAULT 0,
    latest    TEXT NOT NULL DEFAULT '',
    day       TEXT NOT NULL
) STRICT;

CREATE INDEX page_due ON page (due_ms, url) WHERE due_ms > 0;
CREATE INDEX page_state ON page (state, url);
CREATE INDEX page_feed ON page (feed);

-- The versions of a page, in the order in which they were retrieved.
CREATE TABLE version (
    url          TEXT NOT NULL,
    n            INTEGER NOT NULL,
    capture      TEXT NOT NULL REFERENCES capture (id),
    retrieved_ms INTEGER NOT NULL,
    PRIMARY KEY (url, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER version_stays BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'versions are never deleted'); END;

CREATE TRIGGER version_is_unaltered BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'versions are never altered'); END;
