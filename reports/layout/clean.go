package layout

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// prepare returns a copy of doc whose every string can be drawn, with a problem for each character that is drawn as
// words. A writing system that needs shaping stops it: half a name is worse than no file.
func prepare(doc reports.Document) (reports.Document, []Problem, error) {
	var problems []Problem
	var refused error
	out := doc.Map(func(place, s string) string {
		t, named, script := clean(s)
		if script == "" && len(named) == 0 {
			return t
		}
		place = short(place)
		slices.Sort(named)
		if script != "" && refused == nil {
			refused = assessments.Errorf(assessments.Invalid, "layout.prepare",
				"%s uses %s script, which this PDF cannot draw. The web page and the Word file hold every word as it is: use one of them instead.", assessments.UpperFirst(place), script)
		}
		for _, n := range slices.Compact(named) {
			problems = append(problems, Problem{Place: place,
				Text: fmt.Sprintf("%s has a character that cannot be drawn; it stands as %s.", assessments.UpperFirst(place), n)})
		}
		return t
	})
	return out, problems, refused
}

// short cuts a place that quotes a long heading.
func short(place string) string {
	return assessments.Brief(strings.ToValidUTF8(place, "?"), 80)
}
