package practice

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// programme writes the home plan with its activities.
func (x *telling) programme() {
	start := schoolDay(x.visits[0].on, 10)
	plan := &assessments.ActivityPlan{Common: x.by(start), Title: "Home plan", Version: 1, Place: "home", WhoWords: "Mum or Dad", Start: start, End: start.AddDays(6*7 - 1),
		Minutes: 10, TimesADay: 1, DaysAWeek: 5, Weeks: 6, Language: "English", Principles: true, StopIf: []string{"It hurts", "Tears", "10 minutes is up"}, PlannedDays: 30}
	if plan.End <= x.today {
		plan.DoneDays = x.between(15, 29)
	}
	id := x.keep(start, plan)
	for k, t := range x.tasks {
		a := &assessments.Activity{Common: x.by(start), Plan: id, Order: k + 1, Title: t.title, Area: t.area, Steps: t.steps, Easier: t.easier, Harder: t.harder, CountBy: t.count, Kit: t.kit}
		for g, aim := range x.aims {
			if aim.area == t.area {
				a.Goal = x.goals[g]
			}
		}
		x.keep(start, a)
	}
}

// equip recommends the equipment and measures for it.
func (x *telling) equip() {
	v := x.visits[len(x.visits)-1]
	if len(x.measures) > 0 {
		x.keep(v.on, &assessments.Measurement{Common: x.by(v.on), On: v.on, Contact: v.id, By: []assessments.ID{x.therapist}, Position: "Sitting", Rows: x.measures, RemeasureAfter: v.on.AddDays(91)})
	}
	if x.kit == nil {
		return
	}
	e := *x.kit
	e.Common, e.Status, e.Place, e.Order, e.Goals = x.by(v.on), "recommended", x.site.name, 1, x.goals[:1]
	e.Why = x.fill(e.Why, x.sights[0].lo, x.sights[0].of)
	e.Missing = map[string]string{"price": "not known"}
	if e.Lifting {
		e.Status = "in-use"
		e.ExaminedOn = x.received.AddDays(-30)
		e.ExamineBy = e.ExaminedOn.AddDays(182)
		e.Missing = map[string]string{"serial": "not recorded"}
	}
	x.kitID = x.keep(v.on, &e)
}

// advise answers a local authority's request: needs, an outcome, and the rows of provision.
func (x *telling) advise() {
	asked := schoolDay(x.visits[0].on, x.between(6, 20))
	req := &assessments.AdviceRequest{Common: x.by(asked), From: "Local authority SEND team", LetterDate: asked.AddDays(-3), Received: asked}
	if due := req.Aim(); due <= x.today {
		req.SentOn = due.AddDays(-x.between(0, 6)).OrWorkingDayBefore()
	}
	x.keep(asked, req)
	for k, s := range x.sights {
		if s.need != "" {
			x.needs = append(x.needs, x.keep(asked, &assessments.Need{Common: x.by(asked), Section: "B", Area: s.area, Statement: x.fill(s.need, 0, 0), Evidence: x.seen[k : k+1], Order: len(x.needs) + 1}))
		}
	}
	if x.diagnosis != "" {
		x.keep(asked, &assessments.Need{Common: x.by(asked), Section: "C", Statement: x.called() + " has " + assessments.LowerFirst(x.diagnosis) + ".", Order: len(x.needs) + 1})
	}
	x.outcome = x.keep(asked, &assessments.Outcome{Common: x.by(asked), Ref: "E1", Statement: x.fill(x.story.outcome, 0, 0), By: x.target(),
		Baseline: x.fill(x.sights[0].text, x.sights[0].lo, x.sights[0].of), BaselineFrom: x.seen[:1], CountedBy: x.site.assistant, Needs: x.needs})
	x.provide(asked)
}

func (x *telling) provide(asked assessments.Date) {
	count := map[string]int{}
	for _, p := range x.rows {
		count[p.Section]++
		p.Common = x.by(asked)
		p.Ref = fmt.Sprintf("%s%d", p.Section, count[p.Section])
		p.What, p.Why = x.fill(p.What, 0, 0), x.fill(p.Why, 0, 0)
		p.Start = schoolDay(x.today, 30)
		p.Outcomes, p.NeedIDs, p.Evidence = []assessments.ID{x.outcome}, x.needs, x.seen[:1]
		if p.Qualification == "Level 3" {
			p.DeliveredBy = []assessments.ID{x.site.assistantID}
		}
		if p.Section == "G" {
			p.ICB, p.ICBAsked = "asked", schoolDay(asked, 5)
			if x.kitID != "" {
				p.Equipment = []assessments.ID{x.kitID}
			}
		}
		x.keep(asked, &p)
	}
}
