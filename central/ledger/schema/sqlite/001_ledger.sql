-- The ledger of the central service on SQLite: who works for which service, every change anybody sent, and what the changes
-- add up to. The PostgreSQL schema beside this one holds the same tables. Bodies are bytes, never parsed by the database.
-- Every table of a tenant begins its key with the tenant: it is the unit of sharding, of backup and of the epoch.

-- What the service as a whole must remember: the secret that tokens are sealed with.
CREATE TABLE service (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One NHS service. seq is the number of its newest change, bumped in the last statement of each push; epoch is a random
-- name of its history, renewed by every restore.
CREATE TABLE tenant (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  pack    TEXT NOT NULL,
  epoch   TEXT NOT NULL,
  seq     INTEGER NOT NULL DEFAULT 0,
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE therapist (
  tenant  TEXT NOT NULL,
  id      TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  email   TEXT NOT NULL,
  state   TEXT NOT NULL DEFAULT 'active',
  made_at TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- A one-use code to enrol a device. Only its keyed hash is kept; used_by is the device that used it.
CREATE TABLE enrol_code (
  hash       TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL,
  therapist  TEXT NOT NULL,
  expires_ms INTEGER NOT NULL,
  used_by    TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- A tablet. state: active, suspended, revoked. inc, unsent, quar and app are what it last said of itself.
CREATE TABLE device (
  tenant      TEXT NOT NULL,
  id          TEXT NOT NULL UNIQUE,
  therapist   TEXT NOT NULL,
  pubkey      BLOB NOT NULL,
  inc         TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'active',
  enrolled_at TEXT NOT NULL,
  seen_ms     INTEGER NOT NULL DEFAULT 0,
  unsent      INTEGER NOT NULL DEFAULT 0,
  quar        INTEGER NOT NULL DEFAULT 0,
  app         TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- Every child, setting and the team that a change ever belonged to, with the newest link of the chain of its signed entries.
CREATE TABLE scope (
  tenant    TEXT NOT NULL,
  scope     TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  chain     BLOB NOT NULL,
  chain_n   INTEGER NOT NULL,
  PRIMARY KEY (tenant, scope)
) STRICT, WITHOUT ROWID;

-- Who may see a scope, from one sequence to another; to_seq 0 is an open end.
CREATE TABLE grants (
  tenant    TEXT NOT NULL,
  scope     TEXT NOT NULL,
  therapist TEXT NOT NULL,
  from_seq  INTEGER NOT NULL,
  to_seq    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, scope, therapist, from_seq)
) STRICT, WITHOUT ROWID;
-- the feed asks for a therapist's scopes in every sync
CREATE INDEX grants_therapist ON grants (tenant, therapist, to_seq);

-- The journal: one row for each accepted change, in the order that counts. body is the frozen bytes as sent and h their
-- SHA-256; device and inc are what the merge decided by. chain is the link of a signature, empty for other changes.
CREATE TABLE change (
  tenant TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  cid    TEXT NOT NULL,
  device TEXT NOT NULL,
  inc    TEXT NOT NULL,
  dseq   INTEGER NOT NULL,
  rec    TEXT NOT NULL,
  kind   TEXT NOT NULL,
  scope  TEXT NOT NULL,
  base   INTEGER NOT NULL,
  op     TEXT NOT NULL,
  result TEXT NOT NULL,
  h      TEXT NOT NULL,
  body   BLOB NOT NULL,
  chain  BLOB NOT NULL,
  t_dev  TEXT NOT NULL,
  t_srv  TEXT NOT NULL,
  PRIMARY KEY (tenant, seq)
) STRICT;
-- a change that comes twice is found by its cid, and cannot stand twice
CREATE UNIQUE INDEX change_cid ON change (tenant, cid);
-- one incarnation of a device counts without repeating itself; a clone does not
CREATE UNIQUE INDEX change_dseq ON change (tenant, device, inc, dseq);
-- a newly granted scope is read from its beginning
CREATE INDEX change_scope ON change (tenant, scope, seq);
-- a record's own history
CREATE INDEX change_rec ON change (tenant, rec, seq);

CREATE TRIGGER change_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'a change is never altered'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'a change is never deleted'); END;

-- What a record's changes add up to. body holds the fields and who set each, beside the values kept beside them. A
-- sequence in them above 2^62 is counted from body_seq0 or beside_seq0, because it was written before the number was known.
CREATE TABLE rec_head (
  tenant      TEXT NOT NULL,
  rec         TEXT NOT NULL,
  kind        TEXT NOT NULL,
  scope       TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  signed_cid  TEXT NOT NULL,
  body        BLOB NOT NULL,
  body_seq0   INTEGER NOT NULL,
  beside      BLOB NOT NULL,
  beside_seq0 INTEGER NOT NULL,
  PRIMARY KEY (tenant, rec)
) STRICT;
-- exports and reports read by scope
CREATE INDEX rec_head_scope ON rec_head (tenant, scope);

CREATE TRIGGER rec_head_signed BEFORE UPDATE ON rec_head
WHEN OLD.signed_cid <> '' AND (NEW.signed_cid <> OLD.signed_cid OR NEW.body <> OLD.body OR NEW.body_seq0 <> OLD.body_seq0)
BEGIN SELECT RAISE(ABORT, 'a signed record is never altered'); END;
CREATE TRIGGER rec_head_stays BEFORE DELETE ON rec_head
WHEN OLD.signed_cid <> '' BEGIN SELECT RAISE(ABORT, 'a signed record is never deleted'); END;

-- A field with more than one value, from the push that opened it to the one that settled it; resolved_seq 0 is open.
CREATE TABLE conflict (
  tenant       TEXT NOT NULL,
  rec          TEXT NOT NULL,
  field        TEXT NOT NULL,
  opened_seq   INTEGER NOT NULL,
  resolved_seq INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, rec, field, opened_seq)
) STRICT, WITHOUT ROWID;
-- the list of open ones
CREATE INDEX conflict_open ON conflict (tenant, resolved_seq);

-- Changes that no record could take, whole. state: open, or taken when a later try succeeded.
CREATE TABLE quarantine (
  tenant    TEXT NOT NULL,
  id        TEXT NOT NULL,
  device    TEXT NOT NULL,
  inc       TEXT NOT NULL,
  therapist TEXT NOT NULL,
  cid       TEXT NOT NULL,
  rec       TEXT NOT NULL,
  scope     TEXT NOT NULL,
  code      TEXT NOT NULL,
  text      TEXT NOT NULL,
  h         TEXT NOT NULL,
  raw       BLOB NOT NULL,
  at        TEXT NOT NULL,
  state     TEXT NOT NULL DEFAULT 'open',
  PRIMARY KEY (tenant, id)
) STRICT;
-- the same bytes are kept once, however often they are sent
CREATE UNIQUE INDEX quarantine_cid ON quarantine (tenant, cid, h);
-- a device's later changes of the same record wait behind an open row
CREATE INDEX quarantine_lane ON quarantine (tenant, device, rec, state);

-- Who did what to accounts, devices and grants. Append only.
CREATE TABLE audit (
  tenant TEXT NOT NULL,
  id     TEXT NOT NULL,
  at     TEXT NOT NULL,
  actor  TEXT NOT NULL,
  what   TEXT NOT NULL,
  about  TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is never altered'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is never altered'); END;
