package practice

import (
	"io/fs"

	"github.com/fieldfare/fieldfare/assessments"
)

// Today is the day on which the practice caseload is set: visits before it have happened, later ones are planned.
const Today assessments.Date = "2026-11-20"

// notebooks are the children encoded from therapists' notebooks, in order; they come first.
var notebooks = []string{"demo/isla.json", "demo/yusuf.json"}

// Bundles is a practice caseload of so many children: the notebooks' first, read from demo, then made-up ones of the seed.
func Bundles(demo fs.FS, seed int64, children int) ([]assessments.Bundle, error) {
	var out []assessments.Bundle
	for _, name := range notebooks[:min(max(children, 0), len(notebooks))] {
		b, err := readBundle(demo, name)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	if rest := children - len(notebooks); rest > 0 {
		b, err := Caseload(seed, rest, Today)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

func readBundle(demo fs.FS, name string) (assessments.Bundle, error) {
	f, err := demo.Open(name)
	if err != nil {
		return assessments.Bundle{}, assessments.Wrap(err, assessments.NotFound, "practice.read", "The practice caseload is not part of this program.")
	}
	defer f.Close()
	return assessments.ParseBundle(f, name)
}

// Therapist is who works with a practice caseload: the person record of the first notebook's therapist.
const Therapist assessments.ID = "019a0001-0000-7004-8000-000000000201"

// Isla and Yusuf are the children of the two notebooks.
const (
	Isla  assessments.ID = "019a0001-0000-7003-8000-000000000001"
	Yusuf assessments.ID = "019a0002-0000-7003-8000-000000000001"
)
