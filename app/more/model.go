package more

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what More reads and changes.
type Store interface {
	SyncState(ctx context.Context) (store.SyncState, error)
	Verify(ctx context.Context) ([]store.VerifyProblem, error)
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
	ChangePassphrase(ctx context.Context, current, next string) error
}

// lookNote is the sealed note that holds the look.
const lookNote = "look"

// Look is how the person wants the app to look. Variant is "", "light" or "dark"; Text is 16, 18 or 20.
type Look struct {
	Variant string `json:"variant,omitempty"`
	Text    int    `json:"text,omitempty"`
}

// ReadLook returns the kept look, or the plain one.
func ReadLook(ctx context.Context, s Store) Look {
	var l Look
	raw, err := s.Note(ctx, lookNote)
	if err != nil || json.Unmarshal(raw, &l) != nil {
		return Look{}
	}
	return l
}

// KeepLook keeps the look with the store, sealed like everything else.
func KeepLook(ctx context.Context, s Store, l Look) error {
	raw, err := json.Marshal(l)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "more.look", "")
	}
	return s.SetNote(ctx, lookNote, raw)
}

// Service says which service the tablet belongs to, in two lines.
func Service(st store.SyncState) (title, line string) {
	switch {
	case st.Practice && !st.MaySync:
		return "Practice caseload", "Fictitious children. Nothing here is ever sent"
	case st.Device == "":
		return "Not joined to a service", "Everything is saved on this tablet and sent once it joins"
	}
	title = st.TenantName
	if title == "" {
		title = st.Server
	}
	line = "Never sent yet"
	if !st.LastSync.IsZero() {
		line = "Last sent and fetched " + st.LastSync.Format("2 January, 15:04")
	}
	return title, line
}

// Waiting says what has not been sent, in words.
func Waiting(st store.SyncState) string {
	parts := []string{count(st.Unsent, "change not sent", "changes not sent")}
	if st.Conflicts > 0 {
		parts = append(parts, count(st.Conflicts, "field needs you", "fields need you"))
	}
	if st.Quarantined > 0 {
		parts = append(parts, count(st.Quarantined, "change the service could not take", "changes the service could not take"))
	}
	line := strings.Join(parts, ", ")
	if clock := st.ClockWords(); clock != "" {
		line += ".\n" + clock
	}
	return line
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Checked is the result of a check in words.
func Checked(problems []store.VerifyProblem) (title string, lines []string) {
	if len(problems) == 0 {
		return "Every record opens and every count agrees", nil
	}
	for _, p := range problems {
		lines = append(lines, p.Text)
	}
	return count(len(problems), "thing is wrong", "things are wrong") + ". Nothing was changed", lines
}
