package webpages

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A browser is a Chromium that is spoken to over two pipes, in its own protocol: a message is a JSON object and a zero
// byte. No port is opened and no driver is between.
type browser struct {
	t       *testing.T
	to      io.Writer
	from    *bufio.Reader
	last    int
	session string
	events  []event // that came while an answer was awaited
	clicks  int     // of a mouse
}

type event struct {
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

// newBrowser starts Chromium with an empty page; it ends with the test.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	theirs, to, err := os.Pipe()
	must(t, err)
	from, answers, err := os.Pipe()
	must(t, err)
	args := []string{"--headless", "--remote-debugging-pipe", "--user-data-dir=" + t.TempDir(), "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
		"--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb", "--hide-scrollbars", "about:blank"}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium's own cage does not open for root
	}
	cmd := exec.Command(testkit.Tool(t, "chromium", "chromium"), args...)
	cmd.ExtraFiles = []*os.File{theirs, answers} // 3 and 4, where it looks for them
	must(t, cmd.Start())
	must(t, theirs.Close())
	must(t, answers.Close())
	b := &browser{t: t, to: to, from: bufio.NewReaderSize(from, 1<<20)}
	t.Cleanup(func() {
		b.call("Browser.close", nil, nil)
		ended := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // how it ends says nothing about the page
		ended.Stop()
		_ = to.Close()
		_ = from.Close()
	})
	var page struct {
		TargetID  string `json:"targetId"`
		SessionID string `json:"sessionId"`
	}
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &page)
	b.call("Target.attachToTarget", map[string]any{"targetId": page.TargetID, "flatten": true}, &page)
	b.session = page.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		b.call(domain+".enable", nil, nil)
	}
	return b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// read returns the next message.
func (b *browser) read(into any) {
	b.t.Helper()
	raw, err := b.from.ReadBytes(0)
	if err != nil {
		b.t.Fatalf("Chromium went away: %v", err)
	}
	must(b.t, json.Unmarshal(raw[:len(raw)-1], into))
}

// call asks for something and waits for the answer.
func (b *browser) call(method string, params, into any) {
	b.t.Helper()
	b.last++
	msg := map[string]any{"id": b.last, "method": method}
	if b.session != "" && !strings.HasPrefix(method, "Browser.") {
		msg["sessionId"] = b.session
	}
	if params != nil {
		msg["params"] = params
	}
	raw, err := json.Marshal(msg)
	must(b.t, err)
	_, err = b.to.Write(append(raw, 0))
	must(b.t, err)
	for {
		var got struct {
			ID int `json:"id"`
			event
			Result json.RawMessage `json:"result"`
			Error  *struct {
				Message string `json:"message"`
			} `json:"error"`
		}
		b.read(&got)
		if got.ID != b.last {
			b.events = append(b.events, got.event)
			continue
		}
		if got.Error != nil {
			b.t.Fatalf("%s: %s", method, got.Error.Message)
		}
		if into != nil {
			must(b.t, json.Unmarshal(got.Result, into))
		}
		return
	}
}

// open shows a file and waits until all of it is there. It returns what the browser complained of, and every address
// that it asked for other than the file's.
func (b *browser) open(path string) (complaints, asked []string) {
	b.t.Helper()
	b.events = nil
	b.call("Page.navigate", map[string]any{"url": "file://" + path}, nil)
	for loaded := false; !loaded; {
		for _, e := range b.events {
			loaded = loaded || e.Method == "Page.loadEventFired"
		}
		if !loaded {
			var e event
			b.read(&e)
			b.events = append(b.events, e)
		}
	}
	b.eval("document.fonts.ready.then(() => 0)", nil)
	for _, e := range b.events {
		switch e.Method {
		case "Log.entryAdded", "Runtime.exceptionThrown":
			complaints = append(complaints, string(e.Params))
		case "Network.requestWillBeSent":
			var r struct {
				Request struct {
					URL string `json:"url"`
				} `json:"request"`
			}
			must(b.t, json.Unmarshal(e.Params, &r))
			if r.Request.URL != "file://"+path && !strings.HasPrefix(r.Request.URL, "data:") {
				asked = append(asked, r.Request.URL)
			}
		}
	}
	return complaints, asked
}

// eval runs an expression in the page and reads its value.
func (b *browser) eval(expression string, into any) {
	b.t.Helper()
	var got struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		Exception *struct {
			Text      string `json:"text"`
			Exception struct {
				Description string `json:"description"`
			} `json:"exception"`
		} `json:"exceptionDetails"`
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}, &got)
	if got.Exception != nil {
		b.t.Fatalf("%s %s", got.Exception.Text, got.Exception.Exception.Description)
	}
	if into != nil {
		must(b.t, json.Unmarshal(got.Result.Value, into))
	}
}

// data decodes what a call answers with.
func (b *browser) data(method string, params any) []byte {
	b.t.Helper()
	var got struct {
		Data string `json:"data"`
	}
	b.call(method, params, &got)
	raw, err := base64.StdEncoding.DecodeString(got.Data)
	must(b.t, err)
	return raw
}
