package service

import (
	"fmt"
	"regexp"
	"strings"
)

// lineIndex finds the line of a table or key by its path, such as "ages.band[1].to". The decoder keeps no positions of
// what it has read, so the file is looked over a second time; a path that is not found has the line of what holds it.
type lineIndex map[string]int

var (
	header = regexp.MustCompile(`^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]`)
	setKey = regexp.MustCompile(`^\s*([A-Za-z0-9_-]+)\s*=`)
)

// indexLines finds every header and every key that begins a line.
func indexLines(text string) lineIndex {
	at := lineIndex{"": 1}
	counts := map[string]int{}
	table := ""
	quoted := ""
	for n, line := range strings.Split(text, "\n") {
		if quoted != "" { // inside a text over several lines nothing is a header
			if strings.Contains(line, quoted) {
				quoted = ""
			}
			continue
		}
		if m := header.FindStringSubmatch(line); m != nil {
			table = resolve(m[2], m[1] == "[[", counts)
			at.put(table, n+1)
		} else if m := setKey.FindStringSubmatch(line); m != nil {
			at.put(join(table, m[1]), n+1)
		}
		for _, q := range []string{`"""`, `'''`} {
			if strings.Count(line, q)%2 == 1 {
				quoted = q
			}
		}
	}
	return at
}

// put keeps the first line of a path: a second is a fault that the decoder reports.
func (at lineIndex) put(path string, line int) {
	if _, ok := at[path]; !ok {
		at[path] = line
	}
}

// resolve gives a header's path with the number of each list it passes through, and counts a new element of a list.
func resolve(name string, list bool, counts map[string]int) string {
	path := ""
	parts := strings.Split(name, ".")
	for i, part := range parts {
		path = join(path, part)
		n, isList := counts[path]
		if list && i == len(parts)-1 {
			n, isList = n+1, true
			counts[path] = n
		}
		if isList {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
	}
	return path
}

// join puts a key behind the path of its table.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// of returns the line of a path, or of the nearest thing above it that has one.
func (at lineIndex) of(path string) int {
	for {
		if n, ok := at[path]; ok {
			return n
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			return 1
		}
		path = path[:i]
	}
}
