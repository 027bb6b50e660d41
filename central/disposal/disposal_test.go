package disposal_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/handoff"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// marked is a word of the child that nobody may find after the record was destroyed.
const marked = "MARKEDWORD"

// An office is a service with its places in one folder: the embedded database or none, pictures, the folder for the patient record, the register.
type office struct {
	*testing.T
	*disposal.Desk
	ctx      context.Context
	dir      string
	clock    *testkit.Clock
	shelf    *blob.Shelf
	tenant   string
	one, two string // leads
	child    assessments.ID
	key      []byte // the wrapped key of the child's pictures
}

var opened int

// at opens the service that is in a folder. step is told of each commit.
func at(t *testing.T, dir, database string, step func(string)) *office {
	t.Helper()
	o := &office{T: t, ctx: t.Context(), dir: dir, clock: testkit.NewClock()}
	opened++ // of two that open one folder neither makes the other's ids
	cfg := ledger.Config{Now: o.clock.Now, Rand: testkit.Random(t.Name() + dir + strconv.Itoa(opened)), NewID: testkit.IDs(t.Name()+strconv.Itoa(opened), o.clock.Now), Log: slog.New(slog.DiscardHandler), Database: database, Step: step}
	if database == "" {
		cfg.Dir = filepath.Join(dir, "data")
	}
	l, err := ledger.Open(o.ctx, cfg)
	o.must(err)
	t.Cleanup(func() { l.Close() })
	store, err := blob.NewFolder(filepath.Join(dir, "pictures"))
	o.must(err)
	ring, err := blob.OpenKey(filepath.Join(dir, "blob.key"), testkit.Random("key"), true)
	o.must(err)
	o.shelf, err = blob.NewShelf(o.ctx, l, store, ring, testkit.Random("rand"+t.Name()))
	o.must(err)
	o.must(os.MkdirAll(filepath.Join(dir, "handoff"), 0o700))
	hand := &handoff.Desk{Config: handoff.Config{Ledger: l, Receiver: handoff.Folder(filepath.Join(dir, "handoff")), Now: cfg.Now, Log: cfg.Log}}
	o.Desk = &disposal.Desk{Config: disposal.Config{Ledger: l, Pictures: o.shelf.DropScope, Parcels: hand.Forget, Register: filepath.Join(dir, "register", disposal.RegisterName),
		BackupDays: 90, Now: cfg.Now, Log: cfg.Log}}
	return o
}

func (o *office) must(err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
}

// lead adds somebody who may decide.
func (o *office) lead(name string) string {
	o.Helper()
	th, err := o.Ledger.AddTherapist(o.ctx, o.tenant, name, name+"@nhs.example")
	o.must(err)
	o.must(o.Ledger.SetLead(o.ctx, th.ID, true))
	return th.ID
}

func (o *office) write(id, child assessments.ID, v assessments.Typed) {
	o.Helper()
	_, err := o.Ledger.Write(o.ctx, o.tenant, ledger.Author{Actor: "test"}, ledger.NewEntry(id, assessments.ChildScope(child), v))
	o.must(err)
}

// grownUp is a child that was born and last seen on some days, with a picture, a filed contact and its parcel.
func (o *office) grownUp(n byte, born, seen assessments.Date) assessments.ID {
	o.Helper()
	id := func(x byte) assessments.ID {
		return assessments.ID("01890a5d-ac96-774b-bcce-0000000000" + strconv.FormatInt(int64(n), 10) + strconv.FormatInt(int64(x), 10))
	}
	child, scope := id(0), assessments.ChildScope(id(0))
	o.write(child, child, &assessments.Child{Name: marked + " of the name", Born: born})
	contact := &assessments.Contact{Type: "visit", Status: "attended", On: seen, Summary: marked + " of the visit"}
	o.write(id(1), child, contact)
	o.must(o.Ledger.TakeUp(o.ctx, o.tenant, []assessments.Record{{ID: id(1), Kind: assessments.KindContact, Scope: scope}}, nil, 1))
	h, err := o.Ledger.Handoff(o.ctx, o.tenant, id(1))
	o.must(err)
	_, err = o.Ledger.Claim(o.ctx, h, time.Minute)
	o.must(err)
	o.must(handoff.Folder(filepath.Join(o.dir, "handoff")).Put(o.ctx, o.tenant, "contact-"+string(id(1)), map[string][]byte{"entry.txt": []byte(marked)}))
	_, err = o.Ledger.SettleHandoff(o.ctx, h, ledger.HandoffFiled, "", "R-1", 0)
	o.must(err)
	data := []byte(strings.Repeat(marked, 50) + string(child))
	sha := wire.HashOf(data)
	_, err = o.shelf.Offer(o.ctx, o.tenant, "d", sha, wire.BlobOffer{Scope: scope.Key(), Size: int64(len(data)), Media: "image/jpeg", Chunks: []string{sha}})
	o.must(err)
	st, err := o.shelf.PutChunk(o.ctx, o.tenant, scope.Key(), sha, 0, data)
	o.must(err)
	if !st.Whole {
		o.Fatal("the picture is not there")
	}
	return child
}

