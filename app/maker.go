package app

import (
	"context"

	"github.com/google/uuid"

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

// maker makes the store of first run.
type maker struct{ a *App }

// Make makes the store, and fills it when it is for practice.
func (m maker) Make(ctx context.Context, passphrase string, practise bool) (string, error) {
	s, code, err := store.Init(ctx, m.a.cfg.Store, passphrase, store.InitOptions{Practice: practise})
	if err != nil {
		return "", err
	}
	m.a.store = s
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
	return code, s.SetUser(ctx, practice.Therapist)
}

// Introduce writes the therapist's own person record and says that this store is theirs.
func (m maker) Introduce(ctx context.Context, me assessments.Person) error {
	id := assessments.ID(uuid.Must(uuid.NewV7()).String())
	edit := assessments.Edit{Record: id, Kind: assessments.KindPerson, Scope: assessments.TeamScope(), Op: assessments.OpSet, Set: assessments.Encode(&me)}
	if _, err := m.a.store.Apply(ctx, []assessments.Edit{edit}); err != nil {
		return err
	}
	return m.a.store.SetUser(ctx, id)
}

// Join enrols the store with a one-use code.
func (m maker) Join(ctx context.Context, service, code string) error {
	return m.a.newCourier(m.a.store).Enrol(ctx, service, code)
}

// join enrols from More, and starts to sync.
func (a *App) join(ctx context.Context, service, code string) error {
	err := maker{a}.Join(ctx, service, code)
	if err == nil {
		a.syncNow()
	}
	return err
}

func (a *App) newCourier(s *store.Store) *courier.Courier {
	return courier.New(s, courier.Config{Now: a.cfg.Store.Now, Log: a.cfg.Log, App: a.cfg.Version, Progress: a.progress, Done: a.synced, Addresses: courier.Addresses})
}
