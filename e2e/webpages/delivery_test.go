package webpages

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/mail"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
)

// A ward is a service that listens on this machine, with a child whose report is signed, and the mails that it sent.
type ward struct {
	t      *testing.T
	c      *central.Central
	cased  *shared.Case
	clock  *testkit.Clock
	mails  chan mail.Message
	tenant string
	url    string
}

// Send keeps what would go out.
func (w *ward) Send(_ context.Context, m mail.Message) error { w.mails <- m; return nil }

func newWard(t *testing.T, kind reports.Kind, role assessments.Role) *ward {
	t.Helper()
	w := &ward{t: t, clock: testkit.NewClock(), mails: make(chan mail.Message, 20)}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.c.ServeHTTP(rw, r) }))
	t.Cleanup(server.Close)
	w.url = server.URL
	ids := testkit.IDs(t.Name(), w.clock.Now)
	var err error
	w.c, err = central.New(t.Context(), central.Config{Dir: testkit.Dir(t), Now: w.clock.Now, Rand: testkit.Random(t.Name()), NewID: ids, Log: slog.New(slog.DiscardHandler),
		Mail: w, MailFrom: "reports@ff.example", URL: w.url})
	must(t, err)
	t.Cleanup(func() { must(t, w.c.Close()) })
	tenant, err := w.c.Ledger().AddTenant(t.Context(), "Example Children’s Therapy Service", ledger.Packs[0])
	must(t, err)
	w.tenant = tenant.ID
	w.cased = shared.New(t, kind, role, w.clock.Now, ids)
	w.write(w.cased.Records...)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { w.c.Deliver(ctx); close(done) }()
	t.Cleanup(func() { stop(); <-done })
	return w
}

func (w *ward) write(recs ...assessments.Record) {
	w.t.Helper()
	for _, r := range recs {
		_, err := w.c.Ledger().Write(w.t.Context(), w.tenant, ledger.Author{Actor: "test"}, ledger.Entry{Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: r.Fields}})
		must(w.t, err)
	}
}

var linked = regexp.MustCompile(`http://\S+/r/\S+`)

// share shares the report and returns the address in the mail.
func (w *ward) share(change func(*assessments.Share)) (assessments.ID, string) {
	w.t.Helper()
	rec := w.cased.Share(change)
	w.write(rec)
	select {
	case m := <-w.mails:
		return rec.ID, linked.FindString(m.Text)
	case <-time.After(time.Minute):
		w.t.Fatal("no mail went")
		return "", ""
	}
}

// heard are the receipts of a share, in the order of their writing.
func (w *ward) heard(share assessments.ID) []string {
	w.t.Helper()
	recs, err := w.c.Ledger().ReadKinds(w.t.Context(), w.tenant, "test", assessments.KindReceipt)
	must(w.t, err)
	var out []string
	for seq := uint64(0); ; {
		var next *assessments.Record
		for i, r := range recs {
			if r.Fields.Text("share") == string(share) && r.Meta.Seq > seq && (next == nil || r.Meta.Seq < next.Meta.Seq) {
				next = &recs[i]
			}
		}
		if next == nil {
			return out
		}
		seq = next.Meta.Seq
		out = append(out, next.Fields.Text("what"))
	}
}

// TestDelivery_ByKeyboardWithoutScripts is a SENCo's way from the mail to the question, with the Tab and Enter keys, at the width of a
// telephone and of 400 % zoom, in a browser that runs no script, after a mail scanner had its turn.
func TestDelivery_ByKeyboardWithoutScripts(t *testing.T) {
	w := newWard(t, reports.SchoolAdvice, assessments.RoleSchool)
	share, link := w.share(nil)
	for i := range 20 {
		req, err := http.NewRequestWithContext(t.Context(), []string{"GET", "HEAD"}[i%2], link+[]string{"", "/pin", "/report", "/confirm"}[i%4], nil)
		must(t, err)
		res, err := http.DefaultClient.Do(req)
		must(t, err)
		must(t, res.Body.Close())
	}
	if got := w.heard(share); len(got) != 1 {
		t.Fatalf("after a scanner: %v", got)
	}
	b := newBrowser(t)
	b.look(views[1])
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	var complaints []string
	note := func(more []string) { complaints = append(complaints, more...) }
	note(b.goTo(link)) // one click in the mail
	b.want("A report is ready for you", w.cased.Place)
	note(b.enter("main button")) // two
	b.want("Enter the PIN")
	b.fill("#pin", "000000")
	note(b.enter("main button"))
	b.want("Error: Enter the PIN", "There is a problem", "The PIN does not match. You have 4 tries left")
	var focus string
	b.call("Page.captureScreenshot", nil, nil) // answered once the page is drawn, which is when a browser gives the first focus
	b.eval(`document.activeElement.className`, &focus)
	if focus != "problems" {
		t.Errorf("after a wrong PIN the focus is on %q, not on the summary", focus)
	}
	b.fill("#pin", shared.PIN)
	note(b.enter("main button")) // three: the first line to act on is on this page
	b.want("What helps", "Keep a copy", "This is the newest version.")
	note(b.enter(`a[href$="/table"]`))
	b.want("Copy the")
	b.back()
	b.want("Keep a copy")
	note(b.enter(`main a[href$="/confirm"]`))
	b.fill("#name", "Perpetua Nettlefold")
	b.fill("#job", "SENCo")
	note(b.enter("form:not(.part) button"))
	b.want("Thank you.", "can see that "+w.cased.Place+" has this.")
	note(b.enter(`main a[href$="/confirm"]`))
	b.fill("#question", "Can the foot board stay under the table?")
	note(b.enter(".part button"))
	b.want("Your question is with")
	if got := strings.Join(w.heard(share), " "); got != "mailed opened confirmed question" {
		t.Errorf("the sender hears %s", got)
	}
	// Later somebody presses the back button: nothing was kept, and nothing is shown.
	w.clock.Advance(2 * time.Hour)
	b.back()
	b.want("Enter the PIN")
	if page := b.says(); strings.Contains(page, "Isla") || strings.Contains(page, "What helps") {
		t.Errorf("the back button brings the report up again:\n%s", page)
	}
	if len(complaints) > 0 {
		t.Errorf("the browser complains of %v", complaints)
	}
}

