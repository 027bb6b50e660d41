package clinic

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// rules lets the service of the desk work by a pack.
func rules(t testing.TB, d *desktest.Desk, pack string) {
	t.Helper()
	team := assessments.TeamScope()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatalf("%d service records, %v", len(recs), err)
	}
	for _, r := range recs {
		if !d.Write(d.Ctx, assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: team, Op: assessments.OpSet, Set: assessments.Fields{"rules": keep.JSON(pack)}}) {
			t.Fatal(d.Failed)
		}
	}
}

// special is a special school with a site day on Tuesdays.
func special(t testing.TB, d *desktest.Desk) assessments.ID {
	t.Helper()
	id := d.NewID()
	scope := assessments.SettingScope(id)
	if !d.Write(d.Ctx, d.Create(id, scope, &assessments.Setting{Name: "Otterbourne School", Type: "special"}),
		d.Create(d.NewID(), scope, &assessments.SiteDay{Weekday: "tuesday", Therapist: desktest.Bryony, TermTime: true, First: "2026-09-08", From: "09:00", To: "15:00"})) {
		t.Fatal(d.Failed)
	}
	return id
}

// walkIns counts the walk-ins that stand, of a child or of the team's own list.
func walkIns(t testing.TB, d *desktest.Desk, child assessments.ID) (n int) {
	t.Helper()
	rows, err := d.Store.Contacts(d.Ctx, "2026-01-01", "2027-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Type == walkIn && r.Child == child {
			n++
		}
	}
	return n
}
