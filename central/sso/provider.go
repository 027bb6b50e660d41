package sso

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Provider is where a trust keeps its accounts, and what we are called there. Claim names the list of what somebody is, such as
// "groups"; "" asks for none.
type Provider struct {
	Issuer, Client, Secret, Claim string
}

// Check refuses what could not work, or not safely.
func (p Provider) Check() error {
	u, err := url.Parse(p.Issuer)
	loopback := err == nil && net.ParseIP(u.Hostname()).IsLoopback()
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback) {
		return assessments.Errorf(assessments.Invalid, "sso.check", "The issuer is the https address of the trust’s sign-in, exactly as it writes it.")
	}
	if p.Client == "" || p.Secret == "" {
		return assessments.Errorf(assessments.Invalid, "sso.check", "The client id and its secret are needed; whoever runs the trust’s sign-in gives both.")
	}
	return nil
}

// A Pass ties an answer to the browser that asked.
type Pass struct {
	Tenant   string `json:"t"`
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
	Ends     int64  `json:"e"` // Unix seconds
}

// PassLife is how long somebody may take at the provider.
const PassLife = 10 * time.Minute

// A Member is who the provider says it was.
type Member struct {
	Issuer, Subject string
	Email           string // "" unless the provider says that it was verified
	Values          []string
}

// A Door goes to providers and back. It may be used by many goroutines.
type Door struct {
	Now  func() time.Time
	Rand io.Reader

	mu    sync.Mutex
	known map[string]known
}

// A known provider was asked about itself at a time; its keys are fetched anew by the library when an unknown one signs.
type known struct {
	*oidc.Provider
	at time.Time
}

const (
	knownLife = time.Hour
	patience  = 10 * time.Second
)

// client speaks to providers: not for long, and following no redirect to another place.
var client = &http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func away(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "sso", "The trust’s sign-in does not answer at the moment. Try again, or sign in with a password.")
}

