package photo

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// toolbar is the sorts of mark and Undo.
type toolbar struct {
	v     *Screen
	row   *fyne.Container
	chips []*kit.Chip
	undo  *kit.Button
	hint  *kit.Text
}

// kinds are the sorts of mark in the order of their chips.
var kinds = []struct {
	kind, words string
	icon        kit.Icon
	shape       kit.BandShape
	hint        string
}{
	{Arrow, "Arrow", kit.IconArrow, kit.BandLine, "Draw to what the arrow points at"},
	{Label, "Label", kit.IconTag, kit.BandSpot, "Tap where the label goes"},
	{Blur, "Blur", kit.IconBlur, kit.BandBox, "Draw a box over a face or a name. It is gone for good when you are done"},
	{Crop, "Crop", kit.IconCrop, kit.BandBox, "Draw a box around what stays"},
}

func newToolbar(v *Screen) *toolbar {
	t := &toolbar{v: v, hint: kit.Quieter(kinds[0].hint)}
	objects := []fyne.CanvasObject{}
	for i, k := range kinds {
		c := kit.NewChip(k.words, i == 0, func() { t.choose(i) }).WithIcon(k.icon)
		t.chips = append(t.chips, c)
		objects = append(objects, c)
	}
	t.undo = kit.NewQuiet("Undo", v.takeBack).WithIcon(kit.IconUndo)
	t.row = kit.Wrap(8, append(objects, t.undo)...)
	return t
}

func (t *toolbar) choose(i int) {
	for n, c := range t.chips {
		c.SetChosen(n == i)
	}
	t.v.kind = kinds[i].kind
	t.v.pad.SetShape(kinds[i].shape)
	t.hint.SetText(kinds[i].hint)
	t.v.relay()
}

// show dims Undo while there is nothing to take back.
func (t *toolbar) show() { t.undo.SetDimmed(len(t.v.p.Marks) == 0) }

// elsewhere is the grey card of a picture that has not come yet.
func (v *Screen) elsewhere() fyne.CanvasObject {
	return kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconDown, "This picture is not on this tablet yet", "It comes from the service when you ask for it", "Fetch", v.fetch)))
}

// fetch asks the service for the picture; it can be stopped and goes on where it was.
func (v *Screen) fetch() {
	ctx, stop := context.WithCancel(v.ctx)
	v.wait = kit.NewCard(kit.Inset(24, kit.NewProgress("Fetching the picture", stop)))
	v.page.Rebuild()
	v.relay()
	rec, sha := v.p.Rec, v.p.A.SHA256
	v.s.Load(v.ctx, func(context.Context) error { return Fetch(ctx, v.s.Store, rec.Scope, sha) }, func(err error) {
		stopped := ctx.Err() != nil
		stop()
		if err == nil || stopped {
			v.reload()
			return
		}
		v.wait = kit.Column(16, kit.NewNotice(kit.NoticeStop, "It did not come", assessments.Sentence(err)), v.elsewhere())
		v.page.Rebuild()
		v.relay()
	})
}

// fields is what stands under the picture, and who may have it.
func (v *Screen) fields() fyne.CanvasObject {
	f := v.form
	yes, no := "Yes", "No"
	at := 1
	if ForSchool(v.p.A) {
		at = 0
	}
	allowed := kit.NewChoice([]kit.Option{{Title: yes}, {Title: no}}, at, func(i int) {
		var a assessments.Attachment
		f.Into(&a)
		f.Put("not_for", "Allowed in school report: "+[]string{yes, no}[i], NotFor(a, i == 0))
	}).Narrower(100)
	icon, ink := kit.IconOk, kit.Green
	if !v.p.Consented {
		icon, ink = kit.IconInfo, kit.OnStraw
	}
	school := kit.Column(12, kit.RowTitle("Allowed in school report?"), allowed,
		kit.RowTop(10, kit.NewSymbol(icon, 20, ink), kit.Grow(kit.Quieter(v.p.Consent))))
	if v.p.A.Type == "drawing" {
		school = kit.Column(12, kit.RowTitle("Allowed in school report?"), allowed)
	}
	parts := []fyne.CanvasObject{
		kit.NewCard(kit.Inset(20, kit.Column(16, f.Line("caption", "What stands under it"),
			f.Notes("shows", "What it shows, for a reader who does not see it", 2)))),
		kit.NewCard(kit.Inset(20, school))}
	if v.p.Sent {
		parts = append(parts, kit.Quieter("It was sent before. Marks make a new picture; the service keeps the earlier one in History."))
	}
	parts = append(parts, kit.Row(0, kit.NewRemove("Remove the picture", v.remove), kit.Gap()))
	return kit.Column(16, parts...)
}

// arrange sets picture and fields for a width.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	m := step.Margin()
	if v.wait != nil {
		return kit.NewScroller(kit.Insets(16, m, 24, m, kit.Column(16, v.wait, v.body)))
	}
	if step == kit.StepLandscape {
		side := kit.NewScroller(kit.Insets(16, m, 24, 4, v.body))
		return kit.RowFull(20, kit.Grow(kit.Insets(16, 0, 16, m, kit.Column(12, v.tools.row, v.tools.hint, v.words, kit.Grow(v.pad)))), kit.Fixed(404, side))
	}
	return kit.NewScroller(kit.Insets(12, m, 24, m, kit.Column(12, v.tools.row, v.tools.hint, v.words, v.pad, v.body)))
}
