package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/signin"
)

const words = "tractor lantern oyster"

// lead makes somebody who may sign in, and returns the seed in their phone.
func (k *kit) lead(name string) (Therapist, []byte) {
	k.t.Helper()
	th, err := k.l.AddTherapist(k.ctx, k.tenant.ID, name, strings.ToLower(name)+"@nhs.example")
	if err == nil {
		err = k.l.SetRole(k.ctx, k.tenant.ID, th.ID, RoleLead)
	}
	if err != nil {
		k.t.Fatal(err)
	}
	return th, k.start(th)
}

// start goes the way of an invitation, up to a phone that is paired.
func (k *kit) start(th Therapist) []byte {
	k.t.Helper()
	code, err := k.l.Invite(k.ctx, th.Tenant, th.ID)
	if err != nil {
		k.t.Fatal(err)
	}
	token, err := k.l.ChoosePassword(k.ctx, th.Email, strings.ToLower(code), words)
	if err != nil {
		k.t.Fatal(err)
	}
	s := k.sitting(token)
	seed, err := k.l.Seed(k.ctx, s)
	if err != nil {
		k.t.Fatal(err)
	}
	if again, err := k.l.Seed(k.ctx, k.sitting(token)); err != nil || !slices.Equal(seed, again) {
		k.t.Fatalf("the page loaded twice shows another picture: %v", err)
	}
	if _, err := k.l.Confirm(k.ctx, k.sitting(token), signin.Code(seed, k.clock.Now())); err != nil {
		k.t.Fatal(err)
	}
	k.clock.Advance(30 * time.Second)
	return seed
}

func (k *kit) sitting(token string) Sitting {
	k.t.Helper()
	s, err := k.l.Sitting(k.ctx, token)
	if err != nil {
		k.t.Fatal(err)
	}
	return s
}

// enter signs in and returns the token.
func (k *kit) enter(th Therapist, seed []byte) string {
	k.t.Helper()
	half, stage, err := k.l.Enter(k.ctx, " "+strings.ToUpper(th.Email), words)
	if err != nil || stage != StageCode {
		k.t.Fatalf("entered at %q: %v", stage, err)
	}
	token, err := k.l.Confirm(k.ctx, k.sitting(half), signin.Code(seed, k.clock.Now()))
	if err != nil {
		k.t.Fatal(err)
	}
	return token
}

func (k *kit) refused(kind assessments.ErrorKind, err error, what string) {
	k.t.Helper()
	if assessments.KindOf(err) != kind || err == nil || !strings.HasSuffix(assessments.Sentence(err), ".") {
		k.t.Errorf("%s: %v, want %s and a sentence", what, err, kind)
	}
}

func TestSitting_PasswordThenPhoneThenOut(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		ann, seed := k.lead("Anna")
		token := k.enter(ann, seed)
		s := k.sitting(token)
		if s.Stage != StageIn || s.Role != RoleLead || string(s.Person) != ann.ID || s.TenantName != "Test Service" {
			t.Errorf("signed in as %+v", s)
		}
		if strings.Contains(token, s.Key) || strings.Contains(s.Key, token) {
			t.Error("the key tells the token")
		}
		if _, err := k.l.Sitting(k.ctx, s.Key); err == nil {
			t.Error("the kept hash opens the door")
		}
		if err := k.l.Leave(k.ctx, s); err != nil {
			t.Fatal(err)
		}
		_, err := k.l.Sitting(k.ctx, token)
		k.refused(assessments.Unauthorized, err, "after signing out")
		k.sound()
	})
}

func TestSitting_EndsByItself(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		ann, seed := k.lead("Anna")
		left := k.enter(ann, seed)
		k.clock.Advance(31 * time.Minute)
		_, err := k.l.Sitting(k.ctx, left)
		k.refused(assessments.Unauthorized, err, "left alone")
		used := k.enter(ann, seed)
		for range 12*3 - 1 {
			k.clock.Advance(20 * time.Minute)
			k.sitting(used)
		}
		k.clock.Advance(21 * time.Minute)
		_, err = k.l.Sitting(k.ctx, used)
		k.refused(assessments.Unauthorized, err, "after a day's work")
		half, _, err := k.l.Enter(k.ctx, ann.Email, words)
		if err != nil {
			t.Fatal(err)
		}
		k.clock.Advance(11 * time.Minute)
		_, err = k.l.Sitting(k.ctx, half)
		k.refused(assessments.Unauthorized, err, "a half sitting ten minutes later")
	})
}

