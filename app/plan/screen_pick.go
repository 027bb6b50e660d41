package plan

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// pickRoute is the activity picker, as the registry of the app knows it; its argument is the plan.
const pickRoute = session.Activities

// Picker shows the activities of the library and puts them into a plan.
type Picker struct {
	s      *session.Session
	ctx    context.Context
	stop   context.CancelFunc
	m      *Sheet
	shelf  *Shelf
	holder *fyne.Container
	frame  shell.Frame
	framed bool

	find   *kit.NoteBox
	topics *fyne.Container
	mark   func(int)
	cards  *fyne.Container // the list of activities
	goal   assessments.ID
	goals  *kit.Select
	sheet  *kit.Sheet
}

var _ shell.Screen = (*Picker)(nil)

// NewPicker opens the library beside a plan; arg is the plan.
func NewPicker(s *session.Session, child, arg assessments.ID) shell.Screen {
	v := &Picker{s: s, m: NewSheet(s.Store, s, s.NewID, child, arg), holder: kit.Stack(), cards: kit.Column(16)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.frame = shell.Frame{Title: "Activities", Item: shell.ItemChildren, Child: s.Band(v.ctx, child, s.Today()),
		Alerts: func() string { return s.Alerts(v.ctx, child) }}
	v.holder.Objects = []fyne.CanvasObject{kit.Inset(32, kit.Quieter("Opening the activities"))}
	var lib *library.Library
	s.Load(v.ctx, func(ctx context.Context) (err error) {
		if err = v.m.Open(ctx); err == nil {
			lib, err = library.Shipped(assets.Library)
		}
		return err
	}, func(err error) {
		if err != nil {
			v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "The activities cannot be opened", assessments.Sentence(err), "Back", s.Back)}
			v.relay()
			return
		}
		v.shelf = NewShelf(lib)
		v.build()
	})
	return v
}

// Content is the list of activities.
func (v *Picker) Content() fyne.CanvasObject { return v.holder }

// Frame has the child, and how many activities the plan has.
func (v *Picker) Frame() shell.Frame {
	v.framed = true
	return v.frame
}

// Leave ends the screen; every tap has been saved already.
func (v *Picker) Leave() {
	if v.sheet != nil {
		v.sheet.Close()
	}
	v.stop()
}

func (v *Picker) relay() { kit.RelayAround(v.holder) }

func (v *Picker) build() {
	v.frame.Actions = []fyne.CanvasObject{kit.NewPrimary("Done", v.s.Back)}
	v.find = kit.NewFind("Look for a word, such as zip", func(s string) { v.shelf.Words = s; v.show() }, func(string) {})
	words, chosen := v.shelf.Topics()
	v.topics, v.mark = kit.NewChips(words, chosen, func(i int) {
		v.shelf.PickTopic(i)
		v.show()
	})
	names, ids := v.m.Goals()
	names, ids = append([]string{"No goal"}, names...), append([]assessments.ID{""}, ids...)
	v.goals = kit.NewSelect("Goal they serve", names, 0, func(i int) {
		v.goal = ids[i]
		v.show()
	})
	v.holder.Objects = []fyne.CanvasObject{kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		top := kit.Column(12, v.find, v.topics, v.goals)
		if step == kit.StepLandscape {
			top = kit.Column(12, kit.RowTop(16, kit.Grow(kit.Insets(27, 0, 0, 0, v.find)), kit.Fixed(440, v.goals)), v.topics)
		}
		if step == kit.StepPhone { // the keyboard takes half of a phone: everything scrolls together
			return kit.NewScroller(kit.Insets(16, m, 96, m, kit.Column(12, top, v.cards)))
		}
		return kit.Insets(16, m-12, 0, m-4, kit.Column(9, kit.Insets(0, 12, 0, 4, top), kit.Grow(kit.NewScroller(kit.Insets(3, 12, 96, 4, v.cards)))))
	})}
	v.show()
}

// show lists what answers topic and words; with a goal and no words, what suits the goal stands first.
func (v *Picker) show() {
	ids, _ := v.m.Activities()
	v.frame.Subtitle = count(len(ids), "activity", "activities") + " in " + planTitle(v.m.Plan().Title)
	all := v.shelf.Found()
	v.cards.Objects = nil
	if v.goal != "" && v.shelf.Words == "" && v.shelf.Topic == "" {
		area, words := v.m.GoalWords(v.ctx, v.goal)
		if best := v.shelf.Suits(area, words, 4); len(best) > 0 {
			v.cards.Add(v.card("For this goal", best))
			all = slices.DeleteFunc(slices.Clone(all), func(a library.Activity) bool {
				return slices.ContainsFunc(best, func(b library.Activity) bool { return a.ID == b.ID })
			})
		}
	}
	if len(all) > 0 {
		v.cards.Add(v.card("", all))
	} else if len(v.cards.Objects) == 0 {
		v.cards.Add(kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconFind, "Nothing found", "Try another word, or all topics", "Show all", func() {
			v.shelf.Words = ""
			v.find.SetText("")
			v.shelf.PickTopic(0)
			v.mark(0)
			v.show()
		}))))
	}
	v.cards.Refresh()
	v.relay()
	if v.framed {
		v.s.Reframe()
	}
}

func planTitle(title string) string {
	if title == "" {
		return "the new plan"
	}
	return title
}

func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

// card is a list of activities under an optional title.
func (v *Picker) card(title string, all []library.Activity) fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	if title != "" {
		rows = append(rows, kit.CardHead(title))
	}
	for _, a := range all {
		d := kit.RowData{Icon: kit.IconPlan, Title: a.Title, Subtitle: a.Topic.Words() + ". " + a.Purpose, Chevron: true}
		if v.m.Has(a) {
			d.Tag = &kit.TagData{Kind: kit.TagDone, Text: "In the plan"}
		}
		rows = append(rows, kit.NewListRow(d, func() { v.preview(a) }))
	}
	return kit.NewRowCard(rows...)
}

// preview shows the whole sheet as a family reads it, with the verb that adds it.
func (v *Picker) preview(a library.Activity) {
	c := kit.CanvasOf(v.holder)
	if c == nil {
		return
	}
	rows := []fyne.CanvasObject{}
	add := kit.NewPrimary("Add to the plan", func() { v.add(a) })
	if v.m.Has(a) {
		rows = append(rows, kit.NewNotice(kit.NoticeDone, "In the plan", "This activity is in the plan already."))
	} else {
		rows = append(rows, add)
	}
	for _, p := range a.Parts() {
		part := kit.Column(4, kit.Strong(p.Heading))
		for i, line := range p.Lines {
			if p.Heading == "What to do" {
				line = strconv.Itoa(i+1) + ". " + line
			}
			part.Add(kit.Body(line))
		}
		rows = append(rows, part)
	}
	v.sheet = kit.ShowSheet(c, a.Title, kit.Column(16, rows...), func() { v.sheet = nil })
}

// add puts an activity into the plan and offers to take it back.
func (v *Picker) add(a library.Activity) {
	if v.sheet != nil {
		v.sheet.Close()
	}
	_, back := v.m.AddFrom(v.ctx, a, v.goal)
	v.show()
	if back != nil {
		v.s.Undo("Added “"+a.Title+"”", func() {
			back()
			v.show()
		})
	}
}
