package layout

// centile returns what draws the centile strip of a cell: a line from 1 to 99, a grey block for the middle half of
// children that age, a tick at 50 and a dot. The number stands beside it in words, so all of it is an artifact. A head
// row gets the scale instead; a cell without a centile gets nothing.
func centile(col column, value float64, head bool) func(y float64) []Item {
	const h = 5.6
	from := col.stripX()
	const width = stripW - 3
	x := func(c float64) float64 { return from + (c-1)/98*width }
	if head {
		return func(y float64) []Item {
			base := y + styleHead.base()
			var out []Item
			for _, m := range []struct {
				text string
				at   float64
			}{{"1", 1}, {"50", 50}, {"99", 99}} {
				out = append(out, one(words(m.text, styleHead), x(m.at), base, centre, Artifact)...)
			}
			return out
		}
	}
	if value <= 0 {
		return nil
	}
	value = min(max(value, 1), 99)
	return func(y float64) []Item {
		mid := y + styleBody.height()/2
		tick := func(c, half float64) Item {
			return Item{Shape: Line, X: x(c), Y: mid - half, H: 2 * half, Stroke: Rule, Weight: mainLine, Node: Artifact}
		}
		return []Item{
			rect(x(25), mid-h/2+0.9, x(75)-x(25), h-1.8, bar),
			rule(x(1), mid, width, mainLine, Rule), tick(1, 1.4), tick(99, 1.4), tick(50, h/2-0.9),
			{Shape: Dot, X: x(value), Y: mid, W: 3.6, Fill: White, Node: Artifact},
			{Shape: Dot, X: x(value), Y: mid, W: 2.8, Fill: Ink, Node: Artifact},
		}
	}
}
