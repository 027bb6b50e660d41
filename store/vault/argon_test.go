package vault

import (
	"bytes"
	"testing"

	"golang.org/x/crypto/argon2"
)

// However the memory comes about, the key is the library's.
func TestArgon_IsTheLibrarys(t *testing.T) {
	salt := bytes.Repeat([]byte{7}, 16)
	for _, p := range []Params{floor, {Passes: 2, MemoryKiB: 19<<10 + 1, Lanes: 3}, ForTests()} {
		want := argon2.IDKey([]byte("paper boats on the pond"), salt, p.Passes, p.MemoryKiB, p.Lanes, KeySize)
		if got := argon([]byte("paper boats on the pond"), salt, p); !bytes.Equal(got, want) {
			t.Errorf("%+v: %x in place of %x", p, got, want)
		}
	}
}
