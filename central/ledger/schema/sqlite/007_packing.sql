-- SQLite packs nothing; the file beside this one changes how PostgreSQL does. The number stands here too, so that a backup of either
-- database goes into the other.
SELECT 1;
