package equipment

import (
	"context"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// alerts answers the words under Hold; they are fetched when Hold is pressed, not before.
func alerts(s *session.Session, child assessments.ID) func() string {
	return func() string { return s.Alerts(context.Background(), child) }
}
