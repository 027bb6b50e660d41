package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents"
	"github.com/fieldfare/fieldfare/app/help"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/app/trouble"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/storetest"
)

// schoolDay is when the walk is made: Isla's visit is at 09:30.
var schoolDay = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// world is the demo caseload with one of everything in it that a screen can show, in an app without a window.
type world struct {
	*sessiontest.Desk
	t     testing.TB
	app   *App
	isla  assessments.ID
	named map[string]assessments.ID // what a route is about, by the words of the table of screens
}

func newWorld(t testing.TB) *world { return newWorldIn(t, store.InitOptions{Practice: true}) }

func newWorldIn(t testing.TB, opt store.InitOptions) *world {
	w := &world{Desk: sessiontest.NewIn(t, 12, schoolDay, opt), t: t, named: map[string]assessments.ID{}}
	w.Me = practice.Therapist
	w.isla = w.Child(t, "Isla")
	w.app = &App{session: w.Session, store: w.Store, ctx: t.Context(), cfg: Config{Version: "1.0.0"}, recent: trouble.NewRecent(slog.DiscardHandler)}
	for _, k := range []assessments.Kind{assessments.KindGoal, assessments.KindActivityPlan, assessments.KindEquipment, assessments.KindProvision, assessments.KindMeasurement,
		assessments.KindScore, assessments.KindPerson, assessments.KindBasis, assessments.KindObservation} {
		w.named[string(k)] = w.newest(store.Filter{Child: w.isla, Kinds: []assessments.Kind{k}})
	}
	w.named["twin"] = w.Child(t, "Yusuf")
	team := assessments.TeamScope()
	w.named["register item"] = w.newest(store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindEquipmentItem}})
	w.named["group"] = w.newest(store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindGroupSession}})
	visits, err := w.Store.Contacts(t.Context(), "2026-11-24", "2026-11-24")
	if err != nil || len(visits) == 0 {
		t.Fatalf("%d visits, %v", len(visits), err)
	}
	w.named["visit"] = visits[0].ID
	for _, card := range help.Cards()[:2] {
		if err := help.SetDone(t.Context(), w.Store, card.ID, true); err != nil {
			t.Fatal(err)
		}
	}
	w.contacts()
	w.papers()
	w.pictures()
	w.elsewhere()
	return w
}

func (w *world) newest(f store.Filter) assessments.ID {
	w.t.Helper()
	recs, err := w.Store.Records(w.t.Context(), f)
	if err != nil || len(recs) == 0 {
		w.t.Fatalf("no %v (%v)", f.Kinds, err)
	}
	return recs[len(recs)-1].ID
}

func (w *world) add(name string, scope assessments.Scope, v assessments.Typed) assessments.ID {
	w.t.Helper()
	id := w.NewID()
	if !w.Write(w.t.Context(), w.Create(id, scope, v)) {
		w.t.Fatal(w.Failed)
	}
	w.named[name] = id
	return id
}

