package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

var tried = Parse(fstest.MapFS{"own/a.html": {Data: []byte(`{{define "main"}}<h1>{{.Title}}</h1>{{template "field" (ask .Data .)}}{{end}}`)}}, "own")

func shown(t *testing.T, p Page) (*httptest.ResponseRecorder, string) {
	t.Helper()
	w := httptest.NewRecorder()
	if err := tried.Show(w, http.StatusOK, "a", p); err != nil {
		t.Fatal(err)
	}
	return w, w.Body.String()
}

func TestShow_SaysAProblemThreeTimes(t *testing.T) {
	f := Field{Name: "pin", Label: "PIN", Hint: "6 digits", Value: `"><script>`, Mode: "numeric"}
	_, body := shown(t, Page{Title: "Enter the PIN", Service: "A Service", Data: f, Problems: []Problem{{"pin", "The PIN does not match."}}})
	for _, want := range []string{"<title>Error: Enter the PIN - A Service</title>", `<a href="#pin">The PIN does not match.</a>`, `aria-describedby="pin-hint pin-problem" aria-invalid="true"`,
		`id="pin-problem"><span class="vh">Error: </span>The PIN does not match.`, `tabindex="-1" autofocus`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s:\n%s", want, body)
		}
	}
	if strings.Contains(body, "<script") {
		t.Error("what somebody typed is markup")
	}
	_, body = shown(t, Page{Title: "Enter the PIN", Data: f})
	if strings.Contains(body, "Error") || strings.Contains(body, "aria-invalid") {
		t.Errorf("a page without problems says there are some:\n%s", body)
	}
}

func TestShow_IsSentWithItsHeaders(t *testing.T) {
	w, body := shown(t, Page{Title: "x", Data: Field{Name: "a"}})
	for h, want := range map[string]string{"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Content-Security-Policy": "default-src 'none'; style-src 'self'; "} {
		if got := w.Header().Get(h); !strings.Contains(got, want) {
			t.Errorf("%s is %q", h, got)
		}
	}
	for _, never := range []string{"unsafe", "script-src", "*", "http"} {
		if strings.Contains(w.Header().Get("Content-Security-Policy"), never) {
			t.Errorf("the policy holds %q", never)
		}
	}
	if strings.Contains(body, "<script") || strings.Contains(body, "<style") || strings.Contains(body, "style=") {
		t.Error("the page brings what its own policy forbids")
	}
	// A page that cannot be made is no page at all.
	w = httptest.NewRecorder()
	if err := tried.Show(w, 200, "a", Page{Data: 7}); err == nil || w.Body.Len() > 0 {
		t.Errorf("half a page: %q (%v)", w.Body, err)
	}
}

func TestCheck_OnlyOurOwnFormsForThisSession(t *testing.T) {
	s := New([]byte("secret"), true)
	post := func(token string, headers ...string) error {
		r := httptest.NewRequest("POST", "https://ff.example/x", strings.NewReader(url.Values{FormField: {token}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return s.Check(r, "session 1")
	}
	mine := s.Token("session 1")
	for name, err := range map[string]error{"a browser": post(mine, "Sec-Fetch-Site", "same-origin"), "an older browser": post(mine, "Origin", "https://ff.example"), "no browser": post(mine)} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{"another site": post(mine, "Sec-Fetch-Site", "cross-site"), "another origin": post(mine, "Origin", "https://evil.example"), "no token": post(""),
		"another session's token": post(s.Token("session 2")), "another service's token": post(New([]byte("other"), true).Token("session 1")), "a seal for something else": post(s.Mac("link", "session 1"))} {
		if assessments.KindOf(err) != assessments.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFlash_IsShownOnce(t *testing.T) {
	s, w := New([]byte("x"), true), httptest.NewRecorder()
	s.Flash(w, "/r/", "confirmed")
	set := w.Result().Cookies()[0]
	if !set.HttpOnly || !set.Secure || set.SameSite != http.SameSiteLaxMode || set.Path != "/r/" {
		t.Errorf("the cookie is %+v", set)
	}
	r := httptest.NewRequest("GET", "/r/1", nil)
	r.AddCookie(set)
	w = httptest.NewRecorder()
	if got := s.TakeFlash(w, r, "/r/"); got != "confirmed" || w.Result().Cookies()[0].MaxAge >= 0 {
		t.Errorf("%q, then %+v", got, w.Result().Cookies())
	}
}

func TestTrouble_IsASentenceAndNeverACause(t *testing.T) {
	for name, c := range map[string]struct {
		err      error
		has, not string
	}{
		"known":   {assessments.Wrap(http.ErrBodyNotAllowed, assessments.NotFound, "op", "There is no such report."), "There is no such report.", "body not allowed"},
		"unknown": {http.ErrBodyNotAllowed, "Try again later", "body not allowed"},
	} {
		w := httptest.NewRecorder()
		Trouble(w, 404, "A Service", c.err)
		if body := w.Body.String(); !strings.Contains(body, c.has) || strings.Contains(body, c.not) || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %s", name, body)
		}
	}
}

func TestAsset_OnlyOurs(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+AssetPath+"{version}/{file}", func(w http.ResponseWriter, r *http.Request) {
		if err := Asset(w, r); err != nil {
			http.NotFound(w, r)
		}
	})
	for path, status := range map[string]int{"site.css": 200, "bold.woff2": 200, "icon.svg": 200, "page.go": 404, "..%2fasset.go": 404} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest("GET", AssetPath+assetVersion+"/"+path, nil))
		if w.Code != status {
			t.Errorf("%s: %d", path, w.Code)
		}
		if status == 200 && !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s is not kept: %s", path, w.Header().Get("Cache-Control"))
		}
	}
}

func TestDay_IsLondons(t *testing.T) {
	at := time.Date(2026, 5, 20, 23, 30, 0, 0, time.UTC)
	if got := strings.ReplaceAll(Clock(at), "\u00a0", " "); got != "Thursday 21 May 2026, 00:30" {
		t.Errorf("got %q", got)
	}
	if got := strings.ReplaceAll(Day(assessments.Date("2026-06-04")), "\u00a0", " "); got != "Thursday 4 June 2026" {
		t.Errorf("got %q", got)
	}
}
