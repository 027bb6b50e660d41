package composer

import (
	"context"
	"encoding/base64"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

func TestPreview_Signs(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	b := d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	book, err := layout.Lay(d.Ctx, c.Doc)
	if err != nil {
		t.Fatal(err)
	}
	last := strconv.Itoa(len(book.Pages))
	b.Shows("Page 1 of "+last, "Sign")
	b.Picture("preview-landscape")
	b.Sound()
	b.Tap("Next page")
	b.Shows("Page 2 of " + last)
	b.Key(fyne.KeyEnd)
	b.Shows("Page " + last + " of " + last)
	b.Tap("Sign")
	b.Picture("preview-sign")
	b.Type("Passphrase", desktest.Passphrase)
	b.Tap("Sign now")
	d.Sound()
	b.Shows("Signed, version 1", "Save a copy", "Amend")
	b.Picture("preview-signed")
	rec, err := d.Store.Record(d.Ctx, c.Rec.ID)
	if err != nil || rec.Meta.Signed == nil || rec.Meta.Signed.By != desktest.Bryony {
		t.Fatalf("not locked: %+v, %v", rec.Meta, err)
	}
	var r assessments.Report
	assessments.Decode(rec.Fields, &r)
	file, err := base64.StdEncoding.DecodeString(r.PDF)
	if err != nil || !strings.HasPrefix(string(file), "%PDF-") || hash(file) != r.PDFHash || r.SignedOn != "2026-05-21" {
		t.Errorf("signed file: %d bytes, %v, on %s", len(file), err, r.SignedOn)
	}
	if strings.Contains(r.Tree, `"draft":true`) {
		t.Error("what was signed says that it is a draft")
	}

	// A later change of the records does not change what was signed.
	row, _ := d.Store.Record(d.Ctx, f1)
	var p assessments.Provision
	assessments.Decode(row.Fields, &p)
	p.What = "Something else"
	e, _ := d.Change(row, &p)
	d.Write(d.Ctx, e)
	again, err := Open(d.Ctx, d.Store, c.Rec.ID, d.Me)
	if err != nil || strings.Contains(again.Doc.PlainText(), "Something else") {
		t.Errorf("the signed version moved: %v", err)
	}

	b.Tap("Amend")
	b.Tap("Write the new version")
	b.Shows("Say why, with a tap or in a few words")
	b.Tap("There is a mistake in it")
	b.Type("In your words", "F1 is another programme")
	b.Picture("preview-amend")
	b.Tap("Write the new version")
	went := d.Went[len(d.Went)-1]
	var next assessments.Report
	if d.Read(assessments.ID(went.Arg), &next); went.Screen != session.Composer || next.Version != 2 || next.Replaces != c.Rec.ID {
		t.Errorf("went to %+v with %+v", went, next)
	}
	d.Sound()
}

func TestPreview_VagueWordsAreNotSigned(t *testing.T) {
	d := desktest.Sit(t, may)
	vague(t, d)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	b := d.Show(800, 1280, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Shows("It cannot be signed yet", "would bind nobody")
	b.Picture("preview-portrait")
	b.Sound()
	b.Tap("Sign")
	if rec, _ := d.Store.Record(d.Ctx, c.Rec.ID); rec.Meta.Signed != nil {
		t.Error("it was signed all the same")
	}
}

// TestPreview_AsksWhoSigns: a tablet that was put down unlocked signs nothing in its owner's name.
func TestPreview_AsksWhoSigns(t *testing.T) {
	d := desktest.Sit(t, may)
	if err := d.Store.SetPIN(d.Ctx, "4711"); err != nil {
		t.Fatal(err)
	}
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	b := d.Show(390, 844, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	signed := func() bool { return opened(t, d, c.Rec.ID).Signed() }
	b.Tap("Sign")
	b.Tap("Sign now")
	b.Shows("Type your PIN")
	for range 4 {
		b.Type("PIN", "1112")
		b.Tap("Sign now")
		b.Shows("That is not the PIN")
	}
	b.Picture("preview-sign-pin")
	b.Sound()
	b.Type("PIN", "1112")
	b.Tap("Sign now")
	b.Shows("Type the passphrase")
	b.Type("Passphrase", "snail on the door")
	b.Tap("Sign now")
	if signed() {
		t.Fatal("signed by somebody who knows neither PIN nor passphrase")
	}
	b.Type("Passphrase", desktest.Passphrase)
	b.Key(fyne.KeyReturn)
	b.Shows("Signed, version 1")
	if !signed() {
		t.Error("the passphrase does not sign")
	}
	c = written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	b = d.Show(390, 844, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Tap("Sign")
	b.Type("PIN", "4711")
	b.Tap("Sign now")
	if !signed() {
		t.Error("the PIN does not sign")
	}
	d.Sound()
}

func TestPreview_SigningCanBeStopped(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	b := d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Tap("Sign")
	b.Type("Passphrase", desktest.Passphrase)
	// From here on slow work waits, as it does beside the screen of the app, until the test lets it run.
	var waiting []func()
	d.Load = func(ctx context.Context, work func(context.Context) error, show func(error)) {
		waiting = append(waiting, func() { kit.AtOnce(ctx, work, show) })
	}
	b.Tap("Sign now")
	b.Shows("Making the PDF")
	b.Picture("preview-signing")
	b.Sound()
	b.Tap("Stop")
	for len(waiting) > 0 {
		run := waiting[0]
		waiting = waiting[1:]
		run()
	}
	if rec, _ := d.Store.Record(d.Ctx, c.Rec.ID); rec.Meta.Signed != nil || len(d.Failed) != 1 {
		t.Errorf("stopped, and signed: %+v, said %v", rec.Meta, d.Failed)
	}
	b.Shows("Page 1 of", "Sign")
}

func TestPaint_IsWhatTheLayoutSays(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	book, err := layout.Lay(d.Ctx, c.Doc)
	if err != nil {
		t.Fatal(err)
	}
	img, err := Paint(d.Ctx, book.Pages[0], 840)
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 840 || img.Bounds().Dy() != 1188 {
		t.Errorf("size %v", img.Bounds())
	}
	inked := 0
	for _, it := range book.Pages[0].Items {
		if it.Shape != layout.Text || strings.TrimSpace(it.Text) == "" {
			continue
		}
		dark := false
		for x := int(it.X * 4); x < int((it.X+it.W)*4); x++ {
			for y := int((it.Y - it.Size*0.25) * 4); y < int(it.Y*4); y++ {
				g := color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y
				dark = dark || g < 140 || it.Fill == layout.White && g > 200
			}
		}
		if !dark {
			t.Errorf("%q is not on the page", it.Text)
		}
		inked++
	}
	if inked < 30 {
		t.Errorf("only %d pieces of text on page one", inked)
	}
	if dir := os.Getenv("FIELDFARE_PICTURES"); dir != "" {
		f, err := os.Create(filepath.Join(dir, "paper.png"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, img); err != nil {
			t.Fatal(err)
		}
	}
	stopped, stop := context.WithCancel(d.Ctx)
	stop()
	if _, err := Paint(stopped, book.Pages[0], 840); err == nil {
		t.Error("painting went on after the screen was left")
	}
}

func BenchmarkOpen(b *testing.B) {
	d := desktest.Sit(b, may)
	id := d.NewID()
	d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(reports.EHCAdvice),
		Recipient: assessments.RoleLocalAuthority, AsAt: d.Today(), Version: 1}))
	bench := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, id, d.Clock.Kit()) })
	b.ResetTimer()
	for b.Loop() {
		s := newScreen(d.Session, desktest.Isla, id, d.Clock.Kit())
		bench.Show(s.Content())
		s.Leave()
	}
}

func BenchmarkPaint(b *testing.B) {
	d := desktest.Sit(b, time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC))
	id := d.NewID()
	d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(reports.EHCAdvice),
		Recipient: assessments.RoleLocalAuthority, AsAt: d.Today(), Version: 1}))
	c, err := Open(d.Ctx, d.Store, id, d.Me)
	if err != nil {
		b.Fatal(err)
	}
	book, err := layout.Lay(d.Ctx, c.Doc)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Paint(d.Ctx, book.Pages[1], 1600); err != nil {
			b.Fatal(err)
		}
	}
}
