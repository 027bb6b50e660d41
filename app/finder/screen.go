package finder

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
)

// Show opens the finder over the screen. The children and commands follow every letter; records come as soon as they are found, and
// those of letters that have been typed over are thrown away.
func Show(c fyne.Canvas, s *session.Session, commands []Command) *kit.Seeker {
	m := NewModel(commands)
	var seeker *kit.Seeker
	stop := func() {}
	show := func(searching bool) {
		rows := make([]kit.RowData, len(m.Rows))
		for i, r := range m.Rows {
			rows[i] = kit.RowData{Icon: kit.Icon(r.Icon), Title: r.Title, Subtitle: r.Line, Trailing: r.Sort, TrailSoft: true, TitleThin: r.Command == nil && r.Sort != "Child"}
		}
		seeker.SetRows(rows, m.Words(searching))
	}
	ask := func(words string) {
		stop()
		search := m.Find(words)
		seeker.Top()
		show(search)
		if !search {
			return
		}
		ctx, cancel := context.WithCancel(context.Background())
		stop = cancel
		var hits []Row
		s.Load(ctx, func(ctx context.Context) (err error) {
			hits, err = Search(ctx, s.Store, words)
			return err
		}, func(err error) {
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				s.Fail(err)
				return
			}
			m.Took(words, hits)
			show(false)
		})
	}
	seeker = kit.ShowSeeker(c, "Find a child, words or a place", ask, func(i int) {
		stop()
		r := m.Rows[i]
		if r.Command != nil {
			r.Command.Run()
			return
		}
		s.Go(r.Screen, r.Child, r.Arg)
	})
	show(true)
	var kids children.Model
	s.Load(context.Background(), func(ctx context.Context) (err error) {
		kids, err = Caseload(ctx, s.Store, s.Today())
		return err
	}, func(err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		m.Has(kids)
		show(false)
	})
	return seeker
}
