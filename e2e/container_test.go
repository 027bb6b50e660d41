package e2e

import (
	"bufio"
	"debug/elf"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// instructions are the lines of build/Containerfile by their first word, those of the last stage under last.
func instructions(t *testing.T) (all, last map[string][]string) {
	t.Helper()
	raw, err := os.ReadFile("../build/Containerfile")
	must(t, err)
	all, last = map[string][]string{}, map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "" || word == "#" {
			continue
		}
		if word == "FROM" {
			clear(last)
		}
		all[word], last[word] = append(all[word], rest), append(last[word], rest)
	}
	return all, last
}

// list reads an instruction that is written as a JSON list.
func list(t *testing.T, of []string) (out []string) {
	t.Helper()
	if len(of) != 1 {
		t.Fatalf("want one instruction, have %q", of)
	}
	must(t, json.Unmarshal([]byte(of[0]), &out))
	return out
}

// TestContainerfile builds with the line that the image is built with, and starts what came of it as the image does: as nobody who may do
// more, on a folder of its own, with nothing beside it but the C library. The base images themselves are not fetched here.
func TestContainerfile(t *testing.T) {
	all, last := instructions(t)
	dir := t.TempDir()
	built := filepath.Join(dir, "fieldfare-central")
	i := slices.IndexFunc(all["RUN"], func(s string) bool { return strings.HasPrefix(s, "go build ") })
	if i < 0 {
		t.Fatal("nothing is built")
	}
	cmd := exec.Command("bash", "-euc", strings.Replace(all["RUN"][i], "/out/fieldfare-central", built, 1))
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file, err := elf.Open(built)
	must(t, err)
	defer file.Close()
	libraries, err := file.ImportedLibraries()
	must(t, err)
	for _, l := range libraries {
		if !slices.Contains([]string{"libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "libresolv.so.2", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}, l) {
			t.Errorf("the image lacks %s", l)
		}
	}
	if !slices.Contains(last["COPY"], "--from=build /out/fieldfare-central "+list(t, last["ENTRYPOINT"])[0]) {
		t.Errorf("what starts is not what was built: %q", last["COPY"])
	}
	if u := last["USER"]; len(u) != 1 || u[0] != "10001:10001" {
		t.Errorf("it runs as %q", u)
	}
	args := list(t, last["CMD"])
	at := func(flag string) int { return slices.Index(args, flag) + 1 }
	if !slices.Equal(list(t, last["VOLUME"]), []string{args[at("--data")]}) || !slices.Contains(args, "--behind-proxy") || !strings.HasSuffix(args[at("--listen")], ":"+last["EXPOSE"][0]) {
		t.Errorf("the folder, the port and the proxy do not fit together: %q", args)
	}
	args[at("--data")], args[at("--listen")] = filepath.Join(dir, "data"), "127.0.0.1:0"
	serve := exec.Command(built, args...)
	serve.Env = []string{} // an image has none of ours
	serve.Dir = "/"
	if os.Geteuid() == 0 {
		must(t, os.Chmod(dir, 0o755))
		must(t, os.Mkdir(args[at("--data")], 0o700))
		must(t, os.Chown(args[at("--data")], 10001, 10001))
		must(t, passable(dir))
		serve.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 10001, Gid: 10001}}
	}
	out, err := serve.StdoutPipe()
	must(t, err)
	var log strings.Builder
	serve.Stderr = &log
	start(t, serve)
	line, err := bufio.NewReader(out).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ok {
		stop(serve)
		t.Fatalf("it said %q (%v)\n%s", line, err, log.String())
	}
	res, err := http.Get(url + "/readyz")
	if err != nil {
		stop(serve)
		t.Fatal(err)
	}
	must(t, res.Body.Close())
	if res.StatusCode != http.StatusOK {
		t.Errorf("/readyz: %d", res.StatusCode)
	}
	must(t, serve.Process.Signal(syscall.SIGTERM))
	if err := serve.Wait(); err != nil {
		t.Errorf("told to stop it ended with %v\n%s", err, log.String())
	}
}

// passable lets somebody else come as far as a folder of this test's.
func passable(dir string) error {
	for ; dir != "/" && dir != os.TempDir(); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			return err
		}
	}
	return nil
}
