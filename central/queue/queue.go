// Package queue is how the service sends what waits in its ledger, whatever it is and however it goes.
//
// Words: a line is one queue with its sender; a round looks once through what came and sends what is due; a try is one attempt to send
// one thing, which a process holds for a while, so that another may take it up when that process dies. Several processes may stand at
// the same line: each thing is sent by one of them.
package queue

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// hold is how long a process has for one thing before another may take it up.
const hold = 5 * time.Minute

// longestGap is the longest that something waits between two tries.
const longestGap = 2 * time.Hour

// Gap is how long to wait after a number of tries: a minute, doubled with each.
func Gap(tries int) time.Duration { return min(longestGap, time.Minute<<min(tries-1, 10)) }

// A Line is one queue. TakeUp looks through what changed in a tenant since it did so last. Send does what is to be done with one thing
// that is this process's for now, and settles it; without it nothing is sent. After is called for each tenant at the end of a round; it
// may be nil.
type Line[T ledger.Queued] struct {
	Name   string // in the log
	Ledger *ledger.Ledger
	Every  time.Duration
	Log    *slog.Logger

	TakeUp func(ctx context.Context, tenant string) error
	Due    func(ctx context.Context) ([]T, error)
	Send   func(ctx context.Context, item T, try int) error
	After  func(ctx context.Context, tenant string) error
}

// Run makes rounds until the context ends.
func (q Line[T]) Run(ctx context.Context) {
	tick := time.NewTicker(q.Every)
	defer tick.Stop()
	looked := map[string]uint64{}
	for {
		if err := q.Round(ctx, looked); err != nil && ctx.Err() == nil {
			q.Log.Error("a round failed", "queue", q.Name, "kind", assessments.KindOf(err).String(), "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Round takes up what came since the numbers in looked, by tenant, and sends what is due. What fails for one tenant, or for one thing, is
// told at the end, and looked at again with the next round.
func (q Line[T]) Round(ctx context.Context, looked map[string]uint64) error {
	tenants, err := q.Ledger.Tenants(ctx)
	if err != nil {
		return err
	}
	err = Each(ctx, tenants, func(t ledger.Tenant) error {
		if seq, ok := looked[t.ID]; ok && seq == t.Seq {
			return nil
		}
		if err := q.TakeUp(ctx, t.ID); err != nil {
			return err
		}
		looked[t.ID] = t.Seq
		return nil
	})
	if q.Send == nil {
		return err
	}
	due, unread := q.Due(ctx)
	err = errors.Join(err, unread, Each(ctx, due, func(item T) error {
		try, err := q.Ledger.Claim(ctx, item, hold)
		if err == nil && try > 0 {
			err = q.Send(ctx, item, try)
		}
		return err
	}))
	if q.After == nil {
		return err
	}
	return errors.Join(err, Each(ctx, tenants, func(t ledger.Tenant) error { return q.After(ctx, t.ID) }))
}

// Each does something with all of a list, and tells afterwards of what did not work: a record of one service that cannot be read must not
// hold up the others. Only the end of the context stops it.
func Each[E any](ctx context.Context, list []E, do func(E) error) error {
	var failed []error
	for _, x := range list {
		if err := ctx.Err(); err != nil {
			return errors.Join(append(failed, err)...)
		}
		failed = append(failed, do(x))
	}
	return errors.Join(failed...)
}
