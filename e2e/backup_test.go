package e2e

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
