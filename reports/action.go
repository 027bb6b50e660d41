package reports

import (
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// mostActions is how many things a teacher can be asked to do.
const mostActions = 5

// A step is an action with the key of its proposal.
type step struct {
	key    string
	action *Action
}

// actions are at most five things to do in school, in the order in which they help: the quantified rests and changes
// inside the rows, the equipment that is there to be used, what is taught, then the programmes. The rest stands on the
// pages behind.
func (w *writer) actions() []step {
	said := map[string]bool{}
	var out []step
	rows := w.schoolRows()
	for _, p := range rows {
		for i, inc := range p.v.Includes {
			if w.taught(p) && !resting.MatchString(inc) && !moving(inc) {
				continue // one of the steps of what is taught: it stands with the teaching
			}
			if k := strings.ToLower(open(inc)); k != "" && !said[k] {
				said[k] = true
				out = append(out, step{"include/" + string(p.id) + "/" + num(float64(i)), w.includeAction(p, inc)})
			}
		}
	}
	out = append(out, w.kitActions(said)...)
	for _, p := range rows {
		if w.taught(p) {
			out = append(out, step{"row/" + string(p.id), w.rowAction(p)})
		}
	}
	for _, p := range w.schoolPlans() {
		out = append(out, step{"plan/" + string(p.id), w.planAction(p)})
	}
	return out[:min(len(out), mostActions)]
}

var resting = regexp.MustCompile(`(?i)\b(rests?|breaks?|pauses?)\b`)

// moving reports whether an include is a change of position.
func moving(include string) bool { return holds(include, "out of ") || holds(include, "position") }

// taught reports whether a row is one that somebody in school gives, so often and so long.
func (w *writer) taught(p entry[*assessments.Provision]) bool {
	return w.bySchool(p.v) && len(p.v.Doses) > 0
}

// includeAction is something that happens inside a row: a rest, a change of position.
func (w *writer) includeAction(p entry[*assessments.Provision], include string) *Action {
	a := &Action{What: say(closed(assessments.UpperFirst(include)), p.id)}
	switch {
	case resting.MatchString(include):
		a.Title = "Rests"
	case moving(include):
		a.Title = "Change of position"
	default:
		a.Title = assessments.UpperFirst(rowName(p.v))
	}
	a.Values = w.rowValues(p, rowName(p.v))
	return a
}

// rowAction is a row that somebody in school delivers.
func (w *writer) rowAction(p entry[*assessments.Provision]) *Action {
	v := p.v
	a := &Action{Title: assessments.UpperFirst(rowName(v)), What: say(closed(joined(", ", doseSpoken(v.Doses), v.Ratio, w.lower(open(v.Where)))), p.id)}
	for _, inc := range v.Includes {
		if !resting.MatchString(inc) && !moving(inc) {
			a.What = appendSentence(a.What, assessments.UpperFirst(inc), p.id)
		}
	}
	a.Values = w.rowValues(p, "")
	return a
}

// rowName is a row in a few words.
func rowName(p *assessments.Provision) string {
	for _, s := range []string{p.Short, p.What, p.Ref} {
		if s = open(s); s != "" {
			return s
		}
	}
	return "provision"
}

// rowValues are who, when, with what and how anyone knows; at most four stand side by side. during names the row that
// an include belongs to.
func (w *writer) rowValues(p entry[*assessments.Provision], during string) []KeyValue {
	v := p.v
	var r rows
	who := w.names(v.DeliveredBy)
	if who == "" {
		who = open(v.Who)
	}
	if who == "" {
		r.add("Who", w.lacks(p.id, v.Missing, "who"))
	} else {
		r.add("Who", say(assessments.UpperFirst(who), append([]assessments.ID{p.id}, w.known(v.DeliveredBy)...)...))
	}
	if during != "" {
		r.add("During", say(during, p.id))
	} else {
		r.need("When", w.lacks(p.id, v.Missing, "start"), w.dates(p))
	}
	if v.Needs != "" {
		r.add("With", say(open(v.Needs), p.id))
	} else if names := w.kitNames(v.Equipment); names != "" {
		r.add("With", say(names, append([]assessments.ID{p.id}, w.known(v.Equipment)...)...))
	}
	if m := v.Monitoring; m != nil && m.Measure != "" {
		r.add("Checked by", say(assessments.UpperFirst(joined(", ", open(m.Measure), w.lower(open(m.Interval)))), p.id))
	}
	return r
}

// kitNames joins equipment by maker and model, as it is labelled on the shelf.
func (w *writer) kitNames(ids []assessments.ID) string {
	var out []string
	for _, id := range ids {
		if e := find(w.equipment, id); e != nil {
			out = append(out, e.Name())
		}
	}
	return list(out)
}

var schoolStaff = regexp.MustCompile(`(?i)\b(teach(er|ing assistant)|TA|LSA|learning support|SENCo|key (person|worker)|nursery (nurse|staff|practitioner)|early years|lunch(time)? (supervisor|staff)|school staff|tutor)\b`)

var clinicians = regexp.MustCompile(`(?i)\b(therapist|OT|physio(therapist)?|nurse|technician|orthotist)\b`)

// bySchool reports whether somebody of the setting delivers a row: by the people named, else by the words.
func (f *facts) bySchool(p *assessments.Provision) bool {
	for _, id := range p.DeliveredBy {
		if who := f.people[id]; who != nil {
			switch who.Role {
			case "teacher", "senco", "teaching-assistant", "key-person":
				return true
			}
		}
	}
	return schoolStaff.MatchString(p.Who) && !clinicians.MatchString(p.Who)
}

// schoolKit is the equipment that school or nursery uses: not what is for home, was returned, or did not suit.
func (f *facts) schoolKit() []entry[*assessments.Equipment] {
	var out []entry[*assessments.Equipment]
	for _, e := range f.equipment {
		switch {
		case strings.HasPrefix(e.v.Section, "H"), e.v.Status == "returned", e.v.Status == "not-suitable", e.v.Status == "referred":
		case holds(e.v.Place, "home") && !holds(e.v.Place, "school") && !holds(e.v.Place, "nursery"):
		default:
			out = append(out, e)
		}
	}
	return out
}

// kitActions are what to do with the equipment: the furniture that makes one place to sit is one action, every other
// thing is its own.
func (w *writer) kitActions(said map[string]bool) []step {
	var out []step
	var place *Action
	var items []string
	for _, e := range w.schoolKit() {
		v := e.v
		if v.Item == "" {
			continue
		}
		settings := w.setups(&assessments.Equipment{Settings: bare(v.Settings)})
		use := open(v.Use)
		if said[strings.ToLower(use)] {
			use = ""
		}
		said[strings.ToLower(open(v.Use))] = true
		if v.Type == "chair" || v.Type == "table" || v.Type == "footrest" {
			if place == nil {
				place = &Action{Values: w.kitValues(e)}
				out = append(out, step{"place", place})
			}
			items = append(items, w.lower(v.Item))
			place.Title = "Set up the " + list(items)
			place.What = appendSentence(place.What, joined(". ", assessments.UpperFirst(fitted(v.Item, settings)), use), e.id)
			continue
		}
		what := sentences(assessments.UpperFirst(settings), use, v.SetNote)
		if what == "" {
			what = "As the equipment page says."
		}
		out = append(out, step{"kit/" + string(e.id), &Action{Title: "Use the " + w.lower(v.Item), What: say(what, e.id), Values: w.kitValues(e)}})
	}
	return out
}

// bare are settings without how they were worked out. One without a number is nothing that anybody could set.
func bare(all []assessments.Setup) []assessments.Setup {
	out := assessments.GivenSetups(all)
	for i, s := range out {
		out[i] = assessments.Setup{What: s.What, Value: s.Value, Unit: s.Unit}
	}
	return out
}

// fitted joins an item and its settings without saying the item twice: "classroom table", "table height 530 mm".
func fitted(item, settings string) string {
	words := strings.Fields(item)
	if n := len(words); n > 0 && strings.HasPrefix(settings, strings.ToLower(words[n-1])+" ") {
		return settings
	}
	return joined(": ", item, settings)
}

// kitValues are the short facts of a piece of equipment, as far as they are recorded.
func (w *writer) kitValues(e entry[*assessments.Equipment]) []KeyValue {
	v := e.v
	var r rows
	if v.Status != "in-use" && v.Status != "recommended" { // not there yet, or only for a while
		r.add("State", say(w.state(v), e.id))
	}
	if v.UseSetBy != "" {
		r.add("Decided by", say(open(v.UseSetBy), e.id))
	}
	if v.Place != "" {
		r.add("Where", say(assessments.UpperFirst(open(v.Place)), e.id))
	}
	if len(v.Checks) > 0 {
		r.add("Check", say(checkWords(v.Checks[:1]), e.id))
	}
	return r
}
