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
);

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
  asked_ms    BIGINT NOT NULL,
  ordered_ms  BIGINT NOT NULL DEFAULT 0,
  seq         BIGINT NOT NULL DEFAULT 0,
  certificate BYTEA NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, scope)
);

-- A row of a record that is being destroyed may go; a change loses its words and keeps its number: the journal has no holes.
CREATE FUNCTION refuse_unless_disposed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM disposal d WHERE d.tenant = OLD.tenant AND d.scope = OLD.scope AND d.state = 'ordered') THEN
    IF TG_OP = 'DELETE' AND TG_ARGV[0] = 'rec_head' THEN
      RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'change' AND (NEW.body, NEW.h, NEW.kind, NEW.t_dev, NEW.chain) = (''::bytea, '', '', '', ''::bytea)
      AND (NEW.tenant, NEW.seq, NEW.cid, NEW.device, NEW.inc, NEW.dseq, NEW.rec, NEW.scope, NEW.base, NEW.op, NEW.result, NEW.t_srv)
        = (OLD.tenant, OLD.seq, OLD.cid, OLD.device, OLD.inc, OLD.dseq, OLD.rec, OLD.scope, OLD.base, OLD.op, OLD.result, OLD.t_srv) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'rows of % are never altered or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

DROP TRIGGER change_kept ON change;
CREATE TRIGGER change_kept BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION refuse_unless_disposed('change');
DROP TRIGGER rec_head_stays ON rec_head;
CREATE TRIGGER rec_head_stays BEFORE DELETE ON rec_head FOR EACH ROW WHEN (OLD.signed_cid <> '') EXECUTE FUNCTION refuse_unless_disposed('rec_head');
