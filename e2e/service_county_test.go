package e2e

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/pathway"
	"github.com/fieldfare/fieldfare/app/register"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A family comes back after a discharge, to a service whose pages say two things twice; a soft exclusion is set aside for a child
// who cannot leave home; the episode ends after a second absence, by a named clinician's decision alone (rules 3, 7, 13, 17, 18, 77).
func TestWalk_LeicestershireLike(t *testing.T) {
	w := newWalk(t, "2026-03-20", "leicestershire-like", fields{"name": "Quarry Top School", "type": "secondary", "area": "Leicestershire"},
		fields{"name": "Heath Rowntree", "born": "2012-04-02", "setting": place},
		fields{"name": "Linnet Rowntree", "role": "mother", "parental_responsibility": "yes"})
	w.put(own("referral", w.fresh(), fields{"received": "2025-03-03", "source": "gp", "reason": "Writing by hand.", "triaged_on": "2025-03-10", "outcome": "accepted"}),
		own("discharge", w.fresh(), fields{"on": "2025-11-10", "reason": "goals-met", "decided_by": therapist}),
		own("referral", referral, fields{"received": "2026-03-20", "source": "parent", "channel": "downloaded-form", "gp_area": "Rutland", "service": ours,
			"reason": "He cannot wash or dress by himself since the winter.", "areas": []string{"self-care"}}))

	// Undecided: two pairs of sentences, and nobody may pick one for the service.
	open := w.check()
	open.is(t, "undecided")
	open.says(t, "choose", 18)
	w.triage("accepted", "", "The service must choose")
	w.check("--choose", "referrers=gp-only").is(t, "not-eligible")
	half := w.check("--choose", "referrers=listed")
	half.is(t, "undecided")
	half.says(t, "choose", 17)

	// The exception is the service's own choice: four months on, six months let the family back and three do not.
	no := w.check("--choose", "referrers=listed", "--choose", "parent-return=3-months")
	no.is(t, "not-eligible")
	if r := no.says(t, "against", 17); r.Code != "return-late" || !strings.Contains(r.Sentence, "10 February 2026") || !strings.Contains(r.WouldChange, "somebody else") {
		t.Errorf("%+v", r)
	}
	w.set(ours, `choices={"referrers":"listed","parent-return":"6-months"}`)
	yes := w.check()
	yes.is(t, "eligible")
	yes.says(t, "for", 17)
	yes.says(t, "for", 7)

	// Refused: his GP writes of chronic fatigue. What would change it is said, and a named clinician sets the rule aside.
	w.set(referral, `excluding=["mental-health"]`)
	no = w.check()
	no.is(t, "not-eligible")
	if r := no.says(t, "against", 13); !strings.Contains(r.WouldChange, "cannot leave home") || !strings.Contains(strings.Join(r.Signposts, " "), "mental health service") {
		t.Errorf("%+v", r)
	}
	w.triage("accepted", "", "a named clinician writes down why")
	w.refused("Name the clinician who set the rule aside", "", "set", "--store", w.store, referral, "override_reason=Has not left the house since January.")
	w.set(referral, "override_reason=Has not left the house since January.", "override_by="+therapist)
	if r := yesTo(t, w.check(), 13); !strings.Contains(r.Sentence, "Has not left the house since January") {
		t.Errorf("%+v", r)
	}
	w.on("2026-03-27")
	w.triage("accepted", "", "")
	if r := w.one(referral); !strings.Contains(string(r.Fields["decided_by_rules"]), "Set aside for this child by a named clinician") || r.text("override_by") != therapist {
		t.Errorf("the exception is not on record: %s", r.Fields)
	}

	// The page names no times; the authority's request for advice has the law's, and the advice is a week late.
	w.on("2026-04-07")
	if all, unstated := w.clocks(w.day); len(all) != 0 || len(unstated) != 2 {
		t.Errorf("%+v, unstated %v", all, unstated)
	}
	request := w.fresh()
	w.put(own("advice_request", request, fields{"from": "The county council", "received": "2026-04-07"}))
	w.clock("ehc-advice", "2026-05-19", "2026-05-19", 0, false)
	w.clock("ehc-advice", "2026-05-20", "2026-05-19", -1, true)

	// Nobody opens the door. The family is rung first, and the next visit is at a better time of day.
	first := w.contact(visiting("2026-04-21", "home"))
	w.on("2026-04-21")
	w.notBrought(first)
	call := w.decide(first, pathway.Ask, "He sleeps until noon.", "2026-04-23")
	w.on("2026-05-05")
	w.set(call, "status=attended")
	w.seen(w.contact(visiting(w.day, "home")))
	w.on("2026-05-26")
	w.set(request, "sent_on=2026-05-26")
	if k := w.clock("ehc-advice", w.day, "2026-05-19", -4, true); k.Stopped != w.day || k.DaysOver != 7 {
		t.Errorf("%+v", k)
	}

	// The second absence ends in a discharge: by a named clinician, after asking, for this child's reason, and with a way back.
	second := w.contact(visiting("2026-06-09", "home"))
	w.on("2026-06-09")
	w.notBrought(second)
	w.decide(second, pathway.EndThere, "He is in hospital school from this week and its own therapists go on.", "")
	end := w.fresh()
	w.screen(kid, func(p screen) {
		if id, _ := p.Discharged(); id != "" {
			t.Error("a decision to discharge is no discharge yet")
		}
		now := assessments.Fields{"why": raw("The hospital's therapists go on with the same goals."), "told": raw([]string{mother})}
		set, against := p.Discharge(now, p.Absence(assessments.ID(second)), asked, therapist)
		w.holds(against, "")
		p.save(assessments.KindDischarge, end, set)
	})
	w.discharged("not-brought")
	if r := w.one(end); r.text("safeguarding_check") != asked || r.text("contact") != second || r.text("return_by") != "2026-12-09" {
		t.Errorf("the discharge on record: %s", r.Fields)
	}
}

