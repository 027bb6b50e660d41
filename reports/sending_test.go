package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

const sendDay = assessments.Date("2026-05-01")

func basisOf(n int, change func(*assessments.Basis)) assessments.Record {
	b := &assessments.Basis{Purpose: "share", Recipient: "gp", Kind: "consent", Decision: "given", On: "2026-02-01", GivenBy: mumID, Authority: "parental-responsibility"}
	change(b)
	return record(id(n), b)
}

func lawful(kind string) func(*assessments.Basis) {
	return func(b *assessments.Basis) {
		b.Kind, b.GivenBy, b.Authority, b.Clinician, b.Reason = kind, "", "", otID, "x"
	}
}

func TestMaySend_SaysHowItStands(t *testing.T) {
	gp := Recipient{Role: assessments.RoleGP}
	for _, c := range []struct {
		name string
		to   Recipient
		more []assessments.Record
		want Standing
		goes bool
	}{
		{"nobody was asked", gp, nil, NotAsked, false},
		{"agreed", gp, []assessments.Record{basisOf(30, func(*assessments.Basis) {})}, Agreed, true},
		{"refused", gp, []assessments.Record{basisOf(30, func(b *assessments.Basis) { b.Decision = "refused" })}, Refused, false},
		{"ended", gp, []assessments.Record{basisOf(30, func(b *assessments.Basis) { b.WithdrawnOn = "2026-04-01" })}, Ended, false},
		{"sizes only", gp, []assessments.Record{basisOf(30, func(b *assessments.Basis) { b.Limits = "first-name-and-sizes" })}, Limited, false},
		{"a parent by right", Recipient{assessments.RoleParent, mumID}, nil, ByRight, true},
		{"a court orders it, and no lead has seen that", gp, []assessments.Record{basisOf(30, lawful("court-order"))}, Waiting, false},
		{"a court orders it, and a lead agreed", gp, []assessments.Record{basisOf(30, func(b *assessments.Basis) {
			lawful("court-order")(b)
			b.ApprovedBy, b.ApprovedOn = otID, "2026-04-30"
		})}, Lawful, true},
		{"a lead agrees tomorrow", gp, []assessments.Record{basisOf(30, func(b *assessments.Basis) {
			lawful("court-order")(b)
			b.ApprovedBy, b.ApprovedOn = otID, "2026-05-02"
		})}, Waiting, false},
		{"keeping a child safe waits for nobody", gp, []assessments.Record{basisOf(30, lawful("safeguarding"))}, Lawful, true},
		{"keeping safe against a refusal", gp, []assessments.Record{basisOf(29, func(b *assessments.Basis) { b.Decision = "refused" }), basisOf(30, lawful("safeguarding"))}, Lawful, true},
		{"consent beside what waits", gp, []assessments.Record{basisOf(29, func(*assessments.Basis) {}), basisOf(30, lawful("court-order"))}, Agreed, true},
	} {
		s := MaySend(ReadBases(kestrel(c.more...).Records), c.to, SchoolAdvice, sendDay)
		if s.Standing != c.want || s.Goes() != c.goes || !c.goes && s.Reason == "" {
			t.Errorf("%s: got %s, goes %v, %q", c.name, s.Standing, s.Goes(), s.Reason)
		}
	}
}

// TestMaySend_NeverWithoutABasis makes thousands of records of consent, most of them odd, and asks for everybody: whatever goes
// rests on a basis that stands and that somebody could give, or on a parent's or a young person's own right.
// Questions go where a report would, and nowhere else: whom they are asked of learns that the child is seen.
func TestSendQuestions_RestOnWhatAReportRestsOn(t *testing.T) {
	gp, mum := Recipient{Role: assessments.RoleGP}, Recipient{assessments.RoleParent, mumID}
	yes := basisOf(30, func(*assessments.Basis) {})
	for _, c := range []struct {
		name string
		to   Recipient
		more []assessments.Record
		goes bool
		why  string
	}{
		{"nobody was asked", gp, nil, false, "Nobody has agreed that the GP"},
		{"agreed", gp, []assessments.Record{yes}, true, ""},
		{"taken back", gp, []assessments.Record{basisOf(30, func(b *assessments.Basis) { b.WithdrawnOn = "2026-04-01" })}, false, "Consent was taken back"},
		{"sizes only", gp, []assessments.Record{basisOf(30, func(b *assessments.Basis) { b.Limits = "first-name-and-sizes" })}, false, "not in questions about a child"},
		{"a parent by right", mum, nil, true, ""},
		{"a lead has not looked", gp, []assessments.Record{basisOf(30, lawful("court-order"))}, false, "Your lead has to approve"},
	} {
		s := SendQuestions(kestrel(c.more...).Records, c.to, sendDay)
		if s.Goes() != c.goes || !strings.Contains(s.Reason, c.why) {
			t.Errorf("%s: goes %v, %q", c.name, s.Goes(), s.Reason)
		}
	}
}

