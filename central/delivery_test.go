package central

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/mail"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A postbox keeps what is sent, or refuses it with err.
type postbox struct {
	mu  sync.Mutex
	got []mail.Message
	err error
}

func (p *postbox) Send(_ context.Context, m mail.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.got = append(p.got, m)
	}
	return p.err
}

// An office is a service with a child, a signed report, a tablet that holds the child, and a postbox.
type office struct {
	*desk
	*shared.Case
	box    *postbox
	mine   *tablet
	looked map[string]uint64
}

func newOffice(t *testing.T) *office {
	t.Helper()
	return newOfficeFor(t, reports.SchoolAdvice, assessments.RoleSchool)
}

func newOfficeFor(t *testing.T, kind reports.Kind, role assessments.Role) *office {
	t.Helper()
	return newOfficeOn(t, Config{Dir: testkit.Dir(t)}, kind, role)
}

// onBoth runs a test of the school's links on the embedded database and on PostgreSQL.
func onBoth(t *testing.T, test func(t *testing.T, o *office)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newOffice(t)) })
	t.Run("postgres", func(t *testing.T) {
		test(t, newOfficeOn(t, Config{Database: testkit.Postgres(t)}, reports.SchoolAdvice, assessments.RoleSchool))
	})
}

func newOfficeOn(t *testing.T, cfg Config, kind reports.Kind, role assessments.Role) *office {
	t.Helper()
	d := newDeskOn(t, cfg)
	o := &office{desk: d, box: &postbox{}, looked: map[string]uint64{}}
	o.c.delivery.Mail, o.c.delivery.From, o.c.delivery.URL = o.box, "reports@ff.example", "https://ff.example"
	o.Case = shared.New(t, kind, role, d.clock.Now, testkit.IDs("office"+t.Name(), d.clock.Now))
	o.write(o.Records...)
	if err := o.c.ledger.Grant(context.Background(), assessments.ChildScope(o.Child), d.therapist); err != nil {
		t.Fatal(err)
	}
	o.mine = d.tablet(d.therapist)
	return o
}

// write puts records into the ledger as a tablet's sync would.
func (o *office) write(recs ...assessments.Record) {
	o.t.Helper()
	o.writeTo(o.tenant, recs...)
}

// writeTo is write for another service.
func (o *office) writeTo(tenant string, recs ...assessments.Record) {
	o.t.Helper()
	var entries []ledger.Entry
	for _, r := range recs {
		entries = append(entries, ledger.Entry{Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: r.Fields}})
	}
	if _, err := o.c.ledger.Write(context.Background(), tenant, ledger.Author{Actor: "test"}, entries...); err != nil {
		o.t.Fatal(err)
	}
}

// change edits a record that is there.
func (o *office) change(id assessments.ID, set assessments.Fields) {
	o.t.Helper()
	rec, err := o.c.ledger.ReadRecord(context.Background(), o.tenant, id, "test")
	if err != nil {
		o.t.Fatal(err)
	}
	e := ledger.Entry{Edit: assessments.Edit{Record: id, Kind: rec.Kind, Scope: rec.Scope, Set: set}, Base: rec.Meta.Seq}
	if _, err := o.c.ledger.Write(context.Background(), o.tenant, ledger.Author{Actor: "test"}, e); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) round() {
	o.t.Helper()
	if err := o.c.delivery.Round(context.Background(), o.looked); err != nil {
		o.t.Fatal(err)
	}
}

var linkIn = regexp.MustCompile(`https://ff\.example(/r/[A-Za-z0-9_-]+)`)

// share sends a share and returns the path of the link in its mail.
func (o *office) share(change func(*assessments.Share)) (id assessments.ID, path string) {
	o.t.Helper()
	rec := o.Share(change)
	o.write(rec)
	n := len(o.box.got)
	o.round()
	if len(o.box.got) != n+1 {
		o.t.Fatalf("%d mails went, want one more than %d", len(o.box.got), n)
	}
	m := linkIn.FindStringSubmatch(o.box.got[n].Text)
	if m == nil {
		o.t.Fatalf("the mail has no link: %s", o.box.got[n].Text)
	}
	return rec.ID, m[1]
}

