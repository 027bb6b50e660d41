package agree

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// ShowTasks lists on a sheet what was to be done at home, with a tap each for how it went; changed is told after each.
func ShowTasks(ctx context.Context, s *session.Session, c fyne.Canvas, child, contact assessments.ID, changed func()) {
	v := New(s.Store, s, s.NewID, child, contact)
	if err := v.Open(ctx); err != nil {
		s.Fail(err)
		return
	}
	body := kit.Column(16)
	var show func()
	show = func() {
		body.Objects = nil
		if len(v.Tasks) > 0 && v.Dose != "" {
			body.Add(kit.Quieter(v.Dose))
		}
		for _, t := range v.Tasks {
			chips, _ := kit.NewChips(WentWords, int(t.Went)-1, func(i int) {
				if undo := v.SetWent(ctx, t.Title, Went(i+1)); undo != nil {
					s.Undo(t.Title+": noted", func() { undo(); changed() })
				}
				show()
				changed()
			})
			body.Add(kit.NewCard(kit.Inset(16, kit.Column(10, kit.RowTitle(t.Title), chips))))
		}
		if len(v.Tasks) == 0 {
			body.Add(kit.Body("There is no plan for home yet. Make one under Goals, and its activities stand here."))
		}
		kit.Relay(body)
	}
	show()
	kit.ShowSheet(c, "What was done at home", body, nil)
}
