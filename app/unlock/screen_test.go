package unlock_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/assessments"
)

// locked is a door whose stores are only remembered.
type locked struct {
	unlock.Door
	opened, added, refreshed, chosen int
	asked                            []string
	notes                            []string
	begun                            int
	files                            [4]string
	tries                            int
}

const right = "snail beanbag tights"

func newDoor(names ...string) *locked {
	l := &locked{chosen: -1}
	for _, n := range names {
		l.People = append(l.People, unlock.Person{Name: n, Line: "3 changes wait here safely while locked"})
	}
	l.Open = func(_ context.Context, p string) error {
		l.asked = append(l.asked, p)
		if p == right || strings.HasPrefix(p, "new ") {
			return nil
		}
		return assessments.Errorf(assessments.Unauthorized, "x", "That passphrase does not open this store. Nothing was changed; try again, or use the recovery code.")
	}
	l.PIN = func(_ context.Context, pin string) (bool, error) {
		if pin == "246813" {
			return false, nil
		}
		if l.tries++; l.tries == 5 {
			return true, assessments.Errorf(assessments.Unauthorized, "x", "The PIN was wrong five times. Type the passphrase; nothing you wrote is lost.")
		}
		return false, assessments.Errorf(assessments.Unauthorized, "x", "That is not the PIN. %d tries left, then the passphrase is needed.", 5-l.tries)
	}
	l.Code = func(_ context.Context, code, next string) (unlock.Recovered, error) {
		if code != "ABCD-EFGH" {
			return unlock.Recovered{}, assessments.Errorf(assessments.Invalid, "x", "A recovery code has 28 letters and digits in seven groups of four; this one has %d.", len(code))
		}
		l.asked = append(l.asked, "code "+next)
		return unlock.Recovered{Unsent: 2}, nil
	}
	l.Escrow = func(_ context.Context, one, two, sealed, next string) (unlock.Recovered, error) {
		l.files = [4]string{one, two, sealed, next}
		return unlock.Recovered{Unsent: 12, Code: "ABCD-EFGH-JKMN-PQRS-TVWX-Y012-3456"}, nil
	}
	l.Note = func() func(string) error {
		l.begun++
		l.notes = append(l.notes, "")
		at := len(l.notes) - 1
		return func(words string) error { l.notes[at] = words; return nil }
	}
	l.Remove = func(_ context.Context, at int, p string) error {
		return assessments.Errorf(assessments.Conflict, "x", "%d things you wrote are on this tablet and nowhere else, so nothing was removed. Unlock it online and wait for All sent.", 3+at)
	}
	l.Add = func() { l.added++ }
	l.Choose = func(at int) { l.chosen = at }
	l.Refresh = func() { l.refreshed++ }
	l.Opened = func() { l.opened++ }
	return l
}

func (l *locked) show(t *testing.T, b *kittest.Bench) (*unlock.Screen, *kittest.Clock) {
	t.Helper()
	clock := kittest.NewClock(time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC))
	s := unlock.NewScreen(context.Background(), &l.Door, clock.Kit(), kit.AtOnce)
	b.Show(s.Content())
	s.Ready()
	return s, clock
}

func TestScreen_OpensWithThePassphrase(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	l := newDoor("Therapist 1")
	l.Lines = []unlock.Line{{Icon: "saved", Words: "3 changes wait here safely while locked"}}
	l.show(t, b)
	if b.Window.Canvas().Focused() == nil {
		t.Error("the keyboard is nowhere: a passphrase typed at once would be lost")
	}
	b.Picture("unlock")
	b.Sound()
	b.Shows("Unlock Fieldfare", "3 changes wait here safely while locked")
	b.Tap("Unlock")
	b.Shows("Enter your passphrase.")
	if len(l.asked) != 0 {
		t.Fatal("an empty passphrase was tried")
	}
	b.Type("Passphrase", "wrong")
	b.Tap("Unlock")
	b.Shows("That passphrase does not open this store.")
	b.Sound()
	if l.opened != 0 {
		t.Fatal("a wrong passphrase opened the store")
	}
	l.show(t, b)
	b.Type("Passphrase", right)
	b.Key(fyne.KeyReturn)
	if l.opened != 1 {
		t.Errorf("opened %d times, asked %q", l.opened, l.asked)
	}
}

