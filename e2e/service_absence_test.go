package e2e

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/pathway"
	"github.com/fieldfare/fieldfare/assessments"
)

const asked = "Rang the school nurse and the GP: both saw the child this week and have no worry."

// notBrought writes down that the child was not brought, and holds what every service owes the child then: a task for a named
// clinician with a safeguarding check, no discharge without it, and none that follows by itself.
func (w *walk) notBrought(contact string) {
	t := w.t
	t.Helper()
	w.set(contact, "status=not-brought", "reason=Nobody came, and nobody rang.")
	a := w.check()
	if len(a.Next) == 0 || a.Next[0].Key != "absence" {
		t.Fatalf("the absence is not the first thing to do: %+v", a.Next)
	}
	s := a.step(t, "absence")
	if !s.Decide || !s.Clinician || !s.Safeguarding || s.Record != contact || len(s.Options) < 4 || !strings.HasPrefix(s.Options[0], "offer another") {
		t.Fatalf("the task: %+v", s)
	}
	for _, x := range a.Next {
		if strings.HasPrefix(x.Key, "discharge.") {
			t.Errorf("a discharge is suggested while nobody has asked about the child: %+v", x)
		}
	}
	w.noWayRound(contact)
	// Half a year later the child is still the service's, and the task still waits.
	later := decode[answer](t, w.ctlOn(w.day.AddDays(183), "", "service", "check", "--json", "--store", w.store, "--child", kid))
	if s := later.step(t, "absence"); s.Record != contact {
		t.Errorf("%+v", s)
	}
	w.file = "" // what was refused must not be in it
	w.records()
	for _, r := range decode[struct{ Records []record }](t, read(t, w.file)).Records {
		if r.Kind == "discharge" && r.text("on") >= string(w.day) {
			t.Errorf("the child was discharged by itself: %s", r.Fields)
		}
	}
}

// noWayRound tries to discharge without the decision, on the screen and by a script.
func (w *walk) noWayRound(contact string) {
	t := w.t
	t.Helper()
	w.screen(kid, func(p screen) {
		a := p.Absence(assessments.ID(contact))
		if a == nil || a.Decided || p.Undecided() != assessments.ID(contact) {
			t.Fatalf("the screen does not show the absence: %+v", a)
		}
		_, against := p.Discharge(assessments.Fields{"reason": raw("family-declined")}, nil, "", therapist)
		w.holds(against, "An absence of this child has no decision yet")
		_, against = p.Discharge(assessments.Fields{"why": raw("They did not come.")}, a, "", therapist)
		w.holds(against, "never discharged without it")
		_, against = p.Discharge(assessments.Fields{"why": raw("They did not come.")}, a, asked, "")
		w.holds(against, "Name the clinician")
		_, _, against = p.Decide(a, pathway.Again, " ", "", therapist, w.day.AddDays(7))
		w.holds(against, "Ask about the child's safety first")
		_, _, against = p.Decide(a, pathway.EndThere, asked, "", "", "")
		w.holds(against, "Name the clinician who decides")
		if id, d := p.Discharged(); id != "" || d != nil {
			t.Fatalf("discharged: %+v", d)
		}
	})
	edit := own("discharge", w.fresh(), fields{"on": w.day, "reason": "not-brought", "why": "They did not come.", "decided_by": therapist, "contact": contact})
	w.refused("never discharged without it", edit, "apply", "--store", w.store, "-")
}

// decide is the named clinician's decision after an absence: the check is written down and the child is offered another day.
func (w *walk) decide(contact string, way pathway.Way, why string, day assessments.Date) (next string) {
	t := w.t
	t.Helper()
	next = w.fresh()
	w.screen(kid, func(p screen) {
		set, after, against := p.Decide(p.Absence(assessments.ID(contact)), way, asked, why, therapist, day)
		w.holds(against, "")
		p.save(assessments.KindContact, contact, set)
		if after != nil {
			p.save(assessments.KindContact, next, assessments.Encode(after))
		}
	})
	w.check().absent(t, "absence")
	if r := w.one(contact); r.text("decided_by") != therapist || r.text("safeguarding_check") != asked || !strings.Contains(r.text("decision"), why) {
		t.Errorf("the decision is not on record: %s", r.Fields)
	}
	return next
}

// seen writes down that the child was there and that the plan was agreed.
func (w *walk) seen(contact string) {
	w.t.Helper()
	w.set(contact, "status=attended", "child_present=yes", "agreed=true")
}

// discharge ends the episode on the screen, for one of the reasons it offers, by a named clinician.
func (w *walk) discharge(reason string, more fields) {
	t := w.t
	t.Helper()
	id := w.fresh()
	w.screen(kid, func(p screen) {
		if !slices.Contains(p.Reasons(false), reason) {
			t.Fatalf("the screen offers no discharge for %s: %v", reason, p.Reasons(false))
		}
		now := assessments.Fields{"reason": raw(reason)}
		for k, v := range more {
			now[k] = raw(v)
		}
		_, against := p.Discharge(now, nil, "", "")
		w.holds(against, "Name the clinician")
		set, against := p.Discharge(now, nil, "", therapist)
		w.holds(against, "")
		p.save(assessments.KindDischarge, id, set)
	})
	w.discharged(reason)
}

// discharged holds the end of a walk: a named clinician's discharge, nothing left to do, and a store that is whole.
func (w *walk) discharged(reason string) {
	t := w.t
	t.Helper()
	w.screen(kid, func(p screen) {
		id, d := p.Discharged()
		if id == "" || d.On != w.day || d.Reason != reason || d.DecidedBy != therapist {
			t.Fatalf("discharge %s: %+v", id, d)
		}
		if all := p.Stations(); all[len(all)-1].State != pathway.Done {
			t.Errorf("the way is not walked to its end: %+v", all)
		}
	})
	for _, s := range w.check().Next {
		if s.Decide {
			t.Errorf("somebody still has to decide: %+v", s)
		}
	}
	w.h.verify(t, w.store)
}

// one is a record of the child.
func (w *walk) one(id string) record {
	w.t.Helper()
	w.records()
	for _, r := range decode[struct{ Records []record }](w.t, read(w.t, w.file)).Records {
		if r.ID == id {
			return r
		}
	}
	w.t.Fatalf("no record %s", id)
	return record{}
}
