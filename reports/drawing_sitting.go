package reports

import (
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A landmark is one size of a sitting body that the drawing can show. The body itself is always the same one: it stands
// for nobody, has no face, and is not drawn to the child's proportions.
type landmark struct {
	name *regexp.Regexp // of the reading
	back bool           // stands on the small figure, seen from behind
	draw func() ([]Stroke, [2]float64)
}

// Where the sitting body stands on its grid.
const (
	headTop, shoulderTop, scapula, elbow, seat, sole = 16.0, 84.0, 121.0, 157.0, 204.0, 301.0
	backX, kneeX                                     = 219.0, 315.0
	depthY                                           = 320.0 // where the depth of the seat is drawn, under the floor
	gapHigh                                          = 26.0  // how far the feet hang where they do
)

// landmarks are in the order of the table: from the seat's base up, then across.
var landmarks = []landmark{
	{name: regexp.MustCompile(`(?i)thigh|seat (base )?depth|buttock.*knee`), draw: func() ([]Stroke, [2]float64) {
		lines := append(size(backX, depthY, kneeX, depthY), guide(backX, seat+10, backX, depthY), guide(kneeX, seat+6, kneeX, depthY))
		return lines, [2]float64{(backX + kneeX) / 2, depthY}
	}},
	{name: regexp.MustCompile(`(?i)(floor|foot|sole|heel).*knee|lower leg|knee.*(floor|foot|sole)|popliteal`), draw: func() ([]Stroke, [2]float64) {
		return append(size(431, seat, 431, sole), guide(348, seat, 431, seat), guide(386, sole, 431, sole)), [2]float64{431, (seat + sole) / 2}
	}},
	{name: regexp.MustCompile(`(?i)elbow`), draw: up(161, elbow, 232)},
	{name: regexp.MustCompile(`(?i)scapula|shoulder blade`), draw: up(121, scapula, backX)},
	{name: regexp.MustCompile(`(?i)shoulder (top|height)|top of (the )?shoulder|seat to shoulder$`), draw: up(81, shoulderTop, 232)},
	{name: regexp.MustCompile(`(?i)head (top|height)|top of (the )?head|seat to head|crown`), draw: up(41, headTop, 245)},
	{name: regexp.MustCompile(`(?i)shoulder width|across (the )?shoulders|chest width`), back: true, draw: across(107, 477, 545)},
	{name: regexp.MustCompile(`(?i)hip width|across (the )?hips|pelvis width`), back: true, draw: across(184, 481, 541)},
	{name: regexp.MustCompile(`(?i)^(gap|feet).*(floor|ground)|feet hang`), draw: func() ([]Stroke, [2]float64) {
		return append(size(471, sole, 471, sole+gapHigh), guide(386, sole, 471, sole)), [2]float64{494, sole + gapHigh/2}
	}},
}

// theGap is the last of the landmarks: the one that lifts the feet off the floor.
const theGap = 8

// up is a height above the seat, drawn behind the back at x.
func up(x, y, reach float64) func() ([]Stroke, [2]float64) {
	return func() ([]Stroke, [2]float64) {
		return append(size(x, y, x, seat), guide(x, y, reach, y), guide(x, seat, 206, seat)), [2]float64{x, (y + seat) / 2}
	}
}

// across is a width of the figure that is seen from behind.
func across(y, x1, x2 float64) func() ([]Stroke, [2]float64) {
	return func() ([]Stroke, [2]float64) { return size(x1, y, x2, y), [2]float64{(x1 + x2) / 2, y} }
}

// placeOf is the landmark that a reading belongs to, or -1 for one that the drawing cannot show.
func placeOf(what string) int {
	for i, l := range landmarks {
		if l.name.MatchString(strings.TrimSpace(what)) {
			return i
		}
	}
	return -1
}

// sittingBody draws the body with a letter for each size; letters maps a landmark to its letter, names to its words.
func sittingBody(letters, names map[int]string, source assessments.ID) *Drawing {
	floor, back := sole+1.5, false
	if letters[theGap] != "" {
		floor += gapHigh
	}
	// Guides lie under the body, the body under the sizes: a letter is never crossed out by an arm.
	strokes := chair(floor)
	var over []Stroke
	var labels []Label
	var said []string
	for i, l := range landmarks {
		if letters[i] == "" {
			continue
		}
		lines, at := l.draw()
		for _, s := range lines {
			if s.Dashed {
				strokes = append(strokes, s)
			} else {
				over = append(over, s)
			}
		}
		labels = append(labels, Label{X: at[0], Y: at[1], Text: letters[i], Ring: true})
		said = append(said, letters[i]+": "+assessments.LowerFirst(names[i]))
		back = back || l.back
	}
	strokes = append(append(strokes, body()...), over...)
	alt := "Line drawing of somebody sitting, seen from the side"
	if back {
		strokes = append(behind(), strokes...)
		labels = append(labels, Label{X: 511, Y: 228, Text: "from behind"})
		alt += " and from behind"
	}
	strokes, labels, high := framed(600, strokes, labels)
	return &Drawing{Alt: alt + ". " + strings.Join(said, "; ") + ".", Wide: 600, High: high, Strokes: strokes, Labels: labels, Source: []assessments.ID{source}}
}

// chair is the furniture, in grey behind the body, on the floor.
func chair(floor float64) []Stroke {
	return []Stroke{
		{Points: [][2]float64{{176, floor}, {408, floor}}, Pen: PenRule, Weight: sizeWeight},
		from(207, 88).curve(207, 82, 214, 82, 214, 88).line(214, 206).line(299, 206).line(296, 213).line(207, 213).furniture(),
		{Points: [][2]float64{{230, 213}, {230, floor}}, Pen: PenRule, Weight: sizeWeight},
		{Points: [][2]float64{{286, 213}, {286, floor}}, Pen: PenRule, Weight: sizeWeight},
	}
}

// body is the sitting body from its right side: trunk and leg in one line, then neck, head and arm in front of it.
func body() []Stroke {
	trunk := from(234, 83).curve(223, 87, 219, 99, backX, 114).line(backX, 186).curve(backX, 198, 225, seat, 236, seat).
		line(306, seat).curve(313, seat, kneeX+1, 207, kneeX+1, 215).line(kneeX+1, 291).curve(kneeX+1, 298, 319, sole, 326, sole).
		line(372, sole).curve(384, sole, 386, 290, 375, 287).curve(364, 284, 345, 286, 345, 270).
		line(345, 198).curve(345, 178, 335, 167, 317, 167).line(280, 167).curve(272, 167, 268, 164, 268, 156).line(268, 116).
		curve(268, 99, 266, 88, 255, 83)
	neck := Stroke{Points: [][2]float64{{235, 70}, {255, 70}, {255, 90}, {235, 90}}, Closed: true, Fill: PenWhite}
	arm := from(231, 106).curve(231, 92, 252, 92, 252, 106).line(252, 138).curve(252, 140, 253, 141, 255, 141).line(297, 141).
		curve(308, 141, 308, elbow, 297, elbow).line(246, elbow).curve(236, elbow, 231, 152, 231, 143)
	return []Stroke{trunk.shape(), neck, from(236, 72).line(236, 79).curve(236, 82, 235, 83, 234, 83).open(), from(254, 72).line(254, 79).curve(254, 82, 254, 83, 255, 83).open(),
		circle(245, 46, 30).shape(), arm.shape()}
}

// behind is the small figure seen from behind: a head and a trunk, for the widths.
func behind() []Stroke {
	trunk := from(477, 106).curve(475, 82, 488, 74, 511, 74).curve(534, 74, 547, 82, 545, 106).line(541, 190).
		curve(541, 199, 537, 203, 529, 203).line(493, 203).curve(485, 203, 481, 199, 481, 190)
	neck := from(503, 66).line(503, 75).line(519, 75).line(519, 66)
	return []Stroke{neck.shape(), trunk.shape(), circle(511, 46, 21.5).shape()}
}
