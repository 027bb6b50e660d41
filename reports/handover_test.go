package reports

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestHandover_DaysInOrder(t *testing.T) {
	ev := kestrel(perch(nil), sizesOn(90, "2026-04-16", assessments.Reading{What: "Hip width", Value: 225, Unit: "mm"}),
		record(id(81), &assessments.Equipment{Item: "Hoist", Lifting: true, Status: "in-use", Order: 2, ExaminedOn: "2025-10-20", ExamineBy: "2026-04-20"}),
		record(id(82), &assessments.Equipment{Item: "Bath seat", Status: "referred", ReferredTo: "Council", ReferredOn: "2026-04-01", Order: 3}),
		record(id(83), &assessments.AdviceRequest{From: "Local authority", Received: "2026-04-20"}),
		record(id(84), &assessments.AdviceRequest{From: "Local authority", Received: "2026-01-05", SentOn: "2026-02-10"}),
		record(id(85), &assessments.Contact{Type: "visit", On: "2026-06-09", Status: "planned", Place: "school", Purpose: "Fit check"}),
		record(id(86), &assessments.ActivityPlan{Title: "Home plan", Start: "2026-04-01", Review: "2026-05-21"}),
		record(id(92), &assessments.ActivityPlan{Title: "School plan", Start: "2026-04-01", Review: "2026-05-21"}),
		record(id(87), &assessments.Block{Title: "Typing block", Sessions: 6, Start: "2026-04-01", End: "2026-05-29"}),
		record(id(88), &assessments.TierMove{From: "targeted", To: "specialist", On: "2026-03-01", Reason: "Two settings", DecidedBy: otID}),
		record(id(89), &assessments.Goal{Title: "Types a line", ReviewOn: "2026-06-30", Order: 1}),
		record(id(91), &assessments.Goal{Title: "Old goal", ReviewOn: "2026-06-01", ClosedOn: "2026-05-01", Order: 2}))
	d := mustDraft(t, ev, Request{Kind: Handover, Recipient: Recipient{Role: assessments.RoleLocalAuthority}})
	text := d.PlainText()
	at := 0
	for _, want := range []string{
		"20 April 2026 | Thorough examination: hoist | [ ] The day has passed\n",
		"21 May 2026 | Review of the programme: home plan | Today\n",
		"21 May 2026 | Review of the programme: school plan | Today\n",
		"29 May 2026 | End of the block: typing block | Ahead\n",
		"1 June 2026 | EHC advice for local authority: six weeks from receipt on 20 April 2026 | Ahead\n",
		"9 June 2026 | Visit: fit check, at school | Ahead\n",
		"30 June 2026 | Goal to be scored again: types a line | Ahead\n",
		"15 July 2026 | Sizes of 16 April 2026 are too old to order by after this day | Ahead\n",
		"2 November 2026 | Fit check: Acorn Perch, size 2 | Ahead\n",
		"- Bath seat. Referred to council 1 April 2026. [ ] No answer is recorded.\n",
	} {
		i := strings.Index(text, want)
		if i < at {
			t.Fatalf("%q is not said, or not in its place, in\n%s", want, text)
		}
		at = i
	}
	if contains(text, "scored again: old goal") || contains(text, "5 January") || !contains(text, "Level of service: Specialist, since 1 March 2026") {
		t.Errorf("what is done still runs, or the tier is wrong:\n%s", text)
	}
}

func TestHandover_WhoIsWho(t *testing.T) {
	stranger := record(id(92), &assessments.Person{Name: "Briar Holt", Role: "occupational-therapist"})
	stranger.Scope = assessments.TeamScope()
	joint := record(id(93), &assessments.Person{Name: "Fenn Oakley", Role: "physiotherapist"})
	joint.Scope = assessments.TeamScope()
	ev := kestrel(stranger, joint, record(id(94), &assessments.Contact{Type: "visit", On: "2026-04-10", Status: "attended", ChildPresent: "yes", Place: "home", Clinician: otID, Joint: []assessments.ID{otID, id(93)}}),
		record(id(95), &assessments.Observation{Type: "said", SaidBy: mumID, On: "2026-04-10", Text: "A secret", Common: assessments.Common{Confidential: true}}))
	text := mustDraft(t, ev, Request{Kind: Handover, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, Author: otID}).PlainText()
	for _, want := range []string{"Odette Kestrelby, mum. Parental responsibility", "Fenn Oakley, physiotherapist", "Lives: 9 Wrenfold", "Last seen: 10 April 2026, home", "anything told in confidence are read in the record"} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	for _, no := range []string{"Briar", "Quentin", "A secret"} {
		if contains(text, no) {
			t.Errorf("%q is said", no)
		}
	}
	// Another therapist by name reads as health services do: no address, nothing of the family.
	gp := Recipient{Role: assessments.RoleOther, Person: id(93)}
	ev.Records = append(ev.Records, record(id(96), &assessments.Basis{Purpose: "share", Recipient: "other", Person: id(93), Kind: "consent", Decision: "given", On: "2026-01-10", GivenBy: mumID, Authority: "parental-responsibility"}))
	text = mustDraft(t, ev, Request{Kind: Handover, Recipient: gp, Author: otID}).PlainText()
	if contains(text, "Wrenfold") || contains(text, "Odette") || !contains(text, "For the therapist who goes on with Tamar (Tam)") {
		t.Errorf("the physiotherapist reads\n%s", text)
	}
}

func TestHandover_Golden(t *testing.T) {
	table, ev := demo(t, "yusuf")
	golden(t, "handover-yusuf", mustDraft(t, ev, Request{Kind: Handover, Recipient: Recipient{Role: assessments.RoleGP}, AsAt: "2026-06-30", Author: assessments.ID(table.Author), Version: 1}))
}
