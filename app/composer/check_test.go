package composer

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// change sets fields of a record.
func change(t *testing.T, d *desktest.Desk, id assessments.ID, set assessments.Fields) {
	t.Helper()
	rec, err := d.Store.Record(d.Ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	d.Write(d.Ctx, assessments.Edit{Record: id, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet, Set: set})
	d.Sound()
}

// find is the first lack that says some words.
func find(c *Composer, words string) (Lack, bool) {
	i := slices.IndexFunc(c.Lacks(), func(l Lack) bool { return strings.Contains(l.Words, words) })
	if i < 0 {
		return Lack{}, false
	}
	return c.Lacks()[i], true
}

// TestRule77_WhatDoesNotFitTogetherIsListed: a need that no row answers, an outcome that nobody can count and one that is
// provision are said before signing, each with its place.
func TestRule77_WhatDoesNotFitTogetherIsListed(t *testing.T) {
	d := desktest.Sit(t, may)
	const e1 assessments.ID = "019a0001-0000-7012-8000-000000000001"
	change(t, d, e1, assessments.Fields{"statement": []byte(`"Issy will receive weekly therapy."`)})
	change(t, d, e2, assessments.Fields{"statement": []byte(`"Issy dresses well for PE."`), "by": []byte("null")})
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	for words, place := range map[string]string{
		"Which provision meets the need “Issy finds cutting with a knife and fork hard.”": "Need",
		"E1 says what adults will give: move that to a row":                               "Outcome E1",
		"How will anybody see that E2 is reached?":                                        "Outcome E2",
		"By what day is E2 to be reached?":                                                "Outcome E2",
		"G1: Say which outcome it serves.":                                                "Row G1",
	} {
		l, ok := find(c, words)
		if !ok || l.Place != place || !l.ID.Valid() || l.Blocks {
			t.Errorf("%q: %v %+v", words, ok, l)
		}
	}
	seen := map[string]bool{}
	for _, l := range c.Lacks() {
		if seen[l.Words] {
			t.Errorf("said twice: %s", l.Words)
		}
		seen[l.Words] = true
	}
	school := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	if l, ok := find(school, "Which provision meets"); ok {
		t.Errorf("school advice is no plan: %+v", l)
	}
}

// TestLook_AsReportsDo: with Fieldfare's own list the rows are looked at just as package reports looks at them.
func TestLook_AsReportsDo(t *testing.T) {
	d := desktest.Sit(t, may)
	change(t, d, f1, assessments.Fields{"includes": []byte(`["Regular breaks","A support assistant helps as required"]`), "training": []byte(`"Staff are trained where possible"`)})
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var want, got []string
	for _, w := range reports.CheckWording(c.Doc, nil) {
		want = append(want, w.Place+": "+w.Finding.Phrase)
	}
	for i := range c.Sections {
		for _, x := range c.blocks(i) {
			for _, f := range c.Findings(x.Key) {
				if f.Group != "" && !f.Name {
					got = append(got, f.Place+": "+f.Phrase)
				}
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" || len(got) < 3 {
		t.Error(diff)
	}
}

func TestLook_TheServicesOwnWords(t *testing.T) {
	d := desktest.Sit(t, may)
	vague(t, d)
	team := assessments.TeamScope()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatal(err)
	}
	own := func(list string) *Composer {
		change(t, d, recs[0].ID, assessments.Fields{"wording": []byte(list)})
		return written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	}
	c := own(`"{\"look\":[{\"group\":\"House words\",\"severity\":\"H\",\"phrases\":[\"checks of her grip\"],\"question\":\"Which checks?\"}],\"stop\":[\"regular\"]}"`)
	var got []string
	for _, f := range c.Findings("provision-f/" + string(f1)) {
		got = append(got, f.Phrase)
	}
	if diff := cmp.Diff([]string{"checks of her grip"}, got); diff != "" || !strings.Contains(c.MaySign(), "would bind nobody") {
		t.Errorf("%s, may sign: %q", diff, c.MaySign())
	}
	c = own(`"{\"stop\":[\"a phrase that is nowhere\"]}"`)
	if c.list.Problem == "" || len(c.Findings("provision-f/"+string(f1))) != 1 {
		t.Errorf("a broken list: %q, %+v", c.list.Problem, c.Findings("provision-f/"+string(f1)))
	}
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()) })
	b.Tap("Check")
	b.Shows("Your service's own list of words is not used", "a phrase that is nowhere")
	b.Sound()
}

