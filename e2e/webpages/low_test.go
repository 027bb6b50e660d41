package webpages

// hidden says of the element that has the focus whether a person can see it: some of it is in the window, and nothing lies over it
// (WCAG 2.4.11). Of what lies over the window always, none may take more than a quarter of it.
const hidden = `(() => {
	const e = document.activeElement, wide = innerWidth, high = innerHeight
	const always = [...document.querySelectorAll("body *")].filter(x => ["fixed", "sticky"].includes(getComputedStyle(x).position) && x.getBoundingClientRect().height > high / 4)
	if (always.length) return "over a quarter of the window stays covered by " + always[0].outerHTML.slice(0, 120)
	if (!e || e === document.body || e === document.documentElement) return "end"
	const seen = [...e.getClientRects(), ...(e.labels ? [...e.labels].flatMap(l => [...l.getClientRects()]) : [])].some(r => {
		const x0 = Math.max(r.left, 0), x1 = Math.min(r.right, wide), y0 = Math.max(r.top, 0), y1 = Math.min(r.bottom, high)
		if (x1 - x0 < 1 || y1 - y0 < 1) return false
		return [.1, .5, .9].some(f => [.2, .5, .8].some(g => {
			const at = document.elementFromPoint(x0 + (x1 - x0) * f, y0 + (y1 - y0) * g)
			return at && (e.contains(at) || at.contains(e) && at !== document.body && at !== document.documentElement || (e.labels && [...e.labels].some(l => l.contains(at))))
		}))
	})
	return seen ? "" : "the focus is out of sight at " + e.outerHTML.slice(0, 160)
})()`

// low holds the page that is open to a window of 1280 by 1024 at 400 %, which is 320 by 256: whoever goes through it with the keyboard
// sees where they are, and nothing that stays in its place covers what they read.
func (b *browser) low(name string) {
	b.t.Helper()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 320, "height": 256, "deviceScaleFactor": 1, "mobile": false}, nil)
	b.eval(`(() => { window.was = document.activeElement; window.scrollTo(0, 0); return 0 })()`, nil)
	stops := 0
	for range 160 {
		b.key("Tab")
		var what string
		if b.eval(hidden, &what); what == "end" {
			break
		}
		if what != "" {
			b.t.Errorf("%s at 400 %% of a low window: %s", name, what)
			break
		}
		stops++
	}
	if stops == 0 {
		b.t.Errorf("%s at 400 %% of a low window: the keyboard gets nowhere", name)
	}
	b.eval(`(() => { const w = window.was; if (w && w !== document.body) { w.focus(); return 0 }
		const s = document.querySelector(".skip a, a, button"); if (s) { s.focus(); s.blur() } window.scrollTo(0, 0); return 0 })()`, nil)
}
