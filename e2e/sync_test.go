package e2e

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// onBoth runs a test against the service on each of its databases.
func onBoth(t *testing.T, test func(t *testing.T, s *service)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newService(t, "--data", t.TempDir())) })
	t.Run("postgres", func(t *testing.T) { test(t, newService(t, "--database", testkit.Postgres(t))) })
}

// pair is two therapists' stores that both hold Isla's records, confirmed by one service.
func pair(t *testing.T, s *service) (h house, a, b, tenant string) {
	t.Helper()
	h = newHouse(t)
	a, b, tenant = h.at("a"), h.at("b"), s.tenant(t)
	sam, robin := s.therapist(t, tenant, "Sam Okoro"), s.therapist(t, tenant, "Robin Vale")
	h.ctl(t, "", "init", "--store", a)
	h.ctl(t, "", "import", "--store", a, demo("isla.json"))
	code := s.code(t, sam)
	h.ctl(t, "", "enrol", "--store", a, "--central", s.url, "--code", code)
	h.ctl(t, "", "enrol", "--store", b, "--central", s.url, "--code", s.code(t, robin)) // makes the store first
	again := h.start(t, "enrol", "--store", h.at("c"), "--central", s.url, "--code", code)
	if out, err := again.CombinedOutput(); err == nil || again.ProcessState.ExitCode() != 1 {
		t.Errorf("a code was used a second time: %v\n%s", err, out)
	}
	if got := h.sync(t, a); got.Sent == 0 || got.Waiting != 0 {
		t.Fatalf("the first sync: %+v", got)
	}
	if got := h.records(t, b, "--child", isla); len(got) > 0 {
		t.Errorf("before the grant Robin has %d of Isla's records", len(got))
	}
	h.sync(t, b)
	if got := h.records(t, b, "--child", isla); len(got) > 0 {
		t.Errorf("without a grant Robin's sync brought %d of Isla's records", len(got))
	}
	s.admin(t, "grant", "--child", isla, "--therapist", robin)
	settings := map[string]bool{}
	for _, r := range h.records(t, a) {
		if r.Setting != "" && !settings[r.Setting] {
			settings[r.Setting] = true
			s.admin(t, "grant", "--setting", r.Setting, "--therapist", robin)
		}
	}
	h.sync(t, b)
	return h, a, b, tenant
}

// synced is what fieldfarectl sync prints.
type synced struct{ Sent, Received, Conflicts, Quarantined, Waiting int }

func (h house) sync(t testing.TB, store string) synced {
	t.Helper()
	return decode[synced](t, h.ctl(t, "", "sync", "--store", store, "--json"))
}

// same fails unless both stores and the service hold the very same bytes.
func same(t *testing.T, h house, s *service, a, b, tenant string) string {
	t.Helper()
	left, right, centre := h.ctl(t, "", "export", "--store", a), h.ctl(t, "", "export", "--store", b), s.admin(t, "export", "--tenant", tenant)
	if diff := cmp.Diff(strings.Split(left, "\n"), strings.Split(right, "\n")); diff != "" {
		t.Errorf("the two stores differ (-a +b):\n%s", diff)
	}
	if diff := cmp.Diff(strings.Split(left, "\n"), strings.Split(centre, "\n")); diff != "" {
		t.Errorf("device and service differ (-device +service):\n%s", diff)
	}
	return left
}

