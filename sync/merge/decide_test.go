package merge

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

const (
	recA  = assessments.ID("01890a5d-ac96-774b-bcce-b302099a8057")
	child = assessments.ID("01890a5d-ac96-774b-bcce-b302099a8058")
)

// A line is a script of changes to one record, told in order; each change is decided and applied.
type line struct {
	t    *testing.T
	head *Head
	n    int
}

// do applies a change of a device. fields are name=JSON pairs; base is what its author saw of others.
func (l *line) do(device string, op assessments.Op, base uint64, want Result, fields ...string) wire.Change {
	l.t.Helper()
	return l.apply(l.make(device, op, base, fields...), want)
}

func (l *line) make(device string, op assessments.Op, base uint64, fields ...string) wire.Change {
	l.n++
	c := wire.Change{CID: fmt.Sprintf("%032x", l.n), Device: device, Inc: "1", DSeq: uint64(l.n), Record: recA, Kind: "note", Child: child, Base: base, Op: op, Set: assessments.Fields{}, V: 1}
	for _, f := range fields {
		name, value, _ := strings.Cut(f, "=")
		c.Set[name] = json.RawMessage(value)
	}
	if op == assessments.OpSign {
		c.Sign = &assessments.Signing{By: recA, Hash: wire.ContentHash(c.Set)}
	}
	return c
}

func (l *line) apply(c wire.Change, want Result) wire.Change {
	l.t.Helper()
	before, _ := json.Marshal(l.head)
	d := Decide(l.head, c)
	if d.Result != want {
		l.t.Fatalf("change %d is %s (%s %s), want %s", l.n, d.Result, d.Code, d.Reason, want)
	}
	if d.Result != OK && d.Reason == "" {
		l.t.Errorf("change %d: %s without a reason", l.n, d.Result)
	}
	if d.Result == Quarantine {
		return c
	}
	next := Apply(l.head, c, d, uint64(l.n))
	if after, _ := json.Marshal(l.head); string(after) != string(before) {
		l.t.Errorf("change %d altered the head it was given", l.n)
	}
	l.head = &next
	return c
}

// shows checks a field's value and what stands beside it, as "value | sibling | sibling".
func (l *line) shows(field, want string) {
	l.t.Helper()
	got := string(orNull(l.head.Fields[field]))
	for _, s := range l.head.Siblings[field] {
		got += " | " + string(s.Value)
	}
	if got != want {
		l.t.Errorf("%s shows %s, want %s", field, got, want)
	}
}

const (
	set     = assessments.OpSet
	sign    = assessments.OpSign
	resolve = assessments.OpResolve
)

func TestDecide_OtherFieldsMerge(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x=1`, `y=1`)
	l.do("a", set, 1, OK, `x=2`)
	l.do("b", set, 1, OK, `y=2`)
	l.shows("x", "2")
	l.shows("y", "2")
}

func TestDecide_SameFieldKeepsBoth(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x=1`)
	l.do("a", set, 1, OK, `x="a"`)
	l.do("b", set, 1, Conflict, `x="b"`, `y=5`)
	l.shows("x", `"a" | "b"`)
	l.shows("y", "5")
	if s := l.head.Siblings["x"][0]; s.Device != "b" || s.Seq != 3 {
		t.Errorf("the sibling says %+v", s)
	}
}

func TestDecide_Clearing(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x=1`, `y=1`, `z=1`)
	l.do("a", set, 1, OK, `x=null`, `y=2`, `z=null`)
	l.do("b", set, 1, Conflict, `x=3`, `y=null`, `z=null`)
	l.shows("x", "null | 3")
	l.shows("y", "2 | null")
	l.shows("z", "null")
}

func TestDecide_AgreementIsNoConflict(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x={"p":1,"q":[2]}`)
	l.do("a", set, 1, OK, `x={"p":2,"q":[2]}`)
	l.do("b", set, 1, OK, `x={ "q": [2], "p": 2 }`)
	l.shows("x", `{"p":2,"q":[2]}`)
	l.do("c", set, 1, Conflict, `x={"p":2.0,"q":[2]}`) // 2 and 2.0 are not the same text: nothing is guessed
}

func TestDecide_OwnEarlierChangesAreSeen(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x=1`)
	l.do("a", set, 0, OK, `x=2`) // made before the first was confirmed
	l.do("b", set, 0, Conflict, `x=3`)
	l.do("b", set, 0, Conflict, `x=4`) // its author saw 3 in the field, and typed over it
	l.shows("x", "2 | 4")
	c := l.make("b", set, 0, `x=5`)
	c.Inc = "2" // a restored device does not know what its former life did
	l.apply(c, Conflict)
	l.shows("x", "2 | 4 | 5")
}

// What the fleet found: once the others' value reached a device, its field shows that, and the own earlier value stands beside it.
// Typing over the field is then no choice about the earlier value.
func TestDecide_ValueBesideStaysWhenItsAuthorTypesOn(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x=1`)
	l.do("b", set, 0, Conflict, `x=2`)
	l.do("a", set, 0, OK, `x=3`)
	l.do("b", set, 1, Conflict, `x=4`)
	l.shows("x", "3 | 2 | 4")
	l.do("b", set, 0, Conflict, `x=5`) // a base that fell back is no proof that the others were forgotten
	l.shows("x", "3 | 2 | 4 | 5")
}

