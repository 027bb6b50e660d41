package webpages

import (
	"os"
	"path/filepath"
	"strings"
)

// A view is a width with a colour scheme.
type view struct {
	name   string
	width  int
	scheme string
}

// views are both widths in both schemes. What a page is does not hang on its colours: every rule is asked in the light, and in the dark
// those of colour alone, on the same load.
var views = []view{{"desk", 1280, "light"}, {"phone", 320, "light"}, {"dark", 1280, "dark"}, {"phone-dark", 320, "dark"}}

// rules narrows axe-core down to what a view may change.
func (v view) rules() string {
	if v.scheme == "dark" {
		return `, runOnly: ["color-contrast", "link-in-text-block"]`
	}
	return ""
}

// look changes the view.
func (b *browser) look(v view) {
	b.t.Helper()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": v.width, "height": 900, "deviceScaleFactor": 1, "mobile": false}, nil)
	b.call("Emulation.setEmulatedMedia", map[string]any{"media": "screen", "features": []map[string]string{{"name": "prefers-color-scheme", "value": v.scheme}}}, nil)
}

// everyView holds the page that is open to axe-core in every view, and to nothing that scrolls sideways but what may. FIELDFARE_PAGES names a
// folder to leave the pictures in.
func (b *browser) everyView(rules, name string, may func([]string) bool) {
	b.t.Helper()
	for _, v := range views {
		b.look(v)
		for _, what := range b.violations(rules, v.rules()) {
			b.t.Errorf("%s, %s: %s", name, v.name, what)
		}
		var found []string
		if b.eval(sideways, &found); len(found) > 0 && !may(found) {
			b.t.Errorf("%s, %s: %s", name, v.name, strings.Join(found, "\n"))
		}
		if pictures := os.Getenv("FIELDFARE_PAGES"); pictures != "" {
			must(b.t, os.WriteFile(filepath.Join(pictures, name+"-"+v.name+".png"), b.picture(), 0o644))
		}
	}
	if pictures := os.Getenv("FIELDFARE_PAGES"); pictures != "" {
		b.oddly(filepath.Join(pictures, name))
	}
}

// oddly draws the page that is open in the system's own colours, the first window of it at 400 %, and on paper.
func (b *browser) oddly(name string) {
	b.t.Helper()
	media := func(of string, features ...map[string]string) {
		b.call("Emulation.setEmulatedMedia", map[string]any{"media": of, "features": append([]map[string]string{}, features...)}, nil)
	}
	b.look(views[0])
	media("screen", map[string]string{"name": "forced-colors", "value": "active"}, map[string]string{"name": "prefers-color-scheme", "value": "dark"})
	must(b.t, os.WriteFile(name+"-forced.png", b.picture(), 0o644))
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 320, "height": 256, "deviceScaleFactor": 4, "mobile": false}, nil)
	media("screen")
	must(b.t, os.WriteFile(name+"-zoomed.png", b.data("Page.captureScreenshot", map[string]any{"format": "png"}), 0o644))
	b.look(views[0])
	media("")
	must(b.t, os.WriteFile(name+"-paper.pdf", b.data("Page.printToPDF", map[string]any{"preferCSSPageSize": true}), 0o644))
	b.look(views[0])
}
