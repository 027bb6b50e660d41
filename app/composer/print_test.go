package composer

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// TestPreview_PrintHandsThePagesOver: by the sheet and by the key, the viewer gets the very PDF that a saved copy is.
func TestPreview_PrintHandsThePagesOver(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var printed [][]byte
	d.Print = func(pdf []byte) { printed = append(printed, pdf) }
	b := d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Tap("Save a copy")
	b.Shows("Print", "Opens the pages in this tablet’s own viewer, which prints them")
	b.Tap("Print")
	b.Key(fyne.KeyP)
	if len(printed) != 2 || !bytes.HasPrefix(printed[0], []byte("%PDF-")) {
		t.Fatalf("printed %d times", len(printed))
	}
	d.Sound()
}
