package reports

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestGuard(t *testing.T) {
	g := newGuard(kestrel(
		record(id(40), &assessments.Observation{Common: assessments.Common{OtherNames: []string{"Zoë Wyndham-Pryce", "Kit Marrow", "Ursula", "Noah Kestrelby", "Will Sharp", "Rowan Sallowfield"}}}),
	).Records)
	for s, want := range map[string]bool{
		"Zoë sat beside her.":               true,
		"Zoe's chair was borrowed.":         true,
		"Zoé’s chair":                       true,
		"the Wyndham child":                 true,
		"PRYCE helped":                      true,
		"zoe wyndham-pryce":                 true,
		"wyndham was there":                 true,
		"Kit held the cup.":                 true,
		"Needs her PE kit.":                 false,
		"Kitchen scissors":                  false,
		"Bone marrow":                       false,
		"Ms Ursula Venn led it.":            false, // a person of the record, by her whole name
		"Ursula did it for her.":            true,
		"Ms Venn led it.":                   false,
		"Tam Kestrelby writes.":             false, // the child's own family name
		"Noah writes faster.":               true,
		"noah kestrelby":                    true,
		"She will sit.":                     false,
		"Will did half.":                    true,
		"Seen at Sallowfield Primary.":      false,
		"Rowan did half.":                   true,
		"A sharp pencil":                    false,
		"Zo\u00eb\u200b Wyndham\u2011Pryce": true,
		"":                                  false,
	} {
		if got := g.finds(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
	if newGuard(kestrel().Records).finds("Anybody at all") {
		t.Error("a guard without names found one")
	}
}

func TestDraft_OtherChildIsTakenOut(t *testing.T) {
	ev := kestrel(
		record(id(40), &assessments.Observation{On: "2026-03-01", Area: "hands", Type: "fact", Text: "Cut 4 of 6 shapes."}),
		record(id(41), &assessments.Observation{On: "2026-03-01", Area: "hands", Type: "fact", Text: "Borrowed the scissors of Dov Penhallow.", Common: assessments.Common{OtherNames: []string{"Dov Penhallow"}}}),
		record(id(42), &assessments.Observation{On: "2026-03-02", Area: "hands", Type: "fact", Text: "Waited for Dov."}),
		record(id(43), &assessments.Equipment{Item: "Chair", Status: "on-trial", Trials: []assessments.Trial{
			{On: "2026-03-01", Item: "Own chair", Result: "Slid."}, {On: "2026-03-02", Item: "Penhallow’s chair", Result: "Sat well."}}}),
	)
	d, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-01"})
	if err != nil {
		t.Fatal(err)
	}
	text := whole(d)
	for _, no := range []string{"Dov", "Penhallow", "Sat well"} {
		if contains(text, no) {
			t.Errorf("the report says %q", no)
		}
	}
	for _, yes := range []string{"Cut 4 of 6 shapes", "Own chair", "Slid"} {
		if !contains(text, yes) {
			t.Errorf("the report lost %q", yes)
		}
	}
	if n := len(d.Withheld); n != 3 {
		t.Errorf("%d facts were withheld, want 3: %+v", n, d.Withheld)
	}
}

func TestLower_LeavesNamesAlone(t *testing.T) {
	f := &facts{proper: properWords(kestrel(
		record(id(40), &assessments.Equipment{Item: "Seat", Maker: "Brackwell", Status: "in-use"}),
		record(id(41), &assessments.Observation{Type: "fact", Text: "Sits well in the Tarn seat."})).Records)}
	for s, want := range map[string]string{
		"Group room": "group room", "Sallowfield hall": "Sallowfield hall", "Brackwell helpline": "Brackwell helpline", "Tarn seat": "Tarn seat",
		"Ms Venn": "Ms Venn", "Equipment store": "equipment store", "OT": "OT", "Year 2 room": "Year 2 room", "New Place": "New Place",
		"Somali speaker": "Somali speaker", "": "", "Sorrel’s room": "Sorrel’s room", "école": "école",
	} {
		if got := f.lower(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestDraft_NothingIsClinicallySignificant(t *testing.T) {
	ev := kestrel(record(id(40), &assessments.Observation{Type: "fact", On: "2026-03-01", Text: "A change of 2 points is clinically significant."}))
	d, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-01"})
	if err != nil || contains(d.PlainText(), "significant") || len(d.Withheld) != 1 {
		t.Errorf("%v: withheld %+v", err, d.Withheld)
	}
}
