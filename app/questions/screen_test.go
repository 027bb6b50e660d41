package questions

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)

const roisin assessments.ID = "019a0001-0000-7004-8000-000000000001"

// desk is a therapist's desk whose window follows Swap, as the app's does.
type desk struct {
	*desktest.Desk
	t    *testing.T
	lib  *template.Library
	last assessments.ID // arg of the latest Swap
}

func sit(t *testing.T) *desk {
	t.Helper()
	return sitAt(t, morning)
}

func sitAt(t *testing.T, now time.Time) *desk {
	t.Helper()
	lib, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Desk: desktest.Sit(t, now), t: t, lib: lib}
	d.Swap = func(_ string, _, arg assessments.ID) { d.last = arg }
	return d
}

// open shows the screen of a route.
func (d *desk) open(w, h float32, child, arg assessments.ID) (*kittest.Bench, *Screen) {
	d.t.Helper()
	var v *Screen
	b := d.Show(w, h, func() shell.Screen { v = newScreen(d.Session, child, arg, d.Clock.Kit(), d.lib); return v })
	return b, v
}

// begin starts a template from its front and opens the sheet.
func (d *desk) begin(w, h float32, child assessments.ID, name string, who ...string) (*kittest.Bench, *Screen) {
	d.t.Helper()
	b, _ := d.open(w, h, child, assessments.ID(name))
	for _, x := range who {
		press(b, x)
	}
	press(b, "Start")
	d.Sound()
	return d.open(w, h, child, d.last)
}

// press taps a control wherever the page has scrolled to.
func press(b *kittest.Bench, name string) {
	b.Find(name).Object.(fyne.Tappable).Tapped(&fyne.PointEvent{})
	b.Settle()
}

// under taps the first control of a name that stands below the words of a question.
func under(t *testing.T, b *kittest.Bench, ask, name string) {
	t.Helper()
	y := float32(-1)
	for _, p := range b.Placed() {
		if p.Kind == "text" && p.Text == ask {
			y = p.Y
		}
	}
	if y < 0 {
		t.Fatalf("the question %q is not on show:\n%s", ask, b.Texts())
	}
	for _, p := range b.Placed() {
		if p.Kind == "tap" && p.Text == name && p.Y > y {
			p.Object.(fyne.Tappable).Tapped(&fyne.PointEvent{})
			b.Settle()
			return
		}
	}
	t.Fatalf("no %q below %q", name, ask)
}

func (d *desk) answers(id assessments.ID) assessments.Answers {
	var a assessments.Answers
	d.Read(id, &a)
	return a
}

// value is what the record holds for a question.
func (d *desk) value(id assessments.ID, question string) string {
	for _, v := range d.answers(id).Values {
		if v.Question == question {
			return v.Value
		}
	}
	return ""
}

func TestPicker_GroupsByWhenItIsUsed(t *testing.T) {
	d := sit(t)
	b, _ := d.open(1280, 800, desktest.Isla, "")
	b.Shows(ByTelephone, "Call before the first visit", AtAVisit, "Initial assessment", WalkIn, Nameless)
	b.Everywhere("pick")
	press(b, "Handwriting")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Questions || last.Arg != "handwriting" || last.Child != string(desktest.Isla) {
		t.Errorf("went to %+v", last)
	}
}

func TestForm_LooksRightInThreeSizes(t *testing.T) {
	d := sit(t)
	b, _ := d.open(1280, 800, desktest.Isla, "dressing")
	b.Everywhere("front")
	b, _ = d.begin(1280, 800, desktest.Isla, "dressing", "Róisín O'Thistlewood, mother")
	b.Type("What is the morning like? Which piece of clothing starts the trouble?", "Socks. Every morning it is the socks.")
	under(t, b, "Who dresses your child on a school day?", "Together")
	under(t, b, "Are there clothes your child cannot bear?", "Yes")
	b.Everywhere("form")
	press(b, "Next")
	b.Everywhere("form2")
}

// focusOf is the field that has the keyboard.
func focusOf(b *kittest.Bench) fyne.Focusable { return b.Window.Canvas().Focused() }

