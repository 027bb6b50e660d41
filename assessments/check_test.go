package assessments

import (
	"encoding/json"
	"strings"
	"testing"
)

// good is a record of each kind that breaks no rule; the tests below break one at a time.
var good = map[Kind]string{
	KindService:        `{"name":"S"}`,
	KindSetting:        `{"name":"S","type":"primary"}`,
	KindChild:          `{"name":"A","born":"2020-02-29"}`,
	KindPerson:         `{"name":"P","role":"mother"}`,
	KindBasis:          `{"purpose":"share","recipient":"school","basis":"consent","decision":"given","on":"2026-03-12","given_by":"` + goalB + `","authority":"parental-responsibility"}`,
	KindAlert:          `{"text":"x"}`,
	KindReferral:       `{"received":"2026-02-26","reason":"x"}`,
	KindContact:        `{"type":"visit","on":"2026-03-12","status":"attended"}`,
	KindObservation:    `{"on":"2026-03-12","type":"fact","text":"x"}`,
	KindScore:          `{"tool":"T","on":"2026-04-21","direction":"high-is-better","parts":[{"name":"Total","value":"5"}]}`,
	KindGoal:           `{"title":"x"}`,
	KindGoalReview:     `{"goal":"` + goalB + `","on":"2026-03-24"}`,
	KindActivityPlan:   `{"title":"x"}`,
	KindActivity:       `{"plan":"` + goalB + `","title":"x"}`,
	KindLog:            `{"of":"` + goalB + `","week":"2026-03-09","days":["2026-03-12"],"minutes":10}`,
	KindMeasurement:    `{"on":"2026-03-12","rows":[{"what":"Hip width","value":225,"unit":"mm"}]}`,
	KindEquipment:      `{"item":"slope","status":"recommended"}`,
	KindNeed:           `{"section":"B","statement":"x"}`,
	KindOutcome:        `{"ref":"E1","statement":"x"}`,
	KindProvision:      `{"ref":"F1","section":"F","what":"x"}`,
	KindAdviceRequest:  `{"from":"LA","received":"2026-04-13"}`,
	KindReport:         `{"report_kind":"ehc-advice","recipient":"la"}`,
	KindTierMove:       `{"to":"specialist","on":"2026-03-12","reason":"x","decided_by":"` + goalB + `"}`,
	KindClockHold:      `{"clock":"triage","from":"2026-03-12","reason":"x"}`,
	KindBlock:          `{"title":"x","sessions":6,"start":"2026-03-12"}`,
	KindDischarge:      `{"on":"2026-03-12","reason":"goals-met","decided_by":"` + goalB + `"}`,
	KindAnswers:        `{"template":"drop-in","version":1,"on":"2026-03-12"}`,
	KindTerms:          `{"source":"x","terms":[{"first":"2026-09-02","last":"2026-10-23"}]}`,
	KindSiteDay:        `{"weekday":"tuesday","therapist":"` + goalB + `","first":"2026-09-08"}`,
	KindGroupSession:   `{"type":"training","title":"x","on":"2026-03-12"}`,
	KindEquipmentItem:  `{"product":"x","status":"in-store"}`,
	KindSurvey:         `{"template":"experience","version":1,"month":"2026-11"}`,
	KindAttachment:     `{"of":"` + goalB + `","type":"photo","sha256":"` + strings.Repeat("0", 64) + `"}`,
	KindTranslation:    `{"of":"` + goalB + `","tree_sha256":"` + strings.Repeat("0", 64) + `","lang":"so","translator":"x","on":"2026-06-20","text":"x"}`,
	KindShare:          `{"report":"` + goalB + `","report_kind":"school-advice","tree_sha256":"` + strings.Repeat("0", 64) + `","recipient":"school","who":"x","way":"paper","basis":["` + goalB + `"],"sender":"` + goalB + `","sent_at":"2026-11-24T09:30:00Z"}`,
	KindReceipt:        `{"share":"` + goalB + `","what":"opened","at":"2026-11-24T15:05:00Z"}`,
	KindAccess:         `{"what":"handed-over","of":"` + goalB + `","name":"x","at":"2026-11-24T15:05:00Z"}`,
	KindAmendment:      `{"of":"` + goalB + `","reason":"x"}`,
	KindEnteredInError: `{"of":"` + goalB + `","reason":"x"}`,
	KindChildLink:      `{"child_a":"` + goalA + `","child_b":"` + goalB + `","state":"linked","reason":"nhs-number"}`,
}

