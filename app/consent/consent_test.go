package consent_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/mobile"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/reports"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func desk(t *testing.T, name string) (*sessiontest.Desk, assessments.ID, *consent.Book) {
	t.Helper()
	d := sessiontest.New(t, 2, morning)
	d.Me = practice.Therapist
	child := d.Child(t, name)
	b := consent.NewBook(d.Store, d.Session, d.NewID, child)
	if err := b.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d, child, b
}

// words are the lines as a person reads them.
func words(lines []consent.Line) string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Title+": "+l.Word)
	}
	return strings.Join(out, "\n")
}

func find(t *testing.T, b *consent.Book, title string) consent.Line {
	t.Helper()
	sharing, other := b.Lines()
	for _, l := range append(sharing, other...) {
		if strings.Contains(l.Title, title) {
			return l
		}
	}
	t.Fatalf("no matter is called %s; there are:\n%s\n%s", title, words(sharing), words(other))
	return consent.Line{}
}

func TestLines_SayHowEveryMatterStands(t *testing.T) {
	_, _, b := desk(t, "Isla")
	sharing, other := b.Lines()
	for _, want := range []string{"Róisín O'Thistlewood, mother: By right", "Gareth Pellowick, father: By right", "Larkbarrow Primary: Agreed", "Dr Crabtree-Moss, GP: Agreed", "LA SEND team: Agreed", "Gym club leader: Refused"} {
		if !strings.Contains(words(sharing), want) {
			t.Errorf("%q is not among\n%s", want, words(sharing))
		}
	}
	for _, want := range []string{"Assess and treat: Agreed", "Photos: Not asked", "Video: Ended", "Copies of work: Agreed"} {
		if !strings.Contains(words(other), want) {
			t.Errorf("%q is not among\n%s", want, words(other))
		}
	}
	school := find(t, b, "Larkbarrow")
	if school.Said != "Róisín O'Thistlewood, mother, 12 March 2026" || school.Covers != "Reports and letters. Photos: not asked, so none go with them" {
		t.Errorf("said %q, covers %q", school.Said, school.Covers)
	}
}

// TestDecide_WhatIsWrittenIsWhatReportsGoBy: each decision is taken, and reports are asked.
func TestDecide_WhatIsWrittenIsWhatReportsGoBy(t *testing.T) {
	d, child, b := desk(t, "Isla")
	school := reports.Recipient{Role: assessments.RoleSchool}
	may := func() bool {
		return reports.MaySend(reports.ReadBases(records(t, d, child)), school, reports.SchoolAdvice, d.Today()).Goes()
	}
	mum := b.Givers()[0]
	if !may() {
		t.Fatal("the school agreed to in March may not have a report")
	}
	for _, c := range []struct {
		d    consent.Decision
		word string
		may  bool
	}{{consent.End, "Ended", false}, {consent.Agree, "Agreed", true}, {consent.AgreeWithLimits, "Agreed with limits", false}, {consent.Agree, "Agreed", true}, {consent.Refuse, "Refused", false}} {
		d.Time = d.Time.Add(24 * time.Hour)
		_, undo := b.Decide(t.Context(), find(t, b, "Larkbarrow"), c.d, mum)
		if undo == nil {
			t.Fatalf("%s was not written: %v", c.word, d.Failed)
		}
		if l := find(t, b, "Larkbarrow"); l.Word != c.word || may() != c.may {
			t.Errorf("after %s: the line says %q, a report may go: %v", c.word, l.Word, may())
		}
	}
	if n := len(find(t, b, "Larkbarrow").Past); n != 5 {
		t.Errorf("%d things are remembered of what was said, want 5", n)
	}
}

func TestDecide_IsTakenBackWhole(t *testing.T) {
	_, _, b := desk(t, "Isla")
	for _, which := range []consent.Decision{consent.Refuse, consent.End} {
		_, undo := b.Decide(t.Context(), find(t, b, "Larkbarrow"), which, b.Givers()[0])
		undo()
		if l := find(t, b, "Larkbarrow"); l.Word != "Agreed" || len(l.Past) != 1 {
			t.Errorf("after undo the school stands at %s with %d entries", l.Word, len(l.Past))
		}
	}
}

