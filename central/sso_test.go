package central

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/sso"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A trust is a service whose people have accounts at a provider, on addresses that a browser can go to.
type trust struct {
	*desk
	url, issuer string
	sso         ledger.SSO
}

func newTrust(t *testing.T, cfg Config) *trust {
	t.Helper()
	d := newDeskOn(t, cfg)
	d.clock.Set(time.Now()) // the provider has a clock of its own
	server := httptest.NewServer(d.c)
	t.Cleanup(server.Close)
	tr := &trust{desk: d, url: server.URL, issuer: testkit.Provider(t, server.URL)}
	tr.sso = ledger.SSO{Tenant: d.tenant, Issuer: tr.issuer, Client: "fieldfare", Secret: testkit.ProviderSecret, Claim: "groups",
		Roles: []ledger.SSORole{{Value: "ot-leads", Role: ledger.RoleLead}, {Value: "ot-coordination", Role: ledger.RoleCoordination}}}
	tr.set()
	return tr
}

func (tr *trust) set() {
	tr.t.Helper()
	if err := tr.c.Ledger().SetSSO(context.Background(), tr.sso); err != nil {
		tr.t.Fatal(err)
	}
}

func (tr *trust) person(name string) string {
	tr.t.Helper()
	th, err := tr.c.TherapistAdd(context.Background(), tr.tenant, name, name+"@North.example")
	if err != nil {
		tr.t.Fatal(err)
	}
	return th.ID
}

// A surfer is a browser that stops where it is told.
type surfer struct {
	t    *testing.T
	http http.Client
}

func (tr *trust) surfer() *surfer {
	jar, err := cookiejar.New(nil)
	if err != nil {
		tr.t.Fatal(err)
	}
	s := &surfer{t: tr.t.(*testing.T)}
	s.http = http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return s
}

// What a surfer saw of an answer besides its page.
type seen struct {
	StatusCode int
	Header     http.Header
	at         *url.URL
	cookies    []*http.Cookie
}

// open asks for one address, sending a form where there is one.
func (s *surfer) open(to string, form url.Values) (saw seen, page string) {
	s.t.Helper()
	method, text := "GET", ""
	if form != nil {
		method, text = "POST", form.Encode()
	}
	req, err := http.NewRequest(method, to, strings.NewReader(text))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := s.http.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return seen{res.StatusCode, res.Header, res.Request.URL, res.Cookies()}, string(raw)
}

var (
	actionIn = regexp.MustCompile(`action="([^"]+)"`)
	promptIn = regexp.MustCompile(`name="prompt" value="([^"]+)"`)
)

// until follows a browser's way through the provider, as name, and returns the first address that begins with stop, unopened.
func (s *surfer) until(to, name, stop string) string {
	s.t.Helper()
	var form url.Values
	for range 20 {
		if strings.HasPrefix(to, stop) {
			return to
		}
		res, page := s.open(to, form)
		form = nil
		if next := res.Header.Get("Location"); next != "" {
			u, err := res.at.Parse(next)
			if err != nil {
				s.t.Fatal(err)
			}
			to = u.String()
			continue
		}
		action, prompt := actionIn.FindStringSubmatch(page), promptIn.FindStringSubmatch(page)
		if action == nil || prompt == nil {
			s.t.Fatalf("%s: %d, and nothing to press: %.600s", to, res.StatusCode, page)
		}
		u, err := res.at.Parse(html.UnescapeString(action[1]))
		if err != nil {
			s.t.Fatal(err)
		}
		to, form = u.String(), url.Values{"prompt": {prompt[1]}}
		if prompt[1] == "login" {
			form.Set("login", name)
			form.Set("password", "any")
		}
	}
	s.t.Fatal("a way without end")
	return ""
}

// back goes to the provider and returns the address that it sends the browser back to.
func (tr *trust) back(s *surfer, name string) string {
	tr.t.Helper()
	return s.until(tr.url+"/team/sso/"+tr.tenant, name, tr.url+"/team/sso/back")
}

// in signs somebody in and returns the page that they land on.
func (tr *trust) in(s *surfer, name string, status int) (location, page string) {
	tr.t.Helper()
	res, page := s.open(tr.back(s, name), nil)
	if res.StatusCode != status {
		tr.t.Fatalf("%s comes back: %d, want %d: %s", name, res.StatusCode, status, page)
	}
	return res.Header.Get("Location"), page
}

