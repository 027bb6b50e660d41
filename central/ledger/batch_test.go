package ledger

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A head's body is written by hand and read as JSON: both must mean the same, in every member.
func TestPackBody_IsTheBodyAsJSON(t *testing.T) {
	full := merge.Setter{Seq: 1 << 62, CID: "c", Device: "d", Inc: "i~\"<é>", Author: "a", At: "2026", Saw: wire.Saw{Gen: 2, Base: 3}}
	for i := range reflect.TypeFor[merge.Setter]().NumField() {
		if reflect.ValueOf(full).Field(i).IsZero() {
			t.Errorf("a setter has a member %s, which this test does not know", reflect.TypeFor[merge.Setter]().Field(i).Name)
		}
	}
	if n := reflect.TypeFor[headBody]().NumField(); n != 3 {
		t.Errorf("a body has %d members, and three are written", n)
	}
	for name, h := range map[string]merge.Head{
		"full": {Fields: assessments.Fields{"text": json.RawMessage(`"<a> & \"b\" é\n"`), "list": json.RawMessage(`[1,{"k":null}]`), "é\"": json.RawMessage("7")},
			Setters: map[string]merge.Setter{"text": full, "list": {Seq: 4, CID: "c"}, "gone\t": full}, Signed: &assessments.Signing{By: "a", At: "b", Hash: "<c>"}},
		"empty": {Fields: assessments.Fields{}, Setters: map[string]merge.Setter{}},
	} {
		raw, err := packBody(h)
		if err != nil {
			t.Fatal(err)
		}
		var got headBody
		if err := json.Unmarshal(raw, &got); err != nil {
			t.Fatalf("%s: %v in %s", name, err, raw)
		}
		if diff := cmp.Diff(headBody{h.Fields, h.Setters, h.Signed}, got); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
		want, err := marshal(headBody{h.Fields, h.Setters, h.Signed})
		if err != nil || string(want) != string(raw) {
			t.Errorf("%s is written as\n%s\nand not as\n%s", name, raw, want)
		}
	}
}