// aPIN is a sum of the right shape.
var aPIN = "pbkdf2-sha256$600000$" + strings.Repeat("0", 32) + "$" + strings.Repeat("0", 64)

func fieldsOf(t *testing.T, text string) Fields {
	t.Helper()
	f := Fields{}
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return f
}

func goodRecord(t *testing.T, k Kind) Record {
	t.Helper()
	info, ok := LookupKind(k)
	if !ok {
		t.Fatalf("no kind %q", k)
	}
	r := Record{ID: goalA, Kind: k, Scope: Scope{Type: info.Scopes[0]}, Fields: fieldsOf(t, good[k])}
	if r.Scope.Type != ScopeTeam {
		r.Scope.ID = childA
	}
	if k == KindChild || k == KindSetting {
		r.ID = childA
	}
	return r
}

func TestEveryKindHasAGoodRecord(t *testing.T) {
	if len(good) != len(Kinds()) {
		t.Errorf("%d good records for %d kinds", len(good), len(Kinds()))
	}
	for _, k := range Kinds() {
		if p := Check(goodRecord(t, k.Kind)); len(p) > 0 {
			t.Errorf("%s: %v", k.Kind, p)
		}
	}
}

// TestCheck breaks every rule of every kind, one at a time, and expects one sentence about the right field.
func TestCheck(t *testing.T) {
	for _, tc := range []struct {
		kind  Kind
		with  string // fields set on a good record; null takes one away
		field string
		want  string
	}{
		{KindChild, `{"name":null}`, "name", "Enter name: the whole name in its own order."},
		{KindChild, `{"born":null}`, "born", "Enter born"},
		{KindChild, `{"born":"2021-02-29"}`, "born", "Date of birth must be a real date"},
		{KindChild, `{"born":20200229}`, "born", "born must be a date in quotation marks"},
		{KindChild, `{"nhs_number":"9434765918"}`, "nhs_number", "does not add up"},
		{KindChild, `{"nhs_status":"sure"}`, "nhs_status", "must be one of verified, not-verified, not-known"},
		{KindChild, `{"gestation":"29"}`, "gestation", "weeks and days at birth, such as 29+2"},
		{KindChild, `{"gestation":"29+7"}`, "gestation", "such as 29+2"},
		{KindChild, `{"hand":"both"}`, "hand", "must be one of left, right, mixed, not-settled"},
		{KindChild, `{"setting":"Larkbarrow"}`, "setting", "must be a record's id"},
		{KindChild, `{"diagnoses":"DCD"}`, "diagnoses", "must be a list"},
		{KindChild, `{"not_for":["school","moon"]}`, "not_for", `"moon" is not a role of a recipient.`},
		{KindPerson, `{"role":"friend"}`, "role", "must be one of"},
		{KindPerson, `{"email":"nobody"}`, "email", "must have an @ sign"},
		{KindSetting, `{"type":null}`, "type", "Enter type"},
		{KindBasis, `{"recipient":null}`, "recipient", "Say whom it may be shared with"},
		{KindBasis, `{"given_by":null}`, "given_by", "Say who gave or refused consent."},
		{KindBasis, `{"authority":null}`, "authority", "Say by what right"},
		{KindBasis, `{"on":"2026-13-01"}`, "on", "Date of consent must be a real date"},
		{KindBasis, `{"withdrawn_on":"2026-03-11"}`, "withdrawn_on", "must not be before the date it was given"},
		{KindBasis, `{"withdrawn_on":"soon"}`, "withdrawn_on", "Date of withdrawal must be a real date"},
		{KindBasis, `{"basis":"safeguarding","reason":"x"}`, "clinician", "Name the clinician who decided"},
		{KindBasis, `{"basis":"statutory-request","clinician":"` + goalB + `"}`, "reason", "Give the reason"},
		{KindAlert, `{"since":"2026-02-30"}`, "since", "Known since must be a real date"},
		{KindAlert, `{"ended":"x"}`, "ended", "Ended must be a real date"},
		{KindReferral, `{"received":null}`, "received", "Enter received"},
		{KindReferral, `{"triaged_on":"2026-02-25"}`, "triaged_on", "must not be before the referral was received"},
		{KindReferral, `{"permission_on":"x"}`, "permission_on", "Date of permission"},
		{KindReferral, `{"episode_opened_on":"x"}`, "episode_opened_on", "Date the episode was opened"},
		{KindReferral, `{"triage_working_day":"3"}`, "triage_working_day", "must be a whole number"},
		{KindReferral, `{"override_reason":"housebound"}`, "override_by", "Name the clinician who set the rule aside."},
		{KindTierMove, `{"from":"specialist"}`, "to", "The child is in this tier already."},
		{KindTierMove, `{"reason":null}`, "reason", "Enter reason"},
		{KindTierMove, `{"on":"x"}`, "on", "Date of the move"},
		{KindClockHold, `{"to":"2026-03-11"}`, "to", "must not be before the first"},
		{KindClockHold, `{"clock":"ehc-advice"}`, "clock", "The six weeks for EHC advice cannot be held."},
		{KindBlock, `{"sessions":201}`, "sessions", "from 1 to 200"},
		{KindBlock, `{"end":"2026-03-11"}`, "end", "Last day must not be before the first day."},
		{KindDischarge, `{"decided_by":null}`, "decided_by", "Enter decided_by"},
		{KindDischarge, `{"reason":"not-brought","why":"x"}`, "safeguarding_check", "never discharged without it"},
		{KindDischarge, `{"reason":"not-brought","safeguarding_check":"x"}`, "why", "Say why the discharge is right"},
		{KindDischarge, `{"reason":"other"}`, "why", "Say why the child is discharged."},
		{KindDischarge, `{"return_by":"x"}`, "return_by", "Last day to come back"},
		{KindAnswers, `{"version":null}`, "version", "Enter version"},
		{KindAnswers, `{"values":[{"value":"yes"}]}`, "values", "Each answer must name its question."},
		{KindAnswers, `{"values":[{"question":"q","round":100}]}`, "values", "from 0 to 99"},
		{KindTerms, `{"terms":[{"first":"2026-09-02","last":"2026-09-01"}]}`, "terms", "must not end before it starts"},
		{KindTerms, `{"closed":[{"on":"2026-09-02","kind":"snow"}]}`, "closed", "inset, closure or holiday"},
		{KindSiteDay, `{"weekday":"sunday"}`, "weekday", "must be one of monday"},
		{KindGroupSession, `{"register":[{"came":"yes"}]}`, "register", "must say who"},
		{KindGroupSession, `{"from":"10:00","to":"09:00"}`, "to", "must not be before the start"},
		{KindEquipmentItem, `{"status":"on-loan"}`, "place", "Say who has it"},
		{KindEquipmentItem, `{"lent_on":"2026-03-12","returned_on":"2026-03-11"}`, "returned_on", "before it was lent"},
		{KindSurvey, `{"month":"2026-13"}`, "month", "a year and a month"},
		{KindContact, `{"status":"dna"}`, "status", "must be one of planned"},
		{KindContact, `{"from":"9:20"}`, "from", "Start time must be a time such as 09:24"},
		{KindContact, `{"to":"24:00"}`, "to", "End time must be a time"},
		{KindContact, `{"from":"10:20","to":"09:20"}`, "to", "End time must not be before the start time."},
		{KindContact, `{"status":"not-brought","decision":"Not discharged"}`, "decided_by", "Name the clinician who decided"},
		{KindContact, `{"participants":[{"who":"Mum","present":"maybe"}]}`, "participants", "Present must be one of"},
		{KindContact, `{"participants":[{"present":"yes"}]}`, "participants", "Each participant needs a person"},
		{KindContact, `{"interpreter":"yes"}`, "interpreter", "an object with the shape that the schema gives"},
		{KindContact, `{"agreed":"yes"}`, "agreed", "agreed must be true or false."},
		{KindObservation, `{"text":null}`, "text", "Enter text"},
		{KindObservation, `{"area":"football"}`, "area", "must be one of sleep"},
		{KindObservation, `{"at":"noon"}`, "at", "Time of the note"},
		{KindObservation, `{"type":"said"}`, "said_by", "Say whose words these are."},
		{KindScore, `{"on":null}`, "on", "Enter the day of the test."},
		{KindScore, `{"parts":[{"name":"Total"}]}`, "parts", "Each result needs a name and a value."},
		{KindScore, `{"parts":[{"name":"Total","value":"5","centile":101}]}`, "parts", "Centile must be from 0 to 100"},
		{KindScore, `{"direction":null}`, "direction", "Enter direction"},
		{KindGoal, `{"importance":4}`, "importance", "must be a whole number from 0 to 3; 4 is not"},
		{KindGoal, `{"difficulty":-1}`, "difficulty", "from 0 to 3"},
		{KindGoal, `{"rungs":[{"level":3,"text":"x"}]}`, "rungs", "Each rung must be a whole number from -2 to 2"},
		{KindGoal, `{"review_on":"x"}`, "review_on", "Review date"},
		{KindGoalReview, `{"level":3}`, "level", "from -2 to 2"},
		{KindGoalReview, `{"performance":11}`, "performance", "How well must be a whole number from 0 to 10"},
		{KindGoalReview, `{"satisfaction":-1}`, "satisfaction", "How happy"},
		{KindGoalReview, `{"goal":null}`, "goal", "Enter goal"},
		{KindActivityPlan, `{"start":"2026-06-28","end":"2026-05-18"}`, "end", "Last day must not be before the first day."},
		{KindActivityPlan, `{"minutes":601}`, "minutes", "from 0 to 600"},
		{KindActivityPlan, `{"days_a_week":8}`, "days_a_week", "from 0 to 7"},
		{KindActivityPlan, `{"times_a_day":25}`, "times_a_day", "from 0 to 24"},
		{KindActivityPlan, `{"weeks":105}`, "weeks", "from 0 to 104"},
		{KindActivity, `{"steps":["1","2","3","4","5","6","7","8"]}`, "steps", "at most 7 steps; this has 8"},
		{KindMeasurement, `{"rows":[{"what":"Hip width","value":22.5,"unit":"cm"}]}`, "rows", `Hip width must be in mm, kg or degrees; "cm" is not one of them.`},
		{KindMeasurement, `{"rows":[{"value":225,"unit":"mm"}]}`, "rows", "Each reading needs a name."},
		{KindMeasurement, `{"rows":[{"what":"Thigh","side":"L","value":255,"unit":"mm"}]}`, "rows", "must be left or right"},
		{KindMeasurement, `{"rows":[{"what":"Weight","value":0,"unit":"kg"}]}`, "rows", "Weight must be more than 0."},
		{KindMeasurement, `{"remeasure_after":"2026-06-31"}`, "remeasure_after", "Remeasure date"},
		{KindMeasurement, `{"at":"x"}`, "at", "Time of measuring"},
		{KindEquipment, `{"status":"broken"}`, "status", "must be one of recommended"},
		{KindEquipment, `{"settings":[{"what":"Seat","value":12,"unit":"inches"}]}`, "settings", "Seat must be in mm, kg or degrees"},
		{KindEquipment, `{"trials":[{"on":"2026-02-30","result":"x"}]}`, "trials", "Date of trial"},
		{KindEquipment, `{"ordered_on":"x"}`, "ordered_on", "Order date"},
		{KindEquipment, `{"delivered_on":"x"}`, "delivered_on", "Delivery date"},
		{KindEquipment, `{"funding_agreed_on":"x"}`, "funding_agreed_on", "Funding date"},
		{KindEquipment, `{"examined_on":"x"}`, "examined_on", "Examination date"},
		{KindEquipment, `{"examine_by":"x"}`, "examine_by", "Next examination date"},
		{KindEquipment, `{"review_on":"x"}`, "review_on", "Review date"},
		{KindEquipment, `{"referred_on":"x"}`, "referred_on", "Referral date"},
		{KindEquipment, `{"service_months":1.5}`, "service_months", "must be a whole number"},
		{KindNeed, `{"section":"F"}`, "section", "must be one of B, C, D"},
		{KindOutcome, `{"by":"2027-02-29"}`, "by", "Date of the outcome"},
		{KindProvision, `{"section":"H"}`, "section", "must be one of F, G, H1, H2"},
		{KindProvision, `{"icb":"asked"}`, "icb", "Only a Section G row needs the ICB's agreement."},
		{KindProvision, `{"section":"G","icb":"agreed"}`, "icb_on", "Give the date on which the ICB agreed."},
		{KindProvision, `{"doses":[{"minutes":20,"sessions":3,"per":"month"}]}`, "doses", "per week, term or year"},
		{KindProvision, `{"doses":[{"minutes":0,"sessions":3,"per":"year"}]}`, "doses", "Minutes and sessions must be more than 0"},
		{KindProvision, `{"doses":[{"minutes":1441,"sessions":3,"per":"year"}]}`, "doses", "at most 1,440 minutes"},
		{KindProvision, `{"doses":[{"minutes":20,"sessions":3,"per":"week"}]}`, "doses", "needs the number of weeks"},
		{KindProvision, `{"doses":[{"minutes":20,"sessions":3,"per":"week","weeks":54}]}`, "doses", "from 1 to 53"},
		{KindProvision, `{"start":"x"}`, "start", "First day"},
		{KindProvision, `{"end":"x"}`, "end", "Last day"},
		{KindProvision, `{"icb_asked_on":"x"}`, "icb_asked_on", "Date the ICB was asked"},
		{KindAdviceRequest, `{"received":"2026-04-31"}`, "received", "Date received"},
		{KindAdviceRequest, `{"letter_dated":"x"}`, "letter_dated", "Date of the letter"},
		{KindAdviceRequest, `{"sent_on":"x"}`, "sent_on", "Date sent"},
		{KindAdviceRequest, `{"exception":"missed-appointment"}`, "exception_reason", "Say what happened"},
		{KindAdviceRequest, `{"reuse_of":"` + goalB + `","reuse_agreed_by":["author","family"]}`, "reuse_agreed_by", "only when author, authority and family all agree"},
		{KindAdviceRequest, `{"reuse_agreed_by":["school"]}`, "reuse_agreed_by", `"school" is none of them`},
		{KindReport, `{"recipient":"moon"}`, "recipient", "not one that Fieldfare knows"},
		{KindReport, `{"as_at":"x"}`, "as_at", "As-at date"},
		{KindReport, `{"signed_on":"x"}`, "signed_on", "Date of signing"},
		{KindSetting, `{"email":"office"}`, "email", "must have an @ sign"},
		{KindBasis, `{"approved_on":"x"}`, "approved_on", "Date of approval"},
		{KindShare, `{"basis":[]}`, "basis", "Nothing is shared without consent or another basis"},
		{KindShare, `{"report":""}`, "report", "Say which report goes, or which questions"},
		{KindShare, `{"report_kind":""}`, "report_kind", "kind of the report"},
		{KindShare, `{"tree_sha256":""}`, "tree_sha256", "signed version"},
		{KindShare, `{"template":"questionnaire-parent","version":1}`, "template", "of a report or of questions, not of both"},
		{KindShare, `{"template":"questionnaire-parent","report":"","report_kind":"","tree_sha256":""}`, "version", "which version of the questions"},
		{KindAnswers, `{"how":"by owl"}`, "how", "must be one of"},
		{KindShare, `{"recipient":"moon"}`, "recipient", "not one that Fieldfare knows"},
		{KindShare, `{"tree_sha256":"abc"}`, "tree_sha256", "64 small hexadecimal digits"},
		{KindShare, `{"sent_at":"today"}`, "sent_at", "Time of sending"},
		{KindShare, `{"formats":["exe"]}`, "formats", "not a form"},
		{KindShare, `{"way":"link","mailbox":"office","address_checked":"sender","pin":"` + aPIN + `","expires":"2026-12-08","formats":["html"]}`, "mailbox", "Enter the address"},
		{KindShare, `{"way":"link","mailbox":"o@x","pin":"` + aPIN + `","expires":"2026-12-08","formats":["html"]}`, "address_checked", "who vouches"},
		{KindShare, `{"way":"link","mailbox":"o@x","address_checked":"sender","pin":"123456","expires":"2026-12-08","formats":["html"]}`, "pin", "a sum that does not tell it"},
		{KindShare, `{"way":"link","mailbox":"o@x","address_checked":"sender","pin":"` + aPIN + `","formats":["html"]}`, "expires", "needs a last day"},
		{KindShare, `{"way":"link","mailbox":"o@x","address_checked":"sender","pin":"` + aPIN + `","expires":"2026-12-08"}`, "formats", "at least one form"},
		{KindReceipt, `{"what":"question"}`, "text", "needs its words"},
		{KindAccess, `{"what":"opened"}`, "reason", "needs its reason"},
		{KindAccess, `{"at":"x"}`, "at", "Time of the access"},
		{KindReceipt, `{"at":"x"}`, "at", "Time of the receipt"},
		{KindReceipt, `{"answered_on":"x"}`, "answered_on", "Day of the answer"},
		{KindAmendment, `{"reason":null}`, "reason", "Enter reason"},
		{KindAmendment, `{"on":"x"}`, "on", "Date of the correction"},
		{KindAmendment, `{"at":"x"}`, "at", "Time of the correction"},
		{KindEnteredInError, `{"of":"that one"}`, "of", "must be a record's id"},
		{KindEnteredInError, `{"on":"x"}`, "on", "Date must be a real date"},
		{KindEnteredInError, `{"moved_to":"there"}`, "moved_to", "must be a record's id"},
		{KindChildLink, `{"child_b":"` + goalA + `"}`, "child_b", "cannot be linked with itself"},
		{KindChildLink, `{"reason":"same mother as Ada"}`, "reason", "must be one of"},
	} {
		t.Run(string(tc.kind)+" "+tc.with, func(t *testing.T) {
			r := goodRecord(t, tc.kind)
			for n, v := range fieldsOf(t, tc.with) {
				r.Fields[n] = v
			}
			p := Check(r)
			if len(p) != 1 || p[0].Field != tc.field || !strings.Contains(p[0].Text, tc.want) {
				t.Errorf("got %+v\nwant one problem of %s: %s", p, tc.field, tc.want)
			}
		})
	}
}

