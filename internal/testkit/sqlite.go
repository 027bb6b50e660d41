package testkit

import (
	"database/sql"
	"testing"
)

// Exec runs one statement on a SQLite file that nobody has open. The test must import something that brings the driver.
func Exec(t testing.TB, file, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite3", file)
	if err == nil {
		_, err = db.Exec(statement, args...)
		if cerr := db.Close(); err == nil {
			err = cerr
		}
	}
	if err != nil {
		t.Fatalf("change %s: %v", file, err)
	}
}

// Column reads one column of texts from a SQLite file, which may be in use.
func Column(t testing.TB, file, query string) []string {
	t.Helper()
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		t.Fatalf("read %s: %v", file, err)
	}
	defer db.Close()
	return column(t, db, file, query)
}

func column(t testing.TB, db *sql.DB, file, query string) (out []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("read %s: %v", file, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatalf("read %s: %v", file, err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("read %s: %v", file, err)
	}
	return out
}
