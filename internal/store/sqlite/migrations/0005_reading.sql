-- Derived: what each document was read as, and by what (mark). May be dropped at any time.
CREATE TABLE reading (
    capture TEXT NOT NULL PRIMARY KEY REFERENCES capture (id),
    mark    TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
