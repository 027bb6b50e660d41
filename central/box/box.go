// Package box seals a long stream for a disk that is not to be trusted: the backups of the service.
//
// Words: a key is 32 random bytes in a file of its own, and its id eight letters that say which key it is and nothing of it; a
// frame is 64 KiB of the stream, sealed with AES-256-GCM under a key made of the key and of the stream's random salt. A frame's
// nonce is its number and whether it is the last one, so that frames that were cut off, swapped or taken from another stream do
// not open.
package box

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

const (
	magic     = "fieldfare sealed stream 1 "
	saltBytes = 16
	frame     = 64 << 10
)

// A Key is 32 random bytes.
type Key []byte

// KeyBytes is the length of a Key.
const KeyBytes = 32

// ID tells which key it is, and nothing of it.
func (k Key) ID() string {
	sum := sha256.Sum256(append([]byte("fieldfare key id\n"), k...))
	return hex.EncodeToString(sum[:4])
}

// aead makes the cipher of one stream.
func (k Key) aead(salt []byte) (cipher.AEAD, error) {
	own, err := hkdf.Key(sha256.New, k, salt, magic, KeyBytes)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(own)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// nonce is the frame's number, and whether it is the last.
func nonce(n uint64, last bool) []byte {
	b := make([]byte, 12)
	binary.BigEndian.PutUint64(b[4:], n)
	if last {
		b[0] = 1
	}
	return b
}

// A Writer seals what is written to it. Close writes the last frame; without it nothing opens as a whole.
type Writer struct {
	w    io.Writer
	aead cipher.AEAD
	buf  []byte
	n    uint64
}

// NewWriter begins a sealed stream on w.
func NewWriter(w io.Writer, key Key, rand io.Reader) (*Writer, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(rand, salt); err != nil {
		return nil, err
	}
	aead, err := key.aead(salt)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(append([]byte(magic+key.ID()+"\n"), salt...))
	return &Writer{w: w, aead: aead, buf: make([]byte, 0, frame+aead.Overhead())}, err
}

// Write seals what fills a frame and keeps the rest.
func (b *Writer) Write(p []byte) (int, error) {
	all := len(p)
	for len(p) > 0 {
		if len(b.buf) == frame {
			if err := b.flush(false); err != nil {
				return 0, err
			}
		}
		n := min(len(p), frame-len(b.buf))
		b.buf = append(b.buf, p[:n]...)
		p = p[n:]
	}
	return all, nil
}

func (b *Writer) flush(last bool) error {
	sealed := b.aead.Seal(b.buf[:0], nonce(b.n, last), b.buf, nil)
	_, err := b.w.Write(sealed)
	b.n, b.buf = b.n+1, sealed[:0]
	return err
}

// Close writes the last frame. It does not close what is below.
func (b *Writer) Close() error { return b.flush(true) }

// A Reader opens a sealed stream. It gives out nothing that was not proved to be what was written.
type Reader struct {
	r    *bufio.Reader
	aead cipher.AEAD
	buf  []byte
	left []byte
	n    uint64
	done bool
}

// ErrOtherKey is in the chain of the error for a stream that was sealed with another key.
var ErrOtherKey = errors.New("sealed with another key")

// NewReader begins to read a stream. One of another key is Unauthorized, one that is none is Invalid.
func NewReader(r io.Reader, key Key) (*Reader, error) {
	const op = "box.open"
	br := bufio.NewReaderSize(r, 2*frame)
	head := make([]byte, len(magic)+9+saltBytes)
	if _, err := io.ReadFull(br, head); err != nil || !strings.HasPrefix(string(head), magic) || head[len(magic)+8] != '\n' {
		return nil, assessments.Errorf(assessments.Invalid, op, "This file is not a backup of a Fieldfare service.")
	}
	if id := string(head[len(magic) : len(magic)+8]); id != key.ID() {
		return nil, assessments.Wrap(ErrOtherKey, assessments.Unauthorized, op, fmt.Sprintf("The backup was sealed with another key (%s; this one is %s). Give the right key file with --key.", printable(id), key.ID()))
	}
	aead, err := key.aead(head[len(magic)+9:])
	if err != nil {
		return nil, err
	}
	return &Reader{r: br, aead: aead, buf: make([]byte, frame+aead.Overhead())}, nil
}

// printable keeps a spoilt header's bytes off the screen.
func printable(id string) string {
	if strings.Trim(id, "0123456789abcdef") != "" {
		return "unreadable"
	}
	return id
}

// Read opens one frame after the other. A stream that ends before its last frame, or has something behind it, is Damaged.
func (b *Reader) Read(p []byte) (int, error) {
	for len(b.left) == 0 {
		if b.done {
			return 0, io.EOF
		}
		if err := b.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, b.left)
	b.left = b.left[n:]
	return n, nil
}

func (b *Reader) next() error {
	n, err := io.ReadFull(b.r, b.buf)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return err
	}
	_, peek := b.r.Peek(1)
	last := errors.Is(peek, io.EOF)
	if b.left, err = b.aead.Open(b.buf[:0], nonce(b.n, last), b.buf[:n], nil); err != nil {
		return assessments.Wrap(err, assessments.Damaged, "box.open", "The backup is damaged: its bytes are not what was written, or its end is missing. Use another backup.")
	}
	b.n, b.done = b.n+1, last
	return nil
}
