package capture

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/kit"
)

// busy makes the board of the picture: a visit with notes, tallies and marks behind it.
func busy(d *desk) {
	b := d.started()
	bank := bank(d.t)
	say := func(after time.Duration, domain, tile int) {
		d.clock.Turn(after)
		b.Stamp(d.ctx, bank.Domains[domain].Tiles[tile])
	}
	say(4*time.Minute, 0, 0)
	say(2*time.Minute, 1, 8)
	d.clock.Turn(3 * time.Minute)
	b.Enter(d.ctx, "One sentence in 10 min. 22 of 26 letters readable", "handwriting", Saying{})
	d.clock.Turn(8 * time.Minute)
	b.Enter(d.ctx, "The slope helps, my hand isn’t tired", "handwriting", b.ChildSaying())
	say(4*time.Minute, 2, 1)
	say(6*time.Minute, 4, 10)
	for range 6 {
		b.Count(d.ctx, bank.Tallies[2], 1)
	}
	for range 5 {
		b.Count(d.ctx, bank.Tallies[0], 1)
	}
	for _, m := range []Mark{0, 0, 1, 0, 0, 2, 0, 1, 1, 0, 0, 1} {
		b.Mark(d.ctx, 30, m)
	}
	say(8*time.Minute, 4, 0)
	d.clock.Turn(10 * time.Minute)
}

// TestPictures draws the board and the check at both sizes, light and dark, with larger text, and holds them to the
// rules of targets and words.
func TestPictures(t *testing.T) {
	for _, x := range []struct {
		name  string
		w, h  float32
		theme kit.Theme
		open  func(s *Screen, tap func(string))
	}{
		{name: "capture", w: 1280, h: 800},
		{name: "capture-dark", w: 1280, h: 800, theme: kit.Theme{Variant: kit.VariantDark}},
		{name: "capture-portrait", w: 800, h: 1280},
		{name: "capture-large", w: 1280, h: 800, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
		{name: "capture-phone", w: 400, h: 860},
		{name: "capture-correct", w: 1280, h: 800, open: func(s *Screen, _ func(string)) { s.edit(s.b.Stream()[1].ID) }},
		{name: "capture-adult", w: 1280, h: 800, open: func(_ *Screen, tap func(string)) { tap("Adult said") }},
		{name: "capture-count", w: 1280, h: 800, open: func(_ *Screen, tap func(string)) { tap("Count something else") }},
		{name: "capture-check", w: 1280, h: 800, open: func(_ *Screen, tap func(string)) { tap("Finish") }},
		{name: "capture-check-portrait", w: 800, h: 1280, open: func(_ *Screen, tap func(string)) { tap("Finish") }},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := sit(t)
			busy(d)
			s, bench := d.show(x.w, x.h)
			if x.theme.Variant == 0 {
				x.theme.Variant = kit.VariantLight
			}
			bench.Theme(x.theme)
			bench.Tap("Self-care")
			if x.open != nil {
				x.open(s, bench.Tap)
			}
			bench.Sound()
			bench.Picture(x.name)
		})
	}
}

// TestPhone_TheFirstTilesAreUnderTheThumb: whole above the fold, in the lower part of the screen, at both sizes of text; and to say whose
// words follow, below the tiles, brings the box back.
func TestPhone_TheFirstTilesAreUnderTheThumb(t *testing.T) {
	for _, text := range []int{16, 20} {
		d := sit(t)
		_, b := d.show(390, 844)
		b.Theme(kit.Theme{Variant: kit.VariantLight, Text: text})
		b.Settle()
		if tile := b.Find("Feet flat on floor"); text == 16 && (tile.Y < 844*0.4 || tile.Y+tile.H > 768) {
			t.Errorf("the first tile stands from %v to %v", tile.Y, tile.Y+tile.H)
		}
		b.Sound()
		b.Find("Issy said").Object.(fyne.Tappable).Tapped(nil) // scrolled to by a finger
		b.Settle()
		if box := b.Find(noteHint); box.Y < 200 || box.Y+box.H > 768 {
			t.Errorf("text %v: after “Issy said” the box stands from %v to %v", text, box.Y, box.Y+box.H)
		}
		b.Sound()
	}
}

