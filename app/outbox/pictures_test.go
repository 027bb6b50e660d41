package outbox_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/outbox"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// pictured is a desk with one picture to send, one that is not finished, and one that is elsewhere.
func pictured(t *testing.T) (*sessiontest.Desk, assessments.ID) {
	t.Helper()
	d := sessiontest.NewIn(t, 2, morning, store.InitOptions{})
	isla := d.Child(t, "Isla")
	scope := assessments.ChildScope(isla)
	put := func(seed string, attach func(id assessments.ID, a assessments.Attachment, data []byte) error) assessments.ID {
		id := d.NewID()
		a := assessments.Attachment{Of: isla, Type: "photo", Media: "image/jpeg", On: "2026-11-24"}
		if err := attach(id, a, []byte(strings.Repeat(seed, 400<<10))); err != nil {
			t.Fatal(err)
		}
		return id
	}
	put("a", func(id assessments.ID, a assessments.Attachment, data []byte) error {
		_, err := d.Store.Attach(t.Context(), id, scope, a, bytes.NewReader(data))
		return err
	})
	held := put("b", func(id assessments.ID, a assessments.Attachment, data []byte) error {
		_, err := d.Store.AttachHeld(t.Context(), id, scope, a, bytes.NewReader(data))
		return err
	})
	put("c", func(id assessments.ID, a assessments.Attachment, _ []byte) error {
		a.SHA256 = strings.Repeat("cd", 32)
		_, err := d.Store.Apply(t.Context(), []assessments.Edit{d.Create(id, scope, &a)})
		return err
	})
	return d, held
}

func TestPictures_WaitingUnfinishedAndElsewhere(t *testing.T) {
	d, held := pictured(t)
	b := kittest.Open(t, 1184, 900)
	done := int64(0)
	s := outbox.NewScreen(d.Session, func() {}, func() {}).Sending(func() (int64, int64) { return done, 400 << 10 })
	b.Show(s.Content())
	b.Shows("1 picture waits, 400 kB", "Not finished: it stays on this tablet until you press Done", "1 picture is elsewhere")
	done = 256 << 10
	s.Reload()
	b.Shows("Sending a picture, 64 of 100", "Stop sending")
	for name, x := range map[string]struct {
		w, h  float32
		theme kit.Theme
	}{"outbox-pictures": {w: 1184, h: 1200}, "outbox-pictures-phone": {w: 390, h: 1400}, "outbox-pictures-dark-20": {w: 800, h: 1280, theme: kit.Theme{Variant: kit.VariantDark, Text: 20}}} {
		b.Theme(x.theme)
		b.Resize(x.w, x.h)
		b.Sound()
		b.Picture(name)
	}
	b.Theme(kit.Theme{})
	b.Resize(1184, 1200)
	b.Tap("IO, photo")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Photo || d.Went[0].Arg != held {
		t.Errorf("went to %+v", d.Went)
	}
}

func TestPictures_HeldForALineThatIsNotPaidByTheAmount(t *testing.T) {
	d, _ := pictured(t)
	ctx := t.Context()
	may := outbox.Model{MaySend: true}
	read := func() outbox.Pictures {
		t.Helper()
		p, err := outbox.ReadPictures(ctx, d.Store, &may)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if p := read(); p.Line != "Sent after the words, with the next signal" || outbox.Metered(ctx, d.Store) || outbox.Rate(ctx, d.Store) != 0 {
		t.Errorf("at first: %+v", p)
	}
	b := kittest.Open(t, 1184, 4000)
	b.Show(outbox.NewScreen(d.Session, func() {}, func() {}).Content())
	b.Tap("This tablet is on mobile data")
	if p := read(); !strings.HasPrefix(p.Line, "Held for a line") || !outbox.Metered(ctx, d.Store) {
		t.Errorf("on mobile data: %+v", p)
	}
	b.Tap("Send pictures on mobile data too")
	if p := read(); p.Line != "Sent after the words, with the next signal" {
		t.Errorf("allowed on mobile data: %+v", p)
	}
	b.Tap("The line is shared")
	if outbox.Rate(ctx, d.Store) != 64<<10 {
		t.Error("a shared line is taken whole")
	}
	b.Tap("The line is shared")
	b.Tap("This tablet is on mobile data")
	if outbox.Rate(ctx, d.Store) != 0 || outbox.Metered(ctx, d.Store) {
		t.Error("what was ticked cannot be taken back")
	}
}

// What was removed before it was finished waits for nobody and is gone after the next start.
func TestPictures_RemovedBeforeFinished(t *testing.T) {
	d, held := pictured(t)
	rec, err := d.Store.Record(t.Context(), held)
	if err != nil {
		t.Fatal(err)
	}
	e := assessments.EnteredInError{Of: held, Reason: "Removed by its author", On: "2026-11-24"}
	if !d.Write(t.Context(), d.Create(d.NewID(), rec.Scope, &e)) {
		t.Fatal(d.Failed)
	}
	p, err := outbox.ReadPictures(t.Context(), d.Store, &outbox.Model{})
	if err != nil || len(p.Unfinished) != 0 || p.Waiting != 1 {
		t.Errorf("%+v %v", p, err)
	}
	if err := d.Store.DropStruck(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list, err := d.Store.HeldBlobs(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("held: %+v %v", list, err)
	}
	if st, err := d.Store.BlobStatus(t.Context()); err != nil || st != (store.BlobStatus{Pending: 1, PendingBytes: 400 << 10, Missing: 1, MissingBytes: st.MissingBytes}) {
		t.Errorf("%+v %v", st, err)
	}
}
