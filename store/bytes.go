package store

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/fieldfare/fieldfare/sync/merge"
)

func appendNumber(b []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(b, n) }

func appendHex(b, src []byte) []byte { return hex.AppendEncode(b, src) }

// readHex refuses a digest of another length: half a digest would match by chance.
func readHex(dst, src []byte) error {
	if hex.DecodedLen(len(src)) != len(dst) {
		return errors.New("a digest has the wrong length")
	}
	_, err := hex.Decode(dst, src)
	return err
}

// journalID is a journal row's number as the bytes it is sealed and digested under.
func journalID(n int64) []byte { return appendNumber(nil, uint64(n)) }

// rowError names a row that does not open.
func rowError(table string, id []byte, err error) error {
	return fmt.Errorf("row %x of %s: %w", id, table, err)
}

// A packer writes length-prefixed parts; an unpacker reads them back. The forms built from them are sealed and carry a
// version of their own, so they need no names.
type packer []byte

func (p *packer) number(n uint64) { *p = binary.AppendUvarint(*p, n) }
func (p *packer) text(s string)   { p.number(uint64(len(s))); *p = append(*p, s...) }
func (p *packer) bytes(b []byte)  { p.number(uint64(len(b))); *p = append(*p, b...) }

var errShort = errors.New("a sealed row is shorter than it says")

// An unpacker keeps the whole text once, so that the many short strings of a row cost no memory of their own.
type unpacker struct {
	buf  []byte
	str  string
	at   int
	err  error
	part headPart       // of a head, what is read
	by   []merge.Setter // of a lean head
}

// unpack reads packed bytes; the values share b's memory.
func unpack(b []byte) *unpacker { return &unpacker{buf: b, str: string(b)} }

// leanText is about what stands before a head's fields.
const leanText = 400

// unpackLean reads a head as lean as the view needs it, and copies only its beginning.
func unpackLean(b []byte) *unpacker {
	return &unpacker{buf: b, str: string(b[:min(len(b), leanText)]), part: leanHead}
}

// number reads a whole number. After the first fault every reading gives zero, so callers look at err once, at the end.
func (u *unpacker) number() uint64 {
	n, size := binary.Uvarint(u.buf[min(u.at, len(u.buf)):])
	if size <= 0 {
		u.err = errShort
		u.at = len(u.buf)
		return 0
	}
	u.at += size
	return n
}

// span finds the next part. A length beyond the end is a fault, never a slice out of range.
func (u *unpacker) span() (from, to int) {
	n := u.number()
	if n > uint64(len(u.buf)-u.at) {
		u.err = errShort
		u.at = len(u.buf)
		return u.at, u.at
	}
	from = u.at
	u.at += int(n)
	return from, u.at
}

func (u *unpacker) text() string {
	from, to := u.span()
	if to > len(u.str) {
		return string(u.buf[from:to])
	}
	return u.str[from:to]
}

func (u *unpacker) bytes() []byte {
	from, to := u.span()
	return u.buf[from:to:to]
}

// count reads how many parts follow; each has at least one byte, so a lying count is found before it costs memory.
func (u *unpacker) count() int {
	n := u.number()
	if n > uint64(len(u.buf)-u.at) {
		u.err = errShort
		return 0
	}
	return int(n)
}
