package reports

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestPermit(t *testing.T) {
	basis := func(n int, change func(*assessments.Basis)) assessments.Record {
		b := &assessments.Basis{Purpose: "share", Recipient: "la", Kind: "consent", Decision: "given", On: "2026-02-01", GivenBy: mumID, Authority: "parental-responsibility"}
		change(b)
		return record(id(n), b)
	}
	la := Recipient{Role: assessments.RoleLocalAuthority}
	for _, c := range []struct {
		name string
		to   Recipient
		at   assessments.Date
		more []assessments.Record
		says string // what a refusal must say; empty for a yes
	}{
		{"consent stands", la, "2026-05-01", nil, ""},
		{"on the day it was given", la, "2026-01-10", nil, ""},
		{"the day before", la, "2026-01-09", nil, "Nobody has agreed that the local authority"},
		{"withdrawn from that day", la, "2026-04-02", []assessments.Record{basis(30, func(b *assessments.Basis) { b.WithdrawnOn = "2026-04-02" })}, "Consent was taken back on 2 April 2026"},
		{"withdrawn by the other parent", la, "2026-04-02", []assessments.Record{basis(30, func(b *assessments.Basis) { b.WithdrawnOn, b.WithdrawnBy = "2026-04-02", dadID })}, "Piers Kestrelby took back consent on 2 April 2026"},
		{"not yet withdrawn", la, "2026-04-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.WithdrawnOn = "2026-04-02" })}, ""},
		{"refused later by the same parent", la, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision = "refused" })}, "Odette Kestrelby refused on 1 February 2026"},
		{"refused by the other parent", la, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision, b.GivenBy = "refused", dadID })}, "Piers Kestrelby refused"},
		{"refused, then given again", la, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision = "refused" }), basis(31, func(b *assessments.Basis) { b.On = "2026-03-01" })}, ""},
		{"refused, but the law asks", la, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision = "refused" }),
			basis(31, func(b *assessments.Basis) {
				b.Kind, b.Clinician, b.Reason, b.GivenBy = "statutory-request", otID, "Regulation 8", ""
			})}, ""},
		{"the law asks, but nobody answers for it", la, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision = "refused" }),
			basis(31, func(b *assessments.Basis) { b.Kind, b.GivenBy = "statutory-request", "" })}, "refused"},
		{"a statutory request is not the school's", Recipient{Role: assessments.RoleNursery}, "2026-05-01", []assessments.Record{
			basis(31, func(b *assessments.Basis) {
				b.Recipient, b.Kind, b.Clinician, b.Reason = "nursery", "statutory-request", otID, "Regulation 8"
			})}, "Nobody has agreed"},
		{"safeguarding waits for nobody", Recipient{Role: assessments.RoleSocialCare}, "2026-05-01", []assessments.Record{
			basis(31, func(b *assessments.Basis) {
				b.Recipient, b.Kind, b.Clinician, b.Reason = "social-care", "safeguarding", otID, "Referral"
			})}, ""},
		{"a court forbids it", la, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision, b.Kind = "refused", "court-order" })}, "A court order of 1 February 2026"},
		{"consent of somebody who could not give it", Recipient{Role: assessments.RoleGP}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Recipient, b.GivenBy = "gp", uncleID })}, "Nobody has agreed"},
		{"a role nobody spoke of", Recipient{Role: assessments.RoleICB}, "2026-05-01", nil, "Nobody has agreed that the integrated care board"},
		{"a parent by right", Recipient{Role: assessments.RoleParent}, "2026-05-01", nil, ""},
		{"a named parent by right", Recipient{assessments.RoleParent, dadID}, "2026-05-01", nil, ""},
		{"a parent who was refused", Recipient{assessments.RoleParent, dadID}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision, b.Recipient, b.Person = "refused", "parent", dadID })}, "goes to Piers Kestrelby"},
		{"the other parent still may", Recipient{assessments.RoleParent, mumID}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision, b.Recipient, b.Person = "refused", "parent", dadID })}, ""},
		{"an uncle as a parent", Recipient{assessments.RoleParent, uncleID}, "2026-05-01", nil, "is recorded as somebody else, not as a parent"},
		{"an uncle as the authority", Recipient{assessments.RoleLocalAuthority, uncleID}, "2026-05-01", nil, "not as the local authority"},
		{"an uncle who was refused", Recipient{assessments.RoleOther, uncleID}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision, b.Recipient, b.Person = "refused", "other", uncleID })}, "refused"},
		{"an uncle with consent", Recipient{assessments.RoleOther, uncleID}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Recipient, b.Person = "other", uncleID })}, ""},
		{"somebody else whom nobody named", Recipient{Role: assessments.RoleOther}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Recipient, b.Who = "other", "Gym club" })}, "Nobody has agreed"},
		{"a role stands for its one person", Recipient{Role: assessments.RoleGP}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Recipient, b.Person = "gp", gpID })}, ""},
		{"the person of a role was refused", Recipient{Role: assessments.RoleGP}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Decision, b.Recipient, b.Person = "refused", "gp", gpID })}, "refused"},
		{"a supplier gets no advice", Recipient{Role: assessments.RoleSupplier}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Recipient, b.Limits = "supplier", "first-name-and-sizes" })}, "first name and sizes only"},
		{"sizes only, whatever the role", Recipient{Role: assessments.RoleGP}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Recipient, b.Limits = "gp", "first-name-and-sizes" })}, "sizes only"},
		{"a child of nine is no young person yet", Recipient{Role: assessments.RoleYoungPerson}, "2026-05-01", nil, "under 16"},
		{"at sixteen the young person may", Recipient{Role: assessments.RoleYoungPerson}, "2033-03-31", nil, ""},
		{"at sixteen a parent needs their agreement", Recipient{assessments.RoleParent, mumID}, "2033-03-31", nil, "is 16 or older and decides"},
		{"which they gave", Recipient{assessments.RoleParent, mumID}, "2033-03-31", []assessments.Record{
			basis(30, func(b *assessments.Basis) {
				b.Recipient, b.Person, b.GivenBy, b.Authority = "parent", mumID, childID, "young-person"
			})}, ""},
		{"a person nobody knows", Recipient{assessments.RoleOther, id(999)}, "2026-05-01", nil, "is not in the record of Tam"},
		{"no role", Recipient{}, "2026-05-01", nil, "Say who the report is for"},
		{"struck out", Recipient{Role: assessments.RoleGP}, "2026-05-01", []assessments.Record{basis(30, func(b *assessments.Basis) { b.Recipient = "gp" }),
			record(id(31), &assessments.EnteredInError{Of: id(30), Reason: "wrong child"})}, "Nobody has agreed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Permit(ReadBases(kestrel(c.more...).Records), c.to, EHCAdvice, c.at)
			switch {
			case c.says == "" && got.Decision == Denied:
				t.Errorf("refused: %s", got.Reason)
			case c.says != "" && got.Decision == Allowed:
				t.Errorf("allowed on %v", got.Basis)
			case !strings.Contains(got.Reason, c.says):
				t.Errorf("says %q, want %q", got.Reason, c.says)
			}
		})
	}
}

