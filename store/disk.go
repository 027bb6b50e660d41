package store

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// applicationID marks the file as Fieldfare's: "FfSt".
const applicationID = 0x46665374

// openDisk opens the file with every promise switched on: nothing acknowledged is lost, nothing deleted stays readable.
func openDisk(c Config, mode string, readOnly bool) (*db, error) {
	if mode == "rwc" {
		// SQLite would let everybody on the machine read the file, and makes those beside it alike.
		removeFiles(c) // of an Init that did not finish
		f, err := os.OpenFile(c.path(), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, err
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	d, err := openDB(fileDSN(c.path(), mode), "busy_timeout = 5000", "foreign_keys = ON", "temp_store = MEMORY")
	if err != nil {
		return nil, err
	}
	pragmas := []string{"journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 0"}
	if readOnly {
		pragmas = []string{"query_only = ON"}
	}
	for _, p := range pragmas {
		if err := d.script("PRAGMA " + p); err != nil {
			d.close()
			return nil, err
		}
	}
	return d, nil
}

// A migration is one numbered file of schema.
type migration struct {
	version int
	name    string
	sql     string
}

// migrations reads the numbered files in order. Numbers may be left out: each is given to one piece of work before it is done.
func migrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "schema/[0-9]*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var out []migration
	for _, name := range names {
		digits, _, _ := strings.Cut(strings.TrimPrefix(name, "schema/"), "_")
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || len(out) > 0 && n <= out[len(out)-1].version {
			return nil, fmt.Errorf("migration %s has no number of its own", name)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		out = append(out, migration{n, name, string(text)})
	}
	return out, nil
}

// migrate brings the file to the newest version, each step in one transaction, and refuses files of others and of a newer
// Fieldfare. before is called once, ahead of the first change to a file that holds something.
func migrate(d *db, files fs.FS, before func(version int) error) error {
	const op = "store.migrate"
	steps, err := migrations(files)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, op, "")
	}
	app, err := d.number("PRAGMA application_id")
	if err != nil {
		return explain(op, err)
	}
	version, err := d.number("PRAGMA user_version")
	if err != nil {
		return explain(op, err)
	}
	if app != applicationID && (app != 0 || version != 0) {
		return assessments.Errorf(assessments.Invalid, op, "The file %s in Fieldfare's folder was not made by Fieldfare. Nothing was changed.", fileName)
	}
	if newest := steps[len(steps)-1].version; int(version) > newest {
		return assessments.Errorf(assessments.TooNew, op, "This store was last used by a newer Fieldfare (store version %d; this one reads up to %d). Nothing was changed; update Fieldfare and open it again.", version, newest)
	}
	have, err := applied(d, int(version))
	if err != nil {
		return explain(op, err)
	}
	for _, m := range steps {
		if have[m.version] {
			continue
		}
		if version > 0 && before != nil {
			if err := before(int(version)); err != nil {
				return err
			}
			before = nil
		}
		if err := step(d, m); err != nil {
			return explain(op, fmt.Errorf("%s: %w", m.name, err))
		}
	}
	return nil
}

// applied reads which steps a file has seen. A file of the first version has no list of them.
func applied(d *db, version int) (map[int]bool, error) {
	have := map[int]bool{1: version > 0}
	n, err := d.number("SELECT count(*) FROM sqlite_schema WHERE name = 'migration'")
	if err != nil || n == 0 {
		return have, err
	}
	return have, d.query("SELECT n FROM migration", func(r dbRow) error {
		have[int(integer(r[0]))] = true
		return nil
	})
}

// step runs one migration. The list and the version change in the same transaction as the tables: a file is never between two
// versions.
func step(d *db, m migration) error {
	err := d.script(fmt.Sprintf(`BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS migration (n INTEGER NOT NULL PRIMARY KEY) STRICT; %s
		; INSERT INTO migration (n) VALUES (%d); PRAGMA application_id = %d`, m.sql, m.version, applicationID))
	var newest int64
	if err == nil {
		newest, err = d.number("SELECT max(n) FROM migration")
	}
	if err == nil {
		err = d.script(fmt.Sprintf("PRAGMA user_version = %d; COMMIT", newest))
	}
	if err != nil {
		// SQLite may have rolled back already; then there is nothing left to undo.
		_ = d.script("ROLLBACK")
	}
	return err
}

// copyFile copies one file and makes the copy durable.
func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
