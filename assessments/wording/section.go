package wording

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Answer is an answer to one of the questions that decide a row's section.
type Answer string

// The answers. An empty answer has not been given yet.
const (
	Yes    Answer = "yes"
	No     Answer = "no"
	Unsure Answer = "unsure"
)

// A SectionQuestion is asked about one row of provision, in the order of SectionQuestions.
type SectionQuestion struct {
	Key     string // teaches, treats, home, care
	Words   string // the question; the writer answers yes, no or unsure
	Help    string // what counts, in one or two sentences
	Section string // where a row goes for which this is the only yes
}

// SectionQuestions are the four questions. The first has the last word: health or social care provision that educates or
// trains is special educational provision instead (Children and Families Act 2014, section 21(5)).
func SectionQuestions() []SectionQuestion {
	return []SectionQuestion{
		{"teaches", "Does it teach the child a skill, or train them to use their body, equipment or a strategy?",
			"Practice that a teaching assistant leads counts. Telling staff something does not: ask what the child learns.", "F"},
		{"treats", "Is any of it treatment, monitoring, prescription or repair, with nothing taught?",
			"Measuring, fitting, splinting, reviewing a chair and servicing a hoist count.", "G"},
		{"home", "Is it a home adaptation, or equipment for daily living at home?",
			"Ramps, rails, bath seats and home hoists count. Equipment for school does not.", "H1"},
		{"care", "Is it other social care, such as a short break or personal care?",
			"What a social worker would arrange counts.", "H2"},
	}
}

// SectionAnswers are the answers about one row, with what else bears on its place.
type SectionAnswers struct {
	Teaches, Treats, Home, Care Answer

	Adult bool      // 18 or over: section 2 of the 1970 Act, which H1 is for, covers children only
	Known []Dispute // what the row is, where tribunals and practice differ
}

// Dispute is a sort of row about whose place people differ.
type Dispute string

// The disputes. In R & RK v Hertfordshire CC the first tier kept the first three out of Section F, because they educated or
// trained nobody who was the child; the Upper Tribunal heard the appeal ([2025] UKUT 381 (AAC)), so a lead looks at each.
const (
	StaffTraining      Dispute = "staff-training"
	EquipmentTimetable Dispute = "equipment-timetable"
	HandlingPlan       Dispute = "handling-plan"
	PoweredWheelchair  Dispute = "powered-wheelchair" // can be F: East Sussex CC v JC [2018] UKUT 81 (AAC)
)

// Placing is where a row goes and why. Section is empty while the questions do not settle it. A disputed row keeps the
// section that the answers give, and is shown to a lead.
type Placing struct {
	Section    string   // F, G, H1, H2 or ""
	Reason     string   // a sentence for the row's reason; the writer adds what is taught or treated
	ShowToLead bool     // unsure or disputed: nobody settles it alone
	Lead       []string // what the lead is to be asked, a sentence each
	Split      []Part   // a mixed row: the rows to write instead, in the order F, G, H1, H2
	Next       string   // key of the first question that has no answer yet
	NeedsICB   bool     // a Section G row: the health commissioner must agree (SEND Regulations 2014, reg 12(2))
}

// Part is one row of a mixed row that is split. Its words are left to the writer.
type Part struct {
	Section string
	Reason  string
	Write   string // what this row's own words must say
}

var reasons = map[string]string{
	"F":  "It educates or trains the child, so it is special educational provision (Children and Families Act 2014, section 21(5)).",
	"G":  "It is treatment, monitoring, prescription or repair by a health service, and nothing is taught.",
	"H1": "It is practical help, an adaptation or equipment at home that the council must provide (Chronically Sick and Disabled Persons Act 1970, section 2).",
	"H2": "It is social care that is reasonably required and is not for Section H1.",
}

var writes = map[string]string{
	"F":  "Say what the child is taught, who teaches it, and for how many minutes, how often and over how many weeks.",
	"G":  "Say what is treated, fitted, measured or repaired, by whom, how long it takes and on what day it is done again.",
	"H1": "Say what is adapted or supplied at home, its size or model, who fits it and by what day.",
	"H2": "Say what care is given, by whom, where, and for how many hours.",
}

// Place answers the questions for one row. Not all therapy is educational: it is decided row by row, with reasons (SEND Code
// of Practice 9.74; East Sussex CC v TW [2016] UKUT 528 (AAC)).
func Place(a SectionAnswers) Placing {
	given := []Answer{a.Teaches, a.Treats, a.Home, a.Care}
	var p Placing
	var yes []string
	for i, q := range SectionQuestions() {
		section := q.Section
		if a.Adult && section == "H1" {
			section = "H2"
		}
		switch given[i] {
		case Yes:
			if !slices.Contains(yes, section) {
				yes = append(yes, section)
			}
		case "":
			if p.Next == "" {
				p.Next = q.Key
			}
		case Unsure:
			p.ask("Not sure: " + assessments.LowerFirst(q.Words))
		}
	}
	switch {
	case len(yes) > 1:
		for _, s := range yes {
			p.Split = append(p.Split, Part{Section: s, Reason: reasons[s], Write: writes[s]})
		}
		p.Reason = "It holds provision for " + series(yes) + ". Write a row for each, so that each can be secured."
	case len(yes) == 1 && (a.Teaches == Yes || a.Teaches == No):
		p.Section, p.Reason = yes[0], reasons[yes[0]]
		p.NeedsICB = p.Section == "G"
	case len(yes) == 0 && !p.ShowToLead && p.Next == "" && len(a.Known) == 0:
		p.ask("All four answers are no. Is it provision at all, or advice, a need or an outcome?")
	}
	for _, d := range a.Known {
		p.dispute(d, a.Teaches)
	}
	return p
}

// dispute adds what people differ about.
func (p *Placing) dispute(d Dispute, teaches Answer) {
	const tribunal = " A first-tier tribunal kept it out of Section F because it did not educate or train the child (R & RK v Hertfordshire CC; read what the Upper Tribunal made of it: [2025] UKUT 381 (AAC))."
	switch d {
	case StaffTraining:
		p.ask("Where does training of staff stand? Give its own reason, such as that a Section F row is unsafe without it." + tribunal)
	case EquipmentTimetable:
		p.ask("Where does a timetable for equipment stand? What the child is taught in it is Section F." + tribunal)
	case HandlingPlan:
		p.ask("Where does a moving-and-handling plan stand? Transfers that the child is taught are Section F." + tribunal)
	case PoweredWheelchair:
		if teaches != Yes {
			p.ask("Does the child learn anything by using the powered wheelchair? If so it can be Section F, and a first-tier tribunal treated its maintenance so too (East Sussex CC v JC [2018] UKUT 81 (AAC)).")
		}
	}
}

func (p *Placing) ask(words string) { p.ShowToLead, p.Lead = true, append(p.Lead, words) }

// series writes sections as words: "Section F and Section G".
func series(sections []string) string {
	named := make([]string, len(sections))
	for i, s := range sections {
		named[i] = "Section " + s
	}
	if len(named) < 2 {
		return strings.Join(named, "")
	}
	return strings.Join(named[:len(named)-1], ", ") + " and " + named[len(named)-1]
}
