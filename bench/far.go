package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/google/uuid"

	"github.com/fieldfare/fieldfare/bench/gauge"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// A far is a central service on a PostgreSQL of its own, each with processes of its own, and a count of what goes over tablets' lines.
type far struct {
	db        *testkit.Server // nil where the ledger is embedded
	cmd       *exec.Cmd       // nil where the service runs in this process
	near      *http.Server    // that one
	central   *central.Central
	url       string
	therapist string
	up, down  atomic.Int64
	requests  atomic.Int64
}

// startCentral starts PostgreSQL and bin/fieldfare-central.
func startCentral(ctx context.Context) (*far, error) {
	f, err := newFar(ctx)
	if err != nil {
		return nil, err
	}
	f.cmd = exec.Command("../bin/fieldfare-central", "serve", "--listen", "127.0.0.1:0", "--database", f.db.URL)
	f.url, err = listening(f.cmd)
	if err != nil {
		f.stop()
		return nil, err
	}
	return f, nil
}

// newFar starts PostgreSQL and registers a therapist.
func newFar(ctx context.Context) (*far, error) {
	db, err := testkit.StartServer(testkit.Roomy, "min_wal_size=256MB")
	if err != nil {
		return nil, err
	}
	if err := worn(ctx, db); err != nil {
		db.Stop()
		return nil, err
	}
	return (&far{db: db}).open(ctx, central.Config{Database: db.URL})
}

// worn makes a new server one that has been in use for a day: files of its log that it has written before are written over. A new server
// fills each with zeros first, and so writes everything twice.
func worn(ctx context.Context, db *testkit.Server) error {
	for _, q := range []string{`CREATE TABLE wear AS SELECT repeat(md5(n::text), 60) FROM generate_series(1, 100000) AS n`, `DROP TABLE wear`, `CHECKPOINT`, `CHECKPOINT`} {
		if _, err := db.Rows(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// startNear has the service in this process, on whatever database cfg names.
func startNear(ctx context.Context, cfg central.Config) (*far, error) {
	f, err := (&far{}).open(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return f, f.serve()
}

// serve answers on loopback from this process.
func (f *far) serve() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	f.near, f.url = &http.Server{Handler: f.central, ReadHeaderTimeout: time.Minute}, "http://"+l.Addr().String()
	go f.near.Serve(l) //nolint:errcheck // it returns when stop closes it
	return nil
}

// open opens the service's ledger and registers a therapist.
func (f *far) open(ctx context.Context, cfg central.Config) (_ *far, err error) {
	newID := func() string { return uuid.Must(uuid.NewV7()).String() } // fails only without randomness
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = time.Now, rand.Reader, newID, slog.New(slog.DiscardHandler)
	if f.central, err = central.New(ctx, cfg); err != nil {
		f.stop()
		return nil, err
	}
	tenant, err := f.central.TenantAdd(ctx, "Bench", "lewisham-like")
	if err == nil {
		var who, werr = f.central.TherapistAdd(ctx, tenant.ID, "Sam Okoro", "sam@example.org")
		f.therapist, err = who.ID, werr
	}
	if err != nil {
		f.stop()
		return nil, err
	}
	return f, nil
}

// listening starts a program that says where it listens, and returns that.
func listening(cmd *exec.Cmd) (string, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // it must not outlive us, however we end
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ok {
		return "", fmt.Errorf("%s said %q: %w", filepath.Base(cmd.Path), line, err)
	}
	return url, nil
}

func (f *far) stop() {
	if f.near != nil {
		_ = f.near.Close() // nothing is on the line any more
	}
	if f.cmd != nil && f.cmd.Process != nil {
		_ = f.cmd.Process.Kill()
		_ = f.cmd.Wait()
	}
	if f.central != nil {
		_ = f.central.Close()
	}
	if f.db != nil {
		f.db.Stop()
	}
}

// device makes an enrolled store of the therapist, with a line that counts.
func (f *far) device(ctx context.Context, dir string) (*store.Store, *courier.Courier, error) {
	st, _, err := store.Init(ctx, storeConfig(dir), passphrase, store.InitOptions{})
	if err != nil {
		return nil, nil, err
	}
	code, err := f.central.Code(ctx, f.therapist)
	if err != nil {
		return nil, nil, err
	}
	var dial net.Dialer
	line := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &farConn{c, f}, nil
	}}
	c := courier.New(st, courier.Config{Client: &http.Client{Transport: asking{line, f}, Timeout: time.Minute}})
	return st, c, c.Enrol(ctx, f.url, code)
}

type asking struct {
	http.RoundTripper
	f *far
}

func (a asking) RoundTrip(r *http.Request) (*http.Response, error) {
	a.f.requests.Add(1)
	return a.RoundTripper.RoundTrip(r)
}

type farConn struct {
	net.Conn
	f *far
}

func (c *farConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.f.down.Add(int64(n))
	return n, err
}

func (c *farConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.f.up.Add(int64(n))
	return n, err
}

// timed does something and notes the time, and the processor time of this process and of the far side with its database.
func (f *far) timed(v values, name string, do func() error) error {
	own, theirs, err := f.cpu()
	if err != nil {
		return err
	}
	start := time.Now()
	if err := do(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	v[name+" ms"] = since(start)
	own2, theirs2, err := f.cpu()
	v[name+" cpu"], v[name+" far cpu"] = own2-own, theirs2-theirs
	return err
}

// cpu is the milliseconds of processor used by this process, and by service and database.
func (f *far) cpu() (own, theirs float64, err error) {
	if own, _, err = gauge.Times(os.Getpid()); err != nil {
		return 0, 0, err
	}
	pid, err := f.db.PID()
	if err != nil {
		return 0, 0, err
	}
	if theirs, err = gauge.Tree(pid); err != nil || f.cmd == nil {
		return 1000 * own, 1000 * theirs, err
	}
	service, _, err := gauge.Times(f.cmd.Process.Pid)
	return 1000 * own, 1000 * (theirs + service), err
}