// TestForm_SkipLogicKeepsTheKeyboard: a question that appears while a number is typed must not take the keyboard away.
func TestForm_SkipLogicKeepsTheKeyboard(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "home-environment")
	v.form.turn("body")
	const falls, where = "How many falls at home in the last four weeks?", "Where, and was there an injury?"
	if _, ok := kit.Find(b.Placed(), where); ok {
		t.Fatal("asked before a fall was counted")
	}
	b.Type(falls, "4")
	held := focusOf(b)
	b.Find(where)
	for range 2 {
		b.Key(fyne.KeyBackspace)
	}
	if _, ok := kit.Find(b.Placed(), where); ok {
		t.Error("still asked, though no fall is counted")
	}
	test.Type(held, "12")
	b.Find(where)
	if focusOf(b) != held || held == nil {
		t.Error("the keyboard has moved while a number was typed")
	}
}

func TestForm_IsOnTheDiskWithinASecond(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "dressing")
	id := v.form.sheet.ID
	b.Type("To the child: what would you like to put on by yourself?", "My tights ")
	under(t, b, "Who dresses your child on a school day?", "Together")
	b.Type("To the child: what would you like to put on by yourself?", "with the stars")
	d.Clock.Turn(time.Second)
	d.Restart() // nobody left the field
	if got := d.value(id, "child"); got != "My tights with the stars" {
		t.Errorf("after a kill: %q", got)
	}
	if got := d.value(id, "who-dresses"); got != "together" {
		t.Errorf("after a kill: %q", got)
	}
	b, v = d.open(1280, 800, desktest.Isla, id)
	if v.form.at != "talk" {
		t.Errorf("opened again at %q", v.form.at)
	}
	if p := b.Find("To the child: what would you like to put on by yourself?"); p.Value != "My tights with the stars" {
		t.Errorf("the field shows %q", p.Value)
	}
}

// TestForm_UndoTakesBackTheTapAlone: words typed after a tap stay when the tap is taken back.
func TestForm_UndoTakesBackTheTapAlone(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "dressing")
	id := v.form.sheet.ID
	under(t, b, "Are there clothes your child cannot bear?", "Yes")
	undo := d.Undone[len(d.Undone)-1]
	if undo != "Answered “Yes”" {
		t.Errorf("offered %q", undo)
	}
	b.Type("To the child: what would you like to put on by yourself?", "Socks")
	d.TakeBack()
	b.Settle()
	if got := d.value(id, "feel"); got != "" {
		t.Errorf("taken back: %q", got)
	}
	if got := d.value(id, "child"); got != "Socks" {
		t.Errorf("typed since: %q", got)
	}
	under(t, b, "Are there clothes your child cannot bear?", "No")
	under(t, b, "Are there clothes your child cannot bear?", "No")
	if got := d.value(id, "feel"); got != "" {
		t.Errorf("a second tap on an answer takes it out, yet: %q", got)
	}
	d.Sound()
}

func TestForm_RoundsComeAndGo(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "home-environment")
	v.form.turn("doors")
	b.Type("Which door?", "Front door")
	b.Shows("Front door", "Is there another door that matters?")
	b.Type("Clear width", "82")
	press(b, "Yes, one more")
	b.Shows("Doors and thresholds 2", "82 mm is outside the usual 450 to 1200. Check it. If it was measured in cm, it is 820 mm.")
	b.Everywhere("rounds")
	press(b, "Remove Front door")
	if got := d.value(v.form.sheet.ID, "door"); got != "" {
		t.Errorf("removed, yet %q", got)
	}
	d.TakeBack()
	b.Settle()
	b.Shows("Front door", "Doors and thresholds 2")
	if got := d.value(v.form.sheet.ID, "clear-width"); got != "82" {
		t.Errorf("taken back: %q", got)
	}
}

func TestForm_OffersLastTimesAnswer(t *testing.T) {
	d := sit(t)
	d.write(&assessments.Answers{Template: "dressing", Version: 1, On: "2026-03-12", Values: []assessments.Answer{{Question: "who-dresses", Value: "adult"}}}, desktest.Isla)
	b, v := d.begin(1280, 800, desktest.Isla, "dressing")
	b.Shows("Last time (12 March 2026): An adult")
	b.Picture("last-time")
	b.Sound()
	if got := d.value(v.form.sheet.ID, "who-dresses"); got != "" {
		t.Fatalf("what is only offered was kept: %q", got)
	}
	press(b, "Use last time’s answer: Who dresses your child on a school day?")
	if got := d.value(v.form.sheet.ID, "who-dresses"); got != "adult" {
		t.Errorf("taken over: %q", got)
	}
	for _, p := range b.Placed() {
		if p.Text == "Last time (12 March 2026): An adult" {
			t.Error("still offered after it was taken")
		}
	}
}

