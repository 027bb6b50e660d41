package e2e

import (
	"bytes"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/http"
	"net/http/cookiejar"
	netmail "net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
)

var (
	mailed   = regexp.MustCompile(`http://\S+/r/[A-Za-z0-9_-]+`)
	hiddenIn = regexp.MustCompile(`name="form" value="([^"]+)"`)
)

// TestReceipt_IsOnTheTabletAfterItsNextSync goes the whole way with the programs themselves: a tablet shares, the service mails, the school opens with
// the PIN, confirms and asks, and one sync later the tablet's store holds each of it. Nothing of the child is in the mail or the service's log.
func TestReceipt_IsOnTheTabletAfterItsNextSync(t *testing.T) {
	day := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) // of the notebooks
	clock := time.Until(day)
	now := func() time.Time { return time.Now().Add(clock) }
	h, letters := newHouse(t), t.TempDir()
	s := &service{where: []string{"--data", t.TempDir()}, serve: []string{"--mail-dir", letters, "--mail-from", "reports@ff.example"}, clock: clock}
	s.open(t)
	tenant := s.tenant(t)
	store := h.at("a")
	h.ctl(t, "", "enrol", "--store", store, "--central", s.url, "--code", s.code(t, s.therapist(t, tenant, "Sam Okoro")))
	c := shared.New(t, reports.SchoolAdvice, assessments.RoleSchool, now, uuid.NewString)
	share := c.Share(nil)
	bring := func(name string, recs ...assessments.Record) {
		t.Helper()
		var b bytes.Buffer
		must(t, assessments.Bundle{Bundle: 1, Tenant: "North Place", Records: recs}.Write(&b))
		must(t, os.WriteFile(h.at(name), b.Bytes(), 0o600))
		h.ctl(t, "", "import", "--store", store, h.at(name))
	}
	bring("case.json", c.Records...)
	h.sync(t, store)
	bring("share.json", share)
	heard := func() (out []string) {
		t.Helper()
		for _, r := range h.records(t, store, "--child", string(c.Child), "--kind", "receipt") {
			out = append(out, strings.TrimSpace(r.text("what")+" "+r.text("text")))
		}
		slices.Sort(out)
		return out
	}
	if got := heard(); len(got) != 0 {
		t.Fatalf("before anything went: %q", got)
	}
	h.sync(t, store)
	var letter string
	until(t, "a mail", func() bool {
		files, _ := filepath.Glob(filepath.Join(letters, "*"))
		if len(files) == 1 {
			raw, err := os.ReadFile(files[0])
			letter = string(raw)
			return err == nil && mailed.MatchString(words(t, letter))
		}
		return false
	})
	text := words(t, letter)
	link := mailed.FindString(text)

	jar, err := cookiejar.New(nil)
	must(t, err)
	browser := &http.Client{Jar: jar}
	var page string
	ask := func(path string, form url.Values) {
		t.Helper()
		var res *http.Response
		var err error
		if form == nil {
			res, err = browser.Get(link + path)
		} else {
			if m := hiddenIn.FindStringSubmatch(page); m != nil {
				form.Set("form", m[1])
			}
			res, err = browser.PostForm(link+path, form)
		}
		must(t, err)
		defer res.Body.Close()
		raw, err := io.ReadAll(res.Body)
		must(t, err)
		if page = string(raw); res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %.600s", path, res.StatusCode, page)
		}
	}
	ask("/pin", nil)
	ask("/pin", url.Values{"pin": {shared.PIN}})
	if !strings.Contains(page, "Isla") {
		t.Fatalf("the report does not open: %.600s", page)
	}
	ask("/confirm", nil)
	ask("/confirm", url.Values{"name": {"Perpetua Nettlefold"}, "job": {"SENCo"}})
	ask("/confirm", nil)
	ask("/question", url.Values{"question": {"Can the foot board stay?"}})

	if got := heard(); slices.Contains(got, "opened") {
		t.Errorf("the tablet hears before it syncs: %q", got)
	}
	h.sync(t, store)
	if got, want := heard(), []string{"confirmed", "mailed", "opened", "question Can the foot board stay?"}; !slices.Equal(got, want) {
		t.Errorf("one sync later the tablet holds %q, want %q", got, want)
	}
	h.verify(t, store)
	s.close(t)
	for _, name := range append(slices.Clone(c.Names), "Nettlefold", "foot board", shared.PIN) {
		if strings.Contains(text+letter, name) || strings.Contains(s.log.String(), name) {
			t.Errorf("the mail or the log holds %q", name)
		}
	}
	if strings.Contains(s.log.String(), link[strings.Index(link, "/r/"):]) {
		t.Error("the log holds the link")
	}
}

// words is what a mail says, subject and text.
func words(t *testing.T, letter string) string {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(letter))
	if err != nil {
		return "" // it is being written
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	must(t, err)
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	must(t, err)
	return subject + "\n" + string(body)
}
