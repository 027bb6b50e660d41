package picture

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

func crcOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }

// FuzzPrepare holds that no bytes make Prepare panic, hang on memory, or give a picture that is none.
func FuzzPrepare(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	if err != nil || len(files) == 0 {
		f.Fatal("no samples", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(held(asJPEG(f, quartered(24, 16)), exif(binary.BigEndian, 6)))
	f.Add(asPNG(f, quartered(24, 16)))
	f.Add([]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Prepare(t.Context(), data, 60)
		if err != nil {
			return
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(p.JPEG))
		if err != nil || c.Width != p.Wide || c.Height != p.High || p.Wide < 1 || p.High < 1 || p.Wide > 473 || p.High > 2339 {
			t.Errorf("%d by %d: %v %v", p.Wide, p.High, c, err)
		}
	})
}

// peakEnv makes the test binary prepare the files that it names, and say how much memory the process took at most.
const peakEnv = "FIELDFARE_PICTURE_PEAK"

func TestMain(m *testing.M) {
	if files := os.Getenv(peakEnv); files != "" {
		for _, name := range strings.Split(files, string(os.PathListSeparator)) {
			data, err := os.ReadFile(name)
			if err == nil {
				_, err = Prepare(context.Background(), data, 152)
			}
			if err != nil {
				fmt.Println("error:", err)
				os.Exit(1)
			}
		}
		fmt.Println("peak:", peak())
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// peak is the most memory this process has held, in MB: the system's own count where it keeps one.
func peak() int {
	if f, err := os.Open("/proc/self/status"); err == nil {
		defer f.Close()
		for s := bufio.NewScanner(f); s.Scan(); {
			if kb, ok := strings.CutPrefix(s.Text(), "VmHWM:"); ok {
				n, _ := strconv.Atoi(strings.Fields(kb)[0])
				return n / 1000
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.Sys / 1e6)
}

// TestPrepare_FiftyMegapixels measures, in a process of its own, two photos of 50 megapixels one after the other.
func TestPrepare_FiftyMegapixels(t *testing.T) {
	dir := t.TempDir()
	grain := func(i int) uint8 { return uint8(i*i>>9 ^ i>>3) } // not flat, so that the file is as large as a photo's
	half := image.NewYCbCr(image.Rect(0, 0, wide, high), image.YCbCrSubsampleRatio420)
	for i := range half.Y {
		half.Y[i] = grain(i)
	}
	var files []string
	save := func(name string, data []byte) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	save("photo.jpg", asJPEG(t, half))
	half = nil
	full := image.NewNRGBA(image.Rect(0, 0, wide, high))
	for i := range full.Pix {
		full.Pix[i] = uint8(i >> 12)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, full); err != nil {
		t.Fatal(err)
	}
	save("scan.png", b.Bytes())
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), peakEnv+"="+strings.Join(files, string(os.PathListSeparator)))
	out, err := cmd.CombinedOutput()
	got, _ := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(string(out), "peak:")))
	if err != nil || got == 0 {
		t.Fatalf("%v: %s", err, out)
	}
	t.Logf("a JPEG, then a PNG, %d by %d: %d MB at most", wide, high, got)
	if got > mostPeak {
		t.Errorf("reading photos of 50 megapixels took %d MB", got)
	}
}
