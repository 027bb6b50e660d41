package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// TestRestoredTwin puts a backup of a tablet on a second one while the first goes on working. Neither may pass for the other:
// everything that was saved on either reaches both, and what both changed shows as a conflict.
func TestRestoredTwin(t *testing.T) {
	s := newService(t, "--data", t.TempDir())
	h, tenant := newHouse(t), s.tenant(t)
	first, twin, file := h.at("first"), h.at("twin"), h.at("fieldfare.backup")
	h.ctl(t, "", "init", "--store", first)
	h.ctl(t, "", "import", "--store", first, demo("isla.json"))
	h.ctl(t, "", "enrol", "--store", first, "--central", s.url, "--code", s.code(t, s.therapist(t, tenant, "Sam Okoro")))
	h.sync(t, first)
	h.ctl(t, "", "set", "--store", first, isla, "preferred_name=Izzy") // in the backup, and not sent yet
	h.ctl(t, "", "backup", "--store", first, file)
	h.ctl(t, "", "set", "--store", first, isla, "postcode=ZZ99 3AA")
	h.ctl(t, "", "restore", "--store", twin, file)
	h.ctl(t, "", "set", "--store", twin, isla, "class=Kestrels")
	h.ctl(t, "", "set", "--store", first, isla, "language=Welsh")
	h.ctl(t, "", "set", "--store", twin, isla, "language=Polish")
	for range 2 {
		if got := h.sync(t, twin); got.Waiting != 0 || got.Quarantined != 0 {
			t.Errorf("the twin's sync: %+v", got)
		}
		if got := h.sync(t, first); got.Waiting != 0 || got.Quarantined != 0 {
			t.Errorf("the first one's sync: %+v", got)
		}
	}
	h.sync(t, twin)
	same(t, h, s, first, twin, tenant)
	for _, store := range []string{first, twin} {
		child := h.records(t, store, "--child", isla, "--kind", "child")[0]
		if child.text("preferred_name") != "Izzy" || child.text("postcode") != "ZZ99 3AA" || child.text("class") != "Kestrels" {
			t.Errorf("%s: name %q, postcode %q, class %q: each was saved once and must stand", store, child.text("preferred_name"), child.text("postcode"), child.text("class"))
		}
		list := decode[[]clash](t, h.ctl(t, "", "conflicts", "--store", store, "--json"))
		var values []string
		for _, c := range list {
			for _, v := range c.Values {
				values = append(values, c.Field+"="+v.Value)
			}
		}
		if said := strings.Join(values, " "); !strings.Contains(said, "language=Welsh") || !strings.Contains(said, "language=Polish") {
			t.Errorf("%s: the conflicts hold %s; both languages must show", store, said)
		}
		h.verify(t, store)
	}
	run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, s.where...)...)
	s.close(t)
}

// TestRestoredTablet brings a broken tablet back from its backup: what it had sent since comes from the service, and what it had
// not sent when the backup was made is sent now.
func TestRestoredTablet(t *testing.T) {
	s := newService(t, "--data", t.TempDir())
	h, tenant := newHouse(t), s.tenant(t)
	dir, file := h.at("tablet"), h.at("fieldfare.backup")
	h.ctl(t, "", "init", "--store", dir)
	h.ctl(t, "", "import", "--store", dir, demo("yusuf.json"))
	h.ctl(t, "", "enrol", "--store", dir, "--central", s.url, "--code", s.code(t, s.therapist(t, tenant, "Sam Okoro")))
	h.sync(t, dir)
	h.ctl(t, "", "set", "--store", dir, yusuf, "class=Robins")
	h.ctl(t, "", "backup", "--store", dir, file)
	h.ctl(t, "", "set", "--store", dir, yusuf, "postcode=ZZ99 3AA")
	h.sync(t, dir)
	had := h.ctl(t, "", "export", "--store", dir)
	again := h.at("again")
	h.ctl(t, "", "restore", "--store", again, file)
	h.sync(t, again)
	if diff := cmp.Diff(strings.Split(had, "\n"), strings.Split(h.ctl(t, "", "export", "--store", again), "\n")); diff != "" {
		t.Errorf("the restored tablet has not what the broken one had (-had +again):\n%s", diff)
	}
	h.ctl(t, "", "set", "--store", again, yusuf, "language=Welsh")
	if got := h.sync(t, again); got.Sent != 1 || got.Conflicts != 0 || got.Waiting != 0 {
		t.Errorf("its next sync: %+v", got)
	}
}

