package share_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

const (
	senco  = "Mrs Perpetua Nettlefold"
	office = "office@larkbarrow.example"
)

// desk is Isla with a school that has a mailbox, and school advice that is signed.
func desk(t *testing.T) (d *sessiontest.Desk, child, report assessments.ID) {
	t.Helper()
	d = sessiontest.NewIn(t, 2, morning, store.InitOptions{})
	d.Me = practice.Therapist
	child = d.Child(t, "Isla")
	for _, r := range records(t, d, store.Filter{Kinds: []assessments.Kind{assessments.KindSetting, assessments.KindPerson}}) {
		switch r.Fields.Text("name") {
		case "Larkbarrow Primary":
			put(t, d, r, "email", office)
		case senco:
			put(t, d, r, "email", "p.nettlefold@larkbarrow.example")
		}
	}
	return d, child, sign(t, d, child, reports.Document{})
}

// sign writes a signed version of school advice.
func sign(t *testing.T, d *sessiontest.Desk, child assessments.ID, doc reports.Document) assessments.ID {
	t.Helper()
	tree, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(tree)
	id := d.NewID()
	write(t, d, d.Create(id, assessments.ChildScope(child), &assessments.Report{ReportKind: "school-advice", Recipient: "school", AsAt: "2026-11-20", Version: 1,
		SignedBy: d.Me, SignedOn: "2026-11-20", Tree: string(tree), TreeHash: hex.EncodeToString(sum[:])}))
	return id
}

func write(t *testing.T, d *sessiontest.Desk, edits ...assessments.Edit) {
	t.Helper()
	if !d.Write(t.Context(), edits...) {
		t.Fatal(d.Failed)
	}
}

func put(t *testing.T, d *sessiontest.Desk, r assessments.Record, field, value string) {
	t.Helper()
	raw, _ := json.Marshal(value)
	write(t, d, assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Op: assessments.OpSet, Set: assessments.Fields{field: raw}})
}

