package composer

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// TestSpelling_TheDemoReportsAreClean: names of the record are right, and so are all words that the reports themselves bring.
func TestSpelling_TheDemoReportsAreClean(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	if got := c.Proof(nil).Misspellings(d.Ctx); len(got) > 0 {
		for _, m := range got {
			t.Errorf("%s, in %s: %s", m.Word, m.Key, m.Around)
		}
	}
}

func TestScreen_SpellingIsLookedAtInTheCheckAndMendedByATap(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Tap("Needs")
	reach(b, v, "Edit")
	b.Type("Your words", "Issy recieves help with Zumbletine. Recieves it. ")
	if all := b.Texts(); strings.Contains(all, "receives") || strings.Contains(all, "to look at") {
		t.Errorf("the spelling is looked at while somebody types:\n%s", all)
	}
	b.Tap("Done")
	v.choose(len(v.c.Sections))
	b.Settle()
	v.doc.Reveal(b.Find("Look at Zumbletine").Object)
	b.Picture("composer-spelling")
	b.Sound()
	b.Shows("words to look at", "recieves", "Zumbletine")
	reach(b, v, "Write receives for recieves")
	reach(b, v, "Add Zumbletine to my words")
	if got := phrases.Words(d.Ctx, d.Store); !slices.Equal(got, []string{"Zumbletine"}) {
		t.Errorf("my words %q", got)
	}
	again, err := Open(d.Ctx, d.Store, c.Rec.ID, d.Me)
	if err != nil {
		t.Fatal(err)
	}
	left := again.Proof(phrases.Words(d.Ctx, d.Store)).Misspellings(d.Ctx)
	if len(left) != 1 || left[0].Word != "Recieves" {
		t.Errorf("left to look at: %+v", left)
	}
	d.TakeBack()
	if got := phrases.Words(d.Ctx, d.Store); len(got) != 0 {
		t.Errorf("after undo my words are %q", got)
	}
	d.Sound()
}

func TestRespell_WholeWordsOnly(t *testing.T) {
	for _, c := range [][4]string{
		{"He recieves it.", "recieves", "receives", "He receives it."},
		{"teh tehran teh", "teh", "the", "the tehran the"},
		{"(wieght)", "wieght", "weight", "(weight)"},
		{"nothing", "x", "y", "nothing"},
	} {
		if got := respell(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%s: %s, want %s", c[0], got, c[3])
		}
	}
}
