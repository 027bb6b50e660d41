package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/capture"
	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

const box = "My words, exactly"

var observed = store.Filter{Child: desktest.Isla, Kinds: []assessments.Kind{assessments.KindObservation}}

// drafts are the words that stand on the disk and are not kept.
func drafts(t *testing.T, d *desktest.Desk) (out []string) {
	t.Helper()
	all, err := d.Store.Drafts(d.Ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		out = append(out, x.Field+": "+x.Text)
	}
	return out
}

// TestWords_AreOnTheDiskWhileTheyAreTyped: a kill a quarter of a second after the last letter loses none of the child's words, nor how
// they were obtained; kept, nothing is left in the box.
func TestWords_AreOnTheDiskWhileTheyAreTyped(t *testing.T) {
	d := desktest.Sit(t, visit)
	_, b := show(d, "", 1280, 1600)
	b.Tap("Signed")
	b.Type(box, "My hand")
	d.Clock.Turn(keep.Behind)
	b.Type(box, "gets tired ")
	d.Clock.Turn(keep.Behind)
	d.Restart() // nobody left the box, and nothing closed the screen
	if m := read(t, d); len(m.Said) != 0 {
		t.Errorf("kept before anybody said so: %+v", m.Said)
	}
	board := capture.NewBoard(d.Store, d.Session, d.Now, d.NewID, desktest.Isla, "019a0001-0000-7008-8000-000000000007")
	if err := board.Open(d.Ctx); err != nil {
		t.Fatal(err)
	}
	if words := board.Unfinished(d.Ctx); words != "" {
		t.Errorf("the board takes them for a note of the therapist: %q", words)
	}
	v, b := show(d, "", 1280, 1600)
	got := v.box.Text()
	if !strings.Contains(got, "My hand") || !strings.Contains(got, "gets tired") || WayWords[v.way] != "Signed" {
		t.Fatalf("after a kill the box holds %q, %s", got, WayWords[v.way])
	}
	b.Type(box, "")
	b.Key(fyne.KeyReturn)
	if m := read(t, d); len(m.Said) != 1 || m.Said[0].Words != strings.TrimSpace(got) || m.Said[0].How != "Signed" || v.box.Text() != "" {
		t.Errorf("kept %+v, the box holds %q", m.Said, v.box.Text())
	}
	d.Clock.Turn(keep.Behind)
	if left := drafts(t, d); len(left) != 0 {
		t.Errorf("drafts are left: %q", left)
	}
	d.Sound()
}

// TestWords_ABoxThatIsEmptiedLeavesNothing: words that were deleted again are nowhere.
func TestWords_ABoxThatIsEmptiedLeavesNothing(t *testing.T) {
	d := desktest.Sit(t, visit)
	v, b := show(d, "", 1280, 1600)
	b.Type(box, "No")
	d.Clock.Turn(keep.Behind)
	if on := drafts(t, d); len(on) != 2 {
		t.Fatalf("on the disk: %q", on)
	}
	v.box.SetText("")
	v.Leave()
	d.Restart()
	v, _ = show(d, "", 1280, 1600)
	if m := read(t, d); len(drafts(t, d)) != 0 || len(m.Said) != 0 || v.box.Text() != "" {
		t.Errorf("drafts %q, kept %+v, in the box %q", drafts(t, d), m.Said, v.box.Text())
	}
	recs, err := d.Store.Records(d.Ctx, observed)
	for _, r := range recs {
		if r.Meta.Seq == 0 && r.Meta.Unsent == 0 {
			t.Errorf("a record without a change: %v", r.Fields)
		}
	}
	if err != nil {
		t.Error(err)
	}
	d.Sound()
}

// TestWords_AFullDisk: words that could neither be typed nor kept when the screen was left are on the disk once there is room.
func TestWords_AFullDisk(t *testing.T) {
	d := sessiontest.New(t, 1, visit)
	isla := d.Child(t, "Isla")
	v := NewScreen(d.Session, isla, "").(*Screen)
	b := kittest.Open(t, 1280, 1600)
	b.Show(v.Content())
	d.Full = true
	b.Type(box, "I like snails")
	v.Leave()
	sessiontest.RoomAgain(t, d.Hand, &d.Full, &d.Failed)
	if got := NewScreen(d.Session, isla, "").(*Screen).box.Text(); got != "I like snails" {
		t.Errorf("with room again the box holds %q; told %v", got, d.Failed)
	}
}
