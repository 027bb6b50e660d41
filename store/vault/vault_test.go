package vault

import (
	"bytes"
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

var store = []byte("0123456789abcdef")

func TestPassphraseOpensItsOwnStoreOnly(t *testing.T) {
	key, err := NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	w, err := WrapPassphrase(rand.Reader, store, key, "café au lait", ForTests())
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]bool{"café au lait": true, "cafe\u0301 au lait": true, " café au lait\n": true, "Café au lait": false, "": false} {
		got, err := w.OpenPassphrase(store, words)
		if ok := err == nil && bytes.Equal(got, key); ok != want {
			t.Errorf("%q opens: %v, want %v", words, ok, want)
		}
		if err != nil && assessments.KindOf(err) != assessments.Unauthorized {
			t.Errorf("%q: %v", words, err)
		}
	}
	if _, err := w.OpenPassphrase([]byte("another store..."), "café au lait"); err == nil {
		t.Error("a wrap copied into another store opens")
	}
	w.Passes++
	if _, err := w.OpenPassphrase(store, "café au lait"); err == nil {
		t.Error("other costs give the same key")
	}
}

func TestCostsHaveAFloor(t *testing.T) {
	for _, p := range []Params{{Passes: 1, MemoryKiB: 64 << 10, Lanes: 4}, {Passes: 3, MemoryKiB: 8 << 10, Lanes: 4}, {Passes: 3, MemoryKiB: 64 << 10}, {Passes: 3, MemoryKiB: 1 << 30, Lanes: 4}} {
		if p.Check() == nil {
			t.Errorf("%+v is accepted", p)
		}
		if _, err := WrapPassphrase(rand.Reader, store, make([]byte, KeySize), "passphrase", p); err == nil {
			t.Errorf("%+v wraps", p)
		}
	}
	if err := Default().Check(); err != nil {
		t.Error(err)
	}
	if _, err := Stored(1, 64, 1, Default()); assessments.KindOf(err) != assessments.Damaged {
		t.Errorf("a file with low costs: %v", err)
	}
	if p, err := Stored(1, 64, 1, ForTests()); err != nil || !p.Cheap() {
		t.Errorf("a test's file in a test: %v", err)
	}
}

func TestRecoveryCode(t *testing.T) {
	c, err := NewCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	printed := c.String()
	if len(strings.Split(printed, "-")) != 7 || len(printed) != 34 {
		t.Errorf("printed as %q", printed)
	}
	loose := strings.NewReplacer("-", " ", "0", "o", "1", "l").Replace(strings.ToLower(printed))
	for _, typed := range []string{printed, strings.ToLower(printed), strings.ReplaceAll(printed, "-", ""), "  " + loose + "\r\n", strings.ReplaceAll(printed, "-", " – ")} {
		if got, err := ParseCode(typed); err != nil || got != c {
			t.Errorf("%q: %v", typed, err)
		}
	}
	wrong := 0
	for i := range printed {
		b := []byte(printed)
		if b[i] == '-' {
			continue
		}
		if b[i] = letters[(strings.IndexByte(letters, b[i])+1)%32]; true {
			if _, err := ParseCode(string(b)); err != nil {
				wrong++
			}
		}
	}
	if wrong < 27 {
		t.Errorf("only %d of 28 single mistakes are noticed", wrong)
	}
	for _, bad := range []string{"", printed[:30], printed + "A", "é" + printed[1:], strings.Replace(printed, "-", "*", 1)} {
		if _, err := ParseCode(bad); assessments.KindOf(err) != assessments.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	key, _ := NewKey(rand.Reader)
	w, err := WrapCode(rand.Reader, store, key, c)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.OpenCode(store, c); err != nil || !bytes.Equal(got, key) {
		t.Errorf("the code does not open: %v", err)
	}
	c[3] ^= 1
	if _, err := w.OpenCode(store, c); assessments.KindOf(err) != assessments.Unauthorized {
		t.Errorf("another code: %v", err)
	}
}

func TestSealIsBoundToItsPlace(t *testing.T) {
	s, err := NewSealer(make([]byte, KeySize))
	if err != nil {
		t.Fatal(err)
	}
	l := Label{Store: store, Table: "draft", Row: []byte("row"), Key: []byte("key"), Seq: 7}
	seal := func() []byte {
		b, err := s.Seal(rand.Reader, l, []byte("pencil"))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if got, err := s.Open(l, seal()); err != nil || string(got) != "pencil" {
		t.Fatalf("%q, %v", got, err)
	}
	for what, other := range map[string]Label{
		"store":           {Store: []byte("another"), Table: "draft", Row: []byte("row"), Key: []byte("key"), Seq: 7},
		"table":           {Store: store, Table: "outbox", Row: []byte("row"), Key: []byte("key"), Seq: 7},
		"row":             {Store: store, Table: "draft", Row: []byte("row2"), Key: []byte("key"), Seq: 7},
		"key":             {Store: store, Table: "draft", Row: []byte("row"), Key: []byte("kex"), Seq: 7},
		"sequence":        {Store: store, Table: "draft", Row: []byte("row"), Key: []byte("key"), Seq: 6},
		"shifted borders": {Store: store, Table: "draft", Row: []byte("rowk"), Key: []byte("ey"), Seq: 7},
	} {
		if _, err := s.Open(other, seal()); !errors.Is(err, ErrSeal) {
			t.Errorf("it opens under another %s", what)
		}
	}
	good := seal()
	for i := range good {
		b := bytes.Clone(good)
		b[i] ^= 0x10
		if _, err := s.Open(l, b); !errors.Is(err, ErrSeal) {
			t.Fatalf("a flipped bit in byte %d is not noticed", i)
		}
	}
	for n := range len(good) {
		if _, err := s.Open(l, bytes.Clone(good[:n])); !errors.Is(err, ErrSeal) {
			t.Fatalf("%d bytes of %d open", n, len(good))
		}
	}
	if bytes.Equal(seal(), seal()) {
		t.Error("the same text twice looks the same")
	}
}

func TestNoRandomNumbersIsAnError(t *testing.T) {
	empty := bytes.NewReader(nil)
	if _, err := NewKey(empty); err == nil {
		t.Error("a key without random numbers")
	}
	if _, err := NewCode(empty); err == nil {
		t.Error("a code without random numbers")
	}
	s, _ := NewSealer(make([]byte, KeySize))
	if _, err := s.Seal(empty, Label{}, nil); err == nil {
		t.Error("a seal without random numbers")
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("0000-0000-0000-0000-0000-0000-00ZZ")
	f.Add("o0il")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCode(s)
		if err != nil {
			if assessments.Sentence(err) == "" {
				t.Error("no sentence")
			}
			return
		}
		if again, err := ParseCode(c.String()); err != nil || again != c {
			t.Errorf("%q reads as %s, which does not read back", s, c)
		}
	})
}
