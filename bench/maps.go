package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// mapsTop is how many lines a profile has.
const mapsTop = 15

var mapping = regexp.MustCompile(`^[0-9a-f]+-[0-9a-f]+ (\S+) \S+ \S+ (\d+)\s*(.*)$`)

// topMaps sets two processes' memory side by side, by what it is of: the largest kinds first.
func topMaps(app, window int) (string, error) {
	ours, err := kinds(app)
	if err != nil {
		return "", err
	}
	bare, err := kinds(window)
	if err != nil {
		return "", err
	}
	var names []string
	for name := range ours {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return int(ours[b] - ours[a]) })
	var out strings.Builder
	fmt.Fprintf(&out, "%10s %10s   resident KB of\n", "app", "window")
	for _, name := range names[:min(mapsTop, len(names))] {
		fmt.Fprintf(&out, "%10d %10d   %s\n", ours[name], bare[name], name)
	}
	return out.String(), nil
}

// kinds sums the resident KB of a process's mappings: the small blocks of C, other memory of no file, and each file.
func kinds(pid int) (map[string]int64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps", pid))
	if err != nil {
		return nil, err
	}
	self, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	if err != nil {
		return nil, err
	}
	out := map[string]int64{}
	kind := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if m := mapping.FindStringSubmatch(line); m != nil {
			kind = kindOf(m[3], self)
			continue
		}
		var kb int64
		if n, _ := fmt.Sscanf(line, "Rss: %d kB", &kb); n == 1 {
			out[kind] += kb
		}
	}
	return out, nil
}

func kindOf(file, self string) string {
	switch {
	case file == self:
		return "the program itself"
	case file == "[heap]":
		return "the heap of C"
	case strings.HasPrefix(file, "[anon: Go:"):
		return "Go's runtime, " + strings.Trim(strings.TrimPrefix(file, "[anon: Go:"), " ]")
	case file == "":
		return "memory of no file (the heap of Go, large blocks of C, stacks)"
	case strings.HasPrefix(file, "["):
		return file
	}
	return filepath.Base(file)
}
