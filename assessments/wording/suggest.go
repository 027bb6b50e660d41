package wording

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Suggest lists the words nearest to one that is in no list, the likeliest first: fewest slips of the finger (a letter too many, one
// missing, a wrong one, two changed about, which is the likeliest), then the same first letter, then common words. It looks at every word of the lists, which
// takes some milliseconds, and needs no tables of its own.
func (s *Speller) Suggest(word string, most int) []string {
	low := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	slips := 2
	if utf8.RuneCountInString(low) < 5 {
		slips = 1
	}
	type near struct {
		word  string
		price int
	}
	var all []near
	try := func(w string, price int) {
		if d := len(w) - len(low); d > slips || -d > slips {
			return
		}
		d := distance(low, strings.ToLower(w), slips)
		if d > slips {
			return
		}
		price += 10 * d
		if w[0]|0x20 != low[0]|0x20 {
			price += 6
		}
		if len(w) == len(low) && sameLetters(low, strings.ToLower(w)) {
			price -= 3 // two keys struck in the wrong order
		}
		all = append(all, near{w, price})
	}
	for _, w := range s.common {
		try(w, 0)
	}
	for _, w := range s.rest {
		try(w, 4)
	}
	for w := range s.extra {
		try(w, 2)
	}
	for i := 2; i < len(low)-1; i++ { // two words that were written as one
		if a, b := low[:i], low[i:]; s.has(a) && s.has(b) {
			all = append(all, near{a + " " + b, 13})
		}
	}
	sort.Slice(all, func(i, j int) bool {
		return all[i].price < all[j].price || all[i].price == all[j].price && all[i].word < all[j].word
	})
	var out []string
	for _, n := range all[:min(most, len(all))] {
		out = append(out, likeCase(word, n.word))
	}
	return out
}

// sameLetters tells whether two words of one length have the same letters in another order.
func sameLetters(a, b string) bool {
	var n [256]int8
	for i := range len(a) {
		n[a[i]]++
		n[b[i]]--
	}
	return n == [256]int8{}
}

// likeCase gives a suggestion the capital of the word it stands in for.
func likeCase(word, s string) string {
	first, _ := utf8.DecodeRuneInString(word)
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(first) {
		return string(unicode.ToUpper(r)) + s[size:]
	}
	return s
}

// distance is the number of slips between two words, or more than most as soon as that is certain (optimal string alignment).
func distance(a, b string, most int) int {
	var two, one, now [32]int
	if len(a) >= len(now) || len(b) >= len(now) {
		return most + 1
	}
	for j := 0; j <= len(b); j++ {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(one[j]+1, now[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, two[j-2]+1)
			}
			now[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		two, one = one, now
	}
	return one[len(b)]
}
