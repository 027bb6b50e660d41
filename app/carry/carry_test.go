package carry

import (
	"slices"
	"testing"
)

// seat is a line of a test: a name, what they are, and a mark.
type seat struct{ Name, Role, Mark string }

func sameSeat(a, b seat) bool { return a.Name == b.Name && a.Role == b.Role }
func sameName(a, b seat) bool { return a.Name == b.Name }

func TestOver(t *testing.T) {
	ann, ann2, tom, sam := seat{"Ann", "TA", ""}, seat{"Ann", "Head", ""}, seat{"Tom", "", ""}, seat{"Sam", "", "yes"}
	marked := func(s seat, mark string) seat { s.Mark = mark; return s }
	for name, c := range map[string]struct{ now, from, to, want []seat }{
		"a mark beside a mark":        {[]seat{marked(ann, "no"), tom}, []seat{ann, tom}, []seat{ann, marked(tom, "yes")}, []seat{marked(ann, "no"), marked(tom, "yes")}},
		"the other field stays":       {[]seat{{"Ann", "Nurse", ""}}, []seat{ann}, []seat{marked(ann, "yes")}, []seat{{"Ann", "Nurse", "yes"}}},
		"two of one name":             {[]seat{marked(ann, "no"), marked(ann2, "no")}, []seat{ann, ann2}, []seat{ann, marked(ann2, "yes")}, []seat{marked(ann, "no"), marked(ann2, "yes")}},
		"what the second does":        {[]seat{marked(ann, "no"), ann2}, []seat{ann, ann2}, []seat{ann, {"Ann", "Cook", ""}}, []seat{marked(ann, "no"), {"Ann", "Cook", ""}}},
		"added after a colleague's":   {[]seat{ann, sam}, []seat{ann}, []seat{ann, tom}, []seat{ann, tom, sam}},
		"added by both":               {[]seat{ann, marked(tom, "yes")}, []seat{ann}, []seat{ann, tom}, []seat{ann, marked(tom, "yes")}},
		"a namesake is added":         {[]seat{ann}, []seat{ann}, []seat{ann, ann2}, []seat{ann, ann2}},
		"taken off the changed":       {[]seat{sam, marked(ann, "no"), tom}, []seat{ann, tom}, []seat{tom}, []seat{sam, tom}},
		"taken off by both":           {[]seat{tom}, []seat{ann, tom}, []seat{tom}, []seat{tom}},
		"marked, and gone meanwhile":  {[]seat{tom}, []seat{ann, tom}, []seat{marked(ann, "yes"), tom}, []seat{tom}},
		"put back where it was":       {[]seat{tom, sam}, []seat{tom}, []seat{ann, tom}, []seat{ann, tom, sam}},
		"put back into a shorter one": {nil, []seat{tom}, []seat{tom, ann}, []seat{ann}},
	} {
		if got := Over(c.now, c.from, c.to, sameSeat, sameName); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestFind_PrefersTheSameRole(t *testing.T) {
	list := []seat{{"Ann", "TA", "yes"}, {"Ann", "Head", "no"}}
	for want, line := range []seat{{"Ann", "TA", ""}, {"Ann", "Head", ""}} {
		if got := Find(list, line, sameSeat, sameName); got != want {
			t.Errorf("%v is found at %d", line, got)
		}
	}
	if got := Find(list, seat{"Ann", "Cook", ""}, sameSeat, sameName); got != 0 {
		t.Errorf("whose role has changed is found at %d", got)
	}
	if got := Find(list, seat{"Tom", "TA", ""}, sameSeat, sameName); got != -1 {
		t.Errorf("who is not there is found at %d", got)
	}
}

// FuzzOver: what changed nothing changes nothing, and a list that nobody else touched becomes what it was turned into.
func FuzzOver(f *testing.F) {
	f.Add("abc", "aBcd", "Acx")
	f.Add("aab", "ba", "")
	f.Fuzz(func(t *testing.T, now, from, to string) {
		n, a, b := seats(now), seats(from), seats(to)
		if got := Over(n, a, a, sameSeat, sameName); !slices.Equal(got, n) {
			t.Errorf("nothing changed, and %v became %v", n, got)
		}
		if got := Over(a, a, b, sameSeat, sameName); !slices.Equal(sorted(got), sorted(b)) {
			t.Errorf("%v turned into %v is %v", a, b, got)
		}
	})
}

// seats are one for each letter of the first twenty: its place among six names, its case as a mark, and a role for some.
func seats(s string) (out []seat) {
	for _, r := range []byte(s[:min(20, len(s))]) {
		out = append(out, seat{string(rune('a' + r%6)), string(rune('0' + r/64%2)), string(rune('0' + r/32%2))})
	}
	return out
}

func sorted(list []seat) []seat {
	return slices.SortedFunc(slices.Values(list), func(a, b seat) int {
		switch x, y := a.Name+a.Role+a.Mark, b.Name+b.Role+b.Mark; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
}
