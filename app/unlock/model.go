package unlock

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// An Opener opens the store. recovery says that secret is the recovery code.
type Opener func(ctx context.Context, secret string, recovery bool) error

// Model is the state of the unlock screen.
type Model struct {
	open     Opener
	Recovery bool   // the recovery code is being asked for instead of the passphrase
	Problem  string // what to do, after a try that did not open
}

// NewModel makes the model of a locked store.
func NewModel(open Opener) *Model { return &Model{open: open} }

// Label is the name of the field.
func (m *Model) Label() string {
	if m.Recovery {
		return "Recovery code"
	}
	return "Passphrase"
}

// Hint is the line under the title.
func (m *Model) Hint() string {
	if m.Recovery {
		return "The code you wrote down when you set up this tablet"
	}
	return "Your notes are sealed until you enter it"
}

// Swap is the verb that changes between passphrase and recovery code.
func (m *Model) Swap() string {
	if m.Recovery {
		return "Use my passphrase"
	}
	return "I forgot my passphrase"
}

// Try opens the store. It takes about a tenth of a second on purpose: guessing must be slow.
func (m *Model) Try(ctx context.Context, secret string) error {
	if strings.TrimSpace(secret) == "" {
		return assessments.Errorf(assessments.Invalid, "unlock", "Enter your %s.", strings.ToLower(m.Label()))
	}
	return m.open(ctx, secret, m.Recovery)
}
