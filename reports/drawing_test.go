package reports

import (
	"fmt"
	"strings"
	"testing"
)

// TestSittingBody_ShowsWhatWasMeasured draws every choice of the landmarks.
func TestSittingBody_ShowsWhatWasMeasured(t *testing.T) {
	for mask := 1; mask < 1<<len(landmarks); mask++ {
		letters, names := map[int]string{}, map[int]string{}
		for i := range landmarks {
			if mask&(1<<i) != 0 {
				letters[i], names[i] = string(rune('A'+len(letters))), fmt.Sprintf("Size %d", i)
			}
		}
		d := sittingBody(letters, names, "m")
		rings := map[string]bool{}
		for _, l := range d.Labels {
			if l.Ring {
				rings[l.Text] = true
			}
			if l.X < 10 || l.X > d.Wide-10 || l.Y < 10 || l.Y > d.High-10 {
				t.Fatalf("choice %b: the letter %s stands at %g, %g, outside the drawing", mask, l.Text, l.X, l.Y)
			}
		}
		for i, letter := range letters {
			if !rings[letter] || !strings.Contains(d.Alt, letter+": size "+fmt.Sprint(i)) {
				t.Fatalf("choice %b: the letter %s is not drawn, or not named in %q", mask, letter, d.Alt)
			}
		}
		if len(rings) != len(letters) {
			t.Fatalf("choice %b: %d letters are drawn, want %d", mask, len(rings), len(letters))
		}
		for _, s := range d.Strokes {
			for _, p := range s.Points {
				if p[0] < 0 || p[0] > d.Wide || p[1] < 0 || p[1] > d.High {
					t.Fatalf("choice %b: a line reaches %g, %g, outside %g by %g", mask, p[0], p[1], d.Wide, d.High)
				}
			}
		}
	}
}

func TestPlaceOf(t *testing.T) {
	for _, c := range []struct {
		what string
		want int
	}{
		{"Thigh depth", 0}, {"Seat base depth", 0}, {"Floor to back of knee", 1}, {"Lower leg length", 1}, {"Seat to elbow", 2}, {"Seat to mid-scapula", 3},
		{"Seat to shoulder top", 4}, {"Seat to head top", 5}, {"Shoulder width", 6}, {"Hip width", 7}, {"Gap between feet and floor", 8}, {"Head girth", -1}, {"Weight", -1}, {"Length", -1},
	} {
		if got := placeOf(c.what); got != c.want {
			t.Errorf("%q is drawn at %d, want %d", c.what, got, c.want)
		}
	}
}

// TestSittingBody_TheFeetHang lets the floor drop where a gap was measured, and only there.
func TestSittingBody_TheFeetHang(t *testing.T) {
	foot := func(gap bool) float64 {
		letters := map[int]string{1: "A"}
		if gap {
			letters[theGap] = "B"
		}
		var floor, soles float64
		for _, s := range sittingBody(letters, map[int]string{1: "Knee", theGap: "Gap"}, "m").Strokes {
			for _, p := range s.Points {
				if s.Pen == PenInk && s.Closed {
					soles = max(soles, p[1])
				}
				if s.Pen == PenRule && len(s.Points) == 2 {
					floor = max(floor, p[1])
				}
			}
		}
		return floor - soles
	}
	if on, off := foot(false), foot(true); on > 5 || off < 20 {
		t.Errorf("the floor is %g under feet that stand and %g under feet that hang", on, off)
	}
}
