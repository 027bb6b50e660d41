package main

import (
	"context"
	"database/sql/driver"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// pause comes before every save and every bare commit. People save seconds apart; without it, whichever of the two came right
// after the other would find the file system's journal and the processor warm.
const pause = 5 * time.Millisecond

// saveJob saves n observations one by one, each beside a bare SQLite commit of as many bytes on the same disk. Which of the two
// goes first alternates. The store says when its commit begins and when it has returned (Config.Step, made for the simulator): from
// there to the return of Apply is what bringing the view up to date takes.
func saveJob(ctx context.Context, dir string, n int) (values, error) {
	var ready, durable time.Time
	cfg := storeConfig(dir)
	cfg.Step = func(step string) {
		switch step {
		case "commit":
			ready = time.Now()
		case "committed":
			durable = time.Now()
		}
	}
	texts, next := rand.New(rand.NewPCG(3, 4)), 1_000_000
	save := func(s *store.Store) (prepared, saved, view float64, err error) {
		next++
		edit := note(recordID(next), recordID(1), prose(texts, 850))
		start := time.Now()
		_, err = s.Apply(ctx, []assessments.Edit{edit})
		end := time.Now()
		if err == nil { // saves come seconds apart: the words are in before the next
			_, err = s.Search(ctx, "nothinglikeit", 1)
		}
		return ms(ready.Sub(start)), ms(durable.Sub(start)), ms(end.Sub(durable)), err
	}
	size, err := savedBytes(ctx, cfg, save)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, cfg, passphrase)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	bare, err := openBare(filepath.Join(dir, "bare.db"))
	if err != nil {
		return nil, err
	}
	defer bare.Close()
	body := make([]byte, size)
	var preps, saves, commits, views []float64
	for i := range n {
		for turn := range 2 {
			time.Sleep(pause)
			if (i+turn)%2 == 0 {
				prepared, saved, view, err := save(s)
				if err != nil {
					return nil, err
				}
				preps, saves, views = append(preps, prepared), append(saves, saved), append(views, view)
				continue
			}
			start := time.Now()
			if err := bare.commit(body); err != nil {
				return nil, err
			}
			commits = append(commits, since(start))
		}
	}
	v := values{"bytes": float64(size), "pairs": float64(n)}
	for name, xs := range map[string][]float64{"prep": preps, "save": saves, "bare": commits, "view": views} {
		v[name+"50"], v[name+"99"] = quantile(xs, .5), quantile(xs, .99)
	}
	v["ratio50"], v["ratio99"] = v["save50"]/v["bare50"], v["save99"]/v["bare99"]
	return v, nil
}

// savedBytes reads from the file how many bytes a save puts into it: the sealed change and the sealed state.
func savedBytes(ctx context.Context, cfg store.Config, save func(*store.Store) (float64, float64, float64, error)) (int, error) {
	s, err := store.Open(ctx, cfg, passphrase)
	if err != nil {
		return 0, err
	}
	for range 20 {
		if _, _, _, err = save(s); err != nil {
			break
		}
	}
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return 0, err
	}
	c, err := (&sqlite3.SQLiteDriver{}).Open("file:" + filepath.Join(cfg.Dir, "fieldfare.db") + "?mode=ro")
	if err != nil {
		return 0, err
	}
	defer c.Close()
	rows, err := c.(*sqlite3.SQLiteConn).Query(`SELECT (SELECT length(sealed) FROM outbox ORDER BY n DESC LIMIT 1)
		+ (SELECT length(sealed) FROM meta ORDER BY seq DESC LIMIT 1)`, nil)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	got := make([]driver.Value, 1)
	if err := rows.Next(got); err != nil && err != io.EOF {
		return 0, err
	}
	size, ok := got[0].(int64)
	if !ok || size < 500 {
		return 0, fmt.Errorf("a save is said to have %v bytes", got[0])
	}
	return int(size), nil
}

// A bare is the least that a durable commit of SQLite costs: one prepared insert, no index, WAL and synchronous FULL.
type bare struct {
	*sqlite3.SQLiteConn
	begin, insert, end driver.Stmt
}

func openBare(file string) (*bare, error) {
	c, err := (&sqlite3.SQLiteDriver{}).Open("file:" + file)
	if err != nil {
		return nil, err
	}
	b := &bare{SQLiteConn: c.(*sqlite3.SQLiteConn)}
	for _, q := range []string{"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE note (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT"} {
		if _, err := b.Exec(q, nil); err != nil {
			return nil, err
		}
	}
	for q, into := range map[string]*driver.Stmt{"BEGIN IMMEDIATE": &b.begin, "INSERT INTO note (body) VALUES (?)": &b.insert, "COMMIT": &b.end} {
		if *into, err = b.Prepare(q); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// commit writes bodies in one durable transaction.
func (b *bare) commit(bodies ...[]byte) error {
	if _, err := b.begin.Exec(nil); err != nil {
		return err
	}
	for _, body := range bodies {
		if _, err := b.insert.Exec([]driver.Value{body}); err != nil {
			return err
		}
	}
	_, err := b.end.Exec(nil)
	return err
}

// Close ends the statements first: SQLite does not close a connection that has any.
func (b *bare) Close() error {
	for _, s := range []driver.Stmt{b.begin, b.insert, b.end} {
		if err := s.Close(); err != nil {
			return err
		}
	}
	return b.SQLiteConn.Close()
}
