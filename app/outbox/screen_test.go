package outbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/outbox"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/storetest"
	"github.com/fieldfare/fieldfare/store/vault"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// conflicted is a desk whose note was changed by another device too: theirs came first, the service kept ours beside it.
func conflicted(t *testing.T) (*sessiontest.Desk, assessments.ID) {
	t.Helper()
	ctx := t.Context()
	d := sessiontest.New(t, 2, morning)
	d.Time = morning.Add(40 * time.Minute) // the other device wrote at 09:31
	isla := d.Child(t, "Isla")
	note := d.NewID()
	mine := assessments.Observation{On: "2026-11-24", Type: "fact", Area: "seating", Text: "Slope 20 degrees, spare chair in Y2. Foot board 15 mm, feet flat."}
	done, err := d.Store.Apply(ctx, []assessments.Edit{d.Create(note, assessments.ChildScope(isla), &mine)})
	if err != nil {
		t.Fatal(err)
	}
	rec, err := d.Store.Record(ctx, note)
	if err != nil {
		t.Fatal(err)
	}
	storetest.ChangedElsewhere(t, d.Store, rec, "text", "Slope 20 degrees, spare chair in Y2. Foot board 25 mm, heels just off.", done[0].CID)
	return d, note
}

func TestScreen_ShowsBothVersionsAndKeepsBoth(t *testing.T) {
	d, note := conflicted(t)
	b := kittest.Open(t, 1184, 712)
	s := outbox.NewScreen(d.Session, func() {}, func() {})
	b.Show(s.Content())
	b.Picture("outbox")
	b.Sound()
	b.Shows("IO, note", "Two people changed the note", "Yours", "15 mm, feet flat.", "25 mm, heels just off.")
	b.Tap("Keep both")
	rec, err := d.Store.Record(t.Context(), note)
	if err != nil {
		t.Fatal(err)
	}
	got := rec.Fields.Text("text")
	if !strings.Contains(got, "15 mm") || !strings.Contains(got, "25 mm") || len(rec.Meta.Conflicts) != 0 {
		t.Errorf("kept %q, still in conflict: %v", got, rec.Meta.Conflicts)
	}
}

func TestScreen_KeepMine(t *testing.T) {
	d, note := conflicted(t)
	b := kittest.Open(t, 800, 1100)
	s := outbox.NewScreen(d.Session, func() {}, func() {})
	b.Show(s.Content())
	b.Sound()
	b.Tap("IO, note")
	b.Tap("Keep mine")
	rec, err := d.Store.Record(t.Context(), note)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.Fields.Text("text"); !strings.Contains(got, "15 mm") || strings.Contains(got, "25 mm") {
		t.Errorf("kept %q", got)
	}
	if len(d.Undos) != 1 || d.Said[0] != "Kept yours" {
		t.Fatalf("offered to undo %v", d.Said)
	}
	d.Undos[0]()
	if rec, err = d.Store.Record(t.Context(), note); err != nil || !strings.Contains(rec.Fields.Text("text"), "25 mm") {
		t.Errorf("undone, and it holds %q (%v)", rec.Fields.Text("text"), err)
	}
	rows, err := d.Store.Conflicts(t.Context())
	if err != nil || len(rows) != 0 {
		t.Errorf("%v still in conflict, %v", rows, err)
	}
}

// One text is written out of two; it is on the disk while it is written, and the keyboard stays where it is when news comes in.
func TestScreen_WritesOneTextOutOfBoth(t *testing.T) {
	d, note := conflicted(t)
	b := kittest.Open(t, 1184, 900)
	s := outbox.NewScreen(d.Session, func() {}, func() {})
	b.Show(s.Content())
	b.Tap("Write one out of both")
	field := b.Find("One text out of both").Object
	b.Type("One text out of both", "Both seen. ")
	s.Reload()
	if b.Find("One text out of both").Object != field {
		t.Error("the field was made anew under the typing finger")
	}
	b.Picture("outbox-mix")
	b.Sound()
	s.Leave()
	again := outbox.NewScreen(d.Session, func() {}, func() {})
	b.Show(again.Content())
	b.Tap("Write one out of both")
	b.Tap("Keep this text")
	rec, err := d.Store.Record(t.Context(), note)
	if err != nil {
		t.Fatal(err)
	}
	got := rec.Fields.Text("text")
	if !strings.Contains(got, "Both seen.") || !strings.Contains(got, "15 mm") || !strings.Contains(got, "25 mm") || len(rec.Meta.Conflicts) != 0 {
		t.Errorf("kept %q, still in conflict: %v", got, rec.Meta.Conflicts)
	}
}

