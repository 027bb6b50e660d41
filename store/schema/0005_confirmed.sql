-- A confirmed change stood in the file three times: in the journal, in the history, and in the record. Noting the answer beside it wrote
-- its two kilobytes once more. Now the answer is a row of its own, and the history of one's own change says where in the journal it is.

-- What the service said of a change of the journal that it has taken. The row in the journal keeps the state it was sent in.
CREATE TABLE confirmed (
  n     INTEGER PRIMARY KEY,
  scope BLOB    NOT NULL REFERENCES scope_key (id),
  ack   BLOB    NOT NULL          -- sealed, as in the journal
) STRICT;
INSERT INTO confirmed (n, scope, ack) SELECT n, scope, ack FROM outbox WHERE state = 'acked' ORDER BY n;
UPDATE outbox SET state = 'pending', ack = NULL WHERE state = 'acked';

-- The journal with what is confirmed.
CREATE VIEW journal AS
SELECT o.n, o.rec, o.scope, o.dseq, CASE WHEN c.n IS NULL THEN o.state ELSE 'acked' END AS state, o.sealed, coalesce(c.ack, o.ack) AS ack
FROM outbox o LEFT JOIN confirmed c ON c.n = o.n;
