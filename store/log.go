package store

import (
	"encoding/binary"
	"errors"
	"io"
	"os"

	"github.com/fieldfare/fieldfare/assessments"
)

// The layout of SQLite's write-ahead log (sqlite.org/fileformat2.html, section 4): a header and then frames, each a small
// header and one page. Every frame's checksum runs on from the one before.
const (
	logMagic  = 0x377f0682 // and one more where the checksums are big-endian
	logHeader = 32
	logFrame  = 24
)

// checkLog finds damage in the log that SQLite would take for the end of it. SQLite stops reading at the first frame that does not
// add up, and forgets what follows without a word. That is right for the transaction that a power cut met, but every earlier
// one was on the disk before the next began: two that are complete behind a bad frame mean that stored bytes changed.
func checkLog(path string) error {
	raw, err := os.ReadFile(path + "-wal")
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return explain("store.log", err)
	}
	if len(raw) < logHeader+logFrame || empty(raw[:logHeader]) && empty(raw[logHeader:logHeader+logFrame]) {
		return nil // nothing was written yet, see growLog
	}
	magic, size := binary.BigEndian.Uint32(raw), int(binary.BigEndian.Uint32(raw[8:]))
	order := binary.ByteOrder(binary.LittleEndian)
	if magic&1 == 1 {
		order = binary.BigEndian
	}
	sum := logSum{}.add(order, raw[:24])
	if magic&^1 != logMagic || size < 512 || size > 65536 || sum != storedSum(raw[24:]) {
		return logDamaged()
	}
	salt, whole, commits := string(raw[16:24]), true, 0
	for at := logHeader; at+logFrame+size <= len(raw); at += logFrame + size {
		head, page := raw[at:at+logFrame], raw[at+logFrame:at+logFrame+size]
		ours := string(head[8:16]) == salt
		if whole {
			sum = sum.add(order, head[:8]).add(order, page)
			whole = ours && sum == storedSum(head[16:])
		}
		// The second number of a frame that ends a transaction is the size of the file, otherwise 0.
		if !whole && ours && binary.BigEndian.Uint32(head[4:]) != 0 {
			commits++
		}
	}
	if commits > 1 {
		return logDamaged()
	}
	return nil
}

// logSum is the running checksum of a log.
type logSum struct{ a, b uint32 }

func (s logSum) add(order binary.ByteOrder, b []byte) logSum {
	for ; len(b) >= 8; b = b[8:] {
		s.a += order.Uint32(b) + s.b
		s.b += order.Uint32(b[4:]) + s.a
	}
	return s
}

// storedSum reads a checksum as it is stored, big-endian in either order.
func storedSum(b []byte) logSum {
	return logSum{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
}

func empty(b []byte) bool {
	for _, x := range b {
		if x != 0 {
			return false
		}
	}
	return true
}

func logDamaged() error {
	return assessments.Errorf(assessments.Damaged, "store.log", "The store's log is not what was written, so some of what was saved last cannot be read. Nothing was deleted; open it read-only to see the rest, and restore a backup.")
}
