package lead

import (
	"encoding/base64"
	"net/http"
	"time"

	"rsc.io/qr"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/signin"
	"github.com/fieldfare/fieldfare/central/web"
)

// CookieName is the cookie of a sitting.
const CookieName = "sitting"

// stranger is what the forms of people who are not signed in yet are bound to: there is no session to bind them to. That no other
// site posts them is for the browser's word on where a post comes from.
const stranger = "nobody yet"

// A form is what a page with questions shows.
type form struct {
	Token  string
	Sheet  assessments.ID // where sending it twice is to make things once
	Fields []web.Field
	More   any
}

// plain writes a page of somebody who is not in yet: no menu, no service.
func (d *Desk) plain(w http.ResponseWriter, name, title, service string, f form, wrong []web.Problem, status int) error {
	if len(wrong) > 0 && status == 0 {
		status = http.StatusBadRequest
	}
	if status == 0 {
		status = http.StatusOK
	}
	return pages.Show(w, status, name, web.Page{Title: title, Service: service, Section: "For the therapy team", Problems: wrong, Data: f})
}

// SignIn shows the form. Whoever is in already goes on.
func (d *Desk) SignIn(w http.ResponseWriter, r *http.Request) error {
	if s, err := d.ledger.Sitting(r.Context(), web.Cookie(r, CookieName)); err == nil && s.Stage == ledger.StageIn {
		return d.done(w, r, First(s.Role), "")
	}
	return d.askSignIn(w, r, "", nil, 0)
}

func (d *Desk) askSignIn(w http.ResponseWriter, r *http.Request, email string, wrong []web.Problem, status int) error {
	doors, err := d.doors(r)
	if err != nil {
		return err
	}
	return d.plain(w, "signin", "Sign in", "", form{Token: d.site.Token(stranger), More: doors, Fields: []web.Field{
		{Name: "email", Label: "Work e-mail address", Type: "email", Value: email, Complete: "username", Max: 200},
		{Name: "password", Label: "Password", Type: "password", Complete: "current-password", Max: 200},
	}}, wrong, status)
}

// patient refuses an address that guessed too much, before any work is done for it.
func (d *Desk) patient(r *http.Request) error {
	if d.cfg.Wait(d.cfg.From(r)) > 0 {
		return assessments.Errorf(assessments.Forbidden, "lead.signin", "There were too many wrong tries from here. Wait a minute, then try again.")
	}
	return nil
}

// refusedTry answers a wrong try on its own page.
func (d *Desk) refusedTry(r *http.Request, err error, field string) ([]web.Problem, int, error) {
	switch assessments.KindOf(err) {
	case assessments.Unauthorized:
		d.cfg.Strike(d.cfg.From(r))
		return []web.Problem{{Field: field, Text: assessments.Sentence(err)}}, http.StatusUnauthorized, nil
	case assessments.Forbidden:
		return []web.Problem{{Field: field, Text: assessments.Sentence(err)}}, http.StatusForbidden, nil
	case assessments.Invalid, assessments.NotFound, assessments.Conflict:
		return []web.Problem{{Field: field, Text: assessments.Sentence(err)}}, http.StatusBadRequest, nil
	}
	return nil, 0, err
}

// Enter takes address and password.
func (d *Desk) Enter(w http.ResponseWriter, r *http.Request) error {
	if err := d.site.Check(r, stranger); err != nil {
		return err
	}
	email, password := r.PostForm.Get("email"), r.PostForm.Get("password")
	err := d.patient(r)
	var token, stage string
	if err == nil {
		token, stage, err = d.ledger.Enter(r.Context(), email, password)
	}
	if err != nil {
		wrong, status, err := d.refusedTry(r, err, "email")
		if err != nil {
			return err
		}
		return d.askSignIn(w, r, email, wrong, status)
	}
	d.warm(r.Context(), token)
	d.site.SetCookie(w, CookieName, token, "/", time.Hour)
	return d.done(w, r, Home+stage, "")
}

// Code asks for the digits.
func (d *Desk) Code(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.askCode(w, s, nil, 0)
}

func digitsField() web.Field {
	return web.Field{Name: "code", Label: "Code", Hint: "6 digits, from the authenticator app on your phone", Mode: "numeric", Complete: "one-time-code", Width: "code", Max: 9}
}

func (d *Desk) askCode(w http.ResponseWriter, s ledger.Sitting, wrong []web.Problem, status int) error {
	return d.plain(w, "code", "Enter the code from your phone", s.TenantName, form{Token: d.site.Token(s.Key), Fields: []web.Field{digitsField()}}, wrong, status)
}

