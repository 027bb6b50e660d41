package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// A spent is processor time in seconds: of the services, of PostgreSQL with all its processes, and of this program.
type spent struct{ services, database, own float64 }

func (s spent) less(t spent) spent {
	return spent{s.services - t.services, s.database - t.database, s.own - t.own}
}

// spent reads what everybody has used so far. A session of PostgreSQL that ends is counted with its parent from then on.
func (h *house) spent() (s spent, err error) {
	for _, cmd := range h.services {
		own, _, err := times(cmd.Process.Pid)
		if err != nil {
			return s, err
		}
		s.services += own
	}
	if s.own, _, err = times(os.Getpid()); err != nil {
		return s, err
	}
	pid, err := h.db.PID()
	if err != nil {
		return s, err
	}
	own, ended, err := times(pid)
	if err != nil {
		return s, err
	}
	s.database = own + ended
	for _, child := range children(pid) {
		if own, _, err := times(child); err == nil { // it may just have ended
			s.database += own
		}
	}
	return s, nil
}

// times are the seconds of processor that a process, and its children that have ended, have used.
func times(pid int) (own, ended float64, err error) {
	f, err := stat(pid)
	if err != nil {
		return 0, 0, err
	}
	const hertz = 100 // of /proc on every Linux
	n := func(i int) float64 { x, _ := strconv.ParseFloat(f[i], 64); return x / hertz }
	return n(11) + n(12), n(13) + n(14), nil
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

func children(parent int) []int {
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

// memory tells what everybody holds at the end, and the services at most.
func (h *house) memory(out *strings.Builder) error {
	out.WriteString("\n## Memory\n\n")
	for i, cmd := range h.services {
		peak, err := after(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid), "VmHWM")
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "- Process %d of the service, at most: %s\n", i+1, peak)
	}
	pid, err := h.db.PID()
	if err != nil {
		return err
	}
	kb := 0.0
	for _, p := range append(children(pid), pid) {
		text, err := after(fmt.Sprintf("/proc/%d/smaps_rollup", p), "Pss")
		if err != nil {
			continue // it has just ended
		}
		var x float64
		if _, err := fmt.Sscanf(text, "%f kB", &x); err == nil {
			kb += x
		}
	}
	fmt.Fprintf(out, "- PostgreSQL with all its processes, at the end: %.0f MB\n", kb/1024)
	return nil
}

func cores() int { return runtime.NumCPU() }

// after returns what follows the name of a line and its colon.
func after(file, name string) (string, error) {
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
