package wording

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// placed is a Placing in one line: section, split, and whether a lead sees it.
func placed(p Placing) string {
	out := p.Section
	for _, s := range p.Split {
		out += "+" + s.Section
	}
	if p.NeedsICB {
		out += " icb"
	}
	if p.ShowToLead {
		out += " lead"
	}
	if p.Next != "" {
		out += " ask " + p.Next
	}
	return out
}

// answers reads "y n n n", "u" and "-" for not given.
func answers(short string, known ...Dispute) SectionAnswers {
	of := map[string]Answer{"y": Yes, "n": No, "u": Unsure, "-": ""}
	f := strings.Fields(short)
	return SectionAnswers{Teaches: of[f[0]], Treats: of[f[1]], Home: of[f[2]], Care: of[f[3]], Known: known}
}

func TestRule74_EachRowGoesToItsSection(t *testing.T) {
	for _, c := range []struct {
		name string
		a    SectionAnswers
		want string
	}{
		// The notebooks' rows.
		{"F1 letter-formation and hand-skill teaching", answers("y n n n"), "F"},
		{"F2 the OT teaches and re-grades", answers("y n n n"), "F"},
		{"F4 training of the class teacher and TA: its own reason is needed", answers("n n n n", StaffTraining), " lead"},
		{"F5 dressing teaching before PE", answers("y n n n"), "F"},
		{"G1 motor re-test: assessment only, nothing taught", answers("n y n n"), "G icb"},
		{"F1 taught reach, grasp and switch play", answers("y n n n"), "F"},
		{"G1 seat: assess, fit, review", answers("n y n n"), "G icb"},
		{"G3 resting splint review", answers("n y n n"), "G icb"},
		{"G4 positioning training: staff, not child; the lead signs off", answers("n y n n", StaffTraining), "G icb lead"},
		{"bath seat and home hoist", answers("n n y n"), "H1"},

		// What tribunals and guidance say.
		{"21(5): skills training is F whatever the profession, and never stays in G", answers("y n n n"), "F"},
		{"TW: therapy that only treats is not educational", answers("n y n n"), "G icb"},
		{"R & RK: position changes taught in class", answers("y n n n"), "F"},
		{"R & RK: standing transfers taught", answers("y n n n"), "F"},
		{"R & RK: training of staff", answers("n n n n", StaffTraining), " lead"},
		{"R & RK: timetable for equipment", answers("n y n n", EquipmentTimetable), "G icb lead"},
		{"R & RK: moving-and-handling plan", answers("n y n n", HandlingPlan), "G icb lead"},
		{"JC: a powered wheelchair whose use educates or trains", answers("y n n n", PoweredWheelchair), "F"},
		{"JC: whether it trains is not known", answers("u y n n", PoweredWheelchair), " lead"},
		{"JC: its maintenance", answers("n y n n", PoweredWheelchair), "G icb lead"},

		{"a seat fitted and transfers taught: two rows", answers("y y n n"), "+F+G"},
		{"teaching at home with a rail: two rows", answers("y n y n"), "+F+H1"},
		{"everything at once", answers("y y y y"), "+F+G+H1+H2"},
		{"short break", answers("n n n y"), "H2"},
		{"not sure whether it teaches", answers("u y n n"), " lead"},
		{"not sure of anything", answers("u u u u"), " lead"},
		{"no to all four", answers("n n n n"), " lead"},
		{"nothing answered", answers("- - - -"), " ask teaches"},
		{"teaching not answered: treatment settles nothing", answers("- y n n"), " ask teaches"},
		{"teaching answered, the rest open", answers("y - - -"), "F ask treats"},
	} {
		if got := placed(Place(c.a)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// From 18 on, nothing stands in H1: the Act that H1 is for covers children.
func TestPlace_AnAdultsHomeIsH2(t *testing.T) {
	a := answers("n n y n")
	a.Adult = true
	if got := placed(Place(a)); got != "H2" {
		t.Errorf("an adaptation for an adult: %q", got)
	}
	a.Care = Yes
	if got := placed(Place(a)); got != "H2" {
		t.Errorf("adaptation and care for an adult are both H2 and need no split: %q", got)
	}
}

func TestPlace_GivesReasonAndWords(t *testing.T) {
	p := Place(answers("y y n n"))
	want := []Part{{"F", reasons["F"], writes["F"]}, {"G", reasons["G"], writes["G"]}}
	if d := cmp.Diff(want, p.Split); d != "" || !strings.Contains(p.Reason, "Section F and Section G") {
		t.Errorf("%q\n%s", p.Reason, d)
	}
	if p := Place(answers("u y n n")); len(p.Lead) != 1 || p.Lead[0] != "Not sure: does it teach the child a skill, or train them to use their body, equipment or a strategy?" {
		t.Errorf("lead is asked %q", p.Lead)
	}
	for _, q := range SectionQuestions() {
		if p := Place(answers(map[string]string{"F": "y n n n", "G": "n y n n", "H1": "n n y n", "H2": "n n n y"}[q.Section])); p.Section != q.Section || p.Reason == "" || writes[q.Section] == "" {
			t.Errorf("only %s is yes: %+v", q.Key, p)
		}
	}
	for _, d := range []Dispute{StaffTraining, EquipmentTimetable, HandlingPlan, PoweredWheelchair} {
		if p := Place(answers("n y n n", d)); len(p.Lead) != 1 || !strings.Contains(p.Lead[0], "UKUT") {
			t.Errorf("%s: the lead is not told the case: %q", d, p.Lead)
		}
	}
}

func TestSectionHints(t *testing.T) {
	for text, want := range map[string]string{
		"The OT teaches chair transfers.":          "teaches teaches",
		"Seat: assess, fit, review.":               "assess treats|fit treats|review treats",
		"Bath seat, size 2, fitted by the council": "Bath seat home|fitted treats",
		"Short break of 4 hours":                   "Short break care",
		"Positioning training for 3 named roles":   "Positioning training staff-training",
		"A timetable for the standing frame":       "timetable for the equipment-timetable",
		"Moving-and-handling plan":                 "Moving-and-handling plan handling-plan",
		"Powered mobility practice":                "Powered mobility powered-wheelchair|practice teaches",
		"A green pencil":                           "",
	} {
		var got []string
		for _, h := range SectionHints(text) {
			got = append(got, h.Phrase+" "+h.Question+string(h.Dispute))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAnswersOf(t *testing.T) {
	for _, c := range []struct {
		p    assessments.Provision
		want string
	}{
		{assessments.Provision{Section: "F", Educates: "yes", What: "Letter formation", Training: "The OT trains the TA"}, "F ask treats"},
		{assessments.Provision{Section: "F", What: "Letter formation"}, "F ask treats"},
		{assessments.Provision{Section: "G", Educates: "yes", What: "Cutlery"}, "F ask treats"},
		{assessments.Provision{Section: "G", Educates: "no", Mode: "training", What: "Positioning training"}, "G icb lead ask home"},
		{assessments.Provision{Section: "G", Educates: "unsure", What: "Powered wheelchair"}, " lead ask home"},
		{assessments.Provision{Section: "H1", Educates: "no", What: "Ramp"}, "H1 ask treats"},
		{assessments.Provision{Section: "H2", Educates: "no", What: "Short break"}, "H2 ask treats"},
		{assessments.Provision{}, " ask teaches"},
	} {
		if got := placed(Place(AnswersOf(c.p))); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.p.Section, c.p.What, got, c.want)
		}
	}
}

func FuzzSectionHints(f *testing.F) {
	f.Add("The OT trains the TA in a moving\u2011and\u2011handling plan.")
	f.Add("\xff stair  lift, re-test")
	f.Fuzz(func(t *testing.T, text string) {
		for _, h := range SectionHints(text) {
			if h.Phrase != text[h.From:h.To] || (h.Question == "") == (h.Dispute == "") {
				t.Fatalf("%q: %+v", text, h)
			}
		}
	})
}
