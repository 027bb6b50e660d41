package measure

import (
	"strings"
	"testing"
)

func TestParseGestation(t *testing.T) {
	for text, want := range map[string]string{
		"29+2": "29+2", " 29 + 2 ": "29+2", "29": "29+0", "29/40": "29+0", "29+2/40": "29+2", "29 weeks": "29+0",
		"29 weeks 2 days": "29+2", "29 weeks and 2 days": "29+2", "29w2d": "29+2", "29 + 2 wks": "29+2",
		"29 Weeks + 2": "29+2", "40": "40+0", "41+6": "41+6", "24 wk 1 day": "24+1", "29/40 + 2": "29+2",
	} {
		got, err := ParseGestation(text)
		if err != nil || got.String() != want {
			t.Errorf("%q: got %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestParseGestation_Refused(t *testing.T) {
	for _, text := range []string{"", "term", "292", "29+", "+2", "29+7", "29+10", "19+6", "46", "-29", "29-2", "29.2", "29+2+1", "2 9 + 2 x", "٢٩+٢"} {
		if got, err := ParseGestation(text); err == nil {
			t.Errorf("%q: got %s, want an error", text, got)
		}
	}
}

func TestAgesAt(t *testing.T) {
	early := Gestation{29, 2}
	for _, c := range []struct {
		name, born, on    string
		g                 Gestation
		until             int
		actual, corrected string
		days              int
		why               string
	}{
		{"second notebook: well past 24 months", "2021-11-03", "2026-04-16", early, CorrectionMonths, "4;5;13", "", 75, "over 24 months"},
		{"both ages under 24 months", "2021-11-03", "2023-03-03", early, CorrectionMonths, "1;4;0", "1;1;14", 75, "corrected by 75 days"},
		{"the last day of correction", "2021-11-03", "2023-11-02", early, CorrectionMonths, "1;11;30", "1;9;16", 75, "Both ages"},
		{"24 months exactly: actual", "2021-11-03", "2023-11-03", early, CorrectionMonths, "2;0;0", "", 75, "over 24 months"},
		{"a manual that corrects to 36 months", "2021-11-03", "2023-11-03", early, 36, "2;0;0", "1;9;17", 75, "Both ages"},
		{"before the due date", "2021-11-03", "2022-01-16", early, CorrectionMonths, "0;2;13", "", 75, "no corrected age yet"},
		{"on the due date", "2021-11-03", "2022-01-17", early, CorrectionMonths, "0;2;14", "0;0;0", 75, "Both ages"},
		{"36+6 is premature", "2025-01-01", "2025-07-01", Gestation{36, 6}, CorrectionMonths, "0;6;0", "0;5;8", 22, "corrected by 22 days"},
		{"37+0 is not", "2025-01-01", "2025-07-01", Gestation{37, 0}, CorrectionMonths, "0;6;0", "", 0, "not before 37 weeks"},
		{"not recorded", "2025-01-01", "2025-07-01", Gestation{}, CorrectionMonths, "0;6;0", "", 0, "not recorded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := AgesAt(day(t, c.born), day(t, c.on), c.g, c.until)
			if err != nil {
				t.Fatal(err)
			}
			corrected := ""
			if got.UseCorrected {
				corrected = got.Corrected.Full()
			} else if got.Corrected != (Age{}) {
				t.Errorf("a corrected age %s is there to be printed by mistake", got.Corrected.Full())
			}
			if got.Actual.Full() != c.actual || corrected != c.corrected || got.CorrectionDays != c.days {
				t.Errorf("got %s, corrected %q by %d; want %s, %q by %d", got.Actual.Full(), corrected, got.CorrectionDays, c.actual, c.corrected, c.days)
			}
			if !strings.Contains(got.Why, c.why) {
				t.Errorf("why: got %q, want it to contain %q", got.Why, c.why)
			}
		})
	}
	if _, err := AgesAt(day(t, "2025-01-01"), day(t, "2025-07-01"), Gestation{12, 0}, CorrectionMonths); err == nil {
		t.Error("12 weeks at birth was accepted")
	}
	if _, err := AgesAt(day(t, "2025-01-01"), day(t, "2024-07-01"), early, CorrectionMonths); err == nil {
		t.Error("a date before birth was accepted")
	}
}

func FuzzParseGestation(f *testing.F) {
	for _, s := range []string{"29+2", "29/40", "29 weeks 2 days", "29w2d", "+", "29++2", "29weeks"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ParseGestation(text)
		if err != nil {
			return
		}
		again, err := ParseGestation(g.String())
		if err != nil || again != g {
			t.Fatalf("%q read as %s, which reads as %s, %v", text, g, again, err)
		}
	})
}
