package layout

import (
	"math"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// inside checks that a sketch stays in its frame.
func inside(t *testing.T, s Sketch) {
	t.Helper()
	for _, it := range s.Items {
		if x0, y0, x1, y1 := it.Bounds(); x0 < -0.6 || y0 < -0.6 || x1 > s.W+0.6 || y1 > s.H+0.6 {
			t.Errorf("%+v reaches from %.1f, %.1f to %.1f, %.1f out of %.1f by %.1f", it, x0, y0, x1, y1, s.W, s.H)
		}
	}
}

// said returns where words stand in a sketch: their middle and baseline.
func said(s Sketch, words string) (x, y float64, ok bool) {
	for _, it := range s.Items {
		if it.Shape == Text && strings.TrimSpace(it.Text) == words {
			return it.X + it.W/2, it.Y, true
		}
	}
	return 0, 0, false
}

func goalChart(lines ...reports.ChartLine) *reports.Chart {
	return &reports.Chart{Style: reports.ChartMoves, Alt: "a", Lines: lines, Scale: []reports.Tick{{At: -2, Text: "−2", Words: "further off"}, {At: -1, Text: "−1"},
		{At: 0, Text: "0", Words: "the goal", Goal: true}, {At: 1, Text: "+1"}, {At: 2, Text: "+2", Words: "beyond it"}}}
}

func move(name string, at ...float64) reports.ChartLine {
	l := reports.ChartLine{Name: name}
	for i, v := range at {
		l.Points = append(l.Points, reports.ChartPoint{On: []assessments.Date{"2026-01-05", "2026-04-05", "2026-07-05"}[i], At: v})
	}
	return l
}

// marks returns the middles of rings and full dots at a height.
func marks(s Sketch, y float64) (rings, dots []float64) {
	for i, it := range s.Items {
		if it.Shape != Dot || math.Abs(it.Y-y) > 0.01 || it.Fill != Ink {
			continue
		}
		if i+1 < len(s.Items) && s.Items[i+1].Shape == Dot && s.Items[i+1].Fill == White && s.Items[i+1].X == it.X {
			rings = append(rings, it.X)
		} else {
			dots = append(dots, it.X)
		}
	}
	return rings, dots
}

func TestMoves_RingBeforeDotAfterAtTheirValues(t *testing.T) {
	s, ok := Draw(goalChart(move("Up", -1, 1), move("Same", 0, 0), move("Only before", -2)), colW)
	if !ok {
		t.Fatal("not drawn")
	}
	inside(t, s)
	at := func(words string) float64 {
		x, _, ok := said(s, words)
		if !ok {
			t.Fatalf("%q is not said", words)
		}
		return x
	}
	near := func(got []float64, want ...float64) bool {
		for i := range want {
			if len(got) != len(want) || math.Abs(got[i]-want[i]) > 0.3 {
				return false
			}
		}
		return len(got) == len(want)
	}
	for i, tt := range []struct {
		rings, dots []float64
	}{{[]float64{at("−1")}, []float64{at("+1")}}, {[]float64{at("0"), at("0")}, []float64{at("0")}}, {[]float64{at("−2")}, nil}} {
		rings, dots := marks(s, movesAir+movesPitch*(float64(i)+0.5))
		if !near(rings, tt.rings...) || !near(dots, tt.dots...) {
			t.Errorf("line %d: rings at %.1f, dots at %.1f; want %.1f and %.1f", i, rings, dots, tt.rings, tt.dots)
		}
	}
	wash := s.Items[0]
	if wash.Shape != Rect || wash.Fill != Wash || math.Abs(wash.X-at("0")) > 0.3 || wash.X+wash.W < at("+2") {
		t.Errorf("what is beyond the goal is not on wash: %+v", wash)
	}
}

func TestMoves_NothingIsDrawnWhereItIsNot(t *testing.T) {
	s, _ := Draw(goalChart(move("Far", -2, 5)), colW)
	inside(t, s)
	_, dots := marks(s, movesAir+movesPitch/2)
	if x, _, _ := said(s, "+2"); len(dots) != 1 || dots[0] <= x+5 {
		t.Errorf("5 stands at %v, +2 at %.1f", dots, x)
	}
}

func TestDays_PlacesFollowTheCalendar(t *testing.T) {
	c := &reports.Chart{Style: reports.ChartDays, Alt: "a", Scale: []reports.Tick{{At: 0, Text: "0"}, {At: 10, Text: "10"}},
		Lines: []reports.ChartLine{{Name: "Minutes", Points: []reports.ChartPoint{{On: "2026-01-01", At: 10, Words: "ten"}, {On: "2026-01-11", At: 5}, {On: "2026-01-31", At: 0}}}}}
	s, ok := Draw(c, colW)
	if !ok {
		t.Fatal("not drawn")
	}
	inside(t, s)
	var at [][2]float64
	for _, it := range s.Items {
		if it.Shape == Dot && it.W == dayMark && len(at) < 3 {
			at = append(at, [2]float64{it.X, it.Y})
		}
	}
	if len(at) != 3 || math.Abs((at[1][0]-at[0][0])*2-(at[2][0]-at[1][0])) > 0.01 || math.Abs(at[1][1]-at[0][1]-(at[2][1]-at[1][1])) > 0.01 {
		t.Errorf("marks at %v: ten days and twenty, five down and five", at)
	}
	for _, w := range []string{"1 January", "31 January", "Minutes", "ten", "0", "10"} {
		if _, _, ok := said(s, w); !ok {
			t.Errorf("%q is not said", w)
		}
	}
}

func TestDays_NamesDoNotTouch(t *testing.T) {
	c := &reports.Chart{Style: reports.ChartDays, Alt: "a", Scale: []reports.Tick{{At: 0, Text: "0"}, {At: 10, Text: "10"}}}
	for _, n := range []string{"one", "two", "three", "four", "five", "six", "seven"} {
		c.Lines = append(c.Lines, move(n, 1, 0))
	}
	s, _ := Draw(c, colW)
	inside(t, s)
	last := math.Inf(-1)
	seen := 0
	for _, it := range s.Items {
		if it.Shape == Text && strings.Contains("one two three four five six seven", it.Text) && len(it.Text) > 2 {
			if it.Y-last < styleMark.height() {
				t.Errorf("%q stands %.1f under the one above", it.Text, it.Y-last)
			}
			last = it.Y
			seen++
		}
	}
	if seen != 7 {
		t.Errorf("%d names of 7", seen)
	}
}

func TestDrawing_KeepsItsShapeAndItsFrame(t *testing.T) {
	d := &reports.Drawing{Alt: "a", Wide: 100, High: 50, Strokes: []reports.Stroke{{Points: [][2]float64{{0, 0}, {100, 0}, {100, 50}, {0, 50}}, Closed: true, Pen: reports.PenInk, Weight: 1}},
		Labels: []reports.Label{{X: 50, Y: 25, Text: "A", Ring: true}, {X: 100, Y: 50, Text: "at the very corner"}}}
	s, ok := Draw(d, 80)
	if !ok || s.W > 80.01 {
		t.Fatalf("drawn: %v, %.1f wide", ok, s.W)
	}
	inside(t, s)
	p := s.Items[0].Points
	if w, h := p[1][0]-p[0][0], p[2][1]-p[1][1]; math.Abs(w/h-2) > 0.001 {
		t.Errorf("100 by 50 became %.1f by %.1f", w, h)
	}
	x, _, _ := said(s, "A")
	if mid := s.Items[0].X + (p[0][0]+p[1][0])/2; math.Abs(x-mid) > 0.2 {
		t.Errorf("A stands at %.1f, the middle is %.1f", x, mid)
	}
}

func TestDraw_RefusesWhatIsNowhere(t *testing.T) {
	inf := math.Inf(1)
	for _, b := range []reports.Block{&reports.Para{}, &reports.Drawing{Wide: math.NaN()}, &reports.Drawing{Strokes: []reports.Stroke{{Points: [][2]float64{{inf, 0}}}}}, &reports.Chart{Scale: []reports.Tick{{At: inf}}},
		goalChart(move("x", math.NaN())), &reports.Drawing{Alt: "a", Labels: []reports.Label{{Text: "ﷺ"}}}} {
		if _, ok := Draw(b, colW); ok {
			t.Errorf("%s was drawn", b.BlockType())
		}
	}
	if _, err := Lay(t.Context(), reports.Document{Blocks: []reports.Block{&reports.Drawing{Caption: "Seat", Wide: math.NaN()}}}); assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), "Seat") {
		t.Errorf("got %v", err)
	}
}

func TestDrawing_WordsOnDarkGroundAreWhite(t *testing.T) {
	s, _ := Draw(&reports.Drawing{Alt: "a", Wide: 100, High: 50, Strokes: []reports.Stroke{{Points: [][2]float64{{0, 0}, {100, 0}, {100, 50}, {0, 50}}, Fill: reports.PenSlate}}, Labels: []reports.Label{{X: 50, Y: 25, Text: "word"}}}, 80)
	for _, it := range s.Items {
		if it.Shape == Text && it.Fill != White {
			t.Errorf("%q is %v on slate", it.Text, it.Fill)
		}
	}
}
