package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// ehc writes the occupational therapy advice for an EHC needs assessment or plan: identity and the advice in short on
// page one, then what it rests on, then the plan's own sections in the plan's order.
func (w *writer) ehc() {
	w.doc.Title = "Occupational therapy advice"
	w.doc.Subtitle = say(w.ehcPurpose(), w.childID)
	w.doc.Band = Band{Label: "EHC", Service: w.serviceName(), Right: "Confidential"}
	w.doc.Running = w.running("EHC advice")
	w.doc.Footer = w.footer("EHC advice")
	w.ehcHead()
	w.inShort()
	w.views()
	w.sources()
	w.strengths()
	w.needsOf("B", "needs-b", "Special educational needs", "What is hard, and what each need rests on")
	w.observed()
	w.tests()
	w.health()
	w.needsOf("D", "needs-d", "Social care needs", "")
	w.outcomePart()
	w.provisionParts()
	w.equipmentPart()
	w.inPlace()
	w.checking()
	w.shared()
	w.limits()
	w.signature()
}

// ehcPurpose says what the advice is for: an assessment, unless there is a plan already.
func (w *writer) ehcPurpose() string {
	switch w.child.EHCPlan {
	case "draft", "final":
		return "For the education, health and care plan of " + w.forms()
	}
	return "For the education, health and care needs assessment of " + w.forms()
}

// ehcHead is the block of identity: at most nine rows, so the request's dates share one where a language row stands.
func (w *writer) ehcHead() {
	w.part("identity", "Who this is about", nil)
	var r rows
	named := w.named()
	if w.child.Name == "" {
		named = w.lacks(w.childID, w.child.Missing, "name")
	}
	note := Text(nil)
	if n := w.child.NameNote; n != "" {
		note = say(closed(n), w.childID)
	}
	r.add("Child", named, note)
	r.need("Born", w.lacks(w.childID, w.child.Missing, "born"), w.bornLines()...)
	r.add("NHS number", w.nhs())
	language := w.language()
	r.add("Language", language, w.untranslated())
	place := assessments.UpperFirst(w.placeWord())
	next := Text(nil)
	if n := w.child.NextSetting; n != "" {
		next = say("Next: "+closed(n), w.childID)
	}
	r.need(place, w.lacks(w.childID, w.child.Missing, "setting"), w.schoolLine(), next)
	if w.child.UPN != "" {
		r.add("UPN", say(w.child.UPN, w.childID))
	} else {
		r.add("UPN", w.lacks(w.childID, w.child.Missing, "upn"))
	}
	asked, due := w.askedFor()
	if language != nil {
		for _, d := range due {
			asked = append(asked, append(Text{span("Due ")}, d...))
		}
		r.add("Asked for by", asked...)
	} else {
		r.add("Asked for by", asked...)
		r.add("Due", due...)
	}
	r.need("Seen", gap("Not recorded: no visit by "+w.req.AsAt.Words()), w.seen()...)
	r.add("Written by", w.writtenBy()...)
	w.must("facts", &KeyValues{r})
}

// bornLines are the birth date with the age that matters, and that the child was born early.
func (w *writer) bornLines() []Text {
	if !w.child.Born.Valid() {
		return nil
	}
	lines := []Text{say(w.child.Born.Words()+".", w.childID)}
	if a := w.ageLine(); a != nil {
		lines[0] = append(append(lines[0], span(" ")), a...)
	}
	if e := w.early(w.req.AsAt); e != "" {
		lines = append(lines, say(e, w.childID))
	}
	return lines
}

