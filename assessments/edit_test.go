package assessments

import "testing"

// Taking an edit back touches its own fields alone, and takes away what was not there before.
func TestEdit_Inverse(t *testing.T) {
	was := Record{ID: "r", Kind: KindChild, Fields: Fields{"name": []byte(`"Ada"`), "born": []byte(`"2019-05-04"`)}}
	e := Edit{Record: "r", Kind: KindChild, Scope: TeamScope(), Set: Fields{"name": []byte(`"Ben"`), "note": []byte(`"new"`)}}
	back := e.Inverse(was)
	if back.Record != "r" || back.Kind != KindChild || back.Scope != TeamScope() || len(back.Set) != 2 ||
		string(back.Set["name"]) != `"Ada"` || string(back.Set["note"]) != "null" {
		t.Errorf("the inverse is %+v", back)
	}
}
