package today_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/register"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestClocks_WhatLiftsIsTheSameAsInTheRegister: the things that must be examined now or soon are the same on Today and in the register, by the
// same days: those of the register and the children’s own, each once, and the law’s six months whatever a record says.
func TestClocks_WhatLiftsIsTheSameAsInTheRegister(t *testing.T) {
	d, child := desk(t, "")
	own := add(t, d, child, &assessments.Equipment{Item: "Ceiling hoist", Type: "hoist", Status: "in-use", ExaminedOn: "2026-04-01", ExamineBy: "2027-04-01"})
	answered := add(t, d, child, &assessments.Equipment{Item: "Bath lift", Status: "in-use", Lifting: true, ExamineBy: "2026-01-01"})
	add(t, d, child, &assessments.Equipment{Item: "Hoist for home", Status: "recommended", Lifting: true, ExamineBy: "2026-01-01"})
	for _, v := range []*assessments.EquipmentItem{
		{Product: "Bath lift", Status: "on-loan", Child: child, Equipment: answered, Lifting: true, ExaminedOn: "2026-06-10", ExamineBy: "2026-12-10"},
		{Product: "Sling", Status: "in-store", Lifting: true},
		{Product: "Stair hoist", Status: "on-loan", Place: "Hall", Lifting: true, ExamineBy: "2027-04-01", ExaminedOn: "2026-11-01"},
		{Product: "Old hoist", Status: "condemned", Lifting: true, ExamineBy: "2026-01-01"},
	} {
		team(t, d, v)
	}
	var m register.Model
	if err := m.Read(t.Context(), d.Store, d.Today()); err != nil {
		t.Fatal(err)
	}
	inRegister := map[string]bool{}
	for _, f := range []register.Filter{register.Overdue, register.DueSoon} {
		m.Keep(f)
		for _, x := range m.Rows {
			inRegister[x.Title()] = f == register.Overdue
		}
	}
	list := build(t, d).Clocks
	if len(list) != len(inRegister) || len(list) != 3 {
		t.Fatalf("%d on Today, in the register %v: %+v", len(list), inRegister, list)
	}
	for _, c := range list {
		name, _, _ := strings.Cut(strings.TrimPrefix(c.Title, "Examine "), ", ")
		if over, ok := inRegister[name]; !ok || over != c.Over || over != (c.Left == "Overdue" || strings.HasPrefix(c.Left, "Overdue by")) {
			t.Errorf("%q says %q; in the register: %v", c.Title, c.Left, inRegister)
		}
	}
	if i := slices.IndexFunc(list, func(c today.Clock) bool { return c.Go.Arg == own }); i < 0 || list[i].When != "Was due 1 October 2026" || list[i].Go.Child != child {
		t.Errorf("the child’s own hoist: %+v", list)
	}
	if list[2].Over {
		t.Errorf("what is overdue is not first: %+v", list)
	}
}