// askedFor says who asked and when it was due. The six weeks of reg 8(1) run from receipt and never move; a due date on
// which nobody works says so.
func (w *writer) askedFor() (asked, due []Text) {
	if len(w.requests) == 0 {
		return []Text{gap("Not recorded: no request from the local authority")}, nil
	}
	// The newest request is the one this advice answers; an older one was answered by an older advice.
	r := w.requests[len(w.requests)-1]
	who := r.v.From
	if r.v.Reference != "" {
		who = joined(", ", who, "reference "+r.v.Reference)
	}
	asked = []Text{say(joined(", ", who, "letter received "+r.v.Received.Words()), r.id)}
	if d := r.v.Due(); d != "" {
		s := d.Words()
		switch {
		case assessments.BankHoliday(d) != "":
			s += " (bank holiday)"
		case !d.WorkingDay():
			s += " (" + d.Time().Format("Monday") + ")"
		}
		if r.v.SentOn != "" {
			s += ". Sent " + r.v.SentOn.Words()
		}
		due = append(due, say(s, r.id))
	}
	return asked, due
}

// inShort is the whole advice in a few lines: the needs in the author's words, the strengths, the sums, the child's
// words, and what is not known.
func (w *writer) inShort() {
	w.section("short", "", "The advice in short", "")
	var needs Text
	for _, n := range w.needs {
		// Three are what a reader keeps; all of them follow in Section B.
		if n.v.Section == "B" && len(needs) < 3 {
			needs = appendSentence(needs, n.v.Statement, n.id)
		}
	}
	if len(needs) > 0 {
		w.put("needs", &Para{Text: needs})
	}
	if t := w.strengthLine(); t != nil {
		w.put("strengths", &Para{Text: t})
	}
	w.put("sums", &Para{Text: w.sums()})
	if o := w.childsWords(); o.v != nil {
		w.put("words", w.quote(o))
	}
	if gaps := w.unknown(); len(gaps) > 0 {
		w.must("unknown", &Callout{Style: CalloutGap, Title: "What we do not know", Items: gaps})
	}
}

// appendSentence adds a closed sentence to a text, parted by a space.
func appendSentence(t Text, s string, from ...assessments.ID) Text {
	if s = closed(s); s == "" {
		return t
	}
	if len(t) > 0 {
		s = " " + s
	}
	return append(t, span(s, from...))
}

// sums says how much is advised: how many outcomes, hours in F and G, rows in H.
func (w *writer) sums() Text {
	var parts []Span
	if k := len(w.outcomes); k > 0 {
		parts = append(parts, span(count(float64(k), "outcome")))
	}
	// Hours of F and G are never added up: different bodies must arrange them.
	year := " a year" // said once
	for _, section := range []string{"F", "G", "H1", "H2"} {
		rows := w.rowsOf(section)
		hours, ids := 0.0, []assessments.ID{}
		for _, r := range rows {
			hours += r.v.Hours()
			ids = append(ids, r.id)
		}
		switch {
		case hours > 0:
			parts = append(parts, Span{Text: strings.Replace(hoursAYear(hours), " a year", year, 1) + " in Section " + section, Strong: true, From: ids})
			year = ""
		case len(rows) > 0:
			parts = append(parts, Span{Text: count(float64(len(rows)), "row") + " in Section " + section, Strong: true, From: ids})
		default:
			// A bath seat that social care was asked for is provision, too, though nobody has written a row yet.
			if n, from := w.thingsOf(section); n > 0 {
				parts = append(parts, Span{Text: count(float64(n), "thing") + " in Section " + section, Strong: true, From: from})
			}
		}
	}
	if len(parts) == 0 {
		return gap("No outcomes and no provision are recorded yet.")
	}
	t := Text{span("This advice sets out ")}
	for i, p := range parts {
		switch {
		case i > 0 && i == len(parts)-1:
			t = append(t, span(" and "))
		case i > 0:
			t = append(t, span(", "))
		}
		t = append(t, p)
	}
	return append(t, span("."))
}

// thingsOf counts the equipment that stands in a section of social care.
func (f *facts) thingsOf(section string) (int, []assessments.ID) {
	var ids []assessments.ID
	for _, e := range f.equipment {
		if e.v.Section == section && strings.HasPrefix(section, "H") {
			ids = append(ids, e.id)
		}
	}
	return len(ids), ids
}

// hoursAYear is "38.0 hours a year", "1.0 hour a year".
func hoursAYear(h float64) string {
	words := assessments.HoursWords(h)
	if words == "1.0" {
		return words + " hour a year"
	}
	return words + " hours a year"
}
