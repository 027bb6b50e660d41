package reports

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit/expect"
)

// demo reads a notebook's table and records.
func demo(t *testing.T, name string) (expect.Table, Evidence) {
	t.Helper()
	table, records := expect.Notebook(t, name)
	return table, Evidence{Records: records}
}

// sectionsOf cuts a document at its headings. What stands before the first is the header; several parts under one
// letter are one section; parts without a letter belong to none.
func sectionsOf(d Document) map[string]string {
	out := map[string]string{"header": d.Title + "\n" + d.Subtitle.Words()}
	at := "header"
	for _, b := range d.Blocks {
		if s, ok := b.(*Section); ok {
			at = s.Letter
		}
		out[at] += Document{Blocks: []Block{b}}.PlainText()
	}
	delete(out, "")
	return out
}

// whole is every word of a document, the words around the pages included.
func whole(d Document) string {
	return d.PlainText() + "\n" + strings.Join(append([]string{d.Band.Label, d.Band.Service, d.Band.Right, d.Running.Name, d.Running.Right, d.Footer}, d.Running.Parts...), "\n")
}

func TestDraft_Notebooks(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		table, ev := demo(t, name)
		checked, later := 0, 0
		for _, rep := range table.Reports {
			if _, live := LookupKind(Kind(rep.Kind)); !live {
				later++
				continue
			}
			// A kind that can be written is held to its rows from that day on: nobody forgets to take the mark off.
			if rep.Later {
				t.Errorf("%s: %s for %s can be written, and its rows are still marked as later", name, rep.Kind, rep.Recipient)
			}
			checked++
			for _, signed := range []bool{false, true} {
				req := Request{Kind: Kind(rep.Kind), Recipient: Recipient{Role: Role(rep.Recipient)}, AsAt: assessments.Date(rep.AsAt),
					Author: assessments.ID(table.Author), Version: 1, Signed: signed}
				if signed {
					req.SignedOn = req.AsAt
				}
				d, err := Draft(ev, req)
				if err != nil {
					t.Fatalf("%s, %s for %s: %v", name, rep.Kind, rep.Recipient, err)
				}
				fails, err := table.Check(rep.Kind, rep.Recipient, sectionsOf(d), whole(d))
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range fails {
					t.Errorf("%s: %s", name, f)
				}
				for _, l := range Lint(d) {
					t.Errorf("%s, %s: %s", name, rep.Kind, l)
				}
				raw, err := json.Marshal(d)
				if err != nil {
					t.Fatal(err)
				}
				var back Document
				if err := json.Unmarshal(raw, &back); err != nil || back.PlainText() != d.PlainText() {
					t.Errorf("%s, %s: the tree does not read back from JSON: %v", name, rep.Kind, err)
				}
			}
		}
		if checked < 2 || checked+later != len(table.Reports) {
			t.Errorf("%s: %d reports were checked and %d are for later, of %d", name, checked, later, len(table.Reports))
		}
	}
}

func TestDraft_NotebookRefusals(t *testing.T) {
	for _, c := range []struct {
		name string
		role Role
		who  string // name of a person, where one is asked for
		at   assessments.Date
		says string
	}{
		{"isla", assessments.RoleLocalAuthority, "", "2026-04-14", "Nobody has agreed"},
		{"isla", assessments.RoleSocialCare, "", "2026-05-21", "Nobody has agreed"},
		{"isla", assessments.RoleOther, "Nana Bet", "2026-05-21", "Nobody has agreed"},
		{"isla", assessments.RoleNursery, "", "2026-05-21", "Nobody has agreed"},
		{"yusuf", assessments.RoleOther, "Liibaan", "2026-05-12", "refused on 12 March 2026"},
		{"yusuf", assessments.RoleParent, "Liibaan", "2026-05-12", "is recorded as"},
		{"yusuf", assessments.RoleSupplier, "", "2026-05-12", "first name and sizes only"},
		{"yusuf", assessments.RoleSchool, "", "2026-05-12", "Nobody has agreed"},
	} {
		_, ev := demo(t, c.name)
		to := Recipient{Role: c.role}
		for _, r := range ev.Records {
			if r.Kind == assessments.KindPerson && c.who != "" && r.Fields.Text("name") == c.who {
				to.Person = r.ID
			}
		}
		_, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: to, AsAt: c.at})
		if err == nil || assessments.KindOf(err) != assessments.Forbidden || !strings.Contains(assessments.Sentence(err), c.says) {
			t.Errorf("%s for %s %s on %s: got %v, want a refusal that says %q", c.name, c.role, c.who, c.at, err, c.says)
		}
	}
}
