package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/bench/gauge"
)

// pouchJob is the other side: PouchDB on LevelDB replicating to express-pouchdb on LevelDB, each a process of Node.js, the same
// documents, a hundred at once as PouchDB does when it is not told otherwise; pouchLargeJob has it take a thousand.
func pouchJob(ctx context.Context, dir string, n int) (values, error) {
	return pouch(ctx, dir, n, "100")
}

func pouchLargeJob(ctx context.Context, dir string, n int) (values, error) {
	return pouch(ctx, dir, n, "1000")
}

func pouch(ctx context.Context, dir string, n int, batch string) (values, error) {
	home, err := filepath.Abs("../.cache/pouch")
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dir, "server"), 0o700); err != nil {
		return nil, err
	}
	docs := filepath.Join(dir, "docs")
	if err := writeDocuments(docs, n); err != nil {
		return nil, err
	}
	server := exec.Command("node", filepath.Join(home, "server.cjs"), filepath.Join(dir, "server"))
	server.Dir, server.Stderr = dir, os.Stderr
	url, err := listening(server)
	if err != nil {
		return nil, err
	}
	defer func() { _ = server.Process.Kill(); _ = server.Wait() }()
	v := values{}
	for _, what := range []string{"push", "pull"} {
		before, _, err := gauge.Times(server.Process.Pid)
		if err != nil {
			return nil, err
		}
		cmd := exec.CommandContext(ctx, "node", filepath.Join(home, "client.cjs"), what, url, filepath.Join(dir, what), docs, batch)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("PouchDB %s: %w", what, err)
		}
		if err := json.Unmarshal(out, &v); err != nil {
			return nil, err
		}
		if int(v["n"]) != n {
			return nil, fmt.Errorf("PouchDB carried %v of %d documents by %s", v["n"], n, what)
		}
		after, _, err := gauge.Times(server.Process.Pid)
		if err != nil {
			return nil, err
		}
		v[what+" far cpu"] = 1000 * (after - before)
	}
	return v, nil
}

// writeDocuments writes the documents as PouchDB takes them.
func writeDocuments(file string, n int) error {
	var b strings.Builder
	for _, e := range documents(n) {
		doc := map[string]any{"_id": string(e.Record), "kind": e.Kind, "child": e.Scope.ID}
		for name, value := range e.Set {
			doc[name] = value
		}
		raw, err := json.Marshal(doc)
		if err != nil {
			return err
		}
		b.Write(append(raw, '\n'))
	}
	return os.WriteFile(file, []byte(b.String()), 0o600)
}
