package e2e

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/clinic"
	"github.com/fieldfare/fieldfare/app/pathway"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
	engine "github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// A parent asks at the drop-in, then refers herself; the call, the first appointment missed once, goals, and discharge when they
// are met (rules 1, 9, 15, 27, 33, 34, 44, 79, 80, 81).
func TestWalk_LewishamLike(t *testing.T) {
	w := newWalk(t, "2026-02-05", "lewisham-like", fields{"name": "Mossgate Primary", "type": "primary"},
		fields{"name": "Bramble Oakes", "born": "2018-05-20", "setting": place, "language": "English"},
		fields{"name": "Hazel Oakes", "role": "mother", "parental_responsibility": "yes"})
	born := fields{"name": "Bramble Oakes", "born": "2018-05-20"}

	// Refused: the drop-in of the first Thursday is for the area's own practices. A referral is another way in.
	w.open(func(ctx context.Context, s *store.Store) {
		for day, held := range map[assessments.Date]bool{"2026-02-05": true, "2026-02-12": false, "2026-02-19": true} {
			b, err := clinic.ReadBoard(ctx, s, assets.Services, day, w.day)
			must(t, err)
			if (b.Clinic != nil) != held {
				t.Errorf("the board of %s: %+v", day, b.Clinic)
			}
		}
	})
	dropIn := fields{"received": "2026-02-05", "pathway": "drop-in", "source": "parent", "gp_area": "Bexmoor", "reason": "He cannot tie his shoelaces."}
	no := w.checkFile("lewisham-like", born, dropIn)
	no.is(t, "not-eligible")
	if r := no.says(t, "against", 9); !strings.Contains(r.WouldChange, "GP practice in Lewisham") || !strings.Contains(r.Sentence, "Bexmoor") {
		t.Errorf("%+v", r)
	}
	dropIn["gp_area"] = "Lewisham"
	yes := w.checkFile("lewisham-like", born, dropIn)
	yes.is(t, "eligible")
	yes.says(t, "for", 44)

	// The mother refers without anybody's leave, from the same practice: a referral asks for no area.
	w.on("2026-02-09")
	w.put(own("referral", referral, fields{"received": "2026-02-09", "source": "parent", "channel": "phone", "gp_area": "Bexmoor", "service": ours,
		"reason": "Laces, buttons and writing are hard for Bramble.", "areas": []string{"dressing", "handwriting"}, "barriers": []string{"cannot-do"}}))
	a := w.check()
	a.is(t, "eligible")
	a.says(t, "for", 15)
	a.says(t, "for", 27)
	if !slices.Contains(a.Untested, "catchment") {
		t.Errorf("untested: %v", a.Untested)
	}

	// The exception: her brother is nineteen, and the page can be read in two ways. Nobody decides before the service has chosen.
	const brother = "019a0009-0000-7003-8000-000000000001"
	w.alone = false
	w.put(of("child", brother, brother, fields{"name": "Rowan Oakes", "born": "2006-12-01"}),
		of("referral", "019a0009-0000-7003-8000-000000000002", brother, fields{"received": "2026-02-09", "source": "parent", "reason": "Cooking safely at college."}))
	two := w.checkChild(brother)
	two.is(t, "undecided")
	if r := two.says(t, "choose", 1); !strings.Contains(r.WouldChange, `"birthday"`) || !strings.Contains(r.WouldChange, `"year"`) {
		t.Errorf("%+v", r)
	}
	w.screen(brother, func(p screen) {
		_, against := p.Triage(pathway.Verdict{Outcome: "accepted"})
		w.holds(against, "The service must choose")
	})
	w.checkChild(brother, "--choose", "age-limit=birthday").is(t, "not-eligible")
	w.set(ours, `choices={"age-limit":"year"}`)
	w.checkChild(brother).is(t, "eligible")

	// Accepted: the service's own 18 weeks run from the referral, and end on 15 June.
	w.on("2026-02-11")
	w.triage("accepted", "", "")
	w.clock("first-contact", "2026-02-11", "2026-06-15", 84, false)
	w.clock("first-contact", "2026-06-15", "2026-06-15", 0, false)
	w.on("2026-05-01")
	w.open(func(ctx context.Context, s *store.Store) {
		var q pathway.Queue
		must(t, q.Read(ctx, s, w.day))
		i := slices.IndexFunc(q.Rows, func(x pathway.Waiter) bool { return x.Child == kid })
		if i < 0 || q.Rows[i].Weeks != 11 || q.Rows[i].Triage {
			t.Errorf("who waits: %+v", q.Rows)
		}
	})

	// The family is rung first, so that Bramble is not talked about while in the room.
	call := w.check().step(t, "first.call")
	if !slices.Equal(call.Rules, []int{34}) {
		t.Errorf("%+v", call)
	}
	w.ask(call.Template, mother, map[string]string{"worry": "He gives up on buttons and hides his writing."})
	w.check().absent(t, "first.call")

	first := w.contact(visiting("2026-05-14", "clinic"))
	w.on("2026-05-14")
	w.open(func(ctx context.Context, s *store.Store) {
		m, err := today.Build(ctx, s, today.Shipped{Services: assets.Services, Clocks: assets.Clocks}, therapist, w.now(w.day))
		must(t, err)
		if len(m.Stops) != 1 || len(m.Stops[0].Visits) != 1 || m.Stops[0].Visits[0].Child != kid {
			t.Errorf("Today: %+v", m.Stops)
		}
	})
	w.notBrought(first)
	again := w.decide(first, pathway.Again, "The letter went to the old address.", "2026-06-18")

	// The new day lies beyond the 18 weeks: the clock says so, and goes on saying so.
	w.on("2026-06-16")
	w.clock("first-contact", w.day, "2026-06-15", -1, true)
	w.on("2026-06-18")
	w.seen(again)
	if k := w.clock("first-contact", w.day, "2026-06-15", -3, true); k.Stopped != w.day || k.StoppedBy != "first seen" || k.DaysOver != 3 || k.Law || !strings.Contains(k.Source, "not the national clock") {
		t.Errorf("%+v", k)
	}
	w.check().absent(t, "agree")

	// The family says to whom the advice may go. Who was not asked, or was refused, gets nothing.
	goal, file := w.fresh(), w.h.at("advice.txt")
	w.put(own("goal", goal, fields{"title": "Ties his own laces before football", "words_of": "child", "set_on": w.day, "review_on": "2026-09-10"}),
		own("observation", w.fresh(), fields{"type": "fact", "on": w.day, "contact": again, "text": "Tied the first half of the knot in 2 of 5 tries."}))
	advice := func(role string) []string {
		return []string{"report", "--store", w.store, "--child", kid, "--kind", "school-advice", "--for", role, "--author", therapist, "--out", file}
	}
	w.refused("agreed", "", advice("school")...)
	yesTo := fields{"purpose": "share", "recipient": "school", "basis": "consent", "decision": "given", "on": w.day, "given_by": mother, "authority": "parental-responsibility"}
	noTo := fields{"purpose": "share", "recipient": "health-visitor", "basis": "consent", "decision": "refused", "on": w.day, "given_by": mother, "authority": "parental-responsibility"}
	w.put(own("basis", w.fresh(), yesTo), own("basis", w.fresh(), noTo))
	w.ctl("", advice("school")...)
	if text := read(t, file); !strings.Contains(text, "2 of 5 tries") {
		t.Errorf("the school's advice:\n%s", text)
	}
	w.refused("refused", "", advice("health-visitor")...)

	// The goals are met: a clinician is asked to think of a discharge, and nothing happens until she decides.
	w.on("2026-09-10")
	w.seen(w.contact(visiting(w.day, "school")))
	w.check().absent(t, "discharge.goals-closed")
	w.set(goal, "closed_on=2026-09-10")
	if s := w.check().step(t, "discharge.goals-closed"); !slices.Equal(s.Rules, []int{81}) || !s.Clinician || s.Options[0] != "goals-met" {
		t.Errorf("%+v", s)
	}
	w.discharge("goals-met", fields{"told": []string{mother}})
}

