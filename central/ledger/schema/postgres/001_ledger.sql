-- The ledger of the central service on PostgreSQL: who works for which service, every change anybody sent, and what the changes
-- add up to. The SQLite schema beside this one holds the same tables. Bodies are bytes, never parsed by the database.
-- Every table of a tenant begins its key with the tenant: it is the unit of sharding, of backup and of the epoch.

-- What the service as a whole must remember: the secret that tokens are sealed with.
CREATE TABLE service (
  name  TEXT PRIMARY KEY,
  value BYTEA NOT NULL
);

-- One NHS service. seq is the number of its newest change, bumped in the last statement of each push; epoch is a random
-- name of its history, renewed by every restore.
CREATE TABLE tenant (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  pack    TEXT NOT NULL,
  epoch   TEXT NOT NULL,
  seq     BIGINT NOT NULL DEFAULT 0,
  made_at TEXT NOT NULL
) WITH (fillfactor = 50); -- the counter is rewritten by every push: leave it room on its own page

CREATE TABLE therapist (
  tenant  TEXT NOT NULL,
  id      TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  email   TEXT NOT NULL,
  state   TEXT NOT NULL DEFAULT 'active',
  made_at TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- A one-use code to enrol a device. Only its keyed hash is kept; used_by is the device that used it.
CREATE TABLE enrol_code (
  hash       TEXT PRIMARY KEY,
  tenant     TEXT NOT NULL,
  therapist  TEXT NOT NULL,
  expires_ms BIGINT NOT NULL,
  used_by    TEXT NOT NULL DEFAULT ''
);

-- A tablet. state: active, suspended, revoked. inc, unsent, quar and app are what it last said of itself.
CREATE TABLE device (
  tenant      TEXT NOT NULL,
  id          TEXT NOT NULL UNIQUE,
  therapist   TEXT NOT NULL,
  pubkey      BYTEA NOT NULL,
  inc         TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'active',
  enrolled_at TEXT NOT NULL,
  seen_ms     BIGINT NOT NULL DEFAULT 0,
  unsent      BIGINT NOT NULL DEFAULT 0,
  quar        BIGINT NOT NULL DEFAULT 0,
  app         TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, id)
);

-- Every child, setting and the team that a change ever belonged to, with the newest link of the chain of its signed entries.
CREATE TABLE scope (
  tenant    TEXT NOT NULL,
  scope     TEXT NOT NULL,
  first_seq BIGINT NOT NULL,
  chain     BYTEA NOT NULL,
  chain_n   BIGINT NOT NULL,
  PRIMARY KEY (tenant, scope)
);

-- Who may see a scope, from one sequence to another; to_seq 0 is an open end.
CREATE TABLE grants (
  tenant    TEXT NOT NULL,
  scope     TEXT NOT NULL,
  therapist TEXT NOT NULL,
  from_seq  BIGINT NOT NULL,
  to_seq    BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, scope, therapist, from_seq)
);
-- the feed asks for a therapist's scopes in every sync
CREATE INDEX grants_therapist ON grants (tenant, therapist, to_seq);

-- The journal: one row for each accepted change, in the order that counts. body is the frozen bytes as sent and h their
-- SHA-256; device and inc are what the merge decided by. chain is the link of a signature, empty for other changes.
CREATE TABLE change (
  tenant TEXT NOT NULL,
  seq    BIGINT NOT NULL,
  cid    TEXT NOT NULL,
  device TEXT NOT NULL,
  inc    TEXT NOT NULL,
  dseq   BIGINT NOT NULL,
  rec    TEXT NOT NULL,
  kind   TEXT NOT NULL,
  scope  TEXT NOT NULL,
  base   BIGINT NOT NULL,
  op     TEXT NOT NULL,
  result TEXT NOT NULL,
  h      TEXT NOT NULL,
  body   BYTEA NOT NULL,
  chain  BYTEA NOT NULL,
  t_dev  TEXT NOT NULL,
  t_srv  TEXT NOT NULL,
  PRIMARY KEY (tenant, seq)
);
-- a change that comes twice is found by its cid, and cannot stand twice
CREATE UNIQUE INDEX change_cid ON change (tenant, cid);
-- one incarnation of a device counts without repeating itself; a clone does not
CREATE UNIQUE INDEX change_dseq ON change (tenant, device, inc, dseq);
-- a newly granted scope is read from its beginning
CREATE INDEX change_scope ON change (tenant, scope, seq);
-- a record's own history
CREATE INDEX change_rec ON change (tenant, rec, seq);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never altered or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER change_kept BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER change_stays BEFORE TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse();

-- What a record's changes add up to. body holds the fields and who set each, beside the values kept beside them. A
-- sequence in them above 2^62 is counted from body_seq0 or beside_seq0, because it was written before the number was known.
CREATE TABLE rec_head (
  tenant      TEXT NOT NULL,
  rec         TEXT NOT NULL,
  kind        TEXT NOT NULL,
  scope       TEXT NOT NULL,
  seq         BIGINT NOT NULL,
  signed_cid  TEXT NOT NULL,
  body        BYTEA NOT NULL,
  body_seq0   BIGINT NOT NULL,
  beside      BYTEA NOT NULL,
  beside_seq0 BIGINT NOT NULL,
  PRIMARY KEY (tenant, rec)
);
-- exports and reports read by scope
CREATE INDEX rec_head_scope ON rec_head (tenant, scope);

CREATE TRIGGER rec_head_signed BEFORE UPDATE ON rec_head FOR EACH ROW
WHEN (OLD.signed_cid <> '' AND (NEW.signed_cid <> OLD.signed_cid OR NEW.body <> OLD.body OR NEW.body_seq0 <> OLD.body_seq0))
EXECUTE FUNCTION refuse();
CREATE TRIGGER rec_head_stays BEFORE DELETE ON rec_head FOR EACH ROW
WHEN (OLD.signed_cid <> '') EXECUTE FUNCTION refuse();

-- A field with more than one value, from the push that opened it to the one that settled it; resolved_seq 0 is open.
CREATE TABLE conflict (
  tenant       TEXT NOT NULL,
  rec          TEXT NOT NULL,
  field        TEXT NOT NULL,
  opened_seq   BIGINT NOT NULL,
  resolved_seq BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, rec, field, opened_seq)
);
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
  raw       BYTEA NOT NULL,
  at        TEXT NOT NULL,
  state     TEXT NOT NULL DEFAULT 'open',
  PRIMARY KEY (tenant, id)
);
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
);

CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER audit_stays BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse();
