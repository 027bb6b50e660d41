package composer

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

const (
	f1 assessments.ID = "019a0001-0000-7013-8000-000000000001"
	e2 assessments.ID = "019a0001-0000-7012-8000-000000000002"
)

var may = time.Date(2026, 5, 21, 14, 0, 0, 0, time.UTC)

// written is a new report of a kind, and the composer on it.
func written(t *testing.T, d *desktest.Desk, kind reports.Kind, to assessments.Role) *Composer {
	t.Helper()
	id := d.NewID()
	if !d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(kind), Recipient: to, AsAt: d.Today(), Version: 1})) {
		t.Fatal(d.Failed)
	}
	c, err := Open(d.Ctx, d.Store, id, d.Me)
	if err != nil || c.Denied != "" {
		t.Fatalf("open: %v, %s", err, c.Denied)
	}
	return c
}

func TestOpen_SectionsOfBothKinds(t *testing.T) {
	d := desktest.Sit(t, may)
	for _, x := range []struct {
		kind reports.Kind
		to   assessments.Role
		want []string // in this order; others may stand between them
	}{
		{reports.EHCAdvice, assessments.RoleLocalAuthority, []string{"Summary", "Views", "Needs", "Outcomes", "Provision", "Equipment", "Review", "Close"}},
		{reports.SchoolAdvice, assessments.RoleSchool, []string{"Page one", "Needs", "Equipment", "Close"}},
	} {
		c := written(t, d, x.kind, x.to)
		next := 0
		for _, s := range c.Sections {
			if s.Title == "Details" {
				t.Errorf("%s: the part %q has no place in the list", x.kind, s.Parts[0].Key)
			}
			if next < len(x.want) && s.Title == x.want[next] {
				next++
			}
		}
		if next < len(x.want) {
			t.Errorf("%s: no section %q after those before it", x.kind, x.want[next])
		}
	}
}

// editable is a need whose words the author may replace.
func editable(t *testing.T, c *Composer) string {
	t.Helper()
	for i, s := range c.Sections {
		for _, x := range c.blocks(i) {
			if s.Title == "Needs" && x.Editable && !x.Required && !minor(x) {
				return x.Key
			}
		}
	}
	t.Fatal("no need can be edited")
	return ""
}

func TestDecide(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	if c.Done(0) && c.Done(1) && c.Done(2) {
		t.Fatal("sections are done before anything was decided")
	}
	key := editable(t, c)
	if err := c.Decide(key, "Issy finds snails kinder than scissors."); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(c.Doc.PlainText(), "Issy finds snails kinder than scissors.") || !c.Edited(key) {
		t.Error("the author's own words are not in the report")
	}
	if err := c.Decide(key, "She sits beside Dilwyn Ashcombe-Reed."); err == nil || c.Choice(key) != "Issy finds snails kinder than scissors." {
		t.Errorf("another child's name was taken: %v", err)
	}
	if err := c.Decide("identity/facts", reports.LeaveOut); err == nil {
		t.Error("who the child is was left out")
	}
	if err := c.Decide(key, reports.LeaveOut); err != nil || strings.Contains(c.Doc.PlainText(), "snails kinder") {
		t.Errorf("left out: %v", err)
	}
	for i := range c.Sections {
		c.AcceptSection(i)
		if !c.Done(i) {
			t.Errorf("%s is not done after all was accepted", c.Sections[i].Title)
		}
	}
	if c.Choice(key) != reports.LeaveOut {
		t.Error("accepting the rest changed what had been decided")
	}
}

func TestEvidence(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	n, used := 0, 0
	for _, x := range c.Evidence(All) {
		n++
		if x.Used {
			used++
		}
		if strings.Contains(x.Words, "low mood") || strings.Contains(x.Words, "21 of 26") {
			t.Errorf("evidence as at 21 May holds %q", x.Words)
		}
	}
	if n < 15 || used == 0 {
		t.Errorf("%d items, %d used", n, used)
	}
	said := c.Evidence(Said)
	if len(said) == 0 || !strings.HasPrefix(said[len(said)-1].Words, "“") {
		t.Errorf("said: %+v", said)
	}
	if n, why := c.Withheld(); n != 1 || why[0] != "Recorded in confidence." {
		t.Errorf("withheld %d: %v", n, why)
	}
	if i := c.SectionWith(f1); i < 0 {
		t.Error("F1 is used nowhere")
	}
}

func TestCheck_VagueWordsBlockUntilKept(t *testing.T) {
	d := desktest.Sit(t, may)
	row, err := d.Store.Record(d.Ctx, f1)
	if err != nil {
		t.Fatal(err)
	}
	var p assessments.Provision
	assessments.Decode(row.Fields, &p)
	p.Includes = append(p.Includes, "Access to a slope as required")
	e, _ := d.Change(row, &p)
	d.Write(d.Ctx, e)

	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	if all, grave := c.Count(); all < 2 || grave < 1 {
		t.Fatalf("%d findings, %d grave", all, grave)
	}
	key := "provision-f/" + string(f1)
	if len(c.Findings(key)) < 2 || !strings.Contains(c.Findings(key)[0].Place, "F1") {
		t.Errorf("findings of the row: %+v", c.Findings(key))
	}
	if why := c.MaySign(); !strings.Contains(why, "would bind nobody") {
		t.Errorf("may sign: %q", why)
	}
	for _, f := range c.Findings(key) {
		c.V.Overrides = append(c.V.Overrides, assessments.Override{Phrase: f.Phrase, Reason: "Quoted from the tribunal's order"})
	}
	c.assemble()
	if all, _ := c.Count(); all != 0 || c.MaySign() != "" {
		t.Errorf("kept with a reason: %d findings, %q", all, c.MaySign())
	}
}

func TestLacks_SayWhereToGo(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	found := false
	for _, l := range c.Lacks() {
		found = found || l.ID == e2 && l.Words == "E2: Say who counts."
	}
	if !found {
		t.Errorf("nobody counts E2 and nobody says so: %+v", c.Lacks())
	}
}

func TestFrozen(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	v, _, err := c.Frozen(context.Background(), "2026-05-21")
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := c.Frozen(context.Background(), "2026-05-21")
	if err != nil || again.PDFHash != v.PDFHash || again.TreeHash != v.TreeHash {
		t.Error("signing the same twice gives two different papers")
	}
	if len(v.PDF) >= assessments.MaxField || len(v.Tree) >= assessments.MaxField {
		t.Errorf("PDF %d, tree %d: more than a field holds", len(v.PDF), len(v.Tree))
	}
	c.V = v
	if _, err := c.PDF(); err != nil {
		t.Error(err)
	}
	c.V.PDF = "AAAA"
	if _, err := c.PDF(); assessments.KindOf(err) != assessments.Damaged {
		t.Errorf("a changed file was given out: %v", err)
	}
	stop, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := c.Frozen(stop, "2026-05-21"); err == nil {
		t.Error("signing went on after it was stopped")
	}
}

func TestSubtitle_Due(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	if got := c.Subtitle(); got != "For the local authority, as at 21 May 2026" {
		t.Errorf("sent already: %q", got)
	}
	c.request.SentOn = ""
	if got := c.Subtitle(); got != "Due Monday 25 May 2026, a bank holiday. Aim for Friday 22 May" {
		t.Errorf("due: %q", got)
	}
}
