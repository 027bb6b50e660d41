package app

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// boxes are the fields on show, in order, with which of its name each is.
func boxes(b *kittest.Bench) (all []kit.Placed, nth []string) {
	of := map[string]int{}
	for _, p := range b.Placed() {
		if p.Kind == "field" {
			of[p.Text]++
			all, nth = append(all, p), append(nth, fmt.Sprint(p.Text, " ", of[p.Text]))
		}
	}
	return all, nth
}

// TestUndoLeavesTheWordsInHand goes over the forms: a change is taken back with a tap on Undo while somebody types in a field. The tap
// takes back what the bar said; the cursor and the letters stay where they are, and the next letter lands there.
func TestUndoLeavesTheWordsInHand(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)
	d := sessiontest.New(t, 1, now)
	a := &App{session: d.Session, store: d.Store, ctx: t.Context()}
	for _, f := range childForms(t, d, d.Child(t, "Isla")) {
		t.Run(f.Screen+"/"+f.Arg, func(t *testing.T) {
			held := 0
			for n := 0; held < 3; n++ { // three fields of a screen are enough: one maker made them all
				did, more := undoBeside(t, d, a, f, n)
				if did {
					held++
				}
				if !more {
					break
				}
			}
			d.Failed = nil
			if held == 0 {
				t.Error("nothing on this screen was taken back beside a field")
			}
		})
	}
}

// A form is a screen on which a child's records are written, and a tap of it that can be taken back; none where its fields can.
type form struct {
	shell.Route
	tap string
}

// undoBeside changes something on a screen made anew, types in its nth field, and takes the change back. What it changes is the tap of
// the screen, or the field before. It answers false for what offers nothing to be taken back and for fields that take no words, and
// that there are no more fields.
func undoBeside(t *testing.T, d *sessiontest.Desk, a *App, r form, n int) (did, more bool) {
	t.Helper()
	b := kittest.Open(t, 1184, 3000)
	bar := kit.NewUndoBar(d.Hand.Kit(), nil)
	d.Undo = bar.Say
	s := a.screen(r.Route)
	if s == nil {
		t.Fatal("no such screen")
	}
	defer s.Leave()
	b.Show(kit.Column(0, kit.Grow(s.Content()), bar))
	all, _ := boxes(b)
	if n >= len(all) {
		return false, false
	}
	first := (n + len(all) - 1) % len(all)
	was := all[first].Value
	if r.tap != "" {
		b.Press(r.tap)()
	} else {
		b.Canvas().Focus(all[first].Object.(fyne.Focusable))
		typeAt(b, "Zz")
		b.Canvas().Unfocus()
		b.Settle()
	}
	all, names := boxes(b)
	if !bar.Visible() || n >= len(all) || r.tap == "" && all[first].Value != was+"Zz" {
		return false, true
	}
	before := all[n].Value
	b.Canvas().Focus(all[n].Object.(fyne.Focusable))
	b.Key(fyne.KeyEnd)
	typeAt(b, "abc")
	b.Key(fyne.KeyLeft)
	if all, _ = boxes(b); all[n].Value != before+"abc" {
		return false, true // it takes numbers only
	}
	b.Press("Undo")()
	typeAt(b, "d")
	at := -1
	all, after := boxes(b)
	for i, name := range after {
		if name == names[n] {
			at = i
		}
		if r.tap == "" && name == names[first] && all[i].Value != was {
			t.Errorf("%s: taken back while somebody types in %s: it holds %q, want %q", name, names[n], all[i].Value, was)
		}
	}
	if at < 0 || all[at].Value != before+"abdc" || !all[at].Focus {
		now := "it is gone"
		if at >= 0 {
			now = fmt.Sprintf("it holds %q, with the cursor: %v", all[at].Value, all[at].Focus)
		}
		t.Errorf("typed in %s: something else is taken back, and %s; want %q with the cursor", names[n], now, before+"abdc")
	}
	d.Hand.Turn(time.Second)
	return true, true
}

// typeAt types where the cursor is.
func typeAt(b *kittest.Bench, words string) {
	if f := b.Canvas().Focused(); f != nil {
		for _, r := range words {
			f.TypedRune(r)
		}
	}
	b.Settle()
}

// childForms are the screens of a child on which records are written by typing.
func childForms(t *testing.T, d *sessiontest.Desk, child assessments.ID) []form {
	t.Helper()
	of := func(kind assessments.Kind) string { return string(lastOf(t, d, child, kind)) }
	sheet := func(kind assessments.Kind) string {
		return string(details.Arg(kind, lastOf(t, d, child, kind)))
	}
	var all []form
	for _, r := range []struct{ screen, arg, tap string }{
		{session.Equipment, of(assessments.KindEquipment), ""},
		{session.Equipment, of(assessments.KindEquipment), "Referred"},
		{session.Provision, of(assessments.KindProvision), ""},
		{session.Scores, of(assessments.KindScore), ""},
		{session.Details, sheet(assessments.KindContact), ""},
		{session.Details, sheet(assessments.KindPerson), ""},
		{session.Details, sheet(assessments.KindChild), ""},
	} {
		all = append(all, form{shell.Route{Screen: r.screen, Child: string(child), Arg: r.arg}, r.tap})
	}
	return all
}
