package storage_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/storage"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_SaysWhatIsHereAndKeepsTheAnswerOnMobileData(t *testing.T) {
	d := sessiontest.NewIn(t, 2, morning, store.InitOptions{})
	ctx := context.Background()
	isla := d.Child(t, "Isla")
	photo := assessments.Attachment{Of: isla, Type: "photo", Media: "image/jpeg", On: "2026-11-24"}
	if _, err := d.Store.Attach(ctx, d.NewID(), assessments.ChildScope(isla), photo, bytes.NewReader(bytes.Repeat([]byte("photo"), 60_000))); err != nil {
		t.Fatal(err)
	}
	for _, size := range [][2]float32{{1184, 712}, {800, 1100}, {390, 700}} {
		b := kittest.Open(t, size[0], size[1])
		b.Show(storage.NewScreen(d.Session).Content())
		b.Sound()
		b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
		b.Sound()
	}
	b := kittest.Open(t, 1184, 712)
	b.Show(storage.NewScreen(d.Session).Content())
	b.Picture("storage")
	b.Shows("Records", "1 picture is on this tablet alone until sent", "300 kB", "Free on this tablet", "What may go")
	b.Tap("Pictures may use mobile data")
	if yes, err := d.Store.PicturesOnMobile(ctx); !yes || err != nil {
		t.Errorf("ticked, and kept %v, %v", yes, err)
	}
	d.Undos[0]()
	if yes, _ := d.Store.PicturesOnMobile(ctx); yes {
		t.Error("taken back, and still kept")
	}
}

func TestRead_TheSumIsTheFolder(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	u, err := storage.Read(context.Background(), d.Store)
	if err != nil {
		t.Fatal(err)
	}
	if u.Records < 50_000 || u.Free <= 0 || u.Unsent == 0 || !u.Stays {
		t.Errorf("%+v", u)
	}
	u.Pictures.Missing = 2
	for _, l := range storage.Lines(u) { // of a practice caseload, which meets no service
		if strings.Contains(l.Title+l.Line, "service") || strings.Contains(l.Title+l.Line, "sent") || strings.Contains(l.Title, "wait") {
			t.Errorf("%+v", l)
		}
	}
}

// TestScreen_OfAPracticeCaseloadSpeaksOfNoLine: what never sends asks nothing about mobile data, syncs or hand-overs.
func TestScreen_OfAPracticeCaseloadSpeaksOfNoLine(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1184, 712)
	b.Show(storage.NewScreen(d.Session).Content())
	b.Shows("Records", "What may go", "A practice caseload stays whole on this tablet")
	for _, word := range []string{"obile data", "Wi-Fi", "sync", "service", "colleague"} {
		if strings.Contains(b.Texts(), word) {
			t.Errorf("%q stands on the page of a practice caseload:\n%s", word, b.Texts())
		}
	}
	b.Sound()
}

func TestLines_LittleRoomIsSaid(t *testing.T) {
	for freeBytes, want := range map[int64]bool{100e6: true, 4e9: false, -1: false} {
		lines := storage.Lines(storage.Use{Free: freeBytes})
		if got := lines[len(lines)-1].Short; got != want {
			t.Errorf("%d free: too little is %v", freeBytes, got)
		}
	}
	for n, want := range map[int64]string{-1: "not known", 0: "none", 12: "less than 1 kB", 41_200: "41 kB", 4_120_000: "4.1 MB", 312e6: "312 MB", 9_400_000_000: "9.4 GB"} {
		if got := storage.Size(n); got != want {
			t.Errorf("%d bytes: %s, want %s", n, got, want)
		}
	}
	if storage.MayGo(store.Leaving{Pictures: 1}) || !storage.MayGo(store.Leaving{}) {
		t.Error("what has pictures that wait may not go")
	}
}
