package box

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func sealed(t testing.TB, key Key, plain []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(&out, key, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for len(plain) > 0 { // in pieces that fit no frame
		n := min(len(plain), 10007)
		if _, err := w.Write(plain[:n]); err != nil {
			t.Fatal(err)
		}
		plain = plain[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func opened(key Key, raw []byte) ([]byte, error) {
	r, err := NewReader(bytes.NewReader(raw), key)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func TestBox_RoundTripsAtEveryLength(t *testing.T) {
	key := Key(bytes.Repeat([]byte{7}, KeyBytes))
	for _, n := range []int{0, 1, frame - 1, frame, frame + 1, 2 * frame, 3*frame + 5} {
		plain := bytes.Repeat([]byte("child "), n/6+1)[:n]
		raw := sealed(t, key, plain)
		if got, err := opened(key, raw); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %v", n, err)
		}
		if n > 6 && bytes.Contains(raw, []byte("child ")) {
			t.Errorf("%d bytes: they can be read", n)
		}
	}
}

func TestBox_RefusesWhatWasNotWritten(t *testing.T) {
	key, plain := Key(bytes.Repeat([]byte{7}, KeyBytes)), bytes.Repeat([]byte("x"), 3*frame)
	raw := sealed(t, key, plain)
	body, sealedFrame := len(magic)+9+saltBytes, frame+16
	at := func(n int) []byte { return raw[body+n*sealedFrame : body+(n+1)*sealedFrame] }
	join := func(parts ...[]byte) []byte { return bytes.Join(append([][]byte{raw[:body]}, parts...), nil) }
	bit := append([]byte(nil), raw...)
	bit[len(bit)/2] ^= 1
	salt := append([]byte(nil), raw...)
	salt[body-1] ^= 1
	for name, bad := range map[string][]byte{
		"a bit": bit, "another salt": salt, "no end": join(at(0), at(1)), "half a frame": raw[:len(raw)-10], "frames swapped": join(at(1), at(0), at(2)),
		"a frame twice": join(at(0), at(0), at(1), at(2)), "something behind": append(append([]byte(nil), raw...), 'x'), "only a header": raw[:body],
	} {
		if _, err := opened(key, bad); assessments.KindOf(err) != assessments.Damaged {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := opened(Key(make([]byte, KeyBytes)), raw); !errors.Is(err, ErrOtherKey) || assessments.KindOf(err) != assessments.Unauthorized {
		t.Errorf("another key: %v", err)
	}
	if _, err := opened(key, []byte("not sealed at all, but long enough to have a header of its own")); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("another file: %v", err)
	}
}

func TestFindKey_IsMadeOnceAndItsOwnersAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sub", "backup.key")
	if _, err := LoadKey(file); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("no key: %v", err)
	}
	keys, fresh := make([]Key, 8), make([]bool, 8)
	var group sync.WaitGroup
	for i := range keys {
		group.Go(func() {
			var err error
			if keys[i], fresh[i], err = FindKey(file, rand.Reader); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	n := 0
	for i := range keys {
		if !bytes.Equal(keys[i], keys[0]) {
			t.Error("two first backups use two keys")
		}
		if fresh[i] {
			n++
		}
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 || n != 1 {
		t.Errorf("%v %v, made %d times", info, err, n)
	}
	if err := os.WriteFile(file, []byte("fieldfare backup key 1 short\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := FindKey(file, rand.Reader); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("a spoilt key is not made anew over: %v", err)
	}
}

// Whatever stands in the file: no panic, and nothing comes out that was not sealed with the key.
func FuzzReader(f *testing.F) {
	key := Key(bytes.Repeat([]byte{7}, KeyBytes))
	whole := sealed(f, key, []byte("a backup"))
	f.Add(whole)
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := opened(key, raw)
		if err == nil && string(got) != "a backup" {
			t.Fatalf("it opened as %q", got)
		}
	})
}
