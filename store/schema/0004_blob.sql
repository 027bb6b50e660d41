-- The bytes of attachments: photos, drawings, scanned pages. What they are of stands in their records; here is only what a scope
-- holds, in pieces of 256 KiB, so that a picture of any size is written, sent and fetched without holding up a save.

-- One file of one scope, by an HMAC of the scope and of the SHA-256 of what it holds: the same photo twice in a child is one row,
-- in two children it is two that share nothing.
CREATE TABLE blob (
  id     BLOB    NOT NULL PRIMARY KEY,
  scope  BLOB    NOT NULL REFERENCES scope_key (id),
  seq    INTEGER NOT NULL,      -- counts the times the row was written
  state  TEXT    NOT NULL CHECK (state IN ('pending', 'have', 'missing')),
  sealed BLOB    NOT NULL       -- SHA-256, size, media type
) STRICT;
-- what the service has not confirmed is looked for after every sync, and is rarely more than a day's
CREATE INDEX blob_pending ON blob (state) WHERE state = 'pending';
CREATE INDEX blob_scope ON blob (scope);

-- Its pieces. A piece is written once and never changed.
CREATE TABLE blob_chunk (
  blob   BLOB    NOT NULL REFERENCES blob (id),
  i      INTEGER NOT NULL,
  sealed BLOB    NOT NULL,
  PRIMARY KEY (blob, i)
) STRICT;