// receipts are what the tablet hears at its next sync, as "what" or "what: text".
func (o *office) receipts() []string {
	o.t.Helper()
	var out []string
	o.mine.token = o.mine.fetchToken()
	res, body := o.mine.post(wire.Zstd, stream(o.t, o.mine.hello(), wire.End{}))
	for _, l := range o.mine.lines(res, body) {
		if d, ok := l.(wire.Delivered); ok {
			c, err := wire.Thaw(d.Frozen.Bytes)
			if err != nil {
				o.t.Fatal(err)
			}
			if c.Kind == assessments.KindReceipt {
				out = append(out, strings.TrimRight(c.Set.Text("what")+": "+c.Set.Text("by")+" "+c.Set.Text("format")+c.Set.Text("text"), " :"))
			}
		}
	}
	return out
}

// A guest is a browser without scripts: it keeps cookies by path, follows redirects, and knows the form's token of the page it saw.
type guest struct {
	*office
	cookies map[string]*http.Cookie
	page    string
	path    string
	status  int
	head    http.Header
}

func (o *office) guest() *guest { return &guest{office: o, cookies: map[string]*http.Cookie{}} }

func (g *guest) ask(method, path string, form url.Values, header ...string) *guest {
	g.t.Helper()
	for range 5 {
		var body io.Reader
		if form != nil {
			body = strings.NewReader(form.Encode())
		}
		r := httptest.NewRequest(method, "https://ff.example"+path, body)
		r.Header.Set("Accept", "text/html")
		if form != nil {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		for _, c := range g.cookies {
			if strings.HasPrefix(path, c.Path) {
				r.AddCookie(c)
			}
		}
		w := httptest.NewRecorder()
		g.c.ServeHTTP(w, r)
		for _, c := range w.Result().Cookies() {
			if c.MaxAge < 0 {
				delete(g.cookies, c.Name+c.Path)
			} else {
				g.cookies[c.Name+c.Path] = c
			}
		}
		g.page, g.path, g.status, g.head = w.Body.String(), path, w.Code, w.Header()
		if w.Code != http.StatusSeeOther {
			return g
		}
		method, path, form = "GET", w.Header().Get("Location"), nil
	}
	g.t.Fatal("redirects without end")
	return g
}

func (g *guest) get(path string) *guest { g.t.Helper(); return g.ask("GET", path, nil) }

var tokenIn = regexp.MustCompile(`name="form" value="([^"]+)"`)

// post presses a button of the page that was seen last.
func (g *guest) post(path string, fields ...string) *guest {
	g.t.Helper()
	form := url.Values{}
	if m := tokenIn.FindStringSubmatch(g.page); m != nil {
		form.Set("form", m[1])
	}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return g.ask("POST", path, form, "Sec-Fetch-Site", "same-origin")
}

// sees fails the test unless the page is answered with a status and says all that.
func (g *guest) sees(status int, words ...string) *guest {
	g.t.Helper()
	page := strings.ReplaceAll(g.page, "\u00a0", " ")
	if g.status != status {
		g.t.Errorf("%s: answered %d, want %d: %.600s", g.path, g.status, status, page)
	}
	for _, w := range words {
		if !strings.Contains(page, w) {
			g.t.Errorf("%s does not say %q:\n%s", g.path, w, page)
		}
	}
	return g
}

func (g *guest) open(path string) *guest {
	g.t.Helper()
	return g.get(path).post(path).post(path+"/pin", "pin", shared.PIN)
}

func TestDelivery_FromTheMailToTheReceipt(t *testing.T) {
	o := newOffice(t)
	_, path := o.share(nil)
	if got := o.receipts(); !slices.Equal(got, []string{"mailed: office@larkbarrow.example"}) {
		t.Errorf("after the mail the tablet hears %q", got)
	}
	o.round()
	if len(o.box.got) != 1 {
		t.Errorf("the mail went %d times", len(o.box.got))
	}
	// Mail programs and filters open every link before anybody sees it.
	scanner := o.guest()
	for i := range 20 {
		scanner.ask([]string{"GET", "HEAD"}[i%2], path+[]string{"", "/pin", "/report", "/copy/pdf", "/confirm"}[i%5], nil)
	}
	if got := o.receipts(); len(got) != 1 {
		t.Errorf("a scanner made receipts: %q", got)
	}
	g := o.guest().get(path).sees(200, "A report is ready for you", o.Place, "Friday 20 November 2026", "Friday 4 December 2026")
	g.post(path).sees(200, "Enter the PIN", `inputmode="numeric"`)
	g.post(path+"/pin", "pin", " 419 027").sees(200, "Isla", "Keep a copy", "Confirm you have received this", "This is the newest version.", `/copy/pdf"`, `/copy/docx"`)
	if strings.Contains(g.page, "/copy/xlsx") || strings.Contains(g.page, "Why you have this report") {
		t.Errorf("the page offers a form that was not shared, or explains what needs no word")
	}
	if p := g.head.Get("Content-Security-Policy"); !strings.Contains(p, "'sha256-") || strings.Contains(p, "unsafe") || g.head.Get("Cache-Control") != "no-store" {
		t.Errorf("the report is sent with %v", g.head)
	}
	g.get(path + "/copy/pdf")
	if !strings.HasPrefix(g.page, "%PDF-") || g.head.Get("Content-Type") != "application/pdf" || strings.Contains(g.head.Get("Content-Disposition"), "Isla") {
		t.Errorf("the PDF is %.20q, %v", g.page, g.head)
	}
	g.get(path + "/copy/docx")
	if z, err := zip.NewReader(strings.NewReader(g.page), int64(len(g.page))); err != nil || len(z.File) < 5 {
		t.Errorf("the Word file is none: %v", err)
	}
	g.get(path+"/table").sees(200, "<table>", "<th scope=\"col\">What</th>")
	g.get(path+"/confirm").post(path+"/confirm", "name", "", "job", "").sees(422, "<title>Error: Confirm", `href="#name"`, `href="#job"`)
	g.post(path+"/confirm", "name", "Perpetua  Nettlefold", "job", "SENCo").sees(200, "Thank you. ", "can see that "+o.Place+" has this.", "Keep a copy")
	g.get(path + "/report")
	if strings.Contains(g.page, "Thank you") {
		t.Error("the thanks are said twice")
	}
	g.get(path+"/confirm").post(path+"/question", "question", " ").sees(422, "Enter your question")
	ask := "Can the foot board stay?\r\nAnother child sits there."
	g.post(path+"/question", "question", ask).sees(200, "Your question is with ")
	g.post(path+"/question", "question", ask)
	got := o.receipts()
	want := []string{"mailed: office@larkbarrow.example", "opened: office@larkbarrow.example", "downloaded: office@larkbarrow.example pdf", "downloaded: office@larkbarrow.example docx",
		"confirmed: Perpetua Nettlefold, SENCo", "question: office@larkbarrow.example Can the foot board stay?\nAnother child sits there."}
	if !slices.Equal(got, want) {
		t.Errorf("the tablet hears\n%q, want\n%q", got, want)
	}
	// A colleague of the same school has a browser of their own.
	o.guest().open(path).sees(200, "Isla")
	if n := len(o.receipts()); n != len(want)+1 {
		t.Errorf("%d receipts after a colleague opened it", n)
	}
	// An hour later the page asks for the PIN again, by the back button as well: nothing was kept.
	o.clock.Advance(61 * time.Minute)
	g.get(path+"/report").sees(200, "Enter the PIN")
	if strings.Contains(g.page, "Isla") {
		t.Error("the page for the PIN names the child")
	}
	o.quiet()
}

// quiet fails the test when the log, or the audit, holds a name, a PIN, a link or a reader's words.
func (o *office) quiet() {
	o.t.Helper()
	trail, err := o.c.ledger.Audit(context.Background(), o.tenant)
	if err != nil {
		o.t.Fatal(err)
	}
	text := o.log.String()
	for _, a := range trail {
		text += a.Actor + " " + a.What + " " + a.About + "\n"
	}
	for _, m := range o.box.got {
		raw, err := m.Bytes()
		if err != nil {
			o.t.Fatal(err)
		}
		plain, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(raw)))
		text += string(raw) + string(plain)
	}
	for _, never := range append(slices.Clone(o.Names), shared.PIN, "Nettlefold", "foot board") {
		if strings.Contains(strings.ToLower(text), strings.ToLower(never)) {
			o.t.Errorf("a log, a mail or the audit holds %q", never)
		}
	}
	if m := linkIn.FindStringSubmatch(o.box.got[0].Text); strings.Contains(o.log.String(), m[1]) {
		o.t.Error("the log holds a link")
	}
}

