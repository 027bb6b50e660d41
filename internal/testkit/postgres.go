package testkit

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// one is the cluster of this process. It starts with the first call of Postgres and stops when the process ends,
// however it ends: see cluster.start.
var one struct {
	sync.Once
	cluster *cluster
	err     error
	serial  atomic.Int64
}

// Postgres returns the URL of a fresh, empty database on a real PostgreSQL server with fsync on. All calls of one test
// process share the server; the database is dropped when the test ends. The user in the URL owns the server.
func Postgres(t testing.TB) string {
	t.Helper()
	one.Do(func() { one.cluster, one.err = startCluster(leashed) })
	if one.err != nil {
		t.Fatalf("start PostgreSQL for the test: %v", one.err)
	}
	name := fmt.Sprintf("test_%d", one.serial.Add(1))
	if err := one.cluster.run("CREATE DATABASE " + name); err != nil {
		t.Fatalf("make a database for the test: %v", err)
	}
	t.Cleanup(func() {
		// FORCE ends sessions that a failed test left open.
		if err := one.cluster.run("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	return one.cluster.url(name)
}

// url names a database over loopback TCP. The server also listens on a socket in its own folder.
func (c *cluster) url(database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword("postgres", c.password),
		Host: fmt.Sprintf("127.0.0.1:%d", c.port), Path: "/" + database, RawQuery: "sslmode=disable",
	}
	return u.String()
}

// run executes one statement in the maintenance database.
func (c *cluster) run(sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	if closeErr := conn.Close(ctx); err == nil {
		err = closeErr
	}
	return err
}