// provider asks a provider about itself, which says what its issuer is: another one is refused by the library.
func (d *Door) provider(ctx context.Context, p Provider) (*oidc.Provider, context.Context, error) {
	ctx = oidc.ClientContext(ctx, client)
	d.mu.Lock()
	k, ok := d.known[p.Issuer]
	d.mu.Unlock()
	if ok && d.Now().Sub(k.at) < knownLife {
		return k.Provider, ctx, nil
	}
	// Its keys are fetched later with the context that it is made with, which must outlive this request.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), client), p.Issuer)
	if err != nil {
		return nil, ctx, away(err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.known == nil {
		d.known = map[string]known{}
	}
	d.known[p.Issuer] = known{found, d.Now()}
	return found, ctx, nil
}

func config(p Provider, at oauth2.Endpoint, back string) oauth2.Config {
	return oauth2.Config{ClientID: p.Client, ClientSecret: p.Secret, Endpoint: at, RedirectURL: back, Scopes: []string{oidc.ScopeOpenID, "email", "profile"}}
}

// Begin returns where a browser goes, and the pass that it brings back to the address back.
func (d *Door) Begin(ctx context.Context, p Provider, tenant, back string) (to string, pass Pass, err error) {
	found, _, err := d.provider(ctx, p)
	if err != nil {
		return "", pass, err
	}
	pass = Pass{Tenant: tenant, Ends: d.Now().Add(PassLife).Unix()}
	for _, s := range []*string{&pass.State, &pass.Nonce, &pass.Verifier} {
		raw := make([]byte, 32)
		if _, err := io.ReadFull(d.Rand, raw); err != nil {
			return "", pass, assessments.Wrap(err, assessments.Internal, "sso.begin", "")
		}
		*s = base64.RawURLEncoding.EncodeToString(raw)
	}
	cfg := config(p, found.Endpoint(), back)
	return cfg.AuthCodeURL(pass.State, oidc.Nonce(pass.Nonce), oauth2.S256ChallengeOption(pass.Verifier)), pass, nil
}

func no(format string, args ...any) error {
	return assessments.Errorf(assessments.Unauthorized, "sso.finish", format, args...)
}

// Finish holds what a browser brought back to its pass, and asks the provider who it was.
func (d *Door) Finish(ctx context.Context, p Provider, back string, pass Pass, q url.Values) (Member, error) {
	switch {
	case d.Now().Unix() >= pass.Ends:
		return Member{}, no("Signing in took too long. Begin again.")
	case pass.State == "" || subtle.ConstantTimeCompare([]byte(pass.State), []byte(q.Get("state"))) != 1:
		return Member{}, no("This answer was not asked for in this browser. Begin again from the sign-in page.")
	case q.Has("iss") && q.Get("iss") != p.Issuer: // RFC 9207: another provider's answer
		return Member{}, no("This answer comes from another sign-in than the one you chose. Begin again.")
	case q.Get("error") != "":
		return Member{}, no("The trust’s sign-in did not let you in. Try again, or ask whoever looks after your account.")
	}
	found, ctx, err := d.provider(ctx, p)
	if err != nil {
		return Member{}, err
	}
	cfg := config(p, found.Endpoint(), back)
	token, err := cfg.Exchange(ctx, q.Get("code"), oauth2.VerifierOption(pass.Verifier))
	if err != nil {
		return Member{}, assessments.Wrap(err, assessments.Unauthorized, "sso.finish", "The trust’s sign-in did not confirm it was you. Begin again.")
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := found.Verifier(&oidc.Config{ClientID: p.Client, Now: d.Now}).Verify(ctx, raw)
	if err != nil {
		return Member{}, assessments.Wrap(err, assessments.Unauthorized, "sso.finish", "What the trust’s sign-in said could not be verified. Begin again; if it happens twice, tell whoever runs the service.")
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(pass.Nonce)) != 1 {
		return Member{}, no("This answer was made for another sign-in. Begin again.")
	}
	return d.member(ctx, found, p, id, token)
}

// member reads who it was; what the token does not hold is asked for, as some providers tell addresses and groups only then.
func (d *Door) member(ctx context.Context, found *oidc.Provider, p Provider, id *oidc.IDToken, token *oauth2.Token) (Member, error) {
	claims := map[string]json.RawMessage{}
	if err := id.Claims(&claims); err != nil {
		return Member{}, assessments.Wrap(err, assessments.Unauthorized, "sso.member", "What the trust’s sign-in said could not be read.")
	}
	if (claims["email"] == nil || p.Claim != "" && claims[p.Claim] == nil) && found.UserInfoEndpoint() != "" {
		info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil {
			return Member{}, away(err)
		}
		more := map[string]json.RawMessage{}
		if err := info.Claims(&more); err != nil || info.Subject != id.Subject {
			return Member{}, no("The trust’s sign-in spoke of two people at once. Begin again.")
		}
		for name, v := range more {
			if claims[name] == nil {
				claims[name] = v
			}
		}
	}
	m := Member{Issuer: id.Issuer, Subject: id.Subject}
	if v := text(claims["email_verified"]); v == "true" {
		m.Email = strings.ToLower(strings.TrimSpace(text(claims["email"])))
	}
	if p.Claim != "" {
		m.Values = texts(claims[p.Claim])
	}
	return m, nil
}

// text is a claim that is one word: some write true as a word.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// texts is a claim that is a list, or one word of it.
func texts(raw json.RawMessage) []string {
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		return list
	}
	if s := text(raw); s != "" && s[0] != '{' && s[0] != '[' {
		return []string{s}
	}
	return nil
}

// End is where somebody also leaves the provider, and is brought back from; "" where it has no such place.
func (d *Door) End(ctx context.Context, p Provider, back string) (string, error) {
	found, _, err := d.provider(ctx, p)
	if err != nil {
		return "", err
	}
	var more struct {
		End string `json:"end_session_endpoint"`
	}
	if err := found.Claims(&more); err != nil || more.End == "" {
		return "", nil
	}
	u, err := url.Parse(more.End)
	if err != nil || !slices.Contains([]string{"https", "http"}, u.Scheme) {
		return "", nil
	}
	q := u.Query()
	q.Set("client_id", p.Client)
	q.Set("post_logout_redirect_uri", back)
	u.RawQuery = q.Encode()
	return u.String(), nil
}
