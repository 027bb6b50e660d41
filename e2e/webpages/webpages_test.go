package webpages

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/html"
)

// lateEnough is after everything in the notebooks.
const lateEnough assessments.Date = "2026-11-20"

// axe is axe-core as build/checkers.sh fetched it.
func axe(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("../../.cache/checkers/node/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v (build/checkers.sh fetches axe-core)", err)
	}
	return string(src)
}

// violations are what axe-core finds wrong with the page that is open: rule, words, and the first elements. All its rules
// are asked, the best practices as well; which, where it is not empty, names the only ones.
func (b *browser) violations(axe, which string) []string {
	b.t.Helper()
	var there bool
	if b.eval(`"axe" in window`, &there); !there {
		b.eval(axe+"; 0", nil)
	}
	var found []string
	b.eval(`axe.run(document, {resultTypes: ["violations"]`+which+`}).then(r => r.violations.map(v =>
		v.id + ": " + v.help + "\n" + v.nodes.slice(0, 3).map(n => n.html.slice(0, 300) + "\n" + n.failureSummary).join("\n")))`, &found)
	return found
}

// A sheet is one report as a file.
type sheet struct {
	name, path string
	doc        reports.Document
}

// sheets writes every kind that the notebooks' records give, for the first of its usual readers who may have it, drafts and
// signed reports in turn.
func sheets(t *testing.T) []sheet {
	t.Helper()
	dir := testkit.Dir(t)
	bundles, err := practice.Bundles(assets.Demo, 1, 2)
	must(t, err)
	var out []sheet
	kinds := map[reports.Kind]bool{}
	for i, b := range bundles {
		child := assessments.ID("")
		for _, r := range b.Records {
			if r.Kind == assessments.KindChild {
				child = r.ID
			}
		}
		ev := reports.Gather(child, b.Records)
		for _, info := range reports.Kinds() {
			for _, role := range info.For {
				signed := len(out)%2 == 0
				req := reports.Request{Kind: info.Kind, Recipient: reports.Recipient{Role: role}, AsAt: lateEnough, Version: 1, Signed: signed, Author: author(b)}
				if signed {
					req.SignedOn = req.AsAt
				}
				d, err := reports.Draft(ev, req)
				if k := assessments.KindOf(err); err != nil && (k == assessments.Forbidden || k == assessments.NotFound) {
					continue
				}
				must(t, err)
				kinds[info.Kind] = true
				out = append(out, save(t, dir, fmt.Sprintf("%s-%s-%s", []string{"isla", "yusuf"}[i], info.Kind, role), d))
				break
			}
		}
	}
	if !kinds[reports.EHCAdvice] || !kinds[reports.SchoolAdvice] {
		t.Fatalf("only %v were written", kinds)
	}
	return append(out, save(t, dir, "every-block", everyBlock()))
}

// author is a therapist of the bundle, who signs.
func author(b assessments.Bundle) assessments.ID {
	for _, r := range b.Records {
		if r.Kind == assessments.KindPerson && r.Scope.Type == assessments.ScopeTeam && r.Fields.Text("role") == "occupational-therapist" {
			return r.ID
		}
	}
	return ""
}

func save(t *testing.T, dir, name string, d reports.Document) sheet {
	t.Helper()
	data, err := html.Render(t.Context(), d)
	must(t, err)
	path, err := filepath.Abs(filepath.Join(dir, name+".html"))
	must(t, err)
	must(t, os.WriteFile(path, data, 0o600))
	return sheet{name, path, d}
}

// sideways finds what reaches beyond the edge of the window, or scrolls sideways within itself. What is for ears only is
// clipped to a dot and does not count.
const sideways = `(() => {
	const wide = document.documentElement.clientWidth, out = []
	if (document.documentElement.scrollWidth > wide) out.push("the page is " + document.documentElement.scrollWidth + " wide")
	for (const e of document.body.querySelectorAll("*")) {
		const r = e.getBoundingClientRect(), s = getComputedStyle(e)
		if (r.width <= 1 || r.height <= 1 || e.closest(".vh, thead") && wide < 640 || e.classList.contains("sq") || e.closest("svg")) continue
		if (r.right > wide + 0.5 || r.left < -0.5) out.push(e.outerHTML.slice(0, 120) + " from " + r.left + " to " + r.right)
		if (e.scrollWidth > e.clientWidth + 1 && ["auto", "scroll", "hidden"].includes(s.overflowX)) out.push(e.outerHTML.slice(0, 120) + " scrolls or is cut")
	}
	return out.slice(0, 5)
})()`

