-- What a service may do to a tablet that went astray, and how a passphrase that went astray is got round.

-- Leads order wipes, two at a time, and hold the halves of the recovery key.
ALTER TABLE therapist ADD COLUMN role TEXT NOT NULL DEFAULT 'therapist';

-- How many seconds a tablet may be opened without a sync; 21 days. recovery is the public half of the recovery key, and
-- recovery_id its short name; both are empty until there is one.
ALTER TABLE tenant ADD COLUMN lease_s BIGINT NOT NULL DEFAULT 1814400;
ALTER TABLE tenant ADD COLUMN recovery BYTEA NOT NULL DEFAULT '';
ALTER TABLE tenant ADD COLUMN recovery_id TEXT NOT NULL DEFAULT '';

-- state may also be wipe. token is the short name of the one token that counts; wipe_nonce the order that stands, wiped_at
-- when the tablet said that it had obeyed.
ALTER TABLE device ADD COLUMN token TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN wipe_nonce TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN wiped_at TEXT NOT NULL DEFAULT '';

-- Every order to wipe, with the two who gave it. Counted, so that nobody empties a whole service in an afternoon.
CREATE TABLE wipe_order (
  tenant TEXT NOT NULL,
  id     TEXT NOT NULL,
  device TEXT NOT NULL,
  lead   TEXT NOT NULL,
  second TEXT NOT NULL,
  at_ms  BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- A tablet's store key, sealed on the tablet to the recovery key named by key. The service cannot open it.
CREATE TABLE escrow (
  tenant TEXT NOT NULL,
  device TEXT NOT NULL,
  key    TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  at     TEXT NOT NULL,
  PRIMARY KEY (tenant, device)
);