// TestBoardByHand is a minute at the board: every tap and key is in the store when it is over, and undo takes it back.
// TestTheBoardTurnsForTheLeftHand: tiles and the primary button change sides, and nothing overlaps.
func TestTheBoardTurnsForTheLeftHand(t *testing.T) {
	for _, size := range [][2]float32{{1280, 800}, {800, 1280}} {
		d := sit(t)
		busy(d)
		s, bench := d.show(size[0], size[1])
		right := map[string]float32{}
		for _, name := range []string{"Finish", "Sitting", "Feet flat on floor"} {
			right[name] = bench.Find(name).X
		}
		bench.Theme(kit.Theme{Variant: kit.VariantLight, LeftHand: true})
		s.board.Rebuild()
		bench.Settle()
		bench.Picture("capture-left")
		bench.Sound()
		if x := bench.Find("Finish").X; x > right["Finish"]/2 {
			t.Errorf("Finish stands at %v, before at %v", x, right["Finish"])
		}
		if domain, tile := bench.Find("Sitting").X, bench.Find("Feet flat on floor").X; domain < tile || right["Sitting"] > right["Feet flat on floor"] {
			t.Errorf("domains at %v, tiles at %v; for the right hand %v", domain, tile, right)
		}
	}
}

func TestBoardByHand(t *testing.T) {
	d := sit(t)
	s, b := d.show(1280, 800)
	if c := d.contact(planned); c.Status != "started" || c.From != "09:29" {
		t.Fatalf("opening the board left the visit %s from %q", c.Status, c.From)
	}
	b.Tap("Self-care") // a domain, then a tile: the first note is two taps away
	b.Tap("Changed for PE")
	obs := d.observations()
	if len(obs) != 1 || obs[0].Text != "Changed for PE" {
		t.Fatalf("after the tap the store holds %+v", obs)
	}
	b.Shows("Self-care, saved", "Added “Changed for PE”")
	b.Tap("Helped")
	if obs = d.observations(); obs[0].Help != "physical" {
		t.Errorf("Helped stored %q", obs[0].Help)
	}
	d.undo()
	b.Tap("Prompted")
	b.Tap("−1 min")
	if obs = d.observations(); obs[0].Help != "verbal" || obs[0].At != "09:29" {
		t.Errorf("Prompted and a minute earlier stored %q at %s", obs[0].Help, obs[0].At)
	}

	d.clock.Turn(3 * time.Minute)
	b.Tap("Issy said")
	b.Type(noteHint, "I did my own tights")
	d.clock.Turn(time.Second)
	drafts, err := d.Store.Drafts(d.ctx)
	if err != nil || len(drafts) != 1 || drafts[0].Text != "I did my own tights" {
		t.Fatalf("a second after the last key the store holds %v, %v", drafts, err)
	}
	b.Key("Return")
	if obs = d.observations(); len(obs) != 2 || obs[1].Type != "said" || obs[1].SaidBy != isla || obs[1].At != "09:32" {
		t.Fatalf("Enter stamped %+v", obs)
	}
	b.Shows("“I did my own tights”", "Issy said, saved")
	if s.words.box.Text() != "" || !s.words.saying.None() {
		t.Error("the box is not ready for the next note")
	}

	b.Tap("Add one, Verbal prompt")
	b.Tap("Add one, Verbal prompt")
	b.Tap("One less, Verbal prompt")
	b.Tap("On")
	b.Tap("Off")
	if d.undo(); len(s.b.Marks(30)) != 1 {
		t.Errorf("undo left the marks %v", s.b.Marks(30))
	}
	b.Tap("Count something else")
	b.Tap("Looked away")
	b.Tap("Add one, Looked away")
	var texts []string
	for _, o := range d.observations() {
		texts = append(texts, o.Text)
	}
	want := []string{"Changed for PE", "I did my own tights", "Verbal prompt 1 time", "On task 1 of 1 interval of 30 seconds", "Looked away 1 time"}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Error(diff)
	}

	b.Tap("09:29, Changed for PE")
	b.Type("Words", " in 11 min")
	b.Tap("Back to tiles")
	if o := d.observations()[0]; !strings.Contains(o.Text, "in 11 min") {
		t.Errorf("corrected to %q", o.Text)
	}
	if len(d.failed) > 0 {
		t.Error(d.failed)
	}
	d.undo()
	if o := d.observations()[0]; o.Text != "Changed for PE" {
		t.Errorf("undo of the correction left %q", o.Text)
	}
}