// A caret that blinks has the window painted over and over, beside the derivation of the key.
func TestScreen_NothingHasTheKeyboardWhileItOpens(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	l := newDoor("Therapist 1")
	open := l.Open
	during := 0
	l.Open = func(ctx context.Context, p string) error {
		if during++; b.Window.Canvas().Focused() != nil {
			t.Errorf("%q: the keyboard is still there", p)
		}
		return open(ctx, p)
	}
	l.show(t, b)
	field := b.Window.Canvas().Focused()
	b.Type("Passphrase", "wrong")
	b.Key(fyne.KeyReturn)
	b.Shows("That passphrase does not open this store.")
	if during != 1 || field == nil || b.Window.Canvas().Focused() != field {
		t.Errorf("after %d tries the keyboard is at %v", during, b.Window.Canvas().Focused())
	}
	l.show(t, b)
	b.Type("Passphrase", right)
	b.Key(fyne.KeyReturn)
	if during != 2 || l.opened != 1 || b.Window.Canvas().Focused() != nil {
		t.Errorf("%d tries opened it %d times; the keyboard is at %v", during, l.opened, b.Window.Canvas().Focused())
	}
}

func TestScreen_PINOpensAndFiveWrongAskForThePassphrase(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	l := newDoor("Bryony Quillfeather", "Sam Okoro")
	l.Figures = 6
	l.Lines = []unlock.Line{{Icon: "saved", Words: "3 changes wait here safely while locked"}}
	s, _ := l.show(t, b)
	for _, r := range "24x68" {
		s.TypedRune(r)
	}
	b.Picture("unlock-pin")
	b.Sound()
	b.Shows("Bryony Quillfeather", "Enter your PIN")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	for _, r := range "813" {
		s.TypedRune(r)
	}
	if l.opened != 1 {
		t.Fatalf("the right PIN opened %d times", l.opened)
	}
	for n := range 5 {
		for _, key := range "111111" {
			b.Tap(string(key))
		}
		if n < 4 {
			b.Shows(fmt.Sprintf("%d tries left", 4-n))
		}
	}
	b.Shows("The PIN was wrong five times.", "Passphrase")
	b.Sound()
	b.Picture("unlock-five-wrong")
	if l.opened != 1 {
		t.Error("a wrong PIN opened the store")
	}
}

func TestScreen_NoteNowIsKeptAndGoneFromSight(t *testing.T) {
	b := kittest.Open(t, 390, 844)
	l := newDoor("Therapist 1")
	s, clock := l.show(t, b)
	b.Tap("Note now")
	b.Type("Your note", "Mum rang: the splint rubs")
	b.Picture("note-now")
	b.Sound()
	clock.Turn(time.Second)
	if len(l.notes) != 1 || l.notes[0] != "Mum rang: the splint rubs" {
		t.Fatalf("a second after the last key the notes are %q", l.notes)
	}
	b.Type("Your note", " at night")
	b.Tap("Done")
	if l.notes[0] != "Mum rang: the splint rubs at night" {
		t.Errorf("the note reads %q", l.notes[0])
	}
	b.Shows("The note is kept.")
	if strings.Contains(b.Texts(), "splint") {
		t.Error("the note can be read")
	}
	b.Tap("Note now")
	if v := b.Find("Your note"); strings.Contains(v.Value, "splint") {
		t.Error("the next note begins with the last one")
	}
	b.Type("Your note", "left lying about")
	s.Idle()
	if strings.Contains(b.Texts(), "lying") || l.notes[1] != "left lying about" {
		t.Errorf("after a while without a touch the notes are %q", l.notes)
	}
}

// TestScreen_ANoteThatIsRefusedStaysInSight: Done says so each time, and the page stays until the words are safe.
func TestScreen_ANoteThatIsRefusedStaysInSight(t *testing.T) {
	b := kittest.Open(t, 390, 844)
	l := newDoor("Therapist 1")
	full := true
	l.Note = func() func(string) error {
		return func(words string) error {
			if full {
				return assessments.Errorf(assessments.Unavailable, "x", "The disk is full.")
			}
			l.notes = append(l.notes, words)
			return nil
		}
	}
	_, clock := l.show(t, b)
	b.Tap("Note now")
	for range 2 {
		b.Type("Your note", "rubs")
		b.Tap("Done")
		b.Shows("The disk is full.", "Your note")
	}
	full = false
	clock.Turn(time.Minute)
	b.Tap("Done")
	b.Shows("The note is kept.")
	if len(l.notes) != 1 || l.notes[0] != "rubsrubs" {
		t.Errorf("kept %q", l.notes)
	}
}

