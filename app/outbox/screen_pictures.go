package outbox

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
)

// Sent is how far the sending of one picture has come; both are 0 while none is on its way.
type Sent func() (done, total int64)

// Sending lets the outbox show the picture that is on its way.
func (o *Screen) Sending(f Sent) *Screen {
	o.onWay = f
	if len(o.list.Objects) > 0 { // it was read at once; else the reading is still under way
		o.show()
	}
	return o
}

// pictures is the card of pictures, or nil where there are none.
func (o *Screen) pictures() fyne.CanvasObject {
	p := o.m.Pictures
	var rows []fyne.CanvasObject
	for _, u := range p.Unfinished {
		screen := map[bool]string{false: session.Photo, true: session.Views}[u.Drawing]
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconAlert, Title: u.Title, Subtitle: "Not finished: it stays on this tablet until you press Done",
			State: kit.RowNeedsYou, Chevron: true}, func() { o.s.Go(screen, u.Child, u.ID) }))
	}
	if p.Title != "" {
		d := kit.RowData{Icon: kit.IconImage, Title: p.Title, Subtitle: p.Line}
		if p.Rest != "" {
			if d.Subtitle != "" {
				d.Subtitle += "\n"
			}
			d.Subtitle += p.Rest
		}
		rows = append(rows, kit.NewListRow(d, nil))
	}
	if done, total := o.sent(); total > 0 && p.Waiting > 0 {
		words := fmt.Sprintf("Sending a picture, %d of 100", 100*done/total)
		bar := kit.NewProgress(words, o.stop).StopText("Stop sending")
		bar.SetProgress(int(done), int(total), words)
		rows = append(rows, kit.Inset(20, bar))
	}
	if len(rows) == 0 {
		return nil
	}
	return kit.NewTitledCard(kit.CardHead("Pictures"), rows...)
}

func (o *Screen) sent() (done, total int64) {
	if o.onWay == nil {
		return 0, 0
	}
	return o.onWay()
}

// lines are the card of the line, where something goes over it.
func (o *Screen) lines() []fyne.CanvasObject {
	if o.m.Stays {
		return nil
	}
	return []fyne.CanvasObject{o.line()}
}

// line says what this tablet's line is like: nothing tells the app, so the therapist does.
func (o *Screen) line() fyne.CanvasObject {
	p := o.m.Pictures
	set := func(write func(ctx context.Context) error) {
		if err := write(o.ctx); err != nil {
			o.s.Fail(err)
			return
		}
		o.s.Kick()
		o.Reload()
	}
	boxes := kit.Column(8, kit.NewCheck("This tablet is on mobile data", "Pictures wait for another line; words do not", p.Metered, func(on bool) {
		set(func(ctx context.Context) error { return setNote(ctx, o.s.Store, meteredNote, on) })
	}))
	if p.Metered {
		boxes.Add(kit.NewCheck("Send pictures on mobile data too", "About half a megabyte each", p.OnMobile, func(on bool) {
			set(func(ctx context.Context) error { return o.s.Store.SetPicturesOnMobile(ctx, on) })
		}))
	}
	boxes.Add(kit.NewCheck("The line is shared", "Sending takes 64 kB a second at most, from the next unlock on", p.Shared, func(on bool) {
		set(func(ctx context.Context) error { return setNote(ctx, o.s.Store, sharedNote, on) })
	}))
	return kit.NewTitledCard(kit.CardHead("Line of this tablet"), kit.Inset(20, boxes))
}
