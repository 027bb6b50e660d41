package composer

import (
	"bytes"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/places"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// sign freezes a report as its author does.
func sign(t *testing.T, d *desktest.Desk, c *Composer) {
	t.Helper()
	v, _, err := c.Frozen(d.Ctx, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	e, _ := d.Change(c.Rec, &v)
	d.Write(d.Ctx, e)
	if err := d.Store.Sign(d.Ctx, c.Rec.ID, d.Me); err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, d *desktest.Desk, id assessments.ID) *Composer {
	t.Helper()
	c, err := Open(d.Ctx, d.Store, id, d.Me)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestScreen_AmendSignStrike walks a report through its life: signed, amended with a reason, signed with the difference in a
// sentence, and the new version taken out again as entered in error.
func TestScreen_AmendSignStrike(t *testing.T) {
	d := desktest.Sit(t, may)
	first := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	sign(t, d, first)
	b := d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, first.Rec.ID) })
	b.Tap("Amend")
	b.Tap("Something has changed")
	b.Tap("Write the new version")
	second := assessments.ID(d.Went[len(d.Went)-1].Arg)
	change(t, d, f1, assessments.Fields{"doses": []byte(`[{"minutes":20,"sessions":4,"per":"week","weeks":38}]`)})
	c := opened(t, d, second)
	if got := c.Difference(); got != "Since version 1: F1 is 20 minutes longer a week." {
		t.Errorf("difference %q", got)
	}
	b = d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, second) })
	b.Shows("Since version 1: F1 is 20 minutes longer a week.")
	b.Tap("Sign")
	b.Shows("What its reader is told")
	b.Picture("preview-sign-difference")
	b.Type("Passphrase", desktest.Passphrase)
	b.Tap("Sign now")
	d.Sound()
	var r assessments.Report
	if d.Read(second, &r); r.Difference != "Since version 1: F1 is 20 minutes longer a week." || r.Version != 2 {
		t.Errorf("signed %d, %q", r.Version, r.Difference)
	}
	b.Tap("Versions")
	b.Shows("Why: Something has changed", "Holds", "Version 1")
	b.Picture("preview-versions")
	b.Sound()
	b.Tap("Version 2 was entered in error")
	b.Shows("Version 1 holds again.")
	b.Tap("Take it out of the lists")
	b.Shows("Say why, with a tap or in a few words")
	b.Tap("It was signed too early")
	b.Picture("preview-strike")
	b.Tap("Take it out of the lists")
	b.Shows("Entered in error", "It was signed too early")
	b.Sound()
	b.Picture("preview-struck")
	if c := opened(t, d, second); c.Struck == nil || len(c.Chain) != 2 {
		t.Errorf("struck %+v", c.Struck)
	} else if _, err := c.Copy(d.Ctx, c.Formats()[0]); assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("a copy of what should never have been written: %v", err)
	}
	if !opened(t, d, first.Rec.ID).Newest() {
		t.Error("version 1 does not hold again")
	}
	d.TakeBack()
	b.Settle()
	b.Shows("Signed, version 2")
	b = d.Show(800, 1280, func() shell.Screen { return newPreview(d.Session, desktest.Isla, first.Rec.ID) })
	b.Shows("Version 2 has taken its place")
	b.Picture("preview-replaced-portrait")
	b.Sound()
	d.Sound()
}

