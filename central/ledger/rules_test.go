package ledger

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// One draft at a time, nobody writes over another's, what is signed stays, and each step is in the trail.
func TestRules_ADraftIsSignedOnce(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, _ := k.lead("Anna")
		two, _ := k.lead("Bert")
		draft := func(lead, text string, rev int64) error {
			return k.l.DraftRules(As(k.ctx, lead), k.tenant.ID, lead, text, "the program's, "+text, rev)
		}
		if err := draft(one.ID, "first", 0); err != nil {
			t.Fatal(err)
		}
		k.refused(assessments.Conflict, draft(two.ID, "mine", 0), "a second draft beside the first")
		if err := draft(two.ID, "second", 1); err != nil {
			t.Fatal(err)
		}
		k.refused(assessments.Conflict, draft(one.ID, "old form", 1), "an old form")
		sign := func(lead, why string, rev int64) (int64, error) {
			return k.l.SignRules(As(k.ctx, lead), k.tenant.ID, lead, why, "", rev, nil)
		}
		_, err := sign(one.ID, " ", 2)
		k.refused(assessments.Invalid, err, "without a reason")
		_, err = sign(one.ID, "why", 1)
		k.refused(assessments.Conflict, err, "what changed since it was looked at")
		if n, err := sign(one.ID, "New area", 2); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		_, err = sign(one.ID, "again", 2)
		k.refused(assessments.Conflict, err, "twice")
		k.refused(assessments.Conflict, k.l.DropRules(k.ctx, k.tenant.ID, 2), "dropping what is signed")
		if err := draft(one.ID, "third", 0); err != nil {
			t.Fatal(err)
		}
		list, err := k.l.RulesVersions(k.ctx, k.tenant.ID)
		if err != nil || len(list) != 2 || list[0].Signer != "" || list[0].N != 2 || list[1].Text != "second" || list[1].SignerName != "Anna" || list[1].AuthorName != "Bert" || list[1].Why != "New area" {
			t.Fatalf("%+v %v", list, err)
		}
		if list[0].Base != "the program's, third" || list[1].Base != "the program's, second" {
			t.Errorf("what they were taken from: %+v", list)
		}
		compare := func(was, base string) error {
			return k.l.CompareRules(As(k.ctx, two.ID), k.tenant.ID, 1, was, base)
		}
		if err := compare("the program's, second", "mended"); err != nil {
			t.Fatal(err)
		}
		k.refused(assessments.Conflict, compare("the program's, second", "mended again"), "a comparison with what another lead has looked at since")
		list, err = k.l.RulesVersions(k.ctx, k.tenant.ID)
		if err != nil || list[1].Base != "mended" || list[1].Text != "second" || list[1].Signer != one.ID || list[1].Why != "New area" {
			t.Errorf("what is signed stays: %+v %v", list, err)
		}
		if err := k.l.DropRules(As(k.ctx, two.ID), k.tenant.ID, 1); err != nil {
			t.Fatal(err)
		}
		south, err := k.l.AddTenant(k.ctx, "South", Packs[0])
		if err != nil {
			t.Fatal(err)
		}
		if list, err := k.l.RulesVersions(k.ctx, south.ID); err != nil || len(list) != 0 {
			t.Errorf("another service's: %v %v", list, err)
		}
		rows, _, err := k.l.Trail(k.ctx, k.tenant.ID)
		var said []string
		for _, r := range rows {
			if strings.HasPrefix(r.About, rulesAbout) {
				said = append(said, r.What+" "+r.About)
			}
		}
		if got := strings.Join(said, ", "); err != nil || got != "drafted rules rules/1, drafted rules rules/1, signed rules rules/1, drafted rules rules/2, compared rules with the program's rules/1, dropped the draft of rules rules/2" {
			t.Errorf("the trail: %s %v", got, err)
		}
		k.sound()
	})
}

