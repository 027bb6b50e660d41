package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"io"
)

// SealFormat is the version of the sealed form; it is part of what every row is bound to.
const SealFormat = 1

const (
	nonceSize = 12
	tagSize   = 16
)

// ErrSeal is the cause of every row that does not open: flipped, moved, swapped, or sealed under another key.
var ErrSeal = errors.New("the seal does not hold")

// A Label is what a sealed row is bound to. Seq is the counter that makes an older copy of the same row a different one.
type Label struct {
	Store []byte
	Table string
	Row   []byte
	Key   []byte
	Seq   uint64
}

// bytes writes each part behind its length, so that no two labels run together into the same bytes.
func (l Label) bytes() []byte {
	b := make([]byte, 0, 96)
	b = append(b, 'f', 'f', SealFormat)
	for _, part := range [][]byte{l.Store, []byte(l.Table), l.Row, l.Key} {
		b = append(b, byte(len(part)))
		b = append(b, part...)
	}
	return binary.BigEndian.AppendUint64(b, l.Seq)
}

// A Sealer seals and opens with one key. It may be used by several goroutines at once.
type Sealer struct{ aead cipher.AEAD }

// NewSealer makes a sealer of a 32-byte key.
func NewSealer(key []byte) (*Sealer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &Sealer{aead}, nil
}

// Seal pads plain so that its length says little, and seals it under the label with a random nonce.
func (s *Sealer) Seal(rand io.Reader, l Label, plain []byte) ([]byte, error) {
	size := padded(len(plain) + 4)
	out := make([]byte, nonceSize, nonceSize+size+tagSize)
	if _, err := io.ReadFull(rand, out); err != nil {
		return nil, noRandom(err)
	}
	buf := out[nonceSize : nonceSize+size]
	binary.BigEndian.PutUint32(buf, uint32(len(plain)))
	copy(buf[4:], plain)
	return s.aead.Seal(out, out[:nonceSize], buf, l.bytes()), nil
}

// Open returns what was sealed under the same label, or ErrSeal. The result shares sealed's memory, which is overwritten.
func (s *Sealer) Open(l Label, sealed []byte) ([]byte, error) {
	if len(sealed) < nonceSize+tagSize+4 {
		return nil, ErrSeal
	}
	body := sealed[nonceSize:]
	plain, err := s.aead.Open(body[:0], sealed[:nonceSize], body, l.bytes())
	if err != nil {
		return nil, ErrSeal
	}
	n := binary.BigEndian.Uint32(plain)
	if int64(n)+4 > int64(len(plain)) {
		return nil, ErrSeal
	}
	return plain[4 : 4+n], nil
}

// Tag is the last part of a sealed row: it changes whenever the row does.
func Tag(sealed []byte) []byte {
	if len(sealed) < tagSize {
		return sealed
	}
	return sealed[len(sealed)-tagSize:]
}

// padded rounds up to a step of at least 256 bytes and about a sixteenth of the length.
func padded(n int) int {
	step := 256
	for step*16 < n {
		step *= 2
	}
	return (n + step - 1) / step * step
}
