package share

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

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
			v.adopt(m)
		}
		switch {
		case err != nil:
			v.problem.SetText(assessments.Sentence(err))
			v.show()
		case o.Way == ByLink:
			v.write(d, "")
		case o.Way == OnPaper && v.s.Print != nil:
			v.print(d, data)
		default:
			v.save(d, data)
		}
	})
}

// write is the durable end. copied says what has left the tablet already, "" for nothing: without its record it must not be handed on,
// and only the person can see to that.
func (v *Screen) write(d done, copied string) {
	// A copy that was made is recorded although its screen was left meanwhile.
	_, err := v.m.Write(context.WithoutCancel(v.ctx), d.id, d.share)
	switch {
	case err == nil:
		v.done = &d
		v.show()
		v.page.ScrollTo(0)
	case copied != "":
		v.s.Fail(assessments.Wrap(err, assessments.KindOf(err), "share.write", copied+" "+assessments.Sentence(err)))
		v.load()
	default:
		v.stopped(err)
	}
}

// stopped says why nothing left, and shows how it stands now.
func (v *Screen) stopped(err error) {
	v.problem.SetText(assessments.Sentence(err))
	v.load()
}

// print hands the pages to the viewer; without them nothing is on record.
func (v *Screen) print(d done, data []byte) {
	if err := v.m.Stands(v.ctx, d.share); err != nil {
		v.stopped(err)
		return
	}
	if !v.s.Print(data) {
		v.show()
		return
	}
	v.write(d, "The pages were opened to print and are not recorded: do not hand them over, and destroy what was printed.")
}

// save asks where the copy goes. The dialog may stand long: what was agreed is looked at again before a word is written there.
func (v *Screen) save(d done, data []byte) {
	c := kit.CanvasOf(v.page)
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if c == nil || w.Canvas() != c {
			continue
		}
		ask := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
			if out == nil {
				if err != nil {
					v.s.Fail(notWritten(err))
				}
				v.show()
				return
			}
			v.put(d, data, out)
		}, w)
		ask.SetFileName(v.m.FileName(v.way, v.copied))
		ask.Show()
	}
}

// put writes the copy where it was to go, and then its record.
func (v *Screen) put(d done, data []byte, out fyne.URIWriteCloser) {
	if err := v.m.Stands(context.WithoutCancel(v.ctx), d.share); err != nil {
		_ = out.Close()
		_ = storage.Delete(out.URI()) // the file is empty: where it cannot be removed it tells nothing
		v.s.Fail(assessments.Wrap(err, assessments.KindOf(err), "share.save", "No copy was made. "+assessments.Sentence(err)))
		v.load()
		return
	}
	_, err := out.Write(data)
	if shut := out.Close(); err == nil {
		err = shut
	}
	if err != nil {
		v.s.Fail(notWritten(err))
		v.show()
		return
	}
	v.write(d, "A copy was made and is not recorded: delete “"+out.URI().Name()+"”.")
}

func notWritten(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "share.save", "The copy could not be written there, so nothing is recorded as shared. Choose another place.")
}

// sent is what is on show after Confirm: where it stands, and the PIN to read out.
func (v *Screen) sent() []fyne.CanvasObject {
	d := v.done
	head, line := "Queued on this tablet", "It goes with the next sync. Nothing more to do here."
	if v.m.Stays {
		head, line = "Recorded for practice", session.Practice+". In your own service it would go with the next sync."
	}
	switch d.share.Way {
	case OnPaper:
		head, line = "It is recorded", "Print the pages and hand them to "+d.share.Who+"."
	case ByNHSmail, ByPortal:
		head, line = "The copy is saved, and the share recorded", "Now send it to "+d.share.Who+"."
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
