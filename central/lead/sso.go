package lead

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/sso"
	"github.com/fieldfare/fieldfare/central/web"
)

const (
	ssoPath    = Home + "sso/"
	ssoBack    = ssoPath + "back"
	passCookie = "pass"
)

func provider(s ledger.SSO) sso.Provider {
	return sso.Provider{Issuer: s.Issuer, Client: s.Client, Secret: s.Secret, Claim: s.Claim}
}

// doors are the services whose people sign in with the trust's account, for the page of signing in.
func (d *Desk) doors(r *http.Request) ([]web.Link, error) {
	list, err := d.ledger.SSOs(r.Context())
	var out []web.Link
	for _, s := range list {
		out = append(out, web.Link{Href: ssoPath + s.Tenant, Text: "Sign in to " + s.TenantName + " with your trust’s account"})
	}
	return out, err
}

// SSO sends a browser to the trust's sign-in. It is a link and no form: a page may send forms to nobody but us.
func (d *Desk) SSO(w http.ResponseWriter, r *http.Request) error {
	if err := d.patient(r); err != nil {
		return err
	}
	s, err := d.ledger.SSO(r.Context(), r.PathValue("tenant"))
	if err != nil {
		return err
	}
	to, pass, err := d.cfg.SSO.Begin(r.Context(), provider(s), s.Tenant, d.address(r)+ssoBack)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(pass)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "lead.sso", "")
	}
	text := base64.RawURLEncoding.EncodeToString(raw)
	d.site.SetCookie(w, passCookie, text+"."+d.site.Mac("sso", text), ssoPath, sso.PassLife)
	web.Headers(w)
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// pass is what this browser was sent off with; the zero Pass fits nothing.
func (d *Desk) pass(r *http.Request) sso.Pass {
	var p sso.Pass
	text, mac, _ := strings.Cut(web.Cookie(r, passCookie), ".")
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || !d.site.Fits("sso", text, mac) || json.Unmarshal(raw, &p) != nil {
		return sso.Pass{}
	}
	return p
}

// SSOBack takes what a browser brings back. The pass is used up, whatever comes of it.
func (d *Desk) SSOBack(w http.ResponseWriter, r *http.Request) error {
	pass := d.pass(r)
	d.site.SetCookie(w, passCookie, "", ssoPath, 0)
	token, role, err := d.enterSSO(r, pass)
	if err != nil {
		kind := assessments.KindOf(err)
		if kind == assessments.Unauthorized || kind == assessments.Forbidden {
			d.cfg.Strike(d.cfg.From(r))
		}
		status := map[assessments.ErrorKind]int{assessments.Unauthorized: http.StatusUnauthorized, assessments.Forbidden: http.StatusForbidden,
			assessments.Conflict: http.StatusConflict, assessments.Unavailable: http.StatusServiceUnavailable}[kind]
		if status == 0 {
			return err
		}
		d.cfg.Log.Warn("sign-in with the trust's account refused", "kind", kind.String())
		if pass.Tenant == "" && !d.cfg.Stranger() {
			return d.askSignIn(w, r, "", []web.Problem{{Field: "sso", Text: assessments.Sentence(err)}}, status)
		}
		if err := d.ledger.Note(ledger.As(r.Context(), "nobody"), pass.Tenant, "refused: sign-in with the trust's account", ""); err != nil {
			return err
		}
		return d.askSignIn(w, r, "", []web.Problem{{Field: "sso", Text: assessments.Sentence(err)}}, status)
	}
	d.site.SetCookie(w, CookieName, token, "/", 12*time.Hour)
	return d.done(w, r, First(role), "")
}

func (d *Desk) enterSSO(r *http.Request, pass sso.Pass) (token, role string, err error) {
	if err := d.patient(r); err != nil {
		return "", "", err
	}
	if pass.Tenant == "" {
		return "", "", assessments.Errorf(assessments.Unauthorized, "lead.sso", "This answer was not asked for in this browser. Begin again from the sign-in page.")
	}
	s, err := d.ledger.SSO(r.Context(), pass.Tenant)
	if err != nil {
		return "", "", err
	}
	m, err := d.cfg.SSO.Finish(r.Context(), provider(s), d.address(r)+ssoBack, pass, r.URL.Query())
	if err != nil {
		return "", "", err
	}
	return d.ledger.EnterSSO(r.Context(), s, m.Subject, m.Email, m.Values)
}

// SSOLeft says that somebody is out here, and that the trust's account may be in still, which matters on a shared computer.
func (d *Desk) SSOLeft(w http.ResponseWriter, r *http.Request) error {
	s, err := d.ledger.SSO(r.Context(), r.PathValue("tenant"))
	if err != nil {
		return err
	}
	return d.plain(w, "ssoleft", "You are signed out here", s.TenantName, form{More: ssoPath + s.Tenant + "/end"}, nil, 0)
}

// SSOEnd sends somebody who is out here to where the trust's account is left too.
func (d *Desk) SSOEnd(w http.ResponseWriter, r *http.Request) error {
	s, err := d.ledger.SSO(r.Context(), r.PathValue("tenant"))
	if err != nil {
		return err
	}
	to, err := d.cfg.SSO.End(r.Context(), provider(s), d.address(r)+Home+"signin")
	if err != nil {
		return err
	}
	if to == "" {
		to = Home + "signin"
	}
	web.Headers(w)
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// after is where somebody goes who signed out: whoever may be in with the trust's account still is told so.
func (d *Desk) after(r *http.Request, s ledger.Sitting) (string, error) {
	people, err := d.ledger.People(r.Context(), s.Tenant)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(people, func(p ledger.Person) bool { return p.ID == string(s.Person) && p.Account == ledger.AccountLinked }) {
		return ssoPath + s.Tenant + "/left", nil
	}
	return Home + "signin", nil
}