func TestScreen_LostPassphraseByCode(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	l := newDoor("Therapist 1")
	l.show(t, b)
	b.Tap("I forgot my passphrase")
	b.Picture("lost")
	b.Sound()
	b.Tap("I have my recovery code")
	b.Tap("Set it and unlock")
	b.Shows("Enter a passphrase")
	b.Type("Recovery code", "ABCD")
	b.Type("New passphrase", "new beanbag tights")
	b.Type("New passphrase again", "new beanbag tights")
	b.Tap("Set it and unlock")
	b.Shows("this one has 4.")
	b.Picture("lost-code")
	b.Sound()
	b.Type("Recovery code", "-EFGH")
	b.Tap("Set it and unlock")
	if l.opened != 1 || strings.Join(l.asked, "|") != "code new beanbag tights|new beanbag tights" {
		t.Errorf("opened %d times, asked %q", l.opened, l.asked)
	}
}

func TestScreen_LostPassphraseByEscrow(t *testing.T) {
	b := kittest.Open(t, 1280, 1500)
	l := newDoor("Therapist 1")
	l.File = func(got func(string, error)) { got(`{"half":1}`, nil) }
	l.show(t, b)
	b.Tap("I forgot my passphrase")
	b.Tap("I have neither")
	b.Picture("lost-escrow")
	b.Sound()
	b.Tap("Set it")
	b.Shows("Choose this file, or paste its words")
	b.Tap("Choose file, Half of the first lead")
	b.Type("Half of the second lead", `{"half":2}`)
	b.Type("Sealed key of this tablet", `{"sealed":3}`)
	b.Type("New passphrase", "new beanbag tights")
	b.Type("New passphrase again", "new beanbag tights")
	b.Tap("Set it")
	if want := [4]string{`{"half":1}`, `{"half":2}`, `{"sealed":3}`, "new beanbag tights"}; l.files != want {
		t.Fatalf("given %q", l.files)
	}
	b.Shows("12 changes that were not sent are still here", "Keep your new recovery code", "ABCD", "3456")
	b.Picture("lost-newcode")
	b.Sound()
	if l.opened != 0 {
		t.Fatal("it opened before the code was kept")
	}
	b.Tap("I have written it down")
	b.Tap("Go on")
	b.Shows("from your paper")
	if l.opened != 0 {
		t.Fatal("it opened without the paper")
	}
}

func TestScreen_SeveralTherapists(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	l := newDoor("Bryony Quillfeather", "Sam Okoro", "Therapist 3")
	l.At = -1
	l.show(t, b)
	b.Picture("who")
	b.Sound()
	b.Shows("Who is it?", "Bryony Quillfeather", "Sam Okoro", "Therapist 3")
	b.Tap("Sam Okoro")
	if l.chosen != 1 {
		t.Errorf("chose %d", l.chosen)
	}
	b.Tap("Add a therapist")
	if l.added != 1 {
		t.Error("nobody was added")
	}
	b.Tap("Take one off")
	b.Tap("Take off this tablet")
	b.Shows("Choose who, then enter their passphrase")
	b.Tap("Sam Okoro")
	b.Type("Their passphrase", right)
	b.Tap("Take off this tablet")
	b.Shows("4 things you wrote are on this tablet and nowhere else")
	b.Picture("who-remove")
	b.Sound()
	if l.refreshed != 0 {
		t.Error("a refusal was taken for a removal")
	}
	l.Remove = func(context.Context, int, string) error { return nil }
	b.Tap("Take off this tablet")
	if l.refreshed != 1 {
		t.Error("the list is not read anew")
	}
}

