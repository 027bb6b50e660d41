package secret

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// Chooser is two fields for a new passphrase with a line that says how hard it is to guess. The line helps while typing; what is
// wrong is said only on going on.
type Chooser struct {
	first, again *kit.Field
	judged       *kit.Text
	content      fyne.CanvasObject
}

// NewChooser makes the fields; label names the first, such as "Passphrase" or "New passphrase". enter is called on Enter in the last.
func NewChooser(label string, enter func()) *Chooser {
	c := &Chooser{judged: kit.Quieter("Three or four words you will remember")}
	c.first = kit.NewField(label, c.judge).Secret()
	c.again = kit.NewField(label+" again", nil).Secret()
	c.first.OnEnter(c.again.Focus)
	if enter != nil {
		c.again.OnEnter(enter)
	}
	c.content = kit.Column(16, kit.Column(4, c.first, c.judged), c.again)
	return c
}

func (c *Chooser) judge(p string) {
	_, words := Judge(p)
	if words == "" {
		words = "Three or four words you will remember"
	}
	c.judged.SetText(words)
}

// Content is the fields.
func (c *Chooser) Content() fyne.CanvasObject { return c.content }

// Focus moves the keyboard to the first field.
func (c *Chooser) Focus() { c.first.Focus() }

// Chosen is the passphrase; ok is false, and the fields say what to do, when it cannot be one.
func (c *Chooser) Chosen() (p string, ok bool) {
	one, two := CheckPassphrase(c.first.Text(), c.again.Text())
	c.first.SetError(one)
	c.again.SetError(two)
	return c.first.Text(), one+two == ""
}

// SetError says under the first field what went wrong.
func (c *Chooser) SetError(words string) { c.first.SetError(words) }

// Keeping shows a recovery code once, and then asks for two groups of it.
type Keeping struct {
	code   string
	quiz   Quiz
	asked  bool // the code is out of sight
	kept   func()
	easy   bool
	holder *fyne.Container
	root   func() fyne.CanvasObject
}

// NewKeeping shows a code; kept is called once it was read back. easy lets a code of fictitious children go unasked. root is what
// holds the content, to be laid out anew.
func NewKeeping(code string, easy bool, root func() fyne.CanvasObject, kept func()) *Keeping {
	k := &Keeping{code: code, quiz: NewQuiz(code), kept: kept, easy: easy, holder: kit.Column(0), root: root}
	k.show()
	return k
}

// Content is the code, or the questions.
func (k *Keeping) Content() fyne.CanvasObject { return k.holder }

func (k *Keeping) show() {
	parts := k.shown
	if k.asked {
		parts = k.questions
	}
	k.holder.Objects = []fyne.CanvasObject{parts()}
	k.holder.Refresh()
	k.relay()
}

func (k *Keeping) shown() fyne.CanvasObject {
	var groups []fyne.CanvasObject
	for _, g := range Groups(k.code) {
		groups = append(groups, kit.Question(g))
	}
	code := kit.Wrap(24, groups...)
	picture := qrPicture(k.code)
	card := fyne.CanvasObject(code)
	if picture != nil {
		card = kit.RowTop(20, kit.Grow(code), picture)
	}
	next := kit.NewPrimary("I have written it down", func() {
		if k.easy {
			k.kept()
			return
		}
		k.asked = true
		k.show()
	}).Big()
	return kit.Column(16, kit.NewCard(kit.Inset(20, card)),
		kit.Body("Write it on paper and keep it away from the tablet. It is shown only now and is stored nowhere."), kit.Wrap(12, next))
}

func (k *Keeping) questions() fyne.CanvasObject {
	labels := k.quiz.Labels()
	var fields [2]*kit.Field
	check := func() {
		problems := k.quiz.Check([2]string{fields[0].Text(), fields[1].Text()})
		for i, f := range fields {
			f.SetError(problems[i])
		}
		if problems == [2]string{} {
			k.kept()
			return
		}
		k.relay()
	}
	for i := range fields {
		fields[i] = kit.NewField(labels[i], nil)
	}
	fields[0].OnEnter(fields[1].Focus)
	fields[1].OnEnter(check)
	again := kit.NewPlain("Show the code again", func() { k.asked = false; k.show() })
	return kit.Column(16, kit.Body("Read these two groups from your paper, so that you know it is right."),
		kit.RowTop(16, kit.Grow(fields[0]), kit.Grow(fields[1])), kit.Wrap(12, kit.NewPrimary("Go on", check).Big(), again))
}

// relay lays out anew what has grown by its problems.
func (k *Keeping) relay() {
	if o := k.root(); o != nil {
		kit.Relay(o)
	}
}
