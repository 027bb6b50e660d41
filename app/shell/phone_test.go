package shell_test

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
)

// A board on a phone has the whole window below its head, and gives room to the undo bar only while there is something to undo.
func TestBoard_OnAPhoneHasNoDeadStrip(t *testing.T) {
	d := open(t, 390, 844)
	d.shell.Go(shell.Route{Screen: "capture", Child: "isla"})
	left := func() float32 {
		d.Settle()
		o := d.shell.Screen().Content()
		return 844 - o.Position().Y - o.Size().Height
	}
	if got := left(); got != 0 {
		t.Errorf("%v below the board are empty", got)
	}
	d.shell.Undo("Added “PE change”", func() {})
	if bar := d.shell.UndoBar(); left() < 844-bar.Position().Y {
		t.Errorf("the undo bar, at %v, lies over the board, which ends %v above the edge", bar.Position().Y, left())
	}
	d.hand.Turn(11 * time.Second)
	if got := left(); got != 0 {
		t.Errorf("%v stay empty after the undo bar", got)
	}
	d.Resize(800, 1100) // tiles fill a tablet: nothing moves under a finger there
	if left(); d.shell.Screen().Content().Size().Height > 1100-76 {
		t.Error("a tablet keeps no room for the undo bar")
	}
}

// The bar below a child's band is no taller on a phone than what stands in it.
func TestActionBar_OnAPhoneIsAsTallAsItsWords(t *testing.T) {
	alone, words := kit.NewActionBar("After an absence", ""), kit.Question("After an absence").HeightFor(358)
	if got := kit.HeightFor(alone, 390); got != words+26 {
		t.Errorf("a title alone has a bar of %v, want %v", got, words+26)
	}
	if got := kit.HeightFor(kit.NewActionBar("Questions", "", kit.NewPrimary("Start", nil)), 390); got != 52+16 {
		t.Errorf("a title and a button have a bar of %v, want 68", got)
	}
	if got := kit.HeightFor(alone, 1184); got != 76 {
		t.Errorf("on a tablet the bar has %v, want 76", got)
	}
}
