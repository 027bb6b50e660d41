package store

import (
	"crypto/rand"
	"io"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/fieldfare/fieldfare/store/vault"
)

// Config says where a store is and what it may use of the world outside. Only Dir is required.
type Config struct {
	Dir  string           // the folder of one therapist's store; made by Init
	Now  func() time.Time // the device's clock; nil: time.Now
	Rand io.Reader        // nil: crypto/rand
	Log  *slog.Logger     // nil: nothing is logged
	KDF  vault.Params     // zero: vault.Default; tests pass vault.ForTests()

	disk diskOptions
}

// diskOptions are another place to read from, and limits that tests set.
type diskOptions struct {
	file     string // instead of Dir's
	maxPages int
	halt     func(step string) // called before and after each durable step
}

// The files of a store.
const (
	fileName = "fieldfare.db"
	lockName = "fieldfare.lock"
)

func (c Config) path() string {
	if c.disk.file != "" {
		return c.disk.file
	}
	return filepath.Join(c.Dir, fileName)
}

func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.KDF == (vault.Params{}) {
		c.KDF = vault.Default()
	}
	return c
}