func TestMaySend_NeverWithoutABasis(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 30))
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	day := func() assessments.Date {
		return assessments.Date(pick("", "2026-01-01", "2026-04-30", "2026-05-01", "2026-05-02"))
	}
	who := []assessments.ID{"", mumID, dadID, uncleID, gpID, aidID, childID}
	went, held := 0, 0
	for range 4000 {
		var bases []assessments.Record
		for n := range r.IntN(4) {
			bases = append(bases, record(id(30+n), &assessments.Basis{Purpose: pick("share", "share", "share", "photo", "assess-and-treat"), Recipient: pick("", "gp", "school", "parent", "other", "social-care"),
				Person: who[r.IntN(len(who))], Kind: pick("consent", "consent", "statutory-request", "safeguarding", "court-order"), Decision: pick("given", "given", "refused"),
				On: day(), WithdrawnOn: day(), GivenBy: who[r.IntN(len(who))], Authority: "parental-responsibility", Limits: pick("", "", "first-name-and-sizes"),
				Clinician: assessments.ID(pick("", string(otID))), Reason: pick("", "x"), ApprovedBy: assessments.ID(pick("", string(otID))), ApprovedOn: day()}))
		}
		b := ReadBases(kestrel(bases...).Records)
		to := Recipient{assessments.Role(pick("gp", "school", "parent", "social-care", "other", "la", "young-person", "supplier")), who[r.IntN(len(who))]}
		s := MaySend(b, to, SchoolAdvice, sendDay)
		if !s.Goes() {
			if held++; s.Reason == "" || s.Standing == "" {
				t.Fatalf("%+v is held without a word: %+v", to, s)
			}
			continue
		}
		went++
		if Permit(b, to, SchoolAdvice, sendDay).Decision != Allowed {
			t.Fatalf("%+v goes, though the permission says no", to)
		}
		if len(s.Basis) == 0 && (s.Standing != ByRight || to.Role != assessments.RoleParent && to.Role != assessments.RoleYoungPerson) {
			t.Fatalf("%+v goes on nothing: %+v", to, s)
		}
		firm := len(s.Basis) == 0
		for _, id := range s.Basis {
			x := find(b.list, id)
			if !x.Holds(sendDay) || x.Purpose != "share" || !b.counts(x) {
				t.Fatalf("%+v goes on a basis that does not stand: %+v", to, x)
			}
			firm = firm || x.Kind == "consent" || x.Kind == "safeguarding" || x.Approved(sendDay)
		}
		if !firm {
			t.Fatalf("%+v goes on what no lead approved", to)
		}
	}
	if went < 200 || held < 200 {
		t.Fatalf("%d went and %d were held: the test asks nothing", went, held)
	}
}

// signedFor is a signed version with its tree.
func signedFor(n int, role Role, doc Document, change func(*assessments.Report)) assessments.Record {
	tree, _ := json.Marshal(doc)
	sum := sha256.Sum256(tree)
	v := &assessments.Report{ReportKind: string(SchoolAdvice), Recipient: role, AsAt: "2026-04-01", Version: 1, SignedBy: otID, SignedOn: "2026-04-02", Tree: string(tree), TreeHash: hex.EncodeToString(sum[:])}
	change(v)
	return record(id(n), v)
}

