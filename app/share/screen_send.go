package share

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// confirm sends: the PIN is made away from the screen, and the record of the share is written in one change. A copy is put where
// the therapist says before its record is written, so that nothing is on record that did not leave.
func (v *Screen) confirm() {
	r, ok := v.reader()
	if !ok || v.busy {
		return
	}
	o := Order{To: r.To, Way: v.way, Vouched: v.vouched, Copy: v.copied}
	if v.mailbox != nil {
		o.Mailbox = v.mailbox.Text()
	}
	v.busy = true
	v.problem.SetText("")
	v.s.Reframe()
	var d done
	var data []byte
	m := New(v.s.Store, v.s, WorldOf(v.s), v.child, v.m.Report.ID) // its own: the screen goes on showing the other
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		if d.share, d.id, d.pin, err = m.Send(ctx, o); err != nil || o.Way == ByLink {
			return err
		}
		data, err = m.Make(ctx, v.s.Store, o)
		return err
	}, func(err error) {
		v.busy = false
		if m.Title != "" {
			v.m = m
		}
		switch {
		case err != nil:
			v.problem.SetText(assessments.Sentence(err))
			v.show()
		case o.Way == ByLink:
			v.write(d)
		case o.Way == OnPaper && v.s.Print != nil:
			if !v.s.Print(data) { // nothing left, so nothing is on record
				v.show()
				return
			}
			v.write(d)
		default:
			v.save(data, func() { v.write(d) })
		}
	})
}

// write is the durable end.
func (v *Screen) write(d done) {
	_, ok := v.m.Write(v.ctx, d.id, d.share)
	if !ok {
		v.load()
		return
	}
	v.done = &d
	v.show()
	v.page.ScrollTo(0)
}

// save asks where the copy goes; then follows once it is written.
func (v *Screen) save(data []byte, then func()) {
	c := kit.CanvasOf(v.page)
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if c == nil || w.Canvas() != c {
			continue
		}
		d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
			if out == nil {
				if err != nil {
					v.s.Fail(notWritten(err))
				}
				v.show()
				return
			}
			_, err = out.Write(data)
			if shut := out.Close(); err == nil {
				err = shut
			}
			if err != nil {
				v.s.Fail(notWritten(err))
				v.show()
				return
			}
			then()
		}, w)
		d.SetFileName(v.m.FileName(v.way, v.copied))
		d.Show()
	}
}

func notWritten(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "share.save", "The copy could not be written there, so nothing is recorded as sent. Choose another place.")
}

// sent is what is on show after Confirm: where it stands, and the PIN to read out.
func (v *Screen) sent() []fyne.CanvasObject {
	d := v.done
	head, line := "Queued on this tablet", "It goes with the next sync. Nothing more to do here."
	switch d.share.Way {
	case OnPaper:
		head, line = "It is recorded", "Print the pages and hand them to "+d.share.Who+"."
	case ByNHSmail, ByPortal:
		head, line = "The copy is saved, and the sending recorded", "Now send it to "+d.share.Who+"."
	}
	out := []fyne.CanvasObject{kit.NewNotice(kit.NoticeDone, head, line)}
	if d.pin != "" {
		out = append(out, kit.NewRaised(kit.Inset(24, kit.Column(8, kit.RowTitle(readTo(d.share)), pinText(d.pin),
			kit.Quieter("To "+d.share.Mailbox+", until "+d.share.Expires.Words()+". The PIN is kept here for you, under what was shared, and goes to nobody.")))))
	}
	open := kit.NewQuiet("What becomes of it", func() { v.s.Go(session.Shared, v.child, d.id) })
	return append(out, kit.Row(0, open, kit.Gap()))
}

// readTo says to whom the PIN is read, by voice and never by mail.
func readTo(s assessments.Share) string {
	switch s.Recipient {
	case assessments.RoleSchool:
		return "Read this to the school office"
	case assessments.RoleNursery:
		return "Read this to the nursery office"
	}
	return "Read this to " + s.Who
}

// pinText is a PIN in two groups of three, as it is read out.
func pinText(pin string) *kit.Text { return kit.Number(pin[:3] + " " + pin[3:]) }
