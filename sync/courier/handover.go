package courier

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// handover is what a trip says of scopes in its next round, beside the changes.
type handover struct {
	purged  []wire.Purged // what nothing is left of here
	told    []wire.Purged // what was said of it in this trip: once is enough, whatever the service answers
	digests []wire.Digest // what this device has, when it is time to compare
}

// prepare finds out what there is to say of scopes before a round.
func (t *trip) prepare(ctx context.Context) (err error) {
	if t.digests, err = t.store.Digests(ctx); err != nil {
		return err
	}
	return t.confirm(ctx)
}

// confirm lists the purges that this trip has not told of yet.
func (t *trip) confirm(ctx context.Context) error {
	list, err := t.store.Purged(ctx)
	t.purged = slices.DeleteFunc(list, func(p wire.Purged) bool { return slices.Contains(t.told, p) })
	return err
}

// handed puts what an answer says of scopes into the store, before the cursor moves past it.
func (t *trip) handed(ctx context.Context, a *answer) error {
	if len(a.rm) > 0 {
		if err := t.store.TakenAway(ctx, a.rm); err != nil {
			return err
		}
	}
	if len(a.add) > 0 {
		return t.store.GivenBack(ctx, a.add)
	}
	return nil
}

// letGo follows a round that came to its end: what it told the service is settled, unless the service was restored and asks anew, and
// every scope that was taken away and of which nothing waits is let go of. Trouble with that keeps nothing else from travelling; it is
// tried again in the next sync.
func (t *trip) letGo(ctx context.Context) error {
	if len(t.purged) > 0 && !t.turned {
		if err := t.store.PurgeHeard(ctx, t.purged); err != nil {
			return err
		}
		t.told = append(t.told, t.purged...)
	}
	t.digests = nil
	list, err := t.store.ToLetGo(ctx)
	if err != nil {
		return err
	}
	for _, scope := range list {
		gone, err := t.store.LetGo(ctx, scope)
		if err != nil {
			t.cfg.Log.Warn("a scope could not be let go of", "scope", scope.Key(), "err", err)
		} else if gone {
			t.report.LetGo++
		}
	}
	return t.confirm(ctx)
}
