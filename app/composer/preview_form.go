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

// AskForm asks for the form and for the file that says what goes where in it. on is on show in the window that asks.
func AskForm(on fyne.CanvasObject, fail func(error), got func(Form)) {
	openFile(on, ".docx", fail, func(name string, data []byte) {
		openFile(on, ".toml", fail, func(layoutName string, layout []byte) {
			f, err := ReadForm(name, data, layoutName, layout)
			if err != nil {
				fail(err)
				return
			}
			got(f)
		})
	})
}

// fill fills the form, and shows what it does not ask for before anything is written.
func (v *Preview) fill(f Form) {
	var filled docx.Filled
	v.during("Filling the form", func(ctx context.Context) (err error) {
		filled, err = v.c.IntoForm(ctx, f, docx.ListRest)
		return err
	}, func() {
		c := kit.CanvasOf(v.page)
		OfferForm(c, f, filled, "Save", func(rest docx.Rest) {
			v.copyWith(FileName(v.c.V, "docx"), func(ctx context.Context) ([]byte, error) {
				out, err := v.c.IntoForm(ctx, f, rest)
				return out.Bytes, err
			})
		})
	})
}

// OfferForm shows what a filled form says nothing about, and asks whether what it has no place for goes with it. verb begins the
// words of the buttons: what is done with the form then.
func OfferForm(c fyne.Canvas, f Form, filled docx.Filled, verb string, then func(docx.Rest)) {
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	pick := func(rest docx.Rest) func() { return func() { sheet.Close(); then(rest) } }
	body := kit.Column(16, kit.Body("The form of "+f.Layout.Name+" is filled."))
	for _, e := range filled.Empty {
		body.Add(kit.NewNotice(kit.NoticeInfo, "Nothing is recorded for", e))
	}
	left := NotAsked(filled.Unmapped)
	if len(left) == 0 {
		body.Add(kit.Wrap(12, kit.NewPrimary(verb+" the form", pick(docx.ListRest)).Big()))
	} else {
		body.Add(kit.NewNotice(kit.NoticeNeeds, "The form has no place for all of this", strings.Join(left, "\n")))
		body.Add(kit.Wrap(12, kit.NewPrimary(verb+" with the rest at the end", pick(docx.AppendRest)).Big(), kit.NewQuiet(verb+" without the rest", pick(docx.ListRest))))
	}
	sheet = kit.ShowSheet(c, "A council’s form", body, nil)
}

// openFile asks for a file with one ending and hands its name and bytes on.
func openFile(on fyne.CanvasObject, ending string, fail func(error), done func(name string, data []byte)) {
	w := windowOf(on)
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
			fail(assessments.Wrap(err, assessments.Unavailable, "composer.form", "The file could not be read. Choose it again."))
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
