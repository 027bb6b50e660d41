package equipment

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

func readings(t *testing.T, d *desktest.Desk) (out []assessments.Measurement) {
	t.Helper()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Child: desktest.Isla, Kinds: []assessments.Kind{assessments.KindMeasurement}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recs {
		var m assessments.Measurement
		assessments.Decode(r.Fields, &m)
		if m.On == d.Today() {
			out = append(out, m)
		}
	}
	return out
}

func TestMeasuring_ByTaps(t *testing.T) {
	d := desktest.Sit(t, visit)
	b := d.Show(1280, 800, func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	for _, k := range []string{"2", "6", "2"} {
		b.Tap(k)
	}
	if m := readings(t, d); len(m) != 1 || m[0].Rows[0].Value != 262 {
		t.Fatalf("not on the disk while the finger is on the key: %+v", m)
	}
	b.Tap("Next")
	for _, k := range []string{"2", "9", "Point", "5"} {
		b.Tap(k)
	}
	if d.Clock.Turn(ponder); true {
		b.Shows("29.5 mm is very short", "Last time 285 mm. Is it 29.5 cm?", "Use 295 mm", "Keep 29.5", "Was 285, 12 March, in shoes")
	}
	b.Picture("measuring-landscape")
	b.Sound()
	b.Tap("Use 295 mm")
	b.Shows("Was 285, 12 March: +10", "310 − 295 = 15")
	b.Tap("Next")
	b.Shows("3 of 8", "From the front")
	b.Tap("2")
	b.Tap("4")
	b.Tap("8")
	b.Picture("measuring-front")
	m := readings(t, d)
	if len(m) != 1 || len(m[0].Rows) != 3 || m[0].Rows[1].Value != 295 || m[0].Position != "Sitting, in shoes" || m[0].By[0] != desktest.Bryony {
		t.Fatalf("kept %+v", m)
	}
	if d.Undone[len(d.Undone)-1] != "Saved Floor to back of knee, 295 mm" {
		t.Errorf("offered to take back %q", d.Undone)
	}
	d.Sound()
}

func TestMeasuring_TakesBack(t *testing.T) {
	d := desktest.Sit(t, visit)
	b := d.Show(1280, 800, func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Tap("2")
	b.Tap("6")
	b.Tap("2")
	b.Tap("Next")
	d.TakeBack()
	b.Settle()
	if m := readings(t, d); len(m) != 0 {
		t.Fatalf("the first value was taken back, and is there: %+v", m)
	}
	b.Key(fyne.KeyUp)
	b.Tap("3")
	b.Tap("0")
	b.Tap("1")
	b.Tap("Next")
	b.Tap("2")
	b.Tap("9")
	b.Tap("0")
	b.Tap("Next")
	d.TakeBack()
	if m := readings(t, d); len(m) != 1 || len(m[0].Rows) != 1 || m[0].Rows[0].Value != 301 {
		t.Errorf("after taking the second value back: %+v", m)
	}
	d.Sound()
}

func TestMeasuring_AfterAKill(t *testing.T) {
	d := desktest.Sit(t, visit)
	b := d.Show(800, 1280, func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Key(fyne.KeyDown)
	for _, r := range "295" {
		b.Window.Canvas().OnTypedRune()(r)
	}
	b.Picture("measuring-portrait")
	b.Sound()
	d.Restart()
	b = d.Show(800, 1280, func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Shows("295", "Was 285, 12 March: +10")
	b.Theme(kit.Theme{Variant: kit.VariantDark})
	b.Picture("measuring-dark")
	b.Key(fyne.KeyReturn)
	if m := readings(t, d); len(m) != 1 || m[0].Rows[0].Value != 295 {
		t.Errorf("after the kill: %+v", m)
	}
}

func TestMeasuring_Yusuf_LeftAndRight(t *testing.T) {
	d := desktest.Sit(t, visit)
	b := d.Show(1280, 800, func() shell.Screen { return newMeasuring(d.Session, desktest.Yusuf, "", d.Clock.Kit()) })
	b.Shows("Thigh depth, left", "1 of 11", "Left side")
	b.Theme(kit.Theme{Text: 20})
	b.Picture("measuring-20")
	b.Sound()
	b.Tap("Left and right")
	b.Shows("1 of 8")
	b.Sound()
	b.Theme(kit.Theme{})
	b.Resize(390, 844)
	b.Shows("Thigh depth", "Was 255, 16 April")
	b.Tap("2")
	b.Tap("6")
	b.Picture("measuring-phone")
	b.Sound()
	b.Tap("Next")
	b.Shows("26 mm is very short", "Use 260 mm")
	b.Sound()
	b.Tap("Use 260 mm")
	b.Tap("0")
}

// march is Isla's set of 12 March 2026, and what it says of the floor to the back of her knee.
func march(t *testing.T, d *desktest.Desk) (id assessments.ID, m assessments.Measurement, knee assessments.Reading) {
	t.Helper()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Child: desktest.Isla, Kinds: []assessments.Kind{assessments.KindMeasurement}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recs {
		m = assessments.Measurement{}
		if assessments.Decode(r.Fields, &m); m.On == "2026-03-12" {
			for _, x := range m.Rows {
				if x.What == "Floor to back of knee" {
					return r.ID, m, x
				}
			}
		}
	}
	t.Fatal("the notebook has no set of 12 March with a knee height")
	return "", m, knee
}

// TestMeasuring_AnEarlierSetIsKept: a set of last term is looked at, and no key, figure or tap changes it before somebody presses that it
// is to be corrected. What is measured today is a set of its own.
func TestMeasuring_AnEarlierSetIsKept(t *testing.T) {
	d := desktest.Sit(t, visit)
	id, was, _ := march(t, d)
	for _, size := range [][2]float32{{1280, 800}, {800, 1280}, {390, 844}} {
		b := d.Show(size[0], size[1], func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, id, d.Clock.Kit()) })
		b.Shows("Measured for seating", "Measure today", "Correct the set of 12 March 2026", "285", "Not taken", "chair seat height 350 mm, table height 590 mm")
		for _, r := range "99" {
			b.Window.Canvas().OnTypedRune()(r)
		}
		b.Key(fyne.KeyDown)
		b.Key(fyne.KeyBackspace)
		b.Key(fyne.KeyReturn)
		b.Picture("measured-" + number(float64(size[0])))
		b.Sound()
		b.Tap("Measure today")
	}
	if _, now, _ := march(t, d); cmp.Diff(was, now) != "" {
		t.Fatalf("it was only looked at: %s", cmp.Diff(was, now))
	}
	if want := (shell.Route{Screen: session.Measuring, Child: string(desktest.Isla)}); len(d.Swaps) != 3 || d.Swaps[0] != want {
		t.Errorf("a new set of today is at %+v", d.Swaps)
	}
	b := d.Show(1280, 800, func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Key(fyne.KeyDown)
	b.Shows("24 November 2026, millimetres", "Was 285, 12 March, in shoes") // beside the box before anything is typed
	b.Key(fyne.KeyUp)
	b.Shows("Was 285, 12 March, in shoes")
	b.Tap("2")
	b.Tap("6")
	b.Tap("2")
	b.Tap("Next")
	if _, now, _ := march(t, d); cmp.Diff(was, now) != "" || len(readings(t, d)) != 1 {
		t.Errorf("today is %+v, and 12 March %s", readings(t, d), cmp.Diff(was, now))
	}
	d.Sound()
}

// TestMeasuring_Corrects an earlier set once that was pressed, and takes it back.
func TestMeasuring_Corrects(t *testing.T) {
	d := desktest.Sit(t, visit)
	id, was, before := march(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, id, d.Clock.Kit()) })
	b.Tap("Correct the set of 12 March 2026")
	b.Shows("Correct the set of 12 March 2026", "285", "Next", "In shoes")
	b.Picture("measured-correct")
	b.Sound()
	for range 3 {
		b.Key(fyne.KeyBackspace)
	}
	for _, r := range "288" {
		b.Window.Canvas().OnTypedRune()(r)
	}
	b.Tap("Next")
	before.Value = 288
	if _, now, knee := march(t, d); knee != before || now.Position != was.Position || len(now.Rows) != len(was.Rows) || len(readings(t, d)) != 0 {
		t.Errorf("corrected, it is %+v, and was %+v", now, was) // only the number has changed: how it was taken stays
	}
	d.TakeBack()
	b.Settle()
	if _, now, _ := march(t, d); cmp.Diff(was, now) != "" {
		t.Errorf("taken back: %s", cmp.Diff(was, now))
	}
	b.Shows("Next") // it stays open
	d.Sound()
}
