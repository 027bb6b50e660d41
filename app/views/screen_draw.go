package views

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// How many pixels wide a drawing is kept: enough for a page.
const drawnWide = 1600

// drawing is the paper of My views. Its record begins with the first stroke; each stroke is on the disk when the finger lifts, and the
// picture is made of them when the child is done.
type drawing struct {
	v     *Screen
	pad   *kit.DrawPad
	pens  fyne.CanvasObject
	thick fyne.CanvasObject
	pen   kit.Pen
	width int16
	rec   assessments.Record // of the drawing, empty before the first stroke
	left  bool
}

func newDrawing(v *Screen) *drawing {
	d := &drawing{v: v, width: kit.ThinLine}
	d.pad = kit.NewDrawPad("My drawing", 3.0/2, d.changed)
	d.pens = kit.NewPens(kit.PenBlack, func(p kit.Pen) { d.pen = p; d.pad.SetPen(p, d.width) })
	widths := []int16{kit.ThinLine, kit.ThickLine}
	d.thick, _ = kit.NewChips([]string{"Thin", "Thick"}, 0, func(i int) { d.width = widths[i]; d.pad.SetPen(d.pen, d.width) })
	return d
}

// content is the paper with its tools.
func (d *drawing) content() fyne.CanvasObject {
	undo := kit.NewQuiet("Undo", d.pad.Undo).WithIcon(kit.IconUndo)
	clear := kit.NewQuiet("Clear", d.pad.Clear)
	return kit.Column(12, kit.Beside(12, 160, kit.RowTitle("My drawing"), kit.Wrap(8, d.thick, undo, clear)), d.pens, d.pad)
}

// open goes on with a drawing that was begun.
func (d *drawing) open(rec assessments.Record) {
	b, _, err := d.v.s.Store.BlobState(d.v.ctx, rec.Scope, rec.Fields.Text("sha256"))
	if err != nil || !b.Held {
		return
	}
	var a assessments.Attachment
	assessments.Decode(rec.Fields, &a)
	if d.rec = rec; a.Of != d.v.child {
		d.v.contact = a.Of
	}
	if was, err := kit.UnpackDrawing(b.Marks); err == nil {
		d.pad.SetDrawing(was)
	}
}

// changed puts the strokes on the disk.
func (d *drawing) changed() {
	if d.left {
		return
	}
	now := d.pad.Drawing()
	if d.rec.ID == "" && !d.begin(now) {
		return
	}
	if err := d.v.s.Store.Mark(d.v.ctx, d.rec.Scope, d.rec.Fields.Text("sha256"), now.Pack()); err != nil {
		d.v.s.Fail(err)
	}
}

// begin makes the record of the drawing.
func (d *drawing) begin(now kit.Drawing) bool {
	data, err := PNG(now.Image(drawnWide / 4))
	if err == nil {
		var id assessments.ID
		if id, err = d.v.attach(data); err == nil {
			d.rec, err = d.v.s.Store.Record(d.v.ctx, id)
		}
	}
	if err != nil {
		d.v.s.Fail(err)
	}
	return err == nil
}

// finish makes the picture away from the screen and lets it go; blank paper is no drawing.
func (d *drawing) finish() {
	if d.rec.ID == "" {
		return
	}
	s, rec, now := d.v.s, d.rec, d.pad.Drawing()
	if now.Blank() {
		e := assessments.EnteredInError{Of: rec.ID, Reason: "Nothing was drawn", On: s.Today()}
		s.Write(d.v.ctx, s.Create(s.NewID(), rec.Scope, &e))
		return
	}
	s.Load(context.Background(), func(ctx context.Context) error {
		data, err := PNG(now.Image(drawnWide))
		if err != nil {
			return err
		}
		return s.Store.Finish(ctx, rec.ID, data)
	}, func(err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.Kick()
	})
}
