package composer

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports/docx"
)

// mostForm is the largest form that is read: a council's form with its crest is a tenth of it.
const mostForm = 20 << 20

// chooseForm asks for the form and for the file that says what goes where in it.
func (v *Preview) chooseForm() {
	v.openFile(".docx", func(name string, data []byte) {
		v.openFile(".toml", func(layoutName string, layout []byte) {
			f, err := ReadForm(name, data, layoutName, layout)
			if err != nil {
				v.s.Fail(err)
				return
			}
			v.fill(f)
		})
	})
}

// fill fills the form, and shows what it does not ask for before anything is written.
func (v *Preview) fill(f Form) {
	var filled docx.Filled
	v.during("Filling the form", func(ctx context.Context) (err error) {
		filled, err = v.c.IntoForm(ctx, f, docx.ListRest)
		return err
	}, func() { v.offer(f, filled) })
}

// offer asks whether what the form does not ask for goes with it.
func (v *Preview) offer(f Form, filled docx.Filled) {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.page)
	if c == nil {
		return
	}
	name := FileName(v.c.V, "docx")
	var sheet *kit.Sheet
	without := func() { sheet.Close(); v.write(name, filled.Bytes) }
	whole := func() {
		sheet.Close()
		v.copyWith(name, func(ctx context.Context) ([]byte, error) {
			out, err := v.c.IntoForm(ctx, f, docx.AppendRest)
			return out.Bytes, err
		})
	}
	body := kit.Column(16, kit.Body("The form of "+f.Layout.Name+" is filled."))
	for _, e := range filled.Empty {
		body.Add(kit.NewNotice(kit.NoticeInfo, "Nothing is recorded for", e))
	}
	left := NotAsked(filled.Unmapped)
	if len(left) == 0 {
		body.Add(kit.Wrap(12, kit.NewPrimary("Save the form", without).Big()))
	} else {
		body.Add(kit.NewNotice(kit.NoticeNeeds, "The form has no place for all of this", strings.Join(left, "\n")))
		body.Add(kit.Wrap(12, kit.NewPrimary("Save with the rest at the end", whole).Big(), kit.NewQuiet("Save without the rest", without)))
	}
	sheet = kit.ShowSheet(c, "A council’s form", body, nil)
}

// openFile asks for a file with one ending and hands its name and bytes on.
func (v *Preview) openFile(ending string, done func(name string, data []byte)) {
	w := windowOf(v.page)
	if w == nil {
		return
	}
	d := dialog.NewFileOpen(func(in fyne.URIReadCloser, err error) {
		if in == nil && err == nil {
			return // nothing was chosen
		}
		var data []byte
		if err == nil {
			data, err = readForm(in)
		}
		if err != nil {
			v.s.Fail(assessments.Wrap(err, assessments.Unavailable, "composer.form", "The file could not be read. Choose it again."))
			return
		}
		done(in.URI().Name(), data)
	}, w)
	d.SetFilter(storage.NewExtensionFileFilter([]string{ending}))
	d.Show()
}

// readForm reads a file that is no larger than a form is, and closes it.
func readForm(in io.ReadCloser) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, mostForm+1))
	if shut := in.Close(); err == nil {
		err = shut
	}
	if err == nil && len(data) > mostForm {
		err = assessments.Errorf(assessments.TooLarge, "composer.form", "The file is larger than 20 MiB: it is no form.")
	}
	return data, err
}
