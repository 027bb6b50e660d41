package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// filled makes a store with confirmed, waiting and typed things in it, closed.
func filled(t *testing.T) Config {
	t.Helper()
	cfg := testConfig(t.TempDir())
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	check(t, s.Pull(t.Context(), BenchDelivered(BenchEdits(60), 1), "c", "e"))
	apply(t, s, noteEdit(rid(500), rid(1), "waits"), noteEdit(rid(501), rid(1), "waits too"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(500), Field: "text", Text: "waits and is typed"}))
	check(t, s.Close())
	return cfg
}

// tamper changes the file behind Fieldfare's back.
func tamper(t *testing.T, cfg Config, script string) {
	t.Helper()
	d, err := openDB(fileDSN(cfg.path(), "rw"), "journal_mode = WAL")
	check(t, err)
	check(t, d.script(script))
	check(t, d.close())
}

func TestTamperedRowsAreNamedAndTheRestIsShown(t *testing.T) {
	const flip = "substr(sealed, 1, 40) || CASE substr(sealed, 41, 1) WHEN x'01' THEN x'02' ELSE x'01' END || substr(sealed, 42)"
	for name, c := range map[string]struct {
		script string
		says   string
		gone   int // records that cannot be shown
	}{
		"a flipped bit in a record":         {"UPDATE server_row SET sealed = CAST(" + flip + " AS BLOB) WHERE rowid = 5", "of server_row", 1},
		"two records swapped":               {"CREATE TEMP TABLE w AS SELECT rowid AS r, sealed FROM server_row; UPDATE server_row SET sealed = w.sealed FROM w WHERE w.r = 9 - server_row.rowid AND w.r IN (4, 5)", "of server_row", 2},
		"a record given another sequence":   {"UPDATE server_row SET seq = seq + 1 WHERE rowid = 3", "of server_row", 1},
		"a deleted record":                  {"DELETE FROM server_row WHERE rowid = 7", "should have 60 rows and has 59", 1},
		"a deleted change":                  {"DELETE FROM outbox WHERE n = 2", "should have 2 rows and has 1", 1},
		"a change marked as sent":           {"UPDATE outbox SET state = 'acked' WHERE n = 2", "should have 2 rows and has 1", 1},
		"a change confirmed by nobody":      {"INSERT INTO confirmed (n, scope, ack) SELECT n, scope, sealed FROM outbox WHERE n = 2", "should have 2 rows and has 1", 1},
		"a change turned round":             {"UPDATE outbox SET dseq = dseq + 1 WHERE n = 2", "of outbox", 1},
		"a draft changed":                   {"UPDATE draft SET sealed = CAST(" + flip + " AS BLOB)", "of draft", 0},
		"a scope key changed":               {"UPDATE scope_key SET sealed = CAST(" + flip + " AS BLOB) WHERE rowid = 1", "of scope_key", 62},
		"a record moved to another's place": {"PRAGMA foreign_keys = OFF; UPDATE server_row SET id = x'00112233445566778899aabbccddeeff' WHERE rowid = 2", "of server_row", 1},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := filled(t)
			tamper(t, cfg, c.script)
			_, err := Open(t.Context(), cfg, passphrase)
			wantKind(t, err, assessments.Damaged)
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error does not name the row (%q): %v", c.says, err)
			}
			_, err = Open(t.Context(), cfg, passphrase)
			wantKind(t, err, assessments.Damaged)
			if dirs, _ := filepath.Glob(filepath.Join(cfg.Dir, "damaged-*")); len(dirs) != 1 {
				t.Errorf("the file was copied aside %d times", len(dirs))
			}
			s, err := OpenReadOnly(t.Context(), cfg, passphrase)
			check(t, err)
			defer s.Close()
			if len(s.Damage()) == 0 {
				t.Error("the damage is not told")
			}
			rs, err := s.Records(t.Context(), Filter{})
			check(t, err)
			if len(rs) != 62-c.gone {
				t.Errorf("%d of 62 records can be read, want %d", len(rs), 62-c.gone)
			}
			_, err = s.Apply(t.Context(), []assessments.Edit{noteEdit(rid(600), rid(1), "x")})
			wantKind(t, err, assessments.Damaged)
			probs, err := s.Verify(t.Context())
			check(t, err)
			if len(probs) == 0 {
				t.Error("verify finds nothing")
			}
		})
	}
}

func TestRowsBehindTheOpenedOnesAreVerified(t *testing.T) {
	for name, script := range map[string]string{
		"history": "DELETE FROM history WHERE h = 3",
		"notes":   "DELETE FROM meta WHERE seq < (SELECT max(seq) FROM meta)",
	} {
		t.Run(name, func(t *testing.T) {
			cfg := filled(t)
			s, err := Open(t.Context(), cfg, passphrase)
			check(t, err)
			check(t, s.SetNote(t.Context(), "screen", []byte("child")))
			apply(t, s, noteEdit(rid(700), rid(1), "later"))
			check(t, s.Close())
			tamper(t, cfg, script)
			s, err = Open(t.Context(), cfg, passphrase)
			check(t, err)
			defer s.Close()
			probs, err := s.Verify(t.Context())
			check(t, err)
			if len(probs) == 0 {
				t.Error("verify finds nothing")
			}
		})
	}
}

