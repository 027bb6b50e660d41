package ledger

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// SayOpened tells the tablets of those who have a child who opened it and why: a record of the service's own in the child's scope,
// once for each opening.
func (l *Ledger) SayOpened(ctx context.Context, tenant, id string) error {
	o, err := l.Opening(ctx, tenant, id)
	if err != nil {
		return err
	}
	return l.sayAccess(ctx, tenant, o.Therapist, assessments.DerivedID("opened/"+id, o.Child), assessments.ChildScope(o.Child), assessments.Access{
		What: "opened", Of: o.Child, Who: assessments.ID(o.Therapist), Name: o.Name, At: o.At.UTC().Format(time.RFC3339), Reason: o.Reason, Words: o.Words})
}

// SayHandedOver tells the team's tablets who has a child or setting now, after its newest hand-over. It lies in the team's scope, since
// the former therapist's tablet is sent nothing more of the child's, and says no more of the child than its id.
func (l *Ledger) SayHandedOver(ctx context.Context, tenant string, scope assessments.Scope) error {
	list, err := l.Handovers(ctx, tenant, scope)
	if err != nil || len(list) == 0 || list[0].To == "" {
		return err // newest first; a grant that ended without an heir has nothing to tell
	}
	h := list[0]
	return l.sayAccess(ctx, tenant, h.From, assessments.DerivedID("handed-over/"+h.At, scope.ID, assessments.ID(h.To)), assessments.TeamScope(), assessments.Access{
		What: "handed-over", Of: scope.ID, Who: assessments.ID(h.To), Name: h.ToName, At: h.At})
}

// sayAccess writes it down unless it is written down already.
func (l *Ledger) sayAccess(ctx context.Context, tenant, actor string, id assessments.ID, scope assessments.Scope, v assessments.Access) error {
	v.RecordedAt = v.At
	_, err := l.Write(ctx, tenant, Author{Actor: actor}, NewEntry(id, scope, &v))
	if err != nil && assessments.KindOf(err) == assessments.Conflict {
		return nil
	}
	return err
}
