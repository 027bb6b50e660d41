package pdf

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// made returns gofpdf's own file of a small document.
func made(t testing.TB) []byte {
	t.Helper()
	book, err := layout.Lay(t.Context(), reports.Document{Title: "Small"})
	if err != nil {
		t.Fatal(err)
	}
	p := newPainter(book, newCanvas())
	p.page(0)
	file, err := p.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSplitRefusesFilesItDoesNotKnow(t *testing.T) {
	file := made(t)
	if _, err := split(file); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"empty":           nil,
		"cut short":       file[:len(file)/2],
		"shifted objects": bytes.Replace(file, []byte("%PDF-1.3\n"), []byte("%PDF-1.3\n% \n"), 1),
		"renumbered":      bytes.Replace(file, []byte("\n4 0 obj"), []byte("\n9 0 obj"), 1),
		"no table":        bytes.Replace(file, []byte("\nxref\n"), []byte("\nfree\n"), 1),
	} {
		if _, err := split(bad); err == nil {
			t.Errorf("%s: taken apart without an error", name)
		}
	}
}

// FuzzSplit feeds any bytes where gofpdf's file is expected.
func FuzzSplit(f *testing.F) {
	f.Add(made(f))
	f.Add([]byte("xref\n0 2\n0000000000 65535 f \n0000000000 00000 n \nstartxref\n0\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := split(data)
		if err != nil {
			return
		}
		r.fonts()
		for n := range r {
			_, _, _ = r.stream(n) // must not panic
		}
	})
}

func TestColourProfile(t *testing.T) {
	p := sRGB()
	if got := binary.BigEndian.Uint32(p); int(got) != len(p) {
		t.Errorf("the profile says it has %d bytes and has %d", got, len(p))
	}
	if string(p[36:40]) != "acsp" || string(p[12:20]) != "mntrRGB " {
		t.Error("not a display profile")
	}
	for i := range int(binary.BigEndian.Uint32(p[128:])) {
		at, size := binary.BigEndian.Uint32(p[136+12*i:]), binary.BigEndian.Uint32(p[140+12*i:])
		if at%4 != 0 || int(at+size) > len(p) {
			t.Errorf("tag %d lies at %d, %d long, in %d bytes", i, at, size, len(p))
		}
	}
}