func TestTruncatedFileIsReadAsFarAsItGoes(t *testing.T) {
	for _, keep := range []float64{0.9, 0.6, 0.3, 0.05, 0.001} {
		cfg := filled(t)
		info, err := os.Stat(cfg.path())
		check(t, err)
		check(t, os.Truncate(cfg.path(), int64(float64(info.Size())*keep)))
		before, err := os.ReadFile(cfg.path())
		check(t, err)
		_, err = Open(t.Context(), cfg, passphrase)
		wantKind(t, err, assessments.Damaged)
		copies, _ := filepath.Glob(filepath.Join(cfg.Dir, "damaged-*", fileName))
		if len(copies) != 1 {
			t.Fatalf("keep %v: %d copies", keep, len(copies))
		}
		kept, err := os.ReadFile(copies[0])
		check(t, err)
		if !bytes.Equal(kept, before) {
			t.Errorf("keep %v: the copy is not the file as it was", keep)
		}
		s, err := OpenReadOnly(t.Context(), cfg, passphrase)
		if keep == 0.9 {
			check(t, err)
			rs, err := s.Records(t.Context(), Filter{})
			check(t, err)
			if len(rs) == 0 {
				t.Error("nothing of a file that lost its last tenth can be read")
			}
		}
		if err == nil {
			check(t, s.Close())
		} else {
			wantKind(t, err, assessments.Damaged)
		}
	}
}

func TestWrongFilesGetASentence(t *testing.T) {
	cfg := filled(t)
	_, err := Open(t.Context(), cfg, "not the passphrase")
	wantKind(t, err, assessments.Unauthorized)
	if dirs, _ := filepath.Glob(filepath.Join(cfg.Dir, "damaged-*")); len(dirs) != 0 {
		t.Error("a wrong passphrase is no damage")
	}
	s, err := Open(t.Context(), cfg, passphrase)
	check(t, err)
	if st, _ := s.Status(t.Context()); st.Unsent != 2 || st.Drafts != 1 {
		t.Errorf("after a wrong passphrase: %+v", st)
	}
	check(t, s.Close())

	_, err = Open(t.Context(), testConfig(t.TempDir()), passphrase)
	wantKind(t, err, assessments.NotFound)
	_, _, err = Init(t.Context(), cfg, passphrase, InitOptions{})
	wantKind(t, err, assessments.Conflict)
	_, _, err = Init(t.Context(), testConfig(t.TempDir()), "short", InitOptions{})
	wantKind(t, err, assessments.Invalid)

	tamper(t, cfg, "PRAGMA user_version = 99")
	_, err = Open(t.Context(), cfg, passphrase)
	wantKind(t, err, assessments.TooNew)
	tamper(t, cfg, "PRAGMA user_version = 1; UPDATE vault SET passes = 1, memory_kib = 8 WHERE name = 'passphrase'")
	real := cfg
	real.KDF = vault.Params{}
	_, err = Open(t.Context(), real, passphrase)
	wantKind(t, err, assessments.Damaged)
	tamper(t, cfg, "PRAGMA application_id = 7")
	_, err = Open(t.Context(), cfg, passphrase)
	wantKind(t, err, assessments.Invalid)
	check(t, os.WriteFile(cfg.path(), bytes.Repeat([]byte("no database "), 1000), 0o600))
	_, err = Open(t.Context(), cfg, passphrase)
	wantKind(t, err, assessments.Damaged)
}

func TestRecoveryCodeAndNewPassphrase(t *testing.T) {
	cfg := testConfig(t.TempDir())
	s, code, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Isla"))
	wantKind(t, s.ChangePassphrase(t.Context(), "wrong one entirely", "a new passphrase"), assessments.Unauthorized)
	check(t, s.ChangePassphrase(t.Context(), passphrase, "a new passphrase"))
	check(t, s.Close())
	_, err = Open(t.Context(), cfg, passphrase)
	wantKind(t, err, assessments.Unauthorized)
	typed := strings.ToLower(strings.ReplaceAll(code, "-", " "))
	s, err = OpenWithRecoveryCode(t.Context(), cfg, typed)
	check(t, err)
	check(t, s.ChangePassphrase(t.Context(), "", "third passphrase"))
	check(t, s.Close())
	s, err = Open(t.Context(), cfg, " third passphrase ")
	check(t, err)
	if got := textOf(t, s, rid(1), "name"); got != "Isla" {
		t.Errorf("the child's name is %q", got)
	}
	check(t, s.Close())
	other, err := vault.NewCode(bytes.NewReader(make([]byte, 16)))
	check(t, err)
	_, err = OpenWithRecoveryCode(t.Context(), cfg, other.String())
	wantKind(t, err, assessments.Unauthorized)
	_, err = OpenWithRecoveryCode(t.Context(), cfg, code[:len(code)-1]+"?")
	wantKind(t, err, assessments.Invalid)
}

// TestEveryByteOfTheHead: whatever byte of the file's head is not what was written, a sentence says what is wrong and nothing is promised
// that nobody knows.
func TestEveryByteOfTheHead(t *testing.T) {
	cfg := filled(t)
	whole, err := os.ReadFile(cfg.path())
	check(t, err)
	for at := range 100 {
		hurt := bytes.Clone(whole)
		hurt[at] ^= 0xFF
		check(t, os.WriteFile(cfg.path(), hurt, 0o600))
		s, err := Open(t.Context(), cfg, passphrase)
		if err == nil {
			check(t, s.Close())
			continue
		}
		if kind := assessments.KindOf(err); kind == assessments.Internal {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}