func TestForm_WhatStandsAloneDrivesTheOthersOut(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "drop-in")
	under(t, b, "Which GP is your child registered with, and is it in our area?", "Yes")
	v.form.turn("look")
	b.Settle()
	for _, tap := range []string{"Drawing", "Jumping", "Did not want to", "Threading beads"} {
		press(b, tap)
	}
	for _, a := range d.answers(v.form.sheet.ID).Values {
		if a.Question == "did" && (len(a.Values) != 1 || a.Values[0] != "beads") {
			t.Errorf("kept %v", a.Values)
		}
	}
	d.Sound()
}

func TestForm_NumberPad(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "dressing")
	v.form.turn("whole")
	b.Settle()
	press(b, "Number pad: How long did the whole change take?")
	for _, k := range []string{"1", "2", "Point", "5", "Point", "Delete", "Delete"} {
		b.Tap(k)
	}
	b.Everywhere("pad")
	b.Tap("Done")
	if got := d.value(v.form.sheet.ID, "minutes"); got != "12" {
		t.Errorf("kept %q", got)
	}
	d.TakeBack()
	if got := d.value(v.form.sheet.ID, "minutes"); got != "" {
		t.Errorf("taken back: %q", got)
	}
}

// TestForm_NamesWhatIsOpenAndBarsNobody: moving on says in a sentence what was passed over; leaving is possible all the same.
func TestForm_NamesWhatIsOpenAndBarsNobody(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "dressing")
	press(b, "Next")
	b.Shows("The whole change", "Not answered yet: “What is the morning like? Which piece of clothing starts the trouble?”")
	press(b, "Go back")
	b.Shows("What people say")
	v.form.turn(ReportPage)
	press(b, "Done")
	b.Shows("Not answered yet", "more.")
	if len(d.Went) > 0 {
		t.Fatal("left before the sentence could be read")
	}
	press(b, "Done")
	if len(d.Went) == 0 || d.Went[len(d.Went)-1].Screen != "back" {
		t.Error("what is open bars the way")
	}
}

func TestForm_WrongTimeIsSaidOnMovingOn(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "dressing")
	v.form.turn("whole")
	b.Type("How long did the whole change take?", "ten")
	for _, p := range b.Placed() {
		if p.Text == "\"ten\" is not a number: write figures, such as 65 or 65.5." {
			t.Fatal("an error while typing")
		}
	}
	b.Type("How many spoken reminders?", "3")
	b.Shows("is not a number: write figures, such as 65 or 65.5.")
	b.Sound()
}

func TestReport_ATickMakesANote(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "dressing", "Róisín O'Thistlewood, mother")
	b.Type("What is the morning like? Which piece of clothing starts the trouble?", "Socks. Every morning it is the socks.")
	under(t, b, "Who dresses your child on a school day?", "An adult")
	v.form.turn("whole")
	b.Type("How long did the whole change take?", "9")
	b.Type("How many spoken reminders?", "6")
	v.form.turn(ReportPage)
	b.Settle()
	press(b, "Issy needed 6 reminders.")
	press(b, "Róisín O'Thistlewood said: “Socks. Every morning it is the socks.”")
	b.Everywhere("report")
	notes := func() (out []assessments.Observation) {
		recs, err := d.Store.Records(d.Ctx, store.Filter{Child: desktest.Isla, Kinds: []assessments.Kind{assessments.KindObservation}})
		must(t, err)
		for _, r := range recs {
			var o assessments.Observation
			if assessments.Decode(r.Fields, &o); o.On == "2026-11-24" {
				out = append(out, o)
			}
		}
		return out
	}
	if n := notes(); len(n) != 2 {
		t.Fatalf("%d notes of two ticks", len(n))
	}
	press(b, "Issy needed 6 reminders.")
	n := notes()
	if len(n) != 1 || n[0].Type != "said" || n[0].SaidBy != roisin || n[0].Area != "dressing" {
		t.Errorf("after unticking: %+v", n)
	}
	d.TakeBack()
	if len(notes()) != 2 {
		t.Error("Undo did not bring the note back")
	}
	d.Sound()
}