// TestNames_OfTheCaseload: another child of the caseload is found in the author's words and stops the signature until the
// name is out, or stays for a reason.
func TestNames_OfTheCaseload(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	if c.strangers() != 0 {
		t.Fatalf("in the notebook's own report: %+v", c.findings)
	}
	key := editable(t, c)
	if err := c.Decide(key, "Issy and Yusuf practise with Mrs Nettlefold at Larkbarrow Primary."); err != nil {
		t.Fatal(err)
	}
	found := c.Findings(key)
	if len(found) != 1 || found[0].Phrase != "Yusuf" || found[0].Severity != wording.High || !found[0].Name {
		t.Fatalf("found %+v", found)
	}
	if why := c.MaySign(); !strings.Contains(why, "Another child is named in it") {
		t.Errorf("may sign: %q", why)
	}
	if l, ok := find(c, "“Yusuf”"); !ok || !l.Blocks || c.Sections[l.Section].Title != "Needs" {
		t.Errorf("where to go: %v %+v", ok, l)
	}
	c.V.Overrides = append(c.V.Overrides, assessments.Override{Phrase: "Yusuf", Reason: "Both families asked for it"})
	c.assemble()
	if c.MaySign() != "" {
		t.Errorf("kept with a reason: %q", c.MaySign())
	}
	c.V.Overrides = nil
	if err := c.Decide(key, reports.LeaveOut); err != nil || c.MaySign() != "" {
		t.Errorf("left out: %v, %q", err, c.MaySign())
	}
}

// TestAuthor_IsSaidBeforeSigning: nobody signs as nobody.
func TestAuthor_IsSaidBeforeSigning(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	if c.MaySign() != "" {
		t.Fatalf("Bryony has a name, a role and a registration: %q", c.MaySign())
	}
	for _, author := range []assessments.ID{"", desktest.Isla} {
		nobody, err := Open(d.Ctx, d.Store, c.Rec.ID, author)
		if err != nil || !strings.Contains(nobody.MaySign(), "Nobody is recorded as its author") {
			t.Errorf("author %q: %v, %q", author, err, nobody.MaySign())
		}
	}
	change(t, d, desktest.Bryony, assessments.Fields{"hcpc": []byte("null")})
	again, err := Open(d.Ctx, d.Store, c.Rec.ID, d.Me)
	if err != nil || again.MaySign() != "Its author has no HCPC registration: record it. Then sign." {
		t.Errorf("%v, %q", err, again.MaySign())
	}
}

func TestScreen_CheckAtThreeSizes(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1280, 800}, {"portrait", 800, 1280}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			d := desktest.Sit(t, may)
			change(t, d, desktest.Bryony, assessments.Fields{"hcpc": []byte("null")})
			c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
			key := editable(t, c)
			if err := c.Decide(key, "Issy sits beside Yusuf."); err != nil {
				t.Fatal(err)
			}
			change(t, d, c.Rec.ID, assessments.Fields{"choices": []byte(`{"` + key + `":"Issy sits beside Yusuf."}`)})
			var v *Screen
			b := d.Show(size.w, size.h, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
			b.Tap("Check")
			b.Shows("Another child is named in it", "Its author has no HCPC registration", "May this child be named here?", "Outcome E2")
			v.doc.Reveal(b.Find("Its author has no").Object)
			b.Picture("composer-lacks-" + size.name)
			b.Sound()
			reach(b, v, "Its author has no HCPC registration")
			if last := d.Went[len(d.Went)-1]; last.Screen != session.Details || last.Arg != "person/"+string(desktest.Bryony) {
				t.Errorf("the author is mended at %+v", last)
			}
			reach(b, v, "Which provision meets the need “Issy finds cutting")
			if last := d.Went[len(d.Went)-1]; last.Screen != session.Provision || last.Arg == "" {
				t.Errorf("the need is mended at %+v", last)
			}
			reach(b, v, "“Yusuf”")
			b.Shows("Issy sits beside ", "Say this instead", "a classmate")
			b.Picture("composer-name-" + size.name)
			b.Sound()
			reach(b, v, "Use this wording")
			var r assessments.Report
			if d.Read(c.Rec.ID, &r); r.Choices[key] != "Issy sits beside a classmate." {
				t.Errorf("choices %v", r.Choices)
			}
			d.Sound()
		})
	}
}

func TestPreview_NobodySigns(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	d.Me = ""
	b := d.Show(800, 1280, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Shows("It cannot be signed yet", "Nobody is recorded as its author")
	b.Tap("Sign")
	if rec, _ := d.Store.Record(d.Ctx, c.Rec.ID); rec.Meta.Signed != nil {
		t.Error("it was signed by nobody")
	}
}
