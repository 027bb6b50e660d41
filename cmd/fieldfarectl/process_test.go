package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestMain lets this test binary be the program itself: a test that needs a second process runs it again.
func TestMain(m *testing.M) {
	if os.Getenv("FIELDFARE_BE_THE_PROGRAM") != "" {
		main()
	}
	os.Exit(m.Run())
}

// program is the real program in a process of its own.
func program(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), "FIELDFARE_BE_THE_PROGRAM=1", "FIELDFARE_PASSPHRASE="+passphrase)
	return cmd
}

// an applier is a running `fieldfarectl apply --store DIR -`.
type applier struct {
	cmd  *exec.Cmd
	to   io.WriteCloser
	from *bufio.Reader
	errs bytes.Buffer
}

func open(t testing.TB, dir string) *applier {
	t.Helper()
	p := &applier{cmd: program(t, "apply", "--store", dir, "-")}
	var err error
	p.to, err = p.cmd.StdinPipe()
	must(t, err)
	out, err := p.cmd.StdoutPipe()
	must(t, err)
	p.from, p.cmd.Stderr = bufio.NewReader(out), &p.errs
	must(t, p.cmd.Start())
	t.Cleanup(func() {
		if p.cmd.ProcessState == nil {
			_ = p.cmd.Process.Kill()
			_ = p.cmd.Wait()
		}
	})
	return p
}

// say sends one line and waits for its answer.
func (p *applier) say(t testing.TB, line string) {
	t.Helper()
	_, err := io.WriteString(p.to, line+"\n")
	must(t, err)
	answer, err := p.from.ReadString('\n')
	if err != nil || !strings.HasPrefix(answer, `{"ok":`) {
		t.Fatalf("answered %q, %v: %s", answer, err, p.errs.String())
	}
}

func (p *applier) close(t testing.TB) int {
	t.Helper()
	must(t, p.to.Close())
	_ = p.cmd.Wait() // the exit code says it
	return p.cmd.ProcessState.ExitCode()
}

// TestProgram_ExitCodesReachTheShell runs the real binary once for each exit code.
func TestProgram_ExitCodesReachTheShell(t *testing.T) {
	dir := practised(t)
	for _, c := range []struct {
		line string
		code int
		out  string
	}{
		{"measure gas --weights 4,2,1 --levels=-1,-1,-2", exitDone, "35.2\n"},
		{"status --store " + dir + "/nowhere", exitRefused, ""},
		{"bogus", exitUsage, ""},
		{"enrol --store " + t.TempDir() + "/new --central http://127.0.0.1:1 --code K7QD-04XZ-2H9M", exitOffline, ""},
	} {
		cmd := program(t, strings.Fields(c.line)...)
		var out bytes.Buffer
		cmd.Stdout = &out
		_ = cmd.Run() // the exit code says it
		if got := cmd.ProcessState.ExitCode(); got != c.code || out.String() != c.out {
			t.Errorf("%s: exit %d, printed %q", c.line, got, out.String())
		}
	}
}

// Whoever stops a program that waits for its input, such as a computer being shut down, is heard; and what was answered is kept.
func TestProgram_EndsWhenToldWhileItWaits(t *testing.T) {
	dir := practised(t)
	p := open(t, dir)
	id := "019a0009-0000-7011-8000-000000000077"
	p.say(t, `{"record":"`+id+`","kind":"child","child":"`+id+`","set":{"name":"Zed Quill","born":"2019-01-02"}}`)
	must(t, p.cmd.Process.Signal(syscall.SIGTERM))
	_ = p.cmd.Wait() // the exit code says it; it never returns when the signal is not heard
	if got := p.cmd.ProcessState.ExitCode(); got != exitRefused {
		t.Errorf("exit %d", got)
	}
	out, err := program(t, "history", "--store", dir, id).Output()
	if err != nil || len(out) == 0 {
		t.Errorf("what was answered is gone: %q, %v", out, err)
	}
}
