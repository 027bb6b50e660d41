-- What tablets showed of a child: who looked, in which part of which day, at which screens. Append only, and in no feed: it is
-- for whoever is asked who has seen a record. part is a day and a part of it; what is the screens, one a line.
CREATE TABLE child_read (
  tenant    TEXT NOT NULL,
  device    TEXT NOT NULL,
  id        TEXT NOT NULL,
  therapist TEXT NOT NULL,
  person    TEXT NOT NULL,
  child     TEXT NOT NULL,
  part      TEXT NOT NULL,
  what      TEXT NOT NULL,
  t_dev     TEXT NOT NULL,
  t_srv     TEXT NOT NULL,
  PRIMARY KEY (tenant, device, id)
);
-- who looked at this child
CREATE INDEX child_read_child ON child_read (tenant, child, t_srv);

CREATE TRIGGER child_read_kept BEFORE UPDATE OR DELETE ON child_read FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER child_read_stays BEFORE TRUNCATE ON child_read FOR EACH STATEMENT EXECUTE FUNCTION refuse();
