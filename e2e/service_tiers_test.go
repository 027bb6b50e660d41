package e2e

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/clinic"
	"github.com/fieldfare/fieldfare/app/pathway"
	"github.com/fieldfare/fieldfare/assessments"
	engine "github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// A child under five whose referral came the wrong way, is rung before triage, which is late; targeted, then specialist, and back
// to what is for all children (rules 24, 29, 30, 32, 47, 51, 52, 82).
func TestWalk_BromleyLike(t *testing.T) {
	w := newWalk(t, "2026-04-30", "bromley-like", fields{"name": "Acorn Steps Nursery", "type": "nursery"},
		fields{"name": "Pippin Larkfield", "born": "2022-03-03", "setting": place},
		fields{"name": "Clover Larkfield", "role": "mother", "parental_responsibility": "yes"})

	// Refused: everything comes through the coordination centre. Nothing is said against the child.
	w.put(own("referral", referral, fields{"received": "2026-04-30", "source": "health-visitor", "channel": "letter", "service": ours, "reason": "Cannot bear noise or new foods.", "areas": []string{"sensory"}}))
	no := w.check()
	no.is(t, "not-eligible")
	if r := no.says(t, "against", 24); !strings.Contains(no.Sentence, "Nothing is said against the child") || !strings.Contains(strings.ToLower(r.WouldChange), "coordination centre") {
		t.Errorf("%s %+v", no.Sentence, r)
	}
	w.set(referral, "channel=care-coordination-centre")
	w.check().is(t, "eligible")

	// Five working days, with a bank holiday among them; on the sixth the triage is late.
	w.clock("triage", "2026-05-01", "2026-05-08", 4, false)
	w.clock("triage", "2026-05-08", "2026-05-08", 0, false)
	w.on("2026-05-11")
	if k := w.clock("triage", w.day, "2026-05-08", -1, true); k.Started != "2026-04-30" || !strings.Contains(k.Source, "rule 29") {
		t.Errorf("%+v", k)
	}
	w.open(func(ctx context.Context, s *store.Store) {
		var q pathway.Queue
		must(t, q.Read(ctx, s, w.day))
		if len(q.Rows) != 1 || !q.Rows[0].Triage || q.Rows[0].State != pathway.Barred {
			t.Errorf("who waits for triage: %+v", q.Rows)
		}
	})

	// The exception for the youngest: a call at the least, before anything is decided.
	w.on("2026-05-12")
	call := w.check().step(t, "triage.phone")
	if !slices.Equal(call.Rules, []int{32}) || call.Template != "under-fives-sensory-triage" {
		t.Errorf("%+v", call)
	}
	w.triage("accepted", "targeted", "Write down the call first")
	w.ask(call.Template, mother, map[string]string{"speaker": "Clover Larkfield, alone in the car", "under-five": "yes", "loves": "Water", "last-time": "Yesterday at the hand dryer"})
	w.check().absent(t, "triage.phone")
	w.triage("accepted", "targeted", "")
	if r := w.one(referral); string(r.Fields["triage_working_day"]) != "7" || string(r.Fields["triage_within_days"]) != "5" || r.text("tier") != "targeted" {
		t.Errorf("the triage on record: %s", r.Fields)
	}
	if k := w.clock("triage", "2026-05-20", "2026-05-08", -2, true); k.Stopped != "2026-05-12" {
		t.Errorf("%+v", k)
	}

	// The functional skills clinic wants to see the problem first.
	booking := func() clinic.Candidate {
		var found clinic.Candidate
		w.open(func(ctx context.Context, s *store.Store) {
			p, choices, _, err := clinic.Rules(ctx, s, assets.Services)
			must(t, err)
			all, err := clinic.Candidates(ctx, s, p, choices, *p.Clinic("functional-skills"), w.day)
			must(t, err)
			if i := slices.IndexFunc(all, func(c clinic.Candidate) bool { return c.Child == kid }); i >= 0 {
				found = all[i]
			}
		})
		return found
	}
	if c := booking(); c.May || !strings.Contains(strings.ToLower(c.Tag+strings.Join(c.Lines, " ")), "sample") {
		t.Errorf("booked without a sample: %+v", c)
	}
	w.set(referral, "sample=true")
	if c := booking(); !c.May {
		t.Errorf("with a sample: %+v", c)
	}

	first := w.contact(visiting("2026-06-04", "clinic"))
	w.on("2026-06-04")
	w.notBrought(first)
	again := w.decide(first, pathway.Again, "The bus was on strike.", "2026-06-11")
	w.on("2026-06-11")
	w.seen(again)

	// From targeted to specialist as the therapist judges: a reason, and a name. Universal is a discharge, not a move.
	move := w.fresh()
	w.screen(kid, func(p screen) {
		if to := p.MovesTo(); len(to) != 1 || to[0].Name != "specialist" {
			t.Errorf("she may move to %+v", to)
		}
		_, against := p.Move("specialist", "", therapist)
		w.holds(against, "clinical reason")
		_, against = p.Move("specialist", "Eats four foods.", "")
		w.holds(against, "Name the therapist")
		_, against = p.Move("universal", "Well again.", therapist)
		w.holds(against, "is a discharge")
		set, against := p.Move("specialist", "Eats four foods and is losing weight; joint work with speech and language therapy.", therapist)
		w.holds(against, "")
		p.save(assessments.KindTierMove, move, set)
	})
	w.screen(kid, func(p screen) {
		if p.Tier().Name != "specialist" || p.Tier().Since != w.day {
			t.Errorf("%+v", p.Tier())
		}
		if i := slices.IndexFunc(engine.OffersFor(p.Pack, p.Case), func(o engine.Offered) bool { return o.Tier == "targeted" }); i >= 0 {
			t.Error("the targeted offer is still given")
		}
	})

	// No goal is open and nothing is planned: is there new advice still to give?
	w.on("2026-07-02")
	w.seen(w.contact(visiting(w.day, "nursery")))
	if s := w.check().step(t, "discharge.no-further-new-advice"); !slices.Equal(s.Rules, []int{82}) || !strings.Contains(s.Sentence, "universal offer") {
		t.Errorf("%+v", s)
	}
	w.discharge("no-further-new-advice", fields{"to": "universal offer"})
	if r := w.h.records(t, w.store, "--child", kid, "--kind", "discharge"); len(r) != 1 || r[0].text("to") != "universal offer" {
		t.Errorf("%+v", r)
	}
}
