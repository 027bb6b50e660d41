package blob_test

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// gateway is the path of VersityGW, built where build/checkers.sh builds it when it is not there yet.
var gateway = sync.OnceValues(func() (string, error) {
	path, err := filepath.Abs("../../.cache/checkers/versitygw")
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-C", "../../build/s3", "-o", path, "github.com/versity/versitygw/cmd/versitygw").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("VersityGW cannot be built (make setup does it): %w\n%s", err, out)
	}
	return path, err
})

// bucketOf starts a server of S3 objects over a folder, with one bucket in it.
func bucketOf(t *testing.T) (address, keys, dir string) {
	t.Helper()
	program, err := gateway()
	if err != nil {
		t.Fatal(err)
	}
	dir = testkit.Dir(t)
	if err := os.Mkdir(filepath.Join(dir, "pictures"), 0o700); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	l.Close()
	cmd := exec.Command(program, "--port", at, "--quiet", "posix", "--nometa", dir)
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY=fieldfare", "ROOT_SECRET_KEY=not-a-secret")
	log := &strings.Builder{}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan error, 1)
	go func() { gone <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended by itself
		if err := <-gone; err == nil {
			t.Error("the server had ended by itself")
		}
	})
	for {
		if res, err := http.Get("http://" + at + "/"); err == nil {
			res.Body.Close()
			break
		}
		select {
		case err := <-gone:
			gone <- err
			t.Fatalf("the server ended: %v\n%s", err, log)
		case <-t.Context().Done():
			t.Fatal("the server does not answer")
		case <-time.After(20 * time.Millisecond): // it is asked again, not waited for
		}
	}
	keys = filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(keys, []byte("fieldfare\nnot-a-secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return "http://" + at + "/pictures", keys, filepath.Join(dir, "pictures")
}

func TestBucket_SaysWhatIsWrong(t *testing.T) {
	address, keys, _ := bucketOf(t)
	wrong := filepath.Join(t.TempDir(), "wrong")
	if err := os.WriteFile(wrong, []byte("fieldfare\nanother\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	open := filepath.Join(t.TempDir(), "open")
	if err := os.WriteFile(open, []byte("fieldfare\nnot-a-secret\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		address, keys string
		kind          assessments.ErrorKind
	}{
		"no bucket of that name": {strings.TrimSuffix(address, "pictures") + "others", keys, assessments.Invalid},
		"no bucket at all":       {strings.TrimSuffix(address, "/pictures"), keys, assessments.Invalid},
		"keys others may read":   {address, open, assessments.Invalid},
		"no keys":                {address, keys + "x", assessments.Invalid},
		"wrong keys":             {address, wrong, assessments.Unavailable},
		"nobody there":           {"http://127.0.0.1:1/pictures", keys, assessments.Unavailable},
	} {
		if _, err := blob.NewBucket(t.Context(), c.address, c.keys); assessments.KindOf(err) != c.kind || len(assessments.Sentence(err)) < 20 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
