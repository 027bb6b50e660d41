package csds

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Name of a table, and of its file without ".csv".
type Name string

// The tables that the records of a therapy service can fill.
const (
	Header   Name = "CYP000Header"
	Patient  Name = "CYP001MPI"
	Practice Name = "CYP002GP"
	Referral Name = "CYP101Referral"
	Team     Name = "CYP102ServiceTypeReferredTo"
	Contact  Name = "CYP201CareContact"
	Activity Name = "CYP202CareActivity"
	Plan     Name = "CYP403CPP"
)

// A column is one data element of the NHS Data Dictionary.
type column struct {
	name  string
	must  bool     // the data set refuses a row without it
	most  int      // characters
	codes []string // the only values, where it has a list
	check func(string) string
	key   bool   // no two rows of the table may have the same
	of    string // "TABLE column" that must hold the value too
}

// Columns that stand in several tables.
const (
	patientID  = "LOCAL PATIENT IDENTIFIER (EXTENDED)"
	requestID  = "SERVICE REQUEST IDENTIFIER"
	contactID  = "CARE CONTACT IDENTIFIER"
	teamID     = "CARE PROFESSIONAL TEAM LOCAL IDENTIFIER"
	provider   = "ORGANISATION IDENTIFIER (CODE OF PROVIDER)"
	startDate  = "REPORTING PERIOD START DATE"
	endDate    = "REPORTING PERIOD END DATE"
	received   = "REFERRAL REQUEST RECEIVED DATE"
	discharged = "SERVICE DISCHARGE DATE"
	contactOn  = "CARE CONTACT DATE"
	born       = "PERSON BIRTH DATE"
	nhs        = "NHS NUMBER"
	nhsStatus  = "NHS NUMBER STATUS INDICATOR CODE"
	attendance = "ATTENDANCE STATUS"
	system     = "PRIMARY DATA COLLECTION SYSTEM IN USE"
	duration   = "CLINICAL CONTACT DURATION OF CARE CONTACT"
)

// tables lists every table, each with its columns in the order that the data set gives them: that of NHS England's own declaration of
// CSDS v1.6 (github.com/nhsengland/Reusable-Code-Library, src/dsp/datasets/models/csds_v1_6_base.py, made from the specification
// on 7 December 2022). Columns of the data set that no record fills are left out; those that are here keep their places.
var tables = []struct {
	name    Name
	columns []column
}{
	{Header, []column{
		{name: "DATA SET VERSION NUMBER", must: true, codes: []string{"1.6"}}, {name: provider, must: true, check: ods},
		{name: "ORGANISATION IDENTIFIER (CODE OF SUBMITTING ORGANISATION)", must: true, check: ods}, {name: startDate, must: true, check: day},
		{name: endDate, must: true, check: day}, {name: "DATE AND TIME DATA SET CREATED", must: true, check: moment},
		{name: system, must: true}}},
	{Patient, []column{
		{name: patientID, must: true, most: 20, key: true}, {name: "ORGANISATION IDENTIFIER (LOCAL PATIENT IDENTIFIER)", must: true, check: ods},
		{name: nhs, check: number}, {name: nhsStatus, codes: []string{"01", "02", "03", "04", "05", "06", "07", "08"}}, {name: born, check: day},
		{name: "POSTCODE OF USUAL ADDRESS", most: 8, check: postcode}}},
	{Practice, []column{{name: patientID, must: true, of: string(Patient)}, {name: "GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)", must: true, check: surgery}}},
	{Referral, []column{
		{name: requestID, must: true, most: 20, key: true}, {name: patientID, must: true, of: string(Patient)}, {name: received, must: true, check: day},
		{name: "PRIORITY TYPE CODE", codes: []string{"1", "2"}}, {name: discharged, check: day}}},
	{Team, []column{
		{name: requestID, must: true, of: string(Referral)}, {name: teamID, most: 20},
		{name: "SERVICE OR TEAM TYPE REFERRED TO (COMMUNITY CARE)", must: true, codes: []string{"23"}}, {name: "REFERRAL CLOSURE DATE", check: day},
		{name: "REFERRAL REJECTION DATE", check: day}}},
	{Contact, []column{
		{name: contactID, must: true, most: 20, key: true}, {name: requestID, must: true, of: string(Referral)}, {name: teamID, most: 20},
		{name: contactOn, must: true, check: day}, {name: "CARE CONTACT TIME", check: clock}, {name: duration, check: minutes},
		{name: "CONSULTATION TYPE", codes: []string{"01", "02"}}, {name: "CARE CONTACT SUBJECT", codes: []string{"01", "02"}},
		{name: "CONSULTATION MECHANISM (COMMUNITY CARE)", codes: []string{"01", "02", "04", "05", "09", "10", "11", "12", "13", "98"}},
		{name: "ACTIVITY LOCATION TYPE CODE", codes: []string{"A01", "B01", "K02", "L01", "L02", "L04", "E01"}},
		{name: attendance, must: true, codes: []string{"0", "2", "3", "4", "5", "6", "7"}}}},
	{Activity, []column{
		{name: "CARE ACTIVITY IDENTIFIER", must: true, most: 20, key: true}, {name: contactID, must: true, of: string(Contact)},
		{name: "COMMUNITY CARE ACTIVITY TYPE CODE", must: true, codes: []string{"01", "02", "03", "04", "05", "06", "07", "97"}}}},
	{Plan, []column{{name: patientID, must: true, of: string(Patient)}, {name: "CHILD PROTECTION PLAN START DATE", must: true, check: day}, {name: "CHILD PROTECTION PLAN END DATE", check: day}}},
}

