package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// The oracle knows everything that a tablet was told is saved, and everything that somebody saw and put another value in the place
// of. What is told goes to a file as well, so that a failed run can be looked into.
type oracle struct {
	mu       sync.Mutex
	file     *os.File
	told     []told
	replaced map[string]bool
}

// told is one value that apply answered with {"ok":CID}. Every value of a run is different.
type told struct {
	CID    string `json:"cid"`
	Tablet int    `json:"tablet"`
	Record string `json:"record"`
	Field  string `json:"field"`
	Value  string `json:"value"`
}

func newOracle(t testing.TB, path string) *oracle {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return &oracle{file: f, replaced: map[string]bool{}}
}

// saved is called for each answer.
func (o *oracle) saved(x told) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.told = append(o.told, x)
	return json.NewEncoder(o.file).Encode(x)
}

// saw is called before a value goes in the place of others: it may be saved even when no answer comes.
func (o *oracle) saw(values ...string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, v := range values {
		o.replaced[v] = true
	}
}

// complete checks that the ledger has every change that a tablet was told is saved, with the very value, in the journal.
func (o *oracle) complete(t *testing.T, journal, quarantine [][]string) {
	t.Helper()
	type row struct {
		result string
		change wire.Change
	}
	have := map[string]row{}
	for _, r := range journal {
		c, err := wire.Thaw([]byte(r[2]))
		must(t, err)
		have[r[0]] = row{r[1], c}
	}
	apart := map[string]bool{}
	for _, r := range quarantine {
		apart[r[0]] = true
		t.Errorf("in quarantine: %v", r)
	}
	results := map[string]int{}
	for _, x := range o.told {
		r, ok := have[x.CID]
		if !ok {
			t.Errorf("LOST: tablet %d was told that %s of %s is saved (%s); in quarantine: %v", x.Tablet, x.Field, x.Record, x.CID, apart[x.CID])
			continue
		}
		results[r.result]++
		var got string
		if err := json.Unmarshal(r.change.Set[x.Field], &got); err != nil || got != x.Value || string(r.change.Record) != x.Record {
			t.Errorf("tablet %d saved %q in %s of %s, the service has %s of %s", x.Tablet, x.Value, x.Field, x.Record, r.change.Set[x.Field], r.change.Record)
		}
	}
	t.Logf("%d values told as saved, all in the journal of %d changes: %v", len(o.told), len(journal), results)
}

// vanished checks that each value still stands in its field or beside it, or that somebody saw it before it went.
func (o *oracle) vanished(t *testing.T, shown map[string]bool) {
	t.Helper()
	stand, superseded := 0, 0
	for _, x := range o.told {
		switch {
		case shown[spot(x.Record, x.Field, x.Value)]:
			stand++
		case o.replaced[x.Value]:
			superseded++
		default:
			t.Errorf("SILENTLY OVERWRITTEN: %q by tablet %d in %s of %s stands nowhere, and nobody saw it go", x.Value, x.Tablet, x.Field, x.Record)
		}
	}
	t.Logf("%d values stand in their field or beside it, %d were replaced by somebody who saw them", stand, superseded)
	if superseded == 0 || stand == 0 {
		t.Error("too little happened to show anything")
	}
}

func spot(record, field, value string) string { return record + "/" + field + "/" + value }

// exported is the records of an export by scope, each as the bytes that stand in it.
func exported(t testing.TB, out string) map[string]string {
	t.Helper()
	type one struct {
		Child   string `json:"child"`
		Setting string `json:"setting"`
	}
	bundle := decode[struct{ Records []json.RawMessage }](t, out)
	scopes := map[string]string{}
	for _, raw := range bundle.Records {
		r := decode[one](t, string(raw))
		scopes[r.Child+r.Setting] += string(raw) + "\n"
	}
	return scopes
}

// values are all texts that stand in the records of an export.
func values(t testing.TB, out string, into map[string]bool) {
	t.Helper()
	bundle := decode[struct{ Records []record }](t, out)
	for _, r := range bundle.Records {
		for f := range r.Fields {
			into[spot(r.ID, f, r.text(f))] = true
		}
	}
}

// beside are all values of open conflicts.
func beside(list []clash, into map[string]bool) {
	for _, c := range list {
		for _, v := range c.Values {
			into[spot(c.Record, c.Field, v.Value)] = true
		}
	}
}

func childID(n int) string { return fmt.Sprintf("019b0000-0000-7000-8000-0000c%07d", n) }
func goalID(n int) string  { return fmt.Sprintf("019b0000-0000-7000-8000-0000d%07d", n) }
func pieceID(n int) string { return fmt.Sprintf("019b0000-0000-7000-8000-0000e%07d", n) }
