package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/spf13/pflag"
)

// readCommands show and export records.
func readCommands() []command {
	childFlag := func(fs *pflag.FlagSet) { storeFlag(fs); fs.String("child", "", "only this child") }
	return []command{
		{name: "children", bare: true, args: "--store DIR [--json]", about: "list the children", example: "fieldfarectl children --store ~/fieldfare", setup: storeFlag, do: children},
		{
			name: "records", bare: true, args: "--store DIR [--child ID] [--kind K] [--json]", about: "list records",
			example: "fieldfarectl records --store ~/fieldfare --kind goal --json",
			setup:   func(fs *pflag.FlagSet) { childFlag(fs); fs.String("kind", "", "only this kind") }, do: records,
		},
		{name: "history", args: "--store DIR RECORD-ID [--json]", about: "show every change of a record", example: "fieldfarectl history --store ~/fieldfare 0190…", setup: storeFlag, do: history},
		{name: "search", args: "--store DIR WORDS", about: "find records by words", example: "fieldfarectl search --store ~/fieldfare hooked wrist", setup: storeFlag, do: search},
		exportCommand(),
		{name: "unsent export", args: "--store DIR FILE", about: "write what has not been sent, one frozen change a line", example: "fieldfarectl unsent export --store ~/fieldfare unsent.ndjson", setup: storeFlag, do: unsentExport},
		{name: "schema", bare: true, args: "", about: "print the JSON Schema of the bundle and of every record kind", example: "fieldfarectl schema > schema.json", do: schema},
	}
}

func children(ctx context.Context, e *env, _ []string) error {
	return e.with(ctx, func(s *store.Store) error {
		recs, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindChild}})
		if err != nil {
			return err
		}
		return e.print(flat(recs), func(w io.Writer) {
			for _, r := range recs {
				var c assessments.Child
				assessments.Decode(r.Fields, &c)
				fmt.Fprintf(w, "%s  %s, born %s\n", r.ID, c.Name, c.Born.Words())
			}
		})
	})
}

func records(ctx context.Context, e *env, _ []string) error {
	return e.with(ctx, func(s *store.Store) error {
		recs, err := s.Records(ctx, e.filter())
		if err != nil {
			return err
		}
		return e.print(flat(recs), func(w io.Writer) {
			for _, r := range recs {
				fmt.Fprintf(w, "%s  %-18s %s\n", r.ID, r.Kind, r.Scope.Key())
			}
		})
	})
}

func (e *env) filter() store.Filter {
	f := store.Filter{Child: assessments.ID(e.flag("child"))}
	if k := e.flag("kind"); k != "" {
		f.Kinds = []assessments.Kind{assessments.Kind(k)}
	}
	return f
}

// flatRecord is a record as bundles and --json show it, with its state beside it.
type flatRecord struct {
	ID        assessments.ID       `json:"id"`
	Kind      assessments.Kind     `json:"kind"`
	Child     assessments.ID       `json:"child,omitempty"`
	Setting   assessments.ID       `json:"setting,omitempty"`
	Fields    assessments.Fields   `json:"fields"`
	Seq       uint64               `json:"seq"`
	Unsent    int                  `json:"unsent"`
	Signed    *assessments.Signing `json:"signed,omitempty"`
	Conflicts []string             `json:"conflicts,omitempty"`
}

func flat(recs []assessments.Record) []flatRecord {
	out := make([]flatRecord, 0, len(recs))
	for _, r := range recs {
		f := flatRecord{ID: r.ID, Kind: r.Kind, Fields: r.Fields, Seq: r.Meta.Seq, Unsent: r.Meta.Unsent, Signed: r.Meta.Signed, Conflicts: r.Meta.Conflicts}
		switch r.Scope.Type {
		case assessments.ScopeChild:
			f.Child = r.Scope.ID
		case assessments.ScopeSetting:
			f.Setting = r.Scope.ID
		}
		out = append(out, f)
	}
	return out
}

// entry is one change of a record's history.
type entry struct {
	CID    string               `json:"cid"`
	Seq    uint64               `json:"seq"`
	At     string               `json:"at"`
	Author assessments.ID       `json:"author"`
	Device string               `json:"device"`
	Op     assessments.Op       `json:"op"`
	Set    assessments.Fields   `json:"set,omitempty"`
	Was    assessments.Fields   `json:"was,omitempty"`
	Signed *assessments.Signing `json:"signed,omitempty"`
	State  string               `json:"state"`
	Why    string               `json:"why,omitempty"`
}

func history(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 {
		return usagef("name the one record")
	}
	return e.with(ctx, func(s *store.Store) error {
		entries, err := s.History(ctx, assessments.ID(args[0]))
		if err != nil {
			return err
		}
		list := make([]entry, 0, len(entries))
		for _, h := range entries {
			list = append(list, entry{h.CID, h.Seq, h.At, h.Author, h.Device, h.Op, h.Set, h.Was, h.Sign, h.State, h.Why})
		}
		return e.print(list, func(w io.Writer) {
			for _, h := range entries {
				fmt.Fprintf(w, "%s  %s  %s\n", h.At, string(h.Op), strings.Join(h.Set.Names(), ", "))
			}
		})
	})
}

// hit is one thing that search found.
type hit struct {
	Record  assessments.ID   `json:"record"`
	Child   assessments.ID   `json:"child,omitempty"`
	Kind    assessments.Kind `json:"kind"`
	Title   string           `json:"title"`
	Snippet string           `json:"snippet"`
}

// searchLimit is how many hits a person can read.
const searchLimit = 50

func search(ctx context.Context, e *env, words []string) error {
	if len(words) == 0 {
		return usagef("say what to look for")
	}
	return e.with(ctx, func(s *store.Store) error {
		hits, err := s.Search(ctx, strings.Join(words, " "), searchLimit)
		if err != nil {
			return err
		}
		list := make([]hit, 0, len(hits))
		for _, h := range hits {
			list = append(list, hit{h.Record, h.Child, h.Kind, h.Title, h.Snippet})
		}
		return e.print(list, func(w io.Writer) {
			for _, h := range hits {
				fmt.Fprintf(w, "%s  %s  %s\n", h.Record, h.Title, h.Snippet)
			}
		})
	})
}

func unsentExport(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 {
		return usagef("name the file to write")
	}
	return e.withLocked(ctx, func(s *store.Store) error {
		var buf bytes.Buffer
		n, err := s.ExportUnsent(ctx, &buf)
		if err != nil {
			return err
		}
		if err := writeFile(args[0], buf.Bytes()); err != nil {
			return err
		}
		return e.print(map[string]int{"changes": n}, func(w io.Writer) { fmt.Fprintf(w, "%d changes written\n", n) })
	})
}

func schema(_ context.Context, e *env, _ []string) error {
	raw, err := assessments.Schema()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "  "); err != nil {
		return err
	}
	fmt.Fprintln(e.out, out.String())
	return nil
}

// writeFile puts a finished file in place at once: nobody ever sees half of one.
func writeFile(name string, data []byte) error {
	fail := func(err error) error {
		return assessments.Wrap(err, assessments.Unavailable, "write", fmt.Sprintf("%s could not be written. Check the folder and the free space; nothing was left behind.", name))
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".fieldfare-*")
	if err != nil {
		return fail(err)
	}
	defer os.Remove(tmp.Name())
	if _, err = tmp.Write(data); err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fail(err)
	}
	return nil
}
