package service

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

// TestDecision_LinesKeepTheirEffect holds that a record says of each reason what it did, and that it can be read back.
func TestDecision_LinesKeepTheirEffect(t *testing.T) {
	d := decide([]Reason{
		{Effect: Note, Sentence: "For the therapist to judge: two tasks."},
		{Effect: For, Sentence: "The child is of the age.", Rules: []int{7}},
		{Effect: Ask, Sentence: "Where does the child live?"},
		{Effect: Choose, Sentence: "The rule reads two ways."},
		{Effect: Against, Sentence: "The child is over 19.", WouldChange: "Nothing.", Rules: []int{3, 4}},
	})
	want := []string{"Against: The child is over 19. What would change it: Nothing. (rules 3, 4)", "Choose: The rule reads two ways.",
		"Ask: Where does the child live?", "For: The child is of the age. (rule 7)", "Note: For the therapist to judge: two tasks."}
	got := d.Lines()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	for i, e := range []Effect{Against, Choose, Ask, For, Note} {
		if effect, reason := assessments.DecidedReason(got[i]); effect != string(e) || reason != d.Of(e)[0].Line() {
			t.Errorf("%q is read as %q, %q", got[i], effect, reason)
		}
	}
	if effect, reason := assessments.DecidedReason("For the therapist to judge: two tasks."); effect != "" || reason != "For the therapist to judge: two tasks." {
		t.Errorf("a line of before is read as %q, %q", effect, reason)
	}
}