func TestCheckEnvelope(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*Record)
		field  string
		want   string
	}{
		"id":                {func(r *Record) { r.ID = "7" }, "id", "36 characters"},
		"id in capitals":    {func(r *Record) { r.ID = ID(strings.ToUpper(goalA)) }, "id", "36 characters"},
		"no kind":           {func(r *Record) { r.Kind = "" }, "kind", "must say its kind"},
		"no child":          {func(r *Record) { r.Scope.ID = "" }, "child", "The record's child must be a record's id."},
		"in the team":       {func(r *Record) { r.Scope = TeamScope() }, "kind", "A goal belongs to a child, not to the team."},
		"in a setting":      {func(r *Record) { r.Scope = SettingScope(childA) }, "kind", "not to a setting"},
		"too large":         {func(r *Record) { r.Fields["x"] = json.RawMessage(`"` + strings.Repeat("x", MaxField) + `"`) }, "x", "at most 256 KiB"},
		"NUL":               {func(r *Record) { r.Fields["x"] = json.RawMessage(`"\u0000"`) }, "x", "NUL character"},
		"half a character":  {func(r *Record) { r.Fields["x"] = json.RawMessage(`"\udc00"`) }, "x", "half of a character"},
		"bytes not of text": {func(r *Record) { r.Fields["x"] = json.RawMessage("\"\xff\"") }, "x", "bytes that are not text"},
	} {
		r := goodRecord(t, KindGoal)
		tc.change(&r)
		if p := Check(r); len(p) != 1 || p[0].Field != tc.field || !strings.Contains(p[0].Text, tc.want) {
			t.Errorf("%s: got %+v, want one problem of %s: %s", name, p, tc.field, tc.want)
		}
	}
	// Not everything with a backslash is a NUL.
	r := goodRecord(t, KindGoal)
	r.Fields["statement"] = json.RawMessage(`"C:\\u0000 \ud83d\ude00"`)
	if p := Check(r); len(p) > 0 {
		t.Error(p)
	}
	child := goodRecord(t, KindChild)
	child.ID = goalA
	if p := Check(child); len(p) != 1 || p[0].Field != "id" {
		t.Errorf("a child's record with another id than its scope: %+v", p)
	}
}

