package central

import (
	"archive/zip"
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
)

// A local authority takes the provision into its own plan: as a sheet, as text, and from a table on the page.
func TestDelivery_RowsForAPlan(t *testing.T) {
	o := newOfficeFor(t, reports.EHCAdvice, assessments.RoleLocalAuthority)
	_, path := o.share(func(s *assessments.Share) {
		s.Mailbox, s.Formats = "send@county.example", []string{"html", "pdf", "docx", "xlsx", "tsv"}
	})
	g := o.guest().get(path).sees(200, "the local authority", "A colleague at your office")
	g.post(path).post(path+"/pin", "pin", shared.PIN).sees(200, `/copy/xlsx"`, `/copy/tsv"`, "Copy the rows", "Reports")
	g.get(path + "/copy/xlsx")
	if z, err := zip.NewReader(strings.NewReader(g.page), int64(len(g.page))); err != nil || len(z.File) < 5 {
		t.Errorf("the sheet is none: %v", err)
	}
	g.get(path + "/copy/tsv")
	lines := strings.Split(g.page, "\r\n")
	if len(lines) < 5 || !strings.HasPrefix(lines[0], "Row\tSection\t") || !strings.HasPrefix(g.head.Get("Content-Disposition"), "attachment") {
		t.Errorf("the rows are %.300q", g.page)
	}
	g.get(path+"/table").sees(200, "<h1>Copy the rows</h1>", `<textarea id="rows"`, strings.Split(lines[1], "\t")[2])
	if got := o.receipts(); len(got) != 4 || got[2] != "downloaded: send@county.example xlsx" || got[3] != "downloaded: send@county.example tsv" {
		t.Errorf("the tablet hears %q", got)
	}
	o.quiet()
}

// A parent reads by right, is named in no mail and on no page before the PIN, and has no job to enter.
func TestDelivery_ToAParent(t *testing.T) {
	o := newOfficeFor(t, reports.ActivityProgramme, assessments.RoleParent)
	_, path := o.share(func(s *assessments.Share) { s.Mailbox = "family@mail.example" })
	g := o.guest().get(path).sees(200, "a parent or carer", "Reports for families")
	if strings.Contains(g.page, "A colleague") {
		t.Error("a family is told of its colleagues")
	}
	g.post(path).post(path+"/pin", "pin", shared.PIN).sees(200, "Keep a copy")
	g.get(path+"/confirm").sees(200, "Your name")
	if strings.Contains(g.page, "Your job") {
		t.Error("a parent is asked for a job")
	}
	g.post(path+"/confirm", "name", "R").sees(200, "Thank you.")
	if got := o.receipts(); len(got) != 3 || got[2] != "confirmed: R" {
		t.Errorf("the tablet hears %q", got)
	}
	o.quiet()
}

// A PDF that is not the one that was signed is given to nobody.
func TestDelivery_OnlyTheSignedPDF(t *testing.T) {
	o := newOffice(t)
	_, path := o.share(func(s *assessments.Share) { s.PDFHash = strings.Repeat("0", 64) })
	g := o.guest().open(path).sees(200, "Keep a copy")
	if g.get(path+"/copy/pdf").sees(500, "not the one that was signed"); strings.Contains(g.page, "%PDF") {
		t.Errorf("answered %d %.40q", g.status, g.page)
	}
}

// A link opens ten times, for colleagues; whoever has it open goes on reading, and the eleventh is told to ask.
func TestDelivery_OpensTenTimes(t *testing.T) {
	o := newOffice(t)
	_, path := o.share(nil)
	var last *guest
	for range ledger.OpensMost {
		last = o.guest().open(path).sees(200, "Isla")
	}
	for _, p := range []string{"", "/pin", "/report", "/copy/pdf"} {
		if g := o.guest().get(path+p).sees(410, "This link was opened 10 times", "Ask for a new link"); strings.Contains(g.page, "Isla") {
			t.Errorf("%s names the child", p)
		}
	}
	last.get(path+"/report").sees(200, "Isla")
	last.get(path+"/confirm").post(path+"/confirm", "name", "P. Nettlefold", "job", "SENCo").sees(200, "Thank you.")
	o.guest().get(path).post(path+"/ask").sees(410, "asked for a new link")
	got := o.receipts()
	if n := len(got); got[n-1] != "link-asked" || strings.Count(strings.Join(got, "\n"), "opened") != ledger.OpensMost {
		t.Errorf("the tablet hears %q", got)
	}
	o.quiet()
}

// The lead gives a school a standing code. It opens what went to the mailbox in the school's record, in place of the PIN, counts as a try
// like a PIN, and opens nothing that went elsewhere or after it was taken away.
func TestDelivery_StandingCode(t *testing.T) {
	o := newOffice(t)
	leonie := o.member(o.tenant, "Leonie", ledger.RoleLead)
	var school assessments.Record
	for _, r := range o.records(o.tenant, assessments.KindSetting) {
		if r.Fields.Text("name") == o.Place {
			school = r
		}
	}
	o.change(school.ID, assessments.Fields{"email": []byte(`"head@larkbarrow.example"`)})
	_, path := o.share(nil)
	_, elsewhere := o.share(func(s *assessments.Share) { s.Mailbox, s.Checked = "venn@mail.example", "sender" })
	if g := o.guest().get(path + "/pin"); strings.Contains(g.page, "code of your school") {
		t.Error("a code is asked for that there is none of")
	}
	page := "schools/" + string(school.ID)
	found := regexp.MustCompile(`class="code">([0-9A-Z]{4})-([0-9A-Z]{4})<`).FindStringSubmatch(leonie.post(page, url.Values{"do": {"make"}}, 200))
	if found == nil {
		t.Fatal("no code is shown")
	}
	code := found[1] + found[2]
	if body := leonie.get(page); strings.Contains(body, found[1]+"-"+found[2]) || !strings.Contains(body, "Since Friday") {
		t.Errorf("the code is shown again, or not said to be there: %s", body)
	}
	give := func(path, typed string) *guest {
		t.Helper()
		return o.guest().get(path+"/pin").post(path+"/pin", "pin", typed)
	}
	o.guest().get(path+"/pin").sees(200, "PIN for ", "or the code of your school")
	give(path, strings.ToLower(found[1])+" "+found[2]).sees(200, "Isla")
	give(path, shared.PIN).sees(200, "Isla")
	wrong := "AAAA2222"
	give(path, wrong).sees(422, "You have 4 tries left")
	give(elsewhere, code).sees(422, "Enter the PIN as 6 digits")
	give(elsewhere, shared.PIN).sees(200, "Isla")
	leonie.post(page, url.Values{"do": {"drop"}}, 303)
	give(path, code).sees(422, "Enter the PIN as 6 digits")
	for _, a := range o.trail(o.tenant) {
		if strings.Contains(a.What+a.About, code) {
			t.Errorf("the audit holds the code: %+v", a)
		}
	}
	if strings.Contains(o.log.String(), code) || strings.Contains(o.stored(), code) {
		t.Error("the code is kept")
	}
	o.quiet()
}

// stored is everything the service holds, to the byte.
func (o *office) stored() string {
	o.t.Helper()
	var b strings.Builder
	if _, err := o.c.ledger.Backup(context.Background(), &b); err != nil {
		o.t.Fatal(err)
	}
	return b.String()
}