// TestPages_PassAxe opens every kind in every view.
func TestPages_PassAxe(t *testing.T) {
	rules, b := axe(t), newBrowser(t)
	all := sheets(t)
	for _, s := range all {
		b.look(views[0])
		if complaints, asked := b.open(s.path); len(complaints) > 0 || len(asked) > 0 {
			t.Errorf("%s: the browser complains of %v and asked for %v", s.name, complaints, asked)
		}
		b.everyView(rules, strings.ReplaceAll(s.name, " ", "-"), func([]string) bool { return false })
	}
	t.Logf("%d pages in %d views: axe-core finds nothing, nothing scrolls sideways, nothing is asked of the net", len(all), len(views))
}

// picture is the whole page as a PNG.
func (b *browser) picture() []byte {
	return b.data("Page.captureScreenshot", map[string]any{"captureBeyondViewport": true, "format": "png"})
}

// TestControls breaks a good page in one place at a time: a checker that lets one through proves nothing.
func TestControls(t *testing.T) {
	rules, b, dir := axe(t), newBrowser(t), testkit.Dir(t)
	data, err := html.Render(t.Context(), everyBlock())
	must(t, err)
	good := string(data)
	for i, c := range []struct{ was, now, rule string }{
		{` lang="en-GB">`, `>`, "html-has-lang"},
		{`alt="A chair"`, ``, "image-alt"},
		{`role="rowheader"`, `role="rowhead"`, "aria-roles"},
		{`href="#report"`, `href="#elsewhere"`, "skip-link"},
		{`--soft: #4a5d68`, `--soft: #9aaab3`, "color-contrast"},
		{`<h3 id="item-1">`, `<h5 id="item-1">`, "heading-order"},
		{`<main id="report"`, `<div id="report"`, "landmark-one-main"},
	} {
		if !strings.Contains(good, c.was) {
			t.Fatalf("the page has no %s", c.was)
		}
		bad := strings.ReplaceAll(good, c.was, c.now)
		bad = strings.ReplaceAll(bad, `http-equiv="Content-Security-Policy"`, `data-was="policy"`) // so that the changed style still counts
		path := filepath.Join(dir, fmt.Sprintf("%d.html", i))
		must(t, os.WriteFile(path, []byte(bad), 0o600))
		b.look(views[0])
		b.open(path)
		if found := strings.Join(b.violations(rules, ""), "\n"); !strings.Contains(found, c.rule+":") {
			t.Errorf("axe-core does not see %s:\n%s", c.rule, found)
		}
	}
	// The policy holds: what was slipped into a page afterwards does not run, and a changed style is not used.
	path := filepath.Join(dir, "slipped.html")
	must(t, os.WriteFile(path, []byte(strings.Replace(good, "</main>", `<script>document.title = "ran"</script><img src="https://example.invalid/x.png" alt=""></main>`, 1)), 0o600))
	complaints, _ := b.open(path)
	var title string
	b.eval("document.title", &title)
	if title == "ran" || len(complaints) < 2 {
		t.Errorf("a script that was slipped in ran (title %q), or nobody complained: %v", title, complaints)
	}
}

