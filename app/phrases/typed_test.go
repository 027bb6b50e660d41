package phrases

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
)

// TestSheets_WhatIsTypedIsThereAgain: words on a sheet that nobody used yet survive a lock and another screen, each on its own sheet.
func TestSheets_WhatIsTypedIsThereAgain(t *testing.T) {
	for _, x := range []struct {
		name  string
		open  []string
		boxes []string
		use   string
	}{
		{"a new tile", []string{"Board", "Add"}, []string{"Words on the tile"}, "Put it first"},
		{"a new short form", []string{"Short forms", "Add"}, []string{"Written short", "Stands for"}, "Use it"},
		{"a phrase for reports", []string{"Reports", "Add"}, []string{"Words"}, "Use it"},
		{"a word", []string{"Spelling", "Add"}, []string{"Words"}, "Use it"},
	} {
		t.Run(x.name, func(t *testing.T) {
			d, b, v, clock := sit(t, 1184, 800)
			open := func() {
				t.Helper()
				for _, name := range x.open {
					b.Tap(name)
				}
			}
			open()
			for _, box := range x.boxes {
				b.Type(box, "Leaning")
			}
			v.Leave() // as a lock does, and the way to another screen
			b.Tap("Close")
			v = newScreen(d.Session, "", clock.Kit())
			b.Show(kit.Column(0, kit.Row(8, v.Frame().Actions...), kit.Grow(v.Content())))
			open()
			for _, box := range x.boxes {
				if got := b.Find(box).Value; got != "Leaning" {
					t.Errorf("%s holds %q", box, got)
				}
			}
			b.Tap(x.use)
			clock.Turn(time.Second)
			b.Settle()
			open()
			for _, box := range x.boxes {
				if got := b.Find(box).Value; got != "" {
					t.Errorf("used, and the next one begins with %q", got)
				}
			}
			if len(d.Failed) > 0 {
				t.Error(d.Failed)
			}
		})
	}
}

// TestFullDisk_ATileIsKeptAfterTheScreenWasLeft: what the disk refused is kept once there is room, also when the screen was left; after a
// lock nothing is tried and nobody told.
func TestFullDisk_ATileIsKeptAfterTheScreenWasLeft(t *testing.T) {
	for _, locked := range []bool{false, true} {
		d, b, v, clock := sit(t, 1184, 800)
		b.Tap("Feet flat on floor")
		d.Full = true
		b.Type("Words on the tile", "Both ")
		v.Leave()
		if locked {
			if err := d.Store.Close(); err != nil {
				t.Fatal(err)
			}
			told := len(d.Failed)
			clock.Turn(time.Minute)
			if len(d.Failed) != told || clock.Due() != 0 {
				t.Errorf("behind the lock it is tried still (%d), told %v", clock.Due(), d.Failed[told:])
			}
			continue
		}
		sessiontest.RoomAgain(t, clock, &d.Full, &d.Failed)
		if got := first(d, "Sitting", 1)[0]; got != "Both Feet flat on floor" && got != "Feet flat on floorBoth" {
			t.Errorf("with room again the tile reads %q", got)
		}
	}
}
