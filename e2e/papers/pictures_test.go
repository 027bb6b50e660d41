package papers

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

var update = flag.Bool("update", false, "draw the pages in testdata anew, after they were looked at")

// A page is one page of a notebook's report as a picture.
type page struct {
	child  int // 0 Isla, 1 Yusuf
	kind   reports.Kind
	reader reports.Role
	number int
}

func (p page) name() string {
	return fmt.Sprintf("%s-%s-%d.png", []string{"isla", "yusuf"}[p.child], p.kind, p.number)
}

// draw writes a page as a picture of so many dots an inch.
func (p page) draw(t *testing.T, dir string, dpi int) string {
	t.Helper()
	b := notebooks(t)[p.child]
	var child assessments.ID
	for _, r := range b.Records {
		if r.Kind == assessments.KindChild {
			child = r.ID
		}
	}
	w := written{kinds: map[reports.Kind]int{}, refused: map[reports.Kind][]string{}}
	w.add(t, t.TempDir(), "page", reports.Gather(child, b.Records), reports.Request{Kind: p.kind, Recipient: reports.Recipient{Role: p.reader}, AsAt: lateEnough,
		Version: 1, Signed: true, SignedOn: lateEnough, Author: author(b)})
	if len(w.papers) != 1 {
		t.Fatalf("%s: %v", p.name(), w.refused)
	}
	to := filepath.Join(dir, p.name())
	n := fmt.Sprint(p.number)
	if out, ok := program(t, "pdftoppm", "-png", "-singlefile", "-r", fmt.Sprint(dpi), "-f", n, "-l", n, w.papers[0].path, to[:len(to)-len(".png")]); !ok {
		t.Fatalf("pdftoppm: %s", out)
	}
	return to
}

func read(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Three pages are held as pictures: a table of days and sums, a drawing and a chart. Another version of the program that draws
// them may soften an edge differently; a line that moved is more than that.
func TestPages_LookAsTheyDid(t *testing.T) {
	for _, p := range []page{
		{0, reports.SchoolAdvice, assessments.RoleSchool, 1},
		{1, reports.EquipmentAdvice, assessments.RoleNursery, 1},
		{0, reports.GoalProgress, assessments.RoleParent, 1},
	} {
		if *update {
			p.draw(t, "testdata", 50)
			continue
		}
		want, got := read(t, filepath.Join("testdata", p.name())), read(t, p.draw(t, t.TempDir(), 50))
		if want.Bounds() != got.Bounds() {
			t.Errorf("%s is %v, was %v", p.name(), got.Bounds(), want.Bounds())
			continue
		}
		other := 0
		size := got.Bounds()
		for y := range size.Dy() {
			for x := range size.Dx() {
				if grey(want, x, y)-grey(got, x, y) > 80 || grey(got, x, y)-grey(want, x, y) > 80 {
					other++
				}
			}
		}
		if share := float64(other) / float64(size.Dx()*size.Dy()); share > 0.002 {
			t.Errorf("%s: %.2f%% of the page looks different. Look at it; if it is meant, go test ./e2e/papers -run Pages -update", p.name(), 100*share)
		}
	}
}

func grey(img image.Image, x, y int) int {
	r, g, b, _ := img.At(x, y).RGBA()
	return int(r+g+b) / 3 >> 8
}

// TestPictures draws the pages that the documentation shows, where they are wanted: make pictures.
func TestPictures(t *testing.T) {
	dir := os.Getenv("FIELDFARE_PICTURES")
	if dir == "" {
		dir = t.TempDir() // they must be possible to draw, wanted or not
	}
	dir = filepath.Join(dir, "reports")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, p := range []page{
		{0, reports.EHCAdvice, assessments.RoleLocalAuthority, 1},
		{0, reports.EHCAdvice, assessments.RoleLocalAuthority, 5},
		{0, reports.SchoolAdvice, assessments.RoleSchool, 1},
		{0, reports.ActivityProgramme, assessments.RoleParent, 2},
		{1, reports.EquipmentAdvice, assessments.RoleNursery, 1},
		{0, reports.GoalProgress, assessments.RoleParent, 1},
		{1, reports.LetterNotBrought, assessments.RoleParent, 1},
		{1, reports.DischargeSummary, assessments.RoleParent, 1},
	} {
		p.draw(t, dir, 60)
	}
}
