// Command mutants plants bugs in copies of our files, one at a time, and lets the fleet look for each: a bug that it does not find
// within so many worlds is a hole in what the fleet asks, not a harmless bug. The files themselves are never touched: the copies
// come in through go's -overlay.
//
// Words: a mutant is the program with one bug; a patch is the exact text that the bug takes the place of; a mutant that is caught
// is one that some world shows to be wrong, and the invariant is the promise that was broken there.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	only := flag.String("only", "", "names of mutants, with commas between; all when empty")
	seeds := flag.Int("seeds", 2000, "in how many worlds each must be caught")
	control := flag.Bool("control", true, "first play as many worlds without any bug; without that a catch says nothing")
	fit := flag.Bool("fit", false, "only look whether every patch still fits its file")
	root := flag.String("root", "../..", "the repository")
	flag.Parse()
	chosen, err := choose(*only)
	if err == nil {
		err = try(*root, chosen, *seeds, *control, *fit)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// choose picks mutants by name.
func choose(names string) ([]mutant, error) {
	if names == "" {
		return mutants, nil
	}
	var out []mutant
	for _, name := range strings.Split(names, ",") {
		n := len(out)
		for _, m := range mutants {
			if m.name == strings.TrimSpace(name) {
				out = append(out, m)
			}
		}
		if len(out) == n {
			return nil, fmt.Errorf("there is no mutant %q", name)
		}
	}
	return out, nil
}

// try plants each mutant and prints the table.
func try(root string, chosen []mutant, seeds int, control, fit bool) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "fieldfare-mutants-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var wrong []string
	var misfits error
	if control && !fit {
		// The program without a bug must come through as many worlds as any mutant gets, or a catch would say nothing.
		began := time.Now()
		c, err := hunt(root, dir, "", seeds)
		if err != nil || c.caught {
			return errors.Join(fmt.Errorf("without any mutant: %s", c.how), err)
		}
		fmt.Printf("%-52s %-32s %5.0f s\n", "without any mutant", fmt.Sprintf("clean in %d worlds", seeds), time.Since(began).Seconds())
	}
	for _, m := range chosen {
		overlay, err := m.plant(root, dir)
		if fit {
			misfits = errors.Join(misfits, err)
			continue
		}
		if err != nil {
			return err
		}
		began := time.Now()
		c, err := hunt(root, dir, overlay, seeds)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if !c.caught {
			wrong = append(wrong, m.name)
		}
		fmt.Printf("%-52s %-32s %5.0f s\n", m.name, c, time.Since(began).Seconds())
	}
	if misfits != nil {
		return misfits
	}
	if fit {
		fmt.Printf("mutants: all %d fit\n", len(chosen))
	}
	if !fit && len(wrong) == 0 {
		fmt.Printf("mutants: all %d caught within %d worlds\n", len(chosen), seeds)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%d of %d survived: %s", len(wrong), len(chosen), strings.Join(wrong, ", "))
	}
	return nil
}

// plant writes the patched copies and the overlay that names them.
func (m mutant) plant(root, dir string) (overlay string, err error) {
	replace := map[string]string{}
	for i, p := range m.patches {
		file := filepath.Join(root, filepath.FromSlash(p.file))
		from := file
		if copied, ok := replace[file]; ok {
			from = copied
		}
		raw, err := os.ReadFile(from)
		if err != nil {
			return "", err
		}
		if n := strings.Count(string(raw), p.old); n != 1 {
			return "", fmt.Errorf("%s no longer fits: its text stands %d times in %s, not once:\n%s", m.name, n, p.file, p.old)
		}
		to := filepath.Join(dir, fmt.Sprintf("%s-%d.go", strings.ReplaceAll(m.name, " ", "-"), i))
		if err := os.WriteFile(to, []byte(strings.Replace(string(raw), p.old, p.new, 1)), 0o600); err != nil {
			return "", err
		}
		replace[file] = to
	}
	raw, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, strings.ReplaceAll(m.name, " ", "-")+".json")
	return overlay, os.WriteFile(overlay, raw, 0o600)
}

// A catch is what became of a mutant.
type catch struct {
	caught bool
	how    string
}

// String is a cell of the table.
func (c catch) String() string {
	if !c.caught {
		return "SURVIVED"
	}
	return c.how
}

var found = regexp.MustCompile(`(?m)^\s*run_test\.go:\d+: seed (\d+): (invariant \d+)?:?\s?([^\n]*)`)

// hunt builds the fleet with a mutant in it and plays worlds until one shows it.
func hunt(root, dir, overlay string, seeds int) (catch, error) {
	bin := filepath.Join(dir, "fleet.test")
	build := exec.Command("go", "test", "-c", "-tags", "x11 sqlite_fts5", "-o", bin, "./sync/fleet")
	if overlay != "" {
		build.Args = slices.Insert(build.Args, 3, "-overlay", overlay)
	}
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return catch{}, fmt.Errorf("it does not build: %w\n%s", err, out)
	}
	play := exec.Command(bin, "-test.run", "NothingIsLost", "-test.timeout", "0")
	play.Dir = filepath.Join(root, "sync", "fleet")
	play.Env = append(os.Environ(), fmt.Sprint("FIELDFARE_SEEDS=1..", seeds), "FIELDFARE_FAILURES=1", "FIELDFARE_BRIEF=1")
	out, err := play.CombinedOutput()
	var exit *exec.ExitError
	switch m := found.FindStringSubmatch(string(out)); {
	case err == nil:
		return catch{}, nil
	case !errors.As(err, &exit):
		return catch{}, err
	case m == nil:
		return catch{}, fmt.Errorf("it failed without naming a world:\n%.2000s", out)
	default:
		what := m[2]
		if what == "" {
			what = fmt.Sprintf("stopped: %.60s", m[3])
		}
		return catch{true, fmt.Sprintf("seed %4s: %s", m[1], what)}, nil
	}
}
