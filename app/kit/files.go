package kit

import (
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// mostRead is the largest file that OpenText reads.
const mostRead = 1 << 20

// SaveFile asks where a file goes and writes it there; done is told nil, or why it could not. Nothing is called when the person
// changes their mind.
func SaveFile(o fyne.CanvasObject, name string, data []byte, done func(error)) {
	w := windowOf(o)
	if w == nil {
		return
	}
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		if out == nil {
			if err != nil {
				done(err)
			}
			return
		}
		_, err = out.Write(data)
		if shut := out.Close(); err == nil { // a file system may say only at the end that it was full
			err = shut
		}
		done(err)
	}, w)
	d.SetFileName(name)
	d.Show()
}

// OpenText asks for a text file and hands over what is in it.
func OpenText(o fyne.CanvasObject, got func(text string, err error)) {
	w := windowOf(o)
	if w == nil {
		return
	}
	d := dialog.NewFileOpen(func(in fyne.URIReadCloser, err error) {
		if in == nil {
			if err != nil {
				got("", err)
			}
			return
		}
		data, err := io.ReadAll(io.LimitReader(in, mostRead))
		if shut := in.Close(); err == nil {
			err = shut
		}
		got(string(data), err)
	}, w)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".txt"}))
	d.Show()
}

// windowOf finds the window a dialog belongs to: file pickers need one, and screens are not handed any.
func windowOf(o fyne.CanvasObject) fyne.Window {
	c := CanvasOf(o)
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if c != nil && w.Canvas() == c {
			return w
		}
	}
	return nil
}
