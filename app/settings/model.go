package settings

import (
	"context"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
)

// Notes is where the look is kept: sealed like everything else, on this tablet alone.
type Notes interface {
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
}

// lookNote is the sealed note that holds the look.
const lookNote = "look"

// Look is how the person wants the app to look. Variant is "", "light" or "dark"; Text is 16, 18 or 20.
type Look struct {
	Variant string `json:"variant,omitempty"`
	Text    int    `json:"text,omitempty"`
	Left    bool   `json:"left,omitempty"`  // the left hand taps
	Still   bool   `json:"still,omitempty"` // less motion
}

// ReadLook returns the kept look, or the plain one.
func ReadLook(ctx context.Context, n Notes) Look {
	var l Look
	raw, err := n.Note(ctx, lookNote)
	if err != nil || json.Unmarshal(raw, &l) != nil {
		return Look{}
	}
	return l
}

// KeepLook keeps the look with the store.
func KeepLook(ctx context.Context, n Notes, l Look) error {
	raw, err := json.Marshal(l)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "settings.look", "")
	}
	return n.SetNote(ctx, lookNote, raw)
}

// A Choice is one setting with its answers.
type Choice struct {
	Title  string
	Line   string
	Words  []string // of the chips
	Chosen int
	set    func(*Look, int)
}

// sizes and variants are the answers in the order of their chips.
var (
	sizes    = []int{16, 18, 20}
	variants = []string{"", "light", "dark"}
)

// Choices lists the settings of a look in the order of the screen.
func Choices(l Look) []Choice {
	return []Choice{
		{Title: "Text size", Line: "Everything grows with it; nothing is cut off", Words: []string{"Standard, 16", "Large, 18", "Largest, 20"},
			Chosen: index(sizes, l.Text), set: func(l *Look, i int) { l.Text = sizes[i] }},
		{Title: "Light or dark", Line: "Dark is easier on the eyes in a dim room", Words: []string{"As the tablet", "Light", "Dark"},
			Chosen: index(variants, l.Variant), set: func(l *Look, i int) { l.Variant = variants[i] }},
		{Title: "Hand that taps", Line: "For the left hand the main buttons and the capture board change sides", Words: []string{"Right hand", "Left hand"},
			Chosen: truth(l.Left), set: func(l *Look, i int) { l.Left = i == 1 }},
		{Title: "Motion", Line: "Less motion: lists stop where the finger stops and nothing fades", Words: []string{"As drawn", "Less motion"},
			Chosen: truth(l.Still), set: func(l *Look, i int) { l.Still = i == 1 }},
	}
}

// Choose is the look after an answer, and what to say of the change.
func Choose(l Look, setting, answer int) (Look, string) {
	c := Choices(l)[setting]
	c.set(&l, answer)
	return l, c.Title + ": " + c.Words[answer]
}

// index is where v stands, 0 for a value that none of the answers is.
func index[T comparable](all []T, v T) int {
	for i, x := range all {
		if x == v {
			return i
		}
	}
	return 0
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