// A yes to a role or an older yes by name gives way to a no that is nearer, and to a court's.
func TestPermit_GivesWay(t *testing.T) {
	const jan, feb, mar, apr = "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"
	n := 40
	basis := func(kind, decision string, on assessments.Date, role Role, person assessments.ID, change ...func(*assessments.Basis)) assessments.Record {
		n++
		b := &assessments.Basis{Purpose: "share", Kind: kind, Decision: decision, On: on, Recipient: string(role), Person: person, GivenBy: mumID, Authority: "parental-responsibility"}
		if kind != "consent" {
			b.GivenBy, b.Authority, b.Clinician, b.Reason = "", "court", otID, "Order of the court"
		}
		for _, f := range change {
			f(b)
		}
		return record(id(n), b)
	}
	yes := func(on assessments.Date, role Role, person assessments.ID, change ...func(*assessments.Basis)) assessments.Record {
		return basis("consent", "given", on, role, person, change...)
	}
	refused := func(on assessments.Date, role Role, person assessments.ID) assessments.Record {
		return basis("consent", "refused", on, role, person)
	}
	forbids := func(on assessments.Date, role Role, person assessments.ID, change ...func(*assessments.Basis)) assessments.Record {
		return basis("court-order", "refused", on, role, person, change...)
	}
	orders := func(on assessments.Date, role Role, person assessments.ID, change ...func(*assessments.Basis)) assessments.Record {
		return basis("court-order", "given", on, role, person, change...)
	}
	sizes := func(b *assessments.Basis) { b.Limits = "first-name-and-sizes" }
	lapsed := func(b *assessments.Basis) { b.WithdrawnOn = feb }
	byTeam := func(b *assessments.Basis) { b.GivenBy = otID }
	const parent, school, other, young = assessments.RoleParent, assessments.RoleSchool, assessments.RoleOther, assessments.RoleYoungPerson
	sencoID, carerID := id(30), id(31)
	senco := record(sencoID, &assessments.Person{Name: "Ms Corin Vane", Role: "senco"})
	carer := record(carerID, &assessments.Person{Name: "Ida Fellbrook", Role: "carer"})
	dadWithout := record(dadID, &assessments.Person{Name: "Piers Kestrelby", Role: "father", Responsibility: "no"})
	mumWithout := record(mumID, &assessments.Person{Name: "Odette Kestrelby", Role: "mother"})
	for _, c := range []struct {
		name   string
		to     Recipient
		more   []assessments.Record
		says   string         // what a refusal must say; empty for a yes
		person assessments.ID // whom alone a yes to a role covers
	}{
		{"the parents agreed to, nobody refused", Recipient{parent, ""}, []assessments.Record{yes(jan, parent, "")}, "", ""},
		{"the parents agreed to, a court keeps it from one", Recipient{parent, ""}, []assessments.Record{yes(jan, parent, ""), forbids(feb, parent, dadID)}, "", mumID},
		{"the order is older than the yes", Recipient{parent, ""}, []assessments.Record{forbids(jan, parent, dadID), yes(feb, parent, "")}, "", mumID},
		{"that one by name", Recipient{parent, dadID}, []assessments.Record{yes(jan, parent, ""), forbids(feb, parent, dadID)}, "A court order of 1 February 2026 says that Piers Kestrelby", ""},
		{"the other by name", Recipient{parent, mumID}, []assessments.Record{yes(jan, parent, ""), forbids(feb, parent, dadID)}, "", ""},
		{"the parents agreed to, one refused", Recipient{parent, ""}, []assessments.Record{yes(jan, parent, ""), refused(feb, parent, dadID)}, "", mumID},
		{"a court's yes to the parents, one refused", Recipient{parent, ""}, []assessments.Record{orders(jan, parent, ""), refused(feb, parent, dadID)}, "", mumID},
		{"the one refused holds no responsibility", Recipient{parent, ""}, []assessments.Record{dadWithout, yes(jan, parent, ""), forbids(feb, parent, dadID)}, "", mumID},
		{"nor does anybody", Recipient{parent, ""}, []assessments.Record{dadWithout, mumWithout, yes(jan, parent, ""), forbids(feb, parent, dadID)}, "", mumID},
		{"nor does anybody, and nobody is refused", Recipient{parent, ""}, []assessments.Record{dadWithout, mumWithout, yes(jan, parent, "")}, "", ""},
		{"three agreed to, one refused", Recipient{parent, ""}, []assessments.Record{carer, yes(jan, parent, ""), forbids(feb, parent, dadID)}, "Choose the person", ""},
		{"all refused by name", Recipient{parent, ""}, []assessments.Record{yes(jan, parent, ""), forbids(feb, parent, dadID), forbids(feb, parent, mumID)}, "A court order of 1 February 2026", ""},
		{"a parent in a court's eyes alone", Recipient{parent, ""}, []assessments.Record{dadWithout, yes(jan, parent, mumID), forbids(feb, parent, uncleID)}, "", mumID},
		{"by right, the one refused holds no responsibility", Recipient{parent, ""}, []assessments.Record{dadWithout, forbids(feb, parent, dadID)}, "", mumID},
		{"by right, one without responsibility was never refused", Recipient{parent, ""}, []assessments.Record{dadWithout}, "", ""},
		{"by right, a relative's consent lapsed", Recipient{parent, ""}, []assessments.Record{yes(jan, parent, uncleID, lapsed)}, "", ""},
		{"the parents agreed to, one the sizes only", Recipient{parent, ""}, []assessments.Record{yes(jan, parent, ""), yes(feb, parent, dadID, sizes)}, "", mumID},
		{"by right, one the sizes only", Recipient{parent, ""}, []assessments.Record{yes(feb, parent, dadID, sizes)}, "", mumID},
		{"by right, both the sizes only", Recipient{parent, ""}, []assessments.Record{yes(feb, parent, dadID, sizes), yes(feb, parent, mumID, sizes)}, "sizes only", ""},
		{"a court closes the parents' role", Recipient{parent, ""}, []assessments.Record{yes(jan, parent, ""), forbids(mar, parent, "")}, "A court order of 1 March 2026", ""},
		{"and closes it to one agreed to by name", Recipient{parent, mumID}, []assessments.Record{yes(jan, parent, mumID), forbids(mar, parent, "")}, "A court order of 1 March 2026", ""},

		{"agreed to by name", Recipient{school, sencoID}, []assessments.Record{senco, yes(jan, school, sencoID)}, "", ""},
		{"agreed to by name, then a court closes the role", Recipient{school, sencoID}, []assessments.Record{senco, yes(jan, school, sencoID), forbids(mar, school, "")}, "A court order of 1 March 2026 says that Ms Corin Vane", ""},
		{"a court closes the role, then agreed to by name", Recipient{school, sencoID}, []assessments.Record{senco, forbids(jan, school, ""), yes(mar, school, sencoID)}, "A court order of 1 January 2026", ""},
		{"agreed to by name as somebody else", Recipient{other, sencoID}, []assessments.Record{senco, yes(jan, other, sencoID), forbids(mar, school, "")}, "A court order of 1 March 2026", ""},
		{"a court closes another role", Recipient{school, sencoID}, []assessments.Record{senco, yes(jan, school, sencoID), forbids(mar, assessments.RoleGP, "")}, "", ""},
		{"a court closes it to somebody in words", Recipient{other, uncleID}, []assessments.Record{yes(jan, other, uncleID), forbids(mar, other, "")}, "", ""},
		{"a court will close the role", Recipient{school, sencoID}, []assessments.Record{senco, yes(jan, school, sencoID), forbids("2026-05-02", school, "")}, "", ""},
		{"a court names them after it closed the role", Recipient{school, sencoID}, []assessments.Record{senco, forbids(mar, school, ""), orders(apr, school, sencoID)}, "", ""},
		{"a court names them and closes the role on a day", Recipient{school, sencoID}, []assessments.Record{senco, orders(mar, school, sencoID), forbids(mar, school, "")}, "", ""},
		{"a court named them before it closed the role", Recipient{school, sencoID}, []assessments.Record{senco, orders(feb, school, sencoID), forbids(mar, school, "")}, "A court order of 1 March 2026", ""},
		{"a court's yes that does not stand lifts nothing", Recipient{school, sencoID}, []assessments.Record{senco, yes(jan, school, sencoID), forbids(jan, school, ""), orders(jan, school, "", lapsed)}, "A court order of 1 January 2026", ""},
		{"a court opens the role again", Recipient{school, sencoID}, []assessments.Record{senco, yes(jan, school, sencoID), forbids(feb, school, "", byTeam), orders(mar, school, "")}, "", ""},
		{"a court's yes to the role that lapsed forbids nobody by name", Recipient{school, sencoID}, []assessments.Record{senco, yes(mar, school, sencoID), orders(jan, school, "", lapsed)}, "", ""},
		{"one of the school refused, the school agreed to", Recipient{school, sencoID}, []assessments.Record{senco, yes(mar, school, ""), refused(feb, school, sencoID)}, "Odette Kestrelby refused", ""},

		{"the young person agreed to, and refused by name", Recipient{young, ""}, []assessments.Record{yes(jan, young, ""), forbids(feb, young, childID)}, "A court order of 1 February 2026", ""},
		{"the young person agreed to by name", Recipient{young, ""}, []assessments.Record{yes(jan, young, childID)}, "", ""},
		{"agreed to by name, then a court closes the role", Recipient{young, ""}, []assessments.Record{yes(jan, young, childID), forbids(feb, young, "")}, "A court order of 1 February 2026", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 8 { // people are kept in no order
				got := Permit(ReadBases(kestrel(c.more...).Records), c.to, EHCAdvice, "2026-05-01")
				switch {
				case c.says == "" && (got.Decision == Denied || got.Person != c.person):
					t.Fatalf("allowed: %v for %q (%s), want a yes for %q", got.Decision, got.Person, got.Reason, c.person)
				case c.says != "" && (got.Decision == Allowed || !strings.Contains(got.Reason, c.says)):
					t.Fatalf("allowed: %v for %q, says %q, want %q", got.Decision, got.Person, got.Reason, c.says)
				}
			}
		})
	}
}

