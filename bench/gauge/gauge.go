// Package gauge reads what processes have used: processor time and memory, from /proc.
package gauge

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Times are the seconds of processor that a process, and its children that have ended, have used.
func Times(pid int) (own, ended float64, err error) {
	f, err := stat(pid)
	if err != nil {
		return 0, 0, err
	}
	const hertz = 100 // of /proc on every Linux
	n := func(i int) float64 { x, _ := strconv.ParseFloat(f[i], 64); return x / hertz }
	return n(11) + n(12), n(13) + n(14), nil
}

// Tree is Times of a process, of its children that have ended and of those that live. PostgreSQL is such a tree: a session that ends
// is counted with its parent from then on.
func Tree(pid int) (float64, error) {
	own, ended, err := Times(pid)
	if err != nil {
		return 0, err
	}
	sum := own + ended
	for _, child := range Children(pid) {
		if own, _, err := Times(child); err == nil { // it may just have ended
			sum += own
		}
	}
	return sum, nil
}

// stat is /proc/PID/stat after the name: the state is the first.
func stat(pid int) ([]string, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil, err
	}
	f := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
	if len(f) < 15 {
		return nil, fmt.Errorf("/proc/%d/stat is short", pid)
	}
	return f, nil
}

// Children are the processes that a process has started and that live.
func Children(parent int) []int {
	var out []int
	dirs, _ := filepath.Glob("/proc/[0-9]*") // the pattern is good
	for _, dir := range dirs {
		pid, err := strconv.Atoi(filepath.Base(dir))
		if err != nil {
			continue
		}
		if f, err := stat(pid); err == nil && f[1] == strconv.Itoa(parent) {
			out = append(out, pid)
		}
	}
	return out
}

// After returns what follows the name of a line and its colon.
func After(file, name string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			return strings.TrimSpace(strings.TrimLeft(rest, " \t:")), nil
		}
	}
	return "", fmt.Errorf("%s has no line %s", file, name)
}
