package firstrun

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// A Maker makes the store and joins it to a service.
type Maker interface {
	// Make makes a sealed store and returns its recovery code. practice fills it with the fictitious caseload.
	Make(ctx context.Context, passphrase string, practice bool) (code string, err error)
	// List says by which name the unlock screen lists the store.
	List(ctx context.Context, name string) error
	// Join enrols the store with a one-use code and returns the name of the service.
	Join(ctx context.Context, service, code string) (name string, err error)
	// Introduce records who works with this store.
	Introduce(ctx context.Context, me assessments.Person) error
	// Fetch brings the caseload; it tells how far it has come and ends with ctx.
	Fetch(ctx context.Context, told func(Progress)) error
}

// Progress is how far the first download has come.
type Progress struct {
	Children, Of int     // here, and in all; Of is 0 while nobody knows
	Part         float32 // of the whole, from 0 to 1
	Visits       int     // of today that are here
}

// Step is where the person has got to.
type Step int

// The steps, in order. Practising ends after the recovery code.
const (
	StepPassphrase Step = iota
	StepRecovery
	StepYou
	StepJoin
	StepFetch
	StepDone
)

// Model is the state of the set-up.
type Model struct {
	make     Maker
	Step     Step
	Practice bool
	Shared   bool   // somebody else works on this tablet already: the unlock screen needs a name
	Code     string // the recovery code, until it has been kept
	Service  string // that was joined
}

// NewModel starts the set-up.
func NewModel(m Maker) *Model { return &Model{make: m} }

// Make makes the store and moves on to the recovery code. listed is the name on the unlock screen, where others share the tablet.
func (m *Model) Make(ctx context.Context, passphrase, listed string, practice bool) error {
	code, err := m.make.Make(ctx, passphrase, practice)
	if err != nil {
		return err
	}
	if m.Shared {
		if err := m.make.List(ctx, listed); err != nil {
			return err
		}
	}
	m.Code, m.Practice, m.Step = code, practice, StepRecovery
	return nil
}

// CheckListed returns what to do about the name on the unlock screen, or "".
func (m *Model) CheckListed(name string) string {
	if m.Shared && strings.TrimSpace(name) == "" {
		return "Enter a name for the unlock screen: initials or a first name are enough"
	}
	return ""
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

// Invited finds address and code in what was pasted, scanned or typed into either field; "" for what is not there.
func Invited(text string) (address, code string) {
	address, code, _ = courier.ParseInvite(text)
	return address, code
}

// Join enrols the store. Everything saved before it is sent afterwards.
func (m *Model) Join(ctx context.Context, service, code string) error {
	if a, c := Invited(code); a != "" && c != "" {
		service, code = a, c
	} else if a, c := Invited(service); a != "" && c != "" && strings.TrimSpace(code) == "" {
		service, code = a, c
	}
	service, code = strings.TrimSpace(service), strings.TrimSpace(code)
	if service == "" || code == "" {
		return assessments.Errorf(assessments.Invalid, "firstrun.join", "Enter the address and the code that your team lead gave you.")
	}
	name, err := m.make.Join(ctx, service, code)
	if err != nil {
		return err
	}
	m.Service, m.Step = name, StepFetch
	return nil
}

// Fetch brings the caseload and ends the set-up.
func (m *Model) Fetch(ctx context.Context, told func(Progress)) error {
	err := m.make.Fetch(ctx, told)
	if err == nil {
		m.Step = StepDone
	}
	return err
}

// Later goes on without a service: the tablet works alone until it joins one under More.
func (m *Model) Later() { m.Step = StepDone }

// Words says how far the download has come, with an estimate once there is something to go by.
func (p Progress) Words(since time.Duration) string {
	words := "Asking your service"
	switch {
	case p.Of > 0:
		words = strconv.Itoa(min(p.Children, p.Of)) + " of " + counted(p.Of, "child", "children")
	case p.Children > 0:
		words = counted(p.Children, "child", "children") + " so far"
	}
	if left := p.left(since); left != "" {
		words += ", " + left
	}
	return words
}

// left guesses from what has passed; nothing is said before there is enough to go by.
func (p Progress) left(since time.Duration) string {
	if p.Part < 0.05 || p.Part >= 1 || since < 3*time.Second {
		return ""
	}
	left := time.Duration(float64(since) * float64(1-p.Part) / float64(p.Part))
	switch {
	case left < 20*time.Second:
		return "a few seconds left"
	case left < 50*time.Second:
		return "less than a minute left"
	case left < 90*time.Second:
		return "about 1 minute left"
	}
	return "about " + strconv.Itoa(int((left+30*time.Second)/time.Minute)) + " minutes left"
}

// Ready says which of today's visits are here, "" for none.
func (p Progress) Ready() string {
	switch p.Visits {
	case 0:
		return ""
	case 1:
		return "1 visit of today is here already"
	}
	return strconv.Itoa(p.Visits) + " visits of today are here already"
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
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
			Row{Title: "Join your service", Line: "With the one-use code from your team lead"},
			Row{Title: "Get your children ready", Line: "So that they are here without signal"})
	}
	for i := range rows {
		rows[i].Done, rows[i].Now = Step(i) < m.Step, Step(i) == m.Step
		if rows[i].Done {
			rows[i].Line = "Done"
			if Step(i) == StepJoin && m.Service != "" {
				rows[i].Line = "Done. " + m.Service
			}
		}
	}
	return rows
}
