package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	csvlist "github.com/fieldfare/fieldfare/central/export/caseload"
	"github.com/fieldfare/fieldfare/central/export/fhir"
	"github.com/fieldfare/fieldfare/store"
	"github.com/google/uuid"
)

// importCommand reads records from files, whatever form they have.
func importCommand() command {
	return command{
		name: "import", args: "--store DIR FILE [...]", about: "read record bundles, Patients and RelatedPersons as FHIR R4 (JSON or XML), or a caseload (.csv); all or nothing per file",
		example: "fieldfarectl import --store ~/fieldfare isla.json", setup: storeFlag, do: importFiles,
	}
}

func importFiles(ctx context.Context, e *env, files []string) error {
	if len(files) == 0 {
		return usagef("name at least one file to import")
	}
	return e.with(ctx, func(s *store.Store) error {
		total := 0
		for _, name := range files {
			n, err := importOne(ctx, e, s, name)
			if err != nil {
				return err
			}
			total += n
		}
		return e.print(map[string]int{"records": total}, func(w io.Writer) { fmt.Fprintf(w, "%d records imported\n", total) })
	})
}

func importOne(ctx context.Context, e *env, s *store.Store, name string) (int, error) {
	f, err := e.readFile(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	head := make([]byte, 4<<10)
	n, err := io.ReadFull(f, head)
	whole := io.MultiReader(bytes.NewReader(head[:n]), f)
	if err != nil { // a short file, or one that cannot be read: whoever parses it says which
		whole = bytes.NewReader(head[:n])
	}
	if fhir.Looks(head[:n]) {
		return importFHIR(ctx, e, s, name, whole)
	}
	if strings.EqualFold(filepath.Ext(name), ".csv") {
		return importCSV(ctx, s, name, whole)
	}
	b, err := assessments.ParseBundle(whole, name)
	if err != nil {
		return 0, err
	}
	return s.Import(ctx, b)
}

// importFHIR says what of the file was left, because nobody else will.
func importFHIR(ctx context.Context, e *env, s *store.Store, name string, r io.Reader) (int, error) {
	children, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindChild}})
	if err != nil {
		return 0, err
	}
	taken, err := fhir.Parse(r, name, fhir.Into{
		NewID:    func() string { return uuid.Must(uuid.NewV7()).String() },
		ByNumber: byNumber(children),
	})
	if err != nil {
		return 0, err
	}
	n, err := s.Import(ctx, assessments.Bundle{Bundle: assessments.BundleVersion, Records: taken.Records})
	if err != nil {
		return 0, err
	}
	var left []string
	for kind, n := range taken.Left {
		left = append(left, fmt.Sprintf("%s: %d resources of type %s were left; only Patients and RelatedPersons are taken.", name, n, kind))
	}
	slices.Sort(left)
	for _, line := range append(taken.Notes, left...) {
		fmt.Fprintln(e.err, line)
	}
	return n, nil
}

func importCSV(ctx context.Context, s *store.Store, name string, r io.Reader) (int, error) {
	existing, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindChild, assessments.KindSetting}})
	if err != nil {
		return 0, err
	}
	records, err := csvlist.Parse(r, name, csvlist.Into{NewID: func() string { return uuid.Must(uuid.NewV7()).String() }, Existing: existing})
	if err != nil {
		return 0, err
	}
	return s.Import(ctx, assessments.Bundle{Bundle: assessments.BundleVersion, Records: records})
}

// byNumber finds a child by its NHS number, however it was typed.
func byNumber(children []assessments.Record) func(string) (assessments.ID, bool) {
	ids := map[string]assessments.ID{}
	for _, r := range children {
		if n, err := assessments.ParseNHSNumber(r.Fields.Text("nhs_number")); err == nil {
			ids[n] = r.ID
		}
	}
	return func(n string) (assessments.ID, bool) { id, ok := ids[n]; return id, ok }
}
