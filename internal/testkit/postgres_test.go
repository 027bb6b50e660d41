package testkit

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func TestPostgres_FreshDatabaseEachCall(t *testing.T) {
	first, second := connect(t, Postgres(t)), connect(t, Postgres(t))
	if _, err := first.Exec(t.Context(), "CREATE TABLE visit (id TEXT PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	var there bool
	if err := second.QueryRow(t.Context(), "SELECT to_regclass('visit') IS NOT NULL").Scan(&there); err != nil || there {
		t.Errorf("the second database has the first one's table: %v, %v", there, err)
	}
}

func TestPostgres_IsDurable(t *testing.T) {
	conn := connect(t, Postgres(t))
	for _, setting := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		var value string
		if err := conn.QueryRow(t.Context(), "SHOW "+setting).Scan(&value); err != nil || value != "on" {
			t.Errorf("%s is %q, %v: want on", setting, value, err)
		}
	}
}

func TestPostgres_DropsWhatATestLeaves(t *testing.T) {
	var url string
	t.Run("leaves a session open", func(t *testing.T) {
		url = Postgres(t)
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	if conn, err := pgx.Connect(t.Context(), url); err == nil {
		conn.Close(t.Context())
		t.Error("the database outlived its test")
	}
}

// helper is set in a copy of this test binary that starts a cluster, tells where, and waits to be killed.
const helper = "FIELDFARE_TESTKIT_HELPER"

func TestPostgres_StopsWithItsProcess(t *testing.T) {
	if os.Getenv(helper) != "" {
		fmt.Printf("\n%s\n%s\n", Postgres(t), one.cluster.dir)
		// Until the parent is gone, should it be killed before it kills us.
		if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
			t.Fatal(err)
		}
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestPostgres_StopsWithItsProcess$")
	cmd.Env = append(os.Environ(), helper+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	var url, dir string
	for dir == "" && lines.Scan() {
		switch line := lines.Text(); {
		case strings.HasPrefix(line, "postgres://"):
			url = line
		case url != "":
			dir = line
		}
	}
	if err := cmd.Process.Kill(); err != nil { // kill -9: no cleanup of Go's runs
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the helper ended well instead of being killed")
	}
	if _, err := os.Stat(dir); dir == "" || err != nil {
		t.Fatalf("the helper started no cluster: %q, %v", dir, err)
	}
	for _, err := os.Stat(dir); err == nil; _, err = os.Stat(dir) {
		if ctx.Err() != nil {
			t.Fatalf("%s is still there after its process was killed", dir)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if conn, err := pgx.Connect(ctx, url); err == nil {
		conn.Close(ctx)
		t.Error("the server still answers after its process was killed")
	}
}
