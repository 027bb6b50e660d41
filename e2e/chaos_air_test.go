package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The air is a fault-injecting proxy, a process of its own, through which tablets speak to the service.
type air struct {
	api    string
	client http.Client
}

// A way is one tablet's line through the air.
type way struct {
	air      *air
	name     string
	listen   string
	upstream string
}

// newAir starts the proxy. build/toxiproxy.sh has built it.
func newAir(t testing.TB, seed uint64) *air {
	t.Helper()
	path, err := filepath.Abs("../.cache/bin/toxiproxy-server")
	must(t, err)
	if _, err := os.Stat(path); err != nil {
		t.Fatal("the proxy that makes faults is not built: run build/toxiproxy.sh first (make e2e and make chaos do)")
	}
	a := &air{client: http.Client{Timeout: 10 * time.Second}}
	port := freePort(t)
	cmd := exec.Command(path, "-host", "127.0.0.1", "-port", port, "-seed", fmt.Sprint(seed))
	cmd.Env = []string{"LOG_LEVEL=error"}
	start(t, cmd)
	a.api = "http://127.0.0.1:" + port
	until(t, "the proxy", func() bool { return a.ask("GET", "/version", nil, nil) == nil })
	return a
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	must(t, err)
	return port
}

// ask speaks to the proxy's own side.
func (a *air) ask(method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(method, a.api+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	res, err := a.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	switch {
	case err != nil:
		return err
	case res.StatusCode >= 300:
		return fmt.Errorf("%s %s: %s", method, path, raw)
	case out == nil:
		return nil
	}
	return json.Unmarshal(raw, out)
}

// proxied is how the proxy speaks of a way.
type proxied struct {
	Name     string `json:"name,omitempty"`
	Listen   string `json:"listen"`
	Upstream string `json:"upstream"`
	Enabled  bool   `json:"enabled"`
}

// way opens a line to a service.
func (a *air) way(t testing.TB, name, url string) *way {
	t.Helper()
	w := &way{air: a, name: name, upstream: strings.TrimPrefix(url, "http://")}
	var made proxied
	must(t, a.ask("POST", "/proxies", proxied{name, "127.0.0.1:0", w.upstream, true}, &made))
	w.listen = made.Listen
	return w
}

func (w *way) url() string { return "http://" + w.listen }

// open says whether anybody answers on this line, and who.
func (w *way) open(upstream string, enabled bool) error {
	w.upstream = strings.TrimPrefix(upstream, "http://")
	return w.air.ask("POST", "/proxies/"+w.name, proxied{"", w.listen, w.upstream, enabled}, nil)
}

// spoil puts one fault of a kind on the line.
func (w *way) spoil(kind string, r *rand.Rand) error {
	toxic := func(kind, stream string, attributes map[string]int) error {
		return w.air.ask("POST", "/proxies/"+w.name+"/toxics", map[string]any{"name": "fault", "type": kind, "stream": stream, "toxicity": 1, "attributes": attributes}, nil)
	}
	switch kind {
	case "slow line":
		return toxic("latency", "downstream", map[string]int{"latency": 50 + r.IntN(700), "jitter": r.IntN(300)})
	case "narrow line":
		return toxic("bandwidth", []string{"upstream", "downstream"}[r.IntN(2)], map[string]int{"rate": 1 + r.IntN(8)})
	case "request cut":
		return toxic("limit_data", "upstream", map[string]int{"bytes": r.IntN(3000)})
	case "answer cut":
		return toxic("limit_data", "downstream", map[string]int{"bytes": r.IntN(3000)})
	case "answer lost":
		return toxic("limit_data", "downstream", map[string]int{"bytes": 0})
	case "line reset":
		return toxic("reset_peer", []string{"upstream", "downstream"}[r.IntN(2)], map[string]int{"timeout": r.IntN(200)})
	case "silence":
		return toxic("timeout", []string{"upstream", "downstream"}[r.IntN(2)], map[string]int{"timeout": 0})
	case "crumbs":
		return toxic("slicer", "downstream", map[string]int{"average_size": 40, "size_variation": 30, "delay": 300})
	case "nobody answers":
		return w.open(w.upstream, false)
	}
	return fmt.Errorf("no fault is called %q", kind)
}

// airFaults are the kinds that spoil knows.
var airFaults = []string{"slow line", "narrow line", "request cut", "answer cut", "answer lost", "line reset", "silence", "crumbs", "nobody answers"}

// heal takes all faults off the line.
func (w *way) heal() error {
	_ = w.air.ask("DELETE", "/proxies/"+w.name+"/toxics/fault", nil, nil) // there may be none
	return w.open(w.upstream, true)
}
