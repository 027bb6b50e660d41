package testkit

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// restarted is leashed for a server that a test kills: whenever it is gone it is started again, as a service manager would do.
// The number of its newest process stands in a file.
const restarted = `(while [ ! -e "$DIR/stop" ]; do
	"$@" >>"$DIR/log" 2>&1 </dev/null & echo $! >"$DIR/pid"
	wait $!
	sleep 0.2
done) & keeper=$!
read -r _
touch "$DIR/stop"
while kill -0 $keeper 2>/dev/null; do
	kill -INT "$(cat "$DIR/pid")" 2>/dev/null
	sleep 0.1
done
cd / && rm -rf "$DIR"`

// A Server is a PostgreSQL server that belongs to one test, which may kill it. It comes back by itself with what it had
// committed, on the same port.
type Server struct {
	URL string // of an empty database; its user owns the server
	c   *cluster
}

// Roomy is a setting for a server that is measured: a quarter of a small server's four gigabytes, as docs/operations.md has it. PostgreSQL's
// own default is for a machine of twenty years ago.
const Roomy = "shared_buffers=1GB"

// NewServer starts a server with fsync on. It stops when the test ends, or its process.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s, err := StartServer()
	if err != nil {
		t.Fatalf("start a PostgreSQL of the test's own: %v", err)
	}
	t.Cleanup(s.Stop)
	return s
}

// StartServer is NewServer for a program that measures, with settings of its own, such as shared_buffers=1GB. The server stops with Stop,
// or with the program, however that ends.
func StartServer(settings ...string) (*Server, error) {
	c, err := startCluster(restarted, settings...)
	if err != nil {
		return nil, err
	}
	if err := c.run("CREATE DATABASE own"); err != nil {
		return nil, errors.Join(err, c.leash.Close())
	}
	return &Server{c.url("own"), c}, nil
}

// Stop ends the server and removes its folder.
func (s *Server) Stop() { _ = s.c.leash.Close() } // it can be closed only once

// PID is the newest process of the server, the parent of all its others.
func (s *Server) PID() (int, error) {
	raw, err := os.ReadFile(filepath.Join(s.c.dir, "pid"))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(raw)))
}

// Kill ends the whole server as a power cut would, without a word to anybody.
func (s *Server) Kill() error {
	pid, err := s.PID()
	if err != nil {
		return err
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

// KillOne ends the process of one session. The server then throws out all sessions and recovers by itself.
func (s *Server) KillOne(ctx context.Context) error {
	rows, err := s.Rows(ctx, `SELECT pid::text FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`)
	if err != nil || len(rows) == 0 {
		return err
	}
	pid, err := strconv.Atoi(rows[0][0])
	if err != nil {
		return err
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

// Ready waits until the server answers. What its log says of earlier lives is no reason to give up.
func (s *Server) Ready() error {
	deadline := time.Now().Add(time.Minute)
	for {
		err := s.c.run("SELECT 1")
		if err == nil || time.Now().After(deadline) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Rows runs a query whose columns are all text.
func (s *Server) Rows(ctx context.Context, query string) ([][]string, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.URL)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) ([]string, error) {
		out := make([]string, len(row.FieldDescriptions()))
		into := make([]any, len(out))
		for i := range out {
			into[i] = &out[i]
		}
		return out, row.Scan(into...)
	})
}