func TestReport_SizesBecomeOneMeasurement(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Yusuf, "home-environment")
	v.form.turn("doors")
	b.Type("Which door?", "Front door")
	b.Type("Clear width", "762")
	b.Type("Height of the threshold", "95")
	v.form.turn(ReportPage)
	b.Settle()
	press(b, "Keep 2 sizes as one measurement")
	recs, err := d.Store.Records(d.Ctx, store.Filter{Child: desktest.Yusuf, Kinds: []assessments.Kind{assessments.KindMeasurement}})
	must(t, err)
	var m assessments.Measurement
	assessments.Decode(recs[len(recs)-1].Fields, &m)
	for _, r := range recs {
		if r.Fields.Text("on") == "2026-11-24" {
			m = assessments.Measurement{}
			assessments.Decode(r.Fields, &m)
		}
	}
	if m.On != "2026-11-24" || len(m.Rows) != 2 || m.Rows[0].Value != 762 || m.Rows[0].Note != "Front door" {
		t.Errorf("measured %+v", m)
	}
	d.Sound()
}

// TestRead_EarlierAnswersAreThereToRead: what was said in March is not changed by a slip of the finger in November.
func TestRead_EarlierAnswersAreThereToRead(t *testing.T) {
	d := sit(t)
	id := d.write(&assessments.Answers{Template: "dressing", Version: 1, On: "2026-03-12", Values: []assessments.Answer{
		{Question: "family", Value: "Socks."}, {Question: "who-dresses", Value: "adult"}, {Question: "gone", Value: "12", Unit: "mm"}}}, desktest.Isla)
	b, v := d.open(1280, 800, desktest.Isla, id)
	b.Shows("Asked on 12 March 2026", "Who dresses your child on a school day?", "An adult", "Answered earlier, no longer asked", "12 mm")
	b.Everywhere("read")
	if v.form != nil {
		t.Fatal("open to be changed at once")
	}
	press(b, "Change an answer")
	b.Shows("What people say")
	press(b, "Next")
	b.Sound()
}

// TestForm_GoesOnWithTodays: a sheet begun today is gone on with from the front, where it was left.
func TestForm_GoesOnWithTodays(t *testing.T) {
	d := sit(t)
	b, v := d.begin(390, 844, desktest.Isla, "dressing")
	id := v.form.sheet.ID
	b.Type("What is the morning like? Which piece of clothing starts the trouble?", "Socks.")
	v.Leave()
	b, _ = d.open(390, 844, desktest.Isla, "dressing")
	b.Shows("Begun today. 1 of 31 answered", "Today, 09:12")
	b.Sound()
	b.Tap("Go on")
	if d.last != id {
		t.Errorf("goes on with %s, want %s", d.last, id)
	}
	b, v = d.open(390, 844, desktest.Isla, id)
	if !v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) || v.form.at != "whole" {
		t.Errorf("Page Down turned to %q", v.form.at)
	}
	if v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp}); v.form.at != "talk" || strings.Contains(b.Texts(), "Not answered yet") {
		t.Error("Page Up must turn back and say nothing of what is open")
	}
}

func TestScreen_SaysWhyNothingOpens(t *testing.T) {
	d := sit(t)
	b, _ := d.open(390, 844, desktest.Isla, "no-such-template")
	b.Shows("This cannot be opened", "The questions “no-such-template” are not on this tablet.")
	b, _ = d.open(390, 844, desktest.Isla, "019a0001-0000-7000-8000-00000000dead")
	b.Shows("This cannot be opened")
}

// TestForm_EveryPageOfEveryTemplateIsSound walks all that ships at the width of a phone, with large text and
// in the dark.
func TestForm_EveryPageOfEveryTemplateIsSound(t *testing.T) {
	d := sit(t)
	for _, tpl := range d.lib.List() {
		child := desktest.Isla
		if tpl.Anonymous {
			child = ""
		}
		b, v := d.begin(390, 7000, child, tpl.Name) // as high as the longest page, so that nothing is out of sight
		b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
		for _, p := range v.form.sheet.Pages() {
			v.form.turn(p.ID)
			b.Settle()
			b.Sound()
		}
	}
}
