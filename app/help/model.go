package help

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Card is one flow.
type Card struct {
	ID     string
	Icon   string // a name of the icon set
	Title  string
	Steps  []string
	Try    string // the button that begins it
	Screen string // where it begins
	Child  bool   // it begins with a child of the practice caseload
	Arg    assessments.ID
}

// Cards are the flows in the order in which a week meets them.
func Cards() []Card {
	return []Card{
		{"observe", "eye", "Watch a lesson", []string{"On Today tap Start visit.", "Tap what you see; each tap is a note with its time.", "Type what has no tile, Enter stamps it.", "Tap Finish and go through the check."}, "Open Today", session.Today, false, ""},
		{"home", "home", "Visit a home without signal", []string{"Nothing to prepare: everything is on the tablet.", "Parents’ words go under Adult said.", "Cover blanks the screen in one tap.", "Drive on; what you wrote is sent by itself later."}, "Open a child", session.ChildHome, true, ""},
		{"goal", "flag", "Agree a goal", []string{"Choose an area and a situation.", "Fill the sentence by chips.", "Read the five steps aloud and change what does not fit.", "Mark where the child stands now."}, "New goal", session.Goal, true, ""},
		{"score", "ladder", "Score the goals", []string{"Tap the step that fits today, goal by goal.", "Add the two ratings if you use them.", "The chart shows it at once; a slip is undone at the foot."}, "Score", session.Score, true, ""},
		{"measure", "measure", "Measure for seating", []string{"Type each number on the pad; Next goes on.", "The figure shows what is meant.", "A doubtful number is asked about, never refused."}, "Measure", session.Measuring, true, ""},
		{"report", "reports", "Write a report", []string{"Choose the kind and the reader.", "Accept, edit or leave out each block; its sources stand below it.", "Tap Check: wording, gaps and spelling.", "Preview and sign."}, "Open Reports", session.Reports, false, ""},
		{"share", "share", "Share with the family’s agreement", []string{"Record what the family agreed to.", "A report goes only to those they agreed to.", "Save a copy, or share it from the signed pages."}, "Open a child", session.ChildHome, true, ""},
		{"outbox", "outbox", "Back in signal", []string{"Sending starts by itself.", "The chip at the top says where it stands, in words.", "Needs you: two people wrote the same. Read both and keep one, or both."}, "Open Outbox", session.Outbox, false, ""},
		{"find", "find", "Find anything", []string{"Tap the magnifying glass, or press Ctrl and K.", "Type a name, a word from a note, or a place such as settings.", "Arrows and Enter, or a tap."}, "Open Children", session.Children, false, ""},
	}
}

// Notes is where the ticks are kept.
type Notes interface {
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
}

// doneNote is the sealed note that holds the ticks.
const doneNote = "help/done"

// Done are the cards that were done.
func Done(ctx context.Context, n Notes) []string {
	var out []string
	raw, err := n.Note(ctx, doneNote)
	if err != nil || json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

// SetDone ticks a card, or takes the tick away.
func SetDone(ctx context.Context, n Notes, id string, done bool) error {
	all := slices.DeleteFunc(Done(ctx, n), func(s string) bool { return s == id })
	if done {
		all = append(all, id)
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "help.done", "")
	}
	return n.SetNote(ctx, doneNote, raw)
}

// Lister is what chooses a child to practise on.
type Lister interface {
	SyncState(ctx context.Context) (store.SyncState, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
}

// Practice is the child on whom cards are tried: the first of a practice caseload. It is "" on a store with real children, where
// nothing is tried.
func Practice(ctx context.Context, l Lister) (assessments.ID, error) {
	st, err := l.SyncState(ctx)
	if err != nil || !st.Practice {
		return "", err
	}
	kids, err := l.Children(ctx)
	if err != nil || len(kids) == 0 {
		return "", err
	}
	for _, k := range kids {
		if k.KnownAs != "" {
			return k.ID, nil // the notebook child, who has goals, measurements and visits
		}
	}
	return kids[0].ID, nil
}

// Progress says how many cards are done.
func Progress(done []string) string {
	n := 0
	for _, c := range Cards() {
		if slices.Contains(done, c.ID) {
			n++
		}
	}
	return strconv.Itoa(n) + " of " + strconv.Itoa(len(Cards())) + " done"
}
