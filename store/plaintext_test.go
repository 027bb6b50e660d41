package store

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// secrets are everything that a realistic session puts into the store and that nobody may read off the disk.
var secrets = []string{"Oluwaseun", "Adebayo-Whitmore", "9434765919", "943 476 5919", "2018-03-21", "Marigold", "Willowbrook", "handwriting",
	"trapezoid", "zebra-striped", "chewing", "Hummingbird", "Przybylski", "observation", "quarterly", "unfinished sentenc", "sync.example", "Northmere",
	"recorded_by", "contact", "screen-of-child", "attended", "0190", "shown-once", "schema", "Quarantined because"}

func TestNothingReadableReachesTheDisk(t *testing.T) {
	dir, temp := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("SQLITE_TMPDIR", temp)
	cfg := testConfig(dir)
	s, code, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	session(t, s)
	// Looked at while the store is open, with the log not yet moved into the file, and again afterwards.
	grepAll(t, code, dir, temp)
	again := reopen(t, s)
	session(t, again)
	grepAll(t, code, dir, temp)
	check(t, again.Close())
	grepAll(t, code, dir, temp)
}

// session does what a therapist does in a day.
func session(t *testing.T, s *Store) {
	ctx := t.Context()
	child, place, note := rid(1), rid(2), rid(3)
	apply(t, s,
		assessments.Edit{Record: place, Kind: assessments.KindSetting, Scope: assessments.SettingScope(place), Set: fields("name", "Willowbrook Primary", "type", "primary")},
		assessments.Edit{Record: child, Kind: assessments.KindChild, Scope: assessments.ChildScope(child),
			Set: fields("name", "Oluwaseun Adebayo-Whitmore", "born", "2018-03-21", "nhs_number", "943 476 5919", "class", "Marigold", "setting", place)},
		noteEdit(note, child, "Drew a trapezoid with the zebra-striped pencil while chewing the other one."),
		assessments.Edit{Record: rid(4), Kind: assessments.KindContact, Scope: assessments.ChildScope(child), Set: fields("type", "visit", "on", "2026-11-12", "status", "attended")})
	for _, text := range []string{"unf", "unfinished", "unfinished sentence"} {
		check(t, s.Typed(ctx, Draft{Record: rid(5), Kind: assessments.KindObservation, Scope: assessments.ChildScope(child), Field: "text", Text: text}))
	}
	check(t, s.Typed(ctx, Draft{Record: note, Field: "private", Text: "Hummingbird, says Mrs Przybylski"}))
	check(t, s.Fold(ctx, note))
	check(t, s.SetNote(ctx, "screen-of-child", []byte("Oluwaseun, quarterly")))
	check(t, s.Enrol(ctx, Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", TenantName: "Northmere"}))
	for _, words := range []string{"trapez", "oluw", "943 476 5919", "willow"} {
		hits, err := s.Search(ctx, words, 0)
		check(t, err)
		if len(hits) == 0 {
			t.Errorf("%q is not found: the test shows nothing", words)
		}
	}
	rows, err := s.Pending(ctx, 100, 1<<20)
	check(t, err)
	st, err := s.Status(ctx)
	check(t, err)
	var acks []wire.Ack
	for i, p := range rows {
		a := wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(1000 + st.Unsent*10 + i)}
		if i == len(rows)-1 {
			a = wire.Ack{CID: p.CID, Result: wire.Quar, Code: "schema", Text: "Quarantined because of shown-once"}
		}
		acks = append(acks, a)
	}
	check(t, s.Acked(ctx, acks))
	check(t, s.Pull(ctx, BenchDelivered([]assessments.Edit{noteEdit(rid(9), child, "Hummingbird again")}, 5000), "cursor", "epoch"))
	_, err = s.Children(ctx)
	check(t, err)
}

func grepAll(t *testing.T, code string, dirs ...string) {
	t.Helper()
	needles := append([]string{passphrase, code, strings.ReplaceAll(code, "-", "")}, secrets...)
	files := 0
	for _, dir := range dirs {
		check(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			data, err := os.ReadFile(path)
			check(t, err)
			for _, n := range needles {
				for what, form := range map[string][]byte{"": []byte(n), " in hexadecimal": []byte(hex.EncodeToString([]byte(n))), " in base64": []byte(base64.RawStdEncoding.EncodeToString([]byte(n))[:len(n)])} {
					if len(n) > 4 && containsFold(data, form) {
						t.Errorf("%q%s stands in %s", n, what, filepath.Base(path))
					}
				}
			}
			return nil
		}))
	}
	if files < 2 {
		t.Errorf("only %d files were looked at", files)
	}
}

func containsFold(data, form []byte) bool {
	return bytes.Contains(data, form) || bytes.Contains(bytes.ToLower(data), bytes.ToLower(form))
}

func TestSizesOfSealedRowsAreRounded(t *testing.T) {
	s := newStore(t)
	sizes := map[int64]bool{}
	for i := range 40 {
		apply(t, s, noteEdit(rid(10+i), rid(1), strings.Repeat("x", 1+i*3)))
	}
	check(t, s.disk.query("SELECT length(sealed) FROM outbox", func(r dbRow) error {
		sizes[integer(r[0])] = true
		return nil
	}))
	if len(sizes) > 2 {
		t.Errorf("40 notes of 1 to 118 letters have %d sizes on disk", len(sizes))
	}
}
