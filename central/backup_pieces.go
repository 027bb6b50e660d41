package central

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// Where pictures are kept in a folder, their sealed pieces follow the ledger's lines in a backup: a line for each, and one with their
// number. They come after, so that every picture that the ledger knows of has its pieces behind it. A bucket keeps versions of its own, and
// is not copied through us.

// A copied store tells all it holds.
type copied interface {
	Each(ctx context.Context, tell func(at blob.Place, i int, sealed []byte) error) error
}

type pieceLine struct {
	Place  *blob.Place `json:"piece,omitempty"`
	I      int         `json:"i,omitempty"`
	Sealed []byte      `json:"sealed,omitempty"`
	Done   bool        `json:"pieces_done,omitempty"`
	N      int         `json:"n,omitempty"`
}

// writePieces writes what a folder holds, and the line that ends it.
func writePieces(ctx context.Context, from copied, to io.Writer) error {
	enc, n := json.NewEncoder(to), 0
	err := from.Each(ctx, func(at blob.Place, i int, sealed []byte) error {
		n++
		return enc.Encode(pieceLine{Place: &at, I: i, Sealed: sealed})
	})
	if err != nil {
		return err
	}
	return enc.Encode(pieceLine{Done: true, N: n})
}

// readPieces reads them back, and holds them to their number.
func readPieces(from io.Reader, put func(at blob.Place, i int, sealed []byte) error) (n int, err error) {
	dec := json.NewDecoder(from)
	for {
		var p pieceLine
		if err := dec.Decode(&p); err != nil {
			return n, cutShort(err)
		}
		if p.Done {
			if p.N != n {
				return n, cutShort(nil)
			}
			return n, nil
		}
		if p.Place == nil {
			return n, cutShort(nil)
		}
		n++
		if err := put(*p.Place, p.I, p.Sealed); err != nil {
			return n, err
		}
	}
}

func cutShort(err error) error {
	var ours *assessments.Error
	if errors.As(err, &ours) {
		return err
	}
	return assessments.Wrap(err, assessments.Damaged, "central.restore", "The backup is not complete, or not what was written. Use another backup.")
}

// A section is the ledger's part of a backup: it ends behind the ledger's last line.
type section struct {
	from              *bufio.Reader
	left              []byte
	inLine, last, end bool
}

var ledgerEnd = []byte(`{"done":true`)

// Read gives a part of a line at a time: a line with a picture in it is long.
func (s *section) Read(p []byte) (int, error) {
	if len(s.left) == 0 {
		if s.end {
			return 0, io.EOF
		}
		if !s.inLine {
			head, _ := s.from.Peek(len(ledgerEnd)) // a shorter rest is no such line
			s.last = bytes.HasPrefix(head, ledgerEnd)
		}
		line, err := s.from.ReadSlice('\n')
		s.left, s.inLine = line, errors.Is(err, bufio.ErrBufferFull)
		s.end = s.last && !s.inLine
		if err != nil && !s.inLine && len(line) == 0 {
			return 0, err
		}
	}
	n := copy(p, s.left)
	s.left = s.left[n:]
	return n, nil
}

// restorePieces puts the pieces of a backup where the service will look for them.
func restorePieces(ctx context.Context, cfg Config, file string, read func(put func(blob.Place, int, []byte) error) error) error {
	store := cfg.Blobs.Store
	if store == nil {
		l, err := ledger.Open(ctx, ledgerConfig(cfg))
		if err != nil {
			return err
		}
		defer l.Close()
		store = l.Chunks()
	}
	return read(func(at blob.Place, i int, sealed []byte) error { return store.Put(ctx, at, i, sealed) })
}
