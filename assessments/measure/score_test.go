package measure

import (
	"math"
	"testing"
)

func TestPercentile(t *testing.T) {
	for _, c := range []struct {
		scale   Scale
		score   float64
		tenths  string
		printed string
		centile string
	}{
		{StandardScore, 70, "2.3", "2", "2nd centile"},
		{StandardScore, 85, "15.9", "16", "16th centile"},
		{StandardScore, 90, "25.2", "25", "25th centile"},
		{StandardScore, 100, "50.0", "50", "50th centile"},
		{StandardScore, 115, "84.1", "84", "84th centile"},
		{StandardScore, 130, "97.7", "98", "98th centile"},
		{ScaledScore, 4, "2.3", "2", "2nd centile"},
		{ScaledScore, 5, "4.8", "5", "5th centile"},
		{ScaledScore, 6, "9.1", "9", "9th centile"},
		{ScaledScore, 7, "15.9", "16", "16th centile"},
		{ScaledScore, 8, "25.2", "25", "25th centile"},
		{TScore, 30, "2.3", "2", "2nd centile"},
		{TScore, 40, "15.9", "16", "16th centile"},
		{TScore, 60, "84.1", "84", "84th centile"},
		{TScore, 70, "97.7", "98", "98th centile"},
		{StandardScore, 82, "11.5", "12", "12th centile"},
		{StandardScore, 94, "34.5", "34", "34th centile"},
		{StandardScore, 75, "4.8", "5", "5th centile"},
		{StandardScore, 65, "1.0", "<1", "below the 1st centile"},
		{StandardScore, 135, "99.0", ">99", "above the 99th centile"},
		{Scale{15, 5}, 10, "15.9", "16", "16th centile"},
	} {
		got, err := c.scale.Percentile(c.score)
		if err != nil || Tenths(got) != c.tenths || PercentileText(got) != c.printed || Centile(got) != c.centile {
			t.Errorf("%v on %v: got %s, %s, %s, %v", c.score, c.scale, Tenths(got), PercentileText(got), Centile(got), err)
		}
	}
}

func TestPercentileText_Edges(t *testing.T) {
	for p, want := range map[float64]string{0: "<1", 0.99: "<1", 1: "1", 1.5: "2", 99: "99", 99.01: ">99", 100: ">99"} {
		if got := PercentileText(p); got != want {
			t.Errorf("%v: got %s, want %s", p, got, want)
		}
	}
	if got := PercentileText(math.NaN()) + Centile(math.NaN()); got != "" {
		t.Errorf("not a number prints as %q", got)
	}
	for p, want := range map[float64]string{1: "1st", 3: "3rd", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd", 93: "93rd"} {
		if got := Centile(p); got != want+" centile" {
			t.Errorf("%v: got %s", p, got)
		}
	}
}

func TestScore_InvertsPercentile(t *testing.T) {
	for _, p := range []float64{1e-9, 0.1, 2.3, 5, 50, 84.1, 99.9} {
		score, err := StandardScore.Score(p)
		if err != nil {
			t.Fatal(err)
		}
		back, err := StandardScore.Percentile(score)
		if err != nil || math.Abs(back-p) > 1e-9*math.Max(1, p) {
			t.Errorf("%v: score %v, back %v, %v", p, score, back, err)
		}
	}
	for _, p := range []float64{0, 100, -1, math.NaN()} {
		if got, err := StandardScore.Score(p); err == nil {
			t.Errorf("%v: got %v, want an error", p, got)
		}
	}
}

func TestIntervalAndReliableChange(t *testing.T) {
	sem, err := StandardScore.SEM(0.90)
	if err != nil || math.Abs(sem-4.743) > 0.001 {
		t.Fatalf("SEM: got %v, %v; want 4.74", sem, err)
	}
	for c, want := range map[Confidence]string{Confidence95: "9.3", Confidence90: "7.8"} {
		got, err := IntervalAround(85, sem, c)
		if err != nil || Tenths(got.Half) != want || Tenths(got.High-got.Low) != Tenths(2*got.Half) || Tenths((got.High+got.Low)/2) != "85.0" {
			t.Errorf("%d%%: got %+v, %v; want +-%s", c, got, err, want)
		}
	}
	if _, err := IntervalAround(85, sem, 99); err == nil {
		t.Error("a 99% interval was given")
	}
	for _, c := range []struct {
		second float64
		beyond bool
	}{{98, false}, {98.2, true}, {71.8, true}, {72, false}} {
		got, err := ReliableChange(85, c.second, sem)
		if err != nil || got.Beyond != c.beyond || Tenths(got.Needed) != "13.1" || got.Points != c.second-85 {
			t.Errorf("85 to %v: got %+v, %v; want beyond %v", c.second, got, err, c.beyond)
		}
	}
	if _, err := ReliableChange(85, 90, 0); !NotComputable(err) {
		t.Errorf("SEM 0: got %v, want not computable", err)
	}
}

func TestScores_Refused(t *testing.T) {
	nan := math.NaN()
	for name, err := range map[string]error{
		"SD 0":               second(Scale{100, 0}.Percentile(90)),
		"negative SD":        second(Scale{100, -15}.Z(90)),
		"score not a number": second(StandardScore.Percentile(nan)),
		"score infinite":     second(StandardScore.Z(math.Inf(1))),
		"reliability 1.2":    second(StandardScore.SEM(1.2)),
		"reliability -0.1":   second(StandardScore.SEM(-0.1)),
		"reliability NaN":    second(StandardScore.SEM(nan)),
		"negative SEM":       second(IntervalAround(85, -1, Confidence95)),
		"change, SEM NaN":    second(ReliableChange(1, 2, nan)),
	} {
		if err == nil || NotComputable(err) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestTenths(t *testing.T) {
	for x, want := range map[float64]string{2.25: "2.3", 0.35: "0.4", -0.04: "0.0", -2.25: "-2.3", 19.84: "19.8", 0: "0.0"} {
		if got := Tenths(x); got != want {
			t.Errorf("%v: got %s, want %s", x, got, want)
		}
	}
	for x, want := range map[float64]string{2.3333: "+2.3", -0.01: "0.0", 0.01: "0.0", -4: "-4.0"} {
		if got := SignedTenths(x); got != want {
			t.Errorf("%v: got %s, want %s", x, got, want)
		}
	}
}

func FuzzPercentile(f *testing.F) {
	f.Add(100.0, 15.0, 85.0, 86.0)
	f.Fuzz(func(t *testing.T, mean, sd, a, b float64) {
		s := Scale{mean, sd}
		pa, errA := s.Percentile(a)
		pb, errB := s.Percentile(b)
		if errA != nil || errB != nil {
			return
		}
		if !(pa >= 0 && pa <= 100) || (a < b && pa > pb) {
			t.Fatalf("%v: %v is at %v, %v is at %v", s, a, pa, b, pb)
		}
		if text := PercentileText(pa); text == "" || text == "0" || text == "100" {
			t.Fatalf("%v prints as %q", pa, text)
		}
	})
}
