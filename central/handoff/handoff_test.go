package handoff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// An office is a service with the first notebook's child and a signed report, a tablet that signs, and a folder that the trust's
// system looks into.
type office struct {
	*Desk
	*shared.Case
	t      *testing.T
	ctx    context.Context
	clock  *testkit.Clock
	newID  func() string
	tenant string
	tablet ledger.Session
	n      uint64
	dir    string
	looked map[string]uint64
}

func both(t *testing.T, test func(o *office)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(newOffice(t, ledger.Config{Dir: testkit.Dir(t)})) })
	t.Run("postgres", func(t *testing.T) { test(newOffice(t, ledger.Config{Database: testkit.Postgres(t)})) })
}

func newOffice(t *testing.T, cfg ledger.Config) *office {
	t.Helper()
	o := &office{t: t, ctx: context.Background(), clock: testkit.NewClock(), looked: map[string]uint64{}, dir: t.TempDir()}
	o.clock.Set(time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC))
	o.newID = testkit.IDs(t.Name(), o.clock.Now)
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = o.clock.Now, testkit.Random(t.Name()), o.newID, slog.New(slog.DiscardHandler)
	l, err := ledger.Open(o.ctx, cfg)
	o.must(err)
	t.Cleanup(func() { o.must(l.Close()) })
	o.Desk = &Desk{Config{Ledger: l, Receiver: Folder(o.dir), Now: o.clock.Now, Log: cfg.Log}}
	tn, err := l.AddTenant(o.ctx, "North Place", ledger.Packs[0])
	o.must(err)
	o.tenant = tn.ID
	o.Case = shared.New(t, reports.SchoolAdvice, assessments.RoleSchool, o.clock.Now, o.newID)
	o.write(o.Records...)
	th, err := l.AddTherapist(o.ctx, tn.ID, "Ann", "ann@nhs.example")
	o.must(err)
	o.must(l.Grant(o.ctx, assessments.ChildScope(o.Child), th.ID))
	code, err := l.NewCode(o.ctx, th.ID)
	o.must(err)
	in, err := l.Enrol(o.ctx, code, make([]byte, 32), "inc1")
	o.must(err)
	o.tablet = ledger.Session{Tenant: in.Tenant, Device: in.Device, Inc: "inc1", Therapist: in.Therapist}
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) write(recs ...assessments.Record) {
	o.t.Helper()
	var entries []ledger.Entry
	for _, r := range recs {
		entries = append(entries, ledger.Entry{Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: r.Fields}})
	}
	_, err := o.Ledger.Write(o.ctx, o.tenant, ledger.Author{Actor: "test"}, entries...)
	o.must(err)
}

// add writes something of the child and returns its id.
func (o *office) add(v assessments.Typed) assessments.ID {
	o.t.Helper()
	id := assessments.ID(o.newID())
	o.write(assessments.Record{ID: id, Kind: v.RecordKind(), Scope: assessments.ChildScope(o.Child), Fields: assessments.Encode(v)})
	return id
}

// sign makes a record and signs it, as a tablet does.
func (o *office) sign(v assessments.Typed) assessments.ID {
	o.t.Helper()
	return o.signAt(v, "2026-05-20T15:00:00Z")
}

func (o *office) signAt(v assessments.Typed, at string) assessments.ID {
	o.t.Helper()
	o.n++
	id := assessments.ID(o.newID())
	c := wire.Change{CID: fmt.Sprintf("%032x", o.n), Inc: "inc1", DSeq: o.n, Record: id, Kind: v.RecordKind(), Op: assessments.OpSign, Set: assessments.Encode(v),
		TDev: at, V: wire.Format}
	c.SetScope(assessments.ChildScope(o.Child))
	c.Sign = &assessments.Signing{By: o.Therapist, At: c.TDev, Hash: wire.ContentHash(c.Set)}
	f, err := wire.Freeze(c)
	o.must(err)
	acks, err := o.Ledger.Push(o.ctx, &o.tablet, []wire.Pushed{{CID: c.CID, Frozen: f}})
	o.must(err)
	if acks[0].Result != wire.OK {
		o.t.Fatalf("the signature was not taken: %+v", acks[0])
	}
	return id
}