func records(t *testing.T, d *sessiontest.Desk, f store.Filter) []assessments.Record {
	t.Helper()
	recs, err := d.Store.Records(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return recs
}

func model(t *testing.T, d *sessiontest.Desk, child, report assessments.ID) *share.Model {
	t.Helper()
	m := share.New(d.Store, d.Session, share.WorldOf(d.Session), child, report)
	if err := m.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m
}

func reader(t *testing.T, m *share.Model, name string) share.Reader {
	t.Helper()
	var names []string
	for _, r := range m.Readers {
		if strings.Contains(r.Name, name) {
			return r
		}
		names = append(names, r.Name)
	}
	t.Fatalf("%s is not among the readers: %s", name, strings.Join(names, ", "))
	return share.Reader{}
}

func TestReaders_TheSchoolsOwnPeopleComeFirstWithTheirAddressInFull(t *testing.T) {
	d, child, report := desk(t)
	m := model(t, d, child, report)
	if r := m.Readers[0]; r.Name != senco || r.Mailbox != "p.nettlefold@larkbarrow.example" || r.Job != "SENCo, Larkbarrow Primary" || !r.Sending.Goes() ||
		r.Standing != "Agreed: Róisín O'Thistlewood, mother, 12 March 2026" {
		t.Errorf("first is %+v", r)
	}
	if r := reader(t, m, "Larkbarrow Primary office"); r.Mailbox != office || !r.Sending.Goes() {
		t.Errorf("the office is %+v", r)
	}
}

func TestLook_AnAddressElsewhereIsLookedAtTwice(t *testing.T) {
	d, child, report := desk(t)
	m := model(t, d, child, report)
	school, mum := reader(t, m, senco), reader(t, m, "Róisín")
	for _, c := range []struct {
		r    share.Reader
		at   string
		want share.Address
	}{{school, office, share.OnRegister}, {school, "HEAD@LARKBARROW.EXAMPLE", share.OnRegister}, {school, "p.nettlefold@larkbarow.example", share.LookTwice},
		{school, "office@larkbarrow.example.org", share.LookTwice}, {school, "office", share.NoAddress}, {school, "", share.NoAddress},
		{school, office + ", a@b.example", share.NoAddress}, {mum, "roisin@mail.example", share.LookTwice}} {
		if got, why := m.Look(c.r, c.at); got != c.want || why == "" {
			t.Errorf("%s for %s: %v, %q", c.at, c.r.Name, got, why)
		}
	}
}

func TestSend_QueuesOneShareWithAPINThatStaysHere(t *testing.T) {
	d, child, report := desk(t)
	m := model(t, d, child, report)
	v, id, pin, err := m.Send(t.Context(), share.Order{To: reader(t, m, senco).To, Way: share.ByLink, Mailbox: "p.nettlefold@larkbarrow.example"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Write(t.Context(), id, v); err != nil {
		t.Fatal(err)
	}
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var kept assessments.Share
	assessments.Decode(rec.Fields, &kept)
	for name, raw := range rec.Fields {
		if strings.Contains(string(raw), pin) && name != "pin" && name != "sent_at" {
			t.Errorf("the PIN stands in %s", name)
		}
	}
	if !assessments.PINFits(kept.PIN, pin) || strings.HasSuffix(kept.PIN, pin) {
		t.Errorf("PIN %s and its sum %s do not belong together", pin, kept.PIN)
	}
	if note, err := d.Store.Note(t.Context(), "share-pin/"+string(id)); err != nil || string(note) != pin {
		t.Errorf("this tablet keeps %q, %v", note, err)
	}
	if kept.Expires != "2026-12-08" || kept.Checked != "register" || len(kept.Basis) != 1 || kept.TreeHash == "" || kept.Sender != d.Me || strings.Join(kept.Formats, " ") != "html docx" {
		t.Errorf("the share says %+v", kept)
	}
	// A new version closes the link of the one before.
	m = model(t, d, child, report)
	second, _, _, err := m.Send(t.Context(), share.Order{To: reader(t, m, senco).To, Way: share.ByLink, Mailbox: office})
	if err != nil || second.Replaces != id {
		t.Errorf("the next share replaces %q, %v; want %s", second.Replaces, err, id)
	}
}

func TestSend_AWrongDomainNeedsTheSendersWord(t *testing.T) {
	d, child, report := desk(t)
	m := model(t, d, child, report)
	o := share.Order{To: reader(t, m, senco).To, Way: share.ByLink, Mailbox: "p.nettlefold@gmail.example"}
	if _, _, _, err := m.Send(t.Context(), o); err == nil {
		t.Error("it went to another domain without a second look")
	}
	o.Vouched = true
	if v, _, _, err := m.Send(t.Context(), o); err != nil || v.Checked != "sender" {
		t.Errorf("vouched for: %q, %v", v.Checked, err)
	}
}

// TestSend_NothingGoesWithoutABasis drives the model as a hurried person would, over consents of every kind that change while the
// screen is open, and looks at every share that was written.
func TestSend_NothingGoesWithoutABasis(t *testing.T) {
	d, child, report := desk(t)
	r := rand.New(rand.NewPCG(30, 6))
	scope := assessments.ChildScope(child)
	var people []assessments.ID
	for _, p := range records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindPerson}}) {
		people = append(people, p.ID)
	}
	someone := func() assessments.ID { return people[r.IntN(len(people))] }
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	sent, held := 0, 0
	for range 60 {
		d.Time = d.Time.Add(time.Duration(r.IntN(30)) * time.Hour)
		m := model(t, d, child, report)
		to := m.Readers[r.IntN(len(m.Readers))].To
		change := func() {
			b := &assessments.Basis{Purpose: "share", Recipient: pick("school", "gp", "la", "parent"), Kind: pick("consent", "consent", "safeguarding", "court-order", "statutory-request"), Decision: pick("given", "refused"),
				On: d.Today(), GivenBy: someone(), Authority: "parental-responsibility", Clinician: d.Me, Reason: "x"}
			if r.IntN(3) == 0 {
				b.Person = someone()
			}
			if r.IntN(3) == 0 {
				b.WithdrawnOn = b.On
			}
			write(t, d, d.Create(d.NewID(), scope, b))
		}
		change()
		v, id, _, err := m.Send(t.Context(), share.Order{To: to, Way: pick(share.ByNHSmail, share.ByPortal, share.OnPaper), Mailbox: "a@b.example", Vouched: r.IntN(2) == 0})
		if err != nil {
			held++
			if v.Sender != "" || assessments.Sentence(err) == "" {
				t.Fatalf("refused, and yet %+v, %v", v, err)
			}
			continue
		}
		if _, err := m.Write(t.Context(), id, v); err != nil {
			t.Fatal(err)
		}
		sent++
		judge(t, d, child, id)
	}
	if sent < 6 || held < 6 {
		t.Errorf("%d sent, %d held: the test asks nothing", sent, held)
	}
}

