package measure

import (
	"slices"
	"strings"
	"testing"
)

// TestRule71_StandardisedScoresAgainstAgeNorms holds the catalogue to what may be kept of a test against age norms: the
// key, the ages, the kinds of score, the direction and the licence of every tool, and nothing from which to score one.
func TestRule71_StandardisedScoresAgainstAgeNorms(t *testing.T) {
	keys := map[string]bool{}
	for _, x := range Catalogue() {
		if keys[x.Key()] {
			t.Errorf("%s stands twice", x.Key())
		}
		keys[x.Key()] = true
		if x.Ages == "" || len(x.Scores) == 0 || x.Licence == "" || x.Never == "" || x.Source == "" || x.NoBand == "" {
			t.Errorf("%s lacks a fact: %+v", x.Key(), x)
		}
		if !slices.Contains([]string{"high-is-better", "low-is-better", "level"}, x.Direction) || x.reads() == "" {
			t.Errorf("%s says no direction", x.Key())
		}
		for _, c := range x.Cutoffs {
			if c.From > c.To || c.Words == "" || c.Oldest < c.Youngest {
				t.Errorf("%s: cut-off %+v", x.Key(), c)
			}
			for _, other := range x.Cutoffs {
				apart := other.Type != c.Type || other.Oldest > 0 && (c.Oldest < other.Youngest || other.Oldest < c.Youngest)
				if other != c && !apart && (c.holds(other.From) && other.holds(other.From) || c.holds(other.To)) {
					t.Errorf("%s: a score lies in two bands, %+v and %+v", x.Key(), c, other)
				}
			}
			if !slices.ContainsFunc(x.Scores, func(s ScoreType) bool { return s.Type == c.Type }) {
				t.Errorf("%s has a band on %s, which it does not report", x.Key(), c.Type)
			}
		}
	}
	for _, want := range []string{"Movement ABC-2, 2nd edition", "Movement ABC-3, 3rd edition", "BOT-2, 2nd edition", "BOT-3, 3rd edition",
		"Beery VMI, 6th edition", "Sensory Profile 2, 2nd edition", "SPM-2, 2nd edition", "DASH, 1st edition", "DASH 17+, 1st edition",
		"DASH-2, 2nd edition", "DCDQ'07, 2007", "PEDI-CAT", "SFA, 1st edition", "GMFCS, E&R", "MACS", "CFCS", "EDACS"} {
		if !keys[want] {
			t.Errorf("%s is not in the catalogue", want)
		}
	}
}

func TestFind_EditionIsPartOfTheKey(t *testing.T) {
	for _, c := range []struct{ tool, edition, want string }{
		{"Movement ABC-2", "2nd edition", "Movement ABC-2, 2nd edition"},
		{"movement abc 2", "", "Movement ABC-2, 2nd edition"},
		{"MABC", "third edition", "Movement ABC-3, 3rd edition"},
		{"Beery VMI", "6", "Beery VMI, 6th edition"},
		{"BOT", "2nd ed.", "BOT-2, 2nd edition"},
		{"DASH 17+", "", "DASH 17+, 1st edition"},
		{"DASH", "2nd", "DASH-2, 2nd edition"},
		{"DASH", "1st edition", "DASH, 1st edition"},
		{"DCDQ'07", "", "DCDQ'07, 2007"},
		{"PEDI-CAT", "release 1.4", "PEDI-CAT"},
		{"GMFCS", "", "GMFCS, E&R"},
		{"Sensory Profile", "second edition", "Sensory Profile 2, 2nd edition"},
	} {
		got, why, ok := Find(c.tool, c.edition)
		if !ok || got.Key() != c.want {
			t.Errorf("%s %s: got %q, %s", c.tool, c.edition, got.Key(), why)
		}
	}
	for _, c := range []struct{ tool, edition, why string }{
		{"DASH", "", "Record the edition"},
		{"Beery VMI", "", "Record the edition"},
		{"Beery VMI", "5th edition", "not in the catalogue, which holds Beery VMI, 6th edition"},
		{"Movement ABC-2", "3rd edition", "This edition is not in the catalogue"},
		{"Sensory Profile", "", "Record the edition"},
		{"Hip X-ray", "", "not in the catalogue"},
		{"", "2", "Record the name"},
	} {
		got, why, ok := Find(c.tool, c.edition)
		if ok || !strings.Contains(why, c.why) {
			t.Errorf("%s %s: got %q, %q", c.tool, c.edition, got.Key(), why)
		}
	}
}

