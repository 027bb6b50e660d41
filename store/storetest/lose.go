package storetest

import (
	"database/sql"
	"path/filepath"
	"testing"

	_ "github.com/mattn/go-sqlite3" // the store itself cannot lose a row
)

// LoseChange takes the newest confirmed change but one out of a closed store's file, as a fault of ours or of the disk might.
func LoseChange(t testing.TB, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "fieldfare.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	res, err := db.Exec(`DELETE FROM history WHERE h = (SELECT max(h) - 1 FROM history)`)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d rows were taken out (%v)", n, err)
	}
}
