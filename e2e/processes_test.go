package e2e

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// TestTwoProcesses serves one empty PostgreSQL database with two processes that start at the same moment, each with few connections.
// Tablets sync with either; one process is stopped, and the other goes on for both.
func TestTwoProcesses(t *testing.T) {
	url := testkit.Postgres(t)
	one, two := &service{where: []string{"--database", url}}, &service{where: []string{"--database", url}}
	one.serve, two.serve = []string{"--connections", "3"}, []string{"--connections", "3"}
	var both sync.WaitGroup
	for _, s := range []*service{one, two} {
		both.Go(func() { s.open(t) })
	}
	both.Wait()
	for _, s := range []*service{one, two} {
		for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
			res, err := http.Get(s.url + path)
			must(t, err)
			res.Body.Close()
			if res.StatusCode != 200 {
				t.Errorf("%s: %d", path, res.StatusCode)
			}
		}
	}
	h, tenant := newHouse(t), one.tenant(t)
	sam := one.therapist(t, tenant, "Sam Okoro")
	a, b := h.at("a"), h.at("b")
	h.ctl(t, "", "init", "--store", a)
	h.ctl(t, "", "import", "--store", a, demo("isla.json"))
	h.ctl(t, "", "enrol", "--store", a, "--central", one.url, "--code", two.code(t, sam))
	h.ctl(t, "", "enrol", "--store", b, "--central", two.url, "--code", one.code(t, sam))
	h.sync(t, a)
	h.sync(t, b)
	h.ctl(t, "", "set", "--store", a, isla, "class=Kestrels")
	h.ctl(t, "", "set", "--store", b, isla, "postcode=ZZ99 3AA")
	var group sync.WaitGroup
	for _, store := range []string{a, b} { // at the same moment, at different processes
		group.Go(func() { h.sync(t, store) })
	}
	group.Wait()
	h.sync(t, a)
	h.sync(t, b)
	same(t, h, one, a, b, tenant)
	one.close(t)
	h.ctl(t, "", "set", "--store", b, isla, "language=Welsh")
	h.sync(t, b)
	if got := two.admin(t, "export", "--tenant", tenant); !strings.Contains(got, "Welsh") {
		t.Error("the process that is left took nothing")
	}
	run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, two.where...)...)
	two.close(t)
}