func TestSendVersion_OnlyWhatWasSignedAndMayBeRead(t *testing.T) {
	school, none := Recipient{Role: assessments.RoleSchool}, func(*assessments.Report) {}
	doc := Document{Blocks: []Block{&Para{Text: say("Tam writes at a slope.", id(70))}}}
	note := record(id(70), &assessments.Observation{On: "2026-03-01", Type: "fact", Text: "Tam writes at a slope."})
	secret := record(id(70), &assessments.Observation{Common: assessments.Common{Confidential: true}, On: "2026-03-01", Type: "fact", Text: "Tam writes at a slope."})
	struckOut := record(id(71), &assessments.EnteredInError{Of: id(40), Reason: "x"})
	for _, c := range []struct {
		name string
		to   Recipient
		recs []assessments.Record
		says string
	}{
		{"as signed", school, []assessments.Record{signedFor(40, assessments.RoleSchool, doc, none), note}, ""},
		{"a draft", school, []assessments.Record{signedFor(40, assessments.RoleSchool, doc, func(v *assessments.Report) { v.SignedOn = "" }), note}, "Sign it before"},
		{"changed since", school, []assessments.Record{signedFor(40, assessments.RoleSchool, doc, func(v *assessments.Report) { v.Tree += " " }), note}, "not as it was signed"},
		{"in error", school, []assessments.Record{signedFor(40, assessments.RoleSchool, doc, none), note, struckOut}, "entered in error"},
		{"marked in confidence since", school, []assessments.Record{signedFor(40, assessments.RoleSchool, doc, none), secret}, "in confidence"},
		{"written for a reader who may have more", school, []assessments.Record{signedFor(40, assessments.RoleLocalAuthority, doc, none), note}, "school"},
		{"not a report", school, []assessments.Record{record(id(40), &assessments.Goal{Title: "x"})}, "not a report"},
		{"nobody agreed", Recipient{Role: assessments.RoleGP}, []assessments.Record{signedFor(40, assessments.RoleSchool, doc, none), note}, "Nobody has agreed"},
	} {
		s := SendVersion(kestrel(c.recs...).Records, id(40), c.to, sendDay)
		if s.Goes() != (c.says == "") || !strings.Contains(s.Reason, c.says) {
			t.Errorf("%s: goes %v, %q", c.name, s.Goes(), s.Reason)
		}
	}
}

func TestSendVersion_APhotoWhoseConsentEndedStaysHere(t *testing.T) {
	school := Recipient{Role: assessments.RoleSchool}
	doc := Document{Blocks: []Block{&Para{Text: say("At the slope.", id(72))}}}
	photo := record(id(72), &assessments.Attachment{Of: id(70), Type: "photo", SHA256: strings.Repeat("0", 64), Caption: "At the slope"})
	yes := basisOf(30, func(b *assessments.Basis) { b.Purpose, b.Recipient = "photo", "" })
	ended := basisOf(30, func(b *assessments.Basis) { b.Purpose, b.Recipient, b.WithdrawnOn = "photo", "", "2026-04-20" })
	report := signedFor(40, assessments.RoleSchool, doc, func(*assessments.Report) {})
	if s := SendVersion(kestrel(photo, yes, report).Records, id(40), school, sendDay); !s.Goes() {
		t.Errorf("held with consent: %s", s.Reason)
	}
	recs := kestrel(photo, ended, report).Records
	if s := SendVersion(recs, id(40), school, sendDay); s.Goes() || !strings.Contains(s.Reason, "consent of its own") {
		t.Errorf("goes %v: %s", s.Goes(), s.Reason)
	}
	if n := PicturesKept(recs, sendDay); n != 1 {
		t.Errorf("%d pictures kept", n)
	}
}

