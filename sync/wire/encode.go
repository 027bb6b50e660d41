package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"strconv"
)

// A Writer writes lines of NDJSON. The first error stays and is returned by every later call.
type Writer struct {
	w   io.Writer
	buf []byte // used again for each change
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
	CID    string          `json:"cid"` // written by appendHead
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
	line := r.appendHead(w.buf[:0])
	if bareJSON(f.Bytes) {
		line = append(append(line, `,"c":`...), f.Bytes...)
	} else {
		line = append(line, `,"b":"`...)
		line = append(base64.StdEncoding.AppendEncode(line, f.Bytes), '"')
	}
	w.buf = append(line, '}', '\n')
	_, w.err = w.w.Write(w.buf)
}

// bareJSON reports whether raw comes out of a JSON decoder byte for byte when it goes in as a member's value.
func bareJSON(raw []byte) bool {
	p := &plain{b: raw, ok: true}
	if p.value(0); p.ok && p.i == len(raw) && raw[0] == '{' {
		return true
	}
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

// AppendText writes a text as JSON, with <, > and & as they are.
func AppendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			raw, _ := marshal(s) // a text always can be
			return append(b, raw...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// appendHead writes a change's line up to the frozen bytes.
func (r row) appendHead(b []byte) []byte {
	b = AppendText(append(b, `{"t":"ch","cid":`...), r.CID)
	if r.Seq != 0 {
		b = strconv.AppendUint(append(b, `,"seq":`...), r.Seq, 10)
	}
	for _, m := range []struct{ name, value string }{{`,"r":`, string(r.Result)}, {`,"dev":`, r.Device}, {`,"inc":`, r.Inc}, {`,"ts":`, r.TSrv}} {
		if m.value != "" {
			b = AppendText(append(b, m.name...), m.value)
		}
	}
	if r.Base != nil {
		b = strconv.AppendUint(append(b, `,"base":`...), uint64(*r.Base), 10)
	}
	return AppendText(append(b, `,"h":`...), r.Hash)
}
