package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/export/access"
	csvlist "github.com/fieldfare/fieldfare/central/export/caseload"
	"github.com/fieldfare/fieldfare/central/export/fhir"
	"github.com/fieldfare/fieldfare/store"
	"github.com/spf13/pflag"
)

// exportCommand writes records in the forms that others read.
func exportCommand() command {
	return command{
		name: "export", args: "--store DIR [--child ID] [--format json|fhir|html|csv] [FILE]", about: "write a canonical bundle, a child as FHIR R4 or as a page to read, or the caseload as CSV: same state, same bytes",
		example: "fieldfarectl export --store ~/fieldfare --child 0190… --format fhir isla.fhir.json",
		setup: func(fs *pflag.FlagSet) {
			storeFlag(fs)
			fs.String("child", "", "only this child")
			fs.String("format", "json", "json: records as they are; fhir: one child for another system; html: one child to read, marked for whoever must look at it before it is given; csv: a row for each child")
		}, do: export,
	}
}

func export(ctx context.Context, e *env, args []string) error {
	if len(args) > 1 {
		return usagef("name at most one file to write")
	}
	formats := map[string]func(context.Context, *env, *store.Store) ([]byte, error){"json": exportJSON, "fhir": exportFHIR, "html": exportHTML, "csv": exportCSV}
	write, ok := formats[e.flag("format")]
	if !ok {
		return usagef("export writes json, fhir, html or csv; %q is not a format this program writes", e.flag("format"))
	}
	if one := e.flag("format"); (one == "fhir" || one == "html") && e.flag("child") == "" {
		return usagef("say which child: --child ID")
	}
	return e.with(ctx, func(s *store.Store) error {
		raw, err := write(ctx, e, s)
		if err != nil {
			return err
		}
		if len(args) == 1 {
			return writeFile(args[0], raw)
		}
		_, err = e.out.Write(raw)
		return err
	})
}

func exportJSON(ctx context.Context, e *env, s *store.Store) ([]byte, error) {
	child := assessments.ID(e.flag("child"))
	recs, err := s.Records(ctx, store.Filter{Child: child, Struck: true})
	if err != nil {
		return nil, err
	}
	if child != "" {
		if len(recs) == 0 {
			return nil, noChild()
		}
		links, err := linksOf(ctx, s, child)
		if err != nil {
			return nil, err
		}
		recs = append(recs, links...)
	}
	st, err := s.SyncState(ctx)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	if err := (assessments.Bundle{Bundle: 1, Tenant: st.TenantName, Records: recs}).Write(&buf); err != nil {
		return nil, err
	}
	for _, r := range recs {
		if r.Kind == assessments.KindChild {
			s.Shown(r.ID, "export", "")
		}
	}
	return buf.Bytes(), nil
}

func noChild() error {
	return assessments.Errorf(assessments.NotFound, "export", "There is no child with that id in this store. Run fieldfarectl children to see them.")
}

// exportFHIR takes the whole store, because a child's bundle holds the people and places that its records name.
func exportFHIR(ctx context.Context, e *env, s *store.Store) ([]byte, error) {
	child := assessments.ID(e.flag("child"))
	recs, err := s.Records(ctx, store.Filter{Struck: true})
	if err != nil {
		return nil, err
	}
	asks, err := template.Load(assets.Templates)
	if err != nil {
		return nil, err
	}
	raw, held, err := fhir.Export(child, recs, asks, e.now())
	if assessments.KindOf(err) == assessments.NotFound {
		return nil, noChild()
	}
	if err == nil {
		s.Shown(child, "export", "")
	}
	if held > 0 {
		fmt.Fprintln(e.err, fhir.HeldWords(held))
	}
	return raw, err
}

// exportHTML is the page of a subject-access export, as a draft: a record is given out by the service, which has the decisions and
// the audit.
func exportHTML(ctx context.Context, e *env, s *store.Store) ([]byte, error) {
	child := assessments.ID(e.flag("child"))
	recs, err := s.Records(ctx, store.Filter{Struck: true})
	if err != nil {
		return nil, err
	}
	asks, err := template.Load(assets.Templates)
	if err != nil {
		return nil, err
	}
	pack, err := access.Build(access.Request{Child: child, Records: recs, Asks: asks, At: e.now()})
	if assessments.KindOf(err) == assessments.NotFound {
		return nil, noChild()
	}
	if err != nil {
		return nil, err
	}
	s.Shown(child, "export", "")
	if page, ok := pack.Files["draft-record.html"]; ok {
		return page, nil
	}
	return pack.Files["record.html"], nil
}

// exportCSV shows every child to whoever opens the file, so each is noted.
func exportCSV(ctx context.Context, e *env, s *store.Store) ([]byte, error) {
	recs, err := s.Records(ctx, store.Filter{Struck: true})
	if err != nil {
		return nil, err
	}
	if child := assessments.ID(e.flag("child")); child != "" {
		recs = slices.DeleteFunc(recs, func(r assessments.Record) bool {
			return r.Scope.Type == assessments.ScopeChild && r.Scope.ID != child
		})
	}
	for _, r := range recs {
		if r.Kind == assessments.KindChild {
			s.Shown(r.ID, "export", "")
		}
	}
	return csvlist.Write(recs), nil
}
