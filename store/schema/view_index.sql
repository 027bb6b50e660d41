-- Made after the first load: building an index once is cheaper than keeping it through ten thousand inserts.
CREATE UNIQUE INDEX rec_id ON rec (id);
CREATE INDEX rec_scope ON rec (scope, kind);
CREATE INDEX rec_kind ON rec (kind, scope);
CREATE INDEX contact_seen ON contact (scope, seen, day);
CREATE INDEX contact_day ON contact (day);
CREATE INDEX strike_struck ON strike (struck);
