package assessments

import "testing"

func TestContactTitle_OneNounForEachSort(t *testing.T) {
	for _, tc := range []struct {
		c    Contact
		want string
	}{
		{Contact{Type: "visit", Place: "school"}, "School visit"}, {Contact{Type: "visit", Place: "other"}, "Visit"}, {Contact{Type: "call", Place: "phone"}, "Telephone call"},
		{Contact{Type: "call"}, "Telephone call"}, {Contact{Type: "call", Place: "video"}, "Video call"}, {Contact{Type: "video"}, "Video call"}, {Contact{Type: "meeting", Place: "school"}, "Meeting"},
		{Contact{Type: "walk-in", Place: "clinic"}, "Walk-in"}, {Contact{}, "Contact"},
	} {
		if got := tc.c.Title(); got != tc.want {
			t.Errorf("%+v is a %q, want %q", tc.c, got, tc.want)
		}
	}
	info, _ := LookupKind(KindContact)
	for _, f := range info.Fields() {
		for _, sort := range f.Enum {
			if f.Name == "type" && ContactNoun(sort) == "Contact" {
				t.Errorf("%s has no noun", sort)
			}
		}
	}
}
