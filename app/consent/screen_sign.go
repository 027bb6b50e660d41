package consent

import (
	"bytes"
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// begunNote is the sealed note that names the decision for which somebody is signing on the sheet, "" once the sheet was closed.
const begunNote = "signature-begun"

// sign lets somebody sign a decision with a finger. What is on the paper when the sheet closes is kept with the decision; an empty
// paper keeps nothing.
//
// A lock takes the sheet away and closes nothing. The strokes go with it: nobody said that they are done, so that they are no signature,
// and while the tablet is locked no handwriting of a family stays in its memory. All that is kept is that somebody was signing; whoever
// unlocks is told so, and asks again.
func (v *Screen) sign(of assessments.Record) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var drawn []byte
	typed := ""
	var sheet *kit.Sheet
	noted := false
	begun := func(something bool) {
		if something && !noted {
			noted = true
			v.noteBegun(of.ID)
		}
	}
	pad := kit.NewSignature(func(png []byte) { drawn = png; begun(png != nil) }).OnName(func(name string) { typed = name; begun(name != "") })
	v.signing = true
	done := kit.NewPrimary("Done", func() { sheet.Close() }).Big()
	sheet = kit.ShowSheet(c, "Their signature", kit.Column(16, pad, done), func() {
		v.signing = false
		if noted {
			v.s.Cover() // the pen was in their hands, and what others said stands behind it
		}
		if noted || v.begun != "" {
			v.noteBegun("")
			v.load() // what was said about the time before is answered
		}
		if typed != "" {
			v.keeper.Form(of, nil).Put("signed_name", "Signed “"+typed+"”", typed)
			v.load()
			return
		}
		v.keepSignature(of, drawn)
	}).Alone()
}

// noteBegun keeps for which decision somebody is signing.
func (v *Screen) noteBegun(of assessments.ID) {
	var raw []byte // nil takes the note away
	if of != "" {
		raw = []byte(of)
	}
	if err := v.s.Store.SetNote(context.Background(), begunNote, raw); err != nil {
		v.s.Fail(err)
	}
}

// readBegun is that decision, "" for none.
func (v *Screen) readBegun(ctx context.Context) assessments.ID {
	raw, err := v.s.Store.Note(ctx, begunNote)
	if err != nil {
		return ""
	}
	return assessments.ID(raw)
}

// notKept says that a signature was begun for a decision and is not there; nil for no such.
func (v *Screen) notKept(of assessments.Record, name string) fyne.CanvasObject {
	if v.signing || v.begun != of.ID || name != "" {
		return nil
	}
	return kit.NewNotice(kit.NoticeNeeds, "The signature was not kept", "The tablet locked before Done was pressed, and a signature counts only once it is done. Ask them to sign again.")
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
