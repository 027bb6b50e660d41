package reports_test

import (
	"encoding/json"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

func TestGather_TakesOnlyWhatIsTheChilds(t *testing.T) {
	rec := func(id assessments.ID, kind assessments.Kind, scope assessments.Scope, setting string) assessments.Record {
		f := assessments.Fields{}
		if setting != "" {
			f["setting"] = json.RawMessage(`"` + setting + `"`)
		}
		return assessments.Record{ID: id, Kind: kind, Scope: scope, Fields: f}
	}
	all := []assessments.Record{
		rec("c1", assessments.KindChild, assessments.ChildScope("c1"), "s1"),
		rec("v1", assessments.KindContact, assessments.ChildScope("c1"), "s2"),
		rec("c2", assessments.KindChild, assessments.ChildScope("c2"), "s3"),
		rec("p1", assessments.KindPerson, assessments.SettingScope("s1"), ""),
		rec("p2", assessments.KindPerson, assessments.SettingScope("s2"), ""),
		rec("p3", assessments.KindPerson, assessments.SettingScope("s3"), ""),
		rec("t1", assessments.KindPerson, assessments.TeamScope(), ""),
	}
	got := map[assessments.ID]bool{}
	for _, r := range reports.Gather("c1", all).Records {
		got[r.ID] = true
	}
	for _, id := range []assessments.ID{"c1", "v1", "p1", "p2", "t1"} {
		if !got[id] {
			t.Errorf("%s is missing", id)
		}
	}
	if got["c2"] || got["p3"] {
		t.Errorf("another child's records were taken: %v", got)
	}
}
