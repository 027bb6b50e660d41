package webpages

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// noPages are the entrances that answer no page of their own: what tablets and machines ask, files, and what sends a browser on. Every
// other path of the route table is a page, and some test of this package has to hold it to axe-core.
var noPages = map[string]string{
	"/healthz": "JSON", "/readyz": "JSON", "/metrics": "figures", "/web/{version}/{file}": "style and type",
	"/v1/enrol": "JSON", "/v1/token": "JSON", "/v1/sync": "lines", "/v1/poke": "JSON", "/v1/wiped": "JSON", "/v1/escrow": "JSON", "/v1/blob/{sha}": "bytes", "/v1/blob/{sha}/{i}": "bytes",
	"/r/{link}/copy/{form}": "files", "/r/{link}/ask": "sends on to the link", "/r/{link}/questions/forget": "sends on to the questions",
	"/team/sso/{tenant}": "sends on to the trust", "/team/sso/{tenant}/end": "sends on to the trust",
	"/team/referrals.csv": "CSV", "/team/rules.toml": "TOML", "/team/trail.csv": "CSV", "/team/figures.csv": "CSV", "/team/caseload/{id}/questions.pdf": "PDF",
}

// A roll is a list of the paths that were held to axe-core.
type roll struct {
	mu    sync.Mutex
	paths []string
}

var held roll

// mark puts the page that is open on the roll.
func (b *browser) mark() {
	b.t.Helper()
	var path string
	b.eval(`location.pathname`, &path)
	held.mu.Lock()
	defer held.mu.Unlock()
	held.paths = append(held.paths, path)
}

// missed are the pages of the route table, and words of it that are out of date.
func missed(routes []central.Route, looked []string) (out []string) {
	mux, all, been := http.NewServeMux(), map[string]bool{}, map[string]bool{}
	for _, r := range routes {
		if !all[r.Path] {
			mux.HandleFunc(r.Path, http.NotFound)
		}
		all[r.Path] = true
	}
	for _, path := range looked {
		r, err := http.NewRequest(http.MethodGet, "http://service.example"+path, nil)
		if err != nil {
			return []string{err.Error()}
		}
		_, pattern := mux.Handler(r)
		been[pattern] = true
	}
	for path := range all {
		if _, none := noPages[path]; !none && !been[path] {
			out = append(out, path+" is a page, and no test of this package holds it to axe-core")
		}
	}
	for path := range noPages {
		if !all[path] {
			out = append(out, path+" stands among what is no page, and is not served")
		} else if been[path] {
			out = append(out, path+" stands among what is no page, and was looked at")
		}
	}
	slices.Sort(out)
	return out
}

// table is the service's route table.
func table() ([]central.Route, error) {
	dir, err := os.MkdirTemp("", "roll")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	clock := testkit.NewClock()
	c, err := central.New(context.Background(), central.Config{Dir: dir, Now: clock.Now, Rand: testkit.Random("roll"), NewID: testkit.IDs("roll", clock.Now), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return c.Routes(), nil
}

// TestMain calls the roll when everything ran: a page that nobody held to axe-core fails the package.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 && flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.skip").Value.String() == "" && flag.Lookup("test.list").Value.String() == "" {
		routes, err := table()
		if err != nil {
			fmt.Println(err)
			code = 1
		}
		for _, what := range missed(routes, held.paths) {
			fmt.Println(what)
			code = 1
		}
	}
	os.Exit(code)
}

// TestRoll_SaysWhatNobodyLookedAt: with nothing on it the roll names each page, and with a path below one it names that no more.
func TestRoll_SaysWhatNobodyLookedAt(t *testing.T) {
	routes, err := table()
	must(t, err)
	const today, week = "/team/today is a page, and no test of this package holds it to axe-core", "/r/{link}/log/{task}/{back} is a page, and no test of this package holds it to axe-core"
	if all := missed(routes, nil); !slices.Contains(all, today) || !slices.Contains(all, week) {
		t.Errorf("of nothing that was looked at the roll says %q", all)
	}
	if rest := missed(routes, []string{"/r/AAAA/log/1/0", "/healthz"}); slices.Contains(rest, week) || !slices.Contains(rest, today) || !slices.Contains(rest, "/healthz stands among what is no page, and was looked at") {
		t.Errorf("the roll says %q", rest)
	}
}
