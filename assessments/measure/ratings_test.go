package measure

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMeanRatings(t *testing.T) {
	before := []Rating{{"snack", 2, 2}, {"standing", 1, 3}, {"spoon", 3, 4}}
	after := []Rating{{"snack", 5, 6}, {"standing", 4, 6}, {"spoon", 4, 5}}
	for _, c := range []struct {
		name        string
		ratings     []Rating
		perf, satis string
		n           int
	}{
		{"second notebook, first date", before, "2.0", "3.0", 3},
		{"second notebook, second date", after, "4.3", "5.7", 3},
		{"an item not asked does not count as 0", []Rating{{"a", 6, 6}, {"b", 0, 0}, {"c", 7, 7}}, "6.5", "6.5", 2},
	} {
		p, s, err := MeanRatings(c.ratings)
		if err != nil || Tenths(p.Value) != c.perf || Tenths(s.Value) != c.satis || p.N != c.n {
			t.Errorf("%s: got %v, %v, %v", c.name, p, s, err)
		}
	}
	if p, s, err := MeanRatings(nil); err != nil || p.N != 0 || s.N != 0 {
		t.Errorf("no ratings: got %v, %v, %v", p, s, err)
	}
}

func TestCompareRatings_OnlyItemsRatedOnBothDates(t *testing.T) {
	before := []Rating{{"writing", 3, 2}, {"dressing", 2, 2}, {"cutlery", 4, 5}}
	after := []Rating{{"dressing", 7, 7}, {"writing", 6, 6}, {"zip", 2, 2}}
	p, s, err := CompareRatings(before, after)
	if err != nil {
		t.Fatal(err)
	}
	left := []LeftOut{{"cutlery", "not asked on the second date"}, {"zip", "not asked on the first date"}}
	wantP := RatingChange{Before: 2.5, After: 6.5, Change: 4, Items: []string{"writing", "dressing"}, LeftOut: left}
	wantS := RatingChange{Before: 2, After: 6.5, Change: 4.5, Items: []string{"writing", "dressing"}, LeftOut: left}
	if d := cmp.Diff(wantP, p) + cmp.Diff(wantS, s); d != "" {
		t.Error(d)
	}
}

func TestCompareRatings_AllThree(t *testing.T) {
	p, s, err := CompareRatings(
		[]Rating{{"snack", 2, 2}, {"standing", 1, 3}, {"spoon", 3, 4}},
		[]Rating{{"snack", 5, 6}, {"standing", 4, 6}, {"spoon", 4, 5}})
	if err != nil || SignedTenths(p.Change) != "+2.3" || SignedTenths(s.Change) != "+2.7" || len(p.LeftOut) != 0 {
		t.Errorf("got %+v, %+v, %v", p, s, err)
	}
}

func TestCompareRatings_SatisfactionAloneMissing(t *testing.T) {
	p, s, err := CompareRatings([]Rating{{"a", 4, 4}, {"b", 0, 0}}, []Rating{{"a", 6, 0}, {"b", 0, 0}})
	if err != nil || !p.Computable() || p.Change != 2 {
		t.Errorf("performance: got %+v, %v", p, err)
	}
	want := []LeftOut{{"a", "not asked on the second date"}, {"b", "not asked on either date"}}
	if s.Computable() || cmp.Diff(want, s.LeftOut) != "" {
		t.Errorf("satisfaction: got %+v", s)
	}
}

func TestRatings_Refused(t *testing.T) {
	good := []Rating{{"a", 1, 10}}
	for name, bad := range map[string][]Rating{
		"eleven": {{"a", 11, 1}}, "negative": {{"a", 1, -1}}, "no item": {{"", 1, 1}}, "twice": {{"a", 1, 1}, {"a", 2, 2}},
	} {
		if _, _, err := MeanRatings(bad); err == nil {
			t.Errorf("%s: a mean was given", name)
		}
		if _, _, err := CompareRatings(bad, good); err == nil {
			t.Errorf("%s first: a change was given", name)
		}
		if _, _, err := CompareRatings(good, bad); err == nil {
			t.Errorf("%s second: a change was given", name)
		}
	}
}
