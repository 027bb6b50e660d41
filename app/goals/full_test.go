package goals

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
)

// TestFullDisk_WordsAreKeptAfterTheGoalWasLeft: what the disk refused stays in its box, and is on the disk once there is room, also
// when the goal was left meanwhile.
func TestFullDisk_WordsAreKeptAfterTheGoalWasLeft(t *testing.T) {
	d := sit(t)
	worded(d)
	var v *Screen
	b := d.show(1280, 2400, func() shell.Screen { v = d.page(dressing)().(*Screen); return v })
	b.Tap("Change goal")
	d.full = true
	b.Type("Or in other words", "race snails")
	b.Type("Goal in a few words", "Quickly: ")
	b.Type("+2  Much more", "Under ")
	b.Type("+1  More", "Just ")
	b.Window.Canvas().Unfocus() // as the shell does when another screen is opened
	box := v.build
	for f, want := range map[string]string{box.will.Text(): "race snails", box.title.Text(): "Quickly: ", box.rungs[0].Text(): "Under "} {
		if !strings.HasPrefix(f, want) {
			t.Errorf("the box that was left holds %q, typed was %q", f, want)
		}
	}
	v.Leave()
	sessiontest.RoomAgain(t, d.clock, &d.full, &d.failed)
	d.restart()
	g := d.goal(dressing)
	if !strings.HasPrefix(g.Title, "Quickly: ") || !strings.HasPrefix(g.Rungs[0].Text, "Under ") || !strings.HasPrefix(g.Rungs[1].Text, "Just ") || !strings.Contains(g.Statement, "will race snails") {
		t.Errorf("with room again the goal is %q, %q, %+v", g.Title, g.Statement, g.Rungs)
	}
}
