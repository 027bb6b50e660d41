package reports

import (
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// equipmentPart lists the equipment that does not stand in Section H, as cards like those of provision, and the
// measurements it rests on.
func (w *writer) equipmentPart() {
	w.section("equipment", "", "Equipment and measurements", "What it is, how it is set, who owns it and who pays")
	n := 0
	for _, e := range w.equipment {
		if strings.HasPrefix(e.v.Section, "H") {
			continue
		}
		n++
		w.put(string(e.id), w.equipmentCard(e, num(float64(n)), TabOpen))
	}
	for _, m := range w.measurements {
		w.put("measured/"+string(m.id), w.measured(m))
	}
}

// equipmentCard is one piece of equipment, read down.
func (w *writer) equipmentCard(e entry[*assessments.Equipment], tab string, style TabStyle) *Card {
	v := e.v
	var r rows
	one := func(key, s string) {
		if s = open(s); s != "" {
			r.add(key, say(assessments.UpperFirst(s), e.id))
		}
	}
	one("State", w.state(v))
	one("Set to", w.setups(v))
	one("Set-up", v.SetNote)
	var parts []string
	for _, a := range v.Accessories {
		parts = append(parts, w.lower(open(a)))
	}
	one("With it", strings.Join(parts, ", "))
	one("Size", v.SizeNote)
	one("Use", joined(". ", open(v.Use), w.bySetter(v.UseSetBy)))
	one("Where", v.Place)
	if v.Owner != "" && v.Owner == v.Funder {
		one("Owner, funder", v.Owner)
	} else {
		one("Owner", v.Owner)
		one("Funder", v.Funder)
	}
	if w.req.Kind != SchoolAdvice { // who uses it needs no case for it
		w.caseFor(&r, e)
	}
	one("Checked", checkWords(v.Checks))
	r.add("Lifting", w.examination(e))
	one("Service", service(v))
	one("Breakdown", v.Breakdown)
	one("Serial number", v.Serial)
	one("Picture", v.Picture)
	if v.ReviewOn != "" {
		one("Review", v.ReviewOn.Words())
	}
	if v.Reply != "" && v.Status == "referred" {
		if low := strings.ToLower(v.Reply); strings.HasPrefix(low, "no") {
			r.add("Reply", gap(open(v.Reply), e.id))
		} else {
			one("Reply", v.Reply)
		}
	}
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
	return &Card{Tab: tab, Style: style, Title: title, Values: r}
}

// checkWords are the checks without the word that labels them.
func checkWords(checks []string) string {
	s := open(strings.Join(checks, ". "))
	if rest := strings.TrimPrefix(assessments.LowerFirst(s), "checked "); rest != assessments.LowerFirst(s) {
		return assessments.UpperFirst(rest)
	}
	return s
}

// caseFor says what it costs, why it is this one, what was tried, and what else was thought of.
func (w *writer) caseFor(r *rows, e entry[*assessments.Equipment]) {
	r.add("Price", w.price(e))
	if e.v.Why != "" {
		r.add("Why", say(assessments.UpperFirst(open(e.v.Why)), e.id))
	}
	r.add("Tried", w.trials(e)...)
	for _, a := range e.v.Alternatives {
		if !w.triedAlready(e.v, a.Item) {
			r.add("Not chosen", say(joined(": ", a.Item, w.lower(open(a.WhyNot))), e.id))
		}
	}
}

// bySetter says whose decision the time is, so that nobody lengthens it on their own.
func (f *facts) bySetter(who string) string {
	if who == "" {
		return ""
	}
	return "How long is decided by: " + f.lower(who)
}

// state is how far the equipment is, as at the report's day.
func (f *facts) state(e *assessments.Equipment) string {
	switch e.Status {
	case "recommended":
		return joined(", ", "Recommended", onDay("funding agreed", e.FundedOn))
	case "on-trial":
		return "On trial"
	case "not-suitable":
		return "Tried and not suitable"
	case "ordered":
		return joined(", ", joined(" ", "Ordered", e.OrderedOn.Words()), onDay("funding agreed", e.FundedOn))
	case "in-use":
		return joined(", ", "In use", onDay("delivered", e.DeliveredOn))
	case "referred":
		to := ""
		if e.ReferredTo != "" {
			to = "to " + f.lower(e.ReferredTo)
		}
		return joined(" ", "Referred", to, e.ReferredOn.Words())
	}
	return e.Status
}

// onDay is an event with its day, or nothing where the day is not known.
func onDay(what string, on assessments.Date) string {
	if on == "" {
		return ""
	}
	return what + " " + on.Words()
}

// setups are the settings with their units. One whose number was taken away is said to be open, without how the number was worked out;
// one that was only begun says nothing.
func (f *facts) setups(e *assessments.Equipment) string {
	var out []string
	for _, s := range e.Settings {
		switch {
		case s.Given():
			out = append(out, f.lower(setup(s))+parens(s.How))
		case s.What != "":
			out = append(out, f.lower(setup(s)))
		}
	}
	return strings.Join(out, ", ")
}

// setup is one setting. The unit always stands beside the number: 28.5 and 285 have been mistaken for each other.
func setup(s assessments.Setup) string {
	if !s.Given() {
		return assessments.UpperFirst(s.What) + " not measured"
	}
	return joined(" ", assessments.UpperFirst(s.What), num(*s.Value), s.Unit)
}

// owner says who owns it and who pays, to stand behind a name.
func (f *facts) owner(e *assessments.Equipment) string {
	switch {
	case e.Owner != "" && e.Owner == e.Funder:
		return "owned and funded by: " + f.lower(e.Owner)
	case e.Owner != "" && e.Funder != "":
		return "owned by: " + f.lower(e.Owner) + ", funded by: " + f.lower(e.Funder)
	case e.Owner != "":
		return "owned by: " + f.lower(e.Owner)
	case e.Funder != "":
		return "funded by: " + f.lower(e.Funder)
	}
	return ""
}

// price is what it costs with its quotation, the gap where a price is known to be missing, or nothing.
func (f *facts) price(e entry[*assessments.Equipment]) Text {
	v := e.v
	if v.Price == "" {
		if why, ok := v.Missing["price"]; ok {
			return gap(notRecorded(why), e.id)
		}
		if v.QuoteNote != "" {
			return say(open(v.QuoteNote), e.id)
		}
		return nil
	}
	vat := map[string]string{"ex": "without VAT", "inc": "with VAT"}[v.VAT]
	quote := ""
	if v.Quote != "" {
		quote = "quotation " + v.Quote
	}
	return say(joined(", ", joined(" ", money(v.Price), vat), quote), e.id)
}

// money writes pounds with commas: £3,180.00. What is no number stays as it was written.
func money(s string) string {
	whole, pence, _ := strings.Cut(strings.TrimPrefix(strings.ReplaceAll(s, ",", ""), "£"), ".")
	if _, err := strconv.ParseUint(whole, 10, 63); err != nil {
		return s
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return "£" + joined(".", whole, pence)
}

// trials are what was tried, where, for how long, and what came of it.
func (f *facts) trials(e entry[*assessments.Equipment]) []Text {
	var out []Text
	for _, t := range e.v.Trials {
		minutes := ""
		if t.Minutes > 0 {
			minutes = count(float64(t.Minutes), "minute")
		}
		head := joined(", ", t.Item, t.On.Words(), f.lower(t.Place), minutes)
		out = append(out, say(sentences(joined(": ", head, open(t.Result)), t.View), e.id))
	}
	return out
}

// triedAlready reports whether an alternative's trial is told under Tried.
func (f *facts) triedAlready(e *assessments.Equipment, item string) bool {
	for _, t := range e.Trials {
		if strings.EqualFold(t.Item, item) {
			return true
		}
	}
	return false
}

// examination is for equipment that lifts: last and next thorough examination (LOLER 1998, reg 9). A hoist in use of
// which nobody knows when it was examined is a gap that must be seen.
func (f *facts) examination(e entry[*assessments.Equipment]) Text {
	v := e.v
	words := joined(". ", assessments.UpperFirst(onDay("last examined", v.ExaminedOn)), assessments.UpperFirst(onDay("next examination due by", v.ExamineBy)))
	switch {
	case words != "":
		t := say(words, e.id)
		if f.overdue(v) {
			t = append(t, append(say(". "), gap("That day has passed and no examination is recorded", e.id)...)...)
		}
		return t
	case v.Lifting && (v.Status == "in-use" || v.Status == "on-trial"):
		return gap("Thorough examination: "+f.lower(notRecorded(v.Missing["examine_by"])), e.id)
	}
	return nil
}

// overdue reports whether the day by which equipment was to be examined has passed.
func (f *facts) overdue(e *assessments.Equipment) bool {
	return e.ExamineBy != "" && e.ExamineBy < f.req.AsAt && e.ExaminedOn <= e.ExamineBy
}

// service is the maker's interval in words.
func service(e *assessments.Equipment) string {
	if e.ServiceMonths <= 0 {
		return ""
	}
	return "Every " + count(float64(e.ServiceMonths), "month")
}