// filled makes the service with one child whose time is over.
func filled(t *testing.T, dir, database string) *office {
	t.Helper()
	o := at(t, dir, database, nil)
	tn, err := o.Ledger.AddTenant(o.ctx, "North Place", ledger.Packs[0])
	o.must(err)
	o.tenant = tn.ID
	o.one, o.two = o.lead("Lea"), o.lead("Leo")
	o.child = o.grownUp(1, "1990-03-10", "2005-06-01")
	o.key, err = o.Ledger.BlobKey(o.ctx, o.tenant, assessments.ChildScope(o.child).Key(), nil)
	o.must(err)
	if len(o.key) == 0 {
		t.Fatal("the child's pictures have no key")
	}
	return o
}

// group is a session of the team to which the child came.
func (o *office) group() assessments.ID {
	o.Helper()
	const id assessments.ID = "01890a5d-ac96-774b-bcce-000000000077"
	_, err := o.Ledger.Write(o.ctx, o.tenant, ledger.Author{Actor: "test"}, ledger.NewEntry(id, assessments.TeamScope(),
		&assessments.GroupSession{Type: "group", Title: "Scissors", On: "2005-03-04", Register: []assessments.Attendee{{Child: o.child, Came: "yes", Note: "late"}}}))
	o.must(err)
	return id
}

func both(t *testing.T, test func(o *office)) {
	t.Run("sqlite", func(t *testing.T) { test(filled(t, t.TempDir(), "")) })
	t.Run("postgres", func(t *testing.T) { test(filled(t, t.TempDir(), testkit.Postgres(t))) })
}

// left lists the files in which a word of the child or the key of its pictures stands, and those that lie in its places.
func (o *office) left() (out []string) {
	o.Helper()
	o.must(filepath.WalkDir(o.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		if bytes.Contains(raw, []byte(marked)) || bytes.Contains(raw, o.key) || strings.Contains(p, "/pictures/") || strings.Contains(p, "/outbox/") {
			out = append(out, p)
		}
		return err
	}))
	return out
}

func (o *office) refused(what string, err error, kind assessments.ErrorKind, says string) {
	o.Helper()
	if err == nil || assessments.KindOf(err) != kind || !strings.Contains(assessments.Sentence(err), says) {
		o.Errorf("%s: %v, want %q", what, err, says)
	}
}

