-- When the tables that a destroyed record stood in were last written anew, so that no place in the database's files that deleting freed holds
-- its words; 0 while that is still to be done.
ALTER TABLE disposal ADD COLUMN rewritten_ms INTEGER NOT NULL DEFAULT 0;
