package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Site makes and checks what forms and cookies carry. Secure says that people reach it by https only.
type Site struct {
	secret []byte
	secure bool
	cross  *http.CrossOriginProtection
}

// New makes a Site. Every process of a service has the same secret.
func New(secret []byte, secure bool) *Site {
	return &Site{secret, secure, http.NewCrossOriginProtection()}
}

// Mac seals a text for one purpose; what it returns is fit for an address or a cookie.
func (s *Site) Mac(purpose, text string) string {
	m := hmac.New(sha256.New, s.secret)
	m.Write([]byte("web/" + purpose + "\n" + text))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:24])
}

// Fits reports whether a text was sealed for the purpose.
func (s *Site) Fits(purpose, text, mac string) bool {
	return hmac.Equal([]byte(s.Mac(purpose, text)), []byte(mac))
}

// FormField is the name of the hidden field that holds a form's token.
const FormField = "form"

// Token is what a form carries. bound is the session or the link that it belongs to.
func (s *Site) Token(bound string) string { return s.Mac("form", bound) }

// Check refuses a post that does not come from a form of ours, made for bound. The browser says whether another site sent it; the
// token says so where the browser is too old to.
func (s *Site) Check(r *http.Request, bound string) error {
	const op = "web.form"
	if err := s.cross.Check(r); err != nil {
		return assessments.Wrap(err, assessments.Forbidden, op, "This form came from another site. Open the page again and send it from there.")
	}
	if err := parse(r); err != nil {
		return assessments.Wrap(err, assessments.Invalid, op, "The form cannot be read: it was cut short, or holds something that is not text. Go back, take out what was pasted in, and send it again.")
	}
	if !s.Fits("form", bound, r.PostForm.Get(FormField)) {
		return assessments.Errorf(assessments.Forbidden, op, "This form is too old, or was made for somebody else. Open the page again.")
	}
	return nil
}

// inMemory is more than any body may hold: a file with names in it must not lie about on the disk.
const inMemory = 16 << 20

// parse reads a form's fields, and its files where it has some. What is no text is no form of ours: a browser sends none, no database
// here keeps it whole, and the next reader's screen may make anything of it.
func parse(r *http.Request) error {
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(inMemory)
	} else {
		err = r.ParseForm()
	}
	if err == nil && !Text(r.PostForm) {
		err = errors.New("what was sent is not text")
	}
	return err
}

// Text reports whether all of a form or a query is text.
func Text(v url.Values) bool {
	for name, values := range v {
		for _, x := range append(values, name) {
			if !utf8.ValidString(x) || strings.ContainsRune(x, 0) {
				return false
			}
		}
	}
	return true
}

// SetCookie sets a cookie for a path, out of reach of scripts and of other sites' posts. An empty value takes it away.
func (s *Site) SetCookie(w http.ResponseWriter, name, value, path string, life time.Duration) {
	c := &http.Cookie{Name: name, Value: value, Path: path, HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode, MaxAge: int(life.Seconds())}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// Cookie is a cookie's value, "" for none.
func Cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

const flashCookie = "flash"

// Flash lets the next page below path say something once. key names one of that page's own sentences: no words of anybody's travel
// in a cookie.
func (s *Site) Flash(w http.ResponseWriter, path, key string) {
	s.SetCookie(w, flashCookie, key, path, time.Minute)
}

// TakeFlash returns what was left for this page, and takes it away.
func (s *Site) TakeFlash(w http.ResponseWriter, r *http.Request, path string) string {
	key := Cookie(r, flashCookie)
	if key != "" {
		s.SetCookie(w, flashCookie, "", path, 0)
	}
	return key
}
