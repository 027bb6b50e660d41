package reports

import (
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// The people of the notebooks that letters go to.
const (
	islaOT, islaMum   = assessments.ID("019a0001-0000-7004-8000-000000000201"), assessments.ID("019a0001-0000-7004-8000-000000000001")
	yusufOT, yusufMum = assessments.ID("019a0002-0000-7004-8000-000000000201"), assessments.ID("019a0002-0000-7004-8000-000000000001")
)

// practiceLetters are the letters of the two notebooks, with what was never said of either child put where a letter needs it.
var practiceLetters = []struct {
	golden string
	child  string
	kind   Kind
	to     Recipient
	at     assessments.Date
	more   []assessments.Record
}{
	{"letter-accepted-isla", "isla", LetterAccepted, Recipient{Role: assessments.RoleParent}, "2026-03-03", []assessments.Record{firstVisit}},
	{"letter-accepted-isla-school", "isla", LetterAccepted, Recipient{Role: assessments.RoleSchool}, "2026-03-12", nil},
	{"letter-appointment-isla", "isla", LetterAppointment, Recipient{assessments.RoleParent, islaMum}, "2026-11-20", nil},
	{"letter-appointment-yusuf", "yusuf", LetterAppointment, Recipient{assessments.RoleParent, yusufMum}, "2026-11-20", nil},
	{"letter-not-brought-yusuf", "yusuf", LetterNotBrought, Recipient{assessments.RoleParent, yusufMum}, "2026-03-06", nil},
	{"letter-not-brought-yusuf-gp", "yusuf", LetterNotBrought, Recipient{Role: assessments.RoleGP}, "2026-03-12", nil},
	{"letter-sharing-yusuf-gp", "yusuf", LetterSharing, Recipient{Role: assessments.RoleGP}, "2026-04-20", nil},
	{"letter-discharge-isla", "isla", LetterDischarge, Recipient{assessments.RoleParent, islaMum}, "2026-11-25", []assessments.Record{ended}},
	{"letter-signposted-isla", "isla", LetterSignposted, Recipient{assessments.RoleParent, islaMum}, "2026-03-03", []assessments.Record{turnedAway("signposted")}},
	{"letter-advice-only-isla", "isla", LetterAdviceOnly, Recipient{assessments.RoleParent, islaMum}, "2026-03-03", []assessments.Record{turnedAway("advice-and-discharge")}},
}

// islas is a record in Isla's scope.
func islas(n int, t assessments.Typed) assessments.Record {
	r := record(id(n), t)
	r.Scope = assessments.ChildScope("019a0001-0000-7003-8000-000000000001")
	return r
}

var (
	firstVisit = islas(401, &assessments.Contact{Type: "visit", On: "2026-03-12", From: "09:20", To: "10:20", Status: "planned", Place: "school", Purpose: "A lesson and the change for PE",
		Clinician: islaOT, Setting: "019a0001-0000-7002-8000-000000000001"})
	ended = islas(402, &assessments.Discharge{On: "2026-11-24", Reason: "goals-met", Why: "Issy writes so that others can read it, and changes for PE with one prompt.", To: "The universal offer in school",
		DecidedBy: islaOT, ReturnBy: "2027-11-24", Safeguarding: "Nobody was asked"})
)

func turnedAway(outcome string) assessments.Record {
	return islas(403, &assessments.Referral{Received: "2026-02-27", From: islaMum, Reason: "x", Areas: []string{"seating", "standing", "eating"}, Outcome: outcome,
		NextStep: "Try the sheet “Ready to write” for half a term.",
		Decided: []string{"By what is known (Borchester) the child does not belong to the service's area. What would change it: A school in the county. (rules 3, 4)",
			"The child is of the age that the service sees. (rule 7)", "The referral came by somebody on the service's list."},
		Signposts: []assessments.Signpost{{To: "Borchester Children’s Therapies, 01632 960222", On: "2026-03-02", By: "By telephone"}, {To: "Family centre drop-in, Tuesdays at 10am"}}})
}

func TestLetters_Goldens(t *testing.T) {
	for _, c := range practiceLetters {
		_, ev := demo(t, c.child)
		ev.Records = append(ev.Records, c.more...)
		author := map[string]assessments.ID{"isla": islaOT, "yusuf": yusufOT}[c.child]
		d := mustDraft(t, ev, Request{Kind: c.kind, Recipient: c.to, AsAt: c.at, Author: author, Signed: true, SignedOn: c.at})
		golden(t, c.golden, d)
		table, _ := demo(t, c.child)
		_, err := table.Check(string(c.kind), string(c.to.Role), nil, whole(d))
		if err == nil {
			t.Errorf("%s is in the notebooks' tables now: hold it to them here", c.golden)
		}
	}
}

// never are words that no letter of ours says.
var never = regexp.MustCompile(`(?i)\b(please|sorry|unfortunately|failed?|DNA|did not attend|fault|must attend|will be discharged|discharge you)\b`)

// TestLetters_EveryReader writes every letter of both notebooks for every reader who may have one, and looks for what the
// notebooks say must not appear, for what stays in the record, and for words that blame.
func TestLetters_EveryReader(t *testing.T) {
	secret := map[string][]string{
		"isla":  {"right-handed", "28.5", "Dilwyn", "Ashcombe", "low mood", "tablets", "clip", "Gym", "?DCD", "Nobody was asked", "Nana Bet"},
		"yusuf": {"pregnan", "24.8", "Kit", "Marrowby", "Liibaan", "uncle", "Dayaxweyn, Yusuf", "no concerns", "Not discharged", "could not read"},
	}
	written := 0
	for child, words := range secret {
		_, ev := demo(t, child)
		if child == "isla" {
			ev.Records = append(ev.Records, ended, turnedAway("signposted"))
		}
		for _, info := range letterKinds() {
			for _, role := range assessments.Roles() {
				for _, at := range []assessments.Date{"2026-03-06", "2026-04-20", "2026-11-25"} {
					d, err := Draft(ev, Request{Kind: info.Kind, Recipient: Recipient{Role: role}, AsAt: at})
					if err != nil {
						if assessments.KindOf(err) != assessments.Forbidden {
							t.Fatal(err)
						}
						continue
					}
					written++
					text := whole(d)
					for _, w := range words {
						if contains(text, w) {
							t.Errorf("%s about %s for %s says %q:\n%s", info.Kind, child, role, w, text)
						}
					}
					if w := never.FindString(text); w != "" {
						t.Errorf("%s about %s for %s says %q", info.Kind, child, role, w)
					}
					if d.Letter == nil || len(d.Letter.To) < 2 || len(d.Letter.About) != 4 {
						t.Errorf("%s about %s for %s has the letterhead %v", info.Kind, child, role, d.Letter)
					}
				}
			}
		}
	}
	if written < 60 {
		t.Errorf("%d letters were written: too few to say anything", written)
	}
}

// letterTo writes a letter about the invented child.
func letterTo(t *testing.T, kind Kind, to Recipient, more ...assessments.Record) Document {
	t.Helper()
	return mustDraft(t, kestrel(more...), Request{Kind: kind, Recipient: to, AsAt: "2026-05-21", Author: otID})
}

var toMum = Recipient{assessments.RoleParent, mumID}

func TestLetter_Address(t *testing.T) {
	tam := func(change func(*assessments.Child)) assessments.Record {
		c := &assessments.Child{Name: "Tamar Anne Kestrelby", GivenName: "Tamar", KnownAs: "Tam", Born: "2017-03-31", Address: "9 Wrenfold, Borchester", Postcode: "ZZ99 3AA", Setting: schoolID}
		change(c)
		return record(childID, c)
	}
	for _, c := range []struct {
		name  string
		child assessments.Record
		mum   assessments.Person
		to    Recipient
		want  string
	}{
		{"a whole address", tam(func(*assessments.Child) {}), assessments.Person{}, toMum, "Odette Kestrelby\n9 Wrenfold\nBorchester\nZZ99 3AA"},
		{"no postcode", tam(func(c *assessments.Child) { c.Postcode = "" }), assessments.Person{}, toMum, "Odette Kestrelby\n9 Wrenfold\nBorchester\n[ ] Postcode not recorded"},
		{"a parent who lives apart is not written to at the child's", tam(func(*assessments.Child) {}), assessments.Person{Lives: "Lives apart"}, toMum, "Odette Kestrelby\n[ ] Address not recorded"},
		{"both parents of one home", tam(func(*assessments.Child) {}), assessments.Person{}, Recipient{Role: assessments.RoleParent}, "Odette Kestrelby\nPiers Kestrelby\n9 Wrenfold\nBorchester\nZZ99 3AA"},
		{"only who lives there", tam(func(*assessments.Child) {}), assessments.Person{Lives: "Lives apart"}, Recipient{Role: assessments.RoleParent}, "Piers Kestrelby\n9 Wrenfold\nBorchester\nZZ99 3AA"},
		{"school has no home address", tam(func(*assessments.Child) {}), assessments.Person{}, Recipient{Role: assessments.RoleSchool}, "School\nSallowfield Primary\n[ ] Address not recorded"},
	} {
		ev := kestrel()
		ev.Records[0] = c.child
		c.mum.Name, c.mum.Role, c.mum.Responsibility = "Odette Kestrelby", "mother", "yes"
		ev.Records[2] = record(mumID, &c.mum)
		d := mustDraft(t, ev, Request{Kind: LetterAppointment, Recipient: c.to})
		var got []string
		for _, l := range d.Letter.To {
			got = append(got, l.Plain())
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, s, c.want)
		}
	}
}

