-- The epochs that a restore ended, each with the sequence up to which its history is the present one: that of the backup. And the
-- base that a change in quarantine is to be decided by: 0 for its own, -1-b for b; see epoch.go.
CREATE TABLE epoch (
  tenant TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  upto   INTEGER NOT NULL,
  PRIMARY KEY (tenant, epoch)
) STRICT, WITHOUT ROWID;
ALTER TABLE quarantine ADD COLUMN base INTEGER NOT NULL DEFAULT 0;
