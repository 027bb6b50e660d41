package ledger

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A head's body is written by hand and read as JSON: what comes back is what was written, in every member.
func TestPackBody_ComesBack(t *testing.T) {
	full := merge.Setter{Seq: 1<<62 + 1, CID: "c", Device: "d", Inc: "i~\"<é>", Author: "a", At: "2026", Saw: wire.Saw{Gen: 2, Base: 3}}
	for i := range reflect.TypeFor[merge.Setter]().NumField() {
		if reflect.ValueOf(full).Field(i).IsZero() {
			t.Errorf("a setter has a member %s, which this test does not know", reflect.TypeFor[merge.Setter]().Field(i).Name)
		}
	}
	if n := reflect.TypeFor[headBody]().NumField(); n != 4 {
		t.Errorf("a body has %d members, and four are written", n)
	}
	other := merge.Setter{Seq: 4, CID: "c2"}
	for name, h := range map[string]merge.Head{
		"several": {Fields: assessments.Fields{"text": json.RawMessage(`"<a> & \"b\" é\n"`), "list": json.RawMessage(`[1,{"k":null}]`), "é\"": json.RawMessage("7"), "nobody": json.RawMessage("1")},
			Setters: map[string]merge.Setter{"text": full, "list": other, "gone\t": full, "é\"": full}, Signed: &assessments.Signing{By: "a", At: "b", Hash: "<c>"}},
		"one":     {Fields: assessments.Fields{"a": json.RawMessage("1"), "b": json.RawMessage("2")}, Setters: map[string]merge.Setter{"a": full, "b": full}},
		"cleared": {Fields: assessments.Fields{}, Setters: map[string]merge.Setter{"a": full}},
		"unset":   {Fields: assessments.Fields{"a": json.RawMessage("1")}, Setters: map[string]merge.Setter{}},
		"empty":   {Fields: assessments.Fields{}, Setters: map[string]merge.Setter{}},
	} {
		raw, err := packBody(h)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readHead("r", "goal", "team", "", 9, raw, []byte("{}"), 40, 0)
		if err != nil {
			t.Fatalf("%s: %v in %s", name, err, raw)
		}
		want := map[string]merge.Setter{}
		for f, s := range h.Setters {
			s.Seq = settleSeq(s.Seq, 40)
			want[f] = s
		}
		if diff := cmp.Diff(headBody{Fields: h.Fields, Signed: h.Signed}, headBody{Fields: got.head.Fields, Signed: got.head.Signed}); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
		if diff := cmp.Diff(want, got.head.Setters); diff != "" {
			t.Errorf("the setters of %s (-written +read):\n%s", name, diff)
		}
		if name == "one" && strings.Count(string(raw), `"cid"`) != 1 {
			t.Errorf("a setter of every field is written more than once: %s", raw)
		}
	}
}

// Heads that were written before the setters were gathered read as they did; signed ones stay like that for ever.
func TestReadHead_OfTheFirstForm(t *testing.T) {
	body := `{"f":{"a":1},"by":{"a":{"seq":7,"cid":"c","dev":"d","inc":"i"},"b":{"seq":8,"cid":"c2","dev":"d","inc":"i"}}}`
	got, err := readHead("r", "goal", "team", "", 9, []byte(body), []byte("{}"), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]merge.Setter{"a": {Seq: 7, CID: "c", Device: "d", Inc: "i"}, "b": {Seq: 8, CID: "c2", Device: "d", Inc: "i"}}
	if diff := cmp.Diff(want, got.head.Setters); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

// A body that names a setter which is not there is damaged, and says so.
func TestReadHead_WithoutItsSetter(t *testing.T) {
	for _, body := range []string{`{"f":{"a":1},"who":[]}`, `{"f":{"a":1},"who":[{"seq":1}],"by":{"a":1}}`, `{"f":{"a":1},"who":[{"seq":1}],"by":["a"]}`} {
		if _, err := readHead("r", "goal", "team", "", 9, []byte(body), []byte("{}"), 0, 0); assessments.KindOf(err) != assessments.Damaged {
			t.Errorf("%s reads as %v", body, err)
		}
	}
}
