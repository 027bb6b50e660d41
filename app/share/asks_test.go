package share_test

import (
	"bytes"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

const teacher, young = "questionnaire-teacher", "questionnaire-young-person"

// Questions go to whom they were written for, on what a report would rest on, and name one version of one template.
func TestAsks_GoToThoseTheyWereWrittenFor(t *testing.T) {
	d, child, _ := desk(t)
	for name, roles := range map[string]string{teacher: "school", "questionnaire-parent": "parent", young: "young-person parent school"} {
		m := model(t, d, child, assessments.ID(name))
		if len(m.Readers) == 0 || m.Title == "" || !strings.HasPrefix(m.Signed, "Version 1, about 1") {
			t.Errorf("%s: %q, %q, %d readers", name, m.Title, m.Signed, len(m.Readers))
		}
		for _, r := range m.Readers {
			if !slices.Contains(strings.Fields(roles), string(r.To.Role)) {
				t.Errorf("%s may go to %s, %s", name, r.Name, r.To.Role)
			}
		}
	}
	m := model(t, d, child, teacher)
	o := share.Order{To: reader(t, m, senco).To, Way: share.ByLink, Mailbox: "p.nettlefold@larkbarrow.example"}
	v, id, pin, err := m.Send(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Write(t.Context(), id, v); err != nil {
		t.Fatal(err)
	}
	if v.Template != teacher || v.Version != 1 || v.Report != "" || len(v.Formats) != 0 || len(v.Basis) != 1 || !assessments.PINFits(v.PIN, pin) || len(v.Check()) > 0 {
		t.Errorf("the share says %+v: %v", v, v.Check())
	}
	x := list(t, d, child)
	if len(x) != 1 || x[0].Title != "Before we meet: for teachers and nursery staff, version 1, to "+senco+", SENCo, Larkbarrow Primary" || x[0].Ended != "" {
		t.Errorf("listed as %+v", x)
	}
	second, _, _, err := model(t, d, child, teacher).Send(t.Context(), o)
	if err != nil || second.Replaces != id {
		t.Errorf("sent again it replaces %q, %v", second.Replaces, err)
	}
	for _, r := range records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindBasis}}) {
		if r.Fields.Text("recipient") == "school" {
			put(t, d, r, "withdrawn_on", "2026-11-23")
		}
	}
	if _, _, _, err := m.Send(t.Context(), o); err == nil || !strings.Contains(err.Error(), "Consent was taken back") {
		t.Errorf("sent after the consent ended: %v", err)
	}
	if _, err := m.Write(t.Context(), d.NewID(), v); err == nil {
		t.Error("written after the consent ended")
	}
	if x := list(t, d, child); x[0].State != "Withheld" {
		t.Errorf("the open link is %q", x[0].State)
	}
}

// words are what a PDF says.
func words(t *testing.T, made []byte) string {
	t.Helper()
	cmd := exec.Command("pdftotext", "-", "-")
	cmd.Stdin = bytes.NewReader(made)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// A child's own questions go through a parent or the school, without what is asked only when one meets, until the child gets them in
// their own right; a no of the child's own stops them for everybody.
func TestAsks_AChildsOwnGoThroughSomebody(t *testing.T) {
	d, child, _ := desk(t)
	m := model(t, d, child, young)
	mum, own := reader(t, m, "Róisín"), slices.IndexFunc(m.Readers, func(r share.Reader) bool { return r.To.Role == assessments.RoleYoungPerson })
	if !mum.Sending.Goes() || mum.Through != "Passes them on to Issy" || m.Readers[own].Sending.Goes() || m.Readers[own].Through != "" || m.Readers[own].Name != "Issy" || m.Readers[0].To.Role != assessments.RoleParent {
		t.Errorf("through %+v; of their own %+v", mum, m.Readers[own])
	}
	paper := share.Order{To: mum.To, Way: share.OnPaper}
	v, id, _, err := m.Send(t.Context(), paper)
	if err != nil || v.Who != "Issy, through Róisín O'Thistlewood, Mother" || v.Recipient != assessments.RoleParent || v.Template != young {
		t.Fatalf("the share says %+v, %v", v, err)
	}
	through, err := m.Make(t.Context(), d.Store, paper)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := m.Make(t.Context(), d.Store, share.Order{To: m.Readers[own].To, Way: share.OnPaper})
	if err != nil || strings.Contains(words(t, through), "should not tell") || !strings.Contains(words(t, whole), "should not tell") {
		t.Errorf("the secret is asked through somebody, or not at all: %v", err)
	}
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, young)
	b.Show(s.Content())
	b.Shows("They pass it on to Issy. What is only asked when you meet is not in it.")
	b.Everywhere("asks-through")
	if _, err := m.Write(t.Context(), id, v); err != nil {
		t.Fatal(err)
	}
	write(t, d, d.Create(d.NewID(), assessments.ChildScope(child), &assessments.Basis{Purpose: "share", Recipient: string(assessments.RoleYoungPerson), Kind: "consent", Decision: "refused", On: "2026-11-22", GivenBy: mum.To.Person, Authority: "parental-responsibility"}))
	for _, r := range model(t, d, child, young).Readers {
		if r.Sending.Goes() {
			t.Errorf("against the child's no they go to %s", r.Name)
		}
	}
}

// From the questions to the PIN in two taps, on paper, and the answers as they came.
func TestAsks_OnScreen(t *testing.T) {
	d, child, _ := desk(t)
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, teacher)
	b.Show(s.Content())
	b.Shows(senco, "Link with a PIN", "On paper", "questions that open with the PIN for 14 days", "As a page to fill in, until 8 December 2026", "The mail does not name")
	b.Everywhere("asks")
	kittest.Act(t, s.Frame().Actions, "Confirm and share")
	b.Shows("Queued on this tablet", "Read this to the school office")
	id := list(t, d, child)[0].ID
	one := share.NewShared(d.Session, child, id)
	b.Show(one.Content())
	b.Shows("Nothing has been answered at the link so far", "Ask them, or copy their paper")
	b.Everywhere("asks-waiting")
	answers := d.NewID()
	write(t, d, d.Create(answers, assessments.ChildScope(child), &assessments.Answers{Template: teacher, Version: 1, On: "2026-11-24", How: "link", Who: "A. Patel, SENCo", Share: id,
		Values: []assessments.Answer{{Question: "strengths", Value: "She builds."}}}))
	after(t, d, child, id, "answered", "2026-11-24T11:00:00Z", "A. Patel, SENCo", "")
	one.(*share.Shared).Reload()
	b.Shows("Answered by A. Patel, SENCo, at the link", "Answered by A. Patel, SENCo")
	b.Everywhere("asks-answered")
	b.Tap("Answered by A. Patel, SENCo, at the link")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Questions || last.Arg != answers {
		t.Errorf("the answers lead to %+v", last)
	}
}

func TestAsks_OnPaperArePrintedAndRecorded(t *testing.T) {
	d, child, _ := desk(t)
	var printed []byte
	d.Print = func(pdf []byte) bool { printed = pdf; return true }
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, teacher)
	b.Show(s.Content())
	b.Tap("On paper")
	b.Shows("The pages name nobody")
	kittest.Act(t, s.Frame().Actions, "Confirm and print")
	b.Shows("It is recorded")
	x := list(t, d, child)
	if !bytes.HasPrefix(printed, []byte("%PDF-")) || bytes.Contains(printed, []byte("Isla")) || len(x) != 1 || x[0].V.Way != share.OnPaper || x[0].V.PIN != "" || len(x[0].V.Basis) != 1 {
		t.Errorf("printed %.10q, on record %+v", printed, x)
	}
}
