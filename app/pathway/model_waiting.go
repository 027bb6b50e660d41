package pathway

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// A Waiter is one child whose referral waits: for triage, or for the first appointment.
type Waiter struct {
	Child   assessments.ID
	Name    string
	Urgency string
	Weeks   int
	days    int
	Triage  bool   // waits for triage
	Words   string // "Referred by teacher on 1 September 2026. Handwriting, dressing"
	Clock   string // "Triage: 3 working days left"
	State   State  // Barred when its clock is overdue
	Booked  string
}

// A Cut is which part of the list shows.
type Cut int

// The parts of the list.
const (
	All Cut = iota
	ToTriage
	ToSee
	Late
	cutCount
)

// Queue is everybody who waits, and the service whose rules speak.
type Queue struct {
	House  house    // whose rules the page of rules shows
	Houses houses   // all services on this tablet
	Rows   []Waiter // what the cut has left
	all    []Waiter
	cut    Cut
}

// waitKinds are the kinds of record that the order of waiting is made of.
var waitKinds = []assessments.Kind{
	assessments.KindChild, assessments.KindReferral, assessments.KindContact, assessments.KindDischarge, assessments.KindClockHold, assessments.KindTierMove,
}

// Read reads everybody who waits as at today.
func (q *Queue) Read(ctx context.Context, r Reader, today assessments.Date) error {
	all, err := readHouses(ctx, r, assets.Services)
	if err != nil {
		return err
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: waitKinds})
	if err != nil {
		return err
	}
	byChild := map[assessments.ID][]assessments.Record{}
	for _, rec := range recs {
		if rec.Scope.Type == assessments.ScopeChild && !(slices.Contains(counted, rec.Kind) && fresh(rec)) {
			byChild[rec.Scope.ID] = append(byChild[rec.Scope.ID], rec)
		}
	}
	kids, err := r.Children(ctx)
	if err != nil {
		return err
	}
	var cases []service.Case
	names := map[assessments.ID]string{}
	for _, k := range kids {
		c := service.ForChild(byChild[k.ID], k.ID, today)
		h := all.pick(c.Referral.Service)
		c.Pack, c.Choices = h.Pack.Name, h.V.Choices
		cases, names[k.ID] = append(cases, c), k.Name
	}
	q.House, q.Houses, q.all = all.pick(q.House.Rec.ID), all, nil
	seeing := map[assessments.ID]service.Wait{}
	for _, w := range service.Waiting(cases) {
		seeing[w.Case.ID] = w
	}
	for _, c := range cases {
		w, accepted := seeing[c.ID]
		untriaged := c.Referred != "" && !c.Referral.TriagedOn.Valid() && c.Discharged() == nil && !(&Page{Case: c, Today: today}).firstSeen().Valid()
		if !accepted && !untriaged {
			continue
		}
		x := waiter(all.pick(c.Referral.Service).Pack, c, names[c.ID], untriaged)
		if accepted && w.Booked.Valid() {
			x.Booked = "First appointment booked for " + w.Booked.Weekday()
		}
		q.all = append(q.all, x)
	}
	slices.SortStableFunc(q.all, func(a, b Waiter) int {
		if d := urgent(a.Urgency) - urgent(b.Urgency); d != 0 {
			return d
		}
		return b.days - a.days
	})
	q.Show(q.cut)
	return nil
}

// urgent orders urgencies; a referral without one is routine.
func urgent(u string) int {
	return map[string]int{"urgent": 0, "soon": 1}[u] + map[bool]int{true: 0, false: 2}[u == "urgent" || u == "soon"]
}

// waiter dresses one referral. While it is not triaged the triage clock is what matters, afterwards the service's aim.
func waiter(p *service.Pack, c service.Case, name string, triage bool) Waiter {
	r := c.Referral
	w := Waiter{Child: c.ID, Name: name, Urgency: r.Urgency, Triage: triage}
	if w.Urgency == "" {
		w.Urgency = "routine"
	}
	if r.Received.Valid() && r.Received <= c.Today {
		w.days = days(r.Received, c.Today)
	}
	w.Weeks = w.days / 7
	var words []string
	by := "Referred"
	if r.Source != "" {
		by += " by " + assessments.LowerFirst(label(r.Source))
	}
	if r.Received.Valid() {
		by += " on " + r.Received.Words()
	}
	words = append(words, by)
	if len(r.Areas) > 0 {
		words = append(words, label(r.Areas[0])+strings.TrimSuffix(", "+strings.Join(lowers(r.Areas[1:]), ", "), ", "))
	}
	if r.Outcome == "more-information-needed" {
		words = append(words, "More was asked for")
	}
	w.Words = strings.Join(words, ". ")
	want := service.AimClock
	if triage {
		want = service.TriageClock
	}
	for _, k := range service.Clocks(p, c, noLaws) {
		if k.Name != want {
			continue
		}
		t := ticking(k, c.Today)
		w.Clock, w.State = map[string]string{service.TriageClock: "Triage: ", service.AimClock: "First appointment: "}[want]+assessments.LowerFirst(t.Words), t.State
	}
	return w
}

func lowers(list []string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = assessments.LowerFirst(label(v))
	}
	return out
}

// Show narrows the list.
func (q *Queue) Show(c Cut) {
	q.cut, q.Rows = c, nil
	for _, w := range q.all {
		if c.has(w) {
			q.Rows = append(q.Rows, w)
		}
	}
}

func (c Cut) has(w Waiter) bool {
	switch c {
	case ToTriage:
		return w.Triage
	case ToSee:
		return !w.Triage
	case Late:
		return w.State == Barred
	}
	return true
}

// Chips are the parts of the list with how many are in each.
func (q *Queue) Chips() []string {
	names := []string{"All", "To triage", "To be seen", "Overdue"}
	for c := range cutCount {
		n := 0
		for _, w := range q.all {
			if c.has(w) {
				n++
			}
		}
		names[c] = fmt.Sprintf("%s %d", names[c], n)
	}
	return names
}

// Count says how many wait.
func (q *Queue) Count() string {
	late := 0
	for _, w := range q.all {
		if w.State == Barred {
			late++
		}
	}
	words := fmt.Sprintf("%d referrals", len(q.all))
	if len(q.all) == 1 {
		words = "1 referral"
	}
	if late > 0 {
		words += fmt.Sprintf(", %d overdue", late)
	}
	return words
}

// Aims says what the services' own times are, so that nobody takes them for the national ones.
func (q *Queue) Aims() string {
	var out []string
	add := func(words string) {
		if !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	for _, h := range q.Houses {
		t, a := h.Pack.Triage, h.Pack.Aim
		if t != nil && t.WorkingDays > 0 {
			add("Triage within " + count(t.WorkingDays, "working day") + ".")
		}
		if a != nil {
			add(a.Words)
		}
	}
	if len(out) == 0 && q.House.NoRules == "" {
		add("Your service’s rules set no waiting times, so none are counted here.")
	}
	if q.House.NoRules != "" {
		add(q.House.NoRules)
	}
	return strings.Join(out, " ")
}

// Look shows the rules of another service.
func (q *Queue) Look(service assessments.ID) { q.House = q.Houses.pick(service) }
