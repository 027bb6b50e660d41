package disposal

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
)

const (
	roundEvery = 2 * time.Second
	restAfter  = time.Minute // after a round that failed
	nightFrom  = 2           // o'clock in London: tables are written anew from here
	nightTo    = 5           // to here
	patience   = 2 * time.Minute
	nightRest  = 40 * time.Minute // after tables were written anew, or were in somebody's way
)

// Night writes anew the tables that destroyed records stood in, where the database does not do so by itself, at an hour when nobody works.
func (d *Desk) Night(ctx context.Context) (did bool, err error) {
	if h := d.Now().In(london.Zone).Hour(); h < nightFrom || h >= nightTo {
		return false, nil
	}
	return d.Ledger.Rewrite(ctx, patience)
}

// Run does what is ordered until the context ends, after it held the database against the register.
func (d *Desk) Run(ctx context.Context) {
	replayed := false
	var asleep time.Time
	for {
		rest := roundEvery
		var err error
		if !replayed {
			_, err = d.Replay(ctx, d.Register)
			replayed = err == nil
		}
		if err == nil {
			_, err = d.Finish(ctx)
		}
		if err == nil && d.Now().After(asleep) {
			did, late := d.Night(ctx)
			if did || late != nil {
				asleep = d.Now().Add(nightRest)
			}
			if late != nil && ctx.Err() == nil {
				d.Log.Warn("tables that destroyed records stood in could not be written anew; it is tried again, or run admin disposal scrub in a quiet hour", "err", late)
			}
		}
		if err != nil && ctx.Err() == nil {
			d.Log.Error("a record could not be destroyed", "kind", assessments.KindOf(err).String(), "err", err)
			rest = restAfter
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(rest):
		}
	}
}

// Finish destroys every record that two leads ordered to be destroyed, and returns those that it finished. Each step can be done again: whoever
// dies in the middle leaves the rest to the next round. A record whose pictures or parcels cannot be reached waits, and holds up no other.
func (d *Desk) Finish(ctx context.Context) (done []ledger.Disposal, err error) {
	list, err := d.Ledger.Disposals(ctx, "")
	if err != nil {
		return nil, err
	}
	var erased []ledger.Disposal
	for _, x := range list {
		if x.State != ledger.DisposalOrdered && x.State != ledger.DisposalErased {
			continue
		}
		x, failed := d.erase(ctx, x)
		if failed != nil {
			err = failed
			continue
		}
		erased = append(erased, x)
	}
	if len(erased) == 0 {
		return nil, err
	}
	if failed := d.Ledger.Scrub(ctx, false); failed != nil {
		return nil, failed
	}
	for _, x := range erased {
		if failed := d.Ledger.Disposed(ctx, x); failed != nil {
			return done, failed
		}
		x.State = ledger.DisposalDone
		done = append(done, x)
	}
	return done, err
}

// erase goes from the order to where nothing but the database's own files is left, and no list of the team's names the child. The order stands
// in the register first, and the certificate as soon as there is one.
func (d *Desk) erase(ctx context.Context, x ledger.Disposal) (ledger.Disposal, error) {
	if err := d.note(x); err != nil {
		return x, err
	}
	scope := assessments.ChildScope(x.Child)
	if x.State == ledger.DisposalOrdered {
		// Their names stand in the rows that are about to go.
		if err := d.Parcels(ctx, x.Tenant, scope); err != nil {
			return x, err
		}
		var err error
		if x, err = d.Ledger.Erase(ctx, x.Tenant, x.Child, d.BackupDays); err != nil {
			return x, err
		}
		if err := d.note(x); err != nil {
			return x, err
		}
	}
	if err := d.Pictures(ctx, x.Tenant, scope.Key()); err != nil {
		return x, err
	}
	_, err := d.Ledger.Forget(ctx, x.Tenant, x.Child)
	return x, err
}

// note writes an order into the register.
func (d *Desk) note(x ledger.Disposal) error {
	if d.Register == "" {
		return assessments.Errorf(assessments.Unavailable, "disposal.note", "A record is to be destroyed, and there is no list outside of the database to write it into. Start the service with --disposals.")
	}
	return WriteRegister(d.Register, []ledger.Disposal{x})
}

// Replay holds the database against registers: what was ordered and is there all the same, since a backup brought it back, is ordered again. It
// returns how many. Finish then destroys them.
func (d *Desk) Replay(ctx context.Context, registers ...string) (n int, err error) {
	for _, path := range registers {
		if path == "" {
			continue
		}
		list, err := ReadRegister(path)
		if err != nil {
			return n, err
		}
		for _, x := range list {
			again, err := d.Ledger.Redispose(ctx, x)
			if err != nil {
				return n, err
			}
			if again {
				n++
			}
		}
	}
	return n, nil
}

// All lists what stands in the database of every tenant, for a register beside a backup.
func (d *Desk) All(ctx context.Context) ([]ledger.Disposal, error) {
	list, err := d.Ledger.Disposals(ctx, "")
	var out []ledger.Disposal
	for _, x := range list {
		if x.State != ledger.DisposalAsked {
			out = append(out, x)
		}
	}
	return out, err
}
