package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// do runs one command as a script would.
func do(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), args, &out, &errs)
	return code, out.String(), errs.String()
}

// made runs a command that creates something and returns the value of its one member.
func made(t *testing.T, member string, args ...string) string {
	t.Helper()
	code, out, errs := do(t, append(args, "--json")...)
	var doc map[string]string
	if err := json.Unmarshal([]byte(out), &doc); code != 0 || err != nil || doc[member] == "" {
		t.Fatalf("%v: exit %d, %s%s (%v)", args, code, out, errs, err)
	}
	return doc[member]
}

func both(t *testing.T, test func(t *testing.T, where []string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, []string{"--data", testkit.Dir(t)}) })
	t.Run("postgres", func(t *testing.T) { test(t, []string{"--database", testkit.Postgres(t)}) })
}

// serving starts the service and returns its address and how to stop it.
func serving(t *testing.T, where []string) (url string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, where...), w, io.Discard)
		w.Close()
	}()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "listening on http://127.0.0.1:") {
		t.Fatalf("it said %q (%v), exit %d", line, err, <-done)
	}
	stopped := -1
	stop = func() int {
		if cancel(); stopped < 0 {
			stopped = <-done
		}
		return stopped
	}
	t.Cleanup(func() { stop() })
	return strings.TrimSpace(strings.TrimPrefix(line, "listening on ")), stop
}

func TestAdmin_WhileServing(t *testing.T) {
	both(t, func(t *testing.T, where []string) {
		url, stop := serving(t, where)
		for _, path := range []string{"/healthz", "/readyz"} {
			res, err := http.Get(url + path)
			if err != nil || res.StatusCode != 200 {
				t.Fatalf("%s: %v %v", path, res, err)
			}
			res.Body.Close()
		}
		// Flags may stand before, between and after the words.
		tenant := made(t, "id", append(append([]string{"admin"}, where...), "tenant", "add", "--pack", "bromley-like", "North Place")...)
		therapist := made(t, "id", append([]string{"admin", "therapist", "add", "Sam Okoro", "--tenant", tenant, "sam@nhs.example"}, where...)...)
		if code := made(t, "code", append([]string{"admin", "code", "--therapist", therapist}, where...)...); len(code) != 14 {
			t.Errorf("the code is %q", code)
		}
		for _, list := range []string{"device list", "conflicts", "quarantine", "handovers", "late", "audit --child 01890a5d-ac96-774b-bcce-b302099a8057"} {
			code, out, errs := do(t, append(append([]string{"admin"}, strings.Fields(list)...), append(where, "--json")...)...)
			if code != 0 || strings.TrimSpace(out) != "[]" {
				t.Errorf("%s: exit %d, %q %s; an empty list is []", list, code, out, errs)
			}
		}
		if code, out, _ := do(t, append([]string{"admin", "audit"}, where...)...); code != 0 || strings.Count(out, "\tadmin\t") != 3 {
			t.Errorf("audit: exit %d\n%s", code, out)
		}
		picture := filepath.Join(t.TempDir(), "code.png")
		invite := made(t, "invite", append([]string{"admin", "code", "--therapist", therapist, "--address", "https://central.example", "--qr", picture}, where...)...)
		if address, code, ok := courier.ParseInvite(invite); !ok || address != "https://central.example" || len(code) != 14 {
			t.Errorf("the invitation is %q", invite)
		}
		if raw, err := os.ReadFile(picture); err != nil || !bytes.HasPrefix(raw, []byte("\x89PNG")) {
			t.Errorf("the QR code: %v", err)
		}
		if code, out, _ := do(t, append([]string{"admin", "export", "--tenant", tenant}, where...)...); code != 0 || !strings.Contains(out, `"tenant": "North Place"`) {
			t.Errorf("export: exit %d\n%s", code, out)
		}
		for _, c := range []string{"verify", "migrate"} {
			if code, _, errs := do(t, append([]string{c}, where...)...); code != 0 {
				t.Errorf("%s: exit %d %s", c, code, errs)
			}
		}
		if code := stop(); code != 0 {
			t.Errorf("after the signal it ended with %d", code)
		}
	})
}

func TestRun_ExitCodesAndSentences(t *testing.T) {
	dir := testkit.Dir(t)
	for _, c := range []struct {
		line string
		code int
		says string
	}{
		{"", 2, "Name one of the commands"},
		{"--help", 0, "tenant add"},
		{"admin tenant add --help", 0, "Example:"},
		{"admin tenant add", 2, "takes 1 arguments"},
		{"admin tenant add N", 2, "--pack"},
		{"admin tenant add N --pack moon-like", 1, "choose one of"},
		{"admin tenant add N --pock x", 2, "pock"},
		{"admin therapist add N e@x", 2, "--tenant"},
		{"admin therapist add N e@x --tenant nobody", 1, "no service"},
		{"admin code --therapist nobody", 1, "no therapist"},
		{"admin grant --therapist T", 2, "--child"},
		{"admin grant --child 1 --setting 2 --therapist T", 2, "--child"},
		{"admin grant --child C --therapist T", 1, "no therapist"},
		{"admin handover --child C --from A", 2, "--to"},
		{"admin handover --from A --to B", 2, "--child"},
		{"admin handover --child C --from A --to B", 1, "no therapist"},
		{"admin handover --child C --from A --to B --grace-days 1000", 1, "365"},
		{"admin handovers --child C --setting S", 2, "either"},
		{"admin export --tenant nobody", 1, "no service"},
		{"admin device revoke nobody", 1, "no device"},
		{"admin device wipe D --by L", 2, "--second"},
		{"admin device wipe D --second L", 2, "--by"},
		{"admin device wipe nobody --by L --second M", 1, "no device"},
		{"admin lead add nobody", 1, "no therapist"},
		{"admin tenant lease x --tenant T", 2, "number of days"},
		{"admin tenant lease 400 --tenant T", 1, "from 1 to 90"},
		{"verify --database postgres://u:p@127.0.0.1:1/none", 2, "not both"},
		{"serve --listen 0.0.0.0:0", 1, "TLS"},
		{"serve --listen :0", 1, "TLS"},
		{"serve --listen nonsense", 2, "address"},
		{"serve --listen 0.0.0.0:0 --behind-proxy --clock-offset 1h", 1, "loopback"},
		{"serve --tls-cert a", 2, "go together"},
	} {
		args := strings.Fields(c.line)
		if c.line != "" && c.line != "--help" {
			args = append(args, "--data", dir)
		}
		code, out, errs := do(t, args...)
		if code != c.code || !strings.Contains(errs, c.says) || out != "" {
			t.Errorf("%q: exit %d, out %q, err %q; want %d and %q", c.line, code, out, errs, c.code, c.says)
		}
	}
	if code, _, errs := do(t, "verify", "--database", "postgres://u:p@127.0.0.1:1/none"); code != 3 || !strings.Contains(errs, "does not answer") {
		t.Errorf("no database: exit %d %s", code, fmt.Sprint(errs))
	}
}
