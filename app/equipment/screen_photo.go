package equipment

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/assessments"
)

// pictures are the photos of a piece; what is still being read for another piece stops.
func (v *Screen) pictures(piece assessments.ID) fyne.CanvasObject {
	v.stopPictures()
	ctx, stop := context.WithCancel(context.Background())
	v.stopPictures = stop
	return photo.NewStrip(ctx, v.s, v.child, piece, v.relay)
}

// takePhoto adds a photo to what is being measured, or to the child while nothing has been measured yet. A value that is half typed
// is safe before another screen opens.
func (v *MeasuringScreen) takePhoto() {
	c := kit.CanvasOf(v.page)
	if c == nil || v.m == nil {
		return
	}
	v.rest()
	v.k.Flush()
	of := v.m.ID
	if _, err := v.s.Store.Record(context.Background(), of); err != nil {
		of = v.child
	}
	photo.Add(v.s, c, v.child, of)
}
