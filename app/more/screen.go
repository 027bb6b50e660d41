package more

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Screen is the list of places.
type Screen struct {
	s    *session.Session
	page *kit.Scroller
}

// NewScreen makes More.
func NewScreen(s *session.Session) *Screen {
	m := &Screen{s: s}
	columns := [2]*fyne.Container{kit.Column(16), kit.Column(16)}
	if words := m.lease(); words != "" {
		columns[0].Add(kit.NewNotice(kit.NoticeNeeds, "Connect this tablet soon", words))
	}
	for i, shelf := range Shelves() {
		rows := make([]fyne.CanvasObject, 0, len(shelf.Places)+1)
		for _, p := range shelf.Places {
			rows = append(rows, m.row(p.Icon, p.Title, p.Line, func() { s.Go(p.Screen, "", "") }))
		}
		if i == 0 {
			rows = append(rows, m.row("tag", "Name and telephone on reports", "What stands at the head of everything your service sends", m.sheet))
		}
		columns[i%2].Add(kit.NewTitledCard(kit.CardHead(shelf.Title), rows...))
	}
	m.page = kit.NewCards(columns[0], columns[1])
	return m
}

// lease is what to know of the days that are left without the service, "" while most of them are.
func (m *Screen) lease() string {
	st, err := m.s.Store.SyncState(context.Background())
	if err != nil {
		return ""
	}
	return st.LeaseWords()
}

func (m *Screen) row(icon, title, line string, tap func()) fyne.CanvasObject {
	return kit.NewListRow(kit.RowData{Icon: kit.Icon(icon), Title: title, Subtitle: line, Chevron: true}, tap)
}

// sheet opens the record of the service, which stands on every report, or begins it.
func (m *Screen) sheet() {
	id := m.s.NewID()
	recs, err := m.s.Store.Records(context.Background(), store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil {
		m.s.Fail(err)
		return
	}
	if len(recs) > 0 {
		id = recs[0].ID
	}
	m.s.Go(session.Details, "", details.Arg(assessments.KindService, id))
}

// Content is the scrolling list.
func (m *Screen) Content() fyne.CanvasObject { return m.page }

// Frame is the shell's frame around More.
func (m *Screen) Frame() shell.Frame { return shell.Frame{Title: "More", Item: shell.ItemMore} }

// Leave has nothing to stop.
func (m *Screen) Leave() {}