func TestSSO_WhoComesInAndInWhichRole(t *testing.T) {
	for name, cfg := range map[string]Config{"sqlite": {Dir: testkit.Dir(t)}, "postgres": {Database: testkit.Postgres(t)}} {
		t.Run(name, func(t *testing.T) {
			tr := newTrust(t, cfg)
			ctx := context.Background()
			leonie, colin := tr.person("leonie"), tr.person("colin")
			tr.person("tessa")
			tr.person("unverified")

			s := tr.surfer()
			if _, page := s.open(tr.url+"/team/signin", nil); !strings.Contains(page, "Sign in to North with your trust’s account") {
				t.Errorf("the page does not offer it:\n%s", page)
			}
			if to, _ := tr.in(s, "leonie", 303); to != lead.Home+"today" {
				t.Errorf("the lead lands on %s", to)
			}
			if res, _ := s.open(tr.url+"/team/people", nil); res.StatusCode != 200 {
				t.Errorf("the lead's page: %d", res.StatusCode)
			}
			other := tr.surfer()
			if to, _ := tr.in(other, "colin", 303); to != lead.Home+"referrals" {
				t.Errorf("the coordinator lands on %s", to)
			}
			if res, _ := other.open(tr.url+"/team/people", nil); res.StatusCode != 403 {
				t.Errorf("the coordinator at a lead's page: %d", res.StatusCode)
			}
			for who, says := range map[string]string{"tessa": "gives you no role", "unverified": "Nobody is known here", "nobody": "Nobody is known here", "moved": "Nobody is known here"} {
				if _, page := tr.in(tr.surfer(), who, 403); !strings.Contains(page, says) {
					t.Errorf("%s is not told %q:\n%s", who, says, page)
				}
			}
			people, err := tr.c.Ledger().People(ctx, tr.tenant)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range people {
				if want := map[string]string{leonie: "linked", colin: "linked"}[p.ID]; p.Account != want {
					t.Errorf("%s: account %q, want %q", p.Name, p.Account, want)
				}
			}
			// The trust takes the role away, and gives another: it counts from the next sign-in.
			tr.sso.Roles = []ledger.SSORole{{Value: "ot-leads", Role: ledger.RoleAuditor}}
			tr.set()
			if to, _ := tr.in(tr.surfer(), "leonie", 303); to != lead.Home+"trail" {
				t.Errorf("the auditor lands on %s", to)
			}
			if _, page := tr.in(tr.surfer(), "colin", 403); !strings.Contains(page, "gives you no role") {
				t.Error("whoever has no role any more comes in")
			}
			// Signing out says that the trust's account is in still, and the way out of it leads to the provider and back.
			out, page := s.open(tr.url+"/team/out", nil)
			if out.StatusCode != 200 {
				t.Fatal(out.StatusCode)
			}
			out, _ = s.open(tr.url+"/team/out", url.Values{"form": {tokenField.FindStringSubmatch(page)[1]}})
			if to := out.Header.Get("Location"); to != "/team/sso/"+tr.tenant+"/left" {
				t.Errorf("signing out leads to %q", to)
			}
			out, _ = s.open(tr.url+"/team/sso/"+tr.tenant+"/end", nil)
			if to := out.Header.Get("Location"); !strings.HasPrefix(to, tr.issuer+"/session/end?client_id=fieldfare") || !strings.Contains(to, url.QueryEscape(tr.url+"/team/signin")) {
				t.Errorf("out of the trust's account: %s", to)
			}
			// The end of it puts everybody out who came in that way.
			if err := tr.c.Ledger().DropSSO(ctx, tr.tenant); err != nil {
				t.Fatal(err)
			}
			if res, _ := other.open(tr.url+"/team/referrals", nil); res.StatusCode != 401 {
				t.Errorf("after it ended: %d", res.StatusCode)
			}
			if res, _ := tr.surfer().open(tr.url+"/team/sso/"+tr.tenant, nil); res.StatusCode != 404 {
				t.Errorf("it is offered still: %d", res.StatusCode)
			}
			if log := tr.log.String(); strings.Contains(log, "leonie") || strings.Contains(log, "staff-") {
				t.Errorf("the log names people:\n%s", log)
			}
		})
	}
}

