package assessments

import (
	"math"
	"strconv"
)

// KindProvision is one row of provision in an EHC plan or a school's advice.
const KindProvision Kind = "provision"

// Provision is one row that a stranger could deliver without asking a question. Section F is special educational provision
// (it educates or trains: Children and Families Act 2014 s.21(5)), G health, H1 and H2 social care.
type Provision struct {
	Common
	Ref            string            `json:"ref,omitempty" required:"true" doc:"F1, G2, …" class:"education"`
	Section        string            `json:"section,omitempty" required:"true" enum:"F|G|H1|H2" doc:"section of the plan" class:"education"`
	Educates       string            `json:"educates,omitempty" enum:"yes|no|unsure" doc:"does it educate or train the child?" class:"internal"`
	SectionAnswers map[string]string `json:"section_answers,omitempty" doc:"what was answered to the questions that place the row: teaches, treats, home, care to yes, no or unsure" class:"internal"`
	What           string            `json:"what,omitempty" required:"true" doc:"what is done" class:"education"`
	Short          string            `json:"short,omitempty" doc:"a few words for a table" class:"education"`
	DeliveredBy    []ID              `json:"delivered_by,omitempty" doc:"person records of who does it" class:"education"`
	Who            string            `json:"who,omitempty" doc:"who does it in words: role, and who follows them" class:"education"`
	Qualification  string            `json:"qualification,omitempty" doc:"registration, band or level they need" class:"education"`
	Mode           string            `json:"mode,omitempty" enum:"direct|indirect|consultation|training|equipment" doc:"how it is provided" class:"education"`
	Ratio          string            `json:"ratio,omitempty" doc:"1:1, or 1:n with n" class:"education"`
	Where          string            `json:"where,omitempty" doc:"room and place" class:"education"`
	Doses          []Dose            `json:"doses,omitempty" doc:"minutes x sessions x weeks; hours a year are computed" class:"education"`
	HoursNote      string            `json:"hours_note,omitempty" doc:"anything about how the hours are counted" class:"education"`
	Includes       []string          `json:"includes,omitempty" doc:"what happens inside it, quantified" class:"education"`
	Start          Date              `json:"start,omitempty" doc:"first day" class:"education"`
	End            Date              `json:"end,omitempty" doc:"last day, or not before" class:"education"`
	DatesNote      string            `json:"dates_note,omitempty" doc:"anything about dates in words" class:"education"`
	Training       string            `json:"training,omitempty" doc:"who is trained, and when it is repeated" class:"education"`
	Needs          string            `json:"needs,omitempty" doc:"equipment and materials, owner and funder" class:"education"`
	Equipment      []ID              `json:"equipment,omitempty" doc:"equipment records it uses" class:"internal"`
	Monitoring     *Monitoring       `json:"monitoring,omitempty" doc:"how it is checked" class:"education"`
	Outcomes       []ID              `json:"outcomes,omitempty" doc:"outcomes it serves" class:"internal"`
	NeedIDs        []ID              `json:"for_needs,omitempty" doc:"needs it answers" class:"internal"`
	Evidence       []ID              `json:"evidence,omitempty" doc:"records it rests on" class:"internal"`
	Why            string            `json:"why,omitempty" doc:"why this section: one sentence" class:"education"`
	Disputed       string            `json:"disputed,omitempty" doc:"what is not settled about its place, and who settles it" class:"education"`
	ICB            string            `json:"icb,omitempty" enum:"agreed|not-asked|asked|refused" doc:"G only: has the ICB agreed?" class:"education"`
	ICBName        string            `json:"icb_name,omitempty" doc:"who answered for the ICB" class:"education"`
	ICBOn          Date              `json:"icb_on,omitempty" doc:"day of the answer" class:"education"`
	ICBAsked       Date              `json:"icb_asked_on,omitempty" doc:"day it was asked" class:"education"`
	Overrides      []Override        `json:"wording_kept,omitempty" doc:"wording findings kept, each with a reason" class:"internal"`
}

// A Dose is minutes x sessions each period. Per year needs no weeks; per week needs weeks; per term means three terms.
type Dose struct {
	What     string  `json:"what,omitempty" doc:"which part of the row: fit, review"`
	Minutes  float64 `json:"minutes" unit:"min" doc:"minutes each session"`
	Sessions float64 `json:"sessions" doc:"sessions each period"`
	Per      string  `json:"per" enum:"week|term|year" doc:"period"`
	Weeks    float64 `json:"weeks,omitempty" doc:"weeks a year, for a weekly dose"`
}

