package composer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
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

// TestScreen_TheServicesParagraphs: what a lead signed is offered where words are written, that for this part first, with the child's name.
func TestScreen_TheServicesParagraphs(t *testing.T) {
	d := desktest.Sit(t, may)
	own := service.Words{Blocks: []service.Block{
		{Title: "Reviews", Report: "review", Words: "We review at the end of each term."},
		{Title: "How we write", Words: "[name] has read this with us, and so has [who]."},
		{Title: "Needs as we see them", Report: "needs", Words: "These needs are as we saw them on the days named above."},
	}}
	sessiontest.Speaks(t, d.Session, own)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	here, others := c.Paragraphs("needs")
	if len(here) != 2 || len(others) != 1 || others[0].Title != "Reviews" {
		t.Errorf("%+v %+v", here, others)
	}
	if here, _ := c.Paragraphs("review-f"); len(here) != 2 {
		t.Errorf("a part of several: %+v", here)
	}
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Tap("Needs")
	reach(b, v, "Edit")
	b.Tap("Phrases")
	b.Shows("The service’s, for this part", "Needs as we see them", "Issy has read this with us, and so has [who].", "The service’s, for other parts", "Your own")
	b.Picture("composer-paragraphs")
	b.Sound()
	b.Tap("How we write")
	b.Tap("Done")
	if why := opened(t, d, c.Rec.ID).MaySign(); why != "Fill in what stands in brackets in Needs. Then sign." {
		t.Errorf("with a blank left open: %q", why)
	}
}
