package reports

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// media keeps files by their hash, as a device does.
type media map[string][]byte

func (m media) add(data []byte) string {
	sum := sha256.Sum256(data)
	m[hex.EncodeToString(sum[:])] = data
	return hex.EncodeToString(sum[:])
}

func (m media) get(sha string) ([]byte, error) {
	if data, ok := m[sha]; ok {
		return data, nil
	}
	return nil, assessments.Errorf(assessments.NotFound, "test", "No such file.")
}

func TestFigures(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	files := media{}
	photo, heic := files.add(b.Bytes()), files.add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"))
	other := files.add([]byte("not the bytes"))
	files[other] = b.Bytes()
	of, lost := id(70), hex.EncodeToString(make([]byte, 32))
	att := func(n int, on assessments.Date, typ, sha, caption, shows string) assessments.Record {
		return record(id(n), &assessments.Attachment{Of: of, Type: typ, SHA256: sha, Caption: caption, Shows: shows, On: on})
	}
	yes := record(id(50), &assessments.Basis{Purpose: "photo", Kind: "consent", Decision: "given", On: "2026-01-10", GivenBy: mumID, Authority: "parental-responsibility"})
	records := []assessments.Record{
		att(71, "2026-02-03", "photo", photo, "The second", "A chair from the side"),
		att(72, "2026-02-01", "drawing", photo, "The first", ""),
		att(73, "2026-02-04", "document", heic, "The letter", "A page"),
		att(74, "2026-02-05", "document", lost, "", "A page"),
		att(75, "2026-02-06", "document", other, "Changed", "A page"),
		att(76, "2026-02-07", "video", photo, "A film", "Tam walks"),
		record(id(77), &assessments.Attachment{Of: id(99), Type: "document", SHA256: photo, Caption: "Another record's", On: "2026-02-03"}),
	}
	of2 := func(more ...assessments.Record) []Block {
		ev := kestrel(append(records, more...)...)
		ev.Media = files.get
		req := Request{Kind: SchoolAdvice, Recipient: Recipient{Role: assessments.RoleSchool}, AsAt: "2026-03-01"}
		return readFacts(ev, req, ReadBases(ev.Records)).figures(of)
	}
	blocks := of2(yes)
	if len(blocks) != 5 {
		t.Fatalf("got %d blocks: %+v", len(blocks), blocks)
	}
	first, ok1 := blocks[0].(*Figure)
	second, ok2 := blocks[1].(*Figure)
	if !ok1 || !ok2 || first.Caption != "The first" || second.Alt != "A chair from the side" || second.Picture.Wide != 40 || second.Source[0] != id(71) {
		t.Errorf("got %+v and %+v", blocks[0], blocks[1])
	}
	if first.Alt == "" {
		t.Error("a picture without words about it says nothing to somebody who does not see it")
	}
	for i, want := range []string{"The letter: picture not shown. This photo is in HEIC", "picture not shown. Its file is not on this device", "Changed: picture not shown. Its file is not the one"} {
		p, ok := blocks[2+i].(*Para)
		if !ok || !contains(p.Text.Words(), want) || !p.Text[len(p.Text)-1].Gap {
			t.Errorf("block %d: got %+v, want a gap that says %q", 2+i, blocks[2+i], want)
		}
	}
	for _, b := range of2() { // without a consent for photos
		if f, ok := b.(*Figure); ok && f.Caption == "The second" {
			t.Error("a photo left without a consent of its own")
		}
	}
}

// TestFigures_WordsWithheldKeepThePictureIn holds that a picture whose own words name another child stays out with them:
// it shows what they say.
func TestFigures_WordsWithheldKeepThePictureIn(t *testing.T) {
	f := &facts{attachments: []entry[*assessments.Attachment]{{id(71), &assessments.Attachment{Of: id(70), Type: "drawing", SHA256: "x", Caption: ""}}},
		withheld: []Withheld{{Record: id(71), Field: "caption", Reason: "Holds another child's name."}}}
	if blocks := f.figures(id(70)); len(blocks) != 0 {
		t.Errorf("got %+v", blocks)
	}
	f.withheld = nil
	if blocks := f.figures(id(70)); len(blocks) != 1 {
		t.Errorf("without anything withheld, got %+v", blocks)
	}
}

// TestFigures_NotAllowedInASchoolsReport holds that the therapist's No to a school keeps a photo out of its reports, whatever the
// family agreed to, and out of no other's.
func TestFigures_NotAllowedInASchoolsReport(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	files := media{}
	of := id(70)
	photo := &assessments.Attachment{Of: of, Type: "photo", SHA256: files.add(b.Bytes()), Caption: "At the slope", On: "2026-02-03"}
	yes := record(id(50), &assessments.Basis{Purpose: "photo", Kind: "consent", Decision: "given", On: "2026-01-10", GivenBy: mumID, Authority: "parental-responsibility"})
	figures := func(role assessments.Role, notFor ...string) int {
		photo.NotFor = notFor
		ev := kestrel(yes, record(id(71), photo))
		ev.Media = files.get
		return len(readFacts(ev, Request{Kind: SchoolAdvice, Recipient: Recipient{Role: role}, AsAt: "2026-03-01"}, ReadBases(ev.Records)).figures(of))
	}
	if n := figures(assessments.RoleSchool); n != 1 {
		t.Errorf("allowed, %d figures", n)
	}
	if n := figures(assessments.RoleSchool, "school", "nursery"); n != 0 {
		t.Errorf("not allowed, %d figures reach the school", n)
	}
	if n := figures(assessments.RoleParent, "school", "nursery"); n != 1 {
		t.Errorf("%d figures reach the parents", n)
	}
}
