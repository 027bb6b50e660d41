package ledger

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// places are the two databases, each fresh.
func places(t *testing.T) map[string]Config {
	return map[string]Config{"sqlite": {Dir: testkit.Dir(t)}, "postgres": {Database: testkit.Postgres(t)}}
}

// filled puts something into every table that work fills.
func filled(k *kit) (child assessments.Scope, rec assessments.ID) {
	k.t.Helper()
	child, rec = assessments.ChildScope(k.id()), k.id()
	first := k.want(k.ann, k.set(child, rec, 0, "text", "naïve \u2028 <b>&amp;</b>", "how", "one"), wire.OK, "")
	if err := k.l.Grant(k.ctx, child, k.ben.Therapist); err != nil {
		k.t.Fatal(err)
	}
	k.want(k.ann, k.set(child, rec, first.Seq, "how", "hers"), wire.OK, "")
	k.want(k.ben, k.set(child, rec, first.Seq, "how", "his"), wire.Conflict, "")
	signed := k.id()
	k.want(k.ann, k.set(child, signed, 0, "text", "seen"), wire.OK, "")
	k.want(k.ann, k.sign(child, signed, 0, "text", "seen"), wire.OK, "")
	k.pushRaw(k.ben, wire.Pushed{CID: strings.Repeat("e", 32), Frozen: wire.Frozen{Bytes: []byte{0, 1, 0xff}, Hash: wire.HashOf([]byte{0, 1, 0xff})}})
	return child, rec
}

// lines are a backup's, with the tables in order of name and the rows of each in order.
func lines(t *testing.T, raw []byte) map[string][]string {
	t.Helper()
	out, table := map[string][]string{}, ""
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		switch {
		case strings.HasPrefix(line, `{"table"`):
			table = strings.Split(line, `"`)[3]
		case strings.HasPrefix(line, "["):
			out[table] = append(out[table], line)
		}
	}
	for _, rows := range out {
		slices.Sort(rows)
	}
	return out
}

func (k *kit) backup() []byte {
	k.t.Helper()
	var b bytes.Buffer
	if _, err := k.l.Backup(k.ctx, &b); err != nil {
		k.t.Fatal(err)
	}
	return b.Bytes()
}

// again opens a restored database as the same kit.
func (k *kit) again(cfg Config) *kit {
	k.t.Helper()
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = k.l.cfg.Now, testkit.Random("again"), k.l.cfg.NewID, k.l.cfg.Log
	twin := *k
	twin.l = k.open(cfg)
	k.t.Cleanup(func() { twin.l.Close() })
	return &twin
}

// restored restores a backup and opens it.
func (k *kit) restored(cfg Config, raw []byte) *kit {
	k.t.Helper()
	full := cfg
	full.Now, full.Rand, full.NewID, full.Log = k.l.cfg.Now, testkit.Random("restored"+cfg.Dir+cfg.Database), k.l.cfg.NewID, k.l.cfg.Log
	if _, _, err := Restore(k.ctx, full, bytes.NewReader(raw)); err != nil {
		k.t.Fatal(err)
	}
	return k.again(cfg)
}

// A backup of either database comes back in either: every row, every byte, the same secret, and a new epoch.
func TestBackup_EitherDatabaseIntoEither(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, rec := filled(k)
		raw := k.backup()
		had := lines(t, raw)
		for _, table := range []string{"service", "tenant", "therapist", "device", "enrol_code", "scope", "grants", "change", "rec_head", "conflict", "quarantine", "audit", "audit_link", "audit_head"} {
			if len(had[table]) == 0 {
				t.Errorf("table %s is empty: the test shows little", table)
			}
		}
		for name, cfg := range places(t) {
			t.Run("into "+name, func(t *testing.T) {
				twin := k.restored(cfg, raw)
				twin.t = t
				twin.sound()
				got := lines(t, twin.backup())
				for table, rows := range had {
					switch table {
					case "tenant":
						for i := range rows {
							epoch := strings.Split(rows[i], `"`)[7]
							if now := strings.Split(got[table][i], `"`)[7]; now == epoch || len(now) != 32 {
								t.Errorf("the epoch is %q after %q", now, epoch)
							}
						}
					case "audit", "audit_link":
						if len(got[table]) != len(rows)+1 {
							t.Errorf("%s: %d rows, then %d; the restore adds one", table, len(rows), len(got[table]))
						}
					case "audit_head": // it moved on by that one; sound holds it to the links
						if len(got[table]) != len(rows) {
							t.Errorf("audit_head: %d rows, then %d", len(rows), len(got[table]))
						}
					default:
						if diff := cmp.Diff(rows, got[table]); diff != "" {
							t.Errorf("%s (-had +got):\n%s", table, diff)
						}
					}
				}
				if !bytes.Equal(twin.l.Secret(), k.l.Secret()) {
					t.Error("tokens of before count no more")
				}
				twin.n += 1000
				twin.want(twin.ann, twin.set(child, rec, 0, "more", "after"), wire.OK, "")
				twin.sound()
			})
		}
	})
}

