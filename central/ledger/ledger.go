package ledger

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"database/sql"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Config says where a ledger is and what it may use. Either Dir or Database is given.
type Config struct {
	Dir      string           // folder of the embedded SQLite file; made when missing
	Database string           // postgres://… of a PostgreSQL database
	Conns    int              // most connections to PostgreSQL; 0: 16
	Now      func() time.Time // wall clock: shown to people, never decides
	Rand     io.Reader        // source of secrets
	NewID    func() string    // makes UUIDs
	Log      *slog.Logger

	// Step and Refuse are for the simulator. Step is called with "commit" before every commit of a writing transaction and with
	// "committed" after it. Refuse is asked before it; an error stands for a disk that takes nothing more. nil: nobody asks.
	Step   func(name string)
	Refuse func() error
}

// A Ledger is open until Close. It may be used by many goroutines, and several processes may have the same one open.
type Ledger struct {
	cfg    Config
	d      dialect
	w, r   *sql.DB // SQLite: one writer that begins immediately, and readers; PostgreSQL: the same pool
	secret []byte
	news   news
	// wipeKey signs orders to wipe; devices pin its public half when they enrol
	wipeKey ed25519.PrivateKey
	before  func(recordID assessments.ID) // tests plant a fault here; nil otherwise
}

// Open opens the ledger and brings its tables up to date. Another process may do the same at that moment.
func Open(ctx context.Context, cfg Config) (*Ledger, error) {
	l, err := connect(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if err := l.migrate(ctx); err != nil {
		l.Close()
		return nil, err
	}
	if l.secret, err = l.loadSecret(ctx, "secret"); err != nil {
		l.Close()
		return nil, err
	}
	seed, err := l.loadSecret(ctx, "wipe")
	if err != nil {
		l.Close()
		return nil, err
	}
	l.wipeKey = ed25519.NewKeyFromSeed(seed)
	return l, nil
}

// connect opens the database as it is.
func connect(ctx context.Context, cfg Config) (*Ledger, error) {
	l := &Ledger{cfg: cfg}
	var err error
	if cfg.Database != "" {
		l.d = postgres
		l.w, err = openPostgres(cfg.Database, cmp.Or(cfg.Conns, 16))
		l.r = l.w
	} else {
		l.d = sqlite
		if err = os.MkdirAll(cfg.Dir, 0o700); err == nil {
			l.w, l.r, err = openSQLite(cfg.Dir)
		}
	}
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Unavailable, "ledger.open", "The service's database cannot be opened.")
	}
	if err := l.w.PingContext(ctx); err != nil {
		l.Close()
		return nil, assessments.Wrap(err, assessments.Unavailable, "ledger.open", "The service's database does not answer.")
	}
	return l, nil
}

// Close closes the database. Work in progress ends with an error and changes nothing.
func (l *Ledger) Close() error {
	err := l.w.Close()
	if l.r != l.w {
		if rerr := l.r.Close(); err == nil {
			err = rerr
		}
	}
	return err
}

// Ping reports whether the database answers.
func (l *Ledger) Ping(ctx context.Context) error {
	if err := l.r.PingContext(ctx); err != nil {
		return assessments.Wrap(err, assessments.Unavailable, "ledger.ping", "The service's database does not answer.")
	}
	return nil
}

// Secret seals tokens, challenges and code hashes. Every process on the same database has the same one.
func (l *Ledger) Secret() []byte { return l.secret }

// loadSecret returns one of the service's secrets, and makes it when there is none yet.
func (l *Ledger) loadSecret(ctx context.Context, name string) ([]byte, error) {
	fresh := make([]byte, 32)
	if _, err := io.ReadFull(l.cfg.Rand, fresh); err != nil {
		return nil, internal(err, "ledger.secret")
	}
	var secret []byte
	err := l.write(ctx, "ledger.secret", func(tx txn) error {
		if err := tx.exec(ctx, `INSERT INTO service (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING`, name, fresh); err != nil {
			return err
		}
		return tx.row(ctx, `SELECT value FROM service WHERE name = ?1`, name).Scan(&secret)
	})
	return secret, err
}

func (l *Ledger) now() string { return l.cfg.Now().UTC().Format("2006-01-02T15:04:05.000Z") }

// internal wraps a database error that the caller can do nothing about.
func internal(err error, op string) error {
	return assessments.Wrap(err, assessments.Internal, op, "")
}