func TestDelivery_FiveWrongPINs(t *testing.T) {
	o := newOffice(t)
	_, path := o.share(nil)
	g := o.guest().get(path + "/pin")
	g.post(path+"/pin", "pin", "12345").sees(422, "Enter the PIN as 6 digits") // a slip is no guess
	for _, left := range []string{"4 tries", "3 tries", "2 tries", "1 try"} {
		g.post(path+"/pin", "pin", "000000").sees(422, "<title>Error: ", "You have "+left+" left")
	}
	g.post(path+"/pin", "pin", "000000").sees(429, "The report is locked for now", "09:30", "We have told ")
	// The right PIN opens nothing either while it is locked, in this browser or another.
	g.get(path+"/pin").sees(429, "The report is locked for now")
	form := o.guest()
	form.page = `name="form" value="` + o.c.delivery.Site.Token(strings.TrimPrefix(path, "/r/")) + `"`
	form.post(path+"/pin", "pin", shared.PIN).sees(429)
	if got := o.receipts(); !slices.Equal(got, []string{"mailed: office@larkbarrow.example", "locked"}) {
		t.Errorf("the tablet hears %q", got)
	}
	o.clock.Advance(ledger.PINLock + time.Minute)
	o.guest().open(path).sees(200, "Isla")
}

