package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// released are the files that earlier versions left behind; each must open for ever. FIELDFARE_FIXTURE=1 writes the present one, which is
// done once, when a version with a new schema is released.
var released = []string{"testdata/v1.db"}

func TestReleasedFilesStillOpen(t *testing.T) {
	if os.Getenv("FIELDFARE_FIXTURE") != "" {
		writeFixture(t, released[len(released)-1])
	}
	for _, file := range released {
		t.Run(file, func(t *testing.T) {
			cfg := testConfig(t.TempDir())
			check(t, copyFile(file, cfg.path()))
			s, err := Open(t.Context(), cfg, passphrase)
			check(t, err)
			defer s.Close()
			if got := textOf(t, s, rid(3), "text"); got != "typed on 1" {
				t.Errorf("the draft reads %q", got)
			}
			st := status(t, s)
			if st.Unsent != 2 || st.Drafts != 1 || st.Quarantined != 1 || st.Cursor != "c1" {
				t.Errorf("status: %+v", st)
			}
			rows, err := s.Children(t.Context())
			check(t, err)
			if len(rows) != 1 || rows[0].Name != "Isla Fenwick" {
				t.Errorf("children: %+v", rows)
			}
			h, err := s.History(t.Context(), rid(2))
			check(t, err)
			if len(h) != 2 || h[0].Seq != 2 {
				t.Errorf("history: %+v", h)
			}
			note, err := s.Note(t.Context(), "route")
			check(t, err)
			probs, err := s.Verify(t.Context())
			check(t, err)
			if string(note) != "child" || len(probs) > 0 {
				t.Errorf("note %q, verify %+v", note, probs)
			}
			apply(t, s, assessments.Edit{Record: rid(2), Set: fields("how", "still works")})
			// What an earlier version noted as confirmed still can go again, and is forgotten no earlier.
			check(t, s.Repush(t.Context(), 0, ""))
			if st := status(t, s); st.Unsent != 5 || st.Quarantined != 1 {
				t.Errorf("after a restore of the service: %+v", st)
			}
			confirmAll(t, s, 10)
			if probs, err = s.Verify(t.Context()); err != nil || len(probs) > 0 {
				t.Errorf("verify: %+v %v", probs, err)
			}
		})
	}
}

// writeFixture makes a small store with something in every table.
func writeFixture(t *testing.T, file string) {
	cfg := testConfig(t.TempDir())
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", TenantName: "Northmere", User: rid(77)}))
	apply(t, s, childEdit(rid(1), "Isla Fenwick"))
	apply(t, s, noteEdit(rid(2), rid(1), "first"))
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}, {CID: rows[1].CID, Result: wire.OK, Seq: 2}}))
	c := wire.Change{DSeq: 1, Record: rid(2), Kind: assessments.KindObservation, Op: assessments.OpSet, Base: 2, Set: fields("text", "second")}
	check(t, s.Pull(t.Context(), []wire.Delivered{delivered(3, "other", c, assessments.ChildScope(rid(1)))}, "c1", "epoch-1"))
	apply(t, s, noteEdit(rid(3), rid(1), "waits"), noteEdit(rid(4), rid(1), "in quarantine"))
	rows, err = s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[1].CID, Result: wire.Quar, Code: "schema", Text: "Not yet."}}))
	check(t, s.Typed(t.Context(), Draft{Record: rid(3), Field: "text", Text: "typed on 1"}))
	check(t, s.SetNote(t.Context(), "route", []byte("child")))
	check(t, s.Close())
	_ = os.Remove(file) // it may not be there yet
	check(t, copyFile(cfg.path(), file))
}

// planted is the released schema with one more migration.
func planted(t *testing.T, name, sql string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{"schema/" + name: {Data: []byte(sql)}}
	steps, err := migrations(schemaFiles)
	check(t, err)
	for _, m := range steps {
		out[m.name] = &fstest.MapFile{Data: []byte(m.sql)}
	}
	return out
}

// newest is the version of a file that this program makes.
func newest(t *testing.T) int64 {
	t.Helper()
	steps, err := migrations(schemaFiles)
	check(t, err)
	return int64(steps[len(steps)-1].version)
}

func TestMigrationsGoForwardInOneStepEach(t *testing.T) {
	cfg := filled(t)
	d, err := openDB(fileDSN(cfg.path(), "rw"))
	check(t, err)
	defer d.close()
	calls := 0
	before := func(v int) error { calls++; return nil }
	broken := planted(t, "9001_broken.sql", "CREATE TABLE half (x TEXT) STRICT; INSERT INTO nowhere VALUES (1);")
	if err := migrate(d, broken, before); err == nil {
		t.Fatal("a broken migration is not told")
	}
	if n, _ := d.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"); n != 0 {
		t.Error("half a migration stayed")
	}
	if v, _ := d.number("PRAGMA user_version"); v != newest(t) {
		t.Errorf("version %d after a broken migration", v)
	}
	good := planted(t, "9003_more.sql", "-- more\nALTER TABLE draft ADD COLUMN more INTEGER;\n-- a last word")
	check(t, migrate(d, good, before))
	check(t, migrate(d, good, before))
	if v, _ := d.number("PRAGMA user_version"); v != 9003 || calls != 2 {
		t.Errorf("version %d, asked for a copy %d times", v, calls)
	}
	// A number that was given before and came later is made up for.
	late := planted(t, "9003_more.sql", "")
	late["schema/9002_late.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE draft ADD COLUMN late INTEGER")}
	check(t, migrate(d, late, before))
	check(t, migrate(d, late, before))
	if v, _ := d.number("PRAGMA user_version"); v != 9003 || calls != 3 {
		t.Errorf("after a late one: version %d, asked for a copy %d times", v, calls)
	}
	check(t, d.exec("UPDATE draft SET late = 1, more = 2"))
	if err := migrate(d, schemaFiles, before); assessments.KindOf(err) != assessments.TooNew {
		t.Errorf("an older program opens a newer file: %v", err)
	}
	if _, err := migrations(planted(t, "0001_twin.sql", "")); err == nil || !strings.Contains(err.Error(), "0001") {
		t.Errorf("a number twice: %v", err)
	}
}

func TestUpgradeKeepsACopyFirst(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"))
	check(t, s.copyBefore(1))
	copies, err := filepath.Glob(filepath.Join(s.cfg.Dir, "before-upgrade-from-1-*", fileName))
	check(t, err)
	if len(copies) != 1 {
		t.Fatalf("%d copies", len(copies))
	}
	cfg := testConfig(filepath.Dir(copies[0]))
	kept, err := Open(t.Context(), cfg, passphrase)
	check(t, err)
	if got := textOf(t, kept, rid(1), "name"); got != "Isla" {
		t.Errorf("the copy holds %q", got)
	}
	check(t, kept.Close())
	d := s.disk
	want := errors.New("no room")
	if err := migrate(d, planted(t, "9001_x.sql", "SELECT 1"), func(int) error { return want }); !errors.Is(err, want) {
		t.Errorf("an upgrade without a copy: %v", err)
	}
	if v, _ := d.number("PRAGMA user_version"); v != newest(t) {
		t.Error("it was upgraded all the same")
	}
}