func TestRestore_RefusesAndLeavesNothing(t *testing.T) {
	k := newKit(t, Config{Dir: testkit.Dir(t)})
	filled(k)
	raw := k.backup()
	all := strings.SplitAfter(string(raw), "\n")
	cut := func(n int) string { return strings.Join(all[:n], "") }
	for name, cfg := range places(t) {
		full := cfg
		full.Now, full.Rand, full.NewID, full.Log = k.l.cfg.Now, testkit.Random(name), k.l.cfg.NewID, k.l.cfg.Log
		for what, c := range map[string]struct {
			raw  string
			kind assessments.ErrorKind
		}{
			"nothing":        {"", assessments.Damaged},
			"another file":   {`{"bundle":1}`, assessments.Damaged},
			"cut short":      {cut(len(all) - 2), assessments.Damaged},
			"a row less":     {cut(3) + strings.Join(all[4:], ""), assessments.Damaged},
			"something more": {string(raw) + "{}", assessments.Damaged},
			"newer form":     {strings.Replace(string(raw), `backup":1`, `backup":2`, 1), assessments.TooNew},
			"newer tables":   {strings.Replace(string(raw), `"migrations":[1,`, `"migrations":[1,998,`, 1), assessments.TooNew},
			"a strange name": {strings.Replace(string(raw), `{"table":"tenant"`, `{"table":"tenant\" --"`, 1), assessments.TooNew},
		} {
			if _, _, err := Restore(k.ctx, full, strings.NewReader(c.raw)); assessments.KindOf(err) != c.kind {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		// Nothing of all that stayed: the right one still fits, once.
		twin := k.restored(cfg, raw)
		twin.sound()
		if _, _, err := Restore(k.ctx, full, bytes.NewReader(raw)); assessments.KindOf(err) != assessments.Conflict {
			t.Errorf("%s: a second time: %v", name, err)
		}
	}
}

// A backup from before the newest tables is restored into the tables it was made from, and they are brought up to date then.
func TestRestore_OfAnOlderVersion(t *testing.T) {
	for name, cfg := range places(t) {
		k := &kit{t: t, ctx: context.Background(), clock: testkit.NewClock()}
		k.newID = testkit.IDs(name, k.clock.Now)
		cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = k.clock.Now, testkit.Random(name), k.newID, discard()
		var err error
		if k.l, err = connect(k.ctx, cfg); err != nil {
			t.Fatal(err)
		}
		if err := k.l.write(k.ctx, "test", func(tx txn) error {
			if err := k.l.migrateIn(k.ctx, tx, []int{1}); err != nil {
				return err
			}
			return tx.exec(k.ctx, `INSERT INTO tenant (id, name, pack, epoch, seq, made_at) VALUES ('t', 'Old Place', 'p', 'e', 7, 'then')`)
		}); err != nil {
			t.Fatal(err)
		}
		raw := k.backup()
		k.l.Close()
		if !strings.Contains(string(raw), `"migrations":[1],`) {
			t.Fatalf("the header is %.200s", raw)
		}
		for into, place := range places(t) {
			twin := k.restored(place, raw)
			got, err := twin.l.Tenant(k.ctx, "t")
			if err != nil || got.Name != "Old Place" || got.Seq != 7 || got.Epoch == "e" {
				t.Errorf("%s into %s: %+v %v", name, into, got, err)
			}
		}
	}
}

// Both databases have the same numbers: otherwise a backup of one would not fit the other.
func TestMigrations_AreTheSameOnBoth(t *testing.T) {
	names := map[string][]string{}
	for _, d := range []dialect{sqlite, postgres} {
		files, err := fs.Glob(schemas, d.schema+"/[0-9]*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			names[d.name] = append(names[d.name], strings.TrimPrefix(f, d.schema))
		}
	}
	if diff := cmp.Diff(names["sqlite"], names["postgres"]); diff != "" {
		t.Error(diff)
	}
	both(t, func(t *testing.T, k *kit) {
		err := k.l.read(k.ctx, "test", func(tx txn) error {
			tables, err := k.l.tables(k.ctx, tx)
			for _, x := range tables {
				names["tables of "+k.l.d.name] = append(names["tables of "+k.l.d.name], fmt.Sprint(x.Table, x.Columns, x.Kinds))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(names["tables of "+k.l.d.name])
	})
	if diff := cmp.Diff(names["tables of sqlite"], names["tables of postgres"]); diff != "" {
		t.Errorf("the databases have other tables (-sqlite +postgres):\n%s", diff)
	}
}
