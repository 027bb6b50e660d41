package main

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/fieldfare/fieldfare/bench/gauge"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A house is PostgreSQL, the service's processes on it, and everybody who is registered there.
type house struct {
	db       *testkit.Server
	services []*exec.Cmd
	urls     []string
	devices  []*device
	seeding  time.Duration
}

// openHouse starts PostgreSQL and the services and registers the devices.
func openHouse(ctx context.Context, p plan) (h *house, err error) {
	db, err := testkit.StartServer(testkit.Roomy)
	if err != nil {
		return nil, err
	}
	h = &house{db: db}
	defer func() {
		if err != nil {
			h.close()
		}
	}()
	start := time.Now()
	if err := h.register(ctx, p); err != nil {
		return nil, fmt.Errorf("register the devices: %w", err)
	}
	h.seeding = time.Since(start)
	for range p.services {
		if err := h.serve(); err != nil {
			return nil, err
		}
	}
	return h, nil
}

func (h *house) close() {
	for _, cmd := range h.services {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait() // it is over either way
	}
	h.db.Stop()
}

// serve starts one more process of the service.
func (h *house) serve() error {
	cmd := exec.Command("../bin/fieldfare-central", "serve", "--listen", "127.0.0.1:0", "--database", h.db.URL)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	h.services = append(h.services, cmd)
	line, err := bufio.NewReader(out).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ok {
		return fmt.Errorf("the service said %q: %w", line, errors.Join(err, errors.New("it does not listen")))
	}
	h.urls = append(h.urls, url)
	return nil
}

// register adds the tenants as an administrator would. Twenty thousand therapists and tablets with their codes would take longer
// than the measurement, so those rows are written at once, as enrolment would have left them.
func (h *house) register(ctx context.Context, p plan) error {
	newID := func() string { return uuid.Must(uuid.NewV7()).String() } // fails only without randomness
	c, err := central.New(ctx, central.Config{Database: h.db.URL, Now: time.Now, Rand: rand.Reader, NewID: newID, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer c.Close()
	var tenants []ledger.Tenant
	for n := range p.tenants {
		t, err := c.TenantAdd(ctx, fmt.Sprintf("Service %d", n), ledger.Packs[n%len(ledger.Packs)])
		if err != nil {
			return err
		}
		tenants = append(tenants, t)
	}
	var tenant, therapist, id, inc []string
	var key [][]byte
	for n := range p.devices {
		t := tenants[n/2%len(tenants)] // two tablets each
		if n%2 == 0 {
			therapist = append(therapist, newID())
		} else {
			therapist = append(therapist, therapist[n-1])
		}
		seed := sha256.Sum256(fmt.Append(nil, "load ", n))
		d := &device{n: n, id: newID(), therapist: therapist[n], inc: fmt.Sprintf("i%d", n), key: ed25519.NewKeyFromSeed(seed[:])}
		h.devices = append(h.devices, d)
		tenant, id, inc, key = append(tenant, t.ID), append(id, d.id), append(inc, d.inc), append(key, d.key.Public().(ed25519.PublicKey))
	}
	conn, err := pgx.Connect(ctx, h.db.URL)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, `INSERT INTO therapist (tenant, id, name, email, made_at)
		SELECT DISTINCT ON (id) tenant, id, 'Sam Okoro', 'sam@example.org', '2026-11-20T09:00:00Z' FROM unnest($1::text[], $2::text[]) AS u (tenant, id)`, tenant, therapist); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, `INSERT INTO device (tenant, id, therapist, pubkey, inc, enrolled_at)
		SELECT u.*, '2026-11-20T09:00:00Z' FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[]) AS u`, tenant, id, therapist, key, inc); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "VACUUM ANALYZE")
	return err
}

// heading says what was done where.
func heading(out *strings.Builder, p plan, h *house) error {
	cpu, err := gauge.After("/proc/cpuinfo", "model name")
	if err != nil {
		return err
	}
	total, err := gauge.After("/proc/meminfo", "MemTotal")
	if err != nil {
		return err
	}
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, `# Results of make load

Written on %s. %d devices of %d services are registered (in %.0f s, two to a therapist); %d processes of the service share one
PostgreSQL (fsync on, 1 GB of shared buffers). Generator, services and database share this machine's processors, without TLS.
A sync is a token (two requests, as a tablet's first), twenty changes of about 1.5 KB up, an eighth of them later edits, and the feed
down until there is no more; each on a connection of its own. Time counts from when a sync was due.

- Processors: %d, %s
- Memory: %s
- Load of the machine before (1, 5, 15 minutes): %s
`, time.Now().Format("2 January 2006, 15:04"), p.devices, p.tenants, h.seeding.Seconds(), p.services, runtime.NumCPU(), cpu, total, strings.Join(strings.Fields(string(load))[:3], " "))
	return nil
}
