package plan

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
)

// FollowScreen asks what follows a contact: any of the service's options together, and words of one's own.
type FollowScreen struct {
	s      *session.Session
	child  assessments.ID
	k      *keep.Keeper
	f      *Follow
	form   *keep.Form
	holder *fyne.Container
	frame  shell.Frame
	arg    assessments.ID
}

var _ shell.Screen = (*FollowScreen)(nil)

// NewFollow opens what follows a contact; arg is the contact, or "" for the newest one.
func NewFollow(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newFollow(s, child, arg, s.Wait)
}

func newFollow(s *session.Session, child, arg assessments.ID, clock kit.Clock) *FollowScreen {
	ctx := context.Background()
	v := &FollowScreen{s: s, child: child, arg: arg, holder: kit.Stack()}
	v.frame = shell.Frame{Title: "What comes next", Item: shell.ItemChildren, Child: s.Band(ctx, child, s.Today()),
		Alerts: func() string { return s.Alerts(ctx, child) }}
	v.k = keep.New(s, clock, v.reload)
	v.reload()
	return v
}

// Content is the list of options.
func (v *FollowScreen) Content() fyne.CanvasObject { return v.holder }

// Frame has the child and the contact it follows.
func (v *FollowScreen) Frame() shell.Frame { return v.frame }

// Leave makes a change of what was typed.
func (v *FollowScreen) Leave() { v.k.Close() }

// reload reads everything anew, also after a change was taken back.
func (v *FollowScreen) reload() {
	f, err := ReadFollow(context.Background(), v.s.Store, assets.Services, v.child, v.arg)
	if err != nil {
		v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "There is nothing to follow yet", assessments.Sentence(err), "Back", v.s.Back)}
		return
	}
	v.f, v.form = f, v.k.Form(f.Rec, nil)
	v.frame.Subtitle = "After the " + assessments.LowerFirst(f.Contact.Title()) + " of " + f.Contact.On.Words()
	rows := []fyne.CanvasObject{}
	for _, o := range f.Options {
		check := kit.NewCheck(o.Words, "", Chosen(v.next(), o), func(bool) {
			words := "Chose “" + o.Words + "”"
			if Chosen(v.next(), o) {
				words = "Took out “" + o.Words + "”"
			}
			v.form.Put("next", words, Toggled(v.next(), o))
		})
		row := kit.Row(12, kit.Grow(check))
		if verb, screen := leads(o); verb != "" {
			row.Add(kit.NewPlain(verb, func() { v.s.Go(screen, v.child, "") }))
		}
		rows = append(rows, row)
	}
	own := kit.NewNotes("In other words", 2, func(s string) {
		next := v.f.WithOwn(v.next(), s)
		v.form.Type("next", next, keep.JSON(next))
	}).OnLeave(func() { v.form.Left("next", "In other words") })
	own.SetText(f.Own(v.next()))
	line := "The usual steps. Choose as many as are right."
	switch {
	case f.Unknown != "":
		line = "Your service works by “" + f.Unknown + "”, which this app does not hold. These are the usual steps. Choose as many as are right."
	case f.Service != "":
		line = "As your service offers them: " + f.Service + ". Choose as many as are right."
	}
	card := kit.NewCard(kit.Inset(20, kit.Column(14, kit.RowTitle("Agreed with the family"), kit.Quieter(line), kit.Column(4, rows...), own)))
	v.holder.Objects = []fyne.CanvasObject{kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		return kit.NewScroller(kit.Insets(16, m, 96, m, card))
	})}
	if c := kit.CanvasOf(v.holder); c != nil {
		v.holder.Refresh()
		kit.Relay(c.Content())
	}
}

// next is the contact's field as it stands on the screen.
func (v *FollowScreen) next() string { return v.form.Now.Text("next") }

// leads is where an option is carried out in the app.
func leads(o service.Area) (verb, screen string) {
	switch o.Name {
	case "home-strategies", "school-strategies", "advice-and-treatment":
		return "Write a plan", session.Plan
	case "equipment":
		return "Equipment", session.Equipment
	case "further-assessment":
		return "Scores", session.Scores
	case "parent-coaching", "training", "group-sessions":
		return "Groups", session.Groups
	}
	return "", ""
}
