package goals

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// ScoreScreen scores all open goals of a child on one day: a rung each, and two ratings where somebody was asked.
type ScoreScreen struct {
	s      *session.Session
	ctx    context.Context
	stop   context.CancelFunc
	book   *Book
	holder *fyne.Container
	frame  shell.Frame
	left   *kit.Text
	staff  *kit.Text
	cards  []*scoreCard
	raters *fyne.Container
}

var _ shell.Screen = (*ScoreScreen)(nil)

// scoreCard is one goal on the screen.
type scoreCard struct {
	id     assessments.ID
	rungs  []Rung
	choice *kit.Choice
	scales [2]*scale
	others *kit.Text
}

func count(n int) string { return strconv.Itoa(n) }

// NewScoreScreen opens the scoring of all open goals, with who gives the ratings where that was said before.
func NewScoreScreen(s *session.Session, child, rater assessments.ID) shell.Screen {
	v := &ScoreScreen{s: s, holder: kit.Stack(), book: NewBook(s.Store, s, s.NewID, child), left: kit.Quieter(""), staff: kit.Quieter(""), raters: kit.Wrap(8)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.frame = shell.Frame{Bare: true, Item: shell.ItemChildren, Child: s.Band(v.ctx, child, s.Today()),
		Alerts: func() string { return s.Alerts(v.ctx, child) }}
	if err := v.book.Open(v.ctx); err != nil {
		s.Fail(err)
		v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "These goals cannot be opened", assessments.Sentence(err), "Back", s.Back)}
		return v
	}
	v.book.With(rater)
	v.build()
	v.show()
	return v
}

// Content is the list of goals.
func (v *ScoreScreen) Content() fyne.CanvasObject { return v.holder }

// Frame has the child and no bar: the screen's own head stands in its place.
func (v *ScoreScreen) Frame() shell.Frame { return v.frame }

// Leave ends the screen; every tap has been saved already.
func (v *ScoreScreen) Leave() { v.stop() }

func (v *ScoreScreen) build() {
	cards := v.book.Cards()
	head := kit.NewTopBar(scoreWords(len(cards)), v.s.Today().Weekday(), kit.NewPrimary("Done", v.s.Back))
	if len(cards) == 0 {
		empty := kit.NewEmpty(kit.IconFlag, "No goals to score", "Start from what the child wants to do", "Add a goal", func() { v.s.Go(session.Goal, v.book.Child, "") })
		v.holder.Objects = []fyne.CanvasObject{kit.Column(0, head, kit.Inset(32, kit.NewCard(kit.Inset(24, empty))))}
		return
	}
	rows := []fyne.CanvasObject{kit.NewCard(kit.Inset(20, kit.Column(10, kit.RowTitle("Who gives the ratings?"), v.raters)))}
	for _, c := range cards {
		rows = append(rows, v.card(c))
	}
	rows = append(rows, kit.Row(16, kit.Grow(v.left), v.staff))
	all := kit.Column(16, rows...)
	v.holder.Objects = []fyne.CanvasObject{kit.Column(0, head, kit.Grow(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := kit.PageMargin(map[kit.Step]float32{kit.StepPhone: 400, kit.StepPortrait: 800, kit.StepLandscape: 1200}[step])
		return kit.NewScroller(kit.Insets(4, m, 96, m, all))
	})))}
}

func (v *ScoreScreen) card(c Card) fyne.CanvasObject {
	card := &scoreCard{id: c.ID, rungs: c.Rungs, others: kit.Quieter("")}
	var options []kit.Option
	for _, r := range card.rungs {
		options = append(options, kit.Option{Title: LevelText(r.Level), Line: r.Words})
	}
	card.choice = kit.NewChoice(options, -1, func(i int) {
		level := card.rungs[i].Level
		v.did(v.book.Score(v.ctx, c.ID, level), "Scored "+LevelText(level))
	}).Narrower(188).Ladder()
	for q, label := range []string{"How well", "How happy"} {
		card.scales[q] = newScale(label, func(n int) {
			v.did(v.book.Rate(v.ctx, c.ID, Question(q), n), label+" "+count(n))
		}, func() { v.did(v.book.NotAsked(v.ctx, c.ID, Question(q)), label+" not asked") })
	}
	v.cards = append(v.cards, card)
	body := kit.Column(16, card.choice, card.scales[0], card.scales[1], card.others)
	return kit.NewCard(kit.Inset(20, kit.Column(14, kit.Row(12, kit.Grow(kit.RowTitle(c.Title)), kit.Quieter(c.Last)), body)))
}

// did shows what a tap changed and offers to take it back.
func (v *ScoreScreen) did(back func(), words string) {
	v.show()
	if back != nil {
		v.s.Undo(words, func() {
			back()
			v.show()
		})
	}
}

// show puts every card to what the store holds.
func (v *ScoreScreen) show() {
	for i, c := range v.book.Cards() {
		if i >= len(v.cards) {
			break
		}
		chosen := -1
		for j, r := range c.Rungs {
			if c.Scored && r.Level == c.Level {
				chosen = j
			}
		}
		v.cards[i].choice.SetChosen(chosen)
		for q := range v.cards[i].scales {
			v.cards[i].scales[q].set(c.Ratings[q])
		}
		if v.cards[i].others.SetText(c.Others); c.Others == "" {
			v.cards[i].others.Hide()
		} else {
			v.cards[i].others.Show()
		}
	}
	words, ids, chosen := v.book.Raters()
	v.raters.Objects = nil
	for i, w := range words {
		v.raters.Add(kit.NewChip(w, i == chosen, func() {
			v.book.SetRater(v.ctx, ids[i])
			v.show()
		}))
	}
	v.left.SetText(leftWords(v.book.Left()))
	if v.book.Unsaid() {
		v.left.SetText("Say who gives the ratings. " + leftWords(v.book.Left()))
	}
	v.staff.SetText("")
	if t := v.book.T(); t != "" {
		v.staff.SetText("T for staff: " + t)
	}
	relay(v.holder)
}

// leftWords says what is still open today. A rating nobody was asked for is said to be so, never left to be guessed.
func leftWords(levels, ratings int) string {
	switch {
	case levels == 0 && ratings == 0:
		return "All scored. Saved on this tablet."
	case levels == 0:
		return "All rungs scored. Still open: " + many(ratings, "rating", "ratings") + ". Tap a number, or Not asked."
	}
	return "Still open: " + many(levels, "rung", "rungs") + ", " + many(ratings, "rating", "ratings") + "."
}

func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(n) + " " + more
}