// What was half written out of two is kept once the disk has room, also when the outbox was left; behind a lock nobody is told.
func TestFullDisk_OneTextOutOfBothIsKeptAfterTheOutboxWasLeft(t *testing.T) {
	for _, locked := range []bool{false, true} {
		d, _ := conflicted(t)
		b := kittest.Open(t, 1184, 900)
		s := outbox.NewScreen(d.Session, func() {}, func() {})
		b.Show(s.Content())
		b.Tap("Write one out of both")
		d.Full = true
		b.Type("One text out of both", "Both seen. ")
		s.Leave()
		if locked {
			if err := d.Store.Close(); err != nil {
				t.Fatal(err)
			}
			told := len(d.Failed)
			d.Hand.Turn(time.Minute)
			if len(d.Failed) != told || d.Hand.Due() != 0 {
				t.Errorf("behind the lock it is tried still (%d), told %v", d.Hand.Due(), d.Failed[told:])
			}
			continue
		}
		sessiontest.RoomAgain(t, d.Hand, &d.Full, &d.Failed)
		b.Show(outbox.NewScreen(d.Session, func() {}, func() {}).Content())
		b.Tap("Write one out of both")
		if got := b.Find("One text out of both").Value; !strings.Contains(got, "Both seen.") {
			t.Errorf("with room again it holds %q", got)
		}
	}
}

// Numbers settle what is on show, in the order of the buttons.
func TestScreen_ByKeyboard(t *testing.T) {
	d, note := conflicted(t)
	b := kittest.Open(t, 1184, 712)
	s := outbox.NewScreen(d.Session, func() {}, func() {})
	b.Show(s.Content())
	s.TypedRune('9')
	s.TypedRune('3')
	rec, err := d.Store.Record(t.Context(), note)
	if err != nil || !strings.Contains(rec.Fields.Text("text"), "25 mm") || strings.Contains(rec.Fields.Text("text"), "15 mm") {
		t.Errorf("3 kept %q (%v)", rec.Fields.Text("text"), err)
	}
	s.TypedRune('1') // nothing is on show any more
}

// Two lists are kept in one, and long texts show the words that differ with their neighbours.
func TestScreen_ListsAndLongTexts(t *testing.T) {
	ctx := t.Context()
	d := sessiontest.New(t, 2, morning)
	d.Time = morning.Add(40 * time.Minute)
	isla := d.Child(t, "Isla")
	long := strings.Repeat("Isla sat well on the mat and looked at the teacher all the time. ", 40)
	list, text := d.NewID(), d.NewID()
	done, err := d.Store.Apply(ctx, []assessments.Edit{
		d.Create(list, assessments.ChildScope(isla), &assessments.ActivityPlan{Title: "Laces", StopIf: []string{"it hurts", "she is tired"}}),
		d.Create(text, assessments.ChildScope(isla), &assessments.Observation{On: "2026-11-24", Type: "fact", Text: long + "Her left hand. " + long})})
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range []assessments.ID{list, text} {
		rec, err := d.Store.Record(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			storetest.ChangedElsewhereTo(t, d.Store, rec, "stop_if", []byte(`["it hurts","she cries"]`), done[i].CID)
		} else {
			storetest.ChangedElsewhere(t, d.Store, rec, "text", long+"Her right hand. "+long, done[i].CID)
		}
	}
	b := kittest.Open(t, 1184, 900)
	s := outbox.NewScreen(d.Session, func() {}, func() {})
	b.Show(s.Content())
	b.Shows("words the same", "left", "right", "Show long texts whole")
	if n := len(b.Texts()); n > 3000 {
		t.Errorf("%d letters on the screen: the long text is not folded", n)
	}
	b.Picture("outbox-long")
	b.Sound()
	b.Tap("IO, note")
	b.Tap("Keep mine")
	b.Shows("she is tired", "she cries")
	b.Tap("Keep both")
	rec, err := d.Store.Record(ctx, list)
	if err != nil || string(rec.Fields["stop_if"]) != `["it hurts","she cries","she is tired"]` && string(rec.Fields["stop_if"]) != `["it hurts","she is tired","she cries"]` {
		t.Errorf("kept %s (%v)", rec.Fields["stop_if"], err)
	}
}