// Long names and words, every window, light and dark, small and large text: nothing is cut, and every target can be hit.
func TestScreen_IsSoundEverywhere(t *testing.T) {
	const long = "Wilhelmina-Bartholomea Featherstonehaugh-Cholmondeley"
	pages := map[string]func(b *kittest.Bench, l *locked){
		"pin":        func(_ *kittest.Bench, l *locked) { l.Figures = 6 },
		"passphrase": nil,
		"who":        func(_ *kittest.Bench, l *locked) { l.At = -1 },
		"lost":       func(b *kittest.Bench, _ *locked) { b.Tap("I forgot my passphrase") },
		"code":       func(b *kittest.Bench, _ *locked) { b.Tap("I forgot my passphrase"); b.Tap("I have my recovery code") },
		"escrow":     func(b *kittest.Bench, _ *locked) { b.Tap("I forgot my passphrase"); b.Tap("I have neither") },
		"note":       func(b *kittest.Bench, _ *locked) { b.Tap("Note now") },
	}
	for _, size := range [][2]float32{{1280, 800}, {800, 1280}, {390, 844}, {412, 892}, {1440, 900}} {
		for _, th := range []kit.Theme{{Variant: kit.VariantLight, Text: 16}, {Variant: kit.VariantDark, Text: 20}} {
			for name, set := range pages {
				t.Run(fmt.Sprintf("%s %v text %d", name, size, th.Text), func(t *testing.T) {
					b := kittest.Open(t, size[0], size[1])
					b.Theme(th)
					l := newDoor(long, "Sam Okoro")
					l.Lines = []unlock.Line{{Icon: "clock", Words: "This tablet has not reached your service for a while. In 4 days it locks until it does; nothing on it is lost. Connect it to the internet."},
						{Icon: "saved", Words: "3 changes wait here safely while locked"}}
					before := name == "pin" || name == "who"
					if before {
						set(b, l)
					}
					l.show(t, b)
					if set != nil && !before {
						set(b, l)
					}
					b.Sound()
					if size[0] == 390 || size[0] == 1280 && th.Text == 16 {
						b.Picture(fmt.Sprintf("walk-%s-%.0f-%d", name, size[0], th.Text))
					}
				})
			}
		}
	}
}

func TestNotice_SaysWhatHappenedAndGoesOn(t *testing.T) {
	begun := 0
	b := kittest.Open(t, 412, 892)
	words := "This tablet was wiped by your service on 21 November 2026. Nothing of the records is left on it. What you had saved was sent to your service first. Ask your lead."
	b.Show(unlock.NewNotice("This tablet was wiped", words, "Set it up again", func() { begun++ }))
	b.Picture("wiped")
	b.Sound()
	b.Shows("This tablet was wiped", words)
	b.Tap("Set it up again")
	if begun != 1 {
		t.Errorf("it began %d times", begun)
	}
}

func TestListed(t *testing.T) {
	if got := unlock.Listed("  ", 1); got != "Therapist 2" {
		t.Errorf("without a name: %q", got)
	}
	if got := unlock.Listed("Bryony", 1); got != "Bryony" {
		t.Errorf("with one: %q", got)
	}
}

func TestScreen_ADamagedStoreOpensToRead(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	l := newDoor("Therapist 1")
	broken := assessments.Errorf(assessments.Damaged, "x", "One part of the store cannot be read.")
	l.Open = func(context.Context, string) error { return broken }
	var again error = assessments.Errorf(assessments.Unavailable, "x", "The disk is full.")
	var read string
	l.Read = func(_ context.Context, p string) error { read = p; return again }
	l.show(t, b)
	b.Type("Passphrase", right)
	b.Tap("Unlock")
	b.Shows("Part of your notes cannot be read", "Nothing was deleted", "One part of the store cannot be read.")
	b.Tap("Back")
	b.Shows("Unlock Fieldfare")
	b.Type("Passphrase", right)
	b.Tap("Unlock")
	b.Tap("Open to read")
	b.Shows("The disk is full.")
	again = nil
	b.Tap("Open to read")
	if read != right || l.opened != 1 {
		t.Errorf("read with %q, opened %d times", read, l.opened)
	}
	l.Read = nil
	l.show(t, b)
	b.Type("Passphrase", right)
	b.Tap("Unlock")
	b.Shows("One part of the store cannot be read.", "Passphrase")
}
