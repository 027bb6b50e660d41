package clinic

import (
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/fieldfare/fieldfare/assessments"
)

// mostTerms is the largest file of term dates that is read; a school's whole calendar is a tenth of it.
const mostTerms = 2 << 20

// openFile asks for a file of term dates and hands its name and text on.
func (v *sitesScreen) openFile(done func(name, text string)) {
	var window fyne.Window
	for _, w := range fyne.CurrentApp().Driver().AllWindows() { // file pickers need a window, and screens are not handed any
		if w.Canvas() == v.canvas() {
			window = w
		}
	}
	if window == nil {
		return
	}
	d := dialog.NewFileOpen(func(in fyne.URIReadCloser, err error) {
		if in == nil && err == nil {
			return // nothing was chosen
		}
		text, name := "", ""
		if err == nil {
			name = in.URI().Name()
			text, err = readTerms(in)
		}
		if err != nil {
			v.s.Fail(assessments.Wrap(err, assessments.Unavailable, "clinic.terms", "The file could not be read. Choose it again, or paste its text."))
			return
		}
		done(name, text)
	}, window)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".csv", ".txt", ".ics"}))
	d.Show()
}

// readTerms reads a file that is no larger than term dates are, and closes it.
func readTerms(in io.ReadCloser) (string, error) {
	data, err := io.ReadAll(io.LimitReader(in, mostTerms+1))
	if shut := in.Close(); err == nil {
		err = shut
	}
	if err == nil && len(data) > mostTerms {
		err = assessments.Errorf(assessments.TooLarge, "clinic.terms", "This file is too large for term dates. Choose the school’s calendar file, or paste its text.")
	}
	return string(data), err
}
