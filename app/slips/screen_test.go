package slips_test

import (
	"context"
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/slips"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func open(t *testing.T, w, h float32, notes ...string) (*sessiontest.Desk, *kittest.Bench, *slips.Screen) {
	t.Helper()
	d := sessiontest.New(t, 2, morning)
	for i, words := range notes {
		slip := store.Slip{ID: assessments.ID(fmt.Sprintf("0190ffff-0000-7000-8000-00000000a%03d", i)), At: morning.Add(time.Duration(i) * time.Minute), Text: words}
		if err := d.Store.PutSlipBack(context.Background(), slip, nil); err != nil {
			t.Fatal(err)
		}
	}
	b := kittest.Open(t, w, h)
	s := slips.NewScreen(d.Session)
	b.Show(s.Content())
	return d, b, s
}

func notesOf(t *testing.T, d *sessiontest.Desk, child assessments.ID, words string) (out []assessments.Record) {
	t.Helper()
	recs, err := d.Store.Records(context.Background(), store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindObservation}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recs {
		if r.Fields.Text("text") == words {
			out = append(out, r)
		}
	}
	return out
}

func waiting(t *testing.T, d *sessiontest.Desk) int {
	t.Helper()
	list, err := d.Store.Slips(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func TestScreen_FilesANoteAndTakesItBack(t *testing.T) {
	const words = "Mum rang: the splint rubs at night"
	d, b, _ := open(t, 1184, 712, words, "Ask about the standing frame")
	b.Picture("slips")
	b.Sound()
	b.Shows("Tuesday 24 November, 09:12", words, "On this tablet alone")
	child := d.Child(t, "Isla")
	b.Tap("Which child? Tuesday 24 November, 09:12")
	b.Picture("slips-pick")
	for _, p := range b.Placed() {
		if p.Kind == "tap" && strings.HasPrefix(p.Text, "Isla") {
			b.Tap(p.Text)
			break
		}
	}
	got := notesOf(t, d, child, words)
	if len(got) != 1 || got[0].Fields.Text("on") != "2026-11-24" || got[0].Fields.Text("at") != "09:12" || waiting(t, d) != 1 {
		t.Fatalf("filed %+v, %d wait", got, waiting(t, d))
	}
	if strings.Contains(b.Texts(), words) || len(d.Undos) != 1 {
		t.Error("the filed note still stands there, or cannot be taken back")
	}
	d.Undos[0]()
	b.Shows(words)
	if waiting(t, d) != 2 {
		t.Errorf("taken back, %d wait", waiting(t, d))
	}
	recs, err := d.Store.Records(context.Background(), store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindEnteredInError}})
	struck := false
	for _, r := range recs {
		struck = struck || r.Fields.Text("of") == string(got[0].ID)
	}
	if err != nil || !struck {
		t.Errorf("the note was not struck out: %v", err)
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

// TestScreen_FilesToTheChildWhoWasTapped: another child comes from the service while the list is open.
func TestScreen_FilesToTheChildWhoWasTapped(t *testing.T) {
	const words = "Mum rang: the splint rubs at night"
	d, b, s := open(t, 1184, 712, words)
	b.Tap("Which child? Tuesday 24 November, 09:12")
	first := d.NewID()
	if !d.Write(t.Context(), d.Create(first, assessments.ChildScope(first), &assessments.Child{Name: "Aaron Aske", Born: "2019-05-01"})) {
		t.Fatal(d.Failed)
	}
	s.Reload()
	for _, p := range b.Placed() {
		if p.Kind == "tap" && strings.HasPrefix(p.Text, "Isla") {
			b.Tap(p.Text)
			break
		}
	}
	if isla, other := notesOf(t, d, d.Child(t, "Isla"), words), notesOf(t, d, first, words); len(isla) != 1 || len(other) != 0 {
		t.Errorf("%d notes of Isla, %d of another child; said %q", len(isla), len(other), d.Said)
	}
}

func TestScreen_ThrowsAwayAndTakesBack(t *testing.T) {
	d, b, _ := open(t, 390, 700, "milk, bread")
	b.Sound()
	b.Tap("Throw away, Tuesday 24 November, 09:12")
	b.Shows("Every note is filed")
	b.Sound()
	if waiting(t, d) != 0 {
		t.Error("it still waits")
	}
	d.Undos[0]()
	if b.Shows("milk, bread"); waiting(t, d) != 1 {
		t.Error("it did not come back")
	}
}

func TestScreen_IsSoundEverywhere(t *testing.T) {
	long := strings.Repeat("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk ", 4)
	for _, size := range [][2]float32{{1184, 712}, {800, 1112}, {390, 700}, {1344, 812}} {
		for _, th := range []kit.Theme{{Variant: kit.VariantLight, Text: 16}, {Variant: kit.VariantDark, Text: 20}} {
			t.Run(fmt.Sprintf("%v text %d", size, th.Text), func(t *testing.T) {
				_, b, _ := open(t, size[0], size[1], "Mum rang: the splint rubs at night", long)
				b.Theme(th)
				b.Sound()
				b.Picture(fmt.Sprintf("slips-%.0f-%d", size[0], th.Text))
			})
		}
	}
}

func TestWaiting(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "1 note written while locked", 7: "7 notes written while locked"} {
		if got := slips.Waiting(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

// What throws away looks like it: the edge of its button is the red of what removes.
func TestScreen_ThrowAwayIsRed(t *testing.T) {
	_, b, _ := open(t, 800, 700, "milk, bread")
	at := b.Find("Throw away, Tuesday 24 November, 09:12")
	img := b.Capture()
	edge := color.NRGBAModel.Convert(img.At(int(at.X+at.W/2), int(at.Y))).(color.NRGBA)
	if edge.R < 0x80 || edge.G > edge.R/2 || edge.B > edge.R/2 {
		t.Errorf("its edge is %v", edge)
	}
}
