-- Signing in with the trust's own account, by OpenID Connect. secret is sealed; claim is the list that says what somebody is.
CREATE TABLE sso (
  tenant TEXT PRIMARY KEY,
  issuer TEXT NOT NULL,
  client TEXT NOT NULL,
  secret BLOB NOT NULL,
  claim  TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Which role a value of the claim gives; of several the one with the lowest place counts.
CREATE TABLE sso_role (
  tenant TEXT NOT NULL,
  value  TEXT NOT NULL,
  role   TEXT NOT NULL,
  place  INTEGER NOT NULL,
  PRIMARY KEY (tenant, value)
) STRICT, WITHOUT ROWID;

-- Whose account at the provider belongs to whom here: one each way.
CREATE TABLE sso_link (
  tenant    TEXT NOT NULL,
  issuer    TEXT NOT NULL,
  subject   TEXT NOT NULL,
  therapist TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (tenant, issuer, subject),
  UNIQUE (tenant, therapist)
) STRICT, WITHOUT ROWID;
