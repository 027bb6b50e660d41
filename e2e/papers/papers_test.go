package papers

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// A paper is one finished file.
type paper struct {
	name string // "isla-ehc-advice-la-signed"
	path string
	doc  reports.Document
}

// written counts the papers of each kind, and why the others were not written.
type written struct {
	papers  []paper
	kinds   map[reports.Kind]int
	refused map[reports.Kind][]string
}

// lateEnough is after everything in the notebooks and the caseloads.
const lateEnough assessments.Date = "2026-11-20"

// notebooks are the two children whose records a therapist wrote.
func notebooks(t *testing.T) []assessments.Bundle {
	t.Helper()
	both, err := practice.Bundles(assets.Demo, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	return both
}

// write draws every kind for every child of the bundle in the states given: drafts (false), signed reports (true) or both for each
// usual reader; where one state is given, for the first reader who may have it. A report that may not be written is counted;
// any other error fails.
func write(t *testing.T, w *written, name string, b assessments.Bundle, states ...bool) {
	t.Helper()
	if w.kinds == nil {
		w.kinds, w.refused = map[reports.Kind]int{}, map[reports.Kind][]string{}
	}
	dir := t.TempDir()
	for _, r := range b.Records {
		if r.Kind != assessments.KindChild {
			continue
		}
		ev := reports.Gather(r.ID, b.Records)
		ev.Records = append(ev.Records, signedAdvice(t, ev, r.ID, author(b))...)
		for _, info := range reports.Kinds() {
			for _, role := range info.For {
				if len(states) == 1 && w.has(name, info.Kind) {
					break
				}
				for _, signed := range states {
					req := reports.Request{Kind: info.Kind, Recipient: reports.Recipient{Role: role}, AsAt: lateEnough, Version: 1, Signed: signed, Author: author(b)}
					if signed {
						req.SignedOn = req.AsAt
					}
					w.add(t, dir, fmt.Sprintf("%s-%s-%s-%s-%s", name, r.ID[len(r.ID)-4:], info.Kind, role, map[bool]string{false: "draft", true: "signed"}[signed]), ev, req)
				}
			}
		}
	}
}

// author is a therapist of the bundle, who signs.
func author(b assessments.Bundle) assessments.ID {
	i := slices.IndexFunc(b.Records, func(r assessments.Record) bool {
		return r.Kind == assessments.KindPerson && r.Scope.Type == assessments.ScopeTeam && r.Fields.Text("role") == "occupational-therapist"
	})
	if i < 0 {
		return ""
	}
	return b.Records[i].ID
}

// signedAdvice is the EHC advice as its author signed it on that day, for a bundle to hold.
func signedAdvice(t *testing.T, ev reports.Evidence, child, by assessments.ID) []assessments.Record {
	t.Helper()
	doc, err := reports.Draft(ev, reports.Request{Kind: reports.EHCAdvice, Recipient: reports.Recipient{Role: assessments.RoleLocalAuthority}, AsAt: lateEnough,
		Version: 1, Signed: true, SignedOn: lateEnough, Author: by})
	if err != nil {
		return nil
	}
	tree, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(tree)
	report := &assessments.Report{ReportKind: string(reports.EHCAdvice), Recipient: assessments.RoleLocalAuthority, Version: 1, AsAt: lateEnough,
		SignedOn: lateEnough, SignedBy: by, Tree: string(tree), TreeHash: hex.EncodeToString(sum[:])}
	return []assessments.Record{{ID: "0190f000-0000-7000-8000-00000000ff01", Kind: assessments.KindReport, Scope: assessments.ChildScope(child), Fields: assessments.Encode(report)}}
}

// has reports whether there is a paper of a kind for a caseload.
func (w *written) has(name string, kind reports.Kind) bool {
	return slices.ContainsFunc(w.papers, func(p paper) bool { return p.doc.Kind == kind && strings.HasPrefix(p.name, name+"-") })
}

func (w *written) add(t *testing.T, dir, name string, ev reports.Evidence, req reports.Request) {
	t.Helper()
	doc, err := reports.Draft(ev, req)
	if err != nil {
		if k := assessments.KindOf(err); k != assessments.Forbidden && k != assessments.NotFound {
			t.Errorf("%s: %v", name, err)
		}
		w.refused[req.Kind] = append(w.refused[req.Kind], name+": "+assessments.Sentence(err))
		return
	}
	res, err := pdf.Render(t.Context(), doc)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	p := paper{name, filepath.Join(dir, name+".pdf"), doc}
	if err := os.WriteFile(p.path, res.Bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	w.papers, w.kinds[req.Kind] = append(w.papers, p), w.kinds[req.Kind]+1
}

// TestEveryKind draws every kind for the children of the notebooks and two of the practice caseload, and holds all of it to
// every checker.
func TestEveryKind(t *testing.T) {
	var w written
	for i, b := range notebooks(t) {
		write(t, &w, []string{"isla", "yusuf"}[i], b, false, true)
	}
	b, err := practice.Caseload(1, 2, lateEnough)
	if err != nil {
		t.Fatal(err)
	}
	write(t, &w, "practice", b, false, true)
	for _, info := range reports.Kinds() {
		if w.kinds[info.Kind] == 0 {
			t.Errorf("no %s was written: %v", info.Kind, w.refused[info.Kind])
		}
	}
	check(t, w.papers)
	for _, p := range w.papers {
		if p.doc.Kind == reports.TribunalBundle && len(p.doc.Blocks) > 2 && !strings.Contains(p.doc.PlainText(), "EHC advice, version 1") {
			t.Errorf("%s does not hold the signed advice", p.name)
		}
	}
}

// TestCorpus draws every kind once for each of as many made-up caseloads as FIELDFARE_CORPUS says; `make corpus` says 300.
func TestCorpus(t *testing.T) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("FIELDFARE_CORPUS"), "1"))
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for from := 1; from <= n; from += 25 { // so many papers at a time as a disk of a small machine takes
		var w written
		for seed := from; seed < from+25 && seed <= n; seed++ {
			b, err := practice.Caseload(int64(seed), 1, lateEnough)
			if err != nil {
				t.Fatal(err)
			}
			write(t, &w, fmt.Sprint("caseload", seed), b, seed%2 == 0)
		}
		check(t, w.papers)
		total += len(w.papers)
		for _, p := range w.papers {
			_ = os.Remove(p.path)
		}
		t.Logf("%d of %d caseloads, %d papers", min(from+24, n), n, total)
	}
}
