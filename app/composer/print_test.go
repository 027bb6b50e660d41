package composer

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// TestPreview_PrintHandsThePagesOver: by the sheet and by the key, the viewer gets the very PDF that a saved copy is.
func TestPreview_PrintHandsThePagesOver(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var printed [][]byte
	d.Print = func(pdf []byte) bool { printed = append(printed, pdf); return true }
	b := d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Tap("Save a copy")
	b.Shows("Print", "Opens the pages in this tablet’s own viewer, which prints them")
	b.Tap("Print")
	b.Key(fyne.KeyP)
	if len(printed) != 2 || !bytes.HasPrefix(printed[0], []byte("%PDF-")) {
		t.Fatalf("printed %d times", len(printed))
	}

	// What is signed leaves for somebody: the way there is the one where it is asked for whom, on what basis, and recorded.
	sign(t, d, c)
	b = d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	for name, way := range map[string]string{"Print": "paper", "Save a copy for NHSmail": "nhsmail", "Save a copy for the council’s portal": "portal"} {
		b.Tap("Save a copy")
		b.Shows("First you say whom it is for")
		b.Picture("preview-handed")
		b.Sound()
		b.Tap(name)
		if went := d.Went[len(d.Went)-1]; went.Screen != session.Share || went.Arg != way+" "+string(c.Rec.ID) {
			t.Errorf("%s led to %+v", name, went)
		}
	}
	b.Key(fyne.KeyP)
	if went := d.Went[len(d.Went)-1]; len(printed) != 2 || went.Arg != "paper "+string(c.Rec.ID) {
		t.Errorf("the key printed what is signed for nobody: %d, went to %+v", len(printed), went)
	}
	d.Sound()
}
