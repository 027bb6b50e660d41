-- A child that somebody opened who does not have it, for a reason they gave: reason is one of a few, words are theirs. It can be looked at
-- until ends_ms. looked_by is the lead who has looked at it since, looked_ms when; both are empty before.
CREATE TABLE opening (
  tenant    TEXT NOT NULL,
  id        TEXT NOT NULL,
  therapist TEXT NOT NULL,
  child     TEXT NOT NULL,
  reason    TEXT NOT NULL,
  words     TEXT NOT NULL,
  at_ms     INTEGER NOT NULL,
  ends_ms   INTEGER NOT NULL,
  looked_by TEXT NOT NULL DEFAULT '',
  looked_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
-- what waits for a lead, and what was opened lately
CREATE INDEX opening_at ON opening (tenant, looked_ms, at_ms);