// TestRestoreDrill is what docs/operations.md tells an administrator to practise: devices work, a backup is made while they do, they
// work on, the service is lost, the backup is restored into a new database of the other sort, and the devices sync. Everything
// comes back, to the byte, also from a tablet that enrolled after the backup.
func TestRestoreDrill(t *testing.T) {
	for name, places := range map[string]func(t *testing.T) (from, to []string){
		"sqlite to postgres": func(t *testing.T) ([]string, []string) {
			return []string{"--data", t.TempDir()}, []string{"--database", testkit.Postgres(t)}
		},
		"postgres to sqlite": func(t *testing.T) ([]string, []string) {
			return []string{"--database", testkit.Postgres(t)}, []string{"--data", t.TempDir()}
		},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := places(t)
			s := newService(t, from...)
			h, a, b, tenant := pair(t, s)
			file, key := h.at("monday.backup"), h.at("backup.key")
			run(t, nil, nil, "fieldfare-central", append([]string{"backup", file, "--key", key}, s.where...)...)
			// Work that the backup does not have: on a tablet it knows, by somebody else, and on a tablet and for a child it never saw.
			h.ctl(t, "", "set", "--store", a, isla, "preferred_name=Izzy")
			h.sync(t, a)
			h.sync(t, b)
			h.ctl(t, "", "set", "--store", b, isla, "class=Kestrels")
			h.sync(t, b)
			c := h.at("new")
			h.ctl(t, "", "init", "--store", c)
			h.ctl(t, "", "import", "--store", c, demo("yusuf.json"))
			rob := s.therapist(t, tenant, "Rob Late")
			h.ctl(t, "", "enrol", "--store", c, "--central", s.url, "--code", s.code(t, rob))
			h.sync(t, c)
			had := h.ctl(t, "", "export", "--store", c)
			h.ctl(t, "", "set", "--store", a, isla, "postcode=ZZ99 3AA") // never sent before the service is lost
			s.kill()
			if s.where[0] == "--data" {
				must(t, os.RemoveAll(s.where[1]))
			}
			s.where = to
			out := decode[map[string]any](t, run(t, nil, nil, "fieldfare-central", append([]string{"restore", file, "--key", key, "--json"}, s.where...)...))
			if out["tenants"] != 1.0 || out["problems"] != 0.0 {
				t.Errorf("restore said %v", out)
			}
			s.open(t)
			// The tablet that the backup never saw says what to do, and does it.
			off := h.start(t, "sync", "--store", c)
			if said, err := off.CombinedOutput(); err == nil || !strings.Contains(string(said), "enrol it again") {
				t.Errorf("a tablet that the service forgot: %v %s", err, said)
			}
			again := s.therapist(t, tenant, "Rob Late")
			h.ctl(t, "", "enrol", "--store", c, "--central", s.url, "--code", s.code(t, again))
			for range 2 {
				for _, store := range []string{a, b, c} {
					if got := h.sync(t, store); got.Waiting != 0 || got.Quarantined != 0 || got.Conflicts != 0 {
						t.Errorf("%s: %+v", filepath.Base(store), got)
					}
				}
			}
			for _, store := range []string{a, b} {
				child := h.records(t, store, "--child", isla, "--kind", "child")[0]
				if child.text("preferred_name") != "Izzy" || child.text("class") != "Kestrels" || child.text("postcode") != "ZZ99 3AA" {
					t.Errorf("%s: name %q, class %q, postcode %q", filepath.Base(store), child.text("preferred_name"), child.text("class"), child.text("postcode"))
				}
				h.verify(t, store)
			}
			left, right := h.ctl(t, "", "export", "--store", a, "--child", isla), h.ctl(t, "", "export", "--store", b, "--child", isla)
			if diff := cmp.Diff(strings.Split(left, "\n"), strings.Split(right, "\n")); diff != "" {
				t.Errorf("the two tablets differ (-a +b):\n%s", diff)
			}
			if diff := cmp.Diff(strings.Split(had, "\n"), strings.Split(h.ctl(t, "", "export", "--store", c), "\n")); diff != "" {
				t.Errorf("the tablet that enrolled again lost something (-had +has):\n%s", diff)
			}
			// Everything on any tablet is on the service, in the same bytes.
			centre := map[string]bool{}
			for _, r := range decode[struct{ Records []json.RawMessage }](t, s.admin(t, "export", "--tenant", tenant)).Records {
				centre[string(r)] = true
			}
			n := 0
			for _, store := range []string{a, b, c} {
				for _, r := range decode[struct{ Records []json.RawMessage }](t, h.ctl(t, "", "export", "--store", store)).Records {
					if n++; !centre[string(r)] {
						t.Errorf("%s: a record is not on the service as it is here: %s", filepath.Base(store), r)
					}
				}
			}
			t.Logf("%d records on three tablets, %d on the service", n, len(centre))
			run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, s.where...)...)
			s.close(t)
		})
	}
}
