package courier

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/fieldfare/fieldfare/sync/wire"
)

const escrowPath = "/v1/escrow"

// deposit seals the store's key to the service's recovery key and hands it over. The sync went well without it: what fails is tried
// again with the next one, since the service goes on asking.
func (t *trip) deposit(ctx context.Context) {
	err := t.renew(ctx, false)
	if err == nil {
		var e wire.Escrow
		if e, err = t.store.Escrow(ctx, t.recovery); err == nil {
			err = t.signed(ctx, escrowPath, e)
		}
	}
	if err != nil {
		t.cfg.Log.Warn("the store's key is not in escrow yet", "err", err)
		return
	}
	t.cfg.Log.Info("the store's key was sealed to the service's recovery key", "key", wire.RecoveryName(t.recovery))
}

// signed posts one JSON value with token and proof.
func (t *trip) signed(ctx context.Context, path string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	proof := ed25519.Sign(t.key, wire.ProofWords(path, t.state.Token, body))
	head := http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + t.state.Token},
		wire.ProofHeader: {base64.StdEncoding.EncodeToString(proof)}}
	res, err := t.post(ctx, t.state.Server+path, head, body)
	if err == nil {
		res.Body.Close()
	}
	return err
}
