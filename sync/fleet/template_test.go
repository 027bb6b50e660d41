package fleet

import (
	"crypto/ed25519"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
)

// A template is a service and devices that have just been enrolled, closed: every world begins with a copy, which costs a fraction
// of enrolling again.
type template struct {
	tenant  string
	service string // its folder
	devices []enrolled
	tablet  enrolled
}

// An enrolled device is closed, with its files in dir; the tablet has none.
type enrolled struct {
	therapist, dir, device string
	key                    ed25519.PrivateKey
}

var (
	templateOnce sync.Once
	templateMade template
	scratch      string // where worlds live: in memory where the machine allows it, since a world dies with its process
)

// TestMain gives the worlds a place that is quick to write to.
func TestMain(m *testing.M) {
	base := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		base = "/dev/shm"
	}
	dir, err := os.MkdirTemp(base, "fieldfare-fleet-")
	if err != nil {
		panic(err)
	}
	scratch = dir
	// A world is small and soon over: nothing is collected until a good dozen of them have gone by.
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(256 << 20)
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func theTemplate(t testing.TB) *template {
	t.Helper()
	templateOnce.Do(func() {
		j := newJudge()
		templateMade = found(j, filepath.Join(scratch, "template"), "")
		j.end()
		if len(j.troubles) > 0 {
			panic(strings.Join(j.troubles, "\n"))
		}
	})
	return &templateMade
}

// found enrols everybody with a service in dir, or in a database.
func found(t testing.TB, dir, database string) template {
	w := emptyWorld(t, plan{})
	tm := template{service: filepath.Join(dir, "service")}
	w.must(os.MkdirAll(tm.service, 0o700))
	cfg := central.Config{Dir: tm.service}
	if database != "" {
		cfg = central.Config{Database: database}
	}
	c, err := central.New(w.ctx, w.furnish(cfg, 0))
	w.must(err)
	w.svc = &service{w: w, c: c, dir: tm.service}
	tenant, err := c.TenantAdd(w.ctx, "North", ledger.Packs[0])
	w.must(err)
	tm.tenant, w.tenant = tenant.ID, tenant.ID
	for i, name := range []string{"Ann", "", "Ben", "Cat"} {
		e := enrolled{}
		if name == "" {
			e.therapist = tm.devices[0].therapist
		} else {
			th, err := c.TherapistAdd(w.ctx, w.tenant, name, "t@nhs.example")
			w.must(err)
			e.therapist = th.ID
		}
		code, err := c.Code(w.ctx, e.therapist)
		w.must(err)
		if name == "Cat" {
			_, e.key, err = ed25519.GenerateKey(testkit.Random("tablet"))
			w.must(err)
			e.device = enrolByHand(w, e.key, code)
			tm.tablet = e
			continue
		}
		d := w.newDevice(e.therapist, 0)
		d.dir = filepath.Join(dir, "device"+string(rune('0'+i)))
		s, _, err := store.Init(w.ctx, d.config(), passphrase, store.InitOptions{})
		w.must(err)
		d.wake(s)
		w.must(d.courier.Enrol(w.ctx, "https://central.example", code))
		w.must(s.Close())
		e.dir = d.dir
		tm.devices = append(tm.devices, e)
	}
	w.must(c.Close())
	return tm
}

// post is a request of JSON that always gets through.
func (w *world) post(path string, body string) []byte {
	res, err := w.air.deliver(&message{path: path, head: http.Header{"Content-Type": {"application/json"}}, body: []byte(body), at: w.clock.Now()})
	w.must(err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	w.must(err)
	if res.StatusCode != http.StatusOK {
		w.t.Fatalf("%s: %d %s", path, res.StatusCode, raw)
	}
	return raw
}

// copyDir copies the files of a folder that has no folders in it.
func copyDir(to, from string) error {
	files, err := os.ReadDir(from)
	for _, f := range files {
		if err == nil {
			err = copyFile(filepath.Join(to, f.Name()), filepath.Join(from, f.Name()))
		}
	}
	return err
}

// copyFiles copies a database that is in use, as a power cut would leave it. The log first: whatever moves from it into the file
// meanwhile is then there twice, not missing.
func copyFiles(to, from, name string) error {
	for _, n := range []string{name + "-wal", name} {
		if err := copyFile(filepath.Join(to, n), filepath.Join(from, n)); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

func copyFile(to, from string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o600)
}
