// Package shared makes a signed report of the demo caseload and shares of it, as a tablet would send them: for tests of what the
// service and a recipient do with them.
package shared

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// PIN opens every share of a Case.
const PIN = "419027"

// A Case is a child with a signed report for the school. Records are the child's and those around it, with the report.
type Case struct {
	Records   []assessments.Record
	Child     assessments.ID
	Report    assessments.ID
	Therapist assessments.ID
	Consent   assessments.ID // the basis that the school has it on
	Names     []string       // every name of the child, which no mail may hold
	Place     string         // the school
	person    assessments.ID
	report    assessments.Report
	now       func() time.Time
	newID     func() string
	sum       string
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// New makes the case of the first notebook with a report of a kind, signed today.
func New(t testing.TB, kind reports.Kind, role assessments.Role, now func() time.Time, newID func() string) *Case {
	t.Helper()
	bundles, err := practice.Bundles(assets.Demo, 1, 1)
	must(t, err)
	c := &Case{Records: bundles[0].Records, now: now, newID: newID, Report: assessments.ID(newID())}
	for _, r := range c.Records {
		switch {
		case r.Kind == assessments.KindChild:
			c.Child = r.ID
			var v assessments.Child
			assessments.Decode(r.Fields, &v)
			for _, n := range []string{v.Name, v.GivenName, v.FamilyName, v.KnownAs, v.HomeName} {
				if n != "" {
					c.Names = append(c.Names, n)
				}
			}
		case r.Kind == assessments.KindSetting:
			c.Place = r.Fields.Text("name")
		case r.Kind == assessments.KindPerson && r.Scope.Type == assessments.ScopeTeam && r.Fields.Text("role") == "occupational-therapist" && c.Therapist == "":
			c.Therapist = r.ID
		}
	}
	today := assessments.NewDate(now())
	if role == assessments.RoleParent { // nobody is a parent in general
		bases := reports.ReadBases(c.Records)
		for _, r := range c.Records {
			if r.Kind == assessments.KindPerson && c.person == "" && bases.RoleOf(r.ID) == role {
				c.person = r.ID
			}
		}
	}
	doc, err := reports.Draft(reports.Gather(c.Child, c.Records), reports.Request{Kind: kind, Recipient: reports.Recipient{Role: role, Person: c.person}, AsAt: today, Version: 1, Signed: true, SignedOn: today, Author: c.Therapist})
	must(t, err)
	tree, err := json.Marshal(doc)
	must(t, err)
	file := printed(t, sum(tree), doc)
	c.report = assessments.Report{ReportKind: string(kind), Recipient: role, AsAt: today, Version: 1, SignedBy: c.Therapist, SignedOn: today, Tree: string(tree), TreeHash: sum(tree),
		PDF: base64.StdEncoding.EncodeToString(file), PDFHash: sum(file)}
	c.Records = append(c.Records, assessments.Record{ID: c.Report, Kind: assessments.KindReport, Scope: assessments.ChildScope(c.Child), Fields: assessments.Encode(&c.report)})
	s := reports.SendVersion(c.Records, c.Report, reports.Recipient{Role: role, Person: c.person}, today)
	if !s.Goes() || len(s.Basis) == 0 && s.Standing != reports.ByRight {
		t.Fatalf("the demo caseload does not let this report go: %s", s.Reason)
	}
	c.Consent = s.Newest
	c.sum, err = pinSum()
	must(t, err)
	return c
}

// pinSum and printed are made once for all tests of a package: each takes a good part of a second.
var (
	pinSum = sync.OnceValues(func() (string, error) { return assessments.PINSum(PIN, [16]byte{7}) })
	files  sync.Map
)

func printed(t testing.TB, name string, doc reports.Document) []byte {
	t.Helper()
	if raw, ok := files.Load(name); ok {
		return raw.([]byte)
	}
	made, err := pdf.Render(t.Context(), doc)
	must(t, err)
	files.Store(name, made.Bytes)
	return made.Bytes
}

func sum(raw []byte) string {
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:])
}

// Share is a share of the report by link, changed as said.
func (c *Case) Share(change func(*assessments.Share)) assessments.Record {
	v := assessments.Share{Report: c.Report, ReportKind: c.report.ReportKind, Version: 1, TreeHash: c.report.TreeHash, PDFHash: c.report.PDFHash, Recipient: c.report.Recipient, Person: c.person,
		Who: "SENCo, " + c.Place, Way: "link", Mailbox: "office@larkbarrow.example", Checked: "register", Formats: []string{"html", "pdf", "docx"}, Basis: []assessments.ID{c.Consent},
		Sender: c.Therapist, SentAt: c.now().UTC().Format(time.RFC3339), PIN: c.sum, Expires: assessments.NewDate(c.now()).AddDays(assessments.ShareDays)}
	if c.Consent == "" {
		v.Basis, v.ByRight = nil, "parental-responsibility"
	}
	if change != nil {
		change(&v)
	}
	return assessments.Record{ID: assessments.ID(c.newID()), Kind: assessments.KindShare, Scope: assessments.ChildScope(c.Child), Fields: assessments.Encode(&v)}
}
