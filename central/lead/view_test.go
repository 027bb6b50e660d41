package lead

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
)

// said is all of a view that a page can show, in its order.
func said(v *view) []string {
	out := []string{string(v.day), fmt.Sprint(v.settings)}
	for _, c := range v.children {
		out = append(out, fmt.Sprintf("child %s %q %s queued %v triaged in %d counted %v ends %v", c.ID, c.look, state(&c.Case), c.queued, c.triaged, c.counted, c.ends))
	}
	for _, x := range v.dues {
		out = append(out, fmt.Sprintf("due %s %s %s %d", x.Case.ID, x.Clock.Name, x.Clock.Due, x.Left))
	}
	for _, w := range v.waits {
		out = append(out, fmt.Sprintf("waits %s %s %d", w.Case.ID, w.Urgency, w.Days))
	}
	return out
}

// A view that was brought up to date, change by change and over days, is the one that whoever reads everything anew would have.
func TestLay_AsIfReadAnew(t *testing.T) {
	pack, err := service.Load(assets.Services, "bromley-like")
	if err != nil {
		t.Fatal(err)
	}
	laws, err := clocks.Read(assets.Clocks)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(31, 8))
	id := func(n int) assessments.ID {
		return assessments.ID(fmt.Sprintf("01900000-0000-7000-8000-%012x", n))
	}
	record := func(n int, scope assessments.Scope, v assessments.Typed) assessments.Record {
		return assessments.Record{ID: id(n), Kind: v.RecordKind(), Scope: scope, Fields: assessments.Encode(v)}
	}
	last := map[assessments.Scope][]assessments.Record{}
	child := func(n int, today assessments.Date) (assessments.Scope, []assessments.Record) {
		scope := assessments.ChildScope(id(n))
		if r.IntN(6) == 0 {
			return scope, nil // struck out
		}
		ref := assessments.Referral{Received: today.AddDays(-r.IntN(300)), Urgency: []string{"", "soon", "urgent"}[r.IntN(3)]}
		list := []assessments.Record{record(n, scope, &assessments.Child{Name: string(rune('A' + r.IntN(5))), Born: "2018-03-27"})}
		if r.IntN(3) > 0 {
			ref.TriagedOn, ref.Outcome = ref.Received.AddWorkingDays(r.IntN(9)), "accepted"
		}
		list = append(list, record(1000+n, scope, &ref))
		if r.IntN(3) == 0 {
			list = append(list, record(2000+n, scope, &assessments.Contact{Type: "visit", On: today.AddDays(-r.IntN(40)), Status: contactStates[r.IntN(4)]}))
		}
		if r.IntN(3) == 0 {
			list = append(list, record(3000+n, scope, &assessments.AdviceRequest{From: "Council", Received: today.AddDays(-r.IntN(50))}))
		}
		return scope, list
	}
	b, today := &board{pack: pack}, assessments.Date("2026-11-20")
	b.forget()
	shown := 0
	for round := range 60 {
		if round%20 == 19 {
			today = today.AddDays(1)
		}
		for range 1 + r.IntN(4) {
			scope, list := child(1+r.IntN(40), today)
			b.take(scope, list, today, laws)
			last[scope] = list
		}
		before := b.shown
		var was []string
		if before != nil {
			was = said(before)
		}
		b.lay(today, laws)
		anew := &board{pack: pack}
		anew.forget()
		for scope, list := range last {
			anew.take(scope, list, today, laws)
		}
		anew.lay(today, laws)
		if diff := cmp.Diff(said(anew.shown), said(b.shown)); diff != "" {
			t.Fatalf("round %d: %s", round, diff)
		}
		if before != nil {
			if diff := cmp.Diff(was, said(before)); diff != "" {
				t.Fatalf("a page that is being made saw its view change: %s", diff)
			}
		}
		shown += len(b.shown.children) + len(b.shown.dues) + len(b.shown.waits)
	}
	if shown < 1000 {
		t.Errorf("only %d rows were compared", shown)
	}
}