// TestEnd_SaysWhoTookItBack: a father ends what a mother had agreed to, and nobody says that she did.
func TestEnd_SaysWhoTookItBack(t *testing.T) {
	d, child, b := desk(t, "Isla")
	dad := b.Givers()[1]
	b.Decide(t.Context(), find(t, b, "Larkbarrow"), consent.End, dad)
	l := find(t, b, "Larkbarrow")
	if want := "Ended 24 November 2026 by " + dad.Name; l.Word != "Ended" || l.Past[0].More != want {
		t.Errorf("the school stands at %s, %q, want %q", l.Word, l.Past[0].More, want)
	}
	school := reports.Recipient{Role: assessments.RoleSchool}
	if s := reports.MaySend(reports.ReadBases(records(t, d, child)), school, reports.SchoolAdvice, d.Today()); !strings.HasPrefix(s.Reason, "Gareth Pellowick took back consent on 24 November 2026") {
		t.Errorf("a report does not go since %q", s.Reason)
	}
}

func TestPhotos_ARefusalOfOneParentStands(t *testing.T) {
	d, _, b := desk(t, "Isla")
	givers := b.Givers()
	b.Decide(t.Context(), find(t, b, "Photos"), consent.Agree, givers[0])
	d.Time = d.Time.Add(24 * time.Hour)
	b.Decide(t.Context(), find(t, b, "Photos"), consent.Refuse, givers[1])
	if l := find(t, b, "Photos"); l.Standing != reports.Refused || !strings.HasPrefix(l.Said, "Gareth") {
		t.Errorf("photos stand at %s, said by %q", l.Standing, l.Said)
	}
}

func TestLawful_WaitsForALeadUnlessAChildIsToBeKeptSafe(t *testing.T) {
	_, _, b := desk(t, "Isla")
	line := b.Line(consent.Share(reports.Recipient{Role: assessments.RoleSocialCare}))
	id, _ := b.Lawful(t.Context(), line, "court-order", "Order of 2 November", "", practice.Therapist, "")
	line = b.Line(line.Matter)
	if line.Word != "Waits for your lead" || line.Wants == "" {
		t.Fatalf("without a lead it stands at %q", line.Word)
	}
	undo := b.Approve(t.Context(), id, practice.Therapist)
	if got := b.Line(line.Matter).Word; got != "Lawful reason" {
		t.Errorf("approved it stands at %q", got)
	}
	undo()
	if got := b.Line(line.Matter).Word; got != "Waits for your lead" {
		t.Errorf("with the approval taken back it stands at %q", got)
	}
	b.Lawful(t.Context(), line, "safeguarding", "Told me of harm", "", practice.Therapist, "")
	if got := b.Line(line.Matter).Word; got != "Lawful reason" {
		t.Errorf("to keep a child safe stands at %q", got)
	}
}

func records(t *testing.T, d *sessiontest.Desk, child assessments.ID) []assessments.Record {
	t.Helper()
	ev, err := consent.Evidence(t.Context(), d.Store, child)
	if err != nil {
		t.Fatal(err)
	}
	return ev
}

