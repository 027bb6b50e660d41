package central

import (
	"archive/zip"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
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
