package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

const passphrase = "snail beanbag tights"

// The children of the two notebooks.
const (
	isla  = "019a0001-0000-7003-8000-000000000001"
	yusuf = "019a0002-0000-7003-8000-000000000001"
)

// ran is what one command left behind.
type ran struct {
	code     int
	out, err string
}

// in runs one command as a script would, with its standard input.
func in(t testing.TB, stdin string, args ...string) ran {
	t.Helper()
	return with(t, passphrase, strings.NewReader(stdin), args...)
}

func with(t testing.TB, phrase string, stdin io.Reader, args ...string) ran {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(context.Background(), args, env{in: stdin, out: &out, err: &errs, now: func() time.Time { return testkit.Start }, passphrase: phrase})
	return ran{code, out.String(), errs.String()}
}

// do runs a command that must be done.
func do(t testing.TB, args ...string) ran {
	t.Helper()
	r := in(t, "", args...)
	if r.code != exitDone {
		t.Fatalf("%s: exit %d\n%s%s", strings.Join(args, " "), r.code, r.out, r.err)
	}
	return r
}

// refused runs a command that must be refused with a sentence that says what it should, and prints no result.
func refused(t testing.TB, says string, r ran) {
	t.Helper()
	sentence := strings.TrimSpace(r.err)
	if r.code != exitRefused || r.out != "" || !strings.Contains(sentence, says) || !strings.HasSuffix(sentence, ".") {
		t.Errorf("exit %d, out %q, err %q; want exit 1 and a sentence with %q", r.code, r.out, r.err, says)
	}
	for _, ours := range []string{"panic", "sqlite", "goroutine", "json:", "0x"} {
		if strings.Contains(sentence, ours) {
			t.Errorf("the sentence speaks our language, %q: %s", ours, sentence)
		}
	}
}

// document reads the one JSON document that a command printed.
func document[T any](t testing.TB, r ran) T {
	t.Helper()
	var v T
	dec := json.NewDecoder(strings.NewReader(r.out))
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("not one JSON document: %v\n%s", err, r.out)
	}
	if _, err := dec.Token(); err != io.EOF {
		t.Fatalf("more than one JSON document:\n%s", r.out)
	}
	return v
}

// caseload is the closed practice store that tests copy, so that it is filled once.
var caseload = struct {
	sync.Once
	files map[string][]byte
}{files: map[string][]byte{}}

// practised returns the folder of a practice store of its own.
func practised(t testing.TB) string {
	t.Helper()
	caseload.Do(func() {
		dir := filepath.Join(t.TempDir(), "practice")
		do(t, "practice", "--store", dir, "--children", "12", "--seed", "1")
		all, err := os.ReadDir(dir)
		must(t, err)
		for _, f := range all {
			data, err := os.ReadFile(filepath.Join(dir, f.Name()))
			must(t, err)
			caseload.files[f.Name()] = data
		}
	})
	dir := filepath.Join(t.TempDir(), "store")
	must(t, os.Mkdir(dir, 0o700))
	for name, data := range caseload.files {
		must(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	return dir
}

// empty returns the folder of a new store with nothing in it.
func empty(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	do(t, "init", "--store", dir)
	return dir
}

// whole is everything a store holds, as bytes that are the same for the same state.
func whole(t testing.TB, dir string) string {
	t.Helper()
	return do(t, "export", "--store", dir).out
}

// file writes a file to be read by a command.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// flatOf returns one record as records --json shows it.
func flatOf(t testing.TB, dir string, id assessments.ID) flatRecord {
	t.Helper()
	for _, r := range document[[]flatRecord](t, do(t, "records", "--store", dir, "--json")) {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no record %s", id)
	return flatRecord{}
}