func TestSitting_FiveWrongTries(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		ann, seed := k.lead("Anna")
		for _, login := range []string{ann.Email, "nobody@nhs.example"} { // one sentence for both
			var said []string
			for i := range 6 {
				_, _, err := k.l.Enter(k.ctx, login, "wrong password here")
				kind := assessments.Unauthorized
				if i == 5 {
					kind = assessments.Forbidden
				}
				k.refused(kind, err, login)
				said = append(said, assessments.Sentence(err))
			}
			if said[0] != "The e-mail address and the password do not go together." || !strings.Contains(said[5], "Wait 15 minutes") {
				t.Errorf("%s: %q", login, said)
			}
		}
		_, _, err := k.l.Enter(k.ctx, ann.Email, words)
		k.refused(assessments.Forbidden, err, "the right password while it is locked")
		k.clock.Advance(15 * time.Minute)
		// Codes of the phone are tries as well, and typing the password again buys none.
		half, _, err := k.l.Enter(k.ctx, ann.Email, words)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 5 {
			if i == 3 {
				if half, _, err = k.l.Enter(k.ctx, ann.Email, words); err != nil {
					t.Fatal(err)
				}
			}
			_, err = k.l.Confirm(k.ctx, k.sitting(half), "000000")
			k.refused(assessments.Unauthorized, err, "a guessed code")
		}
		_, err = k.l.Confirm(k.ctx, k.sitting(half), signin.Code(seed, k.clock.Now()))
		k.refused(assessments.Forbidden, err, "the right code after five wrong ones")
		k.clock.Advance(15 * time.Minute)
		k.enter(ann, seed)
		k.sound()
	})
}

func TestSitting_CodesAndInvitationsCountOnce(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		ann, seed := k.lead("Anna")
		typed := signin.Code(seed, k.clock.Now())
		k.enter(ann, seed)
		half, _, err := k.l.Enter(k.ctx, ann.Email, words)
		if err != nil {
			t.Fatal(err)
		}
		_, err = k.l.Confirm(k.ctx, k.sitting(half), typed)
		k.refused(assessments.Unauthorized, err, "a code that was read over a shoulder")

		code, err := k.l.Invite(k.ctx, ann.Tenant, ann.ID)
		if err != nil {
			t.Fatal(err)
		}
		_, err = k.l.Sitting(k.ctx, half)
		k.refused(assessments.Unauthorized, err, "a sitting from before the new invitation")
		_, _, err = k.l.Enter(k.ctx, ann.Email, words)
		k.refused(assessments.Unauthorized, err, "the password from before the new invitation")
		_, err = k.l.ChoosePassword(k.ctx, ann.Email, code, "anna is short")
		k.refused(assessments.Invalid, err, "a password with the name in it")
		if _, err = k.l.ChoosePassword(k.ctx, ann.Email, code, words); err != nil {
			t.Fatal(err)
		}
		_, err = k.l.ChoosePassword(k.ctx, ann.Email, code, words+" two")
		k.refused(assessments.Unauthorized, err, "a code that was used")
		if code, err = k.l.Invite(k.ctx, ann.Tenant, ann.ID); err != nil {
			t.Fatal(err)
		}
		k.clock.Advance(startLife)
		_, err = k.l.ChoosePassword(k.ctx, ann.Email, code, words)
		k.refused(assessments.Unauthorized, err, "a code that is too old")
	})
}

func TestPeople_RolesAndTenants(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		ann, seed := k.lead("Anna")
		token := k.enter(ann, seed)
		south, err := k.l.AddTenant(k.ctx, "South", Packs[0])
		if err != nil {
			t.Fatal(err)
		}
		k.refused(assessments.NotFound, k.l.SetRole(k.ctx, south.ID, ann.ID, RoleAuditor), "another service's person")
		_, err = k.l.Invite(k.ctx, south.ID, ann.ID)
		k.refused(assessments.NotFound, err, "another service's person invited")
		k.refused(assessments.Invalid, k.l.SetRole(k.ctx, k.tenant.ID, ann.ID, "king"), "a role that is none")
		if err := k.l.SetRole(k.ctx, k.tenant.ID, ann.ID, RoleAuditor); err != nil {
			t.Fatal(err)
		}
		if s := k.sitting(token); s.Role != RoleAuditor {
			t.Errorf("a role that was taken away still counts: %s", s.Role)
		}
		twin, err := k.l.AddTherapist(k.ctx, south.ID, "Anna", "ANNA@nhs.example")
		if err != nil {
			t.Fatal(err)
		}
		_, err = k.l.Invite(k.ctx, south.ID, twin.ID)
		k.refused(assessments.Conflict, err, "a second account with one address")
		people, err := k.l.People(k.ctx, k.tenant.ID)
		if err != nil || len(people) != 3 || people[0].Name != "Ann" || people[1].Account != "ready" || people[1].Role != RoleAuditor || people[2].Account != "" {
			t.Errorf("people: %+v %v", people, err)
		}
	})
}

