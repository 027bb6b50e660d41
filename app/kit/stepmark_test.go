package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

func TestStepMarksSayWhereOneIs(t *testing.T) {
	for state, want := range map[kit.StepState]string{kit.StepAhead: "Step 3", kit.StepOpen: "Step 3, now", kit.StepPast: "Step 3, done"} {
		m := kit.NewStepMark(3, state)
		var spoken fyne.Accessible = m
		if got := spoken.AccessibilityLabel(); got != want {
			t.Errorf("state %d is spoken as %q, want %q", state, got, want)
		}
		for _, th := range []kit.Theme{{Variant: kit.VariantLight, Text: 16}, {Variant: kit.VariantDark, Text: 20}} {
			b := kittest.Open(t, 200, 100)
			b.Theme(th)
			b.Show(kit.Middle(m))
			b.Sound()
		}
	}
}
