package reports

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestGapsIn(t *testing.T) {
	card := &Card{Tab: "F1", Title: say("Typing", id(61)), Values: []KeyValue{{Key: "Who", Lines: []Text{say("Ms Venn")}},
		{Key: "Where", Lines: []Text{append(say("Direct work. "), gap("not recorded", id(61))...)}}}}
	table := &Table{Columns: []Column{{Title: "What"}, {Title: "Price"}}, Rows: [][]Cell{{{Text: say("Slope")}, {Text: gap("Not known.", id(40))}}}}
	unknown := &Callout{Style: CalloutGap, Items: []Text{say("UPN: ask school.", childID), say("Slope: Not known")}}
	want := []Gap{{"F1, Where: not recorded", id(61)}, {"Slope: Not known", id(40)}, {"UPN: ask school", childID}, {"Not asked", assessments.ID("")}}
	got := GapsIn(card, table, unknown, &List{Items: []Text{say("Known"), gap("Not asked")}}, &Section{Title: "A heading has none"})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// Every gap that a real report prints is found: a square on the page leads somewhere in the app.
	for _, name := range []string{"isla", "yusuf"} {
		_, ev := demo(t, name)
		doc := mustDraft(t, ev, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}})
		if len(GapsIn(doc.Blocks...)) < 3 {
			t.Errorf("%s: %v", name, GapsIn(doc.Blocks...))
		}
	}
}
