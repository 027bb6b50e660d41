package childhome

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// alertWords are the sorts of alert.
var alertWords = map[string]string{"child-protection": "Child protection", "child-in-need": "Child in need", "looked-after": "Looked after", "risk-to-staff": "Risk to staff",
	"contact-dispute": "Dispute about contact", "allergy": "Allergy", "other": "Other"}

// alerts lists what staff must know, those that have ended last. The screen shows it after a press and hold only.
func (m *Model) alerts(s shelf, today assessments.Date) {
	var ended []Item
	for _, t := range s.byKind[assessments.KindAlert] {
		a := t.(*assessments.Alert)
		it := Item{ID: s.ids[t], Kind: assessments.KindAlert, Title: a.Text, Line: alertWords[a.Type]}
		if a.Since.Valid() {
			it.Line = strings.TrimPrefix(it.Line+", since "+a.Since.Words(), ", ")
		}
		if a.Ended != "" && a.Ended <= today {
			it.Trailing = "Ended " + a.Ended.Words()
			ended = append(ended, it)
			continue
		}
		m.Alerts = append(m.Alerts, it)
	}
	m.Alerts = append(m.Alerts, ended...)
}
