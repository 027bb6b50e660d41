package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
)

// A Writer writes lines of NDJSON. The first error stays and is returned by every later call.
type Writer struct {
	w   io.Writer
	err error
}

// NewWriter returns a Writer on w, which should be buffered.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Write writes each line: a Hello, Hi, Pushed, Ack, Delivered, Wipe, Read, ReadOK, End, Trouble, or one of hand-over.
func (w *Writer) Write(lines ...any) error {
	for _, l := range lines {
		if w.err != nil {
			break
		}
		w.line(l)
	}
	return w.err
}

func (w *Writer) line(line any) {
	switch l := line.(type) {
	case Hello:
		w.object("hello", l)
	case Hi:
		w.object("hi", l)
	case Ack:
		w.object("ack", l)
	case Wipe:
		w.object("wipe", l)
	case End:
		w.object("end", l)
	case Trouble:
		w.object("err", l)
	case ScopeAdd:
		w.object("scope_add", l)
	case ScopeRm:
		w.object("scope_rm", l)
	case Purged:
		w.object("purged", l)
	case Digest:
		w.object("digest", l)
	case Read:
		w.object("read", l)
	case ReadOK:
		w.object("read_ok", l)
	case Pushed:
		w.row(row{CID: l.CID, Base: l.Base}, l.Frozen)
	case Delivered:
		w.row(row{CID: l.CID, Seq: l.Seq, Result: l.Result, Device: l.Device, Inc: l.Inc, TSrv: l.TSrv, Base: l.Base}, l.Frozen)
	}
}

// row is a change's line but for the frozen bytes, which follow as member "c" exactly as they are, or in base64 as member
// "b" when they are not one line of JSON: encoding/json would write them anew, and their hash would no longer hold.
type row struct {
	CID    string          `json:"cid"`
	Seq    uint64          `json:"seq,omitempty"`
	Result Result          `json:"r,omitempty"`
	Device string          `json:"dev,omitempty"`
	Inc    string          `json:"inc,omitempty"`
	TSrv   string          `json:"ts,omitempty"`
	Base   *Base           `json:"base,omitempty"`
	Hash   string          `json:"h"`
	C      json.RawMessage `json:"c,omitempty"`
	B      []byte          `json:"b,omitempty"`
}

// row writes a change's line by hand, so that the frozen bytes pass through no encoder.
func (w *Writer) row(r row, f Frozen) {
	r.Hash = f.Hash
	head, err := marshal(r)
	if err != nil {
		w.err = err
		return
	}
	head = head[:len(head)-1] // the object stays open for the bytes
	if bareJSON(f.Bytes) {
		head = append(append(head, `,"c":`...), f.Bytes...)
	} else {
		head = append(head, `,"b":"`...)
		head = append(base64.StdEncoding.AppendEncode(head, f.Bytes), '"')
	}
	w.put("ch", append(head, '}'))
}

// bareJSON reports whether raw comes out of a JSON decoder byte for byte when it goes in as a member's value.
func bareJSON(raw []byte) bool {
	return len(raw) > 1 && raw[0] == '{' && raw[len(raw)-1] == '}' && !bytes.ContainsAny(raw, "\n\r") && json.Valid(raw)
}

func (w *Writer) object(t string, v any) {
	raw, err := marshal(v)
	if err != nil {
		w.err = err
		return
	}
	w.put(t, raw)
}

// put writes one object with its type as the first member.
func (w *Writer) put(t string, object []byte) {
	line := make([]byte, 0, len(object)+len(t)+10)
	line = append(append(append(line, `{"t":"`...), t...), '"')
	if len(object) > 2 {
		line = append(line, ',')
	}
	line = append(append(line, object[1:]...), '\n')
	_, w.err = w.w.Write(line)
}

// marshal leaves <, > and & as they are: they are common in notes, and escaping them makes three letters of one.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
