-- The epochs that a restore ended, each with the sequence up to which its history is the present one: that of the backup. And the
-- base that a change in quarantine is to be decided by: 0 for its own, -1-b for b; see epoch.go.
CREATE TABLE epoch (
  tenant TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  upto   BIGINT NOT NULL,
  PRIMARY KEY (tenant, epoch)
);
ALTER TABLE quarantine ADD COLUMN base BIGINT NOT NULL DEFAULT 0;