// TestDelivery_EveryPageInEveryView holds each page to axe-core at the width of a desk, of a telephone, and in the dark; nothing scrolls
// sideways. FIELDFARE_PAGES names a folder to leave the pictures in.
func TestDelivery_EveryPageInEveryView(t *testing.T) {
	rules, b := axe(t), newBrowser(t)
	show := func(name string) { t.Helper(); b.fair(rules, name) }
	w := newWard(t, reports.SchoolAdvice, assessments.RoleSchool)
	first, link := w.share(nil)
	b.look(views[0])
	b.goTo(link)
	show("landing")
	b.enter("main button")
	b.fill("#pin", "4190")
	show("pin")
	b.enter("main button")
	show("pin-short")
	b.goTo(link + "/no-pin")
	show("no-pin")
	for range ledger.PINTries {
		b.goTo(link + "/pin")
		b.fill("#pin", "111111")
		b.enter("main button")
	}
	b.want("The report is locked for now", "09:30")
	show("locked")
	b.goTo(link + "/pin")
	b.want("locked")
	w.clock.Advance(ledger.PINLock + time.Minute)
	b.enter(`main a[href$="/pin"]`)
	b.fill("#pin", shared.PIN)
	b.enter("main button")
	b.want("Keep a copy")
	show("report")
	b.call("Emulation.setEmulatedMedia", map[string]any{"media": ""}, nil)
	paper := filepath.Join(testkit.Dir(t), "report.pdf")
	must(t, os.WriteFile(paper, b.data("Page.printToPDF", map[string]any{"preferCSSPageSize": true}), 0o600))
	if printed := pdfText(t, paper); strings.Contains(printed, "Keep a copy") || strings.Contains(printed, "Confirm you have") || strings.Contains(printed, "Parts of this report") || !strings.Contains(printed, "Five things to do") {
		t.Errorf("printed, the page is:\n%.1500s", printed)
	}
	b.goTo(link + "/table")
	show("table")
	b.goTo(link + "/confirm")
	show("confirm")
	b.enter("form:not(.part) button")
	b.want("Error: Confirm", "Enter your name", "Enter your job")
	show("confirm-empty")
	b.goTo(link + "/confirm")
	b.enter(".part button")
	b.want("Error: Confirm", "Enter your question")
	show("question-empty")
	b.goTo(link + "/confirm")
	b.fill("#name", "Perpetua Nettlefold")
	b.fill("#job", "SENCo")
	b.enter("form:not(.part) button")
	b.want("Thank you.")
	show("confirmed")
	b.goTo(w.url + "/accessibility")
	show("accessibility")
	b.goTo(w.url + "/privacy")
	show("privacy")
	b.goTo(w.url + "/r/nobody")
	show("nobody")
	// A newer version takes the place of this one.
	second, newer := w.share(func(s *assessments.Share) { s.Replaces = first })
	b.goTo(link + "/report")
	b.want("There is a newer version")
	show("superseded")
	b.enter("main a.button")
	b.want("A report is ready for you")
	if w.heard(second)[0] != "mailed" {
		t.Errorf("the second share: %v", w.heard(second))
	}
	// It is taken back while somebody reads.
	b.goTo(newer + "/pin")
	b.fill("#pin", shared.PIN)
	b.enter("main button")
	rec, err := w.c.Ledger().ReadRecord(t.Context(), w.tenant, second, "test")
	must(t, err)
	_, err = w.c.Ledger().Write(t.Context(), w.tenant, ledger.Author{Actor: "test"}, ledger.Entry{Base: rec.Meta.Seq, Edit: assessments.Edit{Record: second, Kind: rec.Kind, Scope: rec.Scope,
		Set: assessments.Fields{"revoked_at": []byte(`"2026-11-20T10:00:00Z"`)}}})
	must(t, err)
	b.goTo(newer + "/report")
	b.want("The sender took this link back")
	show("revoked")
	third, last := w.share(nil)
	w.clock.Advance(15 * 24 * time.Hour)
	b.goTo(last)
	b.want("This link stopped working on 4 December 2026", "The report is safe")
	show("expired")
	b.enter("main button")
	b.want("Thank you.", "asked for a new link")
	show("link-asked")
	if got := strings.Join(w.heard(third), " "); got != "mailed link-asked" {
		t.Errorf("the sender hears %s", got)
	}
}
