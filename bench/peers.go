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

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/bench/gauge"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// documents are n notes of a child whose fields are about 1.5 KB of JSON: what both sides carry.
func documents(n int) []assessments.Edit {
	r := chance(7)
	child := recordID(1)
	out := []assessments.Edit{{Record: child, Kind: assessments.KindChild, Scope: assessments.ChildScope(child), Set: fields("name", "Ada Ashby", "born", "2019-05-04")}}
	for i := 1; i < n; i++ {
		out = append(out, note(recordID(1+i), child, prose(r, 1440)))
	}
	return out
}

// oursJob is our side of the comparison with PouchDB: tablets in this process, the service and PostgreSQL in theirs. Everything that
// a tablet and the service do for a change is included: checking, sealing, hashing, signing, merging, the index of words.
func oursJob(ctx context.Context, dir string, n int) (values, error) {
	svc, err := startCentral(ctx)
	if err != nil {
		return nil, err
	}
	defer svc.stop()
	a, ca, err := svc.device(ctx, filepath.Join(dir, "a"))
	if err != nil {
		return nil, err
	}
	defer a.Close()
	b, cb, err := svc.device(ctx, filepath.Join(dir, "b"))
	if err != nil {
		return nil, err
	}
	defer b.Close()
	v := values{"n": float64(n)}
	edits := documents(n)
	if err := svc.timed(v, "insert", func() error { return applyAll(ctx, a, edits) }); err != nil {
		return nil, err
	}
	if err := rawBoth(ctx, svc, a, filepath.Join(dir, "raw.db"), n, v); err != nil {
		return nil, err
	}
	if _, err := cb.Sync(ctx); err != nil { // gets its token and says hello
		return nil, err
	}
	if err := svc.timed(v, "push", func() error {
		r, err := ca.Sync(ctx)
		if err == nil && (r.Sent != n || r.Waiting != 0) {
			err = fmt.Errorf("pushed %+v", r)
		}
		return err
	}); err != nil {
		return nil, err
	}
	if err := svc.timed(v, "pull", func() error {
		r, err := cb.Sync(ctx)
		if err == nil && r.Received != n {
			err = fmt.Errorf("pulled %+v", r)
		}
		if err == nil {
			_, err = b.Search(ctx, "nothinglikeit", 1) // waits until every record is indexed
		}
		return err
	}); err != nil {
		return nil, err
	}
	const rounds = 50
	svc.up.Store(0)
	svc.down.Store(0)
	svc.requests.Store(0)
	if err := svc.timed(v, "noop", func() error {
		for range rounds {
			if _, err := cb.Sync(ctx); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for _, name := range []string{"noop ms", "noop cpu", "noop far cpu"} {
		v[name] /= rounds
	}
	v["noop up"], v["noop down"], v["noop requests"] = float64(svc.up.Load())/rounds, float64(svc.down.Load())/rounds, float64(svc.requests.Load())/rounds
	return v, nil
}

// applyAll saves edits as somebody does who imports a file: some hundreds at once.
func applyAll(ctx context.Context, s *store.Store, edits []assessments.Edit) error {
	for len(edits) > 0 {
		n := min(500, len(edits))
		if _, err := s.Apply(ctx, edits[:n]); err != nil {
			return err
		}
		edits = edits[n:]
	}
	return nil
}

// A far is a central service on a PostgreSQL of its own, each with processes of its own, and a count of what goes over tablets' lines.
type far struct {
	db        *testkit.Server
	cmd       *exec.Cmd    // nil where the service runs in this process
	near      *http.Server // that one
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
	db, err := testkit.StartServer()
	if err != nil {
		return nil, err
	}
	f := &far{db: db}
	newID := func() string { return uuid.Must(uuid.NewV7()).String() } // fails only without randomness
	if f.central, err = central.New(ctx, central.Config{Database: db.URL, Now: time.Now, Rand: rand.Reader, NewID: newID, Log: slog.New(slog.DiscardHandler)}); err != nil {
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
	f.db.Stop()
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
