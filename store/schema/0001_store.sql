-- The store of one therapist on one device. Every column called sealed is AES-256-GCM over padded bytes, bound to the store,
-- the table, the row, the scope key and the sequence beside it; every id is an HMAC. What a thief can see: how many rows
-- there are, their rounded sizes, which of them share a scope or a record, sequence numbers, and the states of the journal.

-- The device key, wrapped once for each way to open the store: 'passphrase' and 'recovery'.
CREATE TABLE vault (
  name       TEXT    NOT NULL PRIMARY KEY,
  store      BLOB    NOT NULL,  -- the store's random id
  passes     INTEGER NOT NULL,  -- Argon2id costs; 0 where the secret is random already
  memory_kib INTEGER NOT NULL,
  lanes      INTEGER NOT NULL,
  salt       BLOB    NOT NULL,
  sealed     BLOB    NOT NULL
) STRICT;

-- One random key for each child, setting and the team. Deleting the row makes everything sealed under it unreadable.
CREATE TABLE scope_key (
  id     BLOB NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;

-- A record as the service has confirmed it.
CREATE TABLE server_row (
  id     BLOB    NOT NULL PRIMARY KEY,
  scope  BLOB    NOT NULL REFERENCES scope_key (id),
  seq    INTEGER NOT NULL,
  sealed BLOB    NOT NULL
) STRICT;
CREATE INDEX server_row_scope ON server_row (scope);

-- The confirmed changes that the server rows were made from, as frozen by their authors.
CREATE TABLE history (
  h      INTEGER PRIMARY KEY,
  rec    BLOB    NOT NULL,
  gen    INTEGER NOT NULL,      -- generation: counts the service's epochs
  seq    INTEGER NOT NULL,
  scope  BLOB    NOT NULL REFERENCES scope_key (id),
  sealed BLOB    NOT NULL,
  UNIQUE (rec, gen, seq)
) STRICT;

-- The journal of this device. The frozen bytes are never rewritten; only state and ack change.
CREATE TABLE outbox (
  n      INTEGER PRIMARY KEY,   -- the order of the journal
  rec    BLOB    NOT NULL,
  scope  BLOB    NOT NULL REFERENCES scope_key (id),
  dseq   INTEGER NOT NULL,      -- 1, 2, 3 … within an incarnation
  state  TEXT    NOT NULL CHECK (state IN ('pending', 'held', 'quar', 'acked')),
  sealed BLOB    NOT NULL,
  ack    BLOB                   -- sealed: what the service said, and when
) STRICT;
-- No index: a save writes one page less, and an unlock reads the rows in their order anyway.

-- A field being typed: what it was at the first keystroke, and what it is now.
CREATE TABLE draft (
  id     BLOB    NOT NULL PRIMARY KEY,
  scope  BLOB    NOT NULL REFERENCES scope_key (id),
  seq    INTEGER NOT NULL,      -- counts the times it was written
  sealed BLOB    NOT NULL
) STRICT;

-- Small things of the device: the counters and digests of every table, the enrolment, notes of the screens.
CREATE TABLE meta (
  id     BLOB    NOT NULL PRIMARY KEY,
  seq    INTEGER NOT NULL,
  sealed BLOB    NOT NULL
) STRICT;
