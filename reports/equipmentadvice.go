package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// equipmentAdvice writes the recommendation of equipment and seating: the sizes with a drawing on page one, then each thing
// with how it is set and why, what was tried, and what keeps it safe. A supplier gets the first two parts without anything
// but a first name, sizes and the product.
func (w *writer) equipmentAdvice() {
	kind := "Equipment recommendation"
	if slices.ContainsFunc(w.kit(), func(e entry[*assessments.Equipment]) bool { return e.v.Type == "seating-system" || e.v.Type == "chair" }) {
		kind = "Seating recommendation"
	}
	w.doc.Title, w.doc.Footer = kind, w.footer(kind)
	w.doc.Band = Band{Label: "Seat", Service: w.serviceName(), Right: "Confidential"}
	if kind[0] == 'E' {
		w.doc.Band.Label = "Equipment"
	}
	w.doc.Running = w.running(kind)
	if w.sizesOnly() {
		w.doc.Subtitle = Text{span(w.firstName(), w.childID), span("First name and sizes only, as the family agreed")}
		w.doc.Running = Running{Name: w.firstName(), Right: kind}
		w.sizes()
		w.things()
		w.lacking()
		w.signature()
		return
	}
	// Page one is for the drawing and all its sizes, so who wrote it stands at the end.
	lines := w.schoolLines()
	w.doc.Subtitle = lines[:len(lines)-1]
	if i := w.interpreter(); i != "" {
		w.doc.Subtitle = append(w.doc.Subtitle, span(open(i), w.childID))
	}
	w.sizes()
	w.things()
	w.tried()
	w.lifting()
	w.trained()
	w.nextDays()
	w.lacking()
	w.aboutEquipment()
	w.signature()
}

// sizesOnly reports whether the reader may have the first name, sizes and the product and nothing else.
func (f *facts) sizesOnly() bool { return f.bases.reader(f.req.Recipient) == assessments.RoleSupplier }

// firstName is all that a supplier is told of who it is for; a child without a name that may stand alone has none there.
func (f *facts) firstName() string {
	if n := f.child.Known(); n != "" {
		return n
	}
	return "A child"
}

// kit is the equipment of this report: the one piece it is about where the request names one, else all that concerns its
// reader.
func (f *facts) kit() []entry[*assessments.Equipment] {
	var out []entry[*assessments.Equipment]
	all := f.equipment
	switch f.req.Recipient.Role {
	case assessments.RoleSchool, assessments.RoleNursery:
		all = f.schoolKit() // what stands at home is nothing to school
	}
	for _, e := range all {
		switch {
		case e.id == f.req.About:
			return []entry[*assessments.Equipment]{e}
		case e.v.Status == "returned" || e.v.Status == "not-suitable":
		// A supplier has to do with what can be bought, and not with what somebody else was asked for.
		case f.sizesOnly() && (e.v.Status == "referred" || e.v.Maker+e.v.Model+e.v.Quote == "" && len(assessments.GivenSetups(e.v.Settings)) == 0):
		default:
			out = append(out, e)
		}
	}
	return out
}

// standsAlone reports whether a piece is told in the box about lifting and needs no card: it is in use, and nothing about
// it is to be ordered, set or paid.
func standsAlone(e *assessments.Equipment) bool {
	return e.Lifting && e.Status == "in-use" && e.Maker+e.Model+e.Price+e.Quote+e.SetNote == "" && len(assessments.GivenSetups(e.Settings))+len(e.Accessories)+len(e.Trials) == 0
}

// things is a card for each piece, numbered as they will be spoken of on the telephone.
func (w *writer) things() {
	title := "What we recommend, and why"
	if w.sizesOnly() {
		title = "The product"
	}
	w.section("things", "", title, "")
	w.parts[len(w.parts)-1].NewPage = len(w.measurements) > 0
	if o := w.childsWords(); o.v != nil && !w.sizesOnly() {
		w.put("words", w.quote(o))
	}
	n := 0
	for _, e := range w.kit() {
		if standsAlone(e.v) && !w.sizesOnly() {
			continue
		}
		n++
		w.put(string(e.id), w.thingCard(e, num(float64(n))))
		if w.sizesOnly() {
			continue // a name and sizes is what the family agreed to, and a photo tells more
		}
		for i, b := range w.figures(e.id) {
			w.put(string(e.id)+"/picture/"+num(float64(i+1)), b)
		}
	}
	if n == 0 {
		w.must("none", &Para{Text: gap("No equipment is recorded.")})
	}
}