// TestSSO_Forged: answers that were not asked for, in this browser, from this provider, now.
func TestSSO_Forged(t *testing.T) {
	tr := newTrust(t, Config{Dir: testkit.Dir(t)})
	tr.person("leonie")
	with := func(address, key, value string) string {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		q.Set(key, value)
		u.RawQuery = q.Encode()
		return u.String()
	}
	refused := func(what string, s *surfer, to, says string) {
		t.Helper()
		res, page := s.open(to, nil)
		if res.StatusCode != 401 || !strings.Contains(page, says) {
			t.Errorf("%s: %d, want 401 and %q: %.900s", what, res.StatusCode, says, page)
		}
		for _, c := range res.cookies {
			if c.Name == lead.CookieName {
				t.Errorf("%s: a sitting began", what)
			}
		}
	}
	s := tr.surfer()
	refused("another state", s, with(tr.back(s, "leonie"), "state", "guessed"), "not asked for in this browser")
	s = tr.surfer()
	refused("somebody else's browser", tr.surfer(), tr.back(s, "leonie"), "not asked for in this browser")
	s = tr.surfer()
	refused("another provider", s, with(tr.back(s, "leonie"), "iss", "https://evil.example"), "another sign-in than the one you chose")
	s = tr.surfer()
	refused("another code", s, with(tr.back(s, "leonie"), "code", "guessed"), "did not confirm it was you")
	s = tr.surfer()
	back := tr.back(s, "leonie")
	if res, page := s.open(back, nil); res.StatusCode != 303 {
		t.Fatalf("the right answer: %d %s", res.StatusCode, page)
	}
	refused("the same answer again", s, back, "not asked for in this browser")

	// A pass that the service did not make, or made for something else, or that another sign-in's parts were put into.
	forge := func(change func(*sso.Pass), sealed bool) (*surfer, string) {
		s := tr.surfer()
		back := tr.back(s, "leonie")
		at, err := url.Parse(tr.url + "/team/sso/back")
		if err != nil {
			t.Fatal(err)
		}
		var pass sso.Pass
		for _, c := range s.http.Jar.Cookies(at) {
			if text, _, ok := strings.Cut(c.Value, "."); ok && c.Name == "pass" {
				raw, err := base64.RawURLEncoding.DecodeString(text)
				if err != nil || json.Unmarshal(raw, &pass) != nil {
					t.Fatal(err)
				}
			}
		}
		change(&pass)
		raw, err := json.Marshal(pass)
		if err != nil {
			t.Fatal(err)
		}
		text := base64.RawURLEncoding.EncodeToString(raw)
		mac := "AAAA"
		if sealed {
			mac = tr.c.site.Mac("sso", text)
		}
		s.http.Jar.SetCookies(at, []*http.Cookie{{Name: "pass", Value: text + "." + mac, Path: "/team/sso/"}})
		return s, back
	}
	s, back = forge(func(*sso.Pass) {}, false)
	refused("a pass of somebody else's making", s, back, "not asked for in this browser")
	s, back = forge(func(p *sso.Pass) { p.Nonce = "another" }, true)
	refused("another nonce", s, back, "made for another sign-in")
	s, back = forge(func(p *sso.Pass) { p.Verifier = strings.Repeat("a", 43) }, true)
	refused("another verifier (PKCE)", s, back, "did not confirm it was you")
	s, back = forge(func(p *sso.Pass) { p.Ends = tr.clock.Now().Add(-time.Second).Unix() }, true)
	refused("too late", s, back, "took too long")
	// The wrong secret: the provider does not speak to us.
	tr.sso.Secret = "another"
	tr.set()
	s = tr.surfer()
	refused("the wrong secret", s, tr.back(s, "leonie"), "did not confirm it was you")
	// Our own clock a day ahead: what the provider signs is over.
	tr.sso.Secret = testkit.ProviderSecret
	tr.set()
	tr.clock.Advance(24 * time.Hour)
	s = tr.surfer()
	refused("an answer of yesterday", s, tr.back(s, "leonie"), "could not be verified")
}

func TestSSO_LinkedAccountsStayWithTheirPeople(t *testing.T) {
	tr := newTrust(t, Config{Dir: testkit.Dir(t)})
	ctx := context.Background()
	leonie := tr.person("leonie")
	tr.in(tr.surfer(), "leonie", 303)
	// Another account of the trust comes with the address of one who is linked: it is nobody here, until a lead unlinks hers.
	if _, page := tr.in(tr.surfer(), "moved", 403); !strings.Contains(page, "Nobody is known here") {
		t.Error("an account was taken over by its address")
	}
	if err := tr.c.Ledger().Unlink(ctx, tr.tenant, leonie); err != nil {
		t.Fatal(err)
	}
	moved := tr.surfer()
	tr.in(moved, "moved", 303)
	tr.in(tr.surfer(), "leonie", 403)
	in := func() int {
		saw, _ := moved.open(tr.url+"/team/people", nil)
		return saw.StatusCode
	}
	if got := in(); got != 200 {
		t.Fatalf("signed in: %d", got)
	}
	// Another issuer's subjects say nothing here: everybody is unlinked.
	other := tr.sso
	other.Issuer = "https://login.example"
	if err := tr.c.Ledger().SetSSO(ctx, other); err != nil {
		t.Fatal(err)
	}
	if got := in(); got != 401 && got != 303 {
		t.Errorf("whoever came in by the issuer of before is still in: %d", got)
	}
	tr.set()
	tr.in(tr.surfer(), "leonie", 303)
	for _, bad := range []ledger.SSO{{Tenant: tr.tenant, Issuer: "x", Claim: "groups", Roles: []ledger.SSORole{{Value: "a", Role: "owner"}}}, {Tenant: tr.tenant, Issuer: "x", Roles: []ledger.SSORole{{Value: "a", Role: "lead"}}}, {Tenant: "none"}} {
		if err := tr.c.Ledger().SetSSO(ctx, bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	for issuer, ok := range map[string]bool{"https://login.example.nhs.uk": true, "http://127.0.0.1:9": true, "http://login.example.nhs.uk": false, "login.example": false, "https://a:b@login.example": false, "": false} {
		if err := (sso.Provider{Issuer: issuer, Client: "c", Secret: "s"}).Check(); (err == nil) != ok {
			t.Errorf("issuer %q: %v", issuer, err)
		}
	}
}
