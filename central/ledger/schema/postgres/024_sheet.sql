-- What somebody wrote at a link and has not sent yet: nobody but they reads it, and no tablet hears of it. reader names one opening of the
-- link; body is theirs as the page keeps it. It goes when it is sent, when its writer takes it away, at until_ms, or with the child's record.
CREATE TABLE sheet (
  tenant   TEXT NOT NULL,
  share    TEXT NOT NULL,
  reader   TEXT NOT NULL,
  scope    TEXT NOT NULL,
  body     BYTEA NOT NULL,
  at_ms    BIGINT NOT NULL,
  until_ms BIGINT NOT NULL,
  PRIMARY KEY (tenant, share, reader)
);
-- what is over
CREATE INDEX sheet_until ON sheet (until_ms);
