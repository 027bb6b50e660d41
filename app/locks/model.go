package locks

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what this screen reads and changes.
type Store interface {
	SyncState(ctx context.Context) (store.SyncState, error)
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
	HasPIN(ctx context.Context) (bool, error)
	SetPIN(ctx context.Context, pin string) error
	ChangePassphrase(ctx context.Context, current, next string) error
	Listed() string
	SetListed(ctx context.Context, name string) error
}

// minutesNote is the sealed note that holds after how many minutes the app locks itself.
const minutesNote = "lock-after"

// Choices are the minutes to choose from; usual is what holds until somebody chooses.
var Choices = []int{1, 5, 15}

const usual = 5

// ReadMinutes is after how many minutes without a touch the app locks itself.
func ReadMinutes(ctx context.Context, s interface {
	Note(ctx context.Context, name string) ([]byte, error)
}) int {
	var n int
	raw, err := s.Note(ctx, minutesNote)
	if err != nil || json.Unmarshal(raw, &n) != nil || !slices.Contains(Choices, n) {
		return usual
	}
	return n
}

// KeepMinutes keeps the choice with the store, sealed like everything else.
func KeepMinutes(ctx context.Context, s Store, n int) error {
	raw, err := json.Marshal(n)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "locks.minutes", "")
	}
	return s.SetNote(ctx, minutesNote, raw)
}

// CheckPIN returns what to do about a PIN and its repeat, or "". Which digits are too easy is the store's to say.
func CheckPIN(pin, again string) (problem, againProblem string) {
	for _, r := range pin {
		if r < '0' || r > '9' {
			return "A PIN has 4 to 6 digits and nothing else", ""
		}
	}
	switch {
	case len(pin) < 4 || len(pin) > 6:
		return "Enter 4 to 6 digits", ""
	case pin != again:
		return "", "Enter the same PIN again"
	}
	return "", ""
}

// State is what the screen shows.
type State struct {
	PIN     bool
	Minutes int
	Listed  string
	Lease   string // what to know of the lease
}

// Read reads the state.
func Read(ctx context.Context, s Store) (State, error) {
	st, err := s.SyncState(ctx)
	if err != nil {
		return State{}, err
	}
	has, err := s.HasPIN(ctx)
	return State{PIN: has, Minutes: ReadMinutes(ctx, s), Listed: s.Listed(), Lease: Lease(st)}, err
}

// Lease says how long the store may be opened without its service.
func Lease(st store.SyncState) string {
	if words := st.LeaseWords(); words != "" {
		return words
	}
	switch {
	case st.Practice && !st.MaySync:
		return "A practice caseload never locks for good"
	case !st.Leased:
		return "This tablet belongs to no service yet, so it opens always"
	case st.DaysLeft == 1:
		return "Opens without your service for 1 day more"
	}
	return "Opens without your service for " + days(st.DaysLeft) + " more. Each time it syncs they begin anew"
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}
