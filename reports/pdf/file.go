package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
	"golang.org/x/sync/errgroup"
)

// A file collects objects and writes them as PDF 1.7: streams by themselves, all else packed in object streams, which
// keeps the many small structure elements small.
type file struct {
	bodies  []string // by number - 1
	streams map[int][]byte
	loose   []int // the streams that are still to be compressed, by number
}

// ref is the number of an object.
type ref int

func (r ref) String() string { return fmt.Sprintf("%d 0 R", int(r)) }

// reserve takes a number for an object that is written later.
func (f *file) reserve() ref {
	f.bodies = append(f.bodies, "null")
	return ref(len(f.bodies))
}

// put fills in a reserved object.
func (f *file) put(r ref, format string, args ...any) { f.bodies[r-1] = fmt.Sprintf(format, args...) }

// add writes an object.
func (f *file) add(format string, args ...any) ref {
	r := f.reserve()
	f.put(r, format, args...)
	return r
}

// stream writes a stream whose dictionary's entries, but for Length, are dict.
func (f *file) stream(dict string, data []byte) ref {
	r := f.add("<<%s /Length %d>>", dict, len(data))
	if f.streams == nil {
		f.streams = map[int][]byte{}
	}
	f.streams[int(r)] = data
	return r
}

// packed writes a stream that is compressed once all are known, on every core: compressing is what takes longest.
func (f *file) packed(dict string, data []byte) ref {
	r := f.stream("", data)
	f.put(r, "<<%s /Filter /FlateDecode", dict)
	f.loose = append(f.loose, int(r))
	return r
}

// pack compresses what packed left.
func (f *file) pack() {
	small := make([][]byte, len(f.loose))
	var cores errgroup.Group
	cores.SetLimit(runtime.GOMAXPROCS(0))
	for i, n := range f.loose {
		cores.Go(func() error {
			small[i] = deflate(f.streams[n])
			return nil
		})
	}
	_ = cores.Wait() // deflate never fails
	for i, n := range f.loose {
		f.streams[n] = small[i]
		f.bodies[n-1] += fmt.Sprintf(" /Length %d>>", len(small[i]))
	}
	f.loose = nil
}

// writers keeps compressors: a new one costs more than what most streams need of it. The quickest level makes a text-only report
// a twelfth larger and a tenth sooner there than the library's own choice.
var writers = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // fails for levels that do not exist
	return w
}}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w := writers.Get().(*zlib.Writer)
	w.Reset(&b)
	_, _ = w.Write(data) // a bytes.Buffer takes everything
	_ = w.Close()
	writers.Put(w)
	return b.Bytes()
}

// perStream is how many objects one object stream holds.
const perStream = 200

// entry is one row of the cross-reference stream.
type entry struct{ kind, a, b int }

// bytes returns the file. The ID is a hash of everything before it, so that equal pages have equal IDs.
func (f *file) bytes(root, info ref) []byte {
	var small []int
	for n := 1; n <= len(f.bodies); n++ {
		if _, ok := f.streams[n]; !ok {
			small = append(small, n)
		}
	}
	rows := make([]entry, len(f.bodies)+1, len(f.bodies)+len(small)/perStream+3)
	rows[0] = entry{0, 0, 65535}
	for len(small) > 0 {
		pack := small[:min(perStream, len(small))]
		small = small[len(pack):]
		var index, data strings.Builder
		for i, n := range pack {
			fmt.Fprintf(&index, "%d %d ", n, data.Len())
			data.WriteString(f.bodies[n-1] + "\n")
			rows[n] = entry{2, len(f.bodies) + 1, i}
		}
		f.packed(fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(pack), index.Len()), []byte(index.String()+data.String()))
		rows = append(rows, entry{})
	}
	f.pack()
	size := 4096 // the head, the table and the words round each stream are small beside the streams
	for n, data := range f.streams {
		size += len(data) + len(f.bodies[n-1]) + 64
	}
	var out bytes.Buffer
	out.Grow(size)
	// The second line tells mail programs that this is no text (PDF/A asks for four bytes over 127).
	out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	for n := 1; n <= len(f.bodies); n++ {
		if data, ok := f.streams[n]; ok {
			rows[n] = entry{1, out.Len(), 0}
			fmt.Fprintf(&out, "%d 0 obj\n%s\nstream\n", n, f.bodies[n-1])
			out.Write(data)
			out.WriteString("\nendstream\nendobj\n")
		}
	}
	start := out.Len()
	rows = append(rows, entry{1, start, 0})
	// The cross-reference stream: one byte for the kind, four for an offset or a stream's number, two for the place in it.
	var table bytes.Buffer
	for _, e := range rows {
		table.WriteByte(byte(e.kind))
		_ = binary.Write(&table, binary.BigEndian, uint32(e.a))
		_ = binary.Write(&table, binary.BigEndian, uint16(e.b))
	}
	sum := sha256.Sum256(out.Bytes())
	data := deflate(table.Bytes())
	fmt.Fprintf(&out, "%d 0 obj\n<</Type /XRef /Size %d /W [1 4 2] /Root %s /Info %s /ID [<%x> <%x>] /Filter /FlateDecode /Length %d>>\nstream\n",
		len(rows)-1, len(rows), root, info, sum[:16], sum[:16], len(data))
	out.Write(data)
	fmt.Fprintf(&out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
	return out.Bytes()
}

// text writes s as a PDF text string in UTF-16, in hexadecimal: nothing in it needs escaping.
func text(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}