func TestLetter_TitleIsTheMessage(t *testing.T) {
	visit := func(n int, x assessments.Contact) assessments.Record {
		x.Clinician = otID
		return record(id(n), &x)
	}
	soon := visit(30, assessments.Contact{Type: "visit", On: "2026-05-28", From: "13:00", Status: "planned", Place: "clinic"})
	missed := visit(31, assessments.Contact{Type: "visit", On: "2026-05-14", From: "09:05", Status: "not-brought", Place: "clinic"})
	instead := visit(32, assessments.Contact{Type: "visit", On: "2026-06-25", Status: "planned", Place: "home", Replaces: id(31)})
	accepted := record(id(33), &assessments.Referral{Received: "2026-05-01", From: gpID, Reason: "x", Outcome: "accepted", PermissionBy: mumID})
	byGP := consent(34, assessments.RoleGP, "2026-01-10")
	young := []assessments.Record{record(childID, &assessments.Child{Name: "Tamar Anne Kestrelby", KnownAs: "Tam", Born: "2009-03-31"})}
	toTam := Recipient{Role: assessments.RoleYoungPerson}
	for _, c := range []struct {
		kind Kind
		to   Recipient
		more []assessments.Record
		want string
		says string
	}{
		{LetterAppointment, toMum, []assessments.Record{soon}, "We will see Tam on Thursday 28 May", "When: Thursday 28 May 2026, 1pm"},
		{LetterAppointment, toTam, append(young, soon), "We will see you on Thursday 28 May", "Sorrel Ashdown sees you."},
		{LetterAppointment, toMum, []assessments.Record{visit(30, assessments.Contact{Type: "call", On: "2026-05-28", Status: "planned"})}, "We will ring you about Tam on Thursday 28 May", "[ ] Time not recorded"},
		{LetterAppointment, toMum, []assessments.Record{visit(30, assessments.Contact{Type: "meeting", On: "2026-05-28", From: "13:00", Status: "planned", Place: "school", Setting: schoolID})},
			"We will talk about Tam on Thursday 28 May", "What will happen\n\n- We meet at Sallowfield Primary to talk about Tam.\n\n"},
		{LetterAppointment, toMum, []assessments.Record{visit(30, assessments.Contact{Type: "meeting", On: "2026-05-28", From: "13:00", Status: "planned", Place: "home"})},
			"We will talk about Tam on Thursday 28 May", "- We meet at your home to talk about Tam.\n\n"},
		{LetterAppointment, toMum, nil, "When we will see Tam", "[ ] No appointment is recorded."},
		{LetterAccepted, toMum, []assessments.Record{accepted}, "We have accepted Tam for occupational therapy", "You agreed to this."},
		{LetterAccepted, Recipient{assessments.RoleParent, dadID}, []assessments.Record{accepted}, "We have accepted Tam for occupational therapy", "The first visit is not arranged yet."},
		{LetterAccepted, Recipient{Role: assessments.RoleGP}, []assessments.Record{accepted, byGP}, "Tam is accepted for occupational therapy", "You asked us on 1 May 2026 to help Tam."},
		{LetterAccepted, toMum, nil, "About the referral of Tam", "[ ] No referral that was accepted is recorded."},
		{LetterNotBrought, toMum, []assessments.Record{missed}, "We did not see Tam on Thursday 14 May", "[ ] A new day is not agreed yet."},
		{LetterNotBrought, toMum, []assessments.Record{missed, soon, instead}, "A new day for Tam: Thursday 25 June", "Where: At your home"},
		{LetterNotBrought, toMum, []assessments.Record{missed, soon}, "We did not see Tam on Thursday 14 May", "When: Thursday 28 May 2026, 1pm"},
		{LetterNotBrought, Recipient{Role: assessments.RoleGP}, []assessments.Record{missed, accepted, byGP}, "Tam was not brought on Thursday 14 May", "You asked us on 1 May 2026 to help Tam. We had planned"},
		{LetterNotBrought, toTam, append(young, missed), "We did not see you on Thursday 14 May", "We did not meet that day."},
		{LetterDischarge, toMum, []assessments.Record{record(id(35), &assessments.Discharge{On: "2026-05-20", Reason: "family-declined", DecidedBy: otID})}, "Tam’s occupational therapy ended on Wednesday 20 May", "[ ] The last day to come back is not recorded"},
		{LetterDischarge, toMum, []assessments.Record{record(id(35), &assessments.Discharge{On: "2026-05-22", Reason: "goals-met", DecidedBy: otID})}, "Tam’s occupational therapy", "[ ] No discharge is recorded."},
		{LetterDischarge, toMum, []assessments.Record{record(id(35), &assessments.Discharge{On: "2026-05-20", Reason: "not-brought", Why: "Two letters were not answered.", DecidedBy: otID})},
			"Tam’s occupational therapy ended on Wednesday 20 May", "We did not find a way to meet.\n\nEnded on"},
		{LetterSignposted, toMum, []assessments.Record{accepted}, "Where Tam can get help", "[ ] No referral that was pointed elsewhere is recorded."},
		{LetterSharing, Recipient{Role: assessments.RoleGP}, []assessments.Record{accepted, byGP}, "We are seeing Tam for occupational therapy", "The family agreed on 10 January 2026"},
		{LetterSharing, Recipient{Role: assessments.RoleGP}, []assessments.Record{visit(31, assessments.Contact{Type: "visit", On: "2026-05-14", Status: "attended", ChildPresent: "yes"}), byGP}, "We are seeing Tam for occupational therapy", "14 May 2026"},
		{LetterSharing, Recipient{Role: assessments.RoleGP}, []assessments.Record{byGP}, "What we share about Tam", "[ ] No referral that was accepted is recorded."},
		{LetterSharing, Recipient{Role: assessments.RoleGP}, []assessments.Record{missed, byGP, record(id(35), &assessments.Discharge{On: "2026-05-20", Reason: "not-brought"})}, "What we share about Tam", "[ ] Not seen by 21 May 2026"},
	} {
		d := letterTo(t, c.kind, c.to, c.more...)
		if len(c.more) > 0 && c.more[0].ID == childID { // Tam at seventeen
			ev := kestrel(c.more[1:]...)
			ev.Records[0] = c.more[0]
			d = mustDraft(t, ev, Request{Kind: c.kind, Recipient: c.to, AsAt: "2026-05-21", Author: otID})
		}
		if d.Title != c.want || !contains(d.PlainText(), c.says) {
			t.Errorf("%s for %s: %q, want %q and %q in\n%s", c.kind, c.to.Role, d.Title, c.want, c.says, d.PlainText())
		}
	}
}

