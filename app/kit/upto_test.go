package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestACardEndsWithItsLastRow: one row is no empty sheet, many rows scroll within the room there is, and no row is no card.
func TestACardEndsWithItsLastRow(t *testing.T) {
	n := 2
	l := kit.NewList(func() int { return n }, func(i int) kit.RowData {
		return kit.RowData{Icon: kit.IconChild, Title: "Child number " + string(rune('A'+i)), Subtitle: "6 years 8 months"}
	}, nil)
	card := kit.NewListCard(l)
	page := kit.Column(16, kit.Body("Children"), kit.Grow(card))
	b := kittest.Window(t, page, 400, 600)
	high := func(rows int) float32 {
		n = rows
		l.Reload()
		kit.Relay(page)
		b.Settle()
		if !card.Objects[0].Visible() {
			return 0
		}
		return card.Objects[0].Size().Height
	}
	room := card.Size().Height
	one, two := high(1), high(2)
	if one < 64 || one > 90 || two < 2*one-4 || two > 2*one+4 {
		t.Errorf("cards of one and two rows are %v and %v high", one, two)
	}
	b.Sound()
	if b.Find("Child number B").Y+40 > 600 {
		t.Error("the second row is not on the card")
	}
	if got := high(26); got != room {
		t.Errorf("a card of many rows is %v high, wants all the room: %v", got, room)
	}
	if got := high(0); got != 0 {
		t.Errorf("a card without rows is %v high, wants to be away", got)
	}
}

// TestWhatIsEmptyHasNoGap: a place for words that may come leaves no hole in a column.
func TestWhatIsEmptyHasNoGap(t *testing.T) {
	place := kit.Column(0)
	first, last := kit.Body("First"), kit.Body("Last")
	c := kit.Column(16, first, place, last, kit.Column(0))
	b := kittest.Window(t, c, 300, 300)
	b.Settle()
	if gap := last.Position().Y - first.Position().Y - first.Size().Height; gap != 16 {
		t.Errorf("the gap around an empty place is %v, wants 16", gap)
	}
	if want := first.Size().Height + 16 + last.Size().Height; kit.HeightFor(c, 300) != want {
		t.Errorf("the column is %v high, wants %v", kit.HeightFor(c, 300), want)
	}
	place.Objects = []fyne.CanvasObject{kit.Body("Words that came")}
	kit.Relay(c)
	if gap := last.Position().Y - first.Position().Y - first.Size().Height; gap < 40 {
		t.Errorf("the words that came have %v", gap)
	}
}

// TestTheButtonOfANoticeStandsBesideItsWords where there is room, and below them on a phone.
func TestTheButtonOfANoticeStandsBesideItsWords(t *testing.T) {
	for width, beside := range map[float32]bool{900: true, 390: false} {
		button := kit.NewQuiet("Write the rungs", nil)
		n := kit.NewNotice(kit.NoticeInfo, "The rungs have no words yet", "With words, a score can be read off what was seen.", button)
		b := kittest.Window(t, kit.Column(0, n), width, 400)
		b.Sound()
		if got := n.Size().Height < 90; got != beside {
			t.Errorf("a notice %v wide is %v high", width, n.Size().Height)
		}
	}
}
