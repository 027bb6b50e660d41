package store

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// fill puts a different value into every field it can reach, so that a field that the packed form forgets is seen to be lost.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString("text " + string(rune('a'+*n%26)))
	case reflect.Uint64:
		v.SetUint(uint64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 3 {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(k, n)
			fill(e, n)
			v.SetMapIndex(k, e)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(`"value"`))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	default:
		panic("fill does not know " + v.Kind().String())
	}
}

func TestPackedHeadLosesNothing(t *testing.T) {
	var h merge.Head
	n := 0
	fill(reflect.ValueOf(&h).Elem(), &n)
	h.Setters["cleared"] = merge.Setter{Seq: 9, CID: "c"}
	got, gen, err := unpackHead(packHead(&h, 7))
	check(t, err)
	if diff := cmp.Diff(&h, got); diff != "" || gen != 7 {
		t.Errorf("generation %d; packed and unpacked (-want +got):\n%s", gen, diff)
	}
	if !bytes.Equal(packHead(&h, 7), packHead(got, gen)) {
		t.Error("the same head packs to different bytes")
	}
}

// What the view is filled from is read leaner: as much of a head as its row and the lists need.
func TestLeanHeadHasWhatTheViewNeeds(t *testing.T) {
	for _, kind := range []assessments.Kind{assessments.KindObservation, assessments.KindChild, assessments.KindSetting, assessments.KindContact, assessments.KindEnteredInError} {
		var h merge.Head
		n := 0
		fill(reflect.ValueOf(&h).Elem(), &n)
		h.Kind = kind
		h.Fields["long"] = json.RawMessage(`"` + strings.Repeat("a", 2*leanText) + `"`) // what stands behind it is read all the same
		packed := packHead(&h, 7)
		u := unpackLean(bytes.Clone(packed))
		got, gen := u.head()
		check(t, u.err)
		want := h
		want.Setters = nil
		if !listed(kind) {
			want.Fields = nil
		}
		if diff := cmp.Diff(&want, got); diff != "" || gen != 7 || u.at != len(packed) {
			t.Errorf("%s: generation %d, %d of %d bytes (-want +got):\n%s", kind, gen, u.at, len(packed), diff)
		}
		for _, by := range h.Setters {
			if !slices.Contains(u.by, by) {
				t.Errorf("%s: the setter %+v is missing", kind, by)
			}
		}
	}
}

func TestShownHeadLacksTheSettersAlone(t *testing.T) {
	var h merge.Head
	n := 0
	fill(reflect.ValueOf(&h).Elem(), &n)
	got, err := unpackShown(packHead(&h, 7))
	check(t, err)
	h.Setters = nil
	if diff := cmp.Diff(&h, got); diff != "" {
		t.Errorf("packed and read to be shown (-want +got):\n%s", diff)
	}
}

// oneByOne reads each text of a head alone.
func oneByOne(t *testing.T, h *merge.Head) {
	t.Helper()
	packed := packHead(h, 7)
	for _, f := range append(h.Fields.Names(), "cleared", "absent") {
		if got, err := unpackText(packed, f); err != nil || got != h.Fields.Text(f) {
			t.Errorf("%q alone is %q (%v), in the head %q", f, got, err, h.Fields.Text(f))
		}
	}
}

func TestOneTextOfAHeadReadAlone(t *testing.T) {
	var h merge.Head
	n := 0
	fill(reflect.ValueOf(&h).Elem(), &n)
	h.Fields["sha256"] = json.RawMessage(`"abc"`)
	h.Setters["cleared"] = merge.Setter{Seq: 9, CID: "c"}
	oneByOne(t, &h)
	for f, s := range h.Setters {
		s.Saw = wire.Saw{}
		h.Setters[f] = s
	}
	oneByOne(t, &h) // the other form
}

func FuzzUnpackHead(f *testing.F) {
	h := merge.Head{Record: rid(1), Kind: assessments.KindGoal, Scope: assessments.TeamScope(), Fields: assessments.Fields{"title": json.RawMessage(`"x"`)}}
	f.Add(packHead(&h, 1))
	f.Add([]byte{1, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, b []byte) {
		h, gen, err := unpackHead(bytes.Clone(b))
		lean := unpackLean(bytes.Clone(b))
		if l, _ := lean.head(); (lean.err == nil) != (err == nil) || err == nil && (l.Record != h.Record || l.Seq != h.Seq || len(l.Siblings) != len(h.Siblings)) {
			t.Errorf("a lean reading gives %+v (%v), a whole one %+v (%v)", l, lean.err, h, err)
		}
		if err != nil {
			return
		}
		oneByOne(t, h)
		again, gen2, err := unpackHead(packHead(h, gen))
		if err != nil || gen2 != gen || again.Record != h.Record || len(again.Fields) != len(h.Fields) {
			t.Errorf("a head that opened once does not open again: %v", err)
		}
	})
}
