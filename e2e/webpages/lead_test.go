package webpages

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/handoff"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/signin"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A morning is a service with its practice caseload, and a browser without JavaScript that a lead sits before.
type morning struct {
	*browser
	clock     *testkit.Clock
	c         *central.Central
	url       string
	tenant    string
	seed      []byte
	rules     string
	scopes    []assessments.Scope // the children
	log       *bytes.Buffer
	elsewhere string // a site that is not ours, whose pages are its own affair
	folder    string // of the trust's patient record
}

// newMorning serves a service whose day is that of the practice caseload.
func newMorning(t *testing.T) *morning {
	t.Helper()
	ctx, m := context.Background(), &morning{clock: testkit.NewClock(), rules: axe(t), log: &bytes.Buffer{}, folder: t.TempDir()}
	m.clock.Set(time.Date(2026, 11, 20, 8, 40, 0, 0, time.UTC))
	var err error
	m.c, err = central.New(ctx, central.Config{Dir: testkit.Dir(t), Handoff: handoff.Folder(m.folder), Now: m.clock.Now, Rand: testkit.Random(t.Name()), NewID: testkit.IDs(t.Name(), m.clock.Now), Log: slog.New(slog.NewTextHandler(m.log, nil))})
	must(t, err)
	t.Cleanup(func() { must(t, m.c.Close()) })
	server := httptest.NewServer(m.c)
	t.Cleanup(server.Close)
	m.url = server.URL
	tn, err := m.c.TenantAdd(ctx, "Example Children’s Therapy Service", "bromley-like")
	must(t, err)
	m.tenant = tn.ID
	m.load(t, 14)
	m.browser = newBrowser(t)
	m.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil) // nothing on these pages may need it
	m.look(views[0])
	return m
}

// load writes a practice caseload into the service, as if tablets had.
func (m *morning) load(t *testing.T, children int) {
	t.Helper()
	bundles, err := practice.Bundles(assets.Demo, 1, children)
	must(t, err)
	var all []assessments.Scope
	for _, b := range bundles {
		var entries []ledger.Entry
		for _, r := range b.Records {
			entries = append(entries, ledger.Entry{Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: r.Fields}})
			if r.Kind == assessments.KindChild {
				all = append(all, r.Scope)
			}
		}
		_, err := m.c.Ledger().Write(context.Background(), m.tenant, ledger.Author{Actor: "service"}, entries...)
		must(t, err)
	}
	m.scopes = all
	// Three of the children are back with a new referral, and advice was asked for two.
	newID := testkit.IDs("requests", m.clock.Now)
	late := func(scope assessments.Scope, v assessments.Typed) {
		_, err := m.c.Ledger().Write(context.Background(), m.tenant, ledger.Author{Actor: "service"}, ledger.NewEntry(assessments.ID(newID()), scope, v))
		must(t, err)
	}
	m.shares(t)
	for i, day := range []assessments.Date{"2026-11-12", "2026-11-16", "2026-11-18"} {
		late(all[4+i], &assessments.Referral{Received: day, Source: "gp", Urgency: []string{"soon", "routine", "urgent"}[i], Reason: "Hand skills at school."})
	}
	for i, day := range []assessments.Date{"2026-10-13", "2026-10-19"} {
		late(all[i], &assessments.AdviceRequest{From: "Local authority", Received: day})
	}
}

// person makes somebody who works for the service, and a sign-in code where they have a role for the pages.
func (m *morning) person(t *testing.T, name, email, role string) (id, code string) {
	t.Helper()
	ctx := context.Background()
	th, err := m.c.TherapistAdd(ctx, m.tenant, name, email)
	must(t, err)
	must(t, m.c.Ledger().SetRole(ctx, m.tenant, th.ID, role))
	if role == ledger.RoleLead || role == ledger.RoleCoordination || role == ledger.RoleAuditor {
		code, err = m.c.Ledger().Invite(ctx, m.tenant, th.ID)
		must(t, err)
	}
	return th.ID, code
}

// visit opens an address and waits for it.
func (m *morning) visit(path string) {
	m.t.Helper()
	m.waits(func() { m.call("Page.navigate", map[string]any{"url": m.url + path}, nil) })
}

// waits does something that loads a page, and returns when it is loaded.
func (m *morning) waits(do func()) {
	m.t.Helper()
	m.events = nil
	do()
	for loaded := false; !loaded; {
		for _, e := range m.events {
			loaded = loaded || e.Method == "Page.loadEventFired"
		}
		if !loaded {
			var e event
			m.read(&e)
			m.events = append(m.events, e)
		}
	}
	for _, e := range m.events {
		if m.elsewhere != "" && bytes.Contains(e.Params, []byte(`"url":"`+m.elsewhere)) {
			continue
		}
		if e.Method == "Log.entryAdded" && !bytes.Contains(e.Params, []byte("Failed to load resource")) || e.Method == "Runtime.exceptionThrown" {
			m.t.Errorf("the browser complains: %s", e.Params)
		}
	}
}

