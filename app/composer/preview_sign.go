package composer

import (
	"context"
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// askSign says what signing does, and asks once.
func (v *Preview) askSign() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.page)
	if why := v.c.MaySign(); why != "" || c == nil {
		v.tell()
		v.relay()
		return
	}
	var sheet *kit.Sheet
	title := Title(v.c.V.ReportKind)
	body := kit.Column(16, kit.Body(fmt.Sprintf("You sign %s about %s, version %d, as at %s.", title, v.c.Known, max(v.c.V.Version, 1), v.c.V.AsAt.Words())),
		kit.Body("From then on the words and the PDF stay exactly as they are. A change makes a new version, and this one is kept."))
	if n := len(v.c.Lacks()); n > 0 {
		body.Add(kit.NewNotice(kit.NoticeNeeds, counted(n, "thing")+" a reader would miss", "They are listed under Check. You can sign with them open."))
	}
	body.Add(kit.NewPrimary("Sign now", func() { sheet.Close(); v.sign() }).Big())
	sheet = kit.ShowSheet(c, "Sign "+title+"?", body, nil)
}

// sign renders and freezes the report away from the screen, stores it in one change and locks the record. Until that
// last moment it can be stopped, and stays a draft.
func (v *Preview) sign() {
	ctx, stop := context.WithCancel(v.ctx)
	v.signing, v.end = true, stop
	v.working = kit.NewProgress("Making the PDF", func() { stop(); v.signed(assessments.Report{}, nil); v.s.Fail(errStopped) })
	v.working.SetProgress(1, 3, "Making the PDF")
	v.tell()
	v.relay()
	v.s.Reframe()
	var frozen assessments.Report
	v.s.Load(ctx, func(ctx context.Context) (err error) {
		frozen, _, err = v.c.Frozen(ctx, v.s.Today())
		return err
	}, func(err error) {
		v.working.SetProgress(2, 3, "Locking the version")
		if err == nil {
			err = v.lock(frozen)
		}
		v.signed(frozen, err)
	})
}

// errStopped is said when a person stops the making of the PDF.
var errStopped = assessments.Errorf(assessments.Unavailable, "composer.sign", "Signing was stopped. The report is still a draft, and nothing was lost.")

// lock writes what was frozen and signs the record in one transaction: no half-signed version can exist.
func (v *Preview) lock(frozen assessments.Report) error {
	by, err := json.Marshal(v.s.Me)
	if err != nil {
		return err
	}
	edits := []assessments.Edit{{Record: v.c.Rec.ID, Op: assessments.OpSign, Set: assessments.Fields{"by": by}}}
	if e, differs := v.s.Change(v.c.Rec, &frozen); differs {
		edits = append([]assessments.Edit{e}, edits...)
	}
	_, err = v.s.Store.Apply(context.Background(), edits) // leaving the screen does not cut it short any more
	return err
}

// signed shows the outcome.
func (v *Preview) signed(frozen assessments.Report, err error) {
	v.signing, v.end = false, nil
	if err != nil {
		v.s.Fail(err)
	}
	if frozen.Tree != "" && err == nil {
		v.s.Kick()
	}
	v.load()
}

// saveCopy asks where the signed file goes and writes it there: the bytes that were signed, no others.
func (v *Preview) saveCopy() {
	data, err := v.c.PDF()
	if err != nil {
		v.s.Fail(err)
		return
	}
	w := windowOf(v.page)
	if w == nil {
		return
	}
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		if out == nil {
			if err != nil {
				v.s.Fail(notWritten(err))
			}
			return
		}
		if err := writeAll(out, data); err != nil {
			v.s.Fail(notWritten(err))
		}
	}, w)
	d.SetFileName(FileName(v.c.V))
	d.Show()
}

// writeAll writes and closes: a file system may say only at the end that it was full.
func writeAll(out fyne.URIWriteCloser, data []byte) error {
	_, err := out.Write(data)
	if shut := out.Close(); err == nil {
		err = shut
	}
	return err
}

// notWritten is a failure to write a copy, in words; the signed version is untouched by it.
func notWritten(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "composer.save", "The copy could not be written there. The signed version is safe; choose another place.")
}

// FileName is what a copy is called: no child's name, because names of files are seen by many.
func FileName(r assessments.Report) string {
	return fmt.Sprintf("%s version %d, %s.pdf", Title(r.ReportKind), max(r.Version, 1), r.SignedOn)
}

// windowOf finds the window a dialog belongs to: file pickers need one, and screens are not handed any.
func windowOf(o fyne.CanvasObject) fyne.Window {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if c != nil && w.Canvas() == c {
			return w
		}
	}
	return nil
}

// askVersion asks what changed and opens the next version.
func (v *Preview) askVersion() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	what := kit.NewNotes("What has changed since", 3, nil)
	what.SetHint("One sentence; it stands beside both versions")
	next := max(v.c.V.Version, 1) + 1
	sheet = kit.ShowSheet(c, fmt.Sprintf("Make version %d", next), kit.Column(16, what, kit.NewPrimary(fmt.Sprintf("Write version %d", next), func() {
		if what.Text() == "" {
			what.SetError("Say in a sentence what has changed")
			return
		}
		sheet.Close()
		id := v.s.NewID()
		r := v.c.NextVersion(v.s.Today(), what.Text())
		if v.s.Write(v.ctx, v.s.Create(id, v.c.Rec.Scope, &r)) {
			v.s.Go(session.Composer, v.child, id)
		}
	})), nil)
	what.Focus()
}