// What tablets are told of the rules and the signed version come together, or neither does.
func TestRules_ToldInTheSameStep(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, _ := k.lead("Anna")
		two, _ := k.lead("Bert")
		k.must(k.l.DraftRules(k.ctx, k.tenant.ID, one.ID, "text", "", 0))
		house := assessments.ID("019a0001-0000-7009-8000-00000000a001")
		sign := func(rev int64, base uint64) error {
			_, err := k.l.SignRules(As(k.ctx, two.ID), k.tenant.ID, two.ID, "why", "", rev, func(bool) (*Entry, error) {
				e := NewEntry(house, assessments.TeamScope(), &assessments.Service{Name: "Therapy", RulesVersion: 1})
				e.Base = base
				return &e, nil
			})
			return err
		}
		told := func() bool {
			_, err := k.l.ReadRecord(k.ctx, k.tenant.ID, house, "test")
			return err == nil
		}
		k.must(k.l.DraftRules(k.ctx, k.tenant.ID, one.ID, "text, changed since", "", 1))
		k.refused(assessments.Conflict, sign(1, 0), "a draft that was changed meanwhile")
		if told() {
			t.Error("tablets work by rules that nobody signed")
		}
		k.must(sign(2, 0))
		if !told() {
			t.Error("signed, and no tablet is told")
		}
		k.must(k.l.DraftRules(k.ctx, k.tenant.ID, one.ID, "next", "", 0))
		k.refused(assessments.Conflict, sign(1, 0), "a record that is there already")
		if list, err := k.l.RulesVersions(k.ctx, k.tenant.ID); err != nil || list[0].Signer != "" {
			t.Errorf("signed, while the service's record says otherwise: %+v (%v)", list[0], err)
		}
		k.sound()
	})
}

// Two leads who draft at once: one of them is told.
func TestRules_TwoAtOnce(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wg.Go(func() { errs[i] = k.l.DraftRules(k.ctx, k.tenant.ID, k.ann.Therapist, "text", "", 0) })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			k.refused(assessments.Conflict, err, "whoever was slower")
		}
		if list, err := k.l.RulesVersions(k.ctx, k.tenant.ID); won != 1 || len(list) != 1 || err != nil {
			t.Errorf("%d won, %d drafts, %v", won, len(list), err)
		}
	})
}

// Whoever changed a draft last does not sign it while somebody else leads, by whatever account; the only lead says why, and the audit keeps it.
func TestRules_TwoPeopleBehindThem(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, _ := k.lead("Anna")
		try := func(lead, alone string) error {
			list, err := k.l.RulesVersions(k.ctx, k.tenant.ID)
			if err == nil && (len(list) == 0 || list[0].Signer != "") {
				err = k.l.DraftRules(k.ctx, k.tenant.ID, one.ID, "text", "", 0)
			}
			k.must(err)
			_, asked := k.l.MaySign(k.ctx, k.tenant.ID, lead, alone)
			_, err = k.l.SignRules(As(k.ctx, lead), k.tenant.ID, lead, "why", alone, 1, nil)
			if assessments.KindOf(asked) != assessments.KindOf(err) || (asked == nil) != (err == nil) {
				t.Errorf("asked first: %v, then: %v", asked, err)
			}
			return err
		}
		k.refused(assessments.Invalid, try(one.ID, " "), "the only lead without a reason")
		k.must(try(one.ID, "I lead alone until May"))
		two, _ := k.lead("Bert")
		k.refused(assessments.Forbidden, try(one.ID, "No time"), "one's own draft, with another lead there")
		if waits, err := k.l.RulesWait(k.ctx, k.tenant.ID, two.ID); !waits || err != nil {
			t.Errorf("nothing waits for the other lead (%v)", err)
		}
		if waits, err := k.l.RulesWait(k.ctx, k.tenant.ID, one.ID); waits || err != nil {
			t.Errorf("one's own draft waits for oneself (%v)", err)
		}
		k.refused(assessments.Forbidden, try(k.ann.Therapist, ""), "somebody who is no lead")
		k.must(try(two.ID, ""))
		same, err := k.l.AddTherapist(k.ctx, k.tenant.ID, "Anna again", "ANNA@nhs.example")
		if err == nil {
			err = k.l.SetRole(k.ctx, k.tenant.ID, same.ID, RoleLead)
		}
		k.must(err)
		k.refused(assessments.Forbidden, try(same.ID, "No time"), "one's own draft by another account")
		k.must(k.l.SetRole(k.ctx, k.tenant.ID, two.ID, RoleTherapist))
		k.must(try(same.ID, "Bert left"))
		list, err := k.l.RulesVersions(k.ctx, k.tenant.ID)
		if err != nil || len(list) != 3 || list[1].Why != "why" || list[0].Why != "why (signed without a second person: Bert left)" {
			t.Errorf("%+v (%v)", list, err)
		}
		rows, _, err := k.l.Trail(k.ctx, k.tenant.ID)
		if err != nil || !slices.ContainsFunc(rows, func(r Linked) bool { return r.What == "signed rules without a second person: I lead alone until May" }) {
			t.Errorf("the audit does not keep the reason: %+v (%v)", rows, err)
		}
		k.sound()
	})
}
