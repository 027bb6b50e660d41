package app

import (
	"context"
	"errors"

	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// openStore opens the store with its passphrase or its recovery code; see openWith.
func openStore(ctx context.Context, cfg store.Config, secret string, recovery bool, sync func(context.Context, *store.Store) error) (*store.Store, error) {
	open, toSync := store.Open, store.OpenToSync
	if recovery {
		open, toSync = store.OpenWithRecoveryCode, store.OpenToSyncWithRecoveryCode
	}
	return openWith(ctx, func(ctx context.Context, locked bool) (*store.Store, error) {
		if locked {
			return toSync(ctx, cfg, secret)
		}
		return open(ctx, cfg, secret)
	}, sync)
}

// openWith opens a store. One that has locked itself is synced first: what it holds unsent goes out, and when its service lets it, it
// opens as ever. sync is nil where the app is to stay offline.
func openWith(ctx context.Context, open func(ctx context.Context, toSync bool) (*store.Store, error), sync func(context.Context, *store.Store) error) (*store.Store, error) {
	s, err := open(ctx, false)
	if !errors.Is(err, store.ErrLocked) || sync == nil {
		return s, err
	}
	if s, err = open(ctx, true); err != nil {
		return nil, err
	}
	err = sync(ctx, s)
	if locked := s.Locked(); locked != nil && !errors.Is(err, store.ErrWiped) {
		err = locked // why the sync failed says less than why nothing opens
	} else if locked == nil {
		return s, nil
	}
	return nil, errors.Join(err, s.Close())
}

// syncLocked is a sync that nobody watches.
func (a *App) syncLocked(ctx context.Context, s *store.Store) error {
	_, err := courier.New(s, a.quiet()).Sync(ctx)
	return err
}

// mustLock locks a store that may not be shown any longer. It reports whether it did.
func (a *App) mustLock(st store.SyncState) (locked bool) {
	if a.store.Locked() == nil && !(st.Leased && st.DaysLeft == 0) {
		return false
	}
	a.lock()
	return true
}