// contacts are those beyond visits: a call, a walk-in, a child who was not brought, a student's entry, a note written while locked.
func (w *world) contacts() {
	isla, team := assessments.ChildScope(w.isla), assessments.TeamScope()
	w.add("call", isla, &assessments.Contact{Type: "call", On: "2026-11-24", From: "09:05", Status: "started", Place: "phone", ChildPresent: "no"})
	w.add("missed", isla, &assessments.Contact{Type: "visit", On: "2026-11-23", From: "10:00", Status: "not-brought", Place: "clinic", Purpose: "Splint check"})
	student := w.add("student", team, &assessments.Person{Name: "Sam Rook", Role: "occupational-therapist", Job: "student occupational therapist"})
	colleague := w.add("colleague", team, &assessments.Person{Name: "Hazel Finch", Role: "physiotherapist", Job: "physiotherapist", HCPC: "PH012345"})
	w.Me = student
	w.add("to sign", isla, &assessments.Contact{Type: "visit", On: "2026-11-23", From: "13:00", Status: "attended", Place: "school",
		Purpose: "Scissors group", CountersignBy: practice.Therapist})
	w.add("to sign too", isla, &assessments.Contact{Type: "visit", On: "2026-11-20", From: "11:00", Status: "attended", Place: "school", CountersignBy: colleague})
	w.Me = practice.Therapist
	w.add("walk-in", team, &assessments.Contact{Type: "walk-in", On: "2026-11-24", From: "09:01", Status: "started", Participants: []assessments.Participant{{Who: "Tom"}}})
	w.add("alert", isla, &assessments.Alert{Text: "Two people at every home visit"})
	for i, words := range []string{"Mum rang: the splint rubs. Look at it on Tuesday.", "Footrest for the hall chair"} {
		slip := store.Slip{ID: []assessments.ID{"0190ffff-0000-7000-8000-00000000a001", "0190ffff-0000-7000-8000-00000000a002"}[i], At: schoolDay.Add(-time.Hour), Text: words}
		if err := w.Store.PutSlipBack(w.t.Context(), slip, nil); err != nil {
			w.t.Fatal(err)
		}
	}
}

// papers are a report that is being written, one that was signed, and one that was shared and asked about.
func (w *world) papers() {
	isla := assessments.ChildScope(w.isla)
	r := documents.New(reports.SchoolAdvice, documents.Child{Role: assessments.RoleSchool}, w.Today())
	w.add("report", isla, &r)
	tree, err := json.Marshal(reports.Document{})
	if err != nil {
		w.t.Fatal(err)
	}
	sum := sha256.Sum256(tree)
	signed := w.add("signed", isla, &assessments.Report{ReportKind: "school-advice", Recipient: "school", AsAt: "2026-11-20", Version: 1, SignedBy: w.Me, SignedOn: "2026-11-20",
		Tree: string(tree), TreeHash: hex.EncodeToString(sum[:])})
	at := "2026-11-20T15:00:00Z"
	shared := w.add("share", isla, &assessments.Share{Report: signed, ReportKind: "school-advice", Version: 1, TreeHash: hex.EncodeToString(sum[:]), Recipient: assessments.RoleSchool,
		Who: "Mrs Perpetua Nettlefold, SENCo", Way: "link", Mailbox: "office@larkbarrow.example", Checked: "register", Formats: []string{"html", "docx"}, Basis: []assessments.ID{w.named["basis"]}, Sender: w.Me, SentAt: at,
		PIN: "pbkdf2-sha256$600000$" + strings.Repeat("0", 32) + "$" + strings.Repeat("0", 64), Expires: "2026-12-04"})
	for _, what := range []string{"mailed", "opened"} {
		w.add(what, isla, &assessments.Receipt{Share: shared, What: what, At: at, By: "Mrs Nettlefold, SENCo"})
	}
	asked := w.add("asked", isla, &assessments.Share{Template: "questionnaire-teacher", Version: 1, Recipient: assessments.RoleSchool, Who: "Mrs Perpetua Nettlefold, SENCo", Way: "link", Mailbox: "office@larkbarrow.example",
		Checked: "register", Basis: []assessments.ID{w.named["basis"]}, Sender: w.Me, SentAt: at, PIN: "pbkdf2-sha256$600000$" + strings.Repeat("0", 32) + "$" + strings.Repeat("0", 64), Expires: "2026-12-04"})
	w.add("receipt of answers", isla, &assessments.Receipt{Share: asked, What: "answered", At: "2026-11-23T11:00:00Z", By: "Mrs Nettlefold, SENCo"})
	w.add("answered", isla, &assessments.Answers{Template: "questionnaire-teacher", Version: 1, On: "2026-11-23", How: "link", Who: "Mrs Nettlefold, SENCo", Share: asked, Values: []assessments.Answer{
		{Question: "role", Value: "SENCo, and I have known Issy since September"}, {Question: "strengths", Value: "She explains how things work, and the others listen."},
		{Question: "goes", Round: 1, Value: "adult"}, {Question: "last-time", Round: 1, Value: "She slid down twice in ten minutes and knelt."}, {Question: "writes", Value: "yes"}, {Question: "words-ten", Value: "24", Unit: "words"}}})
	w.add("sheet", isla, &assessments.Answers{Template: "handwriting", Version: 1, On: w.Today(), Values: []assessments.Answer{{Question: "have-sample", Value: "yes"}, {Question: "sample-kind", Value: "own-ideas"}}})
	w.named["turned sheet"] = session.TurnedArg(w.add("sheet in hand", isla, &assessments.Answers{Template: "questionnaire-young-person", Version: 1, On: w.Today(), How: questions.Met, By: w.isla}))
	w.add("question", isla, &assessments.Receipt{Share: shared, What: "question", At: "2026-11-23T12:00:00Z", By: "Mrs Nettlefold, SENCo", Text: "Can Issy use the slope in art?"})
}

