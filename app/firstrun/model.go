package firstrun

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// minPassphrase is the fewest characters of a passphrase. Argon2id makes each guess slow; length makes there be many.
const minPassphrase = 10

// A Maker makes the store and joins it to a service.
type Maker interface {
	// Make makes a sealed store and returns its recovery code. practice fills it with the fictitious caseload.
	Make(ctx context.Context, passphrase string, practice bool) (code string, err error)
	// Join enrols the store with a one-use code.
	Join(ctx context.Context, service, code string) error
	// Introduce records who works with this store.
	Introduce(ctx context.Context, me assessments.Person) error
}

// Step is where the person has got to.
type Step int

// The steps, in order. Practising ends after the recovery code.
const (
	StepPassphrase Step = iota
	StepRecovery
	StepYou
	StepJoin
	StepDone
)

// Model is the state of the set-up.
type Model struct {
	make     Maker
	Step     Step
	Practice bool
	Code     string // the recovery code, until it has been kept
}

// NewModel starts the set-up.
func NewModel(m Maker) *Model { return &Model{make: m} }

// CheckPassphrase returns what to do about a passphrase and its repeat, or "".
func CheckPassphrase(first, again string) (problem, againProblem string) {
	switch {
	case strings.TrimSpace(first) == "":
		return "Enter a passphrase", ""
	case utf8.RuneCountInString(first) < minPassphrase:
		return "Passphrase must be 10 characters or more: three or four words are easy to remember", ""
	case first != again:
		return "", "Enter the same passphrase again"
	}
	return "", ""
}

// Make makes the store and moves on to the recovery code.
func (m *Model) Make(ctx context.Context, passphrase string, practice bool) error {
	code, err := m.make.Make(ctx, passphrase, practice)
	if err != nil {
		return err
	}
	m.Code, m.Practice, m.Step = code, practice, StepRecovery
	return nil
}

// Kept forgets the recovery code and moves on.
func (m *Model) Kept() {
	m.Code, m.Step = "", StepYou
	if m.Practice {
		m.Step = StepDone
	}
}

// Introduce records who the therapist is: their name and registration stand on every report.
func (m *Model) Introduce(ctx context.Context, name, hcpc, band string) (nameProblem string, err error) {
	if strings.TrimSpace(name) == "" {
		return "Enter your full name, as it should stand on reports", nil
	}
	if band = strings.TrimSpace(band); band != "" && band[0] >= '0' && band[0] <= '9' {
		band = "Band " + band // as it stands on reports
	}
	err = m.make.Introduce(ctx, assessments.Person{Name: strings.TrimSpace(name), Role: "occupational-therapist", Job: "occupational therapist", HCPC: strings.TrimSpace(hcpc), Band: band})
	if err == nil {
		m.Step = StepJoin
	}
	return "", err
}

// Join enrols the store. Everything saved before it is sent afterwards.
func (m *Model) Join(ctx context.Context, service, code string) error {
	service, code = strings.TrimSpace(service), strings.TrimSpace(code)
	if service == "" || code == "" {
		return assessments.Errorf(assessments.Invalid, "firstrun.join", "Enter the address and the code that your team lead gave you.")
	}
	if err := m.make.Join(ctx, service, code); err != nil {
		return err
	}
	m.Step = StepDone
	return nil
}

// Later goes on without a service: the tablet works alone until it joins one under More.
func (m *Model) Later() { m.Step = StepDone }

// Groups splits a recovery code into its printed groups.
func Groups(code string) []string {
	return strings.FieldsFunc(code, func(r rune) bool { return r == '-' || r == ' ' })
}

// Row is one line of the list of steps.
type Row struct {
	Title, Line string
	Done, Now   bool
}

// Rows is the list of steps as the screen shows it.
func (m *Model) Rows() []Row {
	rows := []Row{
		{Title: "Choose a passphrase", Line: "Only you know it, and it stays on this tablet"},
		{Title: "Keep your recovery code", Line: "It opens your notes if you forget the passphrase"},
	}
	if !m.Practice {
		rows = append(rows, Row{Title: "Say who you are", Line: "Your name stands on every report"},
			Row{Title: "Join your service", Line: "With the one-use code from your team lead"})
	}
	for i := range rows {
		rows[i].Done, rows[i].Now = Step(i) < m.Step, Step(i) == m.Step
		if rows[i].Done {
			rows[i].Line = "Done"
		}
	}
	return rows
}
