package app

import (
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/fieldfare/fieldfare/assessments"
)

// printDir is the private folder of pages on their way to the viewer. It stands beside the first store, in none, and is removed at every
// lock, at the end and at the next start.
func (a *App) printDir() string { return a.base + "-pages" }

// print hands pages to the platform's own viewer, which prints. The file's name is a number: names of files are kept in lists of what
// was opened last, and nobody's name may stand there. It reports whether they were handed over.
func (a *App) print(pdf []byte) bool {
	const op = "app.print"
	if fyne.CurrentDevice().IsMobile() {
		// Android refuses files of one app to another unless the package brings a provider for them, and ours has none.
		a.fail(assessments.Errorf(assessments.Unavailable, op, "This tablet does not let Fieldfare hand pages to its viewer. Save a copy, open it from where you saved it, and print it there."))
		return false
	}
	path, err := writePages(a.printDir(), a.printed+1, pdf)
	if err == nil {
		a.printed++
		var u *url.URL
		if u, err = url.Parse(storage.NewFileURI(path).String()); err == nil {
			err = a.fa.OpenURL(u)
		}
	}
	if err != nil {
		a.fail(assessments.Wrap(err, assessments.Unavailable, op, "The pages could not be opened for printing. The report itself is safe; save a copy and print it from there."))
	}
	return err == nil
}

// writePages puts a PDF into the private folder, for this user alone.
func writePages(dir string, n int, pdf []byte) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "pages-"+strconv.Itoa(n)+".pdf")
	return path, os.WriteFile(path, pdf, 0o600)
}

// removePages takes away what was printed. On Windows a file that a viewer still has open stays until the next lock or start.
func (a *App) removePages() {
	if err := os.RemoveAll(a.printDir()); err != nil {
		a.cfg.Log.Warn("pages for printing could not be removed yet", "kind", assessments.KindOf(err).String())
	}
}
