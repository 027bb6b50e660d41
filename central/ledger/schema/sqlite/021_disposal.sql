-- What keeps a child's record beyond its time, and how one is destroyed when its time is over.

-- Somebody said that a record must not be destroyed: who, why, and until when; until is empty for as long as nobody lifts it.
CREATE TABLE hold (
  tenant    TEXT NOT NULL,
  scope     TEXT NOT NULL,
  id        TEXT NOT NULL,
  lead      TEXT NOT NULL,
  why       TEXT NOT NULL,
  until     TEXT NOT NULL,
  at        TEXT NOT NULL,
  lifted_by TEXT NOT NULL DEFAULT '',
  lifted_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, scope, id)
) STRICT, WITHOUT ROWID;

-- The destruction of a record. state: asked by one lead; ordered, when a second agreed; erased, when nothing of it is left here; done,
-- when nothing is left in the other places. seq is the number at which it was erased. certificate says what was destroyed, and nothing of it.
CREATE TABLE disposal (
  tenant      TEXT NOT NULL,
  scope       TEXT NOT NULL,
  state       TEXT NOT NULL,
  lead        TEXT NOT NULL,
  second      TEXT NOT NULL DEFAULT '',
  until       TEXT NOT NULL,
  rule        TEXT NOT NULL,
  asked_ms    INTEGER NOT NULL,
  ordered_ms  INTEGER NOT NULL DEFAULT 0,
  seq         INTEGER NOT NULL DEFAULT 0,
  certificate BLOB NOT NULL DEFAULT x'',
  PRIMARY KEY (tenant, scope)
) STRICT, WITHOUT ROWID;

-- A change of a record that is being destroyed loses its words and keeps its number: the journal has no holes. Nothing else of it changes.
DROP TRIGGER change_kept;
CREATE TRIGGER change_kept BEFORE UPDATE ON change
WHEN NOT (NEW.body = x'' AND NEW.h = '' AND NEW.kind = '' AND NEW.t_dev = '' AND NEW.chain = x''
  AND NEW.tenant = OLD.tenant AND NEW.seq = OLD.seq AND NEW.cid = OLD.cid AND NEW.device = OLD.device AND NEW.inc = OLD.inc AND NEW.dseq = OLD.dseq
  AND NEW.rec = OLD.rec AND NEW.scope = OLD.scope AND NEW.base = OLD.base AND NEW.op = OLD.op AND NEW.result = OLD.result AND NEW.t_srv = OLD.t_srv
  AND EXISTS (SELECT 1 FROM disposal d WHERE d.tenant = OLD.tenant AND d.scope = OLD.scope AND d.state = 'ordered'))
BEGIN SELECT RAISE(ABORT, 'a change is never altered'); END;

DROP TRIGGER rec_head_stays;
CREATE TRIGGER rec_head_stays BEFORE DELETE ON rec_head
WHEN OLD.signed_cid <> '' AND NOT EXISTS (SELECT 1 FROM disposal d WHERE d.tenant = OLD.tenant AND d.scope = OLD.scope AND d.state = 'ordered')
BEGIN SELECT RAISE(ABORT, 'a signed record is never deleted'); END;