// judge asks reports, from the records as they stand, whether a share had to be refused.
func judge(t *testing.T, d *sessiontest.Desk, child, id assessments.ID) {
	t.Helper()
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var v assessments.Share
	assessments.Decode(rec.Fields, &v)
	recs := records(t, d, store.Filter{Child: child})
	recs = append(recs, records(t, d, store.Filter{Kinds: []assessments.Kind{assessments.KindSetting, assessments.KindPerson}})...)
	s := reports.MaySend(reports.ReadBases(recs), reports.Recipient{Role: v.Recipient, Person: v.Person}, reports.SchoolAdvice, d.Today())
	if !s.Goes() {
		t.Fatalf("went to %s %s although: %s", v.Recipient, v.Person, s.Reason)
	}
	if len(v.Basis) == 0 && v.ByRight == "" {
		t.Fatal("went on nothing")
	}
	for _, b := range v.Basis {
		var x assessments.Basis
		of, err := d.Store.Record(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		assessments.Decode(of.Fields, &x)
		if !x.Holds(d.Today()) {
			t.Fatalf("rests on %+v, which does not stand", x)
		}
	}
}

func TestWrite_WhatEndedWhileThePINWasMadeIsNotSent(t *testing.T) {
	d, child, report := desk(t)
	m := model(t, d, child, report)
	v, id, _, err := m.Send(t.Context(), share.Order{To: reader(t, m, senco).To, Way: share.OnPaper})
	if err != nil {
		t.Fatal(err)
	}
	empty := v
	empty.Basis = nil
	if _, err := m.Write(t.Context(), id, empty); err == nil {
		t.Error("a share that rests on nothing was written")
	}
	d.Failed = nil
	for _, r := range records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindBasis}}) {
		if r.ID == v.Basis[0] {
			put(t, d, r, "withdrawn_on", string(d.Today()))
		}
	}
	if _, err := m.Write(t.Context(), id, v); assessments.KindOf(err) != assessments.Forbidden {
		t.Error("a share whose consent has ended since was written")
	}
	if recs := records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindShare}}); len(recs) != 0 {
		t.Errorf("%d shares are on record", len(recs))
	}
}

func TestScreen_SendsInTwoTapsAndShowsThePIN(t *testing.T) {
	d, child, report := desk(t)
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, report)
	b.Show(s.Content())
	b.Shows(senco, "p.nettlefold@larkbarrow.example", "Agreed", "What they will get", "At Larkbarrow Primary’s own domain, larkbarrow.example", "until 8 December 2026")
	b.Everywhere("share")
	kittest.Act(t, s.Frame().Actions, "Confirm and share")
	b.Shows("Queued on this tablet", "Read this to the school office")
	b.Everywhere("share-sent")
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

func TestScreen_WithoutAYesThereIsNoWayToSend(t *testing.T) {
	d, child, report := desk(t)
	for _, r := range records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindBasis}}) {
		if r.Fields.Text("recipient") == "school" {
			put(t, d, r, "withdrawn_on", "2026-11-23")
		}
	}
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, report)
	b.Show(s.Content())
	b.Tap(senco)
	b.Shows("Ended", "Nothing is shared", "Record a lawful reason")
	b.Everywhere("share-ended")
	for _, a := range s.Frame().Actions {
		if name := a.(*kit.Button).AccessibilityLabel(); name != "Ask parent" {
			t.Errorf("there is %q", name)
		}
	}
	kittest.Act(t, s.Frame().Actions, "Ask parent")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Consent {
		t.Errorf("went to %+v", last)
	}
}

