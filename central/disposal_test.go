package central

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/box"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// grownUp is a child of long ago, with words that nobody may find after the record was destroyed.
func (d *desk) grownUp(tenant, name string, born assessments.Date) assessments.ID {
	d.t.Helper()
	id := func(n int) assessments.ID {
		return assessments.ID(fmt.Sprintf("01890a5d-ac96-774b-bcce-%s%011d", born[2:3], n))
	}
	child := id(1)
	scope := assessments.ChildScope(child)
	_, err := d.c.Ledger().Write(context.Background(), tenant, ledger.Author{Actor: "service"},
		ledger.NewEntry(child, scope, &assessments.Child{Name: name, Born: born}),
		ledger.NewEntry(id(2), scope, &assessments.Contact{Type: "visit", Status: "attended", On: born.AddDays(4000), Summary: "MARKEDWORD was said"}))
	if err != nil {
		d.t.Fatal(err)
	}
	return child
}

// Two leads destroy a record on the pages, and what they do wrong is said in a sentence on the way.
func TestTeam_DestroyARecordWhoseTimeIsOver(t *testing.T) {
	d, m := newTeam(t)
	second := d.member(m.tenant, "Lothar", ledger.RoleLead)
	child, young := d.grownUp(m.tenant, "Sorrel Quayle", "1990-03-10"), d.grownUp(m.tenant, "Perdita Wrenfold", "2015-03-10")
	path, text := "retention/"+string(child), func(page string) string { return strings.Join(strings.Fields(tagged.ReplaceAllString(page, " ")), " ") }
	said := func(page, want string) {
		t.Helper()
		if !strings.Contains(text(page), want) {
			t.Errorf("it does not say %q: %.1500s", want, text(page))
		}
	}
	list := m.get("retention")
	said(list, "Sorrel Quayle 10 March 2015")
	if strings.Contains(list, "Perdita") {
		t.Error("a child of eleven is on the list")
	}
	said(m.get("retention/"+string(young)), "This record is kept until 10 March 2040. Until the 25th birthday.")
	if page := m.get("retention/" + string(young)); strings.Contains(page, "Ask for its destruction") {
		t.Error("it is offered before its time")
	}
	said(m.post("retention/"+string(young), url.Values{"do": {"destroy"}, "sure": {"yes"}}, 400), "This record is kept until")
	said(m.post(path, url.Values{"do": {"destroy"}}, 400), "Tick that you have looked")
	said(m.post(path, url.Values{"do": {"lift"}}, 400), "Nobody holds this record")
	said(m.post(path, url.Values{"do": {"hold"}, "why": {"x"}}, 400), "Say why the record is to be kept")
	said(m.post(path, url.Values{"do": {"hold"}, "why": {"the public inquiry"}, "until": {"1 1 2020"}}, 400), "over already")
	m.post(path, url.Values{"do": {"hold"}, "why": {"the public inquiry"}}, 303)
	said(m.get(path), "Leonie holds this record : the public inquiry")
	said(m.get("retention"), "■ Held")
	said(second.post(path, url.Values{"do": {"destroy"}, "sure": {"yes"}}, 400), "Leonie holds this record until the hold is lifted")
	m.post(path, url.Values{"do": {"lift"}}, 303)
	m.post(path, url.Values{"do": {"destroy"}, "sure": {"yes"}}, 303)
	said(m.get(path), "You asked for this. Another lead has to agree")
	said(m.post(path, url.Values{"do": {"destroy"}, "sure": {"yes"}}, 400), "You asked for it already")
	said(second.get("today"), "See whether the record of Sorrel Quayle may be destroyed")
	said(second.get(path), "Leonie asked for this. If you agree")
	second.post(path, url.Values{"do": {"destroy"}, "sure": {"yes"}}, 303)
	said(second.get(path), "look again, and the certificate is here")
	said(second.post(path, url.Values{"do": {"call-off"}, "form": {second.formToken()}}, 400), "cannot be called off")
	if _, err := d.c.Disposal().Finish(context.Background()); err != nil {
		t.Fatal(err)
	}
	page := m.get(path)
	for _, want := range []string{"Certificate of destruction", "Kept until 10 March 2015", "Until the 25th birthday.", "Asked for by Leonie, ", "Agreed by Lothar, ", "Child 1 Contact 1", "2 changes in all", "Nobody told this service how long that is"} {
		said(strings.ReplaceAll(page, "\u00a0", " "), want)
	}
	for _, p := range []string{path, "retention", "caseload", "today", "trail", "referrals", "figures"} {
		if body := m.get(p); strings.Contains(body, "Sorrel") || strings.Contains(body, "MARKEDWORD") {
			t.Errorf("%s still shows the child", p)
		}
	}
	if res, _ := m.ask("GET", "/team/caseload/"+string(child), nil); res.StatusCode != 404 {
		t.Errorf("the child's page: %d", res.StatusCode)
	}
	trail := m.get("trail.csv")
	for _, want := range []string{"destruction asked for", "destruction ordered", "record destroyed, certificate", "held from destruction"} {
		if !strings.Contains(trail, want) {
			t.Errorf("History does not say %q", want)
		}
	}
	if problems, err := d.c.Ledger().Verify(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("verify: %v (%v)", problems, err)
	}
	if strings.Contains(d.log.String(), "Sorrel") || strings.Contains(d.log.String(), "MARKEDWORD") {
		t.Error("the log tells of the child")
	}
}

