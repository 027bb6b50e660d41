package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// chair is a piece of Isla's equipment in the notebook.
const chair = "019a0001-0000-7010-8000-000000000001"

// photo writes a picture of 2400 by 1800 pixels to a file.
func photo(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 2400, 1800))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * i >> 7)
	}
	must(t, jpeg.Encode(&b, img, nil))
	name := filepath.Join(t.TempDir(), "chair.jpg")
	must(t, os.WriteFile(name, b.Bytes(), 0o600))
	return name
}

// held is what blobs prints.
type held struct {
	Have, Pending, Missing int
	PendingBytes           int64 `json:"pending_bytes"`
	OnMobile               bool  `json:"pictures_on_mobile"`
}

// TestAttach keeps a photo with a chair and finds it in the equipment report, once the family has agreed to photos.
func TestAttach(t *testing.T) {
	dir := filepath.Join(testkit.Dir(t), "store")
	do(t, "init", "--store", dir)
	bundle, err := filepath.Abs("../../assets/demo/isla.json")
	must(t, err)
	do(t, "import", "--store", dir, bundle)
	made := document[struct {
		SHA256, Media string
		Bytes         int64
	}](t, do(t, "attach", "--store", dir, "--child", isla, "--of", chair, photo(t), "--caption", "The chair at its table", "--shows", "A chair from the side", "--json"))
	st := document[held](t, do(t, "blobs", "--store", dir, "--json"))
	if st.Pending != 1 || st.PendingBytes != made.Bytes || st.OnMobile || made.Media != "image/jpeg" || len(made.SHA256) != 64 {
		t.Errorf("attached %+v, held %+v", made, st)
	}
	report := func() string {
		out := filepath.Join(t.TempDir(), "chair.json")
		do(t, "report", "--store", dir, "--child", isla, "--kind", "equipment", "--for", "school", "--as-at", "2026-11-20", "--out", out)
		raw, err := os.ReadFile(out)
		must(t, err)
		return string(raw)
	}
	if strings.Contains(report(), "The chair at its table") {
		t.Error("a photo left without a consent for photos")
	}
	r := in(t, `{"record":"019a0001-0000-7005-8000-0000000000aa","kind":"basis","child":"`+isla+`","set":{"purpose":"photo","basis":"consent","decision":"given","on":"2026-03-12","given_by":"019a0001-0000-7004-8000-000000000001","authority":"parental-responsibility"}}`,
		"apply", "--store", dir, "-")
	if r.code != exitDone {
		t.Fatal(r.err)
	}
	if got := report(); !strings.Contains(got, "The chair at its table") || strings.Contains(got, "picture not shown") {
		t.Error("the photo is not in the report")
	}
	do(t, "verify", "--store", dir)
	if st := document[held](t, do(t, "blobs", "--store", dir, "--pictures-on-mobile", "yes", "--json")); !st.OnMobile {
		t.Error("the setting was not kept")
	}
	text := filepath.Join(t.TempDir(), "note.txt")
	must(t, os.WriteFile(text, []byte("not a picture"), 0o600))
	refused(t, "JPEG", in(t, "", "attach", "--store", dir, "--child", isla, "--of", chair, text))
	refused(t, "not this child's", in(t, "", "attach", "--store", dir, "--child", yusuf, "--of", chair, photo(t)))
}
