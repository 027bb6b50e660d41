package equipment

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
)

// reads reports whether the set is only looked at: one of an earlier day, until somebody says that it is to be corrected. Ready to be
// typed into, it would take the values of a new measuring day, and those of last term would be gone from every report.
func (v *MeasuringScreen) reads() bool { return v.trouble == nil && v.m.Past() && !v.correcting }

// correct opens an earlier set to be typed into.
func (v *MeasuringScreen) correct() {
	v.correcting = true
	v.build()
}

// looked is the page of an earlier set: its values and its figure, a new set of today, and the way to correct this one.
func (v *MeasuringScreen) looked(step kit.Step, list, figure fyne.CanvasObject) fyne.CanvasObject {
	again := kit.NewPrimary("Measure today", func() { v.s.Swap(session.Measuring, v.child, "") }).WithIcon(kit.IconMeasure).Big()
	fix := kit.NewQuiet("Correct the set of "+v.m.On().Words(), v.correct).WithIcon(kit.IconPencil)
	words := kit.Column(4, kit.Strong("Kept as it was measured"), kit.Quieter("A new measuring day is a set of its own, with these values beside it."))
	if more := v.m.Besides(); more != "" {
		words.Add(kit.Quieter(more))
	}
	switch step {
	case kit.StepLandscape:
		side := kit.Column(16, kit.NewCard(kit.Inset(20, words)), again, fix)
		return kit.Insets(20, 32, 20, 32, kit.RowFull(20, kit.Fixed(340, list), kit.Grow(figure), kit.Fixed(348, side)))
	case kit.StepPortrait:
		top := kit.RowFull(16, kit.Fixed(340, list), kit.Grow(figure))
		return kit.Insets(16, 24, 16, 24, kit.Column(16, kit.Grow(top), kit.NewCard(kit.Inset(20, words)), kit.Wrap(12, again, fix)))
	}
	var rows []fyne.CanvasObject
	for _, r := range v.rows {
		rows = append(rows, r)
	}
	return kit.NewScroller(kit.Insets(8, 16, 24, 16, kit.Column(16, again, kit.NewRowCard(rows...), words, fix)))
}
