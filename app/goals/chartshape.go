package goals

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// shape is the mark of a series: a disc, a square or a diamond, so that nobody has to tell colours apart.
func shape(series int, body, edge color.Color) fyne.CanvasObject {
	switch series % 3 {
	case 1:
		r := canvas.NewRectangle(body)
		r.StrokeColor, r.StrokeWidth, r.CornerRadius = edge, 4, 2
		return r
	case 2:
		p := canvas.NewPolygon(4, body)
		p.StrokeColor, p.StrokeWidth = edge, 4
		return p
	}
	c := canvas.NewCircle(body)
	c.StrokeColor, c.StrokeWidth = edge, 4
	return c
}
