package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// shrink returns src at w by h pixels, no larger than it is, on white: each pixel is the mean of what it covers. It reads
// a row at a time, so that it needs next to no memory beside src. Grey stays grey.
func shrink(src image.Image, w, h int) draw.Image {
	b := src.Bounds()
	var out draw.Image = image.NewRGBA(image.Rect(0, 0, w, h))
	if m := src.ColorModel(); m == color.GrayModel || m == color.Gray16Model {
		out = image.NewGray(out.Bounds())
	}
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	sum, across := make([]float32, w*3), make([]float32, w*3)
	next, share := cover(b.Dx(), w)
	down, downShare := cover(b.Dy(), h)
	for y := range b.Dy() {
		draw.Draw(row, row.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, src, image.Pt(b.Min.X, b.Min.Y+y), draw.Over)
		clear(across)
		for x := range b.Dx() {
			to, part, p := next[x]*3, share[x], row.Pix[x*4:x*4+3]
			for c, v := range p {
				across[to+c] += part * float32(v)
			}
			if rest := weight(b.Dx(), w) - part; rest > 1e-7 && to+3 < len(across) {
				for c, v := range p {
					across[to+3+c] += rest * float32(v)
				}
			}
		}
		for i, v := range across {
			sum[i] += downShare[y] * v
		}
		if last := y == b.Dy()-1; last || down[y+1] != down[y] || downShare[y] < weight(b.Dy(), h) {
			write(out, down[y], sum)
			rest := weight(b.Dy(), h) - downShare[y]
			for i, v := range across {
				sum[i] = rest * v
			}
		}
	}
	return out
}

// weight is how much of a new pixel one old pixel is.
func weight(from, to int) float32 { return float32(float64(to) / float64(from)) }

// cover says for each of from old pixels which of to new ones it begins in, and how much of that one it is; what is left
// of it belongs to the one after.
func cover(from, to int) (first []int, share []float32) {
	first, share = make([]int, from), make([]float32, from)
	for i := range from {
		// Whole numbers: the old pixel i reaches from i*to to (i+1)*to, in parts of 1/from of a new one.
		first[i] = i * to / from
		edge := (first[i] + 1) * from
		share[i] = float32(float64(min(edge, (i+1)*to)-i*to) / float64(from))
	}
	return first, share
}

// write puts a row of means into out.
func write(out draw.Image, y int, means []float32) {
	at := func(v float32) uint8 { return uint8(min(max(v+0.5, 0), 255)) }
	switch img := out.(type) {
	case *image.RGBA:
		for x := range img.Rect.Dx() {
			img.SetRGBA(x, y, color.RGBA{at(means[x*3]), at(means[x*3+1]), at(means[x*3+2]), 255})
		}
	case *image.Gray:
		for x := range img.Rect.Dx() {
			img.SetGray(x, y, color.Gray{Y: at(means[x*3])})
		}
	}
}
