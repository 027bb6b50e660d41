package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// needsOf is the part of the needs of one section, each with its area, what it rests on, and the profession that advises
// on it where that is not occupational therapy.
func (w *writer) needsOf(section, key, title, note string) {
	w.section(key, section, title, note)
	for _, n := range w.needs {
		if n.v.Section == section && n.v.Statement != "" {
			w.put(string(n.id), &Para{Text: w.need(n)})
		}
	}
	if section == "B" && len(w.parts[len(w.parts)-1].Proposals) == 0 {
		w.must("none", &Para{Text: gap("No special educational needs are recorded.")})
	}
}

// need is a need with its area, its owner and at most two facts that it rests on.
func (w *writer) need(n entry[*assessments.Need]) Text {
	var t Text
	if area := assessments.AreaWords(n.v.Area); area != "" {
		t = strong(area+". ", n.id)
	}
	t = append(t, span(closed(n.v.Statement), n.id))
	if o := n.v.Owner; o != "" && !holds(n.v.Statement, strings.TrimPrefix(open(o), "the ")) {
		t = append(t, span(" "+w.owned(o), n.id))
	}
	if e := w.evidence(n.v.Evidence, 2); len(e) > 0 {
		t = append(t, Span{Text: " Evidence: ", Soft: true})
		for i, x := range e {
			if i > 0 {
				t = append(t, Span{Text: "; ", Soft: true})
			}
			t = append(t, Span{Text: open(x.Words()), Soft: true, From: x[0].From})
		}
		t = append(t, Span{Text: ".", Soft: true})
	}
	return t
}

// owned says whose advice it is.
func (f *facts) owned(owner string) string {
	return "Advice on this belongs to the " + f.lower(strings.TrimPrefix(open(owner), "the ")) + "."
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

// fact words one record as evidence: what it says, then its day.
func (f *facts) fact(id assessments.ID) string {
	on, _ := f.when(id)
	day := on.Words()
	if o := find(f.observations, id); o != nil {
		if o.Type == "said" {
			return joined(", ", "“"+open(o.Text)+"” "+f.calledBy(o), day)
		}
		return joined(", ", open(shorten(f.noted(o), longFact)), day)
	}
	if s := find(f.scores, id); s != nil {
		return joined(", ", f.result(s), day)
	}
	if m := find(f.measurements, id); m != nil {
		return joined(" of ", "measurements", day)
	}
	if r := find(f.reviews, id); r != nil {
		return joined(", ", r.Note, day)
	}
	if e := find(f.equipment, id); e != nil {
		return e.Name()
	}
	if c := find(f.contacts, id); c != nil {
		return joined(", ", c.Purpose, day)
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

// result is one score in a few words: its total, or its lowest part.
func (f *facts) result(s *assessments.Score) string {
	if len(s.Parts) == 0 {
		return s.Tool
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
	words = joined(" ", s.Tool, words, valueWords(best))
	if c := centile(best.Centile); c != "" {
		words += ", " + c + " centile"
	}
	return words
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
	for _, n := range w.needs {
		if n.v.Section == "C" && n.v.Statement != "" {
			w.put(string(n.id), &Para{Text: w.need(n)})
		}
	}
	w.scoreTables(func(s *assessments.Score) bool { return Medical(s.Class, s.Tool) })
}