// after makes a receipt of a share, as the service writes it.
func after(t *testing.T, d *sessiontest.Desk, child, of assessments.ID, what, at, by, words string) assessments.ID {
	t.Helper()
	id := d.NewID()
	write(t, d, d.Create(id, assessments.ChildScope(child), &assessments.Receipt{Share: of, What: what, At: at, By: by, Text: words, Format: map[bool]string{true: "pdf"}[what == "downloaded"]}))
	return id
}

func sent(t *testing.T, d *sessiontest.Desk, child, report assessments.ID) assessments.ID {
	t.Helper()
	m := model(t, d, child, report)
	v, id, _, err := m.Send(t.Context(), share.Order{To: reader(t, m, senco).To, Way: share.ByLink, Mailbox: office})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Write(t.Context(), id, v); err != nil {
		t.Fatal(err)
	}
	return id
}

func list(t *testing.T, d *sessiontest.Desk, child assessments.ID) []share.Sent {
	t.Helper()
	all, err := share.ListSent(t.Context(), d.Store, child, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestListSent_SaysOnlyWhatIsKnown(t *testing.T) {
	d, child, report := desk(t)
	id := sent(t, d, child, report)
	x := list(t, d, child)[0]
	if x.State != "Waits for signal" || len(x.Steps) != 1 || x.Steps[0].What != "Queued for "+office || x.Needs || x.Quiet != "" {
		t.Errorf("before the service has said anything: %+v", x)
	}
	after(t, d, child, id, "mailed", "2026-11-24T09:20:00Z", "", "")
	after(t, d, child, id, "opened", "2026-11-24T15:05:00Z", office, "")
	after(t, d, child, id, "downloaded", "2026-11-24T15:06:00Z", "", "")
	after(t, d, child, id, "confirmed", "2026-11-24T15:07:00Z", "A. Patel, SENCo", "")
	x = list(t, d, child)[0]
	var got []string
	for _, s := range x.Steps {
		got = append(got, s.What)
	}
	if want := "Queued for " + office + "|The mail went|Opened by " + office + "|Downloaded as PDF|Confirmed by A. Patel, SENCo"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
	if x.Line != "Confirmed by A. Patel, SENCo, 24 November, 15:07" || x.Needs {
		t.Errorf("line %q, needs %v", x.Line, x.Needs)
	}
}

func TestShared_AQuestionWaitsForItsAnswerAndALinkClosesInTwoTaps(t *testing.T) {
	d, child, report := desk(t)
	id := sent(t, d, child, report)
	after(t, d, child, id, "opened", "2026-11-24T15:05:00Z", office, "")
	question := after(t, d, child, id, "question", "2026-11-24T15:20:00Z", "A. Patel, SENCo", "Can Issy use the slope in art?")
	if x := list(t, d, child)[0]; !x.Needs {
		t.Error("an open question needs nobody")
	}
	b := kittest.Open(t, 1184, 644)
	s := share.NewShared(d.Session, child, id)
	b.Show(s.Content())
	b.Shows("“Can Issy use the slope in art?”", "Opened by "+office, "Consent of 12 March 2026")
	b.Everywhere("shared")
	b.Type("What you answered, and how", "Rang: yes.")
	b.Tap("It is answered")
	var r assessments.Receipt
	rec, err := d.Store.Record(t.Context(), question)
	if assessments.Decode(rec.Fields, &r); err != nil || r.Answer != "Rang: yes." || r.AnsweredOn != "2026-11-24" || r.AnsweredBy != d.Me {
		t.Errorf("the answer stands as %+v, %v", r, err)
	}
	if x := list(t, d, child)[0]; x.Needs {
		t.Error("an answered question still needs somebody")
	}
	kittest.Act(t, s.Frame().Actions, "Close the link")
	b.Tap("Shared with the wrong person")
	if x := list(t, d, child)[0]; x.Open || x.V.RevokedBy != d.Me || x.V.RevokedFor != "Shared with the wrong person" {
		t.Errorf("after closing: %+v", x.V)
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

func TestListSent_OneThatWasReplacedIsClosed(t *testing.T) {
	d, child, report := desk(t)
	first := sent(t, d, child, report)
	d.Time = d.Time.Add(time.Hour)
	second := sent(t, d, child, report)
	for _, x := range list(t, d, child) {
		if want := x.ID == second; x.Open != want || x.ID == first && x.State != "Replaced" {
			t.Errorf("%s is open: %v, %s", x.ID, x.Open, x.State)
		}
	}
}

// TestScreen_PaperIsPrintedAndRecorded: the very PDF that was signed goes to the viewer, and the handing over is on record.
func TestScreen_PaperIsPrintedAndRecorded(t *testing.T) {
	d, child, report := desk(t)
	var printed [][]byte
	d.Print = func(pdf []byte) bool { printed = append(printed, pdf); return true }
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, report)
	b.Show(s.Content())
	b.Tap("On paper")
	prints := d.Print
	d.Print = func([]byte) bool { return false }
	if kittest.Act(t, s.Frame().Actions, "Confirm and print"); len(list(t, d, child)) > 0 {
		t.Error("pages that could not be printed are on record as handed over")
	}
	d.Print = prints
	kittest.Act(t, s.Frame().Actions, "Confirm and print")
	b.Shows("It is recorded")
	x := list(t, d, child)
	if len(printed) != 1 || len(x) != 1 || x[0].V.Way != share.OnPaper || x[0].Open || x[0].V.PIN != "" || len(x[0].V.Basis) != 1 {
		t.Errorf("printed %d, on record %+v", len(printed), x)
	}
}

// TestScreen_ACopyIsForSomebody: what is handed over is made for a reader, recorded with its form and basis, and refused without one.
func TestScreen_ACopyIsForSomebody(t *testing.T) {
	d, child, report := desk(t)
	translated := d.NewID()
	write(t, d, d.Create(translated, assessments.ChildScope(child), &assessments.Translation{Of: report, TreeHash: model(t, d, child, report).V.TreeHash, Lang: "fr", Language: "French", Text: "Ce qui aide Issy", Translator: "A. Renard", On: "2026-11-21"}))
	b := kittest.Open(t, 1184, 1700) // nothing of it is under the edge
	s := share.NewScreen(d.Session, child, session.ShareArg(share.ByPortal, report))
	b.Show(s.Content())
	b.Shows(senco, "Council’s portal", "The copy", "A council’s Word form", "In which words", "French", "As Word file")
	b.Tap("Plain text")
	b.Tap("French")
	b.Shows("As plain text")
	b.Everywhere("share-copy")
	d, child, report = desk(t)
	m := model(t, d, child, report)
	o := share.Order{To: reader(t, m, senco).To, Way: share.ByPortal, Copy: share.Copy{Ext: "docx"}}
	v, _, _, err := m.Send(t.Context(), o)
	if err != nil || strings.Join(v.Formats, " ") != "docx" || len(v.Basis) != 1 || v.Who != senco+", SENCo, Larkbarrow Primary" {
		t.Errorf("recorded as %+v, %v", v, err)
	}
	if data, err := m.Make(t.Context(), d.Store, o); err != nil || !strings.HasPrefix(string(data), "PK") {
		t.Errorf("the Word file: %d bytes, %v", len(data), err)
	}
	if v, _, _, _ := m.Send(t.Context(), share.Order{To: o.To, Way: share.OnPaper, Copy: o.Copy}); strings.Join(v.Formats, " ") != "pdf" {
		t.Errorf("on paper it is recorded as %v", v.Formats)
	}
	o.To = reports.Recipient{Role: assessments.RoleGP}
	if v, _, _, err := m.Send(t.Context(), o); err == nil {
		t.Errorf("a copy for somebody nobody agreed to: %+v", v)
	}
}

// TestListSent_AnEndedConsentWithholds: what a family takes back counts for a link that is open already, and its sender is told.
func TestListSent_AnEndedConsentWithholds(t *testing.T) {
	d, child, report := desk(t)
	id := sent(t, d, child, report)
	if x := list(t, d, child)[0]; x.Ended != "" || x.Needs {
		t.Fatalf("while the family agrees: %+v", x)
	}
	for _, r := range records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindBasis}}) {
		if r.Fields.Text("recipient") == "school" {
			put(t, d, r, "withdrawn_on", string(d.Today()))
		}
	}
	if x := list(t, d, child)[0]; x.Ended == "" || x.State != "Withheld" || !x.Needs || !x.Open {
		t.Fatalf("after the family took it back: %+v", x)
	}
	b := kittest.Open(t, 1184, 644)
	s := share.NewShared(d.Session, child, id)
	b.Show(s.Content())
	b.Shows("The service opens it to nobody")
	b.Everywhere("shared-withheld")
	kittest.Act(t, s.Frame().Actions, "Close the link")
	b.Tap("The family changed their mind")
	if x := list(t, d, child)[0]; x.Open || x.Ended != "" || x.Needs {
		t.Errorf("after closing: %+v", x)
	}
}

