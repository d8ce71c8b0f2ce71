-- How the user wants the project to be read, by name. The last choice holds.
CREATE TABLE choice (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