// TestScreen_IsSoundInEveryFrame shows list and matter in every size, light and dark, and with large text.
func TestScreen_IsSoundInEveryFrame(t *testing.T) {
	d, child, b := desk(t, "Isla")
	school := find(t, b, "Larkbarrow").Key()
	for _, f := range []struct {
		name string
		w, h float32
		arg  assessments.ID
		text int
		dark bool
	}{{"landscape", 1184, 644, school, 16, false}, {"portrait", 800, 1040, school, 16, false}, {"phone", 390, 600, school, 16, false}, {"phone-list", 390, 600, "", 16, false},
		{"laptop-list", 1344, 744, "", 16, true}, {"large", 1184, 644, school, 20, false}, {"phone-large", 390, 600, school, 20, true}} {
		t.Run(f.name, func(t *testing.T) {
			bench := kittest.Open(t, f.w, f.h)
			th := kit.Theme{Variant: kit.VariantLight, Text: f.text}
			if f.dark {
				th.Variant = kit.VariantDark
			}
			bench.Theme(th)
			s := consent.NewScreen(d.Session, child, f.arg)
			bench.Show(s.Content())
			bench.Shows(map[bool]string{true: "What they say today", false: "Sharing"}[f.arg != ""])
			bench.Picture("consent-" + f.name)
			bench.Sound()
		})
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

func TestScreen_ARefusalIsTwoTapsAndAName(t *testing.T) {
	d, child, b := desk(t, "Isla")
	school := find(t, b, "Larkbarrow")
	bench := kittest.Open(t, 1184, 644)
	list := consent.NewScreen(d.Session, child, "")
	bench.Show(list.Content())
	bench.Tap("Larkbarrow Primary")
	if len(d.Went) != 0 || len(d.Swaps) != 1 || d.Swaps[0].Screen != session.Consent || d.Swaps[0].Arg != school.Key() {
		t.Fatalf("beside the list: went to %+v, swapped for %+v", d.Went, d.Swaps)
	}
	phone := kittest.Open(t, 390, 800)
	phone.Show(consent.NewScreen(d.Session, child, "").Content())
	phone.Tap("Larkbarrow Primary")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Consent || d.Went[0].Arg != school.Key() {
		t.Fatalf("on a phone, where Back leads to the list: went to %+v", d.Went)
	}
	bench = kittest.Open(t, 1184, 644)
	s := consent.NewScreen(d.Session, child, school.Key())
	bench.Show(s.Content())
	bench.Tap("Refused, Róisín O'Thistlewood, mother")
	if f := bench.Find("Their name, typed by them as a signature"); f.Off {
		t.Error("the name is to be typed where nobody sees it")
	}
	bench.Type("Their name, typed by them as a signature", "Róisín")
	s.Leave()
	if err := b.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	l := find(t, b, "Larkbarrow")
	if l.Word != "Refused" || !strings.Contains(l.Past[0].More, "Signed “Róisín”") {
		t.Errorf("the school stands at %s: %+v", l.Word, l.Past[0])
	}
	bench.Show(consent.NewScreen(d.Session, child, school.Key()).Content())
	bench.Picture("consent-refused")
	bench.Shows("Record a lawful reason")
}

// TestScreen_NobodysWordIsPresumed: each answer names its giver, no name stands there chosen, and what is written is the word of whoever was
// tapped, also where one person alone holds parental responsibility and against what is somebody's by right.
func TestScreen_NobodysWordIsPresumed(t *testing.T) {
	d, child, b := desk(t, "Isla")
	for _, g := range b.Givers()[1:2] { // one holder is left
		rec, err := d.Store.Record(t.Context(), g.ID)
		if err != nil {
			t.Fatal(err)
		}
		p := *rec.ReadOf(assessments.KindPerson).(*assessments.Person)
		p.Responsibility = "no"
		if e, ok := d.Session.Change(rec, &p); !ok || !d.Session.Write(t.Context(), e) {
			t.Fatal(d.Failed)
		}
	}
	if err := b.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Photos", "Larkbarrow", "Róisín"} { // never asked; agreed in March; by right
		bench := kittest.Open(t, 1184, 1000)
		l := find(t, b, title)
		bench.Show(consent.NewScreen(d.Session, child, l.Key()).Content())
		var answers []string
		for _, p := range bench.Placed() {
			if p.Chosen {
				t.Errorf("%s: %s is chosen before anybody has said anything", title, p.Text)
			}
			if strings.HasPrefix(p.Text, "Refused, ") && p.Kind == "tap" {
				answers = append(answers, p.Text)
			}
		}
		if len(answers) != len(b.Givers()) || !slices.Contains(answers, "Refused, Issy") {
			t.Errorf("%s: the refusals are %q of %d people", title, answers, len(b.Givers()))
		}
		bench.Picture("consent-whose-" + title)
		bench.Tap("Refused, Issy")
		if err := b.Open(t.Context()); err != nil {
			t.Fatal(err)
		}
		if past := find(t, b, title).Past[0]; !strings.Contains(past.Words, "Issy") {
			t.Errorf("%s: Issy refused, and the book says %+v", title, past)
		}
	}
}

func TestScreen_AHandCanSignADecision(t *testing.T) {
	d, child, b := desk(t, "Isla")
	school := find(t, b, "Larkbarrow")
	bench := kittest.Open(t, 1184, 800)
	s := consent.NewScreen(d.Session, child, school.Key())
	bench.Show(s.Content())
	bench.Tap("Refused, Róisín O'Thistlewood, mother")
	draw(bench)
	bench.Picture("consent-sign")
	if r, g, b, _ := bench.Capture().At(160, 300).RGBA(); r>>8 != 0xF1 || g>>8 != 0xF4 || b>>8 != 0xF3 {
		t.Errorf("whoever signs sees %x %x %x of what others said", r>>8, g>>8, b>>8)
	}
	bench.Tap("Done")
	bench.Shows("Signed by hand")
	if d.Covers != 1 {
		t.Errorf("after the signature the screen was covered %d times", d.Covers)
	}
	if err := b.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	if past := find(t, b, "Larkbarrow").Past[0]; !strings.Contains(past.More, "Signed by hand") {
		t.Errorf("the decision says %+v", past)
	}
	d.Undos[len(d.Undos)-1]()
	if err := b.Open(t.Context()); err != nil || strings.Contains(find(t, b, "Larkbarrow").Past[0].More, "Signed by hand") {
		t.Errorf("the signature cannot be taken back (%v)", err)
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

// TestScreen_ALockedSignatureIsAskedForAgain: strokes that nobody called done are no signature. Whoever unlocks is told that they have to
// be given again, until they were, and is told nothing where the sheet was closed by a hand.
func TestScreen_ALockedSignatureIsAskedForAgain(t *testing.T) {
	d, child, b := desk(t, "Isla")
	school := find(t, b, "Larkbarrow")
	var bench *kittest.Bench
	var sh *shell.Shell
	open := func() {
		bench = kittest.Open(t, 1280, 800)
		sh = shell.New(shell.Config{Clock: d.Wait, Screens: func(shell.Route) shell.Screen { return consent.NewScreen(d.Session, child, school.Key()) }})
		sh.Attach(bench.Window.Canvas())
		sh.Go(shell.Route{Screen: "consent"})
		bench.Settle()
	}
	told := func() bool { return strings.Contains(bench.Texts(), "The signature was not kept") }
	lock := func() { // as the app does it
		sh.Screen().Leave()
		sh.Detach()
		open()
	}
	open()
	bench.Tap("Refused, Róisín O'Thistlewood, mother")
	lock()
	if told() {
		t.Error("nobody was signing, and a signature is missed")
	}
	draw(bench)
	lock()
	bench.Shows("The signature was not kept", "Ask them to sign again.", "Sign with a finger instead")
	bench.Picture("consent-not-kept")
	bench.Sound()
	if err := b.Open(t.Context()); err != nil || strings.Contains(find(t, b, "Larkbarrow").Past[0].More, "Signed") {
		t.Errorf("a signature that nobody called done was kept (%v)", err)
	}
	bench.Tap("Sign with a finger instead")
	lock()
	if !told() {
		t.Error("an empty pad was locked, and what was told before is forgotten")
	}
	draw(bench)
	bench.Tap("Done")
	bench.Shows("Signed by hand")
	lock()
	if told() || len(d.Failed) > 0 {
		t.Errorf("signed by now, and asked for again: %v", d.Failed)
	}
}

// TestUndo_AfterTheScreenWasLeft: the undo bar lives on beside the next screen, and takes a refusal back there.
func TestUndo_AfterTheScreenWasLeft(t *testing.T) {
	d, child, b := desk(t, "Isla")
	school := find(t, b, "Larkbarrow")
	bench := kittest.Open(t, 1184, 800)
	s := consent.NewScreen(d.Session, child, school.Key())
	bench.Show(s.Content())
	bench.Tap("Refused, Róisín O'Thistlewood, mother")
	if err := b.Open(t.Context()); err != nil || find(t, b, "Larkbarrow").Word != "Refused" {
		t.Fatalf("nothing was done (%v)", err)
	}
	s.Leave()
	d.Undos[len(d.Undos)-1]()
	if err := b.Open(t.Context()); err != nil || find(t, b, "Larkbarrow").Word != school.Word || len(d.Failed) > 0 {
		t.Errorf("taken back from another screen the school stands at %s, want %s; %v, %v", find(t, b, "Larkbarrow").Word, school.Word, err, d.Failed)
	}
}

// draw draws a stroke on the signature pad, as a finger does.
func draw(bench *kittest.Bench) {
	bench.Tap("Sign with a finger instead")
	pad := bench.Find("Sign here").Object.(*kit.DrawPad)
	pad.TouchDown(&mobile.TouchEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(60, 60)}})
	pad.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(160, 90)}, Dragged: fyne.NewDelta(100, 30)})
	pad.TouchUp(nil)
	pad.DragEnd()
}