func (o *office) contact(on assessments.Date) *assessments.Contact {
	return &assessments.Contact{Type: "visit", On: on, From: "10:00", To: "10:45", Status: "attended", Place: "school", Purpose: "Seating", Summary: "The new chair fits; feet are flat.", Next: "Look again in June."}
}

func (o *office) round() {
	o.t.Helper()
	o.must(o.Round(o.ctx, o.looked))
}

// is holds how a hand-off stands.
func (o *office) is(id assessments.ID, state, why string) ledger.Handoff {
	o.t.Helper()
	h, err := o.Ledger.Handoff(o.ctx, o.tenant, id)
	if err != nil || h.State != state || !strings.Contains(h.Why, why) {
		o.t.Fatalf("it is %q, %q (%v), want %q, %q", h.State, h.Why, err, state, why)
	}
	return h
}

// outbox is what the trust's system finds, by name.
func (o *office) outbox() []string {
	o.t.Helper()
	list, err := os.ReadDir(filepath.Join(o.dir, o.tenant, "outbox"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		o.t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

// open reads a parcel as the other system does: every file that the metadata names must be there, whole.
func (o *office) open(name string) (m metadata, words string) {
	o.t.Helper()
	dir := filepath.Join(o.dir, o.tenant, "outbox", name)
	raw, err := os.ReadFile(filepath.Join(dir, "metadata.json"))
	o.must(err)
	o.must(json.Unmarshal(raw, &m))
	for _, f := range m.Files {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil || sum(raw) != f.SHA256 || len(raw) != f.Bytes {
			o.t.Errorf("%s: %d bytes (%v), want %d", f.Name, len(raw), err, f.Bytes)
		}
		if f.Name == "entry.txt" {
			words = string(raw)
		}
		if f.Name == "entry.pdf" && !strings.HasPrefix(string(raw), "%PDF-") {
			o.t.Errorf("%s is no PDF", f.Name)
		}
	}
	if len(m.Files) != 2 {
		o.t.Errorf("files: %+v", m.Files)
	}
	return m, words
}

// answer says something about a parcel, as the other system.
func (o *office) answer(name, result, reference, reason string) {
	o.t.Helper()
	raw, err := json.Marshal(Answer{name, result, reference, reason})
	o.must(err)
	o.must(os.WriteFile(filepath.Join(o.dir, o.tenant, "answers", name+".json"), raw, 0o600))
}

func TestHandoff_ContactAndReportAreFiled(t *testing.T) {
	both(t, func(o *office) {
		c := o.sign(o.contact("2026-05-20"))
		draft := o.add(o.contact("2026-05-19")) // nobody signed it
		note := o.add(&assessments.Observation{Contact: c, On: "2026-05-20", At: "10:10", Type: "fact", Text: "Sits 8 minutes.", Common: assessments.Common{Private: "Ring the maker."}})
		o.add(&assessments.Observation{Contact: c, On: "2026-05-20", At: "10:20", Type: "fact", Text: "Sat beside Wilfred.", Common: assessments.Common{OtherNames: []string{"Wilfred Ash"}}})
		o.round()
		if want := []string{"contact-" + string(c), "report-" + string(o.Report)}; !slices.Equal(o.outbox(), want) {
			t := o.t
			t.Fatalf("the outbox holds %v, want %v", o.outbox(), want)
		}
		if _, err := o.Ledger.Handoff(o.ctx, o.tenant, draft); assessments.KindOf(err) != assessments.NotFound {
			o.t.Errorf("a contact that nobody signed is handed over: %v", err)
		}
		m, words := o.open("contact-" + string(c))
		for _, w := range []string{"School visit on 20 May 2026", "The new chair fits; feet are flat.", "10:00 to 10:45", "Sits 8 minutes.", "Look again in June.", o.Names[0], "1 more in Fieldfare"} {
			if !strings.Contains(words, w) {
				o.t.Errorf("the words lack %q:\n%s", w, words)
			}
		}
		for _, w := range []string{"Wilfred", "Ring the maker"} {
			if strings.Contains(words, w) {
				o.t.Errorf("the words hold %q", w)
			}
		}
		if m.What != "entry" || m.Kind != "contact" || m.On != "2026-05-20" || m.SignedAt != "2026-05-20T15:00:00Z" || m.SignedBy.Name == "" || m.Patient.Name != o.Names[0] || len(m.Basis) != 1 {
			o.t.Errorf("metadata: %+v", m)
		}
		if m, words := o.open("report-" + string(o.Report)); m.Report["kind"] != "school-advice" || !strings.Contains(words, o.Place) {
			o.t.Errorf("the report's parcel: %+v", m)
		}

		o.round() // nothing new: nothing happens twice
		o.is(c, ledger.HandoffSent, "")
		o.answer("contact-"+string(c), "filed", "EPR-4711", "")
		o.round()
		if h := o.is(c, ledger.HandoffFiled, ""); h.Reference != "EPR-4711" {
			o.t.Errorf("reference %q", h.Reference)
		}
		open, err := o.Ledger.OpenHandoffs(o.ctx, o.tenant)
		if err != nil || len(open) != 1 || open[0].Record != o.Report {
			o.t.Errorf("still listed: %+v (%v)", open, err)
		}
		if list, _ := o.Receiver.Answers(o.ctx, o.tenant); len(list) != 0 {
			o.t.Errorf("answers that were taken are there still: %v", list)
		}

		// A note, and then the whole contact, turn out to be wrong: the other system is told, under the names that it knows.
		gone := o.add(&assessments.EnteredInError{Of: note, Reason: "It was another day.", By: o.Therapist, On: "2026-05-21"})
		fixed := o.add(&assessments.Amendment{Of: c, Field: "next", Was: "Look again in June.", Now: "Look again in July.", Reason: "June is full.", By: o.Therapist, On: "2026-05-21"})
		unsent := o.add(&assessments.EnteredInError{Of: draft, Reason: "Twice.", By: o.Therapist, On: "2026-05-21"})
		o.round()
		if m, words := o.open("entered_in_error-" + string(gone)); m.What != "entered-in-error" || m.Corrects != "contact-"+string(c) || !strings.Contains(words, "Sits 8 minutes.") || !strings.Contains(words, "EPR-4711") {
			o.t.Errorf("the strike: %+v\n%s", m, words)
		}
		if m, words := o.open("amendment-" + string(fixed)); m.What != "correction" || !strings.Contains(words, "Look again in July.") {
			o.t.Errorf("the correction: %+v\n%s", m, words)
		}
		o.is(unsent, ledger.HandoffDropped, "")
	})
}

func TestHandoff_WithoutABasisNothingGoes(t *testing.T) {
	both(t, func(o *office) {
		early := o.sign(o.contact("2020-09-01")) // years before anybody agreed to anything
		secret := o.contact("2026-05-20")
		secret.Confidential = true
		closed := o.sign(secret)
		o.round()
		o.is(early, ledger.HandoffHeld, "No agreement to assessment and treatment is recorded for that day")
		o.is(closed, ledger.HandoffHeld, "marked confidential")
		if got := o.outbox(); len(got) != 1 {
			o.t.Fatalf("the outbox holds %v", got)
		}
		if err := o.Again(o.ctx, o.tenant, early); err != nil {
			o.t.Fatal(err)
		}
		o.clock.Advance(time.Hour)
		o.round()
		o.is(early, ledger.HandoffHeld, "No agreement")

		var mother assessments.ID
		for _, r := range o.Records {
			if r.Kind == assessments.KindBasis && r.Fields.Text("purpose") == "assess-and-treat" {
				mother = assessments.ID(r.Fields.Text("given_by"))
			}
		}
		o.add(&assessments.Basis{Purpose: "assess-and-treat", Kind: "consent", Decision: "given", On: "2020-09-01", GivenBy: mother, Authority: "parental-responsibility"})
		o.round()
		o.is(early, ledger.HandoffSent, "")
		if err := o.ByHand(o.ctx, o.tenant, closed, ""); assessments.KindOf(err) != assessments.Invalid {
			o.t.Errorf("off the list without a number: %v", err)
		}
		o.must(o.ByHand(o.ctx, o.tenant, closed, "EPR-9"))
		if h := o.is(closed, ledger.HandoffFiled, ""); h.Reference != "EPR-9" {
			o.t.Errorf("reference %q", h.Reference)
		}
		// Another service's lead has no such entry.
		other, err := o.Ledger.AddTenant(o.ctx, "South Place", ledger.Packs[0])
		o.must(err)
		if err := o.Again(o.ctx, other.ID, early); assessments.KindOf(err) != assessments.NotFound {
			o.t.Errorf("another service's entry: %v", err)
		}
	})
}

func TestHandoff_RefusedGoesAgainUnderAnotherName(t *testing.T) {
	both(t, func(o *office) {
		o.round()
		name := "report-" + string(o.Report)
		o.answer(name, "refused", "", "No patient with this NHS number.")
		o.answer("contact-"+o.newID(), "filed", "X", "") // of nothing that was ever sent
		o.answer("nonsense", "filed", "X", "")
		o.round()
		o.is(o.Report, ledger.HandoffRefused, "No patient with this NHS number.")
		o.must(o.Again(o.ctx, o.tenant, o.Report))
		o.round()
		if want := []string{name, name + "-2"}; !slices.Equal(o.outbox(), want) {
			o.t.Errorf("the outbox holds %v, want %v", o.outbox(), want)
		}
		o.answer(name, "filed", "X", "") // a late answer to the first round is for the first round
		o.round()
		o.is(o.Report, ledger.HandoffSent, "")
		o.answer(name+"-2", "filed", "EPR-5", "")
		o.round()
		o.is(o.Report, ledger.HandoffFiled, "")
		if err := o.Again(o.ctx, o.tenant, o.Report); assessments.KindOf(err) != assessments.Conflict {
			o.t.Errorf("what is filed was sent anew: %v", err)
		}
		trail, err := o.Ledger.Audit(o.ctx, o.tenant)
		o.must(err)
		var what []string
		for _, a := range trail {
			if strings.HasPrefix(a.What, "hand-off") && a.About == "report/"+string(o.Report) {
				what = append(what, a.What)
			}
		}
		if want := []string{"hand-off sent", "hand-off refused", "hand-off waiting", "hand-off sent", "hand-off filed"}; !slices.Equal(what, want) {
			o.t.Errorf("the audit says %v", what)
		}
	})
}

func TestHandoff_AFolderThatIsGoneLosesNothing(t *testing.T) {
	both(t, func(o *office) {
		away := o.dir + "-away"
		o.must(os.Rename(o.dir, away))
		o.round()
		o.is(o.Report, ledger.HandoffWaiting, "cannot be reached")
		if _, err := os.Stat(o.dir); err == nil {
			o.t.Error("the place of a share that is not mounted was filled")
		}
		o.must(os.Rename(away, o.dir))
		o.round() // not yet: it is tried again after a minute
		o.is(o.Report, ledger.HandoffWaiting, "")
		o.clock.Advance(2 * time.Minute)
		o.round()
		o.is(o.Report, ledger.HandoffSent, "")
	})
}

// TestHandoff_DiedBetweenPutAndWrittenDown: a process put the parcel and died before it could say so. The next one puts it again,
// and the other system sees one.
func TestHandoff_DiedBetweenPutAndWrittenDown(t *testing.T) {
	both(t, func(o *office) {
		o.round()
		h := o.is(o.Report, ledger.HandoffSent, "")
		before, err := os.Stat(filepath.Join(o.dir, o.tenant, "outbox", nameOf(h), "metadata.json"))
		o.must(err)
		if ok, err := o.Ledger.SettleHandoff(o.ctx, h, ledger.HandoffWaiting, "", "", 0); err != nil || !ok {
			o.t.Fatal(ok, err)
		}
		o.clock.Advance(time.Hour)
		o.round()
		o.is(o.Report, ledger.HandoffSent, "")
		after, err := os.Stat(filepath.Join(o.dir, o.tenant, "outbox", nameOf(h), "metadata.json"))
		o.must(err)
		if got := o.outbox(); len(got) != 1 || !os.SameFile(before, after) {
			o.t.Errorf("the parcel was put twice: %v", got)
		}
		left, err := filepath.Glob(filepath.Join(o.dir, o.tenant, ".parcel-*"))
		if err != nil || len(left) > 0 {
			o.t.Errorf("half a parcel was left: %v (%v)", left, err)
		}
	})
}

// An answer that may be read and not put aside stops no later answer: not of the same service, and not of the next.
func TestHandoff_AnAnswerThatStaysStopsNoOther(t *testing.T) {
	both(t, func(o *office) {
		c := o.sign(o.contact("2026-05-20"))
		second, err := o.Ledger.AddTenant(o.ctx, "South Place", ledger.Packs[0])
		o.must(err)
		if second.ID < o.tenant {
			o.t.Fatal("the service with the fault is to be the first that is looked through")
		}
		first := o.tenant
		o.tenant = second.ID
		o.write(o.Records...)
		o.round()
		o.answer("report-"+string(o.Report), "filed", "EPR-S1", "")
		o.tenant = first
		o.answer("contact-"+string(c), "filed", "EPR-N1", "")
		o.answer("report-"+string(o.Report), "filed", "EPR-N2", "")
		// What is in its way cannot be written over.
		o.must(os.MkdirAll(filepath.Join(o.dir, first, "answered", "contact-"+string(c)+".json", "in the way"), 0o700))
		if err := o.Round(o.ctx, o.looked); assessments.KindOf(err) != assessments.Unavailable {
			o.t.Errorf("nobody is told that an answer stays where it is: %v", err)
		}
		o.is(c, ledger.HandoffFiled, "")
		o.is(o.Report, ledger.HandoffFiled, "")
		o.tenant = second.ID
		o.is(o.Report, ledger.HandoffFiled, "")
	})
}

// A therapist who signs after midnight in summer signs on the new day, though the stamp is of the day before.
func TestHandoff_SaysTheDayInLondon(t *testing.T) {
	both(t, func(o *office) {
		for _, x := range []struct {
			at  string
			day assessments.Date
		}{{"2026-06-30T23:20:00Z", "2026-07-01"}, {"2026-11-30T23:20:00Z", "2026-11-30"}} {
			o.clock.Set(x.day.Time().Add(33 * time.Hour)) // the morning after
			c := o.signAt(o.contact("2026-05-20"), x.at)
			fixed := o.signAt(&assessments.Amendment{Of: c, Field: "next", Was: "Look again in June.", Now: "Look again in July.", Reason: "June is full.", By: o.Therapist, On: x.day}, x.at)
			o.round()
			want := "Signed " + x.day.Words() + ". Locked"
			if m, words := o.open("contact-" + string(c)); !strings.Contains(words, want) || m.On != "2026-05-20" || m.SignedAt != x.at {
				o.t.Errorf("the contact, %+v, does not say %q:\n%s", m, want, words)
			}
			if m, words := o.open("amendment-" + string(fixed)); !strings.Contains(words, want) || m.On != x.day {
				o.t.Errorf("the correction, of %s, does not say %q:\n%s", m.On, want, words)
			}
		}
	})
}
