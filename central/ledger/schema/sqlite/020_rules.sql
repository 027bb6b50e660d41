-- A service's own rules, version by version. The one without a signature is the draft: there is one at most, and rev counts its changes.
-- What is signed is never changed; going back makes a new version with the text of an old one.
CREATE TABLE rules (
  tenant    TEXT NOT NULL,
  n         INTEGER NOT NULL,
  rev       INTEGER NOT NULL DEFAULT 1,
  text      TEXT NOT NULL,
  why       TEXT NOT NULL DEFAULT '',
  author    TEXT NOT NULL,
  at        TEXT NOT NULL,
  signer    TEXT NOT NULL DEFAULT '',
  signed_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, n)
) STRICT, WITHOUT ROWID;
