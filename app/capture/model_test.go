package capture

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

func bank(t testing.TB) Bank {
	t.Helper()
	b, err := phrases.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return bankOf(b, phrases.Set{}, "")
}

// TestBank holds the shipped bank to what the records and the board can take.
func TestBank(t *testing.T) {
	b := bank(t)
	var names []string
	for _, d := range b.Domains {
		names = append(names, d.Name)
		seen := map[string]bool{}
		if len(d.Tiles) < PageSize {
			t.Errorf("%s fills less than a page: %d tiles", d.Name, len(d.Tiles))
		}
		for _, p := range d.Tiles {
			if seen[p.Text] {
				t.Errorf("%s offers %q twice", d.Name, p.Text)
			}
			seen[p.Text] = true
			if got := domainOf(p.Area); got != d.Name {
				t.Errorf("%q stands under %s but its area %q belongs to %q", p.Text, d.Name, p.Area, got)
			}
			o := assessments.Observation{On: "2026-11-24", Area: p.Area, Type: p.Type, Text: p.Text, Help: p.Help}
			rec := assessments.Record{ID: planned, Kind: assessments.KindObservation, Scope: assessments.ChildScope(isla), Fields: assessments.Encode(&o)}
			if probs := assessments.Check(rec); len(probs) > 0 {
				t.Errorf("%q does not make a sound note: %v", p.Text, probs)
			}
		}
	}
	want := []string{"Sitting", "Hands", "Attention", "Sensory", "Self-care", "Movement", "With others"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	for _, a := range assessments.Areas() {
		if domainOf(a) == "" {
			t.Errorf("a note of area %q stands under no domain", a)
		}
	}
	first := []string{"Feet flat on floor", "Holds pencil in fist"}
	if got := []string{b.Domains[0].Tiles[0].Text, b.Domains[1].Tiles[0].Text}; !slices.Equal(got, first) {
		t.Errorf("the first tiles are %q, hands have learnt %q", got, first)
	}
	lib, err := library.Shipped(assets.Library)
	if again, _ := library.Shipped(assets.Library); err != nil || lib != again {
		t.Errorf("the library is read anew for each screen: %v", err)
	}
}

// TestStart is the one way into a running contact.
func TestStart(t *testing.T) {
	d := sit(t)
	d.started()
	c := d.contact(planned)
	if c.Status != "started" || c.From != "09:29" || c.On != "2026-11-24" || c.To != "" {
		t.Errorf("the planned visit became %s, %s, from %q to %q", c.Status, c.On, c.From, c.To)
	}
	d.clock.Turn(5 * time.Minute)
	if _, err := Start(d.ctx, d.Session, isla, planned, assessments.Contact{}); err != nil {
		t.Fatal(err)
	}
	if c := d.contact(planned); c.From != "09:29" {
		t.Errorf("opening it again moved its start to %s", c.From)
	}
	id, err := Start(d.ctx, d.Session, isla, "", assessments.Contact{Type: "call", Purpose: "Mum rang"})
	if err != nil {
		t.Fatal(err)
	}
	if c := d.contact(id); c.Type != "call" || c.Status != "started" || c.From != "09:34" || c.Clinician != therapist {
		t.Errorf("a new call became %+v", c)
	}
	if got, err := d.board(planned).running(d.ctx); err != nil || got != id {
		t.Errorf("the contact that runs is %q, %v; want the call %q", got, err, id)
	}
}

// TestStamp is the one-tap note: what it says, when, and that it is in the store when the tap is over.
func TestStamp(t *testing.T) {
	d := sit(t)
	b := d.started()
	d.clock.Turn(35*time.Minute + 20*time.Second) // 10:05:10
	care := bank(t).Domains[4]
	id := b.Stamp(d.ctx, care.Tiles[0])
	if id == "" {
		t.Fatal(d.failed)
	}
	want := assessments.Observation{Contact: planned, On: "2026-11-24", At: "10:05", Area: "dressing", Type: "fact", Text: "Changed for PE"}
	want.RecordedBy, want.RecordedAt = therapist, "2026-11-24T10:05:10Z"
	if diff := cmp.Diff([]assessments.Observation{want}, d.observations()); diff != "" {
		t.Error(diff)
	}
	row := b.Stream()[0]
	if row.Time != "10:05" || row.Line != "Self-care, saved" || !row.Newest || row.Help != -1 {
		t.Errorf("the stream shows %+v", row)
	}

	undo := b.SetHelp(d.ctx, id, HelpLevel(0))
	if o := d.observations()[0]; o.Help != "verbal" {
		t.Errorf("Prompted stored %q", o.Help)
	}
	if row := b.Stream()[0]; row.Help != 0 || row.Line != "Self-care, prompted, saved" {
		t.Errorf("the stream shows %+v", row)
	}
	undo()
	if o := d.observations()[0]; o.Help != "" {
		t.Errorf("undo left %q", o.Help)
	}
	b.SetHelp(d.ctx, id, "alone")
	b.SetHelp(d.ctx, id, "alone")
	if o := d.observations()[0]; o.Help != "" {
		t.Errorf("the second tap on the same level left %q", o.Help)
	}
}

// TestEarlier moves a note by half a minute and a minute; it never stands before the visit began.
func TestEarlier(t *testing.T) {
	d := sit(t)
	b := d.started()
	d.clock.Turn(35*time.Minute + 20*time.Second) // 10:05:10
	id := b.Stamp(d.ctx, Phrase{Text: "Trips on level floor", Area: "mobility", Type: "fact"})
	at := func() assessments.Clock { return d.observations()[0].At }
	for _, step := range []struct {
		by   time.Duration
		want assessments.Clock
	}{{30 * time.Second, "10:04"}, {30 * time.Second, "10:04"}, {30 * time.Second, "10:03"}, {time.Minute, "10:02"}} {
		undo := b.Earlier(d.ctx, id, step.by)
		if at() != step.want {
			t.Fatalf("%v earlier is %s, want %s", step.by, at(), step.want)
		}
		undo()
		b.Earlier(d.ctx, id, step.by)
	}
	for range 90 {
		b.Earlier(d.ctx, id, time.Minute)
	}
	if at() != "09:29" {
		t.Errorf("moved to %s, before the visit began at 09:29", at())
	}
}

// TestTyping: every word typed is in the store before it is stamped, comes back after a kill, and Enter makes one note.
func TestTyping(t *testing.T) {
	d := sit(t)
	b := d.started()
	for _, words := range []string{"Sl", "Slope at the wro", "Slope at the wrong angle"} {
		if err := b.Type(d.ctx, words); err != nil {
			t.Fatal(err)
		}
	}
	d.restart()
	b = d.board(planned)
	if got := b.Unfinished(d.ctx); got != "Slope at the wrong angle" {
		t.Fatalf("after a kill the box holds %q", got)
	}
	if n := len(b.Stream()); n != 0 {
		t.Fatalf("words that were not stamped show as %d notes", n)
	}
	id := b.Enter(d.ctx, "Slope at the wrong angle", "seating", Saying{})
	if id == "" {
		t.Fatal(d.failed)
	}
	obs := d.observations()
	if len(obs) != 1 || obs[0].Text != "Slope at the wrong angle" || obs[0].At != "09:29" || obs[0].Area != "seating" {
		t.Fatalf("Enter stamped %+v", obs)
	}
	if drafts, err := d.Store.Drafts(d.ctx); err != nil || len(drafts) != 0 {
		t.Errorf("drafts left: %v, %v", drafts, err)
	}
	if b.Unfinished(d.ctx) != "" {
		t.Error("stamped words came back to the box")
	}
}

// TestSaid keeps words apart from what was seen, and names whose they are.
func TestSaid(t *testing.T) {
	d := sit(t)
	b := d.started()
	b.Enter(d.ctx, "“I did my own tights”", "self-care", b.ChildSaying())
	d.clock.Turn(time.Minute)
	words, says := b.Adults()
	mum := -1
	for i, w := range words {
		if w == "Mum" {
			mum = i
		}
	}
	if mum < 0 || words[len(words)-1] != "Another adult" {
		t.Fatalf("adults to choose from: %v", words)
	}
	b.Enter(d.ctx, "It takes her ages", "self-care", says[mum])
	d.clock.Turn(time.Minute)
	b.Enter(d.ctx, "Best today", "hands", says[len(says)-1])
	obs := d.observations()
	if len(obs) != 3 || len(d.failed) > 0 {
		t.Fatalf("%d notes, failed %v", len(obs), d.failed)
	}
	if o := obs[0]; o.Type != "said" || o.SaidBy != isla || o.Text != "I did my own tights" {
		t.Errorf("Issy's words became %+v", o)
	}
	var lines []string
	for _, r := range b.Stream() {
		lines = append(lines, r.Text+" | "+r.Line)
	}
	want := []string{"“Best today” | An adult said, saved", "“It takes her ages” | Mum said", "“I did my own tights” | " + b.Known() + " said"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

// TestCount: a tally is one note whose number moves, durable at every tap.
func TestCount(t *testing.T) {
	d := sit(t)
	b := d.started()
	p := Phrase{Text: "Left seat", Area: "calm-alert"}
	for want := 1; want <= 3; want++ {
		if got := b.Count(d.ctx, p, 1); got != want {
			t.Fatalf("count = %d, want %d", got, want)
		}
	}
	d.restart()
	b = d.board(planned)
	if diff := cmp.Diff([]Tally{{"Left seat", "calm-alert", 3}}, b.Tallies()); diff != "" {
		t.Fatal(diff)
	}
	if got := b.Count(d.ctx, p, -1); got != 2 {
		t.Errorf("one less is %d", got)
	}
	o := d.observations()[0]
	if o.Text != "Left seat 2 times" || len(o.Measures) != 1 || o.Measures[0].Value != 2 {
		t.Errorf("the tally reads %q %v", o.Text, o.Measures)
	}
	b.Count(d.ctx, p, -1)
	if o := d.observations()[0]; o.Text != "Left seat 1 time" {
		t.Errorf("the tally reads %q", o.Text)
	}
	if got := b.Count(d.ctx, p, -1); got != 0 || len(d.observations()) != 0 {
		t.Errorf("counted back to %d with %d notes", got, len(d.observations()))
	}
	if got := b.Count(d.ctx, p, -1); got != 0 {
		t.Errorf("a tally fell to %d", got)
	}
	if len(b.Stream()) != 0 {
		t.Error("a tally stands in the stream beside its own panel")
	}
}

// TestMarks: the interval timer's answers are counted in a note, and come back in their order.
func TestMarks(t *testing.T) {
	d := sit(t)
	b := d.started()
	order := []Mark{MarkOn, MarkOn, MarkOff, MarkUnseen, MarkOn}
	for _, m := range order {
		b.Mark(d.ctx, 30, m)
	}
	_, undo := b.Mark(d.ctx, 30, MarkOff)
	undo()
	d.restart()
	b = d.board(planned)
	if diff := cmp.Diff(order, b.Marks(30)); diff != "" {
		t.Error(diff)
	}
	o := d.observations()
	if len(o) != 1 || o[0].Text != "On task 3 of 4 intervals of 30 seconds; could not see 1" {
		t.Fatalf("the timer's note reads %q", o[0].Text)
	}
	want := []assessments.Count{{What: "On task", Value: 3, Of: 4, Unit: "intervals of 30 seconds"}, {What: "Could not see", Value: 1, Unit: "intervals"}}
	if diff := cmp.Diff(want, o[0].Measures); diff != "" {
		t.Error(diff)
	}
	b.Mark(d.ctx, 120, MarkOn)
	if b.IntervalSeconds() != 120 || len(b.Marks(30)) != 5 || len(b.Marks(120)) != 1 {
		t.Errorf("another length mixed with the first: %d s, %v, %v", b.IntervalSeconds(), b.Marks(30), b.Marks(120))
	}
}

// TestCorrect: a correction of the words is one change, also when it was cut off by a kill; striking out can be undone.
func TestCorrect(t *testing.T) {
	d := sit(t)
	b := d.started()
	id := b.Stamp(d.ctx, Phrase{Text: "Right-handed", Area: "handwriting", Type: "fact"})
	if err := b.TypeIn(d.ctx, id, "Left-handed for all tasks"); err != nil {
		t.Fatal(err)
	}
	d.restart()
	b = d.board(planned)
	if o, _ := b.Note(id); o.Text != "Left-handed for all tasks" {
		t.Errorf("after a kill the note reads %q", o.Text)
	}
	if b.Unfinished(d.ctx) != "" {
		t.Error("a correction came back to the note box")
	}
	h, err := d.Store.History(d.ctx, id)
	if err != nil || len(h) != 2 {
		t.Errorf("history has %d entries, %v; want the note and one correction", len(h), err)
	}
	undo := b.SetText(d.ctx, id, "Left-handed")
	undo()
	if o := d.observations()[0]; o.Text != "Left-handed for all tasks" {
		t.Errorf("undo left %q", o.Text)
	}
	if b.SetText(d.ctx, id, "  ") != nil || d.observations()[0].Text == "" {
		t.Error("a note was emptied")
	}
	was, _ := b.Note(id)
	if !b.Strike(d.ctx, id, "Wrong child") || len(d.observations()) != 0 || len(b.Stream()) != 0 {
		t.Fatal("the struck note is still there")
	}
	if !b.Again(d.ctx, was) || len(b.Stream()) != 1 || d.observations()[0].At != "09:29" {
		t.Errorf("undo brought back %v", b.Stream())
	}
}

// TestCheckAndFinish: the look back groups by area, tags to goals, and Done ends the contact when Finish was tapped.
func TestCheckAndFinish(t *testing.T) {
	d := sit(t)
	b := d.started()
	seat := b.Stamp(d.ctx, Phrase{Text: "Feet flat on floor", Area: "seating", Type: "fact"})
	d.clock.Turn(time.Minute)
	dress := b.Stamp(d.ctx, Phrase{Text: "Changed for PE", Area: "dressing", Type: "fact"})
	b.Enter(d.ctx, "Something else", "", Saying{})
	b.Count(d.ctx, Phrase{Text: "Left seat", Area: "calm-alert"}, 1)
	var got []string
	for _, g := range b.Groups() {
		got = append(got, fmt.Sprintf("%s %d", g.Title, len(g.Rows)))
	}
	if diff := cmp.Diff([]string{"No area yet 1", "Sitting and posture 1", "Dressing 1", "Calm and alert 1"}, got); diff != "" {
		t.Error(diff)
	}
	goals, err := b.Goals(d.ctx)
	if err != nil || len(goals) != 3 || goals[1].Words != "Dressing" {
		t.Fatalf("goals to tag: %v, %v", goals, err)
	}
	undo := b.Tag(d.ctx, dress, goals[1].ID)
	if !b.Speaks(dress, goals[1].ID) || b.Speaks(seat, goals[1].ID) {
		t.Error("the tag is on the wrong note")
	}
	b.Tag(d.ctx, dress, goals[2].ID)
	undo()
	if b.Speaks(dress, goals[1].ID) || !b.Speaks(dress, goals[2].ID) {
		t.Errorf("undo of one tag left it: %v, or took the later one: %v", b.Speaks(dress, goals[1].ID), !b.Speaks(dress, goals[2].ID))
	}
	b.SetNext(d.ctx, "")
	b.ToggleNext(d.ctx, "See at home")
	b.ToggleNext(d.ctx, "Ring parent")
	b.ToggleNext(d.ctx, "See at home")
	b.ToggleNext(d.ctx, "Score the goals")
	if b.Next() != "Ring parent; Score the goals" || b.HasNext("See at home") {
		t.Errorf("next step %q", b.Next())
	}
	d.clock.Turn(time.Hour)
	b.Ending()
	d.clock.Turn(10 * time.Minute) // the look back in the car is no part of the visit
	if !b.Finish(d.ctx) {
		t.Fatal(d.failed)
	}
	if c := d.contact(planned); c.Status != "attended" || c.From != "09:29" || c.To != "10:30" || c.ChildPresent != "yes" {
		t.Errorf("finished as %+v", c)
	}
	if b.Elapsed() != "1:01:00" {
		t.Errorf("a visit from 09:29 to 10:30 took %s", b.Elapsed())
	}
	late := b.Stamp(d.ctx, Phrase{Text: "Bumps into furniture", Area: "mobility", Type: "fact"})
	if o, _ := b.Note(late); o.At != "" || o.On != "2026-11-24" {
		t.Errorf("a note made after the end carries %q", o.At)
	}
	b.Reopen(d.ctx)
	if c := d.contact(planned); c.Status != "started" || c.To != "" {
		t.Errorf("undo of finish left %s, to %q", c.Status, c.To)
	}
}

// TestStillThere kills the app after every tap of a busy minute: what the stream showed as saved is there.
func TestStillThere(t *testing.T) {
	d := sit(t)
	d.started()
	tiles := bank(t).Domains[2].Tiles
	for i := range 12 {
		b := d.board(planned)
		d.clock.Turn(5 * time.Second)
		if b.Stamp(d.ctx, tiles[i]) == "" {
			t.Fatal(d.failed)
		}
		shown := b.Stream()
		d.restart()
		again := d.board(planned).Stream()
		if diff := cmp.Diff(shown, again); diff != "" {
			t.Fatalf("after tap %d: %s", i+1, diff)
		}
	}
}

// BenchmarkStamp is a note in a long visit: one durable save and one new row.
func BenchmarkStamp(b *testing.B) {
	d := sit(b)
	board := d.started()
	p := Phrase{Text: "Left seat", Area: "calm-alert", Type: "fact"}
	for range 120 {
		board.Stamp(d.ctx, p)
	}
	for b.Loop() {
		board.Stamp(d.ctx, p)
		board.Stream()
	}
}

// TestStamp_ClockSetBack: the tablet's clock was ahead and is set right during a visit. What is noted next is the newest all the same,
// though its id looks older; what helps it goes to no other note.
func TestStamp_ClockSetBack(t *testing.T) {
	d := sit(t)
	b := d.started()
	ids := []assessments.ID{"0190ffff-0000-7000-8000-00000000ffff", "0190ffff-0000-7000-8000-000000000001", "0190ffff-0000-7000-8000-000000000002"}
	b.newID = func() (id assessments.ID) { id, ids = ids[0], ids[1:]; return id }
	tiles := bank(t).Domains[0].Tiles
	b.Stamp(d.ctx, tiles[0])
	second := b.Stamp(d.ctx, tiles[1])
	if row := b.Stream()[0]; row.ID != second || !row.Newest || !strings.HasSuffix(row.Line, ", saved") {
		t.Errorf("the newest on the board is %+v", row)
	}
	b.Strike(d.ctx, second, "Taken back at once")
	if row := b.Stream()[0]; row.Text != tiles[0].Text || !row.Newest {
		t.Errorf("with that taken back, the newest is %+v", row)
	}
}
