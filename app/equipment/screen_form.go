package equipment

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// The sorts of equipment, in words.
var (
	kindWords = []string{"Chair", "Table", "Foot board or rest", "Writing slope", "Seating system", "Standing frame", "Hoist", "Bath seat", "Toilet seat",
		"Walker", "Splint", "Something else"}
	kinds = []string{"chair", "table", "footrest", "slope", "seating-system", "stander", "hoist", "bath-seat", "toilet-seat", "walker", "splint", "other"}
)

// edit makes the form of the piece that is open.
func (v *Screen) edit() {
	v.form, v.refresh = nil, nil
	i := v.index()
	if i < 0 {
		v.editor.SetContent(kit.Insets(0, 16, 16, 12, kit.NewCard(v.nothing())))
		return
	}
	p := v.m.Pieces[i]
	v.form = v.k.Form(p.Rec, func(string) { v.touch() })
	cards := []fyne.CanvasObject{v.whatItIs(), v.part(v.settings), v.lacks(), v.referred(), v.reasons(p.V), v.part(v.alternatives), v.part(v.trials),
		v.pictures(p.Rec.ID), v.inUse(), v.paying(), v.safety(p), kit.Row(12, kit.NewRemove("Remove this equipment", v.remove), kit.NewPlain("History", func() { v.s.Go(session.History, v.child, p.Rec.ID) }).WithIcon(kit.IconHistory), kit.Gap())}
	at := v.editor.Offset()
	v.editor.SetContent(kit.Insets(0, 16, 24, 12, kit.Column(16, cards...)))
	v.relay()
	v.editor.ScrollTo(at)
}

// touch shows the piece in the list as it is typed.
func (v *Screen) touch() {
	i := v.index()
	if i < 0 || v.form == nil {
		return
	}
	*v.m.Pieces[i].V = assessments.Equipment{}
	v.form.Into(v.m.Pieces[i].V)
	v.list.Rows[i].SetData(v.rowData(v.m.Pieces[i]))
	for _, f := range v.refresh {
		f()
	}
}

// part is a card whose rows come and go: again draws it anew, and nothing else, so that a finger on another card keeps what it is on.
func (v *Screen) part(draw func(e *assessments.Equipment, again func()) fyne.CanvasObject) fyne.CanvasObject {
	box := kit.Column(0)
	var again func()
	again = func() {
		var e assessments.Equipment
		v.form.Into(&e)
		box.Objects = []fyne.CanvasObject{draw(&e, again)}
		box.Refresh()
		v.relay()
	}
	again()
	return box
}

// only shows an object while what it is for holds.
func (v *Screen) only(o fyne.CanvasObject, holds func(e *assessments.Equipment) bool) fyne.CanvasObject {
	show := func() {
		var e assessments.Equipment
		v.form.Into(&e)
		if o.Hide(); holds(&e) {
			o.Show()
		}
	}
	v.refresh = append(v.refresh, show)
	show()
	return o
}

// card is one group of fields under its title.
func card(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Inset(24, kit.Column(16, append([]fyne.CanvasObject{kit.RowTitle(title)}, rows...)...)))
}

// pair sets two fields side by side where there is room.
func pair(a, b fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(12, a, b)
		}
		return kit.RowTop(12, kit.Grow(a), kit.Grow(b))
	})
}

// labelled sets a label over chips, as a field has one.
func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return kit.Column(6, kit.Quieter(label), o)
}

// whatItIs is what a supplier needs first. Another sort has other settings, so the form is made anew for it.
func (v *Screen) whatItIs() fyne.CanvasObject {
	f := v.form
	kind := kit.NewSelect("Sort", kindWords, at(kinds, f.Now.Text("type")), func(i int) {
		was := at(kinds, f.Now.Text("type"))
		f.Put("type", "Sort: "+kindWords[i], kinds[i])
		// the sort will do for a name until there is a better one
		if name := f.Now.Text("item"); kinds[i] != "other" && (name == "" || was >= 0 && name == kindWords[was]) {
			f.Put("item", "", kindWords[i])
		}
		if kinds[i] == "hoist" && f.Now.Text("lifting") != "true" {
			f.Put("lifting", "", true)
		}
		v.reload()
	})
	group, _ := kit.NewChips(StatusWords, at(statuses, f.Now.Text("status")), func(i int) {
		f.Put("status", StatusWords[i], statuses[i])
		v.relay() // what is missing is another thing
	})
	section := f.Chips("section", []string{"F", "G", "H1", "H2", "None"}, []string{"F", "G", "H1", "H2", "none"})
	return kit.NewRaised(kit.Inset(24, kit.Column(16, pair(f.Line("item", "What it is"), kind), group, pair(f.Line("maker", "Maker"), f.Line("model", "Model")),
		pair(f.Line("size", "Maker's size"), f.Line("size_note", "To check about the size")), pair(f.Line("place", "Where it is used"),
			labelled("Section of an EHC plan", section)))))
}

