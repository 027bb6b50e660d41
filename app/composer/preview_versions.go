package composer

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// showVersions lists every version with what changed in it; those that were entered in error stand among them.
func (v *Preview) showVersions() {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	var rows []fyne.CanvasObject
	current, _ := v.c.Chain.Current()
	for _, x := range v.c.Chain {
		d := kit.RowData{Icon: kit.IconLock, Title: versionWords(x.V.Version), Subtitle: versionLines(x), Chevron: true}
		switch {
		case x.Struck != nil:
			d.Icon, d.Tag = kit.IconRefused, &kit.TagData{Kind: kit.TagRefused, Text: "In error"}
		case !x.Signed():
			d.Icon, d.Tag = kit.IconPencil, &kit.TagData{Kind: kit.TagBare, Text: "In hand"}
		case x.Record.ID == current.Record.ID:
			d.Tag = &kit.TagData{Kind: kit.TagBareDone, Text: "Holds"}
		}
		if x.Record.ID == v.c.Rec.ID {
			d.State = kit.RowChosen
		}
		rows = append(rows, kit.NewListRow(d, func() { sheet.Close(); v.goVersion(x) }))
	}
	body := kit.Column(16, kit.NewRowCard(rows...), v.translations(func() { sheet.Close() }))
	body.Add(kit.Row(0, kit.NewPlain("Who changed what", func() { sheet.Close(); v.s.Go(session.History, v.child, v.c.Rec.ID) }).WithIcon(kit.IconHistory), kit.Gap()))
	if v.c.Signed() && v.c.Struck == nil {
		body.Add(kit.NewRule())
		body.Add(kit.Row(0, kit.NewRemove(versionWords(v.c.V.Version)+" was entered in error", func() { sheet.Close(); v.askStrike() }), kit.Gap()))
	}
	sheet = kit.ShowSheet(c, "Versions and languages", body, nil)
}

// versionLines say when a version was signed, why it was begun and what changed in it.
func versionLines(x reports.Version) string {
	lines := []string{"Not signed yet, as at " + x.V.AsAt.Words()}
	if x.Signed() {
		lines[0] = "Signed " + x.V.SignedOn.Words()
	}
	if x.Why != "" {
		lines = append(lines, "Why: "+x.Why)
	}
	if x.V.Difference != "" {
		lines = append(lines, x.V.Difference)
	}
	if x.Struck != nil {
		lines = append(lines, "In error, "+x.Struck.On.Words()+": "+x.Struck.Reason)
	}
	return strings.Join(lines, "\n")
}

// goVersion opens another version: its pages where it is signed, else the composer.
func (v *Preview) goVersion(x reports.Version) {
	switch {
	case x.Record.ID == v.c.Rec.ID:
	case x.Signed() || x.Struck != nil:
		v.s.Go(session.Preview, v.child, x.Record.ID)
	default:
		v.s.Go(session.Composer, v.child, x.Record.ID)
	}
}

// whyAmend are the usual reasons of a new version.
var whyAmend = []string{"There is a mistake in it", "Something has changed", "More is known now", "Its reader asked"}

// askAmend asks why, and opens the next version with the same choices.
func (v *Preview) askAmend() {
	if x, ok := v.c.Chain.InHand(); ok { // somebody has begun it: two drafts of one version would both be lost work
		v.s.Go(session.Composer, v.child, x.Record.ID)
		return
	}
	v.askWhy("Amend "+Title(v.c.V.ReportKind), "The signed version stays as it is and can always be read. A new version takes its place once you sign it.",
		whyAmend, "Write the new version", v.begin)
}

// WithoutPictures is the way on where the pictures of a signed version may not leave any more.
const WithoutPictures = "Write it without pictures"

// begin begins the next version for a reason and opens it.
func (v *Preview) begin(reason string) { Begin(v.ctx, v.s, v.child, v.c.Rec.ID, reason) }

// Begin begins the version that takes a signed one's place and opens it. Whatever the records may not give any more, such as a
// picture whose consent ended, is not in it. A version that is in hand already is opened instead: two drafts of one version would
// both be lost work.
func Begin(ctx context.Context, s *session.Session, child, report assessments.ID, reason string) {
	var r assessments.Report
	var a assessments.Amendment
	var scope assessments.Scope
	var inHand assessments.ID
	s.Load(ctx, func(ctx context.Context) error {
		c, err := Open(ctx, s.Store, report, s.Me)
		if err != nil {
			return err
		}
		if x, ok := c.Chain.InHand(); ok {
			inHand = x.Record.ID
			return nil
		}
		scope = c.Rec.Scope
		r, a = c.Amended(s.Today(), reason)
		return nil
	}, func(err error) {
		id := inHand
		switch {
		case err != nil:
			s.Fail(err)
			return
		case id == "":
			id, a.At = s.NewID(), s.Clock()
			if !s.Write(ctx, s.Create(id, scope, &r), s.Create(s.NewID(), scope, &a)) {
				return
			}
		}
		s.Go(session.Composer, child, id)
	})
}

// whyStrike are the usual reasons for which a version should never have been written.
var whyStrike = []string{"It is about the wrong child", "It was signed too early", "It was written twice"}

// askStrike asks why a signed version should never have been, and takes it out of the lists.
func (v *Preview) askStrike() {
	words := "It leaves the lists, and no copy can be made of it any more. It stays readable under Versions, with your reason. Whoever has a copy must be told by you."
	if before := v.before(); before > 0 {
		words = fmt.Sprintf("%s Version %d holds again.", words, before)
	}
	v.askWhy("Entered in error?", words, whyStrike, "Take it out of the lists", func(reason string) {
		k := keep.New(v.s, v.s.Wait, v.load)
		if k.Strike(keep.RefOf(v.c.Rec), versionWords(v.c.V.Version)+" entered in error", reason) {
			v.load()
		}
	})
}

// before is the number of the version that holds once this one is struck out, 0 for none.
func (v *Preview) before() int {
	if !v.c.Newest() {
		return 0
	}
	var rest reports.Chain
	for _, x := range v.c.Chain {
		if x.Record.ID != v.c.Rec.ID {
			rest = append(rest, x)
		}
	}
	if x, ok := rest.Current(); ok {
		return max(x.V.Version, 1)
	}
	return 0
}

// askWhy asks for a reason: one of a few by a tap, or in words. Without one nothing is done.
func (v *Preview) askWhy(title, note string, usual []string, verb string, do func(reason string)) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	chosen := ""
	words := kit.NewNotes("In your words", 3, nil)
	chips, _ := kit.NewChips(usual, -1, func(i int) { chosen = usual[i]; words.SetError("") })
	act := kit.NewPrimary(verb, func() {
		reason := strings.TrimSpace(words.Text())
		if chosen != "" && reason != "" {
			reason = chosen + ": " + reason
		} else if reason == "" {
			reason = chosen
		}
		if reason == "" {
			words.SetError("Say why, with a tap or in a few words")
			return
		}
		sheet.Close()
		do(reason)
	}).Big()
	sheet = kit.ShowSheet(c, title, kit.Column(16, kit.Body(note), kit.Strong("Why"), chips, words, act), nil)
}

// struckNotice says that the version should never have been written.
func struckNotice(e *assessments.EnteredInError) fyne.CanvasObject {
	return kit.NewNotice(kit.NoticeStop, "Entered in error", strings.TrimSuffix(e.Reason, ".")+". "+e.On.Words()+". It is kept to be read, and is no part of the record.")
}
