-- The two tables that grow with every visit, the journal and the records, are cut by tenant into eight parts each: a part is small
-- enough to vacuum, to back up and to move to a disk or a server of its own. Every unique key begins with the tenant, so it
-- holds over all parts. Columns, keys, indexes and triggers are taken over as they are found, whatever earlier files made.
CREATE FUNCTION cut_by_tenant(whole TEXT, parts INT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  keys TEXT[];
  indexes TEXT[];
  triggers TEXT[];
  x RECORD;
  s TEXT;
BEGIN
  SELECT coalesce(array_agg(format('ALTER TABLE %I ADD CONSTRAINT %I %s', whole, c.conname, pg_get_constraintdef(c.oid)) ORDER BY c.conname), '{}') INTO keys
    FROM pg_constraint c WHERE c.conrelid = whole::regclass AND c.contype IN ('p', 'u', 'c', 'f');
  SELECT coalesce(array_agg(pg_get_indexdef(i.indexrelid) ORDER BY i.indexrelid), '{}') INTO indexes
    FROM pg_index i WHERE i.indrelid = whole::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.conrelid = i.indrelid);
  SELECT coalesce(array_agg(pg_get_triggerdef(t.oid) ORDER BY t.tgname), '{}') INTO triggers
    FROM pg_trigger t WHERE t.tgrelid = whole::regclass AND NOT t.tgisinternal;
  EXECUTE format('ALTER TABLE %I RENAME TO %I', whole, whole || '_uncut');
  -- a name of an index is its schema's: the old ones make room
  FOR x IN SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = (whole || '_uncut')::regclass LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', x.relname, x.relname || '_uncut');
  END LOOP;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) PARTITION BY HASH (tenant)', whole, whole || '_uncut');
  FOR n IN 0 .. parts - 1 LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)', whole || '_' || n, whole, parts, n);
  END LOOP;
  EXECUTE format('INSERT INTO %I SELECT * FROM %I', whole, whole || '_uncut');
  EXECUTE format('DROP TABLE %I', whole || '_uncut');
  FOREACH s IN ARRAY keys || indexes || triggers LOOP
    EXECUTE s;
  END LOOP;
END $$;

SELECT cut_by_tenant('change', 8);
SELECT cut_by_tenant('rec_head', 8);
DROP FUNCTION cut_by_tenant(TEXT, INT);

-- A trigger on statements guards only the table it stands on: the parts of the journal could be emptied behind it.
DO $$
BEGIN
  FOR n IN 0 .. 7 LOOP
    EXECUTE format('CREATE TRIGGER change_stays BEFORE TRUNCATE ON change_%s FOR EACH STATEMENT EXECUTE FUNCTION refuse()', n);
  END LOOP;
END $$;