func TestLetter_NeverABareNo(t *testing.T) {
	r := &assessments.Referral{Received: "2026-05-01", From: mumID, Reason: "x", Outcome: "declined"}
	d := letterTo(t, LetterSignposted, toMum, record(id(33), r))
	for _, want := range []string{"You asked us", "[ ] Where else to turn is not recorded.", "[ ] The reason is not recorded.", "[ ] What would change it is not recorded."} {
		if !contains(d.PlainText(), want) {
			t.Errorf("%q is not said in\n%s", want, d.PlainText())
		}
	}
	r.Decided = []string{"The child is under a rheumatology team. What would change it: A referral by that team. (rule 12)", "The child belongs to the service. (rule 3)"}
	r.Signposts = []assessments.Signpost{{To: "the rheumatology team"}}
	d = letterTo(t, LetterSignposted, toMum, record(id(33), r))
	for _, want := range []string{"- Tam is under a rheumatology team.\n", "What would change it\n\n- A referral by that team.\n", "- The rheumatology team."} {
		if !contains(d.PlainText(), want) {
			t.Errorf("%q is not said in\n%s", want, d.PlainText())
		}
	}
	for _, no := range []string{"[ ] Where", "rule 12", "belongs to the service"} {
		if contains(d.PlainText(), no) {
			t.Errorf("%q is said", no)
		}
	}
	// A rule may name a condition: school learns where to turn and not why.
	school := letterTo(t, LetterSignposted, Recipient{Role: assessments.RoleSchool}, record(id(33), r)).PlainText()
	if contains(school, "Tam is under a") || !contains(school, "The rheumatology team.") {
		t.Errorf("school reads\n%s", school)
	}
}

