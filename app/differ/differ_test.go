package differ_test

import (
	"strings"
	"testing"
	"testing/quick"

	"github.com/fieldfare/fieldfare/app/differ"
)

// marked writes pieces with brackets round what differs and dots for what was left out.
func marked(list []differ.Piece) string {
	var b strings.Builder
	for _, p := range list {
		switch {
		case p.Folded > 0:
			b.WriteString(" …")
		case p.Differs:
			b.WriteString("[" + p.Text + "]")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestTexts(t *testing.T) {
	for _, c := range []struct{ a, b, left, right string }{
		{"", "", "", ""},
		{"Feet flat.", "Feet flat.", "Feet flat.", "Feet flat."},
		{"", "Feet flat.", "", "[Feet flat.]"},
		{"Foot board 15 mm, feet flat.", "Foot board 25 mm, heels just off.", "Foot board[ 15] mm,[ feet flat.]", "Foot board[ 25] mm,[ heels just off.]"},
		{"One. Two. Three.", "One. Three.", "One.[ Two.] Three.", "One. Three."},
		{"Sat well.\nAte well.", "Sat well.\nAte with help.\nWell done.", "Sat well.\nAte[ well.]", "Sat well.\nAte[ with help.\nWell done.]"},
	} {
		l, r := differ.Texts(c.a, c.b)
		if marked(l) != c.left || marked(r) != c.right {
			t.Errorf("%q, %q:\n%s\n%s\nwant\n%s\n%s", c.a, c.b, marked(l), marked(r), c.left, c.right)
		}
	}
}

// TestTexts_LosesNothing: whatever differs, the words of each side are all there, in their order.
func TestTexts_LosesNothing(t *testing.T) {
	pool := []string{"sat", "well", "feet.", "flat", "help.\n", "alone", "in", "class.", "é"}
	text := func(picks []uint8) string {
		var out []string
		for _, p := range picks {
			out = append(out, pool[int(p)%len(pool)])
		}
		return strings.Join(out, " ")
	}
	plain := func(list []differ.Piece) string {
		var b strings.Builder
		for _, p := range list {
			b.WriteString(p.Text)
		}
		return strings.Join(strings.Fields(b.String()), " ")
	}
	err := quick.Check(func(x, y []uint8) bool {
		a, b := text(x), text(y)
		l, r := differ.Texts(a, b)
		return plain(l) == strings.Join(strings.Fields(a), " ") && plain(r) == strings.Join(strings.Fields(b), " ")
	}, nil)
	if err != nil {
		t.Error(err)
	}
}

// TestTexts_AChangedWordInALongText: one word in five thousand is found, and folding leaves it in sight with its neighbours.
func TestTexts_AChangedWordInALongText(t *testing.T) {
	long := strings.Repeat("Isla sat well on the mat and looked at the teacher all the time. ", 400)
	a, b := long+"She used her left hand. "+long, long+"She used her right hand. "+long
	l, r := differ.Texts(a, b)
	if len(l) != 3 || l[1].Text != " left" || len(r) != 3 || r[1].Text != " right" {
		t.Fatalf("%d and %d pieces", len(l), len(r))
	}
	short := marked(differ.Fold(r))
	if !strings.Contains(short, "She used her[ right] hand.") || len(short) > 400 || strings.Count(short, "…") != 2 {
		t.Errorf("folded: %q", short)
	}
	words := 0
	for _, p := range differ.Fold(r) {
		words += p.Folded + len(strings.Fields(p.Text))
	}
	if want := len(strings.Fields(b)); words != want {
		t.Errorf("%d words told of, want %d", words, want)
	}
}

func FuzzTexts(f *testing.F) {
	f.Add("Feet flat.", "Feet\nflat")
	f.Add("\u00a0a", "b ")
	f.Fuzz(func(t *testing.T, a, b string) {
		l, r := differ.Texts(a, b)
		same := func(list []differ.Piece) (out string) {
			for _, p := range list {
				if !p.Differs {
					out += p.Text
				}
			}
			return strings.Join(strings.Fields(out), "")
		}
		if same(l) != same(r) {
			t.Errorf("what both have differs: %q, %q", same(l), same(r))
		}
		differ.Fold(l)
	})
}
