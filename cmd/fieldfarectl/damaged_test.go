package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadOnly_WhatIsLeftOfADamagedStore: the sentence that names the way is followed by a way that is there.
func TestReadOnly_WhatIsLeftOfADamagedStore(t *testing.T) {
	dir := practised(t)
	file := filepath.Join(dir, "fieldfare.db")
	whole, err := os.ReadFile(file)
	must(t, err)
	const page = 4096
	for at := len(whole)/2 + page/4; ; at -= page { // the middle is full of changes that wait
		if at < 4*page {
			t.Fatal("no flipped bit is noticed")
		}
		hurt := bytes.Clone(whole)
		hurt[at] ^= 0x10
		must(t, os.WriteFile(file, hurt, 0o600))
		if r := in(t, "", "children", "--store", dir); r.code != 0 {
			break
		}
	}
	refused(t, "read-only", in(t, "", "children", "--store", dir))
	r := in(t, "", "children", "--store", dir, "--read-only")
	if r.code != 0 || !strings.Contains(r.out, "born") || !strings.Contains(r.err, "cannot be read") {
		t.Fatalf("exit %d, %s%s", r.code, r.out, r.err)
	}
	child, _, _ := strings.Cut(r.out, " ")
	refused(t, "Nothing was saved", in(t, "", "set", "--store", dir, "--read-only", child, "preferred_name=Iz"))
	do(t, "unsent", "export", "--store", dir, "--read-only", filepath.Join(t.TempDir(), "unsent"))
	refused(t, "cannot be read", in(t, "", "children", "--store", dir)) // the damaged file was not touched
}
