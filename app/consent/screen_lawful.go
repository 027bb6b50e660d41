package consent

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// AskLawful asks on a sheet for a reason to share without consent, and writes it in the clinician's name; done is told how to take
// it back. To keep a child safe goes at once; everything else waits until a lead has approved it.
func AskLawful(ctx context.Context, c fyne.Canvas, b *Book, l Line, me assessments.ID, done func(undo func())) {
	which, words := LawfulKinds(l.Matter)
	chosen := 0
	leads, names := b.Leads(me)
	lead := assessments.ID("")
	wait := kit.Column(12)
	kind := func(i int) {
		chosen, lead = i, ""
		wait.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeInfo, "It goes at once", "Your lead looks at it afterwards.")}
		if which[i] != "safeguarding" {
			wait.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeNeeds, "Your lead approves it first", "Nothing goes until then. Ring them, or let them see it in the service’s list."),
				kit.NewSelect("Lead who approved it just now", append([]string{"Not yet"}, names...), 0, func(j int) {
					if lead = ""; j > 0 {
						lead = leads[j-1]
					}
				})}
		}
		kit.Relay(wait)
	}
	chips, _ := kit.NewChips(words, 0, kind)
	reason := kit.NewNotes("Why, in your words", 3, nil)
	against := kit.NewField("What the family or child says against it, if anything", nil)
	kind(0)
	var sheet *kit.Sheet
	keep := kit.NewPrimary("Record the reason", func() {
		if strings.TrimSpace(reason.Text()) == "" {
			reason.SetError("Say why it has to be shared without consent")
			reason.Focus()
			return
		}
		sheet.Close()
		if _, undo := b.Lawful(ctx, l, which[chosen], strings.TrimSpace(reason.Text()), strings.TrimSpace(against.Text()), me, lead); undo != nil {
			done(undo)
		}
	}).Big()
	note := kit.Body("You are named as the clinician who decides this for " + b.Known() + ". The reason is never in a report.")
	sheet = kit.ShowSheet(c, "Share without consent", kit.Column(16, note, kit.Strong("What it rests on"), chips, wait, reason, against, keep), nil)
}
