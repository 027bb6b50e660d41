package webpages

import (
	"encoding/json"
	"strings"
)

// goTo opens an address of the service and waits until all of it is there. It returns what the browser complained of.
func (b *browser) goTo(url string) (complaints []string) {
	b.t.Helper()
	b.events = nil
	b.call("Page.navigate", map[string]any{"url": url}, nil)
	return b.loaded()
}

// loaded waits for the page that something just led to.
func (b *browser) loaded() (complaints []string) {
	b.t.Helper()
	for done := false; !done; {
		for _, e := range b.events {
			// a page that the browser had kept is not loaded again
			done = done || e.Method == "Page.loadEventFired" || e.Method == "Page.frameNavigated" && strings.Contains(string(e.Params), `"BackForwardCacheRestore"`)
		}
		if !done {
			var e event
			b.read(&e)
			b.events = append(b.events, e)
		}
	}
	for _, e := range b.events {
		// an answer that is no 200 is one of the pages that are looked at here
		if e.Method == "Log.entryAdded" && !strings.Contains(string(e.Params), "the server responded with a status of 4") || e.Method == "Runtime.exceptionThrown" {
			complaints = append(complaints, string(e.Params))
		}
	}
	b.events = nil
	return complaints
}

// key presses a key once.
func (b *browser) key(name string) {
	b.t.Helper()
	code := map[string]int{"Tab": 9, "Enter": 13, "Backspace": 8, "ArrowDown": 40}[name]
	press := map[string]any{"type": "rawKeyDown", "key": name, "code": name, "windowsVirtualKeyCode": code}
	if name == "Enter" {
		press["type"], press["text"] = "keyDown", "\r"
	}
	b.call("Input.dispatchKeyEvent", press, nil)
	b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": name, "code": name, "windowsVirtualKeyCode": code}, nil)
}

// tabTo goes with the Tab key alone to what a selector names, and fails when the way never comes by it.
func (b *browser) tabTo(selector string) {
	b.t.Helper()
	for range 60 {
		var there bool
		b.eval(`document.activeElement !== null && document.activeElement.matches(`+quoted(selector)+`)`, &there)
		if there {
			return
		}
		b.key("Tab")
	}
	b.t.Fatalf("the Tab key never reaches %s", selector)
}

// fill goes to a field and types.
func (b *browser) fill(selector, words string) {
	b.t.Helper()
	b.tabTo(selector)
	b.call("Input.insertText", map[string]any{"text": words}, nil)
}

// enter goes to a button or link, presses it with the keyboard, and waits for what comes.
func (b *browser) enter(selector string) (complaints []string) {
	b.t.Helper()
	b.tabTo(selector)
	b.events = nil
	b.key("Enter")
	return b.loaded()
}

// back presses the browser's back button.
func (b *browser) back() {
	b.t.Helper()
	var h struct {
		CurrentIndex int `json:"currentIndex"`
		Entries      []struct {
			ID int `json:"id"`
		} `json:"entries"`
	}
	b.call("Page.getNavigationHistory", nil, &h)
	b.events = nil
	b.call("Page.navigateToHistoryEntry", map[string]any{"entryId": h.Entries[h.CurrentIndex-1].ID}, nil)
	b.loaded()
}

// says is the text of the page as a person sees it, with plain spaces.
func (b *browser) says() string {
	b.t.Helper()
	var s string
	b.eval(`document.title + "\n" + document.body.innerText`, &s)
	return strings.ReplaceAll(s, "\u00a0", " ")
}

// want fails the test unless the page says all that.
func (b *browser) want(words ...string) {
	b.t.Helper()
	page := b.says()
	for _, w := range words {
		if !strings.Contains(page, w) {
			b.t.Fatalf("the page does not say %q:\n%s", w, page)
		}
	}
}

func quoted(s string) string {
	raw, _ := json.Marshal(s) // a text always can be
	return string(raw)
}

// fair holds the page that is open to axe-core in every view; nothing may scroll sideways but a table in its own frame, and a low window
// at 400 % hides no focus.
func (b *browser) fair(rules, name string) {
	b.t.Helper()
	b.mark()
	b.everyView(rules, name, func(found []string) bool { return strings.Contains(strings.Join(found, ""), `class="scroll"`) })
	b.low(name)
	b.look(views[0])
}
