package app

import (
	"context"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"github.com/fieldfare/fieldfare/app/firstrun"
	"github.com/fieldfare/fieldfare/app/help"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// practiceChildren and practiceSeed make every practice caseload the same.
const (
	practiceChildren = 12
	practiceSeed     = 1
)

// maker makes the store of first run, away from the screen.
type maker struct {
	a     *App
	store *store.Store
}

// Make makes the store, and fills it when it is for practice.
func (m *maker) Make(ctx context.Context, passphrase string, practise bool) (string, error) {
	s, code, err := store.Init(ctx, m.a.cfg.Store, passphrase, store.InitOptions{Practice: practise})
	if err != nil {
		return "", err
	}
	m.store = s
	fyne.Do(func() { m.a.store = s })
	if !practise {
		return code, nil
	}
	bundles, err := practice.Bundles(assets.Demo, practiceSeed, practiceChildren)
	if err != nil {
		return "", err
	}
	for _, b := range bundles {
		if _, err := s.Import(ctx, b); err != nil {
			return "", err
		}
	}
	if err := help.Begin(ctx, s, m.a.cfg.Store.Now(), newID); err != nil {
		return "", err
	}
	return code, s.SetUser(ctx, practice.Therapist)
}

// newID is the id of a new record, in the order in which records are made.
func newID() assessments.ID { return assessments.ID(uuid.Must(uuid.NewV7()).String()) }

// Introduce writes the therapist's own person record and says that this store is theirs.
func (m *maker) Introduce(ctx context.Context, me assessments.Person) error {
	id := newID()
	edit := assessments.Edit{Record: id, Kind: assessments.KindPerson, Scope: assessments.TeamScope(), Op: assessments.OpSet, Set: assessments.Encode(&me)}
	if _, err := m.store.Apply(ctx, []assessments.Edit{edit}); err != nil {
		return err
	}
	return m.store.SetUser(ctx, id)
}

// List says by which name the unlock screen lists the store.
func (m *maker) List(ctx context.Context, name string) error { return m.store.SetListed(ctx, name) }

// Join enrols the store with a one-use code.
func (m *maker) Join(ctx context.Context, service, code string) (string, error) {
	if err := courier.New(m.store, m.a.quiet()).Enrol(ctx, service, code); err != nil {
		return "", err
	}
	st, err := m.store.SyncState(ctx)
	return st.TenantName, err
}

// Fetch brings the caseload. Offline there is none to fetch, and nothing is wrong.
func (m *maker) Fetch(ctx context.Context, told func(firstrun.Progress)) error {
	if m.a.cfg.Offline {
		return nil
	}
	cfg := m.a.quiet()
	cfg.Progress = func(p courier.Progress) { told(m.fetched(ctx, p)) }
	_, err := courier.New(m.store, cfg).Sync(ctx)
	return err
}

// fetched looks at what is in the store by now.
func (m *maker) fetched(ctx context.Context, p courier.Progress) firstrun.Progress {
	out := firstrun.Progress{Of: p.Children}
	if p.Upto > 0 {
		out.Part = float32(p.At) / float32(p.Upto)
	}
	if kids, err := m.store.Children(ctx); err == nil {
		out.Children = len(kids)
	}
	today := assessments.NewDate(m.a.cfg.Store.Now().In(session.London))
	if visits, err := m.store.Contacts(ctx, today, today); err == nil {
		out.Visits = len(visits)
	}
	return out
}

// joins is how a store enrols from More, and starts to sync.
func (a *App) joins(s *store.Store) func(ctx context.Context, service, code string) error {
	m := &maker{a: a, store: s}
	return func(ctx context.Context, service, code string) error {
		_, err := m.Join(ctx, service, code)
		if err == nil {
			fyne.Do(a.syncNow)
		}
		return err
	}
}
