package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// needsOf is the part of the needs of one section. Each need stands with everything it rests on: a plan writer copies
// need and evidence together, and what is told here is not told again under what was seen.
func (w *writer) needsOf(section, key, title, note string) {
	w.section(key, section, title, note)
	w.needParts(section)
	if section == "B" && len(w.parts[len(w.parts)-1].Proposals) == 0 {
		w.must("none", &Para{Text: gap("No special educational needs are recorded.")})
	}
}

// needParts puts the needs of a section into the open part: the need, the facts it rests on, and what the author makes of
// the facts of its area, apart from them.
func (w *writer) needParts(section string) {
	for _, n := range w.needs {
		if n.v.Section != section || n.v.Statement == "" {
			continue
		}
		w.put(string(n.id), &Para{Text: w.need(n)})
		if items := w.restsOn(n.v.Evidence); len(items) > 0 {
			w.put("evidence/"+string(n.id), &List{Items: items})
		}
		if section == "B" && n.v.Area != "" && !w.told["means/"+n.v.Area] {
			if _, means := w.inArea(n.v.Area); len(means) > 1 {
				w.told["means/"+n.v.Area] = true
				w.put("means/"+string(n.id), &Para{Text: means})
			}
		}
	}
}

// need is a need with its area, and the profession that advises on it where that is not occupational therapy.
func (w *writer) need(n entry[*assessments.Need]) Text {
	var t Text
	if area := assessments.AreaWords(n.v.Area); area != "" {
		t = strong(area+". ", n.id)
	}
	t = append(t, span(closed(n.v.Statement), n.id))
	if o := n.v.Owner; o != "" && !holds(n.v.Statement, w.profession(o)) {
		t = append(t, span(" "+w.owned(o), n.id))
	}
	return t
}

// restsOn lists the records behind a need with day and place: the whole note where it is told first, and in short where
// another need has told it already. Results share a line: they stand in full under the tests.
func (w *writer) restsOn(ids []assessments.ID) []Text {
	var out []Text
	var short Text
	for _, id := range ids {
		o := find(w.observations, id)
		if o != nil && o.Text != "" && (o.Type == "fact" || o.Type == "strength") && !w.told[string(id)] {
			w.told[string(id)] = true
			out = append(out, w.dated(entry[*assessments.Observation]{id, o}))
			continue
		}
		if s := w.fact(id); s != "" {
			if len(short) > 0 {
				short = append(short, span("; "))
			}
			short = append(short, span(open(s), id))
		}
	}
	if len(short) > 0 {
		short[0].Text = assessments.UpperFirst(short[0].Text)
		out = append(out, append(short, span(".")))
	}
	return out
}

// owned says whose advice it is.
func (f *facts) owned(owner string) string {
	return "Advice on this belongs to the " + f.profession(owner) + "."
}

// profession is an owner without its article, to stand behind one: "The continence nurse" is "continence nurse".
func (f *facts) profession(owner string) string {
	owner = f.lower(open(owner))
	return f.lower(strings.TrimPrefix(strings.TrimPrefix(owner, "the "), "The "))
}

// evidence words the records that something rests on, at most n of them: a fact with its day, a result with its day.
// Records that are not in this report (later, confidential, not for this reader) are passed over.
func (f *facts) evidence(ids []assessments.ID, most int) []Text {
	var out []Text
	for _, id := range ids {
		if s := f.fact(id); s != "" && len(out) < most {
			out = append(out, say(s, id))
		}
	}
	return out
}

// longFact is how many characters of a note stand as evidence before it is cut after a sentence.
const longFact = 110

// fact words one record as evidence: what it says, then its day. A record that says nothing to this reader is no
// evidence to them, and a day alone would look like one.
func (f *facts) fact(id assessments.ID) string {
	words := f.factWords(id)
	if words == "" || f.kinds[id] == assessments.KindEquipment {
		return words
	}
	on, _ := f.when(id)
	if f.kinds[id] == assessments.KindMeasurement {
		return joined(" of ", words, on.Words())
	}
	return joined(", ", words, on.Words())
}

// factWords is what a record says as evidence, without its day.
func (f *facts) factWords(id assessments.ID) string {
	if o := find(f.observations, id); o != nil && o.Text != "" {
		if o.Type == "said" {
			return joined(" ", "“"+open(o.Text)+"”", f.calledBy(o))
		}
		words := open(shorten(f.noted(o), longFact))
		if o.Type == "opinion" {
			words = "Opinion: " + f.lower(words) // it must not pass for a fact
		}
		return words
	}
	if s := find(f.scores, id); s != nil && s.Tool != "" {
		return f.result(s)
	}
	if m := find(f.measurements, id); m != nil {
		return "Measurements"
	}
	if r := find(f.reviews, id); r != nil {
		return r.Note
	}
	if e := find(f.equipment, id); e != nil {
		return e.Name()
	}
	if c := find(f.contacts, id); c != nil {
		return c.Purpose
	}
	return ""
}

// calledBy is who said something, in the fewest words.
func (f *facts) calledBy(o *assessments.Observation) string {
	if n := f.called(o.SaidBy); n != "" {
		return "(" + n + ")"
	}
	return ""
}

// result is one score in a few words: its total, or its lowest part. Left and right of one thing are both told: half of
// such a result would be a wrong one.
func (f *facts) result(s *assessments.Score) string {
	if len(s.Parts) == 0 {
		return s.Tool
	}
	if sides := bothSides(s.Parts); sides != "" {
		return s.Tool + ": " + sides
	}
	best := s.Parts[0]
	for _, p := range s.Parts {
		if p.Total {
			best = p
			break
		}
		if p.Centile > 0 && (best.Centile == 0 || p.Centile < best.Centile) {
			best = p
		}
	}
	words := best.Name
	if len(s.Parts) == 1 {
		words = ""
	}
	words = joined(" ", s.Tool, joined(", ", words, best.Side), valueWords(best))
	if c := centile(best.Centile); c != "" {
		words += ", " + c + " centile"
	}
	return words
}

// bothSides words a result that is one thing measured left and right, or returns "".
func bothSides(parts []assessments.ScorePart) string {
	var out []string
	for _, p := range parts {
		if p.Side == "" || p.Total || p.Name != parts[0].Name {
			return ""
		}
		out = append(out, joined(" ", p.Side, valueWords(p)))
	}
	return joined(" ", assessments.LowerFirst(parts[0].Name), strings.Join(out, ", "))
}

// health is Section C: what is diagnosed, the needs, and medical results. A question of a diagnosis is not one.
func (w *writer) health() {
	w.section("health", "C", "Health needs", "Related to the special educational needs")
	if d := w.child.Diagnoses; len(d) > 0 {
		w.put("diagnoses", &Para{Text: append(strong("Diagnosed: "), span(closed(list(d)), w.childID))})
	} else if w.may(assessments.ClassHealth) {
		w.put("diagnoses", &Para{Text: say("No confirmed diagnosis is recorded.", w.childID)})
	}
	if !w.may(assessments.ClassHealth) {
		return
	}
	w.needParts("C")
	w.scoreTables(func(s *assessments.Score) bool { return Medical(s.Class, s.Tool) })
}
