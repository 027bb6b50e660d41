package outbox

import "strings"

// maxDiffer bounds the comparison: beyond this many words a side the two are shown whole, without marks.
const maxDiffer = 600

// differ splits two texts into words and marks on each side what the other does not have, by the longest run of words that
// both share in order.
func differ(a, b string) (left, right []Word) {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > maxDiffer || len(y) > maxDiffer {
		return []Word{{Text: a}}, []Word{{Text: b}}
	}
	// longest[i][j] is the length of the longest common run of x[i:] and y[j:].
	longest := make([][]int, len(x)+1)
	for i := range longest {
		longest[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(x) || j < len(y) {
		switch {
		case i < len(x) && j < len(y) && x[i] == y[j]:
			left, right = put(left, x[i], false), put(right, y[j], false)
			i, j = i+1, j+1
		case j == len(y) || (i < len(x) && longest[i+1][j] >= longest[i][j+1]):
			left = put(left, x[i], true)
			i++
		default:
			right = put(right, y[j], true)
			j++
		}
	}
	return left, right
}

// put joins a word to the last piece when both are marked the same.
func put(list []Word, w string, differs bool) []Word {
	if n := len(list); n > 0 && list[n-1].Differs == differs {
		list[n-1].Text += " " + w
		return list
	}
	return append(list, Word{w, differs})
}
