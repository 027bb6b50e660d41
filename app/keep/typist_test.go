package keep_test

import (
	"context"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestTypist_WritesTheNewestWordsWithinASecond: a person who goes on typing does not push the write away.
func TestTypist_WritesTheNewestWordsWithinASecond(t *testing.T) {
	clock := kittest.NewClock(time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC))
	var box, disk string
	writes := 0
	typist := keep.NewTypist(clock.Kit(), func() error { disk, writes = box, writes+1; return nil }, nil)
	for _, letter := range "coat and" { // a letter every 200 ms
		box += string(letter)
		typist.Later()
		clock.Turn(200 * time.Millisecond)
	}
	if writes < 2 || disk == "" {
		t.Errorf("while typing %d writes, disk %q: words must not wait until the typing stops", writes, disk)
	}
	clock.Turn(time.Second)
	if disk != box {
		t.Errorf("a second after the last letter the disk has %q of %q", disk, box)
	}
}

// TestLate_AKeyWritesWhatIsOverdue: on a busy device the clock comes late, after many letters. They do not wait for it.
func TestLate_AKeyWritesWhatIsOverdue(t *testing.T) {
	now := time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC)
	never := kit.Clock{Now: func() time.Time { return now }, After: func(time.Duration, func()) func() { return func() {} }}
	var box, disk string
	typist := keep.NewTypist(never, func() error { disk = box; return nil }, nil)
	d, _, ref := open(t)
	k := keep.New(d.Session, never, func() {})
	for _, letter := range "coat and bag" { // a letter every 100 ms
		box += string(letter)
		typist.Later()
		k.Type(ref, "where", box)
		now = now.Add(100 * time.Millisecond)
	}
	if lost := len(box) - len(disk); lost > 3 {
		t.Errorf("of %q the disk has %q", box, disk)
	}
	d.Restart()
	var p assessments.Provision
	if d.Read(f5, &p); len(box)-len(p.Where) > 3 {
		t.Errorf("after a kill of %q stands %q", box, p.Where)
	}
}

// TestTypist_FlushWritesOnce: leaving a box writes what is due, and neither leaving again nor the clock writes it twice.
func TestTypist_FlushWritesOnce(t *testing.T) {
	clock := kittest.NewClock(time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC))
	writes := 0
	typist := keep.NewTypist(clock.Kit(), func() error { writes++; return nil }, nil)
	typist.Flush()
	if writes != 0 {
		t.Fatal("a box nobody typed into was written")
	}
	typist.Later()
	typist.Flush()
	typist.Flush()
	clock.Turn(time.Minute)
	if writes != 1 {
		t.Errorf("%d writes of one change", writes)
	}
}

// TestTypist_TriesAgain: what a full disk refused is told once, and kept without another letter once there is room; what can never be
// kept is told each time and not tried again.
func TestTypist_TriesAgain(t *testing.T) {
	clock := kittest.NewClock(time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC))
	full := assessments.Errorf(assessments.Unavailable, "test", "The disk is full.")
	var box, disk string
	var told []error
	var refusal error = full
	typist := keep.NewTypist(clock.Kit(), func() error {
		if refusal == nil {
			disk = box
		}
		return refusal
	}, func(err error) { told = append(told, err) })
	for range 5 {
		box += "coat "
		typist.Later()
		clock.Turn(time.Minute)
	}
	if len(told) != 1 || disk != "" {
		t.Fatalf("five minutes of typing on a full disk: told %v, kept %q", told, disk)
	}
	refusal = nil
	clock.Turn(2 * keep.Again)
	if disk != box {
		t.Errorf("with room again %q of %q is kept", disk, box)
	}
	told, refusal = nil, assessments.Errorf(assessments.TooLarge, "test", "Too long.")
	typist.Later()
	clock.Turn(time.Minute)
	if len(told) != 1 {
		t.Errorf("what will never fit was tried again: %v", told)
	}
}

// TestTypistOf_OutlivesItsScreen: what a full disk refused is kept once there is room, also after the screen was left; after a lock
// nothing is tried any more, and nobody is told of it.
func TestTypistOf_OutlivesItsScreen(t *testing.T) {
	for _, locked := range []bool{false, true} {
		d := sessiontest.New(t, 1, time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC))
		ctx, leave := context.WithCancel(t.Context())
		tries := 0
		typist := keep.TypistOf(ctx, d.Session, d.Hand.Kit(), func(ctx context.Context) error {
			tries++
			return d.Store.SetNote(ctx, "box", []byte("coat and bag"))
		})
		d.Full = true
		typist.Later()
		typist.Flush()
		if !typist.Waiting() || len(d.Failed) != 1 {
			t.Fatalf("a full disk: waiting %v, told %v", typist.Waiting(), d.Failed)
		}
		leave()
		d.Hand.Turn(time.Minute)
		if locked {
			if err := d.Store.Close(); err != nil {
				t.Fatal(err)
			}
		}
		d.Full = false
		d.Hand.Turn(2 * keep.Again)
		before := tries
		d.Hand.Turn(time.Hour)
		if typist.Waiting() || tries != before || len(d.Failed) != 1 {
			t.Errorf("locked %v: waiting %v, %d tries in an hour, told %v", locked, typist.Waiting(), tries-before, d.Failed)
		}
		if locked {
			continue
		}
		if kept, err := d.Store.Note(t.Context(), "box"); err != nil || string(kept) != "coat and bag" {
			t.Errorf("with room again %q is kept, %v", kept, err)
		}
	}
}
