package details

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// died stands last on a child's details: a plain verb that opens a sheet, for a family may be reading along; and once it is recorded, the
// day and what follows from it.
func (d *Screen) died() fyne.CanvasObject {
	x, err := ReadDeath(d.ctx, d.s.Store, d.id)
	if err != nil || d.m.New() {
		return nil
	}
	if !x.V.Died.Valid() {
		return kit.Row(0, kit.NewPlain("Record that "+x.V.Known()+" has died", func() { d.askDeath(x) }), kit.Gap())
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, kit.RowTitle(x.V.Known()+" died on "+x.V.Died.Words()),
		kit.Body("Nothing goes to the family by link. What they want in writing you give them yourself."),
		kit.Row(0, kit.NewQuiet("Entered by mistake", func() { d.form.Put("died", "Took the day of death out", ""); d.open() }), kit.Gap()))))
}

// askDeath asks for the day, and says what follows before anything does.
func (d *Screen) askDeath(x Death) {
	c := fyne.CurrentApp().Driver().CanvasForObject(d.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	day := kit.NewDateField("Day of death", nil)
	lines := kit.Column(8)
	for _, words := range x.Follows() {
		lines.Add(kit.Body(words))
	}
	sheet = kit.ShowSheet(c, x.V.Known()+" has died", kit.Column(16, day, lines, kit.NewPrimary("Record it", func() {
		t, problem := day.Date()
		on := assessments.Date("")
		if problem == "" && !t.IsZero() {
			on = assessments.NewDate(t)
		}
		if problem == "" {
			problem = x.Problem(on, d.s.Today())
		}
		if problem != "" {
			day.SetError(problem)
			return
		}
		sheet.Close()
		d.recordDeath(x, on)
	})), nil)
}

func (d *Screen) recordDeath(x Death, on assessments.Date) {
	d.keeper.Flush()
	do, back := x.Edits(on)
	if !d.s.Write(d.ctx, do...) {
		return
	}
	d.s.Undo("Recorded that "+x.V.Known()+" died on "+on.Words(), func() {
		d.s.Write(d.ctx, back...)
		d.open()
	})
	d.open()
	d.s.Reframe()
}