func TestDelivery_ClosedLinks(t *testing.T) {
	everywhere := []string{"", "/pin", "/no-pin", "/report", "/table", "/copy/pdf", "/confirm"}
	shut := func(o *office, g *guest, path string, words ...string) {
		t.Helper()
		for _, p := range everywhere {
			if g.get(path+p).sees(410, words...); strings.Contains(g.page, "Isla") {
				t.Errorf("%s names the child", p)
			}
		}
		for _, p := range []string{"", "/pin", "/confirm", "/question"} {
			form := url.Values{"form": {o.c.delivery.Site.Token(strings.TrimPrefix(path, "/r/"))}, "pin": {shared.PIN}, "name": {"x"}, "job": {"x"}, "question": {"x"}}
			g.ask("POST", path+p, form).sees(410, words...)
		}
	}
	t.Run("expired", func(t *testing.T) {
		o := newOffice(t)
		_, path := o.share(nil)
		g := o.guest().open(path).sees(200, "Isla")
		o.clock.Set(time.Date(2026, 12, 4, 23, 59, 0, 0, time.UTC))
		g.get(path).sees(200, "A report is ready")
		o.clock.Advance(2 * time.Minute)
		shut(o, g, path, "This link stopped working on 4 December 2026", "The report is safe", "Ask for a new link")
		g.post(path+"/ask").sees(410, "Thank you. ", "asked for a new link")
		g.post(path + "/ask")
		if got := o.receipts(); len(got) != 3 || got[2] != "link-asked" {
			t.Errorf("the tablet hears %q", got)
		}
	})
	t.Run("revoked", func(t *testing.T) {
		o := newOffice(t)
		id, path := o.share(nil)
		g := o.guest().open(path).sees(200, "Isla")
		o.change(id, assessments.Fields{"revoked_at": []byte(`"2026-11-20T09:05:00Z"`), "revoked_for": []byte(`"wrong school"`)})
		shut(o, g, path, "The sender took this link back")
	})
	t.Run("superseded", func(t *testing.T) {
		o := newOffice(t)
		id, path := o.share(nil)
		g := o.guest().open(path).sees(200, "Isla")
		_, second := o.share(func(s *assessments.Share) { s.Replaces = id })
		shut(o, g, path, "There is a newer version", `href="`+second+`"`)
		o.guest().open(second).sees(200, "Isla")
	})
	t.Run("superseded for another mailbox", func(t *testing.T) {
		o := newOffice(t)
		id, path := o.share(nil)
		_, second := o.share(func(s *assessments.Share) { s.Replaces, s.Mailbox = id, "head@elsewhere.example" })
		g := o.guest().get(path).sees(410, "There is a newer version", "Ask for a new link")
		if strings.Contains(g.page, second) {
			t.Error("the page gives out a link that went to another mailbox")
		}
	})
	t.Run("consent ended", func(t *testing.T) {
		o := newOffice(t)
		_, path := o.share(nil)
		g := o.guest().open(path).sees(200, "Isla")
		o.change(o.Consent, assessments.Fields{"withdrawn_on": []byte(`"2026-11-20"`)})
		shut(o, g, path, "This report cannot be opened now")
		if strings.Contains(strings.ToLower(g.page), "consent") {
			t.Error("the page tells the school why")
		}
	})
}