// thingCard is one piece, read down: what comes with it and how it is set, why, who owns and pays, what keeps it safe.
func (w *writer) thingCard(e entry[*assessments.Equipment], tab string) *Card {
	v := e.v
	var r rows
	one := func(key, s string) {
		if s = open(s); s != "" {
			r.add(key, say(assessments.UpperFirst(s), e.id))
		}
	}
	var parts []string
	for _, a := range v.Accessories {
		parts = append(parts, w.lower(open(a)))
	}
	one("With", strings.Join(parts, ", "))
	one("Set to", w.setups(v))
	one("Set-up", v.SetNote)
	if v.SizeNote != "" {
		r.add("Size", gap(assessments.UpperFirst(open(v.SizeNote)), e.id))
	}
	if !w.sizesOnly() {
		one("Use", joined(". ", open(v.Use), w.bySetter(v.UseSetBy)))
		one("Where", v.Place)
		r.add("Why", w.whyThis(e)...)
	}
	if v.Status != "recommended" || v.FundedOn != "" { // the heading says already that it is recommended
		one("State", w.state(v))
	}
	if v.Reply != "" && v.Status == "referred" && !w.sizesOnly() {
		r.add("Answer", gap(open(v.Reply), e.id))
	}
	one("Price", w.priceless(e))
	switch {
	case w.sizesOnly():
	case v.Owner != "" && v.Owner == v.Funder && v.FundedOn == "":
		one("Owner, funder", v.Owner)
	default:
		r.need("Owned by", w.ungiven(e, "owner"), say(assessments.UpperFirst(open(v.Owner)), e.id))
		r.need("Funded by", w.ungiven(e, "funder"), say(assessments.UpperFirst(open(joined(", ", v.Funder, onDay("agreed", v.FundedOn)))), e.id))
	}
	w.kept(&r, e)
	title := say(open(v.Item), e.id)
	if name := v.Name(); name != v.Item {
		title = say(joined(": ", open(v.Item), name), e.id)
	}
	if title.Words() == "" {
		title = w.lacks(e.id, v.Missing, "item")
	}
	if len(r) == 0 {
		r.add("State", gap("Not recorded", e.id))
	}
	style := TabFilled
	if v.Status == "on-trial" || v.Status == "referred" {
		style = TabOpen // not settled yet
	}
	c := &Card{Tab: tab, Style: style, Title: title, Values: r}
	if v.Price != "" {
		c.Dose, c.Hours = "Price", priceWords(v)
		if v.Quote != "" {
			c.Dose = "Quotation " + v.Quote
		}
	}
	return c
}

// priceless is what stands for a price that no dose line gives: the gap is told by lacking too, where nobody can miss it.
func (w *writer) priceless(e entry[*assessments.Equipment]) string {
	if e.v.Price == "" && e.v.QuoteNote != "" {
		return e.v.QuoteNote
	}
	return ""
}

// priceWords is a price with what it leaves out.
func priceWords(e *assessments.Equipment) string {
	return joined(" ", money(e.Price), map[string]string{"ex": "excluding VAT", "inc": "including VAT"}[e.VAT])
}

// ungiven is the gap for who owns or pays: it matters for whatever is to be bought or repaired, and a chair from the next
// classroom is neither.
func (w *writer) ungiven(e entry[*assessments.Equipment], field string) Text {
	if e.v.Status == "referred" || e.v.Maker+e.v.Model+e.v.Price+e.v.Quote == "" && e.v.Missing[field] == "" {
		return nil
	}
	return w.lacks(e.id, e.v.Missing, field)
}

// whyThis is the case for a piece: the author's reason, the goals it serves, and the trial that worked. To a reader who
// may not have the reason it is not called missing.
func (w *writer) whyThis(e entry[*assessments.Equipment]) []Text {
	var out []Text
	if e.v.Why != "" {
		out = append(out, say(closed(assessments.UpperFirst(e.v.Why)), e.id))
	}
	for _, id := range e.v.Goals {
		if g := find(w.goals, id); g != nil && g.Title != "" {
			out = append(out, say("Goal: "+w.lower(open(g.Title)), e.id, id))
		}
	}
	for _, t := range e.v.Trials {
		if t.Worked == "yes" || t.Worked == "" && len(e.v.Trials) == 1 {
			out = append(out, say(joined(": ", "Trial of "+t.On.Words(), w.lower(open(t.Result))), e.id))
		}
	}
	if len(out) == 0 && e.v.Status != "referred" && w.may(assessments.ClassHealth) {
		out = append(out, w.lacks(e.id, e.v.Missing, "why"))
	}
	return out
}

// kept is what keeps a piece safe and working: who checks it, service, examination, repairs, the serial number by which a
// recall finds it, and any safety notice.
func (w *writer) kept(r *rows, e entry[*assessments.Equipment]) {
	v := e.v
	one := func(key, s string) {
		if s = open(s); s != "" {
			r.add(key, say(assessments.UpperFirst(s), e.id))
		}
	}
	var checks []Text
	for i := range v.Checks {
		checks = append(checks, say(assessments.UpperFirst(checkWords(v.Checks[i:i+1])), e.id))
	}
	if v.ReviewOn != "" {
		checks = append(checks, say("Next fit check "+v.ReviewOn.Words(), e.id))
	}
	if s := service(v); s != "" {
		checks = append(checks, say("Service "+assessments.LowerFirst(s), e.id))
	}
	r.add("Checks", checks...)
	if v.Lifting && !w.sizesOnly() {
		r.need("Lifting", say(loler), w.examination(e))
	}
	one("Repairs", v.Breakdown)
	switch {
	case v.Serial != "":
		one("Serial number", v.Serial)
	case unnumbered(v):
		r.add("Serial number", w.lacks(e.id, v.Missing, "serial"))
	}
	if v.Notice != "" {
		r.add("Safety notice", Text{{Text: assessments.UpperFirst(open(v.Notice)), Strong: true, From: []assessments.ID{e.id}}})
	}
}
