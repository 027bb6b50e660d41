package reports

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// adaptation writes what stops the child in a building and what would change that: the measurements of doors, stairs and
// bathroom in mm, how the child is moved, what belongs in Sections H1 and H2, and by which way it is paid for.
func (w *writer) adaptation() {
	title, kind := "What has to change at home", "Adaptation recommendation"
	if w.classroom() {
		title = "Getting in and about at " + w.placeWord()
	}
	w.around("Access", title, kind)
	w.doc.Subtitle = say("For "+w.forms(), w.childID)
	w.adaptationHead()
	w.adaptationShort()
	w.saidOfHome()
	w.gettingAbout()
	w.built()
	w.handling()
	if !w.classroom() {
		w.provisionPart("H1", "Social care provision", "For a child under 18, under section 2 of the Chronically Sick and Disabled Persons Act 1970", TabFooted)
		w.provisionPart("H2", "Other social care provision", "Reasonably required by the learning difficulties or disabilities", TabFooted)
	}
	w.otherThings()
	w.paidBy()
	w.adaptationNext()
	w.signature()
}

// adaptationHead is who it is about, where they live for a reader who may know, and who was there and wrote it.
func (w *writer) adaptationHead() {
	w.part("identity", "Who this is about", nil)
	r := w.headRows()
	if !w.classroom() {
		r.add("Lives", w.lives())
	}
	r.need("Seen", gap("Not recorded: no visit by "+w.req.AsAt.Words()), w.seen()...)
	r.add("Written by", w.writtenBy()...)
	w.must("facts", &KeyValues{r})
}

// adaptationShort is the whole of it in a few lines: the needs, and what is asked for.
func (w *writer) adaptationShort() {
	w.section("short", "", "In short", "")
	for _, social := range []bool{true, false} { // what the building must answer comes before what lies behind it
		for _, n := range w.needs {
			if n.v.Statement != "" && w.ofBuilding(n.v.Section, n.v.Area) && social == (n.v.Section == "D") {
				w.put("need/"+string(n.id), &Para{Text: w.need(n)})
			}
		}
	}
	var items []Text
	for _, e := range w.inBuilding() {
		t := Text{{Text: assessments.UpperFirst(open(e.v.Name())), Strong: true, From: []assessments.ID{e.id}}}
		if s := w.state(e.v); s != "" {
			t = append(t, span(". "+s, e.id))
		}
		items = append(items, append(t, span(".")))
	}
	for _, p := range w.provision {
		if strings.HasPrefix(p.v.Section, "H") && p.v.What != "" && !w.classroom() {
			items = append(items, Text{{Text: joined(". ", tab(p.v.Ref, p.v.Section), assessments.UpperFirst(rowName(p.v))), Strong: true, From: []assessments.ID{p.id}}, span(".")})
		}
	}
	if len(items) > 0 {
		w.put("things", &List{Items: items})
	} else {
		w.must("none", &Para{Text: gap("No adaptation and no equipment is recorded.")})
	}
	var u unknowns
	for _, e := range w.inBuilding() {
		u.noted(e.id, e.v.Item, e.v.Missing, undelivered(e.v)...)
	}
	w.unplanned(&u)
	w.unknownCallout(u)
}

// buildingAreas are the functional areas that a building helps or hinders.
var buildingAreas = []string{"mobility", "self-care", "toileting", "sleep"}

// ofBuilding reports whether a need is one that this report answers. Nights are the family's and nothing to school.
func (w *writer) ofBuilding(section, area string) bool {
	if area == "sleep" && w.classroom() {
		return false
	}
	return section == "D" || slices.Contains(buildingAreas, area)
}

// inBuilding is the equipment that stands in the building this report is about.
func (w *writer) inBuilding() []entry[*assessments.Equipment] {
	var out []entry[*assessments.Equipment]
	for _, e := range w.kit() {
		home := strings.HasPrefix(e.v.Section, "H") || holds(e.v.Place, "home")
		if e.id == w.req.About || home != w.classroom() {
			out = append(out, e)
		}
	}
	return out
}

// saidOfHome is what the child and the family say about it, exactly as said.
func (w *writer) saidOfHome() {
	w.section("views", "", "What "+w.child.Known()+" and others say", "Exactly as said")
	for _, o := range w.said(func(o *assessments.Observation) bool {
		return w.quotable(o) && (w.byChild(o) || w.ofBuilding("", o.Area))
	}) {
		w.put("words/"+string(o.id), w.quote(o))
	}
}

