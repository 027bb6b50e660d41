package wire

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// whole is a change with every member.
func whole() Change {
	c := sample()
	c.Gen, c.Device, c.Child, c.Setting, c.Names, c.Author, c.Boot, c.Mono = 2, "d", "", c.Child, []string{"x", "y"}, c.Record, "b", 12
	c.Over = map[string]string{"a": "1", "d": "2"}
	c.Op, c.Sign = assessments.OpSign, &assessments.Signing{By: c.Record, At: c.TDev, Hash: "h"}
	c.Set = assessments.Fields{"a": json.RawMessage(`"\u00e9\"\\ é, \n"`), "b": json.RawMessage(`[1,-2.5e3,{"k":[],"l":{},"":null},true,false]`), "c": json.RawMessage("null"), "d": json.RawMessage(`""`)}
	return c
}

// A member that is new must be among those that the quick way knows, or nothing takes it any more.
func TestPlain_KnowsEveryMember(t *testing.T) {
	v := reflect.ValueOf(whole())
	for i := range v.NumField() {
		if name := v.Type().Field(i); name.Tag.Get("json") != "-" && name.Name != "Child" && v.Field(i).IsZero() {
			t.Errorf("%s is not in the change that these tests are about", name.Name)
		}
	}
}

// What this program writes takes the quick way, or the quick way is for nobody.
func TestPlain_TakesWhatIsWritten(t *testing.T) {
	for name, c := range map[string]Change{"short": sample(), "whole": whole(), "nothing set": {CID: "c", DSeq: 1, Set: assessments.Fields{}, Over: map[string]string{}, V: 1}} {
		fr, err := Freeze(c)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := thawPlain(fr.Bytes)
		if !ok {
			t.Errorf("%s: %s is not plain", name, fr.Bytes)
			continue
		}
		if diff := cmp.Diff(c, got); diff != "" {
			t.Errorf("%s (-frozen +read):\n%s", name, diff)
		}
		got.Set["new"] = append(got.Set["a"], "more than there is room for in front of the next field"...)
		if HashOf(fr.Bytes) != fr.Hash {
			t.Errorf("%s: writing behind a field changed the frozen bytes", name)
		}
		for _, line := range []any{Pushed{CID: c.CID, Frozen: fr}, Delivered{Seq: 3, Result: OK, CID: c.CID, Device: "d", Inc: "i", TSrv: c.TDev, Frozen: fr}} {
			if _, ok := rowPlain(bytes.TrimSuffix(write(t, line), []byte("\n"))); !ok {
				t.Errorf("%s: the line is not plain", name)
			}
		}
	}
	if _, ok := ackPlain(bytes.TrimSuffix(write(t, Ack{CID: "c", Result: OK, Seq: 4}), []byte("\n"))); !ok {
		t.Error("an acknowledgement is not plain")
	}
}

// What has two readings, or one that only a whole parser knows, is left to that.
func TestPlain_LeavesTheRest(t *testing.T) {
	fr, err := Freeze(whole())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{`"dseq":4`, `"dseq":04`}, {`"dseq":4`, `"dseq":4444444444444444444`}, {`"dseq":4`, `"dseq":-4`}, {`"v":1`, `"v":1,"z":2`}, {`"v":1`, `"v":1,"v":2`},
		{`"a":`, `"e":`}, {`"a":`, `"b":`}, {`"a":`, `"\u0061":`}, {`"a":`, `"é":`}, {`"op":"sign"`, `"op":"s\u0069gn"`}, {`"names":["x","y"]`, `"names":["x",1]`}, {`,"c":null`, `, "c":null`},
		{`-2.5e3`, `-2.5e`}, {`-2.5e3`, `2 `}, {`true`, `trup`}, {`\u00e9`, `\u00g9`}, {`\u00e9`, `\x`}, {`"f":{`, `"F":{`}, {`"td":"2`, "\"td\":\"\t2"}, {`"td":"2`, "\"td\":\"\xff2"}} {
		raw := strings.Replace(string(fr.Bytes), c[0], c[1], 1)
		if raw == string(fr.Bytes) {
			t.Fatalf("there is no %s in it", c[0])
		}
		if _, ok := thawPlain([]byte(raw)); ok {
			t.Errorf("with %q in place of %q it is taken", c[1], c[0])
		}
	}
	for i := range fr.Bytes {
		if _, ok := thawPlain(fr.Bytes[:i]); ok {
			t.Errorf("cut after %d bytes it is taken", i)
		}
	}
}

// Whatever is taken the quick way is what encoding/json reads there.
func FuzzPlain(f *testing.F) {
	for _, c := range []Change{sample(), whole()} {
		fr, _ := Freeze(c)
		f.Add(fr.Bytes)
		f.Add(bytes.TrimSpace(write(f, Pushed{CID: "c", Frozen: fr})))
		f.Add(bytes.TrimSpace(write(f, Delivered{Seq: 1, Result: OK, CID: "c", Device: "d", Inc: "i", TSrv: "t", Frozen: fr})))
	}
	f.Add([]byte(`{"t":"ack","cid":"c","r":"ok","seq":7}`))
	f.Add([]byte(`{"t":"ch","cid":"c","h":"x","c":`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		same := func(what string, want, got any, err error) {
			t.Helper()
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Fatalf("%s: %v (-json +plain):\n%s", what, err, diff)
			}
		}
		if got, ok := thawPlain(raw); ok {
			var want Change
			err := json.Unmarshal(raw, &want)
			same("change", want, got, err)
		}
		if got, ok := ackPlain(raw); ok {
			var want Ack
			err := json.Unmarshal(raw, &want)
			same("ack", want, got, err)
		}
		// The frozen bytes of a line count by their hash alone, whether they are JSON or not.
		if got, ok := rowPlain(raw); ok && json.Valid(got.C) {
			var want row
			err := json.Unmarshal(raw, &want)
			same("line", want, got, err)
		}
		p := &plain{b: raw, ok: true}
		if p.value(0); p.ok && p.i == len(raw) {
			if !json.Valid(raw) || bytes.ContainsAny(raw, "\n\r") {
				t.Fatalf("%q is taken for a value", raw)
			}
			var b bytes.Buffer
			if json.Compact(&b, raw) != nil || !bytes.Equal(b.Bytes(), raw) {
				t.Fatalf("%q has spaces in it", raw)
			}
		}
	})
}
