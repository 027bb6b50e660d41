package keep_test

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestTypist_WritesTheNewestWordsWithinASecond: a person who goes on typing does not push the write away.
func TestTypist_WritesTheNewestWordsWithinASecond(t *testing.T) {
	clock := kittest.NewClock(time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC))
	var box, disk string
	writes := 0
	typist := keep.NewTypist(clock.Kit(), func() { disk, writes = box, writes+1 })
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

// TestTypist_FlushWritesOnce: leaving a box writes what is due, and neither leaving again nor the clock writes it twice.
func TestTypist_FlushWritesOnce(t *testing.T) {
	clock := kittest.NewClock(time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC))
	writes := 0
	typist := keep.NewTypist(clock.Kit(), func() { writes++ })
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