// A family that needs an interpreter moves the appointment three times and is not brought once; the page would discharge, the app
// asks. A block of sessions on goals of their own ends the episode (rules 36, 37, 38, 39, 40, 59, 81, 85, 90).
func TestWalk_EvelinaLike(t *testing.T) {
	w := newWalk(t, "2026-03-02", "evelina-like", fields{"name": "Tidegate Primary", "type": "primary"},
		fields{"name": "Wren Calder", "born": "2020-01-17", "setting": place, "language": "Tigrinya", "interpreter": "Tigrinya, every appointment"},
		fields{"name": "Selam Calder", "role": "mother", "parental_responsibility": "yes", "language": "Tigrinya", "interpreter": "every-contact"})

	// Refused: the referral asks for a pathway that this service does not have. Nothing is said against the child.
	w.put(own("referral", referral, fields{"received": "2026-03-02", "source": "gp", "channel": "letter", "pathway": "home-environment", "service": ours, "reason": "Getting dressed takes an hour."}))
	no := w.check()
	no.is(t, "not-eligible")
	if r := no.says(t, "against", 0); r.Code != "no-such-pathway" || !strings.Contains(r.WouldChange, "service in general") || !strings.Contains(no.Sentence, "Nothing is said against the child") {
		t.Errorf("%s %+v", no.Sentence, r)
	}
	w.triage("accepted", "", "no pathway named home environment")
	w.set(referral, "pathway=general")
	yes := w.check()
	yes.is(t, "eligible")
	if !slices.Contains(yes.Untested, "ages") || !slices.Contains(yes.Untested, "referrer") {
		t.Errorf("what the page does not state was tested all the same: %v", yes.Untested)
	}
	w.triage("accepted", "", "")

	// The page names no time, so no clock is made up; the law's six weeks run all the same, and are missed.
	w.on("2026-03-16")
	if all, unstated := w.clocks(w.day); len(all) != 0 || !slices.Equal(unstated, []string{"triage", "aim"}) {
		t.Errorf("%+v, unstated %v", all, unstated)
	}
	request := w.fresh()
	w.put(own("advice_request", request, fields{"from": "The county council", "received": "2026-03-16"}))
	w.clock("ehc-advice", "2026-04-27", "2026-04-27", 0, false)
	if k := w.clock("ehc-advice", "2026-04-28", "2026-04-27", -1, true); !k.Law || !strings.Contains(k.Source, "reg") {
		t.Errorf("%+v", k)
	}

	// Before the first appointment: an interpreter, and a call through the language line.
	before := w.check()
	if s := before.step(t, "first.interpreter"); !slices.Equal(s.Rules, []int{40}) || !strings.Contains(s.Sentence, "Tigrinya") {
		t.Errorf("%+v", s)
	}
	if s := before.step(t, "first.call"); !slices.Equal(s.Rules, []int{90}) {
		t.Errorf("%+v", s)
	}
	if s := before.step(t, "first.agenda"); !strings.Contains(s.Sentence, "participation goals") {
		t.Errorf("%+v", s)
	}

	// Twice an appointment may be moved. The third time is no end: a named clinician decides, and makes an exception.
	var moved string
	for i, day := range []assessments.Date{"2026-03-20", "2026-03-27", "2026-04-10"} {
		moved = w.contact(visiting(day, "clinic"))
		w.check().absent(t, "reschedule")
		w.set(moved, "status=rescheduled", "reason=Night shifts")
		w.screen(kid, func(p screen) {
			if got, want := engine.RescheduleWords(p.Pack, p.Case), []string{"1 of 2", "2 of 2", "3 of 2"}[i]; got != want {
				t.Errorf("moved %d times: %s", i+1, got)
			}
		})
		if i < 2 {
			w.check().absent(t, "reschedule")
		}
	}
	if s := w.check().step(t, "reschedule"); !slices.Equal(s.Rules, []int{38}) || !s.Decide || !s.Clinician || !strings.Contains(s.Options[0], "another appointment") {
		t.Errorf("%+v", s)
	}
	w.screen(kid, func(p screen) {
		if id, _ := p.Discharged(); id != "" {
			t.Error("moving an appointment discharged the child")
		}
	})
	home := visiting("2026-04-17", "home")
	home["interpreter"] = fields{"language": "Tigrinya", "mode": "in person", "outcome": "booked"}
	home["replaces"] = moved
	w.set(moved, "decision=A visit at home after the school run instead.", "decided_by="+therapist)
	first := w.contact(home)
	w.check().absent(t, "first.interpreter")

	// Nobody is at home. The page says discharge; the app says who decides, and after what.
	w.on("2026-04-17")
	w.notBrought(first)
	if s := w.check().step(t, "absence"); !slices.Equal(s.Rules, []int{39}) || !strings.Contains(s.Sentence, "Nobody is discharged for that alone") {
		t.Errorf("%+v", s)
	}
	again := w.decide(first, pathway.Again, "The interpreter had rung the wrong number.", "2026-05-05")

	// Seen for 45 minutes; goals of the family's own; any of six plans may follow.
	w.on("2026-05-05")
	w.set(again, "from=10:00", "to=10:45", `interpreter={"language":"Tigrinya","mode":"in person","outcome":"came"}`)
	w.seen(again)
	w.set(request, "sent_on=2026-05-05")
	if k := w.clock("ehc-advice", w.day, "2026-04-27", -5, true); k.Stopped != w.day || k.DaysOver != 8 {
		t.Errorf("%+v", k)
	}
	w.check().absent(t, "reschedule")
	w.screen(kid, func(p screen) {
		if len(engine.PlanOptions(p.Pack, p.Case)) != 6 {
			t.Errorf("after the first appointment: %+v", engine.PlanOptions(p.Pack, p.Case))
		}
		for _, m := range p.Case.Contacts {
			if why := engine.CheckLength(p.Pack, m.Is); m.ID == assessments.ID(again) && why != "" {
				t.Error(why)
			}
		}
		if engine.CheckLength(p.Pack, assessments.Contact{Type: "visit", From: "10:00", To: "11:15"}) == "" {
			t.Error("75 minutes pass for one of this service's appointments")
		}
	})
	goal := w.fresh()
	w.put(own("goal", goal, fields{"title": "Dresses for school alone", "words_of": "parent", "set_on": w.day, "review_on": "2026-06-19"}),
		own("block", w.fresh(), fields{"title": "Dressing at home", "sessions": 2, "start": "2026-05-12", "goals": []string{goal}}))

	// The number of sessions is done: somebody is asked to think of a discharge.
	for _, day := range []assessments.Date{"2026-05-12", "2026-05-19"} {
		w.check().absent(t, "discharge.sessions-done")
		w.on(day)
		w.seen(w.contact(visiting(day, "home")))
	}
	if s := w.check().step(t, "discharge.sessions-done"); !slices.Equal(s.Rules, []int{81}) || s.Options[0] != "fixed-sessions-done" {
		t.Errorf("%+v", s)
	}
	w.discharge("fixed-sessions-done", nil)
}
