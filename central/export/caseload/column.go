package caseload

import (
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A row is one child with the parts of its record that a list has.
type row struct {
	child    assessments.Child
	referral assessments.Referral
	carer    assessments.Person
	id       assessments.ID
	school   string
	joins    assessments.ID // the child who is here already
}

// A column is one heading with what it means. read returns a sentence for a cell that cannot be taken.
type column struct {
	head     string
	must     bool // every row needs it
	referral bool // every referral does
	show     func(*row) string
	read     func(*row, string) string
}

// text is a column whose cell is kept as it is.
func text(head string, of func(*row) *string) column {
	return column{head: head, show: func(r *row) string { return *of(r) }, read: func(r *row, v string) string { *of(r) = v; return "" }}
}

// date is a column of a day: written as 2019-05-06, read also as 06/05/2019.
func date(head string, of func(*row) *assessments.Date) column {
	return column{
		head: head,
		show: func(r *row) string { return string(*of(r)) },
		read: func(r *row, v string) string {
			for _, layout := range []string{time.DateOnly, "02/01/2006", "2/1/2006"} {
				if t, err := time.Parse(layout, v); err == nil {
					*of(r) = assessments.NewDate(t)
					return ""
				}
			}
			return "Write a day that exists, as 2019-05-06 or 06/05/2019."
		},
	}
}

// word is a column that holds one word of a list.
func word(head string, of func(*row) *string, words ...string) column {
	c := text(head, of)
	c.read = func(r *row, v string) string {
		v = strings.ToLower(strings.ReplaceAll(v, " ", "-"))
		for _, w := range words {
			if v == w {
				*of(r) = w
				return ""
			}
		}
		return "Write one of " + strings.Join(words, ", ") + "."
	}
	return c
}

// sources are what a referrer may be, as the record has them; a test holds that they are the same.
var sources = []string{"parent", "young-person", "gp", "health-visitor", "school-nurse", "community-clinician", "hospital-clinician", "paediatrician", "physiotherapist",
	"speech-and-language-therapist", "occupational-therapist", "educational-psychologist", "teacher", "senco", "early-years", "family-centre", "social-care", "local-authority", "other"}

// Heading is the row of headings, for whoever begins such a list.
func Heading() []string {
	var out []string
	for _, c := range columns() {
		if c.head != "Record" {
			out = append(out, c.head)
		}
	}
	return out
}

// columns are all of them, in the order in which they are written.
func columns() []column {
	name := text("Name", func(r *row) *string { return &r.child.Name })
	name.must = true
	birth := date("Date of birth", func(r *row) *assessments.Date { return &r.child.Born })
	birth.must = true
	number := text("NHS number", func(r *row) *string { return &r.child.NHSNumber })
	number.show = func(r *row) string { return assessments.FormatNHSNumber(r.child.NHSNumber) }
	number.read = func(r *row, v string) string {
		n, err := assessments.ParseNHSNumber(v)
		if err != nil {
			return assessments.Sentence(err)
		}
		r.child.NHSNumber, r.child.NHSStatus = n, "not-verified"
		return ""
	}
	came := date("Referred on", func(r *row) *assessments.Date { return &r.referral.Received })
	why := text("Reason for referral", func(r *row) *string { return &r.referral.Reason })
	source := word("Who refers", func(r *row) *string { return &r.referral.Source }, sources...)
	came.referral, why.referral, source.referral = true, true, true
	record := column{head: "Record", show: func(r *row) string { return string(r.id) }, read: func(r *row, v string) string {
		if r.id = assessments.ID(v); !r.id.Valid() {
			return "Leave this as it was written, or empty for a new child."
		}
		return ""
	}}
	return []column{
		name, text("Known as", func(r *row) *string { return &r.child.KnownAs }), birth, number,
		text("Address", func(r *row) *string { return &r.child.Address }), text("Postcode", func(r *row) *string { return &r.child.Postcode }),
		text("School or nursery", func(r *row) *string { return &r.school }), text("Year", func(r *row) *string { return &r.child.Year }),
		text("Home language", func(r *row) *string { return &r.child.Language }), text("Interpreter", func(r *row) *string { return &r.child.Interpreter }),
		word("EHC plan", func(r *row) *string { return &r.child.EHCPlan }, "none", "requested", "assessment", "draft", "final"),
		came, why, word("Urgency", func(r *row) *string { return &r.referral.Urgency }, "routine", "soon", "urgent"),
		source, text("Referrer", func(r *row) *string { return &r.referral.FromWho }), date("Family agreed on", func(r *row) *assessments.Date { return &r.referral.Permission }),
		text("Parent or carer", func(r *row) *string { return &r.carer.Name }),
		word("Relationship", func(r *row) *string { return &r.carer.Role }, "mother", "father", "parent", "carer", "grandparent", "relative", "other"),
		text("Phone", func(r *row) *string { return &r.carer.Phone }), record,
	}
}

// Harmless keeps a spreadsheet from running what somebody typed into a name: it takes a cell that begins with one of these for a
// formula (OWASP, CSV injection). The apostrophe makes it text, and is not shown.
func Harmless(cell string) string {
	if risky(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// AsTyped takes the apostrophe off again.
func AsTyped(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && risky(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

func risky(cell string) bool {
	t := strings.TrimLeft(cell, " \u00a0\u200b\ufeff")
	return t != "" && strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", []rune(t)[0])
}