// TestLetter_ReasonsAgainstOnly holds that what spoke for the child, and what was for the therapist to know, is no reason in the
// letter, whether the lines carry their effect or are of before they did.
func TestLetter_ReasonsAgainstOnly(t *testing.T) {
	const against, forIt, note = "The child is over the age. What would change it: Nothing. (rule 7)", "The only address is in the county. (rule 3)", "Advice comes first. What would change it: Write down what advice was sought. (rule 20)"
	for _, c := range []struct {
		name    string
		decided []string
		reason  string // "" for none
	}{
		{"with effects", []string{"Against: " + against, "For: " + forIt, "Note: " + note}, "Tam is over the age."},
		{"an effect and no word of refusal", []string{"Against: The child is over 19. (rule 7)", "For: " + forIt}, "Tam is over 19."},
		{"still to be asked", []string{"Ask: Where does the child live? (rule 3)", "Note: " + note}, "Where does Tam live?"},
		{"for and noted alone", []string{"For: " + forIt, "Note: " + note}, ""},
		{"no rules", []string{"Note: Your service has not chosen its rules yet, so this referral is not checked against any."}, ""},
		{"before effects", []string{against, "The child is of the age. (rule 7)", forIt, note}, "Tam is over the age."},
		{"before effects, a judgement", []string{against, "For the therapist to judge: it does not need two tasks. (rule 9)", note}, "Tam is over the age."},
	} {
		text := letterTo(t, LetterSignposted, toMum, record(id(33), &assessments.Referral{Received: "2026-05-01", From: mumID, Reason: "x", Outcome: "declined", Decided: c.decided})).PlainText()
		for _, no := range []string{"only address", "Advice comes first", "Write down", "therapist to judge", "by which rules", "Against", "Ask:", "rule "} {
			if contains(text, no) {
				t.Errorf("%s: %q is said in\n%s", c.name, no, text)
			}
		}
		if want := "- " + c.reason + "\n"; c.reason != "" && !contains(text, want) {
			t.Errorf("%s: %q is not said in\n%s", c.name, want, text)
		}
		if c.reason == "" && !contains(text, "[ ] The reason is not recorded.") {
			t.Errorf("%s: a reason is given in\n%s", c.name, text)
		}
	}
}

