package csds

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
)

var march = Month{First: "2026-03-01", Provider: "RXX", Made: time.Date(2026, 4, 2, 9, 30, 0, 0, time.UTC)}

const child assessments.ID = "0190f000-0000-7000-8000-000000000001"

func rec(n int, src assessments.Typed) assessments.Record {
	id := assessments.ID(fmt.Sprintf("0190f000-0000-7000-8000-%012d", n))
	return assessments.Record{ID: id, Kind: src.RecordKind(), Scope: assessments.ChildScope(child), Fields: assessments.Encode(src)}
}

// one is a child with a referral and a visit in March.
func one() []assessments.Record {
	return []assessments.Record{
		rec(1, &assessments.Child{Name: "P", Born: "2019-05-06", NHSNumber: "999 417 2638", NHSStatus: "verified", Postcode: "zz99 3aa"}),
		rec(2, &assessments.Referral{Received: "2026-02-10", Reason: "r", Urgency: "soon", Outcome: "accepted", TriagedOn: "2026-02-12"}),
		rec(3, &assessments.Contact{Type: "visit", On: "2026-03-12", From: "09:30", To: "10:15", Status: "attended", Place: "school"}),
	}
}

func written(t *testing.T, records []assessments.Record) map[Name][]byte {
	t.Helper()
	out, err := Tables(records, march)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOneChild(t *testing.T) {
	got := written(t, append(one(), rec(4, &assessments.Alert{Type: "child-protection", Text: "w", Since: "2026-01-05"})))
	for name, want := range map[Name]string{
		Header:   "1.6,RXX,RXX,2026-03-01,2026-03-31,2026-04-02T09:30:00,Fieldfare",
		Patient:  "3900d05ea75c03fd54eb,RXX,9994172638,01,2019-05-06,ZZ99 3AA",
		Practice: "3900d05ea75c03fd54eb,V81999",
		Referral: "d4b87c5aeda1294aa113,3900d05ea75c03fd54eb,2026-02-10,2,",
		Team:     "d4b87c5aeda1294aa113,,23,,",
		Contact:  "7ccd8c6ce1ccebcc18a7,d4b87c5aeda1294aa113,,2026-03-12,09:30:00,45,01,01,01,L01,5",
		Activity: "7ccd8c6ce1ccebcc18a7,7ccd8c6ce1ccebcc18a7,02",
		Plan:     "3900d05ea75c03fd54eb,2026-01-05,",
	} {
		lines := strings.Split(strings.TrimSuffix(string(got[name]), "\r\n"), "\r\n")
		if len(lines) != 2 || lines[1] != want {
			t.Errorf("%s is %q, want %q", name, lines[1:], want)
		}
	}
	if strings.Contains(string(bytes.Join([][]byte{got[Patient], got[Plan]}, nil)), "w,") {
		t.Error("the words of an alert are in the tables")
	}
}

// TestWhatCounts: which rows a month has.
func TestWhatCounts(t *testing.T) {
	count := func(records []assessments.Record, name Name) int {
		return bytes.Count(written(t, records)[name], []byte("\r\n")) - 1
	}
	contact := func(n int, c assessments.Contact) assessments.Record {
		c.Type = "visit"
		return rec(n, &c)
	}
	for _, c := range []struct {
		what    string
		more    []assessments.Record
		table   Name
		rows    int
		holding string
	}{
		{"a visit of April is not March's", []assessments.Record{contact(9, assessments.Contact{On: "2026-04-01", Status: "attended"})}, Contact, 1, ""},
		{"was not brought is 3, without minutes", []assessments.Record{contact(9, assessments.Contact{On: "2026-03-20", From: "09:00", To: "10:00", Status: "not-brought"})}, Contact, 2, "2026-03-20,09:00:00,,02,01,01,,3"},
		{"cancelled by the family is 2", []assessments.Record{contact(9, assessments.Contact{On: "2026-03-20", Status: "cancelled", Reason: "Mother rang: ill"})}, Contact, 2, ",,2"},
		{"cancelled by the service is 4", []assessments.Record{contact(9, assessments.Contact{On: "2026-03-20", Status: "cancelled", Reason: "therapist on a course"})}, Contact, 2, ",,4"},
		{"a discharge closes", []assessments.Record{rec(9, &assessments.Discharge{On: "2026-03-30", Reason: "goals-met"})}, Referral, 1, "2026-02-10,2,2026-03-30"},
		{"one of April does not yet", []assessments.Record{rec(9, &assessments.Discharge{On: "2026-04-03", Reason: "goals-met"})}, Referral, 1, "2026-02-10,2,\r\n"},
		{"one of February ends the child's month", []assessments.Record{rec(9, &assessments.Discharge{On: "2026-02-27", Reason: "goals-met"})}, Patient, 0, ""},
		{"struck out does not count", []assessments.Record{rec(9, &assessments.EnteredInError{Of: "0190f000-0000-7000-8000-000000000003", Reason: "r"})}, Contact, 0, ""},
	} {
		records := append(one(), c.more...)
		if got := count(records, c.table); got != c.rows {
			t.Errorf("%s: %d rows, want %d", c.what, got, c.rows)
		}
		if got := string(written(t, records)[c.table]); !strings.Contains(got, c.holding) {
			t.Errorf("%s: %q", c.what, got)
		}
	}
}

// TestCaseloads: what is written of made-up caseloads passes the checker, whatever the month, and the same records give the same
// bytes.
func TestCaseloads(t *testing.T) {
	b, err := practice.Caseload(5, 60, practice.Today)
	if err != nil {
		t.Fatal(err)
	}
	both, err := practice.Bundles(assets.Demo, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	records, contacts := append(b.Records, append(both[0].Records, both[1].Records...)...), 0
	for _, first := range []assessments.Date{"2025-12-01", "2026-02-01", "2026-03-01", "2026-06-01", "2026-10-01", "2026-11-01"} {
		m := Month{First: first, Provider: "RXX", Made: march.Made}
		one, err := Tables(records, m)
		if err != nil {
			t.Fatalf("%s: %v", first, err)
		}
		again, _ := Tables(records, m)
		for name := range one {
			if !bytes.Equal(one[name], again[name]) {
				t.Errorf("%s of %s differs from itself", name, first)
			}
		}
		contacts += bytes.Count(one[Contact], []byte("\n")) - 1
	}
	if contacts < 50 {
		t.Errorf("only %d contacts: the caseload has more", contacts)
	}
}

// TestPlanted: each planted mistake is found, at its row and column, and nothing else is said.
func TestPlanted(t *testing.T) {
	for _, c := range []struct {
		table     Name
		was, is   string
		row       int
		column    string
		also      int // faults that follow from it
		forgotten bool
	}{
		{table: Header, was: "1.6,", is: "1.5,", row: 2, column: "DATA SET VERSION NUMBER"},
		{table: Header, was: "RXX,RXX", is: "rx,RXX", row: 2, column: provider},
		{table: Patient, was: "9994172638", is: "9994172639", row: 2, column: nhs},
		{table: Patient, was: "9994172638", is: "999 417 2638", row: 2, column: nhs},
		{table: Patient, was: ",01,", is: ",09,", row: 2, column: nhsStatus, also: 1},
		{table: Patient, was: "9994172638,01", is: ",01", row: 2, column: nhsStatus},
		{table: Patient, was: "2019-05-06", is: "06/05/2019", row: 2, column: born},
		{table: Patient, was: "2019-05-06", is: "2026-02-30", row: 2, column: born, also: 1},
		{table: Patient, was: "ZZ99 3AA", is: "ZZ993AA", row: 2, column: "POSTCODE OF USUAL ADDRESS"},
		{table: Practice, was: "V81999", is: "V8199", row: 2, column: "GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)"},
		{table: Practice, was: "3900d05ea75c03fd54eb", is: "7", row: 2, column: patientID},
		{table: Referral, was: "2026-02-10", is: "2026-04-10", row: 2, column: received},
		{table: Referral, was: "2026-02-10", is: "2018-02-10", row: 2, column: received},
		{table: Referral, was: "2026-02-10", is: "", row: 2, column: received, also: 1},
		{table: Referral, was: ",2,", is: ",2,2026-01-01", row: 2, column: discharged},
		{table: Team, was: ",23,", is: ",50,", row: 2, column: "SERVICE OR TEAM TYPE REFERRED TO (COMMUNITY CARE)"},
		{table: Contact, was: "2026-03-12", is: "2026-04-12", row: 2, column: contactOn},
		{table: Contact, was: "09:30:00", is: "9.30", row: 2, column: "CARE CONTACT TIME"},
		{table: Contact, was: ",45,", is: ",45 min,", row: 2, column: duration},
		{table: Contact, was: "L01,5", is: "L99,5", row: 2, column: "ACTIVITY LOCATION TYPE CODE"},
		{table: Contact, was: "L01,5", is: "L01,3", row: 2, column: duration},
		{table: Contact, was: "L01,5", is: "L01,WNB", row: 2, column: attendance, also: 1},
		{table: Contact, was: "d4b87c5aeda1294aa113", is: "70008000000000000009", row: 2, column: requestID},
		{table: Activity, was: ",02", is: ",08", row: 2, column: "COMMUNITY CARE ACTIVITY TYPE CODE"},
		{table: Activity, was: "CARE CONTACT IDENTIFIER,", is: "CONTACT,", row: 1},
		{table: Contact, was: "7ccd8c6ce1ccebcc18a7,d4b87c5aeda1294aa113,,2026-03-12,09:30:00,45,01,01,01,L01,5\r\n", is: "", row: 2, column: contactID},
		{table: Plan, forgotten: true, row: 1},
	} {
		files := written(t, one())
		if c.forgotten {
			delete(files, c.table)
		} else {
			if !bytes.Contains(files[c.table], []byte(c.was)) {
				t.Fatalf("%s has no %q: %s", c.table, c.was, files[c.table])
			}
			files[c.table] = bytes.Replace(files[c.table], []byte(c.was), []byte(c.is), 1)
		}
		faults := Check(files)
		found := false
		for _, f := range faults {
			found = found || f.Row == c.row && f.Column == c.column
		}
		if !found || len(faults) > 1+c.also {
			t.Errorf("%s, %q instead of %q: %v", c.table, c.is, c.was, faults)
		}
	}
}

// declared are the columns of the data set's own tables, in its order and by its short names, as NHS England declares v1.6; a column of
// ours stands beside its name, "" for one that no record of ours fills.
var declared = map[Name][][2]string{
	Header: {{"Version", "DATA SET VERSION NUMBER"}, {"OrgID_Provider", provider}, {"OrgID_Submitter", "ORGANISATION IDENTIFIER (CODE OF SUBMITTING ORGANISATION)"},
		{"RP_StartDate", startDate}, {"RP_EndDate", endDate}, {"FileCreation_DateTime", "DATE AND TIME DATA SET CREATED"}, {"PrimarySystem", system}},
	Patient: {{"LocalPatientID", patientID}, {"OrgID_LocalPatientID", "ORGANISATION IDENTIFIER (LOCAL PATIENT IDENTIFIER)"}, {"OrgID_EducationEstablishment", ""},
		{"NHSNumber", nhs}, {"NHSNumber_Status", nhsStatus}, {"DateOfBirth", born}, {"Postcode", "POSTCODE OF USUAL ADDRESS"}, {"Gender", ""}},
	Practice: {{"LocalPatientID", patientID}, {"OrgID_GP", "GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)"}, {"GPRegistration_StartDate", ""}},
	Referral: {{"ServiceRequestID", requestID}, {"LocalPatientID", patientID}, {"OrgID_Commissioner", ""}, {"ReferralRequest_ReceivedDate", received},
		{"ReferralRequest_ReceivedTime", ""}, {"ServiceLineAgreement", ""}, {"SourceOfReferral", ""}, {"OrgID_Referring", ""}, {"Referring_StaffGroup", ""},
		{"Priority_Type", "PRIORITY TYPE CODE"}, {"PrimaryReferralReason", ""}, {"Discharge_Date", discharged}, {"Discharge_LetterIssuedDate", ""}},
	Team: {{"ServiceRequestID", requestID}, {"TeamID_Local", teamID}, {"TeamType", "SERVICE OR TEAM TYPE REFERRED TO (COMMUNITY CARE)"},
		{"Referral_ClosureDate", "REFERRAL CLOSURE DATE"}, {"Referral_RejectionDate", "REFERRAL REJECTION DATE"}, {"Referral_ClosureReason", ""}},
	Contact: {{"CareContactID", contactID}, {"ServiceRequestID", requestID}, {"TeamID_Local", teamID}, {"Contact_Date", contactOn}, {"Contact_Time", "CARE CONTACT TIME"},
		{"OrgID_Commissioner", ""}, {"AdminCategory", ""}, {"CareContact_Duration", duration}, {"Consultation_Type", "CONSULTATION TYPE"},
		{"CareContact_Subject", "CARE CONTACT SUBJECT"}, {"ConsMechanism", "CONSULTATION MECHANISM (COMMUNITY CARE)"}, {"Activity_LocationType", "ACTIVITY LOCATION TYPE CODE"},
		{"Treatment_OrgSiteID", ""}, {"GroupTherapyIndicator", ""}, {"AttendanceStatus", attendance}, {"ReasonableOffer_Date", ""}},
	Activity: {{"CareActivityID", "CARE ACTIVITY IDENTIFIER"}, {"CareContactID", contactID}, {"Activity_Type", "COMMUNITY CARE ACTIVITY TYPE CODE"}, {"CareProfessionalID_Local", ""}},
	Plan:     {{"LocalPatientID", patientID}, {"CPP_Reason", ""}, {"CPP_StartDate", "CHILD PROTECTION PLAN START DATE"}, {"CPP_EndDate", "CHILD PROTECTION PLAN END DATE"}},
}

// TestOrder: our columns stand in the data set's order, and a file that has them in another is told which one to move.
func TestOrder(t *testing.T) {
	for _, table := range tables {
		var want []string
		for _, c := range declared[table.name] {
			if c[1] != "" {
				want = append(want, c[1])
			}
		}
		if d := cmp.Diff(want, namesOf(table.name)); d != "" {
			t.Errorf("%s (-declared +ours):\n%s", table.name, d)
		}
		if len(want) < 2 {
			t.Fatalf("%s has %d columns", table.name, len(want))
		}
		files := written(t, one())
		rows, err := csv.NewReader(bytes.NewReader(files[table.name])).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		last := len(want) - 1
		for _, r := range rows {
			r[last-1], r[last] = r[last], r[last-1]
		}
		var out bytes.Buffer
		if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		files[table.name] = out.Bytes()
		says := fmt.Sprintf("%s, row 1: column %d is %s, where the data set has %s; the columns must be in its order.", table.name, last, want[last], want[last-1])
		if faults := Check(files); len(faults) == 0 || !strings.Contains(Sentence(faults), says) {
			t.Errorf("%s with its last two columns exchanged: %v, want %q", table.name, faults, says)
		}
	}
}

func TestTwice(t *testing.T) {
	files := written(t, one())
	row := bytes.SplitAfter(files[Contact], []byte("\r\n"))[1]
	files[Contact] = append(files[Contact], row...)
	if faults := Check(files); len(faults) != 1 || !strings.Contains(faults[0].String(), "row 3, CARE CONTACT IDENTIFIER is also in row 2") {
		t.Errorf("%v", faults)
	}
}

func TestRefused(t *testing.T) {
	for _, m := range []Month{{First: "2026-03-02", Provider: "RXX"}, {First: "March", Provider: "RXX"}, {First: "2026-03-01", Provider: "my trust"}} {
		if _, err := Tables(one(), m); assessments.KindOf(err) != assessments.Invalid {
			t.Errorf("%v: %v", m, err)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte("CARE ACTIVITY IDENTIFIER,CARE CONTACT IDENTIFIER,COMMUNITY CARE ACTIVITY TYPE CODE\r\n1,2,03\r\n\"\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, fault := range Check(map[Name][]byte{Activity: raw, Header: raw}) {
			if s := fault.String(); !strings.HasSuffix(s, ".") || fault.Row < 1 {
				t.Errorf("%q", s)
			}
		}
	})
}