func TestPermit_ShowsObjection(t *testing.T) {
	ev := kestrel(record(id(30), &assessments.Basis{Purpose: "share", Recipient: "tribunal", Kind: "statutory-request", Decision: "given", On: "2026-02-01",
		Clinician: otID, Reason: "Ordered by the tribunal", Objection: "Dad would rather it were not sent."}))
	p := Permit(ReadBases(ev.Records), Recipient{Role: assessments.RoleTribunal}, EHCAdvice, "2026-03-01")
	if p.Decision != Allowed || p.Objection != "Dad would rather it were not sent." {
		t.Errorf("got %+v", p)
	}
	d, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleTribunal}, AsAt: "2026-03-01"})
	if err != nil || strings.Contains(d.PlainText(), "rather") {
		t.Errorf("the objection is for the author alone: %v", err)
	}
}

func TestAllow_Fields(t *testing.T) {
	b := ReadBases(kestrel(consent(22, assessments.RoleGP, "2026-01-10")).Records)
	la, school, gp := Recipient{Role: assessments.RoleLocalAuthority}, Recipient{Role: assessments.RoleSchool}, Recipient{Role: assessments.RoleGP}
	child := record(childID, &assessments.Child{Name: "Tamar Anne Kestrelby", Diagnoses: []string{"Hypermobility"}, Address: "9 Wrenfold"})
	hip := record(id(40), &assessments.Score{Tool: "Hip X-ray", Direction: "low-is-better", Parts: []assessments.ScorePart{{Name: "Migration", Value: "28"}}})
	test := record(id(41), &assessments.Score{Tool: "Movement ABC-2", Direction: "high-is-better", Parts: []assessments.ScorePart{{Name: "Total", Value: "5"}}})
	note := record(id(42), &assessments.Observation{Type: "fact", Text: "Sat for 5 minutes.", Common: assessments.Common{Private: "Mum was tired.", NotFor: []string{"gp"}}})
	secret := record(id(43), &assessments.Observation{Type: "fact", Text: "x", Common: assessments.Common{Confidential: true}})
	mum := record(mumID, &assessments.Person{Name: "Odette Kestrelby", Role: "mother", Phone: "01632 960001"})
	aid := record(aidID, &assessments.Person{Name: "Ms Ursula Venn", Role: "teaching-assistant"})
	needC := record(id(44), &assessments.Need{Section: "C", Statement: "Risk to the hip.", Owner: "Paediatrician"})
	broken := record(id(45), &assessments.Observation{Type: "fact", Text: "x"})
	broken.Fields["not_for"] = []byte(`"gp"`) // not a list: who it names cannot be read
	for _, c := range []struct {
		r     assessments.Record
		field string
		to    Recipient
		want  Decision
	}{
		{child, "name", school, Allowed}, {child, "diagnoses", school, Denied}, {child, "diagnoses", la, Allowed},
		{child, "address", la, Allowed}, {child, "address", school, Denied}, {child, "address", gp, Denied},
		{hip, "parts", school, Denied}, {hip, "parts", la, Allowed}, {test, "parts", school, Allowed},
		{note, "text", school, Allowed}, {note, "private", la, Denied}, {note, "other_names", la, Denied}, {note, "text", gp, Denied},
		{secret, "text", la, Denied}, {mum, "name", school, Denied}, {mum, "name", la, Allowed}, {mum, "phone", gp, Denied}, {aid, "name", school, Allowed},
		{needC, "statement", school, Denied}, {needC, "owner", school, Allowed}, {needC, "statement", gp, Allowed},
		{broken, "text", la, Denied}, {note, "no_such_field", la, Denied},
	} {
		got, why := Allow(c.r, c.field, c.to, EHCAdvice, b, "2026-05-01")
		if got != c.want || got == Denied && why == "" {
			t.Errorf("%s.%s for %s: got %v (%s), want %v", c.r.Kind, c.field, c.to.Role, got, why, c.want)
		}
	}
	if got, _ := Allow(child, "name", la, EHCAdvice, b, "2026-01-01"); got {
		t.Error("a field was allowed before there was a basis")
	}
	if got, _ := Allow(assessments.Record{ID: id(50), Kind: "from_the_future", Fields: assessments.Fields{"text": []byte(`"x"`)}}, "text", la, EHCAdvice, b, "2026-05-01"); got {
		t.Error("a kind nobody knows was allowed")
	}
}

