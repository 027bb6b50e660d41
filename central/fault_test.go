package central

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/reports"
)

// data is the database of a service that runs, opened beside it.
func data(t *testing.T, cfg Config) *sql.DB {
	t.Helper()
	driver, place := "sqlite3", filepath.Join(cfg.Dir, "ledger.db")
	if cfg.Database != "" {
		driver, place = "pgx", cfg.Database
	}
	db, err := sql.Open(driver, place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// spoil makes one record of a service unreadable, as a bad disk does.
func spoil(t *testing.T, db *sql.DB, tenant string, record assessments.ID) {
	t.Helper()
	res, err := db.Exec(`UPDATE rec_head SET body = $1 WHERE tenant = $2 AND rec = $3`, []byte("spoilt"), tenant, string(record))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d records were spoilt (%v)", n, err)
	}
}

// refuse lets the database take no new row of a table that says this in a column, until allow.
func refuse(t *testing.T, cfg Config, table, column, value string) (allow func()) {
	t.Helper()
	db := data(t, cfg)
	on, off := `CREATE TRIGGER refused BEFORE INSERT ON `+table+` WHEN NEW.`+column+` = '`+value+`' BEGIN SELECT RAISE(ABORT, 'refused'); END`, `DROP TRIGGER refused`
	if cfg.Database != "" {
		on, off = `ALTER TABLE `+table+` ADD CONSTRAINT refused CHECK (`+column+` <> '`+value+`') NOT VALID`, `ALTER TABLE `+table+` DROP CONSTRAINT refused`
	}
	run := func(statement string) {
		t.Helper()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	run(on)
	return func() { t.Helper(); run(off) }
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
		db := data(t, cfg)
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
		spoil(t, db, o.tenant, o.Consent)
		o.writeTo(south, o.Records...)
		o.writeTo(south, o.Share(nil))
		if n := o.mailed(); n != 1 {
			t.Errorf("%d mails of the other service went past a damaged basis", n)
		}
		left, err := o.c.Ledger().NewShares(t.Context(), o.tenant)
		if err != nil || len(left) != 1 || left[0].ID != bad.ID {
			t.Errorf("%d shares of the service with the damage are not taken up (%v), want the one that rests on what is damaged", len(left), err)
		}
		spoil(t, db, o.tenant, bad.ID)
		o.writeTo(south, o.Share(nil))
		if n := o.mailed(); n != 1 {
			t.Errorf("%d mails of the other service went past a damaged share", n)
		}
	}
	t.Run("sqlite", func(t *testing.T) { test(t, Config{Dir: testkit.Dir(t)}) })
	t.Run("postgres", func(t *testing.T) { test(t, Config{Database: testkit.Postgres(t)}) })
}

// onBothAs runs a test of the team's pages on the embedded database and on PostgreSQL, and says where its data are.
func onBothAs(t *testing.T, test func(t *testing.T, cfg Config, d *desk, m *member)) {
	run := func(t *testing.T, cfg Config) {
		d, m := newTeamOn(t, cfg)
		test(t, cfg, d, m)
	}
	t.Run("sqlite", func(t *testing.T) { run(t, Config{Dir: testkit.Dir(t)}) })
	t.Run("postgres", func(t *testing.T) { run(t, Config{Database: testkit.Postgres(t)}) })
}

// A referral is accepted, and the child cannot be given: the lead is told that the one is saved, stands where the other can be done, and
// does it there. A therapist of another service is refused before anything is saved.
func TestTriage_AcceptedAndNotGiven(t *testing.T) {
	onBothAs(t, func(t *testing.T, cfg Config, d *desk, m *member) {
		taken := filled(m.get("referrals/new"))
		for k, v := range map[string]string{"name": "Pim Ash", "born": "27 3 2019", "source": "paediatrician", "who": "Dr Fen", "permission": "19 11 2026", "reason": "Falls from every chair."} {
			taken.Set(k, v)
		}
		m.post("referrals/new", taken, 303)
		found := regexp.MustCompile(`/team/(referrals/([0-9a-f-]{36}))`).FindStringSubmatch(m.get("referrals"))
		if found == nil {
			t.Fatal("no referral waits for triage")
		}
		path, home := found[1], "caseload/"+found[2]
		page := m.get(path)
		form := filled(page)
		form.Set("outcome", "accepted")
		form.Set("therapist", d.therapist)
		if tier := regexp.MustCompile(`(?s)name="tier".*?<option value="([^"]+)"`).FindStringSubmatch(page); tier != nil {
			form.Set("tier", tier[1])
		}
		if body := m.post(path, form, 400); !strings.Contains(body, "There is nobody with that id in your service.") {
			t.Errorf("a therapist of another service: %s", body)
		}
		if body := m.get(home); !strings.Contains(body, "Waits for triage") {
			t.Error("a decision was saved that nobody can carry out")
		}
		form.Set("therapist", m.id)
		allow := refuse(t, cfg, "grants", "therapist", m.id)
		res, sent := m.press(path, form)
		if res.StatusCode != 303 || res.Header.Get("Location") != "/team/"+home || !strings.Contains(strings.Join(res.Header.Values("Set-Cookie"), " "), "flash=ungiven") {
			t.Fatalf("the lead is sent to %d %v: %s", res.StatusCode, res.Header, sent)
		}
		if body := m.get(home); !strings.Contains(body, "Nobody yet") || strings.Contains(body, "Waits for triage") {
			t.Errorf("the child's page does not say that nobody has the child: %s", body)
		}
		allow()
		m.post(home, url.Values{"do": {"give"}, "give": {m.id}}, 303)
		if body := m.get(home); strings.Contains(body, "Nobody yet") {
			t.Error("the child cannot be given afterwards")
		}
	})
}

// A child is handed over, and the tablets cannot be told: the button pressed once more tells them.
func TestHandover_PressedOnceMoreTellsTheTablets(t *testing.T) {
	onBothAs(t, func(t *testing.T, cfg Config, d *desk, m *member) {
		child, other, third := d.caseload(m.tenant, 1)[0], d.member(m.tenant, "Olga", ledger.RoleTherapist), d.member(m.tenant, "Petra", ledger.RoleTherapist)
		home := "caseload/" + string(child)
		m.post(home, url.Values{"do": {"give"}, "give": {m.id}}, 303)
		form := url.Values{"do": {"handover"}, "from": {m.id}, "to": {other.id}}
		told := func() int { return len(d.records(m.tenant, assessments.KindAccess)) }
		allow := refuse(t, cfg, "change", "kind", string(assessments.KindAccess))
		if res, body := m.press(home, form); res.StatusCode == 303 || told() != 0 {
			t.Fatalf("the lead is told that all went well: %d %s", res.StatusCode, body)
		}
		allow()
		m.post(home, form, 303)
		if n := told(); n != 1 {
			t.Errorf("the tablets are told %d times", n)
		}
		m.post(home, form, 303)
		list, err := d.c.Ledger().Handovers(t.Context(), m.tenant, assessments.ChildScope(child))
		if err != nil || len(list) != 1 || told() != 1 {
			t.Errorf("pressed once more it is %d hand-overs, told %d times (%v)", len(list), told(), err)
		}
		form.Set("to", third.id)
		if body := m.post(home, form, 400); !strings.Contains(body, "no access to take away there") {
			t.Errorf("to somebody else: %s", body)
		}
	})
}