// gettingAbout is what was seen of moving, washing and using the toilet, each note under its area.
func (w *writer) gettingAbout() {
	w.section("seen", "", "Getting about, washing and nights", "Seen or counted, with day and place")
	if w.classroom() {
		w.parts[len(w.parts)-1].Head = &Section{Title: "Getting about", Note: "Seen or counted, with day and place"}
	}
	var items []Text
	for _, area := range append(slices.Clone(buildingAreas), "") {
		for _, o := range w.observations {
			home := w.where(o.v) == "home"
			if o.v.Area != area || o.v.Text == "" || o.v.Type != "fact" && o.v.Type != "strength" || home && w.classroom() || area == "" && !home {
				continue
			}
			if area == "sleep" && w.classroom() || w.ofHandling(o) { // handling tells it
				continue
			}
			name := assessments.AreaWords(area)
			if name == "" {
				name = "Rooms"
			}
			items = append(items, append(Text{{Text: name + ". ", Strong: true}}, w.dated(o)...))
		}
	}
	if len(items) > 0 {
		w.put("all", &List{Items: items})
	} else {
		w.put("none", &Para{Text: gap("No notes on getting about are recorded.")})
	}
}

// otherThings is the equipment of the building that no section of the plan holds.
func (w *writer) otherThings() {
	w.section("things", "", "Equipment", "")
	n := 0
	for _, e := range w.inBuilding() {
		if strings.HasPrefix(e.v.Section, "H") && !w.classroom() || standsAlone(e.v) {
			continue
		}
		n++
		w.put(string(e.id), w.thingCard(e, num(float64(n))))
	}
}

// planOfHandling is the plan by name: training in handling, or a row on it, is no plan.
var planOfHandling = regexp.MustCompile(`(?i)\b(moving[ -]and[ -]|manual )?handling plan`)

var lifted = regexp.MustCompile(`(?i)\b(lift(ed|s|ing)?|carri(ed|es)|hoist(ed)?|held|two (adults|people|carers))\b`)

// handledAreas are the functional areas in which a child is moved by others.
var handledAreas = []string{"", "mobility", "self-care", "toileting", "sleep", "seating", "standing"}

// ofHandling reports whether a note tells of the child being lifted, held or carried, where this reader's building is.
func (w *writer) ofHandling(o entry[*assessments.Observation]) bool {
	body := slices.Contains(handledAreas, o.v.Area) // a pencil is held, too
	return o.v.Type == "fact" && body && lifted.MatchString(o.v.Text) && !(w.classroom() && w.where(o.v) == "home")
}

// handling is how the child is moved from one place to another, with what lifts, and the moving-and-handling plan. Where
// a child is lifted and no plan is recorded, that is the first gap to close.
func (w *writer) handling() {
	w.section("handling", "", "Moving and handling", "")
	var items []Text
	for _, o := range w.observations {
		if w.ofHandling(o) {
			items = append(items, w.dated(o))
		}
	}
	if len(items) > 0 {
		w.put("moves", &List{Items: items})
	}
	if box := w.liftingBox(); box != nil {
		w.must("box", box)
	}
	if plan := w.handlingPlan(); plan != nil {
		w.put("plan", &Para{Text: plan})
	} else {
		w.must("plan", &Para{Text: gap("Moving-and-handling plan: not recorded")})
	}
}

// handlingPlan is where the moving-and-handling plan is recorded, or nil.
func (w *writer) handlingPlan() Text {
	for _, p := range w.provision {
		if home := strings.HasPrefix(p.v.Section, "H"); planOfHandling.MatchString(p.v.What) && !(home && w.classroom()) {
			return Text{{Text: "Moving-and-handling plan. ", Strong: true}, span(closed(assessments.UpperFirst(open(p.v.What))), p.id), span(after(closed(p.v.Training)), p.id)}
		}
	}
	for _, a := range w.attachments {
		if planOfHandling.MatchString(a.v.Caption) {
			return Text{{Text: "Moving-and-handling plan. ", Strong: true}, span(closed(joined(", ", open(a.v.Caption), a.v.On.Words())), a.id)}
		}
	}
	for _, p := range w.plans {
		if planOfHandling.MatchString(p.v.Title) && !(p.v.Place == "home" && w.classroom()) {
			return Text{{Text: "Moving-and-handling plan. ", Strong: true}, span(closed(joined(", ", open(p.v.Title), p.v.Start.Words())), p.id)}
		}
	}
	return nil
}

// after puts a space before words that follow a sentence.
func after(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

// unplanned adds the gaps that stop works: no size of any door, and no plan of how the child is moved.
func (w *writer) unplanned(u *unknowns) {
	if len(w.builtGroups()) == 0 {
		u.add("Doors, thresholds, stairs and bathroom: not measured")
	}
	if w.handlingPlan() == nil {
		u.add("Moving-and-handling plan: not recorded")
	}
}