func TestAllow_PhotoNeedsItsOwnConsent(t *testing.T) {
	chair := record(id(40), &assessments.Equipment{Item: "Chair", Status: "in-use", Picture: "Photo of him in the chair"})
	clip := record(id(41), &assessments.Observation{Type: "fact", Text: "The 40 s clip shows the grasp.", On: "2026-03-01"})
	film := record(id(42), &assessments.Observation{Type: "fact", Text: "Watched a film to the end.", On: "2026-03-01"})
	la := Recipient{Role: assessments.RoleLocalAuthority}
	photo := record(id(43), &assessments.Basis{Purpose: "photo", Kind: "consent", Decision: "given", On: "2026-02-01", WithdrawnOn: "2026-04-01", GivenBy: mumID, Authority: "parental-responsibility"})
	never, asked := ReadBases(kestrel().Records), ReadBases(kestrel(photo).Records)
	for _, c := range []struct {
		r     assessments.Record
		field string
		b     Bases
		at    assessments.Date
		want  Decision
	}{
		{chair, "picture", never, "2026-03-01", Denied}, {chair, "picture", asked, "2026-03-01", Allowed}, {chair, "picture", asked, "2026-04-01", Denied},
		{clip, "text", asked, "2026-03-01", Allowed}, {clip, "text", asked, "2026-04-01", Denied}, {film, "text", asked, "2026-04-01", Allowed},
	} {
		if got, why := Allow(c.r, c.field, la, EHCAdvice, c.b, c.at); got != c.want {
			t.Errorf("%s.%s on %s: got %v (%s), want %v", c.r.Kind, c.field, c.at, got, why, c.want)
		}
	}
}

// "Still" is an everyday word: a note that says what is still hard is no word about a picture.
func TestAllow_StillIsNoPicture(t *testing.T) {
	refused := record(id(30), &assessments.Basis{Purpose: "photo", Kind: "consent", Decision: "refused", On: "2026-01-10", GivenBy: mumID, Authority: "parental-responsibility"})
	for text, want := range map[string]Decision{"She still needs a hand with buttons.": Allowed, "Stills from the lesson were kept.": Denied} {
		r := record(id(40), &assessments.Observation{Type: "fact", On: "2026-03-02", Text: text})
		ev := kestrel(refused, r)
		if got, why := Allow(r, "text", Recipient{Role: assessments.RoleLocalAuthority}, EHCAdvice, ReadBases(ev.Records), "2026-05-01"); got != want {
			t.Errorf("%q: %v (%s), want %v", text, got, why, want)
		}
	}
}
