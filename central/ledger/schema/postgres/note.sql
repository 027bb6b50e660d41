-- A line of the audit trail with its link, as one statement: every page waits for one. $1 to $6 are the row, $7 its bytes in the
-- chain. The head's row is locked by its update, so that lines of several processes stand in one order; whoever waited for it goes on
-- from what the other wrote. Answers nothing, and writes nothing, where the tenant has no chain yet.
WITH h AS (
  UPDATE audit_head SET n = n + 1, chain = sha256(chain || $7::bytea) WHERE tenant = $1 RETURNING n, chain
), a AS (
  INSERT INTO audit (tenant, id, at, actor, what, about) SELECT $1, $2, $3, $4, $5, $6 FROM h
), k AS (
  INSERT INTO audit_link (tenant, n, id, chain) SELECT $1, h.n, $2, h.chain FROM h
)
SELECT n FROM h