// TestTwoTablets edits one child on two tablets without a network, in different fields and in the same one.
func TestTwoTablets(t *testing.T) {
	onBoth(t, func(t *testing.T, s *service) {
		h, a, b, tenant := pair(t, s)
		before := same(t, h, s, a, b, tenant)
		s.kill() // no network: nothing of what follows needs it
		h.ctl(t, "", "set", "--store", a, isla, "preferred_name=Izzy", "postcode=ZZ99 3AA")
		h.ctl(t, "", "set", "--store", b, isla, "preferred_name=Isla-Mae", "class=Kestrels")
		off := h.start(t, "sync", "--store", a)
		if out, err := off.CombinedOutput(); err == nil || off.ProcessState.ExitCode() != 3 {
			t.Errorf("sync without a network: %v\n%s", err, out)
		}
		s.open(t)
		h.sync(t, a)
		if got := h.sync(t, b); got.Conflicts == 0 {
			t.Errorf("the second sync met no conflict: %+v", got)
		}
		h.sync(t, a)
		after := same(t, h, s, a, b, tenant)
		if after == before {
			t.Error("the edits changed nothing")
		}
		for name, store := range map[string]string{"a": a, "b": b} {
			child := h.records(t, store, "--child", isla, "--kind", "child")[0]
			if child.text("postcode") != "ZZ99 3AA" || child.text("class") != "Kestrels" {
				t.Errorf("%s: postcode %q and class %q; both edits must stand", name, child.text("postcode"), child.text("class"))
			}
			both(t, name, decode[[]clash](t, h.ctl(t, "", "conflicts", "--store", store, "--json")))
		}
		if got := decode[[]json.RawMessage](t, s.admin(t, "conflicts", "--json")); len(got) != 1 {
			t.Errorf("the service lists %d conflicts, want 1", len(got))
		}
		// One of them settles it; the other hears of it.
		h.ctl(t, "", "conflicts", "--store", b, "resolve", isla+"/preferred_name", "--keep", "mine")
		h.sync(t, b)
		h.sync(t, a)
		same(t, h, s, a, b, tenant)
		for _, store := range []string{a, b} {
			if got := h.ctl(t, "", "conflicts", "--store", store, "--json"); strings.TrimSpace(got) != "[]" {
				t.Errorf("after settling it, %s", got)
			}
		}
		if got := h.records(t, a, "--child", isla, "--kind", "child")[0].text("preferred_name"); got != "Isla-Mae" {
			t.Errorf("Robin kept her own, Sam reads %q", got)
		}
		for _, store := range []string{a, b} {
			h.verify(t, store)
		}
		run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, s.where...)...)
		s.close(t)
	})
}

// clash is a conflict as fieldfarectl prints it.
type clash struct {
	ID, Record, Field string
	Values            []struct {
		Value, Author, Device, At string
	}
}

func both(t *testing.T, name string, list []clash) {
	t.Helper()
	if len(list) != 1 || list[0].Record != isla || list[0].Field != "preferred_name" || list[0].ID != isla+"/preferred_name" || len(list[0].Values) != 2 {
		t.Fatalf("%s: conflicts %+v; want the one about preferred_name with two values", name, list)
	}
	values := map[string]bool{}
	authors := map[string]bool{}
	for _, v := range list[0].Values {
		values[v.Value], authors[v.Author] = true, true
		if v.At == "" || v.Device == "" || v.Author == "" {
			t.Errorf("%s: %+v does not say who, where and when", name, v)
		}
	}
	if !values["Izzy"] || !values["Isla-Mae"] || len(authors) != 2 {
		t.Errorf("%s: the values are %v by %v", name, values, authors)
	}
}

// TestFreshTablet enrols a new tablet in place of a lost one: it gets everything that the lost one had sent.
func TestFreshTablet(t *testing.T) {
	s := newService(t, "--data", t.TempDir())
	h, tenant := newHouse(t), s.tenant(t)
	sam := s.therapist(t, tenant, "Sam Okoro")
	lost, fresh := h.at("lost"), h.at("fresh")
	h.ctl(t, "", "init", "--store", lost)
	h.ctl(t, "", "import", "--store", lost, demo("isla.json"), demo("yusuf.json"))
	h.ctl(t, "", "enrol", "--store", lost, "--central", s.url, "--code", s.code(t, sam))
	h.sync(t, lost)
	had := h.ctl(t, "", "export", "--store", lost)
	must(t, os.RemoveAll(lost))
	h.ctl(t, "", "enrol", "--store", fresh, "--central", s.url, "--code", s.code(t, sam))
	h.sync(t, fresh)
	if diff := cmp.Diff(strings.Split(had, "\n"), strings.Split(h.ctl(t, "", "export", "--store", fresh), "\n")); diff != "" {
		t.Errorf("the fresh tablet has not what the lost one had (-lost +fresh):\n%s", diff)
	}
}
