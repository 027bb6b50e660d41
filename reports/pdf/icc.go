package pdf

import (
	"encoding/binary"
	"math"
	"sync"
)

// sRGB returns a small ICC profile (version 2.1, display, matrix and tone curve) of IEC 61966-2-1, written here from the
// standard's figures so that no file with somebody's licence is shipped. PDF/A wants one so that colours stay what they
// are on any screen and printer.
var sRGB = sync.OnceValue(func() []byte {
	be := binary.BigEndian
	s15 := func(v float64) []byte { return be.AppendUint32(nil, uint32(int32(math.Round(v*65536)))) }
	xyz := func(x, y, z float64) []byte {
		return append(append(append([]byte("XYZ \x00\x00\x00\x00"), s15(x)...), s15(y)...), s15(z)...)
	}
	const name = "sRGB IEC61966-2.1"
	desc := be.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1))
	desc = append(append(desc, name...), make([]byte, 1+4+4+2+1+67)...)
	curve := be.AppendUint32([]byte("curv\x00\x00\x00\x00"), curvePoints)
	for i := range curvePoints {
		curve = be.AppendUint16(curve, uint16(math.Round(linear(float64(i)/(curvePoints-1))*65535)))
	}
	tags := []struct {
		sig  string
		data []byte
	}{
		{"desc", desc},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(0.9505, 1, 1.0891)},
		{"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)}, // primaries adapted to D50 (Bradford)
		{"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil}, // the three share one curve
	}
	var body, table []byte
	start := 128 + 4 + 12*len(tags)
	at, size := 0, 0
	for _, t := range tags {
		if t.data != nil {
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
			at, size = start+len(body), len(t.data)
			body = append(body, t.data...)
		}
		table = append(table, t.sig...)
		table = be.AppendUint32(be.AppendUint32(table, uint32(at)), uint32(size))
	}
	// The header (ICC.1:2001-04, 6.1): size, version, class and spaces, date, signature, and D50, the connection white.
	head := make([]byte, 128)
	be.PutUint32(head, uint32(start+len(body)))
	be.PutUint32(head[8:], 0x02100000)
	copy(head[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1} { // the date of these figures, not of the file
		be.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], append(append(s15(0.9642), s15(1)...), s15(0.8249)...))
	out := be.AppendUint32(head, uint32(len(tags)))
	return append(append(out, table...), body...)
})

const curvePoints = 1024

// linear undoes sRGB's gamma: IEC 61966-2-1, 5.2.
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
