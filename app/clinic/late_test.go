package clinic

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// late shows the board of 3 December as the running app does: what it reads lands only when the test says so.
func late(t *testing.T, families int) (*desktest.Desk, *sessiontest.Later, *kittest.Bench, *boardScreen) {
	d := sit(t)
	for range families {
		id := d.NewID()
		c, a := Arrive("2026-12-03", "09:35", d.Me, id, 1)
		if !d.Write(d.Ctx, d.Create(id, assessments.TeamScope(), c), d.Create(d.NewID(), assessments.TeamScope(), a)) {
			t.Fatal(d.Failed)
		}
	}
	later := &sessiontest.Later{}
	d.Load = later.Load
	var board *boardScreen
	b := d.Show(800, 1280, func() shell.Screen { board = newBoard(d.Session, "2026-12-03", d.Clock.Kit()); return board })
	later.Land()
	b.Settle()
	return d, later, b, board
}

// ticks are the answers of the one family on the board, by question, and what they ask about.
func ticks(t *testing.T, d *desktest.Desk) (answers map[string]string, purpose string) {
	t.Helper()
	board, err := ReadBoard(d.Ctx, d.Store, assets.Services, "2026-12-03", d.Today())
	if err != nil || len(board.Here) != 1 {
		t.Fatalf("%d families are here, %v", len(board.Here), err)
	}
	w := board.Here[0]
	answers = map[string]string{}
	for _, a := range w.A.Values {
		answers[a.Question] = a.Value
	}
	return answers, w.V.Purpose
}

func TestBoard_TheSheetOpensBeforeTheBoardIsReadAnew(t *testing.T) {
	d, later, b, _ := late(t, 0)
	b.Tap("Somebody came")
	b.Shows("Child’s name", "What do they ask about?")
	b.Tap("No, GP")
	b.Shows("This drop-in is for families with a GP here")
	b.Tap("Shoe laces")
	b.Tap("Socks and shoes")
	later.Land()
	if got, purpose := ticks(t, d); got[askGP] != "no" || purpose != "Shoe laces, Socks and shoes" {
		t.Errorf("kept %v and %q", got, purpose)
	}
	closeSheet(b)
	b.Shows("1 here", "GP elsewhere", "Asks about shoe laces, socks and shoes")
	d.Sound()
}

func TestBoard_OfTwoQuickTicksNoneIsLost(t *testing.T) {
	d, later, b, board := late(t, 1)
	board.Reload() // something came from the service: what is read now is older than the ticks
	b.Tap("GP here, " + NotAsked)
	b.Tap("Advice sheet, " + NotAsked)
	b.Tap("Sharing, " + NotAsked)
	b.Tap("Yes, GP")
	b.Tap("No, School or nursery")
	b.Tap("No, School or nursery") // which is drawn as ticked, and is taken back
	got, _ := ticks(t, d)
	if len(got) != 3 || got[askGP] != "yes" || got[askSheet] != "yes" || got[sharesWith+"gp"] != "yes" {
		t.Errorf("kept %v", got)
	}
	later.Land()
	closeSheet(b)
	b.Shows("Share with GP")
	d.Sound()
}

// TestBoard_ATickStandsBesideAColleagues: what another tablet ticked has come, and the board does not show it yet.
func TestBoard_ATickStandsBesideAColleagues(t *testing.T) {
	d, later, b, _ := late(t, 1)
	b.Tap("GP here, " + NotAsked)
	later.Land()
	b.Settle()
	board, err := ReadBoard(d.Ctx, d.Store, assets.Services, "2026-12-03", d.Today())
	if err != nil {
		t.Fatal(err)
	}
	theirs := board.Here[0].A
	theirs.Values = With(theirs.Values, sharesWith+"gp", "no")
	if e, ok := d.Change(board.Here[0].Answers, &theirs); !ok || !d.Write(d.Ctx, e) {
		t.Fatal(d.Failed)
	}
	b.Tap("Advice sheet, " + NotAsked)
	if got, _ := ticks(t, d); got[sharesWith+"gp"] != "no" || got[askSheet] != "yes" || got[askGP] != "yes" {
		t.Errorf("kept %v", got)
	}
	var c assessments.Contact
	if d.Read(board.Here[0].Rec.ID, &c); c.Status != "started" {
		t.Errorf("the family is %s", c.Status)
	}
	d.Sound()
}

// TestBoard_UndoTakesBackOneTick: not what a colleague ticked since then, not what came after it, and not an answer that somebody has
// changed meanwhile.
func TestBoard_UndoTakesBackOneTick(t *testing.T) {
	d, later, b, v := late(t, 1)
	form := func() (rec assessments.Record, a assessments.Answers) {
		t.Helper()
		board, err := ReadBoard(d.Ctx, d.Store, assets.Services, "2026-12-03", d.Today())
		if err != nil || len(board.Here)+len(board.Gone) != 1 {
			t.Fatal(err)
		}
		w := append(board.Here, board.Gone...)[0]
		return w.Answers, w.A
	}
	colleague := func(question, value string) {
		t.Helper()
		rec, a := form()
		a.Values = With(a.Values, question, value)
		if e, ok := d.Change(rec, &a); !ok || !d.Write(d.Ctx, e) {
			t.Fatal(d.Failed)
		}
	}
	b.Tap("GP here, " + NotAsked)
	colleague(sharesWith+"gp", "no")
	d.TakeBack()
	if got, _ := ticks(t, d); got[askGP] != "" || got[sharesWith+"gp"] != "no" {
		t.Errorf("one tick was taken back: %v", got)
	}
	later.Land()
	b.Settle()
	b.Tap("Advice sheet, " + NotAsked)
	colleague(askSheet, "no")
	d.TakeBack()
	if got, _ := ticks(t, d); got[askSheet] != "no" || got[sharesWith+"gp"] != "no" {
		t.Errorf("an answer that was given anew was taken back: %v", got)
	}
	later.Land()
	b.Settle()
	v.renew()
	v.finish(v.b.Here[0], "", "gone")
	colleague(askGP, "yes")
	d.TakeBack()
	if got, _ := ticks(t, d); got[askNext] != "" || got[askGP] != "yes" || got[askSheet] != "no" {
		t.Errorf("the going was taken back: %v", got)
	}
	d.Sound()
}

// The bar outlives the board: what it takes back from another screen is taken back, and nobody is told of a reading that was given up.
func TestBoard_UndoAfterItWasLeft(t *testing.T) {
	d := sit(t)
	var board *boardScreen
	b := d.Show(1280, 800, func() shell.Screen { board = newBoard(d.Session, "2026-12-03", d.Clock.Kit()); return board })
	b.Tap("Somebody came")
	closeSheet(b)
	board.Leave()
	d.TakeBack()
	again, err := ReadBoard(t.Context(), d.Store, assets.Services, "2026-12-03", d.Session.Today())
	if err != nil || len(again.Here) != 0 || len(d.Failed) != 0 {
		t.Errorf("%d still stand on the board (%v); told: %v", len(again.Here), err, d.Failed)
	}
}
