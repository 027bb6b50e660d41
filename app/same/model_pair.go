package same

import (
	"context"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Line is one thing that both records say, side by side.
type Line struct {
	Label   string
	Mine    string
	Theirs  string
	Agree   bool
	Unknown bool // one of them does not say
}

// Pair sets the two records side by side.
func (m *Model) Pair(ctx context.Context, other assessments.ID) ([]Line, error) {
	a, err := m.side(ctx, m.Child)
	if err != nil {
		return nil, err
	}
	b, err := m.side(ctx, other)
	if err != nil {
		return nil, err
	}
	var out []Line
	for i, label := range []string{"Whole name", "Known as", "Born", "NHS number", "Address", "School or nursery", "Year as recorded", "Family", "GP", "Recorded"} {
		l := Line{Label: label, Mine: a[i], Theirs: b[i]}
		l.Unknown = l.Mine == "" || l.Theirs == "" || label == "Recorded"
		l.Agree = !l.Unknown && strings.EqualFold(plain(l.Mine), plain(l.Theirs))
		if l.Mine != "" || l.Theirs != "" {
			out = append(out, l)
		}
	}
	return out, nil
}

// side is what one record says, in the order of Pair's labels.
func (m *Model) side(ctx context.Context, child assessments.ID) ([]string, error) {
	rec, err := m.store.Record(ctx, child)
	if err != nil {
		return nil, err
	}
	recs, err := m.store.Records(ctx, store.Filter{Child: child})
	if err != nil {
		return nil, err
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	school := ""
	if c.Setting != "" {
		if r, err := m.store.Record(ctx, c.Setting); err == nil {
			school = r.Fields.Text("name")
		}
	}
	var family, gp []string
	contacts := 0
	for _, r := range recs {
		switch r.Kind {
		case assessments.KindContact:
			contacts++
		case assessments.KindPerson:
			switch r.Fields.Text("role") {
			case "mother", "father", "parent", "carer", "grandparent":
				family = append(family, r.Fields.Text("name"))
			case "gp":
				gp = append(gp, r.Fields.Text("name"))
			}
		}
	}
	held := counted(contacts, "contact") + ", " + counted(len(recs)-1, "record") + " in all"
	return []string{c.Name, c.KnownAs, c.Born.Words(), assessments.FormatNHSNumber(c.NHSNumber), strings.Trim(c.Address+", "+c.Postcode, ", "), school, c.Year,
		strings.Join(family, ", "), strings.Join(gp, ", "), held}, nil
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
