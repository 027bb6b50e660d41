package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/fieldfare/fieldfare/bench/gauge"
)

// A spent is processor time in seconds: of the services, of PostgreSQL with all its processes, and of this program.
type spent struct{ services, database, own float64 }

func (s spent) less(t spent) spent {
	return spent{s.services - t.services, s.database - t.database, s.own - t.own}
}

// spent reads what everybody has used so far.
func (h *house) spent() (s spent, err error) {
	for _, cmd := range h.services {
		own, _, err := gauge.Times(cmd.Process.Pid)
		if err != nil {
			return s, err
		}
		s.services += own
	}
	if s.own, _, err = gauge.Times(os.Getpid()); err != nil {
		return s, err
	}
	pid, err := h.db.PID()
	if err != nil {
		return s, err
	}
	s.database, err = gauge.Tree(pid)
	return s, err
}

// memory tells what everybody holds at the end, and the services at most.
func (h *house) memory(out *strings.Builder) error {
	out.WriteString("\n## Memory\n\n")
	for i, cmd := range h.services {
		peak, err := gauge.After(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid), "VmHWM")
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
	for _, p := range append(gauge.Children(pid), pid) {
		text, err := gauge.After(fmt.Sprintf("/proc/%d/smaps_rollup", p), "Pss")
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