func TestFinish_NothingIsLeftInAnyPlace(t *testing.T) {
	both(t, func(o *office) {
		if n := len(o.left()); n < 2 {
			o.Fatalf("the child is in %d files: this test would see nothing", n)
		}
		other := o.grownUp(2, "2019-03-10", "2026-06-01")
		o.must(o.Order(o.ctx, o.tenant, o.child, o.one, o.two))
		done, err := o.Finish(o.ctx)
		if err != nil || len(done) != 1 || done[0].State != ledger.DisposalDone {
			o.Fatalf("%+v (%v)", done, err)
		}
		for _, p := range o.left() {
			if raw, _ := os.ReadFile(p); bytes.Contains(raw, o.key) || !strings.Contains(p, "/pictures/") && !strings.Contains(p, "/outbox/") && !strings.Contains(p, "ledger.db") {
				o.Errorf("something is left in %s", p)
			}
		}
		if n := len(o.left()); n < 2 {
			o.Error("the other child's picture and parcel went with it")
		}
		var c ledger.Certificate
		if err := json.Unmarshal(done[0].Certificate, &c); err != nil || c.Pictures != 1 || c.Handoffs != 1 || c.Until != "2015-03-10" || c.BackupDays != 90 || c.Rule != "Until the 25th birthday." {
			o.Errorf("%s (%v)", done[0].Certificate, err)
		}
		if bytes.Contains(done[0].Certificate, []byte(marked)) {
			o.Error("the certificate speaks of the child")
		}
		kept, err := disposal.ReadRegister(o.Register)
		if err != nil || len(kept) != 1 || string(kept[0].Certificate) != string(done[0].Certificate) {
			o.Errorf("the register: %+v (%v)", kept, err)
		}
		// What is done stays done, and the other child is as it was.
		if again, err := o.Finish(o.ctx); err != nil || len(again) != 0 {
			o.Errorf("again: %+v (%v)", again, err)
		}
		if n, err := o.Replay(o.ctx, o.Register); err != nil || n != 0 {
			o.Errorf("replayed %d (%v)", n, err)
		}
		if recs, err := o.Ledger.ReadScope(o.ctx, o.tenant, assessments.ChildScope(other), ""); err != nil || len(recs) != 2 {
			o.Errorf("of the other child %d records are left (%v)", len(recs), err)
		}
		if problems, err := o.Ledger.Verify(o.ctx); err != nil || len(problems) != 0 {
			o.Errorf("verify: %v (%v)", problems, err)
		}
		if problems, err := o.shelf.Verify(o.ctx); err != nil || len(problems) != 0 {
			o.Errorf("verify pictures: %v (%v)", problems, err)
		}
		v, err := o.Look(o.ctx, o.tenant, o.child)
		if err != nil || v.Disposal == nil || v.Disposal.State != ledger.DisposalDone || v.Records[assessments.KindChild] != 0 {
			o.Errorf("looked at after: %+v (%v)", v, err)
		}
	})
}

func TestAsk_NotBeforeItsTime(t *testing.T) {
	o := filled(t, t.TempDir(), "")
	young := o.grownUp(2, "2019-03-10", "2026-06-01")
	busy := o.grownUp(3, "1995-03-10", "2026-06-01")
	ask := func(child assessments.ID, lead string) error {
		_, err := o.Ask(o.ctx, o.tenant, child, lead)
		return err
	}
	o.refused("a child of seven", ask(young, o.one), assessments.Conflict, "kept until 10 March 2044")
	o.refused("seen as a grown-up", ask(busy, o.one), assessments.Conflict, "eight years after the end of treatment")
	o.refused("one person as both", o.Order(o.ctx, o.tenant, o.child, o.one, o.one), assessments.Forbidden, "two different people")
	o.refused("nobody's", ask("01890a5d-ac96-774b-bcce-000000000099", o.one), assessments.NotFound, "no child")
	due, err := o.Due(o.ctx, o.tenant)
	if err != nil || len(due) != 1 || due[0].Child != o.child || due[0].Retention.Until != "2015-03-10" || due[0].Held {
		t.Errorf("due: %+v (%v)", due, err)
	}
	// A child who died is kept for eight years, and not until a birthday that never came.
	o.refused("a day to come", o.Died(o.ctx, o.tenant, young, assessments.ID(o.one), "2031-01-01"), assessments.Invalid, "day of death")
	o.refused("before it was born", o.Died(o.ctx, o.tenant, young, assessments.ID(o.one), "2018-01-01"), assessments.Invalid, "before the date of birth")
	o.must(o.Died(o.ctx, o.tenant, young, assessments.ID(o.one), "2026-07-01"))
	o.refused("died this year", ask(young, o.one), assessments.Conflict, "kept until 1 July 2034. Until eight years after the child died.")
	// Nothing is destroyed that a restore would bring back.
	register := o.Register
	o.Register = ""
	o.refused("without a register", ask(o.child, o.one), assessments.Conflict, "--disposals")
	o.Register = register
	o.must(o.Order(o.ctx, o.tenant, o.child, o.one, o.two))
	if due, err = o.Due(o.ctx, o.tenant); err != nil || len(due) != 0 {
		t.Errorf("still due: %+v (%v)", due, err)
	}
}

