package webpages

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
)

// press clicks with a mouse on the middle of what a selector names, where the window shows it, and counts.
func (b *browser) press(selector string) {
	b.t.Helper()
	b.call("Page.captureScreenshot", nil, nil) // answered once the page is drawn: until then a browser takes no click
	var at struct {
		X, Y float64
		Seen bool
	}
	b.eval(`(() => { const e = document.querySelector(`+quoted(selector)+`), r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2
		return {X: x, Y: y, Seen: e.contains(document.elementFromPoint(x, y))} })()`, &at)
	if !at.Seen {
		b.t.Fatalf("nobody can click on %s: it is not in the window\n%s", selector, b.says())
	}
	b.clicks++
	for _, kind := range []string{"mousePressed", "mouseReleased"} {
		b.call("Input.dispatchMouseEvent", map[string]any{"type": kind, "x": at.X, "y": at.Y, "button": "left", "clickCount": 1}, nil)
	}
}

// TestDelivery_FourClicksToTheFirstLine counts what a hand does from the mail to the first thing to do: the link, the button, the field for the PIN
// and its button. At a desk the line is in the window then; on a telephone each button is, and the line is the first heading of the report.
func TestDelivery_FourClicksToTheFirstLine(t *testing.T) {
	w := newWard(t, reports.SchoolAdvice, assessments.RoleSchool)
	_, link := w.share(nil)
	for _, v := range views[:2] {
		b := newBrowser(t)
		b.look(v)
		b.goTo(link)
		b.clicks++ // in the mail
		b.press("main button")
		b.loaded()
		b.press("#pin")
		b.call("Input.insertText", map[string]any{"text": shared.PIN}, nil)
		b.press("main button")
		b.loaded()
		var first struct {
			Words  string
			Top    float64
			Bottom float64
			High   float64
		}
		b.eval(`(() => { const e = document.querySelector("#item-1"), r = e.getBoundingClientRect(); return {Words: e.innerText, Top: r.top, Bottom: r.bottom, High: innerHeight} })()`, &first)
		if b.clicks > 4 || first.Words == "" {
			t.Errorf("%s: %d clicks to %q, want at most 4", v.name, b.clicks, first.Words)
		}
		if v.name == "desk" && (first.Top < 0 || first.Bottom > first.High) {
			t.Errorf("at a desk the first thing to do is not in the window: %+v", first)
		}
		t.Logf("%s: %d clicks to %q, %.0f of %.0f below the top", v.name, b.clicks, first.Words, first.Top, first.High)
	}
}