func TestDelivery_NothingGoesWithoutABasis(t *testing.T) {
	for name, spoil := range map[string]func(o *office, s *assessments.Share){
		"consent was taken back": func(o *office, _ *assessments.Share) {
			o.change(o.Consent, assessments.Fields{"withdrawn_on": []byte(`"2026-11-20"`)})
		},
		"the share names no basis":  func(_ *office, s *assessments.Share) { s.Basis = nil },
		"it names another version":  func(_ *office, s *assessments.Share) { s.TreeHash = strings.Repeat("a", 64) },
		"nobody agreed to this one": func(_ *office, s *assessments.Share) { s.Recipient = assessments.RoleSupplier },
		"it names no report":        func(_ *office, s *assessments.Share) { s.Report = s.Sender },
	} {
		o := newOffice(t)
		rec := o.Share(func(s *assessments.Share) { spoil(o, s) })
		o.write(rec)
		o.round()
		if len(o.box.got) != 0 {
			t.Errorf("%s: a mail went", name)
		}
		if got := o.receipts(); len(got) != 1 || !strings.HasPrefix(got[0], "not-delivered: office@larkbarrow.example The service did not send it.") {
			t.Errorf("%s: the tablet hears %q", name, got)
		}
	}
	// Past every screen, by raw HTTP: a tablet that was changed, or whoever has its key, pushes a share that rests on nothing. Nothing is mailed, and the
	// address that somebody worked out opens nothing.
	o := newOffice(t)
	lawless := o.Share(func(s *assessments.Share) { s.Basis = nil })
	c := wire.Change{CID: strings.Repeat("ef", 16), Inc: "life1", DSeq: 1, Record: lawless.ID, Kind: lawless.Kind, Op: assessments.OpSet, Set: lawless.Fields, TDev: "2026-11-20T09:00:00Z", V: 1}
	c.SetScope(lawless.Scope)
	f, err := wire.Freeze(c)
	if err != nil {
		t.Fatal(err)
	}
	o.mine.lines(o.mine.post("", stream(t, o.mine.hello(), wire.Pushed{CID: c.CID, Frozen: f}, wire.End{N: 1})))
	o.round()
	if len(o.box.got) != 0 {
		t.Error("by raw HTTP a mail went that rests on nothing")
	}
	link := "/r/" + o.c.site.Mac("link", o.tenant+"/"+string(lawless.ID))
	for _, p := range []string{"", "/pin", "/report", "/copy/pdf", "/table", "/confirm"} {
		if g := o.guest().get(link + p); g.status != 410 && g.status != 404 || strings.Contains(g.page, "Isla") {
			t.Errorf("%s of a share that rests on nothing: %d", p, g.status)
		}
	}
	for _, p := range []string{"", "/pin", "/confirm", "/question"} {
		form := url.Values{"form": {o.c.site.Token(link[3:])}, "pin": {shared.PIN}, "name": {"x"}, "job": {"x"}, "question": {"x"}}
		if g := o.guest().ask("POST", link+p, form); g.status != 410 && g.status != 404 {
			t.Errorf("post to %s of a share that rests on nothing: %d", p, g.status)
		}
	}
	// A copy on paper is the therapist's own business: the service sends nothing and says nothing.
	o = newOffice(t)
	o.write(o.Share(func(s *assessments.Share) { s.Way, s.PIN, s.Mailbox = "paper", "", "" }))
	o.round()
	if len(o.box.got) != 0 || len(o.receipts()) != 0 {
		t.Errorf("a copy on paper: %d mails, %q", len(o.box.got), o.receipts())
	}
}

