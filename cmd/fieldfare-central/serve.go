package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/handoff"
)

// serveFlags keeps the service on this machine unless it is told otherwise.
func serveFlags(fs *pflag.FlagSet, c *config) {
	fs.StringVar(&c.listen, "listen", "127.0.0.1:8080", "address and port; port 0 picks a free one")
	fs.StringVar(&c.cert, "tls-cert", "", "file of the TLS certificate")
	fs.StringVar(&c.key, "tls-key", "", "file of its key")
	fs.BoolVar(&c.proxy, "behind-proxy", false, "a proxy in front speaks TLS")
	c.blobs.declare(fs)
	c.mail.declare(fs)
	fs.StringVar(&c.handoff, "handoff-dir", "", "folder for the trust's patient record: what was signed is put there, and answers are looked for")
	c.disposal.declare(fs)
	fs.IntVar(&c.conns, "connections", 16, "most connections to PostgreSQL; all processes together stay below its max_connections")
	fs.IntVar(&c.minSchema, "min-schema", 1, "apps that read no newer format than an older one may send and receive nothing (drain mode)")
	fs.DurationVar(&c.offset, "clock-offset", 0, "move the service's clock, on loopback only")
}

// stopTime is how long requests in progress may take when the service is asked to stop.
const stopTime = 20 * time.Second

// open opens the service as a command needs it.
func open(ctx context.Context, cfg *config, log *slog.Logger) (*central.Central, error) {
	s, err := settings(cfg, log)
	if err == nil {
		s.Blobs, err = cfg.blobs.open(ctx)
	}
	if err == nil {
		s.Mail, s.MailFrom, s.URL, err = cfg.mail.open()
	}
	if cfg.handoff != "" {
		s.Handoff = handoff.Folder(cfg.handoff)
	}
	if err != nil {
		return nil, err
	}
	return central.New(ctx, s)
}

// settings are the service's, as the command line has them.
func settings(cfg *config, log *slog.Logger) (central.Config, error) {
	now := time.Now
	if cfg.offset != 0 {
		now = func() time.Time { return time.Now().Add(cfg.offset) }
	}
	if cfg.now != "" {
		fixed, err := time.Parse(time.RFC3339, cfg.now)
		if err != nil {
			return central.Config{}, usageError("--now takes a time such as 2026-11-20T09:00:00Z.")
		}
		now = func() time.Time { return fixed }
	}
	newID := func() string { return uuid.Must(uuid.NewV7()).String() } // fails only without randomness, when nothing is safe
	return central.Config{Disposals: cfg.disposal.register, BackupDays: cfg.disposal.backupDays, Dir: cfg.data, Database: cfg.database, Now: now, Rand: rand.Reader, NewID: newID, Log: log, MinSchema: cfg.minSchema, Conns: cfg.conns, BehindProxy: cfg.proxy, TLS: cfg.cert != ""}, nil
}

// quiet is the log of a command: its person is told in a sentence, and only faults of ours are worth a line beside it.
func quiet(cfg *config) *slog.Logger {
	return slog.New(slog.NewTextHandler(cfg.err, &slog.HandlerOptions{Level: slog.LevelError}))
}

// serve runs the service until it is told to stop, and then lets requests in progress finish.
func serve(ctx context.Context, cfg *config, _ []string) error {
	tls := cfg.cert != "" || cfg.key != ""
	if err := guard(cfg, tls); err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(cfg.err, nil))
	listener, err := net.Listen("tcp", cfg.listen)
	if err != nil {
		return assessments.Wrap(err, assessments.Invalid, "serve", "The service cannot listen on "+cfg.listen+": the port is taken, or the address is not this machine's.")
	}
	defer listener.Close() // a server that began has closed it already
	if err := cfg.mail.settle(listener.Addr().String(), tls); err != nil {
		return err
	}
	c, err := open(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer c.Close()
	pictures(ctx, c, cfg, log)
	// A newer service may understand what an older one put aside.
	if err := c.RetryQuarantine(ctx); err != nil {
		return err
	}
	go c.Deliver(ctx)
	go c.HandOver(ctx)
	go c.Dispose(ctx)
	// Generous for a slow signal, and an end for whoever only holds the line.
	server := &http.Server{Handler: c, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute, WriteTimeout: 2 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	server.RegisterOnShutdown(c.Hush)
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(late)
	}()
	scheme := "http"
	if tls {
		scheme = "https"
	}
	fmt.Fprintf(cfg.out, "listening on %s://%s\n", scheme, listener.Addr())
	if tls {
		err = server.ServeTLS(listener, cfg.cert, cfg.key)
	} else {
		err = server.Serve(listener)
	}
	if !errors.Is(err, http.ErrServerClosed) {
		return assessments.Wrap(err, assessments.Internal, "serve", "The service stopped: check the certificate and key files.")
	}
	return <-stopped
}

// guard refuses to send health data over an open line.
func guard(cfg *config, tls bool) error {
	host, _, err := net.SplitHostPort(cfg.listen)
	if err != nil {
		return usageError("--listen takes an address and a port, such as 127.0.0.1:8080.")
	}
	ip := net.ParseIP(host)
	loopback := host == "localhost" || ip != nil && ip.IsLoopback()
	switch {
	case tls && (cfg.cert == "" || cfg.key == ""):
		return usageError("--tls-cert and --tls-key go together.")
	case tls && cfg.proxy:
		return usageError("Give --tls-cert and --tls-key, or --behind-proxy, not both.")
	case !loopback && !tls && !cfg.proxy:
		return assessments.Errorf(assessments.Invalid, "serve", "Beyond this machine the service needs TLS: give --tls-cert and --tls-key, or --behind-proxy when a proxy speaks TLS for it.")
	case !loopback && cfg.offset != 0:
		return assessments.Errorf(assessments.Invalid, "serve", "--clock-offset is for trying things out on this machine; it works only on loopback.")
	}
	return nil
}
