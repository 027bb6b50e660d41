package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A note under the wrong child is moved on one tablet while the other still writes in it. Both come to the same record, the late
// words show until somebody chooses, and the service can say who saw and who wrote.
func TestTheRightChild(t *testing.T) {
	onBoth(t, func(t *testing.T, s *service) {
		h, a, b, tenant := pair(t, s)
		yusuf := "019a0002-0000-7003-8000-000000000001"
		h.ctl(t, "", "import", "--store", a, demo("yusuf.json"))
		h.sync(t, a)
		for _, th := range decode[[]struct{ Therapist string }](t, s.admin(t, "device", "list", "--json")) {
			s.admin(t, "grant", "--child", yusuf, "--therapist", th.Therapist)
			for _, r := range h.records(t, a) {
				if r.Kind == "setting" {
					s.admin(t, "grant", "--setting", r.Setting, "--therapist", th.Therapist)
				}
			}
		}
		h.sync(t, b)
		notes := h.records(t, a, "--child", isla, "--kind", "observation")
		note := notes[slices.IndexFunc(notes, func(r record) bool { return r.Signed == nil || string(r.Signed) == "null" })]

		s.kill() // both work without a network
		moved := decode[struct {
			Record, Strike string
			Recall         []struct{ Report string }
		}](t, h.ctl(t, "", "move", "--store", a, note.ID, "--to", yusuf, "--reason", "two sheets", "--json"))
		h.ctl(t, "", "set", "--store", b, note.ID, "text=Written under the wrong child after all")
		h.ctl(t, "", "link", "--store", b, isla, yusuf, "--reason", "name-and-birth")
		s.open(t)
		h.sync(t, a)
		h.sync(t, b)
		h.sync(t, a)
		same(t, h, s, a, b, tenant)
		for name, store := range map[string]string{"a": a, "b": b} {
			rows := decode[[]struct {
				Old, New string
				Late     int
			}](t, h.ctl(t, "", "moves", "--store", store, "--json"))
			if len(rows) != 1 || rows[0].Old != note.ID || rows[0].New != moved.Record || rows[0].Late != 1 {
				t.Errorf("%s lists the moves %+v", name, rows)
			}
			for _, r := range h.records(t, store, "--child", isla, "--kind", "observation") {
				if r.ID == note.ID {
					t.Errorf("%s still shows it under the wrong child", name)
				}
			}
		}
		h.ctl(t, "", "conflicts", "--store", b, "resolve", note.ID+"/text", "--keep", "theirs")
		h.sync(t, b)
		h.sync(t, a)
		for _, store := range []string{a, b} {
			kept := h.records(t, store, "--child", yusuf, "--kind", "observation")
			i := slices.IndexFunc(kept, func(r record) bool { return r.ID == moved.Record })
			if i < 0 || kept[i].text("text") != "Written under the wrong child after all" && kept[i].text("text") != note.text("text") {
				t.Fatalf("after the choice: %+v", kept)
			}
			if got := h.ctl(t, "", "conflicts", "--store", store, "--json"); strings.TrimSpace(got) != "[]" {
				t.Errorf("after the choice still %s", got)
			}
			h.verify(t, store)
		}

		type access struct {
			Did  string
			Name string `json:"therapist_name"`
			What []string
		}
		list := decode[[]access](t, s.admin(t, "audit", "--child", isla, "--json"))
		did := map[string]int{}
		for _, x := range list {
			did[x.Did]++
			if x.Name == "" || len(x.What) == 0 {
				t.Errorf("somebody without a name did nothing: %+v", x)
			}
		}
		// Each tablet made an export above, which is a read, and told it once for this part of the day.
		if did["wrote"] == 0 || did["read"] < 2 || did["read"] > 6 {
			t.Errorf("the service knows of %v", did)
		}
		if diff := cmp.Diff(list, decode[[]access](t, s.admin(t, "audit", "--child", isla, "--json"))); diff != "" {
			t.Errorf("asked twice it says something else:\n%s", diff)
		}
		run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, s.where...)...)
		s.close(t)
	})
}
