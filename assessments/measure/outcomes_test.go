package measure

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

func TestGBO(t *testing.T) {
	got, err := GBO(
		[]Outcome{{"bike", 2}, {"laces", 0}, {"lunch", 5}},
		[]Outcome{{"bike", 9}, {"lunch", 3}},
		[]Outcome{{"lunch", 4}, {"bike", 7}, {"sleep", 10}})
	if err != nil {
		t.Fatal(err)
	}
	want := GBOChange{Goals: []GoalChange{{"bike", 2, 7, 5}, {"lunch", 5, 4, -1}}, Mean: 2,
		LeftOut: []LeftOut{{"laces", "scored on one date only"}, {"sleep", "scored on one date only"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if once, err := GBO([]Outcome{{"bike", 0}}); err != nil || once.Computable() || once.Mean != 0 {
		t.Errorf("one date: %+v, %v", once, err)
	}
	if zero, err := GBO([]Outcome{{"a", 3}}, []Outcome{{"a", 0}}); err != nil || zero.Mean != -3 {
		t.Errorf("0 is an answer: %+v, %v", zero, err)
	}
	for name, bad := range map[string][]Outcome{
		"eleven": {{"a", 11}}, "negative": {{"a", -1}}, "no goal": {{"", 1}}, "twice": {{"a", 1}, {"a", 2}},
		"four goals": {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}},
	} {
		if c, err := GBO([]Outcome{{"a", 1}}, bad); err == nil {
			t.Errorf("%s: got %+v", name, c)
		}
	}
}

func TestAnswers_AreAskedInTwoHalves(t *testing.T) {
	yes, seen := 0, map[string]bool{}
	for i, a := range Answers() {
		if a.Words() == "" || seen[a.Words()] {
			t.Errorf("answer %d: %q", i, a.Words())
		}
		seen[a.Words()] = true
		level, err := a.Level(-1)
		if err != nil || a.Achieved() != (level >= 0) {
			t.Errorf("%q: level %d, achieved %v, %v", a.Words(), level, a.Achieved(), err)
		}
		if a.Achieved() {
			yes++
		}
	}
	if yes != 3 || len(seen) != 6 || Answer(6).Words() != "" || Answer(-1).Achieved() {
		t.Errorf("%d of %d answers are a yes", yes, len(seen))
	}
	if !strings.Contains(GASCaveat, "ordinal") {
		t.Error("the caveat does not say that levels are ordinal")
	}
}

func ptr[T any](v T) *T { return &v }

func TestParticipate_LeavesOutNever(t *testing.T) {
	got, err := Participate([]Participation{
		{Item: "a", Frequency: ptr(7), Involvement: ptr(4), Change: ptr(false)},
		{Item: "b", Frequency: ptr(0), Involvement: ptr(1), Change: ptr(true)},
		{Item: "c", Frequency: ptr(2), Involvement: ptr(5), Change: ptr(true)},
		{Item: "d", Change: ptr(false)},
	})
	want := ParticipationSummary{Frequency: Mean{4.5, 2}, Involvement: Mean{4.5, 2}, Never: Share{1, 3}, Change: Share{2, 4}}
	if err != nil || cmp.Diff(want, got) != "" {
		t.Errorf("%+v, %v", got, err)
	}
	if empty, err := Participate(nil); err != nil || empty.Never.Of != 0 || empty.Never.Percent() != 0 {
		t.Errorf("no items: %+v, %v", empty, err)
	}
	for _, bad := range []Participation{{Frequency: ptr(8)}, {Frequency: ptr(-1)}, {Involvement: ptr(0)}, {Involvement: ptr(6)}} {
		if _, err := Participate([]Participation{bad}); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
	if s, err := Supportiveness([]int{3, 2, 0, 1}, 3); err != nil || Tenths(s) != "66.7" {
		t.Errorf("supportiveness %v, %v", s, err)
	}
	if _, err := Supportiveness([]int{0}, 3); !NotComputable(err) {
		t.Errorf("nothing rated: %v", err)
	}
	if _, err := Supportiveness([]int{4}, 3); err == nil || NotComputable(err) {
		t.Errorf("4 of 3: %v", err)
	}
}

func TestCompareTOM(t *testing.T) {
	got, err := CompareTOM(TOM{"activity": 2, "impairment": 1.5, "wellbeing": 3}, TOM{"impairment": 2, "activity": 2, "participation": 4})
	want := []TOMChange{{"impairment", 1.5, 2, 0.5}, {"activity", 2, 2, 0}}
	if err != nil || cmp.Diff(want, got) != "" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []TOM{{"activity": 2.25}, {"activity": 5.5}, {"activity": -0.5}, {"mood": 2}} {
		if _, err := CompareTOM(bad, TOM{}); err == nil {
			t.Errorf("%v was accepted first", bad)
		}
		if _, err := CompareTOM(TOM{}, bad); err == nil {
			t.Errorf("%v was accepted last", bad)
		}
	}
}

func TestShare(t *testing.T) {
	s, err := ShareOf(assessments.Count{What: "letters", Value: 11, Of: 26})
	if err != nil || s.Words("letters legible") != "11 of 26 letters legible (42%)" {
		t.Errorf("%+v, %v", s, err)
	}
	for _, c := range []assessments.Count{{Value: 11}, {Value: 27, Of: 26}, {Value: 1.5, Of: 2}, {Value: -1, Of: 2}, {Value: 1, Of: 1e12}} {
		if s, err := ShareOf(c); err == nil {
			t.Errorf("%+v is %+v", c, s)
		}
	}
	for want, s := range map[string]Share{"0%": {0, 300}, "<1%": {1, 300}, ">99%": {299, 300}, "100%": {300, 300}, "50%": {1, 2}} {
		if s.PercentText() != want {
			t.Errorf("%v prints %s, want %s", s, s.PercentText(), want)
		}
	}
}

// The expected ends are Wilson's, worked out by hand for 0 of 10 (0 and z*z/(n+z*z)) and taken from his formula elsewhere.
func TestShare_Interval(t *testing.T) {
	for _, c := range []struct {
		s         Share
		low, high string
	}{
		{Share{0, 10}, "0.0", "27.8"}, {Share{10, 10}, "72.2", "100.0"}, {Share{5, 10}, "23.7", "76.3"}, {Share{18, 24}, "55.1", "88.0"}, {Share{1, 1}, "20.7", "100.0"},
	} {
		i, err := c.s.Interval(Confidence95)
		if err != nil || Tenths(i.Low) != c.low || Tenths(i.High) != c.high {
			t.Errorf("%v: %s to %s, %v; want %s to %s", c.s, Tenths(i.Low), Tenths(i.High), err, c.low, c.high)
		}
	}
	for of := 1; of <= 60; of++ {
		for n := 0; n <= of; n++ {
			s := Share{n, of}
			wide, err := s.Interval(Confidence95)
			if err != nil || wide.Low < 0 || wide.High > 100 || wide.Low > s.Percent()+1e-9 || wide.High < s.Percent()-1e-9 || wide.Low >= wide.High {
				t.Fatalf("%v: %+v, %v", s, wide, err)
			}
			narrow, err := s.Interval(Confidence90)
			if err != nil || narrow.Low < wide.Low || narrow.High > wide.High {
				t.Fatalf("%v: 90%% %+v is not within 95%% %+v", s, narrow, wide)
			}
		}
	}
	if _, err := (Share{}).Interval(Confidence95); !NotComputable(err) {
		t.Errorf("nothing counted: %v", err)
	}
}

func TestSampling(t *testing.T) {
	s, err := ParseSampling("++++ +++-+\n--+? +++,+-+−+?+++")
	if err != nil || s != (Sampling{On: 18, Off: 5, CantSee: 2}) {
		t.Fatalf("%+v, %v", s, err)
	}
	if got, want := (Sampling{18, 6, 3}).Words(), "On task at 18 of 24 moments: 75%, 95% interval 55% to 88%. The child could not be seen at 3, which are left out."; got != want {
		t.Errorf("got %s", got)
	}
	if got := (Sampling{0, 0, 4}).Words(); !strings.Contains(got, "not computable") || !strings.Contains(got, "at 4") {
		t.Errorf("never seen: %s", got)
	}
	if _, err := ParseSampling("++x"); err == nil || !strings.Contains(err.Error(), "'x'") {
		t.Errorf("x: %v", err)
	}
	if _, err := ParseSampling(strings.Repeat("+", mostMoments+1)); err == nil {
		t.Error("more moments than a day has were accepted")
	}
	if _, err := (Sampling{-1, 2, 0}).OnTask(); err == nil {
		t.Error("a negative count was accepted")
	}
}

func TestTally(t *testing.T) {
	for _, c := range []struct {
		t     Tally
		rate  string
		words string
	}{
		{Tally{12, 1500, 0}, "4.8", "12 times in 25 min, a rate of 4.8 in 10 minutes."},
		{Tally{1, 180, 0}, "3.3", "Once in 3 min, a rate of 3.3 in 10 minutes (less than 10 minutes were watched)."},
		{Tally{0, 600, 0}, "0.0", "0 times in 10 min, a rate of 0.0 in 10 minutes."},
		{Tally{4, 630, 90}, "3.8", "4 times in 10 min 30 s, a rate of 3.8 in 10 minutes; 1 min 30 s in all, 23 s each on average."},
		{Tally{4, 600, 10}, "4.0", "4 times in 10 min, a rate of 4.0 in 10 minutes; 10 s in all, 2.5 s each on average."},
	} {
		got, err := c.t.PerTenMinutes()
		if err != nil || Tenths(got) != c.rate || c.t.Words() != c.words {
			t.Errorf("%+v: %s, %v, %q", c.t, Tenths(got), err, c.t.Words())
		}
	}
	if _, err := (Tally{Times: 3}).PerTenMinutes(); !NotComputable(err) {
		t.Errorf("no time: %v", err)
	}
	for _, bad := range []Tally{{-1, 60, 0}, {1, -60, 0}, {1, 60, 61}, {0, 60, 5}, {1, 1e6, 0}} {
		if _, err := bad.PerTenMinutes(); err == nil || NotComputable(err) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestParseSpan(t *testing.T) {
	for text, want := range map[string]float64{
		"150": 150, "150 s": 150, "150 seconds": 150, "2:30": 150, "02:05": 125, "2.5 min": 150, "2 min 30 s": 150, "2m30": 150,
		"90sec": 90, " 10  Minutes ": 600, "1 minute 5 seconds": 65, "0": 0, "24:00": 1440,
	} {
		if got, err := ParseSpan(text); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "min", "2:3", "2:60", "2 min 60 s", "-5", "1e3", "two minutes", "2 h", "NaN", "99999999", "2..5"} {
		if got, err := ParseSpan(text); err == nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestWriting(t *testing.T) {
	w := WritingOf("The cat  sat, on hte\nmat. – 3 caf\u0065\u0301s", 120)
	if w.Letters != 22 || w.Words != 8 {
		t.Errorf("%+v", w)
	}
	if got, want := w.Summary(), "Wrote 22 letters (11.0 a minute), 8 words (4.0 a minute) in 2 min."; got != want {
		t.Errorf("got %s", got)
	}
	if got, want := (Writing{Words: 21, Seconds: 90}).Summary(), "Wrote 21 words (14.0 a minute) in 1 min 30 s."; got != want {
		t.Errorf("got %s", got)
	}
	if _, _, err := WritingOf("cat", 0).PerMinute(); !NotComputable(err) {
		t.Errorf("not timed: %v", err)
	}
	for _, bad := range []Writing{{-1, 0, 60}, {0, -1, 60}, {1, 1, -1}, {1, 1, 1e9}} {
		if _, _, err := bad.PerMinute(); err == nil || NotComputable(err) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func FuzzParseSampling(f *testing.F) {
	for _, s := range []string{"++--??", "+ , −\n–", "x", "+1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSampling(text)
		if err != nil {
			return
		}
		again, err := ParseSampling(strings.Repeat("+", s.On) + strings.Repeat("-", s.Off) + strings.Repeat("?", s.CantSee))
		if err != nil || again != s || s.Words() == "" {
			t.Fatalf("%q: %+v, then %+v, %v", text, s, again, err)
		}
	})
}

func FuzzParseSpan(f *testing.F) {
	for _, s := range []string{"2:30", "2 min 30 s", "150", "2.5m", ":", "m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseSpan(text)
		if err == nil && !(got >= 0 && got <= longest) {
			t.Fatalf("%q is %v s", text, got)
		}
	})
}

func FuzzWritingOf(f *testing.F) {
	f.Add("The cat sat.")
	f.Add("\xff \u0301")
	f.Fuzz(func(t *testing.T, text string) {
		w := WritingOf(text, 60)
		if w.Letters < 0 || w.Words < 0 || w.Letters > len(text) || w.Words > len(text) {
			t.Fatalf("%q: %+v", text, w)
		}
		twice := WritingOf(text+" "+text, 60)
		if strings.ToValidUTF8(text, "") == text && (twice.Letters != 2*w.Letters || twice.Words != 2*w.Words) {
			t.Fatalf("%q counts %+v once and %+v twice", text, w, twice)
		}
	})
}
