package composer

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// finding is a wording finding under its sentence. A block with words of its own takes the suggestion here; a block made
// from a record is mended where the record is.
func (v *Screen) finding(x reports.Proposal, f Finding) fyne.CanvasObject {
	d := kit.FindingData{Word: f.Phrase, Problem: "· " + f.Question}
	own := func() { v.write(x.Key) }
	use := func() {}
	if x.Editable {
		d.Suggest = f.Suggestion
		use = func() {
			v.decide(x.Key, strings.Replace(v.c.Words(x), f.Phrase, f.Suggestion, 1), "Used the suggestion")
		}
	} else if _, screen, id := v.target(x); screen != "" {
		own = func() { v.s.Go(screen, v.child, id) }
	}
	return kit.NewFinding(d, use, own, func() { v.keepWording(f.Phrase) })
}

// keepWording asks for the reason; without one nothing is kept.
func (v *Screen) keepWording(phrase string) {
	kit.AskWhyKept(kit.CanvasOf(v.page), phrase, "Kept with the report; it is not printed", func(reason string) {
		kept := append(append([]assessments.Override(nil), v.c.V.Overrides...), assessments.Override{Phrase: phrase, Reason: reason})
		if v.k.Put(v.ref(), "Kept “"+phrase+"”", assessments.Fields{"wording_kept": keep.JSON(kept)}) {
			v.c.V.Overrides = kept
			v.c.assemble()
			v.showPane()
		}
	})
}
