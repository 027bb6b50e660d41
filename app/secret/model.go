package secret

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// minPassphrase is the fewest characters of a passphrase. Argon2id makes each guess slow; length makes there be many.
const minPassphrase = 10

// CheckPassphrase returns what to do about a passphrase and its repeat, or "".
func CheckPassphrase(first, again string) (problem, againProblem string) {
	switch {
	case strings.TrimSpace(first) == "":
		return "Enter a passphrase", ""
	case utf8.RuneCountInString(first) < minPassphrase:
		return "Passphrase must be 10 characters or more: three or four words are easy to remember", ""
	case first != again:
		return "", "Enter the same passphrase again"
	}
	return "", ""
}

// Strength is how hard a passphrase is to guess.
type Strength int

// The strengths. Short is not allowed, Easy is allowed and advised against.
const (
	Short Strength = iota
	Easy
	Fair
	Strong
)

// fair and strong are how many bits of guessing a strength stands for: each guess costs a thief about a tenth of a second.
const (
	fair   = 30
	strong = 42
)

// Judge says how hard a passphrase is to guess, in a sentence for under the field; "" for an empty one.
func Judge(p string) (Strength, string) {
	n := utf8.RuneCountInString(p)
	switch bits := guessing(p); {
	case strings.TrimSpace(p) == "":
		return Short, ""
	case n < minPassphrase:
		return Short, "Too short so far: " + strconv.Itoa(minPassphrase-n) + " more"
	case bits < fair:
		return Easy, "Easy to guess: add a word that has nothing to do with the others"
	case bits < strong:
		return Fair, "Fair: one more word makes it far harder to guess"
	}
	return Strong, "Strong: hard to guess"
}

// guessing is a careful estimate of the bits in a passphrase: a word counts as one of about two thousand, figures as figures, and
// what everybody chooses or repeats counts for almost nothing.
func guessing(p string) float64 {
	bits, seen := 0.0, map[string]bool{}
	for _, run := range runs(strings.ToLower(p)) {
		b := runBits(run)
		if seen[run] {
			b = min(b, 1)
		}
		seen[run] = true
		bits += b
	}
	return bits
}

// runs splits into words, figures and signs.
func runs(p string) []string {
	kind := func(r rune) int {
		switch {
		case unicode.IsLetter(r):
			return 0
		case unicode.IsDigit(r):
			return 1
		case unicode.IsSpace(r):
			return 2
		}
		return 3
	}
	var out []string
	last := 2
	for _, r := range p {
		k := kind(r)
		switch {
		case k == 2:
		case k != last:
			out = append(out, string(r))
		default:
			out[len(out)-1] += string(r)
		}
		last = k
	}
	return out
}

// usual are words that are tried first.
var usual = []string{"password", "passphrase", "passwort", "qwerty", "letmein", "welcome", "admin", "fieldfare", "therapist", "therapy",
	"iloveyou", "monkey", "dragon", "football", "spring", "summer", "autumn", "winter", "school", "liverpool", "arsenal", "chelsea"}

// runBits is what one run adds.
func runBits(run string) float64 {
	rs := []rune(run)
	n := float64(len(rs))
	if even(rs) {
		return 3
	}
	if unicode.IsDigit(rs[0]) {
		if len(rs) == 4 && (rs[0] == '1' && rs[1] == '9' || rs[0] == '2' && rs[1] == '0') {
			return 6 // a year
		}
		return 3.3 * n
	}
	for _, u := range usual {
		if run == u {
			return 3
		}
	}
	return min(4*n, 11)
}

// even is a run of one sign, or one that counts up or down: aaaa, 1234, 9876.
func even(rs []rune) bool {
	if len(rs) < 3 {
		return false
	}
	if strings.Contains("01234567890", string(rs)) {
		return true
	}
	step := rs[1] - rs[0]
	for i := 2; i < len(rs); i++ {
		if rs[i]-rs[i-1] != step {
			return false
		}
	}
	return step >= -1 && step <= 1
}

// Groups splits a recovery code into its printed groups.
func Groups(code string) []string {
	return strings.FieldsFunc(code, func(r rune) bool { return r == '-' || r == ' ' })
}

// A Quiz asks for two groups of a code that was written down.
type Quiz struct {
	groups []string
	ask    [2]int
}

// NewQuiz chooses two groups, by the code itself: asked again it asks for the same ones.
func NewQuiz(code string) Quiz {
	q := Quiz{groups: Groups(code)}
	sum := 0
	for _, r := range code {
		sum += int(r)
	}
	n := max(len(q.groups), 2)
	first := sum % n
	second := (first + 1 + sum/n%(n-1)) % n
	q.ask = [2]int{min(first, second), max(first, second)}
	return q
}

// Labels name the two groups as the fields do.
func (q Quiz) Labels() [2]string {
	return [2]string{"Group " + strconv.Itoa(q.ask[0]+1), "Group " + strconv.Itoa(q.ask[1]+1)}
}

// Check returns what to do about each answer, or "". It reads O as 0, and I and L as 1, like the code itself does.
func (q Quiz) Check(answers [2]string) (problems [2]string) {
	for i, at := range q.ask {
		label := q.Labels()[i]
		switch got := plain(answers[i]); {
		case got == "":
			problems[i] = "Enter " + assessments.LowerFirst(label) + " from your paper"
		case at >= len(q.groups) || got != plain(q.groups[at]):
			problems[i] = label + " is not what you were shown: compare your paper with the code"
		}
	}
	return problems
}

var alike = strings.NewReplacer(" ", "", "-", "", "O", "0", "I", "1", "L", "1")

func plain(s string) string { return alike.Replace(strings.ToUpper(strings.TrimSpace(s))) }
