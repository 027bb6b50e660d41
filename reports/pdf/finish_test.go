package pdf

import (
	"bytes"
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// painted returns a small book, what drew it, and gofpdf's own file of it.
func painted(t testing.TB) (*layout.Book, *painter, []byte) {
	t.Helper()
	book, err := layout.Lay(context.Background(), reports.Document{Title: "Small", Blocks: []reports.Block{&reports.Para{Text: reports.Text{{Text: "Words", Strong: true}}}}})
	if err != nil {
		t.Fatal(err)
	}
	p := newPainter(book, newCanvas())
	p.page(0)
	file, err := p.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return book, p, file
}

// FuzzFinish writes over a place in gofpdf's file and cuts it short: finish must refuse it or write a file, and never
// panic.
func FuzzFinish(f *testing.F) {
	book, p, file := painted(f)
	f.Add(uint(0), uint(0), []byte{})
	for _, word := range []string{"/BaseFont /utf8f0", "/Length ", "stream\n", "/FontFile2", "/W [", "endobj", "xref\n", "/F1 ", "0 R"} {
		if at := bytes.Index(file, []byte(word)); at >= 0 {
			f.Add(uint(at), uint(0), []byte("9"))
			f.Add(uint(at+len(word)-1), uint(0), []byte("9"))
			f.Add(uint(at+len(word)), uint(0), []byte("99999999"))
			f.Add(uint(at), uint(len(file)-at), []byte{})
		}
	}
	f.Fuzz(func(t *testing.T, at, cut uint, with []byte) {
		data := bytes.Clone(file)
		copy(data[at%uint(len(data)):], with)
		data = data[:uint(len(data))-cut%uint(len(data))]
		out, err := finish(book, p, data)
		if err == nil && !bytes.HasPrefix(out, []byte("%PDF-1.7")) {
			t.Error("neither a file nor an error")
		}
	})
}

// TestFinishRefusesAWrongPicture holds that a picture that was damaged after the pages were laid stops the file.
func TestFinishRefusesAWrongPicture(t *testing.T) {
	book, p, file := painted(t)
	p.jpegs = []*reports.Picture{{JPEG: []byte("\xFF\xD8\xFF no more"), Wide: 3, High: 3}}
	if _, err := finish(book, p, file); err == nil {
		t.Error("a broken picture became part of a file")
	}
}