// TestFinishByHand: Finish, a tag, a next step and Done are four taps, and the visit is over when Finish was tapped.
func TestFinishByHand(t *testing.T) {
	d := sit(t)
	busy(d)
	_, b := d.show(1280, 800)
	taps := 0
	tap := func(name string) { taps++; b.Tap(name) }
	tap("Finish")
	b.Shows("Check and finish", "Sitting and posture")
	tap("Writing")
	tap("Ring parent")
	d.clock.Turn(5 * time.Minute)
	tap("Done")
	if taps > 6 {
		t.Errorf("finishing took %d taps, six are allowed", taps)
	}
	c := d.contact(planned)
	if c.Status != "attended" || c.To != "10:14" || !strings.HasSuffix(c.Next, "; Ring parent") {
		t.Errorf("the visit ended as %s, to %s, next %q", c.Status, c.To, c.Next)
	}
	tagged := 0
	for _, o := range d.observations() {
		tagged += len(o.Goals)
	}
	if tagged != 1 || d.backs != 1 {
		t.Errorf("%d tags, %d times back", tagged, d.backs)
	}
}

// TestFinish_StampsWhatIsTyped: words that nobody ended with Enter are a note of the visit, not a draft that no report sees.
func TestFinish_StampsWhatIsTyped(t *testing.T) {
	d := sit(t)
	s, b := d.show(1280, 800)
	b.Type(noteHint, "Shakes her hand after two lines")
	b.Tap("Finish")
	obs := d.observations()
	if len(obs) != 1 || obs[0].Text != "Shakes her hand after two lines" {
		t.Errorf("the visit has the notes %+v", obs)
	}
	if got := s.b.Unfinished(d.ctx); got != "" || s.words.box.Text() != "" {
		t.Errorf("%q and %q are left over", got, s.words.box.Text())
	}
}

// TestKilled: the words in the box are there again on the same board after a kill, and leaving keeps the last of them.
func TestKilled(t *testing.T) {
	d := sit(t)
	s, b := d.show(1280, 800)
	b.Type(noteHint, "Hooked wri")
	s.Leave()
	d.restart()
	s, b = d.show(800, 1280)
	if s.words.box.Text() != "Hooked wri" {
		t.Fatalf("after a restart the box holds %q", s.words.box.Text())
	}
	b.Type(noteHint, "st")
	b.Key("Return")
	obs := d.observations()
	if len(obs) != 1 || !strings.Contains(obs[0].Text, "Hooked wri") || !strings.Contains(obs[0].Text, "st") {
		t.Errorf("stamped %+v", obs)
	}
}

// TestTimer: the ring waits for the first answer, counts down each second, and waits again when nobody answers.
func TestTimer(t *testing.T) {
	d := sit(t)
	s, b := d.show(1280, 800)
	d.clock.Turn(10 * time.Second)
	if s.tools.left != 30 {
		t.Errorf("the timer ran to %d before the first answer", s.tools.left)
	}
	b.Tap("On")
	d.clock.Turn(12 * time.Second)
	b.Shows("18", "1:12") // the ring, and the running clock
	d.clock.Turn(60 * time.Second)
	if s.tools.running {
		t.Error("the timer still runs after two intervals without an answer")
	}
	b.Tap("Count something else")
	b.Tap("More tiles")
	b.Tap("Timer every 120 seconds")
	b.Shows("Every 120 seconds")
	s.Leave()
	d.clock.Turn(time.Hour) // a board that was left must not go on ticking
	if got := s.tick; got == nil {
		t.Error("the board never ticked")
	}
}

// TestLongVisit holds a tap in a visit of 120 notes to a frame's time with room for a slower tablet's: the newest row
// is added, the others stay as they are.
func TestLongVisit(t *testing.T) {
	d := sit(t)
	board := d.started()
	for range 120 {
		board.Stamp(d.ctx, Phrase{Text: "Left seat and came back after a while", Area: "calm-alert", Type: "fact"})
	}
	s, b := d.show(1280, 800)
	b.Shows("Show 80 earlier notes")
	b.Tap("Self-care")
	before := len(s.stream.rows)
	b.Tap("Buttons")
	if made := len(s.stream.rows) - before; made != 1 {
		t.Errorf("one tap made %d rows", made)
	}
	s.stream.scroll.ScrollTo(1e6)
	b.Tap("Show 81 earlier notes")
	if n := len(s.stream.column.Objects); n != 121 {
		t.Errorf("%d rows of 121 are shown", n)
	}
}