// TestPractice_SpeaksOfNoSending: of a practice caseload nothing leaves the tablet, and the outbox says so once and offers nothing else.
func TestPractice_SpeaksOfNoSending(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla := d.Child(t, "Isla")
	if !d.Write(t.Context(), d.Create(d.NewID(), assessments.ChildScope(isla), &assessments.Share{Report: d.NewID(), ReportKind: "school-advice", Version: 1, TreeHash: strings.Repeat("0", 64),
		Recipient: "school", Who: "Mrs Nettlefold", Way: "link", Mailbox: "office@larkbarrow.example", Checked: "sender", Formats: []string{"html"}, Basis: []assessments.ID{d.NewID()}, Sender: d.NewID(),
		SentAt: "2026-11-02T09:00:00Z", PIN: "pbkdf2-sha256$600000$" + strings.Repeat("0", 32) + "$" + strings.Repeat("0", 64), Expires: "2026-12-04"})) {
		t.Fatal(d.Failed)
	}
	a := assessments.Attachment{Of: isla, Type: "photo", Media: "image/jpeg", On: "2026-11-24"}
	if _, err := d.Store.Attach(t.Context(), d.NewID(), assessments.ChildScope(isla), a, strings.NewReader(strings.Repeat("a", 400<<10))); err != nil {
		t.Fatal(err)
	}
	b := kittest.Open(t, 800, 1100)
	s := outbox.NewScreen(d.Session, func() {}, func() {})
	b.Show(s.Content())
	b.Shows("Saved on this tablet", "Shared reports", "1 picture, 400 kB")
	if f := s.Frame(); f.Subtitle != session.Practice || len(f.Actions) != 0 {
		t.Errorf("the outbox says %q and offers %d actions", f.Subtitle, len(f.Actions))
	}
	text := strings.ReplaceAll(b.Texts(), session.Practice, "")
	for _, not := range []string{"signal", "service", "Send", "sent", "Waiting", "waits", "mobile data", "Not opened", "No word"} {
		if strings.Contains(text, not) {
			t.Errorf("of a practice caseload it says %q:\n%s", not, text)
		}
	}
	b.Sound()
	b.Picture("outbox-practice")
	m, err := outbox.Read(t.Context(), d.Store)
	if err != nil || len(m.Waiting) == 0 || m.MaySend {
		t.Fatalf("%d waiting, may send %v, %v", len(m.Waiting), m.MaySend, err)
	}
	for _, r := range m.Waiting {
		if strings.Contains(r.Title, "Thistlewood") {
			t.Errorf("%q names a child", r.Title)
		}
	}
}

// What the service kept aside says why, since when and what to do, in its own row.
func TestScreen_SaysWhyAndWhatToDo(t *testing.T) {
	ctx := t.Context()
	d := sessiontest.New(t, 1, morning)
	scope := storetest.KeptAsideNewest(t, d.Store)
	b := kittest.Open(t, 800, 1100)
	b.Show(outbox.NewScreen(d.Session, func() {}, func() {}).Content())
	b.Picture("outbox-kept")
	b.Sound()
	m, err := outbox.Read(ctx, d.Store)
	if err != nil || len(m.NeedsYou) != 1 {
		t.Fatalf("%d rows need somebody (%v)", len(m.NeedsYou), err)
	}
	for _, want := range []string{"Kept aside since 09:12 on 24 November", store.Reasons[scope].Why, store.Reasons[scope].Do} {
		if !strings.Contains(m.NeedsYou[0].Line, want) {
			t.Errorf("%q does not say %q", m.NeedsYou[0].Line, want)
		}
	}
	found := false
	for _, r := range m.Waiting {
		found = found || strings.Contains(r.Line, store.Reasons[store.CodeTooNew].Why)
	}
	if !found {
		t.Error("no row says that the service is older than the app")
	}
}

// What was still written under the wrong child stands beside the moved entry, and a choice settles it.
func TestScreen_ShowsWhatWasWrittenAfterAMove(t *testing.T) {
	ctx := t.Context()
	d := sessiontest.New(t, 2, morning)
	d.Time = morning.Add(time.Hour) // the other device wrote at 10:02
	isla, yusuf, note := d.Child(t, "Isla"), d.Child(t, "Yusuf"), d.NewID()
	o := assessments.Observation{On: "2026-11-24", Type: "fact", Area: "seating", Text: "Foot board 15 mm, feet flat."}
	if _, err := d.Store.Apply(ctx, []assessments.Edit{d.Create(note, assessments.ChildScope(isla), &o)}); err != nil {
		t.Fatal(err)
	}
	moved, err := d.Store.Move(ctx, store.Move{Record: note, To: yusuf, By: d.Me, NewID: d.NewID})
	if err != nil {
		t.Fatal(err)
	}
	rec, err := d.Store.Record(ctx, note)
	if err != nil {
		t.Fatal(err)
	}
	storetest.ChangedLater(t, d.Store, rec, "text", "Foot board 25 mm, heels just off.")
	b := kittest.Open(t, 1184, 712)
	b.Show(outbox.NewScreen(d.Session, func() {}, func() {}).Content())
	b.Picture("outbox-moved")
	b.Sound()
	b.Shows("Changed under the wrong child after it was moved", "Under the right child", "Written under the wrong child", "25 mm, heels just off.", "Yusuf")
	b.Tap("Keep both")
	if rec, err = d.Store.Record(ctx, moved.Record); err != nil || !strings.Contains(rec.Fields.Text("text"), "15 mm") || !strings.Contains(rec.Fields.Text("text"), "25 mm") {
		t.Errorf("kept %q (%v)", rec.Fields.Text("text"), err)
	}
	if rows, err := d.Store.Conflicts(ctx); err != nil || len(rows) != 0 {
		t.Errorf("settled, and still shown: %+v (%v)", rows, err)
	}
}

