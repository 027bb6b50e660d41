package wording

import "testing"

func TestCheckNames(t *testing.T) {
	n := Names{Others: []string{"Dilwyn Ashcombe-Reed"}, Own: []string{"Isla Maeve O'Thistlewood", "Issy"}}
	for _, c := range []struct {
		text string
		n    Names
		want string
	}{
		{"Next to Dilwyn Ashcombe-Reed, who did half.", n, "H Dilwyn Ashcombe-Reed"},
		{"DILWYN did half. dilwyn again. Dilwyn’s pen.", n, "H DILWYN|H dilwyn|H Dilwyn"},
		{"The Ashcombe family, Ashcombe Reed’s chair.", n, "H Ashcombe|H Ashcombe Reed"},
		{"Mr Ashcombe-Reed came.", n, "H Ashcombe-Reed"},
		{"A reed basket and a Dilwynsson.", n, ""},
		{"A classmate did half.", n, ""},
		{"Roisin drew. Róisín cut.", Names{Others: []string{"Róisín Vane"}}, "H Roisin|H Róisín"},
		{"Ro\u0301isi\u0301n cut.", Names{Others: []string{"Róisín Vane"}}, "H Ro\u0301isi\u0301n"},
		{"Her brother Finn O'Thistlewood and Isla O'Thistlewood", Names{Others: []string{"Finn O'Thistlewood"}, Own: n.Own}, "H Finn O'Thistlewood"},
		{"Mrs O’Thistlewood rang.", Names{Others: []string{"Finn O'Thistlewood"}, Own: n.Own}, ""},
		{"PE kit, Kit’s chair", Names{Others: []string{"Kit Marrowby"}}, "H Kit"},
		{"Isla will sit with Will. Will sits well.", Names{Others: []string{"Will Harker"}}, "H Will|H Will"},
		{"On 4 May 2027, May 2027, in May and by May. May and Isla cut.", Names{Others: []string{"May Thornbury"}}, "H May"},
		{"may thornbury", Names{Others: []string{"May Thornbury"}}, "H may thornbury"},
		{"Ms Tamsin Fennywell and Tamsin read. Ms Reed read too. Mrs Alice Reed, Alice Reed.",
			Names{Others: []string{"Tamsin Reed"}, Adults: []string{"Ms Alice Reed", "Mrs Alice Reed"}}, "H Tamsin"},
		{"Dr. Tamsin Fennywell", Names{Others: []string{"Tamsin Reed"}}, ""},
		{"Yusuf", Names{Others: []string{"", " ", "Mr"}}, ""},
	} {
		if got := found(CheckNames(c.text, c.n)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzCheckNames(f *testing.F) {
	f.Add("Next to Dilwyn’s chair.", "Dilwyn Ashcombe-Reed", "Isla", "Ms A Reed")
	f.Add("\xff\xc3's May 4 Ro\u0301isin", "May Róisín", "s", "Dr")
	f.Fuzz(func(t *testing.T, text, other, own, adult string) {
		end := 0
		for _, g := range CheckNames(text, Names{Others: []string{other}, Own: []string{own}, Adults: []string{adult}}) {
			if g.From < end || g.To <= g.From || g.To > len(text) || g.Phrase != text[g.From:g.To] || g.Severity != High {
				t.Fatalf("%q, other %q: %+v after %d", text, other, g, end)
			}
			end = g.To
		}
	})
}
