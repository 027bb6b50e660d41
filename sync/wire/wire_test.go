package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

func sample() Change {
	return Change{CID: strings.Repeat("a", 32), Inc: "1", DSeq: 4, Record: "01890a5d-ac96-774b-bcce-b302099a8057", Kind: "note", Child: "01890a5d-ac96-774b-bcce-b302099a8058",
		Base: 7, Op: assessments.OpSet, Set: assessments.Fields{"plan": json.RawMessage(`"<3 pegs> & a straw: اليوم 👩🏽‍🦼"`)}, TDev: "2026-11-20T09:00:00Z", V: 1}
}

func write(t testing.TB, lines ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := NewWriter(&b).Write(lines...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readAll(t testing.TB, raw []byte) ([]any, error) {
	t.Helper()
	r := NewReader(bytes.NewReader(raw), LineBytes, StreamBytes)
	var out []any
	for {
		l, err := r.Next()
		if err != nil {
			return out, err
		}
		out = append(out, l)
	}
}

// The words on the wire are a contract with every tablet that is out there: this text changes only by addition.
func TestWriter_Words(t *testing.T) {
	f := Frozen{Bytes: []byte(`{"cid":"c"}`), Hash: "hh"}
	got := string(write(t,
		Hello{Proto: 1, App: "1.0", Schema: 1, Device: "d", Inc: "i", Epoch: "e", Cursor: "c", Now: 5, Mono: 6, Unsent: 7, Quar: 8},
		Pushed{CID: "c", Frozen: f}, End{N: 1},
		Hi{Proto: 1, Epoch: "e", Now: 5, State: "active", MinSchema: 1, MaxBatch: 9, LastDSeq: 4},
		Ack{CID: "c", Result: Quar, Code: "scope", Text: "no"}, Ack{CID: "c", Result: Held, By: "b"}, Ack{CID: "c", Result: OK, Seq: 3},
		Delivered{Seq: 3, Result: OK, CID: "c", Device: "d", Inc: "i", TSrv: "t", Frozen: f},
		Trouble{Kind: assessments.Unavailable, Msg: "later"}, End{Cursor: "x", More: true, Upto: 9}, End{},
		ScopeAdd{Scope: "child/x", Upto: 9}, ScopeRm{Scope: "child/x", Seq: 9, GraceD: 30}, Purged{Scope: "child/x", Seq: 9}, Sum{}.Of("team")))
	want := `{"t":"hello","proto":1,"app":"1.0","schema":1,"dev":"d","inc":"i","epoch":"e","cur":"c","now":5,"mono":6,"unsent":7,"quar":8}
{"t":"ch","cid":"c","h":"hh","c":{"cid":"c"}}
{"t":"end","n":1}
{"t":"hi","proto":1,"epoch":"e","now":5,"state":"active","min_schema":1,"max_batch":9,"retry_s":0,"last_dseq":4}
{"t":"ack","cid":"c","r":"quar","code":"scope","text":"no"}
{"t":"ack","cid":"c","r":"held","by":"b"}
{"t":"ack","cid":"c","r":"ok","seq":3}
{"t":"ch","cid":"c","seq":3,"r":"ok","dev":"d","inc":"i","ts":"t","h":"hh","c":{"cid":"c"}}
{"t":"err","kind":6,"msg":"later"}
{"t":"end","cur":"x","more":true,"upto":9}
{"t":"end"}
{"t":"scope_add","scope":"child/x","upto":9}
{"t":"scope_rm","scope":"child/x","seq":9,"grace_d":30}
{"t":"purged","scope":"child/x","seq":9}
{"t":"digest","scope":"team","n":0,"x":"0000000000000000"}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the words changed (-want +got):\n%s", diff)
	}
}

// Frozen bytes arrive as they were, however strange: their hash is what a signature and a duplicate are known by.
func TestFrozenBytes_TravelUntouched(t *testing.T) {
	real, err := Freeze(sample())
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{
		string(real.Bytes), `{"a": 1 , "b":"\u003c" }`, `{}`, ``, ` {"a":1}`, "{\n}", "{\"a\":1}\r", `{"a":1}{"b":2}`, `"text"`, `{"a":"` + "\xff\xfe" + `"}`, "\x00\x01", `{"a":`, `null`,
	} {
		f := Frozen{Bytes: []byte(raw), Hash: HashOf([]byte(raw))}
		lines, err := readAll(t, write(t, Pushed{CID: "x", Frozen: f}))
		if !errors.Is(err, io.EOF) || len(lines) != 1 {
			t.Fatalf("%q: %d lines, %v", raw, len(lines), err)
		}
		if got := lines[0].(Pushed); string(got.Frozen.Bytes) != raw || got.Frozen.Hash != f.Hash {
			t.Errorf("%q arrived as %q", raw, got.Frozen.Bytes)
		}
	}
}

func TestReader_BrokenStreamKeepsWholeLines(t *testing.T) {
	raw := write(t, Hello{Device: "d"}, Ack{CID: "1", Result: OK, Seq: 1}, Ack{CID: "2", Result: OK, Seq: 2}, End{Cursor: "c"})
	for cut := range raw {
		lines, err := readAll(t, raw[:cut])
		whole := bytes.Count(raw[:cut], []byte("\n"))
		wantErr := io.ErrUnexpectedEOF
		if cut == 0 || raw[cut-1] == '\n' {
			wantErr = io.EOF
		}
		if len(lines) != whole || !errors.Is(err, wantErr) {
			t.Fatalf("cut at %d: %d lines and %v, want %d and %v", cut, len(lines), err, whole, wantErr)
		}
	}
}

func TestReader_LimitsAndUnknownLines(t *testing.T) {
	ack := write(t, Ack{CID: "1", Result: OK, Seq: 1})
	future := append([]byte(`{"t":"from_the_future","child":"x","more":{"deep":[1]}}`+"\n\n"), ack...)
	if lines, err := readAll(t, future); len(lines) != 1 || !errors.Is(err, io.EOF) {
		t.Errorf("an unknown line: %d lines, %v", len(lines), err)
	}
	r := NewReader(bytes.NewReader(ack), len(ack)-2, 1000)
	if _, err := r.Next(); assessments.KindOf(err) != assessments.TooLarge {
		t.Errorf("a long line: %v", err)
	}
	r = NewReader(bytes.NewReader(bytes.Repeat(ack, 3)), 1000, int64(2*len(ack)))
	for range 2 {
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := r.Next(); assessments.KindOf(err) != assessments.TooLarge {
		t.Errorf("a long stream: %v", err)
	}
	for _, bad := range []string{"x\n", `{"t":5}` + "\n", `{"t":"ack","seq":"no"}` + "\n", `[1]` + "\n"} {
		if _, err := readAll(t, []byte(bad)); assessments.KindOf(err) != assessments.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestDelivered_SaysWhoAndIsChecked(t *testing.T) {
	f, _ := Freeze(sample())
	lines, err := readAll(t, write(t, Delivered{Seq: 3, Result: OK, Device: "dev", Inc: "inc", Frozen: f}))
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	if d := lines[0].(Delivered); d.Change.Device != "dev" || d.Change.Inc != "inc" || d.Change.Base != 7 || d.Newer {
		t.Errorf("delivered %+v", d.Change)
	}
	spoiled := f
	spoiled.Bytes = bytes.Replace(f.Bytes, []byte("pegs"), []byte("eggs"), 1)
	if _, err := readAll(t, write(t, Delivered{Seq: 3, Frozen: spoiled})); assessments.KindOf(err) != assessments.Damaged {
		t.Errorf("other bytes than the hash says: %v", err)
	}
	newer := sample()
	newer.V = Format + 1
	nf, _ := Freeze(newer)
	lines, err = readAll(t, write(t, Delivered{Seq: 3, Frozen: nf}))
	if !errors.Is(err, io.EOF) || !lines[0].(Delivered).Newer || lines[0].(Delivered).Change.Record != newer.Record {
		t.Errorf("a change of a newer format: %+v %v", lines, err)
	}
}

func TestPack_EveryEncodingAndNoBomb(t *testing.T) {
	text := []byte(strings.Repeat("the child sat well. ", 2000))
	for _, enc := range []string{Zstd, Gzip, Plain} {
		packed, err := Pack(enc, text)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Unpack(enc, bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%q: %d bytes of %d, %v", enc, len(got), len(text), err)
		}
		if enc != Plain && len(packed) > len(text)/20 {
			t.Errorf("%q: %d bytes packed", enc, len(packed))
		}
	}
	for _, enc := range []string{Zstd, Gzip} {
		bomb, err := Pack(enc, make([]byte, 64<<20))
		if err != nil {
			t.Fatal(err)
		}
		r, err := Unpack(enc, bytes.NewReader(bomb))
		if err != nil {
			continue // refused at the door
		}
		if _, err := NewReader(r, LineBytes, StreamBytes).Next(); err == nil || errors.Is(err, io.EOF) {
			t.Errorf("%q: 64 MiB of nothing came through: %v", enc, err)
		}
	}
	if _, err := Pack("br", nil); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("an unknown packing: %v", err)
	}
	for accept, want := range map[string]string{"zstd, gzip": Zstd, "gzip": Gzip, "": Plain, "br": Plain, "gzip, zstd;q=0": Gzip, "GZIP": Gzip} {
		if got := Choose(accept); got != want {
			t.Errorf("for %q it chose %q, want %q", accept, got, want)
		}
	}
}

// Decoders are used again: what one read before, and what it broke on, must not show.
func TestUnpack_BeginsAnew(t *testing.T) {
	packed := map[string][]byte{}
	for _, words := range []string{"one", "two"} {
		p, err := Pack(Zstd, []byte(strings.Repeat(words, 1000)))
		if err != nil {
			t.Fatal(err)
		}
		packed[words] = p
	}
	for range 3 {
		half, err := Unpack(Zstd, bytes.NewReader(packed["one"]))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(half, make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		half.Close()
		if n, err := half.Read(make([]byte, 10)); err == nil {
			t.Fatalf("closed it still gives %d bytes", n)
		}
		if broken, err := Unpack(Zstd, bytes.NewReader(packed["one"][:9])); err == nil {
			if _, err := io.ReadAll(broken); err == nil {
				t.Fatal("half a frame reads like a whole one")
			}
			broken.Close()
		}
		again, err := Unpack(Zstd, bytes.NewReader(packed["two"]))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(again); err != nil || string(got) != strings.Repeat("two", 1000) {
			t.Fatalf("read %.20q… of %d (%v)", got, len(got), err)
		}
		again.Close()
	}
}

func TestContentHash_IsOfTheContent(t *testing.T) {
	a := assessments.Fields{"x": json.RawMessage(`{"p": [1, 2]}`), "y": json.RawMessage(`"<&>"`), "gone": json.RawMessage(`null`)}
	b := assessments.Fields{"y": json.RawMessage(`"<&>"`), "x": json.RawMessage(`{"p":[1,2]}`)}
	if ContentHash(a) != ContentHash(b) {
		t.Error("spaces and cleared fields change the hash")
	}
	// The form is fixed for ever: signatures bind to it. SHA-256 of `"x":{"p":[1,2]}` LF `"y":"<&>"` LF.
	if want := HashOf([]byte("\"x\":{\"p\":[1,2]}\n\"y\":\"<&>\"\n")); ContentHash(b) != want {
		t.Errorf("the hash is %s, want %s", ContentHash(b), want)
	}
	for _, other := range []assessments.Fields{
		{"y": json.RawMessage(`"<&>"`)}, {"x": json.RawMessage(`{"p":[2,1]}`), "y": json.RawMessage(`"<&>"`)}, {"z": json.RawMessage(`{"p":[1,2]}`), "y": json.RawMessage(`"<&>"`)},
	} {
		if ContentHash(other) == ContentHash(b) {
			t.Errorf("%s has the same hash", other)
		}
	}
}

func TestPlainCode_ForgivesHands(t *testing.T) {
	for typed, want := range map[string]string{"k7qf-9xpm-3rtd": "K7QF9XPM3RTD", " K7QF 9XPM 3RTD\n": "K7QF9XPM3RTD", "o0il-11": "001111", "": ""} {
		if got := PlainCode(typed); got != want {
			t.Errorf("%q reads as %q, want %q", typed, got, want)
		}
	}
}

func TestTrouble_KeepsKindAndSentence(t *testing.T) {
	err := TroubleOf(assessments.Wrap(errors.New("pq: secret"), assessments.Forbidden, "x", "You may not.")).Err("y")
	if assessments.KindOf(err) != assessments.Forbidden || assessments.Sentence(err) != "You may not." || strings.Contains(err.Error(), "secret") {
		t.Errorf("arrived as %v", err)
	}
	if k := assessments.KindOf(Trouble{Kind: 99}.Err("y")); k != assessments.Internal {
		t.Errorf("an unknown kind arrived as %s", k)
	}
}

// Whatever arrives: no panic, bounded, and what was understood is written again as the same lines.
func FuzzReader(f *testing.F) {
	fr, _ := Freeze(sample())
	f.Add(write(f, Hello{Device: "d"}, Pushed{CID: "c", Frozen: fr}, End{N: 1}))
	f.Add(write(f, Hi{Epoch: "e"}, Ack{CID: "c", Result: Dup, Seq: 2}, Delivered{Seq: 1, CID: "c", Device: "d", Frozen: fr}, Trouble{Msg: "m"}, End{Cursor: "c"}))
	f.Add([]byte(`{"t":"ch","cid":"x","h":"y","b":"AAE="}` + "\n" + `{"t":"new"}` + "\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		lines, _ := readAll(t, raw)
		again, err := readAll(t, write(t, lines...))
		if !errors.Is(err, io.EOF) {
			t.Fatalf("written again it cannot be read: %v", err)
		}
		if diff := cmp.Diff(lines, again); diff != "" {
			t.Fatalf("written again it is something else:\n%s", diff)
		}
	})
}

func FuzzUnpack(f *testing.F) {
	for _, enc := range []string{Zstd, Gzip} {
		packed, _ := Pack(enc, []byte("hello hello hello\n"))
		f.Add(enc, packed)
	}
	f.Fuzz(func(t *testing.T, enc string, raw []byte) {
		r, err := Unpack(enc, bytes.NewReader(raw))
		if err != nil {
			return
		}
		defer r.Close()
		lines := NewReader(r, 1<<16, 1<<20)
		for {
			if _, err := lines.Next(); err != nil {
				return
			}
		}
	})
}

// A change that can be read can be frozen and read again as the same change, and freezing is settled after once.
func FuzzThaw(f *testing.F) {
	fr, _ := Freeze(sample())
	f.Add(fr.Bytes)
	f.Add([]byte(`{"v":1,"f":{"a":[1, 2],"b":null}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := Thaw(raw)
		if err != nil {
			return
		}
		one, err := Freeze(c)
		if err != nil {
			t.Fatalf("it cannot be frozen: %v", err)
		}
		back, err := Thaw(one.Bytes)
		if err != nil {
			t.Fatalf("frozen it cannot be read: %v", err)
		}
		two, err := Freeze(back)
		if err != nil || two.Hash != one.Hash {
			t.Fatalf("frozen twice it is other bytes:\n%s\n%s", one.Bytes, two.Bytes)
		}
	})
}

// A change's line reads the same whether its bytes are taken as they stand or as JSON, and bytes that are not what their hash says
// keep it, so that whoever decides about them sees that.
func TestReader_LineAsWrittenIsTheLineAsJSON(t *testing.T) {
	fr, err := Freeze(sample())
	if err != nil {
		t.Fatal(err)
	}
	tricky, err := Freeze(Change{CID: "t", Record: "r", Op: assessments.OpSet, V: Format, Set: assessments.Fields{"text": json.RawMessage(`"he wrote ,\"c\":{ and <b>"`)}})
	if err != nil {
		t.Fatal(err)
	}
	broken := Frozen{fr.Bytes, HashOf([]byte("something else"))}
	base := Base(3)
	for name, line := range map[string]Pushed{"plain": {CID: "c", Frozen: fr, Base: &base}, "tricky": {CID: "t", Frozen: tricky}, "escaped": {CID: `,"c":{`, Frozen: tricky}, "broken": {CID: "c", Frozen: broken}} {
		raw := bytes.TrimSuffix(write(t, line), []byte("\n"))
		quick, ok := rowPlain(raw)
		if ok != (name == "plain" || name == "tricky") {
			t.Errorf("%s: taken as it stands: %v", name, ok)
		}
		slow, err := decodeRow(raw)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			got, err := quick.decoded()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(slow, got); diff != "" {
				t.Errorf("%s (-json +as it stands):\n%s", name, diff)
			}
		}
		if diff := cmp.Diff(any(line), slow); diff != "" {
			t.Errorf("%s (-sent +read):\n%s", name, diff)
		}
	}
}