// pictures are a photo that may not leave yet, and a drawing of the child's own.
func (w *world) pictures() {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, classroom(), nil); err != nil {
		w.t.Fatal(err)
	}
	id, err := photo.Take(w.t.Context(), w.Session, w.isla, w.named[string(assessments.KindEquipment)], b.Bytes())
	if err != nil {
		w.t.Fatal(err)
	}
	w.named["photo"] = id
}

// classroom is a child at a table, in flat colours.
func classroom() image.Image {
	const wide, high = 1200, 900
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	fill := func(x0, y0, x1, y1 int, c color.RGBA) {
		draw.Draw(img, image.Rect(x0, y0, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(0, 0, wide, high, color.RGBA{0xE9, 0xE2, 0xD0, 0xFF})
	fill(0, 675, wide, high, color.RGBA{0x8A, 0x6B, 0x4E, 0xFF})
	fill(100, 75, 400, 300, color.RGBA{0x9E, 0xC4, 0xDD, 0xFF})
	kit.DrawLine(img, 660, 450, 660, 690, 80, color.RGBA{0x2F, 0x5D, 0x9B, 0xFF})
	kit.DrawLine(img, 660, 300, 660, 300, 90, color.RGBA{0x3A, 0x2A, 0x20, 0xFF})
	kit.DrawLine(img, 660, 325, 660, 325, 78, color.RGBA{0xC9, 0x8A, 0x66, 0xFF})
	kit.DrawLine(img, 300, 650, 1100, 650, 26, color.RGBA{0xC8, 0x9B, 0x6A, 0xFF})
	return img
}

// elsewhere is what came from other tablets: a sentence that two people changed, and a child whose care moved.
func (w *world) elsewhere() {
	note := w.NewID()
	mine := assessments.Observation{On: "2026-11-24", Type: "fact", Area: "seating", Text: "Slope 20 degrees, spare chair in Y2. Foot board 15 mm, feet flat."}
	done, err := w.Store.Apply(w.t.Context(), []assessments.Edit{w.Create(note, assessments.ChildScope(w.isla), &mine)})
	if err != nil {
		w.t.Fatal(err)
	}
	rec, err := w.Store.Record(w.t.Context(), note)
	if err != nil {
		w.t.Fatal(err)
	}
	storetest.ChangedElsewhere(w.t, w.Store, rec, "text", "Slope 20 degrees, spare chair in Y2. Foot board 25 mm, heels just off.", done[0].CID)
	storetest.HandedOver(w.t, w.Store, assessments.ChildScope(w.Child(w.t, "Rafe")), 14)
}

// shell is the window's frame around the screens of the world.
func (w *world) shell() *shell.Shell {
	s := shell.New(shell.Config{Screens: w.app.screen, Roots: roots, Clock: w.Hand.Kit(), OnFind: func() {}})
	s.SetPractice(session.Practice)
	s.SetTraining(w.app.training(), func() {})
	s.SetSync(kit.SyncState{Kind: kit.SyncSaved})
	w.Reframe = s.Reframe
	return s
}
