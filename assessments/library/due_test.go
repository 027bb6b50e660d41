package library

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

// short says a due in one line.
func short(d Due) string {
	return strings.Join(strings.Fields(string(d.Duty)+" "+string(d.By)+" "+d.Name), " ")
}

func shorts(list []Due) []string {
	var out []string
	for _, d := range list {
		out = append(out, short(d))
	}
	return out
}

func entry(id assessments.ID, e assessments.EquipmentItem) Entry {
	return Entry{ID: id, EquipmentItem: e}
}

// TestRule67_WhatIsDue: examination, service, fit check and return of loans, from the register and from children's records, the
// unknown first; and the six-monthly handout with its five first cues.
func TestRule67_WhatIsDue(t *testing.T) {
	l := shipped(t)
	const today = assessments.Date("2026-05-01")
	entries := []Entry{
		entry("hoist", assessments.EquipmentItem{Product: "mobile-hoist", Status: "on-loan", Place: "nursery", ExaminedOn: "2025-11-11"}),
		entry("scheme", assessments.EquipmentItem{Product: "Ceiling hoist", Lifting: true, Status: "in-store", ExaminedOn: "2026-01-05", ExamineBy: "2026-12-05"}),
		entry("sling", assessments.EquipmentItem{Product: "hoist-sling", Status: "in-store"}),
		entry("old", assessments.EquipmentItem{Product: "mobile-hoist", Status: "condemned"}),
		entry("mygo", assessments.EquipmentItem{Product: "leckey-mygo", Maker: "Leckey", Model: "Mygo size 1", Status: "on-loan", Child: "c", Equipment: "e1", LentOn: "2025-10-30", ServiceBy: "2026-04-30", DueBack: "2026-06-01"}),
	}
	pieces := []Piece{
		{ID: "e1", Child: "c", Equipment: assessments.Equipment{Item: "seat", Maker: "Leckey", Model: "Mygo", Status: "in-use", ReviewOn: "2026-05-02", ServiceMonths: 12, DeliveredOn: "2025-06-04"}},
		{ID: "e2", Child: "d", Equipment: assessments.Equipment{Item: "Squiggles stander", Maker: "Leckey", Type: "stander", Status: "in-use", DeliveredOn: "2025-11-30", ServiceMonths: 12}},
		{ID: "e3", Child: "d", Equipment: assessments.Equipment{Item: "hoist", Type: "hoist", Status: "referred"}},
	}
	got := l.DueList(entries, pieces, today, 31)
	want := []string{"examination hoist-sling", "fit check 2026-04-30 Leckey Mygo size 1", "service 2026-04-30 Leckey Mygo size 1", "examination 2026-05-11 mobile-hoist",
		"fit check 2026-05-30 Squiggles stander", "due back 2026-06-01 Leckey Mygo size 1"}
	names := shorts(got)
	slices.Sort(names)
	slices.Sort(want)
	if d := cmp.Diff(want, names); d != "" {
		t.Errorf("due (-want +got):\n%s", d)
	}
	if got[0].By != "" || !got[0].Law || !strings.Contains(got[0].Note, "Do not lift anyone") {
		t.Errorf("a sling that nobody has examined does not come first: %+v", got[0])
	}
	for _, d := range got {
		if d.Duty == Examination && d.By == "2026-05-11" && (d.Days != 10 || d.Overdue() || !d.Law) {
			t.Errorf("%+v is in 10 days and the law's", d)
		}
		if d.Duty == ServiceDue && (d.Days != -1 || !d.Overdue()) {
			t.Errorf("%+v was due yesterday", d)
		}
	}
	far := l.DueList(entries, pieces, today, 400)
	if !slices.ContainsFunc(far, func(d Due) bool {
		return d.Item == "scheme" && d.By == "2026-07-05" && strings.Contains(d.Note, "written examination scheme")
	}) {
		t.Errorf("a date later than six months after the last examination was believed: %v", shorts(far))
	}
	if slices.ContainsFunc(far, func(d Due) bool { return d.Equipment == "e1" && d.Item == "" && d.Duty == ServiceDue }) {
		t.Error("the same service is told twice, from the register and from the child's record")
	}
	if l.Fit.Months != fitMonths || len(l.Fit.Stop) < 4 {
		t.Errorf("the fit handout comes every %d months", l.Fit.Months)
	}
	for i, id := range []string{"bottom-back", "belt", "even-weight", "behind-knee", "thighs"} {
		if l.Fit.Cues[i].ID != id {
			t.Errorf("cue %d is %s, want %s", i+1, l.Fit.Cues[i].ID, id)
		}
	}
}