func TestDelivery_SaysOnWhatElseItRests(t *testing.T) {
	o := newOffice(t)
	o.change(o.Consent, assessments.Fields{"withdrawn_on": []byte(`"2026-11-20"`)})
	basis := assessments.ID(o.newIDs()())
	o.write(assessments.Record{ID: basis, Kind: assessments.KindBasis, Scope: assessments.ChildScope(o.Child), Fields: assessments.Encode(&assessments.Basis{Purpose: "share", Recipient: "school",
		Kind: "safeguarding", Decision: "given", On: "2026-11-20", Clinician: o.Therapist, Reason: "The chair fell over twice."})})
	_, path := o.share(func(s *assessments.Share) { s.Basis = []assessments.ID{basis} })
	g := o.guest().open(path).sees(200, "Why you have this report", "keeping a child safe", "decided so", "The chair fell over twice.")
	o.change(basis, assessments.Fields{"confidential": []byte(`true`)})
	if g.get(path+"/report").sees(200, "Why you have this report"); strings.Contains(g.page, "fell over") {
		t.Error("a reason kept in confidence is shown")
	}
}

func (o *office) newIDs() func() string { return testkit.IDs("more"+o.t.Name(), o.clock.Now) }

func TestDelivery_MailThatDoesNotGo(t *testing.T) {
	o := newOffice(t)
	o.box.err = assessments.Errorf(assessments.Unavailable, "test", "The mail server is busy.")
	o.write(o.Share(nil))
	for range 3 {
		o.round()
		o.clock.Advance(10 * time.Minute)
	}
	if got := o.receipts(); len(got) != 0 {
		t.Errorf("too early: %q", got)
	}
	o.box.err = nil
	o.round()
	if got := o.receipts(); len(o.box.got) != 1 || len(got) != 1 {
		t.Errorf("%d mails, %q", len(o.box.got), got)
	}
	o.box.err = assessments.Errorf(assessments.Invalid, "test", "The mail server refused the address or the mail.")
	o.write(o.Share(nil))
	o.round()
	o.clock.Advance(24 * time.Hour)
	o.round()
	if got := o.receipts(); len(got) != 2 || !strings.HasPrefix(got[1], "not-delivered: office@larkbarrow.example The mail server refused") {
		t.Errorf("the tablet hears %q", got)
	}
}

func TestDelivery_Strangers(t *testing.T) {
	o := newOffice(t)
	_, path := o.share(nil)
	_, other := o.share(nil)
	mine, theirs := o.guest().open(path).sees(200, "Isla"), o.guest().open(other)
	token := func(p string) string { return o.c.delivery.Site.Token(strings.TrimPrefix(p, "/r/")) }
	// A reader of one report is nobody at another.
	for name, c := range mine.cookies {
		moved := *c
		moved.Path = other
		theirs.cookies = map[string]*http.Cookie{name: &moved}
	}
	theirs.get(other+"/report").sees(200, "Enter the PIN")
	for _, p := range []string{"/confirm", "/question"} {
		g := o.guest().ask("POST", path+p, url.Values{"form": {token(path)}, "name": {"x"}, "job": {"x"}, "question": {"x"}})
		g.sees(200, "Enter the PIN")
	}
	forged := func() (n int) {
		for _, r := range o.trail("") {
			if strings.HasPrefix(r.What, "refused POST /r/{link}") {
				n++
			}
		}
		return n
	}
	before := forged()
	for _, p := range []string{"", "/pin", "/confirm", "/question", "/ask"} {
		for what, form := range map[string]url.Values{"no token": {"pin": {shared.PIN}}, "another link's token": {"pin": {shared.PIN}, "form": {token(other)}}} {
			if g := o.guest().ask("POST", path+p, form); g.status != 403 {
				t.Errorf("%s with %s: %d", p, what, g.status)
			}
		}
		if g := o.guest().ask("POST", path+p, url.Values{"form": {token(path)}, "pin": {shared.PIN}}, "Sec-Fetch-Site", "cross-site"); g.status != 403 {
			t.Errorf("%s from another site: %d", p, g.status)
		}
	}
	if n := forged() - before; n != 15 {
		t.Errorf("15 forged posts left %d lines in the audit", n)
	}
	for _, p := range []string{"/r/nothing", "/r/" + strings.Repeat("A", 32), "/r/" + strings.ToUpper(path[3:])} {
		o.guest().get(p).sees(404, "There is no report at this address.")
		o.guest().ask("POST", p+"/pin", url.Values{"pin": {shared.PIN}}).sees(404)
	}
	mine.get(path+"/copy/xlsx").sees(404, "did not share")
	mine.get(path + "/copy/exe").sees(404)
	o.quiet()
}
