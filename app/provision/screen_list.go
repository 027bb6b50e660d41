package provision

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// listData are the rows of the list on show.
func (v *Screen) listData() []kit.RowData {
	var out []kit.RowData
	switch v.part {
	case outcomes:
		for _, o := range v.m.Outcomes {
			out = append(out, v.mark(outcomeData(o.V), o.Rec.ID, len(wording.CheckOutcome(o.V.Statement)) > 0))
		}
	case needs:
		for _, n := range v.m.Needs {
			out = append(out, v.mark(needData(n.V), n.Rec.ID, false))
		}
	default:
		for _, r := range v.m.Rows {
			out = append(out, v.mark(rowData(r.V), r.Rec.ID, v.m.Words.finds(r.V)))
		}
	}
	return out
}

// rowData is a row of provision in the list.
func rowData(p *assessments.Provision) kit.RowData {
	return kit.RowData{Badge: p.Ref, Title: Title(p), TitleThin: true, Subtitle: Line(p), Trailing: HoursWords(p)}
}

func outcomeData(o *assessments.Outcome) kit.RowData {
	d := kit.RowData{Badge: o.Ref, Title: o.Statement, TitleThin: true}
	if d.Title == "" {
		d.Title = "New outcome"
	}
	if o.By.Valid() {
		d.Subtitle = "By " + o.By.Words()
	}
	return d
}

func needData(n *assessments.Need) kit.RowData {
	d := kit.RowData{Badge: n.Section, Title: n.Statement, TitleThin: true, Subtitle: assessments.AreaWords(n.Area)}
	if d.Title == "" {
		d.Title = "New need"
	}
	return d
}

// mark shows which row is open, which leads on and which needs its author.
func (v *Screen) mark(d kit.RowData, id assessments.ID, needsYou bool) kit.RowData {
	d.Chevron = v.alone
	if needsYou {
		d.State = kit.RowNeedsYou
	}
	if id == v.open && !v.alone {
		d.State, d.TitleThin = kit.RowChosen, false
	}
	return d
}

// touch shows the row that is being edited, as it is typed.
func (v *Screen) touch() {
	i := v.index()
	if i < 0 || v.form == nil {
		return
	}
	switch v.part {
	case outcomes:
		v.form.Into(zero(v.m.Outcomes[i].V))
	case needs:
		v.form.Into(zero(v.m.Needs[i].V))
	default:
		v.form.Into(zero(v.m.Rows[i].V))
	}
	v.list.Rows[i].SetData(v.listData()[i])
	v.totals()
	for _, f := range v.refresh {
		f()
	}
}

// zero empties a struct, so that a field that was cleared is gone from it.
func zero[T any](p *T) *T {
	var none T
	*p = none
	return p
}

// totals shows the sums at the foot of the rows.
func (v *Screen) totals() {
	v.foot.Objects = nil
	if v.part == rows {
		var cells []fyne.CanvasObject
		for i, t := range v.m.Totals() {
			if i > 0 {
				cells = append(cells, kit.NewUpright())
			}
			cells = append(cells, kit.Grow(kit.Column(2, kit.Quieter(t.Title), kit.NewText(t.Hours, kit.SizeQuestion, kit.Ink, true))))
		}
		v.foot.Objects = []fyne.CanvasObject{kit.InsetXY(20, 12, kit.RowFull(16, cells...))}
	}
	v.foot.Refresh()
}
