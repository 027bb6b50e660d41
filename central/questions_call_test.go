package central

import (
	"maps"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// said is the one record of what was said on the telephone.
func (o *office) said() (rec assessments.Record, a assessments.Answers) {
	o.t.Helper()
	n := 0
	for _, r := range o.records(o.tenant, assessments.KindAnswers) {
		if t, _ := r.Read(); t.(*assessments.Answers).How == "call" && t.(*assessments.Answers).Template == "questionnaire-young-person" {
			rec, a, n = r, *t.(*assessments.Answers), n+1
		}
	}
	if n != 1 {
		o.t.Fatalf("%d records of one call", n)
	}
	return rec, a
}

// Who goes back after a call and puts an answer right changes what was written down: a press more changes nothing, and neither a
// therapist's own correction nor somebody else's sheet is written over.
func TestQuestions_ACallIsCorrected(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		m, other := o.member(o.tenant, "Leonie", ledger.RoleLead), o.member(o.tenant, "Olga", ledger.RoleLead)
		o.change(o.Child, assessments.Fields{"born": []byte(`"2010-01-20"`)})
		call := "caseload/" + string(o.Child) + "/call?ask=questionnaire-young-person/young-person/"
		form := filled(m.get(call))
		form.Set("q-like-called-0", "Izzy")
		form.Set("q-told-others-0", "My knee.")
		m.post(call, form, 303)
		was, first := o.said()
		m.post(call, form, 303)
		if rec, _ := o.said(); rec.Meta.Seq != was.Meta.Seq {
			t.Error("a button pressed twice is a change of the record")
		}
		for _, correct := range []string{"My elbow.", "My left elbow."} {
			form.Set("q-told-others-0", correct)
			m.post(call, form, 303)
			if rec, a := o.said(); rec.ID != was.ID || value(a, "told-others", 0) != correct || value(a, "like-called", 0) != "Izzy" || a.On != first.On || a.By != first.By || a.RecordedBy != first.RecordedBy {
				t.Errorf("corrected, the record says %+v", a)
			}
		}
		// Another lead's browser has neither this sheet nor a way to write over it.
		theirs := maps.Clone(form)
		theirs.Set("q-told-others-0", "Not theirs to say.")
		if page := other.post(call, theirs, 400); !strings.Contains(page, "were written down already") {
			t.Errorf("somebody else's sheet: %s", page)
		}
		rec, _ := o.said()
		o.change(rec.ID, assessments.Fields{"values": []byte(`[{"question":"told-others","value":"The therapist knows: the right elbow."}]`)})
		form.Set("q-told-others-0", "My other elbow.")
		if page := m.post(call, form, 400); !strings.Contains(page, "were written down already") || !strings.Contains(page, "My other elbow.") {
			t.Errorf("after the therapist's own correction: %s", page)
		}
		if _, a := o.said(); value(a, "told-others", 0) != "The therapist knows: the right elbow." {
			t.Errorf("a correction of the therapist is gone: %+v", a)
		}
	})
}
