-- On PostgreSQL this file cuts the journal and the records by tenant. SQLite serves one place and has no parts; the number stands
-- here so that a backup of either database fits the other.
SELECT 1;
