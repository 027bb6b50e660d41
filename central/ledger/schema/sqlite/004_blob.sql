-- Attachments. What a file is stands in its record, as a change like any other; here is what was offered of its bytes, and by
-- default the bytes themselves, sealed with a key of their child that is wrapped by a key file outside of this database.

-- One file of one scope. chunks are the SHA-256 of its chunks, 32 bytes each; whole is 1 once they were held against sha together.
CREATE TABLE blob (
  tenant TEXT NOT NULL,
  scope  TEXT NOT NULL,
  sha    TEXT NOT NULL,
  size   INTEGER NOT NULL,
  media  TEXT NOT NULL,
  chunks BLOB NOT NULL,
  whole  INTEGER NOT NULL DEFAULT 0,
  device TEXT NOT NULL,
  at     TEXT NOT NULL,
  PRIMARY KEY (tenant, scope, sha)
) STRICT, WITHOUT ROWID;

-- The key of a scope's files, wrapped. Deleting the row makes every sealed copy of them unreadable.
CREATE TABLE blob_key (
  tenant TEXT NOT NULL,
  scope  TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (tenant, scope)
) STRICT, WITHOUT ROWID;

-- Sealed chunks, where the database keeps them. scope and blob are opaque names.
CREATE TABLE blob_chunk (
  tenant TEXT NOT NULL,
  scope  TEXT NOT NULL,
  blob   TEXT NOT NULL,
  i      INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (tenant, scope, blob, i)
) STRICT;
