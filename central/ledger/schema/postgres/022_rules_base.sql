-- The program's own rules as they were when a version was taken from them, or when a lead last compared it with them, section by section. Empty
-- for versions from before this was kept. It is what a mended rule of the program is told by, and no part of what was signed.
ALTER TABLE rules ADD COLUMN base TEXT NOT NULL DEFAULT '';
