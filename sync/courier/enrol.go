package courier

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Enrol gives this store a place on the service at address, with a one-use code. Nothing is sent but the code and the device's
// public key.
func (c *Courier) Enrol(ctx context.Context, address, code string) error {
	server, err := serverURL(address)
	if err != nil {
		return err
	}
	st, err := c.store.SyncState(ctx)
	if err != nil {
		return err
	}
	switch {
	case !st.MaySync: // asked before the code is used up
		return assessments.Errorf(assessments.Forbidden, "courier.enrol", "This is a practice store. It never syncs; make a store of your own to work with real children.")
	case st.Device != "" && (server != st.Server || !c.forgotten(ctx)):
		return assessments.Errorf(assessments.Conflict, "courier.enrol", "This device is enrolled already, with %s.", st.TenantName)
	}
	if !codeLike(strings.TrimSpace(code)) {
		return assessments.Errorf(assessments.Invalid, "courier.enrol", "This is not a one-use code, which looks like K7QD-04XZ-2H9M. Nothing was sent; copy the code, or the words of the QR code, once more and whole.")
	}
	key, err := c.store.DeviceKey(ctx)
	if err != nil {
		return err
	}
	var reply wire.EnrolReply
	ask := wire.EnrolRequest{Code: code, Key: key.Public().(ed25519.PublicKey), Inc: st.Inc, Device: st.Device, Sig: ed25519.Sign(key, wire.EnrolWords(wire.PlainCode(code), st.Inc))}
	if err := c.ask(ctx, server+"/v1/enrol", ask, &reply); err != nil {
		return err
	}
	err = c.store.Enrol(ctx, store.Enrolment{Device: reply.Device, Server: server, Tenant: reply.Tenant, TenantName: reply.TenantName,
		User: assessments.ID(reply.Therapist), UserName: reply.Name, Epoch: reply.Epoch, WipeKey: reply.WipeKey, LeaseS: reply.LeaseS})
	if err != nil || reply.Recovery == nil {
		return err
	}
	// Enrolled it is, whether or not this goes well now.
	if t, terr := c.begin(ctx); terr == nil {
		t.recovery = reply.Recovery
		t.deposit(ctx)
	}
	return nil
}

// forgotten asks whether the service knows this device no more: it was restored from a backup of before the device enrolled.
func (c *Courier) forgotten(ctx context.Context) bool {
	t, err := c.begin(ctx)
	if err == nil {
		err = t.renew(ctx, true)
	}
	return assessments.KindOf(err) == assessments.Unauthorized
}

// serverURL checks the service's address. Beyond this machine it must be https.
func serverURL(address string) (string, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(address), "/"))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", assessments.Errorf(assessments.Invalid, "courier.enrol", "The service's address looks like https://central.example.")
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	if u.Scheme == "http" && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return "", assessments.Errorf(assessments.Invalid, "courier.enrol", "The service's address must begin with https, so that nobody can read along.")
	}
	return u.String(), nil
}

// spare is how long before its end a token is renewed.
const spare = 30 * time.Second

// renew gets a token when there is none, it is old, or force says that the service refused it. It is kept in the store, so that
// the next sync needs one request.
func (t *trip) renew(ctx context.Context, force bool) error {
	good := func() bool { return t.state.Token != "" && t.cfg.Now().Add(spare).Before(t.state.TokenUntil) }
	if !force && good() {
		return nil
	}
	t.renewing.Lock()
	defer t.renewing.Unlock()
	// Words and pictures share one token, and only the newest counts: the other may have renewed it.
	if st, err := t.store.SyncState(ctx); err == nil && st.Token != t.state.Token {
		if t.state.Token, t.state.TokenUntil = st.Token, st.TokenUntil; good() {
			return nil
		}
	}
	url := t.state.Server + "/v1/token"
	var second wire.TokenReply
	// A challenge is void once another token was given after it: a copy of this store may have asked in between. Once more, then.
	for try := 0; ; try++ {
		var first wire.TokenReply
		if err := t.ask(ctx, url, wire.TokenRequest{Device: t.state.Device}, &first); err != nil {
			return err
		}
		sig := ed25519.Sign(t.key, wire.TokenWords(t.state.Device, first.Challenge))
		err := t.ask(ctx, url, wire.TokenRequest{Device: t.state.Device, Challenge: first.Challenge, Sig: sig}, &second)
		if err == nil {
			break
		}
		switch unknown := assessments.KindOf(err) == assessments.Unauthorized; {
		case unknown && try > 0:
			return assessments.Wrap(err, assessments.Unauthorized, "courier.renew", "The service does not know this device any more. Everything you saved is safe on it; ask your lead for a code and enrol it again.")
		case !unknown:
			return err
		}
	}
	t.state.Token, t.state.TokenUntil = second.Token, t.cfg.Now().Add(time.Duration(second.Seconds)*time.Second)
	return t.store.Enrol(ctx, store.Enrolment{Device: t.state.Device, Server: t.state.Server, Tenant: t.state.Tenant, TenantName: t.state.TenantName,
		User: t.state.User, Token: t.state.Token, TokenUntil: t.state.TokenUntil})
}

// ask posts one JSON value and reads one back.
func (c *Courier) ask(ctx context.Context, url string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "courier.ask", "")
	}
	res, err := c.post(ctx, url, http.Header{"Content-Type": {"application/json"}}, body)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return readJSON(res, out)
}

// readJSON reads an answer that is one JSON value. Anything else is not our service's.
func readJSON(res *http.Response, out any) error {
	raw, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	if err == nil {
		err = json.Unmarshal(raw, out)
	}
	if err != nil {
		return offline(err)
	}
	return nil
}
