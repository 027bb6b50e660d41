-- The last statement of a push: it bumps the tenant's counter and writes everything that depends on the numbers, so that the
-- counter's row is held for one statement and a commit. $1 tenant, $2 how many changes, $3 the time; then one array for each
-- column. Positions count from 1 within the push. Answers the number before the first, and how many heads and scopes were
-- written: fewer than asked means that another push came between.
WITH n AS (
  UPDATE tenant SET seq = seq + $2 WHERE id = $1 RETURNING seq - $2 AS s0
), c AS (
  INSERT INTO change (tenant, seq, cid, device, inc, dseq, rec, kind, scope, base, op, result, h, body, chain, t_dev, t_srv)
  SELECT $1, n.s0 + u.i, u.cid, u.device, u.inc, u.dseq, u.rec, u.kind, u.scope, u.base, u.op, u.result, u.h, u.body, u.chain, u.t_dev, $3
  FROM n, unnest($4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[],
    $13::text[], $14::text[], $15::bytea[], $16::bytea[], $17::text[])
    WITH ORDINALITY AS u (cid, device, inc, dseq, rec, kind, scope, base, op, result, h, body, chain, t_dev, i)
), hs AS (
  SELECT u.*, CASE WHEN u.body_seq0 < 0 THEN n.s0 ELSE u.body_seq0 END AS bs, CASE WHEN u.beside_seq0 < 0 THEN n.s0 ELSE u.beside_seq0 END AS es, n.s0 + u.at AS now
  FROM n, unnest($18::text[], $19::text[], $20::text[], $21::bigint[], $22::bigint[], $23::text[], $24::bytea[], $25::bigint[], $26::bytea[], $27::bigint[])
    AS u (rec, kind, scope, was, at, signed_cid, body, body_seq0, beside, beside_seq0)
), hn AS (
  INSERT INTO rec_head (tenant, rec, kind, scope, seq, signed_cid, body, body_seq0, beside, beside_seq0)
  SELECT $1, rec, kind, scope, now, signed_cid, body, bs, beside, es FROM hs WHERE was = 0 ORDER BY rec
  ON CONFLICT DO NOTHING RETURNING 1
), hu AS (
  -- Written as an insert it goes by the key, however little PostgreSQL knows of the table. No two heads have one number, so a head that
  -- has one of those that this push decided on has its own.
  INSERT INTO rec_head AS r (tenant, rec, kind, scope, seq, signed_cid, body, body_seq0, beside, beside_seq0)
  SELECT $1, rec, kind, scope, now, signed_cid, body, bs, beside, es FROM hs WHERE was > 0 ORDER BY rec
  ON CONFLICT (tenant, rec) DO UPDATE SET seq = excluded.seq, signed_cid = excluded.signed_cid, body = excluded.body,
    body_seq0 = excluded.body_seq0, beside = excluded.beside, beside_seq0 = excluded.beside_seq0
  WHERE r.seq = ANY ($21::bigint[]) RETURNING 1
), ss AS (
  SELECT u.*, n.s0 FROM n, unnest($28::text[], $29::bigint[], $30::bytea[], $31::bigint[], $32::bigint[]) AS u (scope, first, chain, chain_n, was)
), sn AS (
  INSERT INTO scope (tenant, scope, first_seq, chain, chain_n)
  SELECT $1, scope, s0 + first, chain, chain_n FROM ss WHERE was < 0 ORDER BY scope ON CONFLICT DO NOTHING RETURNING 1
), su AS (
  UPDATE scope s SET chain = ss.chain, chain_n = ss.chain_n FROM ss
  WHERE ss.was >= 0 AND s.tenant = $1 AND s.scope = ss.scope AND s.chain_n = ss.was RETURNING 1
), g AS (
  INSERT INTO grants (tenant, scope, therapist, from_seq)
  SELECT $1, u.scope, u.therapist, n.s0 + u.at FROM n, unnest($33::text[], $34::text[], $35::bigint[]) AS u (scope, therapist, at)
), co AS (
  INSERT INTO conflict (tenant, rec, field, opened_seq)
  SELECT $1, u.rec, u.field, n.s0 + u.at FROM n, unnest($36::text[], $37::text[], $38::bigint[], $39::boolean[]) AS u (rec, field, at, open) WHERE u.open
), cr AS (
  UPDATE conflict x SET resolved_seq = n.s0 + u.at
  FROM n, unnest($36::text[], $37::text[], $38::bigint[], $39::boolean[]) AS u (rec, field, at, open)
  WHERE NOT u.open AND x.tenant = $1 AND x.rec = u.rec AND x.field = u.field AND x.resolved_seq = 0
)
SELECT n.s0, (SELECT count(*) FROM hn) + (SELECT count(*) FROM hu), (SELECT count(*) FROM sn) + (SELECT count(*) FROM su) FROM n
