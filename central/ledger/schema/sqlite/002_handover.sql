-- Hand-over. A grant that ended keeps until when, by the service's clock, its therapist's late work is still taken, and who
-- has the child now. Rows of before have no such time: what comes behind them goes to quarantine, as it always did.
ALTER TABLE grants ADD COLUMN ended_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE grants ADD COLUMN grace_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE grants ADD COLUMN heir TEXT NOT NULL DEFAULT '';

-- Changes that were taken after their author's grant had ended. The new owner is shown them apart.
CREATE TABLE late (
  tenant    TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  scope     TEXT NOT NULL,
  rec       TEXT NOT NULL,
  cid       TEXT NOT NULL,
  therapist TEXT NOT NULL,
  device    TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;
-- asked for by the scope
CREATE INDEX late_scope ON late (tenant, scope);

-- What a device, in one of its lives, said that it let go of: nothing of that scope is on it since the removal with that number.
CREATE TABLE purged (
  tenant TEXT NOT NULL,
  device TEXT NOT NULL,
  inc    TEXT NOT NULL,
  scope  TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  at     TEXT NOT NULL,
  PRIMARY KEY (tenant, device, inc, scope)
) STRICT, WITHOUT ROWID;
