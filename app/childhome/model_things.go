package childhome

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// chairSettings is how many settings the card on the summary shows.
const chairSettings = 3

// things fills the shelves of equipment, measurements, plans, reports and people.
func (m *Model) things(s shelf) {
	for _, t := range s.byKind[assessments.KindEquipment] {
		e := t.(*assessments.Equipment)
		m.Equipment = append(m.Equipment, Item{ID: s.ids[t], Kind: assessments.KindEquipment, Title: e.Name(), Line: strings.Trim(e.Use+orEmpty(". ", e.Place), ". "), Trailing: assessments.UpperFirst(strings.ReplaceAll(e.Status, "-", " "))})
		for _, set := range assessments.GivenSetups(e.Settings) {
			if set.Unit == "mm" && len(m.Chair) < chairSettings {
				m.Chair = append(m.Chair, Item{Title: set.What, Trailing: number(*set.Value)})
			}
		}
	}
	for _, t := range s.byKind[assessments.KindMeasurement] {
		x := t.(*assessments.Measurement)
		m.Measures = append(m.Measures, Item{ID: s.ids[t], Kind: assessments.KindMeasurement, Title: "Measured " + x.On.Words(), Line: readings(x.Rows), Trailing: orEmpty("Again after ", x.RemeasureAfter.Words())})
	}
	for _, t := range s.byKind[assessments.KindActivityPlan] {
		p := t.(*assessments.ActivityPlan)
		m.Plans = append(m.Plans, Item{ID: s.ids[t], Kind: assessments.KindActivityPlan, Title: p.Title, Line: p.Start.Words() + orEmpty(" to ", p.End.Words()), Trailing: assessments.HoursWords(p.Hours()) + " hours"})
	}
	for _, t := range s.byKind[assessments.KindScore] {
		x := t.(*assessments.Score)
		m.Scores = append(m.Scores, Item{ID: s.ids[t], Kind: assessments.KindScore, Title: x.Tool, Line: strings.Trim(x.Edition+orEmpty(". ", x.On.Words()), ". "), Trailing: level(x)})
	}
	for _, t := range s.byKind[assessments.KindReport] {
		r := t.(*assessments.Report)
		i := Item{ID: s.ids[t], Kind: assessments.KindReport, Title: ReportTitle(r.ReportKind), Line: "Draft, not signed"}
		if r.SignedOn != "" {
			i.Line = fmt.Sprintf("Version %d, signed %s", max(1, r.Version), r.SignedOn.Words())
		}
		m.Reports = append(m.Reports, i)
	}
	for _, t := range s.byKind[assessments.KindPerson] {
		p := t.(*assessments.Person)
		line := assessments.UpperFirst(p.JobWords())
		switch p.Responsibility {
		case "yes":
			line += ", parental responsibility"
		case "no":
			line += ", no parental responsibility"
		}
		if p.Interpreter == "every-contact" {
			line += ". " + p.Language + " interpreter at every contact"
		}
		m.People = append(m.People, Item{ID: s.ids[t], Kind: assessments.KindPerson, Title: p.Name, Line: line, Trailing: p.Phone})
	}
	sort.SliceStable(m.Measures, func(i, j int) bool { return m.Measures[i].ID > m.Measures[j].ID })
}

// pictures counts what the gallery shows.
func (m *Model) pictures(s shelf) {
	switch n := len(s.byKind[assessments.KindAttachment]); n {
	case 0:
		m.Pictures = "None yet"
	case 1:
		m.Pictures = "1 picture"
	default:
		m.Pictures = strconv.Itoa(n) + " pictures"
	}
}

// level is the level of a classification; a score without its part and type means nothing in a list.
func level(s *assessments.Score) string {
	if s.Direction == "level" && len(s.Parts) == 1 {
		return s.Parts[0].Value
	}
	return ""
}

func readings(rows []assessments.Reading) string {
	var parts []string
	for _, r := range rows {
		parts = append(parts, strings.TrimSpace(r.What+" "+r.Side)+" "+number(r.Value)+" "+r.Unit)
	}
	return strings.Join(parts, ", ")
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// ReportTitle is a kind of report in words.
func ReportTitle(kind string) string {
	switch kind {
	case "ehc-advice":
		return "EHC advice"
	case "school-advice":
		return "School advice"
	}
	return strings.ReplaceAll(kind, "-", " ")
}
