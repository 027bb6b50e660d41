package courier

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// ordered looks at an order to wipe. Whether it is the service's own shows against the key that was pinned when the device enrolled,
// and against the token of this very round.
func (t *trip) ordered(ctx context.Context, order wire.Wipe) error {
	if !order.Holds(t.state.WipeKey, t.state.Device, t.state.Token) {
		t.forged = &order
		return nil
	}
	first := t.order == nil
	t.order, t.token = &order, t.state.Token
	if !first {
		return nil
	}
	_, err := t.store.SendAll(ctx) // the rounds that follow carry it
	return err
}

// obey wipes the store once everything that the service would have was sent. When the line breaks before that, the store stays
// locked and the next sync goes on from there.
func (t *trip) obey(ctx context.Context) error {
	for before := -1; ; {
		n, err := t.store.SendAll(ctx)
		if err != nil {
			return err
		}
		// What does not become less the service does not take.
		if n == 0 || n == before {
			break
		}
		before = n
		if err := t.run(ctx); err != nil {
			return err
		}
	}
	w, err := t.store.Wipe(ctx, *t.order, t.token)
	if err != nil {
		return err
	}
	t.cfg.Log.Warn("the store was wiped as its service ordered")
	if err := t.tell(ctx, w.Server, *w.Report); err != nil {
		t.cfg.Log.Warn("the service has not heard yet that the store was wiped", "err", err)
	} else if err := store.WipeReported(t.store.Dir()); err != nil {
		t.cfg.Log.Warn("the mark of a wiped store could not be written anew", "err", err)
	}
	return assessments.Wrap(store.ErrWiped, assessments.Forbidden, "courier.wipe", w.Sentence())
}

// complain tells the service of an order that was not its own. It is a help, not a duty: the sync went well.
func (t *trip) complain(ctx context.Context) {
	t.report.Forged = true
	t.cfg.Log.Error("an order to wipe was refused: it was not signed by this device's service")
	r := wire.WipedReport{Device: t.state.Device, Nonce: t.forged.Nonce, Refused: true}.Signed(t.key)
	if err := t.tell(ctx, t.state.Server, r); err != nil {
		t.cfg.Log.Warn("the service has not heard of the order that was refused", "err", err)
	}
}

// tell posts a report of an order.
func (c *Courier) tell(ctx context.Context, server string, r wire.WipedReport) error {
	body, err := json.Marshal(r)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "courier.wiped", "")
	}
	res, err := c.post(ctx, server+"/v1/wiped", http.Header{"Content-Type": {"application/json"}}, body)
	if err == nil {
		res.Body.Close()
	}
	return err
}

// ReportWiped tells the service that the store in a folder was wiped, when it has not heard that yet. No key is needed: the report was
// signed before.
func ReportWiped(ctx context.Context, dir string, cfg Config) error {
	w, ok := store.WipedIn(dir)
	if !ok || w.Report == nil {
		return nil
	}
	if err := New(nil, cfg).tell(ctx, w.Server, *w.Report); err != nil {
		return err
	}
	return store.WipeReported(dir)
}
