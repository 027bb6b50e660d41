package wire

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Reader reads lines of NDJSON within limits. Lines of a type it does not know are passed over.
type Reader struct {
	br   *bufio.Reader
	line int   // longest line it takes
	left int64 // bytes it still takes
}

// NewReader returns a Reader on r that takes lines up to line bytes and total bytes in all.
func NewReader(r io.Reader, line int, total int64) *Reader {
	return &Reader{br: bufio.NewReaderSize(r, 32<<10), line: line, left: total}
}

// Next returns the next line as a Hello, Hi, Pushed, Ack, Delivered, Wipe, End, Trouble, or one of hand-over. At the end of the stream it returns
// io.EOF; io.ErrUnexpectedEOF when the stream stops inside a line, which is thrown away; a TooLarge Error beyond a limit;
// an Invalid one for a line that is not what it says. Every line returned before stands on its own and may be used.
func (r *Reader) Next() (any, error) {
	for {
		raw, err := r.read()
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		line, err := decodeLine(raw)
		if err != nil || line != nil {
			return line, err
		}
	}
}

// read returns one line without its line feed. The limits are checked as it grows, not when it is whole: a line without an end
// must not fill the memory first.
func (r *Reader) read() ([]byte, error) {
	var line []byte
	for {
		part, err := r.br.ReadSlice('\n')
		if r.left -= int64(len(part)); r.left < 0 {
			return nil, assessments.Errorf(assessments.TooLarge, "wire.read", "The message is larger than it may be.")
		}
		if len(line)+len(part) > r.line {
			return nil, assessments.Errorf(assessments.TooLarge, "wire.read", "One line of the message is larger than it may be.")
		}
		line = append(line, part...) // ReadSlice's bytes are overwritten by the next read
		switch {
		case err == nil:
			return line[:len(line)-1], nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return nil, io.ErrUnexpectedEOF
		default:
			return nil, err
		}
	}
}

// decodeLine returns nil and no error for a type of line it does not know.
func decodeLine(raw []byte) (any, error) {
	// The frozen bytes are most of a line and are taken as they stand, because their hash says that they are what was sent; whoever
	// thaws them reads them anyway.
	if r, ok := rowPlain(raw); ok {
		return r.decoded()
	}
	if a, ok := ackPlain(raw); ok {
		return a, nil
	}
	var t struct {
		T string `json:"t"`
	}
	if err := json.Unmarshal(raw, &t); err != nil {
		return nil, notALine(err)
	}
	switch t.T {
	case "hello":
		return as[Hello](raw)
	case "hi":
		return as[Hi](raw)
	case "ack":
		return as[Ack](raw)
	case "wipe":
		return as[Wipe](raw)
	case "end":
		return as[End](raw)
	case "err":
		return as[Trouble](raw)
	case "scope_add":
		return as[ScopeAdd](raw)
	case "scope_rm":
		return as[ScopeRm](raw)
	case "purged":
		return as[Purged](raw)
	case "digest":
		return as[Digest](raw)
	case "read":
		return as[Read](raw)
	case "read_ok":
		return as[ReadOK](raw)
	case "ch":
		return decodeRow(raw)
	}
	return nil, nil
}

func as[T any](raw []byte) (any, error) {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, notALine(err)
	}
	return v, nil
}

// decodeRow reads a change in either direction: the one that comes down has a sequence.
func decodeRow(raw []byte) (any, error) {
	var r row
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, notALine(err)
	}
	return r.decoded()
}

// decoded is the change of a row.
func (r row) decoded() (any, error) {
	f := Frozen{Bytes: r.C, Hash: r.Hash}
	if r.C == nil {
		f.Bytes = append([]byte{}, r.B...)
	}
	if r.Seq == 0 {
		return Pushed{CID: r.CID, Frozen: f, Base: r.Base}, nil
	}
	d := Delivered{Seq: r.Seq, Result: r.Result, CID: r.CID, Device: r.Device, Inc: r.Inc, TSrv: r.TSrv, Frozen: f, Base: r.Base}
	if err := d.thaw(); err != nil {
		return nil, err
	}
	return d, nil
}

// thaw fills Change and Newer from the frozen bytes, which must match their hash.
func (d *Delivered) thaw() error {
	if HashOf(d.Frozen.Bytes) != d.Frozen.Hash {
		return assessments.Errorf(assessments.Damaged, "wire.deliver", "A change arrived with other bytes than it was sent with; it will be fetched again.")
	}
	c, err := Thaw(d.Frozen.Bytes)
	if err != nil && assessments.KindOf(err) != assessments.TooNew {
		return err
	}
	c.Device, c.Inc = d.Device, d.Inc
	c.Move(d.Base)
	d.Change, d.Newer = c, err != nil
	return nil
}

func notALine(err error) error {
	return assessments.Wrap(err, assessments.Invalid, "wire.read", "A line of the message cannot be read.")
}
