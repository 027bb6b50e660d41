package secret

import (
	"strings"
	"testing"
)

func TestCheckPassphrase(t *testing.T) {
	for _, c := range []struct {
		first, again string
		ok           bool
	}{{"", "", false}, {"          ", "          ", false}, {"snails", "snails", false}, {"snail tights", "snail tight", false},
		{"snail tights", "snail tights", true}, {"žluťoučký k", "žluťoučký k", true}} {
		if p, q := CheckPassphrase(c.first, c.again); (p+q == "") != c.ok {
			t.Errorf("%q and %q: %q %q", c.first, c.again, p, q)
		}
	}
}

func TestJudge_SaysWhatIsEasyToGuess(t *testing.T) {
	for p, want := range map[string]Strength{
		"": Short, "snail": Short, "  ": Short,
		"aaaaaaaaaaaa": Easy, "1234567890": Easy, "password1234": Easy, "password password password": Easy, "summer 2026": Easy, "snail tights": Easy,
		"snail beanbag tights": Fair, "beanbag 418362": Fair,
		"snail beanbag tights otter": Strong, "kettle 7 orbit moss violin": Strong,
	} {
		got, words := Judge(p)
		if got != want {
			t.Errorf("%q: %v %q, want %v", p, got, words, want)
		}
		if strings.TrimSpace(p) != "" && words == "" {
			t.Errorf("%q: nothing is said", p)
		}
	}
	if _, words := Judge("snail"); words != "Too short so far: 5 more" {
		t.Errorf("it says %q", words)
	}
}

func TestQuiz_AsksForTwoGroupsOfThePaper(t *testing.T) {
	const code = "ABCD-EFGH-JKMN-PQRS-TVWX-Y012-3456"
	q := NewQuiz(code)
	g := Groups(code)
	if q.ask[0] == q.ask[1] || q.ask[0] < 0 || q.ask[1] >= len(g) {
		t.Fatalf("it asks for %v", q.ask)
	}
	right := [2]string{g[q.ask[0]], g[q.ask[1]]}
	if p := q.Check(right); p != [2]string{} {
		t.Errorf("the right groups: %q", p)
	}
	if p := q.Check([2]string{" " + strings.ToLower(right[0]) + " ", right[1]}); p != [2]string{} {
		t.Errorf("in small letters: %q", p)
	}
	p := q.Check([2]string{"", right[0]})
	if !strings.HasPrefix(p[0], "Enter group ") || !strings.Contains(p[1], "is not what you were shown") {
		t.Errorf("nothing and a wrong one: %q", p)
	}
	for n := range 200 { // any code, also a short one, asks for two groups that there are
		q := NewQuiz(strings.Repeat("A", n%5) + code[n%20:])
		if q.ask[0] >= q.ask[1] || q.ask[1] >= max(len(q.groups), 2) {
			t.Fatalf("%d: asks for %v of %v", n, q.ask, q.groups)
		}
	}
}