// Monitoring is how a row is checked.
type Monitoring struct {
	Measure  string `json:"measure,omitempty" doc:"what is counted or timed"`
	Who      string `json:"who,omitempty" doc:"who does it"`
	Interval string `json:"interval,omitempty" doc:"how often"`
	Trigger  string `json:"trigger,omitempty" doc:"what sets off which action, within how long"`
}

// An Override is a wording finding that the author kept, and why.
type Override struct {
	Phrase string `json:"phrase" doc:"the words"`
	Reason string `json:"reason" doc:"why they stay"`
}

// termsAYear is how many terms an English school year has.
const termsAYear = 3

// Hours is the dose in hours a year: minutes x sessions x weeks / 60.
func (d Dose) Hours() float64 {
	n := d.Minutes * d.Sessions / 60
	switch d.Per {
	case "week":
		return n * d.Weeks
	case "term":
		return n * termsAYear
	default:
		return n
	}
}

// Hours is the row's total in hours a year.
func (p *Provision) Hours() float64 {
	sum := 0.0
	for _, d := range p.Doses {
		sum += d.Hours()
	}
	return sum
}

// HoursWords writes hours with one decimal, or two where two are exact: 38.0, 12.7, 1.25.
func HoursWords(h float64) string {
	if hundredths := h * 100; math.Abs(hundredths-math.Round(hundredths)) < 1e-9 && math.Abs(h*10-math.Round(h*10)) > 1e-9 {
		return strconv.FormatFloat(h, 'f', 2, 64)
	}
	return strconv.FormatFloat(math.Round(h*10)/10, 'f', 1, 64)
}

// RecordKind is KindProvision.
func (*Provision) RecordKind() Kind { return KindProvision }

// Check returns the problems that stop the row from being kept at all; what it lacks for signing is Gaps.
func (p *Provision) Check() Problems {
	var out Problems
	p.checkDoses(&out)
	out.day("start", p.Start, "First day")
	out.day("end", p.End, "Last day")
	out.day("icb_on", p.ICBOn, "Date of the ICB's answer")
	out.day("icb_asked_on", p.ICBAsked, "Date the ICB was asked")
	if p.Section != "G" && p.ICB != "" {
		out.add("icb", "Only a Section G row needs the ICB's agreement.")
	}
	if p.ICB == "agreed" && p.ICBOn == "" {
		out.add("icb_on", "Give the date on which the ICB agreed.")
	}
	return out
}

func (p *Provision) checkDoses(out *Problems) {
	for _, d := range p.Doses {
		if !oneOf(d.Per, []string{"week", "term", "year"}) {
			out.add("doses", "Sessions are per week, term or year; %q is none of them.", d.Per)
		}
		if d.Minutes <= 0 || d.Sessions <= 0 || d.Minutes > 1440 || d.Sessions > 1000 {
			out.add("doses", "Minutes and sessions must be more than 0, with at most 1,440 minutes and 1,000 sessions.")
		}
		if d.Per == "week" && (d.Weeks <= 0 || d.Weeks > 53) {
			out.add("doses", "A weekly dose needs the number of weeks, from 1 to 53.")
		}
	}
}

// Gaps returns what a stranger would still have to ask before delivering the row.
func (p *Provision) Gaps() Problems {
	var out Problems
	if len(p.DeliveredBy) == 0 {
		out.need("who", p.Who, "Say who does it: a name or a job title.")
	}
	out.need("qualification", p.Qualification, "Say what registration, band or level they need.")
	if len(p.Doses) == 0 {
		out.add("doses", "Say how long, how often and for how many weeks.")
	}
	out.need("where", p.Where, "Say where it happens.")
	out.need("why", p.Why, "Say why it belongs in this section.")
	if p.Start == "" && p.End == "" && p.DatesNote == "" {
		out.add("start", "Say when it starts.")
	}
	if p.Monitoring == nil || p.Monitoring.Measure == "" {
		out.add("monitoring", "Say how it is checked.")
	}
	if len(p.Outcomes) == 0 {
		out.add("outcomes", "Say which outcome it serves.")
	}
	return out
}