// TestSendVersion_SaysWhetherPicturesAloneStopIt: then a version without them may go, which is offered; where something else stops it
// too, a new version would be held as well.
func TestSendVersion_SaysWhetherPicturesAloneStopIt(t *testing.T) {
	school := Recipient{Role: assessments.RoleSchool}
	att := func(n int, kind string) assessments.Record {
		return record(id(n), &assessments.Attachment{Of: id(70), Type: kind, SHA256: strings.Repeat("0", 64)})
	}
	basis := func(n int, purpose, decision string, ended assessments.Date) assessments.Record {
		return basisOf(n, func(b *assessments.Basis) {
			b.Purpose, b.Recipient, b.Decision, b.WithdrawnOn = purpose, "", decision, ended
		})
	}
	fig := func(n int) Block { return &Figure{Alt: "A chair", Source: []assessments.ID{id(n)}} }
	in := func(n int) assessments.Record {
		return record(id(90+n), &assessments.EnteredInError{Of: id(n), Reason: "x"})
	}
	for _, c := range []struct {
		name     string
		blocks   []Block
		recs     []assessments.Record
		pictured bool
		says     string
	}{
		{"one ended", []Block{fig(72)}, []assessments.Record{att(72, "photo"), basis(30, "photo", "given", "2026-04-20")}, true,
			"It holds a photo, which needs a consent of its own: it ended on 20 April 2026."},
		{"two refused", []Block{fig(72), fig(73)}, []assessments.Record{att(72, "photo"), att(73, "photo"), basis(30, "photo", "refused", "")}, true,
			"It holds 2 photos, which need a consent of their own: it was refused on"},
		{"work of the child, and a photo", []Block{fig(72), fig(73)}, []assessments.Record{att(72, "photo"), att(73, "work-sample"), basis(30, "photo", "given", "")}, true,
			"It holds a sample of the child’s work, which needs a consent of its own: nobody who could has given it."},
		{"in error", []Block{fig(72)}, []assessments.Record{att(72, "photo"), basis(30, "photo", "given", ""), in(72)}, true, "entered in error since"},
		{"words alone", []Block{&Para{Text: say("Photos were taken of the chair.")}}, []assessments.Record{basis(30, "photo", "given", "2026-04-20")}, true, "Speaks of a photo"},
		{"something else besides", []Block{fig(72), &Para{Text: say("A clinically significant change.")}},
			[]assessments.Record{att(72, "photo"), basis(30, "photo", "given", "2026-04-20")}, false, "clinically significant"},
		{"all agreed", []Block{fig(72)}, []assessments.Record{att(72, "photo"), basis(30, "photo", "given", "")}, false, ""},
	} {
		report := signedFor(40, assessments.RoleSchool, Document{Blocks: c.blocks}, func(*assessments.Report) {})
		s := SendVersion(kestrel(append(c.recs, report)...).Records, id(40), school, sendDay)
		if s.Goes() != (c.says == "") || !strings.Contains(s.Reason, c.says) || s.Pictured != c.pictured {
			t.Errorf("%s: goes %v, pictures alone %v: %q", c.name, s.Goes(), s.Pictured, s.Reason)
		}
	}
}

// TestStanding_DropsOnlyWhatCannotStand: a new version begins with every choice that still may, so that it can be opened.
func TestStanding_DropsOnlyWhatCannotStand(t *testing.T) {
	p := Proposals{Parts: []Part{{Title: "Equipment", Proposals: []Proposal{{Key: "a", Block: &Para{}, Editable: true}, {Key: "b", Block: &Para{}, Editable: true}, {Key: "c", Block: &Table{}},
		{Key: "d", Block: &Para{}, Required: true}}}}, may: func(raw json.RawMessage) (Decision, string) {
		if strings.Contains(string(raw), "photo") {
			return Denied, "No."
		}
		return Allowed, ""
	}}
	got := p.Standing(map[string]string{"a": "the photo shows", "b": "the chair fits", "c": "over a table", "d": LeaveOut, "gone": "words", "order:Equipment": "b\na"})
	if want := map[string]string{"b": "the chair fits", "gone": "words", "order:Equipment": "b\na"}; !maps.Equal(got, want) {
		t.Errorf("stand: %v", got)
	}
	if _, err := Assemble(p, got); err != nil {
		t.Errorf("and yet: %v", err)
	}
}

// TestSendShare_AfterADeathNoLinkToTheFamily: a link waits in a mailbox for whoever opens it. Others, and every other way, are as before.
func TestSendShare_AfterADeathNoLinkToTheFamily(t *testing.T) {
	mum, gp := Recipient{assessments.RoleParent, mumID}, Recipient{Role: assessments.RoleGP}
	for _, c := range []struct {
		to     Recipient
		way    string
		before bool
		goes   bool
	}{{mum, "link", true, true}, {mum, "link", false, false}, {mum, "paper", false, true}, {mum, "nhsmail", false, true}, {gp, "link", false, true}} {
		recs := kestrel(basisOf(30, func(*assessments.Basis) {})).Records
		for i, r := range recs {
			if r.Kind == assessments.KindChild && !c.before {
				recs[i].Fields = r.Fields.Clone()
				recs[i].Fields["died"] = json.RawMessage(`"2026-04-20"`)
			}
		}
		s := SendShare(recs, &assessments.Share{Template: "strengths-parent", Recipient: c.to.Role, Person: c.to.Person, Way: c.way}, sendDay)
		if s.Goes() != c.goes || !c.goes && !strings.Contains(s.Reason, "speak to them first") {
			t.Errorf("%s by %s, before the death %v: goes %v, %q", c.to.Role, c.way, c.before, s.Goes(), s.Reason)
		}
	}
}
