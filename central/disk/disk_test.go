package disk_test

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/fieldfare/fieldfare/central/disk"
)

func TestPut_OverTheOldOneAndForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	for _, want := range []string{"one", "two"} {
		if err := disk.Put(path, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%q (%v)", got, err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v (%v)", info.Mode(), err)
	}
	if list, err := os.ReadDir(filepath.Dir(path)); err != nil || len(list) != 1 {
		t.Errorf("something was left beside it: %v (%v)", list, err)
	}
	if err := disk.Put(filepath.Join(path, "b"), nil); err == nil {
		t.Error("a file was written below a file")
	}
}

func TestMake_OnceHoweverManyMakeIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	var made atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ok, err := disk.Make(path, []byte{byte('a' + i)})
			if err != nil {
				t.Error(err)
			}
			if ok {
				made.Add(1)
			}
		}()
	}
	wg.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
	was, err := os.ReadFile(path)
	if err != nil || len(was) != 1 {
		t.Fatalf("%q (%v)", was, err)
	}
	if ok, err := disk.Make(path, []byte("later")); ok || err != nil {
		t.Errorf("made again (%v)", err)
	}
	if got, _ := os.ReadFile(path); string(got) != string(was) {
		t.Error("the first was written over")
	}
}
