package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/docx"
	"github.com/fieldfare/fieldfare/reports/html"
	"github.com/fieldfare/fieldfare/reports/pdf"
	"github.com/fieldfare/fieldfare/reports/sheet"
	"github.com/fieldfare/fieldfare/store"
	"github.com/spf13/pflag"
)

// formats are the endings of --out. A sheet holds the provision rows only.
var formats = []string{".pdf", ".html", ".docx", ".txt", ".json", ".xlsx", ".tsv"}

// reportCommands draft reports.
func reportCommands() []command {
	return []command{{
		name: "report", bare: true, args: "--store DIR --child ID --kind KIND --for ROLE|PERSON-ID [--as-at YYYY-MM-DD] [--form FORM.docx --layout FORM.toml [--append]] --out FILE",
		about:   "draft a report from the records as they stood on a day; FILE's ending says the format: " + strings.Join(formats, " "),
		example: "fieldfarectl report --store ~/fieldfare --child 0190… --kind ehc-advice --for la --as-at 2026-05-21 --out advice.pdf",
		setup: func(fs *pflag.FlagSet) {
			storeFlag(fs)
			fs.String("child", "", "whose report (needed)")
			fs.String("kind", "", "kind of report: "+strings.Join(kindNames(), ", "))
			fs.String("for", "", "who reads it: a role or a person's id")
			fs.String("as-at", "", "nothing later than this day is in it; today when left out")
			fs.String("author", "", "person record of the author; the therapist who saw the child last when left out")
			fs.String("translation", "", "write this translation of a signed report instead; then --child, --kind and --for are not asked")
			fs.String("out", "", "file to write (needed)")
			formFlags(fs)
		},
		do: report,
	}}
}

func kindNames() []string {
	var names []string
	for _, info := range reports.Kinds() {
		names = append(names, string(info.Kind))
	}
	return names
}

func report(ctx context.Context, e *env, _ []string) error {
	if e.flag("translation") != "" {
		return reportTranslation(ctx, e)
	}
	req, err := reportRequest(e)
	if err != nil {
		return err
	}
	out := e.flag("out")
	return e.with(ctx, func(s *store.Store) error {
		ev, err := evidence(ctx, e, s, assessments.ID(e.flag("child")))
		if err != nil {
			return err
		}
		if req.Recipient, err = recipient(ctx, s, e.flag("for")); err != nil {
			return err
		}
		doc, err := reports.Draft(ev, req)
		if err != nil {
			return err
		}
		s.Shown(assessments.ID(e.flag("child")), "report "+string(req.Kind), "")
		data, err := render(ctx, e, doc, out)
		if err != nil {
			return err
		}
		if err := writeFile(out, data); err != nil {
			return err
		}
		e.leftOut(doc.Withheld)
		return e.print(map[string]any{"file": out, "withheld": len(doc.Withheld)}, func(w io.Writer) { fmt.Fprintln(w, out) })
	})
}

func reportRequest(e *env) (reports.Request, error) {
	req := reports.Request{Kind: reports.Kind(e.flag("kind")), AsAt: assessments.Date(e.flag("as-at")), Author: assessments.ID(e.flag("author"))}
	switch {
	case e.flag("child") == "" || e.flag("out") == "" || e.flag("for") == "":
		return req, usagef("--child, --for and --out are needed")
	case !oneOf(string(req.Kind), kindNames()):
		return req, usagef("--kind must be one of %s; %q is not", strings.Join(kindNames(), ", "), req.Kind)
	case !oneOf(strings.ToLower(filepath.Ext(e.flag("out"))), formats):
		return req, usagef("--out must end in one of %s", strings.Join(formats, ", "))
	}
	if err := formAsked(e); err != nil {
		return req, err
	}
	if req.AsAt == "" {
		req.AsAt = assessments.NewDate(e.now().In(london()))
	} else if _, err := assessments.ParseDate(string(req.AsAt)); err != nil {
		return req, usagef("--as-at must be a day such as 2026-05-21")
	}
	return req, nil
}

// evidence is all a report may draw on: the child's records, their setting's and the team's.
func evidence(ctx context.Context, e *env, s *store.Store, child assessments.ID) (reports.Evidence, error) {
	all, err := s.Records(ctx, store.Filter{Struck: true})
	if err != nil {
		return reports.Evidence{}, err
	}
	ev := reports.Gather(child, all)
	ev.Media = s.Media(ctx, child)
	if st, err := s.SyncState(ctx); err == nil && st.Device != "" {
		e.courier(s) // asked for pictures that others took
	}
	if _, err := ev.Child(); err != nil {
		return ev, assessments.Errorf(assessments.NotFound, "report", "There is no child with that id in this store. Run fieldfarectl children to see them.")
	}
	return ev, nil
}

// recipient reads a role or a person's record id.
func recipient(ctx context.Context, s *store.Store, who string) (reports.Recipient, error) {
	if assessments.ValidRole(assessments.Role(who)) {
		return reports.Recipient{Role: assessments.Role(who)}, nil
	}
	if !assessments.ID(who).Valid() {
		return reports.Recipient{}, usagef("--for must be a role (school, nursery, parent, la, …) or a person's id; %q is neither", who)
	}
	r, err := s.Record(ctx, assessments.ID(who))
	if err != nil {
		return reports.Recipient{}, err
	}
	if r.Kind != assessments.KindPerson {
		return reports.Recipient{}, usagef("--for must name a person; that record is a %s", r.Kind)
	}
	return reports.Recipient{Person: r.ID}, nil
}

func render(ctx context.Context, e *env, doc reports.Document, name string) ([]byte, error) {
	if e.flag("form") != "" {
		return intoForm(ctx, e, doc)
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt":
		return []byte(doc.PlainText()), nil
	case ".html":
		return html.Render(ctx, doc)
	case ".docx":
		return docx.Render(ctx, doc)
	case ".json":
		return json.MarshalIndent(doc, "", "  ")
	case ".xlsx":
		return sheet.XLSX(doc)
	case ".tsv":
		return sheet.TSV(doc)
	default:
		res, err := pdf.Render(ctx, doc)
		for _, p := range res.Problems {
			fmt.Fprintln(e.err, p)
		}
		return res.Bytes, err
	}
}

// leftOut says how much was kept back and why, each reason once.
func (e *env) leftOut(all []reports.Withheld) {
	times := map[string]int{}
	var reasons []string
	for _, w := range all {
		if times[w.Reason]++; times[w.Reason] == 1 {
			reasons = append(reasons, w.Reason)
		}
	}
	for _, r := range reasons {
		fmt.Fprintf(e.err, "Left out (%d): %s\n", times[r], r)
	}
}

func oneOf(s string, list []string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
