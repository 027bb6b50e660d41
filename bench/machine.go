package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// A machine is what the figures were measured on.
type machine struct {
	cpu, ram, os, disk, load, loadAfter string
	nice                                int
	versions                            []string
}

// versionsOf are the modules whose versions a figure depends on.
var versionsOf = map[string]bool{"fyne.io/fyne/v2": true, "github.com/mattn/go-sqlite3": true, "github.com/jung-kurt/gofpdf": true,
	"github.com/go-json-experiment/json": true, "golang.org/x/crypto": true, "github.com/klauspost/compress": true, "github.com/go-text/typesetting": true}

// thisMachine describes the machine, with the disk that dir is on and how busy it is before the run.
func thisMachine(dir string) (machine, error) {
	var m machine
	cpu, err := after("/proc/cpuinfo", "model name")
	if err != nil {
		return m, err
	}
	m.cpu = fmt.Sprintf("%s, %d cores", cpu, runtime.NumCPU())
	total, err := after("/proc/meminfo", "MemTotal")
	if err != nil {
		return m, err
	}
	var kb float64
	if _, err := fmt.Sscanf(total, "%f kB", &kb); err != nil {
		return m, err
	}
	m.ram = fmt.Sprintf("%.1f GB", kb/1024/1024)
	name, err := after("/etc/os-release", "PRETTY_NAME")
	if err != nil {
		return m, err
	}
	kernel, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return m, err
	}
	version, _, _ := strings.Cut(strings.TrimSpace(string(kernel)), "-") // what follows says who built it, and nothing of how fast it is
	m.os = strings.Trim(name, `"`) + ", Linux " + version
	if out, err := exec.Command("stat", "-f", "-c", "%T", filepath.Clean(dir)).Output(); err == nil {
		m.disk = strings.TrimSpace(string(out))
	}
	if m.load, err = load(); err != nil {
		return m, err
	}
	if raw, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0); err == nil {
		m.nice = 20 - raw // as the kernel counts it
	}
	sqlite, _, _ := sqlite3.Version()
	m.versions = []string{strings.Replace(runtime.Version(), "go", "Go ", 1), "SQLite " + sqlite}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if versionsOf[d.Path] {
				m.versions = append(m.versions, d.Path+" "+d.Version)
			}
		}
	}
	return m, nil
}

// load is how many processes wanted a processor in the last 1, 5 and 15 minutes.
func load() (string, error) {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "", err
	}
	return strings.Join(strings.Fields(string(data))[:3], " "), nil
}

// busy says whether others wanted the processors too while the run went on.
func (m machine) busy() bool {
	var before, after float64
	_, err := fmt.Sscan(m.load, &before)
	_, err2 := fmt.Sscan(m.loadAfter, &after)
	return err == nil && err2 == nil && max(before, after-1) > 0.75*float64(runtime.NumCPU())
}

// lines are the machine for the results.
func (m machine) lines() []string {
	return []string{"Processor: " + m.cpu, "Memory: " + m.ram, "System: " + m.os, "File system of the stores: " + m.disk,
		"Load before the run (1, 5, 15 minutes): " + m.load + "; after it: " + m.loadAfter + ". The run itself adds about 1; its niceness was " + fmt.Sprint(m.nice) + ".",
		"Versions: " + strings.Join(m.versions, ", ")}
}

// after returns what follows the name of a line, whichever of ":" and "=" separates them.
func after(file, name string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			return strings.TrimSpace(strings.TrimLeft(rest, " \t:=")), nil
		}
	}
	return "", fmt.Errorf("%s has no line %s", file, name)
}
