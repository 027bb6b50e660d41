package goals

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestUndo_AfterTheScreenWasLeft: the undo bar lives on beside the next screen, and takes back there what was done on a goal.
func TestUndo_AfterTheScreenWasLeft(t *testing.T) {
	for _, x := range []struct {
		name string
		taps []string
		open func(d *desk) func() shell.Screen
	}{
		{"a score of the page", []string{"+2, 5 min, no prompts"}, func(d *desk) func() shell.Screen { return d.page(dressing) }},
		{"a closed goal", []string{"Close goal"}, func(d *desk) func() shell.Screen { return d.page(dressing) }},
		{"a blank", []string{"Change goal", "Coat and zip"}, func(d *desk) func() shell.Screen { return d.page(dressing) }},
		{"a rating", []string{"Dad", "How well, 6"}, func(d *desk) func() shell.Screen { return d.scoring }},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := sit(t)
			worded(d)
			type standing struct {
				closed    assessments.Date
				statement string
				reviews   int
			}
			look := func() standing {
				s := standing{d.goal(dressing).ClosedOn, d.goal(dressing).Statement, 0}
				for _, id := range []assessments.ID{writing, dressing, cutlery} {
					s.reviews += len(d.reviews(id))
				}
				return s
			}
			var v shell.Screen
			b := d.show(1280, 2400, func() shell.Screen { v = x.open(d)(); return v })
			before := look()
			for _, name := range x.taps {
				b.Tap(name)
			}
			if look() == before {
				t.Fatal("nothing was done")
			}
			v.Leave()
			d.undo()
			if now := look(); now != before || len(d.failed) > 0 {
				t.Errorf("taken back from another screen: %+v, want %+v; %v", now, before, d.failed)
			}
		})
	}
}