// A child who died is kept for eight years, and a lead writes down the day.
func TestTeam_TheDayOfADeath(t *testing.T) {
	d, m := newTeam(t)
	child := d.grownUp(m.tenant, "Perdita Wrenfold", "2005-03-10")
	path := "retention/" + string(child)
	if page := m.post(path, url.Values{"do": {"died"}, "died": {"32 1 2018"}}, 400); !strings.Contains(page, "Enter the day of death") {
		t.Errorf("a day that is none: %.600s", page)
	}
	m.post(path, url.Values{"do": {"died"}, "died": {"1 6 2017"}}, 303)
	if page := strings.ReplaceAll(m.get(path), "\u00a0", " "); !strings.Contains(page, "1 June 2025") || !strings.Contains(page, "Ask for its destruction") {
		t.Errorf("after eight years: %s", page)
	}
	m.post(path, url.Values{"do": {"died"}, "died": {""}}, 303)
	if page := strings.ReplaceAll(m.get(path), "\u00a0", " "); !strings.Contains(page, "10 March 2030") {
		t.Errorf("taken back: %s", page)
	}
}

// The list of what was destroyed lies beside every backup, and says nothing of a child.
func TestBackup_TheListOfDestroyedRecordsLiesBesideIt(t *testing.T) {
	d, m := newTeam(t)
	ctx, dir := context.Background(), t.TempDir()
	key := box.Key(bytes.Repeat([]byte{3}, box.KeyBytes))
	if _, err := d.c.Backup(ctx, filepath.Join(dir, "monday"), key); err != nil {
		t.Fatal(err)
	}
	beside := filepath.Join(dir, disposal.RegisterName)
	if _, err := os.Stat(beside); err == nil {
		t.Error("there is a list, and nothing was destroyed")
	}
	child := d.grownUp(m.tenant, "Sorrel Quayle", "1990-03-10")
	second := d.member(m.tenant, "Lothar", ledger.RoleLead)
	if err := d.c.Disposal().Order(ctx, m.tenant, child, m.id, second.id); err != nil {
		t.Fatal(err)
	}
	if _, err := d.c.Disposal().Finish(ctx); err != nil {
		t.Fatal(err)
	}
	d.clock.Advance(time.Hour)
	if _, err := d.c.Backup(ctx, filepath.Join(dir, "tuesday"), key); err != nil {
		t.Fatal(err)
	}
	list, err := disposal.ReadRegister(beside)
	if err != nil || len(list) != 1 || list[0].Child != child || len(list[0].Certificate) == 0 {
		t.Fatalf("%+v (%v)", list, err)
	}
	if raw, err := os.ReadFile(beside); err != nil || strings.Contains(string(raw), "Sorrel") || strings.Contains(string(raw), "MARKEDWORD") {
		t.Errorf("it tells of the child (%v)", err)
	}
}
