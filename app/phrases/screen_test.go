package phrases

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// sit opens the screen with a clock that is turned by hand.
func sit(t *testing.T, w, h float32) (*sessiontest.Desk, *kittest.Bench, *Screen, *kittest.Clock) {
	d, clock := sessiontest.New(t, 0, morning), kittest.NewClock(morning)
	v := newScreen(d.Session, "", clock.Kit())
	b := kittest.Open(t, w, h)
	b.Show(kit.Column(0, kit.Row(8, v.Frame().Actions...), kit.Grow(v.Content())))
	return d, b, v, clock
}

func first(d *sessiontest.Desk, heading string, n int) []string {
	bank, err := Shipped()
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, x := range Read(context.Background(), d.Store).Apply(bank).Domains {
		if x.Name == heading {
			for _, p := range x.Tiles[:n] {
				out = append(out, p.Text)
			}
		}
	}
	return out
}

func TestScreen_ATileIsAddedMovedWrittenAnewAndTakenOff(t *testing.T) {
	d, b, _, clock := sit(t, 1184, 800)
	b.Picture("phrases")
	b.Sound()
	b.Tap("Add")
	b.Type("Words on the tile", "Sits on a wedge")
	b.Tap("Put it first")
	b.Tap("Feet flat on floor")
	b.Picture("phrases-tile")
	b.Tap("To the front")
	b.Type("Words on the tile", "Both ")
	clock.Turn(time.Second)
	if got := first(d, "Sitting", 2); got[0] != "Both Feet flat on floor" && got[0] != "Feet flat on floorBoth" {
		t.Errorf("a second after the last letter the store holds %q", got)
	}
	b.Tap("Close")
	if got := d.Said[len(d.Said)-1]; got != "Changed the tile “Feet flat on floor”" {
		t.Errorf("said %q", got)
	}
	d.Undos[len(d.Undos)-1]()
	if diff := cmp.Diff([]string{"Sits on a wedge", "Feet flat on floor", "Feet off floor"}, first(d, "Sitting", 3)); diff != "" {
		t.Error(diff)
	}
	b.Settle()
	b.Tap("Sits on a wedge")
	b.Tap("Take off the board")
	if diff := cmp.Diff([]string{"Feet flat on floor", "Feet off floor"}, first(d, "Sitting", 2)); diff != "" {
		t.Error(diff)
	}
	b.Tap("Back to the order of the library")
	if len(Read(context.Background(), d.Store).Columns) != 0 {
		t.Error("a heading given back is still the therapist's own")
	}
}

func TestScreen_AbbreviationsAreOfferedAndNoneIsInForceUnasked(t *testing.T) {
	d, b, _, _ := sit(t, 390, 844)
	b.Tap("Short forms")
	if got := Read(context.Background(), d.Store).Expand("w/c"); got != "w/c" {
		t.Errorf("unasked w/c becomes %q", got)
	}
	b.Tap("w/c = wheelchair")
	b.Tap("Add")
	b.Tap("Use it")
	b.Shows("Enter how you write it", "Enter what it stands for")
	b.Type("Written short", "ltc")
	b.Type("Stands for", "loves the carpet")
	b.Picture("phrases-short")
	b.Tap("Use it")
	if got := Read(context.Background(), d.Store).Expand("New w/c, ltc."); got != "New wheelchair, loves the carpet." {
		t.Errorf("now %q", got)
	}
	b.Tap("ltc")
	b.Tap("Remove ltc")
	if got := Read(context.Background(), d.Store).Expand("ltc"); got != "ltc" {
		t.Errorf("removed, and still %q", got)
	}
}

func TestScreen_LinesForReportsAndWordsForTheSpelling(t *testing.T) {
	d, b, _, _ := sit(t, 1184, 800)
	ctx := context.Background()
	b.Tap("Reports")
	b.Shows("None yet")
	b.Tap("Add")
	b.Type("Words", "[name] rests for [number] minutes.")
	b.Tap("Use it")
	b.Tap("Spelling")
	b.Tap("Add")
	b.Type("Words", "Zumbletine")
	b.Tap("Use it")
	if r, w := ForReports(ctx, d.Store), Words(ctx, d.Store); len(r) != 1 || len(w) != 1 || w[0] != "Zumbletine" {
		t.Errorf("reports %q, words %q", r, w)
	}
	b.Tap("Zumbletine")
	b.Tap("Remove")
	if w := Words(ctx, d.Store); len(w) != 0 {
		t.Errorf("removed, and still %q", w)
	}
	d.Undos[len(d.Undos)-1]()
	if w := Words(ctx, d.Store); len(w) != 1 {
		t.Errorf("taken back, and the words are %q", w)
	}
}

func TestScreen_AFileIsReadInAndCanBeTakenBack(t *testing.T) {
	d, _, v, _ := sit(t, 1184, 800)
	v.readIn("[Sitting]\nLeans on me\n[Abbreviations]\nw/c = wheelchair\n[In reports]\n[name] rests\n[Spelling]\nZumbletine\n")
	ctx := context.Background()
	s := Read(ctx, d.Store)
	if first(d, "Sitting", 1)[0] != "Leans on me" || s.Expand("w/c") != "wheelchair" || len(ForReports(ctx, d.Store)) != 1 || len(Words(ctx, d.Store)) != 1 {
		t.Errorf("read in: %+v", s)
	}
	d.Undos[len(d.Undos)-1]()
	if s := Read(ctx, d.Store); len(s.Columns)+len(s.Short)+len(ForReports(ctx, d.Store))+len(Words(ctx, d.Store)) != 0 {
		t.Errorf("taken back, and still %+v", s)
	}
	v.readIn("nonsense")
	if len(d.Failed) != 1 || !strings.Contains(d.Failed[0].Error(), "under no heading") {
		t.Errorf("nonsense said %v", d.Failed)
	}
}

func TestScreen_IsSoundAtEverySize(t *testing.T) {
	for _, size := range [][2]float32{{1184, 712}, {800, 1100}, {390, 700}, {1344, 820}} {
		_, b, _, _ := sit(t, size[0], size[1])
		for _, theme := range []kit.Theme{{Variant: kit.VariantLight}, {Variant: kit.VariantDark, Text: 20}} {
			b.Theme(theme)
			for _, part := range []string{"Board", "Short forms"} {
				b.Tap(part)
				b.Sound()
				b.Picture(fmt.Sprintf("phrases-%v-%d-%s", size[0], theme.Text, part))
			}
		}
	}
}