// yesTo is a rule's word for an eligible child.
func yesTo(t *testing.T, a answer, rule int) reason {
	t.Helper()
	a.is(t, "eligible")
	return a.says(t, "for", rule)
}

// The home pathway, which anybody may use but not on paper; a family that moves into the county next month; equipment on loan; the
// advice for an annual review that is late (rules 5, 6, 22, 23, 31, 53, 69, 70, 75).
func TestWalk_HertfordshireLike(t *testing.T) {
	w := newWalk(t, "2026-05-04", "hertfordshire-like", fields{"name": "Larkhill Primary", "type": "primary"},
		fields{"name": "Sorrel Quayle", "born": "2016-08-09", "setting": place, "diagnoses": []string{"Cerebral palsy"}, "ehc_plan": "final"},
		fields{"name": "Juniper Quayle", "role": "mother", "parental_responsibility": "yes"})

	// A young person beyond eighteen is seen with the county's plan and a place at one of its colleges, and not without.
	grown := fields{"name": "Alder Quayle", "born": "2007-01-05", "ehc_plan": "none"}
	older := fields{"received": "2026-05-04", "source": "senco", "channel": "online-form", "home_area": "Hertfordshire", "reason": "Travel training."}
	no := w.checkFile("hertfordshire-like", grown, older)
	no.is(t, "not-eligible")
	if r := no.says(t, "against", 5); !strings.Contains(r.WouldChange, "18 to 25 with an EHC plan") {
		t.Errorf("%+v", r)
	}
	older["ehc_plan_of"], older["school_area"] = "Hertfordshire", "Hertfordshire"
	grown["ehc_plan"] = "final"
	w.checkFile("hertfordshire-like", grown, older).is(t, "eligible")

	// Refused: paper is not taken. Online it is, from a neighbour as well; but the family lives beyond the border until July.
	w.put(own("referral", referral, fields{"received": "2026-05-04", "source": "other", "channel": "paper-form", "pathway": "home-environment", "long_term": "yes", "service": ours,
		"home_area": "Bexmoor", "gp_area": "Bexmoor", "reason": "Sorrel cannot get into the bath or up the stairs.", "areas": []string{"equipment"}}))
	no = w.check()
	no.is(t, "not-eligible")
	if r := no.says(t, "against", 23); !strings.Contains(strings.ToLower(r.WouldChange), "online form") {
		t.Errorf("%+v", r)
	}
	w.set(referral, "channel=online-form")
	no = w.check()
	no.says(t, "for", 22)
	if r := no.says(t, "against", 6); !strings.Contains(r.WouldChange, "Hertfordshire") || !strings.Contains(r.Sentence, "Bexmoor") {
		t.Errorf("%+v", r)
	}

	// The exception: a named clinician accepts all the same, and writes down why.
	w.triage("accepted", "specialist", "a named clinician writes down why")
	w.set(referral, "override_reason=The tenancy in the county begins on 1 July and the new house must be ready.", "override_by="+therapist)
	w.on("2026-05-06")
	w.triage("accepted", "specialist", "")
	if r := w.one(referral); r.text("episode_opened_on") != "2026-05-06" || r.text("tier") != "specialist" {
		t.Errorf("the episode on record: %s", r.Fields)
	}

	// The annual review is on 25 June: the advice is due two weeks before, and on the next day it is late.
	w.on("2026-05-11")
	w.put(own("contact", w.fresh(), fields{"type": "meeting", "purpose": "Annual review of the EHC plan", "status": "planned", "on": "2026-06-25", "place": "school",
		"clinician": therapist, "recorded_at": "2026-05-11T10:00:00Z"}))
	w.clock("review-advice", "2026-06-11", "2026-06-11", 0, false)
	if k := w.clock("review-advice", "2026-06-12", "2026-06-11", -1, true); !k.Law || k.Started != "2026-05-11" {
		t.Errorf("%+v", k)
	}

	first := w.contact(visiting("2026-05-21", "home"))
	w.on("2026-05-21")
	w.notBrought(first)
	again := w.decide(first, pathway.Again, "They were at the new house with the surveyor.", "2026-05-28")
	w.on("2026-05-28")
	w.seen(again)

	// A bath seat of the register is lent to her, and shows as hers until it comes back.
	seat, piece, goal := w.fresh(), w.fresh(), w.fresh()
	w.put(team("equipment_item", seat, fields{"product": "Leckey Mygo", "serial": "EX-0042", "owner": "The county's equipment service", "status": "in-store"}),
		own("equipment", piece, fields{"item": "Leckey Mygo", "type": "seating-system", "status": "recommended", "why": "Sits at the table for a meal.", "funder": "Health and social care, jointly", "owner": "The county's equipment service"}),
		own("goal", goal, fields{"title": "Eats with the family at the table", "words_of": "child", "set_on": w.day}))
	lent := func(move func(*register.Model, register.Thing) register.Move) (after register.Thing) {
		w.file = ""
		w.open(func(ctx context.Context, s *store.Store) {
			var m register.Model
			must(t, m.Read(ctx, s, w.day))
			thing, ok := m.Thing(assessments.ID(seat))
			if !ok {
				t.Fatal("the register has lost the seat")
			}
			_, err := s.Apply(ctx, []assessments.Edit{{Record: thing.Rec.ID, Kind: thing.Rec.Kind, Scope: thing.Rec.Scope, Op: assessments.OpSet, Set: move(&m, thing).Set}})
			must(t, err)
			must(t, m.Read(ctx, s, w.day))
			after, _ = m.Thing(assessments.ID(seat))
		})
		return after
	}
	with := lent(func(m *register.Model, thing register.Thing) register.Move {
		i := slices.IndexFunc(m.Holders, func(h register.Holder) bool { return h.ID == kid })
		mv, err := m.Lend(thing, m.Holders[i])
		must(t, err)
		return mv
	})
	if with.V.Child != kid || with.V.Equipment != assessments.ID(piece) || !strings.Contains(with.Where(), "Sorrel Quayle since 28 May 2026") {
		t.Errorf("%s: %+v", with.Where(), with.V)
	}

	// The page says nothing of discharge, so nothing suggests one; a named clinician ends it when the goal is met.
	w.on("2026-09-17")
	w.set(goal, "closed_on=2026-09-17")
	w.seen(w.contact(visiting(w.day, "home")))
	for _, s := range w.check().Next {
		if strings.HasPrefix(s.Key, "discharge.") {
			t.Errorf("a discharge that the page does not speak of: %+v", s)
		}
	}
	back := lent(func(_ *register.Model, thing register.Thing) register.Move { return thing.Moves()[0] })
	if back.V.Status != "in-store" || back.V.Child != "" || back.V.ReturnedOn != w.day {
		t.Errorf("%+v", back.V)
	}
	w.discharge("goals-met", nil)
}
