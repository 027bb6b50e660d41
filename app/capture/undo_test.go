package capture

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestUndo_AfterTheBoardWasLeft: the undo bar lives on beside the next screen, and takes back there what was done on the board.
func TestUndo_AfterTheBoardWasLeft(t *testing.T) {
	type standing struct {
		Notes []assessments.Observation
		Next  string
		Tiles int
	}
	for _, x := range []struct {
		name string
		do   func(s *Screen, b *kittest.Bench)
	}{
		{"a tile", func(_ *Screen, b *kittest.Bench) { b.Tap("Back to tiles"); b.Tap("Self-care"); b.Tap("Changed for PE") }},
		{"help", func(s *Screen, _ *kittest.Bench) {
			id := s.b.Stream()[0].ID
			s.undo("", s.b.SetHelp(s.ctx, id, "physical"))
		}},
		{"words", func(_ *Screen, b *kittest.Bench) { b.Type("Words", " at once") }},
		{"struck out", func(s *Screen, _ *kittest.Bench) { s.correct.strike() }},
		{"a tally", func(_ *Screen, b *kittest.Bench) { b.Tap("Add one, Verbal prompt") }},
		{"a mark", func(_ *Screen, b *kittest.Bench) { b.Tap("On") }},
		{"a next step", func(s *Screen, b *kittest.Bench) { b.Tap("Finish"); b.Tap(s.bank.Next[0]) }},
		{"a tile of one’s own", func(_ *Screen, b *kittest.Bench) { b.Tap("Keep as a tile") }},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := sit(t)
			d.started().Enter(d.ctx, "Sits with both feet down", "seating", Saying{})
			look := func() standing {
				own := 0
				for _, c := range phrases.Read(d.ctx, d.Store).Columns {
					own += len(c.Tiles)
				}
				return standing{d.observations(), d.contact(planned).Next, own}
			}
			s, b := d.show(1280, 800)
			s.edit(s.b.Stream()[0].ID)
			b.Settle()
			before := look()
			x.do(s, b)
			s.Leave()
			if cmp.Equal(before, look()) {
				t.Fatal("nothing was done")
			}
			d.undo()
			d.clock.Turn(time.Second)
			if diff := cmp.Diff(before, look(), cmpopts.IgnoreFields(assessments.Observation{}, "Common")); diff != "" || len(d.failed) > 0 {
				t.Errorf("taken back from another screen: %v\n%s", d.failed, diff)
			}
		})
	}
}

// TestUndo_OfATallyThatWasNotWritten: what could not be counted cannot be taken back, or one that was counted before would go.
func TestUndo_OfATallyThatWasNotWritten(t *testing.T) {
	d := sit(t)
	s, b := d.show(1280, 800)
	count := func(want int) {
		t.Helper()
		if got := s.tools.count("Verbal prompt"); got != want || len(d.undone) != want {
			t.Errorf("counted %d, want %d; offered to take back %q", got, want, d.undone)
		}
	}
	b.Tap("One less, Verbal prompt")
	count(0)
	b.Tap("Add one, Verbal prompt")
	count(1)
	d.full = true
	s.tools.add(s.tools.labels[0], 1)
	count(1)
}