// While something is on its way it can be stopped.
func TestScreen_StopsWhatIsBeingSent(t *testing.T) {
	ctx := t.Context()
	d := sessiontest.New(t, 0, morning)
	mine, _, err := store.Init(ctx, store.Config{Dir: t.TempDir(), Now: d.Now, KDF: vault.ForTests()}, "a passphrase for tests", store.InitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer mine.Close()
	d.Store = mine // one that may sync
	if _, err := mine.Apply(ctx, []assessments.Edit{d.Create(d.NewID(), assessments.TeamScope(), &assessments.Person{Name: "Robin Vale", Role: "occupational-therapist"})}); err != nil {
		t.Fatal(err)
	}
	if err := d.Store.Enrol(ctx, store.Enrolment{Device: "d1", Server: "https://central.example", Tenant: "t"}); err != nil {
		t.Fatal(err)
	}
	said := ""
	s := outbox.NewScreen(d.Session, func() { said += "send" }, func() { said += "stop" })
	press := func(want string) {
		t.Helper()
		s.Reload()
		b := kittest.Open(t, 800, 600)
		b.Show(kit.Row(8, s.Frame().Actions...))
		b.Tap(want)
	}
	press("Send now")
	changes, err := d.Store.Pending(ctx, 99999, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	landed := d.Store.Flying(changes[:1])
	press("Stop sending")
	landed()
	press("Send now")
	if said != "sendstopsend" {
		t.Errorf("it was told %q", said)
	}
}

var _ outbox.Store = (*store.Store)(nil)

// TestScreen_SaysWhatBecameOfReports: receipts of the service come to where everything else that goes out is looked for.
func TestScreen_SaysWhatBecameOfReports(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	isla := d.Child(t, "Isla")
	sent := func(who, at string) assessments.ID {
		id := d.NewID()
		if !d.Write(t.Context(), d.Create(id, assessments.ChildScope(isla), &assessments.Share{Report: d.NewID(), ReportKind: "school-advice", Version: 1, TreeHash: strings.Repeat("0", 64),
			Recipient: "school", Who: who, Way: "paper", Basis: []assessments.ID{d.NewID()}, Sender: d.NewID(), SentAt: at})) {
			t.Fatal(d.Failed)
		}
		return id
	}
	asked := sent("Mrs Perpetua Nettlefold, SENCo", "2026-09-01T09:00:00Z")
	sent("Dr Crabtree-Moss, GP", "2026-11-20T09:00:00Z")
	sent("Somebody long ago", "2026-09-01T09:00:00Z")
	if !d.Write(t.Context(), d.Create(d.NewID(), assessments.ChildScope(isla), &assessments.Receipt{Share: asked, What: "question", At: "2026-11-23T12:00:00Z", By: "Mrs Nettlefold", Text: "Can Issy use it in art?"})) {
		t.Fatal(d.Failed)
	}
	for _, w := range []float32{1184, 390} {
		b := kittest.Open(t, w, 1400)
		b.Show(outbox.NewScreen(d.Session, func() {}, func() {}).Content())
		b.Shows("Shared reports", "“Can Issy use it in art?”", "IO, school advice to Dr Crabtree-Moss, GP")
		text := b.Texts()
		if strings.Contains(text, "Somebody long ago") || strings.Index(text, "Nettlefold") > strings.Index(text, "Crabtree") {
			t.Errorf("what needs somebody is not first, or the old is not gone:\n%s", text)
		}
		b.Picture("outbox-shared")
		b.Sound()
		d.Went = nil
		b.Tap("IO, school advice to Mrs Perpetua Nettlefold, SENCo")
		if want := (sessiontest.Visit{Screen: session.Shared, Child: isla, Arg: asked}); len(d.Went) != 1 || d.Went[0] != want {
			t.Errorf("went to %+v", d.Went)
		}
	}
}
