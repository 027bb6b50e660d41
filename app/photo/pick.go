package photo

import (
	"context"
	"io"
	"io/fs"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/thumb"
	"github.com/fieldfare/fieldfare/assessments"
)

// shownRecent is how many of the newest pictures are offered; what is older is found through the file dialog.
const shownRecent = 12

// Add lets the person choose a picture and opens it for marking up; of is the record that it belongs to. On a phone or an Android
// tablet that is the system's own picker, which offers the camera's pictures; elsewhere the newest of the pictures folder.
func Add(s *session.Session, c fyne.Canvas, child, of assessments.ID) {
	if fyne.CurrentDevice().IsMobile() || s.Pictures == "" {
		openFile(s, c, child, of)
		return
	}
	p := &picker{s: s, c: c, child: child, of: of, folder: os.DirFS(s.Pictures), box: kit.Column(16)}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.sheet = kit.ShowSheet(c, "Add a photo", p.box, p.stop)
	p.look()
}

// picker is the sheet of recent pictures.
type picker struct {
	s         *session.Session
	c         fyne.Canvas
	child, of assessments.ID
	folder    fs.FS
	ctx       context.Context
	stop      context.CancelFunc
	sheet     *kit.Sheet
	box       *fyne.Container
	cards     []*kit.PictureCard
	found     []Found
}

// look reads the folder away from the screen.
func (p *picker) look() {
	var found []Found
	p.show(kit.Quieter("Looking for the newest pictures"))
	p.s.Load(p.ctx, func(context.Context) error {
		found = Recent(p.folder, shownRecent)
		return nil
	}, func(error) {
		p.found = found
		p.cards = nil
		objects := []fyne.CanvasObject{}
		for _, f := range found {
			card := kit.NewPictureCard(kit.PictureData{Name: f.Name + ", " + f.When(p.s.Today()), Icon: kit.IconImage, Title: f.Name,
				Line: f.When(p.s.Today())}, func() { p.take(f) })
			p.cards = append(p.cards, card)
			objects = append(objects, card)
		}
		if len(objects) == 0 {
			p.show(kit.Quieter("There is no picture in the pictures folder of this tablet yet. Take one with its camera, then look again."))
			return
		}
		p.show(kit.Grid(2, 12, objects...))
		p.thumb(0)
	})
}

// show puts a list between the advice and the buttons.
func (p *picker) show(list fyne.CanvasObject) {
	again := kit.NewQuiet("Look again", p.look).WithIcon(kit.IconRefresh)
	other := kit.NewQuiet("Another file", func() {
		p.sheet.Close()
		openFile(p.s, p.c, p.child, p.of)
	}).WithIcon(kit.IconFile)
	p.box.Objects = []fyne.CanvasObject{kit.Quieter("Take the photo with the tablet’s camera, then choose it here. The newest comes first."), list, kit.Wrap(12, again, other)}
	p.box.Refresh()
	kit.Relay(p.sheet)
}

// thumb shows one picture after another, so that the newest is seen first and memory holds one at a time.
func (p *picker) thumb(i int) {
	if i >= len(p.found) {
		return
	}
	card, f := p.cards[i], p.found[i]
	d := card.Data()
	p.s.Load(p.ctx, func(ctx context.Context) error {
		data, err := p.read(f)
		if err == nil {
			d.Image, err = thumb.Small(ctx, data)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.Words = "Cannot be shown"
		}
		card.SetData(d)
		p.thumb(i + 1)
	})
}

func (p *picker) read(f Found) ([]byte, error) {
	r, err := p.folder.Open(f.Path)
	if err != nil {
		return nil, assessments.Wrap(err, assessments.NotFound, "photo.read", "This file is not there any more. Choose another.")
	}
	defer r.Close()
	return ReadFile(r)
}

func (p *picker) take(f Found) {
	p.sheet.Close()
	bring(p.s, p.c, p.child, p.of, func() ([]byte, error) { return p.read(f) })
}

// bring takes a picture in with progress that can be stopped, and opens it.
func bring(s *session.Session, c fyne.Canvas, child, of assessments.ID, read func() ([]byte, error)) {
	ctx, stop := context.WithCancel(context.Background())
	var sheet *kit.Sheet
	progress := kit.NewProgress("Making it small and taking its place and time out", func() { sheet.Close() })
	progress.SetProgress(1, 3, "Making it small and taking its place and time out")
	sheet = kit.ShowSheet(c, "Adding the photo", progress, stop)
	var id assessments.ID
	s.Load(ctx, func(ctx context.Context) error {
		data, err := read()
		if err == nil {
			id, err = Take(ctx, s, child, of, data)
		}
		return err
	}, func(err error) {
		sheet.Close()
		if err != nil {
			s.Fail(err)
			return
		}
		s.Kick()
		s.Go(session.Photo, child, id)
	})
}

// openFile asks the system for a file.
func openFile(s *session.Session, c fyne.Canvas, child, of assessments.ID) {
	w := windowOf(c)
	if w == nil {
		return
	}
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil {
			s.Fail(assessments.Wrap(err, assessments.Unavailable, "photo.open", "The file could not be opened. Choose another."))
		}
		if err != nil || r == nil {
			return
		}
		bring(s, c, child, of, func() ([]byte, error) {
			defer r.Close()
			return ReadFile(io.Reader(r))
		})
	}, w)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif"}))
	d.Resize(c.Size())
	d.Show()
}

// windowOf finds the window of a canvas: a dialog of the system belongs to one.
func windowOf(c fyne.Canvas) fyne.Window {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas() == c {
			return w
		}
	}
	return nil
}
