package kit

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
)

// Faults lists what is wrong with the shape of a screen in sentences: targets under 48 x 48, targets and words that lie
// over one another, and anything cut or beyond the window. An empty answer is a sound screen. It measures and paints
// nothing. What a scroller holds out of sight is looked at too.
func Faults(root fyne.CanvasObject, window fyne.Size) []string {
	var out []string
	fault := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	var texts, taps []Placed
	for _, p := range DumpObject(root, window) {
		what := "target"
		if p.Kind == "text" {
			if what = "words"; strings.TrimSpace(p.Text) == "" {
				continue
			}
			if need := p.Object.MinSize(); need.Height > p.H+1.5 || need.Width > p.W+1.5 {
				fault("words %q need %.0f x %.0f and have %.0f x %.0f", p.Text, need.Width, need.Height, p.W, p.H)
			}
			texts = append(texts, p)
		} else {
			if p.W < target-0.5 || p.H < target-0.5 {
				fault("target %q is %.0f x %.0f at %.0f,%.0f", p.Text, p.W, p.H, p.X, p.Y)
			}
			taps = append(taps, p)
		}
		if p.X < -0.5 || p.X+p.W > window.Width+0.5 {
			fault("%s %q leaves the window: %.0f to %.0f of %.0f", what, p.Text, p.X, p.X+p.W, window.Width)
		}
		if p.in == nil && (p.Y < -0.5 || p.Y+p.H > window.Height+0.5) {
			fault("%s %q leaves the window: %.0f to %.0f down of %.0f", what, p.Text, p.Y, p.Y+p.H, window.Height)
		}
	}
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if over := covered(a, b); over.w > 2 && over.h > 4 {
				fault("words %q and %q overlap", a.Text, b.Text)
			}
		}
	}
	for i, a := range taps {
		for _, b := range taps[i+1:] {
			// A button inside a row lies on it with all of itself.
			if over := covered(a, b); over.w > 2 && over.h > 2 && !within(over, a) && !within(over, b) {
				fault("targets %q and %q overlap", a.Text, b.Text)
			}
		}
		for _, w := range texts {
			if over := covered(a, w); over.w > 2 && over.h > 4 && !within(over, a) && !within(over, w) {
				fault("target %q lies over a part of the words %q", a.Text, w.Text)
			}
		}
	}
	return out
}

// covered is what two things share of the screen. Those in one scroller move together, so that what it hides of them counts; what
// a scroller hides covers nothing else.
func covered(a, b Placed) box {
	if a.in == b.in {
		return box{a.X, a.Y, a.W, a.H}.cut(box{b.X, b.Y, b.W, b.H})
	}
	if a.Off || b.Off {
		return box{} // a sliver at the edge of a scroller
	}
	return a.seen.cut(b.seen)
}

// within tells whether what two things share is the whole of one of them, or all of it that is in sight.
func within(over box, p Placed) bool {
	const slack = 1.5
	return over.w >= min(p.W, p.seen.w)-slack && over.h >= min(p.H, p.seen.h)-slack
}
