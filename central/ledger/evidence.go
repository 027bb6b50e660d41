package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// Evidence is what decides whether something about a child may go to somebody: the child's records, and the people and places around
// the child. It is for the service's own judgement; nobody is shown it.
func (l *Ledger) Evidence(ctx context.Context, tenant string, child assessments.Scope) ([]assessments.Record, error) {
	recs, err := l.ReadScope(ctx, tenant, child, "")
	if err != nil {
		return nil, err
	}
	around := []assessments.Scope{assessments.TeamScope()}
	for _, r := range recs {
		if id := assessments.ID(r.Fields.Text("setting")); r.Kind == assessments.KindChild && id != "" {
			around = append(around, assessments.SettingScope(id))
		}
	}
	for _, s := range around {
		more, err := l.ReadScope(ctx, tenant, s, "")
		if err != nil {
			return nil, err
		}
		for _, r := range more {
			switch r.Kind {
			case assessments.KindPerson, assessments.KindSetting, assessments.KindService:
				recs = append(recs, r)
			}
		}
	}
	return recs, nil
}
