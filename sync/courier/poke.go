package courier

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"net/http"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

const pokePath = "/v1/poke"

// told is what the service last said that no store keeps: where it stood, and the oldest apps that it gives anything to.
type told struct {
	mu     sync.Mutex
	upto   uint64
	schema int
}

// note remembers it from an answer.
func (h *told) note(a *answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.schema = a.hi.MinSchema
	if a.end != nil && a.end.Upto > 0 {
		h.upto = a.end.Upto
	}
}

// drained is the error of a sync that sent everything and was given nothing, because this app is too old to read it; nil otherwise.
func (h *told) drained() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.schema <= wire.Format {
		return nil
	}
	return assessments.Errorf(assessments.TooNew, "courier.drained", "What you saved is sent and is safe. This version of Fieldfare is too old to receive what others wrote: update it to see their work.")
}

// Poke waits until the service has something new for this device, at most about a minute, and says whether it has. Nothing travels
// but the question. It asks for what is new since the last sync of this process; before one it returns at once.
func (c *Courier) Poke(ctx context.Context) (news bool, err error) {
	t, err := c.begin(ctx)
	if err != nil {
		return false, err
	}
	c.said.mu.Lock()
	after := c.said.upto
	c.said.mu.Unlock()
	for try := 0; ; try++ {
		if err := t.renew(ctx, try > 0); err != nil {
			return false, err
		}
		path := fmt.Sprint(pokePath, "?after=", after)
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.state.Server+path, nil)
		if err != nil {
			return false, assessments.Wrap(err, assessments.Invalid, "courier.poke", "The service's address is not an address.")
		}
		req.Header.Set("Authorization", "Bearer "+t.state.Token)
		req.Header.Set(wire.ProofHeader, base64.StdEncoding.EncodeToString(ed25519.Sign(t.key, wire.ProofWords(path, t.state.Token, nil))))
		res, err := c.cfg.Client.Do(req)
		if err != nil {
			return false, offline(err)
		}
		res.Body.Close()
		switch {
		case res.StatusCode == http.StatusOK:
			return true, nil
		case res.StatusCode == http.StatusNoContent:
			return false, nil
		case res.StatusCode == http.StatusUnauthorized && try == 0:
			continue
		}
		// A busy service, an older one without this entrance, a proxy that cuts silent lines: syncing goes on by itself without it.
		return false, offline(fmt.Errorf("poke: status %d", res.StatusCode))
	}
}

// Watch pokes until ctx ends, and sets Run off whenever there is something new. After a failure it waits as Run does after several.
func (c *Courier) Watch(ctx context.Context) {
	for {
		var news bool
		err := errDear
		if c.cfg.Metered == nil || !c.cfg.Metered() { // a line that is held open costs where the network is paid for
			news, err = c.Poke(ctx)
		}
		if ctx.Err() != nil {
			return
		}
		if news {
			c.Online() // not by hand: it waits when the service wants to be left alone, and comes by chance
		}
		if !news && err == nil {
			continue // the service kept us waiting already
		}
		rest := settle // for the sync that was set off to come to its end
		if err != nil {
			rest = every
		}
		select {
		case <-ctx.Done():
			return
		case <-c.cfg.After(rest):
		}
	}
}
