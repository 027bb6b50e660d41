package reports

import "github.com/fieldfare/fieldfare/assessments"

// Gather picks a child's evidence out of a store's records: the child's scope, the scopes of the settings that the child's
// own record and contacts name, and the team's. Other settings stay out: their people are nothing to this child.
func Gather(child assessments.ID, all []assessments.Record) Evidence {
	settings := map[assessments.ID]bool{}
	for _, r := range all {
		if r.Scope.Type != assessments.ScopeChild || r.Scope.ID != child {
			continue
		}
		if r.Kind == assessments.KindChild || r.Kind == assessments.KindContact {
			settings[assessments.ID(r.Fields.Text("setting"))] = true
		}
	}
	var ev Evidence
	for _, r := range all {
		switch {
		case r.Scope.Type == assessments.ScopeTeam,
			r.Scope.Type == assessments.ScopeChild && r.Scope.ID == child,
			r.Scope.Type == assessments.ScopeSetting && settings[r.Scope.ID]:
			ev.Records = append(ev.Records, r)
		}
	}
	return ev
}
