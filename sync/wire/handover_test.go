package wire

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHandoverLines_ComeBackAsTheyWent(t *testing.T) {
	sent := []any{ScopeAdd{"child/a", 3}, ScopeRm{"child/b", 4, 14}, Purged{"child/b", 4}, Digest{"team", 2, "00000000000000ff"}}
	got, _ := readAll(t, write(t, sent...))
	if diff := cmp.Diff(sent, got); diff != "" {
		t.Error(diff)
	}
}

// The order in which changes arrived is nobody's business; which they are is. The number itself is a contract between programs.
func TestSum_CountsChangesInAnyOrder(t *testing.T) {
	var a, b, c Sum
	for _, cid := range []string{"one", "two", "three"} {
		a.Add(cid)
	}
	for _, cid := range []string{"three", "one", "two"} {
		b.Add(cid)
	}
	for _, cid := range []string{"three", "one", "four"} {
		c.Add(cid)
	}
	if a.Of("team") != b.Of("team") || a.Of("team") == c.Of("team") {
		t.Errorf("%v %v %v", a.Of("team"), b.Of("team"), c.Of("team"))
	}
	var one Sum
	one.Add("")
	if got := one.Of("s"); got != (Digest{"s", 1, "e3b0c44298fc1c14"}) {
		t.Errorf("the sum of one empty text is %v", got)
	}
}
