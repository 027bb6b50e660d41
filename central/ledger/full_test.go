package ledger

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A full disk is no fault of the change that meets it: the device must hear that it may come back, or it parks a sound change.
func TestPush_FullDiskBlamesNoChange(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, k.id(), 0, "a", "there was room"), wire.OK, "")
		full, room := `PRAGMA max_page_count = 1`, `PRAGMA max_page_count = 1000000`
		if k.l.d.name == "postgres" {
			if err := k.exec(`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no space left'' USING ERRCODE = ''disk_full''; END'`); err != nil {
				t.Fatal(err)
			}
			full, room = `CREATE TRIGGER planted BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION no_room()`, `DROP TRIGGER planted ON change`
		}
		if err := k.exec(full); err != nil {
			t.Fatal(err)
		}
		late := k.set(child, k.id(), 0, "a", strings.Repeat("x", 200_000))
		_, err := k.l.Push(k.ctx, &k.ann, []wire.Pushed{frozen(t, late)})
		if assessments.KindOf(err) != assessments.Unavailable || !strings.Contains(assessments.Sentence(err), "safe") {
			t.Errorf("on a full disk: %v", err)
		}
		if rows, err := k.l.Quarantine(k.ctx, k.tenant.ID); len(rows) != 0 || err != nil {
			t.Errorf("%d changes are blamed for the disk (%v)", len(rows), err)
		}
		if err := k.exec(room); err != nil {
			t.Fatal(err)
		}
		k.want(k.ann, late, wire.OK, "")
		k.sound()
	})
}

// The ledger holds health data in plain bytes: nobody else on the machine may read it, whatever its folder allows.
func TestOpen_NobodyElseMayReadTheFile(t *testing.T) {
	dir := testkit.Dir(t)
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	k := newKit(t, Config{Dir: dir})
	k.want(k.ann, k.set(assessments.ChildScope(k.id()), k.id(), 0, "a", "1"), wire.OK, "")
	files, err := filepath.Glob(filepath.Join(dir, "ledger.db*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("found %v (%v)", files, err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v (%v)", filepath.Base(f), info.Mode(), err)
		}
	}
}
