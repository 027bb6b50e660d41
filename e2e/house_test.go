package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const passphrase = "snail beanbag tights"

// The children of the two notebooks.
const (
	isla  = "019a0001-0000-7003-8000-000000000001"
	yusuf = "019a0002-0000-7003-8000-000000000001"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A house is what the processes of one test call their own: home, temporary files and the stores.
type house struct{ dir string }

func newHouse(t testing.TB) house {
	t.Helper()
	h := house{t.TempDir()}
	for _, d := range []string{"home", "tmp"} {
		must(t, os.Mkdir(h.at(d), 0o700))
	}
	return h
}

func (h house) at(name string) string { return filepath.Join(h.dir, name) }

func (h house) env() []string {
	return []string{"FIELDFARE_PASSPHRASE=" + passphrase, "HOME=" + h.at("home"), "XDG_CONFIG_HOME=" + h.at("home"), "XDG_CACHE_HOME=" + h.at("home"),
		"TMPDIR=" + h.at("tmp"), "SQLITE_TMPDIR=" + h.at("tmp")}
}

// ctl runs fieldfarectl to its end; it must be done.
func (h house) ctl(t testing.TB, stdin string, args ...string) string {
	t.Helper()
	return run(t, h.env(), strings.NewReader(stdin), "fieldfarectl", args...)
}

// start prepares a fieldfarectl that the test ends itself.
func (h house) start(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(binary(t, "fieldfarectl"), args...)
	cmd.Env = append(os.Environ(), h.env()...)
	return cmd
}

// demo is the path of one of the notebooks' files.
func demo(name string) string { return filepath.Join("..", "assets", "demo", name) }

// decode reads a JSON document that a program printed.
func decode[T any](t testing.TB, out string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("not a JSON document: %v\n%s", err, out)
	}
	return v
}

// record is a record as fieldfarectl prints it.
type record struct {
	ID        string                     `json:"id"`
	Kind      string                     `json:"kind"`
	Child     string                     `json:"child"`
	Setting   string                     `json:"setting"`
	Fields    map[string]json.RawMessage `json:"fields"`
	Conflicts []string                   `json:"conflicts"`
	Signed    json.RawMessage            `json:"signed"`
}

func (r record) text(field string) string {
	var s string
	_ = json.Unmarshal(r.Fields[field], &s) // what is no text reads as none
	return s
}

func (h house) records(t testing.TB, store string, args ...string) []record {
	t.Helper()
	return decode[[]record](t, h.ctl(t, "", append([]string{"records", "--store", store, "--json"}, args...)...))
}

// verify fails the test when the store is not whole.
func (h house) verify(t testing.TB, store string) {
	t.Helper()
	if out := h.ctl(t, "", "verify", "--store", store, "--json"); strings.TrimSpace(out) != "[]" {
		t.Fatalf("verify: %s", out)
	}
}

// A service is a fieldfare-central process on its database, which outlives it.
type service struct {
	where []string // --data DIR or --database URL
	serve []string // flags of serve alone
	url   string
	clock time.Duration // how far ahead of ours its clock is
	cmd   *exec.Cmd
	log   bytes.Buffer
}

// newService starts the service.
func newService(t testing.TB, where ...string) *service {
	t.Helper()
	s := &service{where: where}
	s.open(t)
	return s
}

// open starts the process, on the address it had before if it had one.
func (s *service) open(t testing.TB) {
	t.Helper()
	listen := "127.0.0.1:0"
	if s.url != "" {
		listen = strings.TrimPrefix(s.url, "http://")
	}
	s.cmd = exec.Command(binary(t, "fieldfare-central"), append([]string{"serve", "--listen", listen, "--clock-offset", s.clock.String()}, append(s.where[:len(s.where):len(s.where)], s.serve...)...)...)
	out, err := s.cmd.StdoutPipe()
	must(t, err)
	s.log.Reset()
	s.cmd.Stderr = &s.log
	start(t, s.cmd)
	line, err := bufio.NewReader(out).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ok {
		stop(s.cmd)
		t.Fatalf("the service said %q (%v)\n%s", line, err, s.log.String())
	}
	s.url = url
}

// kill ends the service as a power cut would.
func (s *service) kill() { stop(s.cmd) }

// close ends the service as its administrator would, and fails the test when it does not end well.
func (s *service) close(t testing.TB) {
	t.Helper()
	must(t, s.cmd.Process.Signal(syscall.SIGTERM))
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("the service ended with %v\n%s", err, s.log.String())
	}
}

// admin runs an administrator's command.
func (s *service) admin(t testing.TB, args ...string) string {
	t.Helper()
	now := time.Now().Add(s.clock).Format(time.RFC3339)
	return run(t, nil, nil, "fieldfare-central", append(append([]string{"admin", "--now", now}, args...), s.where...)...)
}

// made runs a command that makes something, and returns its id or code.
func (s *service) made(t testing.TB, args ...string) string {
	t.Helper()
	doc := decode[map[string]string](t, s.admin(t, append(args, "--json")...))
	return doc["id"] + doc["code"]
}

// tenant makes an NHS service, therapist one of its therapists, and code a one-use code for a device of theirs.
func (s *service) tenant(t testing.TB) string {
	return s.made(t, "tenant", "add", "North Place", "--pack", "lewisham-like")
}

func (s *service) therapist(t testing.TB, tenant, name string) string {
	return s.made(t, "therapist", "add", name, strings.ToLower(strings.Fields(name)[0])+"@north.example", "--tenant", tenant)
}

func (s *service) code(t testing.TB, therapist string) string {
	return s.made(t, "code", "--therapist", therapist)
}
