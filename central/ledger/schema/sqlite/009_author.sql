-- The service as an author of changes: one name for each tenant, and the number of its newest change. Its incarnation is the tenant's
-- epoch, so that a restored service, which counts on from its backup's number, gives no number twice.
CREATE TABLE author (
  tenant TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  dseq   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- pages read all records of a kind
CREATE INDEX rec_head_kind ON rec_head (tenant, kind);