// key presses a key as a hand does.
func (m *morning) key(name string, modifiers int) {
	m.t.Helper()
	codes := map[string]int{"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40}
	p := map[string]any{"type": "keyDown", "key": name, "code": strings.Replace(name, " ", "Space", 1), "windowsVirtualKeyCode": codes[name], "modifiers": modifiers}
	if name == "Enter" {
		p["text"] = "\r"
	}
	if name == " " {
		p["text"] = " "
	}
	m.call("Input.dispatchKeyEvent", p, nil)
	p["type"] = "keyUp"
	delete(p, "text")
	m.call("Input.dispatchKeyEvent", p, nil)
}

// reach presses Tab until an element has the focus, and fails where the keyboard does not get there or the focus cannot be seen.
func (m *morning) reach(selector string) {
	m.t.Helper()
	want, err := json.Marshal(selector)
	must(m.t, err)
	for range 120 {
		var at struct{ Here, Seen bool }
		m.eval(`(() => { const e = document.activeElement, s = getComputedStyle(e); return {here: e.matches(`+string(want)+`), seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2} })()`, &at)
		if at.Here {
			if !at.Seen {
				m.t.Errorf("the focus cannot be seen at %s", selector)
			}
			return
		}
		m.key("Tab", 0)
	}
	m.t.Fatalf("the keyboard does not get to %s:\n%s", selector, m.text())
}

// write types into a field that the keyboard reached.
func (m *morning) write(name, words string) {
	m.t.Helper()
	m.reach(`[name="` + name + `"]`)
	var kind string
	m.eval(`document.activeElement.type`, &kind)
	switch kind {
	case "select-one", "radio", "checkbox":
		m.t.Fatalf("%s is no field for words", name)
	default:
		m.call("Input.insertText", map[string]any{"text": words}, nil)
	}
}

// choose sets a select or a radio, as its arrows do.
func (m *morning) choose(name, value string) {
	m.t.Helper()
	m.reach(`[name="` + name + `"]`)
	m.eval(`(() => { const e = document.activeElement; if (e.type === "select-one") e.value = "`+value+`"; else document.querySelector('[name="`+name+`"][value="`+value+`"]').checked = true; return 0 })()`, nil)
}

// press presses Enter on a button or link that the keyboard reaches.
func (m *morning) press(selector string) {
	m.t.Helper()
	m.reach(selector)
	m.waits(func() { m.key("Enter", 0) })
}

// text is what the page says.
func (m *morning) text() (s string) {
	m.t.Helper()
	m.eval(`document.title + "\n" + document.body.innerText`, &s)
	return strings.ReplaceAll(s, "\u00a0", " ")
}

// says fails when the page lacks words.
func (m *morning) says(words ...string) {
	m.t.Helper()
	text := m.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			m.t.Errorf("the page does not say %q:\n%s", w, text)
		}
	}
}

// fair holds the page that is open to axe and to a narrow window, and keeps its picture.
func (m *morning) fair(name string) {
	m.t.Helper()
	m.mark()
	for _, v := range views {
		m.look(v)
		// axe is a script: it runs in the page, though the page may run none of its own
		m.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": false}, nil)
		for _, what := range m.violations(m.rules, v.rules()) {
			m.t.Errorf("%s, %s: %s", name, v.name, what)
		}
		m.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
		var wide int
		m.eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &wide)
		if wide > 0 {
			m.t.Errorf("%s, %s: the page is %d too wide", name, v.name, wide)
		}
		m.keep(name + "-" + v.name)
	}
	m.printed(name)
	m.look(views[0])
	if dir := os.Getenv("FIELDFARE_PAGES"); dir != "" {
		m.oddly(filepath.Join(dir, "lead-"+name))
	}
	m.low(name)
	m.look(views[0])
}

// printed holds the page that is open to what paper asks of it: nothing beyond its edge, and nothing on it that only a hand can use.
func (m *morning) printed(name string) {
	m.t.Helper()
	m.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 658, "height": 986, "deviceScaleFactor": 1, "mobile": false}, nil) // A4 within its margins
	m.call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	var found []string
	m.eval(`[...document.body.querySelectorAll("*")].filter(e => e.getClientRects().length && (e.getBoundingClientRect().right > 659 && !e.closest(".vh, svg") || e.matches("button, .button, input, select, textarea, nav, footer, .skip")))
		.slice(0, 3).map(e => e.outerHTML.slice(0, 160))`, &found)
	if len(found) > 0 {
		m.t.Errorf("%s on paper: %s", name, strings.Join(found, "\n"))
	}
	m.eval(`[...document.querySelectorAll("p")].filter(e => e.getClientRects().length && e.querySelector("a") && e.innerText.trim() && e.innerText.trim() === [...e.querySelectorAll("a")].map(a => a.innerText.trim()).join(" "))
		.slice(0, 3).map(e => e.outerHTML.slice(0, 160))`, &found)
	if len(found) > 0 {
		m.t.Errorf("%s on paper has links that nobody can follow there: %s", name, strings.Join(found, "\n"))
	}
	var heading string
	if m.eval(`document.querySelector("h1").innerText`, &heading); heading == "" {
		m.t.Errorf("%s on paper has no heading", name)
	}
	m.keep(name + "-paper")
}

// keep saves a picture of the whole page where FIELDFARE_PAGES says.
func (m *morning) keep(name string) {
	m.t.Helper()
	dir := os.Getenv("FIELDFARE_PAGES")
	if dir == "" {
		return
	}
	raw := m.data("Page.captureScreenshot", map[string]any{"format": "png", "captureBeyondViewport": true})
	_, err := png.DecodeConfig(bytes.NewReader(raw))
	must(m.t, err)
	must(m.t, os.WriteFile(filepath.Join(dir, "lead-"+name+".png"), raw, 0o644))
}

// signIn chooses a password, pairs a phone and comes in, by keyboard alone.
func (m *morning) signIn(email, code string) {
	m.t.Helper()
	m.visit("/team/start")
	m.write("email", email)
	m.write("start", code)
	m.write("password", "tractor lantern oyster")
	m.write("again", "tractor lantern oyster")
	m.press("form button")
	m.says("Pair your phone")
	var letters string
	m.eval(`document.querySelector(".note strong").textContent`, &letters)
	m.seed = seedOf(m.t, letters)
	m.write("code", signin.Code(m.seed, m.clock.Now()))
	m.press("form button")
}