func TestFinish_WaitsForAPlaceOutOfReach(t *testing.T) {
	o := filled(t, t.TempDir(), "")
	o.must(o.Order(o.ctx, o.tenant, o.child, o.one, o.two))
	there := o.Pictures
	state := func(want string) {
		t.Helper()
		if list, err := o.Ledger.Disposals(o.ctx, o.tenant); err != nil || len(list) != 1 || list[0].State != want {
			t.Fatalf("%+v (%v), want %s", list, err, want)
		}
	}
	// The register comes first: nothing is destroyed that it does not name.
	o.must(os.WriteFile(filepath.Join(o.dir, "register"), nil, 0o600))
	if _, err := o.Finish(o.ctx); assessments.KindOf(err) != assessments.Unavailable && assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("without its register: %v", err)
	}
	state(ledger.DisposalOrdered)
	o.must(os.Remove(filepath.Join(o.dir, "register")))
	o.must(os.Rename(filepath.Join(o.dir, "handoff"), filepath.Join(o.dir, "away")))
	_, err := o.Finish(o.ctx)
	o.refused("without the folder for the patient record", err, assessments.Unavailable, "patient record")
	state(ledger.DisposalOrdered)
	o.must(os.Rename(filepath.Join(o.dir, "away"), filepath.Join(o.dir, "handoff")))
	o.Pictures = func(context.Context, string, string) error { return errors.New("the bucket does not answer") }
	if _, err := o.Finish(o.ctx); err == nil {
		t.Error("done without the pictures")
	}
	state(ledger.DisposalErased)
	o.Pictures = there
	if done, err := o.Finish(o.ctx); err != nil || len(done) != 1 {
		t.Fatal(done, err)
	}
	state(ledger.DisposalDone)
	if left := o.left(); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// TestFinish_KilledAtAnyMoment kills the process that destroys a record at its first step, at its second, and so on, with SIGKILL. Whoever starts
// next finishes it.
func TestFinish_KilledAtAnyMoment(t *testing.T) {
	if dir := os.Getenv("FIELDFARE_DIE_IN"); dir != "" {
		die(t, dir, os.Getenv("FIELDFARE_DIE_BASE"))
		return
	}
	for name, database := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": testkit.Postgres} {
		t.Run(name, func(t *testing.T) { killed(t, database) })
	}
}

func killed(t *testing.T, database func(testing.TB) string) {
	kills := 0
	for n := 1; ; n++ {
		if n > 40 {
			t.Fatal("it never comes to an end")
		}
		base := database(t)
		o := filled(t, t.TempDir(), base)
		group := o.group()
		o.must(o.Order(o.ctx, o.tenant, o.child, o.one, o.two))
		o.must(o.Ledger.Close())
		cmd := exec.CommandContext(o.ctx, os.Args[0], "-test.run=^TestFinish_KilledAtAnyMoment$")
		cmd.Env = append(os.Environ(), "FIELDFARE_DIE_IN="+o.dir, "FIELDFARE_DIE_BASE="+base, "FIELDFARE_DIE_AT="+strconv.Itoa(n))
		out, err := cmd.CombinedOutput()
		if err == nil {
			break // it came through before its n-th step
		}
		var ended *exec.ExitError
		if !errors.As(err, &ended) || ended.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("step %d: %v\n%s", n, err, out)
		}
		kills++
		next := at(t, o.dir, base, nil)
		next.key, next.tenant, next.child = o.key, o.tenant, o.child
		next.must(replayed(next.Replay(next.ctx, next.Register)))
		if _, err := next.Finish(next.ctx); err != nil {
			t.Fatalf("killed at step %d: %v", n, err)
		}
		list, err := next.Ledger.Disposals(next.ctx, "")
		if err != nil || len(list) != 1 || list[0].State != ledger.DisposalDone || len(list[0].Certificate) == 0 {
			t.Fatalf("killed at step %d: %+v (%v)", n, list, err)
		}
		if left := next.left(); len(left) != 0 {
			t.Errorf("killed at step %d, something is left: %v", n, left)
		}
		var rows bytes.Buffer
		if _, err := next.Ledger.Backup(next.ctx, &rows); err != nil || bytes.Contains(rows.Bytes(), []byte(marked)) {
			t.Errorf("killed at step %d, a row of the database speaks of the child (%v)", n, err)
		}
		if rec, err := next.Ledger.ReadRecord(next.ctx, next.tenant, group, "test"); err != nil || strings.Contains(string(rec.Fields["register"]), string(next.child)) {
			t.Errorf("killed at step %d, a group's register names the child: %s (%v)", n, rec.Fields["register"], err)
		}
		kept, err := disposal.ReadRegister(next.Register)
		if err != nil || len(kept) != 1 || string(kept[0].Certificate) != string(list[0].Certificate) {
			t.Errorf("killed at step %d, the register says %+v (%v)", n, kept, err)
		}
		if problems, err := next.Ledger.Verify(next.ctx); err != nil || len(problems) != 0 {
			t.Errorf("killed at step %d: %v (%v)", n, problems, err)
		}
	}
	t.Logf("killed at %d steps", kills)
	if kills < 6 {
		t.Errorf("it was killed %d times: there are more steps than that", kills)
	}
}

