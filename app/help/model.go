package help

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/store"
)

// A Card is one flow. What stands in “ ” in its steps is the name of something on the screen.
type Card struct {
	ID     string
	Icon   string // a name of the icon set
	Title  string
	Steps  []string
	Try    string // the button that begins it
	Screen string // where it begins
	Child  string // who it begins with in the practice caseload: "", "isla" or "yusuf"
	Visit  string // the place of the visit that must be planned today for it, "" for none
	Arg    assessments.ID
}

// Cards are the flows in the order in which a week meets them.
func Cards() []Card {
	return []Card{
		{"observe", "eye", "Watch a lesson", []string{"Tap “Start visit”.", "Tap what you see, such as “Feet off floor”: each tap is a note with its time.", "Anything else goes into “Write a note”; Enter stamps it.",
			"“Finish”, look it through, “Done”."}, "Open Today", session.Today, "", "school", ""},
		{"home", "home", "Visit a home without signal", []string{"Nothing to prepare: everything is on the tablet.", "Tap “Start visit”. What a parent says goes under “Parent said”.", "“Cover” hides the screen.", "“Finish”, “Done”. It is sent by itself later."},
			"Open a child", session.ChildHome, "yusuf", "home", ""},
		{"goal", "flag", "Agree a goal", []string{"Choose an area and a situation.", "Tap the words that fill the sentence.", "Read the five steps aloud and change what does not fit.", "Mark where the child stands now, then “Agree goal”."}, "New goal", session.Goal, "isla", "", ""},
		{"score", "ladder", "Score the goals", []string{"Tap the step that fits today, goal by goal.", "Add the two ratings if you use them, and tap who gives them.", "The chart shows it at once; a slip is undone at the foot.", "“Done” leads back."}, "Score", session.Score, "isla", "", ""},
		{"measure", "measure", "Measure for seating", []string{"Type each number on the pad; “Next” goes on.", "The figure shows what is meant.", "A doubtful number is asked about, never refused."}, "Measure", session.Measuring, "isla", "", ""},
		{"report", "reports", "Write a report", []string{"“New report”, the kind, “Child”, “Start writing”.", "Accept, edit or leave out each block; its sources stand below it. “Next” leads on.", "On the last page: “Preview and sign”.", "Read it, “Sign”, your passphrase, “Sign now”."}, "Open Reports", session.Reports, "", "", ""},
		{"share", "share", "Share with the family’s agreement", []string{"Open a signed report and tap “Share”.", "Choose who gets it: what the family agreed to stands beside each name.", "“Confirm” shares it when there is signal; a practice report goes nowhere."}, "Open Reports", session.Reports, "", "", ""},
		{"outbox", "outbox", "Back in signal", []string{"Sending starts by itself.", "The chip at the top says where it stands, in words.", "Needs you: two people wrote the same. Read both and keep one, or both."}, "Open Outbox", session.Outbox, "", "", ""},
		{"find", "find", "Find anything", []string{"Tap the magnifying glass, or press Ctrl and K.", "Type a name, a word from a note, or a place such as settings.", "Arrows and Enter, or a tap."}, "Open Children", session.Children, "", "", ""},
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

// Current is the card to go on with: the one that was begun last, or the first that is not done; "" when all are.
func Current(ctx context.Context, n Notes) string {
	done := Done(ctx, n)
	if id := begun(ctx, n); id != "" && !slices.Contains(done, id) {
		return id
	}
	for _, c := range Cards() {
		if !slices.Contains(done, c.ID) {
			return c.ID
		}
	}
	return ""
}

// begun is the card that was begun last, "" before the first.
func begun(ctx context.Context, n Notes) string {
	raw, err := n.Note(ctx, nowNote)
	if err != nil {
		return "" // without it the first card that is not done is as good
	}
	return string(raw)
}

// nowNote is the sealed note that holds the card that was begun.
const nowNote = "help/now"

// Lister says whether a store is for practice.
type Lister interface {
	SyncState(ctx context.Context) (store.SyncState, error)
}

// Practice reports whether cards can be tried on this store: nothing is tried on real children.
func Practice(ctx context.Context, l Lister) (bool, error) {
	st, err := l.SyncState(ctx)
	return st.Practice, err
}

// pupils are the children of the practice caseload on whom cards are tried: those of the notebooks, who have goals, measurements,
// visits and both parents’ words.
var pupils = map[string]assessments.ID{"isla": practice.Isla, "yusuf": practice.Yusuf}

// Progress says how many cards are done.
func Progress(done []string) string {
	n := 0
	for _, c := range Cards() {
		if slices.Contains(done, c.ID) {
			n++
		}
	}
	return strconv.Itoa(n) + " of " + strconv.Itoa(len(Cards()))
}
