package composer

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

const (
	chair  assessments.ID = "019a0001-0000-7010-8000-000000000001"
	mother assessments.ID = "019a0001-0000-7004-8000-000000000001"
)

// photographed puts a photo with its consent on Isla's chair.
func photographed(t *testing.T, d *desktest.Desk) (photo, consent assessments.ID) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for y := range 200 {
		for x := range 320 {
			img.SetRGBA(x, y, color.RGBA{uint8(120 + x/4), uint8(110 + y/3), 96, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	scope := assessments.ChildScope(desktest.Isla)
	photo, consent = d.NewID(), d.NewID()
	a := assessments.Attachment{Of: chair, Type: "photo", Media: "image/jpeg", Caption: "How the foot board stands", Shows: "A classroom chair with a foot board", On: d.Today()}
	if _, err := d.Store.Attach(d.Ctx, photo, scope, a, &b); err != nil {
		t.Fatal(err)
	}
	if !d.Write(d.Ctx, d.Create(consent, scope, &assessments.Basis{Purpose: "photo", Kind: "consent", Decision: "given", GivenBy: mother, Authority: "parental-responsibility", On: "2026-05-01"})) {
		t.Fatal(d.Failed)
	}
	return photo, consent
}

func figures(doc reports.Document) (n int) {
	for _, b := range doc.Blocks {
		if _, ok := b.(*reports.Figure); ok {
			n++
		}
	}
	return n
}

func lacks(t *testing.T, b *kittest.Bench, words string) {
	t.Helper()
	if strings.Contains(b.Texts(), words) {
		t.Errorf("the screen still says %q", words)
	}
}

// TestScreen_PhotosWhoseConsentEnded: what was signed stays as it was signed and is not handed out; one tap begins the version without
// the photo and without what the author wrote about it, and says why.
func TestScreen_PhotosWhoseConsentEnded(t *testing.T) {
	d := desktest.Sit(t, may)
	_, consent := photographed(t, d)
	c := written(t, d, reports.EquipmentAdvice, assessments.RoleSchool)
	var edited string
	for _, p := range c.p.Parts {
		for _, x := range p.Proposals {
			if x.Editable && !x.Required && edited == "" {
				edited = x.Key
			}
		}
	}
	if err := c.Decide(edited, "Photos of the chair were taken with the family."); err != nil {
		t.Fatal(err)
	}
	sign(t, d, c)
	if n := figures(opened(t, d, c.Rec.ID).Doc); n != 1 {
		t.Fatalf("%d pictures were signed", n)
	}
	show := func(w, h float32) *kittest.Bench {
		return d.Show(w, h, func() shell.Screen { return newPreview(d.Session, desktest.Isla, c.Rec.ID) })
	}
	b := show(1280, 800)
	lacks(t, b, "Its pictures may not leave any more")
	signed := opened(t, d, c.Rec.ID).V
	change(t, d, consent, assessments.Fields{"withdrawn_on": []byte(`"2026-05-20"`)})
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1280, 800}, {"portrait", 800, 1280}, {"phone", 390, 844}, {"laptop", 1440, 900}} {
		b = show(size.w, size.h)
		b.Shows("Its pictures may not leave any more", "It holds a photo, which needs a consent of its own: it ended on 20 May 2026.")
		b.Picture("preview-pictures-ended-" + size.name)
		b.Sound()
		b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
		b.Sound()
		b.Theme(kit.Theme{Variant: kit.VariantLight, Text: 16})
	}
	b = show(1280, 800)
	b.Tap(WithoutPictures)
	went := d.Went[len(d.Went)-1]
	next := opened(t, d, assessments.ID(went.Arg))
	if went.Screen != session.Composer || next.V.Version != 2 || next.V.Replaces != c.Rec.ID || next.Denied != "" {
		t.Fatalf("went to %+v: %+v %s", went, next.V.Version, next.Denied)
	}
	if figures(next.Doc) != 0 || strings.Contains(next.Doc.PlainText(), "Photos of the chair") {
		t.Errorf("the new version holds %d pictures: %s", figures(next.Doc), next.Doc.PlainText())
	}
	if v, ok := next.Chain.InHand(); !ok || !strings.Contains(v.Why, "it ended on 20 May 2026") {
		t.Errorf("why it was begun: %+v", v.Why)
	}
	b = show(1280, 800)
	b.Tap(WithoutPictures)
	if again := d.Went[len(d.Went)-1]; again.Arg != went.Arg {
		t.Error("a second version was begun beside the one in hand")
	}
	if after := opened(t, d, c.Rec.ID); after.V.Tree != signed.Tree || after.V.TreeHash != signed.TreeHash || after.V.PDF != signed.PDF || figures(after.Doc) != 1 {
		t.Error("what was signed is not as it was signed")
	}
	sign(t, d, next)
	if got := opened(t, d, next.Rec.ID).V.Difference; !strings.Contains(got, "picture") {
		t.Errorf("the reader of the new version is told: %q", got)
	}
	b = show(1280, 800)
	lacks(t, b, "Its pictures may not leave any more")
	d.Sound()
}

// TestPicturesStop_OneInError: a picture that should never have been taken, perhaps of another child, keeps the version here too.
func TestPicturesStop_OneInError(t *testing.T) {
	d := desktest.Sit(t, may)
	photo, _ := photographed(t, d)
	c := written(t, d, reports.EquipmentAdvice, assessments.RoleSchool)
	sign(t, d, c)
	stop := func() string {
		why, err := opened(t, d, c.Rec.ID).PicturesStop(d.Ctx, d.Store, d.Today())
		if err != nil {
			t.Fatal(err)
		}
		return why
	}
	if why := stop(); why != "" {
		t.Fatalf("with consent: %s", why)
	}
	if !d.Write(d.Ctx, d.Create(d.NewID(), assessments.ChildScope(desktest.Isla), &assessments.EnteredInError{Of: photo, Reason: "Another child", On: d.Today()})) {
		t.Fatal(d.Failed)
	}
	if why := stop(); why != "It holds a picture that was entered in error since." {
		t.Errorf("struck out: %q", why)
	}
}
