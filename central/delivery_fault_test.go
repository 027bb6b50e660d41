package central

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/reports"
)

// spoil makes one record of a service unreadable, as a bad disk does.
func spoil(t *testing.T, cfg Config, tenant string, record assessments.ID) {
	t.Helper()
	driver, place := "sqlite3", filepath.Join(cfg.Dir, "ledger.db")
	if cfg.Database != "" {
		driver, place = "pgx", cfg.Database
	}
	db, err := sql.Open(driver, place)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	res, err := db.Exec(`UPDATE rec_head SET body = $1 WHERE tenant = $2 AND rec = $3`, []byte("spoilt"), tenant, string(record))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d records were spoilt (%v)", n, err)
	}
}

// mailed runs a round that one damaged record is in, and returns how many mails went in it.
func (o *office) mailed() int {
	o.t.Helper()
	n := len(o.box.got)
	if err := o.c.delivery.Round(context.Background(), o.looked); assessments.KindOf(err) != assessments.Damaged {
		o.t.Errorf("nobody is told of the damage: %v", err)
	}
	return len(o.box.got) - n
}

// A record of one service that cannot be read stops no mail of another service, nor of another child.
func TestDelivery_ADamagedRecordHoldsUpNobodyElse(t *testing.T) {
	test := func(t *testing.T, cfg Config) {
		o := newOfficeOn(t, cfg, reports.SchoolAdvice, assessments.RoleSchool)
		south, _ := o.service("South")
		if south < o.tenant {
			t.Fatal("the service with the damage is to be the first that is looked through")
		}
		bundles, err := practice.Bundles(assets.Demo, 1, 2) // the office's own child is the first
		if err != nil {
			t.Fatal(err)
		}
		o.write(bundles[1].Records...)
		bad, other := o.Share(nil), o.Share(nil)
		other.Scope = bundles[1].Records[slices.IndexFunc(bundles[1].Records, func(r assessments.Record) bool { return r.Kind == assessments.KindChild })].Scope
		o.write(bad, other)
		spoil(t, cfg, o.tenant, o.Consent)
		o.writeTo(south, o.Records...)
		o.writeTo(south, o.Share(nil))
		if n := o.mailed(); n != 1 {
			t.Errorf("%d mails of the other service went past a damaged basis", n)
		}
		left, err := o.c.Ledger().NewShares(t.Context(), o.tenant)
		if err != nil || len(left) != 1 || left[0].ID != bad.ID {
			t.Errorf("%d shares of the service with the damage are not taken up (%v), want the one that rests on what is damaged", len(left), err)
		}
		spoil(t, cfg, o.tenant, bad.ID)
		o.writeTo(south, o.Share(nil))
		if n := o.mailed(); n != 1 {
			t.Errorf("%d mails of the other service went past a damaged share", n)
		}
	}
	t.Run("sqlite", func(t *testing.T) { test(t, Config{Dir: testkit.Dir(t)}) })
	t.Run("postgres", func(t *testing.T) { test(t, Config{Database: testkit.Postgres(t)}) })
}
