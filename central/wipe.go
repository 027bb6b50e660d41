package central

import (
	"crypto/ed25519"
	"encoding/json"
	"net/http"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// wiped takes in what a device says of an order to wipe. It needs no token: a device that has obeyed has nothing left but the
// signature it made before.
func (c *Central) wiped(w http.ResponseWriter, r *request) error {
	var said wire.WipedReport
	if err := json.Unmarshal(r.body, &said); err != nil || !plainName(said.Device) || len(said.Nonce) > 100 {
		return assessments.Errorf(assessments.Invalid, "central.wiped", "The report cannot be read.")
	}
	d, _, err := c.ledger.Device(r.Context(), said.Device)
	switch {
	case assessments.KindOf(err) == assessments.NotFound:
		return strange("central.wiped")
	case err != nil:
		return err
	case !ed25519.Verify(d.Key, said.Words(), said.Sig):
		return strange("central.wiped")
	}
	if err := c.ledger.Wiped(ledger.As(r.Context(), d.ID), d, said); err != nil {
		return err
	}
	if said.Refused {
		c.cfg.Log.Error("a device refused an order to wipe: its signature is not this service's", "device", d.ID)
	}
	return answer(w, map[string]bool{"ok": true})
}