func TestBand(t *testing.T) {
	six, nine, twelve := &Age{6, 0, 24}, &Age{9, 11, 30}, &Age{12, 0, 0}
	for _, c := range []struct {
		tool, edition, kind, value string
		age                        *Age
		want, why                  string
	}{
		{"Movement ABC-2", "", "percentile", "5", nil, "red: significant difficulty", "entered percentile"},
		{"Movement ABC-2", "", "percentile", "<1", nil, "red: significant difficulty", "entered percentile"},
		{"Movement ABC-2", "", "percentile", "5.1", nil, "amber: at risk, monitor", "entered percentile"},
		{"Movement ABC-2", "", "percentile", "15", nil, "amber: at risk, monitor", "entered percentile"},
		{"Movement ABC-2", "", "percentile", "16", nil, "green", "entered percentile"},
		{"Movement ABC-2", "", "percentile", ">99", nil, "green", "entered percentile"},
		{"Movement ABC-2", "", "percentile", "<9", nil, "", "No band"},
		{"Movement ABC-2", "", "percentile", "101", nil, "", "not one number"},
		{"Movement ABC-2", "", "standard", "7", nil, "", "entered from the manual only"},
		{"Movement ABC-3", "", "percentile", "5", nil, "", "not public"},
		{"BOT-2", "", "standard", "70", nil, "well above average", "standard score"},
		{"BOT-2", "", "standard", "69", nil, "above average", ""},
		{"BOT-2", "", "standard", "60", nil, "above average", ""},
		{"BOT-2", "", "standard", "59", nil, "average", ""},
		{"BOT-2", "", "standard", "41", nil, "average", ""},
		{"BOT-2", "", "standard", "40", nil, "below average", ""},
		{"BOT-2", "", "standard", "31", nil, "below average", ""},
		{"BOT-2", "", "standard", "30", nil, "well below average", ""},
		{"BOT-2", "", "percentile", "2", nil, "well below average", "entered percentile"},
		{"BOT-2", "", "percentile", "17", nil, "below average", ""},
		{"BOT-2", "", "percentile", "2.5", nil, "", "check the entry"},
		{"BOT-2", "", "scaled", "10", nil, "below average", "not confirmed"},
		{"BOT-3", "", "standard", "50", nil, "", "BOT-3 are public"},
		{"Beery VMI", "6th edition", "standard", "69", nil, "very low", ""},
		{"Beery VMI", "6th edition", "standard", "75", nil, "low", "standard score"},
		{"Beery VMI", "6th edition", "standard", "82", nil, "below average", ""},
		{"Beery VMI", "6th edition", "standard", "90", nil, "average", ""},
		{"Beery VMI", "6th edition", "standard", "130", nil, "very high", "not confirmed"},
		{"Beery VMI", "", "standard", "82", nil, "", "edition"},
		{"SPM-2", "", "T", "58", nil, "typical", "T score"},
		{"SPM-2", "", "T", "66", nil, "moderate difficulties", ""},
		{"SPM-2", "", "T", "73", nil, "severe difficulties", ""},
		{"SPM-2", "", "T", "39", nil, "", "check the entry"},
		{"SPM", "1st", "T", "66", nil, "", "first edition"},
		{"Sensory Profile 2", "", "raw", "40", nil, "", "no standard score"},
		{"DCDQ'07", "", "raw", "38", nil, "", "age on the day"},
		{"DCDQ'07", "", "raw", "46", six, "in the range that suspects DCD", "not confirmed"},
		{"DCDQ'07", "", "raw", "47", six, "above the range that suspects DCD", ""},
		{"DCDQ'07", "", "raw", "55", nine, "in the range that suspects DCD", ""},
		{"DCDQ'07", "", "raw", "57", twelve, "in the range that suspects DCD", ""},
		{"DCDQ'07", "", "raw", "14", six, "", "check the entry"},
		{"DCDQ'07", "", "raw", "38", &Age{4, 11, 30}, "", "do not reach the age of 4 years 11 months"},
		{"PEDI-CAT", "", "T", "24", nil, "below the range of 2 standard deviations for age", "not confirmed"},
		{"PEDI-CAT", "", "scaled", "44", nil, "", "use it for change"},
		{"SFA", "", "criterion", "60", nil, "", "school grade"},
		{"DASH-2", "", "percentile", "5", nil, "", "DASH-2 are public"},
		{"GMFCS", "", "level", "IV", nil, "moves alone with limits, may use power", "level"},
		{"GMFCS", "", "level", "4", nil, "moves alone with limits, may use power", "level"},
		{"GMFCS", "", "level", "VI", nil, "", "not one number"},
		{"MACS", "", "level", "III", nil, "", "leaflet"},
		{"EDACS", "", "level", "v", nil, "cannot eat or drink safely, a tube is considered", ""},
	} {
		got, why := BandAt(c.tool, c.edition, c.kind, c.value, c.age)
		if got != c.want || !strings.Contains(why, c.why) || why == "" {
			t.Errorf("%s %s %s: got %q because %q; want %q because %q", c.tool, c.kind, c.value, got, why, c.want, c.why)
		}
	}
	if words, why := Band("Movement ABC-2", "", "percentile", "5"); words != "red: significant difficulty" || why != "Band of the entered percentile." {
		t.Errorf("Band: %q, %q", words, why)
	}
}

func FuzzBand(f *testing.F) {
	for _, s := range [][4]string{{"Movement ABC-2", "", "percentile", "<1"}, {"GMFCS", "E&R", "level", "IV"}, {"DASH", "", "T", "NaN"}, {"BOT-2", "", "standard", "1e9"}, {"DCDQ'07", "2007", "raw", "0x10"}} {
		f.Add(s[0], s[1], s[2], s[3], 75)
	}
	f.Fuzz(func(t *testing.T, tool, edition, kind, value string, months int) {
		words, why := BandAt(tool, edition, kind, value, &Age{Years: months / 12, Months: months % 12})
		if why == "" {
			t.Fatalf("%q %q %q %q: %q without a reason", tool, edition, kind, value, words)
		}
		if words != "" && strings.Contains(strings.ToLower(value), "n") {
			t.Fatalf("%q has a band, %q", value, words)
		}
	})
}