func at(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}

// lacks shows gaps as gaps, each with a way to say why it is not known.
func (v *Screen) lacks() fyne.CanvasObject {
	box := kit.Column(0)
	show := func() {
		box.Objects = nil
		var e assessments.Equipment
		v.form.Into(&e)
		var lines []fyne.CanvasObject
		for _, l := range Lacks(&e) {
			line := kit.Row(10, kit.NewSymbol(kit.IconBoxOff, 20, kit.OnStraw), kit.Grow(kit.NewText(l.Words, kit.SizeBody, kit.OnStraw, false)))
			if e.Missing[l.Field] == "" && l.Field != "item" {
				line.Add(kit.NewButton("Say why", kit.StrawText, func() { v.sayWhy(l) }))
			}
			lines = append(lines, line)
		}
		if len(lines) > 0 {
			head := kit.NewText("Still to be known", kit.SizeRow, kit.OnStraw, true)
			box.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(20, kit.Column(2, append([]fyne.CanvasObject{head}, lines...)...))).Tinted(kit.StrawFill)}
		}
		box.Hidden = len(box.Objects) == 0
		box.Refresh()
	}
	v.refresh = append(v.refresh, show)
	show()
	return box
}

// sayWhy notes why something is not known, so that the report says so.
func (v *Screen) sayWhy(l Lack) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	why := kit.NewField("Why it is not known", nil)
	why.SetHint("Such as: school to give")
	sheet = kit.ShowSheet(c, l.Words, kit.Column(16, why, kit.NewPrimary("Note it", func() {
		if why.Text() == "" {
			why.SetError("Say why, in a few words")
			return
		}
		sheet.Close()
		var e assessments.Equipment
		v.form.Into(&e)
		missing := map[string]string{l.Field: why.Text()}
		for k, x := range e.Missing {
			missing[k] = x
		}
		v.form.Put("missing", "Noted why", missing)
		v.reload()
	})), nil)
	why.Focus()
}

// referred is the other agency’s part, shown only where there is one.
func (v *Screen) referred() fyne.CanvasObject {
	f := v.form
	return v.only(card("Referred", pair(f.Line("referred_to", "To whom"), f.Date("referred_on", "On")), f.Line("reply", "What they answered, or that they have not")),
		func(e *assessments.Equipment) bool { return e.Status == "referred" })
}

// inUse is what a stranger needs to set it up and use it.
func (v *Screen) inUse() fyne.CanvasObject {
	f := v.form
	return card("With it, and how it is used", f.Lines("accessories", "Every part that comes with it"), f.Notes("set_note", "How to set it up", 2),
		f.Notes("use", "When and how long it is used", 2), f.Line("use_set_by", "Who decides how long"))
}

// paying is what a panel asks; a price is worth nothing without the word on VAT.
func (v *Screen) paying() fyne.CanvasObject {
	f := v.form
	vat := f.Chips("vat", []string{"Without VAT", "With VAT"}, []string{"ex", "inc"})
	return card("Who owns it and who pays", pair(f.Line("owner", "Owner"), f.Line("funder", "Who pays")), f.Date("funding_agreed_on", "Funding agreed"),
		pair(f.Line("price", "Price in pounds").ForNumbers(), labelled("The price is", vat)), pair(f.Line("quote", "Quotation number"), f.Line("quote_note", "If there is none, why")))
}

// safety is what keeps it safe over the years; the dates of examination only stand where it lifts people.
func (v *Screen) safety(p Piece) fyne.CanvasObject {
	f := v.form
	lifts := func(e *assessments.Equipment) bool { return e.Lifting }
	rows := []fyne.CanvasObject{pair(f.Date("ordered_on", "Ordered"), f.Date("delivered_on", "Delivered")), pair(f.Line("serial", "Serial number"),
		f.Whole("service_months", "Serviced every", "months")), kit.NewCheck("It lifts people", "LOLER: examined at least every six months", p.V.Lifting, func(on bool) {
		f.Put("lifting", "It lifts people", on)
		v.relay()
	}), v.only(pair(f.Date("examined_on", "Last examined"), f.Date("examine_by", "Next examination by")), lifts)}
	rows = append(rows, v.late(), f.Lines("checks", "Who checks what, how often"), f.Line("breakdown", "If it breaks: whom to ring, and the loan"), f.Date("review_on", "Next fit check"))
	return card("Keeping it safe", rows...)
}

// late says that an examination is overdue, or that nobody noted when it must be, as the form stands now.
func (v *Screen) late() fyne.CanvasObject {
	box := kit.Column(0)
	show := func() {
		var e assessments.Equipment
		v.form.Into(&e)
		words := Piece{V: &e}.Overdue(v.s.Today())
		if box.Objects = nil; words != "" {
			box.Add(kit.NewNotice(kit.NoticeStop, words, ""))
		}
		box.Hidden = words == ""
		box.Refresh()
	}
	v.refresh = append(v.refresh, show)
	show()
	return box
}