// TestShare_OnlyItsPicturesStopIt: where the consent for photos ended, the sender is offered the version without them at once, from the
// share that was to be and from the one that was.
func TestShare_OnlyItsPicturesStopIt(t *testing.T) {
	d, child, _ := desk(t)
	scope := assessments.ChildScope(child)
	photo, yes := d.NewID(), d.NewID()
	parent := records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindBasis}})[0]
	write(t, d, d.Create(photo, scope, &assessments.Attachment{Of: child, Type: "photo", SHA256: strings.Repeat("0", 64), Media: "image/jpeg"}),
		d.Create(yes, scope, &assessments.Basis{Purpose: "photo", Kind: "consent", Decision: "given", On: "2026-11-01", GivenBy: assessments.ID(parent.Fields.Text("given_by")), Authority: "parental-responsibility"}))
	report := sign(t, d, child, reports.Document{Blocks: []reports.Block{&reports.Figure{Alt: "A chair", Source: []assessments.ID{photo}}}})
	id := sent(t, d, child, report)
	r, err := d.Store.Record(t.Context(), yes)
	if err != nil {
		t.Fatal(err)
	}
	put(t, d, r, "withdrawn_on", string(d.Today()))
	x := list(t, d, child)[0]
	if !x.Pictured || !strings.Contains(x.Ended, "It holds a photo") {
		t.Fatalf("after the consent for photos ended: %+v", x)
	}
	m := model(t, d, child, report)
	if _, _, _, err := m.Send(t.Context(), share.Order{To: reader(t, m, senco).To, Way: share.OnPaper}); assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("on paper it still goes: %v", err)
	}
	b := kittest.Open(t, 1184, 644)
	b.Show(share.NewScreen(d.Session, child, report).Content())
	b.Shows("Nothing is shared", "It holds a photo", composer.WithoutPictures)
	b.Everywhere("share-pictures-ended")
	b.Show(share.NewShared(d.Session, child, id).Content())
	b.Shows("The service opens it to nobody", composer.WithoutPictures)
	b.Everywhere("shared-pictures-ended")
	b.Tap(composer.WithoutPictures)
	went := d.Went[len(d.Went)-1]
	next, err := composer.Open(t.Context(), d.Store, went.Arg, d.Me)
	if err != nil || went.Screen != session.Composer || next.V.Replaces != report {
		t.Fatalf("went to %+v: %v", went, err)
	}
	b.Show(share.NewScreen(d.Session, child, report).Content())
	b.Tap(composer.WithoutPictures)
	if again := d.Went[len(d.Went)-1]; again.Arg != went.Arg {
		t.Errorf("a second version was begun: %+v", again)
	}
}

func TestSend_NoLinkToTheFamilyAfterADeath(t *testing.T) {
	d, child, report := desk(t)
	send := func(way string) error {
		m := model(t, d, child, report)
		_, _, _, err := m.Send(t.Context(), share.Order{To: reader(t, m, "Róisín").To, Way: way, Mailbox: "roisin@mail.example", Vouched: true})
		return err
	}
	if err := send(share.ByLink); err != nil {
		t.Fatal(err)
	}
	rec, err := d.Store.Record(t.Context(), child)
	if err != nil {
		t.Fatal(err)
	}
	put(t, d, rec, "died", "2026-11-20")
	if err := send(share.ByLink); err == nil || !strings.Contains(err.Error(), "speak to them first") {
		t.Errorf("by link: %v", err)
	}
	if err := send(share.OnPaper); err != nil {
		t.Errorf("on paper: %v", err)
	}
}