// Whoever owns the database can change a row, but not without it showing.
func TestAudit_Chain(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rows, wrong, err := k.l.Trail(k.ctx, k.tenant.ID)
		if err != nil || len(wrong) > 0 || len(rows) < 5 || rows[0].What != "tenant added" {
			t.Fatalf("the trail: %v %v %v", rows, wrong, err)
		}
		two, newest, wrong, err := k.l.TrailPage(k.ctx, k.tenant.ID, 0, 2)
		if err != nil || len(two) != 2 || newest != int64(len(rows)) || two[1].N != newest || len(wrong) > 0 {
			t.Errorf("the newest two of %d: %v %v %v", newest, two, wrong, err)
		}
		if older, _, wrong, err := k.l.TrailPage(k.ctx, k.tenant.ID, 3, 100); err != nil || len(older) != 3 || older[0].N != 1 || len(wrong) > 0 {
			t.Errorf("the oldest three: %v %v %v", older, wrong, err)
		}
		for _, statement := range []string{`UPDATE audit SET actor = 'nobody'`, `DELETE FROM audit`, `UPDATE audit_link SET n = n + 100`, `DELETE FROM audit_link`} {
			if err := k.exec(statement); err == nil {
				t.Errorf("the database let through: %s", statement)
			}
		}
		k.unlock()
		for _, statement := range []string{
			`DELETE FROM audit_link WHERE n = (SELECT max(n) FROM audit_link)`,
			`UPDATE audit SET actor = 'somebody else' WHERE id = (SELECT id FROM audit_link WHERE n = 3 AND tenant = (SELECT min(id) FROM tenant))`,
			`INSERT INTO audit (tenant, id, at, actor, what, about) SELECT tenant, 'x', at, actor, what, about FROM audit WHERE id = (SELECT id FROM audit_link WHERE n = 2 AND tenant = (SELECT min(id) FROM tenant))`,
			`DELETE FROM audit_link WHERE n = 2`,
		} {
			if err := k.exec(statement); err != nil {
				t.Fatal(err)
			}
			_, more, err := k.l.Trail(k.ctx, k.tenant.ID)
			if err != nil || len(more) <= len(wrong) {
				t.Errorf("nobody noticed: %s (%v %v)", statement, more, err)
			}
			wrong = more
		}
		if _, _, some, err := k.l.TrailPage(k.ctx, k.tenant.ID, 0, 100); err != nil || len(some) == 0 {
			t.Errorf("the page shows nothing wrong: %v", err)
		}
		problems, err := k.l.Verify(k.ctx)
		if err != nil || len(problems) < len(wrong) {
			t.Errorf("verify found %v %v", problems, err)
		}
	})
}

// unlock takes the triggers away, as somebody who owns the database could.
func (k *kit) unlock() {
	k.t.Helper()
	for _, name := range []string{"audit_kept", "audit_stays", "audit_link_kept", "audit_link_stays"} {
		statement := "DROP TRIGGER " + name
		if k.l.d.name == "postgres" {
			statement += " ON " + strings.TrimSuffix(strings.TrimSuffix(name, "_kept"), "_stays")
		}
		if err := k.exec(statement); err != nil {
			k.t.Fatal(err)
		}
	}
}

// Rows from before there was a chain are in it as soon as one is written after.
func TestAudit_ChainTakesOldRows(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		k.unlock()
		for _, statement := range []string{`DELETE FROM audit_link`, `DELETE FROM audit_head`} {
			if err := k.exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		if err := k.l.Note(k.ctx, k.tenant.ID, "something new", "x"); err != nil {
			t.Fatal(err)
		}
		all, err := k.l.Audit(k.ctx, k.tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		rows, wrong, err := k.l.Trail(k.ctx, k.tenant.ID)
		if err != nil || len(wrong) > 0 || len(rows) != len(all) || rows[len(rows)-1].What != "something new" {
			t.Errorf("%d rows, %d linked, %v %v", len(all), len(rows), wrong, err)
		}
		k.sound()
	})
}