func TestDecide_ResolveSettlesWhatItNamesAndNoMore(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x=1`, `y=1`)
	b := l.do("b", set, 0, Conflict, `x=2`, `y=2`)
	l.do("c", set, 0, Conflict, `x=3`)
	r := l.make("a", resolve, 3, `x=9`)
	r.Names = []string{b.CID}
	l.apply(r, OK)
	l.shows("x", "9 | 3") // c's value was not named
	l.shows("y", "1 | 2") // b's other value was not chosen about
	late := l.make("c", resolve, 2, `y=7`)
	late.Names = []string{b.CID}
	l.do("a", set, 3, OK, `y=5`)
	l.apply(late, Conflict)
	l.shows("y", "5 | 7")
}

func TestDecide_SignedIsFixed(t *testing.T) {
	l := &line{t: t}
	l.do("a", set, 0, OK, `x=1`, `y=1`)
	l.do("b", set, 1, OK, `y=2`)
	l.do("a", sign, 0, Proposed, `x=1`, `y=1`) // signed as seen; b's y goes beside
	l.shows("y", "1 | 2")
	l.do("b", set, 3, Proposed, `x=5`)
	l.shows("x", "1 | 5")
	l.do("b", set, 3, OK, `x=1`)
	l.do("b", sign, 3, OK, `y=1`, `x=1`)
	l.do("c", sign, 3, Conflict, `x=8`)
	l.shows("x", "1 | 5 | 8")
	l.shows("y", "1 | 2 | null")
	if l.head.SignedAs != fmt.Sprintf("%032x", 3) {
		t.Errorf("signed by %s", l.head.SignedAs)
	}
	for _, f := range []string{"x", "y"} {
		for _, s := range l.head.Siblings[f] {
			if !s.Proposal && string(s.Value) != "8" && string(s.Value) != "null" {
				t.Errorf("%s %s beside a signed record is no proposal", f, s.Value)
			}
		}
	}
}

func TestDecide_Refuses(t *testing.T) {
	for name, spoil := range map[string]func(*wire.Change){
		"schema no record":      func(c *wire.Change) { c.Record = "x" },
		"schema no kind":        func(c *wire.Change) { c.Kind = "" },
		"schema short cid":      func(c *wire.Change) { c.CID = "ab" },
		"schema cid of letters": func(c *wire.Change) { c.CID = strings.Repeat("Z", 32) },
		"schema no number":      func(c *wire.Change) { c.DSeq = 0 },
		"schema two scopes":     func(c *wire.Change) { c.Setting = recA },
		"schema strange scope":  func(c *wire.Change) { c.Child = "x" },
		"schema unknown op":     func(c *wire.Change) { c.Op = "merge" },
		"schema unsigned sign":  func(c *wire.Change) { c.Op, c.Sign = sign, nil },
		"hash other content":    func(c *wire.Change) { c.Op, c.Sign = sign, &assessments.Signing{Hash: wire.ContentHash(nil)} },
		"too_large field":       func(c *wire.Change) { c.Set["x"] = make([]byte, assessments.MaxField+1) },
		"id_reuse other kind":   func(c *wire.Change) { c.Kind = "other" },
		"id_reuse other scope":  func(c *wire.Change) { c.Child, c.Setting = "", child },
	} {
		l := &line{t: t}
		l.do("a", set, 0, OK, `x=1`)
		c := l.make("b", set, 1, `x=2`)
		spoil(&c)
		d := Decide(l.head, c)
		code, _, _ := strings.Cut(name, " ")
		if d.Result != Quarantine || d.Code != code || d.Reason == "" {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

// The service was restored, and what stood in the field when the last value was written is lost or comes later: the device's own
// earlier value, which its author saw beside the field, has taken the place. It is not replaced unseen.
func TestDecide_OwnValueInAnotherOrderAfterARestore(t *testing.T) {
	for _, c := range []struct {
		name        string
		first, then wire.Saw
		names       bool
		want        Result
		shows       string
	}{
		{"others' had come between", wire.Saw{Base: 3}, wire.Saw{Base: 9}, false, Conflict, `"first" | "then"`},
		{"the same number of another history", wire.Saw{Base: 9}, wire.Saw{Gen: 1, Base: 9}, false, Conflict, `"first" | "then"`},
		{"the first was made on what both histories share", wire.Saw{}, wire.Saw{Base: 9}, false, Conflict, `"first" | "then"`},
		{"nothing had come between", wire.Saw{Base: 9}, wire.Saw{Base: 9}, false, OK, `"then"`},
		{"chosen by name", wire.Saw{Base: 3}, wire.Saw{Base: 9}, true, OK, `"then"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := &line{t: t}
			moved := func(saw wire.Saw, value string) wire.Change {
				ch := l.make("a", assessments.OpSet, saw.Base, "f="+value)
				if ch.Gen = saw.Gen; saw != (wire.Saw{}) {
					shared := wire.Base(0)
					ch.Move(&shared)
				}
				return ch
			}
			first := l.apply(moved(c.first, `"first"`), OK)
			then := moved(c.then, `"then"`)
			if c.names {
				then.Op, then.Names = assessments.OpResolve, []string{first.CID}
			}
			l.apply(then, c.want)
			l.shows("f", c.shows)
		})
	}
}
