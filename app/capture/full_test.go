package capture

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
)

// TestFullDisk_WordsAreKeptAfterTheBoardWasLeft: what the disk refused while the board was left is on it once there is room.
func TestFullDisk_WordsAreKeptAfterTheBoardWasLeft(t *testing.T) {
	for _, x := range []struct {
		name, box string
		open      func(s *Screen, b *kittest.Bench)
		kept      func(d *desk) string
	}{
		{"a note", noteHint, nil, func(d *desk) string { return d.board(planned).Unfinished(d.ctx) }},
		{"a correction", "Words", func(s *Screen, b *kittest.Bench) { s.edit(s.b.Stream()[0].ID); s.correct.field.SetText(""); b.Settle() },
			func(d *desk) string { return d.observations()[0].Text }},
		{"a next step", "Next step", func(s *Screen, b *kittest.Bench) { b.Tap("Finish"); s.check.next.SetText("") },
			func(d *desk) string { return d.contact(planned).Next }},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := sit(t)
			d.started().Enter(d.ctx, "Sits with both feet down", "seating", Saying{})
			s, b := d.show(1280, 1400)
			if x.open != nil {
				x.open(s, b)
			}
			d.full = true
			b.Type(x.box, "Try the lower chair")
			b.Window.Canvas().Unfocus()
			s.Leave()
			sessiontest.RoomAgain(t, d.clock, &d.full, &d.failed)
			d.restart()
			if got := x.kept(d); got != "Try the lower chair" {
				t.Errorf("with room again %q is kept; told %v", got, d.failed)
			}
		})
	}
}
