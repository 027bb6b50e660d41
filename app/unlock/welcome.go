package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assets"
)

const (
	welcomeWide = 560
	fieldHigh   = 460
)

// Welcome puts body beside the slate half in landscape and under it otherwise. Words is the line under the name.
func Welcome(words string, body fyne.CanvasObject) fyne.CanvasObject {
	name := kit.Number("Fieldfare").SetColor(kit.OnSlate)
	line := kit.NewText(words, kit.SizeRow, kit.OnSlate, false)
	field := canvas.NewImageFromResource(fyne.NewStaticResource("welcome.svg", assets.WelcomeSVG))
	field.FillMode = canvas.ImageFillStretch
	slate := kit.NewPanel(kit.Slate, kit.Column(0, kit.Insets(64, 48, 0, 56, kit.Column(8, name, line)), kit.Grow(kit.Gap()), kit.AtLeast(welcomeWide, fieldHigh, field)))
	short := kit.NewPanel(kit.Slate, kit.Insets(32, 24, 32, 24, kit.Column(8, name, line)))
	page := kit.NewScroller(kit.Middle(body))
	return kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		if s == kit.StepLandscape {
			return kit.RowFull(0, kit.Fixed(welcomeWide, slate), kit.Grow(page))
		}
		return kit.Column(0, short, kit.Grow(page))
	})
}