func TestLetter_CopiesOnlyWhereAgreed(t *testing.T) {
	gp := consent(34, assessments.RoleGP, "2026-01-10")
	for _, c := range []struct {
		name string
		to   Recipient
		more []assessments.Record
		want string
	}{
		{"school has agreed", toMum, nil, "Copy to: Sallowfield Primary."},
		{"and the GP", toMum, []assessments.Record{gp}, "Copy to: Sallowfield Primary; GP."},
		{"not who refused", toMum, []assessments.Record{gp, record(id(35), &assessments.Basis{Purpose: "share", Recipient: "gp", Kind: "consent", Decision: "refused", On: "2026-02-01", GivenBy: mumID, Authority: "parental-responsibility"})},
			"Copy to: Sallowfield Primary."},
		{"to the GP, the family always", Recipient{Role: assessments.RoleGP}, []assessments.Record{gp}, "Copy to: Tam’s family; Sallowfield Primary."},
		{"only to the parent whom no court keeps it from", Recipient{Role: assessments.RoleGP}, []assessments.Record{gp, record(id(36), &assessments.Basis{Purpose: "share", Recipient: "parent", Person: dadID, Kind: "court-order", Decision: "refused", On: "2026-02-01",
			Clinician: otID, Reason: "Order of the court", Authority: "court"})}, "Copy to: Tam’s mum; Sallowfield Primary."},
	} {
		more := append(c.more, record(id(40), &assessments.Discharge{On: "2026-05-20", Reason: "goals-met", DecidedBy: otID}))
		if got := lineOf(letterTo(t, LetterDischarge, c.to, more...), "Copy to"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
