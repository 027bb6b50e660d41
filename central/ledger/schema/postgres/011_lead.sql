-- People who sign in to the service's pages with a password and a code from their phone, and the chain of the audit trail.

-- The account of somebody who works for a tenant. login is their e-mail in small letters, one account for each in the whole service.
-- password is empty until it was chosen; start_hash and start_ms are a one-use code to choose it with; totp is the sealed seed that
-- their phone shares, ready once a code from it came back, and step the last one that was used.
CREATE TABLE account (
  tenant     TEXT NOT NULL,
  therapist  TEXT NOT NULL,
  login      TEXT NOT NULL UNIQUE,
  password   TEXT NOT NULL DEFAULT '',
  totp       BYTEA NOT NULL DEFAULT '',
  ready      BIGINT NOT NULL DEFAULT 0,
  step       BIGINT NOT NULL DEFAULT 0,
  start_hash TEXT NOT NULL DEFAULT '',
  start_ms   BIGINT NOT NULL DEFAULT 0,
  made_at    TEXT NOT NULL,
  PRIMARY KEY (tenant, therapist)
);

-- Wrong tries at one login, under a keyed hash, whether or not there is such an account: that must not show.
CREATE TABLE signin_try (
  login    TEXT PRIMARY KEY,
  wrong    BIGINT NOT NULL,
  at_ms    BIGINT NOT NULL,
  until_ms BIGINT NOT NULL
);

-- A browser that somebody signed in with, or is half-way through it: stage is phone, code or in. Only the hash of its token is kept.
CREATE TABLE sitting (
  hash      TEXT PRIMARY KEY,
  tenant    TEXT NOT NULL,
  therapist TEXT NOT NULL,
  stage     TEXT NOT NULL,
  seen_ms   BIGINT NOT NULL,
  ends_ms   BIGINT NOT NULL
);
-- all of one person's are ended at once
CREATE INDEX sitting_person ON sitting (tenant, therapist);

-- A lead asks that a device wipe itself; another lead's word makes it an order.
CREATE TABLE wipe_ask (
  tenant TEXT NOT NULL,
  device TEXT NOT NULL,
  lead   TEXT NOT NULL,
  at_ms  BIGINT NOT NULL,
  PRIMARY KEY (tenant, device)
);

-- The chain of the audit trail: link n is the SHA-256 of link n-1 and of the row it is for. Rows from before there was a chain get
-- their links with the first one that is written after.
CREATE TABLE audit_link (
  tenant TEXT NOT NULL,
  n      BIGINT NOT NULL,
  id     TEXT NOT NULL,
  chain  BYTEA NOT NULL,
  PRIMARY KEY (tenant, n)
);
CREATE TRIGGER audit_link_kept BEFORE UPDATE OR DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER audit_link_stays BEFORE TRUNCATE ON audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse();

-- The newest link of each tenant; locked while the next is made.
CREATE TABLE audit_head (
  tenant TEXT PRIMARY KEY,
  n      BIGINT NOT NULL,
  chain  BYTEA NOT NULL
);
