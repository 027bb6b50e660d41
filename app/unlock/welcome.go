package unlock

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// sceneWide is the width of the picture beside a form in landscape.
const sceneWide = 560

// Welcome puts body beside the picture in landscape; where a window is narrow a strip with the name stands above it.
func Welcome(words string, body fyne.CanvasObject) fyne.CanvasObject {
	scene := kit.NewScene(words)
	strip := kit.NewPanel(kit.Slate, kit.InsetXY(24, 32, kit.Column(8, kit.Number("Fieldfare").SetColor(kit.OnSlate), kit.NewText(words, kit.SizeRow, kit.OnSlate, false))))
	page := kit.NewScroller(kit.Middle(body))
	return kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		if s == kit.StepLandscape {
			return kit.RowFull(0, kit.Fixed(sceneWide, scene), kit.Grow(page))
		}
		return kit.Column(0, strip, kit.Grow(page))
	})
}
