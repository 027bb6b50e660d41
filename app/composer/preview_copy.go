package composer

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// saveCopy lists the forms of a copy in words, each with what it is for. Of a draft a copy can be made at once, and says that it is one;
// what is signed goes to somebody, and that is looked at and recorded.
func (v *Preview) saveCopy() {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	if v.c.Signed() {
		sheet = kit.ShowSheet(c, "Print or save a copy", v.handed(func() { sheet.Close() }), nil)
		return
	}
	var rows []fyne.CanvasObject
	if v.noPages == "" {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconPrint, Title: "Print", Subtitle: "Opens the pages in this tablet’s own viewer, which prints them", Chevron: true},
			func() { sheet.Close(); v.print() }))
	}
	for _, f := range v.c.Formats() {
		d := kit.RowData{Icon: kit.IconFile, Title: f.Name, Subtitle: f.Line, Chevron: true}
		if f.Ext == "pdf" && v.noPages != "" {
			d.Subtitle, d.State, d.Icon, d.Chevron = v.noPages, kit.RowNeedsYou, kit.IconAlert, false
			rows = append(rows, kit.NewListRow(d, nil))
			continue
		}
		rows = append(rows, kit.NewListRow(d, func() { sheet.Close(); v.copyAs(f) }))
	}
	rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconFile, Title: "A council’s Word form", Subtitle: "Filled from this report: choose the form, then the file that says what goes where",
		Chevron: true}, func() { sheet.Close(); AskForm(v.page, v.s.Fail, v.fill) }))
	sheet = kit.ShowSheet(c, "Print or save a copy", kit.Column(16, kit.NewRowCard(rows...),
		kit.NewNotice(kit.NoticeInfo, "It is a draft", "Every copy says so on its first page. Sign it before it is shared.")), nil)
}

// handed are the ways in which a signed version is handed over. Each leads to where it is asked for whom.
func (v *Preview) handed(shut func()) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, w := range []struct {
		way, title, line string
		icon             kit.Icon
	}{{"paper", "Print", "Pages to hand over or to post", kit.IconPrint}, {"nhsmail", "Save a copy for NHSmail", "PDF, Word file, web page or plain text, for you to send", kit.IconDownload},
		{"portal", "Save a copy for the council’s portal", "The same, or put into the council’s own Word form", kit.IconDownload}} {
		if w.way == "paper" && v.noPages != "" {
			continue
		}
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: w.icon, Title: w.title, Subtitle: w.line, Chevron: true}, func() { shut(); v.share(w.way) }))
	}
	return kit.Column(16, kit.NewRowCard(rows...), kit.NewNotice(kit.NoticeInfo, "First you say whom it is for",
		"A copy leaves only for somebody who may have it. For whom, on what agreement, which version and when is recorded with "+v.c.Known+"."))
}

// share leads to where it is asked for whom; way is how it goes, "" where that is asked there too.
func (v *Preview) share(way string) {
	v.s.Go(session.Share, v.child, session.ShareArg(way, v.arg))
}

// showMore lists what the bar of a narrow window has no room for.
func (v *Preview) showMore() {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	row := func(icon kit.Icon, title, line string, tap func()) fyne.CanvasObject {
		return kit.NewListRow(kit.RowData{Icon: icon, Title: title, Subtitle: line, Chevron: true}, func() { sheet.Close(); tap() })
	}
	sheet = kit.ShowSheet(c, "This report", kit.NewRowCard(row(kit.IconHistory, "Versions", "What was signed before, and languages", v.showVersions),
		row(kit.IconPencil, "Amend", "Begin the version that takes its place", v.askAmend),
		row(kit.IconDownload, "Save a copy", "To print, for NHSmail or for a portal", v.saveCopy)), nil)
}

// print makes the pages of a draft away from the screen and hands them to the platform's viewer; what is signed is printed for somebody.
func (v *Preview) print() {
	if v.c == nil || v.noPages != "" {
		return
	}
	if v.c.Signed() {
		if v.c.Struck == nil {
			v.share("paper")
		}
		return
	}
	f := v.c.Formats()[0] // the PDF comes first
	var data []byte
	v.during("Making the pages", func(ctx context.Context) (err error) {
		data, err = v.c.Copy(ctx, f)
		return err
	}, func() { v.s.Print(data) })
}

// copyAs makes a copy in a form.
func (v *Preview) copyAs(f Format) {
	v.copyWith(FileName(v.c.V, f.Ext), func(ctx context.Context) ([]byte, error) { return v.c.Copy(ctx, f) })
}

// copyWith makes a copy away from the screen, then asks where it goes.
func (v *Preview) copyWith(name string, work func(context.Context) ([]byte, error)) {
	var data []byte
	v.during("Making the copy", func(ctx context.Context) (err error) {
		data, err = work(ctx)
		return err
	}, func() { v.write(name, data) })
}

// during does slow work away from the screen, which says what is being done and can stop it; done follows on success.
func (v *Preview) during(words string, work func(context.Context) error, done func()) {
	ctx, stop := context.WithCancel(v.ctx)
	v.signing, v.end = true, stop
	v.working = kit.NewProgress(words, func() { stop(); v.idle() })
	v.working.SetProgress(1, 2, words)
	v.tell()
	v.relay()
	v.s.Reframe()
	v.s.Load(ctx, work, func(err error) {
		stopped := ctx.Err() != nil
		v.idle()
		switch {
		case stopped:
		case err != nil:
			v.s.Fail(err)
		default:
			done()
		}
	})
}

// idle ends whatever was being made.
func (v *Preview) idle() {
	v.signing, v.end = false, nil
	v.tell()
	v.relay()
	v.s.Reframe()
}

// write asks where a copy goes and writes it there.
func (v *Preview) write(name string, data []byte) {
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
	d.SetFileName(name)
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

// notWritten is a failure to write a copy, in words; the report itself is untouched by it.
func notWritten(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "composer.save", "The copy could not be written there. The report itself is safe; choose another place.")
}

// windowOf finds the window a dialog belongs to: file pickers need one, and screens are not handed any.
func windowOf(o fyne.CanvasObject) fyne.Window {
	c := kit.CanvasOf(o)
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if c != nil && w.Canvas() == c {
			return w
		}
	}
	return nil
}
