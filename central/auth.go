package central

import (
	"crypto/ed25519"
	"crypto/hmac"
	"encoding/base64"
	"encoding/json"
	"net"
	"net/http"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// enrol gives a device its place in exchange for a code. The device shows with a signature that it holds the key it brings.
func (c *Central) enrol(w http.ResponseWriter, r *request) error {
	var ask wire.EnrolRequest
	if err := json.Unmarshal(r.body, &ask); err != nil || ask.Device != "" && !plainName(ask.Device) {
		return assessments.Errorf(assessments.Invalid, "central.enrol", "The request to enrol cannot be read.")
	}
	if len(ask.Key) != ed25519.PublicKeySize || !plainName(ask.Inc) || !ed25519.Verify(ask.Key, wire.EnrolWords(wire.PlainCode(ask.Code), ask.Inc), ask.Sig) {
		return assessments.Errorf(assessments.Invalid, "central.enrol", "The device did not show its key.")
	}
	// Asked before the code is tried, so that waiting out the minute is the only way to another guess.
	from := c.address(r.Request)
	if wait := c.wrong.wait(from, c.cfg.Now()); wait > 0 {
		err := assessments.Errorf(assessments.Unavailable, "central.enrol", "Too many wrong codes. Wait a minute, then type the code again.")
		return pause{err, http.StatusTooManyRequests, int(wait.Seconds()) + 1}
	}
	reply, err := c.ledger.EnrolAgain(ledger.As(r.Context(), "device"), ask.Code, ask.Key, ask.Inc, ask.Device)
	if assessments.KindOf(err) == assessments.Unauthorized {
		c.wrong.add(from, c.cfg.Now())
	}
	if err != nil {
		return err
	}
	return answer(w, reply)
}

// token gives a challenge, and for a signed challenge a token. A device that is not known gets a challenge like any other,
// so that asking tells nothing.
func (c *Central) token(w http.ResponseWriter, r *request) error {
	var ask wire.TokenRequest
	if err := json.Unmarshal(r.body, &ask); err != nil || ask.Device != "" && !plainName(ask.Device) {
		return assessments.Errorf(assessments.Invalid, "central.token", "The request for a token cannot be read.")
	}
	d, _, err := c.ledger.Device(r.Context(), ask.Device)
	known := err == nil
	if !known && assessments.KindOf(err) != assessments.NotFound {
		return err
	}
	after := c.after(ask.Device, d.Token)
	if ask.Challenge == "" {
		challenge, err := c.seal("challenge", ask.Device, challengeLife, after)
		if err != nil {
			return err
		}
		return answer(w, wire.TokenReply{Challenge: challenge})
	}
	s, ok := c.open("challenge", ask.Challenge)
	if !ok || !known || s.Device != ask.Device || !hmac.Equal(s.After, after) || !ed25519.Verify(d.Key, wire.TokenWords(d.ID, ask.Challenge), ask.Sig) {
		return strange("central.token")
	}
	token, err := c.seal("token", d.ID, tokenLife, nil)
	if err != nil {
		return err
	}
	// From here on no other token of the device counts, and no other challenge that was given before.
	err = c.ledger.Token(r.Context(), d, tokenName(token))
	if assessments.KindOf(err) == assessments.Conflict {
		return strange("central.token")
	}
	if err != nil {
		return err
	}
	return answer(w, wire.TokenReply{Token: token, Seconds: int(tokenLife.Seconds())})
}

// ticket looks at the token alone, for which no body and no database is needed.
func (c *Central) ticket(r *request) error {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return strange("central.ticket")
	}
	s, ok := c.open("token", token)
	if r.device = s.Device; !ok && s.Purpose == "token" {
		return over("central.ticket")
	}
	if !ok {
		return strange("central.ticket")
	}
	r.token = token
	return nil
}

// identify finds out which device is calling. A token counts only while it is the device's newest, and with the device's signature
// over it and the body.
func (c *Central) identify(r *request, audience Audience) error {
	d, epoch, err := c.ledger.Device(r.Context(), r.device)
	if assessments.KindOf(err) == assessments.NotFound {
		return strange("central.identify")
	}
	if err != nil {
		return err
	}
	// The signature is over the body as it arrived. A token that was read out of a log or a backup opens nothing.
	proof, err := base64.StdEncoding.DecodeString(r.Header.Get(wire.ProofHeader))
	if err != nil || !ed25519.Verify(d.Key, wire.ProofWords(wire.ProofPath(r.URL), r.token, r.body), proof) {
		return strange("central.identify")
	}
	if d.Token != tokenName(r.token) {
		return over("central.identify")
	}
	r.caller, r.epoch = d, epoch
	if err := allowed(d); err != nil && audience == Tablet {
		return err
	}
	return nil
}

// allowed refuses devices that are known and may not.
func allowed(d ledger.Device) error {
	switch d.State {
	case ledger.Active:
		return nil
	case ledger.Suspended:
		return assessments.Errorf(assessments.Forbidden, "central.allow", "This tablet is suspended. What you saved on it is safe and is still sent; ask your lead.")
	default:
		return assessments.Errorf(assessments.Forbidden, "central.allow", "This tablet was withdrawn from the service. What you saved on it is kept for your lead to decide.")
	}
}

// plainName reports whether a name that a device gave itself is fit to be stored and listed.
func plainName(s string) bool {
	return s != "" && len(s) <= 100 && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// strange is one answer to everybody who is not known, whatever the reason: which part was wrong helps only a guesser.
func strange(op string) error {
	return assessments.Errorf(assessments.Unauthorized, op, "The service does not know who is asking.")
}

// over is the same answer to a tablet whose token was good once; only the audit is told otherwise.
func over(op string) error {
	return assessments.Wrap(errOver, assessments.Unauthorized, op, assessments.Sentence(strange(op)))
}

// address is where a request comes from, for counting wrong codes. Only a proxy of ours is believed about others.
func (c *Central) address(r *http.Request) string {
	if c.cfg.BehindProxy {
		list := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(list[len(list)-1]); last != "" {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
