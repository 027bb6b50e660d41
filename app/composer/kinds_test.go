package composer

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// TestScreen_EveryKind composes each kind on a phone with the largest text, section by section, and paints its pages.
func TestScreen_EveryKind(t *testing.T) {
	d := desktest.Sit(t, may)
	for _, info := range reports.Kinds() {
		t.Run(string(info.Kind), func(t *testing.T) {
			id := d.NewID()
			d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(info.Kind),
				Recipient: UsualReader(info.Kind, assessments.RoleSchool), AsAt: d.Today(), Version: 1}))
			var v *Screen
			b := d.Show(390, 844, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, id, d.Clock.Kit()); return v })
			b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
			b.Sound()
			if v.c.Denied != "" {
				b.Shows("Record what was agreed")
				return
			}
			for i := range v.c.Sections {
				v.choose(i)
				b.Settle()
				b.Sound()
			}
			b.Tap("Check")
			b.Sound()
			book, err := layout.Lay(d.Ctx, v.c.Doc)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range book.Pages {
				if _, err := Paint(d.Ctx, p, 420); err != nil {
					t.Errorf("page %d: %v", i+1, err)
				}
			}
		})
	}
}

// TestPreview_Zoom: a page is made larger by a button or a key and drawn about; smaller again, it fits.
func TestPreview_Zoom(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	var v *Preview
	b := d.Show(390, 844, func() shell.Screen { v = newPreview(d.Session, desktest.Isla, c.Rec.ID); return v })
	b.Shows("Fits")
	fits := v.sheet.Size().Width
	b.Tap("Larger")
	b.Key(fyne.KeyPlus)
	b.Shows("200%")
	b.Picture("preview-zoom-phone")
	if got := v.sheet.Size().Width; got < fits*1.95 || got > fits*2.05 {
		t.Errorf("a page of %v is shown %v wide at twice its size", fits, got)
	}
	b.Tap("Next page")
	b.Shows("Page 2 of")
	b.Tap("Smaller")
	b.Key(fyne.KeyMinus)
	b.Shows("Fits")
	if got := v.sheet.Size().Width; got != fits {
		t.Errorf("it fits at %v, and is shown %v wide", fits, got)
	}
	b.Sound()
}

// TestBudget_EHCAdviceInTwentyFiveTaps: from the open composer to the signed version, without a word typed. The whole of it may
// take 70 taps; provision has its own.
func TestBudget_EHCAdviceInTwentyFiveTaps(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	taps := 0
	tap := func(name string) { taps++; b.Tap(name) }
	for i := range v.c.Sections {
		if v.pane != pane(i) {
			tap(v.c.Sections[i].Title)
		}
		switch n := v.c.Waiting(i); {
		case n > 1:
			taps++
			reach(b, v, "Accept all")
		case n == 1:
			taps++
			reach(b, v, "Accept")
		}
		if !v.c.Done(i) {
			t.Fatalf("%s is not decided", v.c.Sections[i].Title)
		}
	}
	if v.pane != checking {
		tap("Check")
	}
	tap("Preview and sign")
	b = d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	tap("Sign")
	b.Type("Passphrase", desktest.Passphrase)
	tap("Sign now")
	d.Sound()
	if !opened(t, d, c.Rec.ID).Signed() || taps > 25 {
		t.Errorf("signed %v after %d taps", opened(t, d, c.Rec.ID).Signed(), taps)
	}
	t.Logf("%d taps", taps)
}
