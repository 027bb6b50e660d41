package session

import (
	"context"

	"github.com/fieldfare/fieldfare/store"
)

// Practice is what stands wherever a caseload that meets no service would else speak of sending.
const Practice = "Practice: nothing leaves this tablet"

// Stays reports whether nothing of a store ever leaves this tablet: a practice caseload without a service to try. A reader that knows nothing
// of sending is none.
func Stays(ctx context.Context, r any) bool {
	s, ok := r.(interface {
		SyncState(ctx context.Context) (store.SyncState, error)
	})
	if !ok {
		return false
	}
	st, err := s.SyncState(ctx)
	return err == nil && st.Practice && !st.MaySync
}
