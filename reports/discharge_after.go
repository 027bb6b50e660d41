package reports

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// goesOn is what stays in place after the end, and who sees to it: a reader must not think that everything stops.
func (w *writer) goesOn(d entry[*assessments.Discharge]) {
	w.section("on", "", "What goes on", "")
	var items []Text
	end := w.req.AsAt
	if d.v != nil {
		end = d.v.On
	}
	if d.v != nil && d.v.To != "" {
		items = append(items, append(strong("Goes on with: ", d.id), span(w.lower(closed(d.v.To)), d.id)))
	}
	for _, p := range w.provision {
		if p.v.What == "" || strings.HasPrefix(p.v.Section, "H") && w.classroom() {
			continue
		}
		if p.v.End.Valid() && p.v.End < end {
			continue
		}
		t := Text{{Text: joined(". ", p.v.Ref, assessments.UpperFirst(rowName(p.v))) + ". ", Strong: true, From: []assessments.ID{p.id}}}
		items = append(items, append(t, w.givenOn(p)...))
	}
	items = append(items, w.kitStays()...)
	for _, t := range w.remits().items {
		items = append(items, append(Text{{Text: "Another profession goes on. ", Strong: true}}, t...))
	}
	if len(items) > 0 {
		w.put("list", &List{Items: items})
	} else {
		w.put("none", &Para{Text: gap("Not recorded: what goes on after the end")})
	}
}

// ofTherapist finds a row's words that begin with the service's therapist; an assistant whom a therapist trains goes on.
var ofTherapist = regexp.MustCompile(`(?i)^\s*(the )?(occupational therapist|OT)\b`)

// givenOn is who gives a row of provision from the end on. The service's therapist does not, and who does must be asked.
func (w *writer) givenOn(p entry[*assessments.Provision]) Text {
	v := *p.v
	v.DeliveredBy = slices.DeleteFunc(slices.Clone(v.DeliveredBy), func(id assessments.ID) bool {
		x := w.people[id]
		return x != nil && x.Role == "occupational-therapist"
	})
	leaves := len(v.DeliveredBy) < len(p.v.DeliveredBy)
	if ofTherapist.MatchString(v.Who) {
		v.Who, leaves = "", true
	}
	if leaves {
		v.Qualification = ""
	}
	who := lines(w.deliverers(entry[*assessments.Provision]{p.id, &v}))
	switch {
	case leaves && who != nil:
		return append(append(who, span(". ")), gap("Who gives the rest after the end: not recorded", p.id)...)
	case leaves:
		return gap("Who gives it after the end: not recorded", p.id)
	case who == nil:
		return w.lacks(p.id, p.v.Missing, "who")
	}
	return who
}

// kitStays tells the equipment that stays with the child; pieces of which the same is to be said share a line.
func (w *writer) kitStays() []Text {
	var out []Text
	names, at := []string(nil), map[string]int{}
	for _, e := range w.kit() {
		if e.v.Item == "" || !slices.Contains([]string{"in-use", "on-trial", "ordered"}, e.v.Status) {
			continue // what was only recommended is not there
		}
		name := assessments.UpperFirst(open(e.v.Name()))
		t := Text{{Text: name + ". ", Strong: true, From: []assessments.ID{e.id}}}
		if s := w.state(e.v); s != "" {
			t = append(t, span(s+". ", e.id))
		}
		t = append(t, w.checksOf(e)...)
		said := t[1:].Words()
		if i, ok := at[said]; ok {
			names[i] += ", " + w.lower(name)
			out[i][0] = Span{Text: names[i] + ". ", Strong: true, From: append(out[i][0].From, e.id)}
			continue
		}
		at[said] = len(out)
		out, names = append(out, t), append(names, name)
	}
	return out
}

// checksOf are the checks that a piece needs: fit, service and examination, with the days that are known.
func (w *writer) checksOf(e entry[*assessments.Equipment]) Text {
	var said []string
	if e.v.ReviewOn != "" {
		said = append(said, "Fit check "+e.v.ReviewOn.Words())
	}
	for i := range e.v.Checks {
		check := checkWords(e.v.Checks[i : i+1])
		if !holds(check, "check") && !holds(check, "examination") {
			check = "Checked: " + assessments.LowerFirst(check)
		}
		said = append(said, assessments.UpperFirst(check))
	}
	if s := service(e.v); s != "" {
		said = append(said, "Service "+assessments.LowerFirst(s))
	}
	var t Text
	if s := sentences(said...); s != "" {
		t = say(s, e.id)
	}
	if x := w.examination(e); x != nil && e.v.Status != "referred" {
		if len(t) > 0 {
			t = append(t, span(" "))
		}
		t = append(append(t, x...), span("."))
	}
	return t
}

// comeBack says until when a telephone call is enough, and what is worth a call.
func (w *writer) comeBack(d entry[*assessments.Discharge]) {
	w.section("back", "", "How to come back", "")
	box := &Callout{Style: CalloutDo, Body: Text{{Text: "Ring us. ", Strong: true}}}
	switch {
	case d.v == nil:
		box.Body = append(box.Body, gap("Until when no new referral is needed: not recorded")...)
	case d.v.ReturnBy == "":
		box.Body = append(box.Body, gap("Until when no new referral is needed: "+w.lower(notRecorded(d.v.Missing["return_by"])), d.id)...)
	case d.v.ReturnBy >= w.req.AsAt:
		box.Body = append(box.Body, span("Until "+d.v.ReturnBy.Words()+" no new referral is needed: "+w.child.Known()+" comes back to us by a call. After that day a new referral starts again.", d.id))
	default:
		box.Body = append(box.Body, span("Since "+d.v.ReturnBy.Words()+" a new referral is needed.", d.id))
	}
	if s := w.service; s != nil && s.Phone != "" {
		box.Body = append(box.Body, span(" "+closed(joined(", ", s.Phone, s.Hours)), w.serviceID))
	} else {
		box.Body = append(append(box.Body, span(" ")), gap("Telephone: not recorded")...)
	}
	w.must("box", box)
	var u unknowns
	for _, p := range w.provision {
		if m := p.v.Monitoring; m != nil && !(strings.HasPrefix(p.v.Section, "H") && w.classroom()) {
			u.add(m.Trigger, p.id)
		}
	}
	for _, m := range w.measurements {
		if m.v.RemeasureAfter != "" {
			u.add("Measure again if anything is ordered after "+m.v.RemeasureAfter.Words(), m.id)
		}
	}
	if len(u.items) > 0 {
		w.put("when", &List{Items: u.items})
	}
}

// whoWasTold lists the people who know of the end, as far as this reader may have their names.
func (w *writer) whoWasTold(d entry[*assessments.Discharge]) {
	w.section("told", "", "Who was told", "")
	var items []Text
	if d.v != nil {
		for _, id := range d.v.Told {
			if n := w.person(id); n != "" && !w.noVoice(id) {
				items = append(items, say(n, d.id, id))
			}
		}
	}
	switch {
	case len(items) > 0:
		w.put("list", &List{Items: items})
	case d.v == nil || len(d.v.Told) == 0:
		w.put("none", &Para{Text: gap("Not recorded: who was told")})
	}
}
