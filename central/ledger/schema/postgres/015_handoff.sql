-- What goes to the trust's own patient record, which stays master, and what became of it. record is what is handed over: a signed contact
-- or report, a correction of one, or word that one was entered in error. state: waiting, held (why says what has to be put right first),
-- sent, filed (reference is the other system's), refused (why is its word), or dropped where it is not to go. tries and next_ms are of
-- the retries, round of how often it was sent anew after a refusal.
CREATE TABLE handoff (
  tenant    TEXT NOT NULL,
  record    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  scope     TEXT NOT NULL,
  state     TEXT NOT NULL,
  why       TEXT NOT NULL DEFAULT '',
  reference TEXT NOT NULL DEFAULT '',
  round     BIGINT NOT NULL DEFAULT 1,
  tries     BIGINT NOT NULL DEFAULT 0,
  next_ms   BIGINT NOT NULL DEFAULT 0,
  at        TEXT NOT NULL,
  changed   TEXT NOT NULL,
  PRIMARY KEY (tenant, record)
);
-- what is due, and the list of what is not filed yet
CREATE INDEX handoff_state ON handoff (tenant, state, next_ms);

-- Up to which number of a tenant's counter its records were looked through for what is to be handed over.
CREATE TABLE handoff_mark (
  tenant TEXT PRIMARY KEY,
  seq    BIGINT NOT NULL
);
