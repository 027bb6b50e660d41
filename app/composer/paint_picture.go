package composer

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"

	"golang.org/x/image/draw"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// path fills and draws the outline of a shape.
func (b *brush) path(it layout.Item) {
	at := make([][2]float64, len(it.Points))
	for i, p := range it.Points {
		at[i] = [2]float64{it.X + p[0], it.Y + p[1]}
	}
	if len(at) < 2 {
		return
	}
	if it.Closed && it.Fill != (layout.Color{}) {
		b.polygon(it.Fill, at)
	}
	if it.Weight <= 0 {
		return
	}
	if it.Closed {
		at = append(at, at[0])
	}
	pen := dashes{on: true, left: it.Dash}
	for i := 1; i < len(at); i++ {
		for _, s := range pen.cut(at[i-1], at[i], it.Dash) {
			if s[0][0] > s[1][0] || s[0][0] == s[1][0] && s[0][1] > s[1][1] { // level and upright lines are boxes, which have a size
				s[0], s[1] = s[1], s[0]
			}
			b.line(layout.Item{X: s[0][0], Y: s[0][1], W: s[1][0] - s[0][0], H: s[1][1] - s[0][1], Stroke: it.Stroke, Weight: math.Max(it.Weight, 0.8/b.scale)})
		}
		if it.Dash == 0 && it.Weight*b.scale > 1.5 { // round corners
			b.dot(layout.Item{X: at[i][0], Y: at[i][1], W: it.Weight, Fill: it.Stroke})
		}
	}
}

// dashes carries a dash round the corners of a path.
type dashes struct {
	on   bool
	left float64 // of the dash or gap begun
}

// cut returns the parts of the stretch from p to q that are drawn.
func (d *dashes) cut(p, q [2]float64, dash float64) [][2][2]float64 {
	long := math.Hypot(q[0]-p[0], q[1]-p[1])
	if dash <= 0 || long/dash > 4000 {
		return [][2][2]float64{{p, q}}
	}
	var out [][2][2]float64
	for done := 0.0; done < long; {
		step := math.Min(d.left, long-done)
		if d.on {
			at := func(v float64) [2]float64 {
				return [2]float64{p[0] + (q[0]-p[0])*v/long, p[1] + (q[1]-p[1])*v/long}
			}
			out = append(out, [2][2]float64{at(done), at(done + step)})
		}
		done += step
		if d.left -= step; d.left <= 1e-9 {
			d.on, d.left = !d.on, dash
		}
	}
	return out
}

// picture draws a photo at the size it has on the page.
func (b *brush) picture(it layout.Item) error {
	img, err := jpeg.Decode(bytes.NewReader(it.Picture.JPEG))
	if err != nil {
		return err
	}
	r := image.Rect(int(math.Round(it.X*b.scale)), int(math.Round(it.Y*b.scale)), int(math.Round((it.X+it.W)*b.scale)), int(math.Round((it.Y+it.H)*b.scale)))
	draw.ApproxBiLinear.Scale(b.img, r, img, img.Bounds(), draw.Src, nil)
	return nil
}
