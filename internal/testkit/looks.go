package testkit

import (
	"database/sql"
	"path/filepath"
	"testing"
)

// Looks reads databases beside the programs that have them open, as Column does. Opening one costs more than most questions, so each
// is opened once, until Away.
type Looks struct {
	open map[string]*sql.DB // by file
}

// NewLooks opens nothing yet. Whatever is open goes with the test.
func NewLooks(t testing.TB) *Looks {
	l := &Looks{map[string]*sql.DB{}}
	t.Cleanup(func() {
		for _, db := range l.open {
			db.Close()
		}
	})
	return l
}

// Column returns one column of texts.
func (l *Looks) Column(t testing.TB, file, query string) []string {
	t.Helper()
	db := l.open[file]
	if db == nil {
		var err error
		if db, err = sql.Open("sqlite3", "file:"+file+"?_stmt_cache_size=16"); err != nil {
			t.Fatalf("read %s: %v", file, err)
		}
		db.SetMaxOpenConns(1)
		l.open[file] = db
	}
	return column(t, db, file, query)
}

// Away closes what was opened in a folder: a program that starts on its files must find them as the one before left them.
func (l *Looks) Away(dir string) {
	for file, db := range l.open {
		if filepath.Dir(file) == dir {
			db.Close()
			delete(l.open, file)
		}
	}
}
