package layout

import (
	"fmt"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
)

// facts are n rows of identity, as page one has them.
func facts(n int) *reports.KeyValues {
	b := &reports.KeyValues{}
	for i := range n {
		b.Rows = append(b.Rows, reports.KeyValue{Key: "Label", Lines: []reports.Text{text(fmt.Sprintf("Value %d", i))}})
	}
	return b
}

// TestPageOneHoldsWhatIsNotKnown looks for a box that air alone keeps off page one, and holds that it is let on.
func TestPageOneHoldsWhatIsNotKnown(t *testing.T) {
	helped := 0
	for n := 15; n < 32; n++ {
		blocks := []reports.Block{facts(n), &reports.Section{Title: "In short"}, &reports.Para{Text: text("One line.")},
			&reports.Callout{Style: reports.CalloutGap, Title: "What we do not know", Items: []reports.Text{text("The postcode"), text("The price")}},
			&reports.Section{Letter: "B", Title: "Needs"}, facts(9)}
		b := lay(t, blocks...)
		loose := reports.Document{Kind: reports.EHCAdvice, Title: "A title", Blocks: blocks}
		was, can := fits(loose, 3, -1), fits(loose, 3, 3)
		if on := pageOf(b, "The price") == 0; on != (was || can) {
			t.Errorf("%d rows: the box is on page one: %v; it fits: %v, or set closer: %v", n, on, was, can)
		}
		if can && !was {
			helped++
		}
	}
	if helped == 0 {
		t.Error("setting page one closer never helps")
	}
}

func TestOpening_OnlyWhatBelongsToPageOne(t *testing.T) {
	box := &reports.Callout{Style: reports.CalloutGap, Title: "What we do not know", Items: []reports.Text{text("The price")}}
	for _, c := range []struct {
		name   string
		kind   reports.Kind
		blocks []reports.Block
		want   int
	}{
		{"a box under the facts", reports.EHCAdvice, []reports.Block{facts(2), box}, 1},
		{"a box in a lettered section", reports.EHCAdvice, []reports.Block{&reports.Section{Letter: "F", Title: "Provision"}, box}, -1},
		{"a box overleaf", reports.EHCAdvice, []reports.Block{&reports.PageBreak{}, box}, -1},
		{"no box", reports.EHCAdvice, []reports.Block{facts(2)}, -1},
		{"a school's page one", reports.SchoolAdvice, []reports.Block{facts(2), facts(1), &reports.PageBreak{}, box}, 1},
		{"a school's advice of one page", reports.SchoolAdvice, []reports.Block{facts(2)}, -1},
	} {
		if got := opening(reports.Document{Kind: c.kind, Blocks: c.blocks}); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

func TestBind_KeepsCountsTogether(t *testing.T) {
	for in, want := range map[string]string{
		"read 38 of 75 letters": "read 38\u00a0of\u00a075 letters",
		"HCPC registration .":   "HCPC\u00a0registration .",
		"registration 12":       "registration\u00a012",
		"most of them":          "most of them",
		"−1, 24 March":          "−1,\u00a024\u00a0March",
		"65.1 to 74.9":          "65.1\u00a0to\u00a074.9",
		"1, 24 shoes":           "1, 24 shoes",
	} {
		r := []rune(in)
		bind(r)
		if string(r) != want {
			t.Errorf("%q: got %q, want %q", in, string(r), want)
		}
	}
}
