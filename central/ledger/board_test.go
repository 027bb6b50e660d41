package ledger

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Whoever keeps children in memory reads again what changed, and nothing else.
func TestMoved_WhatChangedSince(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, two := assessments.ChildScope(k.id()), assessments.ChildScope(k.id())
		k.want(k.ann, k.set(one, k.id(), 0, "text", "a"), wire.OK, "")
		other := k.id()
		k.want(k.ben, k.set(two, other, 0, "text", "b"), wire.OK, "")
		scopes, upto, err := k.l.Moved(k.ctx, k.tenant.ID, Mark{}, "observation")
		if err != nil || len(scopes) != 2 || upto.Seq == 0 {
			t.Fatalf("from the beginning: %v %v %v", scopes, upto, err)
		}
		if scopes, _, err := k.l.Moved(k.ctx, k.tenant.ID, Mark{}, "goal"); err != nil || len(scopes) != 0 {
			t.Errorf("of a kind that nobody wrote: %v %v", scopes, err)
		}
		k.want(k.ben, k.set(two, other, upto.Seq, "text", "c"), wire.OK, "")
		scopes, later, err := k.l.Moved(k.ctx, k.tenant.ID, upto, "observation")
		if err != nil || len(scopes) != 1 || scopes[0] != two || later.Seq <= upto.Seq {
			t.Errorf("since %v: %v %v %v", upto, scopes, later, err)
		}
		if scopes, _, err := k.l.Moved(k.ctx, k.tenant.ID, later, "observation"); err != nil || len(scopes) != 0 {
			t.Errorf("nothing since: %v %v", scopes, err)
		}
		if scopes, _, err := k.l.Moved(k.ctx, k.tenant.ID, Mark{"another", later.Seq}, "observation"); err != nil || len(scopes) != 2 {
			t.Errorf("after a restore everything is read again: %v %v", scopes, err)
		}
		if scopes, _, err := k.l.Moved(k.ctx, k.tenant.ID, Mark{later.Epoch, later.Seq + 7}, "observation"); err != nil || len(scopes) != 0 {
			t.Errorf("from a mark ahead: %v %v", scopes, err)
		}
		_, _, err = k.l.Moved(k.ctx, "nobody", later, "observation")
		k.refused(assessments.NotFound, err, "another service's")
		var read []assessments.Scope
		err = k.l.ReadMany(k.ctx, k.tenant.ID, []assessments.Scope{one, two}, func(s assessments.Scope, list []assessments.Record) {
			read = append(read, s)
			if len(list) != 1 || list[0].Scope != s {
				t.Errorf("%v: %v", s, list)
			}
		}, "observation")
		if err != nil || len(read) != 2 {
			t.Errorf("read %v %v", read, err)
		}
		held, err := k.l.Holders(k.ctx, k.tenant.ID, two)
		if err != nil || len(held) != 1 || held[0].Therapist != k.ben.Therapist || held[0].Scope != two || held[0].Name != "Ben" {
			t.Errorf("who has it: %v %v", held, err)
		}
		if loads, err := k.l.Loads(k.ctx, k.tenant.ID); err != nil || loads[k.ben.Therapist] != 1 {
			t.Errorf("how many each has: %v %v", loads, err)
		}
	})
}

// A wipe is one lead's wish until another lead agrees, within a day.
func TestAskWipe_TakesTwoLeads(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, _ := k.lead("Anna")
		two, _ := k.lead("Berta")
		lost := k.ann.Device
		state := func() string {
			d, _, err := k.l.Device(k.ctx, lost)
			if err != nil {
				t.Fatal(err)
			}
			return d.State
		}
		ask := func(lead string, want bool) {
			t.Helper()
			ordered, err := k.l.AskWipe(k.ctx, k.tenant.ID, lost, lead)
			if err != nil || ordered != want || (state() == ToWipe) != want {
				t.Fatalf("ordered %v, state %s, %v", ordered, state(), err)
			}
		}
		ask(one.ID, false)
		_, err := k.l.AskWipe(k.ctx, k.tenant.ID, lost, one.ID)
		k.refused(assessments.Conflict, err, "the same lead twice")
		if asks, err := k.l.WipeAsks(k.ctx, k.tenant.ID); err != nil || len(asks) != 1 || asks[0].Lead != one.ID || asks[0].Name != "Anna" {
			t.Errorf("asks: %v %v", asks, err)
		}
		_, err = k.l.AskWipe(k.ctx, k.tenant.ID, lost, k.ben.Therapist)
		k.refused(assessments.NotFound, err, "somebody who is no lead agrees")
		south, err := k.l.AddTenant(k.ctx, "South", Packs[0])
		if err != nil {
			t.Fatal(err)
		}
		_, err = k.l.AskWipe(k.ctx, south.ID, lost, two.ID)
		k.refused(assessments.NotFound, err, "another service's lead")
		if err := k.l.DropWipe(k.ctx, k.tenant.ID, lost); err != nil {
			t.Fatal(err)
		}
		ask(two.ID, false) // called off: it begins anew
		k.clock.Advance(25 * time.Hour)
		ask(one.ID, false) // what was asked yesterday is about another day
		ask(two.ID, true)
		if asks, err := k.l.WipeAsks(k.ctx, k.tenant.ID); err != nil || len(asks) != 0 {
			t.Errorf("asks after the order: %v %v", asks, err)
		}
		k.sound()
	})
}

// Lines that several people's pages write at once stand in one chain, whichever way each was written.
func TestNote_ManyAtOnceStandInOneChain(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		before, _, err := k.l.Trail(k.ctx, k.tenant.ID)
		if err != nil || len(before) == 0 {
			t.Fatalf("there is a chain already: %v %v", before, err)
		}
		const people, pages = 4, 10
		var g errgroup.Group
		for i := range people {
			g.Go(func() error {
				for n := range pages {
					err := k.l.Note(As(k.ctx, fmt.Sprint("lead ", i)), k.tenant.ID, "read: today", fmt.Sprint("list ", n))
					if n%3 == 0 && err == nil { // and one inside of a larger transaction
						_, err = k.l.Invite(k.ctx, k.tenant.ID, k.ann.Therapist)
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
		rows, problems, err := k.l.Trail(k.ctx, k.tenant.ID)
		if err != nil || len(problems) > 0 {
			t.Fatalf("the chain: %v %v", problems, err)
		}
		if got, want := len(rows)-len(before), people*(pages+4); got != want {
			t.Errorf("%d lines are there, %d were written", got, want)
		}
		last := map[string]string{}
		for _, r := range rows {
			if r.What != "read: today" {
				continue
			}
			if r.About <= last[r.Actor] {
				t.Errorf("%s: %q stands behind %q", r.Actor, r.About, last[r.Actor])
			}
			last[r.Actor] = r.About
		}
	})
}
