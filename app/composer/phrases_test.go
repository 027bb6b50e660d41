package composer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

func TestLearn_NothingOfOneChildIsCarriedToAnother(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	for words, want := range map[string]string{
		"Issy's hand tires after 10 minutes of writing.":                               "[name]'s hand tires after [number] minutes of writing.",
		"Isla Maeve O'Thistlewood was seen on 12 March 2026 at 09:31.":                 "[name] was seen on [day] at [number].",
		"Ms Tamsin Fennywell and Fennywell's class; Gareth Pellowick rang in May 2026": "[who] and [who]'s class; [who] rang in [day]",
		"She sits beside Yusuf at Larkbarrow Primary School.":                          "She sits beside [who] at [who] School.",
		"Children learn best when they are calm.":                                      "Children learn best when they are calm.",
		"May she rest?": "May she rest?",
	} {
		if got := c.Learn(words); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
	if got := c.Fill("[name] rests for [number] minutes."); got != "Issy rests for [number] minutes." {
		t.Error(got)
	}
}

func TestPhrases_NewestFirstEachOnce(t *testing.T) {
	if diff := cmp.Diff([]string{"b", "a", "c"}, phrases.With([]string{"a", "b", "c"}, "b")); diff != "" {
		t.Error(diff)
	}
}

// TestScreen_Phrases: a wording is learned when the therapist says so, offered again, and a blank left open is not signed.
func TestScreen_Phrases(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Tap("Needs")
	reach(b, v, "Edit")
	b.Type("Your words", "Issy rests for 3 minutes. ")
	b.Tap("Keep this wording")
	if got := phrases.ForReports(d.Ctx, d.Store); len(got) != 1 || got[0][:len("[name] rests for [number] minutes.")] != "[name] rests for [number] minutes." {
		t.Fatalf("phrases %q", got)
	}
	b.Tap("Phrases")
	b.Shows("Issy rests for [number] minutes.")
	b.Picture("composer-phrases")
	b.Sound()
	b.Tap("Issy rests for [number] minutes.")
	b.Tap("Done")
	if why := v.c.MaySign(); why != "Fill in what stands in brackets in Needs. Then sign." {
		t.Errorf("may sign: %q", why)
	}
	reach(b, v, "Change")
	d.Sound()
}