func TestCopy_EveryFormat(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	begins := map[string]string{"pdf": "%PDF-", "html": "<!", "docx": "PK", "txt": "Occupational therapy advice", "xlsx": "PK", "tsv": ""}
	for _, signed := range []bool{false, true} {
		if signed {
			sign(t, d, c)
			c = opened(t, d, c.Rec.ID)
		}
		for _, f := range c.Formats() {
			data, err := c.Copy(d.Ctx, f)
			if err != nil || len(data) < 200 || !bytes.HasPrefix(data, []byte(begins[f.Ext])) {
				t.Errorf("signed %v, %s: %d bytes, %v", signed, f.Name, len(data), err)
			}
			if f.Ext == "txt" && bytes.Contains(data, []byte("Draft, not signed")) == signed {
				t.Errorf("signed %v: the draft mark is wrong", signed)
			}
		}
		if want := map[bool]string{false: "EHC advice version 1, draft.pdf", true: "EHC advice version 1, signed 2026-05-21.pdf"}[signed]; FileName(c.V, "pdf") != want {
			t.Errorf("file name %q", FileName(c.V, "pdf"))
		}
	}
	if n := len(written(t, d, reports.LetterAppointment, assessments.RoleParent).Formats()); n != 4 {
		t.Errorf("a letter has no rows of provision, and %d formats", n)
	}
}

