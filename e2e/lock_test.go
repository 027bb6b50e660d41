package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWindow_Lock locks a tablet in the middle of a child's record, lets somebody write a note and guess the PIN meanwhile, and comes
// back to the same screen. A kill asks for the passphrase again, and a second window gets a sentence.
func TestWindow_Lock(t *testing.T) {
	h, d := newHouse(t), newDesk(t, "1280x800")
	p := h.withIsla(t, d)
	p.sees(t, "1 visit today")

	second := newTablet(t, d, p.store, "--offline")
	second.sees(t, "already open on this store in another window")
	second.kill()

	p.tapTo(t, "More", "Lock and passphrase")
	p.tapTo(t, "Lock and passphrase", "Set a PIN")
	p.tapTo(t, "Set a PIN", "New PIN again")
	p.into(t, "New PIN")
	p.types(t, "2468")
	p.into(t, "New PIN again")
	p.types(t, "2468")
	p.tapTo(t, "Set the PIN", "The PIN is set")
	p.tapTo(t, "Children", "Isla Maeve")
	p.tapTo(t, "Isla Maeve…", "24 November, school visit")

	p.key(t, "ctrl+l")
	p.sees(t, "Enter your PIN")
	p.shoot(t, "unlock-pin")
	p.key(t, "ctrl+k")
	p.key(t, "ctrl+2")
	p.still(t)
	if p.shows("Isla") {
		p.explain(t)
		t.Fatal("the locked tablet shows a child")
	}
	p.tapTo(t, "Note now", "Your note")
	p.write(t, "Your note", "Mum rang about the splint")
	p.tapTo(t, "Done", "The note is kept")
	if p.shows("splint") {
		t.Error("the note can be read while the tablet is locked")
	}
	for _, dir := range []string{p.store, d.dir} {
		must(t, filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			raw, err := os.ReadFile(path)
			if strings.Contains(string(raw), "about the splint") {
				t.Errorf("the note lies open in %s", path)
			}
			return err
		}))
	}
	p.types(t, "1357")
	p.sees(t, "4 tries left")
	p.types(t, "2468")
	p.sees(t, "24 November, school visit")
	p.tapTo(t, "Today", "1 note written while locked")
	p.tapTo(t, "1 note written while locked", "Mum rang about the splint")
	p.tapTo(t, "Which child?…", "Which child is it about?")
	p.tapTo(t, "Isla Maeve…", "Every note is filed")

	p.key(t, "ctrl+l")
	p.sees(t, "Enter your PIN")
	for _, says := range []string{"4 tries left", "3 tries left", "2 tries left", "1 try left", "The PIN was wrong five times"} {
		p.types(t, "1357")
		p.sees(t, says)
	}
	p.unlock(t)
	p.sees(t, "Somebody tried your PIN")
	p.tapTo(t, "Close", "Every note is filed")
	p.kill()
	p.open(t)
	p.sees(t, "Your notes are sealed until you enter your passphrase")
	p.unlock(t)
	p.sees(t, "Every note is filed")
	p.kill()
	h.verify(t, p.store)
}
