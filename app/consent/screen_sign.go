package consent

import (
	"bytes"
	"context"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// sign lets somebody sign a decision with a finger. What is on the paper when the sheet closes is kept with the decision; an empty
// paper keeps nothing.
func (v *Screen) sign(of assessments.Record) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var drawn []byte
	typed := ""
	var sheet *kit.Sheet
	pad := kit.NewSignature(func(png []byte) { drawn = png }).OnName(func(name string) { typed = name })
	done := kit.NewPrimary("Done", func() { sheet.Close() }).Big()
	sheet = kit.ShowSheet(c, "Their signature", kit.Column(16, pad, done), func() {
		if typed != "" {
			v.keeper.Form(of, nil).Put("signed_name", "Signed “"+typed+"”", typed)
			v.load()
			return
		}
		v.keepSignature(of, drawn)
	})
}

// keepSignature keeps a signature as a page of the decision it was given for.
func (v *Screen) keepSignature(of assessments.Record, png []byte) {
	if len(png) == 0 {
		return
	}
	id := v.s.NewID()
	a := assessments.Attachment{Of: of.ID, Type: "document", Caption: "Signature", Shows: "A signature, written by hand on the tablet", On: v.s.Today()}
	v.s.Load(context.Background(), func(ctx context.Context) error { // leaving the screen does not lose it
		_, err := v.s.Store.Attach(ctx, id, of.Scope, a, bytes.NewReader(png))
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.s.Kick()
		v.s.Undo("Signed by hand", func() {
			e := assessments.EnteredInError{Of: id, Reason: "Taken back at once", On: v.s.Today()}
			if v.s.Write(context.Background(), v.s.Create(v.s.NewID(), of.Scope, &e)) {
				v.load()
			}
		})
		v.load()
	})
}