// TestKeyboard reaches the report without a mouse: the first stop is a link past the band, and it is seen.
func TestKeyboard(t *testing.T) {
	b := newBrowser(t)
	s := save(t, testkit.Dir(t), "keyboard", everyBlock())
	b.look(views[1])
	b.open(s.path)
	for _, kind := range []string{"rawKeyDown", "keyUp"} {
		b.call("Input.dispatchKeyEvent", map[string]any{"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}, nil)
	}
	var got struct {
		Text, Href, Ring string
		Top              float64
	}
	b.eval(`(() => { const e = document.activeElement; return {Text: e.textContent, Href: e.getAttribute("href"), Top: e.getBoundingClientRect().top,
		Ring: getComputedStyle(e).outlineStyle} })()`, &got)
	if got.Text != "Skip to the report" || got.Href != "#report" || got.Top < 0 || got.Ring != "solid" {
		t.Errorf("the first stop of the keyboard is %+v", got)
	}
}

// TestForcedColours holds that what is filled stays filled where the system chooses the colours: a filled square is settled,
// an open one is not.
func TestForcedColours(t *testing.T) {
	b := newBrowser(t)
	s := save(t, testkit.Dir(t), "forced", everyBlock())
	b.look(views[0])
	b.call("Emulation.setEmulatedMedia", map[string]any{"media": "screen", "features": []map[string]string{{"name": "forced-colors", "value": "active"}}}, nil)
	b.open(s.path)
	var got struct{ Page, Open, Full, Edge, Tab, Dot string }
	b.eval(`(() => { const of = (q, what) => getComputedStyle(document.querySelector(q))[what]
		return {Page: of("body", "backgroundColor"), Open: of(".gap .sq", "backgroundColor"), Edge: of(".gap .sq", "borderTopColor"), Full: of(".sq.full", "backgroundColor"),
			Tab: of(".tab:not(.open)", "backgroundColor"), Dot: of("td circle", "fill")} })()`, &got)
	if got.Full == got.Page || got.Tab == got.Page || got.Dot == got.Page || got.Edge == got.Page || got.Open == got.Full {
		t.Errorf("filled and open cannot be told apart: %+v", got)
	}
}

// TestPrint prints as a school's browser does. The first page of a school's advice is its whole message; every further page
// names the child.
func TestPrint(t *testing.T) {
	b, dir := newBrowser(t), testkit.Dir(t)
	pictures := cmp.Or(os.Getenv("FIELDFARE_PAGES"), dir)
	for _, s := range sheets(t) {
		b.look(views[2])
		b.call("Emulation.setEmulatedMedia", map[string]any{"media": "", "features": []map[string]string{{"name": "prefers-color-scheme", "value": "dark"}}}, nil)
		b.open(s.path) // a reader in the dark prints on white paper
		data := b.data("Page.printToPDF", map[string]any{"preferCSSPageSize": true, "printBackground": false})
		path := filepath.Join(pictures, s.name+".pdf")
		must(t, os.WriteFile(path, data, 0o600))
		pages := strings.Split(strings.TrimSuffix(pdfText(t, path), "\f"), "\f")
		for i, p := range pages {
			p = strings.Join(strings.Fields(p), " ")
			pages[i] = p
			if want := fmt.Sprintf("Page %d of %d", i+1, len(pages)); !strings.Contains(p, want) {
				t.Errorf("%s: page %d does not say %q", s.name, i+1, want)
			}
			if len(p) < 200 {
				t.Errorf("%s: page %d is empty: %s", s.name, i+1, p)
			}
			if name := s.doc.Running.Name; i > 0 && !strings.Contains(p, name) {
				t.Errorf("%s: page %d does not name %s", s.name, i+1, name)
			}
			if s.doc.Draft && !strings.Contains(p, "Draft, not signed") {
				t.Errorf("%s: page %d does not say that it is a draft", s.name, i+1)
			}
		}
		if s.doc.Kind == reports.SchoolAdvice {
			held := 0
			for _, block := range s.doc.Blocks {
				if a, ok := block.(*reports.Action); ok && strings.Contains(pages[0], a.Title) {
					held++
				}
			}
			if !strings.Contains(pages[0], "ring the OT") || held == 0 || strings.Contains(pages[0], "What was seen") {
				t.Errorf("%s: page one is not the whole message:\n%s", s.name, pages[0])
			}
		}
	}
}

func pdfText(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command(testkit.Tool(t, "pdftotext", "poppler-utils"), "-layout", path, "-").Output()
	must(t, err)
	return string(out)
}