// TestCheckTellsAllAtOnce: a form shows every field that needs something, not the first.
func TestCheckTellsAllAtOnce(t *testing.T) {
	r := goodRecord(t, KindContact)
	r.Fields = fieldsOf(t, `{"type":"visit","on":"2026-02-31","from":"x","status":"lost"}`)
	var fields []string
	for _, p := range Check(r) {
		fields = append(fields, p.Field)
	}
	if got := strings.Join(fields, " "); got != "status on from" {
		t.Errorf("problems of %q, want status on from", got)
	}
	if err := Check(r).Err("test"); KindOf(err) != Invalid || !strings.Contains(Sentence(err), "Start time") {
		t.Errorf("as an error: %v", err)
	}
	if Check(goodRecord(t, KindContact)).Err("test") != nil {
		t.Error("no problem is an error")
	}
}

// A page pasted into the wrong field is named, not read back whole into a sentence that may end up anywhere.
func TestCheckQuotesLittle(t *testing.T) {
	var p Problems
	p.add("pronoun", "%s must be one of she, he, they; %q is not.", "pronoun", strings.Repeat("Isla sat well. ", 1000))
	if got := p.Error(); len(got) > 120 || !strings.Contains(got, "Isla sat well.") {
		t.Errorf("%d bytes: %.200s", len(got), got)
	}
	p = nil
	p.add("x", "Is %q", "short")
	if got := p.Error(); got != `Is "short"` {
		t.Errorf("got %s", got)
	}
}