// TestAddMonths never stretches an interval and never goes back, over forty years of days.
func TestAddMonths(t *testing.T) {
	for _, c := range [][2]assessments.Date{{"2025-11-11", "2026-05-11"}, {"2026-08-31", "2027-02-28"}, {"2027-08-31", "2028-02-29"}, {"2026-03-31", "2026-09-30"}, {"", ""}, {"2026-02-31", ""}} {
		if got := AddMonths(c[0], 6); got != c[1] {
			t.Errorf("six months after %s is %s, want %s", c[0], got, c[1])
		}
	}
	if got := AddMonths("2026-11-30", 3); got != "2027-02-28" {
		t.Errorf("three months after 30 November is %s", got)
	}
	before := assessments.Date("")
	for d := assessments.Date("2010-01-01"); d < "2050-01-01"; d = d.AddDays(1) {
		six := AddMonths(d, 6)
		if six < before || (int(six.Time().Month())+12-int(d.Time().Month()))%12 != 6 {
			t.Fatalf("six months after %s is %s, after the day before it was %s", d, six, before)
		}
		if days := six.Time().Sub(d.Time()) / (24 * time.Hour); days < 178 || days > 184 {
			t.Fatalf("six months after %s is %d days", d, days)
		}
		before = six
	}
}

// TestSafetyNotice: a notice finds everyone who has the thing, those that are sure first, and says where somebody must look.
func TestSafetyNotice(t *testing.T) {
	l := shipped(t)
	entries := []Entry{
		entry("i1", assessments.EquipmentItem{Product: "leckey-squiggles-stander", Serial: "SQ-100 1", Status: "on-loan", Child: "a", Equipment: "p1"}),
		entry("i2", assessments.EquipmentItem{Product: "leckey-squiggles-stander", Serial: "SQ-2000", Status: "in-store", Equipment: "p4"}),
		entry("i3", assessments.EquipmentItem{Product: "Squiggles stander", Maker: "Leckey", Status: "on-loan", Child: "b"}),
		entry("i4", assessments.EquipmentItem{Product: "leckey-squiggles-stander", Serial: "SQ-1001", Status: "condemned"}),
		entry("i6", assessments.EquipmentItem{Product: "leckey-squiggles-stander", Serial: "SQ-1009", Status: "condemned", Child: "e"}),
		entry("i5", assessments.EquipmentItem{Product: "r82-rabbit", Serial: "SQ-1001", Status: "in-store"}),
	}
	pieces := []Piece{
		{ID: "p1", Child: "a", Equipment: assessments.Equipment{Item: "stander", Maker: "Leckey", Model: "Squiggles stander", Status: "in-use"}},
		{ID: "p2", Child: "y", Equipment: assessments.Equipment{Item: "Leckey Squiggles stander", Maker: "Leckey", Model: "Squiggles", Type: "stander", Status: "in-use"}},
		{ID: "p3", Child: "z", Equipment: assessments.Equipment{Item: "Squiggles seat", Maker: "Leckey", Type: "seating-system", Status: "ordered"}},
		{ID: "p4", Child: "q", Equipment: assessments.Equipment{Item: "Squiggles stander", Maker: "Leckey", Status: "in-use"}},
		{ID: "p5", Child: "w", Equipment: assessments.Equipment{Item: "Squiggles stander", Maker: "Leckey", Status: "not-suitable"}},
		{ID: "p6", Child: "v", Equipment: assessments.Equipment{Item: "Squiggles stander", Maker: "Jenx", Status: "in-use"}},
		{ID: "p7", Child: "u", Equipment: assessments.Equipment{Item: "Squiggles stander", Status: "in-use"}},
	}
	say := func(users []User) (out []string) {
		for _, u := range users {
			s := string(u.Item)
			if s == "" {
				s = string(u.Equipment)
			}
			if u.Look != "" {
				s += "?"
			}
			out = append(out, s)
		}
		return out
	}
	for _, c := range []struct {
		name string
		n    Notice
		want []string
	}{
		{"by serial number", Notice{Product: "leckey-squiggles-stander", Serials: []string{"SQ 1001", "SQ-1002"}}, []string{"i1", "i3?", "p2?", "p3?", "p7?"}},
		{"every one of the product", Notice{Product: "leckey-squiggles-stander"}, []string{"i1", "i2", "i3", "i6", "p2", "p3?", "p7?"}},
		{"by the name of the product, which has a range", Notice{Product: "Squiggles stander", Maker: "LECKEY"}, []string{"i1", "i2", "i3", "i6", "p2", "p3?", "p7?"}},
		{"by words on the label", Notice{Maker: "leckey", Product: "squiggles"}, []string{"i1", "i2", "i3", "i6", "p2", "p3", "p7?"}},
		{"by half a word", Notice{Product: "squigg", Maker: "Jenx"}, []string{"p6", "p7?"}},
		{"by the present owner of the brand", Notice{Product: "Rabbit", Maker: "Etac"}, []string{"i5"}},
		{"by the maker alone", Notice{Maker: "Jenx"}, []string{"p6"}},
		{"about nothing", Notice{}, nil},
	} {
		if d := cmp.Diff(c.want, say(l.WhoUses(c.n, entries, pieces))); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	got := l.WhoUses(Notice{Product: "leckey-squiggles-stander", Serials: []string{"SQ 1001"}}, entries, pieces)
	whole := l.WhoUses(Notice{Product: "leckey-squiggles-stander"}, entries, pieces)
	if !strings.Contains(got[1].Look, "Serial number not noted") || !strings.Contains(whole[5].Look, "range") || !strings.Contains(whole[6].Look, "Maker not noted") {
		t.Errorf("nobody is told where to look: %+v", got)
	}
	if got[0].Equipment != "p1" {
		t.Errorf("the child's record that the entry answers is lost: %+v", got[0])
	}
}
