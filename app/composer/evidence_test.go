package composer

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// years writes so many notes about a child, a day apart.
func years(t *testing.T, d *desktest.Desk, notes int) {
	t.Helper()
	var edits []assessments.Edit
	for i := range notes {
		on := assessments.NewDate(may.AddDate(0, 0, -i))
		edits = append(edits, d.Create(d.NewID(), assessments.ChildScope(desktest.Isla),
			&assessments.Observation{On: on, At: "09:40", Type: "fact", Area: "handwriting", Text: fmt.Sprintf("Day %d: she holds the pencil in a fist and writes her name in letters two lines high.", i)}))
	}
	if _, err := d.Store.Apply(d.Ctx, edits); err != nil {
		t.Fatal(err)
	}
}

// TestScreen_MakesTheEvidenceThatIsComeTo: a child of some years has hundreds of notes, and the screen waits for none that is out of sight.
func TestScreen_MakesTheEvidenceThatIsComeTo(t *testing.T) {
	d := desktest.Sit(t, may)
	years(t, d, 300)
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	all := len(c.Evidence(All))
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Shows("Day 0: ")
	if all < 300 || len(v.rows) > atOnce {
		t.Fatalf("%d of %d rows were made for the first screenful", len(v.rows), all)
	}
	if n := widgets(v.Content()); n > 600 {
		t.Errorf("%d widgets stand on the page", n)
	}
	first := v.rows[0].row
	v.left.ScrollTo(800)
	if len(v.rows) != atOnce {
		t.Errorf("%d rows after a short way", len(v.rows))
	}
	v.left.ScrollTo(1e6)
	b.Settle()
	if len(v.rows) != 2*atOnce || v.rows[0].row != first {
		t.Errorf("%d rows near the end of the first; the first stays: %v", len(v.rows), v.rows[0].row == first)
	}
	for range all/atOnce + 1 {
		v.left.ScrollTo(1e6)
		b.Settle()
	}
	if len(v.rows) != all {
		t.Errorf("%d of %d rows at the end", len(v.rows), all)
	}
	b.Shows(v.items[all-1].Words)
	b.Tap("Notes")
	if len(v.rows) != atOnce || v.left.Offset() != 0 {
		t.Errorf("another sort begins with %d rows at %v", len(v.rows), v.left.Offset())
	}
	b.Sound()
	d.Sound()
}

// TestScreen_SaysThatThereIsMoreEvidence, and makes it for who has no finger on the list.
func TestScreen_SaysThatThereIsMoreEvidence(t *testing.T) {
	d := desktest.Sit(t, may)
	years(t, d, 40)
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	all := len(c.Evidence(All))
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(800, 1280), fyne.NewSize(390, 844)} {
		var v *Screen
		b := d.Show(size.Width, size.Height, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
		if size.Width < 1280 {
			b.Tap("Evidence")
		}
		more := fmt.Sprintf("Show %d more", min(atOnce, all-len(v.rows)))
		made := len(v.rows)
		v.moreEvidence()
		b.Settle()
		if len(v.rows) != min(made+atOnce, all) {
			t.Errorf("%v: %q made %d rows of %d", size, more, len(v.rows), all)
		}
		b.Sound()
	}
}

// TestScreen_EvidenceSaysAnewWhetherItIsUsed without being made anew.
func TestScreen_EvidenceSaysAnewWhetherItIsUsed(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	before := map[*kit.ListRow]string{}
	for _, r := range v.rows {
		before[r.row] = r.row.Data().Tag.Text
	}
	for i := range v.c.Sections {
		for _, x := range v.c.blocks(i) {
			if !x.Required {
				v.decide(x.Key, reports.LeaveOut, "Left out")
			}
		}
	}
	b.Settle()
	turned := 0
	for _, r := range v.rows {
		was, there := before[r.row]
		if !there {
			t.Fatal("a row was made anew")
		}
		if is := r.row.Data().Tag.Text; is != was {
			turned++
		} else if used := is == "Used"; used != v.c.used[r.item.ID] {
			t.Errorf("%q says %s", r.item.Words, is)
		}
	}
	if turned == 0 {
		t.Error("everything was left out, and every record says that it is used as before")
	}
}

// widgets counts what stands on a page, seen or not.
func widgets(o fyne.CanvasObject) int {
	n := 0
	switch v := o.(type) {
	case kit.Inner:
		n++
		for _, c := range v.Inner() {
			n += widgets(c)
		}
	case *fyne.Container:
		for _, c := range v.Objects {
			n += widgets(c)
		}
	case interface{ Content() fyne.CanvasObject }:
		n += widgets(v.Content())
	}
	return n
}

// TestPreview_PaintsThePageOnShowAlone: of twelve pages one is painted, at the size at which it comes to stand, and the report is read
// and laid out once.
func TestPreview_PaintsThePageOnShowAlone(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var later []func() bool
	s := *d.Session
	s.Load = func(ctx context.Context, work func(context.Context) error, show func(error)) {
		later = append(later, func() bool {
			wanted := ctx.Err() == nil
			kit.AtOnce(ctx, work, show)
			return wanted
		})
	}
	var v *Preview
	b := d.Show(1280, 800, func() shell.Screen { v = newPreview(&s, desktest.Isla, c.Rec.ID); return v })
	done := func() (n int) {
		b.Settle()
		for len(later) > 0 {
			next := later[0]
			later = later[1:]
			if next() {
				n++
			}
			b.Settle()
		}
		return n
	}
	if n := done(); n != 2 || len(v.book.Pages) < 8 || v.sheet.drawn != v.sheet.want {
		t.Errorf("%d pieces of work for the first of %d pages", n, len(v.book.Pages))
	}
	b.Tap("Next page")
	if n := done(); n != 1 {
		t.Errorf("%d pieces of work for the second page", n)
	}
	d.Sound()
}
