package reports

import "github.com/fieldfare/fieldfare/assessments"

// headRows say who a report is about: name, birth, number, language and place of learning, with a gap for each that is
// not known.
func (w *writer) headRows() rows {
	var r rows
	named := w.named()
	if w.child.Name == "" {
		named = w.lacks(w.childID, w.child.Missing, "name")
	}
	r.add("Child", named)
	born := Text(nil)
	if w.child.Born.Valid() {
		born = say(w.child.Born.Words(), w.childID)
		if a := w.age(w.req.AsAt); a != "" {
			born = append(born, span(". Aged "+a+" on "+w.req.AsAt.Words(), w.childID))
		}
	}
	r.need("Born", w.lacks(w.childID, w.child.Missing, "born"), born)
	r.add("NHS number", w.nhs())
	r.add("Language", w.language())
	r.need(assessments.UpperFirst(w.placeWord()), w.lacks(w.childID, w.child.Missing, "setting"), w.schoolLine(), w.nextPlace())
	return r
}

// nextPlace is where the child goes to learn next, where that is recorded.
func (w *writer) nextPlace() Text {
	if n := w.child.NextSetting; n != "" {
		return say("Next: "+open(n), w.childID)
	}
	return nil
}

// lives is the home address, for a reader who may have it.
func (w *writer) lives() Text {
	if s := joined(", ", open(w.child.Address), w.child.Postcode); s != "" {
		return say(s, w.childID)
	}
	if w.may(assessments.ClassAddress) {
		return w.lacks(w.childID, w.child.Missing, "address")
	}
	return nil
}

// around sets what stands around the pages of a report with a label in its band: every kind has the same running head.
func (w *writer) around(label, title, kind string) {
	w.doc.Title = title
	w.doc.Band = Band{Label: label, Service: w.serviceName(), Right: "Confidential"}
	w.doc.Running = w.running(kind)
	w.doc.Footer = w.footer(kind)
}
