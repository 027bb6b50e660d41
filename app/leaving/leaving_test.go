package leaving_test

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/childhome"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/leaving"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/storetest"
)

var morning = time.Date(2026, 3, 3, 9, 12, 0, 0, session.London)

// handed is a desk with two children, of whom Isla was handed to a colleague: nothing of hers has been sent.
func handed(t *testing.T) (d *sessiontest.Desk, isla assessments.ID) {
	t.Helper()
	d = sessiontest.NewIn(t, 2, morning, store.InitOptions{})
	isla = d.Child(t, "Isla")
	storetest.HandedOver(t, d.Store, assessments.ChildScope(isla), 14)
	return d, isla
}

// TestScreen_APracticeCaseloadOffersNoSending: nothing of it ever leaves the tablet.
func TestScreen_APracticeCaseloadOffersNoSending(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	storetest.HandedOver(t, d.Store, assessments.ChildScope(d.Child(t, "Isla")), 14)
	b := kittest.Open(t, 800, 1112)
	b.Show(leaving.NewScreen(d.Session, func() {}).Content())
	b.Shows("on this tablet alone", session.Practice)
	if text := b.Texts(); strings.Contains(text, "Send now") || strings.Contains(text, "not sent") || strings.Contains(text, "sync") {
		t.Errorf("it speaks of sending:\n%s", text)
	}
	b.Sound()
}

func TestScreen_SaysWhatIsNotSentAndUntilWhen(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 712}, {"portrait", 800, 1112}, {"phone", 390, 676}} {
		d, isla := handed(t)
		b := kittest.Open(t, size.w, size.h)
		sent := 0
		b.Show(leaving.NewScreen(d.Session, func() { sent++ }).Content())
		b.Shows("Issy’s care moved to a colleague on 3 March", "has not reached this tablet", "until 17 March", "not sent")
		b.Picture("leaving-" + size.name)
		b.Sound()
		if strings.Contains(b.Texts(), "Let go now") {
			t.Error("it offers to delete what is nowhere else")
		}
		b.Tap("Send now")
		b.Tap("Read the record")
		if sent != 1 || len(d.Went) != 1 || d.Went[0].Child != isla {
			t.Errorf("sent %d, went to %+v", sent, d.Went)
		}
	}
}

// TestScreen_NamesWhoHasTheChildNow: by the service's newest word, which came after the child had left.
func TestScreen_NamesWhoHasTheChildNow(t *testing.T) {
	d, isla := handed(t)
	for _, a := range []assessments.Access{{Of: isla, Name: "Bea Larkspur", At: "2026-03-03T09:00:00Z"}, {Of: d.NewID(), Name: "Somebody Else", At: "2026-03-03T09:05:00Z"},
		{Of: isla, Name: "Cai Nightingale", At: "2026-03-02T09:00:00Z"}} {
		a.What = "handed-over"
		if !d.Write(t.Context(), d.Create(d.NewID(), assessments.TeamScope(), &a)) {
			t.Fatal(d.Failed)
		}
	}
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 712}, {"phone", 390, 676}} {
		b := kittest.Open(t, size.w, size.h)
		b.Show(leaving.NewScreen(d.Session, func() {}).Content())
		b.Shows("Issy’s care moved to Bea Larkspur on 3 March")
		b.Picture("leaving-known-" + size.name)
		b.Sound()
		if words := b.Texts(); strings.Contains(words, "has not reached this tablet") || strings.Contains(words, "Nightingale") {
			t.Errorf("it says as well: %s", words)
		}
	}
}

// TestScreen_LetsGoOfWhatIsWithTheService: after a question, and nothing of the child is left.
func TestScreen_LetsGoOfWhatIsWithTheService(t *testing.T) {
	d, isla := handed(t)
	ctx := t.Context()
	storetest.AllTaken(t, d.Store)
	b := kittest.Open(t, 1184, 712)
	b.Show(leaving.NewScreen(d.Session, func() {}).Content())
	b.Shows("Nothing left to send")
	b.Tap("Let go now")
	b.Shows("Delete these records from this tablet?")
	b.Picture("leaving-ask")
	b.Sound()
	b.Tap("Delete from this tablet")
	b.Shows("Nobody leaves")
	if _, err := d.Store.Record(ctx, isla); assessments.KindOf(err) != assessments.NotFound || len(d.Failed) > 0 {
		t.Errorf("the record is still here (%v), failed %v", err, d.Failed)
	}
}

// TestHome_SaysThatTheChildLeaves: the child's own page says so, and what can be done.
func TestHome_SaysThatTheChildLeaves(t *testing.T) {
	d, isla := handed(t)
	b := kittest.Open(t, 1184, 900)
	b.Show(childhome.NewScreen(d.Session, isla, "").Content())
	b.Shows("Issy’s care moved to a colleague on 3 March", "nothing new can be written")
	b.Picture("leaving-home")
	b.Sound()
	b.Tap("Open the list")
	if d.Went[0].Screen != session.Leaving {
		t.Errorf("went to %+v", d.Went)
	}
}

var _ leaving.Reader = (*store.Store)(nil)
