package reports

import (
	"fmt"
	"slices"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// A signedReport is a report as it was signed.
type signedReport struct {
	id  assessments.ID
	v   *assessments.Report
	doc Document
}

// bundle writes what a tribunal is given: contents, chronology, all scores, what each row of provision rests on, and every
// signed version word for word, on pages that are numbered through.
func (w *writer) bundle() {
	w.doc.Title = "Bundle of occupational therapy evidence"
	w.doc.Band = Band{Label: "Bundle", Service: w.serviceName(), Right: "Confidential"}
	w.doc.Running, w.doc.Footer = w.running("Bundle"), w.footer("Bundle")
	w.doc.Subtitle = append(w.schoolLines(), span("Everything here was known by "+w.req.AsAt.Words()))
	w.part("contents", "Contents", nil)
	w.must("list", &Contents{Caption: "Contents"}) // Assemble fills it with what the author kept
	// The signature stands here and not at the end: the last one there is that of the last report.
	w.signature()
	open := func(key, title, note, proof string) {
		w.part(key, title, &Volume{Title: title, Note: note, Proof: proof})
	}
	var missing []Text
	lacks := func(words string) { missing = append(missing, say(words)) }
	if w.child.Known() == "" {
		lacks("The child's name: not recorded.")
	}
	if t := w.chronology(); len(t.Rows) > 0 {
		open("chronology", "Chronology", "What happened, in order of day", "")
		w.put("table", t)
	} else {
		lacks("No chronology: there is nothing with a day that this reader may have.")
	}
	if len(w.scores) > 0 {
		open("scores", "Scores", "Every result in the record, with its tool, edition and day", "")
		w.scoreTables(func(*assessments.Score) bool { return true })
	} else {
		lacks("No scores: there is no result of a published tool that this reader may have.")
	}
	if t := w.trace(); len(t.Rows) > 0 {
		open("trace", "What each row rests on", "The records behind every row of provision", "")
		w.put("table", t)
	} else {
		lacks("No rows of provision that this reader may have.")
	}
	for _, x := range w.versions {
		title := fmt.Sprintf("%s, version %d", kindTitle(Kind(x.v.ReportKind)), max(x.v.Version, 1))
		open("version/"+string(x.id), title, joined(", ", "Signed "+x.v.SignedOn.Words(), w.person(x.v.SignedBy), "for "+roleWords(x.v.Recipient)),
			"SHA-256 of the signed words: "+x.v.TreeHash)
		for i, b := range x.doc.Blocks {
			w.must(fmt.Sprint(i), b) // as signed: nothing may be left out or put in other words
		}
	}
	if len(w.versions) == 0 {
		lacks("No report about " + w.knownOr("this child") + " that this reader may have was signed by " + w.req.AsAt.Words() + ".")
	}
	if len(missing) > 0 {
		w.part("missing", "What is not here", nil)
		w.must("none", &Callout{Style: CalloutGap, Title: "Not in this bundle", Items: missing})
	}
}

// kindTitle is a kind over a page, also one that this Fieldfare does not write.
func kindTitle(k Kind) string {
	if info, ok := LookupKind(k); ok {
		return info.Title
	}
	return "Report"
}

// readVersions keeps the signed versions that the reader of a bundle may have whole. One that rests on a record this reader
// may not have, or was written for a reader who may have more, stays out, with the reason for the author.
func (f *facts) readVersions(ev Evidence) {
	records := map[assessments.ID]assessments.Record{}
	for _, r := range ev.Records {
		records[r.ID] = r
	}
	struck := map[assessments.ID]bool{}
	for _, r := range ev.Records {
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	for _, r := range ev.Records {
		if r.Kind != assessments.KindReport || struck[r.ID] {
			continue
		}
		t, _ := r.Read()
		v := t.(*assessments.Report)
		if !v.SignedOn.Valid() || v.SignedOn > f.req.AsAt || Kind(v.ReportKind) == TribunalBundle {
			continue
		}
		doc, why, _ := f.frozen(v, records)
		if mark := marked(r, f.req.Recipient); mark != "" {
			why = mark
		}
		if why != "" {
			f.withheld = append(f.withheld, Withheld{Record: r.ID, Reason: why})
			continue
		}
		f.versions = append(f.versions, signedReport{r.ID, v, doc})
	}
	sort.SliceStable(f.versions, func(i, j int) bool {
		a, b := f.versions[i], f.versions[j]
		return a.v.SignedOn < b.v.SignedOn || a.v.SignedOn == b.v.SignedOn && a.id < b.id
	})
}

// chronology is every dated fact that says what happened, in order.
func (w *writer) chronology() *Table {
	t := &Table{Columns: []Column{{Title: "Day", Share: 3}, {Title: "What", Share: 9}}}
	type event struct {
		on   assessments.Date
		what Text
	}
	var all []event
	add := func(on assessments.Date, words string, from ...assessments.ID) {
		if on.Valid() && words != "" {
			all = append(all, event{on, say(closed(words), from...)})
		}
	}
	for _, x := range w.referrals {
		add(x.v.Received, "Referral received", x.id)
	}
	for _, x := range w.requests {
		add(x.v.Received, joined(" ", "Request for advice received from", x.v.From), x.id)
		add(x.v.SentOn, "Advice sent", x.id)
	}
	for _, c := range w.contacts {
		if c.v.Status == "attended" { // a missed visit is the record's own; here it would only be read as blame
			add(c.v.On, joined(": ", joined(", ", contactKind(c.v), w.place(c.v.Place, c.v.Setting)), c.v.Purpose), c.id)
		}
	}
	for _, s := range w.scores {
		add(s.v.On, joined(" ", "Assessed with", w.toolName(s.v)), s.id)
	}
	for _, m := range w.measurements {
		add(m.v.On, "Measured", m.id)
	}
	for _, r := range w.reviews {
		if g := find(w.goals, r.v.Goal); g != nil {
			add(r.v.On, joined(": ", "Goal scored", g.Title), r.id, r.v.Goal)
		}
	}
	for _, e := range w.equipment {
		add(e.v.OrderedOn, joined(" ", "Ordered:", w.lower(e.v.Item)), e.id)
		add(e.v.DeliveredOn, joined(" ", "Delivered:", w.lower(e.v.Item)), e.id)
	}
	for _, x := range w.versions {
		add(x.v.SignedOn, fmt.Sprintf("%s, version %d, signed", kindTitle(Kind(x.v.ReportKind)), max(x.v.Version, 1)))
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].on < all[j].on })
	for _, e := range all {
		row := []Cell{{Text: say(e.on.Words())}, {Text: e.what}}
		if n := len(t.Rows); n == 0 || !slices.EqualFunc(t.Rows[n-1], row, func(a, b Cell) bool { return a.Text.Plain() == b.Text.Plain() }) {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// trace lists for each row of provision the records it rests on, all of them.
func (w *writer) trace() *Table {
	t := &Table{Columns: []Column{{Title: "Row", Share: 1}, {Title: "What", Share: 4}, {Title: "Evidence", Share: 6}}}
	for _, p := range w.provision {
		all := w.evidence(p.v.Evidence, len(p.v.Evidence))
		var words Text
		for i, x := range all {
			if i > 0 {
				words = append(words, Span{Text: " "})
			}
			words = append(words, say(closed(x.Words()), idsOf(&Para{Text: x})...)...)
		}
		if len(words) == 0 {
			words = gap("No record is named", p.id)
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(p.v.Ref, p.id)}, {Text: say(p.v.What, p.id)}, {Text: words}})
	}
	return t
}

// knownOr is the name the child is called by, or other words where none is recorded.
func (f *facts) knownOr(other string) string {
	if n := f.child.Known(); n != "" {
		return n
	}
	return other
}
