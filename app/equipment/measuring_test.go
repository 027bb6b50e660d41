package equipment

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
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
