-- More of what the service does with a share. urgent: it rests on keeping a child safe, so that its mail goes before all others. opens
-- counts right PINs: a link that went from hand to hand stops at ten.
ALTER TABLE delivery ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN opens BIGINT NOT NULL DEFAULT 0;
-- A school's standing code, which it may give in place of a PIN. Only what it is checked against is kept.
CREATE TABLE school_code (
  tenant  TEXT NOT NULL,
  setting TEXT NOT NULL,
  sum     TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (tenant, setting)
);
