package ledger

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// ReadScope returns every record of one child, setting or team, by id. Who reads a child stands in the audit before anything is
// read: the context says who it is, see As. why is a few words such as "report opened", never a name; "" is the service itself, which
// weighs something and shows nobody anything.
func (l *Ledger) ReadScope(ctx context.Context, tenant string, scope assessments.Scope, why string) ([]assessments.Record, error) {
	if scope.Type == assessments.ScopeChild && why != "" {
		if err := l.Note(ctx, tenant, "read: "+why, scope.Key()); err != nil {
			return nil, err
		}
	}
	return l.records(ctx, "ledger.readscope", `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND scope = ?2 ORDER BY rec`, tenant, scope.Key())
}

// ReadAround returns a child's own records, and those of the team and of the setting that the child's record names: what a report or an
// export of one child needs. why is as in ReadScope.
func (l *Ledger) ReadAround(ctx context.Context, tenant string, child assessments.ID, why string) ([]assessments.Record, error) {
	out, err := l.ReadScope(ctx, tenant, assessments.ChildScope(child), why)
	if err != nil {
		return nil, err
	}
	here, scopes := false, []assessments.Scope{assessments.TeamScope()}
	for _, r := range out {
		here = here || r.Kind == assessments.KindChild
		if id := assessments.ID(r.Fields.Text("setting")); id.Valid() && !slices.Contains(scopes, assessments.SettingScope(id)) {
			scopes = append(scopes, assessments.SettingScope(id))
		}
	}
	if !here {
		return nil, assessments.Errorf(assessments.NotFound, "ledger.readaround", "There is no child with that id in this service.")
	}
	for _, s := range scopes {
		more, err := l.ReadScope(ctx, tenant, s, "")
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// ReadKinds returns every record of some kinds in a tenant, by id: lists that name many children are one line in the audit.
func (l *Ledger) ReadKinds(ctx context.Context, tenant, why string, kinds ...assessments.Kind) ([]assessments.Record, error) {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	if err := l.Note(ctx, tenant, "read: "+why, "list"); err != nil {
		return nil, err
	}
	return l.records(ctx, "ledger.readkinds", `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND kind IN LIST(?2) ORDER BY rec`, tenant, l.d.list(names))
}

// ReadRecord returns one record of a tenant. One of a child is a read of that child.
func (l *Ledger) ReadRecord(ctx context.Context, tenant string, id assessments.ID, why string) (assessments.Record, error) {
	list, err := l.records(ctx, "ledger.readrecord", `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND rec = ?2`, tenant, string(id))
	if err != nil {
		return assessments.Record{}, err
	}
	if len(list) == 0 {
		return assessments.Record{}, assessments.Errorf(assessments.NotFound, "ledger.readrecord", "There is no such record.")
	}
	if r := list[0]; r.Scope.Type == assessments.ScopeChild {
		err = l.Note(ctx, tenant, "read: "+why, r.Scope.Key())
	}
	return list[0], err
}

func (l *Ledger) records(ctx context.Context, op, query string, args ...any) ([]assessments.Record, error) {
	out := []assessments.Record{}
	err := l.each(ctx, op, query, func(scan func(...any) error) error {
		h, err := scanHead(scan)
		if err == nil {
			out = append(out, h.head.AsRecord())
		}
		return err
	}, args...)
	return out, err
}