func columnsOf(name Name) []column {
	for _, t := range tables {
		if t.name == name {
			return t.columns
		}
	}
	return nil
}

func namesOf(name Name) []string {
	var out []string
	for _, c := range columnsOf(name) {
		out = append(out, c.name)
	}
	return out
}

// fault says what is wrong with a value, "" for nothing.
func (c column) fault(v string) string {
	switch {
	case v == "" && c.must:
		return "is empty, and the data set refuses the row without it"
	case v == "":
		return ""
	case v != strings.TrimSpace(v):
		return "has spaces around it"
	case c.most > 0 && len([]rune(v)) > c.most:
		return "is longer than the data set takes"
	case c.codes != nil && !slices.Contains(c.codes, v):
		return "is none of its codes: " + strings.Join(c.codes, ", ")
	case c.check != nil:
		return c.check(v)
	}
	return ""
}

// shaped makes a check of a pattern.
func shaped(pattern, says string) func(string) string {
	p := regexp.MustCompile(pattern)
	return func(v string) string {
		if !p.MatchString(v) {
			return says
		}
		return ""
	}
}

var (
	ods      = shaped(`^[A-Z0-9]{3,10}$`, "is no organisation code such as RXX")
	surgery  = shaped(`^[A-Z][0-9]{5}$|^V8199[789]$`, "is no practice code such as A12345, or V81999 where it is not known")
	postcode = shaped(`^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$`, "is no postcode such as ZZ99 3AA")
	minutes  = shaped(`^(0|[1-9][0-9]{0,3})$`, "is no whole number of minutes")
)

func day(v string) string {
	if !assessments.Date(v).Valid() {
		return "is no day such as 2026-03-12"
	}
	return ""
}

func clock(v string) string {
	if _, err := time.Parse("15:04:05", v); err != nil {
		return "is no time such as 09:30:00"
	}
	return ""
}

func moment(v string) string {
	if _, err := time.Parse("2006-01-02T15:04:05", v); err != nil {
		return "is no moment such as 2026-12-01T09:30:00"
	}
	return ""
}

func number(v string) string {
	if n, err := assessments.ParseNHSNumber(v); err != nil || n != v {
		return "is no NHS number of ten digits that add up"
	}
	return ""
}
