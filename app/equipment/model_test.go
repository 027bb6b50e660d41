package equipment

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
)

var visit = time.Date(2026, 11, 24, 9, 40, 0, 0, time.UTC)

func measure(t *testing.T, child assessments.ID) (*desktest.Desk, *Measuring) {
	t.Helper()
	d := desktest.Sit(t, visit)
	m, err := OpenMeasuring(d.Ctx, d.Store, child, "", d.NewID(), d.Today(), d.Session.Clock())
	if err != nil {
		t.Fatal(err)
	}
	return d, m
}

func typed(m *Measuring, s string) {
	for _, r := range s {
		m.Key(r)
	}
}

func TestDoubt(t *testing.T) {
	_, m := measure(t, desktest.Isla)
	for _, c := range []struct {
		line       int
		value      string
		title, use string
		fix        float64
	}{
		{1, "29.5", "29.5 mm is very short", "Use 295 mm", 295}, // the slip of the notebook: cm for mm
		{1, "285", "", "", 0},
		{1, "300", "", "", 0},
		{1, "2850", "2850 mm is very long", "Use 285 mm", 285},
		{1, "240", "45 mm less than last time", "Measure again", 0},
		{1, "370", "85 mm more than last time", "Measure again", 0},
		{0, "26.2", "26.2 mm is very short", "Use 262 mm", 262}, // first time: judged by what children are like
		{0, "262", "", "", 0},
		{0, "999", "999 mm is unusual", "Measure again", 0},
		{7, "19.5", "", "", 0},
		{7, "195", "195 kg is very heavy", "Use 19.5 kg", 19.5},
	} {
		m.Choose(c.line)
		for m.Lines[c.line].Text != "" {
			m.Delete()
		}
		typed(m, c.value)
		d, ok := m.Doubt()
		if d.Title != c.title || d.Use != c.use || d.Fix != c.fix || ok != (c.title != "") {
			t.Errorf("%s %s: doubt %+v, want %q %q %v", m.Lines[c.line].Name, c.value, d, c.title, c.use, c.fix)
		}
	}
}

func TestDoubt_NeverStops(t *testing.T) {
	_, m := measure(t, desktest.Isla)
	m.Choose(1)
	typed(m, "29.5")
	if m.Next() || m.At != 1 {
		t.Fatal("the question was passed by unseen")
	}
	if !m.Next() || m.At != 2 {
		t.Fatal("a question that had been seen stopped the measuring")
	}
	if got := m.Readings(); len(got) != 1 || got[0].Value != 29.5 {
		t.Errorf("readings %+v: what was typed must be kept as it was typed", got)
	}
	m.Choose(1)
	d, _ := m.Doubt()
	m.Use(d)
	if got := m.Readings(); got[0].Value != 295 || got[0].Note != "in shoes" {
		t.Errorf("readings %+v, want 295 in shoes", got)
	}
	if was := m.Lines[1].Was(); was != "Was 285, 12 March: +10" {
		t.Errorf("was %q", was)
	}
}

func TestKey_TakesOnlyWhatATapeReads(t *testing.T) {
	_, m := measure(t, desktest.Isla)
	for in, want := range map[string]string{".5": "5", "1.23": "1.2", "12345": "1234", "1..2": "1.2", "0012": "12", "0.5": "0.5"} {
		for m.Lines[0].Text != "" {
			m.Delete()
		}
		typed(m, in)
		if got := m.Lines[0].Text; got != want {
			t.Errorf("typed %q: %q, want %q", in, got, want)
		}
	}
}

func TestSides_FollowTheChild(t *testing.T) {
	_, m := measure(t, desktest.Yusuf)
	if !m.Sides || len(m.Lines) != 11 {
		t.Fatalf("sides %v, %d lines: Yusuf was measured on both sides", m.Sides, len(m.Lines))
	}
	if l := m.Lines[0]; l.Title() != "Thigh depth, left" || l.Was() != "Was 255, 16 April" {
		t.Errorf("first line %q, %q", l.Title(), l.Was())
	}
	if l := m.Lines[1]; l.Title() != "Thigh depth, right" || l.Was() != "Was 248, 16 April" {
		t.Errorf("second line %q, %q", l.Title(), l.Was())
	}
	typed(m, "260")
	m.SetSides(false)
	if len(m.Lines) != 8 || len(m.Readings()) != 1 || m.Readings()[0].Side != "left" {
		t.Errorf("%d lines, readings %+v: the left value must outlive the switch", len(m.Lines), m.Readings())
	}
	m.SetSides(true)
	if m.Lines[0].Text != "260" || len(m.Readings()) != 1 {
		t.Errorf("line %+v, readings %+v", m.Lines[0], m.Readings())
	}
}

func TestFit(t *testing.T) {
	d, m := measure(t, desktest.Isla)
	e := &assessments.Equipment{Item: "Chair", Type: "chair", Status: "recommended", Settings: []assessments.Setup{{What: "Seat height", Unit: "mm"}}}
	if !d.Write(d.Ctx, d.Create("01ff0001-0000-7012-8000-0000000000e1", assessments.ChildScope(desktest.Isla), e)) {
		t.Fatal(d.Failed) // its box was emptied: the other chair's height stands
	}
	set, err := ReadFit(d.Ctx, d.Store, desktest.Isla)
	if err != nil {
		t.Fatal(err)
	}
	want := Fit{"Chair as set", "Seat 310, table 530, foot board 25", "Foot board is seat less knee height: 310 − 285 = 25"}
	if got := m.Fit(set); got != want {
		t.Errorf("fit %+v, want %+v", got, want)
	}
	m.Choose(1)
	typed(m, "29.5")
	if got := m.Fit(set).Sum; got != want.Sum {
		t.Errorf("a doubtful value was reckoned with: %q", got)
	}
	m.Delete()
	m.Delete()
	typed(m, "5")
	if got := m.Fit(set).Sum; got != "Foot board is seat less knee height: 310 − 295 = 15" {
		t.Errorf("sum %q", got)
	}
}
