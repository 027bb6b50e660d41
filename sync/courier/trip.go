package courier

import (
	"context"
	"errors"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// run makes rounds until nothing is left to carry in either direction.
func (t *trip) run(ctx context.Context) error {
	if err := t.prepare(ctx); err != nil {
		return err
	}
	for {
		changes, err := t.store.Pending(ctx, t.limit(), t.room())
		if err != nil {
			return err
		}
		got, changes, err := t.round(ctx, changes)
		if t.cfg.Progress != nil {
			t.cfg.Progress(t.progress())
		}
		if err != nil {
			again, aerr := t.after(ctx, err, changes)
			if aerr != nil {
				return aerr
			}
			if !again {
				return err
			}
			continue
		}
		t.worked()
		if err := t.letGo(ctx); err != nil {
			return err
		}
		next, err := t.store.Unsent(ctx)
		if err != nil {
			return err
		}
		// Changes that the service wants later are still the first of the line: another round now would carry them again.
		stuck := len(changes) > 0 && next == changes[0].CID
		if !got.More && !t.turned && (next == "" || stuck) && len(t.purged) == 0 {
			return nil
		}
	}
}

// after decides what to do about a failed round: again with half the changes when they may be the reason, park the one that is,
// or give up for now.
func (t *trip) after(ctx context.Context, err error, changes []store.PendingChange) (again bool, _ error) {
	kind := assessments.KindOf(err)
	ours := kind == assessments.TooLarge || kind == assessments.Invalid || kind == assessments.Internal
	if kind == assessments.Unavailable && len(changes) > 0 {
		t.failed(len(changes), fewest) // the next sync tries with less: on a weak signal small rounds get through
	}
	if ctx.Err() != nil || !ours || len(changes) == 0 {
		return false, nil
	}
	t.failed(len(changes), 1)
	if len(changes) > 1 {
		return true, nil
	}
	// One change, and it fails. When a round without it works the change is at fault, otherwise the service is.
	if _, _, perr := t.round(ctx, nil); perr != nil {
		return false, perr
	}
	text := "The service refuses this change: " + assessments.Sentence(err)
	t.cfg.Log.Warn("a change was parked", "cid", changes[0].CID, "kind", kind.String())
	return true, t.store.Acked(ctx, []wire.Ack{{CID: changes[0].CID, Result: wire.Quar, Code: wire.CodeRefused, Text: text}})
}

// round carries one batch up and one page down, and returns what it took of the changes. What arrives whole counts, even when the
// rest does not.
func (t *trip) round(ctx context.Context, changes []store.PendingChange) (wire.End, []store.PendingChange, error) {
	st, err := t.store.SyncState(ctx)
	if err != nil {
		return wire.End{}, changes, err
	}
	t.state.Status, t.state.Inc, t.state.Last, t.state.Aside = st.Status, st.Inc, st.Last, st.Aside
	if t.reads, err = t.store.Reads(ctx, wire.ReadLines); err != nil {
		t.reads = nil // words go first: who looked at them waits for another round
		t.cfg.Log.Warn("what was shown cannot be told", "kind", assessments.KindOf(err).String())
	}
	body, encoding, err := t.body(changes)
	for err == nil && len(body) > wire.BatchBytes && len(changes) > 1 { // it packs worse than what went before
		changes = changes[:len(changes)/2]
		body, encoding, err = t.body(changes)
	}
	if err != nil {
		return wire.End{}, changes, err
	}
	landed := t.store.Flying(changes)
	t.turned = false
	a, err := t.exchange(ctx, body, encoding)
	landed()
	if a == nil {
		return wire.End{}, changes, err
	}
	if serr := t.take(ctx, a); serr != nil {
		return wire.End{}, changes, serr
	}
	if err == nil && a.end == nil {
		err = errors.New("the answer stopped before its end")
	}
	if err != nil {
		return wire.End{}, changes, offline(err)
	}
	return *a.end, changes, nil
}

// take puts an answer into the store: first which history the service is in, then what became of the changes, then what
// others did. The cursor moves only when the answer came to its end.
func (t *trip) take(ctx context.Context, a *answer) error {
	if a.hi == nil {
		return nil
	}
	t.said.note(a)
	if known := t.state.Epoch; known != "" && known != a.hi.Epoch {
		// The service was restored and may have lost what it had confirmed: that goes again. Only then is the new history
		// entered, so that a device that is switched off in between does this again.
		if err := t.store.Repush(ctx, a.hi.LastDSeq, a.hi.LastCID); err != nil {
			return err
		}
		// Its quarantine is older too: what it kept whole there goes again with what waits behind it.
		if _, err := t.store.Retry(ctx); err != nil {
			return err
		}
		if err := t.store.TellAgain(ctx); err != nil {
			return err
		}
		if err := t.store.OfferBlobsAgain(ctx); err != nil {
			return err
		}
		t.turned = true
		if err := t.store.Turned(ctx, a.hi.Shared); err != nil {
			return err
		}
		if err := t.store.Pull(ctx, nil, "", a.hi.Epoch); err != nil {
			return err
		}
	}
	if err := t.handed(ctx, a); err != nil {
		return err
	}
	cursor, upto := "", uint64(0)
	if a.end != nil {
		cursor = a.end.Cursor
		if !a.end.More {
			upto = a.end.Upto
		}
	}
	switch { // an answer that was cut off may have brought nothing but acknowledgements
	case len(a.rows) > 0 || cursor != "":
		if err := t.store.Answered(ctx, a.acks, a.rows, cursor, a.hi.Epoch, upto); err != nil {
			return err
		}
	case len(a.acks) > 0:
		if err := t.store.Acked(ctx, a.acks); err != nil {
			return err
		}
	}
	if a.hi.Reborn {
		if err := t.store.Reborn(ctx, t.state.Inc, a.end == nil); err != nil {
			return err
		}
	}
	if st, err := t.store.SyncState(ctx); err != nil {
		return err
	} else if st.Inc != t.state.Inc {
		t.turned = true // what waits goes under another name now: another round carries it
	}
	for _, k := range a.acks {
		if k.Result.Stored() {
			t.report.Sent++
		}
	}
	t.recovery = a.hi.Recovery
	if a.wipe != nil {
		if err := t.ordered(ctx, *a.wipe); err != nil {
			return err
		}
	}
	// A service that says wipe and gives no order of its own is not believed.
	if a.hi.State != "" && (a.hi.State != wire.ToWipe || t.order != nil) {
		if err := t.store.Heard(ctx, a.hi.State, a.hi.LeaseS); err != nil {
			return err
		}
	}
	for _, d := range a.rows {
		if d.Device != t.state.Device {
			t.report.Received++
		}
	}
	t.came(a)
	return t.store.Told(ctx, t.reads, a.read)
}

// came notes how far an answer has brought this trip.
func (t *trip) came(a *answer) {
	for _, add := range a.add {
		if strings.HasPrefix(add.Scope, "child/") {
			t.children++
		}
	}
	if n := len(a.rows); n > 0 {
		t.at = a.rows[n-1].Seq
	}
	if a.end != nil {
		t.upto = a.end.Upto
		if !a.end.More {
			t.at = t.upto
		}
	}
}

func (t *trip) progress() Progress {
	return Progress{Sent: t.report.Sent, Received: t.report.Received, Children: t.children, At: t.at, Upto: t.upto}
}