func replayed(_ int, err error) error { return err }

// die is the process that is killed: at each commit, before and after it, and around each place outside of the database.
func die(t *testing.T, dir, database string) {
	at0, err := strconv.Atoi(os.Getenv("FIELDFARE_DIE_AT"))
	if err != nil {
		t.Fatal(err)
	}
	steps, live := 0, false
	step := func(string) {
		if steps++; live && steps == at0 {
			if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
			select {}
		}
	}
	o := at(t, dir, database, func(s string) {
		if live {
			step(s)
		}
	})
	live = true
	pictures, parcels := o.Pictures, o.Parcels
	o.Pictures = func(ctx context.Context, tenant, scope string) error {
		step("pictures")
		err := pictures(ctx, tenant, scope)
		step("no pictures")
		return err
	}
	o.Parcels = func(ctx context.Context, tenant string, scope assessments.Scope) error {
		step("parcels")
		err := parcels(ctx, tenant, scope)
		step("no parcels")
		return err
	}
	if _, err := o.Finish(o.ctx); err != nil {
		t.Fatal(err)
	}
}

func TestRegister_TheLastWordOfEachCounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", disposal.RegisterName)
	a := ledger.Disposal{Tenant: "t", Child: "01890a5d-ac96-774b-bcce-000000000001", State: ledger.DisposalOrdered, Lead: "x"}
	b := a
	b.State, b.Certificate = ledger.DisposalErased, json.RawMessage(`{"a":1}`)
	c := a
	c.Child = "01890a5d-ac96-774b-bcce-000000000002"
	for _, list := range [][]ledger.Disposal{nil, {a}, {b, c}, {a}} {
		if err := disposal.WriteRegister(path, list); err != nil {
			t.Fatal(err)
		}
	}
	got, err := disposal.ReadRegister(path)
	if err != nil || len(got) != 2 || got[0].State != ledger.DisposalErased || string(got[0].Certificate) != `{"a":1}` {
		t.Errorf("%+v (%v): a certificate is not lost to an order", got, err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(raw, `{"tenant":"half a li`...), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := disposal.ReadRegister(path); err != nil || len(got) != 2 {
		t.Errorf("with half a line at its end: %+v (%v)", got, err)
	}
	if err := os.WriteFile(path, append([]byte("not a list\n"), raw...), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := disposal.ReadRegister(path); assessments.KindOf(err) != assessments.Damaged {
		t.Errorf("damaged: %v", err)
	}
	if got, err := disposal.ReadRegister(path + "x"); err != nil || len(got) != 0 {
		t.Errorf("none: %+v (%v)", got, err)
	}
}

// TestNight_OnlyWhenNobodyWorks: what is still to be written anew waits for the night, and is done then.
func TestNight_OnlyWhenNobodyWorks(t *testing.T) {
	o := filled(t, t.TempDir(), testkit.Postgres(t))
	o.must(o.Order(o.ctx, o.tenant, o.child, o.one, o.two))
	if done, err := o.Finish(o.ctx); err != nil || len(done) != 1 {
		t.Fatal(done, err)
	}
	for _, at := range []struct {
		hour int
		did  bool
	}{{12, false}, {1, false}, {5, false}, {2, true}, {3, false}} {
		day := time.Date(2026, 7, 1, at.hour, 30, 0, 0, london.Zone)
		o.Now = func() time.Time { return day }
		if did, err := o.Night(o.ctx); did != at.did || err != nil {
			t.Errorf("at half past %d: %v (%v)", at.hour, did, err)
		}
	}
}
