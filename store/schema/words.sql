-- The index of words, in a database of its own in memory: its merges must never stand in a save. It keeps no text; the row
-- number leads to the record. Later rows are newer records. A word is letters, numbers and marks, as searchTerms splits what is
-- typed: so every term is one word, and the index need not keep where in a record its words stand (detail = none), which is half
-- of its size.
CREATE VIRTUAL TABLE words USING fts5 (
  body, content = '', contentless_delete = 1, detail = none, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
INSERT INTO words (words, rank) VALUES ('automerge', 0);

-- Names and titles once more, by themselves: they come first, and looking for them must not walk through every note.
CREATE VIRTUAL TABLE titles USING fts5 (
  title, content = '', contentless_delete = 1, detail = none, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
INSERT INTO titles (titles, rank) VALUES ('automerge', 0);