// Phone shows the picture that a phone is paired with. It is part of the page, so that no cache or log has its address.
func (d *Desk) Phone(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.askPhone(w, r, s, nil, 0)
}

func (d *Desk) askPhone(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem, status int) error {
	seed, err := d.ledger.Seed(as(r, s), s)
	if err != nil {
		return err
	}
	picture, err := qrPicture(signin.URI(seed, "Fieldfare "+s.TenantName, s.Email))
	if err != nil {
		return err
	}
	return d.plain(w, "phone", "Pair your phone", s.TenantName, form{Token: d.site.Token(s.Key), Fields: []web.Field{digitsField()},
		More: map[string]string{"QR": picture, "Words": signin.Words(seed)}}, wrong, status)
}

// qrPicture is a QR code as base64 of a PNG.
func qrPicture(text string) (string, error) {
	q, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "lead.qr", "")
	}
	return base64.StdEncoding.EncodeToString(q.PNG()), nil
}

// Confirm takes the digits, of a phone that is being paired or is paired.
func (d *Desk) Confirm(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	token, err := d.ledger.Confirm(as(r, s), s, r.PostForm.Get("code"))
	if err != nil {
		wrong, status, err := d.refusedTry(r, err, "code")
		if err != nil {
			return err
		}
		if s.Stage == ledger.StagePhone {
			return d.askPhone(w, r, s, wrong, status)
		}
		return d.askCode(w, s, wrong, status)
	}
	d.site.SetCookie(w, CookieName, token, "/", 12*time.Hour)
	return d.done(w, r, First(s.Role), "")
}

// Start asks somebody who was invited for their code and a password.
func (d *Desk) Start(w http.ResponseWriter, _ *http.Request) error {
	return d.askStart(w, "", nil, 0)
}

func (d *Desk) askStart(w http.ResponseWriter, email string, wrong []web.Problem, status int) error {
	return d.plain(w, "start", "Choose a password", "", form{Token: d.site.Token(stranger), Fields: []web.Field{
		{Name: "email", Label: "Work e-mail address", Type: "email", Value: email, Complete: "username", Max: 200},
		{Name: "start", Label: "Sign-in code", Hint: "12 letters and digits that you were given, such as 7K4Q-2M9B-6HWX", Complete: "off", Width: "middle", Max: 20},
		{Name: "password", Label: "New password", Hint: "12 letters or more. Three random words are good.", Type: "password", Complete: "new-password", Max: 200},
		{Name: "again", Label: "The same password again", Type: "password", Complete: "new-password", Max: 200},
	}}, wrong, status)
}

// Choose takes them.
func (d *Desk) Choose(w http.ResponseWriter, r *http.Request) error {
	if err := d.site.Check(r, stranger); err != nil {
		return err
	}
	email, password := r.PostForm.Get("email"), r.PostForm.Get("password")
	if password != r.PostForm.Get("again") {
		return d.askStart(w, email, []web.Problem{{Field: "again", Text: "The two passwords are not the same. Type both again."}}, 0)
	}
	err := d.patient(r)
	var token string
	if err == nil {
		token, err = d.ledger.ChoosePassword(r.Context(), email, r.PostForm.Get("start"), password)
	}
	if err != nil {
		field := "start"
		if assessments.KindOf(err) == assessments.Invalid {
			field = "password"
		}
		wrong, status, err := d.refusedTry(r, err, field)
		if err != nil {
			return err
		}
		return d.askStart(w, email, wrong, status)
	}
	d.site.SetCookie(w, CookieName, token, "/", time.Hour)
	return d.done(w, r, Home+"phone", "")
}

// Out asks whether to sign out: a link alone must not do it, since links are fetched by what nobody clicked.
func (d *Desk) Out(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.show(w, r, s, "out", "", web.Page{Title: "Sign out", Data: form{Token: d.site.Token(s.Key)}})
}

// Leave signs out.
func (d *Desk) Leave(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	if err := d.ledger.Leave(as(r, s), s); err != nil {
		return err
	}
	d.site.SetCookie(w, CookieName, "", "/", 0)
	to, err := d.after(r, s)
	if err != nil {
		return err
	}
	return d.done(w, r, to, "")
}

// None is for those whose work is on a tablet.
func (d *Desk) None(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.show(w, r, s, "none", "", web.Page{Title: "Your work is on your tablet"})
}
