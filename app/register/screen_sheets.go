package register

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// mostOffered is how many children or settings a sheet lists; the find box narrows the rest.
const mostOffered = 20

// card is one group of fields under its title.
func card(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Inset(24, kit.Column(16, append([]fyne.CanvasObject{kit.RowTitle(title)}, rows...)...)))
}

// pair sets two fields side by side where there is room.
func pair(a, b fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(16, a, b)
		}
		return kit.RowTop(12, kit.Grow(a), kit.Grow(b))
	})
}

// product is what the thing is called. A new thing is often one more of what is there: one tap then fills its product, so that
// the same product is written the same way and a safety notice finds every one.
func (v *ItemScreen) product() fyne.CanvasObject {
	field, pick := v.form.Line("product", "Product"), kit.NewQuiet("From the catalogue", v.pickProduct).WithIcon(kit.IconBook)
	rows := kit.Column(12, field, kit.Row(0, pick, kit.Gap()))
	if v.t.V.Product != "" {
		return rows
	}
	var chips []fyne.CanvasObject
	for _, x := range v.m.Products() {
		chips = append(chips, kit.NewChip(x.Title(), false, func() {
			v.form.PutAll("One more "+x.Title(), fields("product", x.V.Product, "maker", x.V.Maker, "model", x.V.Model, "lifting", x.V.Lifting))
			v.reload()
		}))
	}
	if len(chips) > 0 {
		rows.Add(kit.Column(6, kit.Quieter("One more of"), kit.Wrap(8, chips...)))
	}
	return rows
}

// pickProduct fills product and maker from the catalogue, and whether it lifts people.
func (v *ItemScreen) pickProduct() {
	v.leaveField()
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	list := kit.Column(0)
	show := func(words string) {
		products, err := Catalogue(words)
		if err != nil {
			list.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeStop, "The catalogue cannot be read", assessments.Sentence(err))}
			return
		}
		var rows []fyne.CanvasObject
		for i, p := range products {
			if i == mostOffered {
				break
			}
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconTag, Title: p.Title, Subtitle: p.Line}, func() {
				sheet.Close()
				v.form.PutAll("Product: "+p.Title, p.set)
				v.reload()
			}))
		}
		list.Objects = []fyne.CanvasObject{kit.Quieter("Not in the catalogue. Type its name in the field instead")}
		if len(rows) > 0 {
			list.Objects = []fyne.CanvasObject{kit.NewRowCard(rows...)}
		}
		list.Refresh()
		if sheet != nil {
			kit.Relay(sheet)
		}
	}
	show("")
	find := kit.NewFind("Find a product", show, nil)
	note := kit.Quieter("Examples, no recommendation. Check the maker’s current data sheet")
	sheet = kit.ShowSheet(c, "Catalogue", kit.Column(12, find, note, list), nil)
}

// lend asks to whom, and lends at one tap.
func (v *ItemScreen) lend() {
	v.leaveField()
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	settings, words, list, problem := false, "", kit.Column(0), kit.Column(0)
	problem.Hidden = v.t.V.Notice == ""
	show := func() {
		var rows []fyne.CanvasObject
		for i, h := range v.m.FindHolder(words, settings) {
			if i == mostOffered {
				break
			}
			icon := kit.IconChild
			if h.Setting {
				icon = kit.IconSchool
			}
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: icon, Title: h.Name, Subtitle: h.Line}, func() {
				mv, err := v.m.Lend(v.t, h)
				if err != nil {
					problem.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeStop, "It must not be lent", assessments.Sentence(err))}
					problem.Show()
					kit.Relay(sheet)
					return
				}
				sheet.Close()
				v.do(mv)
			}))
		}
		list.Objects = []fyne.CanvasObject{kit.Quieter("Nobody of that name on this tablet")}
		if len(rows) > 0 {
			list.Objects = []fyne.CanvasObject{kit.NewRowCard(rows...)}
		}
		list.Refresh()
		if sheet != nil {
			kit.Relay(sheet)
		}
	}
	if v.t.V.Notice != "" {
		problem.Add(kit.NewNotice(kit.NoticeNeeds, "A safety notice applies", v.t.V.Notice))
	}
	find := kit.NewFind("Find by name", func(w string) { words = w; show() }, nil)
	kind, _ := kit.NewChips([]string{"A child", "A school or place"}, 0, func(i int) { settings = i == 1; show() })
	show()
	sheet = kit.ShowSheet(c, "Lend to", kit.Column(12, problem, kind, find, list), nil)
}

// showUses is the sheet for a safety notice: who uses a product, and a way to mark the notice on all of it.
func showUses(s *session.Session, on fyne.CanvasObject, m *Model, q Question, again func()) {
	c := kit.CanvasOf(on)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	var uses []Use
	total, list := kit.Strong(""), kit.Column(0)
	notice := kit.NewNotes("The notice: its reference and what it asks", 2, nil)
	mark := kit.NewPrimary("Mark it on all of them", func() {
		do, undo, err := Mark(uses, notice.Text())
		if err != nil {
			notice.SetError(assessments.Sentence(err))
			kit.Relay(sheet)
			return
		}
		if !s.Write(context.Background(), do...) {
			return
		}
		sheet.Close()
		s.Undo("Marked "+count(len(do), "record", "records"), func() { s.Write(context.Background(), undo...); again() })
		again()
	})
	form := kit.Column(12, notice, kit.Row(0, mark, kit.Gap()))
	show := func() {
		uses = m.Uses(q)
		total.SetText("Say which product, or which maker")
		if q.Product+q.Maker != "" {
			total.SetText(UseWords(uses))
		}
		var rows []fyne.CanvasObject
		for _, u := range uses {
			rows = append(rows, kit.NewListRow(useRow(u), nil))
		}
		list.Objects = nil
		if len(rows) > 0 {
			list.Objects = []fyne.CanvasObject{kit.NewRowCard(rows...)}
		}
		form.Hidden = len(rows) == 0
		if sheet != nil {
			kit.Relay(sheet)
		}
	}
	ask := func(label, now string, to *string) *kit.Field {
		f := kit.NewField(label, func(w string) { *to = w; show() })
		f.SetText(now)
		return f
	}
	product, maker := ask("Product", q.Product, &q.Product), ask("Maker", q.Maker, &q.Maker)
	batch := ask("Batch or serial numbers", "", &q.Batch).SetHint("Only if the notice names them, with commas between")
	show()
	sheet = kit.ShowSheet(c, "Who uses this product?", kit.Column(16, product, maker, batch, total, form, list), nil)
}

// useRow is one use: a thing of the register or a child's own record.
func useRow(u Use) kit.RowData {
	d := kit.RowData{Icon: kit.IconTag, Title: u.Title, Subtitle: u.Line}
	if u.Piece != "" {
		d.Icon = kit.IconChild
	}
	if !u.Sure {
		d.Icon, d.State, d.Subtitle = kit.IconAlert, kit.RowNeedsYou, u.Line+"\n"+u.Look
	}
	return d
}
