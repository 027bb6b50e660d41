-- What the service does with a share: nothing of its words, which stay in its record. token is the SHA-256 of the link, ref what a mail
-- and a telephone call name it by. way: link, or copy where a therapist hands it over. mail: waiting, sent, failed, or none where there
-- is nothing to send any more; tries and next_ms are of its retries. wrong counts wrong PINs since the last right one; until locked_ms
-- none is looked at.
CREATE TABLE delivery (
  tenant    TEXT NOT NULL,
  share     TEXT NOT NULL,
  scope     TEXT NOT NULL,
  way       TEXT NOT NULL,
  token     TEXT NOT NULL UNIQUE,
  ref       TEXT NOT NULL,
  mail      TEXT NOT NULL,
  tries     INTEGER NOT NULL DEFAULT 0,
  next_ms   INTEGER NOT NULL DEFAULT 0,
  wrong     INTEGER NOT NULL DEFAULT 0,
  locked_ms INTEGER NOT NULL DEFAULT 0,
  at        TEXT NOT NULL,
  PRIMARY KEY (tenant, share)
) STRICT, WITHOUT ROWID;
-- what is due to be sent
CREATE INDEX delivery_mail ON delivery (mail, next_ms);
