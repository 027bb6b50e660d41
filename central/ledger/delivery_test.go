package ledger

import (
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func delivered(t *testing.T, k *kit) Delivery {
	t.Helper()
	child := assessments.ChildScope(k.id())
	k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
	share := k.set(child, k.id(), 0, "way", "link")
	share.Kind = assessments.KindShare
	k.want(k.ann, share, wire.OK, "")
	fresh, err := k.l.NewShares(k.ctx, k.tenant.ID)
	if err != nil || len(fresh) != 1 || fresh[0].ID != share.Record {
		t.Fatalf("new shares: %+v (%v)", fresh, err)
	}
	d := Delivery{Tenant: k.tenant.ID, Share: share.Record, Scope: child, Way: "link", Token: "t" + string(share.Record), Ref: "7K4-Q2", Mail: MailWaiting}
	for range 2 { // another process saw it too
		if err := k.l.AddDelivery(k.ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	if fresh, _ := k.l.NewShares(k.ctx, k.tenant.ID); len(fresh) != 0 {
		t.Errorf("still new: %+v", fresh)
	}
	got, err := k.l.DeliveryBy(k.ctx, d.Token)
	if err != nil || got.Share != d.Share || got.Scope != child || got.Mail != MailWaiting {
		t.Fatalf("found %+v (%v)", got, err)
	}
	return got
}

func TestDelivery_OneProcessSendsAMail(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		d := delivered(t, k)
		claimedOnce(t, k, d)
		due := func(want int, when string) {
			t.Helper()
			if list, err := k.l.DueMail(k.ctx); err != nil || len(list) != want {
				t.Errorf("%s: %d due (%v), want %d", when, len(list), err, want)
			}
		}
		due(0, "while it is sent")
		k.clock.Advance(2 * time.Minute)
		due(1, "after its sender died")
		if ok, err := k.l.Settle(k.ctx, d, MailWaiting, time.Hour); err != nil || !ok {
			t.Fatal(ok, err)
		}
		due(0, "before the next try")
		k.clock.Advance(2 * time.Hour)
		due(1, "at the next try")
		if ok, err := k.l.Settle(k.ctx, d, MailSent, 0); err != nil || !ok {
			t.Fatal(ok, err)
		}
		due(0, "after it went")
	})
}

func TestDelivery_FiveTriesAtAPIN(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		d := delivered(t, k)
		try := func(want int) {
			t.Helper()
			if n, err := k.l.TryPIN(k.ctx, d); err != nil || n != want {
				t.Errorf("try %d (%v), want %d", n, err, want)
			}
		}
		try(1)
		try(2)
		if ok, err := k.l.RightPIN(k.ctx, d); err != nil || !ok {
			t.Fatalf("%v %v", ok, err)
		}
		// Many at once are no more than five.
		var wg sync.WaitGroup
		var mu sync.Mutex
		seen := map[int]int{}
		for range 12 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				n, err := k.l.TryPIN(k.ctx, d)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				seen[n]++
				mu.Unlock()
			}()
		}
		wg.Wait()
		if seen[0] != 7 || seen[1] != 1 || seen[5] != 1 {
			t.Errorf("of twelve at once: %v", seen)
		}
		got, err := k.l.DeliveryBy(k.ctx, d.Token)
		if err != nil || !got.Locked.Equal(k.clock.Now().Add(PINLock).Truncate(time.Millisecond)) {
			t.Errorf("locked until %s (%v)", got.Locked, err)
		}
		k.clock.Advance(PINLock - time.Second)
		try(0)
		k.clock.Advance(2 * time.Second)
		try(1)
		try(2)
	})
}

func TestDelivery_TenOpens(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		d := delivered(t, k)
		// Many at once are no more than ten.
		var wg sync.WaitGroup
		var mu sync.Mutex
		let := 0
		for range OpensMost + 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				ok, err := k.l.RightPIN(k.ctx, d)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				if ok {
					let++
				}
			}()
		}
		wg.Wait()
		if got, err := k.l.DeliveryBy(k.ctx, d.Token); err != nil || let != OpensMost || got.Opens != OpensMost {
			t.Errorf("%d were let in, and %d counted (%v)", let, got.Opens, err)
		}
	})
}

func TestDelivery_WhatIsUrgentGoesFirst(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		first := delivered(t, k)
		k.clock.Advance(time.Hour)
		later := first
		later.Share, later.Token, later.Urgent = k.id(), "later", true
		if err := k.l.AddDelivery(k.ctx, later); err != nil {
			t.Fatal(err)
		}
		due, err := k.l.DueMail(k.ctx)
		if err != nil || len(due) != 2 || due[0].Share != later.Share || !due[0].Urgent || due[1].Urgent {
			t.Errorf("due are %+v (%v)", due, err)
		}
	})
}

func TestSchoolCode_IsOneForASchoolOfATenant(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		school := k.id()
		if c, err := k.l.SchoolCode(k.ctx, k.tenant.ID, school); err != nil || c != (SchoolCode{}) {
			t.Errorf("before there is one: %+v (%v)", c, err)
		}
		ctx := As(k.ctx, "lead")
		for _, sum := range []string{"first", "second"} {
			if err := k.l.SetSchoolCode(ctx, k.tenant.ID, school, sum); err != nil {
				t.Fatal(err)
			}
		}
		c, err := k.l.SchoolCode(k.ctx, k.tenant.ID, school)
		if err != nil || c.Sum != "second" || c.MadeBy != "lead" || c.MadeAt == "" {
			t.Errorf("got %+v (%v)", c, err)
		}
		south, err := k.l.AddTenant(k.ctx, "South", Packs[0])
		if err != nil {
			t.Fatal(err)
		}
		if c, err := k.l.SchoolCode(k.ctx, south.ID, school); err != nil || c.Sum != "" {
			t.Errorf("another service has the code: %+v (%v)", c, err)
		}
		if err := k.l.SetSchoolCode(ctx, k.tenant.ID, school, ""); err != nil {
			t.Fatal(err)
		}
		if c, err := k.l.SchoolCode(k.ctx, k.tenant.ID, school); err != nil || c.Sum != "" {
			t.Errorf("taken away, it is %+v (%v)", c, err)
		}
		rows, problems, err := k.l.Trail(k.ctx, k.tenant.ID)
		if last := rows[len(rows)-1]; err != nil || len(problems) > 0 || last.What != "school code taken away" || last.About != assessments.SettingScope(school).Key() {
			t.Errorf("the audit says %+v (%v %v)", last, problems, err)
		}
	})
}
