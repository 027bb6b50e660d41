-- The view in memory. It is made anew at every unlock and never reaches the disk. Most indexes are made after the first load.
CREATE TABLE rec (
  n         INTEGER PRIMARY KEY,  -- also the row in the index of words
  id        TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  scope     TEXT    NOT NULL,
  seq       INTEGER NOT NULL,
  base      INTEGER NOT NULL,     -- newest confirmed change of others
  unsent    INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,     -- fields in an open conflict
  body      BLOB    NOT NULL      -- the record as shown; see packed.go
) STRICT;

-- Few records are in these two: to keep them takes less than to read every record once more for each.
CREATE INDEX rec_unsent ON rec (scope, unsent) WHERE unsent > 0;
CREATE INDEX rec_conflicts ON rec (scope, conflicts) WHERE conflicts > 0;

CREATE TABLE child (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, known TEXT NOT NULL, born TEXT NOT NULL, nhs TEXT NOT NULL,
  setting TEXT NOT NULL, year TEXT NOT NULL, class TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  id TEXT NOT NULL PRIMARY KEY, scope TEXT NOT NULL, day TEXT NOT NULL, from_time TEXT NOT NULL, to_time TEXT NOT NULL,
  type TEXT NOT NULL, status TEXT NOT NULL, purpose TEXT NOT NULL, place TEXT NOT NULL, setting TEXT NOT NULL,
  clinician TEXT NOT NULL, seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which record strikes out which, and where the entry went: '' where it was not moved.
CREATE TABLE strike (id TEXT NOT NULL PRIMARY KEY, struck TEXT NOT NULL, moved TEXT NOT NULL) STRICT, WITHOUT ROWID;