// TestPreview_AScriptThatPDFCannotDraw: the sentence names the field, the words are still read and signed, and the other
// formats still go.
func TestPreview_AScriptThatPDFCannotDraw(t *testing.T) {
	d := desktest.Sit(t, may)
	change(t, d, desktest.Isla, assessments.Fields{"preferred_name": []byte(`"عائشة"`)})
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	b := d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Shows("It cannot be drawn as PDF", "The title uses Arabic script")
	b.Picture("preview-no-pdf")
	b.Sound()
	b.Tap("Save a copy")
	b.Picture("preview-copies")
	b.Shows("Web page", "Word file", "It is a draft")
	b.Tap("Close")
	b.Tap("Sign")
	b.Shows("There will be no PDF")
	b.Type("Passphrase", desktest.Passphrase)
	b.Tap("Sign now")
	d.Sound()
	c = opened(t, d, c.Rec.ID)
	if !c.Signed() || c.V.PDF != "" || !strings.Contains(c.V.Tree, "عائشة") {
		t.Errorf("signed %v, PDF %d bytes", c.Signed(), len(c.V.PDF))
	}
	for _, f := range c.Formats() {
		_, err := c.Copy(d.Ctx, f)
		if pdf := f.Ext == "pdf"; pdf != (err != nil) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestPreview_Translations(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	sign(t, d, c)
	b := d.Show(1280, 800, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	b.Tap("Versions")
	b.Tap("Add a translation")
	b.Tap("Keep the translation")
	b.Shows("Choose the language first")
	b.Tap("Language")
	b.Tap("French")
	b.Type("Translated by, and for whom they work", "A. Renard, Example Interpreting")
	b.Type("The translation", "Ce qui aide Issy")
	b.Picture("preview-translation")
	b.Tap("Keep the translation")
	d.Sound()
	c = opened(t, d, c.Rec.ID)
	all := c.Translations()
	if len(all) != 1 || all[0].Lang != "fr" || all[0].Stale {
		t.Fatalf("translations %+v", all)
	}
	for _, f := range c.Formats() {
		if data, err := c.CopyTranslated(d.Ctx, all[0].ID, f, d.Today()); f.Ext == "txt" && (err != nil || !bytes.Contains(data, []byte("Ce qui aide Issy"))) {
			t.Errorf("%s: %v, %q", f.Name, err, data)
		}
	}
	b.Tap("Versions")
	b.Shows("French", "Current")
	b.Picture("preview-languages")
	b.Sound()
	b.Tap("Close")
	b.Tap("Amend")
	b.Tap("More is known now")
	b.Tap("Write the new version")
	next := opened(t, d, assessments.ID(d.Went[len(d.Went)-1].Arg))
	sign(t, d, next)
	if all := opened(t, d, next.Rec.ID).Translations(); len(all) != 1 || !all[0].Stale {
		t.Errorf("a new version leaves the old translation current: %+v", all)
	}
}

// TestScreen_Order moves a need and takes it back; the next version keeps the order.
func TestScreen_Order(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var v *Screen
	b := d.Show(800, 1280, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Tap("Needs")
	b.Tap("Change the order of B. Special educational needs")
	b.Picture("composer-order")
	b.Sound()
	part, _ := v.part("needs-b")
	lines := v.c.Lines(part)
	b.Tap("Down: " + lines[0].Words)
	if now := v.c.Lines(part); now[0] != lines[1] || now[1] != lines[0] {
		t.Fatalf("moved to %v", now)
	}
	text := opened(t, d, c.Rec.ID).Doc.PlainText()
	if strings.Index(text, "Hands and tools. Issy finds") > strings.Index(text, "Handwriting. Issy's writing") {
		t.Error("the report keeps the old order")
	}
	d.TakeBack()
	if now := v.c.Lines(part); now[0] != lines[0] {
		t.Errorf("taken back: %v", now)
	}
	d.Sound()
}

// TestSources_LeadSomewhere: in every kind of report, every source of every block opens a place.
func TestSources_LeadSomewhere(t *testing.T) {
	d := desktest.Sit(t, may)
	for _, child := range []assessments.ID{desktest.Isla, desktest.Yusuf} {
		recs, err := d.Store.Records(d.Ctx, store.Filter{Child: child})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range recs {
			if screen, arg := places.OfRecord(r); screen == "" || screen == session.Details && arg == "" {
				t.Errorf("a %s leads nowhere", r.Kind)
			}
			if Name(r).Title == "" {
				t.Errorf("a %s has no name", r.Kind)
			}
		}
	}
	for _, info := range reports.Kinds() {
		id := d.NewID()
		d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(info.Kind),
			Recipient: UsualReader(info.Kind, assessments.RoleSchool), AsAt: d.Today(), Version: 1}))
		c := opened(t, d, id)
		if c.Denied != "" {
			continue // nobody has agreed that its usual reader may have one
		}
		for i, s := range c.Sections {
			for _, x := range c.blocks(i) {
				if len(x.Sources) > 0 && len(c.Sources(x)) == 0 {
					t.Errorf("%s, %s: %s rests on records that nobody can open", info.Kind, s.Title, x.Key)
				}
			}
		}
		if found, ok := find(c, "Nobody is recorded"); ok {
			t.Errorf("%s: %+v", info.Kind, found)
		}
		nobody, err := Open(d.Ctx, d.Store, id, "")
		if err != nil || !strings.Contains(nobody.MaySign(), "Nobody is recorded as its author") {
			t.Errorf("%s: signed by nobody: %v, %q", info.Kind, err, nobody.MaySign())
		}
	}
}

// TestScreen_AuthorIsRecordedFromTheCheck: where nobody is recorded as the author, the line asks who it is.
func TestScreen_AuthorIsRecordedFromTheCheck(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	d.Me = ""
	var v *Screen
	b := d.Show(390, 844, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
	b.Tap("Check")
	reach(b, v, "Nobody is recorded as its author")
	b.Picture("composer-author-phone-dark")
	b.Tap("This is me")
	b.Shows("Enter your name")
	b.Type("Your name", "Robin Vale")
	b.Type("HCPC registration", "OT012345")
	b.Tap("This is me")
	d.Sound()
	if why := opened(t, d, c.Rec.ID).MaySign(); d.Me == "" || strings.Contains(why, "author") {
		t.Errorf("me %q, may sign: %q", d.Me, why)
	}
}

// TestScreen_RemoveDraft: a draft that its author takes back leaves the list, and one tap brings it back.
func TestScreen_RemoveDraft(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.LetterAppointment, assessments.RoleParent)
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Tap("Check")
	reach(b, v, "Remove this draft")
	if last := d.Went[len(d.Went)-1]; last.Screen != "back" {
		t.Errorf("went to %+v", last)
	}
	if _, ok := opened(t, d, c.Rec.ID).Chain.InHand(); ok {
		t.Error("it is still in hand")
	}
	b = d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()) })
	b.Shows("This draft was removed")
	d.TakeBack()
	if _, ok := opened(t, d, c.Rec.ID).Chain.InHand(); !ok {
		t.Error("taking back did not bring it back")
	}
	d.Sound()
}
