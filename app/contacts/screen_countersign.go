package contacts

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/secret"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Signing lists the entries that wait for a countersignature, and shows one of them to be read and signed.
type Signing struct {
	s      *session.Session
	open   assessments.ID // the entry that is being read
	list   []Waiting
	ctx    context.Context
	cancel context.CancelFunc
	holder *fyne.Container
	page   *kit.Scroller
}

// NewSigning opens the list, or one entry of it.
func NewSigning(s *session.Session, entry assessments.ID) shell.Screen {
	v := &Signing{s: s, open: entry, holder: kit.Column(16)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.page = kit.NewPage(kit.Readable, v.holder)
	v.Reload()
	return v
}

// Reload reads what waits, away from the screen.
func (v *Signing) Reload() {
	var list []Waiting
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		if list, err = ToCountersign(ctx, v.s.Store, v.s.Me); err != nil {
			return err
		}
		for i := range list {
			if list[i].ID == v.open {
				err = list[i].Open(ctx, v.s.Store)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.list = list
		v.show()
		v.s.Reframe()
	})
}

func (v *Signing) entry() *Waiting {
	for i := range v.list {
		if v.list[i].ID == v.open {
			return &v.list[i]
		}
	}
	return nil
}

func (v *Signing) show() {
	v.holder.Objects = nil
	if w := v.entry(); w != nil {
		v.holder.Objects = v.reading(*w)
	} else if len(v.list) == 0 {
		v.holder.Add(kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconCheck, "Nothing waits for a signature", "Entries of assistants and students come here when they are finished", "", nil))))
	} else {
		var mine, others []fyne.CanvasObject
		for _, w := range v.list {
			data := kit.RowData{Icon: kit.IconPencil, Title: w.Who, TitleBig: true, Lead: w.Title, Subtitle: w.Line, Chevron: true}
			if w.Who == "" {
				data.Title, data.Lead = w.Title, ""
			}
			row := kit.NewListRow(data, func() { v.s.Go(session.Countersign, w.Child, w.ID) })
			if w.Mine {
				mine = append(mine, row)
			} else {
				others = append(others, row)
			}
		}
		if len(mine) > 0 {
			v.holder.Add(kit.NewTitledCard(kit.CardHead("For you"), mine...))
		}
		if len(others) > 0 {
			v.holder.Add(kit.NewTitledCard(kit.CardHead("For a colleague"), others...))
		}
	}
	v.holder.Refresh()
	kit.Relay(v.page)
}

// reading shows every word that is signed, and asks who signs.
func (v *Signing) reading(w Waiting) []fyne.CanvasObject {
	words := kit.Column(10)
	for _, s := range w.Words {
		words.Add(kit.Body(s))
	}
	if len(w.Words) == 0 {
		words.Add(kit.Quieter("It has no words yet"))
	}
	out := []fyne.CanvasObject{kit.NewCard(kit.Inset(20, kit.Column(12, kit.Column(2, kit.Question(w.Title), kit.Quieter(w.Line)), words,
		kit.Row(0, kit.NewPlain("Open the entry", func() { v.s.Go(session.Contact, w.Child, w.ID) }).IconAfter(kit.IconNext), kit.Gap()))))}
	if w.Closed != "" {
		return append(out, kit.NewNotice(kit.NoticeInfo, "You cannot countersign this", w.Closed))
	}
	var proof *secret.Proof
	sign := func() {
		proof.Then(func() {
			if v.s.Write(v.ctx, w.Sign(v.s.Me, v.s.Today())...) {
				v.s.Back()
			}
		})
	}
	proof = secret.NewProof(v.ctx, v.s.Load, v.s.Store, sign)
	return append(out, kit.NewCard(kit.Inset(20, kit.Column(16, kit.RowTitle("Countersign"),
		kit.Body("You say that you have read this entry and that it stands. From then on its words and those of its notes stay as they are, and this cannot be undone: what is wrong is amended."),
		proof.Content(), kit.Row(0, kit.NewPrimary("Countersign", sign), kit.Gap())))))
}

// Content is the page.
func (v *Signing) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame, with the child of the entry that is read.
func (v *Signing) Frame() shell.Frame {
	f := shell.Frame{Title: "To countersign", Subtitle: "Entries of assistants and students, and moved entries", Item: shell.ItemToday}
	if w := v.entry(); w != nil && w.Child != "" {
		f.Child = v.s.Band(v.ctx, w.Child, v.s.Today())
		f.Alerts = func() string { return v.s.Alerts(v.ctx, w.Child) }
	}
	return f
}

// Leave stops what is still being read.
func (v *Signing) Leave() { v.cancel() }
