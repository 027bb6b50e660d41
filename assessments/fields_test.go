package assessments

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

// FuzzPlainText: what is read without a parser is what the parser reads.
func FuzzPlainText(f *testing.F) {
	for _, s := range []string{`"plain"`, `""`, `"`, `"a\"b"`, `"a"b"`, `"Róisín"`, "\"\xff\"", "\"a\nb\"", ` "a"`, `null`, `5`, `"\u00e9"`, "\"\u2028\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, ok := plainText(raw)
		if !ok {
			return
		}
		var want string
		if err := json.Unmarshal(raw, &want); err != nil || got != want {
			t.Fatalf("%q reads %q, the parser says %q (%v)", raw, got, want, err)
		}
	})
}

// FuzzMarshalField: what is written without an encoder is what the encoder writes.
func FuzzMarshalField(f *testing.F) {
	for _, s := range []string{"plain", "", `a "pen"`, `\`, "Róisín", "\xff", "a\nb", "\x7f", "\u2028", "a\u2029b", "<b> & c", "\u0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := marshalField(reflect.ValueOf(s)), marshal(s); !bytes.Equal(got, want) {
			t.Fatalf("%q is written %q, the encoder says %q", s, got, want)
		}
	})
}

func TestText(t *testing.T) {
	f := Fields{"plain": []byte(`"a pen"`), "escaped": []byte(`"a \"pen\" \u00e9"`), "number": []byte(" 12 "), "null": []byte("null"), "empty": []byte(`""`)}
	for name, want := range map[string]string{"plain": "a pen", "escaped": `a "pen" é`, "number": "12", "null": "", "empty": "", "absent": ""} {
		if got := f.Text(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
