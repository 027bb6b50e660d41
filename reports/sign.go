package reports

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// limits says what must not be read into the report.
func (w *writer) limits() {
	w.section("limits", "", "Limits of this advice", "")
	items := []Text{say("It says what was known by " + w.req.AsAt.Words() + ".")}
	// To a reader who may not know of diagnoses, saying that there is none would be telling.
	if w.may(assessments.ClassHealth) && len(w.child.Diagnoses) == 0 {
		items = append(items, say("It makes no diagnosis."))
	}
	var open []string
	var ids []assessments.ID
	for _, p := range w.provision {
		if unsettled(p) != nil {
			open, ids = append(open, tab(p.v.Ref, p.v.Section)), append(ids, p.id)
		}
	}
	if len(open) > 0 {
		items = append(items, say("The placing of "+list(open)+" is not settled; the row says why.", ids...))
	}
	// Said once for the section: which rows it is stands in the table and in each card.
	for _, p := range w.rowsOf("G") {
		if p.v.ICB != "agreed" {
			items = append(items, say("Section G stands only as far as the integrated care board agrees to it.", p.id))
			break
		}
	}
	w.put("all", &List{Items: items})
}

// signature closes a signed report; a draft has none. The last line offers other forms of it.
func (w *writer) signature() {
	if a := w.author(); a != nil && w.req.Signed {
		w.section("signed", "", "Signed", "")
		// The sentence that locks it is printed, because a paper copy cannot be asked.
		version := max(w.req.Version, 1)
		s := &Signature{Name: a.Name, Job: assessments.UpperFirst(a.JobWords()),
			Locked: fmt.Sprintf("Signed %s. Version %d. Locked: a change makes version %d.", w.req.SignedOn.Words(), version, version+1)}
		if a.HCPC != "" {
			s.Registration = "HCPC registration " + a.HCPC
		}
		w.must("block", s)
	} else {
		w.part("close", "How to reach us", nil)
	}
	w.put("formats", &Para{Text: w.reach(), Note: true})
}

// reach is how to reach the service and the offer of other forms.
func (w *writer) reach() Text {
	t := say("We can send this in larger print or another language, or read it to you.")
	s := w.service
	if s == nil {
		return append(t, append(say(" "), gap("Which service this comes from, and its telephone: not recorded.")...)...)
	}
	t = appendSentence(t, joined(", ", s.Name, s.Phone, s.Hours, s.Email), w.serviceID)
	if s.Phone == "" && s.Email == "" {
		t = append(t, append(say(" "), gap("Telephone: "+w.lower(notRecorded(s.Missing["phone"]))+".", w.serviceID)...)...)
	}
	return t
}
