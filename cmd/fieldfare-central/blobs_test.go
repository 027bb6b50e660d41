package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// The key file is made once, and the service says at its start where pictures are kept wrongly.
func TestServe_MakesTheKeyFileOnce(t *testing.T) {
	dir := testkit.Dir(t)
	key := filepath.Join(t.TempDir(), "pictures.key")
	where := []string{"--data", dir, "--blob-key", key, "--blob-dir", filepath.Join(dir, "pictures")}
	var made [2]string
	for i := range made {
		_, stop := serving(t, where)
		if code := stop(); code != 0 {
			t.Fatalf("exit %d", code)
		}
		raw, err := os.ReadFile(key)
		if made[i] = string(raw); err != nil || len(strings.TrimSpace(made[i])) != 64 {
			t.Fatalf("the key file holds %d bytes (%v)", len(raw), err)
		}
	}
	if made[0] != made[1] {
		t.Error("a second start made another key")
	}
	serve := []string{"serve", "--listen", "127.0.0.1:0", "--data", dir}
	for _, args := range [][]string{{"--blob-s3", "https://s3.example/b"}, {"--blob-dir", dir, "--blob-s3", "https://s3.example/b", "--blob-s3-keys", key}} {
		if code, _, _ := do(t, append(serve[:5:5], args...)...); code != 2 {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
